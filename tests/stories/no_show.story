# Nobody came: the time is free for others, its owner is told and may object.
at 2026-11-23 10:00
person jana member
person falk member
person ole member
person mandy staff
resource cad-1 kind=workplace grace=15
resource prusa-1 grace=15 unattended
resource prusa-2
resource laser grace=30
open daily 07:00-22:00

A: jana books cad-1 12:00 - 14:00
B: jana books prusa-1 12:00 - 14:00
C: jana books prusa-2 12:00 - 14:00
D: jana books laser 12:00 - 14:00
E: falk books cad-1 14:00 - 15:00
ole waits cad-1 12:00 - 14:00
falk keeps E as P
mails jana

# Only after its grace, only what has one, and not what runs unattended.
at 2026-11-23 12:14
timers
jana sees A
expect running
wait 1 min
timers
jana sees A
expect no_show
jana sees B
expect running
jana sees C
expect running
mails jana
expect booking_no_show
O: ole gets
expect cad-1
mandy reviews jana
expect late=0 missed=1

# A machine at work is a witness.
power laser watts=118
at 2026-11-23 12:31
timers
jana sees D
expect running
at 2026-11-23 12:45
timers
ole gets
expect nothing

# So is a pass that is scanned, and so are staff.
at 2026-11-23 14:05
mandy scans P
expect ok
F: ole books cad-1 15:00 - 16:00
wait 1 h
mandy saw F
expect running
ole saw F
expect not_allowed
wait 1 h
timers
falk sees E
expect done
ole sees F
expect done
mandy reviews falk
expect late=0 missed=0

# The owner may object once, staff decide once.
falk objects A
expect no_such_booking
jana objects E
expect no_such_booking
ole objects F
expect not_changeable
mails mandy
jana objects A
expect no_show
mails mandy
expect objection_made
jana objects A
expect not_changeable
jana decides A yes
expect not_allowed
mandy decides A yes
expect done
mandy decides A no
expect already_decided
mails jana
expect objection_accepted
mandy reviews jana
expect late=0 missed=0

# Accepted while it lasts, it is a booking again; rejected, it stays one that was missed.
at 2026-11-24 10:00
G: jana books cad-1 12:00 - 14:00
H: falk books laser 12:00 - 14:00
at 2026-11-24 12:30
timers
jana objects G
falk objects H
mandy decides G yes
expect running
falk books cad-1 13:00 - 14:00
expect slot_taken
mandy decides H no
expect no_show
falk objects H
expect not_changeable
mails falk
timers
mails falk
expect nothing
mandy reviews falk
expect late=0 missed=1

# A late cancellation counts, one in time does not.
I: ole books cad-1 2026-11-24 20:00 - 21:00
J: ole books cad-1 2026-11-27 20:00 - 21:00
ole cancels I
expect cancelled late
ole cancels J
expect cancelled
mandy reviews ole
expect late=1 missed=0

# Switched off for three hours: all that is overdue happens, and once.
at 2026-11-25 08:00
resource studio kind=studio approval
K: jana books cad-1 12:00 - 13:00
L: falk books cad-1 14:00 - 16:00
M: ole books studio 13:30 - 15:00
N: ole books laser 12:00 - 18:00
falk waits laser 15:00 - 18:00
mails jana
mails falk
mails ole
wait 5 h
wait 90 min
timers
timers
mails jana
expect booking_no_show
mails falk
expect booking_no_show booking_offered
mails ole
expect booking_lapsed booking_no_show
jana sees K
expect no_show
falk sees L
expect no_show
ole sees M
expect lapsed
timers
mails falk
expect nothing
