#!/bin/sh
# restore.sh FOLDER: puts what backup.sh left in FOLDER back, to where DATELINE_RECORD and DATELINE_PEOPLE say.
# Stop the desk first. Nothing is written over: a file must not be there, a database must be empty.
set -eu

(cd "$1" && sha256sum --check --quiet SHA256SUMS)
umask 077
PATH="$PATH:/opt/dateline/bin"

put() {
  if [ -e "$2" ]; then echo "$2 is there already: move it away first" >&2; exit 1; fi
  cp "$1" "$2"
}

case "$DATELINE_RECORD" in
postgres*) pg_restore --exit-on-error --single-transaction --no-owner --dbname="$DATELINE_RECORD" "$1/record.dump" ;;
*) put "$1/record.db" "$DATELINE_RECORD" ;;
esac
if [ -e "$1/people.db" ] && [ -n "${DATELINE_PEOPLE:-}" ]; then put "$1/people.db" "$DATELINE_PEOPLE"; fi
dateline verify --record "$DATELINE_RECORD"
