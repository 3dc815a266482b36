# เช็กก่อนไป. `make help` lists the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
UV := .venv/bin/uv
LOCAL := LINE_API_BASE_URL=http://127.0.0.1:$${SIMULATOR_PORT:-8001} LINE_DATA_API_BASE_URL=http://127.0.0.1:$${SIMULATOR_PORT:-8001}

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-14s %s\n", $$1, $$2}'

.PHONY: setup
setup: .venv/.installed nlu/.venv/.installed ## Install both environments (run and test call it)

.venv/.installed: requirements-setup.txt requirements.txt requirements-dev.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it and run make again" >&2; exit 1; }
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv
	@.venv/bin/python -m pip install --quiet --require-hashes -r requirements-setup.txt
	@$(UV) pip install --quiet --python .venv/bin/python --require-hashes -r requirements.txt -r requirements-dev.txt
	@$(UV) pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
	@touch $@

nlu/.venv/.installed: .venv/.installed nlu/requirements.txt
	@cd nlu && { test -x .venv/bin/python || ../$(UV) venv --quiet .venv; } || { echo \
	"Python 3.10 is needed for Rasa and could not be found or fetched: install it (pyenv install 3.10, or your system's python3.10) and run make again" >&2; exit 1; }
	@$(UV) pip install --quiet --python nlu/.venv/bin/python --require-hashes -r nlu/requirements.txt
	@touch $@

.PHONY: run
run: setup ## The whole bot with a chat page in the browser; no LINE account needed
	@$(LOCAL) .venv/bin/python -m bot.run

.PHONY: train
train: setup ## Train the language model now, if anything it is made from has changed
	@$(LOCAL) .venv/bin/chek train

.PHONY: test
test: setup lint ## Everything: style, types, imports, content, unit and end-to-end tests
	@$(LOCAL) .venv/bin/python -m pytest

.PHONY: lint
lint: setup ## Style, types, import directions, content
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@$(LOCAL) .venv/bin/chek content check

.PHONY: format
format: setup ## Put the code into its one format
	@.venv/bin/ruff check --fix . ; .venv/bin/ruff format .

.PHONY: bench
bench: setup ## Measure against bare Rasa: speed, order, memory, starts (JSON and a table)
	@$(LOCAL) .venv/bin/python -m tests.bench

.PHONY: evaluate
evaluate: setup ## How well unseen messages are understood
	@$(LOCAL) .venv/bin/python -m tests.nlu.evaluate

.PHONY: evaluate-offers
evaluate-offers: setup ## How well job offers are read, from text and from pictures
	@.venv/bin/python -m tests.offers.evaluate
	@.venv/bin/python -m tests.offers.ocr_figures

.PHONY: screenshots
screenshots: setup ## Take the README's pictures of the chat page
	@$(LOCAL) .venv/bin/python -m tests.screenshots

.PHONY: requirements
requirements: ## Pin all dependencies anew, with hashes
	@printf 'uv\nsetuptools>=77\n' | $(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 - -o requirements-setup.txt
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 pyproject.toml -o requirements.txt
	@$(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	@cd nlu && ../$(UV) pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.10 requirements.in -o requirements.txt

.PHONY: clean
clean: ## Forget everything local: databases, models, secrets
	@rm -rf var
