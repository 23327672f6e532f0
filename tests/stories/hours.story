# Closures and public holidays: nobody books what is closed, and whoever is hit is told why.
at 2026-12-21 10:00
person jana member
person mandy staff
resource prusa-1
resource werkstatt kind=room people=24
part werkstatt prusa-1
resource laser kind=laser
open daily 07:00-22:00

# Christmas Day is closed, the day before is not.
jana books prusa-1 2026-12-24 10:00 - 11:00
expect confirmed
jana books prusa-1 2026-12-25 10:00 - 11:00
expect closed
jana finds prusa-1 2026-12-25 10:00 - 11:00
expect closed
mandy books prusa-1 2026-12-25 10:00 - 11:00 override
expect confirmed
holidays open
jana books prusa-1 2026-12-26 10:00 - 11:00
expect confirmed

# Closing the room closes the machine in it, and what was booked is cancelled and told.
A: jana books prusa-1 2026-12-22 10:00 - 12:00
expect confirmed
B: jana books laser 2026-12-22 10:00 - 12:00
expect confirmed
mandy closes werkstatt 2026-12-22 09:00 - 2026-12-22 18:00 because Wartung
expect 1
jana sees A
expect cancelled
jana sees B
expect confirmed
mails jana
expect booking_confirmed booking_confirmed booking_confirmed booking_confirmed booking_closed
jana books prusa-1 2026-12-22 17:00 - 18:00
expect closed
jana books prusa-1 2026-12-22 18:00 - 19:00
expect confirmed

# Closing the machine closes the room that takes it along.
mandy closes prusa-1 2026-12-23 09:00 - 2026-12-23 12:00 because Düse
expect 0
jana books werkstatt 2026-12-23 11:00 - 13:00
expect closed
jana books werkstatt 2026-12-23 12:00 - 13:00
expect confirmed
mandy closes lab 2026-12-23 18:00 - 2026-12-23 12:00 because Fehler
expect slot_backwards
mandy closes lab 2026-12-20 09:00 - 2026-12-20 12:00 because Gestern
expect in_the_past
