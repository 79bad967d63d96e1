"""Laws at workbook level: dressing changes nothing, dirt is reported where it lies, and nothing is ever read otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kkb.formatting import format_date
from kkb.problems import CATALOGUE, Severity
from tests.torture.case import Case, accept, describe, is_silently_wrong, judge_case
from tests.torture.kabupaten import KABUPATEN, SAYS, TITLE, Line, says
from tests.torture.writing import sheet

FIELDS = ("No", "Kecamatan", "Desa", "Status Pokja", "Tanggal Pembentukan", "Keterangan")
SPACES = (" ", "\u00a0", "  ", "\n")


@dataclass(frozen=True)
class Dressed:
    """A recap of the 39 desa as rows of cells; `first_row` is the number of the first desa's row."""

    rows: list[list[Any]]
    lines: list[Line]
    letters: dict[str, str]
    first_row: int

    def place(self, row: int, field: str) -> tuple[int, int]:
        """Where a field of the desa in the given place stands: row and column of the rows, from 0."""
        return self.first_row - 1 + row, ord(self.letters[field]) - ord("A")


def _write_name(draw: st.DrawFn, name: str, prefixes: tuple[str, ...]) -> str:
    cased = draw(st.sampled_from([name, name.upper()]))
    return draw(st.sampled_from(prefixes)) + cased.replace(" ", draw(st.sampled_from(SPACES)))


def _write_date(draw: st.DrawFn, day: date | None) -> Any:
    if day is None:
        return draw(st.sampled_from([None, "-", ""]))
    return draw(st.sampled_from([day, format_date(day), f"{day:%d/%m/%Y}", f"{day.day}-{day.month}-{day:%y}"]))


@st.composite
def dressed_recaps(draw: st.DrawFn) -> Dressed:
    """The 39 desa in any order of rows and columns, under titles, with totals, repeated headers and a signature."""
    # A shuffle costs a draw for each of the 39 rows, a seeded one a single draw.
    lines = list(KABUPATEN)
    draw(st.randoms(use_true_random=False)).shuffle(lines)
    by_block = draw(st.booleans())
    if by_block:
        lines = [line for name in dict.fromkeys(one.kecamatan for one in lines) for line in lines if line.kecamatan == name]
    order = draw(st.permutations(FIELDS))
    left = draw(st.integers(0, 3))
    letters = {field: chr(ord("A") + left + place) for place, field in enumerate(order)}
    above: list[list[Any]] = [[], ["PEMERINTAH KABUPATEN BELITUNG TIMUR"], ["REKAPITULASI POKJA"]][: draw(st.integers(0, 3))]
    above += [[TITLE], *[[]] * draw(st.integers(0, 6))]
    numbering = draw(st.booleans())
    previous = None
    body = []
    for number, line in enumerate(lines, start=1):
        kecamatan = None if by_block and line.kecamatan == previous else line.kecamatan
        previous = line.kecamatan
        values = {
            "No": number,
            "Kecamatan": kecamatan and _write_name(draw, kecamatan, ("", "Kec. ", "Kecamatan ")),
            "Desa": _write_name(draw, line.desa, ("", "Desa ", "Ds. ")),
            "Status Pokja": line.status,
            "Tanggal Pembentukan": _write_date(draw, line.tanggal),
            "Keterangan": None,
        }
        body.append([values[field] for field in order])
    below: list[list[Any]] = []
    if draw(st.booleans()):
        below += [[], [None, "Manggar, 10 Mei 2023"], [None, "Kepala Dinas,"], [], [None, "NIP 19680101 199003 1 001"]]
    head = [list(order), *([list(range(1, len(order) + 1))] if numbering else [])]
    rows = [[*[None] * left, *row] for row in (*above, *head, *body, *below)]
    return Dressed(rows, lines, letters, len(above) + len(head) + 1)


@settings(max_examples=15)
@given(dressed_recaps())
def test_dress_changes_nothing(recap: Dressed) -> None:
    verdict = judge_case(Case(files={"rekap.xlsx": sheet(recap.rows)}, first=accept(SAYS)))
    got = describe(verdict)
    assert (got.outcome, got.says, got.day) == ("accept", SAYS, "2023-05-10"), verdict.problems


def _misspell(text: Any) -> str:
    return f"{text}x"


DIRT: dict[str, tuple[str, Callable[[Any], Any]]] = {
    # what is done → the field it is done to, and what becomes of its value
    "blank status": ("Status Pokja", lambda _: None),
    "unknown status": ("Status Pokja", lambda _: "Insyaallah"),
    "error in status": ("Status Pokja", lambda _: "#REF!"),
    "blank name": ("Desa", lambda _: None),
    "error in name": ("Desa", lambda _: "#N/A"),
    "unknown name": ("Desa", lambda _: "Sukamakmur Sentosa"),
    "misspelt name": ("Desa", _misspell),
    "direction mark": ("Desa", lambda text: f"{text[:2]}\u202e{text[2:]}"),
    "cyrillic a": ("Desa", lambda text: text.replace("a", "\u0430").replace("A", "\u0410")),
    "impossible date": ("Tanggal Pembentukan", lambda _: "31 Februari 2018"),
    "date too old": ("Tanggal Pembentukan", lambda _: date(1918, 5, 2)),
    "date to come": ("Tanggal Pembentukan", lambda _: date(2203, 5, 2)),
    "no date": ("Tanggal Pembentukan", lambda _: "entahlah"),
    "dissolved": ("Status Pokja", lambda _: "Dihapus"),
    "invisible letter in status": ("Status Pokja", lambda text: f"{text[:2]}\u200b{text[2:]}"),
}


@settings(max_examples=30)
@given(dressed_recaps(), st.integers(0, 38), st.sampled_from(sorted(DIRT)))
def test_dirt_in_one_cell_costs_that_row_at_most_and_is_named(recap: Dressed, place: int, what: str) -> None:
    field, change = DIRT[what]
    row, column = recap.place(place, field)
    before = recap.rows[row][column]
    recap.rows[row][column] = after = change(before)
    dirty = recap.lines[place].desa
    verdict = judge_case(Case(files={"rekap.xlsx": sheet(recap.rows)}, first=accept(SAYS)))
    got = describe(verdict)
    others = {desa: text for desa, text in got.says.items() if desa != dirty}
    assert others == says(**{dirty.replace(" ", "_"): None}), verdict.problems
    assert got.says.get(dirty, SAYS[dirty]) == SAYS[dirty]
    if after != before:
        cell = f"{recap.letters[field]}{row + 1}"
        named = [p for p in verdict.problems if p.cell == cell]
        assert named, (what, verdict.problems)
        assert (dirty in got.says) == (max(p.severity for p in named) is Severity.WARNING) or got.outcome == "ask"


@settings(max_examples=30)
@given(dressed_recaps(), st.lists(st.tuples(st.integers(0, 38), st.sampled_from(sorted(DIRT))), max_size=12))
def test_however_dirty_it_is_never_read_otherwise(recap: Dressed, dirt: list[tuple[int, str]]) -> None:
    for place, what in dirt:
        field, change = DIRT[what]
        row, column = recap.place(place, field)
        value = recap.rows[row][column]
        if isinstance(value, str) or field == "Tanggal Pembentukan":
            recap.rows[row][column] = change(value)
    verdict = judge_case(Case(files={"rekap.xlsx": sheet(recap.rows)}, first=accept(SAYS)))
    assert {problem.code for problem in verdict.problems} <= CATALOGUE.keys()
    said = describe(verdict).says
    assert all(text == SAYS[desa] for desa, text in said.items())
    assert not is_silently_wrong(accept(SAYS), verdict)
