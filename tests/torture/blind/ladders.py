"""A ladder told by several columns, and a Belum beside a column or a remark that knows more."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.torture.blind.writing import read_right
from tests.torture.kabupaten import KABUPATEN, SAYS, TITLE, Line, of, says
from tests.torture.loose import Asks, BlindCase, blind, or_asked
from tests.torture.writing import Row

LADDER = "ladder as columns"
FINER = "Belum beside something finer"
_RUNGS = ("Belum", "Sosialisasi", "Merintis", "Terbentuk")
_PLACE = ["Kecamatan", "Desa"]


def rungs(line: Line, yes: Any, no: Any) -> list[Any]:
    """Sosialisasi | Merintis | Terbentuk: every rung up to that of the desa is reached."""
    reached = _RUNGS.index(line.status)
    return [yes if reached >= rung else no for rung in (1, 2, 3)]


def _ladder(yes: Any, no: Any, header: Row, *, turned: bool = False) -> BlindCase:
    """All 39 desa with a ladder of three columns and the date."""
    rows: list[Any] = [[TITLE], [], [*_PLACE, *header, "Tanggal Pembentukan"]]
    for line in KABUPATEN:
        marks = rungs(line, yes, no)
        rows.append([line.kecamatan, line.desa, *(marks[::-1] if turned else marks), line.tanggal])
    return read_right(rows, SAYS)


@blind(LADDER)
def tangga_sudah_belum() -> BlindCase:
    return _ladder("Sudah", "Belum", ["Sosialisasi", "Merintis", "Terbentuk"])


@blind(LADDER)
def tangga_ya_tidak_berkata_tanya() -> BlindCase:
    return _ladder("Ya", "Tidak", ["Sudah Sosialisasi?", "Sudah Merintis?", "Sudah Terbentuk?"])


@blind(LADDER)
def tangga_ada_tidak_ada_dari_kanan() -> BlindCase:
    """The highest rung stands first."""
    return _ladder("Ada", "Tidak Ada", ["Pokja Terbentuk", "Rintisan", "Sosialisasi"], turned=True)


@blind(LADDER)
def tangga_sdh_blm_huruf_besar() -> BlindCase:
    return _ladder("SDH", "BLM", ["SOSIALISASI", "PROSES PEMBENTUKAN", "TERBENTUK"])


@blind(LADDER)
def tangga_persen() -> BlindCase:
    return _ladder("100%", "0%", ["Sosialisasi", "Merintis", "Terbentuk"])


@blind(LADDER)
def tangga_satu_nol() -> BlindCase:
    return _ladder(1, 0, ["Sosialisasi", "Merintis", "Terbentuk"])


@blind(LADDER)
def tangga_centang() -> BlindCase:
    """With ticks on every rung reached, and blanks above it."""
    rows: list[Any] = [[TITLE], [], [*_PLACE, "Sosialisasi", "Merintis", "Terbentuk", "Tanggal Pembentukan"]]
    rows += [[line.kecamatan, line.desa, *rungs(line, "✓", None), line.tanggal] for line in KABUPATEN]
    told = {line.desa: or_asked("Belum") if line.status == "Belum" else line.says for line in KABUPATEN}
    return read_right(rows, told, asks=Asks.MAY, errors=0)


@blind(LADDER)
def tangga_dua_anak_tangga() -> BlindCase:
    """A sosialisasi and the Pokja, each with its own Sudah or Belum."""
    lines = [("Dendang", "Belum", "Belum"), ("Jangkang", "Sudah", "Belum"), ("Nyuruk", "Sudah", "Sudah"),
             ("Balok", "Sudah", "Sudah")]  # fmt: skip
    days = {line.desa: line.tanggal for line in of("Dendang")}
    rows: list[Any] = [["KECAMATAN DENDANG"], [TITLE]]
    rows += [["No", "Desa", "Sosialisasi", "Pembentukan Pokja", "Tanggal Pembentukan"]]
    rows += [[n, *line, days[line[0]]] for n, line in enumerate(lines, start=1)]
    return read_right(rows, says(of("Dendang"), Jangkang="Sosialisasi"))


@blind(LADDER)
def tangga_di_bawah_judul_tahapan() -> BlindCase:
    """Two header rows: "Tahapan Pembentukan Pokja" merged over the three rungs."""
    rows: list[Any] = [["REKAP TAHAPAN POKJA KAMPUNG KB"], [TITLE]]
    rows += [["No", "Kecamatan", "Desa", "Tahapan Pembentukan Pokja", None, None, "Tanggal Terbentuk"]]
    rows += [[None, None, None, "Sosialisasi", "Merintis", "Terbentuk", None]]
    rows += [[n, line.kecamatan, line.desa, *rungs(line, "Sudah", "Belum"), line.tanggal]
             for n, line in enumerate(KABUPATEN, start=1)]  # fmt: skip

    def merge(target: Any) -> None:
        for place in ("A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4"):
            target.merge_cells(place)

    return read_right(rows, SAYS, change=merge)


@blind(LADDER)
def tangga_melompat() -> BlindCase:
    """Nyuruk is formed without a word on the rungs before it: formed, or a question; never a lower rung."""
    rows: list[Any] = [[TITLE], [*_PLACE, "Sosialisasi", "Merintis", "Terbentuk", "Tanggal"]]
    told = {"Dendang": ["Belum"] * 3, "Jangkang": ["Sudah", "Sudah", "Belum"], "Nyuruk": ["Belum", "Belum", "Sudah"],
            "Balok": ["Sudah"] * 3}  # fmt: skip
    rows += [[line.kecamatan, line.desa, *told[line.desa], line.tanggal] for line in of("Dendang")]
    wanted = says(of("Dendang")) | {"Nyuruk": or_asked("Terbentuk 2017-10-03")}
    return read_right(rows, wanted, asks=Asks.MAY)


def _finer(header: str, told: dict[str, str], readings: dict[str, str], *, asks: Asks = Asks.MAY) -> BlindCase:
    """Pesak: its status is Sudah or Belum, and `header` knows more; what it knows is read, or asked."""
    rows: list[Any] = [[TITLE], [*_PLACE, "Status Pokja", "Tanggal Pembentukan", header]]
    for line in of("Simpang Pesak"):
        status = "Sudah" if line.tanggal else "Belum"
        rows.append([line.kecamatan, line.desa, status, line.tanggal, told.get(line.desa)])
    wanted: dict[str, Any] = {line.desa: line.says if line.tanggal else "Belum" for line in of("Simpang Pesak")}
    wanted |= {desa: or_asked(reading) for desa, reading in readings.items()}
    return read_right(rows, wanted, asks=asks)


@blind(FINER)
def belum_di_samping_tahapan() -> BlindCase:
    told = {"Simpang Pesak": "Merintis", "Tanjung Batu Itam": "Terbentuk", "Tanjung Kelumpang": "Sosialisasi"}
    told["Dukong"] = "Belum"
    return _finer("Tahapan", told, {"Simpang Pesak": "Merintis", "Tanjung Kelumpang": "Sosialisasi"})


@blind(FINER)
def belum_di_samping_progres() -> BlindCase:
    told = {"Simpang Pesak": "Dalam proses", "Tanjung Batu Itam": "Selesai", "Tanjung Kelumpang": "Sudah sosialisasi"}
    return _finer("Progres", told, {"Simpang Pesak": "Merintis", "Tanjung Kelumpang": "Sosialisasi"})


@blind(FINER)
def belum_dengan_ket_sudah_sosialisasi() -> BlindCase:
    told = {"Tanjung Kelumpang": "Sudah sosialisasi", "Dukong": "Terkendala SDM"}
    return _finer("Ket", told, {"Tanjung Kelumpang": "Sosialisasi"})


@blind(FINER)
def belum_dengan_ket_disosialisasikan_tanggal() -> BlindCase:
    told = {"Tanjung Kelumpang": "Telah disosialisasikan 12 April 2023", "Dukong": "Sosialisasi bulan Maret"}
    return _finer("Keterangan", told, {"Tanjung Kelumpang": "Sosialisasi", "Dukong": "Sosialisasi"})


@blind(FINER)
def belum_dengan_perkembangan_merintis() -> BlindCase:
    told = {"Simpang Pesak": "Sedang merintis", "Tanjung Kelumpang": "Baru sosialisasi"}
    return _finer("Perkembangan", told, {"Simpang Pesak": "Merintis", "Tanjung Kelumpang": "Sosialisasi"})


@blind(FINER)
def belum_dengan_ket_yang_tidak_menaikkan() -> BlindCase:
    """None of these remarks reaches a rung: Belum stands, and nobody need be asked."""
    told = {"Simpang Pesak": "Menunggu anggaran", "Tanjung Kelumpang": "Belum ada sosialisasi", "Dukong": "-"}
    return _finer("Ket.", told, {}, asks=Asks.NO)


@blind(FINER)
def belum_dengan_tahapan_dan_tanggal_sosialisasi() -> BlindCase:
    """The date of a sosialisasi is none of a formation; the last column says the rung."""
    header = [*_PLACE, "Pokja (Sudah/Belum)", "Tgl Pembentukan", "Tgl Sosialisasi", "Tahap Terakhir"]
    rows: list[Any] = [[TITLE], header]
    for line in of("Dendang"):
        taught = date(2023, 3, 14) if line.desa == "Jangkang" else None
        last = "Sosialisasi" if taught else "Pokja terbentuk" if line.tanggal else "Belum ada"
        rows.append([line.kecamatan, line.desa, "Sudah" if line.tanggal else "Belum", line.tanggal, taught, last])
    wanted = says(of("Dendang")) | {"Jangkang": or_asked("Sosialisasi")}
    return read_right(rows, wanted, asks=Asks.MAY)
