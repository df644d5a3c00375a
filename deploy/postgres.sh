#!/bin/sh
# Starts PostgreSQL with a password that nobody chose: the first start makes it and leaves it for the web processes, in the
# form that PostgreSQL's clients read (PGPASSFILE).

set -eu

kept=/secrets/pgpass
# The user of the web processes (Dockerfile); clients ignore a file that anybody else may read.
reader=10001

if [ ! -s "$kept" ]; then
    password=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
    (umask 077 && printf '*:*:*:%s:%s\n' "$POSTGRES_USER" "$password" >"$kept.part")
    chown "$reader" "$kept.part"
    # Whole or not at all, whenever this start is interrupted.
    mv "$kept.part" "$kept"
fi

POSTGRES_PASSWORD=$(cut -d : -f 5 "$kept")
export POSTGRES_PASSWORD
exec docker-entrypoint.sh postgres
