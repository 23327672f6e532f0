# SPDX-License-Identifier: EUPL-1.2
# What app/run and tests/run share: installing packages, building, finding a port. Sourced by them from the top folder.

# Both lists name packages that Debian 12 and 13 have. tzdata and ca-certificates are missing on a minimal system: without
# the first the lab's wall clock is wrong, without the second npm cannot fetch esbuild.
build_packages='ca-certificates tzdata gcc libc6-dev cmake ninja-build pkg-config nodejs npm
	libmicrohttpd-dev libsqlite3-dev libpq-dev libical-dev libqrencode-dev libpng-dev libsodium-dev
	libmosquitto-dev libcurl4-openssl-dev libinih-dev zlib1g-dev libcmark-dev
	libturbojpeg0-dev libwebp-dev libjavascriptcoregtk-4.1-dev libseccomp-dev'
test_packages='curl libcmocka-dev mosquitto mosquitto-clients postgresql sqlite3 zbar-tools librsvg2-bin
	chromium fonts-dejavu-core clang libclang-rt-dev'

say() { printf '%s\n' "$*"; }
die() {
	printf '%s\n' "$*" >&2
	exit 1
}

# Those of the given packages that are not there. Who has node and npm from elsewhere keeps them: Debian's would collide.
missing() {
	present=" $(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
		sed -n 's/^installed //p' | tr '\n' ' ') "
	for package in "$@"; do
		case $package in nodejs | npm) command -v npm >/dev/null && continue ;; esac
		case $present in *" $package "*) ;; *) printf '%s ' "$package" ;; esac
	done
}

as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Runs apt-get so that no installed server starts, now or at the next boot: Smart Lab and its tests start their own.
install_quietly() {
	as_root sh -s "$@" <<-'END'
		export DEBIAN_FRONTEND=noninteractive
		policy=/usr/sbin/policy-rc.d
		cluster=/etc/postgresql-common/createcluster.d/smartlab.conf
		ours=$cluster
		[ -e $policy ] || {
			ours="$ours $policy"
			printf '#!/bin/sh\nexit 101\n' >$policy && chmod 755 $policy
		}
		trap 'rm -f $ours' EXIT
		mkdir -p ${cluster%/*} && echo 'create_main_cluster = false' >$cluster
		apt-get -qq update
		apt-get -qq -o Dpkg::Use-Pty=0 install -y --no-install-recommends "$@" || exit
		case " $* " in *' mosquitto '*) update-rc.d mosquitto disable ;; esac
	END
}

# packages NAME...: installs what is missing, or says in a sentence what to install.
packages() {
	command -v dpkg-query >/dev/null ||
		die "This is not a Debian. Please install what $house/app/setup.sh lists, then build with cmake."
	wanted=$(missing "$@")
	[ "$wanted" ] || return 0
	as_root true 2>/dev/null || die "Please install as root, then start again: apt-get install -y $wanted"
	mkdir -p .build
	say "Installing: $wanted"
	# shellcheck disable=SC2086 # the list is words
	install_quietly $wanted >.build/packages.log 2>&1 || {
		tail -n 20 .build/packages.log >&2
		die "Installing failed; everything apt-get said is in .build/packages.log."
	}
	[ -z "$(missing $wanted)" ] || die "Still missing after installing: $(missing $wanted)"
}

# build FOLDER TARGET [CMAKE_OPTION...]: configures and builds, silently unless it fails.
build() {
	folder=.build/$1 target=$2
	shift 2
	mkdir -p "$folder"
	{ cmake -S . -B "$folder" -G Ninja "$@" && cmake --build "$folder" --target "$target"; } >"$folder/build.log" 2>&1 && return
	grep -E -A 12 'FAILED|[Ee]rror' "$folder/build.log" | tail -n 60 >&2
	say "Building failed; everything the compiler said is in $folder/build.log." >&2
	return 1
}

# free_port [PORT]: that port of the loopback, if nobody has it, else any free one.
free_port() {
	node -e 'const net = require("net"), wish = Number(process.argv[1])
		const listen = port => { const server = net.createServer()
			server.on("error", () => listen(0))
			server.listen(port, "127.0.0.1", () => { console.log(server.address().port); server.close() }) }
		listen(wish)' "${1:-0}"
}
