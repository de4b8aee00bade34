#!/bin/sh
# Brings node_modules to what package-lock.json says, once, however many builds ask at the same time.
# The stamp is a copy of the lock file it was made from: equal means nothing to do.
set -eu
cd "$(dirname "$0")/.."
fresh() { cmp -s package-lock.json node_modules/.stamp; }
fresh && exit 0
command -v npm >/dev/null || { echo "error: Node.js 20 or later with npm is needed (apt-get install nodejs npm)" >&2; exit 1; }

# mkdir is the one lock every Unix has. A holder that died leaves its number behind and is passed over.
lock=.npm-restore.lock
until mkdir "$lock" 2>/dev/null; do
  holder=$(cat "$lock/pid" 2>/dev/null || echo)
  if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then rm -rf "$lock"; else sleep 1; fi
done
echo $$ >"$lock/pid"
trap 'rm -rf "$lock"' EXIT
fresh && exit 0
npm ci --no-audit --no-fund --ignore-scripts --loglevel=error >&2
cp package-lock.json node_modules/.stamp
