# Signing in: five wrong passwords in a quarter of an hour are enough; a session ends when it is idle, and in the end.
at 2026-11-23 10:00
person jana member
person falk member

jana signs wrongly
expect wrong_password
jana signs wrongly
jana signs wrongly
jana signs wrongly
jana signs in
expect in

# The right one wipes the slate clean.
jana signs wrongly
jana signs wrongly
jana signs wrongly
jana signs wrongly
jana signs wrongly
expect wrong_password
jana signs wrongly
expect too_many_tries
jana signs in
expect too_many_tries
# Nobody else suffers, and who is in stays in.
falk signs in
expect in
jana returns
expect known
# What was refused for too many does not count as another.
wait 14 min
jana signs in
expect too_many_tries
wait 1 min
jana signs in
expect in

# Idle for a week.
wait 7 days
jana returns
expect known
wait 7 days
wait 1 min
jana returns
expect stranger

# Used every day, for thirty days.
jana signs in
wait 6 days
jana returns
wait 6 days
jana returns
wait 6 days
jana returns
wait 6 days
jana returns
wait 5 days
jana returns
expect known
wait 1 days
jana returns
expect stranger

# Out is out, here or everywhere.
jana signs in
jana signs out
jana returns
expect stranger
jana signs in
jana signs out-everywhere
jana returns
expect stranger

# The list of one's sessions leaves out what has ended.
falk signs out-everywhere
falk counts
expect 0
falk signs in
wait 4 days
falk signs in
falk counts
expect 2
wait 4 days
falk counts
expect 1
falk returns
expect known
