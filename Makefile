# Everything that people and CI do with a checkout. `make` alone lists it.

VENV ?= .venv
BIN := $(VENV)/bin

# Local folders of packages offer files whose hashes are not the registry's, so compiling looks past them.
COMPILE = PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= PIP_EXTRA_INDEX_URL= CUSTOM_COMPILE_COMMAND="make requirements" \
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --all-build-deps \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

# Tests start hundreds of processes: each would compile all sources anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test unit check format coverage bench translations requirements clean environment environment-test

help: ## list these tasks
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: environment ## install if needed, migrate, and serve the site on http://127.0.0.1:8000
	@exec $(BIN)/microblog serve

test: environment-test ## run every test that this machine can run, and name what it could not
	@$(BIN)/python -m pytest -n auto --dist worksteal  # as the slow ones lie together

unit: environment-test ## run the unit tests alone: no database, no network, seconds
	@$(BIN)/python -m pytest -n auto tests/unit

check: environment-test ## lint, formatting, types, and who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@PYTHONPATH=src $(BIN)/lint-imports

format: environment-test ## mend formatting and what the linter can mend
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

coverage: environment-test ## hold the domain's line and branch coverage by unit tests at 95 % or more
	@$(BIN)/python -m pytest -n auto -q tests/unit \
		--cov=microblog.domain --cov-branch --cov-report=term-missing:skip-covered --cov-report=json:.coverage.json
	@$(BIN)/python tests/coverage_floor.py .coverage.json 95

bench: environment-test ## measure what docs and decisions claim about speed
	@$(BIN)/python -m bench

translations: environment-test ## gather the sentences of the sources into the .po files, and name what lacks
	@$(BIN)/python tools/translations.py

requirements: environment-test ## compile the pins anew; UPGRADE=1 takes the newest versions
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --output-file requirements/run.txt pyproject.toml
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --extra postgresql --extra mysql --extra mongodb --extra redis --extra celery --extra test --extra check \
		--constraint requirements/run.txt --output-file requirements/test.txt pyproject.toml

clean: ## remove the environment and everything that was made from the sources; ./var stays
	rm -rf $(VENV) $(VENV).unfinished build dist htmlcov .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache \
		.import_linter_cache src/*.egg-info
	find src tests bench tools -name __pycache__ -type d -prune -exec rm -rf {} +

environment:
	@requirements/install.sh $(VENV) run

environment-test:
	@requirements/install.sh $(VENV) test
