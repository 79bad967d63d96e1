"""The sheets of the template beside the recap of status: empty they say nothing, filled in they come back unchanged."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import openpyxl
import pytest

from kkb.checking import Outcome, Verdict
from kkb.config import DEFAULT_REGION_NAME
from kkb.programme import (
    EvaluasiRow,
    JenisLangkah,
    KegiatanRow,
    KomitmenRow,
    LangkahRow,
    Lembar,
    ProgrammeRow,
    Putusan,
    ReportedRow,
)
from kkb.programme.columns import KOLOM, SEKSI, SHEET_NAMES, Perlu
from kkb.schema import Tahap, Tanggal
from kkb.uploads.check import Stored, check_file
from kkb.workbook.template.programme import BLANK_ROWS, HEADER_ROW
from kkb.workbook.template.workbook import FILE_NAME, make_template
from tests.support.builders import REGION, make_observation

pytestmark = pytest.mark.usefixtures("read_once")

DAY, TODAY = date(2023, 5, 10), date(2023, 6, 1)
FIRST = HEADER_ROW + 1
NYURUK: dict[str, Any] = {"kode_desa": "19.06.03.2005", "kecamatan": "Dendang", "desa": "Nyuruk"}
ROWS: tuple[ProgrammeRow, ...] = (
    KomitmenRow(**NYURUK, kepala_desa=True, ketua_bpd=False, tanggal=Tanggal.from_iso("2023-05-10")),
    KomitmenRow(kode_desa=None, kecamatan="", desa="", penanda_tangan="Bupati", tanggal=Tanggal.from_iso("2023-05-10")),
    LangkahRow(**NYURUK, tanggal=Tanggal.from_iso("2017-08"), jenis=JenisLangkah.SOSIALISASI, catatan="=1+1"),
    KegiatanRow(
        **NYURUK, tanggal=Tanggal.from_iso("2022-03-01"), nama="Posyandu", kebutuhan="gizi", mitra="Puskesmas",
        peserta=1250, sebelum="35 anak", sesudah="20 anak", seksi="Pendidikan", anggaran=5_000_000,
        realisasi=4_500_000, faktor_sosial="gotong royong",
    ),
    EvaluasiRow(
        **NYURUK, tanggal=Tanggal.from_iso("2023"), program="Posyandu", putusan=Putusan.PERBAIKI, alasan="jauh",
        oleh="Forum desa",
    ),
)  # fmt: skip
STATUS = tuple(
    make_observation(1, DAY.isoformat(), *((Tahap.TERBENTUK, "2017-10-03") if d.desa == "Nyuruk" else (Tahap.BELUM,)),
                     desa=d.desa)
    for d in REGION.desa
)  # fmt: skip


def told(*rows: ProgrammeRow, day: date = DAY) -> tuple[ReportedRow, ...]:
    return tuple(ReportedRow(1, day, row) for row in rows)


def template(programme: Sequence[ReportedRow] = (), **options: Any) -> bytes:
    return make_template(REGION, region_name=DEFAULT_REGION_NAME, as_of=DAY, programme=programme, **options)


def book_of(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


@cache
def blank() -> bytes:
    return template()


@cache
def filled() -> bytes:
    """The template in which all of `ROWS` stand."""
    return template(told(*ROWS))


@cache
def blank_book() -> Any:
    """The empty template as openpyxl reads it, to look at only."""
    return book_of(blank())


def judge(data: bytes, programme: Sequence[ReportedRow] = ()) -> Verdict:
    stored = Stored(observations=STATUS, programme=tuple(programme))
    return check_file(
        data, FILE_NAME, region=REGION, region_name=DEFAULT_REGION_NAME, stored=stored, today=TODAY
    ).verdict


def values_of(data: bytes, lembar: Lembar, row: int) -> dict[str, Any]:
    """Field → what stands in a row, without the blanks."""
    sheet = book_of(data)[SHEET_NAMES[lembar]]
    names = [column.name for column in KOLOM[lembar]]
    return {name: cell.value for name, cell in zip(names, sheet[row], strict=True) if cell.value is not None}


def row_of_desa(desa: str) -> int:
    return FIRST + [one.desa for one in REGION.desa].index(desa)


def test_empty_sheets_are_not_missed_and_not_asked_about() -> None:
    verdict = judge(blank())
    assert {problem.sheet for problem in verdict.problems} == {"Status desa"}
    assert (verdict.questions, verdict.programme) == ((), ())
    assert [file.lembar for file in verdict.files] == [{}]


def test_what_is_known_stands_in_its_columns() -> None:
    data = filled()
    assert values_of(data, Lembar.KOMITMEN, row_of_desa("Nyuruk")) == NYURUK | {
        "kepala_desa": "Sudah", "ketua_bpd": "Belum", "tanggal": "10/05/2023",
    }  # fmt: skip
    assert values_of(data, Lembar.KOMITMEN, row_of_desa("Balok")).keys() == NYURUK.keys()
    signer = values_of(data, Lembar.KOMITMEN, FIRST + len(REGION.desa))
    assert signer.items() >= {"tanggal": "10/05/2023", "penanda_tangan": "Bupati"}.items()
    assert values_of(data, Lembar.LANGKAH, FIRST)["tanggal"] == "Agustus 2017"
    kegiatan = values_of(data, Lembar.KEGIATAN, FIRST)
    assert (kegiatan["peserta"], kegiatan["anggaran"], kegiatan["seksi"]) == (1250, 5_000_000, "Pendidikan")
    assert values_of(data, Lembar.EVALUASI, FIRST)["putusan"] == "Perbaiki"


def test_filled_in_they_come_back_unchanged() -> None:
    verdict = judge(filled(), told(*ROWS))
    assert (verdict.questions, verdict.data_date) == ((), DAY)
    assert {row.kunci: row for row in verdict.programme} == {row.kunci: row for row in ROWS}
    assert {problem.code for problem in verdict.problems} == {
        "DATE_MONTH_ONLY", "DATE_YEAR_ONLY", "TEXT_FORMULA_LIKE", "SHEET_UNREAD",
    }  # fmt: skip
    assert {(count.new, count.changed) for file in verdict.files for count in file.lembar.values()} == {(0, 0)}


def test_of_several_reports_the_one_that_holds_on_the_day_stands_there() -> None:
    older = LangkahRow(**NYURUK, tanggal=Tanggal.from_iso("2017-08"), jenis=JenisLangkah.SDM, catatan="lama")
    newer = LangkahRow(**NYURUK, tanggal=Tanggal.from_iso("2017-08"), jenis=JenisLangkah.SDM, catatan="baru")
    later = LangkahRow(**NYURUK, tanggal=Tanggal.from_iso("2023-05-20"), jenis=JenisLangkah.SDM)
    programme = (*told(newer, later), *told(older, day=date(2022, 1, 1)))
    data = template(programme)
    assert values_of(data, Lembar.LANGKAH, FIRST)["catatan"] == "baru"
    assert values_of(data, Lembar.LANGKAH, FIRST + 1) == {}


def test_a_text_that_looks_like_a_formula_stays_text() -> None:
    sheet = book_of(filled())["Langkah"]
    cell = sheet.cell(FIRST, [column.name for column in KOLOM[Lembar.LANGKAH]].index("catatan") + 1)
    assert (cell.value, cell.data_type, cell.quotePrefix, cell.number_format) == ("=1+1", "s", True, "@")


@pytest.mark.parametrize("lembar", Lembar)
def test_headers_are_those_of_the_reader_and_say_what_is_needed(lembar: Lembar) -> None:
    sheet = blank_book()[SHEET_NAMES[lembar]]
    headers = [cell.value for cell in sheet[HEADER_ROW]]
    assert [header.removesuffix(" *") for header in headers] == [column.header for column in KOLOM[lembar]]
    marked = {header.removesuffix(" *") for header in headers if header.endswith(" *")}
    needed = {column.header for column in KOLOM[lembar] if column.perlu is Perlu.WAJIB}
    assert marked == (set() if lembar is Lembar.KOMITMEN else needed)
    assert (sheet.freeze_panes, sheet.print_title_rows) == (f"D{FIRST}", f"${HEADER_ROW}:${HEADER_ROW}")


def rules_of(lembar: Lembar) -> dict[str, Any]:
    """Header → the rule of its column."""
    sheet = blank_book()[SHEET_NAMES[lembar]]
    rules = {str(rule.sqref).partition(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    found = {cell.value.removesuffix(" *"): rules.get(f"{cell.column_letter}{FIRST}") for cell in sheet[HEADER_ROW]}
    return {header: rule for header, rule in found.items() if rule is not None}


def test_lists_offer_the_words_that_are_read() -> None:
    komitmen, langkah, kegiatan, evaluasi = (rules_of(lembar) for lembar in Lembar)
    assert komitmen["Kepala Desa Tanda Tangan"].formula1 == '"Sudah,Belum"'
    assert langkah["Jenis Langkah"].formula1 == '"' + ",".join(JenisLangkah) + '"'
    assert evaluasi["Putusan"].formula1 == '"Lanjutkan,Perbaiki,Hentikan"'
    assert kegiatan["Seksi"].formula1 == '"' + ",".join(SEKSI) + '"'
    assert kegiatan["Desa"].formula1 == f"'Komitmen'!$B${FIRST}:$B${FIRST + len(REGION.desa) - 1}"
    assert "Dendang" in kegiatan["Kecamatan"].formula1
    assert "Desa" not in komitmen
    assert all(len(rule.formula1) <= 257 for rule in (*komitmen.values(), *kegiatan.values()))


def test_columns_check_what_is_typed_and_advice_is_no_rule() -> None:
    kegiatan = rules_of(Lembar.KEGIATAN)
    assert {header for header, rule in kegiatan.items() if not rule.showErrorMessage} == {
        "Seksi", "Tujuan Inpres 3/2022", "Sumber Dana",
    }  # fmt: skip
    assert {header for header, rule in kegiatan.items() if rule.type == "whole"} == {
        "Jumlah Peserta", "Anggaran (Rp)", "Realisasi (Rp)",
    }  # fmt: skip
    assert "'Status desa'!$C$2" in kegiatan["Tanggal"].formula1


def test_desa_are_locked_and_lists_may_grow() -> None:
    book = blank_book()
    komitmen, kegiatan = book["Komitmen"], book["Kegiatan"]
    assert komitmen.protection.sheet and not kegiatan.protection.sheet
    assert [cell.protection.locked for cell in komitmen[FIRST]] == [True] * 3 + [False] * 5
    below = komitmen[FIRST + len(REGION.desa)]
    assert not any(cell.protection.locked for cell in below)
    assert kegiatan.max_row == HEADER_ROW + BLANK_ROWS
    assert kegiatan.column_dimensions["D"].number_format == "@"
    assert kegiatan.cell(FIRST, 4).number_format == "@"
    assert kegiatan.cell(FIRST, 8).number_format == "#,##0"


def test_the_guide_has_a_part_for_each_sheet() -> None:
    guide = blank_book()["Petunjuk"]
    told_of = [(row[0] or "", row[1] or "") for row in guide.iter_rows(values_only=True)]
    assert [what for what, _ in told_of if what.startswith("Lembar ")] == [
        f"Lembar {name} (boleh dikosongkan)" for name in SHEET_NAMES.values()
    ]
    assert any("Lanjutkan, Perbaiki, Hentikan" in how for _, how in told_of)
    assert not any("{" in how for _, how in told_of)
    assert told_of[-1][0] == "Sesudah diisi"


def test_invented_sheets_say_so() -> None:
    book = book_of(template(told(*ROWS), is_sample=True))
    assert all(book[name]["A2"].value.startswith("DATA CONTOH") for name in SHEET_NAMES.values())


@pytest.mark.parametrize(("typed", "read"), [("5/3/2022", "2022-03-05"), ("Maret 2022", "2022-03"), ("2022", "2022")])
def test_a_row_filled_in_by_hand_is_read(typed: str, read: str) -> None:
    book = book_of(blank())
    sheet = book["Kegiatan"]
    values = {"Desa *": "Nyuruk", "Tanggal *": typed, "Nama Kegiatan *": "Posyandu", "Jumlah Peserta": 30}
    for cell in sheet[HEADER_ROW]:
        if cell.value in values:
            sheet.cell(FIRST + 3, cell.column, values[cell.value])
    stream = io.BytesIO()
    book.save(stream)
    verdict = judge(stream.getvalue())
    (row,) = verdict.programme
    assert isinstance(row, KegiatanRow)
    assert (verdict.outcome, verdict.data_date, verdict.questions) == (Outcome.WARN, DAY, ())
    assert (row.desa, row.tanggal.iso(), row.peserta, row.sel["peserta"]) == ("Nyuruk", read, 30, f"H{FIRST + 3}")
