"""Laws at workbook level: dress changes nothing, dirt is named where it lies, and no desa is ever read otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kkb.checking import Verdict
from kkb.formatting import format_date
from kkb.problems import Severity
from tests.torture.case import Case, accept, describe, is_silently_wrong, judge_case
from tests.torture.kabupaten import KABUPATEN, SAYS, TITLE, Line, says
from tests.torture.writing import sheet

FIELDS = ("No", "Kecamatan", "Desa", "Status Pokja", "Tanggal Pembentukan", "Keterangan")
SPACES = (" ", "\u00a0", "  ", "\n")
TITLES = ("PEMERINTAH KABUPATEN BELITUNG TIMUR", "REKAPITULASI POKJA KAMPUNG KB", "Kabupaten Belitung Timur")
SIGNED = ("Manggar, 10 Mei 2023", "Kepala Dinas,", None, "NIP 19680101 199003 1 001")


@dataclass(frozen=True)
class Dressed:
    """A recap of the 39 desa as rows of cells. `letters`: field → column; `row_of`: number of the row of each desa."""

    rows: list[list[Any]]
    lines: list[Line]
    letters: dict[str, str]
    row_of: list[int]

    def change(self, place: int, field: str, change: Callable[[Any], Any]) -> str | None:
        """Change a field of the desa in a place, from 0; the address of its cell, None if it stays as it was."""
        row, column = self.row_of[place] - 1, ord(self.letters[field]) - ord("A")
        before = self.rows[row][column]
        self.rows[row][column] = after = change(before)
        return None if after == before else f"{self.letters[field]}{row + 1}"

    def judge(self) -> Verdict:
        return judge_case(Case(files={"rekap.xlsx": sheet(self.rows)}, first=accept(SAYS)))


def _write_name(draw: st.DrawFn, name: str, prefixes: tuple[str, ...]) -> str:
    cased = draw(st.sampled_from([name, name.upper()]))
    return draw(st.sampled_from(prefixes)) + cased.replace(" ", draw(st.sampled_from(SPACES)))


def _write_date(draw: st.DrawFn, day: date | None) -> Any:
    if day is None:
        return draw(st.sampled_from([None, "-"]))
    plain = [day, format_date(day)]
    if day.day <= 12:
        # 17/06/2014 as text beside real dates is what an American Excel leaves behind: the check asks, rightly.
        plain += [f"{day:%d/%m/%Y}", f"{day.day}-{day.month}-{day:%y}"]
    typed = [f"{day:%d%m%Y}", f"Rabu ({day.day}/{day.month}/{day:%y})", f"({format_date(day)})", f"{format_date(day)}."]
    typed += [f"{format_date(day)} pukul 09.30 WIB", format_date(day).replace(" ", ""), f"{day:%d.%m.}'{day:%y}"]
    return draw(st.sampled_from(plain + typed))


STATUSES = {
    "Terbentuk": ("Terbentuk", "Terbentuk, belum ada SK", "Baru terbentuk", "Sudah ada SK"),
    "Merintis": ("Merintis", "Masih merintis", "Mulai membentuk"),
    "Sosialisasi": ("Sosialisasi", "Sosialisasi 2x", "Masih tahap sosialisasi"),
    "Belum": ("Belum", "Masih belum terbentuk"),
}


@st.composite
def dressed_recaps(draw: st.DrawFn) -> Dressed:
    """The 39 desa in any order of rows and columns, in any place, with titles, totals, headers again and a signature.

    The kecamatan stands in each row, once per block, or in a heading row of its own.
    """
    lines = list(KABUPATEN)
    draw(st.randoms(use_true_random=False)).shuffle(lines)
    kecamatan_stands = draw(st.sampled_from(["in each row", "once per block", "in a heading"]))
    if kecamatan_stands != "in each row":
        places = list(dict.fromkeys(line.kecamatan for line in lines))
        lines.sort(key=lambda line: places.index(line.kecamatan))
    fields = [field for field in FIELDS if field != "Kecamatan" or kecamatan_stands != "in a heading"]
    order = draw(st.permutations(fields))
    left = draw(st.integers(0, 3))
    has_totals = kecamatan_stands != "in each row" and order.index("Desa") > 0 and draw(st.booleans())
    heading = draw(st.sampled_from(["No", "Desa"]))
    page = draw(st.sampled_from([0, 0, 10, 17]))
    rows: list[list[Any]] = [[title] for title in TITLES[: draw(st.integers(0, 3))]]
    rows += [[TITLE], *[[]] * draw(st.integers(0, 6)), list(order)]
    rows += [list(range(1, len(order) + 1))] * draw(st.integers(0, 1))
    row_of = []
    previous: Line | None = None
    for number, line in enumerate(lines, start=1):
        begins = previous is None or previous.kecamatan != line.kecamatan
        if begins and previous is not None and has_totals:
            rows.append(_total(order, previous.kecamatan))
        if page and number > 1 and number % page == 1:
            rows.append(list(order))
        written = _write_name(draw, line.kecamatan, ("", "Kec. ", "Kecamatan "))
        if kecamatan_stands == "in a heading" and begins:
            rows.append([f"KECAMATAN {line.kecamatan.upper()}" if field == heading else None for field in order])
        values = {
            "No": number,
            "Kecamatan": written if begins or kecamatan_stands == "in each row" else None,
            "Desa": _write_name(draw, line.desa, ("", "Desa ", "Ds. ")),
            "Status Pokja": draw(st.sampled_from(STATUSES[line.status])),
            "Tanggal Pembentukan": _write_date(draw, line.tanggal),
        }
        previous = line
        rows.append([values.get(field) for field in order])
        row_of.append(len(rows))
    rows += [[], *([None, text] for text in SIGNED)] if draw(st.booleans()) else []
    letters = {field: chr(ord("A") + left + place) for place, field in enumerate(order)}
    return Dressed([[*[None] * left, *row] for row in rows], lines, letters, row_of)


def _total(order: Sequence[str], kecamatan: str) -> list[Any]:
    """The Jumlah row of a block, its word left of the desa: how many have a Pokja."""
    row: list[Any] = [None] * len(order)
    row[order.index("Desa") - 1] = "Jumlah"
    formed = sum(line.tanggal is not None for line in KABUPATEN if line.kecamatan == kecamatan)
    if order.index("Status Pokja") != order.index("Desa") - 1:
        row[order.index("Status Pokja")] = formed
    return row


@settings(max_examples=12)
@given(dressed_recaps())
def test_dress_changes_nothing(recap: Dressed) -> None:
    got = describe(recap.judge())
    assert (got.outcome, got.says, got.day, got.problems) == ("accept", SAYS, "2023-05-10", [])


def _instead(value: Any) -> Callable[[Any], Any]:
    return lambda _: value


DIRT: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "blank status": ("Status Pokja", _instead(None)),
    "unknown status": ("Status Pokja", _instead("Insyaallah")),
    "error in the status": ("Status Pokja", _instead("#REF!")),
    "dissolved": ("Status Pokja", _instead("Dihapus")),
    "invisible letter in the status": ("Status Pokja", lambda text: f"{text[:2]}\u200b{text[2:]}"),
    "blank name": ("Desa", _instead(None)),
    "error in the name": ("Desa", _instead("#N/A")),
    "unknown name": ("Desa", _instead("Sukamakmur Sentosa")),
    "misspelt name": ("Desa", lambda text: f"{text}x"),
    "direction mark in the name": ("Desa", lambda text: f"{text[:2]}\u202e{text[2:]}"),
    "look-alike letters": ("Desa", lambda text: text.replace("a", "\u0430").replace("A", "\u0410")),
    "impossible date": ("Tanggal Pembentukan", _instead("31 Februari 2018")),
    "date too old": ("Tanggal Pembentukan", _instead(date(1918, 5, 2))),
    "date to come": ("Tanggal Pembentukan", _instead(date(2203, 5, 2))),
    "no date at all": ("Tanggal Pembentukan", _instead("entahlah")),
    "letter of two meanings": ("Status Pokja", _instead("T")),
    "meaning turned round": ("Status Pokja", _instead("Pernah terbentuk")),
    "month of two meanings": ("Tanggal Pembentukan", _instead("3 Jumi 2017")),
    "short name of four desa": ("Desa", _instead("Jaya")),
}
"""What is done → the field it is done to, and what becomes of its value."""


@settings(max_examples=25)
@given(dressed_recaps(), st.integers(0, 38), st.sampled_from(sorted(DIRT)))
def test_dirt_in_one_cell_is_named_there_and_costs_its_row_at_most(recap: Dressed, place: int, what: str) -> None:
    cell = recap.change(place, *DIRT[what])
    verdict = recap.judge()
    stored = describe(verdict).says
    dirty = recap.lines[place].desa
    assert {desa: text for desa, text in stored.items() if desa != dirty} == says(**{dirty.replace(" ", "_"): None})
    assert stored.get(dirty, SAYS[dirty]) == SAYS[dirty]
    if cell is not None:
        found = {problem.severity for problem in verdict.problems if problem.cell == cell}
        assert found, (what, verdict.problems)
        assert (dirty in stored) == found.isdisjoint({Severity.ERROR, Severity.QUESTION})


@settings(max_examples=25)
@given(dressed_recaps(), st.dictionaries(st.integers(0, 38), st.sampled_from(sorted(DIRT)), max_size=15))
def test_however_dirty_no_desa_is_read_otherwise(recap: Dressed, dirt: dict[int, str]) -> None:
    for place, what in dirt.items():
        recap.change(place, *DIRT[what])
    verdict = recap.judge()
    stored = describe(verdict).says
    assert all(text == SAYS[desa] for desa, text in stored.items())
    assert not is_silently_wrong(accept(SAYS), verdict)
