#!/bin/sh
# backup.sh FOLDER: copies the record (DATELINE_RECORD) and its people (DATELINE_PEOPLE) into FOLDER/MOMENT.
# Safe while the desk is used: each copy is of one moment. Prints the folder that it made.
set -eu

to="$1/$(date -u +%Y-%m-%dT%H%M%SZ)"
umask 077
mkdir -p "$to"

copy() { sqlite3 "$1" ".timeout 10000" ".backup '$2'"; }

case "$DATELINE_RECORD" in
postgres*) pg_dump --format=custom --no-owner --file="$to/record.dump" "$DATELINE_RECORD" ;;
*) copy "$DATELINE_RECORD" "$to/record.db" ;;
esac
if [ -e "${DATELINE_PEOPLE:-}" ]; then copy "$DATELINE_PEOPLE" "$to/people.db"; fi
(cd "$to" && sha256sum -- * >SHA256SUMS)
echo "$to"
