"""OpenDocument sheets: values, facts, repeats that do not explode, and files that are made to be trouble."""

from __future__ import annotations

from typing import Any

import pytest

from kkb.workbook.child import read
from kkb.workbook.formats.open_document import read_open_document
from kkb.workbook.grid import Grid, Inspected
from kkb.workbook.model import Limits, Refused
from tests.support.format_fixtures import MIMETYPE, open_cell, open_document, open_row, open_sheet, open_workbook
from tests.support.workbook_fixtures import zip_of

ROWS: tuple[tuple[str | float | None, ...], ...] = (
    ("Kecamatan", "Desa", "Status"),
    ("Manggar", "Padang", "Terbentuk"),
)
HEAD = "".join(map(open_row, ROWS))
MONTH = (
    '<number:date-style style:name="N1"><number:month/><number:text>-</number:text><number:year/></number:date-style>'
    '<style:style style:name="bulan" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="anak" style:family="table-cell" style:parent-style-name="bulan"/>'
    '<style:style style:name="tersembunyi" style:family="table"><style:table-properties table:display="false"/>'
    "</style:style>"
)


def look(data: bytes) -> tuple[Inspected, list[Grid]]:
    inspected = read_open_document(data, Limits())
    return inspected, inspected.grids


def grid_of(rows: str, **parts: Any) -> Grid:
    return look(open_document(open_sheet(rows), **parts))[1][0]


def told(cell: str, **parts: Any) -> tuple[str, str] | None:
    grid = grid_of(row_of(cell), **parts)
    return next(((cell.kind, cell.text) for cell in grid.cells(1)), None)


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        look(data)
    return caught.value.reason


def row_of(cells: str) -> str:
    return f"<table:table-row>{cells}</table:table-row>"


def repeated(cell: str, columns: int = 1, rows: int = 1) -> str:
    cell = cell.replace("<table:table-cell", f'<table:table-cell table:number-columns-repeated="{columns}"', 1)
    return f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'


def test_a_number_that_is_shown_in_percent_is_known() -> None:
    percent = open_cell("50%", attributes='office:value-type="percentage" office:value="0.5"')
    assert grid_of(row_of(open_cell(0.5) + percent)).percent == {(1, 2)}


def test_a_plain_one_is_read() -> None:
    assert read(open_workbook(ROWS), Limits()).tables[0].rows[0].cells["desa"].text == "Padang"


def dated(day: str, **other: str) -> str:
    styles = "".join(f' {name.replace("_", ":")}="{value}"' for name, value in other.items())
    return open_cell("x", attributes=f'office:value-type="date" office:date-value="{day}"{styles}')


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (open_cell("Padang"), ("text", "Padang")),
        (open_cell(2018), ("number", "2018")),
        (open_cell("50%", attributes='office:value-type="percentage" office:value="0.5"'), ("number", "0.5")),
        (open_cell("BENAR", attributes='office:value-type="boolean" office:boolean-value="true"'), ("bool", "TRUE")),
        (dated("2018-05-02"), ("date", "2018-05-02")),
        (dated("2018-05-02T09:40:00"), ("date", "2018-05-02T09:40:00")),
        (dated("2018-05-01", **{"table_style-name": "bulan"}), ("date", "2018-05")),
        (dated("2018-05-01", **{"table_style-name": "anak"}), ("date", "2018-05")),
        (dated("20180-05-01"), ("broken", "20180-05-01")),
        (open_cell("x", attributes='office:value-type="float" office:value="NaN"'), ("broken", "NaN")),
        (open_cell("x", attributes='office:value-type="float" office:value="1e999"'), ("broken", "1e999")),
        (open_cell("x", attributes='office:value-type="float" office:value="dua"'), ("broken", "dua")),
        (open_cell("#REF!", attributes='table:formula="of:=[.#REF!]"'), ("error", "#REF!")),
        (open_cell("Err:508", attributes='calcext:value-type="error"'), ("error", "Err:508")),
        (open_cell(None, attributes='table:formula="of:=[.A2]"'), ("no_cache", "")),
        (open_cell("", inside="<text:p>a<text:s text:c='2'/>b</text:p><text:p>c</text:p>"), ("text", "a  b c")),
        (open_cell("", inside="<office:annotation><text:p>x</text:p></office:annotation><text:p>a</text:p>"),
         ("text", "a")),
        (open_cell("", inside="<text:p>a<unknown>b</unknown><text:span>c</text:span></text:p>"), ("text", "abc")),
    ],
)  # fmt: skip
def test_each_kind_of_cell_says_what_it_is(cell: str, expected: tuple[str, str]) -> None:
    assert told(cell, styles=MONTH) == expected


def test_facts_that_other_readers_lose_are_known() -> None:
    rows = (
        '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
        + open_row(["a"], 'table:visibility="filter"')
        + "<table:table-row>"
        + open_cell("b", attributes='table:number-columns-spanned="2" table:number-rows-spanned="3"')
        + open_cell(1, attributes='table:formula="of:=[.A1]+1"')
        + "</table:table-row>"
    )
    grid = grid_of(rows)
    assert (grid.hidden_rows, grid.hidden_columns) == ({1}, [(2, 3)])
    assert grid.merged == [(2, 1, 4, 2)]


def test_a_hidden_sheet_is_known_and_not_read() -> None:
    sheets = open_sheet(HEAD) + open_sheet(HEAD, name="Lama", attributes='table:style-name="tersembunyi"')
    inspected, grids = look(open_document(sheets, styles=MONTH))
    assert [(sheet.name, sheet.is_visible) for sheet in inspected.sheets] == [("Rekap", True), ("Lama", False)]
    assert [grid.sheet for grid in grids] == ["Rekap"]


def test_what_reaches_outside_is_named() -> None:
    formulas = ("WEBSERVICE([.A1])", "'file:///C:/lama.ods'#$Rekap.A1")
    rows = HEAD + "".join(row_of(open_cell("x", attributes=f'table:formula="of:={one}"')) for one in formulas)
    workbook = read(open_document(open_sheet(rows) + "<table:dde-links/>"), Limits())
    assert workbook.dangerous_formulas == (("Rekap", "A3", "WEBSERVICE"),)
    assert workbook.external_links == (("Rekap", "A4", ""),)
    assert workbook.embedded == ("tautan DDE",)


@pytest.mark.parametrize(
    ("rows", "bottom", "width"),
    [
        (HEAD + repeated(open_cell(None), 16_384, 1_048_574), 2, 3),
        (HEAD + repeated(open_cell(None), 1, 1_000) + open_row(["x"]), 1_003, 3),
        (HEAD + repeated(open_cell("x"), 4, 3), 5, 4),
    ],
)
def test_repeats_are_written_out_only_where_something_stands(rows: str, bottom: int, width: int) -> None:
    grid = grid_of(rows)
    assert (grid.bottom, max(map(len, grid.values))) == (bottom, width)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        pytest.param(HEAD + repeated(open_cell("x"), 1, 1_048_570), "too_big_inside", id="every row"),
        pytest.param(HEAD + repeated(open_cell("x"), 16_384, 1_048_570), "too_big_inside", id="every cell"),
        pytest.param(HEAD + repeated(open_cell("x"), 16_385), "damaged", id="beyond the last column"),
        pytest.param(HEAD + repeated(open_cell("x"), 1, 1_048_575), "damaged", id="beyond the last row"),
        pytest.param(HEAD + repeated(open_cell("x"), 10**30), "damaged", id="a count beyond sense"),
        pytest.param(HEAD + repeated(open_cell("x"), 0), "damaged", id="no times"),
        pytest.param(
            HEAD + repeated(open_cell(None), 1, 1_048_573) + repeated(open_cell(None) + open_cell("x"), 16_383),
            "too_big_inside", id="the last cell"),
        pytest.param(row_of(open_cell("", inside="<text:p>" + '<text:s text:c="200"/>' * 5_001 + "</text:p>")),
                     "too_big_inside", id="blanks by number"),
        pytest.param(open_cell("x"), "damaged", id="a cell outside a row"),
        pytest.param(row_of(open_cell("", inside=open_cell("x"))), "damaged", id="a cell within a cell"),
        pytest.param(row_of(open_cell("", inside=f"<text:p>{open_cell('x')}</text:p>")), "damaged", id="within a text"),
    ],
)  # fmt: skip
def test_what_no_recap_needs_is_refused(rows: str, reason: str) -> None:
    assert refusal(open_document(open_sheet(rows))) == reason


def test_a_table_within_a_cell_is_not_read() -> None:
    inner = "<table:table><table:table-row>" + open_cell("x") + "</table:table-row></table:table><text:p>a</text:p>"
    assert told(open_cell("", inside=inner)) == ("text", "a")


LAUGH = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
_MANIFEST = b"<manifest:manifest xmlns:manifest='m'><manifest:encryption-data/></manifest:manifest>"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (open_document(open_sheet(HEAD), before=LAUGH), "dtd"),
        (open_document(open_sheet(HEAD), parts={"styles.xml": LAUGH.encode() + b"<a/>"}), "dtd"),
        (open_document(open_sheet(HEAD), parts={"meta.xml": LAUGH.encode() + b"<a/>"}), "dtd"),
        (open_document(open_sheet(HEAD), parts={"Basic/Standard/Module1.xml": b"<a/>"}), "macros"),
        (open_document(open_sheet(HEAD), parts={"Scripts/python/a.py": b""}), "macros"),
        (open_document(open_sheet(HEAD), parts={"META-INF/manifest.xml": _MANIFEST}), "password"),
        (open_document(open_sheet(HEAD) + open_sheet(HEAD)), "damaged"),
        (open_document("".join(open_sheet(HEAD, name=f"L{n}") for n in range(201))), "too_big_inside"),
        (open_document("<text:p>surat</text:p>", body="text"), "not_excel"),
        (open_document(open_sheet(HEAD)).replace(b"content.xml", b"kontent.xml"), "damaged"),
        (zip_of({"mimetype": MIMETYPE, "content.xml": b"<a/>"}), "not_excel"),
        (zip_of({"mimetype": MIMETYPE, "content.xml": b"<a>"}), "damaged"),
    ],
)
def test_files_that_are_not_read_are_told_apart(data: bytes, reason: str) -> None:
    assert refusal(data) == reason


def test_other_prefixes_for_the_names_say_the_same() -> None:
    content = (
        '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        "<o:body><o:spreadsheet><table><table-row><table-cell><x:p>Desa</x:p></table-cell></table-row></table>"
        "</o:spreadsheet></o:body></o:document-content>"
    )
    _, grids = look(zip_of({"mimetype": MIMETYPE, "content.xml": content.encode()}))
    assert grids[0].values == [["Desa"]]


def test_empty_modules_that_libreoffice_leaves_behind_are_no_macros() -> None:
    assert look(open_document(open_sheet(HEAD), parts={"Basic/Standard/script-lb.xml": b"<a/>"}))[1]
