"""Figures read aloud: every number of the chart is in the sentence."""

from __future__ import annotations

from datetime import date

import pandas as pd

from kkb.indicators import Pace, desa_frame, kumulatif, kumulatif_per_kecamatan, tangga
from kkb.narrative.alt import (
    kecamatan_alt,
    ladder_alt,
    line_alt,
    map_alt,
    periods_alt,
    projection_alt,
    years_per_kecamatan_alt,
)
from kkb.schema import Tahap
from kkb.spans import Count, Gain, Standstill
from tests.support.figure_builders import REGION, TARGET_DAY, capaian_of, formations_of, histories_of, many_formed, seen

DAY = date(2023, 5, 10)
EMPTY = pd.DataFrame({"kecamatan": []})
FORMATIONS = formations_of(seen("Padang", tanggal="2014-12-31"), seen("Lalang", tanggal="2018-05-02"))


def test_kecamatan_are_read_with_their_targets() -> None:
    capaian = capaian_of(("Gantung", 7, 3, 7), ("Manggar", 9, 2, 9))
    assert (
        kecamatan_alt(capaian)
        == "Desa terbentuk dari target: Manggar 2 dari 9 dan Gantung 3 dari 7. Seluruhnya 5 dari 16."
    )
    assert kecamatan_alt(capaian_of(("Gantung", 7, 3, 7))) == "Desa terbentuk dari target: Gantung 3 dari 7."


def test_without_a_target_only_what_is_formed_is_read() -> None:
    capaian = capaian_of(("Gantung", 7, 3, None), ("Manggar", 9, 2, None))
    assert kecamatan_alt(capaian) == "Desa terbentuk: Manggar 2 desa dan Gantung 3 desa. Seluruhnya 5 desa."


def test_rungs_without_a_desa_are_not_read() -> None:
    capaian = capaian_of(("Gantung", 7, 7, 7), ("Manggar", 9, 2, 9))
    assert ladder_alt(capaian) == "Desa menurut tahap. Manggar: 2 terbentuk, 7 belum; Gantung: 7 terbentuk."


def test_periods_name_those_that_had_new_desa() -> None:
    yearly = kumulatif(FORMATIONS, day=DAY)
    assert periods_alt(yearly, "year") == (
        "Desa baru per tahun, 2014 sampai 2023: 1 pada 2014 dan 1 pada 2018; tahun lain tidak ada. Seluruhnya 2 desa."
    )
    assert "1 pada Triwulan II 2018" in periods_alt(kumulatif(FORMATIONS, day=DAY, frequency="quarter"), "quarter")
    assert periods_alt(kumulatif(FORMATIONS[:0], day=DAY), "year") == (
        "Tidak ada desa yang pasti baru dari 2014 sampai 2023."
    )


def test_the_line_is_read_to_its_end_with_target_and_standstill() -> None:
    spans = [Standstill(date(2018, 5, 2), DAY)]
    text = line_alt(tangga(FORMATIONS, day=DAY), target_desa=5, target_day=TARGET_DAY, spans=spans)
    assert text == (
        "Desa yang sudah membentuk Pokja: 1 sejak 31 Desember 2014; 2 sejak 2 Mei 2018; 2 per 10 Mei 2023. "
        "Target 5 desa pada 31 Desember 2024. Tanpa Pokja baru dari 2 Mei 2018 sampai 10 Mei 2023, 60 bulan."
    )
    nothing = line_alt(tangga(FORMATIONS[:0], day=DAY), target_desa=None, target_day=None)
    assert nothing == "Desa yang sudah membentuk Pokja: 0 per 10 Mei 2023."


def test_what_has_no_certain_day_is_counted_apart() -> None:
    formations = formations_of(
        seen("Padang", tanggal="2014"), seen("Lalang"), seen("Kurnia Jaya", tanggal="2018-05-02")
    )
    assert periods_alt(kumulatif(formations, day=DAY), "year") == (
        "Desa baru per tahun, 2014 sampai 2023: 1 pada 2014 dan 1 pada 2018; tahun lain tidak ada. "
        "1 tanpa tanggal pasti. Seluruhnya 3 desa."
    )
    text = line_alt(tangga(formations, day=DAY), target_desa=None, target_day=None)
    assert text == (
        "Desa yang sudah membentuk Pokja: 1 paling lambat sejak 31 Desember 2014; 2 sejak 2 Mei 2018; "
        "3 paling lambat sejak 10 Mei 2023; 3 per 10 Mei 2023. 1 tanpa tanggal pasti dan 1 diketahui tahunnya, bukan "
        "harinya: dihitung sejak hari terakhir yang mungkin."
    )


def test_the_projection_is_read_pace_by_pace() -> None:
    paces = [
        Pace(12, Gain(Count(0, 0), 0), None, None),
        Pace(24, Gain(Count(6, 6), 0), date(2031, 5, 10), date(2031, 5, 10)),
        Pace(36, Gain(Count(6, 9), 1), date(2029, 5, 10), date(2033, 5, 10)),
    ]
    assert projection_alt(paces, formed_desa=15, target_desa=39, target_day=TARGET_DAY, day=DAY) == (
        "Dari 15 desa per 10 Mei 2023 menuju 39 desa, target 31 Desember 2024. Dengan laju 12 bulan terakhir (0 desa "
        "terbentuk) tanpa perkiraan; laju 24 bulan terakhir (6 desa terbentuk) selesai 10 Mei 2031; laju 36 bulan "
        "terakhir (6 sampai 9 desa terbentuk, 1 bubar, bersih 5 sampai 8) selesai paling cepat 10 Mei 2029, "
        "paling lambat 10 Mei 2033."
    )


def test_kecamatan_are_read_year_by_year() -> None:
    frame = kumulatif_per_kecamatan(FORMATIONS, REGION.kecamatan, day=DAY)
    assert years_per_kecamatan_alt(frame, DAY) == (
        "Desa baru per kecamatan sampai 10 Mei 2023: Manggar 1 pada 2014 dan 1 pada 2018, menjadi 2; "
        "Damar tidak ada, menjadi 0."
    )
    assert years_per_kecamatan_alt(frame[:0], DAY) == "Belum ada data."


def test_the_map_names_every_desa_once() -> None:
    histories = histories_of(seen("Padang", tanggal="2018-05-02"), seen("Lalang", Tahap.MERINTIS))
    text = map_alt(desa_frame(histories, REGION, DAY))
    assert text.startswith("Terbentuk 1 desa: Padang. Merintis 1 desa: Lalang. Belum dilaporkan 3 desa: ")
    assert [text.count(desa.desa) for desa in REGION.desa] == [1] * 5


def test_a_large_region_is_not_read_to_the_end() -> None:
    capaian = capaian_of(*((f"Kecamatan {number}", 9, 2, 9) for number in range(40)))
    assert "dan 16 lainnya" in kecamatan_alt(capaian)
    assert "dan 16 kecamatan lain" in ladder_alt(capaian)
    days = [date(2018, 1, day) for day in range(1, 31)]
    line = line_alt(tangga(many_formed(days), day=DAY), target_desa=None, target_day=None)
    assert "dan 6 perubahan lain; 30 per 10 Mei 2023" in line


def test_no_data_is_said() -> None:
    frames = (kecamatan_alt(EMPTY), ladder_alt(EMPTY), periods_alt(EMPTY, "year"), map_alt(EMPTY))
    assert set(frames) == {"Belum ada data."}
    assert line_alt(EMPTY, target_desa=1, target_day=DAY) == "Belum ada data."
