# Every rule says no by itself, and all that are broken say so at once.
at 2026-11-23 10:05
person jana member
resource prusa-1 slot=30 shortest=60 longest=240 horizon=14 people=2
resource studio kind=studio notice=120 buffer=30
resource shelf kind=tool unbookable
open daily 07:00-22:00

jana books nothing 12:00 - 13:00
expect no_such_resource
jana books shelf 12:00 - 13:00
expect not_bookable
jana books prusa-1 13:00 - 12:00
expect slot_backwards
jana books prusa-1 12:00 - 12:00
expect slot_backwards
jana books prusa-1 12:00 - 12:30
expect too_short
jana books prusa-1 12:00 - 16:30
expect too_long
jana books prusa-1 12:10 - 13:10
expect off_raster
jana books prusa-1 06:00 - 07:00
expect in_the_past closed
jana books prusa-1 21:00 - 22:30
expect closed
jana books prusa-1 2026-12-07 12:00 - 13:00
expect confirmed
jana books prusa-1 2026-12-08 12:00 - 13:00
expect too_far
jana books prusa-1 12:00 - 13:00 people=3
expect too_many_people
jana books prusa-1 12:00 - 13:00 people=0
expect too_many_people
jana books prusa-1 2026-12-07 22:40 - 23:00 people=9
expect off_raster too_short closed too_many_people
jana books prusa-1 2026-12-07 12:30 - 12:45 people=9
expect off_raster too_short too_many_people slot_taken

# A slot that began less than an hour ago may still be had, for what is left of it.
jana books prusa-1 08:30 - 10:30
expect in_the_past
jana books prusa-1 09:30 - 10:30
expect running

# Notice: two hours from five past ten.
jana books studio 12:00 - 13:00
expect too_soon
A: jana books studio 12:30 - 13:30
expect confirmed
# What stays where it began needs no new notice.
wait 1 h
jana moves A 12:30 - 14:00
expect confirmed
jana moves A 13:00 - 14:00
expect too_soon

# After it half an hour is kept free; before it nothing.
jana books studio 14:00 - 15:00
expect slot_taken
jana books studio 14:30 - 15:30
expect confirmed
B: jana books studio 17:00 - 18:00
jana books studio 16:00 - 17:00
expect slot_taken
jana books studio 16:00 - 16:30
expect confirmed
