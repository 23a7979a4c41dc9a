# What a developer runs, with a virtual environment active (see CONTRIBUTING.md). `make check` is what .ci/run does.
# On a system whose Python is called otherwise: make PYTHON=python check

PYTHON ?= python3
WORKSHOP ?= workshop
# Put before each pytest command; .ci/run sets it to .ci/twice, which repeats failed tests once, alone.
TWICE ?=

.DEFAULT_GOAL := help
.PHONY: help install check lint types contracts test bench-short api wheel lowest ways-in single-file single sums demo constraints

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

install: ## install the program and every tool into the active environment, at the versions of constraints.txt
	$(PYTHON) -m pip install -c constraints.txt -e '.[test,dev]'

check: lint types contracts test bench-short api wheel lowest ways-in single-file ## everything that must hold before a change lands

lint: ## style and formatting
	ruff check .
	ruff format --check .
	oxlint --deny-warnings workshop/web/page

types: ## strict type checking, of the phones' page too
	mypy
	deno check --quiet --no-remote --config workshop/web/page/deno.json workshop/web/page/start.js

contracts: ## which package may import which
	lint-imports

test: ## the ordinary tests
	$(TWICE) $(PYTHON) -m pytest

bench-short: ## every benchmark in its short form
	$(TWICE) $(PYTHON) -m pytest -q -n 0 -m long tests/benchmarks

api: ## the phones' API held against its description
	$(TWICE) $(PYTHON) -m pytest -q -n 0 -m long tests/web/test_openapi.py

wheel: ## build the wheel, then test it and play the demo with the sources out of the way
	PYTHON="$(PYTHON)" TWICE="$(TWICE)" .ci/wheel

lowest: ## try the wheel with the lowest version of each dependency that is admitted
	PYTHON="$(PYTHON)" TWICE="$(TWICE)" .ci/lowest

ways-in: ## install the folder by uv, pipx and pip, as README and IT paper say (needs uv and pipx)
	$(TWICE) $(PYTHON) -m pytest -q -n 0 -m long tests/whole/test_ways_in.py

single-file: ## build the program as one file, and try it on a system that has nothing but the C library
	$(TWICE) $(PYTHON) -m pytest -q -n 0 -m long tests/whole/test_single_file.py

single: ## build the program as one file for this system, into dist (needs PyInstaller), and play the demo case with it
	$(PYTHON) .ci/single_file.py dist
	$(MAKE) demo WORKSHOP=dist/workshop

sums: ## write dist/SHA256SUMS over what a release gives away
	cd dist && sha256sum $$(ls | grep -v SHA256SUMS) > SHA256SUMS

demo: ## play the demo case without a screen and compare its minutes with the expected ones
	set -e; work=$$(mktemp -d); trap 'rm -rf "$$work"' EXIT; \
	$(WORKSHOP) --data-dir "$$work/data" demo --headless --case tests/data/cases/kommune.json --out "$$work/out"; \
	$(PYTHON) tests/tools/compare_case.py "$$work/out" tests/data/cases/kommune.expected.json

constraints: ## write constraints.txt anew from what is installed
	$(PYTHON) tests/tools/make_constraints.py
