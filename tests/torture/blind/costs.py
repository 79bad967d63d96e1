"""A date that cannot be read costs the date, not the row, where somebody agrees; other faults of dates stay errors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.torture.blind.writing import read_right
from tests.torture.kabupaten import TITLE, of, says, stored
from tests.torture.loose import ASKED, Asks, BlindCase, Loose, Readings, blind, or_asked
from tests.torture.writing import sheet

COSTS = "an unreadable date costs the date"
STAYS = "faults of dates that stay errors"
_FORMED = or_asked("Terbentuk")


def _but(other: Mapping[str, Readings]) -> dict[str, Readings]:
    """Damar as it is, some desa with other readings."""
    return {**says(of("Damar")), **other}


def _rows(dates: Mapping[str, Any], *, more: Mapping[str, str] | None = None) -> list[list[Any]]:
    """Damar, five desa in rows 3 to 7, the date in D."""
    rows: list[Any] = [[TITLE], ["Kecamatan", "Desa", "Status", "Tanggal Pembentukan"]]
    for line in of("Damar"):
        status = "Terbentuk" if line.desa in dates else (more or {}).get(line.desa, line.status)
        rows.append([line.kecamatan, line.desa, status, dates.get(line.desa, line.tanggal)])
    return rows


def _agreed(dates: Mapping[str, Any], code: str) -> BlindCase:
    """Those desa are formed without a date, once somebody agrees; all others are read."""
    told = _but(dict.fromkeys(dates, _FORMED))
    return read_right(_rows(dates), told, asks=Asks.MUST, may=["DATE_UNREADABLE", "DATE_IMPOSSIBLE"], finds=[code])


@blind(COSTS)
def tanggal_bukan_tanggal() -> BlindCase:
    return _agreed({"Air Kelik": "lupa", "Mempaya": "sdh lama", "Sukamandi": "lihat SK"}, "DATE_UNREADABLE")


@blind(COSTS)
def tanggal_tidak_ada_di_kalender() -> BlindCase:
    return _agreed({"Air Kelik": "31 Februari 2018", "Mempaya": "31/04/2019"}, "DATE_IMPOSSIBLE")


@blind(COSTS)
def tanggal_campur_dua_sebab() -> BlindCase:
    dates = {"Mengkubang": "30 Februari 2020", "Sukamandi": "menyusul", "Burong Mandi": "??/??/????"}
    return _agreed(dates, "DATE_IMPOSSIBLE")


@blind(COSTS)
def tanggal_tersimpan_tidak_hilang() -> BlindCase:
    """Burong Mandi is stored with its day; the cell of this recap is of no use."""
    told = _but({"Burong Mandi": or_asked("Terbentuk", "Terbentuk 2017-10-03")})
    wanted = Loose(says=told, asks=Asks.MUST, finds=["DATE_UNREADABLE D5"])
    data = sheet(_rows({"Burong Mandi": "tidak tahu"}))
    return BlindCase(files={"damar.xlsx": data}, expected=wanted, stored=stored(of("Damar"), day="2023-01-31"))


@blind(STAYS)
def tanggal_belum_terjadi() -> BlindCase:
    told = _but({"Sukamandi": (ASKED,)})
    return read_right(_rows({"Sukamandi": date(2031, 5, 2)}), told, asks=Asks.MUST, finds=["DATE_FUTURE D7"])


@blind(STAYS)
def tanggal_sesudah_keadaan() -> BlindCase:
    told = _but({"Sukamandi": (ASKED,)})
    return read_right(_rows({"Sukamandi": date(2023, 5, 25)}), told, asks=Asks.MUST, finds=["DATE_AFTER_ASOF D7"])


@blind(STAYS)
def tanggal_sebelum_pokja_pertama() -> BlindCase:
    told = _but({"Sukamandi": (ASKED,)})
    return read_right(_rows({"Sukamandi": "2 Mei 1998"}), told, asks=Asks.MUST, finds=["DATE_TOO_OLD D7"])


@blind(STAYS)
def tanggal_di_samping_belum() -> BlindCase:
    rows = _rows({})
    rows[6][3] = date(2019, 3, 4)
    told = _but({"Sukamandi": (ASKED,)})
    return read_right(rows, told, asks=Asks.MUST, finds=["DATE_BUT_BELUM D7"])


@blind(STAYS)
def tanggal_terbaca_salah_di_samping_belum() -> BlindCase:
    """An unreadable date beside Belum costs nothing that counts."""
    rows = _rows({})
    rows[6][3] = "belum tahu"
    return read_right(rows, _but({"Sukamandi": or_asked("Belum")}), asks=Asks.MAY)
