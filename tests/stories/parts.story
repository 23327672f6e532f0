# The workshop room has two printers and a laser in it; the laser has a chiller of its own.
at 2026-11-23 09:00
person jana member
person falk member
person uhlig member
resource workshop kind=room people=24
resource prusa-1
resource prusa-2
resource laser kind=laser
resource chiller kind=tool
part workshop prusa-1
part workshop prusa-2
part laser chiller
part workshop laser
open daily 07:00-22:00

# A machine is taken: its neighbours are free, the room is not.
A: jana books prusa-1 10:00 - 12:00
expect confirmed
falk books prusa-2 10:00 - 12:00
expect confirmed
uhlig finds workshop 09:00 - 13:00
expect free busy
uhlig finds workshop 10:00 - 12:00
expect busy
jana finds workshop 10:00 - 11:00
expect mine
uhlig finds laser 10:00 - 12:00
expect free
uhlig books workshop 11:00 - 13:00 people=22
expect slot_taken
B: uhlig books workshop 12:00 - 14:00 people=22
expect confirmed

# The room is taken: so is whatever is in it, however deep.
jana books prusa-1 13:00 - 14:30
expect slot_taken
jana books chiller 13:30 - 14:30
expect slot_taken
jana finds chiller 12:00 - 15:00
expect busy free
falk asks prusa-2 12:00 - 13:00 most=1
expect prusa-2/2026-11-23/14:00
jana moves A 10:00 - 12:30
expect slot_taken
uhlig cancels B
jana moves A 10:00 - 12:30
expect confirmed

# The deepest part keeps the whole from being booked.
falk books chiller 15:00 - 16:00
uhlig books workshop 15:30 - 17:00 people=22
expect slot_taken
uhlig books laser 15:30 - 17:00
expect slot_taken
uhlig asks workshop 15:30 - 17:00 people=22 most=1
expect workshop/2026-11-23/16:00
uhlig books workshop 16:00 - 17:30 people=22
expect confirmed

# A new machine comes into the room: whoever has the room has it, too. Who is in the way has to go first.
resource mill kind=tool
C: falk books mill 2026-11-24 10:00 - 12:00
falk books mill 2026-11-23 09:00 - 10:00
D: uhlig books workshop 2026-11-24 11:00 - 13:00 people=22
expect confirmed
uhlig books workshop 2026-11-25 11:00 - 13:00 people=22
part workshop mill
expect part_booked
falk books mill 2026-11-25 11:00 - 12:00
expect confirmed
falk cancels C
part workshop mill
expect part_booked
uhlig moves D 2026-11-24 14:00 - 15:00
part workshop mill
expect part_booked
falk asks mill 2026-11-25 11:00 - 12:00 most=1
expect mill/2026-11-25/12:00
E: falk books mill 2026-11-26 09:00 - 10:00
at 2026-11-25 12:30
part workshop mill
expect part_booked
at 2026-11-25 13:00
part workshop mill
F: uhlig books workshop 2026-11-26 10:00 - 12:00 people=22
falk moves E 2026-11-26 09:00 - 10:30
expect slot_taken
jana books mill 2026-11-26 11:00 - 12:30
expect slot_taken

# What was booked before the machine came has it as well: a lathe, for whoever has the room on Thursday.
resource lathe kind=tool
part workshop lathe
jana books lathe 2026-11-26 11:00 - 12:30
expect slot_taken
uhlig cancels F
jana books lathe 2026-11-26 11:00 - 12:30
expect confirmed

# Nothing is within itself, and once more changes nothing.
part workshop lathe
part lathe workshop
expect part_circle
part chiller workshop
expect part_circle
part mill mill
expect part_circle
