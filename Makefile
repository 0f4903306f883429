# Everything runs inside .venv; the first target that needs it makes it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

# Three at a time keep two cores busy: browsers and servers that are killed mostly wait.  A file
# stays with one of them, since its tests share what they start; tests/conftest.py has the order.
IN_PARALLEL := -n 3 --dist loadfile --no-loadscope-reorder
# Tests start hundreds of processes: what Python compiles is kept for the next one.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test test-fast check format bench bench-speed proofs lock setup setup-dev clean

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: setup  ## Set up and serve the app; it prints its address
	@$(BIN)/quizapp run

test: setup-dev  ## Set up and run all tests, the browser's included
	@$(BIN)/python -m pytest $(IN_PARALLEL)

test-fast: setup-dev  ## The tests without browser and long runs
	@$(BIN)/python -m pytest $(IN_PARALLEL) -m "not browser and not slow"

check: setup-dev  ## Format, lint, types, imports, templates, dependencies
	@$(BIN)/python tools/check.py

format: setup-dev  ## Format the code
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix-only .

bench: setup-dev  ## Measure speed against a floor in the same run, and reliability (a quarter of an hour)
	@$(BIN)/python -m tools.bench

bench-speed: setup-dev  ## The same without reliability (about three minutes)
	@$(BIN)/python -m tools.bench --no-reliability

proofs: setup-dev  ## Run what cards and pages claim, and write down what held
	@$(BIN)/python -m tools.proofs

lock: setup-dev  ## Write the lock files anew
	@$(BIN)/python tools/lock.py

setup: $(VENV)/.run-ready

setup-dev: $(VENV)/.dev-ready

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one with: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run-ready: requirements.lock pyproject.toml tools/fetch_assets.py | $(VENV)/bin/python
	@echo "Setting up (once, about a minute) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps -e .
	@$(BIN)/python tools/fetch_assets.py
	@touch $@

$(VENV)/.dev-ready: requirements-dev.lock $(VENV)/.run-ready
	@echo "Setting up the tools for tests and checks (once, a few minutes) ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

clean:  ## Remove what set-up made; your data stays
	@rm -rf $(VENV) static/vendor dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
