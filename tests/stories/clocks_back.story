# In the night to 25 October 2026 the clock shows 02:00 to 03:00 twice: 02:30 is 00:30 and 01:30 UTC.
at 2026-10-24 10:00
person jana member
person falk member
resource prusa-1
resource laser slot=15 shortest=15 longest=180
open daily 00:00-24:00

# From 01:00 to 04:00 on the wall are four hours.
jana books laser 2026-10-25 01:00 - 04:00
expect too_long
A: jana books laser 2026-10-25 01:00 - 03:00
expect confirmed
falk books laser 2026-10-25 03:00 - 03:15
expect confirmed

# Half past two happens twice, and the two do not touch.
falk books prusa-1 2026-10-25 02:30+02:00 - 02:30+01:00
expect confirmed
jana books prusa-1 2026-10-25 02:00+01:00 - 03:00
expect slot_taken
jana books prusa-1 2026-10-25 02:30+01:00 - 03:00
expect confirmed
# Without an offset it is the first of the two.
jana books prusa-1 2026-10-25 02:00 - 02:30
expect confirmed
falk finds prusa-1 2026-10-25 02:00 - 03:00
expect busy

# The same hour of the day stays the same hour of the day.
B: falk books prusa-1 2026-10-24 12:00 - 13:00
C: falk books prusa-1 2026-10-25 12:00 - 13:00
wait 1 days
at 2026-10-25 11:45
falk keeps C as P
person mandy staff
mandy scans P
expect ok
