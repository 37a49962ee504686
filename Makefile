# make demo : installer le programme, jouer le réseau fictif et en montrer le rapport.
# make test : installer aussi les outils de développement et passer les tests.
# make lents : passer les tests qui prennent des secondes.
# make forge : jouer les flux de GitHub, étape par étape.
# make installation : suivre README et premiers pas, mot pour mot, dans un dossier personnel vide.
# make navigateur : éprouver le rapport HTML dans Chromium.
.DEFAULT_GOAL := demo
.PHONY: demo test lents forge installation navigateur verifier verrous catalogues pages propre

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RORIQ := $(BIN)/roriq
CATALOGUES := $(wildcard roriq_cli/locale/*/LC_MESSAGES/roriq.po)
INSTALLER := -m pip --disable-pip-version-check --quiet install

# What the first line of a fresh machine runs into, said before pip or venv say it their way.
DEMANDER_PYTHON = @$(PYTHON) -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	{ echo "Il faut Python 3.11 ou plus récent, avec venv (sous Debian et Ubuntu : le paquet python3-venv)." \
	"Un autre Python que « $(PYTHON) » se dit ainsi : make $(or $(MAKECMDGOALS),demo) PYTHON=python3.12" >&2; exit 1; }

# Versions and hashes come from the lock; the project itself is built with the build tools of the lock.
$(VENV)/pret: requirements/developpement.txt pyproject.toml hatch_build.py $(CATALOGUES)
	$(DEMANDER_PYTHON)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python $(INSTALLER) --require-hashes --requirement requirements/developpement.txt
	$(BIN)/python $(INSTALLER) --no-build-isolation --no-deps --no-index --editable .
	touch $@

# The program as its users have it: the execution lock, nothing else, and the wheel. What builds the wheel has a folder
# of its own, beside; a changed lock starts the environment anew, so that it holds the lock and no remains.
EXECUTION := $(VENV)/execution
CONSTRUCTION := $(VENV)/construction
$(EXECUTION)/verrou: requirements/execution.txt
	$(DEMANDER_PYTHON)
	$(PYTHON) -m venv --clear $(EXECUTION)
	$(EXECUTION)/bin/python $(INSTALLER) --require-hashes --requirement requirements/execution.txt
	touch $@

$(CONSTRUCTION)/pret: requirements/construction.txt $(EXECUTION)/verrou
	rm -rf $(CONSTRUCTION)
	$(EXECUTION)/bin/python $(INSTALLER) --require-hashes --target $(CONSTRUCTION) --requirement requirements/construction.txt
	touch $@

$(EXECUTION)/pret: $(CONSTRUCTION)/pret pyproject.toml hatch_build.py README.md LICENSE \
		$(shell find roriq_cli -type f ! -name '*.mo' ! -name '*.pyc')
	PYTHONPATH=$(CURDIR)/$(CONSTRUCTION) $(EXECUTION)/bin/python $(INSTALLER) \
		--no-build-isolation --no-deps --no-index --force-reinstall .
	touch $@

demo: $(EXECUTION)/pret
	rm -rf demo
	$(EXECUTION)/bin/roriq demo demo
	$(EXECUTION)/bin/roriq -R demo rapport --au 2016-07-01
	$(EXECUTION)/bin/roriq -R demo rapport --au 2022-07-01
	$(EXECUTION)/bin/roriq -R . rapport

test: $(VENV)/pret
	$(BIN)/python -m pytest -n auto -m "not lent" tests

# What is slow by nature: properties on many examples, two thousand files, a workbook written and read again.
lents: $(VENV)/pret
	$(BIN)/python -m pytest -n auto -m lent tests

# What the workflows do, step by step as they are written.
forge: $(VENV)/pret
	$(BIN)/python -m pytest -n auto tests/forge

# README and docs/premiers-pas.md, followed word for word by someone who has nothing yet.
installation: $(VENV)/pret
	$(BIN)/python -m pytest -n auto -rs tests/installation

# The HTML report in Chromium, with axe-core; what is not on this machine is skipped, and said (in CI: a failure).
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
	$(BIN)/python -m outils.verrous execution construction developpement
	$(BIN)/python -m outils.forge
	$(RORIQ) -R . valider

catalogues: $(VENV)/pret
	$(BIN)/python -m outils.catalogue mettre-a-jour

pages: $(VENV)/pret
	$(BIN)/python -m outils.faits
	$(BIN)/python -m outils.pages
	$(BIN)/python -m outils.aides

# Lock again from pyproject.toml (needs uv): execution, what builds the wheel, development, and the lowest versions
# that are promised. Extras stay in it: pip 23.2, which the venv of Python 3.11 brings, refuses a lock that lacks one.
VERROU := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-strip-extras --no-emit-index-url --no-emit-find-links --no-header --no-annotate
verrous:
	$(VERROU) pyproject.toml --output-file requirements/execution.txt
	$(VERROU) --group construction --constraint requirements/execution.txt \
		--output-file requirements/construction.txt
	$(VERROU) pyproject.toml --group dev --constraint requirements/execution.txt \
		--output-file requirements/developpement.txt
	$(VERROU) pyproject.toml --group essais --resolution lowest-direct --output-file requirements/plancher.txt

propre:
	rm -rf $(VENV) tests/navigateur/node_modules demo build dist .mypy_cache .ruff_cache .hypothesis .coverage
