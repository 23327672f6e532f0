# SPDX-License-Identifier: EUPL-1.2
# A PostgreSQL server of the tests' own, in a folder on disk that its user may enter. Sourced after app/setup.sh.

# initdb refuses root, so root lends it to the package's user. The socket's path must stay below 108 bytes.
postgres_start() {
	postgres_bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
	postgres_folder=$(mktemp -d /var/tmp/smartlab-XXXXXX)
	postgres_as=
	if [ "$(id -u)" = 0 ]; then
		chown postgres "$postgres_folder"
		postgres_as='runuser -u postgres --'
	fi
	port=$(free_port)
	( # inside the folder, because the server's user may not enter ours
		cd "$postgres_folder"
		$postgres_as "$postgres_bin/initdb" -D data -U smartlab -A trust -E UTF8 --locale=C.UTF-8 --no-sync
		$postgres_as "$postgres_bin/pg_ctl" -D data -l log -w start -o \
			"-p $port -h 127.0.0.1 -k $postgres_folder -c max_connections=200"
	) >.build/tests/postgres.log 2>&1 || return 1
	export SMARTLAB_TEST_POSTGRES="postgresql://smartlab@127.0.0.1:$port/postgres"
}

postgres_stop() {
	[ "${postgres_folder-}" ] || return 0
	(cd "$postgres_folder" && $postgres_as "$postgres_bin/pg_ctl" -D data -m immediate stop) >/dev/null 2>&1 || :
	rm -rf "$postgres_folder"
	postgres_folder=
}
