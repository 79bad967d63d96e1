"""Several sheets in one workbook: one per kecamatan, a summary beside them, two periods."""

from __future__ import annotations

from typing import Any

from tests.torture.case import Case, accept, ask, torture, warn
from tests.torture.kabupaten import FORMED, HEADER, KABUPATEN, KECAMATAN, SAYS, TITLE, body, of, recap, says
from tests.torture.writing import Rows, book

_SHORT = ["No", "Nama Desa", "Status Pokja", "Tanggal Pembentukan"]


def _per_kecamatan(title: str = TITLE) -> dict[str, Rows]:
    return {
        name: [[f"KECAMATAN {name.upper()}"], [title], [], _SHORT,
               *([number, *line[1:]] for number, line in enumerate(of(name), start=1))]
        for name in KECAMATAN
    }  # fmt: skip


@torture
def lembar_per_kecamatan() -> Case:
    return Case(files={"rekap.xlsx": book(_per_kecamatan())}, first=accept(SAYS))


@torture
def lembar_per_kecamatan_hanya_nama_lembar_yang_menyebutnya() -> Case:
    sheets = {f"Kec. {name}": rows[1:] for name, rows in _per_kecamatan().items()}
    return Case(files={"rekap.xlsx": book(sheets)}, first=accept(SAYS))


@torture
def lembar_per_kecamatan_dengan_rekap_yang_mengulang() -> Case:
    data = book({"REKAP": recap(), **_per_kecamatan()})
    return Case(files={"rekap.xlsx": data}, first=accept(SAYS, "SHEET_REPEATS"))


@torture
def lembar_per_kecamatan_dengan_rekap_yang_hanya_menghitung() -> Case:
    counts: list[Any] = [[TITLE], [], ["No", "Kecamatan", "Jumlah Desa", "Pokja Terbentuk", "Persentase"]]
    for number, name in enumerate(KECAMATAN, start=1):
        formed = sum(line.tanggal is not None for line in of(name))
        counts.append([number, name, len(of(name)), formed, formed / len(of(name))])
    counts.append(["Jumlah", None, 39, 15, 15 / 39])
    data = book({"REKAP": counts, **_per_kecamatan()})
    return Case(files={"rekap.xlsx": data}, first=accept(SAYS, "SHEET_UNREAD"))


@torture
def lembar_per_kecamatan_dengan_rekap_yang_berbeda() -> Case:
    """The sheet that gathers the others calls Balok Merintis; its own sheet says it is formed."""
    lines = [line._replace(status="Merintis", tanggal=None) if line.desa == "Balok" else line for line in KABUPATEN]
    data = book({"REKAP": recap(lines), **_per_kecamatan()})
    return Case(
        files={"rekap.xlsx": data},
        first=ask({}, "SHEET", questions={"sheet": "bersama"}),
        suggested=accept(SAYS, "SHEET_UNREAD"),
    )


@torture
def lembar_per_kecamatan_dengan_rencana_anggaran() -> Case:
    """A sheet of plans calls its money "Status": the sheets of the kecamatan are still one recap."""
    plans = [["Rencana 2024"], ["Desa", "Kegiatan", "Status"], ["Balok", "pelantikan", "Belum"]]
    return Case(
        files={"rekap.xlsx": book({**_per_kecamatan(), "Rencana 2024": plans})},
        first=ask({}, "SHEET", questions={"sheet": "bersama"}, day=None),
        suggested=accept(SAYS, "SHEET_UNREAD"),
    )


@torture
def masa_yang_baru_memuat_desa_lebih_sedikit() -> Case:
    """The newer sheet forgets Balok, which only the older one names."""
    may = [line for line in KABUPATEN if line.desa != "Balok"]
    sheets = {"Maret": recap(title="Keadaan per 31 Maret 2023"), "Mei": recap(may)}
    return Case(
        files={"rekap.xlsx": book(sheets)},
        first=ask({}, "SHEET", questions={"sheet": "Mei"}, day=None),
        suggested=warn(says(Balok=None), "SHEET_UNREAD", "SHEET_LEFT", "VILLAGES_MISSING"),
    )


@torture
def dua_masa_dalam_satu_buku() -> Case:
    march = [line._replace(status="Belum", tanggal=None) if line.desa == "Balok" else line for line in KABUPATEN]
    sheets = {"Maret": recap(march, title="Keadaan per 31 Maret 2023"), "Mei": recap()}
    return Case(
        files={"rekap.xlsx": book(sheets)},
        first=ask({}, "SHEET", questions={"sheet": "Mei"}, day=None),
        suggested=accept(SAYS, "SHEET_UNREAD"),
    )


@torture
def lembar_kedua_daftar_sk() -> Case:
    """A list of decrees beside the recap is another thing, not another recap."""
    rows = [[n, line.desa, f"12/{n}/2018", line.tanggal] for n, line in enumerate(FORMED, start=1)]
    decrees = [["DAFTAR SK"], ["No", "Desa", "Nomor SK", "Tanggal SK"], *rows]
    data = book({"Rekap": recap(), "SK": decrees})
    return Case(files={"rekap.xlsx": data}, first=warn(SAYS, "SHEET_NO_STATUS"))


@torture
def salinan_lembar_yang_sama() -> Case:
    data = book({"Rekap": recap(), "Rekap (2)": recap()})
    return Case(files={"rekap.xlsx": data}, first=accept(SAYS, "SHEET_REPEATS"))


@torture
def salinan_lembar_yang_berbeda() -> Case:
    """Two recaps of one day differ in a desa: which one holds cannot be told."""
    other = [line._replace(status="Merintis", tanggal=None) if line.desa == "Padang" else line for line in KABUPATEN]
    data = book({"Rekap": recap(), "Rekap (2)": recap(other)})
    return Case(
        files={"rekap.xlsx": data},
        first=ask({}, "SHEET", questions={"sheet": "Rekap"}),
        suggested=accept(SAYS, "SHEET_UNREAD"),
    )


@torture
def satu_lembar_kecamatan_kurang() -> Case:
    """Six sheets, the seventh kecamatan forgotten."""
    sheets = _per_kecamatan()
    del sheets["Damar"]
    told = says(Air_Kelik=None, Mempaya=None, Burong_Mandi=None, Mengkubang=None, Sukamandi=None)
    return Case(files={"rekap.xlsx": book(sheets)}, first=warn(told, "VILLAGES_MISSING"))


@torture
def lembar_berlanjut_di_lembar_kedua() -> Case:
    """The table was cut over two sheets, as it was printed."""
    sheets = {"Hal 1": [[TITLE], [], HEADER, *body()[:20]], "Hal 2": [HEADER, *body()[20:]]}
    return Case(files={"rekap.xlsx": book(sheets)}, first=accept(SAYS))
