# Who is young needs a guardian; who comes tomorrow is reminded, once, also after a long switch-off.
at 2026-11-23 10:00
person mia member
person kim member
person tom member
person mandy staff
resource prusa-1
open daily 07:00-22:00

young mia born=2012
mia books prusa-1 2026-11-25 12:00 - 13:00
expect needs_guardian
mandy books prusa-1 2026-11-25 12:00 - 13:00 for=mia
expect needs_guardian
young mia born=2012 agreed
mia books prusa-1 2026-11-25 12:00 - 13:00
expect confirmed

# Born in 2010, in 2026 one may still be fifteen; born in 2009 one is not.
young kim born=2010
kim books prusa-1 2026-11-25 13:00 - 14:00
expect needs_guardian
young kim born=2009
kim books prusa-1 2026-11-25 13:00 - 14:00
expect confirmed

tom books prusa-1 2026-11-25 14:00 - 15:00
expect confirmed
mails tom
expect booking_confirmed

# Nothing until the day before; then, three hours later than it should, once.
timers
mails tom
expect nothing
wait 1 days
wait 5 h
wait 10 min
timers
mails tom
expect reminder
wait 10 min
timers
mails tom
expect nothing

# What was booked for tomorrow only today needs no reminder: its confirmation is new.
tom books prusa-1 2026-11-25 08:00 - 09:00
expect confirmed
timers
mails tom
expect booking_confirmed
