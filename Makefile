# A fresh machine needs Python 3.11 or newer and make; every target prepares the rest by itself.

PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11 python3.14,$(shell \
	$(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))
VENV := .venv
BIN := $(VENV)/bin
# The address of an index, if there must be another, comes from pip's own settings, never from this repository.
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-build-isolation

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test check texts migrate bench faults processes operations pictures lock

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/ready ## prepare .venv from the lock files (the other targets do this by themselves)

# A lock that changed means a new environment. A setup that fails removes what it began; the stamp is written last, so
# that one that was killed begins again.
$(VENV)/locked: requirements-build.lock requirements-dev.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: none was found" >&2; exit 1; }
	@echo "Preparing $(VENV): this takes a few minutes, once"
	@set -e; trap 'test -e $@ || rm -rf $(VENV)' EXIT; trap 'exit 130' INT TERM HUP; \
	rm -rf $(VENV); \
	$(PYTHON) -m venv $(VENV); \
	$(INSTALL) --require-hashes -r requirements-build.lock; \
	$(INSTALL) --require-hashes -r requirements-dev.lock; \
	touch $@

$(VENV)/ready: $(VENV)/locked pyproject.toml
	@$(INSTALL) --no-deps --editable .
	@touch $@

run: setup ## rehearse: a sample campaign on this computer, without any account
	@$(BIN)/thidua rehearse

test: setup ## all tests, on every core
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal

check: setup ## style, rooms, types, texts, known vulnerabilities
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy .
	@$(BIN)/python -m tests.texts
	@$(BIN)/python -m tests.audit requirements-dev.lock

texts: setup ## sentences that are missing, unused or differ between the languages
	@$(BIN)/python -m tests.texts

migrate: setup ## bring the configured database to the newest schema
	@$(BIN)/thidua migrate

bench: setup ## measure turns and messages a second (FULL=1: 100,000 people, a million ballots, half an hour)
	@$(BIN)/python -m bench$(if $(FULL), --full)

faults: setup ## kill the program hundreds of times, try every other trouble, count what is left (SEED=n repeats a run)
	@failed=0; $(BIN)/python -m tests.faults $(if $(SEED),--seed $(SEED)) || failed=1; \
	$(BIN)/python -m tests.proof faults && exit $$failed

processes: setup ## prove what is said of PostgreSQL and several processes, into docs/processes.md
	@$(BIN)/python -m tests.proof processes

operations: setup ## prove what is said of backups, migrations, logs and rights, into docs/operations.md and docs/quyen.md
	@$(BIN)/python -m tests.handlers.rights_page
	@$(BIN)/python -m tests.proof operations

pictures: setup ## pictures of the main screens for the guide, into docs/pictures
	@$(BIN)/python -m tests.bot.web.pictures docs/pictures

COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links $(UPGRADE)

lock: setup ## resolve the dependencies anew (with Python 3.11; UPGRADE=--upgrade takes newer versions)
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11) and "make lock needs Python 3.11, the oldest supported")'
	$(COMPILE) --only-build-deps --build-deps-for=wheel --build-deps-for=editable -o requirements-build.lock pyproject.toml
	$(COMPILE) --extra=postgres --extra=test --extra=bench -o requirements-dev.lock pyproject.toml
	$(COMPILE) --extra=postgres --constraint=requirements-dev.lock -o requirements.lock pyproject.toml
