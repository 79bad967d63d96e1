# One command each. `make` alone lists them. Paths are relative throughout: the folder's own name may hold spaces.

PORT ?= 8501
PYTHON ?=

PY := .venv/bin/python
# Stamps: packages are installed again only when the lists change (or the Python below them does).
RUN_READY := .venv/.siap
DEV_READY := .venv/.siap-dev
# One more than there are processors: browser tests wait half of their time.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 1)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Compiled code is kept whatever the environment says: the tests start hundreds of processes, which would compile anew.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help run test suite check lint types bench clean browser compiled
.DELETE_ON_ERROR:

help: ## daftar perintah ini
	@echo 'Perintah:'
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'
	@echo 'Pilihan: PORT=8501 (make run), PYTHON=python3.12 (Python yang dipakai untuk .venv)'

run: $(RUN_READY) ## siapkan bila perlu, lalu jalankan dasbor; buka tautan yang tercetak (http://127.0.0.1:8501/…)
	@echo 'Dasbor mulai di http://127.0.0.1:$(PORT) — hentikan dengan Ctrl+C'
	@exec env KKB_MODE=lokal $(PY) -m streamlit run app.py --server.address 127.0.0.1 --server.port $(PORT)

# The types take one processor for most of a minute: meanwhile another lints, compiles the tests for all who run them,
# and begins to run them.
test: $(DEV_READY) ## siapkan bila perlu, lalu lint, tipe, dan semua uji
	@$(MAKE) --no-print-directory -j 2 types suite

suite: lint browser compiled
	@$(PY) -m pytest -n $(WORKERS) --maxprocesses 4 --dist loadscope --no-loadscope-reorder

check: $(DEV_READY) lint types ## pemeriksaan cepat: lint, tipe, uji yang cepat, tanpa peramban dan PostgreSQL
	@$(PY) -m pytest -q -n $(WORKERS) --maxprocesses 4 --dist loadscope --no-loadscope-reorder -m 'not browser and not slow and not postgresql'

lint: $(DEV_READY) ## gaya penulisan dan arah impor
	@$(PY) -m ruff check .
	@$(PY) -c 'import sys; from importlinter.cli import lint_imports_command; sys.argv = ["lint-imports"]; lint_imports_command()' > .venv/lint-imports.log 2>&1 \
		|| { cat .venv/lint-imports.log; exit 1; }

# A test that cannot be read is told by the run itself.
compiled: $(DEV_READY)
	@$(PY) -m pytest -q --collect-only >/dev/null 2>&1 || true

types: $(DEV_READY) ## pemeriksaan tipe pada kkb/
	@$(PY) -m mypy

bench: $(DEV_READY) ## ukur terhadap halaman Streamlit polos
	@$(PY) -m bench

clean: ## hapus .venv dan berkas sementara; data/ tidak disentuh
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . \( -path ./data -o -path ./.git \) -prune -o -type d -name __pycache__ -exec rm -rf {} +

# The browser tests use the system's Chromium. Playwright's own is fetched only where there is none, and may fail:
# those tests then say that they were skipped (with CI=true they fail instead).
browser: $(DEV_READY)
	@$(PY) -c 'import sys; from tests.support.serving import find_chromium; sys.exit(find_chromium() is None)' \
		|| { echo 'Chromium tidak ditemukan; mencoba memasangnya untuk uji peramban…'; \
			$(PY) -m playwright install chromium >/dev/null 2>&1 \
			|| echo 'Chromium tidak dapat dipasang: uji peramban dilewati.'; }

# The first Python that is new enough and can make an environment; the half-made one is taken away on any failure.
define make_env
	@set -e; found=; old=; bare=; \
	for candidate in $(if $(PYTHON),"$(PYTHON)",python3.14 python3.13 python3.12 python3.11 python3); do \
		command -v "$$candidate" >/dev/null 2>&1 || continue; \
		if ! "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then old=1; continue; fi; \
		if ! "$$candidate" -c 'import venv, ensurepip' >/dev/null 2>&1; then bare=1; continue; fi; \
		found="$$candidate"; break; \
	done; \
	if [ -z "$$found" ] && [ -n "$$bare" ]; then \
		echo 'Modul venv Python belum terpasang: jalankan "sudo apt-get install python3-venv", lalu ulangi. (python3-venv is missing.)' >&2; exit 1; \
	fi; \
	if [ -z "$$found" ]; then \
		echo 'Perlu Python 3.11 atau lebih baru; pasang dahulu, atau tunjuk dengan "make PYTHON=/lokasi/python3". (Python 3.11 or newer is needed.)' >&2; exit 1; \
	fi; \
	trap 'rm -rf .venv' INT TERM HUP; \
	rm -rf .venv; echo "Menyiapkan .venv dengan $$found…"; \
	if ! log=$$("$$found" -m venv .venv 2>&1); then \
		rm -rf .venv; \
		printf '%s\n' "$$log" >&2; \
		echo 'Lingkungan .venv gagal dibuat; bila pesan di atas menyebut ensurepip: "sudo apt-get install python3-venv". (Could not make .venv.)' >&2; exit 1; \
	fi
endef

$(PY):
	$(make_env)

$(RUN_READY): requirements.txt $(PY)
	@$(PY) -m pip --version >/dev/null 2>&1 || { rm -rf .venv; $(MAKE) --no-print-directory $(PY); }
	@echo 'Memasang paket… (sekali saja, beberapa menit)'
	@$(PY) -m pip install -qq -r requirements.txt
	@touch $@

$(DEV_READY): requirements-dev.txt requirements-postgresql.txt requirements-oidc.txt requirements.txt $(PY)
	@$(PY) -m pip --version >/dev/null 2>&1 || { rm -rf .venv; $(MAKE) --no-print-directory $(PY); }
	@echo 'Memasang paket dan alat uji… (sekali saja, beberapa menit)'
	@# Most of what is installed is never imported: what is, is compiled then.
	@$(PY) -m pip install -qq --no-compile -r requirements-dev.txt
	@touch $(RUN_READY) $@
