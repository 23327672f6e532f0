# On 28 March 2027 the clock jumps from 02:00 to 03:00: 02:30 never is.
at 2027-03-27 10:00
person jana member
person falk member
resource prusa-1 slot=30 shortest=30 longest=180
resource room kind=room slot=120 shortest=60 longest=480
open daily 00:00-24:00

# From 01:00 to 04:00 on the wall are two hours.
A: jana books prusa-1 2027-03-28 01:00 - 05:00
expect confirmed
jana moves A 2027-03-28 01:00 - 05:30
expect too_long

# Whatever says 02:30 means the moment of the jump.
jana moves A 2027-03-28 01:00 - 02:30
expect confirmed
falk books prusa-1 2027-03-28 03:00 - 03:30
expect confirmed
falk books prusa-1 2027-03-28 02:30 - 03:00
expect slot_backwards

# On a raster of two hours the jump is where 02:00 would be: the timetable offers it, so it can be booked.
falk finds room 2027-03-28 00:00 - 04:00
expect free
falk books room 2027-03-28 00:00 - 02:00
expect confirmed
falk books room 2027-03-28 02:00 - 04:00
expect confirmed
falk books room 2027-03-28 05:00 - 06:00
expect off_raster
