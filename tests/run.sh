#!/usr/bin/env bash
# The whole suite: what touches the database on PostgreSQL first, then everything on SQLite, whose summary stands last.
set -u
cd "$(dirname "$0")/.."
python=.venv/bin/python
workers="${TEST_WORKERS:-2}"
export PORTAL_VAR="${TEST_VAR:-$(mktemp -d)}"

if ! command -v chromium >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "== Installing chromium for the journeys"
    (apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium) >/dev/null 2>&1 \
        || echo "chromium could not be installed: the journeys will be skipped"
fi

echo "== PostgreSQL"
pure="--ignore=tests/calculation --ignore=tests/ingest --ignore=tests/reference --ignore=tests/demonstration --ignore=tests/architecture"
$python -m tests.postgresql $python -m pytest -n "$workers" $pure "$@"
postgresql=$?

echo "== SQLite"
env -u DATABASE_URL $python -m pytest -n "$workers" "$@"
sqlite=$?

[ "$postgresql" = 0 ] || echo "(the run on PostgreSQL above failed with status $postgresql)" >&2
[ "$sqlite" = 0 ] && [ "$postgresql" = 0 ]
