# Everything a contributor needs; `make help` lists it.
# A fresh machine needs only python3 (with venv), make and git.
.DEFAULT_GOAL := help
.PHONY: help setup serve site offline check national test proof siege lint bench dist lock messages clean

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
LOCK   := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url
ADDR   ?= 127.0.0.1:8000

# Material announces its successor at every run; the choice of MkDocs is noted in docs/proyecto.
export NO_MKDOCS_2_WARNING := 1

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Long work says what it does: pip in full on a terminal, lines elsewhere, nothing with `make --quiet`.
QUIET  = $(findstring s,$(firstword -$(MAKEFLAGS)))
SAY    = $(if $(QUIET),@:,@echo)
PIP    = $(BIN)/python -m pip install $(shell test -t 2 && echo $(if $(QUIET),--quiet) || echo --quiet)

# A stamp file says which lock an environment was made from: nothing changed, nothing done.
$(VENV)/.site.stamp: requirements.lock pyproject.toml
	$(SAY) "Installing what the portal needs in $(VENV): $$(grep -c == requirements.lock) packages, one or two minutes ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "avance needs Python 3.11 or newer")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev.stamp: requirements-dev.lock $(VENV)/.site.stamp
	$(SAY) "Adding the tools for tests: one or two minutes ..."
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(VENV)/.site.stamp ## make the environment (skipped when nothing changed)

serve: setup ## preview at http://127.0.0.1:8000, shows every edit at once
	@$(BIN)/avance serve --addr $(ADDR)

site: setup ## build the whole site into site/
	@$(BIN)/avance site
	$(SAY) "To look at it: $(PYTHON) -m http.server -d site"

offline: setup ## build the edition that opens without a server into site-offline/
	@$(BIN)/avance site --offline

check: setup ## check content/ and say what is wrong; BASE=main: also what changed since main
	@$(BIN)/avance check $(if $(BASE),--base $(BASE))

COUNTRY ?= build/country
national: $(VENV)/.dev.stamp ## make the national demonstration with its sites into build/country/ (minutes)
	@$(BIN)/python -m bench.country $(COUNTRY)
	@$(BIN)/avance federate $(COUNTRY)/institutions.yml --sites
	$(SAY) "To look at it: $(PYTHON) -m http.server -d $(COUNTRY)/site"

# worksteal: an idle core takes tests from the other, so one long file makes nobody wait.
test: $(VENV)/.dev.stamp ## run the tests (a browser is needed: see CONTRIBUTING.md)
	@$(BIN)/python -m pytest -n auto --dist worksteal

proof: $(VENV)/.dev.stamp ## run what takes long: whole products, lowest versions, many hostile inputs
	@$(BIN)/python -m pytest -n auto --dist worksteal -m proof -o faulthandler_timeout=3600

SECONDS ?= 600
siege: $(VENV)/.dev.stamp ## try contents that nobody would write, for SECONDS=600; 1 if any stops it
	@$(BIN)/python -m tests.siege --seconds $(SECONDS)

lint: $(VENV)/.dev.stamp ## ruff and mypy
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

# make reads --check as the start of its own --check-symlink-times, and tells so by an L.
CHECK ?= $(findstring L,$(firstword -$(MAKEFLAGS)))

bench: $(VENV)/.dev.stamp ## measure all that has a budget; --check: what is quick, and fail what is slow
	@$(BIN)/python -m bench $(if $(CHECK),--check)

messages: $(VENV)/.dev.stamp ## collect messages from the code into the catalogues and compile them
	@mkdir -p build
	@$(BIN)/pybabel -q extract -F babel.cfg -k msg:1 -k pmsg:1c,2 -k plural:1,2 -k say:1 -k t:1 -k html:1 -k n:1,2 -o build/messages.pot --add-location=file --sort-output .
	@$(BIN)/pybabel -q update -w 100 -i build/messages.pot -d generator/locale -D avance -l es --no-fuzzy-matching --ignore-obsolete --init-missing --ignore-pot-creation-date
	@$(BIN)/pybabel -q compile -d generator/locale -D avance

# From the commit alone, so that the same commit gives the same bytes; nothing is downloaded.
NAME = avance-$(shell sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
dist: setup ## write the wheel and the source archive of HEAD into dist/
	@rm -rf dist build/dist && mkdir -p dist build/dist/source
	@git archive HEAD | tar -x -C build/dist/source
	@SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation -w dist build/dist/source
	@$(BIN)/python -m zipfile -e dist/$(NAME)-py3-none-any.whl build/dist/wheel
	@cp build/dist/wheel/$(NAME).dist-info/METADATA build/dist/PKG-INFO
	@git archive --format=tar.gz --prefix=$(NAME)/ --add-file=build/dist/PKG-INFO -o dist/$(NAME).tar.gz HEAD
	@rm -rf build/dist && cd dist && sha256sum *

lock: ## renew the lock files (needs uv on the PATH)
	@uv pip compile $(LOCK) --extra build pyproject.toml -o requirements.lock
	@uv pip compile $(LOCK) --extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## remove the environment, the site, the generated pages and all caches
	@git clean -fdXq
