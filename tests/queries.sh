#!/bin/sh
# queries.sh STEM... - every query is prepared by a real PostgreSQL, after the migrations; run by postgres.sh.
# The build has prepared the same queries by SQLite alone.
set -eu
at() { # role
    echo "$TEST_POSTGRES_OWNER" | sed "s#//[^@]*@/[^?]*#//$1@/queries#"
}
psql -q "$TEST_POSTGRES_OWNER" -c 'CREATE DATABASE queries'
build/rapport migrate --database "$(at rapport_owner)"
n=0 bad=0
for stem; do
    [ -f "$stem.psql" ] || continue
    psql -q "$(at rapport)" -v ON_ERROR_STOP=1 -f "$stem.psql" || bad=1
    n=$((n + $(grep -c '^PREPARE ' "$stem.psql")))
done
[ "$bad" = 0 ] && echo "queries: $n prepared by PostgreSQL"
