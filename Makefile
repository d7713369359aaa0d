# Everything runs in .venv, made from Pipfile.lock by the first target that needs it.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
BIN := .venv/bin
PIPENV_VERSION := 2026.10.3
PIPENV := .cache/pipenv-$(PIPENV_VERSION)/bin/pipenv
ENVIRONMENT := .venv/.ready
NODE_MODULES := node_modules/.ready
CDKTN := .cache/cdktn
CDKTN_ENVIRONMENT := $(CDKTN)/venv/.ready

# Style, the wheel and the renaming itself are matters of the tree that is committed, and the promise of speed is CDKTF's.
NOT_ON_CDKTN := --ignore=tests/test_style.py --ignore=tests/wheel --ignore=tests/engines \
	--deselect=tests/bindings/test_bindings.py::test_output_is_the_plain_imports_byte_for_byte_at_a_fraction_of_its_time

export PIPENV_VENV_IN_PROJECT := 1
export PIPENV_IGNORE_VIRTUALENVS := 1
export PIPENV_VERBOSITY := -1
export PIPENV_NOSPIN := 1
export CHECKPOINT_DISABLE := 1

.PHONY: help setup synth demo test test-quick test-cdktn bench lint format lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

setup: $(ENVIRONMENT) ## Make the environment from the lock (every target does so by itself)

synth: setup ## Synthesize every file in config/deployments/
	@$(BIN)/python main.py

demo: setup ## Plan, apply, re-plan and destroy the lattice-service example on an embedded AWS
	@$(BIN)/python main.py demo

test: setup $(NODE_MODULES) ## Run all tests, on all cores
	@$(BIN)/pytest -n auto --dist loadgroup $(PYTEST_ARGS)

test-quick: setup $(NODE_MODULES) ## Run the tests that need no real Terraform: what to run while one works
	@$(BIN)/pytest -n auto --dist loadgroup -m "not terraform" $(PYTEST_ARGS)

test-cdktn: setup $(CDKTN_ENVIRONMENT) ## Run the unit tests on CDK Terrain, and compare the examples' JSON with CDKTF's
	@$(BIN)/python tools/rename_engine.py $(CDKTN)/tree
	@rm -rf $(CDKTN)/out
	@CDKTF_OUTDIR=$(CDKTN)/out/cdktf $(BIN)/python main.py >/dev/null
	@CDKTF_OUTDIR=$(CDKTN)/out/cdktn $(CDKTN)/venv/bin/python $(CDKTN)/tree/main.py
	@$(BIN)/python tools/compare_engines.py $(CDKTN)/out/cdktf $(CDKTN)/out/cdktn
	@cd $(CDKTN)/tree && ../venv/bin/python -m pytest -n auto --dist loadgroup \
		-m "not terraform" $(NOT_ON_CDKTN) $(PYTEST_ARGS)

bench: setup ## Measure synthesis against its floor and the plain bindings
	@$(BIN)/python -m bench.synthesis

lint: setup ## Check style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: setup ## Rewrite the sources in the project's style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lock: $(PIPENV) ## Lock anew what Pipfile and package.json allow
	@$(PIPENV) lock
	@$(PYTHON) tools/plain_lock.py
	@npm install --package-lock-only --no-audit --no-fund

clean: ## Remove what was made, but no Terraform state
	@rm -rf .venv .cache node_modules cdktf.out .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(PIPENV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Holdfast needs Python 3.11 or newer; this is " + sys.version)'
	@command -v node >/dev/null || { echo "Holdfast needs Node 20 or newer on the PATH" >&2; exit 1; }
	@echo "Installing pipenv $(PIPENV_VERSION)"
	@$(PYTHON) -m venv .cache/pipenv-$(PIPENV_VERSION)
	@$(dir $(PIPENV))pip install --disable-pip-version-check pipenv==$(PIPENV_VERSION) \
		>.cache/setup.log 2>&1 || { cat .cache/setup.log; exit 1; }

$(ENVIRONMENT): Pipfile.lock | $(PIPENV)
	@echo "Installing the locked packages into .venv (once, about a minute)"
	@$(PIPENV) sync --dev >.cache/setup.log 2>&1 || { cat .cache/setup.log; exit 1; }
	@echo "Indexing the CDKTF bindings (once, about ten seconds)"
	@$(BIN)/python -c 'from constructs_lib.bindings import prime; prime()'
	@touch $@

# Packages of the lock, but for the engine and what it asks for itself.
$(CDKTN_ENVIRONMENT): Pipfile.lock tools/rename_engine.py | $(ENVIRONMENT)
	@echo "Installing CDK Terrain into $(CDKTN)/venv (once, about a minute)"
	@rm -rf $(CDKTN)/venv && $(PYTHON) -m venv $(CDKTN)/venv
	@$(BIN)/python tools/rename_engine.py $(CDKTN)/tree >/dev/null
	@$(PIPENV) requirements --dev | grep -E '^[a-z]' | grep -vE '^(cdktf|constructs)' >$(CDKTN)/requirements.txt
	@sed -n 's/^    "\(cdktn.*\)",$$/\1/p' $(CDKTN)/tree/pyproject.toml >>$(CDKTN)/requirements.txt
	@$(CDKTN)/venv/bin/pip install --disable-pip-version-check -r $(CDKTN)/requirements.txt \
		>.cache/setup.log 2>&1 || { cat .cache/setup.log; exit 1; }
	@touch $@

$(NODE_MODULES): package-lock.json
	@echo "Installing the locked cdktf command line (once, about half a minute)"
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@
