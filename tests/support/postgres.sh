#!/bin/sh
# postgres.sh COMMAND... - runs COMMAND beside a private PostgreSQL, which ends with it and leaves nothing behind.
#
# The server listens on a Unix socket alone, in a folder that only its user and root may enter. COMMAND finds in its
# environment:
#   TEST_POSTGRES        the server as the program sees it: role "rapport", which owns no table
#   TEST_POSTGRES_OWNER  the server as role "rapport_owner", which may create databases and owns what it migrates
# Both are URLs of the database "postgres"; a test makes a database or a schema of its own.
set -eu
bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "postgres.sh: PostgreSQL is not installed; script/setup brings it" >&2 && exit 1; }

# A socket's path has 107 bytes at most, so its folder stands right under /tmp.
dir=$(mktemp -d /tmp/rapport-pg.XXXXXX)
as_server() { # initdb and postgres refuse root
    if [ "$(id -u)" = 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}
[ "$(id -u)" != 0 ] || chown postgres "$dir"

stop() {
    cd /
    as_server "$bin/pg_ctl" -D "$dir/data" -m immediate -s stop || true
    rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT TERM HUP

cd "$dir"
as_server "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$dir/log"
as_server "$bin/pg_ctl" -D "$dir/data" -l "$dir/data/log" -s -w -o "-k $dir -c listen_addresses='' \
    -c fsync=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=64MB" start
cd "$OLDPWD"
psql -q -h "$dir" -U postgres -d postgres -v ON_ERROR_STOP=1 \
    -c 'CREATE ROLE rapport_owner LOGIN CREATEDB' -c 'CREATE ROLE rapport LOGIN'

TEST_POSTGRES="postgresql://rapport@/postgres?host=$dir"
TEST_POSTGRES_OWNER="postgresql://rapport_owner@/postgres?host=$dir"
export TEST_POSTGRES TEST_POSTGRES_OWNER
"$@"
