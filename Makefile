# make build   set up .venv and build the dataset of seeds/ into out/
# make test    the same with the test tools; run the tests
# make lint    style, types, imports
# make coverage   the tests with coverage; fails where a room has under 90 % of its branches tried
# make mutants    how many small faults the tests notice; about an hour
# make check   out/ and schemas/ are exactly what sources and code give
# make wheel   build the wheel, install it in a clean environment, build the seeds with it
# make lock    resolve the dependencies again into the three lock files

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
LOCK := .setup/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.PHONY: build test lint coverage mutants check wheel lock clean

build: $(VENV)/runtime.stamp
	$(BIN)/ingest build seeds

test: $(VENV)/dev.stamp
	$(BIN)/pytest -n 2

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

coverage: $(VENV)/dev.stamp
	$(BIN)/pytest -n 2 --cov --cov-report=json:.coverage.json
	$(BIN)/python -m benchmarks coverage .coverage.json

mutants: $(VENV)/mutants.stamp
	$(BIN)/python -m benchmarks mutants

check: $(VENV)/runtime.stamp
	$(BIN)/ingest build seeds --no-cache --check
	$(BIN)/ingest schema --check

# Nothing of the checkout is used but the wheel, the lock and the seeds.
wheel: $(VENV)/runtime.stamp
	rm -rf .wheel
	$(PIP) wheel --no-deps --no-build-isolation --wheel-dir .wheel .
	$(PYTHON) -m venv .wheel/venv
	.wheel/venv/bin/pip --disable-pip-version-check --quiet install --require-hashes -r requirements.lock
	.wheel/venv/bin/pip --disable-pip-version-check --quiet install --no-deps .wheel/briefing_ingest-*.whl
	cp -r seeds .wheel/seeds
	cd .wheel && venv/bin/ingest build seeds --no-cache
	cmp .wheel/out/dataset.json out/dataset.json

# The build backend is in the lock too, so that nothing unpinned is fetched for the editable install.
$(VENV)/runtime.stamp: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/runtime.stamp
	$(PIP) install --require-hashes -r requirements-dev.lock
	touch $@

$(VENV)/mutants.stamp: requirements-mutants.lock $(VENV)/dev.stamp
	$(PIP) install --require-hashes -r requirements-mutants.lock
	touch $@

lock:
	$(PYTHON) -m venv .setup
	.setup/bin/pip --disable-pip-version-check --quiet install pip-tools
	$(LOCK) --extra build --output-file requirements.lock pyproject.toml
	$(PYTHON) -m training.proven_versions
	$(LOCK) --extra build --extra dev --constraint requirements.lock \
		--output-file requirements-dev.lock pyproject.toml
	$(LOCK) --extra build --extra dev --extra mutants --constraint requirements-dev.lock \
		--output-file requirements-mutants.lock pyproject.toml

# out/.cache is what earlier versions left there.
clean:
	rm -rf $(VENV) .setup .wheel out/.cache out/build.json
