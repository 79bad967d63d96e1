"""Signatures, numbers and choices as officers write them."""

from __future__ import annotations

import pytest

from kkb.checking.values.choices import Choices, read_mark, suggest_mark
from kkb.checking.values.numbers import foreign_unit, read_persons, read_rupiah, suggest_persons, suggest_rupiah
from kkb.programme import JenisLangkah, Lembar, Putusan
from kkb.programme.columns import KOLOM, Isi
from kkb.recap import Cell


def text(value: str) -> Cell:
    return Cell("G5", "text", value)


def choices(lembar: Lembar, name: str) -> Choices:
    return Choices(next(kolom for kolom in KOLOM[lembar] if kolom.name == name))


@pytest.mark.parametrize(
    "word", ["v", "✓", "☑", "Sudah", "sdh.", "YA", "ada", "TTD", "sudah ttd", "telah menandatangani", "1"]
)
def test_a_signature(word: str) -> None:
    assert read_mark(word) == (True, True)


@pytest.mark.parametrize(
    "word", ["belum", "Blm", "tidak", "tdk ada", "-", "–", "0", "Belum ttd", "belum menandatangani"]
)
def test_no_signature(word: str) -> None:
    assert read_mark(word) == (False, True)


@pytest.mark.parametrize("word", ["", "?", "belum diisi", "tidak diketahui"])
def test_not_reported(word: str) -> None:
    assert read_mark(word) == (None, True)


@pytest.mark.parametrize("word", ["x", "✗", "diwakili", "Budi Santoso", "v" * 100])
def test_what_is_no_mark_is_never_taken_for_one(word: str) -> None:
    assert read_mark(word) == (None, False)


def test_a_slip_is_suggested() -> None:
    assert (suggest_mark("suda"), suggest_mark("belom"), suggest_mark("x")) == ("Sudah", "Belum", None)


@pytest.mark.parametrize(
    ("written", "number"),
    [("25", 25), ("25 orang", 25), ("1.234 jiwa", 1234), ("1.234", 1234), ("0", 0), (" 30  peserta ", 30)],
)
def test_persons(written: str, number: int) -> None:
    assert read_persons(text(written)) == number


@pytest.mark.parametrize(
    "written",
    [
        "-3",
        "25 KK",
        "banyak",
        "± 25",
        "0.125",
        "0.500.000",
        "20-25",
        "1,5",
        "12.34",
        "2000000",
        "1.234.5",
        "9" * 50,
        "25 orang " * 20,
    ],
)
def test_what_is_no_number_of_persons(written: str) -> None:
    assert read_persons(text(written)) is None


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [("dua puluh", "20"), ("Dua puluh lima orang", "25"), ("sebelas", "11"), ("seratus dua belas warga", "112"),
     ("puluh", None), ("orang", None), ("banyak", None), ("dua belas puluh", None)],
)  # fmt: skip
def test_a_number_in_words_is_suggested(written: str, suggestion: str | None) -> None:
    assert (read_persons(text(written)), suggest_persons(text(written))) == (None, suggestion)


@pytest.mark.parametrize(
    ("written", "number"), [("25", 25), ("25.5", None), ("-3", None), ("1E+300", None), ("NaN", None)]
)
def test_a_cell_of_numbers_has_a_decimal_point(written: str, number: int | None) -> None:
    assert read_persons(Cell("G5", "number", written)) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1500000", 1_500_000),
        ("1.500.000", 1_500_000),
        ("Rp 1.500.000", 1_500_000),
        ("Rp. 1.500.000,-", 1_500_000),
        ("Rp1.500.000,50", 1_500_001),
        ("IDR 250.000 rupiah", 250_000),
    ],
)
def test_rupiah(written: str, number: int) -> None:
    assert read_rupiah(text(written)) == number


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [
        ("1,5 juta", "1500000"),
        ("Rp 250 ribu", "250000"),
        ("1,500,000", "1500000"),
        ("dua juta", None),
        ("0.500.000", None),
        ("0,500,000", None),
        ("-500.000", None),
        ("2,50", None),
        ("9.000.000.000.000", None),
    ],
)
def test_what_is_no_plain_sum_is_left_blank_and_the_sure_ones_are_suggested(
    written: str, suggestion: str | None
) -> None:
    assert read_rupiah(text(written)) is None
    assert suggest_rupiah(text(written)) == suggestion


@pytest.mark.parametrize(("written", "number"), [("2.5", None), ("999.4", None), ("1500000.5", 1_500_001), ("15", 15)])
def test_a_small_sum_with_a_fraction_is_one_in_millions(written: str, number: int | None) -> None:
    assert read_rupiah(Cell("G5", "number", written)) == number


@pytest.mark.parametrize(
    ("isi", "header", "unit"),
    [
        (Isi.RUPIAH, "Anggaran (Rp)", None),
        (Isi.RUPIAH, "Pagu (2023)", None),
        (Isi.RUPIAH, "Anggaran (diisi angka)", None),
        (Isi.RUPIAH, "Anggaran (juta Rp)", "juta Rp"),
        (Isi.RUPIAH, "Anggaran [Rp x 1.000]", "Rp x 1.000"),
        (Isi.RUPIAH, "Anggaran (APBN)", "APBN"),
        (Isi.JUMLAH, "Jumlah Peserta", None),
        (Isi.JUMLAH, "Peserta (orang)", None),
        (Isi.JUMLAH, "Peserta (L/P)", None),
        (Isi.JUMLAH, "Peserta (Total)", None),
        (Isi.JUMLAH, "Peserta (L)", "L"),
        (Isi.JUMLAH, "Peserta (%)", "%"),
        (Isi.JUMLAH, "Jumlah Peserta (orang/KK)", "orang/KK"),
        (Isi.JUMLAH, "Jumlah Peserta (" * 40_000, None),
    ],
)
def test_what_a_header_counts_instead(isi: Isi, header: str, unit: str | None) -> None:
    assert foreign_unit(isi, header, []) == unit


@pytest.mark.parametrize(
    ("line", "is_scaled"),
    [("(dalam ribuan rupiah)", True), ("Satuan: Rp juta", True), ("dalam rupiah", False), ("Dana dalam desa", False)],
)
def test_a_line_above_that_gives_the_scale_of_sums(line: str, is_scaled: bool) -> None:
    assert (foreign_unit(Isi.RUPIAH, "Anggaran", ["Kegiatan 2023", line]) is not None) == is_scaled
    assert foreign_unit(Isi.JUMLAH, "Peserta", [line]) is None


@pytest.mark.parametrize(
    ("written", "jenis"),
    [
        ("SOSIALISASI", JenisLangkah.SOSIALISASI),
        ("rapat koordinasi", JenisLangkah.KOORDINASI),
        ("Pembentukan", JenisLangkah.PEMBENTUKAN),
        ("Penyiapan  S.D.M", None),
        ("lain-lain", JenisLangkah.LAINNYA),
        ("panen raya", None),
    ],
)
def test_steps(written: str, jenis: JenisLangkah | None) -> None:
    assert choices(Lembar.LANGKAH, "jenis").find(written) is jenis


@pytest.mark.parametrize(
    ("written", "putusan"),
    [
        ("dilanjutkan", Putusan.LANJUTKAN),
        ("Lanjut!", Putusan.LANJUTKAN),
        ("perlu diperbaiki", Putusan.PERBAIKI),
        ("stop", Putusan.HENTIKAN),
        ("tidak dilanjutkan", Putusan.HENTIKAN),
        ("ditinjau", None),
    ],
)
def test_decisions(written: str, putusan: Putusan | None) -> None:
    assert choices(Lembar.EVALUASI, "putusan").find(written) is putusan


def test_a_word_that_is_nearly_a_choice_is_only_suggested() -> None:
    known = choices(Lembar.LANGKAH, "jenis")
    assert (known.find("Sosialisai"), known.suggest("Sosialisai")) == (None, "Sosialisasi")
    assert known.suggest("x" * 500) is None


@pytest.mark.parametrize("written", ["tidak dihentikan", "jangan hentikan", "tidak dilanjutkn"])
def test_of_a_denial_nothing_is_suggested(written: str) -> None:
    assert choices(Lembar.EVALUASI, "putusan").suggest(written) is None


def test_every_synonym_belongs_to_a_choice_and_to_one_alone() -> None:
    from kkb.checking.values.choices import _SAME, _fold

    for columns in KOLOM.values():
        for kolom in columns:
            words = _SAME.get(kolom.name, {})
            assert set(words) <= set(kolom.choices) or not kolom.choices
            told = [_fold(word) for same in words.values() for word in same]
            assert len(told) == len(set(told))
