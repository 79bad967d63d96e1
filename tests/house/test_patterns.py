"""Patterns that meet the longest text a cell can hold, each with the text that once cost it time by its square."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from kkb.checking.files.data_day import find_data_day
from kkb.personal import PLACEHOLDER, without_personal_numbers
from kkb.problems import shorten
from kkb.recap import Cell
from kkb.uploads.check import InputFile, Stored, check_files
from kkb.workbook.child import read
from kkb.workbook.model import DEFAULT_LIMITS
from kkb.workbook.rows.row_kinds import Row, kecamatan_heading, looks_signed
from kkb.workbook.tables.headers import header_text, tick_text
from kkb.workbook.xlsx.cell_notes import read_notes
from kkb.workbook.xlsx.cell_styles import read_styles
from kkb.workbook.xlsx.number_formats import shown_part
from tests.support.builders import REGION, TODAY, dendang_rows, make_table
from tests.support.timing import least_seconds
from tests.support.workbook_fixtures import make_xlsx, table_of

LENGTH = 32_767
MOST_SECONDS = 0.2


def long(piece: str, before: str = "", after: str = "") -> str:
    """A text as long as a cell can be."""
    return before + (piece * LENGTH)[: LENGTH - len(before) - len(after)] + after


def amounts(text: str) -> bool:
    return Row(1, {"desa": Cell("A1", "text", "x"), "status": Cell("B1", "text", text)}).has_only_amounts


def heading(text: str) -> object:
    return kecamatan_heading(Row(1, {"desa": Cell("A1", "text", text)}), {"desa": 1}, is_merged=False)


def day_below(text: str, *, count: int = 1) -> object:
    table = make_table(dendang_rows(), title=None)
    table.below += [Cell(f"F{row}", "text", text) for row in range(12, 12 + count)]
    return find_data_day([table], file_name="rekap.xlsx", as_of=None, answer=None, today=TODAY)


def day_named(text: str) -> object:
    table = make_table(dendang_rows(), title=None)
    return find_data_day([table], file_name=text, as_of=None, answer=None, today=TODAY)


def note(text: str) -> object:
    return read_notes([f'<comments><comment ref="A1"><t>{text}</t></comment></comments>'.encode()])


def style(code: str) -> object:
    return read_styles(
        [f'<styleSheet><numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts></styleSheet>'.encode()]
    )


@pytest.mark.parametrize(
    ("look", "text"),
    [
        pytest.param(tick_text, long("("), id="brackets in a header"),
        pytest.param(tick_text, long("(a"), id="brackets with words in a header"),
        pytest.param(shown_part, long("["), id="brackets in a format"),
        pytest.param(style, long("["), id="brackets in a style"),
        pytest.param(note, long("[Threaded comment]"), id="a thread in a note"),
        pytest.param(looks_signed, long("1", "Manggar, "), id="a signature of figures"),
        pytest.param(looks_signed, long(" ", "Manggar,", "x"), id="a signature of spaces"),
        pytest.param(amounts, long(" ", "1", "x"), id="spaces behind an amount"),
        pytest.param(heading, long(":", "Kecamatan x"), id="colons behind a kecamatan"),
        pytest.param(without_personal_numbers, long(".", "hp 123456 hp "), id="dots behind a telephone"),
        pytest.param(day_below, long("10 mei 2023 "), id="days in a note"),
        pytest.param(day_below, long("17/1/"), id="slashes in a note"),
        pytest.param(day_named, long("3 Oktober 2017 "), id="days in the name of a file"),
    ],
)  # fmt: skip
def test_the_longest_text_costs_little(look: Callable[[str], object], text: str) -> None:
    look(text[:100])
    assert least_seconds(lambda: look(text), bound=MOST_SECONDS) < MOST_SECONDS


def test_many_notes_below_a_table_cost_little() -> None:
    bound = 10 * MOST_SECONDS
    assert least_seconds(lambda: day_below("Catatan", count=5000), bound=bound) < bound


def test_a_telephone_is_still_found_behind_its_word() -> None:
    assert without_personal_numbers("Telp. no. : 0719-91234") == f"Telp. no. : {PLACEHOLDER}"


@pytest.mark.parametrize("text", ["15", "38,5%", "9 desa", "3 dari 9 desa", "3 / 9", "- desa"])
def test_amounts_are_still_told(text: str) -> None:
    assert amounts(text)


def test_a_header_has_no_letters_that_cannot_be_seen() -> None:
    assert header_text("\x00Keca\u200bmatan \n\x07(isi)") == "Kecamatan (isi)"
    table = table_of([["\x00Kecamatan", "Desa", "Status", "Alamat\x00"], ["Dendang", "Nyuruk", "Terbentuk", "-"]])
    assert table.columns["kecamatan"] == "Kecamatan"
    assert table.extra_columns == ("Alamat",)


def test_an_escaped_control_letter_reaches_no_message() -> None:
    rows = [
        ["_x0000_Rekap keadaan per 10 Mei 2023"],
        ["_x0000_Kecamatan", "Desa", "_x0000_Jumlah anggota", "Tanggal Pembentukan"],
        ["Dendang", "Nyuruk", 12, "3 Oktober 2017"],
        ["Dendang", "Balok_x0000_", 12, None],
    ]
    data = make_xlsx(rows)
    workbook = read(data, DEFAULT_LIMITS)
    checked = check_files(
        [InputFile("rekap.xlsx", data)],
        region=REGION,
        region_name="Beltim",
        stored=Stored(),
        today=TODAY,
        workbooks={hashlib.sha256(data).hexdigest(): workbook},
    )
    verdict = checked.verdict
    said = [verdict.message, *(p.message for p in verdict.problems), *(q.text for q in verdict.questions)]
    assert len(said) > 2
    assert [text for text in said if "\x00" in text] == []


def test_a_quoted_text_shows_where_a_letter_cannot_be_seen() -> None:
    assert shorten("Rekap\x00 per\t10  Mei\u202e") == "Rekap□ per 10 Mei□"
