# Who waits for a time gets it in order, and nobody gets it twice.
at 2026-11-23 10:00
person jana member
person falk member
person aylin member
person ole member
person mandy staff
resource prusa-1
resource prusa-2
resource laser introduction
resource workshop kind=room people=24
part workshop prusa-2
open daily 07:00-22:00

A: jana books prusa-1 2026-11-25 12:00 - 14:00
falk waits prusa-1 2026-11-25 15:00 - 16:00
expect still_free
falk waits laser 2026-11-25 12:00 - 13:00
expect not_qualified
falk waits prusa-1 2026-11-25 12:00 - 14:00
expect waiting
falk waits prusa-1 2026-11-25 12:00 - 14:00
expect waiting_already
aylin waits prusa-1 2026-11-25 13:00 - 14:00
ole waits prusa-1 2026-11-25 12:00 - 12:30
mails falk

# The first is asked; what is left of the time goes to the next who fits.
jana cancels A
expect cancelled
mails falk
expect booking_offered
mails aylin
expect nothing
O: falk gets
expect prusa-1
aylin gets
expect nothing
jana books prusa-1 2026-11-25 12:00 - 13:00
expect slot_taken
falk moves O 2026-11-25 12:00 - 15:00
expect not_changeable
jana accepts O
expect no_such_booking
mandy approves O
expect already_decided

# Declined, it goes to the next two, who do not touch.
falk cancels O
expect cancelled
falk gets
expect nothing
P: aylin gets
expect prusa-1
Q: ole gets
expect prusa-1
aylin accepts P
expect confirmed
aylin accepts P
expect already_decided
falk accepts O
expect already_decided

# After a day without an answer it lapses, whether the timer has come by or not.
wait 24 h
ole accepts Q
expect too_late
timers
ole accepts Q
expect already_decided
mails ole
expect booking_offered offer_lapsed
falk books prusa-1 2026-11-25 12:00 - 13:00
expect confirmed

# Shortened, and ended early: the rest is offered.
B: jana books prusa-2 2026-11-25 12:00 - 16:00
falk waits workshop 2026-11-25 14:00 - 16:00 people=20
aylin waits prusa-2 2026-11-25 12:00 - 16:00
jana moves B 2026-11-25 12:00 - 14:00
R: falk gets
expect workshop
falk accepts R
expect confirmed
at 2026-11-25 13:10
jana ends B
falk cancels R
expect cancelled late
S: aylin gets
expect prusa-2
aylin finds prusa-2 2026-11-25 14:00 - 16:00
expect mine
aylin accepts S
expect confirmed

# Who leaves is not asked; whose time is over is not, either.
C: jana books prusa-1 2026-11-26 12:00 - 14:00
falk waits prusa-1 2026-11-26 12:00 - 14:00
falk leaves
expect left
falk leaves
expect no_such_waiting
ole waits prusa-1 2026-11-26 12:00 - 14:00
at 2026-11-26 15:00
timers
ole leaves
expect no_such_waiting
