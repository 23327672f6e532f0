# Move, extend, hand over and end early: the same rules, the same claim.
at 2026-11-23 10:00
person jana member
person falk member
person mandy staff
resource prusa-1 longest=240 buffer=30
resource laser introduction
open daily 07:00-22:00
introduce jana laser until 2027-11-23 10:00

# Half an hour more, as long as nobody has it.
A: jana books prusa-1 12:00 - 14:00
jana extends A
expect confirmed
falk books prusa-1 15:00 - 16:00
expect confirmed
jana extends A
expect no
falk finds prusa-1 14:00 - 15:00
expect busy
jana moves A 12:00 - 15:00
expect slot_taken
jana moves A 12:10 - 17:00
expect off_raster slot_taken too_long

# A begin that stays may be past; one that moves may not.
wait 3 h
jana sees A
expect running
jana moves A 12:00 - 14:00
expect running
jana moves A 11:30 - 14:00
expect in_the_past
jana moves A 12:00 - 13:00
expect in_the_past
falk moves A 12:00 - 14:30
expect no_such_booking

# What is given back is free at once, on any minute, and its buffer is kept.
wait 12 min
falk ends A
expect no_such_booking
jana ends A
expect done
jana ends A
expect already_over
falk finds prusa-1 13:30 - 14:00
expect busy
falk books prusa-1 14:00 - 14:30
expect confirmed

# Whoever gets it must be allowed to have it.
B: jana books laser 2026-11-24 12:00 - 14:00
jana gives B to nobody
expect no_such_person
jana gives B to falk
expect not_qualified
falk gives B to falk
expect no_such_booking
jana gives B to jana
expect not_changeable
mandy gives B to falk
expect not_qualified
mails jana
mails falk
mandy gives B to falk override
expect confirmed
mails jana
expect booking_given
mails falk
expect booking_changed
jana sees B
expect no_such_booking
falk sees B
expect confirmed
introduce falk laser until 2027-11-23 10:00
falk ends B
expect not_changeable
falk gives B to jana
expect confirmed

# Staff see what is broken, then may set it aside; a taken time they cannot.
mandy moves B 2026-11-24 21:00 - 23:00
expect closed
mandy moves B 2026-11-24 21:00 - 23:00 override
expect confirmed
jana moves B 2026-11-24 21:00 - 23:30 override
expect closed
C: falk books laser 2026-11-25 08:00 - 09:00
mandy moves B 2026-11-25 06:30 - 08:30 override
expect slot_taken
