# The life of a pass: from fifteen minutes before until the end, in and out by turns.
at 2026-11-23 10:00
person jana member
person mandy staff
resource prusa-1
resource laser kind=laser
open daily 07:00-22:00

A: jana books prusa-1 12:00 - 13:00
jana keeps A as P
at 2026-11-23 11:44
mandy scans P
expect not_yet
at 2026-11-23 11:45
mandy scans P at=laser
expect wrong_place
mandy scans P
expect ok
mandy scans P at=prusa-1
expect already
mandy scans P exit
expect ok
mandy scans P exit
expect already
at 2026-11-23 12:30
mandy scans P
expect ok
mandy scans P
expect already
mandy scans P exit
expect ok

# A booking that moves gets a new pass.
B: jana books prusa-1 14:00 - 15:00
jana keeps B as OLD
jana moves B 15:00 - 16:00
jana keeps B as NEW
at 2026-11-23 15:10
mandy scans OLD
expect revoked
mandy scans NEW
expect ok
at 2026-11-23 15:59
mandy scans NEW exit
expect ok

# Too late to come in, not to leave.
C: jana books laser 17:00 - 18:00
jana keeps C as LATE
at 2026-11-23 18:00
mandy scans LATE
expect expired
mandy scans LATE exit
expect ok

D: jana books laser 19:00 - 20:00
jana keeps D as GONE
jana cancels D
at 2026-11-23 19:00
mandy scans GONE
expect cancelled
