"""Headers of three levels, and what stands around the rows and is no desa: legends, summaries, sums, dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.torture.blind.ladders import rungs
from tests.torture.blind.writing import changed, read_right
from tests.torture.kabupaten import HEADER, KABUPATEN, KECAMATAN, NO_KECAMATAN, SAYS, TITLE, body, formed_in, of, says
from tests.torture.loose import Asks, BlindCase, blind, or_asked

THREE = "headers of three levels"
AROUND = "legends, summaries, headings with totals"
SHORT = "one kecamatan under a short name"
FIRST_DATE = "a date in the first row"


def _merge(*places: str) -> Any:
    def merge(target: Any) -> None:
        for place in places:
            target.merge_cells(place)

    return merge


@blind(THREE)
def kepala_tiga_tingkat_bercentang() -> BlindCase:
    """ "POKJA KAMPUNG KB" over "Status", over Terbentuk | Merintis | Sosialisasi | Belum with one tick in each row."""
    rows: list[Any] = [["REKAPITULASI"], [TITLE], []]
    rows += [["No", "Kecamatan", "Desa", "POKJA KAMPUNG KB", None, None, None, None]]
    rows += [[None, None, None, "Status", None, None, None, "Tanggal Pembentukan"]]
    rows += [[None, None, None, "Terbentuk", "Merintis", "Sosialisasi", "Belum", None]]
    order = ("Terbentuk", "Merintis", "Sosialisasi", "Belum")
    for n, line in enumerate(KABUPATEN, start=1):
        rows.append(
            [n, line.kecamatan, line.desa, *("v" if line.status == one else None for one in order), line.tanggal]
        )
    merges = _merge("A4:A6", "B4:B6", "C4:C6", "D4:H4", "D5:G5", "H5:H6")
    return read_right(rows, SAYS, change=merges)


@blind(THREE)
def kepala_tiga_tingkat_sudah_belum() -> BlindCase:
    """Two ticks, Sudah and Belum, three levels deep, and a row of column numbers below."""
    rows: list[Any] = [[TITLE], ["NO", "WILAYAH", None, "KELEMBAGAAN", None, None]]
    rows += [[None, "KECAMATAN", "DESA", "POKJA", None, "TGL BENTUK"], [None, None, None, "SUDAH", "BELUM", None]]
    rows += [[1, 2, 3, 4, 5, 6]]
    for n, line in enumerate(KABUPATEN, start=1):
        formed = line.tanggal is not None
        rows.append([n, line.kecamatan, line.desa, "√" if formed else None, None if formed else "√", line.tanggal])
    told = {line.desa: line.says if line.tanggal else "Belum" for line in KABUPATEN}
    merges = _merge("A2:A4", "B2:C2", "B3:B4", "C3:C4", "D2:F2", "D3:E3", "F3:F4")
    return read_right(rows, told, change=merges)


@blind(THREE)
def kepala_tiga_tingkat_tangga() -> BlindCase:
    """The rungs under "Proses" and "Hasil", ticked as far as they are reached; nothing merged, blanks instead."""
    rows: list[Any] = [["Keadaan per 10 Mei 2023"], ["Kecamatan", "Desa", "Kampung KB"]]
    rows += [[None, None, "Proses", None, "Hasil", None]]
    rows += [[None, None, "Sosialisasi", "Merintis", "Terbentuk", "Tanggal"]]
    lines = changed(of("Simpang Pesak"), {"Simpang Pesak": "Merintis", "Dukong": "Sosialisasi"})
    rows += [[line.kecamatan, line.desa, *rungs(line, "✔", None), line.tanggal] for line in lines]
    return read_right(rows, {line.desa: line.says for line in lines})


@blind(AROUND)
def legenda_di_samping_tabel() -> BlindCase:
    rows: list[Any] = [[TITLE], [], [*HEADER, None, "Keterangan:"], *body()]
    legend = ("Terbentuk = SK sudah ada", "Merintis = SK diproses", "Sosialisasi = sudah didatangi", "Belum = belum")
    for row, text in zip(rows[3:], legend, strict=False):
        row += [None, text]
    return read_right(rows, SAYS)


@blind(AROUND)
def legenda_kode_di_bawah_tabel() -> BlindCase:
    """Below the table two columns: sign and meaning."""
    rows: list[Any] = [[TITLE], [], HEADER, *body(), [], [None, "Keterangan Status"]]
    rows += [[None, "T", "Terbentuk"], [None, "M", "Merintis"], [None, "S", "Sosialisasi"], [None, "B", "Belum"]]
    return read_right(rows, SAYS)


@blind(AROUND)
def legenda_di_atas_tabel() -> BlindCase:
    rows: list[Any] = [[TITLE], ["Petunjuk:", None, "v", "Sudah terbentuk"], [None, None, "-", "Belum"], []]
    rows += [[*HEADER[:3], "Pokja", HEADER[4]]]
    rows += [[*row[:3], "v" if row[4] else "-", row[4]] for row in body()]
    told = {line.desa: line.says if line.tanggal else "Belum" for line in KABUPATEN}
    dash_is_legend = told | {line.desa: ("Belum", "") for line in KABUPATEN if not line.tanggal}
    return read_right(rows, dash_is_legend, asks=Asks.MAY, errors=0)


@blind(AROUND)
def ringkasan_di_atas_rekap() -> BlindCase:
    """A summary per kecamatan with its own header stands above the list of desa."""
    rows: list[Any] = [[TITLE], ["I. RINGKASAN"], ["No", "Kecamatan", "Jml Desa", "Terbentuk", "Belum"]]
    rows += [[n, name, len(of(name)), formed_in(name), len(of(name)) - formed_in(name)]
             for n, name in enumerate(KECAMATAN, start=1)]  # fmt: skip
    rows += [["JUMLAH", None, 39, 15, 24], [], ["II. RINCIAN PER DESA"], HEADER, *body()]
    return read_right(rows, SAYS)


@blind(AROUND)
def ringkasan_status_di_bawah_rekap() -> BlindCase:
    counts = [[None, name, sum(line.status == name for line in KABUPATEN)]
              for name in ("Terbentuk", "Merintis", "Sosialisasi", "Belum")]  # fmt: skip
    rows: list[Any] = [[TITLE], [], HEADER, *body(), [], [None, "RINGKASAN", "Jumlah"], *counts]
    return read_right([*rows, [None, "Persentase capaian", "38,5 %"], [None, "Target 2024", 39]], SAYS)


@blind(AROUND)
def judul_kecamatan_dengan_jumlah_satu() -> BlindCase:
    """The heading of each kecamatan counts its ticks below: the 1 of Dukong's kecamatan is no tick."""
    rows: list[Any] = [[TITLE], [], ["No", "Kecamatan/Desa", "Sudah", "Belum", "Tanggal Pembentukan"]]
    for letter, name in zip("ABCDEFG", KECAMATAN, strict=True):
        formed = formed_in(name)
        rows.append([letter, f"KECAMATAN {name.upper()}", formed, len(of(name)) - formed, None])
        for n, line in enumerate(of(name), start=1):
            rows.append([n, line.desa, 1 if line.tanggal else None, None if line.tanggal else 1, line.tanggal])
    rows.append([None, "JUMLAH", 15, 24, None])
    return read_right(rows, {line.desa: line.says if line.tanggal else "Belum" for line in KABUPATEN})


@blind(AROUND)
def judul_kecamatan_jumlah_satu_dan_centang() -> BlindCase:
    """A heading that is also the name of a desa, with "(4 DESA)" behind it and a count of each rung beside it."""
    rows: list[Any] = [[TITLE], ["Desa", "Terbentuk", "Merintis", "Sosialisasi", "Belum", "Tgl"]]
    order = ("Terbentuk", "Merintis", "Sosialisasi", "Belum")
    lines = of("Simpang Pesak")
    rows.append(["SIMPANG PESAK (4 DESA)", *(sum(line.status == one for line in lines) for one in order), None])
    rows += [
        [f"- {line.desa}", *("v" if line.status == one else None for one in order), line.tanggal] for line in lines
    ]
    rows.append(["Jumlah", *(sum(line.status == one for line in lines) for one in order), None])
    return read_right(rows, {**says(lines), "Simpang Pesak": or_asked("Belum")}, asks=Asks.MAY)


def _short(title: str, name: str) -> BlindCase:
    """A recap of one kecamatan alone, its short name above the table."""
    rows: list[Any] = [["REKAP POKJA KAMPUNG KB"], [title], [TITLE], [], NO_KECAMATAN]
    rows += [[n, *line[1:]] for n, line in enumerate(of(name), start=1)]
    return read_right(rows, says(of(name)))


@blind(SHORT)
def kecamatan_klp_kampit() -> BlindCase:
    return _short("KECAMATAN KLP. KAMPIT", "Kelapa Kampit")


@blind(SHORT)
def kecamatan_sp_renggiang() -> BlindCase:
    return _short("Kec. Sp. Renggiang Kab. Belitung Timur", "Simpang Renggiang")


@blind(SHORT)
def kecamatan_spg_pesak_di_setiap_baris() -> BlindCase:
    """The short name stands in a column, on every row."""
    rows: list[Any] = [[TITLE], HEADER]
    rows += [[n, "Kec. Spg. Pesak", *line[1:]] for n, line in enumerate(of("Simpang Pesak"), start=1)]
    return read_right(rows, says(of("Simpang Pesak")))


@blind(SHORT)
def kecamatan_k_kampit_di_setiap_baris() -> BlindCase:
    rows: list[Any] = [[TITLE], HEADER]
    rows += [[n, "K. Kampit", *line[1:]] for n, line in enumerate(of("Kelapa Kampit"), start=1)]
    return read_right(rows, says(of("Kelapa Kampit")))


@blind(FIRST_DATE)
def tanggal_di_baris_pertama_bukan_tanda_tangan() -> BlindCase:
    """The first desa, formed on 14 March 2023, stands right under the header: the title alone says the day."""
    first = ("Terbentuk", date(2023, 3, 14))
    lines = changed(of("Dendang"), {"Dendang": first})
    rows: list[Any] = [[TITLE], ["Desa", "Tanggal Pembentukan", "Status"]]
    rows += [[line.desa, line.tanggal, line.status] for line in lines]
    return read_right(rows, {line.desa: line.says for line in lines})


@blind(FIRST_DATE)
def teks_desa_koma_tanggal_di_baris_pertama() -> BlindCase:
    """ "Manggar, 14 Maret 2023" as place and day of the formation, in the first row, is no signature."""
    rows: list[Any] = [[TITLE], ["No", "Desa", "Status", "Tempat dan Tanggal Pembentukan"]]
    rows += [[1, "Padang", "Terbentuk", "Manggar, 14 Maret 2023"], [2, "Lalang", "Belum", None]]
    rows += [[3, "Kurnia Jaya", "Terbentuk", "Manggar, 3 Oktober 2017"], [4, "Baru", "Belum", None]]
    told: dict[str, Any] = {"Padang": ("Terbentuk 2023-03-14", "Terbentuk", ""), "Lalang": "Belum", "Baru": "Belum",
                            "Kurnia Jaya": ("Terbentuk 2017-10-03", "Terbentuk", "")}  # fmt: skip
    return read_right(rows, told, asks=Asks.MAY)


@blind(FIRST_DATE)
def tanggal_di_baris_pertama_tanpa_hari_lain() -> BlindCase:
    """No day is named anywhere but in the rows: the day has to be asked."""
    rows: list[Any] = [["POKJA KAMPUNG KB KEC. DENDANG"], ["No", "Desa", "Tgl. Dibentuk", "Status"]]
    rows += [[n, line.desa, line.tanggal, line.status] for n, line in enumerate(reversed(of("Dendang")), start=1)]
    return read_right(rows, says(of("Dendang")), asks=Asks.MUST, finds=["TANGGAL_DATA"], day=None)
