#!/usr/bin/env bash
# The whole suite: what touches the database on PostgreSQL first, then everything on SQLite, whose summary stands last.
# The browser, the killed worker, the pure folders, the attack and the matrix of all addresses run once, on SQLite.
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

bash tests/pango.sh "$python"

echo "== PostgreSQL"
once="calculation ingest reference demonstration architecture documents disclosure access/test_matrix.py browser crash fuzz"
$python -m tests.postgresql $python -m pytest -n "$workers" --dist loadgroup $(printf -- '--ignore=tests/%s ' $once) "$@"
postgresql=$?

echo "== SQLite"
env -u DATABASE_URL $python -m pytest -n "$workers" --dist loadgroup "$@"
sqlite=$?

[ "$postgresql" = 0 ] || echo "(the run on PostgreSQL above failed with status $postgresql)" >&2
[ "$sqlite" = 0 ] && [ "$postgresql" = 0 ]
