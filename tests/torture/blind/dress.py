"""What offices put around a table: letterheads, signatures, kecamatan merged over their desa, sums."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.torture.kabupaten import KABUPATEN, Line
from tests.torture.writing import merge_down

Table = list[list[Any]]
Change = Callable[[Worksheet], object]


def letterhead(*titles: str) -> Table:
    """The name of the regency and an address, a blank row, the titles, and another blank row."""
    head = [["PEMERINTAH KABUPATEN BELITUNG TIMUR"], ["Kompleks Perkantoran Terpadu Manggarawan, Manggar 33512"], []]
    return [*head, *([title] for title in titles), []]


def signature(day: str, office: str = "Kepala Dinas", *, column: int = 4, left: str | None = None) -> Table:
    """Place and day, the office, room for a name, and its number; `left`: who agrees, on the left."""
    pad = [None] * (column - 2)
    return [
        [],
        [None, left and "Mengetahui,", *pad, day],
        [None, left, *pad, f"{office},"],
        [],
        [],
        [None, left and "(.............................)", *pad, "(.............................)"],
        [None, None, *pad, "NIP. ..........................."],
    ]


def blocks(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """Kecamatan after kecamatan, each with its lines."""
    return [(name, list(own)) for name, own in groupby(lines, lambda line: line.kecamatan)]


def merge_blocks(first_row: int, column: str, lines: Sequence[Line] = KABUPATEN, *, between: int = 0) -> Change:
    """Merge the cells of the kecamatan over each block; `between`: rows that follow every block."""

    def merge(target: Worksheet) -> None:
        row = first_row
        for _, own in blocks(lines):
            merge_down(target, column, row, row + len(own) - 1)
            row += len(own) + between

    return merge


def merge_across(*places: str) -> Change:
    """Merge these places, centred and bold as titles are."""

    def merge(target: Worksheet) -> None:
        for place in places:
            target.merge_cells(place)
            corner = target[place.partition(":")[0]]
            corner.alignment, corner.font = Alignment(horizontal="center", vertical="center"), Font(bold=True)

    return merge


def both(*changes: Change) -> Change:
    """One change after another."""

    def apply(target: Worksheet) -> None:
        for change in changes:
            change(target)

    return apply


def capital(line: Line) -> Line:
    """The same in capitals, the desa with its prefix."""
    return line._replace(kecamatan=line.kecamatan.upper(), desa=f"DESA {line.desa.upper()}")


def counts(
    lines: Sequence[Line], words: Sequence[str] = ("Terbentuk", "Merintis", "Sosialisasi", "Belum")
) -> list[int]:
    """How many desa are on each rung."""
    return [sum(line.status == word for line in lines) for word in words]


def spelled(day: date | None, months: Sequence[str], form: str = "{day} {month} {year}") -> str | None:
    """A date in words, with the names of months that an office uses."""
    return None if day is None else form.format(day=day.day, month=months[day.month - 1], year=day.year)


LONG = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
SHORT = "Jan Peb Mar Apr Mei Jun Jul Agt Sept Okt Nop Des".split()
