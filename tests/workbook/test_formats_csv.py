"""Texts with separators: what separates, how the letters are written, quotation marks, and what is but a guess."""

from __future__ import annotations

import pytest

from kkb.workbook.formats.bounds import LONGEST_TEXT, MOST_CELLS, MOST_ROWS
from kkb.workbook.formats.csv_text import SHEET, find_separator, read_csv
from kkb.workbook.formats.decoding import decode_text
from kkb.workbook.formats.text_cells import text_value
from kkb.workbook.model import Refused

ROWS = "Kecamatan;Desa;Status\nManggar;Padang;Belum\nManggar;Baru;Terbentuk\n"


def values(text: str | bytes) -> list[list[object]]:
    return read_csv(text.encode() if isinstance(text, str) else text)[0].values  # type: ignore[return-value]


def form(text: str | bytes) -> tuple[str, str, tuple[str, ...]]:
    found = read_csv(text.encode() if isinstance(text, str) else text)[1]
    return found.separator, found.encoding, found.doubts


def refusal(text: str | bytes) -> str:
    with pytest.raises(Refused) as caught:
        values(text)
    return caught.value.reason


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_the_one_that_gives_even_rows(separator: str) -> None:
    text = ROWS.replace(";", separator)
    assert form(text) == (separator, "UTF-8", ())
    assert values(text)[1] == ["Manggar", "Padang", "Belum"]


def test_commas_within_texts_do_not_win_over_semicolons() -> None:
    text = "Daftar, per 10 Mei 2023\n" + ROWS.replace("Padang", "Padang, lama")
    assert find_separator(text) == (";", False)


def test_a_separator_nearly_as_good_is_said_to_be_guessed() -> None:
    assert form("a;b,c\nd;e,f\n")[2] == ("pemisah",)


@pytest.mark.parametrize("first", ["sep=#\n", "SEP=#\r\n"])
def test_a_text_may_name_its_separator_in_a_line_that_is_no_row(first: str) -> None:
    grid, found = read_csv((first + "Desa#Status\nA;B#Belum\n").encode())
    assert (found.separator, found.doubts) == ("#", ())
    assert [(c.ref, c.text) for c in grid.cells(2)] == [("A2", "A;B"), ("B2", "Belum")]
    assert grid.sheet == SHEET


@pytest.mark.parametrize(
    ("data", "encoding", "is_guess"),
    [
        ("Café".encode(), "UTF-8", False),
        (b"\xef\xbb\xbf" + "Café".encode(), "UTF-8", False),
        ("Café".encode("utf-16"), "UTF-16", False),
        ("Café".encode("utf-16-be"), "UTF-16", False),
        ("\ufeffCafé".encode("utf-16-be"), "UTF-16", False),
        ("Café".encode("cp1252"), "Windows-1252", True),
    ],
)
def test_letters_are_read_by_their_encoding(data: bytes, encoding: str, is_guess: bool) -> None:
    decoded = decode_text(data)
    assert (decoded.text, decoded.encoding, decoded.is_guess) == ("Café", encoding, is_guess)


def test_broken_utf_8_stays_utf_8_so_that_the_cell_is_reported() -> None:
    decoded = decode_text("Café, Désa, Né".encode() + b"\xe9;x")
    assert (decoded.encoding, decoded.is_guess) == ("UTF-8", True)
    assert decoded.text == "Café, Désa, Né\ufffd;x"


def test_quotation_marks_keep_separators_and_line_breaks_inside() -> None:
    text = 'Desa;Keterangan\nPadang;"dua; ""baris""\nlagi"\n'
    assert values(text) == [["Desa", "Keterangan"], ["Padang", 'dua; "baris"\nlagi']]
    assert form(text)[2] == ()


@pytest.mark.parametrize(
    "text",
    [
        'Desa;Status;Ket\n"Padang;Belum;a\nBaru;Belum;b\n',
        'Desa;Status;Ket\n"Padang;Belum;a\nBaru;Belum;b"\nGantung;Belum;c\n',
        'Desa;Status;Ket\n"Padang" lama;Belum;a\nBaru;Belum;b\n',
    ],
)
def test_marks_that_do_not_pair_are_letters_and_no_row_is_swallowed(text: str) -> None:
    assert len(values(text)) == text.count("\n")
    assert form(text)[2] == ("kutip",)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("  ", None),
        ("#REF!", ("error", "#REF!")),
        ("Err:502", ("error", "Err:502")),
        ('="0123"', "0123"),
        ("'=1+1", "=1+1"),
        ("'kutip", "'kutip"),
        ("#1 Padang", "#1 Padang"),
    ],
)
def test_a_cell_means_what_excel_would_show(text: str, value: object) -> None:
    assert text_value(text) == value


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"a;" * (5 * 2**20), id="one line of 10 MB"),
        pytest.param(ROWS.encode() + b'"' + b"x;\n" * (3 * 2**20), id="a quotation that never ends"),
        pytest.param(ROWS.encode() + b'"' * (9 * 2**20), id="nothing but quotation marks"),
        pytest.param(ROWS.encode() + b";" * 16_384, id="beyond the last column"),
        pytest.param(ROWS.encode() + b"x;y\n" * (MOST_ROWS + 1), id="too many rows"),
        pytest.param(ROWS.encode() + b"x;y\r" * (MOST_ROWS + 1), id="too many rows of an old Mac"),
        pytest.param((ROWS + ";" * 16_000 + "\n").encode() * (MOST_CELLS // 16_000), id="too many cells"),
        pytest.param(ROWS.encode() + b"x" * (LONGEST_TEXT + 1), id="too long a text"),
    ],
)
def test_what_no_recap_needs_is_refused_before_it_costs_much(data: bytes) -> None:
    assert refusal(data) == "too_big_inside"


def test_nul_bytes_are_damage() -> None:
    assert refusal(ROWS.encode() + b"x;\0\n") == "damaged"
