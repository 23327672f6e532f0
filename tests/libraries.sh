#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Each foreign library is known to one file, and no header of ours names a foreign type. A library's header that stands
# neither in this table nor in the list of C and POSIX headers is a fault, too: enter it here.
cd "$(dirname "$0")/.." || exit 2

home_of() { # prints the files that may include <$1>
	case $1 in
	cmark.h) echo web/markup.c ;;
	curl/curl.h) echo app/base/outgoing.c ;;
	ini.h) echo app/config.c ;;
	libical/ical.h) echo app/calendar.c ;;
	libpq-fe.h) echo db/postgres.c ;;
	JavaScriptCore/*.h | linux/seccomp.h | quickjs*.h | seccomp.h) echo hw/worker.c ;;
	microhttpd.h) echo web/server.c ;;
	mosquitto.h) echo hw/mqtt.c ;;
	png.h) echo web/png.c ;;
	qrencode.h) echo web/qr.c ;;
	turbojpeg.h) echo web/jpeg.c ;;
	webp/*.h) echo web/webp.c ;;
	sodium.h) echo app/base/secret.c ;;
	sqlite3.h) echo db/sqlite.c ;;
	zlib.h) echo web/compress.c ;;
	assert.h | ctype.h | dirent.h | dlfcn.h | errno.h | fcntl.h | getopt.h | inttypes.h | limits.h | locale.h | math.h | netdb.h | \
		poll.h | pthread.h | regex.h | sched.h | semaphore.h | signal.h | spawn.h | stdalign.h | stdarg.h | stdatomic.h | stdbool.h | \
		stddef.h | stdint.h | stdio.h | stdlib.h | stdnoreturn.h | string.h | strings.h | syslog.h | termios.h | \
		threads.h | time.h | unistd.h | arpa/inet.h | netinet/*.h | sys/*.h) echo "$2" ;;
	esac
}

foreign='\<(MHD_[A-Z][A-Za-z]+|PG(conn|result)|sqlite3(_stmt)?|struct mosquitto|z_stream|CURLM?|QRcode|INIReader|'\
'ical(component|property|timetype|timezone)|png_(struct|info|image|byte|color|uint_32)p?|tj[a-z]+|WebP[A-Za-z]+|cmark_[a-z]+|JS(Context|Runtime|Value))\>'

# sed turns "web/qr.c:12:#include <png.h>" into "web/qr.c png.h".
wrong=$(find app web hw db -name '*.[ch]' -exec grep -nE '#[[:space:]]*include[[:space:]]*<' /dev/null {} + |
	sed -E 's/^([^:]*):[0-9]*:[^<]*<([^>]*)>.*/\1 \2/' |
	while read -r file header; do
		case " $(home_of "$header" "$file") " in *" $file "*) ;; *) echo "$file must not include <$header>" ;; esac
	done
	find app web hw db -name '*.h' | while read -r header; do
		sed -E 's:/\*.*\*/::; /^[[:space:]]*\*/d; s://.*::' "$header" | grep -E "$foreign" | sed "s:^:$header names a foreign type\: :"
	done)
[ -z "$wrong" ] || { printf '%s\n' "$wrong"; exit 1; }
