"""A recap of 84,000 desa, as many as the whole country has. Run as `python -m bench.large`.

The bare reader is calamine alone in this process: it gives values and says nothing of them. Both read the same bytes,
the bare one before and after ours, and are told in seconds of processor, those of the reading child included: what
else runs on the machine has no say. The targets: a check of at most five bare reads in 600 MB, a preview in 3 s.

The preview of changes is measured on a second recap that differs from the first in known desa.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date

import xlsxwriter
from python_calamine import CalamineWorkbook

from bench.row import HEADING, Row
from kkb.checking import ChangeKind
from kkb.config import PROJECT_DIR
from kkb.region import Desa, Region
from kkb.schema import Observation
from kkb.uploads.check import Checked, InputFile, Stored, check_files
from kkb.workbook.parent import read_workbook

DESA = 84_000
_CHANGED = 500
_DESA_A_KECAMATAN = 12
_FIRST_DAY, _SECOND_DAY = date(2023, 5, 10), date(2023, 5, 20)
_TODAY = date(2023, 6, 1)
_SYLLABLES = ("ba", "li", "tu", "ma", "ra", "ngo", "se", "pa", "ju", "wi")
_HEADER = ("No", "Kecamatan", "Desa", "Status", "Tanggal Pembentukan", "Nomor SK", "Keterangan")
_UNITS_A_MEGABYTE = 1024 if sys.platform == "linux" else 2**20


def large_region(desa: int = DESA) -> Region:
    """A region of made-up names, twelve desa in each kecamatan."""
    return Region(
        Desa(
            kode_kecamatan=f"{number // _DESA_A_KECAMATAN:06d}",
            kecamatan=f"Kec{_spell(number // _DESA_A_KECAMATAN)}",
            kode_desa=f"{number // _DESA_A_KECAMATAN:06d}.{number % _DESA_A_KECAMATAN + 2001}",
            desa=f"{_spell(number).capitalize()} {_spell(number * 7 + 3).capitalize()}",
        )
        for number in range(desa)
    )


def _spell(number: int) -> str:
    return "".join(_SYLLABLES[int(digit)] for digit in str(number))


def changed_desa(region: Region) -> set[str]:
    """The codes of the desa that the second recap dates otherwise: formed ones, evenly spread."""
    step = len(region.desa) // _CHANGED // 3 * 3
    return {region.desa[place].kode_desa for place in range(1, step * _CHANGED, step)}


def large_recap(region: Region, day: date, changed: set[str]) -> bytes:
    """A recap of every desa of the region, two thirds of them formed; the `changed` ones a day later than without."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"constant_memory": False})
    sheet = book.add_worksheet("Rekap")
    as_day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_string(0, 0, f"Keadaan per {day:%d/%m/%Y}")
    sheet.write_row(1, 0, _HEADER)
    for place, desa in enumerate(region.desa):
        row = place + 2
        is_formed = place % 3 != 0
        sheet.write_number(row, 0, place + 1)
        sheet.write_string(row, 1, desa.kecamatan)
        sheet.write_string(row, 2, desa.desa)
        sheet.write_string(row, 3, "Terbentuk" if is_formed else "Belum")
        if is_formed:
            formed = date(2018 + place % 5, 1 + place % 12, 1 + place % 27 + (desa.kode_desa in changed))
            sheet.write_datetime(row, 4, formed, as_day)
            sheet.write_string(row, 5, f"188.45/{place + 1}/KEP/{formed.year}")
        if place % 10 == 0:
            sheet.write_string(row, 6, "Pertemuan rutin tiap bulan")
    book.close()
    return stream.getvalue()


def _check(data: bytes, region: Region, stored: Stored, **options: object) -> Checked:
    file = InputFile("rekap.xlsx", data)
    checked = check_files(
        [file],
        region=region,
        region_name="Nusantara",
        stored=stored,
        today=_TODAY,
        **options,  # type: ignore[arg-type]
    )
    if len(checked.verdict.rows) != len(region.desa):
        raise RuntimeError(f"not every desa was read: {checked.verdict.message}")
    return checked


def _processor_seconds() -> float:
    """What this process has used, and its children that have ended."""
    return sum(os.times()[:4])


def _seconds_of_bare_reads(data: bytes) -> float:
    """Seconds of processor of one bare read, from two: a machine's speed drifts while a check of ours runs.

    What ours left in memory is hidden from the collector, which would go through it for the bare reader's account.
    """
    gc.freeze()
    try:
        began = _processor_seconds()
        for _ in range(2):
            _read_barely(data)
        return (_processor_seconds() - began) / 2
    finally:
        gc.unfreeze()


def _read_barely(data: bytes) -> None:
    CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def measure_large(rounds: int) -> Iterator[Row]:
    """The check of all desa, its memory, and the preview of changes against as many stored desa."""
    region = large_region()
    first = large_recap(region, _FIRST_DAY, set())
    ours, bare = [], []
    for number in range(rounds + 1):
        before = _seconds_of_bare_reads(first)
        began = _processor_seconds()
        checked = _check(first, region, Stored())
        spent = _processor_seconds() - began
        if number:
            ours.append(spent)
            bare.append((before + _seconds_of_bare_reads(first)) / 2)
    yield Row(f"check of {len(region.desa):,} desa", "s", ours, bare, "≤ 5 ×")
    yield Row("its memory, with the child", "MB", [_measure_memory(first)], [], "≤ 600 MB")
    stored = Stored(tuple(Observation(1, _FIRST_DAY, row) for row in checked.verdict.rows))
    changed = changed_desa(region)
    second = large_recap(region, _SECOND_DAY, changed)
    books = {hashlib.sha256(second).hexdigest(): read_workbook(second)}
    previews = []
    for number in range(rounds + 1):
        began = _processor_seconds()
        verdict = _check(second, region, stored, workbooks=books).verdict
        if number:
            previews.append(_processor_seconds() - began)
    found = {change.kode_desa for change in verdict.changes if change.kind is not ChangeKind.UNCHANGED}
    fields = {name for change in verdict.changes for name in change.fields}
    if found != changed or fields != {"tanggal"}:
        raise RuntimeError(f"the preview lists {len(found)} desa and {fields}, not {len(changed)} dates")
    yield Row(f"preview of {len(changed)} changes among them", "s", previews, [], "≤ 3 s")


def _measure_memory(data: bytes) -> float:
    """The peak in MB of a process that checks, together with its reading child while that lives."""
    command = [sys.executable, "-m", "bench.large", "--memory"]
    done = subprocess.run(command, input=data, cwd=PROJECT_DIR, capture_output=True, check=True)
    return float(done.stdout)


def _print_memory() -> None:
    import resource

    region, data = large_region(), sys.stdin.buffer.read()
    book = read_workbook(data)
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _UNITS_A_MEGABYTE
    reading = _own_peak_mb() + child
    # The child has ended before the check begins.
    _check(data, region, Stored(), workbooks={hashlib.sha256(data).hexdigest(): book})
    print(max(reading, _own_peak_mb()))


def _own_peak_mb() -> float:
    """What this process held at most; the kernel counts what its parent held when it was born, so not from there."""
    import resource

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
