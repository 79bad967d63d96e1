"""Status words and the rung each one means."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkb.checking.values.status import KNOWN_WORDS, read_status, read_ticked
from kkb.config import PROJECT_DIR
from kkb.schema import Tahap
from kkb.status_words import INACTIVE_WORDS


@pytest.mark.parametrize(
    ("word", "tahap"),
    [
        ("Terbentuk", Tahap.TERBENTUK),
        ("SUDAH TERBENTUK", Tahap.TERBENTUK),
        ("telah  dibentuk", Tahap.TERBENTUK),
        ("Merintis", Tahap.MERINTIS),
        ("Rintisan", Tahap.MERINTIS),
        ("Dalam proses", Tahap.MERINTIS),
        ("Sosialisasi", Tahap.SOSIALISASI),
        ("Komitmen", Tahap.KOMITMEN),
        ("Belum terbentuk", Tahap.BELUM),
        ("Sudah Membentuk Pokja", Tahap.TERBENTUK),
        ("Pokja Terbentuk", Tahap.TERBENTUK),
        ("Belum membentuk Pokja Kampung KB", Tahap.BELUM),
        ("Sudah Sosialisasi", Tahap.SOSIALISASI),
        ("Belum Sosialisasi", Tahap.BELUM),
        ("Tahap Rintisan", Tahap.MERINTIS),
        ("Terbentuk.", Tahap.TERBENTUK),
        ("(merintis)", Tahap.MERINTIS),
        ("Terbentuk, belum ada SK", Tahap.TERBENTUK),
        ("Sudah terbentuk (SK dalam proses)", Tahap.TERBENTUK),
        ("Terbentuk tanpa SK", Tahap.TERBENTUK),
        ("Terbentuk sudah ada SK", Tahap.TERBENTUK),
        ("Sudah ada SK", Tahap.TERBENTUK),
        ("Merintis, belum ada SK", Tahap.MERINTIS),
        ("Belum terbentuk, belum ada SK", Tahap.BELUM),
        ("Sosialisasi 2x", Tahap.SOSIALISASI),
        ("Sudah sosialisasi 3 kali", Tahap.SOSIALISASI),
        ("Sosialisasi ke-2", Tahap.SOSIALISASI),
        ("Sudah pernah sosialisasi", Tahap.SOSIALISASI),
        ("Masih merintis", Tahap.MERINTIS),
        ("Masih dalam proses", Tahap.MERINTIS),
        ("Sedang sosialisasi", Tahap.SOSIALISASI),
        ("Mulai membentuk", Tahap.MERINTIS),
        ("Sedang membentuk Pokja", Tahap.MERINTIS),
        ("Sudah mulai merintis", Tahap.MERINTIS),
        ("Masih belum terbentuk", Tahap.BELUM),
        ("Baru terbentuk", Tahap.TERBENTUK),
        ("Terbentuk kembali", Tahap.TERBENTUK),
        ("In progress", Tahap.MERINTIS),
        ("rintis", Tahap.MERINTIS),
        ("Sdh dibentuk lagi", Tahap.TERBENTUK),
        ("Belum terbentuk kembali", Tahap.BELUM),
        ("Dlm proses", Tahap.MERINTIS),
        ("Sdg dibentuk", Tahap.MERINTIS),
        ("Dlm. pembentukan", Tahap.MERINTIS),
        ("Msh sosialisasi", Tahap.SOSIALISASI),
        ("Br dibentuk", Tahap.TERBENTUK),
        ("sdh dibtk", Tahap.TERBENTUK),
        ("blm dibtk.", Tahap.BELUM),
        ("On proses", Tahap.MERINTIS),
        ("ON PROGRESS", Tahap.MERINTIS),
        ("Ya, terbentuk", Tahap.TERBENTUK),
        ("Belum, masih sosialisasi", Tahap.SOSIALISASI),
        ("Blm (msh proses)", Tahap.MERINTIS),
        ("Belum, tapi sudah sosialisasi", Tahap.SOSIALISASI),
        ("Belum terbentuk - proses", Tahap.MERINTIS),
        ("Sosialisasi, belum terbentuk", Tahap.SOSIALISASI),
        ("sdh 2x sosialisasi, blm terbentuk", Tahap.SOSIALISASI),
        ("Sudah sosialisasi bulan lalu", Tahap.SOSIALISASI),
        ("msh merintis, SK blm ditandatangani", Tahap.MERINTIS),
        ("Merintis (menunggu anggaran)", Tahap.MERINTIS),
        ("Sdh terbentuk kmrn", Tahap.TERBENTUK),
        ("Sdh terbentuk  (baru)", Tahap.TERBENTUK),
        ("Belum terbentuk - kendala SDM", Tahap.BELUM),
    ],
)
def test_words(word: str, tahap: Tahap) -> None:
    reading = read_status(word)
    assert (reading.tahap, reading.is_mark, reading.is_blank) == (tahap, False, False)


@pytest.mark.parametrize(
    "mark",
    ["Ya", "Yes", "Sudah", "Ya, sudah", "Sudah ada Pokja", "Sdh (SK hilang)", "Sdh, blm SK", "Ada", "Aktif", "v", "V",
     "✓", "√", "ü", "1", "TRUE"],
)  # fmt: skip
def test_yes_marks_mean_formed(mark: str) -> None:
    reading = read_status(mark)
    assert (reading.tahap, reading.is_mark) == (Tahap.TERBENTUK, True)


@pytest.mark.parametrize(
    "mark",
    ["Belum", "Tidak", "Tidak Ada", "belum ada", "Belum ada Pokja", "0", "FALSE", "Masih belum",
     "blm, msh koordinasi dgn kades", "Blm, rencana Januari 2027", "Belum, akan dibentuk",
     "Tidak ada (desa pemekaran)"],
)  # fmt: skip
def test_no_marks_mean_belum(mark: str) -> None:
    reading = read_status(mark)
    assert (reading.tahap, reading.is_mark) == (Tahap.BELUM, True)


@pytest.mark.parametrize(
    "word",
    ["", " ", "-", "–", "Belum diisi", "belum dilaporkan", "tidak diketahui", "N/A", "?", "Belum ada status",
     "belum diketahui", "Tidak tahu"],
)  # fmt: skip
def test_not_reported_is_blank_and_not_belum(word: str) -> None:
    reading = read_status(word)
    assert (reading.tahap, reading.is_blank) == (None, True)


@pytest.mark.parametrize(
    ("word", "finer"),
    [
        ("Belum - sosialisasi", Tahap.SOSIALISASI),
        ("BELUM (proses)", Tahap.MERINTIS),
        ("Belum/Proses", Tahap.MERINTIS),
        ("Belum, belum sosialisasi", None),
    ],
)
def test_a_bare_rung_behind_a_no_waits_for_an_answer(word: str, finer: Tahap | None) -> None:
    reading = read_status(word)
    assert (reading.tahap, reading.finer) == (Tahap.BELUM, finer)


@pytest.mark.parametrize(
    "word",
    ["Tidak Aktif", "non-aktif", "Dihapus", "BUBAR", "vakum", "Sudah tidak aktif", "Terbentuk, tidak aktif",
     "Sdh tp tdk aktif", "Pernah, sudah dibubarkan", "Pernah ada (bubar)"],
)  # fmt: skip
def test_inactive_is_a_question_and_no_rung(word: str) -> None:
    reading = read_status(word)
    assert (reading.tahap, reading.is_inactive, reading.is_blank) == (None, True, False)


@pytest.mark.parametrize(
    ("word", "suggestion"),
    [
        ("Terbentk", Tahap.TERBENTUK),
        ("Terbentuk?", Tahap.TERBENTUK),
        ("v ?", Tahap.TERBENTUK),
        ("Blum terbentuk", Tahap.BELUM),
        ("Belom", Tahap.BELUM),
        ("Meritnis", Tahap.MERINTIS),
        ("Akan dibentuk", Tahap.MERINTIS),
        ("Sosialisasi 50%", Tahap.SOSIALISASI),
        ("Terbentuk 12,5%", Tahap.MERINTIS),
        ("50%", Tahap.MERINTIS),
        ("Pokja akan terbentuk 2024", Tahap.MERINTIS),
        ("Rencana Juli 2024", Tahap.MERINTIS),
        ("Sdh Musdes, SK menyusul", Tahap.MERINTIS),
        ("proses SK", Tahap.MERINTIS),
        ("Proses ttd kades", Tahap.MERINTIS),
        ("komitmen kades sdh ada, blm dibentuk", Tahap.KOMITMEN),
        ("Blm (SK menyusul)", Tahap.BELUM),
        ("blm SK", Tahap.BELUM),
        ("Blm ada SK", Tahap.BELUM),
        ("Belum, menunggu musdes", Tahap.BELUM),
        ("Sudah, ketua Pak Anu", Tahap.TERBENTUK),
        ("Sudah, tinggal pelantikan", None),
        ("Terbentuk, akan dibubarkan", None),
        ("Belum, rencana sudah ada", None),
        ("Belum, sudah sosialisasi ke warga", None),
        ("Belum, msh sosialiasi ke warga", None),
        ("Belum, SK sudah ada", None),
        ("Belum tahun lalu", None),
        ("Belum, laporan menyusul", None),
        ("Sosialisasi 0x", None),
        ("sdh sosialisasi & SK", None),
        ("Sdh ada tp bukan KKB", None),
        ("Y/T", None),
        ("Pernah terbentuk", None),
        ("Pernah, belum aktif", None),
        ("on", None),
        ("Sudah belum terbentuk", None),
        ("Mulai terbentuk", None),
        ("Batal terbentuk", None),
        ("Sudah tidak ada", None),
        ("Belum (proses SK)", None),
        ("Belum, sudah terbentuk", None),
        ("Sosialisasi: belum", None),
        ("Belum sosialisasi, proses", None),
        ("Sudah/Belum", None),
        ("1/1", None),
        ("Terbentuk, SK No 12/2018", None),
        ("T", None),
        ("Dobel", None),
        ("x", None),
        ("Sudah + Belum", None),
        ("Pokja", None),
        ("Desa Sukamaju", None),
    ],
)
def test_a_word_that_is_none_is_never_guessed_only_suggested(word: str, suggestion: Tahap | None) -> None:
    reading = read_status(word)
    assert (reading.tahap, reading.is_blank, reading.suggestion) == (None, False, suggestion)


def words_of_the_guide() -> dict[str, set[str]]:
    """What the table of docs/panduan.md says a status cell may hold: rung → words, in lower case."""
    guide = (PROJECT_DIR / "docs/panduan.md").read_text(encoding="utf-8")
    table = guide.partition("| yang ditulis di kolom status | dibaca sebagai |")[2].partition("\n\n")[0]
    lines = [line.strip("| ").split(" | ") for line in table.splitlines()[2:]]
    return {re.split("[:;]", means)[0]: set(words.casefold().split(", ")) for words, means in lines}


def test_the_guide_and_the_program_know_the_same_words() -> None:
    guide = words_of_the_guide()
    for tahap in Tahap:
        assert guide[tahap.value] == {word for word, means in KNOWN_WORDS.items() if means is tahap}
    assert guide["ditanyakan"] == INACTIVE_WORDS
    assert all(read_status(word).is_blank for word in guide["tidak dilaporkan"] - {"kosong", "tanda hubung"})


@given(st.text(max_size=30))
def test_a_cell_says_one_thing_at_most(text: str) -> None:
    reading = read_status(text)
    assert (reading.tahap is not None) + reading.is_blank + reading.is_inactive + (reading.suggestion is not None) <= 1


@pytest.mark.parametrize(
    ("text", "tahap", "suggestion"),
    [
        ("Koordinasi", None, Tahap.MERINTIS),
        ("Persiapan", None, Tahap.MERINTIS),
        ("Sosialisasi + Koordinasi", None, Tahap.MERINTIS),
        ("Penyiapan SDM + Merintis", None, Tahap.MERINTIS),
        ("Sosialisasi + Koordinasi + Penetapan Kebijakan + Penyiapan SDM + Terbentuk", Tahap.TERBENTUK, None),
        ("Sosialisasi", Tahap.SOSIALISASI, None),
        ("Belum + Koordinasi", None, None),
    ],
)
def test_steps_of_the_guideline_that_are_no_rungs_are_asked_and_never_hide_the_formation(
    text: str, tahap: Tahap | None, suggestion: Tahap | None
) -> None:
    reading = read_ticked(text)
    assert (reading.tahap, reading.suggestion) == (tahap, suggestion)
