"""What Kecamatan finds: who has reached the target, where the rest is, who moved last."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.indicators import Ringkasan, kumulatif_per_kecamatan
from kkb.narrative.places import (
    bars_subtitle,
    last_rise_title,
    order_words,
    pair_title,
    panel_title,
    reached_title,
)
from tests.support.figure_builders import DATA_DAY, REGION, capaian_of, formed_on, ringkasan_of, without_target

MANGGAR, GANTUNG, DAMAR = ("Manggar", 9, 2, 9), ("Gantung", 7, 4, 7), ("Damar", 5, 5, 5)
Rows = list[tuple[str, int, int, int | None]]


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([MANGGAR, GANTUNG], "Belum ada kecamatan yang mencapai target; 1 dari 2 sudah separuh jalan"),
        ([MANGGAR, GANTUNG, DAMAR], "1 dari 3 kecamatan mencapai target; 1 lainnya sudah separuh jalan"),
        ([MANGGAR, DAMAR], "1 dari 2 kecamatan mencapai target"),
        ([DAMAR, ("Dendang", 4, 4, 4)], "Semua 2 kecamatan mencapai target"),
        ([MANGGAR], "2 dari target 9 desa terbentuk, 22,2%"),
        ([("Dendang", 4, 1, 0)], "1 dari target 0 desa terbentuk"),
        ([("Dendang", 4, 1, None)], "Target kecamatan belum ditetapkan"),
    ],
)
def test_who_has_reached_the_target(rows: Rows, title: str) -> None:
    assert reached_title(capaian_of(*rows)) == title


def test_bars_say_what_they_show_and_how_they_are_ordered() -> None:
    some = capaian_of(MANGGAR, ("Dendang", 4, 1, None))
    assert bars_subtitle(some) == f"Biru: desa terbentuk; abu-abu: target. {order_words(some)}"
    assert order_words(some) == "Urut menurut sisa desa"
    none = capaian_of(("Manggar", 9, 2, None), ("Dendang", 4, 1, None))
    assert bars_subtitle(none) == "Desa yang sudah membentuk Pokja. Urut menurut jumlah desa"


def test_who_moved_last() -> None:
    frame = kumulatif_per_kecamatan(formed_on("2014", "2018-05-02"), REGION.kecamatan, day=DATA_DAY)
    assert last_rise_title(frame) == "Setelah 2018 tidak ada yang bertambah"
    this_year = kumulatif_per_kecamatan(formed_on("2018-05-02"), REGION.kecamatan, day=date(2018, 12, 31))
    assert last_rise_title(this_year) == "Pada 2018 bertambah di Manggar"
    assert last_rise_title(frame.assign(baru_desa=0)) == "Belum ada Pokja yang dilaporkan terbentuk"


@pytest.mark.parametrize(
    ("r", "title"),
    [
        (ringkasan_of(15), "Manggar: 15 dari 39 desa (38,5%) membentuk Pokja; sisa 24 desa"),
        (ringkasan_of(39), "Manggar: 39 dari 39 desa (100%) membentuk Pokja; target tercapai"),
        (ringkasan_of(0, bubar_desa=1), "Manggar: 0 dari 39 desa (0%) membentuk Pokja; sisa 39 desa; 1 pernah bubar"),
        (ringkasan_of(15, target_desa=20), "Manggar: 15 dari target 20 desa (75,0%) membentuk Pokja; sisa 5 desa"),
        (ringkasan_of(15, target_desa=0), "Manggar: 15 dari 39 desa membentuk Pokja; targetnya 0 desa"),
        (without_target(15), "Manggar: 15 dari 39 desa membentuk Pokja; target belum ditetapkan"),
        (ringkasan_of(0, tidak_dilaporkan_desa=39), "Manggar: belum ada laporan tentang 39 desa"),
    ],
)
def test_a_panel_says_where_its_kecamatan_is(r: Ringkasan, title: str) -> None:
    assert panel_title("Manggar", r) == title


def test_two_kecamatan_are_one_sentence() -> None:
    manggar = ringkasan_of(2, jumlah_desa=9, target_desa=9, sisa_desa=7)
    damar = ringkasan_of(5, jumlah_desa=5, target_desa=5, sisa_desa=0)
    title = "Manggar: 2 dari 9 desa, sisa 7; Damar: 5 dari 5 desa, target tercapai"
    assert pair_title(("Manggar", manggar), ("Damar", damar)) == title
