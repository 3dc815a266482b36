#!/bin/sh
# keep COMMAND ...: runs it again when it dies, for honcho stops everything when one process ends.
# Exit 78 (EX_CONFIG: the settings are wrong) and a polite stop are passed on.
trap 'stopping=1; [ -n "$child" ] && kill -TERM "$child" 2>/dev/null' TERM INT
while :; do
    "$@" &
    child=$!
    wait "$child"
    code=$?
    [ -n "$stopping" ] && { wait "$child"; exit 0; }
    [ "$code" -eq 78 ] && exit 78
    echo "keep: $1 ended with $code, starting it again" >&2
    sleep 1
done
