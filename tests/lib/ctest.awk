# SPDX-License-Identifier: EUPL-1.2
# Reads what `ctest -V` printed: a line for each program with its time, the output of those that failed, and last
# "passed failed skipped", counted by cmocka's cases. A program without cases counts as one. A case that began and
# neither ended well nor was skipped failed, also when the program died in it.
/^[0-9]+: / {
	n = $1 + 0
	if (!/\[( RUN     |       OK) \]/) output[n] = output[n] $0 "\n"
	at = index($0, "[")
	mark = substr($0, at, 12)
	name = substr($0, at + 13)
	if (mark == "[ RUN      ]") { began[n]++; current[n] = name }
	else if (name != current[n]) next
	else if (mark == "[       OK ]") { ok[n]++; current[n] = "" }
	else if (mark == "[  SKIPPED ]") { skipped[n]++; current[n] = "" }
	next
}
/ Test +#[0-9]+: / {
	n = $0
	sub(/.* Test +#/, "", n)
	n += 0
	name = $0
	sub(/.* Test +#[0-9]+: /, "", name)
	sub(/ .*/, "", name)
	good = / Passed /
	left_out = /Skipped/
	bad = began[n] - ok[n] - skipped[n]
	if (!good && !left_out && !bad) bad = 1
	if (!began[n]) { ok[n] = good; skipped[n] = left_out }
	printf "  %-24s %4d passed%s%s %8.2f s\n", name, ok[n], bad ? ", " bad " FAILED" : "",
		skipped[n] ? ", " skipped[n] " skipped" : "", $(NF - 1)
	if (bad) failures = failures "---- " name "\n" output[n]
	passed += ok[n]; failed += bad; left += skipped[n]
}
END {
	printf "%s", failures
	print passed + 0, failed + 0, left + 0
}
