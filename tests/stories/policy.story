# The policy of one resource: who may, how many, what is kept free, and what runs on overnight.
at 2026-11-23 10:00
person jana member
person tom member
person mandy staff
organisation erzdruck startup jana
resource prusa-1 buffer=30 open=2
resource ofen unattended longest=1440
resource studio kind=studio
open daily 07:00-22:00
allow studio startup

# After each booking the machine cools down.
jana books prusa-1 12:00 - 13:00
expect confirmed
tom books prusa-1 13:00 - 14:00
expect slot_taken
tom books prusa-1 11:30 - 12:00
expect slot_taken
tom books prusa-1 13:30 - 14:00
expect confirmed
tom finds prusa-1 13:00 - 13:30
expect busy

# Two to come, and no more; staff may say otherwise.
jana books prusa-1 2026-11-24 12:00 - 13:00
expect confirmed
jana books prusa-1 2026-11-25 12:00 - 13:00
expect too_many_open
mandy books prusa-1 2026-11-25 12:00 - 13:00 for=jana override
expect confirmed

# It begins while somebody is there, and may run on.
jana books ofen 2026-11-24 21:30 - 2026-11-25 06:00
expect confirmed
jana books ofen 2026-11-25 22:00 - 2026-11-26 06:00
expect closed

jana books studio 2026-11-24 12:00 - 13:00
expect not_for_you
jana books studio 2026-11-24 12:00 - 13:00 organisation=erzdruck
expect confirmed
tom books studio 2026-11-24 14:00 - 15:00
expect not_for_you
