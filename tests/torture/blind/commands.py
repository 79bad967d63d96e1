"""`load --accept-problems` where nothing is left to save: it says so and ends well."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kkb.config import PROJECT_DIR
from tests.torture.kabupaten import dendang
from tests.torture.writing import sheet

_LATER = "Keadaan per 31 Mei 2023"


def _all_faulty() -> list[list[Any]]:
    """No row can be saved: every status is a word that is none."""
    return dendang({desa: ["Insyaallah", None] for desa in ("Dendang", "Jangkang", "Nyuruk", "Balok")})


def _one_faulty() -> list[list[Any]]:
    """What is stored already, but for one row with a fault."""
    return dendang({"Dendang": ["Insyaallah", None]})


def _only_dates_to_come() -> list[list[Any]]:
    """All desa formed on a day that is not yet."""
    told = ["Terbentuk", date(2203, 5, 2)]
    return dendang(dict.fromkeys(("Dendang", "Jangkang", "Nyuruk", "Balok"), told), title=_LATER)


COMMANDS: dict[str, Callable[[], list[list[Any]]]] = {
    "load_semua_baris_salah": _all_faulty,
    "load_sudah_tersimpan_satu_baris_salah": _one_faulty,
    "load_semua_tanggal_belum_terjadi": _only_dates_to_come,
}
"""What is loaded after the clean recap of Dendang: name → rows."""


def try_command(name: str) -> list[str]:
    """What the command does otherwise than it should; empty if it ends well."""
    with TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/kkb.sqlite3"
        for file, rows in (("bersih.xlsx", dendang()), ("salah.xlsx", COMMANDS[name]())):
            Path(folder, file).write_bytes(sheet(rows))
        clean = _run("load", f"{folder}/bersih.xlsx", "--by", "Petugas", "--db", database)
        options = ("--accept-problems", "--reason", "rapat", "--by", "Petugas", "--db", database)
        done = _run("load", f"{folder}/salah.xlsx", *options)
    lines = [] if clean.returncode == 0 else [f"the clean recap: {clean.returncode} {clean.stderr[-300:]}"]
    lines += [] if done.returncode == 0 else [f"exit status {done.returncode}: {done.stderr[-300:]}"]
    lines += [] if done.stdout.strip() else ["no verdict is printed"]
    return lines + (["it breaks down"] if "Traceback" in done.stderr else [])


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command: Sequence[str] = (sys.executable, "-m", "kkb", *arguments)
    return subprocess.run(command, cwd=PROJECT_DIR, capture_output=True, text=True, timeout=120, check=False)
