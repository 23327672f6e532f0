# The laser demands an introduction that is still good when the booking ends.
at 2026-11-23 10:00
person jana member
person falk member
person mandy staff
resource laser introduction
open daily 07:00-22:00
introduce jana laser until 2026-11-30 12:00

falk books laser 12:00 - 13:00
expect not_qualified
A: jana books laser 2026-11-30 10:00 - 12:00
expect confirmed
jana books laser 2026-11-30 12:00 - 12:30
expect not_qualified
jana moves A 2026-11-30 10:30 - 12:30
expect not_qualified
jana sees A
expect confirmed

# It is the one who comes who needs it, whoever books.
mandy books laser 2026-11-24 12:00 - 13:00 for=falk
expect not_qualified
mandy books laser 2026-11-24 12:00 - 13:00 for=jana
expect confirmed

# Renewed.
introduce jana laser until 2027-11-23 12:00
jana moves A 2026-11-30 10:30 - 12:30
expect confirmed
