"""The message for the group, whole, as it arrives; who is to be called first; what changed as a sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from kkb.comparison import Base, Comparison, Perubahan
from kkb.indicators import Ringkasan
from kkb.narrative import headline
from kkb.narrative.meeting import message_lines
from kkb.narrative.message import KecamatanCall, change_sentence, since_words, whatsapp_text
from tests.support.briefing_builders import make_step
from tests.support.builders import REGION
from tests.support.figure_builders import (
    HOSTILE,
    ringkasan_of,
    without_target,
)

REGENCY = "Kabupaten Belitung Timur"
AFTER = date(2025, 3, 1)


MANGGAR = KecamatanCall("Manggar", 2, 9, ("Padang", "Lalang Jaya", "Kelubi", "Baru", "Buku Limau"))
DAMAR = KecamatanCall("Damar", 5, 5, ())


def message(r: Ringkasan, **changes: Any) -> list[str]:
    """The lines of the message."""
    facts: dict[str, Any] = {
        "scope": REGENCY,
        "change": "Sejak 31 Desember 2022: tidak ada perubahan tahap yang dilaporkan.",
        "calls": [MANGGAR],
        "unreported": [],
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


def test_the_message_as_it_arrives() -> None:
    lines = message(
        ringkasan_of(15),
        change="Sejak rapat 10 Maret 2023: 2 desa membentuk Pokja.",
        calls=[MANGGAR, DAMAR, KecamatanCall("Dendang", 2, 4, ("Jangkang", "Dendang"))],
    )
    assert lines == [
        "*Tertinggal: 15 dari 39 desa (38,5%) sudah membentuk Pokja per 10 Mei 2023; sisa 24 desa.* "
        "Pokja Kampung KB Kabupaten Belitung Timur.",
        "Sejak rapat 10 Maret 2023: 2 desa membentuk Pokja.",
        "*Manggar* 2/9: hubungi Padang, Lalang Jaya, Kelubi dan 2 lainnya",
        "*Dendang* 2/4: hubungi Jangkang dan Dendang",
        "Sudah selesai: Damar 5/5",
        "http://127.0.0.1:8501/ringkas",
    ]


@pytest.mark.parametrize(
    "r",
    [
        ringkasan_of(0),
        ringkasan_of(15, day=AFTER),
        ringkasan_of(39),
        without_target(15),
        ringkasan_of(15, target_desa=30),
    ],
)
def test_it_begins_with_the_headline_in_bold(r: Ringkasan) -> None:
    assert message(r)[0] == f"*{headline(r)}* Pokja Kampung KB {REGENCY}."


def test_sample_data_is_told_in_the_first_line() -> None:
    first, *rest = message(ringkasan_of(15), is_sample=True)
    assert first.endswith(f"* Pokja Kampung KB {REGENCY}, DATA CONTOH.")
    assert rest == message(ringkasan_of(15))[1:]


def test_without_anything_to_compare_with_there_is_no_line_of_it() -> None:
    assert message(ringkasan_of(15), change="", address="")[1:] == [
        "*Manggar* 2/9: hubungi Padang, Lalang Jaya, Kelubi, Baru dan Buku Limau", ""
    ]  # fmt: skip


def test_desa_that_nobody_has_reported_are_named_apart_from_those_that_are_belum() -> None:
    lines = message(ringkasan_of(15), unreported=["Balok", "Dukong", "Padang"])
    assert lines[-2] == "3 desa belum pernah dilaporkan: Balok, Dukong dan Padang"
    assert "A, B, C, D, E, F dan 3 lainnya" in message(ringkasan_of(15), unreported=list("ABCDEFGHI"))[-2]
    assert message(ringkasan_of(0), unreported=["A"] * 39) == message(ringkasan_of(0))


@pytest.mark.parametrize("ended", [[], ["Lintang (30 September 2026)"]])
@pytest.mark.parametrize("unreported", [[], ["Balok"]])
@pytest.mark.parametrize(("left", "done"), [(7, 0), (6, 1), (7, 3), (44, 0), (44, 44)])
def test_never_more_than_ten_lines(left: int, done: int, unreported: list[str], ended: list[str]) -> None:
    calls = [KecamatanCall(f"Kecamatan {n}", 1, 9, ("A", "B")) for n in range(left)] + [DAMAR] * done
    lines = message(ringkasan_of(15), calls=calls, unreported=unreported, ended=ended)
    named = sum(line.startswith("*Kecamatan") for line in lines)
    assert len(lines) == 10
    (*_, others) = [line for line in lines if line.startswith("Juga belum selesai: ")] or [""]
    rest = left - named
    assert others.count("/9") == min(rest, 12)
    assert others.endswith(f" dan {rest - 12} lainnya") is (rest > 12)


def test_each_of_seven_kecamatan_is_named() -> None:
    calls = [KecamatanCall(f"Kecamatan {n}", n, 9, ("A", "B")) for n in range(6)] + [DAMAR]
    lines = message(ringkasan_of(15), calls=calls, unreported=["Balok"])
    assert lines[6:9] == [
        "Juga belum selesai: Kecamatan 4 4/9 dan Kecamatan 5 5/9",
        "Sudah selesai: Damar 5/5",
        "1 desa belum pernah dilaporkan: Balok",
    ]


@pytest.mark.parametrize(
    "name", [HOSTILE, "A\nSisa: 0 desa", "A\r\nB", "A\u2028B", "A\x0bB", "A\tB", "*A* _B_ ~C~", "A" * 500]
)
def test_a_name_stays_in_its_line(name: str) -> None:
    sentence = change_sentence(changed((name, Perubahan.TERBENTUK)), "Sejak 10 Maret 2023")
    calls = [KecamatanCall(name, 1, 9, (name,))]
    lines, one_line = message(ringkasan_of(15), scope=name, change=sentence, calls=calls), " ".join(name.split())
    assert len(lines) == 4
    assert lines[0].endswith(f"* Pokja Kampung KB {one_line}.")
    assert lines[1] == f"Sejak 10 Maret 2023: 1 desa membentuk Pokja ({one_line})."
    assert lines[2] == f"*{one_line}* 1/9: hubungi {one_line}"


def test_open_steps_have_a_line_each_the_first_five() -> None:
    steps = [
        make_step(1, "Siapkan\nSK", kode_kecamatan="19.06.01", kode_desa="19.06.01.2001"),
        make_step(2, "Sudah", selesai=date(2023, 5, 30)),
        *(make_step(n, f"Surat {n}", tenggat=None) for n in range(3, 9)),
    ]
    lines = message_lines(steps, REGION, date(2023, 6, 1))
    assert lines[:3] == [
        "*7 tindak lanjut terbuka, 1 lewat tenggat*",
        "- Siapkan SK, Lalang Jaya, Camat Dendang, lewat 12 hari",
        "- Surat 3, Camat Dendang",
    ]
    assert lines[-1] == "dan 2 lagi"
    assert len(lines) == 7
    assert message_lines(steps[1:2], REGION, date(2023, 6, 1)) == []


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
