# This one, this and what follows, all.
at 2026-10-05 09:00
person jana member
person falk member
resource prusa-1
open daily 07:00-22:00

S: jana repeats prusa-1 2026-10-06 10:00 - 11:00 rule=FREQ=WEEKLY;COUNT=5
falk books prusa-1 2026-10-27 12:00 - 13:00
mails jana
expect series_made

# All: those that can be moved are, one that cannot stays, and each is told.
jana shifts S 2026-10-06 12:00 - 13:30
expect 2026-10-06/12:00/changed 2026-10-13/12:00/changed 2026-10-20/12:00/changed 2026-10-27/10:00/kept 2026-11-03/12:00/changed
mails jana
expect series_changed
falk finds prusa-1 2026-10-13 10:00 - 12:00
expect free

# This one.
jana shifts S this 2026-10-13 2026-10-14 10:00 - 11:00
expect 2026-10-14/10:00/changed
jana rereads S
expect 2026-10-06/12:00/confirmed 2026-10-14/10:00/confirmed 2026-10-20/12:00/confirmed 2026-10-27/10:00/confirmed 2026-11-03/12:00/confirmed

# This and what follows becomes a series of its own, with another weekday.
T: jana shifts S following 2026-10-20 2026-10-22 08:00 - 09:00
expect 2026-10-22/08:00/changed 2026-10-29/08:00/changed 2026-11-05/08:00/changed
jana rereads S
expect 2026-10-06/12:00/confirmed 2026-10-14/10:00/confirmed
jana rereads T
expect 2026-10-22/08:00/confirmed 2026-10-29/08:00/confirmed 2026-11-05/08:00/confirmed

# None can be moved: then nothing is, and why is said once.
jana shifts T 2026-10-22 05:00 - 06:00
expect closed
falk shifts T 2026-10-22 10:00 - 11:00
expect no_such_series
jana shifts T 2026-10-22 10:00 - 10:00
expect slot_backwards
jana drops T
expect 2026-10-22/08:00/cancelled 2026-10-29/08:00/cancelled 2026-11-05/08:00/cancelled
mails jana
expect series_cancelled series_changed series_changed

# A daily series moves over its own dates, ahead and back.
D: jana repeats prusa-1 2026-11-09 10:00 - 11:00 rule=FREQ=DAILY;COUNT=3
jana shifts D 2026-11-10 10:00 - 11:00
expect 2026-11-10/10:00/changed 2026-11-11/10:00/changed 2026-11-12/10:00/changed
jana shifts D from 2026-11-11 2026-11-10 10:00 - 11:00
expect 2026-11-09/10:00/changed 2026-11-10/10:00/changed 2026-11-11/10:00/changed

# What was left out moves along.
falk books prusa-1 2026-11-24 10:00 - 11:00
W: jana repeats prusa-1 2026-11-23 10:00 - 11:00 rule=FREQ=DAILY;COUNT=3
expect 2026-11-23/10:00/confirmed 2026-11-24/10:00/taken 2026-11-25/10:00/confirmed
jana shifts W 2026-11-23 14:00 - 15:00
expect 2026-11-23/14:00/changed 2026-11-25/14:00/changed
jana adds W
expect 2026-11-23/14:00/confirmed 2026-11-24/14:00/confirmed 2026-11-25/14:00/confirmed
