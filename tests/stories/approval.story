# What staff must decide holds its time until they do, or until it is too late.
at 2026-11-23 10:00
person jana member
person falk member
person mandy staff
person katrin admin
resource studio kind=studio approval introduction
open daily 07:00-22:00
introduce jana studio until 2027-11-23 10:00
introduce falk studio until 2026-12-01 00:00

A: jana books studio 2026-11-25 12:00 - 14:00
expect requested
mails mandy
expect approval_wanted
mails katrin
expect approval_wanted
mails jana
expect booking_requested
falk books studio 2026-11-25 13:00 - 15:00
expect slot_taken
jana approves A
expect not_allowed
mandy approves A
expect confirmed
katrin refuses A
expect already_decided
mails jana
expect booking_approved
mails mandy
expect nothing

# Shorter stays approved, longer does not; staff decide for themselves.
jana moves A 2026-11-25 12:00 - 13:00
expect confirmed
jana moves A 2026-11-25 12:00 - 13:30
expect requested
mails mandy
expect approval_wanted
mandy refuses A
expect refused
B: falk books studio 2026-11-25 13:00 - 15:00
expect requested
mandy books studio 2026-11-26 13:00 - 15:00
expect not_qualified
mandy books studio 2026-11-26 13:00 - 15:00 override
expect confirmed

# The rules are asked again: a longer booking would outlast an introduction that has been cut short.
introduce falk studio until 2026-11-24 00:00
mandy approves B
expect not_qualified
mandy approves B override
expect confirmed

# Undecided an hour before its begin it lapses, also before the timer comes by.
mails falk
C: jana books studio 2026-11-27 12:00 - 14:00
mails jana
at 2026-11-27 10:59
timers
jana sees C
expect requested
wait 1 min
mandy approves C
expect too_late
timers
mandy approves C
expect already_decided
timers
jana sees C
expect lapsed
mails jana
expect booking_lapsed
falk finds studio 12:00 - 14:00
expect free

# Who waits for it asks for approval when it is offered.
introduce falk studio until 2027-11-23 10:00
D: jana books studio 2026-12-05 12:00 - 14:00
falk waits studio 2026-12-05 12:00 - 14:00
jana cancels D
expect cancelled
O: falk gets
mandy approves O
expect already_decided
falk accepts O
expect requested
mandy approves O
expect confirmed

# Running, it can be extended by staff only.
at 2026-12-05 12:30
falk extends O
expect no
falk moves O 12:00 - 14:30
expect not_allowed
mandy moves O 12:00 - 14:30
expect running
