# Everything a new machine needs is installed by `make setup` into .venv; nothing is written outside this folder.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-cache-dir install --quiet --no-deps
UV ?= uv

.PHONY: setup demo test lint types imports check bench wheel lock clean

setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-build-isolation --editable .
	touch $@

.venv/.ready-dev: .venv/.ready .ci/requirements.lock
	$(PIP) --require-hashes -r .ci/requirements.lock
	touch $@

demo: setup
	$(BIN)/archiver demo

test: .venv/.ready-dev
	rm -f .coverage .coverage.*
	$(BIN)/python -m pytest -n 2 --dist loadgroup --cov --cov-report=
	$(BIN)/python -m coverage report --fail-under=90
	$(BIN)/python -m coverage report --include='catalog/*' --fail-under=95

lint: .venv/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.ready-dev
	$(BIN)/mypy
	$(BIN)/basedpyright

imports: .venv/.ready-dev
	$(BIN)/lint-imports

check: lint types imports test

bench: bench-samples bench-describing bench-filing bench-learning bench-finding bench-binding bench-reading bench-stacks bench-duplicates bench-nasty

bench-%: .venv/.ready-dev
	PYTHONPATH=.:bench:samples OMP_NUM_THREADS=1 $(BIN)/python bench/$*.py $(ARGS)

wheel: .venv/.ready-dev
	$(BIN)/python -m hatchling build -t wheel

# For maintainers: writes both lock files anew. Needs uv; records hashes and no download address.
lock:
	$(UV) pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --upgrade --quiet --output-file requirements.lock
	$(UV) pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --constraints requirements.lock --quiet --output-file .ci/requirements.lock

clean:
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .coverage.* 演示归档
