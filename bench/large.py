"""Checks of larger and larger sheets: 39 desa, then 2,000 to 20,000 activities. Run as `python -m bench.large`.

20,000 activities are as many as a check takes (39 desa with 40 a year reach 7,800 in five years). The bare reader is
pandas with openpyxl in this process: it gives values and says nothing of them. Both read the same bytes, and are told
in seconds of processor, those of the reading child included: what else runs on the machine has no say.
"""

from __future__ import annotations

import argparse
import gc
import io
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

import pandas as pd
import xlsxwriter

from bench.row import HEADING, Row
from kkb.config import DEFAULT_REGION_CSV, DEFAULT_REGION_NAME, PROJECT_DIR, collect_seldom
from kkb.programme import Lembar
from kkb.programme.columns import KOLOM
from kkb.region import Desa, load_region
from kkb.schema import Observation, RecapRow, Tahap, Tanggal, TanggalDasar
from kkb.uploads.check import Checked, InputFile, Stored, check_files
from kkb.workbook.parent import read_workbook

SIZES = (2_000, 8_000, 20_000)
_TODAY = date(2023, 6, 1)
_REGION = load_region(DEFAULT_REGION_CSV)
_FIELDS = (
    "kecamatan", "desa", "tanggal", "nama", "kebutuhan", "mitra", "peserta", "sebelum", "sesudah", "sumber_dana",
    "anggaran", "realisasi",
)  # fmt: skip
_DEFAULT_THRESHOLD = gc.get_threshold()
_UNITS_A_MEGABYTE = 1024 if sys.platform == "linux" else 2**20


def _workbook(rows: list[list[object]]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Kegiatan" if len(rows[1]) == len(_FIELDS) else "Rekap")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return stream.getvalue()


def make_recap() -> bytes:
    """A recap of the 39 desa, all of them formed."""
    rows: list[list[object]] = [["Keadaan per 10 Mei 2023"], ["Kecamatan", "Desa", "Status", "Tanggal", "Nomor SK"]]
    for place, desa in enumerate(_REGION.desa):
        formed = ["Terbentuk", date(2018, 1, 2), f"188.45/{place}/2018"]
        rows.append([desa.kecamatan, desa.desa, *formed])
    return _workbook(rows)


def make_activities(count: int) -> bytes:
    """A sheet of so many activities, spread over the desa and over five years."""
    headers = {column.name: column.header for column in KOLOM[Lembar.KEGIATAN]}
    rows: list[list[object]] = [["Keadaan per 10 Mei 2023"], [headers[name] for name in _FIELDS]]
    rows += (_activity(_REGION.desa[number % len(_REGION.desa)], number) for number in range(count))
    return _workbook(rows)


def _activity(desa: Desa, number: int) -> list[object]:
    day = date(2018, 5, 1) + timedelta(days=number * 37 % 1800)
    before, after = f"{35 + number % 9} anak", f"{20 + number % 7} anak"
    names = ["Posyandu", "Kelas ibu hamil", "Bina keluarga balita", "Rapat Pokja"]
    return [
        desa.kecamatan, desa.desa, day, f"{names[number % 4]} {number}", "balita kurang gizi", "Puskesmas",
        25 + number % 40, before, after, "Dana Desa", 1_500_000, 1_250_000,
    ]  # fmt: skip


def _stored() -> Stored:
    """Every desa with a Pokja since 2018: without one an activity is an error."""
    formed = Tanggal(date(2018, 1, 2))
    rows = (
        RecapRow(desa.kode_desa, desa.kecamatan, desa.desa, Tahap.TERBENTUK, formed, TanggalDasar.PEMBENTUKAN)
        for desa in _REGION.desa
    )
    return Stored(tuple(Observation(1, date(2023, 5, 1), row) for row in rows))


def _check(data: bytes, rows: int) -> Checked:
    checked = check_files(
        [InputFile("rekap.xlsx", data)],
        region=_REGION,
        region_name=DEFAULT_REGION_NAME,
        stored=_stored(),
        today=_TODAY,
    )
    if len(checked.verdict.rows) + len(checked.verdict.programme) != rows:
        raise RuntimeError(f"not every row was read: {checked.verdict.message}")
    return checked


def _processor_seconds() -> float:
    """What this process has used, and its children that have ended."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _measure(what: str, data: bytes, rows: int, rounds: int, aim: str) -> Row:
    ours, bare = [], []
    for number in range(rounds + 1):
        gc.collect()
        collect_seldom()
        began = _processor_seconds()
        _check(data, rows)
        between = _processor_seconds()
        # Each as it runs in a program of its own: the bare reader with Python's default.
        gc.set_threshold(*_DEFAULT_THRESHOLD)
        pd.read_excel(io.BytesIO(data), engine="openpyxl")
        if number:
            ours.append(between - began)
            bare.append(_processor_seconds() - between)
    return Row(what, "s", ours, bare, aim)


def measure_large(rounds: int) -> Iterator[Row]:
    """The check of each size beside the bare reader, how it grows, and the memory of the largest."""
    yield _measure(f"check of {len(_REGION.desa)} desa", make_recap(), len(_REGION.desa), rounds, "")
    found = []
    for count in SIZES:
        aim = "≤ 1.0 ×" if count == SIZES[-1] else ""
        found.append(_measure(f"check of {count:,} activities", make_activities(count), count, rounds, aim))
        yield found[-1]
    growth = median(found[-1].ours) / median(found[0].ours)
    yield Row(f"{SIZES[-1]:,} beside {SIZES[0]:,}", "×", [growth], [], f"≤ {SIZES[-1] // SIZES[0]} ×")
    memory = _measure_memory(make_activities(SIZES[-1]))
    yield Row(f"memory of {SIZES[-1]:,}, with the child", "MB", [memory], [], "≤ 400 MB")


def _measure_memory(data: bytes) -> float:
    """The peak in MB of a process that checks, together with its reading child while that lives."""
    command = [sys.executable, "-m", "bench.large", "--memory"]
    done = subprocess.run(command, input=data, cwd=PROJECT_DIR, capture_output=True, check=True)
    return float(done.stdout)


def _print_memory() -> None:
    collect_seldom()
    data = sys.stdin.buffer.read()
    before = _own_peak_mb()
    read_workbook(data)
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _UNITS_A_MEGABYTE
    reading = before + child
    # The child has ended before its answer is taken apart and checked.
    _check(data, SIZES[-1])
    print(max(reading, _own_peak_mb()))


def _own_peak_mb() -> float:
    """What this process held at most; the kernel counts what its parent held when it was born, so not from there."""
    try:
        with open("/proc/self/status", encoding="ascii") as file:
            return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM"))
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _UNITS_A_MEGABYTE


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.large", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="runs of each (default 5)")
    parser.add_argument("--memory", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.memory:
        _print_memory()
        return 0
    print(HEADING, flush=True)
    for row in measure_large(options.rounds):
        print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
