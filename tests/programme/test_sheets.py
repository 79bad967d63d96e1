"""The sheets "Semua …" of the workbook of a meeting: all rows in force, which come back and change nothing."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kkb.checking.verdict import LembarCount, Verdict
from kkb.exports.excel.programme_sheets import row_sheets
from kkb.overview import Overview
from kkb.problems import Severity
from kkb.programme import EvaluasiRow, JenisLangkah, KomitmenRow, LangkahRow, Lembar, ProgrammeRow, Putusan, ReportedRow
from kkb.schema import Tanggal
from tests.support.briefing_builders import make_upload
from tests.support.builders import DATA_DAY
from tests.support.outcome_builders import activity, place_of, review, signature, step
from tests.support.recap_builders import all_belum, come_back, exported, formed, overview_of, read_tidy

REGENCY: dict[str, Any] = {"kode_desa": None, "kecamatan": "", "desa": ""}
TEXTS = (
    "=1+1", '=HYPERLINK("http://contoh.test")', "-5", "@x", "+3", "'lama", "001", "12/05/2018", "2023-05-10", "TRUE",
    "5", "10%", "1.250", "1e5", "35 anak", "ya", "0", 'kata "mereka"; 2019', "Jumlah", "Mengetahui, Camat",
    "<b>tebal</b>", "**tebal**",
)  # fmt: skip
"""What may stand in any cell of text, and looks like something else."""
TEXT_FIELDS = (
    "kebutuhan", "mitra", "sebelum", "sesudah", "sasaran", "cara_kebutuhan", "faktor_sosial", "faktor_budaya",
    "faktor_lingkungan", "keterangan",
)  # fmt: skip


def told_of(*rows: ProgrammeRow, **parts: Any) -> Overview:
    """The rows in one upload, where Nyuruk has its Pokja since 2017 and all other desa are Belum."""
    programme = tuple(ReportedRow(1, DATA_DAY, row, place) for place, row in enumerate(rows, start=1))
    return overview_of(all_belum(Nyuruk=formed("Nyuruk", "2017-10-03")), programme=programme, **parts)


def assert_unchanged(verdict: Verdict, counts: dict[Lembar, int]) -> None:
    assert verdict.lembar == {lembar: LembarCount(unchanged=count) for lembar, count in counts.items()}
    assert (verdict.nothing_to_save, verdict.questions) == (True, ())
    assert [problem.code for problem in verdict.problems if problem.severity is Severity.ERROR] == []


SIGNATURES = (
    signature("Nyuruk", "2023-05", head=True, chair=False),
    signature("Balok", None, head=False, chair=None),
    signature("Dendang", "2023", head=None, chair=True),
    signature("Senyubuk"),
    KomitmenRow(**REGENCY, tanggal=Tanggal.from_iso("2023-05-10"), penanda_tangan="Bupati"),
    KomitmenRow(**REGENCY, tanggal=Tanggal.from_iso("2023-05"), penanda_tangan="=Kapolres"),
)
STEPS = (
    step("Balok", "2023-03", catatan="=1+1"),
    step("Balok", "2022", JenisLangkah.LAINNYA, "@x"),
    step("Balok", "2022-04-05", JenisLangkah.SDM),
)


@cache
def everything() -> Overview:
    """All that may be told, with each of the texts in each of the fields."""
    days = ("2022", "2022-03", "2022-03-04")
    activities = [
        activity(
            f"{text} {place}",
            days[place % 3],
            peserta=place or None,
            anggaran=place * 1000,
            realisasi=place * 900 or None,
            **dict.fromkeys(TEXT_FIELDS, text),
        )
        for place, text in enumerate(TEXTS)
    ]
    reviews = [
        review(f"{text} {place}", list(Putusan)[place % 3], days[place % 3], alasan=text, oleh=text if place else None)
        for place, text in enumerate(TEXTS)
    ]
    return told_of(*SIGNATURES, *STEPS, *activities, *reviews)


class TestRows:
    def test_a_sheet_for_each_of_which_something_is_told(self) -> None:
        assert [sheet.sheet for sheet in row_sheets(everything())] == [
            "Semua komitmen", "Semua langkah", "Semua kegiatan", "Semua evaluasi",
        ]  # fmt: skip
        assert [sheet.sheet for sheet in row_sheets(told_of(*STEPS))] == ["Semua langkah"]
        assert list(row_sheets(told_of())) == []

    def test_what_is_known_stands_in_its_column_and_what_is_not_is_blank(self) -> None:
        rows = read_tidy(exported(everything()))["Semua komitmen"]
        signed = {row["Desa"] or row["Penanda Tangan Kabupaten"]: row for row in rows}
        cells = ("Kepala Desa Tanda Tangan", "Ketua BPD Tanda Tangan", "Tanggal Tanda Tangan")
        assert {name: tuple(row[cell] for cell in cells) for name, row in signed.items()} == {
            "Nyuruk": ("Sudah", "Belum", "Mei 2023"),
            "Balok": ("Belum", None, None),
            "Dendang": (None, "Sudah", "2023"),
            "Senyubuk": ("Sudah", "Sudah", datetime(2023, 5, 10)),
            "Bupati": (None, None, datetime(2023, 5, 10)),
            "=Kapolres": (None, None, "Mei 2023"),
        }

    def test_numbers_are_numbers(self) -> None:
        overview = told_of(
            activity(tanggal="2023-04", peserta=0, anggaran=5_000_000, realisasi=None, sebelum="35", sesudah="20")
        )
        (row,) = read_tidy(exported(overview))["Semua kegiatan"]
        fields = ("Jumlah Peserta", "Anggaran (Rp)", "Realisasi (Rp)", "Keadaan Sebelum", "Keadaan Sesudah")
        assert tuple(row[field] for field in fields) == (0, 5_000_000, None, "35", "20")

    def test_only_what_holds_on_the_day_is_written(self) -> None:
        early, late = signature("Balok", head=False, chair=False), signature("Balok")
        programme = (
            ReportedRow(1, DATA_DAY, early, 1),
            ReportedRow(2, DATA_DAY, late, 1),
            ReportedRow(2, DATA_DAY, step("Balok"), 2),
        )
        overview = overview_of(all_belum(), programme=programme, day=DATA_DAY)
        tables = read_tidy(exported(overview))
        assert [row["Ketua BPD Tanda Tangan"] for row in tables["Semua komitmen"]] == ["Sudah"]
        # The step was taken in June.
        assert "Semua langkah" not in tables


class TestRoundTrip:
    def test_everything_comes_back(self) -> None:
        count = len(TEXTS)
        assert_unchanged(
            come_back(everything()).verdict,
            {Lembar.KOMITMEN: 6, Lembar.LANGKAH: 3, Lembar.KEGIATAN: count, Lembar.EVALUASI: count},
        )

    def test_every_row_says_what_it_said(self) -> None:
        overview = everything()
        back = {(type(row), row.kunci): row for row in come_back(overview).verdict.programme}
        stored = {(type(told.row), told.row.kunci): told.row for told in overview.snapshot.programme}
        assert back == stored

    def test_one_kecamatan_alone_comes_back(self) -> None:
        overview = told_of(*SIGNATURES[:4], *STEPS, kecamatan=["Dendang"])
        assert_unchanged(come_back(overview).verdict, {Lembar.KOMITMEN: 3, Lembar.LANGKAH: 3})

    def test_what_was_changed_by_hand_is_a_change(self) -> None:
        before, after = told_of(signature("Balok")), told_of(signature("Balok", chair=False))
        verdict = come_back(before, exported(after)).verdict
        assert verdict.lembar == {Lembar.KOMITMEN: LembarCount(changed=1)}

    def test_of_several_uploads_the_newest_words_come_back(self) -> None:
        rows = [(1, review(tanggal="2023-04", alasan="lama")), (2, review(tanggal="2023-04", alasan="baru"))]
        programme = tuple(ReportedRow(number, DATA_DAY, row, place) for place, (number, row) in enumerate(rows))
        overview = overview_of(all_belum(Nyuruk=formed("Nyuruk", "2017-10-03")), programme=programme)
        assert_unchanged(come_back(overview).verdict, {Lembar.EVALUASI: 1})

    def test_rows_newer_than_the_recap_of_status_stand_apart(self) -> None:
        """An evaluation may be written after the last recap: uploaded again with it, it would lie in its future."""
        later = date(2023, 5, 31)
        rows = (
            review(tanggal="2023-05-20"),
            activity("Pelatihan", "2023-05-15"),
            activity(tanggal="2023-05-05"),
        )
        overview = overview_of(
            all_belum(Nyuruk=formed("Nyuruk", "2017-10-03")),
            programme=tuple(ReportedRow(2, later, row, place) for place, row in enumerate(rows, start=1)),
            uploads=(make_upload(2, later), make_upload(1, DATA_DAY)),
        )
        assert (overview.day, overview.programme_day) == (DATA_DAY, later)
        data = exported(overview)
        assert_unchanged(come_back(overview, data).verdict, {Lembar.KEGIATAN: 1})
        tables = read_tidy(data)
        assert [row["Nama Kegiatan"] for row in tables["Semua kegiatan"]] == ["Posyandu"]
        assert [row["Nama Kegiatan"] for row in tables["Kegiatan kemudian"]] == ["Pelatihan"]
        assert len(tables["Evaluasi kemudian"]) == 1
        assert "Semua evaluasi" not in tables


@st.composite
def days(draw: st.DrawFn) -> Tanggal:
    day = date.fromordinal(draw(st.integers(date(2018, 1, 1).toordinal(), date(2023, 5, 10).toordinal())))
    return Tanggal.from_iso(day.isoformat()[: draw(st.sampled_from([4, 7, 10]))])


@st.composite
def told_rows(draw: st.DrawFn) -> list[ProgrammeRow]:
    """What the four sheets may tell of Dendang; no two rows speak of the same thing."""
    texts = st.none() | st.sampled_from(TEXTS)
    amounts = st.none() | st.integers(0, 2_000)
    rows: list[ProgrammeRow] = []
    for desa in ("Nyuruk", "Balok", "Jangkang"):
        head, chair = draw(st.sampled_from([True, False, None])), draw(st.sampled_from([True, False]))
        when = draw(days()) if head or chair else None
        rows.append(KomitmenRow(**place_of(desa), kepala_desa=head, ketua_bpd=chair, tanggal=when))
        rows.append(
            LangkahRow(
                **place_of(desa),
                tanggal=draw(days()),
                jenis=draw(st.sampled_from(JenisLangkah)),
                catatan=draw(texts),
            )
        )
    for place in range(draw(st.integers(0, 3))):
        name = f"{draw(st.sampled_from(TEXTS))} {place}"
        values = {field: draw(texts) for field in TEXT_FIELDS} | {"peserta": draw(amounts)}
        rows.append(activity(name, draw(days()).iso(), **values, anggaran=draw(amounts), realisasi=draw(amounts)))
        rows.append(
            EvaluasiRow(
                **place_of("Nyuruk"),
                tanggal=draw(days()),
                program=name,
                putusan=draw(st.sampled_from(Putusan)),
                alasan=draw(texts),
                oleh=draw(texts),
            )
        )
    return rows


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(told_rows())
def test_whatever_is_told_its_sheets_change_nothing(rows: list[ProgrammeRow]) -> None:
    overview = told_of(*rows)
    counts = {lembar: len(overview.programme.of(lembar)) for lembar in Lembar}
    assert_unchanged(come_back(overview).verdict, {lembar: count for lembar, count in counts.items() if count})
