# Quotas, hours in which policy rests, prices, and any machine of a kind.
at 2026-11-23 10:00
person jana member
person tom member
person mandy staff
organisation erzdruck startup jana
organisation schule school tom
resource prusa-1 longest=240
resource prusa-2 longest=240
resource laser kind=laser
open daily 07:00-24:00
quota person 6 week kind=printer_3d
quota organisation 8 month booker=startup

jana books prusa-1 12:00 - 16:00
expect confirmed
A: jana books prusa-2 2026-11-24 12:00 - 14:00
expect confirmed
jana books prusa-1 2026-11-25 12:00 - 12:30
expect over_quota
# It counts by the week, and only printers.
jana books prusa-1 2026-11-30 12:00 - 16:00
expect confirmed
jana books laser 2026-11-25 12:00 - 16:00
expect confirmed
# What is cancelled counts no more, and a change counts once.
jana moves A 2026-11-24 12:00 - 14:30
expect over_quota
jana moves A 2026-11-24 13:00 - 15:00
expect confirmed
jana cancels A
expect cancelled
jana books prusa-1 2026-11-25 12:00 - 14:00
expect confirmed

# An organisation's month; a school has none.
jana books laser 2026-11-26 08:00 - 14:00 organisation=erzdruck
expect confirmed
jana books laser 2026-11-27 08:00 - 11:00 organisation=erzdruck
expect over_quota
jana books laser 2026-12-01 08:00 - 11:00 organisation=erzdruck
expect confirmed
tom books laser 2026-11-28 08:00 - 18:00 organisation=schule
expect confirmed
mandy books prusa-1 2026-11-25 15:00 - 15:30 for=jana override
expect confirmed

# Tuesday evening belongs to whoever comes: neither length nor quota counts there, the hours do.
rests 2 18 24
jana books prusa-1 2026-11-24 18:00 - 23:00
expect confirmed
jana books prusa-1 2026-11-24 17:30 - 23:00
expect too_long over_quota slot_taken

# Prices go by who pays; any free machine of a kind is assigned.
price prusa-1 citizen 300
price prusa-2 citizen 300
price prusa-2 standard 200
tom takes printer_3d 2026-11-25 12:00 - 13:30
expect prusa-2 450
tom takes printer_3d 2026-11-25 12:00 - 13:00
expect slot_taken
tom takes printer_3d 2026-11-25 15:30 - 16:30 organisation=schule
expect prusa-1 0
tom takes studio 2026-11-25 12:00 - 13:00
expect no_such_resource

# The machine one named, or, if that is taken, another of its kind.
tom books prusa-1 2026-12-07 12:00 - 13:00
expect confirmed
tom books prusa-1 2026-12-07 12:00 - 13:00 any
expect confirmed
jana finds prusa-2 2026-12-07 12:00 - 13:00
expect busy
tom books prusa-1 2026-12-07 12:00 - 13:00 any
expect slot_taken
