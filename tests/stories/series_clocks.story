# Ten o'clock stays ten o'clock when the clocks go back on 25 October 2026 and forward on 28 March 2027.
at 2026-10-17 09:00
person jana member
resource prusa-1 horizon=200
open daily 00:00-24:00

S: jana repeats prusa-1 2026-10-18 10:00 - 11:00 rule=FREQ=WEEKLY;COUNT=3
expect 2026-10-18/10:00/confirmed 2026-10-25/10:00/confirmed 2026-11-01/10:00/confirmed

# Half past two comes twice that night, and the first counts.
jana repeats prusa-1 2026-10-24 02:30 - 03:30 rule=FREQ=DAILY;COUNT=3
expect 2026-10-24/02:30/confirmed 2026-10-25/02:30/confirmed 2026-10-26/02:30/confirmed
jana finds prusa-1 2026-10-25 02:30+02:00 - 03:30
expect mine
jana foresees prusa-1 2026-10-24 01:00 - 02:30 rule=FREQ=DAILY;COUNT=2
expect 2026-10-24/01:00/free 2026-10-25/01:00/free
jana foresees prusa-1 2026-10-24 02:00 - 02:30 rule=FREQ=DAILY;COUNT=2
expect 2026-10-24/02:00/free 2026-10-25/02:00/free/back

# In spring it never comes: the date begins when the clock has jumped, and what is gone altogether keeps its length.
at 2027-03-20 09:00
jana repeats prusa-1 2027-03-21 10:00 - 11:00 rule=FREQ=WEEKLY;COUNT=3
expect 2027-03-21/10:00/confirmed 2027-03-28/10:00/confirmed 2027-04-04/10:00/confirmed
jana foresees prusa-1 2027-03-27 02:30 - 04:30 rule=FREQ=DAILY;COUNT=2
expect 2027-03-27/02:30/free 2027-03-28/03:00/free/forward
N: jana repeats prusa-1 2027-03-27 02:00 - 03:00 rule=FREQ=DAILY;COUNT=2
expect 2027-03-27/02:00/confirmed 2027-03-28/03:00/confirmed
jana finds prusa-1 2027-03-28 03:00 - 04:00
expect mine
jana finds prusa-1 2027-03-28 04:00 - 04:30
expect free

# Moving the night before to four o'clock moves each date to four o'clock.
jana shifts N 2027-03-27 04:00 - 05:00
expect 2027-03-27/04:00/changed 2027-03-28/04:00/changed
