#!/bin/sh
# Install what the tests need beyond Python packages, where it is missing: a Chromium, a Java for
# the HTML checker, and the text layout library of the PDF maker.
set -eu

chromium() {
    [ -n "${CHROMIUM:-}" ] || command -v chromium || command -v chromium-browser ||
        command -v google-chrome || command -v google-chrome-stable
}
pango() { .venv/bin/python -c 'import weasyprint'; }

wanted=""
chromium >/dev/null 2>&1 || wanted="$wanted chromium"
command -v java >/dev/null 2>&1 && java -version >/dev/null 2>&1 || wanted="$wanted default-jre-headless"
pango >/dev/null 2>&1 || wanted="$wanted libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
[ -n "$wanted" ] || exit 0

echo "The tests need:$wanted"
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    apt-get update --quiet --quiet
    # shellcheck disable=SC2086 # a list of packages
    DEBIAN_FRONTEND=noninteractive apt-get install --quiet --quiet --yes $wanted >/dev/null && exit 0
    echo "apt could not install all of it; trying Playwright's own browser." >&2
fi
if ! chromium >/dev/null 2>&1; then
    .venv/bin/python -m playwright install chromium
fi
command -v java >/dev/null 2>&1 || echo "Install a Java (17 or newer) for the HTML checker." >&2
pango >/dev/null 2>&1 || echo "Install Pango for the PDF tests: https://doc.courtbouillon.org/weasyprint/stable/first_steps.html" >&2
