"""Statuses of several periods beside each other: the newest filled one that fits the data day is meant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.torture.blind.writing import changed, read_right
from tests.torture.kabupaten import KABUPATEN, Line, of
from tests.torture.loose import Asks, BlindCase, blind
from tests.torture.writing import Rows

PERIODS = "several periods side by side"
_OLD = changed(KABUPATEN, dict.fromkeys(("Balok", "Padang", "Mempaya"), "Merintis") | {"Lenggang": "Belum"})
_NEW = changed(KABUPATEN, {"Jangkang": ("Terbentuk", date(2023, 2, 20)), "Lilangan": ("Terbentuk", date(2023, 4, 6))})
_STATUS = {line.desa: line.status for line in KABUPATEN}


def statuses(lines: tuple[Line, ...]) -> dict[str, str]:
    """Desa → status."""
    return {line.desa: line.status for line in lines}


def _periods(title: str | None, columns: Mapping[str, Mapping[str, str]]) -> Rows:
    """All 39 desa with the status of each period; no dates."""
    rows: list[Any] = [["REKAPITULASI POKJA KAMPUNG KB KABUPATEN BELITUNG TIMUR"], [title], []]
    rows.append(["No", "Kecamatan", "Desa", *columns])
    for n, line in enumerate(KABUPATEN, start=1):
        rows.append([n, line.kecamatan, line.desa, *(told.get(line.desa) for told in columns.values())])
    return rows


@blind(PERIODS)
def status_2022_dan_2023_tanpa_hari() -> BlindCase:
    """No day is named: the newer column, by suggestion at least."""
    rows = _periods(None, {"Status 2022": statuses(_OLD), "Status 2023": statuses(KABUPATEN)})
    return read_right(rows, statuses(KABUPATEN), asks=Asks.MAY, day=None)


@blind(PERIODS)
def status_2021_sampai_2023_berhari() -> BlindCase:
    """The title speaks for 31 December 2022: the second of three columns is meant."""
    first = changed(_OLD, {"Nyuruk": "Belum"})
    columns = {"Status 2021": statuses(first), "Status 2022": statuses(KABUPATEN), "Status 2023": statuses(_NEW)}
    rows = _periods("Keadaan per 31 Desember 2022", columns)
    return read_right(rows, statuses(KABUPATEN), asks=Asks.MAY, day="2022-12-31")


@blind(PERIODS)
def triwulan_yang_belum_terisi() -> BlindCase:
    """Four quarters are laid out; the second to the fourth are still blank."""
    columns = {"Triwulan I 2023": _STATUS, "Triwulan II 2023": {}, "Triwulan III 2023": {}, "Triwulan IV 2023": {}}
    return read_right(
        _periods("Keadaan per 31 Maret 2023", columns), statuses(KABUPATEN), asks=Asks.MAY, day="2023-03-31"
    )


@blind(PERIODS)
def triwulan_i_dan_ii_terisi() -> BlindCase:
    columns = {"TW I 2023": statuses(_OLD), "TW II 2023": _STATUS, "TW III 2023": {}, "TW IV 2023": {}}
    return read_right(_periods("Keadaan per 10 Mei 2023", columns), statuses(KABUPATEN), asks=Asks.MAY)


@blind(PERIODS)
def semester_berdampingan() -> BlindCase:
    columns = {"Semester I 2022": statuses(_OLD), "Semester II 2022": _STATUS, "Semester I 2023": {}}
    return read_right(_periods(None, columns), statuses(KABUPATEN), asks=Asks.MAY, day=None)


@blind(PERIODS)
def bulan_berdampingan() -> BlindCase:
    """A column for each month, filled up to April."""
    columns = {"Jan 2023": statuses(_OLD), "Feb 2023": statuses(_OLD), "Mar 2023": _STATUS, "Apr 2023": statuses(_NEW),
               "Mei 2023": {}, "Jun 2023": {}}  # fmt: skip
    rows = _periods("Keadaan s.d. 30 April 2023", columns)
    return read_right(rows, statuses(_NEW), asks=Asks.MAY, day="2023-04-30")


@blind(PERIODS)
def tahun_di_atas_status_dan_tanggal() -> BlindCase:
    """ "2022" and "2023" merged over Status and Tanggal of each: status and date come from the same half."""
    rows: list[Any] = [["Keadaan per 10 Mei 2023"], []]
    rows += [["Kecamatan", "Desa", "2022", None, "2023", None]]
    rows += [[None, None, "Status", "Tanggal", "Status", "Tanggal"]]
    for before, now in zip(_OLD, _NEW, strict=True):
        rows.append([now.kecamatan, now.desa, before.status, before.tanggal, now.status, now.tanggal])

    def merge(target: Any) -> None:
        for place in ("A3:A4", "B3:B4", "C3:D3", "E3:F3"):
            target.merge_cells(place)

    return read_right(rows, {line.desa: line.says for line in _NEW}, asks=Asks.MAY, change=merge)


@blind(PERIODS)
def sebelum_dan_sesudah_rapat() -> BlindCase:
    """ "Semula" and "Menjadi": what is meant now stands under the second."""
    rows: list[Any] = [["Keadaan per 10 Mei 2023"], ["Kecamatan", "Desa", "Status Semula", "Status Menjadi"]]
    before = {"Dendang": "Belum", "Jangkang": "Sosialisasi", "Nyuruk": "Merintis", "Balok": "Terbentuk"}
    rows += [[line.kecamatan, line.desa, before[line.desa], line.status] for line in of("Dendang")]
    return read_right(rows, statuses(of("Dendang")), asks=Asks.MAY)
