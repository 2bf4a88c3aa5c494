# Everything that is done with this checkout. `make` alone lists it.
PYTHON ?= python3
BIN := .venv/bin
# A process of tests that crashes is not begun anew: pytest-xdist would wait for its lost tests for ever.
IN_TWO := -n 2 --dist loadscope --no-loadscope-reorder --max-worker-restart=0
.DEFAULT_GOAL := help
.PHONY: help demo test test-postgresql feed-order check simulate mutation coverage lossy-line watchdog crash-sweep screenshots format bench bench-quick bundle bundle-test system-tests system-bundle

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{printf "  make %-16s %s\n", $$1, $$2}'

demo: ## server and sample organisation on this machine, desktop signed in as a rep (HEADLESS=1, DEMO_PORT=N)
	@packaging/demo.sh check
	@$(MAKE) --silent --no-print-directory .venv/installed-demo
	@exec packaging/demo.sh run

test: system-tests .venv/installed-dev ## all tests but the long ones (PYTEST_ARGS=…)
	$(BIN)/pytest $(IN_TWO) $(PYTEST_ARGS)

test-postgresql: system-tests .venv/installed-dev ## the same with every centre on PostgreSQL
	$(BIN)/pytest $(IN_TWO) --database postgresql $(PYTEST_ARGS)

feed-order: system-tests .venv/installed-dev ## 16 writers and 8 readers on PostgreSQL for a minute, its sessions paused at random
	$(BIN)/pytest -m "long or not long" tests/server/test_feed_order.py

lossy-line: system-tests .venv/installed-dev ## laptop and centre as hosts of their own, over the kernel's TCP with 30 % of the packets lost (root)
	$(BIN)/pytest -m long -s tests/end_to_end/test_lossy_line.py

check: .venv/installed-dev ## lint, format, types, layers: all that CI checks beside the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

simulate: .venv/installed-dev ## laptops and a centre in worlds of faults, one a seed (SEEDS=1000 FIRST=0 JOBS=2; JOURNAL=FILE goes on where it was cut short)
	$(BIN)/python -m tests.simulation --seeds $(or $(SEEDS),1000) --first $(or $(FIRST),0) --jobs $(or $(JOBS),2) $(if $(JOURNAL),--journal $(JOURNAL))

mutation: .venv/installed-dev ## small mistakes planted in the merge, one at a time: how many its tests notice
	$(BIN)/python -m tests.mutation

PROOF = tests/domain tests/test_custom_fields.py $(wildcard tests/sync/test_engine*.py) \
	$(patsubst %,tests/store/test_%.py,durability outbox refusals rescue saving sending) \
	$(patsubst %,tests/sync/test_%.py,batches centre_faults coalescing collection delete_matrix mending moving pushing) \
	$(patsubst %,tests/server/test_%.py,disputes duplicates erasure groups hierarchy hostile_push inheritance journal \
		merging record_administration rights_at_arrival)

coverage: system-tests .venv/installed-dev ## every branch of merge, engine and journal is taken by their tests
	$(BIN)/pytest -n 2 --dist loadscope -k "not postgresql and not http" \
		--cov --cov-config=packaging/proof.coveragerc $(PROOF) $(PYTEST_ARGS)

watchdog: system-tests .venv/installed-dev ## every journey on 160,000 rows, each turn of the window's loop watched (some minutes)
	$(BIN)/pytest -m "long or not long" tests/end_to_end/test_nothing_blocks*.py $(PYTEST_ARGS)

crash-sweep: system-tests .venv/installed-dev ## sessions of 200 edits, killed at every K-th write, fsync, send and receive of both ends (K=25 JOBS=2)
	$(BIN)/python -m tests.faults --every $(or $(K),25) --jobs $(or $(JOBS),2)

screenshots: .venv/installed-dev ## every screen in both themes, all languages and two sizes, in screenshots/
	@packaging/system_packages.sh offscreen
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.gallery screenshots

format: .venv/installed-dev ## formats the code and mends what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: system-tests .venv/installed-dev ## all measurements, each beside a baseline of the same run (bench/README.md)
	$(BIN)/python -m bench

bench-quick: system-tests .venv/installed-dev ## the same in some minutes: no million rows, fewer rounds
	$(BIN)/python -m bench --quick

bundle: system-bundle .venv/installed-dev ## the program as one folder, dist/crmdesk/
	$(BIN)/pyinstaller --noconfirm --log-level WARN build.spec

bundle-test: bundle ## the built program through every end-to-end test
	CRMDESK_PROGRAM=$(CURDIR)/dist/crmdesk/crmdesk $(BIN)/pytest -m "long or not long" tests/end_to_end $(PYTEST_ARGS)

system-tests system-bundle:
	@packaging/system_packages.sh $(@:system-%=%)

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "CRMDesk needs Python 3.11 or later; PYTHON=python3.x make … names another" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "python3 -m venv failed: on Debian, apt-get install python3-venv" >&2; exit 1; }

# One stamp a set of extras: installed once, and again only when pyproject.toml changes.
.venv/installed-demo: pyproject.toml | .venv/bin/python
	@echo "Installing into .venv (once; a minute or two) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[desktop,server]'
	@touch $@

.venv/installed-dev: pyproject.toml | .venv/bin/python
	@echo "Installing into .venv (once; a minute or two) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ .venv/installed-demo
