"""Old workbooks (.xls): containers that lie, records that readers lose, values that no reader can be trusted with."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any

import pytest

from kkb.workbook.child import read
from kkb.workbook.formats.old_excel import read_old_excel
from kkb.workbook.grid import Grid, Inspected
from kkb.workbook.model import Limits, Refused
from tests.support.format_fixtures import (
    BOOL_OR_ERROR,
    COLINFO,
    DIMENSIONS,
    END,
    FILEPASS,
    LABEL_SST,
    MERGED,
    MULBLANK,
    ROW,
    STRING,
    SUPBOOK,
    Record,
    at,
    cells,
    formula,
    number,
    old_excel,
    old_stream,
    ole,
    text,
)

ROWS: tuple[tuple[str | float | None, ...], ...] = (
    ("No", "Kecamatan", "Desa", "Status", "Tanggal Pembentukan"),
    (1, "Manggar", "Padang", "Terbentuk"),
    (2, "Manggar", "Lalang", "Belum"),
)
TEXT_RESULT = b"\0" * 6 + b"\xff\xff"
SST = 0x00FC


def look(*more: Record) -> tuple[Inspected, Grid]:
    inspected = read_old_excel(old_excel(ROWS, more))
    (grid,) = inspected.grids
    return inspected, grid


def cell(address: str, *more: Record) -> tuple[str, str] | None:
    _, grid = look(*more)
    found = {cell.ref: (cell.kind, cell.text) for row in range(1, grid.bottom + 1) for cell in grid.cells(row)}
    return found.get(address)


def refusal(data: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        read_old_excel(data)
    return caught.value


def stream(**parts: Any) -> dict[str, bytes]:
    return {"Workbook": old_stream({"Rekap": cells(ROWS)}, **parts)}


def strings(*texts: bytes, said: int | None = None) -> Record:
    return SST, struct.pack("<II", 9, len(texts) if said is None else said) + b"".join(
        struct.pack("<HB", len(one), 0) + one for one in texts
    )


def with_strings(record: Record, *more: Record) -> bytes:
    return ole({"Workbook": old_stream({"Rekap": [*cells(ROWS), *more]}, before=[record])})


def test_a_number_that_is_shown_in_percent_is_known() -> None:
    _, grid = look(number(4, 1, 0.65, style=3), number(4, 2, 0.65))
    assert grid.percent == {(4, 1)}


def test_a_plain_one_is_read() -> None:
    assert read(old_excel(ROWS), Limits()).tables[0].rows[0].cells["desa"].text == "Padang"


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (number(2, 5, 43222, style=1), ("date", "2018-05-02")),
        (number(2, 5, 43221, style=2), ("date", "2018-05")),
        (number(2, 5, 2018), ("number", "2018")),
        (text(2, 5, "Mei 2018"), ("text", "Mei 2018")),
        ((BOOL_OR_ERROR, at(2, 5) + b"\1\0"), ("bool", "TRUE")),
        ((BOOL_OR_ERROR, at(2, 5) + b"\x17\1"), ("error", "#REF!")),
        ((BOOL_OR_ERROR, at(2, 5) + b"\x2a\1"), ("error", "#N/A")),
        (number(2, 5, float("nan")), ("broken", "NaN")),
        (number(2, 5, float("inf"), style=1), ("broken", "inf")),
        (number(2, 5, 60, style=1), ("broken", "60.0")),
        (formula(2, 5, struct.pack("<d", 2018)), ("number", "2018")),
        (formula(2, 5, b"\2\0\x07\0\0\0\xff\xff"), ("error", "#DIV/0!")),
        (formula(2, 5, bytes(8), flags=2), ("no_cache", "")),
        (formula(2, 5, struct.pack("<d", float("nan"))), ("broken", "NaN")),
    ],
)
def test_each_kind_of_cell_says_what_it_is(record: Record, told: tuple[str, str]) -> None:
    assert cell("E2", record) == told


def test_the_text_of_a_formula_stands_in_the_next_record() -> None:
    told = (STRING, struct.pack("<HB", 5, 0) + b"Belum")
    assert cell("E2", formula(2, 5, TEXT_RESULT), told) == ("text", "Belum")


def test_an_empty_text_of_a_program_that_never_calculates_is_no_result() -> None:
    empty = formula(2, 5, b"\3" + b"\0" * 5 + b"\xff\xff")
    assert cell("E2", empty) is None
    data = ole({"Workbook": old_stream({"Rekap": [*cells(ROWS), empty]})})
    (grid,) = read_old_excel(data).grids
    assert grid.values[1][4] == ("no_cache", "")


def test_hidden_and_merged_parts_are_known() -> None:
    more = [
        (ROW, struct.pack("<H10xHH", 1, 0x20, 0)),
        (COLINFO, struct.pack("<5Hxx", 2, 3, 0, 0, 1)),
        (MERGED, struct.pack("<5H", 1, 1, 2, 1, 1)),
    ]
    _, grid = look(*more)
    assert (grid.hidden_rows, grid.hidden_columns, grid.merged) == ({2}, [(3, 3), (4, 4)], [(2, 2, 3, 2)])


def test_a_hidden_sheet_is_known_and_not_read() -> None:
    data = ole({"Workbook": old_stream({"Rekap": cells(ROWS), "Lama": cells(ROWS)}, states={"Lama": 2})})
    inspected = read_old_excel(data)
    assert [(sheet.name, sheet.is_visible) for sheet in inspected.sheets] == [("Rekap", True), ("Lama", False)]
    assert [grid.sheet for grid in inspected.grids] == ["Rekap"]


def test_links_and_objects_are_named() -> None:
    data = ole(stream(before=[(SUPBOOK, b"\1\0\5\0\0rekap")]) | {"MBD0001": b""})
    assert read_old_excel(data).embedded == ["objek sisipan", "tautan ke berkas lain"]
    assert look()[0].embedded == []


def test_cells_name_texts_by_number() -> None:
    data = with_strings(strings(b"Terbentuk", b"2018"), (LABEL_SST, at(2, 5) + struct.pack("<I", 1)))
    assert read_old_excel(data).grids[0].values[1][4] == "2018"


@pytest.mark.parametrize("number_of_text", [7, -1])
@pytest.mark.parametrize("said", [1, 9, 2**32 - 1])
def test_a_text_that_is_not_there_is_never_another_one(number_of_text: int, said: int) -> None:
    """xlrd counts negative numbers from the end of the texts."""
    data = with_strings(strings(b"x", said=said), (LABEL_SST, at(2, 5) + struct.pack("<i", number_of_text)))
    assert refusal(data).reason == "damaged"


def test_a_formula_whose_text_is_not_there_is_damage() -> None:
    assert refusal(old_excel(ROWS, [formula(2, 5, TEXT_RESULT)])).reason == "damaged"


@pytest.mark.parametrize(
    ("data", "reason", "word"),
    [
        (ole(stream(before=[(FILEPASS, bytes(6))])), "password", "kata sandi"),
        (ole({"EncryptedPackage": b""}), "password", "kata sandi"),
        (ole(stream(version=0x0500)), "old_xls", "sebelum Excel 97"),
        (ole({"Book": stream(version=0x0500)["Workbook"]}), "old_xls", "sebelum Excel 97"),
        (ole(stream() | {"_VBA_PROJECT_CUR": b""}), "macros", "makro"),
        (ole({"Workbook": old_stream({"Rekap": cells(ROWS), "M": []}, kinds={"M": 1})}), "macros", "makro"),
        (ole({"Workbook": b"", "x": b""}, names=["Workbook", "Workbook"]), "nested_xls", "buku kerja lain"),
        (ole({"WordDocument": b""}), "not_excel", "Word"),
        (ole({"PowerPoint Document": b""}), "not_excel", "PowerPoint"),
        (ole({"__properties_version1.0": b""}), "not_excel", "Outlook"),
        (ole({"lain": b""}), "not_excel", "tidak dikenali"),
    ],
)
def test_what_is_not_read_is_named(data: bytes, reason: str, word: str) -> None:
    refused = refusal(data)
    assert (refused.reason, word in refused.message) == (reason, True)


@pytest.mark.parametrize(
    "fat", [{1: 1}, {2: 2}, {9: 2}, {3: 120}, {3: 0xFFFFFFFE}], ids=["directory", "self", "back", "out", "short"]
)
def test_chains_that_lead_nowhere_are_damage(fat: Mapping[int, int]) -> None:
    assert refusal(ole(stream(), fat=fat)).reason == "damaged"


def test_a_chain_that_only_the_reader_would_follow_is_damage_too() -> None:
    assert refusal(ole(stream(), fat={9: 9}, mini_start=9)).reason == "damaged"


@pytest.mark.parametrize(("link", "reason"), [(END, "old_xls"), (0, "damaged")])
def test_a_short_stream_without_an_end_is_damage(link: int, reason: str) -> None:
    """A stream of 64 bytes, the first of those that share the sectors 3 to 10; sector 2 links them."""
    data = bytearray(ole({"Workbook": bytes(8192)}, fat={2: END, 10: END}, mini_start=2))
    struct.pack_into("<II", data, 1024 + 116, 3, 4096)
    struct.pack_into("<II", data, 1024 + 128 + 116, 0, 64)
    struct.pack_into("<I", data, 512 * 3, link)
    assert refusal(bytes(data)).reason == reason


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ((MERGED, struct.pack("<5H", 1, 5, 2, 0, 0)), "damaged"),
        ((LABEL_SST, b"\0"), "damaged"),
        (text(1, 300, "x"), "damaged"),
        ((MULBLANK, struct.pack("<HH250H", 1, 0, *[0] * 250)), "damaged"),
    ],
)
def test_addresses_that_no_reader_may_believe_are_refused(record: Record, reason: str) -> None:
    assert refusal(old_excel(ROWS, [record])).reason == reason


@pytest.mark.parametrize("bounds", [(0, 2**32 - 1, 0, 256, 0), (0, 10, 0, 65_535, 0)])
def test_the_size_that_a_sheet_claims_is_not_believed(bounds: tuple[int, ...]) -> None:
    size = DIMENSIONS, struct.pack("<IIHHH", *bounds)
    inspected = read_old_excel(ole({"Workbook": old_stream({"Rekap": [size, *cells(ROWS)]})}))
    assert (len(inspected.grids[0].values), inspected.grids[0].area) == (3, 15)


@pytest.mark.parametrize("record", [(DIMENSIONS, struct.pack("<IIHHH", 0, 10, 0, 9, 0)), text(2, 3, "Lalang")])
def test_a_cell_that_would_get_lost_is_damage(record: Record) -> None:
    """Behind a second statement of its size xlrd begins a sheet anew."""
    assert refusal(old_excel(ROWS, [record])).reason == "damaged"


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.5])
def test_a_cut_off_file_is_damaged(kept: float) -> None:
    data = old_excel(ROWS)
    assert refusal(data[: int(len(data) * kept)]).reason == "damaged"


def test_too_many_sheets_are_refused() -> None:
    sheets: dict[str, list[Record]] = {f"L{place}": [] for place in range(201)}
    assert refusal(ole({"Workbook": old_stream(sheets)})).reason == "too_big_inside"


def test_a_sheet_whose_name_no_program_can_ask_for_is_damage() -> None:
    assert refusal(ole({"Workbook": old_stream({"Rek\0ap": cells(ROWS)})})).reason == "damaged"
    assert read(ole({"Workbook": old_stream({"Rekap": cells(ROWS)})}), Limits()).tables
