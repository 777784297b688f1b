# Each target sets up what it needs: a virtual environment in the tree, with the exact versions of requirements/.
# Only Python (3.11 to 3.13) and make must be there. Packages are compiled when they are first imported (--no-compile): most
# files of most of them never are. GOLD is a folder of coded articles, RECORD what `make serve` serves.
PYTHON ?= python3
BIN    := .venv/bin
GOLD   ?= $(or $(DATELINE_SHARED),../shared)/gold/dev/codings
FLOORS ?= tests/evaluate/floors.toml
RECORD ?= .demo/dateline.db
DEMO   := DATELINE_RECORD=.demo/dateline.db $(BIN)/dateline
ABOUT_GOLD ?= 'The encoder was not fitted on it. The rules were written with sight of it: on articles that nobody has seen, expect less.'
# what `make train` reads and where it writes
DATA       ?= $(or $(DATELINE_SHARED),../shared)/data
GOLD_TRAIN ?= training/gold
RUN        ?= .runs/train
UNREAD     ?= $(wildcard $(DATA)/briefings/briefings.jsonl.gz)
FIT        := OMP_WAIT_POLICY=PASSIVE ONEDNN_PRIMITIVE_CACHE_CAPACITY=20000 MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=4000000000 .venv-training/bin/python
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := check
.PHONY: check demo serve test rules gate accuracy bench docs train narrow fix lock clean

check: .venv/dev  ## everything fast: style, types, the way imports lean, quick tests, docs up to date
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -n 2 -m "not slow and not model"

demo: .venv/run  ## read the sample articles into a record begun anew, and show what it makes of them
	@rm -rf .demo && mkdir .demo
	@echo '$$ dateline add examples'
	@$(DEMO) add examples
	@echo
	@echo '$$ dateline dossier NOR JPN          # six articles tell one story, and do not agree'
	@$(DEMO) dossier NOR JPN
	@echo
	@echo '$$ dateline ledger --party NOR       # what was promised, and what became of it'
	@$(DEMO) ledger --party NOR
	@echo
	@echo 'Now ask it yourself:  export DATELINE_RECORD=.demo/dateline.db'
	@echo '  .venv/bin/dateline events           every event, one line an occasion; its id stands first'
	@echo '  .venv/bin/dateline show ID          one of them: each value, who says so, in which words'
	@echo '  .venv/bin/dateline review           look at what is in doubt, and rule on it'
	@echo '  .venv/bin/dateline serve            the same in a browser'
	@echo '  .venv/bin/dateline add YOUR_FILES   a record of your own: docs/tutorial/first-record.md'

serve: .venv/run $(filter .demo/%,$(RECORD))  ## the record in a browser: RECORD=FILE, else the demo's
	$(BIN)/dateline serve --record $(RECORD)

.demo/dateline.db: | .venv/run
	@mkdir -p .demo
	$(DEMO) add examples

test: .venv/dev  ## all tests
	$(BIN)/pytest -n 2

rules: .venv/dev  ## codebook and register: every rule has its examples, every table is sound
	$(BIN)/pytest -q $(wildcard tests/books tests/codebook)

gate: .venv/run  ## the coded articles, held to their floors
	$(BIN)/dateline evaluate $(GOLD) --floors $(FLOORS)

accuracy: .venv/run  ## the page that a release states its accuracy on
	$(BIN)/dateline evaluate $(GOLD) --release docs/reference/accuracy.md --about $(ABOUT_GOLD)

bench: .venv/dev  ## what it costs, beside its peers; writes bench/results.md
	$(BIN)/python bench/run.py

docs: .venv/dev  ## write the reference pages and the outputs shown in the docs anew
	$(BIN)/python -m docs.build

train: .venv-training/run  ## fit the encoder anew, two to three hours: training/README.md; `make -n train` shows the four steps
	$(FIT) training/fetch.py --data $(DATA)
	$(FIT) training/fit_syntax.py --data $(DATA) --gold $(GOLD_TRAIN) --out $(RUN)
	$(FIT) training/fit_events.py --data $(DATA) --gold $(GOLD_TRAIN) --start $(RUN)/syntax.pt --out $(RUN)
	$(FIT) training/export.py --data $(DATA) --gold $(GOLD_TRAIN) --start $(RUN)/model.pt --out $(RUN)/encoder --reduce
	@echo 'The files are in $(RUN)/encoder. What to do with them: docs/howto/retrain.md'

narrow: .venv-training/run  ## make the encoder of `make train` narrower and fit it again beside it: decision 0022
	$(FIT) training/prune.py --gold $(GOLD_TRAIN) --start $(RUN)/model.pt --out $(RUN)/narrow/pruned.pt
	$(FIT) training/fit_events.py --data $(DATA) --gold $(GOLD_TRAIN) --start $(RUN)/narrow/pruned.pt --out $(RUN)/narrow \
	  --teacher $(RUN)/model.pt $(if $(UNREAD),--unread $(UNREAD)) --rate 3e-4
	$(FIT) training/export.py --data $(DATA) --gold $(GOLD_TRAIN) --start $(RUN)/narrow/model.pt --out $(RUN)/narrow/encoder --reduce

fix: .venv/dev  ## mend what can be mended by machine
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:  ## write the locks anew; needs uv
	requirements/lock

clean:  ## leave nothing that is not in the repository but the environment
	rm -rf dist build .demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14) and "Dateline needs Python 3.11 to 3.13; name one: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv

.venv/run: requirements/run.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --no-compile --requirement requirements/run.txt
	$(BIN)/python -m pip install --quiet --no-compile --no-deps --editable .
	@touch $@

.venv/dev: requirements/dev.txt .venv/run
	$(BIN)/python -m pip install --quiet --no-compile --requirement requirements/dev.txt
	@touch $@

.venv-training/run: requirements/training.txt pyproject.toml
	$(PYTHON) -m venv .venv-training
	.venv-training/bin/pip install --quiet --requirement requirements/training.txt
	.venv-training/bin/pip install --quiet --no-deps --editable .
	@touch $@
