# Every Tuesday, and what stands in the way of some of them.
at 2026-10-05 09:00
person jana member
person falk member
person mandy staff
resource prusa-1
resource prusa-2
resource saw open=1
resource cutter introduction
resource lamp approval
open daily 07:00-22:00
holiday 2026-10-12 2026-10-23 Herbstferien

falk books prusa-1 2026-10-27 11:00 - 12:00

# One conflict never rejects the whole series; looking books nothing.
jana foresees prusa-1 2026-10-06 10:00 - 11:30 rule=FREQ=WEEKLY;COUNT=5 holidays=skip
expect 2026-10-06/10:00/free 2026-10-13/10:00/holiday 2026-10-20/10:00/holiday 2026-10-27/10:00/taken 2026-11-03/10:00/free
falk finds prusa-1 2026-10-06 10:00 - 11:30
expect free
S: jana repeats prusa-1 2026-10-06 10:00 - 11:30 rule=FREQ=WEEKLY;COUNT=5 holidays=skip
expect 2026-10-06/10:00/confirmed 2026-10-13/10:00/holiday 2026-10-20/10:00/holiday 2026-10-27/10:00/taken 2026-11-03/10:00/confirmed
falk finds prusa-1 2026-10-06 10:00 - 11:30
expect busy

# One message for all of them.
mails jana
expect series_made

# What was left out can be added when it is free, and in the holidays if somebody wants it.
jana adds S 2026-10-27
expect slot_taken
jana adds S 2026-10-13
expect 2026-10-06/10:00/confirmed 2026-10-13/10:00/confirmed 2026-10-20/10:00/holiday 2026-10-27/10:00/taken 2026-11-03/10:00/confirmed
falk adds S 2026-10-20
expect no_such_series
falk rereads S
expect no_such_series
mandy adds S 2026-10-20
expect 2026-10-06/10:00/confirmed 2026-10-13/10:00/confirmed 2026-10-20/10:00/confirmed 2026-10-27/10:00/taken 2026-11-03/10:00/confirmed
jana adds S
expect no_dates

# A date that was never part of it is none of it.
jana adds S 2026-10-14
expect no_dates

# This and what follows goes; what has begun stays; what was left out there is gone with it.
jana drops S following 2026-10-20
expect 2026-10-06/10:00/confirmed 2026-10-13/10:00/confirmed 2026-10-20/10:00/cancelled 2026-11-03/10:00/cancelled
jana drops S this 2026-10-13
expect 2026-10-06/10:00/confirmed 2026-10-13/10:00/cancelled 2026-10-20/10:00/cancelled 2026-11-03/10:00/cancelled
at 2026-10-06 10:30
jana drops S
expect already_over
falk drops S
expect no_such_series
falk books prusa-1 2026-11-03 10:00 - 11:30
expect confirmed

# Only what was chosen is booked; a holiday that was chosen is booked, too.
T: jana repeats prusa-2 2026-10-07 10:00 - 11:00 rule=FREQ=WEEKLY;COUNT=3 holidays=skip only=2026-10-14
expect 2026-10-07/10:00/free 2026-10-14/10:00/confirmed 2026-10-21/10:00/holiday

# None at all is no series, and says why.
jana repeats prusa-2 2026-10-14 10:00 - 11:00 rule=FREQ=WEEKLY;COUNT=1
expect slot_taken
jana repeats prusa-2 2026-10-14 05:00 - 06:00 rule=FREQ=WEEKLY;COUNT=3
expect closed
jana repeats prusa-2 2026-10-14 12:00 - 13:00 rule=FREQ=WEEKLY;COUNT=2 holidays=skip
expect no_dates
jana repeats prusa-2 2026-10-14 12:00 - 13:00 rule=FREQ=HOURLY;COUNT=2
expect bad_repeat
jana repeats prusa-2 2026-10-14 12:00 - 12:00 rule=FREQ=WEEKLY;COUNT=2
expect slot_backwards
jana repeats cutter 2026-10-14 12:00 - 13:00 rule=FREQ=WEEKLY;COUNT=2
expect not_qualified
jana repeats nothing 2026-10-14 12:00 - 13:00 rule=FREQ=WEEKLY;COUNT=2
expect no_such_resource

# A qualification that lapses leaves out what comes after it.
introduce jana cutter until 2026-10-20 18:00
jana repeats cutter 2026-10-14 12:00 - 13:00 rule=FREQ=WEEKLY;COUNT=2
expect 2026-10-14/12:00/confirmed 2026-10-21/12:00/rule

# What needs approval is requested, each date for itself.
jana repeats lamp 2026-10-14 12:00 - 13:00 rule=FREQ=WEEKLY;COUNT=2
expect 2026-10-14/12:00/requested 2026-10-21/12:00/requested

# Among the bookings that one may hold a series counts once.
jana repeats saw 2026-10-14 12:00 - 13:00 rule=FREQ=WEEKLY;COUNT=3
expect 2026-10-14/12:00/confirmed 2026-10-21/12:00/confirmed 2026-10-28/12:00/confirmed
jana books saw 2026-10-15 12:00 - 13:00
expect too_many_open
jana repeats saw 2026-10-15 12:00 - 13:00 rule=FREQ=WEEKLY;COUNT=2
expect too_many_open

# How far ahead one may book leaves out the rest, which can be added when its time comes.
F: falk repeats prusa-2 2026-11-26 12:00 - 13:00 rule=FREQ=WEEKLY;COUNT=3
expect 2026-11-26/12:00/confirmed 2026-12-03/12:00/confirmed 2026-12-10/12:00/rule
wait 7 days
falk adds F
expect 2026-11-26/12:00/confirmed 2026-12-03/12:00/confirmed 2026-12-10/12:00/confirmed

# Odd and even weeks: 2026 has a week 53, and the one after it is odd, too.
at 2026-12-14 09:00
jana foresees prusa-1 2026-12-15 10:00 - 11:00 rule=FREQ=WEEKLY;UNTIL=20270120 weeks=odd
expect 2026-12-15/10:00/free 2026-12-29/10:00/free 2027-01-05/10:00/free 2027-01-19/10:00/free
jana foresees prusa-1 2026-12-15 10:00 - 11:00 rule=FREQ=WEEKLY;UNTIL=20270120 weeks=even
expect 2026-12-22/10:00/free 2027-01-12/10:00/free
