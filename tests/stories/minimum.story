# Too few: it is cancelled when registration ends, once, and its room is free again.
at 2026-11-23 10:00
person jana member
person falk member
person ole member
person mandy staff
resource room kind=room people=30
open daily 07:00-22:00

W: mandy teaches room 2026-12-03 09:00 - 12:00 seats=8 min=4 closes=48
expect open
V: mandy teaches room 2026-12-04 09:00 - 12:00 seats=8 min=2 closes=48
expect open
A: jana joins W seats=3
expect booked
B: falk joins V seats=2
expect booked
at 2026-12-01 08:55
timers
mandy peeks W
expect open 5

# The program was off when registration ended.
at 2026-12-02 10:00
jana joins V
expect registration_over
mails jana
timers
timers
mandy peeks W
expect cancelled 8
mandy peeks V
expect closed 6
jana holds A
expect cancelled
mails jana
expect workshop_too_few
mails falk
expect seat_booked
ole joins W
expect workshop_cancelled
ole books room 2026-12-03 10:00 - 11:00
expect confirmed

# A day ahead who has a seat is reminded, once.
at 2026-12-03 09:30
timers
timers
mails falk
expect workshop_reminder

# What is offered waits a day, not for ever, and the next is asked; when it begins nobody waits any more.
X: mandy teaches room 2026-12-10 09:00 - 12:00 seats=2
expect open
C: jana joins X seats=2
expect booked
D: falk joins X wait
expect waiting
E: ole joins X seats=2 wait
expect waiting
jana quits C
expect cancelled
falk holds D
expect offered
wait 24 h
timers
falk holds D
expect lapsed
ole holds E
expect offered
ole claims E
expect booked
F: falk joins X wait
expect waiting
at 2026-12-10 09:00
timers
falk holds F
expect over
