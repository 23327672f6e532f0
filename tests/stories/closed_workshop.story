# What is closed takes its workshops along: days that are left stay, with their codes; without any it is called off.
at 2026-11-23 10:00
person jana member
person falk member
person ole member
person mandy staff
resource room kind=room people=30
open daily 07:00-22:00

W: mandy teaches room 2026-12-03 09:00 - 12:00 seats=8 days=3
expect open
V: mandy teaches room 2026-12-04 14:00 - 16:00 seats=1
expect open
A: jana joins W seats=3
expect booked
B: falk joins V
expect booked
C: ole joins V wait
expect waiting
ole books room 2026-12-04 17:00 - 18:00
expect confirmed
jana draws A 1 as P

mandy closes room 2026-12-04 00:00 - 2026-12-05 00:00 because Heizung
expect 3
mandy peeks W
expect open 5
mandy peeks V
expect cancelled 1
jana holds A
expect booked
falk holds B
expect cancelled
ole holds C
expect cancelled
mails jana
expect seat_booked workshop_day_off
mails falk
expect seat_booked workshop_cancelled
mails ole
expect booking_confirmed booking_closed seat_waiting workshop_cancelled

# The first day's code is what it was.
at 2026-12-03 09:00
mandy scans P
expect ok

# One of its days has been: the last one falls out, and it stays in the list of who came.
mandy closes room 2026-12-05 00:00 - 2026-12-06 00:00 because Strom
expect 1
mandy peeks W
expect running 5
mandy marks A arrived number=2
mandy rolls A
expect here here
