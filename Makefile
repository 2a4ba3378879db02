# Two commands matter: `make run` and `make test`. All paths are relative, so a clone may lie anywhere.
# Tools are called as modules: the scripts in .venv/bin carry an absolute path and break when it has a space.
.DEFAULT_GOAL := help
.PHONY: help run test lint format lock messages pictures clean tools

SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
PYTHON := .venv/bin/python
LANGUAGES := ru kk tr ar fa
LOCK := --quiet --upgrade --universal --generate-hashes --no-header --no-annotate --python-version 3.12
PORT ?= 8000

step = @printf '\n== %s\n'

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

run: ## serve the site on this machine (PORT=8001, SOURCES=folder of captures)
	@.ci/bootstrap requirements.lock
	@CAMPAIGN_MODE=local; export CAMPAIGN_MODE; \
	exec $(PYTHON) manage.py serve --port "$(PORT)" $${SOURCES:+--sources "$$SOURCES"}

test: ## everything that continuous integration runs, quickest first
	$(step) "environment"
	@$(MAKE) tools
	@.ci/system-packages
	@$(MAKE) lint
	$(step) "migrations are complete"
	@CAMPAIGN_MODE=test $(PYTHON) manage.py makemigrations --check --dry-run
	$(step) "deployment check, production settings"
	@$(PYTHON) tests/deployment.py
	$(step) "translations"
	@CAMPAIGN_MODE=test $(PYTHON) manage.py compile_translations
	$(step) "tests on SQLite"
	@$(PYTHON) -m pytest -q -n 2 -m "not browser"
	$(step) "tests on PostgreSQL"
	@$(PYTHON) -W "ignore:XDG_RUNTIME_DIR" tests/postgres.py -q -n 2 -m "not browser"
	$(step) "tests in the browser"
	@$(PYTHON) -m pytest -q -m browser
	$(step) "All steps passed."

lint: tools ## ruff, mypy, djade and the import contracts
	$(step) "ruff"
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m ruff format --quiet --check . || { echo "Some files are not formatted: make format"; exit 1; }
	$(step) "mypy"
	@CAMPAIGN_MODE=test $(PYTHON) -m mypy --no-error-summary
	$(step) "djade"
	@find archive campaign templates -name '*.html' -print0 | xargs -0 -r .venv/bin/djade --target-version 6.1 --check
	$(step) "import contracts"
	@$(PYTHON) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()' --no-logo

format: tools ## put code and templates into their form
	@$(PYTHON) -m ruff check --quiet --fix-only .
	@$(PYTHON) -m ruff format --quiet .
	@find archive campaign templates -name '*.html' -print0 | xargs -0 -r .venv/bin/djade --target-version 6.1 || true

lock: tools ## pin the newest allowed dependencies, with hashes and without addresses
	@$(PYTHON) -m uv pip compile $(LOCK) pyproject.toml -o requirements.lock
	@$(PYTHON) -m uv pip compile $(LOCK) --group dev pyproject.toml -c requirements.lock -o requirements-dev.lock
	@echo "uv==0.13.*" | $(PYTHON) -m uv pip compile $(LOCK) - -o .ci/uv.lock

messages: tools ## collect new texts into the catalogues (for translators; needs gettext)
	@command -v xgettext >/dev/null || { echo "Collecting texts needs gettext: apt-get install gettext"; exit 1; }
	@mkdir -p locale
	@CAMPAIGN_MODE=test $(PYTHON) manage.py makemessages $(LANGUAGES:%=--locale %) --add-location file --no-wrap \
		--ignore '.venv/*' --ignore 'var/*' --ignore 'tests/*' --ignore 'bench/*'
	@CAMPAIGN_MODE=test $(PYTHON) manage.py compile_translations

pictures: tools ## take the pictures of README and docs anew (needs Chromium and the documents)
	@$(PYTHON) -m tests.browser.pictures

clean: ## remove what can be made again; keeps .venv and var/
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache tests/browser/out
	@find . -path ./.venv -prune -o -path ./var -prune -o -name __pycache__ -type d -print0 | xargs -0 -r rm -rf
	@find . -path ./.venv -prune -o -path ./var -prune -o -name '*.mo' -print0 | xargs -0 -r rm -f

tools:
	@.ci/bootstrap requirements-dev.lock
