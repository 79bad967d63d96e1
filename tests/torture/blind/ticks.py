"""One column of ticks with blanks between them, and two columns with an x in exactly one of them per row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.torture.blind.writing import read_right
from tests.torture.kabupaten import KABUPATEN, TITLE, Line, of
from tests.torture.loose import Asks, BlindCase, Readings, blind, or_asked

ONE = "one column of ticks"
CROSSES = "two columns with an x"


def _marked(lines: Sequence[Line]) -> dict[str, str]:
    return {line.desa: line.says if line.tanggal else "Belum" for line in lines}


def _column(
    header: str, yes: Any, *, lines: Sequence[Line] = KABUPATEN, no_date: Sequence[str] = (), asks: Asks = Asks.NO,
    readings: dict[str, Readings] | None = None, also: dict[str, date] | None = None,
    errors: int = 0,
) -> BlindCase:  # fmt: skip
    """A tick or nothing in one column, the date beside it."""
    rows: list[Any] = [["REKAP POKJA KAMPUNG KB"], [TITLE], [], ["No", "Kecamatan", "Desa", header, "Tanggal"]]
    for n, line in enumerate(lines, start=1):
        day = None if line.desa in no_date else line.tanggal or (also or {}).get(line.desa)
        rows.append([n, line.kecamatan, line.desa, yes if line.tanggal else None, day])
    return read_right(rows, {**_marked(lines), **(readings or {})}, asks=asks, errors=errors)


@blind(ONE)
def sudah_terbentuk_v_semua_bertanggal() -> BlindCase:
    """Every ticked desa is dated and no blank one is: the dates prove it."""
    return _column("Sudah terbentuk (v)", "v")


@blind(ONE)
def pokja_ada_centang_semua_bertanggal() -> BlindCase:
    return _column("Pokja Kampung KB (beri tanda √ bila ada)", "√")


@blind(ONE)
def ada_pokja_tanda_tambah() -> BlindCase:
    """A plus as the mark; every one of them dated."""
    return _column(
        "Ada Pokja (+)", "+", asks=Asks.MAY, readings={d: or_asked(t) for d, t in _marked(KABUPATEN).items()}
    )


@blind(ONE)
def satu_kolom_centang_sebagian_tanpa_tanggal() -> BlindCase:
    """Two ticked desa have no date: one question at most, and never 24 errors."""
    gone = ("Balok", "Padang")
    readings: dict[str, Readings] = {line.desa: or_asked("Belum") for line in KABUPATEN if not line.tanggal}
    return _column("Terbentuk", "v", no_date=gone, asks=Asks.MAY, readings=readings | dict.fromkeys(gone, "Terbentuk"))


@blind(ONE)
def satu_kolom_centang_ada_kosong_bertanggal() -> BlindCase:
    """Lalang is dated and not ticked: forgotten, or no formation? It has to be asked."""
    readings: dict[str, Readings] = {line.desa: or_asked("Belum") for line in KABUPATEN if not line.tanggal}
    readings["Lalang"] = or_asked("Terbentuk 2019-03-04")
    return _column(
        "Sudah terbentuk", "v", also={"Lalang": date(2019, 3, 4)}, asks=Asks.MUST, readings=readings, errors=1
    )


@blind(ONE)
def satu_kolom_centang_tanpa_kolom_tanggal() -> BlindCase:
    """Nothing proves what a blank means."""
    rows: list[Any] = [[TITLE], ["No", "Kecamatan", "Desa", "Terbentuk (V)"]]
    rows += [[n, line.kecamatan, line.desa, "V" if line.tanggal else None] for n, line in enumerate(KABUPATEN, start=1)]
    told: dict[str, Readings] = {d.desa: "Terbentuk" if d.tanggal else or_asked("Belum") for d in KABUPATEN}
    return read_right(rows, told, asks=Asks.MUST, errors=0)


def _crosses(
    yes: str, no: str, *, lines: Sequence[Line] = KABUPATEN, mark: str = "x", both: str = "", asks: Asks = Asks.NO
) -> BlindCase:
    """An x in one of two columns; a desa in `both` has it in both of them."""
    rows: list[Any] = [[TITLE], [], ["No", "Kecamatan", "Desa", yes, no, "Tanggal Pembentukan"]]
    for n, line in enumerate(lines, start=1):
        formed = line.tanggal is not None
        left = mark if formed or line.desa == both else None
        rows.append([n, line.kecamatan, line.desa, left, None if formed else mark, line.tanggal])
    told: dict[str, Readings] = dict(_marked(lines))
    if both:
        return read_right(rows, told | {both: ("",)}, asks=asks)
    return read_right(rows, told, asks=asks, finds=["TICK_X"])


@blind(CROSSES)
def silang_di_sudah_atau_belum() -> BlindCase:
    return _crosses("Sudah", "Belum")


@blind(CROSSES)
def silang_besar_di_terbentuk_atau_belum() -> BlindCase:
    return _crosses("Terbentuk", "Belum Terbentuk", mark="X")


@blind(CROSSES)
def silang_di_ada_atau_tidak_ada_satu_kecamatan() -> BlindCase:
    return _crosses("Ada", "Tidak Ada", lines=of("Damar"))


@blind(CROSSES)
def silang_di_keduanya_satu_baris() -> BlindCase:
    """Buding has an x in both columns: that row waits, the others are read."""
    lines = of("Kelapa Kampit")
    case = _crosses("Sudah", "Belum", lines=lines, both="Buding")
    told: dict[str, Readings] = {d: or_asked(t) if isinstance(t, str) else t for d, t in case.expected.says.items()}
    return read_right([], told, data=case.files["rekap.xlsx"], asks=Asks.MUST)
