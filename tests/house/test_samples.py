"""The three sample recaps: what they say, that they say they are samples, and that the script makes them."""

from __future__ import annotations

import importlib
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

from kkb.checking import Outcome, Verdict
from kkb.config import SAMPLE_DIR
from kkb.problems import Severity
from kkb.programme import JenisLangkah, KomitmenRow, LangkahRow
from kkb.schema import Tahap
from kkb.uploads.check import Stored, check_file
from tests.support.builders import REGION, found, stored_texts

FIRST, LATER, FAULTY = "rekap_2023-05-10.xlsx", "rekap_contoh_lanjutan.xlsx", "rekap_salah_ketik.xlsx"
TODAY = date(2026, 11, 24)


@cache
def check_sample(name: str, **answers: str) -> Verdict:
    """The verdict of a sample, read once by a child as any upload."""
    data = (SAMPLE_DIR / name).read_bytes()
    region_name = "Kabupaten Belitung Timur"
    return check_file(
        data, name, region=REGION, region_name=region_name, stored=Stored(), today=TODAY, answers=answers
    ).verdict


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """`make_samples.py` as it runs: with its own folder on the path."""
    monkeypatch.syspath_prepend(str(SAMPLE_DIR))
    return importlib.import_module("make_samples")


def found_in(verdict: Verdict, sheet: str) -> list[tuple[str, str | None]]:
    """(code, cell) of every problem of one sheet, notes left out."""
    return [(p.code, p.cell) for p in verdict.problems if p.sheet == sheet and p.severity is not Severity.INFO]


def formed_on(verdict: Verdict, iso: str) -> set[str]:
    return {desa for desa, said in stored_texts(verdict).items() if said == ("Terbentuk", iso)}


class TestFirst:
    def test_39_desa_15_formed(self) -> None:
        verdict = check_sample(FIRST)
        assert (verdict.outcome, verdict.questions) == (Outcome.WARN, ())
        assert (verdict.data_date, verdict.data_date_source) == (date(2023, 5, 10), "Rekap!A3")
        assert verdict.to_json()["counts"] == {
            "desa": 39, "terbentuk": 15, "merintis": 2, "komitmen": 0, "sosialisasi": 1, "belum": 21,
        }  # fmt: skip
        assert verdict.change_counts == {"new": 39, "changed": 0, "unchanged": 0, "rejected": 0}
        assert found_in(verdict, "Rekap") == [("DATE_YEAR_ONLY", "E32")]

    def test_the_history_is_that_of_the_sources(self) -> None:
        verdict = check_sample(FIRST)
        assert formed_on(verdict, "2014") == {"Senyubuk"}
        assert formed_on(verdict, "2017-10-03") == {
            "Burong Mandi", "Kurnia Jaya", "Cendil", "Batu Penyu", "Aik Madu", "Tanjung Batu Itam", "Nyuruk",
        }  # fmt: skip
        in_2018 = formed_on(verdict, "2018-05-02")
        assert (len(in_2018), "Limbongan" in in_2018) == (7, True)
        by_status = {status: {d for d, said in stored_texts(verdict).items() if said[0] == status} for status in Tahap}
        assert by_status[Tahap.MERINTIS] == {"Lilangan", "Jangkang"}
        assert by_status[Tahap.SOSIALISASI] == {"Tanjung Kelumpang"}

    def test_what_is_illustrative_says_so(self) -> None:
        rows = check_sample(FIRST).rows
        illustrative = {row.desa for row in rows if row.attributes.get("keterangan", "").startswith("Ilustrasi")}
        assert illustrative == formed_on(check_sample(FIRST), "2018-05-02") - {"Limbongan"}


    def test_every_value_says_where_it_comes_from(self) -> None:
        rows = check_sample(FIRST).rows
        notes = {row.desa: row.attributes["keterangan"] for row in rows}
        unnamed = {row.desa for row in rows if row.status is Tahap.BELUM}
        assert {desa for desa, note in notes.items() if note.startswith("Data contoh, rekaan")} == unnamed
        assert len(unnamed) == 21
        sources = {"2017-10-03": "negerilaskarpelangi.com (?p=14631)", "2018-05-02": "bangka.tribunnews.com"}
        for iso, source in sources.items():
            assert all(source in notes[desa] for desa in formed_on(check_sample(FIRST), iso))


class TestProgramme:
    """The sheets beside the recap of status: facts of the news release, the rest labelled as invented."""

    def test_every_desa_signed_on_10_may_2023(self) -> None:
        signed = [row for row in check_sample(FIRST).programme if isinstance(row, KomitmenRow)]
        of_desa = [row for row in signed if row.kode_desa]
        assert len(of_desa) == 39
        assert all(row.kepala_desa and row.ketua_bpd for row in of_desa)
        assert {row.tanggal.iso() for row in signed if row.tanggal} == {"2023-05-10"}
        assert [row.penanda_tangan for row in signed if not row.kode_desa] == ["Bupati", "Kepala OPD terkait"]

    def test_tanjung_kelumpang_had_several_sosialisasi(self) -> None:
        steps = [row for row in check_sample(FIRST).programme if isinstance(row, LangkahRow)]
        there = [row for row in steps if row.desa == "Tanjung Kelumpang"]
        assert {row.jenis for row in there} == {JenisLangkah.SOSIALISASI}
        assert len(there) == 3

    @pytest.mark.parametrize("name", [FIRST, LATER])
    def test_what_is_invented_says_so_in_its_row(self, name: str) -> None:
        book = openpyxl.load_workbook(SAMPLE_DIR / name)
        for title in ("Langkah", "Kegiatan", "Evaluasi"):
            rows = [row for row in book[title].iter_rows(min_row=5, values_only=True) if any(row)]
            assert rows
            assert all("rekaan" in " ".join(str(value) for value in row) for row in rows), title

    @pytest.mark.parametrize("name", [FIRST, LATER])
    def test_sheets_that_are_invented_as_a_whole_say_so_on_top(self, name: str) -> None:
        book = openpyxl.load_workbook(SAMPLE_DIR / name)
        for title in ("Kegiatan", "Evaluasi"):
            assert str(book[title]["A1"].value).endswith("(data contoh, seluruhnya rekaan)")

    @pytest.mark.parametrize("name", [FIRST, LATER])
    def test_blanks_and_what_cannot_be_compared_is_said(self, name: str) -> None:
        found = {p.code for p in check_sample(name).problems if p.sheet == "Kegiatan"}
        assert found == {"FIELD_BLANK", "UNIT_DIFFERS"}


class TestLater:
    def test_22_formed_and_nothing_asks(self) -> None:
        verdict = check_sample(LATER)
        assert (verdict.outcome, verdict.questions, verdict.data_date) == (Outcome.WARN, (), date(2024, 6, 30))
        assert verdict.to_json()["counts"] == {
            "desa": 39, "terbentuk": 22, "merintis": 5, "komitmen": 0, "sosialisasi": 5, "belum": 7,
        }  # fmt: skip
        assert found_in(verdict, "Juni 2024") == [("DATE_YEAR_ONLY", "F26")]

    def test_what_it_adds_is_marked_as_invented(self) -> None:
        earlier = {row.kode_desa for row in check_sample(FIRST).rows if row.status is Tahap.TERBENTUK}
        new = [
            row for row in check_sample(LATER).rows if row.status is Tahap.TERBENTUK and row.kode_desa not in earlier
        ]
        assert {row.attributes["keterangan"] for row in new} == {"Data contoh, rekaan"}
        assert all("CONTOH" in (row.no_sk or "") for row in new)
        assert len(new) == 7


    def test_every_klasifikasi_is_marked_as_invented(self) -> None:
        graded = [row for row in check_sample(LATER).rows if "klasifikasi" in row.attributes]
        assert len(graded) == 22
        assert all("rekaan" in row.attributes["keterangan"] for row in graded)


class TestFaulty:
    def test_the_faulty_cells_are_named_and_only_unread_dates_ask(self) -> None:
        verdict = check_sample(FAULTY)
        assert (verdict.outcome, [question.id for question in verdict.questions]) == (Outcome.ASK, ["date_dropped"])
        assert found(verdict) == [
            ("DATE_DROPPED", "E27"),
            ("STATUS_UNKNOWN", "D7"),
            ("STATUS_BLANK", "D8"),
            ("ROW_DUP_CONFLICT", "C10"),
            ("DATE_FUTURE", "E23"),
            ("DATE_BUT_BELUM", "E25"),
            ("DATE_IMPOSSIBLE", "E27"),
            ("DATE_UNREADABLE", "E29"),
            ("NAME_UNKNOWN", "C35"),
            ("DATE_TOO_OLD", "E39"),
            ("KEC_MISMATCH", "C43"),
            ("ROW_DUP_CONFLICT", "C44"),
            ("VILLAGES_MISSING", None),
            ("NAME_FUZZY", "C15"),
            ("DATE_YEAR_ONLY", "E26"),
            ("TOTAL_MISMATCH", "D45"),
        ]

    def test_the_other_29_rows_may_be_stored(self) -> None:
        assert len(check_sample(FAULTY, date_dropped="tanpa").rows) == 31
        verdict = check_sample(FAULTY, date_dropped="biarkan")
        assert (len(verdict.rows), verdict.can_commit) == (29, True)
        assert verdict.change_counts == {"new": 29, "changed": 0, "unchanged": 0, "rejected": 10}
        assert not {"Kelubi", "Padang", "Cendil", "Mayang", "Lintang", "Nyuruk", "Mentawak", "Dukong", "Sukamandi",
                    "Baru"} & set(stored_texts(verdict))  # fmt: skip
        assert stored_texts(verdict)["Selingsing"] == ("Belum", None)


@pytest.mark.parametrize("name", [FIRST, LATER, FAULTY])
class TestFiles:
    def test_it_carries_the_mark_and_says_so_on_its_face(self, name: str) -> None:
        assert check_sample(name).is_sample
        sheet = openpyxl.load_workbook(SAMPLE_DIR / name).active
        assert sheet is not None
        above = " ".join(str(cell.value) for row in sheet["A1:B3"] for cell in row if cell.value)
        assert "data contoh" in above.casefold()

    def test_it_names_no_person(self, name: str) -> None:
        book = openpyxl.load_workbook(SAMPLE_DIR / name)
        assert (book.properties.creator, book.properties.lastModifiedBy) == ("Data contoh", None)
        texts = [str(value) for row in book.worksheets[0].iter_rows(values_only=True) for value in row]
        assert not [text for text in texts if text.startswith("NIP") and any(ch.isdigit() for ch in text)]

    def test_the_script_makes_exactly_this_file(self, name: str, tmp_path: Path, script: ModuleType) -> None:
        makers = {FIRST: script.make_recap_2023, LATER: script.make_later_recap, FAULTY: script.make_faulty_recap}
        makers[name](tmp_path / name)
        assert cells_of(tmp_path / name) == cells_of(SAMPLE_DIR / name)


def cells_of(path: Path) -> dict[str, object]:
    """Everything that a reader sees: sheet, merged ranges, properties, and each cell with its format."""
    book = openpyxl.load_workbook(path)
    return {
        "sheets": book.sheetnames,
        "merged": sorted(f"{sheet.title}!{merged}" for sheet in book for merged in sheet.merged_cells.ranges),
        "properties": {prop.name: prop.value for prop in book.custom_doc_props.props},
        "cells": {
            (sheet.title, c.coordinate): (c.value, c.number_format)
            for sheet in book
            for row in sheet.iter_rows()
            for c in row
            if c.value is not None
        },
    }
