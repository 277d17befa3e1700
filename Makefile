# Two commands set everything up: `make run` and `make test`. CONTRIBUTING.md says the rest.
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
RUN_STAMP := .venv/.run
TEST_STAMP := .venv/.test
STATIC_STAMP := staticfiles/.collected
ENGLISH := locale/en/LC_MESSAGES/django.mo

# What `make run` needs on one's own machine; in production the environment says it (docs/deploying.md).
export SITE_URL ?= http://127.0.0.1:$(PORT)
LOCAL := SECRET_KEY="$${SECRET_KEY:-$$(cat .secret-key)}"

.PHONY: run dev account setup test check bench synthetic bench-pages judge format snapshots messages clean

run: setup ## everything set up, seeded and served on http://127.0.0.1:8000 (PORT= for another)
	@$(LOCAL) $(BIN)/python manage.py migrate --verbosity 0
	@$(LOCAL) $(BIN)/python manage.py seed
	@echo "To sign in at $(SITE_URL)/admin/, create an account once with: make account"
	@echo "Serving on $(SITE_URL)/ (Ctrl+C stops)"
	@$(LOCAL) $(BIN)/gunicorn pairaidance.wsgi --config docs/gunicorn.conf.py --bind 127.0.0.1:$(PORT)

dev: setup ## the same with Django's development server (reloads, shows errors)
	@DEBUG=true $(BIN)/python manage.py migrate --verbosity 0
	@DEBUG=true $(BIN)/python manage.py seed
	@DEBUG=true $(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

account: setup ## create an account for the admin
	@$(LOCAL) $(BIN)/python manage.py migrate --verbosity 0
	@$(LOCAL) $(BIN)/python manage.py createsuperuser

setup: $(RUN_STAMP) .secret-key $(STATIC_STAMP) $(ENGLISH)

test: $(TEST_STAMP) $(ENGLISH) ## everything: checks, both databases, a real browser
	@tests/run.sh all

check: $(TEST_STAMP) $(ENGLISH) ## the quick lane, for every commit
	@tests/run.sh quick

bench: $(TEST_STAMP) $(ENGLISH) ## what is fast and what is not, as ratios in one run, beside peers, up to a million entries
	@$(BIN)/python -m bench.run
	@mkdir -p build/bench
	@POSTGRES_FOLDER=$(CURDIR)/build/bench/pg $(BIN)/python -m tests.postgres $(BIN)/python -m bench.scale

synthetic: $(TEST_STAMP) $(ENGLISH) ## a made-up directory of SIZE entries in DATABASE_URL
	@$(LOCAL) $(BIN)/python -m bench.synthetic $(SIZE)

bench-pages: $(TEST_STAMP) $(ENGLISH) ## how heavy and how quick each page is on a slow phone
	@tests/browser/setup.sh && $(BIN)/python -m bench.pages

judge: $(TEST_STAMP) $(ENGLISH) ## how well the search does on the judged queries
	@$(BIN)/python -m bench.judge

format: $(TEST_STAMP) ## rewrite sources in the house's form
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .
	@$(BIN)/djade --target-version 5.2 $$(git ls-files 'templates/*.html') || true

snapshots: $(TEST_STAMP) ## write anew what tests compare with: the API's schema and its examples
	@UPDATE_SNAPSHOTS=1 $(BIN)/pytest -q tests/initiatives/api/test_schema.py -k examples # the schema shows these
	@UPDATE_SNAPSHOTS=1 $(BIN)/pytest -q tests/initiatives/api/test_schema.py

messages: $(TEST_STAMP) ## bring what the interface says into the English catalogue, to be translated there
	@DEBUG=true $(BIN)/python manage.py collect_messages

clean: ## take away what was set up, the database too
	rm -rf .venv staticfiles build db.sqlite3* .secret-key .coverage* .mypy_cache .ruff_cache .import_linter_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (PYTHON=/path/to/python3.11 make …)."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "The venv module is missing. On Debian: sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv

$(RUN_STAMP): .venv/bin/python requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

$(TEST_STAMP): .venv/bin/python requirements/test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

$(ENGLISH): locale/en/LC_MESSAGES/django.po | .venv/bin/python
	@test -x $(BIN)/pybabel || $(MAKE) $(RUN_STAMP)
	@$(BIN)/pybabel --quiet compile --directory locale --domain django

.secret-key:
	@( umask 077 && $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(48))' > $@ )

$(STATIC_STAMP): $(RUN_STAMP) .secret-key $(shell find static -type f)
	@$(LOCAL) $(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@touch $@
