# make demo : tout installer, jouer le réseau fictif et en montrer le rapport.
# make test : tout installer et passer les tests.
# make lents : passer les tests qui prennent des secondes.
# make forge : jouer les flux de GitHub, étape par étape.
# make navigateur : éprouver le rapport HTML dans Chromium.
.DEFAULT_GOAL := demo
.PHONY: demo test lents forge navigateur verifier verrous catalogues pages propre

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RORIQ := $(BIN)/roriq
CATALOGUES := $(wildcard roriq_cli/locale/*/LC_MESSAGES/roriq.po)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Versions and hashes come from the lock; the project itself is built with the build tools of the lock.
$(VENV)/pret: requirements/developpement.txt pyproject.toml hatch_build.py $(CATALOGUES)
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes --requirement requirements/developpement.txt
	$(PIP) install --no-build-isolation --no-deps --no-index --editable .
	touch $@

demo: $(VENV)/pret
	rm -rf demo
	$(RORIQ) demo demo
	$(RORIQ) -R demo rapport --au 2016-07-01
	$(RORIQ) -R demo rapport --au 2022-07-01
	$(RORIQ) -R . rapport

test: $(VENV)/pret
	$(BIN)/python -m pytest -n auto -m "not lent" tests

# The HTML report in Chromium, with axe-core; what is not on this machine is skipped, and said (in CI: a failure).
# What is slow by nature: properties on many examples, two thousand files, a workbook written and read again.
lents: $(VENV)/pret
	$(BIN)/python -m pytest -n auto -m lent tests

# What the workflows do, step by step as they are written.
forge: $(VENV)/pret
	$(BIN)/python -m pytest -n auto tests/forge

navigateur: $(VENV)/pret
	! command -v npm >/dev/null || npm ci --prefix tests/navigateur --loglevel=error
	$(BIN)/python -m pytest -rs tests/navigateur

# The static checks, as CI makes them.
verifier: $(VENV)/pret
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m outils.catalogue verifier
	$(BIN)/python -m outils.forge
	$(RORIQ) -R . valider

catalogues: $(VENV)/pret
	$(BIN)/python -m outils.catalogue mettre-a-jour

pages: $(VENV)/pret
	$(BIN)/python -m outils.faits
	$(BIN)/python -m outils.pages
	$(BIN)/python -m outils.aides

# Lock again from pyproject.toml (needs uv): execution, what builds the wheel, development, and the lowest versions
# that are promised.
VERROU := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate
verrous:
	$(VERROU) pyproject.toml --output-file requirements/execution.txt
	$(VERROU) --group construction --constraint requirements/execution.txt \
		--output-file requirements/construction.txt
	$(VERROU) pyproject.toml --group dev --constraint requirements/execution.txt \
		--output-file requirements/developpement.txt
	$(VERROU) pyproject.toml --group essais --resolution lowest-direct --output-file requirements/plancher.txt

propre:
	rm -rf $(VENV) tests/navigateur/node_modules demo build dist .mypy_cache .ruff_cache .hypothesis .coverage
