"""Files that must not reach a reader, and the facts that readers lose."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile

import pytest

from kkb.workbook.addresses import column_letters, column_number
from kkb.workbook.formats.opening import open_recap
from kkb.workbook.grid import Grid, Inspected
from kkb.workbook.model import MESSAGES, Limits, Refused
from kkb.workbook.xlsx.guard import inspect
from tests.support.workbook_fixtures import SHEET, make_xlsx, part_of, rezip, with_sheet_xml, zip_of

CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'


def look(data: bytes) -> Inspected:
    return inspect(data, Limits())


def grid_of(data: bytes) -> Grid:
    grid = look(data).sheets[0].grid
    assert grid is not None
    return grid


def cells_of(data: bytes) -> dict[str, tuple[str, str]]:
    grid = grid_of(data)
    return {cell.ref: (cell.kind, cell.text) for row in range(1, grid.bottom + 1) for cell in grid.cells(row)}


def zip_names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def refusal(data: bytes, limits: Limits | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        open_recap(data, limits or Limits())
    return caught.value


def with_types(override: str, **parts: bytes) -> bytes:
    types = CONTENT_TYPES.format(f'<Override PartName="/x/y.xml" ContentType="{override}"/>')
    return zip_of({"[Content_Types].xml": types.encode(), **parts})


@pytest.mark.parametrize(
    ("data", "reason", "word"),
    [
        (b"", "empty", "kosong"),
        (bytes(range(256)) * 40, "not_excel", "tidak dikenali"),
        (bytes(500), "not_excel", "tidak dikenali"),
        (b"Rekap desa belum ada", "not_excel", "teks"),
        (b"%PDF-1.7\n\x00", "not_excel", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "not_excel", "gambar"),
        (b'<?xml version="1.0"?><Workbook/>', "not_excel", "XML"),
        (zip_of({"foto.jpg": b"x"}), "not_excel", "ZIP"),
        (with_types("application/vnd.openxmlformats-officedocument.wordprocessingml.x.main+xml"), "not_excel", "Word"),
        (with_types("application/vnd.openxmlformats-officedocument.presentationml.x"), "not_excel", "PowerPoint"),
        (with_types("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "not_excel", ".xlsb"),
        (with_types("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "macros", "makro"),
        (with_types("text/plain"), "not_excel", "ZIP"),
    ],
)
def test_what_is_no_workbook_is_named_with_its_mend(data: bytes, reason: str, word: str) -> None:
    refused = refusal(data)
    assert refused.reason == reason
    assert word in refused.message


@pytest.mark.parametrize("reason", MESSAGES)
def test_each_refusal_tells_the_mend_in_plain_words(reason: str) -> None:
    sentence = MESSAGES[reason]
    assert sentence.endswith((".", "{mend}"))
    assert not any(word in sentence.lower() for word in ("zip", "xml", "error", "exception", "/"))


def test_a_file_beyond_the_size_is_refused_by_its_size() -> None:
    refused = refusal(b"PK\x03\x04" + bytes(2 * 2**20), Limits(file_bytes=2**20))
    assert refused.reason == "too_large"
    assert "1 MB" in refused.message


@pytest.mark.parametrize("kept", [0.02, 0.5, 0.99])
def test_a_cut_off_file_is_damaged(kept: float) -> None:
    data = make_xlsx()
    assert refusal(data[: int(len(data) * kept)]).reason == "damaged"


def test_a_flipped_byte_inside_a_part_is_damage() -> None:
    data = bytearray(make_xlsx())
    data[data.index(b"PK\x03\x04") + 60] ^= 0xFF
    assert refusal(bytes(data)).reason == "damaged"


def test_macros_are_refused_even_when_not_declared() -> None:
    assert refusal(rezip(make_xlsx(), add=[("xl/vbaProject.bin", b"x")])).reason == "macros"


def test_a_bomb_of_zeros_is_stopped_while_it_inflates() -> None:
    bomb = rezip(make_xlsx(), add=[("xl/media/image1.png", bytes(300 * 2**20))])
    assert len(bomb) < 2**20
    assert refusal(bomb).reason == "too_big_inside"


def test_a_bomb_whose_header_lies_about_its_size_is_stopped() -> None:
    bomb = bytearray(rezip(make_xlsx(), add=[("xl/media/image1.png", bytes(2**20))]))
    for header, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        entry = bomb.rindex(header)
        bomb[entry + place : entry + place + 4] = struct.pack("<I", 10)
    assert refusal(bytes(bomb), Limits(part_bytes=2**19)).reason == "too_big_inside"
    assert refusal(bytes(bomb)).reason == "damaged"


def test_parts_together_may_not_pass_the_total() -> None:
    data = rezip(make_xlsx(), add=[(f"xl/media/image{n}.png", bytes(2**18)) for n in range(5)])
    assert look(data).sheets
    assert refusal(data, Limits(unpacked_bytes=2**20)).reason == "too_big_inside"


def test_more_than_two_hundred_entries_are_refused() -> None:
    data = make_xlsx()
    with_201 = rezip(data, add=[(f"xl/media/{n}.png", b"") for n in range(201 - len(zip_names(data)))])
    assert len(zip_names(with_201)) == 201
    assert refusal(with_201).reason == "too_big_inside"


@pytest.mark.parametrize(
    "name",
    [
        SHEET,
        SHEET.upper(),
        "../jauh.xml",
        "xl/../../jauh.xml",
        "/etc/jauh.xml",
        "C:/jauh.xml",
        "xl\\jauh.xml",
    ],
)
def test_odd_and_doubled_names_are_refused(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        assert refusal(rezip(make_xlsx(), add=[(name, b"<a/>")])).reason == "damaged"


def test_an_encrypted_part_asks_for_the_password_to_be_removed() -> None:
    data = bytearray(make_xlsx())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)).reason == "password"


@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "docProps/core.xml", "[Content_Types].xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_in_any_part_is_refused(part: str, encoding: str) -> None:
    data = make_xlsx()
    body = part_of(data, part)
    body = body[body.index("?>") + 2 :] if body.startswith("<?xml") else body
    evil = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]>{body}'
    assert refusal(rezip(data, replace={part: evil.encode(encoding)})).reason == "dtd"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="-1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="11"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></row>',
        '<c r="A1"><v>1</v></c>',
        '<row r="1"><c r="a1"><v>1</v></c></row>',
        '<row r="1"><c r="$A$1"><v>1</v></c></row>',
        '<row r="1"><c r="A01"><v>1</v></c></row>',
        '<row r="1"><c r="A١"><v>1</v></c></row>',
        '<row r="1e0"><c r="A1"><v>1</v></c></row>',
        '<row r="99999999999999999999"/>',
        '<row r="1"><c r="XFD1"><v>1</v></c><c><v>2</v></c></row>',
        '<row r="1048576"/><row><c><v>1</v></c></row>',
    ],
)
def test_addresses_no_reader_may_trust_are_damage(rows: str) -> None:
    assert refusal(with_sheet_xml(rows)).reason == "damaged"


def test_one_value_in_the_last_cell_does_not_cost_a_giant_grid() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert refusal(with_sheet_xml(rows)).reason == "too_big_inside"


def test_blank_cells_with_a_format_do_not_widen_the_box() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert grid_of(with_sheet_xml(rows)).area == 1


def test_deep_nesting_is_refused() -> None:
    assert refusal(with_sheet_xml("<a>" * 100 + "</a>" * 100)).reason == "too_big_inside"


def test_facts_that_readers_lose_are_kept() -> None:
    rows = (
        '<row r="2" hidden="1"><c r="A2" t="e"><f>B9</f><v>#REF!</v></c><c r="B2"><f>1+1</f></c></row>'
        '<row r="3"><c r="A3"><f>1+1</f><v></v></c><c r="B3"><f>1+1</f><v>2</v></c></row>'
        '<row r="4"><c r="A4" t="str"><f>""</f><v></v></c><c r="C4" t="str"><f>A1</f></c></row>'
    )
    lost = {"B2": ("no_cache", ""), "A3": ("no_cache", ""), "C4": ("no_cache", "")}
    assert cells_of(with_sheet_xml(rows)) == {"A2": ("error", "#REF!"), "B3": ("number", "2"), **lost}
    assert grid_of(with_sheet_xml(rows)).hidden_rows == {2}


@pytest.mark.parametrize(
    ("first", "second", "flag", "kept"),
    [
        ("<v>0</v>", "<v>0</v>", "1", False),
        ("<v>0</v>", "", "true", False),
        ("<v>0</v>", "<v>1</v>", "1", True),
        ("<v>0</v>", "<v>0</v>", "0", True),
    ],
)
def test_zeros_of_a_program_that_calculates_nothing_are_no_results(
    first: str, second: str, flag: str, kept: bool
) -> None:
    rows = f'<row r="1"><c r="A1"><f>1+1</f>{first}</c><c r="B1"><f>A1</f>{second}</c><c r="C1"><v>0</v></c></row>'
    data = with_sheet_xml(rows)
    book = part_of(data, "xl/workbook.xml").replace('fullCalcOnLoad="1"', f'fullCalcOnLoad="{flag}"')
    cells = cells_of(rezip(data, replace={"xl/workbook.xml": book.encode()}))
    assert (cells["A1"], cells["C1"]) == (("number", "0") if kept else ("no_cache", ""), ("number", "0"))


def test_sheets_come_in_order_with_their_state_and_merged_ranges() -> None:
    data = make_xlsx(
        change=lambda sheet: sheet.merge_cells("B2:C4"), more_sheets={"Lama": [["x"]], "Kosong": []}, hidden=["Lama"]
    )
    sheets = look(data).sheets
    assert [(sheet.name, sheet.is_visible) for sheet in sheets] == [("Rekap", True), ("Lama", False), ("Kosong", True)]
    assert sheets[0].grid is not None and sheets[0].grid.merged == [(2, 2, 4, 3)]
    assert sheets[2].grid is not None and sheets[2].grid.area == 0


def test_a_prefixed_namespace_is_understood() -> None:
    data = make_xlsx()
    xml = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row r="1"><x:c r="A1" t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert cells_of(rezip(data, replace={SHEET: xml.encode()})) == {"A1": ("error", "#N/A")}


def test_only_the_property_contoh_makes_a_sample() -> None:
    assert look(make_xlsx(contoh=True)).is_sample
    assert not look(make_xlsx()).is_sample


def test_a_sheet_without_its_part_is_damage() -> None:
    data = make_xlsx()
    rels = part_of(data, "xl/_rels/workbook.xml.rels").replace("sheet1.xml", "sheet9.xml")
    assert refusal(rezip(data, replace={"xl/_rels/workbook.xml.rels": rels.encode()})).reason == "damaged"


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (16384, "XFD")])
def test_columns_have_letters(number: int, letters: str) -> None:
    assert column_letters(number) == letters
    assert column_number(letters) == number
