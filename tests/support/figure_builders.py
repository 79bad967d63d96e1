"""Small visible data for the tests of figures: a region of five desa, histories and formations one can add up.

Manggar (Padang, Lalang, Kurnia Jaya) and Damar (Mengkubang, Burong Mandi). A desa is named by its name alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from kkb.indicators import PutusanCapaian, Ringkasan, formation_frame
from kkb.region import Desa, Region
from kkb.schema import (
    JenisTonggak,
    Keputusan,
    Observation,
    Presisi,
    RecapRow,
    Rencana,
    Tahap,
    Tanggal,
    TanggalDasar,
    TargetRow,
    Tonggak,
)
from kkb.spans import Count, Gain
from kkb.state import DesaHistory, fold

MANGGAR, DAMAR = "19.06.01", "19.06.05"
REGION = Region(
    [
        Desa(MANGGAR, "Manggar", "19.06.01.2003", "Padang", petak_kolom=5, petak_baris=4),
        Desa(MANGGAR, "Manggar", "19.06.01.2006", "Lalang", petak_kolom=6, petak_baris=4),
        Desa(MANGGAR, "Manggar", "19.06.01.2002", "Kurnia Jaya"),
        Desa(DAMAR, "Damar", "19.06.05.2004", "Mengkubang"),
        Desa(DAMAR, "Damar", "19.06.05.2003", "Burong Mandi"),
    ]
)
BY_NAME = {desa.desa: desa for desa in REGION.desa}

DATA_DAY = date(2023, 5, 10)
TARGET_DAY = date(2024, 12, 31)
HOSTILE = "<b>x</b> <img src=//x>"
ESCAPED = "&lt;b&gt;x&lt;/b&gt; &lt;img src=//x&gt;"


def seen(
    desa: str,
    status: Tahap = Tahap.TERBENTUK,
    tanggal: str | None = None,
    *,
    day: date = DATA_DAY,
    unggahan: int = 1,
    **more: Any,
) -> Observation:
    """One row of a stored recap: `tanggal` is the date of formation as ISO text at its precision."""
    place = BY_NAME[desa]
    formed = Tanggal.from_iso(tanggal) if tanggal else None
    dasar = TanggalDasar.PEMBENTUKAN if tanggal else None
    row = RecapRow(place.kode_desa, place.kecamatan, desa, status, formed, dasar, **more)
    return Observation(unggahan, day, row)


def dissolved(desa: str, day: date, *, unggahan: int = 9) -> Observation:
    """A later recap in which an officer decided that the Pokja has ended."""
    return seen(desa, Tahap.BELUM, day=day, unggahan=unggahan, keputusan=Keputusan.BUBAR, alasan="Pokja dibubarkan")


def histories_of(*observations: Observation) -> dict[str, DesaHistory]:
    return fold(observations)


def formations_of(*observations: Observation) -> pd.DataFrame:
    return formation_frame(fold(observations), REGION)


def formed_on(*days: str) -> pd.DataFrame:
    """A formation frame with one formation a day, of the first desa of the region, the second, …"""
    return formations_of(*(seen(desa.desa, tanggal=day) for desa, day in zip(REGION.desa, days, strict=False)))


def many_formed(days: Sequence[date | None], *, reported: date = DATA_DAY) -> pd.DataFrame:
    """A formation frame of as many desa as there are days, None for an unknown one; the desa are numbered."""
    return pd.DataFrame(
        {
            "kode_kecamatan": MANGGAR,
            "kecamatan": "Manggar",
            "kode_desa": [f"19.06.01.{2001 + i}" for i in range(len(days))],
            "desa": [f"Desa {i + 1}" for i in range(len(days))],
            "mulai": pd.to_datetime([day or reported for day in days]),
            "selesai": pd.NaT,
            "rentang_awal": pd.to_datetime([day or date(2014, 1, 1) for day in days]),
            "rentang_akhir": pd.to_datetime([day or reported for day in days]),
            "tanggal_iso": [day.isoformat() if day else None for day in days],
            "presisi": [Presisi.DAY.value if day else None for day in days],
            "tanggal_dasar": [TanggalDasar.PEMBENTUKAN.value if day else None for day in days],
            "unggahan": 1,
        }
    )


def plan_of(targets: dict[str, int], day: date = TARGET_DAY) -> Rencana:
    """A plan with one row per kecamatan code."""
    rows = tuple(TargetRow(kode, day, jumlah) for kode, jumlah in targets.items())
    return Rencana(1, "Target 2024", date(2023, 5, 10), "Bupati", "Komitmen Bersama", rows, date(2023, 5, 10))


def ringkasan_of(terbentuk: int, **changes: Any) -> Ringkasan:
    """The figures of 39 desa on 10 Mei 2023 with `terbentuk` formed, the others Belum, all against a target of 39.

    Counts that follow from others are worked out unless given: belum, sisa and capaian. `laju_12_bulan` may be given
    as a number of desa formed, each on a known day.
    """
    facts: dict[str, Any] = {
        "day": DATA_DAY,
        "jumlah_desa": 39,
        "terbentuk_desa": terbentuk,
        "ber_sk_desa": 0,
        "merintis_desa": 0,
        "sosialisasi_desa": 0,
        "tidak_dilaporkan_desa": 0,
        "target_desa": 39,
        "target_day": TARGET_DAY,
        "bubar_desa": 0,
        "belum_bubar_desa": 0,
        "laju_12_bulan": 0,
        "laju_dibutuhkan": None,
        "perkiraan": None,
        "putusan": PutusanCapaian.TERTINGGAL,
    } | changes
    if isinstance(facts["laju_12_bulan"], int):
        facts["laju_12_bulan"] = Gain(Count(facts["laju_12_bulan"], facts["laju_12_bulan"]), 0)
    lower = facts["merintis_desa"] + facts["sosialisasi_desa"] + facts["tidak_dilaporkan_desa"]
    target = facts["target_desa"]
    facts.setdefault("belum_desa", facts["jumlah_desa"] - terbentuk - lower)
    facts.setdefault("sisa_desa", None if target is None else max(target - terbentuk, 0))
    facts.setdefault("capaian_pct", terbentuk / target * 100 if target else None)
    return Ringkasan(**facts)


def without_target(terbentuk: int, **changes: Any) -> Ringkasan:
    """The same with no plan at all."""
    return ringkasan_of(terbentuk, target_desa=None, target_day=None, **changes)


def capaian_of(*rows: tuple[str, int, int, int | None]) -> pd.DataFrame:
    """A frame of `schema.CAPAIAN_FRAME` from (kecamatan, jumlah, terbentuk, target); who has not formed is Belum."""
    records = [
        {
            "kode_kecamatan": f"19.06.{number:02}",
            "kecamatan": name,
            "jumlah_desa": jumlah,
            "terbentuk_desa": formed,
            "ber_sk_desa": 0,
            "merintis_desa": 0,
            "sosialisasi_desa": 0,
            "belum_desa": jumlah - formed,
            "belum_bubar_desa": 0,
            "tidak_dilaporkan_desa": 0,
            "target_desa": target,
            "sisa_desa": None if target is None else max(target - formed, 0),
            "capaian_pct": formed / target * 100 if target else None,
        }
        for number, (name, jumlah, formed, target) in enumerate(rows, start=1)
    ]
    types = {"target_desa": "Int64", "sisa_desa": "Int64", "capaian_pct": "Float64"}
    return pd.DataFrame(records).astype(types)


KOMITMEN = Tonggak(JenisTonggak.KOMITMEN, DATA_DAY, None, "Komitmen Bersama", "Rilis Diskominfo, 10 Mei 2023")
PEMBINAAN = Tonggak(
    JenisTonggak.PENJELASAN,
    date(2018, 5, 2),
    date(2021, 12, 31),
    "Pembinaan 15 Pokja yang ada",
    "Rilis Diskominfo, 10 Mei 2023",
    jumlah_pokja=15,
)
