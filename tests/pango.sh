#!/usr/bin/env bash
# Has pango installed where WeasyPrint can't find it, if this is root on Debian. Never stops anything: PDF's can wait.
python="${1:-.venv/bin/python}"
$python -c 'import weasyprint' >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    (apt-get update -qq && apt-get install -y -qq --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core) >/dev/null 2>&1
fi
$python -c 'import weasyprint' >/dev/null 2>&1 || echo "== Zonder pango maakt het portaal geen PDF's (docs/beheer.md)"
exit 0
