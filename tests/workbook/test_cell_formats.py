"""What cells say without words, as the XML has it: fills, crossed out text, notes."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Color, Font, PatternFill

from kkb.workbook.grid import Grid
from kkb.workbook.model import Refused
from kkb.workbook.xlsx.cell_notes import END_LINE, NOTE_LINE, read_notes
from kkb.workbook.xlsx.cell_styles import CellStyles, read_styles
from kkb.workbook.xlsx.shared_strings import read_strings
from kkb.workbook.xlsx.worksheet import MAX_FORMATTED, parse_worksheet
from tests.support.workbook_fixtures import SHEET, make_xlsx, part_of, table_of, texts_of

_STYLES = "xl/styles.xml"
_HEADER = ["Desa", "Status"]


def _parse(xml: str, **parts: Any) -> Grid:
    return parse_worksheet([xml.encode()], "Rekap", **parts)


def _scan(data: bytes) -> Grid:
    return _parse(part_of(data, SHEET), styles=read_styles([part_of(data, _STYLES).encode()]))


@pytest.mark.parametrize(
    ("fill", "told"),
    [
        (PatternFill("solid", fgColor="00B050"), "00B050"),
        (PatternFill("solid", fgColor=Color(theme=4)), "theme 4"),
        (PatternFill("solid", fgColor=Color(theme=4, tint=0.5999)), "theme 4 0.5999"),
        (PatternFill("solid", fgColor=Color(indexed=11)), "indexed 11"),
        (PatternFill("solid", fgColor="FFFFFF"), None),
        (PatternFill("solid", fgColor=Color(theme=0)), None),
        (PatternFill("lightGray", fgColor="00B050"), None),
        (PatternFill(), None),
    ],
)
def test_a_fill_is_told_by_its_colour_and_white_is_none(fill: PatternFill, told: str | None) -> None:
    def paint(sheet: object) -> None:
        sheet["D2"].fill = fill  # type: ignore[index]

    assert _scan(make_xlsx(change=paint)).fills == ({(2, 4): told} if told else {})


def test_a_blank_cell_has_a_fill_as_well() -> None:
    def paint(sheet: object) -> None:
        sheet["H9"].fill = PatternFill("solid", fgColor="FF0000")  # type: ignore[index]

    assert _scan(make_xlsx(change=paint)).fills == {(9, 8): "FF0000"}


def test_with_too_many_fills_none_is_kept() -> None:
    row = "".join('<c s="1"/>' for _ in range(500))
    xml = f"<worksheet><sheetData>{f'<row>{row}</row>' * (MAX_FORMATTED // 500 + 1)}</sheetData></worksheet>"
    assert _parse(xml, styles=CellStyles(fills={"1": "00B050"})).fills == {}


def test_text_crossed_out_wholly_or_in_part() -> None:
    def strike(sheet: object) -> None:
        sheet["C2"].font = Font(strike=True)  # type: ignore[index]
        sheet["D2"].font = Font(strike=False)  # type: ignore[index]
        sheet["D3"] = CellRichText(TextBlock(InlineFont(strike=True), "Belum"), " Terbentuk")  # type: ignore[index]

    assert _scan(make_xlsx(change=strike)).struck == {(2, 3), (3, 4)}


def test_a_shared_string_is_struck_wherever_it_stands() -> None:
    parts = "<sst><si><t>Belum</t></si><si><r><rPr><strike/></rPr><t>Belum</t></r><r><t> Sudah</t></r></si></sst>"
    strings = read_strings([parts.encode()])
    assert (strings, strings.struck) == ({"0": "Belum", "1": "Belum Sudah"}, {"1"})
    xml = '<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row></sheetData></worksheet>'
    assert _parse(xml, strings=strings).struck == {(1, 2)}


def test_notes_are_read_without_what_this_program_wrote() -> None:
    def pin(sheet: object) -> None:
        sheet["C2"].comment = Comment("Operator:\nbatal", "Operator")  # type: ignore[index]
        sheet["D2"].comment = Comment(f"{NOTE_LINE}\nSalah. Kosong.\n{END_LINE}", "x")  # type: ignore[index]
        sheet["D3"].comment = Comment(f"saya\n{NOTE_LINE}\nSalah. Kosong.\n{END_LINE}\nkami", "x")  # type: ignore[index]

    part = part_of(make_xlsx(change=pin), "xl/comments/comment1.xml")
    assert read_notes([part.encode()]) == {(2, 3): "Operator: batal", (3, 4): "saya kami"}


def test_a_note_outside_the_sheet_or_with_a_dtd() -> None:
    note = '<comments><commentList><comment ref="{}"><text><t>a</t></text></comment></commentList></comments>'
    assert read_notes([note.format("kosong").encode()]) == {}
    with pytest.raises(Refused):
        read_notes([b"<!DOCTYPE a><comments/>"])


def _rows(count: int) -> list[list[object]]:
    return [_HEADER, *([f"Desa {chr(65 + n)}", ""] for n in range(count))]


def test_colours_stand_for_a_status_where_they_differ() -> None:
    table = table_of(_rows(4), fills={(3, 2): "00B050", (4, 2): "00B050"})
    assert table.colours == {2: "", 3: "00B050", 4: "00B050", 5: ""}


@pytest.mark.parametrize(
    "fills",
    [
        {},
        {(row, 2): "00B050" for row in range(2, 6)},  # all alike
        {(row, 2): "D9D9D9" for row in (2, 4)},  # by turns
        {(row, 2): f"00000{row}" for row in range(2, 12)},  # one for each
        {(1, 2): "00B050"},  # the header
    ],
)
def test_other_fills_are_decoration(fills: dict[tuple[int, int], str]) -> None:
    assert table_of(_rows(12 if len(fills) > 5 else 4), fills=fills).colours == {}


@pytest.mark.parametrize(("colours", "is_told"), [(8, True), (9, False)])
def test_beside_words_many_colours_are_decoration_too(colours: int, is_told: bool) -> None:
    rows = _rows(12)
    rows[1][1] = "Terbentuk"
    fills = {(row, 2): f"0000{row:02}" for row in range(3, 3 + colours)}
    assert bool(table_of(rows, fills=fills).colours) is is_told


def test_a_legend_with_two_meanings_has_none() -> None:
    rows = [*_rows(3), [], [], ["", "", "Sudah"], ["", "", "= Belum"], ["", "", "Belum"]]
    fills = {(2, 2): "00B050", (3, 2): "FF0000", (7, 2): "00B050", (8, 2): "FF0000", (9, 2): "00B050"}
    table = table_of(rows, fills=fills)
    assert table.colours == {2: "00B050", 3: "FF0000", 4: ""}
    assert table.legend == {"FF0000": "Belum"}


_NAMES = [["Desa", "Tanggal Pembentukan"], ["Padang", "2018"], ["Lalang", "2019"], ["Baru", None]]
_PAINTED = {(2, 1): "00B050", (3, 1): "00B050", (4, 1): "FF0000"}


def test_without_a_column_of_status_colours_tell_one_where_a_legend_says_which() -> None:
    rows = [*_NAMES, [], [None, "sudah ada Pokja"], ["belum", None]]
    table = table_of(rows, fills={**_PAINTED, (6, 1): "00B050", (7, 1): "FF0000"})
    assert table.colours == {2: "00B050", 3: "00B050", 4: "FF0000"}
    assert table.legend == {"00B050": "sudah ada", "FF0000": "belum"}
    assert texts_of(table, "desa") == ["Padang", "Lalang", "Baru"]


def test_a_colour_without_words_is_decoration_then() -> None:
    rows = [*_NAMES, [], [None, "sudah ada Pokja"]]
    assert table_of(rows, fills={**_PAINTED, (6, 1): "00B050"}).colours == {}
    assert table_of(_NAMES, fills=_PAINTED).colours == {}


def test_a_colour_whose_words_cannot_be_read_still_belongs_to_a_legend() -> None:
    """Whoever writes "= proses" beside it has written a formula without a result."""
    table = table_of(_NAMES, fills={**_PAINTED, (8, 1): "00B050", (9, 1): "FF0000"})
    assert table.colours == {2: "00B050", 3: "00B050", 4: "FF0000"}
    assert table.legend == {"00B050": "", "FF0000": ""}


def test_a_legend_in_the_column_of_the_names_is_no_desa() -> None:
    rows = [*_NAMES, [], ["sudah ada Pokja", None], ["proses", None], ["belum", None]]
    assert texts_of(table_of(rows), "desa") == ["Padang", "Lalang", "Baru"]
