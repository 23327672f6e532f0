# Staff act for others; members for themselves and for organisations they belong to.
at 2026-11-23 10:00
person jana member
person falk member
person mandy staff
organisation erzdruck startup jana
resource prusa-1
open daily 07:00-22:00

falk books prusa-1 12:00 - 13:00 for=jana
expect not_allowed
mandy books prusa-1 12:00 - 13:00 for=nobody
expect no_such_person
A: mandy books prusa-1 12:00 - 13:00 for=jana organisation=erzdruck
expect confirmed
mails jana
expect booking_confirmed
jana sees A
expect confirmed
falk sees A
expect no_such_booking
falk moves A 13:00 - 14:00
expect no_such_booking
mandy moves A 13:00 - 14:00
expect confirmed
mandy cancels A
expect cancelled late
jana cancels A
expect already_over

falk books prusa-1 14:00 - 15:00 organisation=erzdruck
expect no_such_organisation
mandy books prusa-1 14:00 - 15:00 for=falk organisation=erzdruck
expect no_such_organisation
jana books prusa-1 14:00 - 15:00 organisation=erzdruck
expect confirmed

# What is running may be cancelled, what is over may not; nor may it be moved.
B: falk books prusa-1 15:00 - 16:00
at 2026-11-23 15:30
falk sees B
expect running
falk moves B 15:00 - 15:30
expect in_the_past
falk moves B 15:00 - 17:00
expect running
at 2026-11-23 17:00
falk sees B
expect done
falk moves B 15:00 - 18:00
expect already_over
falk cancels B
expect already_over

# Staff set rules aside, but not all: no store keeps a booking of two months.
mandy books prusa-1 2026-12-01 03:05 - 03:10 override
expect confirmed
mandy books prusa-1 2026-12-01 08:00 - 2027-02-01 08:00 override
expect too_long
mandy books prusa-1 2026-11-23 08:00 - 09:00 override
expect in_the_past
falk books prusa-1 2026-12-01 03:15 - 03:20 override
expect closed off_raster too_short
mandy books prusa-1 9999-12-30 12:00 - 13:00 override
expect confirmed
