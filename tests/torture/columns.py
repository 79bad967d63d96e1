"""Columns beside the ones that count, and columns that look like them."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.torture.case import Case, Expected, accept, torture, warn
from tests.torture.kabupaten import FORMED, HEADER, KABUPATEN, SAYS, TITLE, Line, marked, of
from tests.torture.writing import merge_down, sheet


def _rows(header: list[Any], write: Any) -> list[list[Any]]:
    return [[TITLE], [], header, *(write(number, line) for number, line in enumerate(KABUPATEN, start=1))]


def _plain(number: int, line: Line) -> list[Any]:
    return [number, *line]


def _case(rows: list[list[Any]], first: Expected) -> Case:
    return Case(files={"rekap.xlsx": sheet(rows)}, first=first)


@torture
def kolom_nik_dan_telepon() -> Case:
    header = [*HEADER, "Ketua Pokja", "NIK", "No. Telepon/HP"]
    rows = _rows(header, lambda n, line: [*_plain(n, line), "Fulan", f"19060101019{n:05d}", f"0812{n:08d}"])
    return _case(rows, accept(SAYS, "EXTRA_COLUMNS"))


@torture
def tanggal_di_bawah_judul_yang_tidak_dikenal() -> Case:
    """ "Dikukuhkan" may be the day of the formation: it is named, and no date is made of it."""
    rows = _rows([*HEADER[:4], "Dikukuhkan"], _plain)
    undated = [f"DATE_MISSING C{n}" for n, line in enumerate(KABUPATEN, start=4) if line.status == "Terbentuk"]
    said = {line.desa: line.status for line in KABUPATEN}
    return _case(rows, warn(said, "COLUMN_UNREAD E3", "EXTRA_COLUMNS", *undated))


@torture
def kolom_kepala_desa_dan_ketua_bpd() -> Case:
    """Two columns of people's names begin with the word Desa or stand right beside it."""
    header = ["No", "Kecamatan", "Nama Kepala Desa", "Desa", "Ketua BPD", "Status Pokja", "Tanggal Pembentukan"]
    rows = _rows(header, lambda n, line: [n, line.kecamatan, "Fulan", line.desa, "Fulana", line.status, line.tanggal])
    return _case(rows, accept(SAYS, "EXTRA_COLUMNS"))


_IDM = ("Mandiri", "Maju", "Berkembang", "Tertinggal")


@torture
def status_idm_di_kiri_status_pokja() -> Case:
    """The index of desa has a class called Mandiri and one called Berkembang: neither is ours."""
    header = ["No", "Kecamatan", "Desa", "Status IDM", "Status Pokja", "Tanggal Pembentukan"]
    rows = _rows(header, lambda n, line: [n, line.kecamatan, line.desa, _IDM[n % 4], line.status, line.tanggal])
    return _case(rows, accept(SAYS, "EXTRA_COLUMNS"))


@torture
def status_idm_di_kanan_kolom_pokja() -> Case:
    header = ["No", "Kecamatan", "Desa", "Pokja Kampung KB", "Tanggal Pembentukan", "Status Desa (IDM)"]
    rows = _rows(header, lambda n, line: [*_plain(n, line), _IDM[n % 4]])
    return _case(rows, accept(SAYS, "EXTRA_COLUMNS"))


@torture
def status_desa_tanpa_kata_idm() -> Case:
    """ "Status Desa" holds the classes of the index; only the column of the Pokja speaks of the Pokja."""
    header = ["No", "Kecamatan", "Desa", "Status Desa", "Status Pokja", "Tanggal Pembentukan"]
    rows = _rows(header, lambda n, line: [n, line.kecamatan, line.desa, _IDM[n % 4], line.status, line.tanggal])
    return _case(rows, accept(SAYS, "EXTRA_COLUMNS"))


@torture
def komitmen_ditandatangani_semua_desa() -> Case:
    """All 39 signed: a column of ticks under Komitmen says nothing of the Pokja."""
    header = ["No", "Kecamatan", "Desa", "Komitmen", "Tanggal Komitmen", "Pokja", "Tanggal Pembentukan"]
    rows = _rows(
        header,
        lambda n, line: [n, line.kecamatan, line.desa, "v", date(2023, 5, 10), line.status, line.tanggal],
    )
    return _case(rows, accept(SAYS, "EXTRA_COLUMNS"))


@torture
def target_di_samping_realisasi() -> Case:
    """Every desa is ticked under Target; only Realisasi says what has been formed."""
    header = ["No", "Kecamatan", "Desa", "Target 2024", "Realisasi Pokja Terbentuk", "Tanggal Pembentukan"]
    rows = _rows(
        header,
        lambda n, line: [n, line.kecamatan, line.desa, "v", "v" if line.tanggal else "belum", line.tanggal],
    )
    return _case(rows, accept(marked(), "EXTRA_COLUMNS"))


def two_years(data: bytes) -> Case:
    """Last year's status beside this year's; the title speaks for this year."""
    return Case(
        files={"rekap.xlsx": data},
        first=accept(SAYS, "EXTRA_COLUMNS"),
    )


@torture
def status_dua_tahun_berdampingan() -> Case:
    header = ["No", "Kecamatan", "Desa", "Status Tahun 2022", "Status Tahun 2023", "Tanggal Pembentukan"]
    rows = _rows(header, lambda n, line: [n, line.kecamatan, line.desa, "Belum", line.status, line.tanggal])
    return two_years(sheet(rows))


@torture
def status_dua_tahun_terbaru_di_kiri() -> Case:
    header = ["No", "Kecamatan", "Desa", "Status Tahun 2023", "Status Tahun 2022", "Tanggal Pembentukan"]
    rows = _rows(header, lambda n, line: [n, line.kecamatan, line.desa, line.status, "Belum", line.tanggal])
    return two_years(sheet(rows))


@torture
def tanggal_lahir_ketua_dan_tanggal_rapat() -> Case:
    header = [*HEADER[:4], "Tanggal Lahir Ketua", "Tanggal Rapat", "Tanggal Pembentukan"]
    rows = _rows(
        header,
        lambda n, line: [n, line.kecamatan, line.desa, line.status, date(1970, 1, 2), date(2023, 3, 1), line.tanggal],
    )
    return _case(rows, accept(SAYS, "EXTRA_COLUMNS"))


@torture
def tanggal_pencanangan_dan_pembentukan() -> Case:
    header = [*HEADER[:4], "Tanggal Pencanangan", "Tanggal Pembentukan"]
    rows = _rows(
        header,
        lambda n, line: [n, line.kecamatan, line.desa, line.status, date(2018, 6, 20) if line.tanggal else None,
                         line.tanggal],
    )  # fmt: skip
    return _case(rows, accept(SAYS))


@torture
def hanya_tanggal_pencanangan() -> Case:
    header = [*HEADER[:4], "Tanggal Pencanangan"]
    told = SAYS | {line.desa: f"{line.says} (pencanangan)" for line in FORMED}
    return _case(_rows(header, _plain), warn(told, "DATE_FROM_LAUNCH E3"))


@torture
def jumlah_penduduk_dan_kk() -> Case:
    header = ["No", "Kecamatan", "Desa", "Jumlah Penduduk", "Jumlah KK", "Status Pokja", "Tanggal Pembentukan"]
    rows = _rows(header, lambda n, line: [n, line.kecamatan, line.desa, 2000 + n, 500 + n, line.status, line.tanggal])
    return _case(rows, accept(SAYS, "EXTRA_COLUMNS"))


@torture
def kode_desa_tanpa_titik() -> Case:
    from tests.support.builders import code_of

    header = ["No", "Kode Wilayah", *HEADER[1:]]
    rows = _rows(header, lambda n, line: [n, int(code_of(line.desa).replace(".", "")), *line])
    return _case(rows, accept(SAYS))


@torture
def hari_bulan_tahun_di_tiga_kolom() -> Case:
    """The date of formation in three columns under one header."""
    upper = [*HEADER[:4], "Tanggal Pembentukan", None, None]
    lower = [None, None, None, None, "Tgl", "Bln", "Thn"]
    rows = [
        [n, line.kecamatan, line.desa, line.status,
         *((line.tanggal.day, line.tanggal.month, line.tanggal.year) if line.tanggal else (None, None, None))]
        for n, line in enumerate(KABUPATEN, start=1)
    ]  # fmt: skip

    def merge(target: Any) -> None:
        target.merge_cells("E3:G3")
        for column in "ABCD":
            merge_down(target, column, 3, 4)

    data = sheet([[TITLE], [], upper, lower, *rows], change=merge)
    return Case(files={"rekap.xlsx": data}, first=accept(SAYS))


@torture
def nomor_dan_tanggal_sk_dua_kolom() -> Case:
    header = [*HEADER, "Nomor SK", "Tanggal SK"]
    rows = _rows(
        header,
        lambda n, line: [*_plain(n, line), *((f"12/{n}/2018", date(2018, 5, 3)) if line.tanggal else ("-", "-"))],
    )
    told = SAYS | {
        line.desa: f"{line.says} SK 12/{n}/2018" for n, line in enumerate(KABUPATEN, start=1) if line.tanggal
    }
    return _case(rows, accept(told))


@torture
def satu_sk_untuk_beberapa_desa() -> Case:
    """One decree of the bupati for all desa of a kecamatan: its number stands once, merged over its rows."""
    lines = of("Manggar")
    rows = [[TITLE], [], [*HEADER, "Nomor SK"]]
    rows += [[n, *line, None] for n, line in enumerate(lines, start=1)]
    rows[3] = [1, "Manggar", "Lalang Jaya", "Terbentuk", date(2018, 5, 2), "188.45/120/KEP/2018"]
    rows[4] = [2, "Manggar", "Kurnia Jaya", "Terbentuk", date(2018, 5, 2), None]
    rows[5] = [3, "Manggar", "Padang", "Terbentuk", date(2018, 5, 2), None]

    told = {line.desa: line.says for line in lines}
    told |= dict.fromkeys(("Lalang Jaya", "Kurnia Jaya", "Padang"), "Terbentuk 2018-05-02 SK 188.45/120/KEP/2018")
    data = sheet(rows, change=lambda target: merge_down(target, "F", 4, 6))
    return Case(files={"manggar.xlsx": data}, first=accept(told, "ONE_KECAMATAN"))


@torture
def status_kampung_kb_di_kiri_status_pokja() -> Case:
    """Every desa has been called a Kampung KB; what counts is whether it has a Pokja."""
    header = ["No", "Kecamatan", "Desa", "Status Kampung KB", "Status Pokja", "Tanggal Pembentukan"]
    rows = _rows(header, lambda n, line: [n, line.kecamatan, line.desa, "Ada", line.status, line.tanggal])
    return _case(rows, accept(SAYS, "EXTRA_COLUMNS"))


@torture
def kampung_kb_dan_pokja_bertanda() -> Case:
    header = ["No", "Kecamatan", "Desa", "Kampung KB", "Pokja", "Tanggal Pembentukan"]
    rows = _rows(
        header,
        lambda n, line: [n, line.kecamatan, line.desa, "Ada", "Ada" if line.tanggal else "Tidak", line.tanggal],
    )
    return _case(rows, accept(marked(), "EXTRA_COLUMNS"))


@torture
def tanggal_sosialisasi_saja() -> Case:
    """A day of sosialisasi for every desa is no day of formation, however alone it stands."""
    header = [*HEADER[:4], "Tanggal Sosialisasi"]
    rows = _rows(header, lambda n, line: [n, line.kecamatan, line.desa, line.status, date(2022, 3, 15)])
    told = {line.desa: line.status for line in KABUPATEN}
    missing = [f"DATE_MISSING C{n}" for n, line in enumerate(KABUPATEN, start=4) if line.tanggal]
    data = sheet(rows)
    return Case(files={"rekap.xlsx": data}, first=warn(told, "EXTRA_COLUMNS", *missing))


@torture
def tahun_pembentukan_desa_di_kiri_tanggal_pokja() -> Case:
    """The year in which the desa itself was founded."""
    header = ["No", "Kecamatan", "Desa", "Tahun Pembentukan Desa", "Status Pokja", "Tanggal Pembentukan Pokja"]
    rows = _rows(header, lambda n, line: [n, line.kecamatan, line.desa, 2015, line.status, line.tanggal])
    return _case(rows, accept(SAYS, "EXTRA_COLUMNS"))


@torture
def tanggal_laporan_di_setiap_baris() -> Case:
    """One day beside all 39 desa, formed or not, is the day of the report, not of 39 formations."""
    header = [*HEADER[:4], "Tanggal"]
    rows = _rows(header, lambda n, line: [n, line.kecamatan, line.desa, line.status, date(2023, 5, 10)])
    told = {line.desa: line.status for line in KABUPATEN}
    missing = [f"DATE_MISSING C{n}" for n, line in enumerate(KABUPATEN, start=4) if line.tanggal]
    return _case(rows, warn(told, "EXTRA_COLUMNS", *missing))


@torture
def tahun_data_di_setiap_baris() -> Case:
    header = [*HEADER[:4], "Tahun"]
    rows = _rows(header, lambda n, line: [n, line.kecamatan, line.desa, line.status, 2023])
    told = {line.desa: line.status for line in KABUPATEN}
    missing = [f"DATE_MISSING C{n}" for n, line in enumerate(KABUPATEN, start=4) if line.tanggal]
    return _case(rows, warn(told, "EXTRA_COLUMNS", *missing))


@torture
def status_bulan_lalu_di_kiri_status() -> Case:
    """A column that names an earlier month beside one that names none: the latter speaks for now."""
    header = ["No", "Kecamatan", "Desa", "Status Pokja Desember 2022", "Status Pokja", "Tanggal Pembentukan"]
    rows = _rows(header, lambda n, line: [n, line.kecamatan, line.desa, "Belum", line.status, line.tanggal])
    return _case(rows, accept(SAYS, "EXTRA_COLUMNS"))


@torture
def status_kampung_kb_terbentuk_di_kiri_status_pokja() -> Case:
    header = ["No", "Kecamatan", "Desa", "Status Kampung KB Terbentuk", "Status Pokja", "Tanggal Pembentukan"]
    rows = _rows(header, lambda n, line: [n, line.kecamatan, line.desa, "Ya", line.status, line.tanggal])
    return _case(rows, accept(SAYS, "EXTRA_COLUMNS"))


@torture
def delapan_kolom_lain_yang_berbunyi_ya() -> Case:
    """Whatever else is there or done in every desa, a Pokja is not."""
    more = {
        "Status BKB": "Aktif", "Status Rumah DataKu": "Ada", "Lokus Stunting": "Ya", "Status Laporan": "Sudah",
        "Sudah Sosialisasi": "Ya", "Status Komitmen": "Sudah", "Target Pokja Terbentuk": "v", "Kampung KB": "Ada",
    }  # fmt: skip
    header = [*HEADER[:3], *more, *HEADER[3:]]
    rows = _rows(header, lambda n, line: [n, line.kecamatan, line.desa, *more.values(), line.status, line.tanggal])
    return _case(rows, accept(SAYS, "EXTRA_COLUMNS"))


@torture
def sk_dan_tanggal_kampung_kb_di_kiri_milik_pokja() -> Case:
    """The decree and the day of the Kampung KB stand left of those of its Pokja."""
    header = [*HEADER[:4], "Nomor SK Kampung KB", "Tanggal Pembentukan Kampung KB", "Nomor SK Pokja", "Tanggal Pokja"]
    rows = _rows(
        header,
        lambda n, line: [
            *(n, line.kecamatan, line.desa, line.status, f"1/{n}/2016", date(2016, 3, 20)),
            *((f"12/{n}/2018", line.tanggal) if line.tanggal else (None, None)),
        ],
    )
    told = SAYS | {
        line.desa: f"{line.says} SK 12/{n}/2018" for n, line in enumerate(KABUPATEN, start=1) if line.tanggal
    }
    return _case(rows, accept(told, "EXTRA_COLUMNS"))
