# The commands of the portal. `make run` and `make test` are all that a newcomer needs.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
export BIND ?= 127.0.0.1:8000

.PHONY: run prepare demo test check benchmark pictures lock clean
.DEFAULT_GOAL := run

$(VENV)/run.done: requirements.txt
	@echo "== Omgeving maken en bibliotheken installeren (ongeveer een minuut)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/dev.done: requirements-dev.txt $(VENV)/run.done
	@echo "== Testgereedschap installeren"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# PDF's need pango; without it the portal runs and says so. Installed only by root, and silently.
prepare: $(VENV)/run.done
	@bash tests/pango.sh $(BIN)/python
	@echo "== Database en vaste bestanden"
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) collectstatic --no-input --verbosity 0

demo: prepare
	@$(MANAGE) demo --if-missing

run: prepare
	@echo "== Het portaal staat op http://$(BIND)/  (stoppen met Ctrl-C)"
	@echo "== De eerste keer wordt de oefenregio opgebouwd (een paar minuten); daarna start de worker"
	@PATH="$(CURDIR)/$(BIN):$$PATH" honcho start

test: $(VENV)/dev.done
	@bash tests/run.sh

check: $(VENV)/dev.done
	@bash tests/check.sh

benchmark: $(VENV)/dev.done
	@$(BIN)/python -m tests.benchmarks

pictures: $(VENV)/dev.done prepare
	@$(BIN)/python -m tests.browser.pictures

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean:
	rm -rf $(VENV) var
