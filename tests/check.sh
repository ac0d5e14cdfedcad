#!/usr/bin/env bash
# What make check runs: style, types, directions of import, migrations, and the production settings.
set -eu
cd "$(dirname "$0")/.."
bin=.venv/bin
export PORTAL_VAR="${TEST_VAR:-$(mktemp -d)}"

echo "== ruff"; $bin/ruff check .
echo "== mypy (pure folders)"; $bin/mypy
echo "== import contracts"; $bin/lint-imports
echo "== migrations"; $bin/python manage.py makemigrations --check --dry-run
echo "== production settings"
env PORTAL_MODE=production DATABASE_URL=postgres://portal@localhost/portal CELERY_BROKER_URL=redis://localhost:6379/0 \
    SECRET_KEY="$($bin/python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
    PGN_KEY="$($bin/python -c 'import secrets; print(secrets.token_hex(32))')" \
    RMC_REGION=37 ALLOWED_HOSTS=portaal.example.nl \
    $bin/python manage.py check --deploy --fail-level WARNING
