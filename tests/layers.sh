#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The rooms' rule: web, hw -> app -> db, and all may use app/base. Only app/main.c knows everything.
# Fails with each line that reaches where it may not.
cd "$(dirname "$0")/.." || exit 2
wrong=0

files() { # of a room; app without its base and without main.c
	find "$1" -name '*.[ch]' ! -path app/main.c | { [ "$1" = app ] && grep -v '^app/base/' || cat; }
}

complain() { # SENTENCE, lines on standard input
	lines=$(cat)
	[ -z "$lines" ] || { printf '%s\n^ %s\n\n' "$lines" "$1"; wrong=1; }
}

may_include() { # ROOM FOLDERS: everything of ours that it includes begins with one of these
	complain "$1 may include only $2" <<-END
		$(files "$1" | xargs grep -nE '#[[:space:]]*include[[:space:]]*"' /dev/null | grep -vE "\"($2)/[^/]*\"")
	END
}

never_says() { # ROOM PATTERN WHY
	complain "$1 $3" <<-END
		$(files "$1" | xargs grep -nE "$2" /dev/null)
	END
}

may_include app/base 'app/base'
may_include db 'db|app/base'
may_include app 'app|app/base|db'
may_include web 'web|app|app/base'
may_include hw 'hw|app|app/base'
for room in web hw; do
	never_says $room '\<db_[a-z]|->db\>' 'never touches the store'
done
for room in app app/base web hw; do
	never_says $room '"[^"]*\<(SELECT .* FROM|INSERT INTO|UPDATE [a-z_]+ SET|DELETE FROM|CREATE TABLE)\>' \
		'knows no SQL'
done
for room in app app/base db; do
	never_says $room '<(microhttpd|mosquitto)\.h>|"(GET|POST|PUT|PATCH|DELETE) ?/' 'knows no HTTP and no MQTT'
done
exit $wrong
