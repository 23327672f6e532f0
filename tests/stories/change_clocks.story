# Changing bookings in the nights when the clocks change.
at 2026-10-24 10:00
person jana member
person falk member
person mandy staff
resource cad-1 kind=workplace grace=15 longest=240
open daily 00:00-24:00

# 25 October 2026: 02:00 to 03:00 happens twice. From 02:30 half an hour more is 02:00 again.
A: jana books cad-1 2026-10-25 02:00 - 02:30
jana extends A
expect confirmed
falk books cad-1 2026-10-25 02:30+02:00 - 02:00+01:00
expect slot_taken
falk waits cad-1 2026-10-25 02:30+02:00 - 02:30+01:00
expect waiting
jana moves A 2026-10-25 02:00 - 02:30
O: falk gets
expect cad-1
falk accepts O
expect confirmed

# The grace is a quarter of an hour of real time: the second 02:45 is an hour later.
at 2026-10-25 02:14+02:00
timers
jana sees A
expect running
wait 1 min
timers
jana sees A
expect no_show
at 2026-10-25 02:44+02:00
timers
falk sees O
expect running
at 2026-10-25 02:10+01:00
timers
falk sees O
expect no_show

# 28 March 2027: 02:00 is 03:00.
at 2027-03-27 10:00
B: jana books cad-1 2027-03-28 01:00 - 01:30
jana extends B
expect confirmed
jana extends B
expect confirmed
falk books cad-1 2027-03-28 03:00 - 03:30
expect slot_taken
C: falk books cad-1 2027-03-28 03:30 - 04:00
expect confirmed
jana moves B 2027-03-28 01:00 - 02:30
expect confirmed
falk moves C 2027-03-28 03:00 - 04:00
expect confirmed
jana moves B 2027-03-28 01:00 - 05:30
expect slot_taken
at 2027-03-28 01:16
timers
jana sees B
expect no_show
at 2027-03-28 03:10
falk ends C
expect done
jana books cad-1 2027-03-28 03:30 - 04:00
expect confirmed
