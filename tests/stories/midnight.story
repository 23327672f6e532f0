# Open over midnight is open until midnight and from midnight on: a booking may run through.
at 2026-11-23 10:00
person jana member
resource prusa-1
resource laser
open prusa-1 Mo-We 18:00-24:00
open prusa-1 Tu-Th 00:00-02:00
open daily 08:00-12:00
open daily 13:00-18:00

jana books prusa-1 22:00 - 2026-11-24 02:00
expect confirmed
jana books prusa-1 2026-11-24 22:00 - 2026-11-25 02:30
expect closed
# On Thursday evening it is shut.
jana books prusa-1 2026-11-26 01:00 - 02:00
expect confirmed
jana books prusa-1 2026-11-26 22:00 - 23:00
expect closed
jana books prusa-1 2026-11-27 00:00 - 01:00
expect closed

# The laser keeps the lab's hours, with its break at noon.
jana books laser 2026-11-24 11:00 - 14:00
expect closed
jana books laser 2026-11-24 11:00 - 12:00
expect confirmed
jana finds laser 2026-11-24 11:00 - 14:00
expect mine closed free

# A day off that begins at midnight ends the night before it, too: Repentance Day, Wednesday.
at 2026-11-16 10:00
jana books prusa-1 2026-11-17 22:00 - 2026-11-18 02:00
expect closed
jana books prusa-1 2026-11-17 22:00 - 2026-11-18 00:00
expect confirmed
