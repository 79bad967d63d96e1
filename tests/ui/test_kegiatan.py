"""The words in cells of the page Kegiatan, its search, its addresses and steps, and what a workbook's sheets bring."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.checking.verdict import FileVerdict, LembarCount
from kkb.formatting import MISSING
from kkb.outcomes.evaluasi import ProgramVerdict
from kkb.outcomes.in_force import in_force
from kkb.outcomes.kegiatan import KegiatanSummary, summarise_kegiatan
from kkb.outcomes.scope import make_scope
from kkb.programme import Lembar, Putusan, ReportedRow
from kkb.ui.kegiatan.addresses import program_param
from kkb.ui.kegiatan.evaluasi_form import fault_of
from kkb.ui.kegiatan.list import search_activities
from kkb.ui.kegiatan.words import (
    before_after,
    cost_cell,
    cost_of,
    count_cards,
    factor_words,
    held_words,
    people_cell,
    results_cell,
    verdict_counts,
)
from kkb.ui.unggah.sheet_counts import add_sheets, rows_words, sheet_lines
from tests.support.kegiatan_builders import CENDIL, DAY, REGION, make_evaluasi, make_kegiatan

COUNTS = {Lembar.EVALUASI: LembarCount(new=2), Lembar.KEGIATAN: LembarCount(24, 1, 3, 4)}


def told(*rows: object) -> list[ReportedRow]:
    return [ReportedRow(1, DAY, row, place) for place, row in enumerate(rows, 1)]  # type: ignore[arg-type]


def summary(*rows: object) -> KegiatanSummary:
    return summarise_kegiatan(in_force(told(*rows), DAY), make_scope(REGION, {}, DAY))


def plain(words: str) -> str:
    """With spaces at which a line may break."""
    return words.replace("\N{NO-BREAK SPACE}", " ")


class TestCells:
    def test_a_programme_says_what_its_figures_rest_on(self) -> None:
        rows = [
            make_kegiatan(),
            make_kegiatan(tanggal="2024-04-05", desa=CENDIL, peserta=30, sebelum="8 balita", sesudah="6 balita"),
            make_kegiatan(tanggal="2024-05-05", peserta=None, sesudah=None, realisasi=5_000_000),
        ]
        (program,) = summary(*rows).programs
        assert held_words(program) == "3 kegiatan di 2 desa"
        assert people_cell(program.count) == ("50", "1\N{NO-BREAK SPACE}kosong")
        assert [plain(words) for words in results_cell(program)] == [
            "8 → 6 balita; 11 → 8 balita", "2 dari 3 dapat dibandingkan",
        ]  # fmt: skip
        # The third activity names no people: neither its money nor its people count.
        assert [plain(words) for words in cost_cell(program.count)] == ["Rp 80.000", "dari 2 dari 3 kegiatan"]

    def test_results_that_are_not_shown_are_counted(self) -> None:
        rows = [make_kegiatan(tanggal=f"2024-0{month}-05", sesudah=f"{month} balita") for month in range(1, 5)]
        (program,) = summary(*rows, make_kegiatan(tanggal="2024-05-05", sesudah=None)).programs
        assert [plain(words) for words in results_cell(program)] == [
            "11 → 4 balita; 11 → 3 balita", "terbaru 2 dari 4; 1 tidak dapat dibandingkan",
        ]  # fmt: skip

    def test_small_numbers_are_called_so(self) -> None:
        made = summary(make_kegiatan())
        assert held_words(made.programs[0]) == "1 kegiatan di Senyubuk · angka kecil"
        assert count_cards(made.count, "di 1 dari 2 Pokja")[0].note == "di 1 dari 2 Pokja; angka kecil"

    def test_what_is_not_known_is_no_zero(self) -> None:
        made = summary(make_kegiatan(peserta=None, realisasi=None, sebelum=None, sesudah=None, kebutuhan=None))
        assert people_cell(made.count) == (MISSING, "tidak dilaporkan")
        assert cost_cell(made.count) == (MISSING, "tidak diketahui")
        assert results_cell(made.programs[0])[0] == MISSING
        cards = {card.label: (card.value, plain(card.note)) for card in count_cards(made.count, "")}
        assert cards["Peserta"] == (MISSING, "1 kegiatan tanpa jumlah")
        assert cards["Mencantumkan kebutuhan"] == ("0%", "0 dari 1 kegiatan; 1 kosong")

    @pytest.mark.parametrize(
        ("before", "after", "words"),
        [
            ("11 balita", "8 balita", ("11 → 8 balita", "selisih −3")),
            ("10%", "12,5 %", ("10 → 12,5%", "selisih +2,5 poin")),
            ("keruh", "jernih", ("keruh → jernih", "tidak dapat dibandingkan: bukan satu angka")),
            ("5 anak", "65%", ("5 anak → 65%", "tidak dapat dibandingkan: satuannya berbeda")),
            ("5 anak", None, ("5 anak → kosong", "tidak dapat dibandingkan: sesudah kosong")),
            (None, None, (MISSING, "sebelum dan sesudah kosong")),
        ],
    )
    def test_before_and_after_as_difference_or_as_written(
        self, before: str | None, after: str | None, words: tuple[str, str]
    ) -> None:
        found = before_after(make_kegiatan(sebelum=before, sesudah=after))
        assert (plain(found[0]), plain(found[1])) == words

    @pytest.mark.parametrize(
        ("peserta", "realisasi", "words"),
        [
            (20, 2_000_000, ("Rp 2.000.000", "÷ 20 orang = Rp 100.000 per orang")),
            (None, 2_000_000, ("Rp 2.000.000", "")),
            (0, 2_000_000, ("Rp 2.000.000", "")),
            (20, None, (MISSING, "anggaran Rp 3.000.000")),
        ],
    )
    def test_cost_of_one_activity(self, peserta: int | None, realisasi: int | None, words: tuple[str, str]) -> None:
        found = cost_of(make_kegiatan(peserta=peserta, realisasi=realisasi, anggaran=3_000_000))
        assert (plain(found[0]), plain(found[1])) == words

    def test_factors_and_decisions(self) -> None:
        assert factor_words(make_kegiatan()) == "kosong"
        assert factor_words(make_kegiatan(faktor_sosial="a", faktor_lingkungan="b")) == "Sosial: a; Lingkungan: b"
        good, better, poor = told(
            *(make_evaluasi(putusan=one) for one in (Putusan.LANJUTKAN, Putusan.LANJUTKAN, Putusan.PERBAIKI))
        )
        verdict = ProgramVerdict("posyandu", "Posyandu", (good, better), (poor,), (), 3, 0)
        assert plain(verdict_counts(verdict)) == "Lanjutkan 2 · Perbaiki 1"


class TestFinding:
    def test_every_word_must_stand_somewhere(self) -> None:
        first, second = told(make_kegiatan(), make_kegiatan("Kelas balita", "2023-02-01"))
        rows = [("dapur sehat senyubuk puskesmas", first), ("kelas balita senyubuk", second)]
        assert search_activities(rows, "", None) == [first, second]
        assert search_activities(rows, "  SENYUBUK  dapur", None) == [first]
        assert search_activities(rows, "", 2023) == [second]
        assert search_activities(rows, "dapur", 2023) == []

    def test_a_long_name_makes_no_long_address(self) -> None:
        long, other = "a" * 500, "a" * 499 + "b"
        assert program_param("dapur sehat") == "dapur sehat"
        assert len(program_param(long)) < 100
        assert program_param(long) != program_param(other)


class TestForm:
    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({}, ""),
            ({"program": ""}, "Pilih programnya"),
            ({"putusan": None}, "Pilih putusannya"),
            ({"alasan": ""}, "Tulis alasannya"),
            ({"oleh": ""}, "Tulis siapa yang menilai"),
            ({"tanggal": None}, "belum terbaca"),
            ({"tanggal": date(2024, 7, 1)}, "belum terjadi"),
        ],
    )
    def test_what_is_missing_is_named(self, changed: dict[str, object], words: str) -> None:
        typed = {"program": "a", "alasan": "b", "oleh": "c", "putusan": "Lanjutkan", "tanggal": DAY, "today": DAY}
        fault = fault_of(**(typed | changed))  # type: ignore[arg-type]
        assert words in fault
        assert bool(words) == bool(fault)


class TestSheetCounts:
    def test_one_line_a_sheet_in_their_order(self) -> None:
        assert sheet_lines(COUNTS) == [
            "Kegiatan: 24 baru, 1 berubah, 3 tetap, 4 tidak disimpan", "Evaluasi: 2 baru",
        ]  # fmt: skip
        assert sheet_lines({Lembar.LANGKAH: LembarCount()}) == []

    def test_several_files_add_up(self) -> None:
        files = [FileVerdict("a", lembar=COUNTS), FileVerdict("b", lembar={Lembar.EVALUASI: LembarCount(1, 2)})]
        assert add_sheets(files) == {Lembar.KEGIATAN: LembarCount(24, 1, 3, 4), Lembar.EVALUASI: LembarCount(3, 2)}

    def test_rows_are_named_by_their_sheets(self) -> None:
        assert rows_words({}) == ""
        assert rows_words({Lembar.KEGIATAN: LembarCount(unchanged=5)}) == ""
        assert rows_words(COUNTS) == "27 baris Kegiatan dan Evaluasi"
        assert rows_words({lembar: LembarCount(new=1) for lembar in Lembar}) == "4 baris dari 4 lembar"
