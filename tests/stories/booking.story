# Booking a machine, changing one's mind, and meeting others.
at 2026-11-23 10:00
person jana member
person falk member
person mandy staff
resource prusa-1
open daily 07:00-22:00

A: jana books prusa-1 12:00 - 14:00
expect confirmed
falk books prusa-1 13:00 - 15:00
expect slot_taken
falk finds prusa-1 11:00 - 16:00
expect free busy
jana finds prusa-1 12:00 - 14:00
expect mine

# Back to back is no overlap.
B: falk books prusa-1 14:00 - 15:00
expect confirmed
falk cancels A
expect no_such_booking
jana moves A 13:00 - 14:30
expect slot_taken
jana moves A 11:00 - 13:00
expect confirmed
mandy cancels B
expect cancelled late
falk sees B
expect cancelled
jana cancels A
expect cancelled late
falk books prusa-1 11:00 - 13:00
expect confirmed
