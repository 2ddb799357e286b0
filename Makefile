# The whole gate is one command, and the CI runs it unchanged: make check

PYTHON ?= python3.11
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: setup check lint types test sample bench clean

setup: $(BIN)/redactor

$(BIN)/redactor: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

check: setup lint types test

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: setup
	$(BIN)/mypy

test: setup
	$(BIN)/pytest -q

sample: setup
	$(BIN)/redactor redact samples/interview.md -o out

bench: setup
	$(BIN)/python benchmarks/throughput.py

clean:
	rm -rf $(VENV) build dist out .pytest_cache .mypy_cache .ruff_cache .hypothesis
