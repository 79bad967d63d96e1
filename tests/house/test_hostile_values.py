"""Values that cannot be trusted: each is found in the XML and reported at its own cell.

Never is one taken for a blank, which would keep what is stored in silence, nor for the text of another cell.
"""

from __future__ import annotations

import io
import zipfile

import pytest

from kkb.problems import Severity
from kkb.recap import Cell
from kkb.uploads.check import Stored, check_file
from kkb.workbook.child import read
from kkb.workbook.grid import Grid
from kkb.workbook.model import Limits, Refused
from kkb.workbook.xlsx.guard import inspect
from tests.support.builders import REGION, TODAY
from tests.support.workbook_fixtures import SHEET, make_xlsx, part_of, rezip, with_sheet_xml

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRINGS = f'<sst xmlns="{MAIN}"><si><t>Nol</t></si><si><t>Satu</t></si></sst>'
_STYLES = '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/>'
STYLES = f'<styleSheet xmlns="{MAIN}"><cellXfs>{_STYLES}</cellXfs></styleSheet>'
"""Style 1 is a date, style 2 a length of time."""

_STRINGS_RELATION = (
    '<Relationship Id="rId99" Target="sharedStrings.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
)


def workbook(rows: str, *, head: str = "", is_1904: bool = False) -> bytes:
    """A workbook of these rows of XML, with two shared texts and the styles above."""
    data = make_xlsx()
    relations = part_of(data, "xl/_rels/workbook.xml.rels").replace("</Relationships>", _STRINGS_RELATION)
    book = part_of(data, "xl/workbook.xml")
    if is_1904:
        book = book.replace("<workbookPr", '<workbookPr date1904="1"', 1)
    sheet = f'<worksheet xmlns="{MAIN}">{head}<sheetData>{rows}</sheetData></worksheet>'
    parts = {SHEET: sheet, "xl/_rels/workbook.xml.rels": relations, "xl/workbook.xml": book, "xl/styles.xml": STYLES}
    replaced = {name: text.encode() for name, text in parts.items()}
    return rezip(data, replace=replaced, add=[("xl/sharedStrings.xml", STRINGS.encode())])


def grid_of(data: bytes) -> Grid:
    (grid,) = inspect(data, Limits()).grids
    return grid


def cells_of(data: bytes) -> dict[str, tuple[str, str]]:
    grid = grid_of(data)
    return {cell.ref: (cell.kind, cell.text) for row in range(grid.top, grid.bottom + 1) for cell in grid.cells(row)}


def read_cell(cell: str, *, is_1904: bool = False) -> tuple[str, str] | None:
    """Kind and text of A1, with an honest neighbour that must not suffer."""
    rows = f'<row r="1">{cell}<c r="B1" t="s"><v>1</v></c></row>'
    cells = cells_of(workbook(rows, is_1904=is_1904))
    assert cells.pop("B1") == ("text", "Satu")
    return cells.get("A1")


@pytest.mark.parametrize(
    "index", ["-1", "2", "99", "4294967295", "4294967296", "18446744073709551616", "1.0", "+1", "1e0", "0x1", "١", "x"]
)
def test_an_index_of_text_that_points_nowhere(index: str) -> None:
    """Calamine answers some of them with the text of another cell, or with none."""
    assert read_cell(f'<c r="A1" t="s"><v>{index}</v></c>') == ("broken", index)


@pytest.mark.parametrize(
    "number", ["NaN", "nan", "INF", "-Infinity", "1e400", "1,5", "1.5.2", "1_0", "0x10", "١٢", "12 34", "--1", "Padang"]
)
def test_a_number_that_is_none(number: str) -> None:
    assert read_cell(f'<c r="A1"><v>{number}</v></c>') == ("broken", number)


@pytest.mark.parametrize("number", ["NaN", "-1", "-0.5", "60", "2958466", "1e10", "1e300", "99999999999999999999"])
def test_a_date_beyond_the_calendar(number: str) -> None:
    assert read_cell(f'<c r="A1" s="1"><v>{number}</v></c>') == ("broken", number)


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [
        ("43221", "date", "2018-05-01"),
        ("43221.5", "date", "2018-05-01T12:00:00"),
        ("59", "date", "1900-02-28"),
        ("61", "date", "1900-03-01"),
        ("2958465", "date", "9999-12-31"),
        ("0.5", "text", "12:00:00"),
        ("4.3221E4", "date", "2018-05-01"),
    ],
)
def test_a_date_of_the_calendar(number: str, kind: str, text: str) -> None:
    assert read_cell(f'<c r="A1" s="1"><v>{number}</v></c>') == (kind, text)


@pytest.mark.parametrize(
    ("number", "expected"),
    [("41759", ("date", "2018-05-01")), ("2957003", ("date", "9999-12-31")), ("2957004", ("broken", "2957004"))],
)
def test_the_calendar_of_1904_has_its_own_end(number: str, expected: tuple[str, str]) -> None:
    assert read_cell(f'<c r="A1" s="1"><v>{number}</v></c>', is_1904=True) == expected


@pytest.mark.parametrize("number", ["2958466", "1e300", "NaN"])
def test_a_length_of_time_beyond_the_calendar(number: str) -> None:
    assert read_cell(f'<c r="A1" s="2"><v>{number}</v></c>') == ("broken", number)


@pytest.mark.parametrize(
    "day", ["2018-13-02", "2018-02-30", "0000-00-00", "02/05/2018", "43221", "2018-05-02T25:00:00"]
)
def test_a_written_day_that_no_calendar_has(day: str) -> None:
    assert read_cell(f'<c r="A1" t="d"><v>{day}</v></c>') == ("broken", day)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A1" t="b"><v>2</v></c>', "2"),
        ('<c r="A1" t="asing"><v>1</v></c>', "1"),
        ('<c r="A1"><v>1</v><v>2</v></c>', "2"),
        ('<c r="A1" t="inlineStr"><v>1</v><is><t>x</t></is></c>', "x"),
        ('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>', "2"),
        ('<c r="A1"><v><v>1</v></v></c>', "1"),
        ('<c r="A1"><f>B1</f><f>C1</f><v>1</v></c>', "1"),
    ],
)
def test_a_cell_that_says_two_things(cell: str, text: str) -> None:
    assert read_cell(cell) == ("broken", text)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v><c r="B1"><v>2</v></c></c></row>',
        '<row r="1"><c r="A1"/><v>1</v></row>',
        '<row r="1"><c r="A1" t="inlineStr"/><is><t>Padang</t></is></row>',
        '<row r="1"><c r="A1"/><f>1+1</f></row>',
        '<row r="1"><c r="A1"><row r="2"><c r="A2"><v>1</v></c></row></c></row>',
    ],
)
def test_a_value_that_stands_in_no_cell_of_its_own_is_damage(rows: str) -> None:
    with pytest.raises(Refused) as caught:
        inspect(workbook(rows), Limits())
    assert caught.value.reason == "damaged"


@pytest.mark.parametrize("number", ["<![CDATA[12]]>", "1<!-- x -->2", "1<?x y?>2"])
def test_a_value_in_several_pieces_of_xml_is_one(number: str) -> None:
    """Calamine loses the first and cuts the others."""
    assert read_cell(f'<c r="A1"><v>{number}</v></c>') == ("number", "12")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="A1" t="e"><v>#REF!</v></c>', ("error", "#REF!")),
        ('<c r="A1" t="e"><v>#BUSY!</v></c>', ("error", "#BUSY!")),
        ('<c r="A1" t="e"><v/></c>', ("error", "#N/A")),
        ('<c r="A1"><f>1+1</f></c>', ("no_cache", "")),
        ('<c r="A1"><f>1+1</f><v/></c>', ("no_cache", "")),
        ('<c r="A1" t="s"><f>B1</f><v></v></c>', ("no_cache", "")),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', None),
        ('<c r="A1"/>', None),
        ('<c r="A1" t="s"/>', None),
    ],
)
def test_errors_and_formulas_without_a_result(cell: str, expected: tuple[str, str] | None) -> None:
    assert read_cell(cell) == expected


def test_a_row_that_stands_twice_is_joined_but_a_cell_is_not() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c><c r="B1"><v>3</v></c></row>'
    assert cells_of(workbook(rows)) == {"A1": ("broken", "2"), "B1": ("number", "3")}


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252"])
def test_a_part_in_another_encoding_is_read_right(encoding: str) -> None:
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?><worksheet xmlns="{MAIN}"><sheetData>'
        '<row r="1"><c r="A1" t="str"><v>Désa</v></c></row></sheetData></worksheet>'
    )
    data = rezip(make_xlsx(), replace={SHEET: xml.encode(encoding)})
    assert cells_of(data) == {"A1": ("text", "Désa")}


@pytest.mark.parametrize("text", [b"D\xe9sa", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80"])
def test_bytes_of_another_encoding_than_the_part_has_are_damage(text: bytes) -> None:
    """Half a letter, a long form of a short one, a letter beyond Unicode."""
    xml = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="str"><v>@</v></c></row></sheetData></worksheet>'
    )
    with pytest.raises(Refused) as caught:
        inspect(rezip(make_xlsx(), replace={SHEET: xml.encode().replace(b"@", text)}), Limits())
    assert caught.value.reason == "damaged"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a_x000D_b", "a b"),
        ("a_x005F_x000D_b", "a_x000D_b"),
        ("a_x0041_b", "aAb"),
        ("a_xD800_b", "a_xD800_b"),
        ("a_x000_b", "a_x000_b"),
    ],
)
def test_escaped_letters_are_themselves(text: str, shown: str) -> None:
    assert read_cell(f'<c r="A1" t="str"><v>{text}</v></c>') == ("text", shown)


def test_a_broken_cell_is_an_error_of_its_row_and_of_no_other() -> None:
    def row(number: int, desa: str, status: str) -> str:
        cells = (("A", "Dendang"), ("B", desa))
        texts = "".join(f'<c r="{column}{number}" t="str"><v>{text}</v></c>' for column, text in cells)
        return f'<row r="{number}">{texts}{status}</row>'

    header = "".join(
        f'<c r="{column}1" t="str"><v>{text}</v></c>'
        for column, text in zip("ABC", ("Kecamatan", "Desa", "Status"), strict=True)
    )
    rows = row(2, "Dendang", '<c r="C2" t="s"><v>-1</v></c>') + row(3, "Jangkang", '<c r="C3" t="str"><v>Belum</v></c>')
    data = workbook(f'<row r="1">{header}</row>{rows}')
    checked = check_file(
        data, "rekap 2023-05-10.xlsx", region=REGION, region_name="Belitung Timur", stored=Stored(), today=TODAY
    )
    found = [(p.code, p.cell, p.severity) for p in checked.verdict.problems if p.severity is Severity.ERROR]
    assert found == [("CELL_BROKEN", "C2", Severity.ERROR)]
    assert [one.desa for one in checked.verdict.rows] == ["Jangkang"]


THREE_CELLS = {"A1": ("text", "Nol"), "C1": ("number", "3"), "A2": ("text", "Satu")}


class TestOtherWriters:
    """Workbooks as other programs than Excel write them."""

    def test_without_addresses(self) -> None:
        rows = '<row><c t="s"><v>0</v></c><c/><c><v>3</v></c></row><row><c t="s"><v>1</v></c></row>'
        assert cells_of(workbook(rows)) == THREE_CELLS

    def test_with_addresses_here_and_there(self) -> None:
        rows = '<row r="4"><c><v>1</v></c><c r="D4"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>'
        assert {ref: text for ref, (_, text) in cells_of(workbook(rows)).items()} == {
            "A4": "1", "D4": "2", "E4": "3", "A5": "4",
        }  # fmt: skip

    @pytest.mark.parametrize(
        "dimension", ["", '<dimension ref="A1"/>', '<dimension ref="A1:XFD1048576"/>', "<dimension/>"]
    )
    def test_whatever_the_dimension_says(self, dimension: str) -> None:
        rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1"><v>3</v></c></row>'
        rows += '<row r="2"><c r="A2" t="s"><v>1</v></c></row>'
        assert cells_of(workbook(rows, head=dimension)) == THREE_CELLS

    def test_rows_and_cells_out_of_order(self) -> None:
        rows = '<row r="2"><c r="A2" t="s"><v>1</v></c></row>'
        rows += '<row r="1"><c r="C1"><v>3</v></c><c r="A1" t="s"><v>0</v></c></row>'
        assert cells_of(workbook(rows)) == THREE_CELLS

    def test_prefixed_names_and_inline_texts(self) -> None:
        xml = (
            f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:r><x:t>Pa'
            '</x:t></x:r><x:r><x:t>dang</x:t></x:r><x:rPh sb="0" eb="1"><x:t>bunyi</x:t></x:rPh></x:is></x:c>'
            "</x:row></x:sheetData></x:worksheet>"
        )
        assert cells_of(rezip(make_xlsx(), replace={SHEET: xml.encode()})) == {"A1": ("text", "Padang")}

    def test_rich_and_phonetic_shared_texts(self) -> None:
        texts = (
            f'<x:sst xmlns:x="{MAIN}"><x:si><x:r><x:rPr><x:b/></x:rPr><x:t xml:space="preserve">Pa </x:t></x:r><x:r>'
            '<x:t>dang</x:t></x:r><x:rPh sb="0" eb="1"><x:t>bunyi</x:t></x:rPh><x:phoneticPr fontId="1"/></x:si>'
            "</x:sst>"
        )
        data = workbook('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
        assert cells_of(rezip(data, replace={"xl/sharedStrings.xml": texts.encode()})) == {"A1": ("text", "Pa dang")}

    def test_strict_open_xml(self) -> None:
        rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="d" s="1"><v>2018-05-02</v></c></row>'
        data = renamed(
            workbook(rows),
            texts={
                MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
                    "http://purl.oclc.org/ooxml/officeDocument/relationships"
                ),
            },
        )
        assert cells_of(data) == {"A1": ("text", "Nol"), "B1": ("date", "2018-05-02")}

    @pytest.mark.parametrize(
        ("parts", "texts"),
        [
            ({}, {'Target="sharedStrings.xml"': 'Target="/xl/sharedStrings.xml"'}),
            ({}, {'Target="/xl/worksheets/sheet1.xml"': 'Target="worksheets/sheet1.xml"'}),
            ({}, {'Target="/xl/worksheets/sheet1.xml"': 'Target="../xl/worksheets/./sheet1.xml"'}),
            ({SHEET: SHEET.replace("sheet1", "SHEET1")}, {}),
            (
                {SHEET: "xl/lembar/satu.xml", "xl/sharedStrings.xml": "xl/kata.xml"},
                {"/xl/worksheets/sheet1.xml": "/xl/lembar/satu.xml", '"sharedStrings.xml"': '"kata.xml"'},
            ),
            (
                {"xl/workbook.xml": "buku/buku.xml", "xl/_rels/workbook.xml.rels": "buku/_rels/buku.xml.rels"},
                {
                    "xl/workbook.xml": "buku/buku.xml",
                    '"sharedStrings.xml"': '"/xl/sharedStrings.xml"',
                    '"styles.xml"': '"/xl/styles.xml"',
                    '"theme/': '"/xl/theme/',
                },
            ),
        ],
    )
    def test_parts_in_other_places(self, parts: dict[str, str], texts: dict[str, str]) -> None:
        data = workbook('<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" s="1"><v>43221</v></c></row>')
        moved = renamed(data, parts=parts, texts=texts)
        assert moved != data
        assert cells_of(moved) == {"A1": ("text", "Satu"), "B1": ("date", "2018-05-01")}

    def test_a_decoy_in_the_usual_place_is_not_read_for_the_part_that_is_named(self) -> None:
        """Some readers look for texts where Excel puts them, Excel where the workbook says."""
        data = workbook('<row r="1"><c r="A1" t="s"><v>1</v></c></row>')
        moved = renamed(
            data, parts={"xl/sharedStrings.xml": "xl/kata.xml"}, texts={'"sharedStrings.xml"': '"kata.xml"'}
        )
        decoy = STRINGS.replace("Satu", "Palsu").encode()
        assert cells_of(rezip(moved, add=[("xl/sharedStrings.xml", decoy)])) == {"A1": ("text", "Satu")}

    def test_a_recap_without_addresses_is_a_recap(self) -> None:
        def cells(*texts: str) -> str:
            return "<row>" + "".join(f'<c t="str"><v>{text}</v></c>' for text in texts) + "</row>"

        (table,) = read(with_sheet_xml(cells("Desa", "Status") + cells("Padang", "Belum")), Limits()).tables
        assert table.rows[0].cells["status"] == Cell("B2", "text", "Belum")


def renamed(data: bytes, *, parts: dict[str, str] | None = None, texts: dict[str, str] | None = None) -> bytes:
    """A workbook with parts under other names and texts inside all parts replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).decode()
            for before, after in (texts or {}).items():
                content = content.replace(before, after)
            new.writestr((parts or {}).get(name, name), content)
    return stream.getvalue()
