# make demo · make test · make bench · make lint — each sets up the virtual environment it needs, nothing outside .venv

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST_ARGS ?=
export REQUIRE_ALL

.PHONY: demo test test-slow bench lint schema clean-venv

# One stamp an extra set: re-installed only when pyproject.toml changes.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("lanzhou_news needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; set PYTHON=…" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip

$(VENV)/.run: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[archive,export,browse,fast,redis,test,lint]'
	@touch $@ $(VENV)/.run

$(VENV)/.bench: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[archive,export,fast,redis,peers]'
	@touch $@ $(VENV)/.run

demo: $(VENV)/.run
	$(BIN)/lanzhou-news demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow" $(PYTEST_ARGS)

test-slow: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 --dist worksteal -m slow $(PYTEST_ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.bench
	$(BIN)/python -m benchmarks $(if $(CASES),--cases $(CASES))

schema: $(VENV)/.run
	$(BIN)/python -m lanzhou_news.schema
	$(BIN)/python -m lanzhou_news.export.codebook
	$(BIN)/python -m tools.build_reference

clean-venv:
	rm -rf $(VENV)
