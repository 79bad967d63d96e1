"""Values of .xlsx files as two other readers tell them: calamine and openpyxl. Neither is asked by the program."""

from __future__ import annotations

import datetime as dt
import io
import random
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from bench.good_books import make_books
from kkb.workbook.grid import Grid
from kkb.workbook.model import Limits
from kkb.workbook.xlsx.guard import inspect
from tests.support.workbook_fixtures import HEADER, SHEET, make_xlsx, part_of, rezip

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FORMATS = ("General", "dd/mm/yyyy", "[$-421]d mmmm yyyy;@", "[h]:mm:ss", "0.00%", '"Thn" 0', 'd "hari"', "h:mm")
"""Number formats by the style of a cell."""

TEXTS = (
    "<si><t>Padang</t></si>", "<si><t xml:space='preserve'> Lalang </t></si>", "<si><t/></si>",
    "<si><r><t>Ter</t></r><r><rPr><b/></rPr><t>bentuk</t></r></si>", "<si><t>a&amp;b_x0041_ é</t></si>",
    "<si><t>東</t><rPh sb='0' eb='1'><t>ひがし</t></rPh></si>",
)  # fmt: skip
NUMBERS = ("1", "12.5", "-3", "43221", "43221.402777777781", "59", "61", "0.5", "1E5", "0.1", "2.0000000000000001E-2")
_TEXT_PART = "<Relationship Id='rId99' Target='sharedStrings.xml' Type='{}/sharedStrings'/></Relationships>"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def grids_of(data: bytes) -> list[Grid]:
    return inspect(data, Limits()).grids


def calamine_cells(data: bytes, sheet: str) -> dict[tuple[int, int], Any]:
    """(row, column) → the value of every filled cell."""
    read = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(sheet)
    top, left = read.start or (0, 0)
    lines = enumerate(read.to_python(skip_empty_area=True), top + 1)
    return {(y, x): value for y, line in lines for x, value in enumerate(line, left + 1) if value != ""}


def own_cells(grid: Grid) -> dict[tuple[int, int], Any]:
    lines = enumerate(grid.values, grid.top)
    return {(y, x): value for y, line in lines for x, value in enumerate(line, grid.left) if value != ""}


def comparable(value: Any) -> Any:
    """A value as readers may tell it differently: a text without blanks at its ends, a day or time to the second."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dt.timedelta):
        return round(value.total_seconds())
    if isinstance(value, dt.time):
        return round((dt.datetime.combine(dt.date.min, value) - dt.datetime.min).total_seconds())
    if isinstance(value, dt.date):
        moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
        return (moment + dt.timedelta(milliseconds=500)).replace(microsecond=0)
    return value


def assert_same_as_calamine(data: bytes) -> None:
    for grid in grids_of(data):
        other = calamine_cells(data, grid.sheet)
        own = own_cells(grid)
        # Errors, formulas without a result and days shown in part are what calamine does not tell.
        told = {place: value for place, value in own.items() if not isinstance(value, tuple)}
        rest = {place: value for place, value in other.items() if place not in own or place in told}
        blank = {place for place, value in (told | rest).items() if comparable(value) == ""}
        assert {place: comparable(value) for place, value in told.items() if place not in blank} == {
            place: comparable(value) for place, value in rest.items() if place not in blank
        }


def random_workbook(chance: random.Random) -> bytes:
    """A workbook of some rows with cells of every type and of every style above."""

    def cell(address: str) -> str:
        kind = chance.choice(("s", "n", "", "str", "inlineStr", "b", "e", "d"))
        style = chance.randrange(len(FORMATS)) if kind in ("n", "") else 0
        value = {
            "s": str(chance.randrange(len(TEXTS))),
            "b": chance.choice("01"),
            "e": "#N/A",
            "d": "2018-05-02",
        }.get(kind, chance.choice(NUMBERS))
        text = escape(chance.choice(("Belum", "a & b", "12", "_x000D_", "x_x0041_")))
        start = f'<c r="{address}" s="{style}"' + (f' t="{kind}"' if kind else "")
        if chance.random() < 0.1:
            return f"{start}/>"
        if kind == "inlineStr":
            return f"{start}><is><t>{text}</t></is></c>"
        formula = "<f>A1</f>" if chance.random() < 0.1 else ""
        return f"{start}>{formula}<v>{text if kind == 'str' else value}</v></c>"

    first, rows = chance.randrange(1, 5), []
    for number in range(first, first + chance.randrange(1, 12)):
        letters = sorted(chance.sample("ABCDEFG", chance.randrange(1, 7)))
        rows.append(f'<row r="{number}">{"".join(cell(f"{letter}{number}") for letter in letters)}</row>')
    data = make_xlsx()
    codes = "".join(
        f'<numFmt numFmtId="{164 + place}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for place, code in enumerate(FORMATS)
    )
    cells = "".join(f'<xf numFmtId="{164 + place}"/>' for place in range(len(FORMATS)))
    styles = f"<numFmts>{codes}</numFmts><cellXfs>{cells}</cellXfs>"
    book = part_of(data, "xl/workbook.xml")
    if chance.random() < 0.3:
        book = book.replace("<workbookPr", '<workbookPr date1904="1"', 1)
    relations = part_of(data, "xl/_rels/workbook.xml.rels")
    parts = {
        SHEET: f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>',
        "xl/workbook.xml": book,
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        "xl/_rels/workbook.xml.rels": relations.replace("</Relationships>", _TEXT_PART.format(_RELATIONS)),
    }
    texts = f'<sst xmlns="{MAIN}">{"".join(TEXTS)}</sst>'
    replaced = {name: text.encode() for name, text in parts.items()}
    return rezip(data, replace=replaced, add=[("xl/sharedStrings.xml", texts.encode())])


@pytest.mark.parametrize("seed", range(40))
def test_calamine_says_the_same_of_any_cells(seed: int) -> None:
    assert_same_as_calamine(random_workbook(random.Random(seed)))


def test_calamine_says_the_same_of_the_recaps_of_offices() -> None:
    files = {name: data for files in make_books().values() for name, data in files.items() if name.endswith(".xlsx")}
    assert len(files) > 5
    for data in files.values():
        assert_same_as_calamine(data)


def test_openpyxl_says_the_same_of_an_honest_workbook() -> None:
    rows = [
        HEADER,
        (1, "Manggar", "Padang", "Terbentuk", dt.date(2018, 5, 2)),
        (2.5, "Gantung", "Senyubuk", True, dt.datetime(2014, 1, 2, 9, 40)),
        (-3, None, "Lalang\nJaya", "  Belum ", dt.time(9, 40)),
    ]
    data = make_xlsx(rows)
    (grid,) = grids_of(data)
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    for line, told in zip(grid.values, sheet.iter_rows(values_only=True), strict=True):
        for one, other in zip(line, told, strict=True):
            as_day = dt.datetime.combine(one, dt.time()) if type(one) is dt.date else one
            assert (None if as_day == "" else as_day) == other
