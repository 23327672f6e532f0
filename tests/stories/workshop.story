# Seats are taken till there are none; a class comes whole or not at all; who waits is asked in order.
at 2026-11-23 10:00
person jana member
person falk member
person uhlig member
person ole member
person mandy staff
organisation bergschule school uhlig
resource room kind=room people=30
resource studio kind=room people=10
open daily 07:00-22:00

W: mandy teaches room 2026-12-03 09:00 - 12:00 seats=30
expect open
jana books room 2026-12-03 10:00 - 11:00
expect slot_taken
V: mandy teaches room 2026-12-03 11:00 - 14:00 seats=30
expect slot_taken

A: uhlig joins W seats=24 organisation=bergschule class=7b grade=7
expect booked
B: uhlig joins W seats=22 organisation=bergschule class=8a wait
expect waiting
uhlig joins W seats=20 organisation=bergschule
expect missing_field workshop_full
C: jana joins W seats=2
expect booked
jana joins W seats=1
expect signed_up
D: falk joins W seats=5
expect workshop_full
D: falk joins W seats=5 wait
expect waiting
mails falk
expect seat_waiting
mandy peeks W
expect open 4

# Two who give up make room for five, not for the class.
jana quits C
expect cancelled
mandy peeks W
expect open 1
falk holds D
expect offered
uhlig holds B
expect waiting
falk claims D
expect booked

# The first class moves to another date, all of it; the other is offered the room that it leaves.
X: mandy teaches room 2026-12-10 09:00 - 12:00 seats=24 of=W
expect open
Y: mandy teaches studio 2026-12-10 09:00 - 12:00 seats=10 of=W
expect open
uhlig switches A to Y
expect workshop_full
uhlig switches A to X
expect booked
uhlig holds B
expect offered
mails uhlig
expect seat_booked seat_waiting seat_moved seat_offered
uhlig claims B
expect booked
jana holds B
expect no_such_seat

# The codes of those who stay, stay.
uhlig draws B 20 as P
uhlig draws B 22 as Q
uhlig resizes B seats=21 class=8a
expect booked
at 2026-12-03 08:30
mandy scans P
expect not_yet
at 2026-12-03 08:50
mandy scans P
expect ok
mandy scans P
expect already
mandy scans Q
expect revoked

# Who came.
at 2026-12-03 09:05
mandy marks B all
mandy marks B minus
mandy rolls B
expect 20 here
mandy marks D arrived number=1
at 2026-12-03 09:15
mandy marks D arrived number=2
mandy marks D missing number=3
mandy rolls D
expect here late missing
mandy marks D left number=1
mandy marks D missing number=6
expect no_such_seat
falk marks D arrived number=3
expect no_such_seat
mandy rolls D
expect gone late missing
at 2026-12-04 09:00
mandy marks B plus
expect reason_needed
mandy marks B plus because=Bus
mandy rolls B
expect 21 here
falk quits D
expect not_changeable
