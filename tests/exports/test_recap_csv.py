"""The recap as text with separators: opened by a double click, read again without a change, never a formula."""

from __future__ import annotations

import csv
import io

import pytest

from kkb.checking import Verdict
from kkb.exports.excel.recap_csv import write_csv
from kkb.overview import Overview
from kkb.recap_columns import COLUMNS
from kkb.workbook.safe_text import looks_like_formula, shield, unshield
from kkb.workbook.template.workbook import SAMPLE_LINE
from tests.support.builders import DATA_DAY, DENDANG
from tests.support.recap_builders import all_belum, come_back, formed, overview_of

DAY = DATA_DAY.isoformat()
HEADERS = [column.header for column in COLUMNS]
FORMULAS = (
    "=1+1", "+62812", "-5", "@SUM(A1)", "'=1+1", "''=1+1", '=HYPERLINK("http://contoh.test";"x")',
    "\uff1d1+1", "\uff0b62812", "\uff0d5", "\uff20SUM(A1)", "'\uff1d1+1",
)  # fmt: skip


def lines_of(overview: Overview) -> list[list[str]]:
    """The cells as Excel set to Indonesian parts them."""
    return list(csv.reader(io.StringIO(write_csv(overview).decode("utf-8-sig"), newline=""), delimiter=";"))


def row_of(overview: Overview, desa: str) -> dict[str, str]:
    return next(dict(zip(HEADERS, line, strict=True)) for line in lines_of(overview) if line[3:4] == [desa])


def verdict_of(overview: Overview) -> Verdict:
    return come_back(overview, write_csv(overview), name="rekap.csv").verdict


def assert_unchanged(verdict: Verdict, count: int = 39) -> None:
    assert verdict.questions == ()
    assert verdict.change_counts == {"new": 0, "changed": 0, "unchanged": count, "rejected": 0}
    assert (verdict.detail_count, verdict.nothing_to_save) == (0, True)


def test_excel_finds_letters_columns_and_rows() -> None:
    data = write_csv(overview_of(all_belum()))
    assert data.startswith(b"\xef\xbb\xbfREKAPITULASI")
    assert data.count(b"\r\n") == data.count(b"\n") == 45
    lines = lines_of(overview_of(all_belum()))
    assert [line[0] for line in lines[:4]] == [
        "REKAPITULASI PEMBENTUKAN POKJA KAMPUNG KELUARGA BERKUALITAS",
        "KABUPATEN BELITUNG TIMUR",
        "KEADAAN PER 10 MEI 2023",
        "Sumber: unggahan 1.",
    ]
    assert lines[5] == HEADERS
    assert [line[0] for line in lines[6:]] == [str(number) for number in range(1, 40)]


def test_whole_days_are_taken_for_dates_in_any_language() -> None:
    overview = overview_of(all_belum(Nyuruk=formed("Nyuruk", "2017-10-03"), Balok=formed("Balok", "2018-05")))
    assert row_of(overview, "Nyuruk")["Tanggal Pembentukan"] == "2017-10-03"
    assert row_of(overview, "Balok")["Tanggal Pembentukan"] == "Mei 2018"


@pytest.mark.parametrize("text", FORMULAS)
def test_what_could_be_a_formula_is_none_and_comes_back_as_it_was(text: str) -> None:
    overview = overview_of(all_belum(Nyuruk=formed("Nyuruk", "2017-10-03", keterangan=text)), kecamatan=["Dendang"])
    written = row_of(overview, "Nyuruk")["Keterangan"]
    assert not looks_like_formula(written)
    assert written == f"'{text}"
    assert_unchanged(verdict_of(overview), len(DENDANG))


@pytest.mark.parametrize("text", ["'lama", "lama", "a=1", "''", "", "'"])
def test_other_texts_stand_as_they_are(text: str) -> None:
    assert shield(text) == text
    assert unshield(text) == text


@pytest.mark.parametrize("text", ["\t=1", "\r=1", " =1", "=\x001", "satu\n=dua"])
def test_no_cell_begins_a_formula_behind_a_blank(text: str) -> None:
    overview = overview_of(all_belum(Nyuruk=formed("Nyuruk", keterangan=text)), region_name=text)
    for line in lines_of(overview):
        assert not any(looks_like_formula(cell) or cell != cell.strip() for cell in line), line


def test_a_sample_stays_a_sample() -> None:
    overview = overview_of(all_belum(), is_sample=True)
    assert [SAMPLE_LINE] in lines_of(overview)
    verdict = verdict_of(overview)
    assert_unchanged(verdict)
    assert verdict.is_sample


def test_a_kecamatan_nobody_reported_is_named_below() -> None:
    overview = overview_of([seen for seen in all_belum() if seen.row.kecamatan != "Dendang"])
    assert ["Belum dilaporkan, jadi tidak ada dalam tabel: 4 desa."] in lines_of(overview)
    assert_unchanged(verdict_of(overview), 35)


def test_half_a_letter_does_not_take_the_file_away() -> None:
    assert lines_of(overview_of([], region_name="a\ud800b"))[1] == ["AB"]
