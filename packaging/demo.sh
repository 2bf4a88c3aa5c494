#!/bin/sh
# `make demo`: says first what this machine lacks, then starts the program. DEMO_PORT and HEADLESS come from the environment.
set -eu
step=${1:?check or run}

headless() { [ -n "${HEADLESS:-}" ] && [ "$HEADLESS" != 0 ]; }

if [ "$step" = check ]; then
    if headless; then exec packaging/system_packages.sh offscreen; fi
    if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        echo "No screen found (DISPLAY and WAYLAND_DISPLAY are empty): start it on a desktop, or use HEADLESS=1 make demo" >&2
        exit 1
    fi
    exec packaging/system_packages.sh display
fi

set -- ${DEMO_PORT:+--port "$DEMO_PORT"}
if headless; then set -- --headless "$@"; fi
exec .venv/bin/crmdesk demo "$@"
