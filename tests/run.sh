#!/usr/bin/env bash
# The test command. `quick`: checks and SQLite. `all`: also PostgreSQL and a real browser, which it sets up.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
lane="${1:-all}"
# The tests say themselves what environment they want.
unset DEBUG DATABASE_URL SITE_URL ALLOWED_HOSTS CONTACT_EMAIL
export SECRET_KEY="${SECRET_KEY:-tests-only-$(printf 'x%.0s' {1..50})}"

step() { printf '\n== %s\n' "$*"; }

step "source"
$bin/ruff check --quiet .
$bin/ruff format --quiet --check .
$bin/lint-imports --no-cache >build.log 2>&1 || { cat build.log; rm -f build.log; exit 1; }
rm -f build.log
$bin/djlint --quiet --lint templates
$bin/djade --check --target-version 5.2 $(git ls-files 'templates/*.html' 2>/dev/null || find templates -name '*.html')
$bin/mypy

step "project"
$bin/python -W error manage.py makemigrations --check --dry-run
SITE_URL=https://annuaire.example ALLOWED_HOSTS=annuaire.example CONTACT_EMAIL=equipe@annuaire.example $bin/python -W error manage.py check --deploy --fail-level WARNING

step "tests on SQLite"
if [ "$lane" = quick ]; then
  $bin/pytest -n 2 --dist worksteal -m "not browser and not slow" -q
else
  $bin/pytest -n 2 --dist worksteal -m "not browser" -q
fi

if [ "$lane" = all ]; then
  step "tests on PostgreSQL"
  $bin/python -m tests.postgres $bin/pytest -n 2 --dist worksteal -m "not browser and not house" --only-database -q
  step "tests in a browser"
  tests/browser/setup.sh
  $bin/pytest -n 2 -m browser -q tests/browser
fi
