"""The message for the group, whole, as it arrives; who is to be called first; what changed as a sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from kkb.comparison import Base, Comparison, Perubahan
from kkb.indicators import Ringkasan
from kkb.narrative import scope_words
from kkb.narrative.message import change_sentence, since_words, whatsapp_text
from tests.support.figure_builders import (
    HOSTILE,
    TARGET_DAY,
    ringkasan_of,
    without_target,
)

REGENCY = "Kabupaten Belitung Timur"
AFTER = date(2025, 3, 1)


def message(r: Ringkasan, **changes: Any) -> list[str]:
    """The lines of the message."""
    facts: dict[str, Any] = {
        "scope": REGENCY,
        "change": "Sejak 31 Desember 2022: tidak ada perubahan tahap yang dilaporkan.",
        "to_call": ["Lilangan"],
        "address": "http://127.0.0.1:8501/ringkas",
        "is_sample": False,
    } | changes
    return whatsapp_text(r, **facts).split("\n")


def changed(*rows: tuple[str, Perubahan], **columns: Any) -> Comparison:
    """A comparison of these desa; `columns` are those of all of them."""
    told = {"tanggal_iso_baru": None, "catatan_lain": False} | columns
    frame = pd.DataFrame(rows, columns=["desa", "jenis"]).assign(**told)
    return Comparison(frame, frame)


# The message -----------------------------------------------------------------------------------------------------


def test_six_lines_as_they_arrive() -> None:
    lines = message(
        ringkasan_of(15),
        change="Sejak rapat 10 Maret 2023: 2 desa membentuk Pokja (Padang dan Lalang).",
        to_call=["Lilangan", "Cendil", "Dukong"],
    )
    assert lines == [
        "Tertinggal: Pokja Kampung KB Kabupaten Belitung Timur, keadaan per 10 Mei 2023",
        "Terbentuk: 15 dari 39 desa (38,5%)",
        "Sisa: 24 desa; tenggat 31 Desember 2024",
        "Sejak rapat 10 Maret 2023: 2 desa membentuk Pokja (Padang dan Lalang).",
        "Perlu dihubungi: Lilangan, Cendil dan Dukong",
        "http://127.0.0.1:8501/ringkas",
    ]


@pytest.mark.parametrize(
    ("r", "formed", "rest"),
    [
        (ringkasan_of(0), "0 dari 39 desa (0%)", "39 desa; tenggat 31 Desember 2024"),
        (ringkasan_of(1), "1 dari 39 desa (2,6%)", "38 desa; tenggat 31 Desember 2024"),
        (ringkasan_of(15, day=TARGET_DAY), "15 dari 39 desa (38,5%)", "24 desa; tenggat 31 Desember 2024"),
        (ringkasan_of(39), "39 dari 39 desa (100%)", "0 desa, target tercapai"),
        (ringkasan_of(0, day=AFTER), "0 dari 39 desa (0%)", "39 desa; tenggat 31 Desember 2024 lewat 60 hari"),
        (ringkasan_of(1, day=AFTER), "1 dari 39 desa (2,6%)", "38 desa; tenggat 31 Desember 2024 lewat 60 hari"),
        (ringkasan_of(15, day=AFTER), "15 dari 39 desa (38,5%)", "24 desa; tenggat 31 Desember 2024 lewat 60 hari"),
        (ringkasan_of(39, day=AFTER), "39 dari 39 desa (100%)", "0 desa, target tercapai"),
        (without_target(0), "0 dari 39 desa", "target belum ditetapkan"),
        (without_target(1), "1 dari 39 desa", "target belum ditetapkan"),
        (without_target(15), "15 dari 39 desa", "target belum ditetapkan"),
        (without_target(39, day=AFTER), "39 dari 39 desa", "target belum ditetapkan"),
        # A target of fewer desa than there are must not read as their number.
        (ringkasan_of(15, target_desa=30), "15 dari target 30 desa (50,0%)", "15 desa; tenggat 31 Desember 2024"),
    ],
)
def test_formed_and_rest(r: Ringkasan, formed: str, rest: str) -> None:
    lines = message(r)
    assert len(lines) == 6
    assert lines[1:3] == [f"Terbentuk: {formed}", f"Sisa: {rest}"]


def test_large_numbers_have_dots() -> None:
    lines = message(ringkasan_of(1294, jumlah_desa=8500, target_desa=8500))
    assert lines[1] == "Terbentuk: 1.294 dari 8.500 desa (15,2%)"
    assert lines[2].startswith("Sisa: 7.206 desa;")


def test_sample_data_is_told_in_the_first_line() -> None:
    first, *rest = message(ringkasan_of(15), is_sample=True)
    assert first == "Tertinggal: Pokja Kampung KB Kabupaten Belitung Timur, keadaan per 10 Mei 2023 (DATA CONTOH)"
    assert rest == message(ringkasan_of(15))[1:]


def test_one_kecamatan_speaks_of_itself() -> None:
    lines = message(ringkasan_of(2, jumlah_desa=9, target_desa=9), scope=scope_words(("Manggar",), REGENCY))
    assert lines[:3] == [
        "Tertinggal: Pokja Kampung KB Kecamatan Manggar, keadaan per 10 Mei 2023",
        "Terbentuk: 2 dari 9 desa (22,2%)",
        "Sisa: 7 desa; tenggat 31 Desember 2024",
    ]


def test_six_desa_are_named_and_the_others_counted() -> None:
    names = [f"Desa {number}" for number in range(1, 25)]
    assert message(ringkasan_of(15), to_call=names)[4] == (
        "Perlu dihubungi: Desa 1, Desa 2, Desa 3, Desa 4, Desa 5, Desa 6 dan 18 lainnya"
    )
    assert message(ringkasan_of(33), to_call=names[:6])[4].endswith("Desa 5 dan Desa 6")


def test_nobody_to_call() -> None:
    assert message(ringkasan_of(39), to_call=[])[4] == "Perlu dihubungi: tidak ada; semua sudah terbentuk"


@pytest.mark.parametrize(
    "name", [HOSTILE, "A\nSisa: 0 desa", "A\r\nB", "A\u2028B", "A\x0bB", "A\tB", "*A* _B_ ~C~", "A" * 500]
)
def test_a_name_stays_in_its_line(name: str) -> None:
    """The message is plain text: a name is neither markup nor a line of its own."""
    sentence = change_sentence(changed((name, Perubahan.TERBENTUK)), "Sejak 10 Maret 2023")
    text = whatsapp_text(
        ringkasan_of(15), scope=name, change=sentence, to_call=[name], address="http://x/?kec=A", is_sample=True
    )
    lines, one_line = text.splitlines(), " ".join(name.split())
    assert len(lines) == 6
    assert lines[0].startswith(f"Tertinggal: Pokja Kampung KB {one_line}, keadaan per")
    assert lines[3] == f"Sejak 10 Maret 2023: 1 desa membentuk Pokja ({one_line})."
    assert lines[4] == f"Perlu dihubungi: {one_line}"
    assert [line.split(":")[0] for line in lines[1:3]] == ["Terbentuk", "Sisa"]


# What changed ----------------------------------------------------------------------------------------------------


def test_every_kind_of_change_is_said_the_weightiest_first() -> None:
    rows = [(f"Desa {place}", kind) for place, kind in enumerate(Perubahan, start=1)]
    assert change_sentence(changed(*reversed(rows)), "Sejak rapat 10 Maret 2023") == (
        "Sejak rapat 10 Maret 2023: 1 desa membentuk Pokja (Desa 1); 1 desa maju tahap (Desa 2); "
        "1 desa mundur tahap (Desa 3); 1 desa Pokja-nya bubar (Desa 4); "
        "1 desa baru dilaporkan sudah terbentuk (Desa 5); 1 desa dikoreksi (Desa 6); 1 desa mulai dilaporkan."
    )


def test_late_news_is_told_with_its_date() -> None:
    late = changed(("Selingsing", Perubahan.BARU_DILAPORKAN), tanggal_iso_baru="2019-05")
    assert change_sentence(late, "Sejak unggahan 2") == (
        "Sejak unggahan 2: 1 desa baru dilaporkan sudah terbentuk (Selingsing, Mei 2019)."
    )


def test_many_names_are_cut_and_counted() -> None:
    many = changed(*((f"Desa {number}", Perubahan.TERBENTUK) for number in range(1, 9)))
    assert change_sentence(many, "Sejak unggahan 1") == (
        "Sejak unggahan 1: 8 desa membentuk Pokja (Desa 1, Desa 2, Desa 3, Desa 4, Desa 5, Desa 6 dan 2 lainnya)."
    )


@pytest.mark.parametrize("changes", [changed(), changed(("Padang", Perubahan.TETAP))])
def test_nothing_changed(changes: Comparison) -> None:
    words = "Sejak 10 Maret 2023: tidak ada perubahan tahap yang dilaporkan."
    assert change_sentence(changes, "Sejak 10 Maret 2023") == words


def test_other_columns_are_counted_where_nothing_else_changed() -> None:
    rows = [("Padang", Perubahan.TETAP), ("Lalang", Perubahan.TETAP)]
    assert change_sentence(changed(*rows, catatan_lain=True), "Sejak unggahan 1") == (
        "Sejak unggahan 1: tidak ada perubahan tahap yang dilaporkan; 2 desa berubah catatan lainnya."
    )
    moved = changed(*rows, ("Balok", Perubahan.MAJU), catatan_lain=True)
    assert change_sentence(moved, "Sejak unggahan 1") == "Sejak unggahan 1: 1 desa maju tahap (Balok)."


def test_a_meeting_is_called_one() -> None:
    day, earlier = date(2023, 3, 10), date(2022, 12, 31)
    assert since_words(Base(day, is_meeting=True)) == "Sejak rapat 10 Maret 2023"
    assert since_words(Base(day)) == "Sejak 10 Maret 2023"
    assert since_words(Base(earlier, saved=((12, day),))) == "Sejak sebelum unggahan 12 (10 Maret 2023)"
    together = Base(earlier, saved=((12, day), (13, earlier), (15, day)))
    words = "Sejak sebelum unggahan 12–13 dan 15 (31 Desember 2022 sampai 10 Maret 2023)"
    assert since_words(together) == words


def test_a_title_counts_where_a_table_names() -> None:
    changes = changed(("A", Perubahan.TERBENTUK), ("B", Perubahan.TERBENTUK), tanggal_iso_baru="2023")
    assert change_sentence(changes, "Sejak unggahan 1", is_named=False) == "Sejak unggahan 1: 2 desa membentuk Pokja."
