# A school books by its lessons, whatever the raster of the machine.
at 2026-11-23 07:00
person tom member
person jana member
organisation schule school tom
resource laser kind=laser longest=240
open daily 07:00-22:00
lessons schule 07:30-08:15 08:20-09:05 09:20-10:05

tom books laser 2026-11-24 08:20 - 10:05 organisation=schule
expect confirmed
tom books laser 2026-11-25 08:20 - 10:05
expect off_raster
tom books laser 2026-11-25 08:15 - 09:20 organisation=schule
expect off_raster
jana books laser 2026-11-24 10:00 - 11:00
expect slot_taken
jana books laser 2026-11-24 10:30 - 11:00
expect confirmed
