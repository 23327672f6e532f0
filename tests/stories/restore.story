# What was cancelled can be booked again by the same rules, as long as its time is free.
at 2026-11-23 10:00
person jana member
person falk member
person mandy staff
resource prusa-1 longest=240
resource cad-1 approval
open daily 07:00-22:00

A: jana books prusa-1 12:00 - 14:00
jana restores A
expect not_changeable
jana cancels A
falk finds prusa-1 12:00 - 14:00
expect free
falk restores A
expect no_such_booking
jana restores A
expect confirmed
falk finds prusa-1 12:00 - 14:00
expect busy

# Whoever books it meanwhile has it.
jana cancels A
B: falk books prusa-1 13:00 - 15:00
jana restores A
expect slot_taken
falk cancels B
jana restores A
expect confirmed

# Whoever waits for it is offered it first.
falk waits prusa-1 12:00 - 14:00
jana cancels A
jana restores A
expect slot_taken

# What had to be approved is asked again.
C: jana books cad-1 2026-11-25 12:00 - 14:00
expect requested
mandy approves C
expect confirmed
jana cancels C
jana restores C
expect requested

# What is over stays over.
D: jana books prusa-1 2026-11-24 12:00 - 14:00
jana cancels D
wait 3 days
jana restores D
expect already_over
