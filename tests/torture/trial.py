"""What a trial with recaps of seven offices found: status as headings, and headers that speak of something else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.torture.case import Case, accept, ask, flag, reject, torture, warn
from tests.torture.kabupaten import KABUPATEN, SAYS, TITLE, Line, marked, of
from tests.torture.writing import sheet

ONE = "ONE_KECAMATAN"
_RUNGS = (
    ("A.", "SUDAH TERBENTUK", "Terbentuk"),
    ("B.", "DALAM PROSES", "Merintis"),
    ("C.", "SOSIALISASI", "Sosialisasi"),
    ("D.", "BELUM", "Belum"),
)
_MONTHS = {"Nyuruk": "Terbentuk 2017-10", "Balok": "Terbentuk 2018"}


def _blocks(lines: Sequence[Line], *, empty: str = "") -> list[list[Any]]:
    """The desa of each status under its heading, numbered from 1: No, Desa, Tanggal."""
    rows: list[list[Any]] = []
    for ordinal, words, status in _RUNGS:
        block = [line for line in lines if line.status == status]
        if block or empty:
            rows.append([ordinal, words])
            rows += [[n, line.desa, line.tanggal] for n, line in enumerate(block, start=1)] or [[None, empty]]
    return rows


@torture
def status_sebagai_baris_judul() -> Case:
    """One kecamatan above the table, its desa in blocks with "Nihil" where there is none, then a Jumlah."""
    rows: list[list[Any]] = [["KECAMATAN DENDANG"], [TITLE], ["No", "Desa", "Tgl. Pembentukan", "Ket."]]
    rows += [*_blocks(of("Dendang"), empty="Nihil"), ["Jumlah desa", None, 4]]
    return Case(
        files={"dendang.xlsx": sheet(rows)}, first=accept({line.desa: line.says for line in of("Dendang")}, ONE)
    )


@torture
def blok_status_di_dalam_kecamatan() -> Case:
    rows: list[list[Any]] = [[TITLE], ["No", "Desa", "Tanggal Pembentukan"]]
    for name in dict.fromkeys(line.kecamatan for line in KABUPATEN):
        rows += [[f"KECAMATAN {name.upper()}"], *_blocks(of(name))]
    return Case(files={"rekap.xlsx": sheet(rows)}, first=accept(SAYS))


@torture
def blok_kecamatan_di_dalam_status() -> Case:
    rows: list[list[Any]] = [[TITLE], ["No", "Desa", "Tanggal Pembentukan"]]
    for ordinal, words, status in _RUNGS:
        block = [line for line in KABUPATEN if line.status == status]
        rows.append([f"{ordinal} Desa yang {words.lower()} ({len(block)} desa)"])
        for name in dict.fromkeys(line.kecamatan for line in block):
            rows.append([None, f"Kec. {name}"])
            own = (line for line in block if line.kecamatan == name)
            rows += [[n, line.desa, line.tanggal] for n, line in enumerate(own, start=1)]
    return Case(files={"rekap.xlsx": sheet(rows)}, first=accept(SAYS))


@torture
def status_desa_dan_status_sk_di_samping_pokja() -> Case:
    """ "Aktif" is said of the desa, "Ada" of the SK; the Pokja has a column of its own."""
    told = [[line.kecamatan, line.desa, "Aktif", "Ada" if n % 2 else "Tidak Ada",
             "Ada" if line.tanggal else "Tidak Ada", line.tanggal] for n, line in enumerate(KABUPATEN)]  # fmt: skip
    header = ["Kecamatan", "Desa", "Status Desa", "Status SK", "Pokja", "Tanggal Pembentukan"]
    return Case(files={"rekap.xlsx": sheet([[TITLE], header, *told])}, first=accept(marked(), "EXTRA_COLUMNS"))


@torture
def tahun_berdiri_desa_di_samping_tahun() -> Case:
    """When the village was founded is another year than that of its Pokja."""
    header = ["Kecamatan", "Desa", "Tahun Berdiri Desa", "Status", "Tanggal"]
    told = [[line.kecamatan, line.desa, 1982 + n, line.status, line.tanggal] for n, line in enumerate(KABUPATEN)]
    return Case(files={"rekap.xlsx": sheet([[TITLE], header, *told])}, first=accept(SAYS, "EXTRA_COLUMNS"))


@torture
def tanggal_di_kanan_nomor_sk() -> Case:
    """ "No SK | Tanggal": the day of the decree, and none of the formation."""
    header = ["Kecamatan", "Desa", "Status", "No SK", "Tanggal", "Ket"]
    told = [[line.kecamatan, line.desa, line.status, f"{n}/2018" if line.tanggal else None, line.tanggal]
            for n, line in enumerate(of("Dendang"), start=1)]  # fmt: skip
    says = {line.desa: f"{line.says} SK {n}/2018" if line.tanggal else line.says
            for n, line in enumerate(of("Dendang"), start=1)}  # fmt: skip
    lower = {line.desa: line.says for line in of("Dendang") if not line.tanggal}
    return Case(
        files={"dendang.xlsx": sheet([[TITLE], header, *told])},
        first=ask(lower, ONE, "DATE_FROM_DECREE E5", questions={"date_from_decree": "pakai"}),
        suggested=accept(says, ONE),
    )


@torture
def sejak_kapan_ada_pokja() -> Case:
    header = ["Kecamatan", "Desa", "Pokja", "Sejak"]
    told = [[line.kecamatan, line.desa, "Ada" if line.tanggal else "Tidak Ada", line.tanggal] for line in KABUPATEN]
    return Case(files={"rekap.xlsx": sheet([[TITLE], header, *told])}, first=accept(marked()))


@torture
def desa_di_bawah_judul_lain() -> Case:
    """Nothing says that "Objek" is the desa: the refusal names the row."""
    header = ["No", "Objek", "Pokja", "Sejak"]
    return Case(files={"rekap.xlsx": sheet([[TITLE], header, [1, "Desa Nyuruk", "Ada", 2018]])}, first=reject())


@torture
def desa_di_bawah_judul_uraian() -> Case:
    """ "Uraian" above names of desa."""
    rows = [[line.kecamatan, line.desa, line.status, line.tanggal] for line in of("Dendang")]
    says = {line.desa: line.says for line in of("Dendang")}
    header = ["Kecamatan", "Uraian", "Status", "Sejak"]
    return Case(files={"dendang.xlsx": sheet([[TITLE], header, *rows])}, first=accept(says, ONE))


@torture
def tanggal_tiga_kolom_tanpa_hari() -> Case:
    """Tgl | Bln | Thn with years of two digits, the day unknown, or the month as well."""
    header = ["Kecamatan", "Desa", "Status", "Tgl", "Bln", "Thn"]
    parts = {"Nyuruk": [None, 10, 17], "Balok": [None, None, 18]}
    told = [[line.kecamatan, line.desa, line.status, *parts.get(line.desa, [])] for line in of("Dendang")]
    says = {line.desa: _MONTHS.get(line.desa, line.says) for line in of("Dendang")}
    first = warn(says, ONE, "DATE_MONTH_ONLY E5", "DATE_YEAR_ONLY F6")
    return Case(files={"dendang.xlsx": sheet([[TITLE], header, *told])}, first=first)


@torture
def judul_status_dengan_kata_lain() -> Case:
    """One heading is no status ("RENCANA 2024"): no desa may be given the status of the heading above it."""
    rows: list[list[Any]] = [["KECAMATAN DENDANG"], [TITLE], ["No", "Desa", "Tanggal Pembentukan"]]
    formed = [line for line in of("Dendang") if line.tanggal]
    rows += [["A.", "SUDAH TERBENTUK"], *([n, line.desa, line.tanggal] for n, line in enumerate(formed, start=1))]
    rows += [["B.", "RENCANA 2024"], [1, "Dendang"], [2, "Jangkang"]]
    return Case(
        files={"dendang.xlsx": sheet(rows)},
        first=ask({}, "NO_STATUS_COLUMN", questions={"no_status_column": "bertanda"}),
        suggested=flag({line.desa: line.says for line in formed}, ONE, "NAME_UNKNOWN B7"),
    )
