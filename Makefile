# `make site` builds the website, `make test` runs all tests. Both set up .venv first.
# The first Python that runs and is new enough; `make PYTHON=...` chooses another.
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null && echo $$each && break; \
	done)

.PHONY: site serve pdf test check golden lock

site: .venv/site
	.venv/bin/python build.py

serve: .venv/site
	.venv/bin/python build.py serve

pdf: .venv/pdf
	.venv/bin/python build.py pdf

test: .venv/dev
	sh tests/install.sh
	.venv/bin/python -m pytest

check: .venv/dev
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	if command -v npx >/dev/null; then npx --yes --package typescript@5.9.3 tsc -p jsconfig.json; fi

golden: .venv/dev
	.venv/bin/python -m tests.test_golden

# Write the lock files anew from what requirements*.in name.
lock: .venv/dev
	.venv/bin/python -m pip install --quiet uv
	for each in requirements requirements-pdf requirements-dev; do \
		.venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url $$each.in --output-file $$each.txt; done

.venv/site: requirements.txt
.venv/pdf: requirements-pdf.txt
.venv/dev: requirements-dev.txt
.venv/%:
	@test -n "$(PYTHON)" || { echo "This needs Python 3.11 or newer."; exit 1; }
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@
