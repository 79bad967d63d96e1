"""What offices make of a recap over the years: pages, summaries beside it, abbreviations, footnotes, example rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl.styles import Alignment

from tests.torture.case import Case, accept, ask, flag, torture, warn
from tests.torture.kabupaten import (
    FORMED,
    HEADER,
    KABUPATEN,
    KECAMATAN,
    NO_KECAMATAN,
    ROMAN,
    SAYS,
    TITLE,
    Line,
    body,
    dendang,
    formed_in,
    marked,
    of,
    read_as,
    recap,
    says,
)
from tests.torture.writing import Rows, book, sheet

ONE = "ONE_KECAMATAN"
_ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def _march() -> list[Line]:
    """The same 39 desa some weeks before, when Balok had no Pokja."""
    return [line._replace(status="Belum", tanggal=None) if line.desa == "Balok" else line for line in KABUPATEN]


@torture
def dua_rekap_atas_bawah_dua_tanggal() -> Case:
    rows = [*recap(_march(), title="Keadaan per 31 Maret 2023"), [], *recap()]
    return Case(
        files={"rekap.xlsx": sheet(rows)},
        first=ask({}, "SHEET", questions={"sheet": "Rekap#2"}, day=None),
        suggested=accept(SAYS),
    )


@torture
def dua_rekap_berdampingan_dua_tanggal() -> Case:
    """Each day stands above its own table; both tables have all of the 39 desa."""
    left = recap(_march(), title="Keadaan per 31 Maret 2023")
    right = recap()
    rows = [[*a, *[None] * (6 - len(a)), *b] for a, b in zip(left, right, strict=True)]
    return Case(
        files={"rekap.xlsx": sheet(rows)},
        first=ask({}, "SHEET", questions={"sheet": "Rekap#2"}, day=None),
        suggested=accept(SAYS),
    )


@torture
def dua_tabel_berdampingan_kecamatan_sekali() -> Case:
    """The right half begins in the middle of a kecamatan, of which the name stands at the end of the left half."""
    told = body()
    for row, before in zip(told[1:], KABUPATEN, strict=False):
        row[1] = None if row[1] == before.kecamatan else row[1]
    rows = [[*a, None, *b] for a, b in zip(told[:20], [*told[20:], [None] * 5], strict=True)]
    return read_as([[TITLE], [], [*HEADER, None, *HEADER], *rows])


@torture
def rekap_kecamatan_di_kanan_sebaris_kepala() -> Case:
    """A count per kecamatan stands right of the list, its header in the same row: its 1 and 0 are no ticks."""
    counts = [[name, len(of(name)), formed_in(name), len(of(name)) - formed_in(name)] for name in KECAMATAN]
    header = [*HEADER, None, "Kecamatan", "Jumlah Desa", "Sudah", "Belum"]
    rows = [[*row, None, *(counts[n] if n < len(counts) else [])] for n, row in enumerate(body())]
    return read_as([[TITLE], [], header, *rows], "EXTRA_COLUMNS")


@torture
def rekap_kecamatan_di_kanan_lebih_rendah() -> Case:
    rows = recap()
    rows[9] += [None, "Kecamatan", "Sudah", "Belum"]
    for place, name in enumerate(KECAMATAN, start=10):
        rows[place] += [None, name, formed_in(name), len(of(name)) - formed_in(name)]
    return read_as(rows)


@torture
def jumlah_di_atas_baris_pertama() -> Case:
    """The regency stands in the first row, with its sums, and every kecamatan above its desa, with its own."""
    rows: list[Any] = [[TITLE], [], ["No", "Kecamatan", "Desa", "Jumlah Desa", "Status Pokja", "Tanggal Pembentukan"]]
    rows.append(["JUMLAH", None, None, 39, 15, None])
    for name in KECAMATAN:
        rows.append(["Jumlah", name, None, len(of(name)), formed_in(name), None])
        rows += [[n, line.kecamatan, line.desa, None, *line[2:]] for n, line in enumerate(of(name), start=1)]
    return read_as(rows, "EXTRA_COLUMNS")


@torture
def jumlah_ditulis_di_belakang_nama() -> Case:
    """Subtotals as Excel's own command writes them: "Manggar Total", "Grand Total"."""
    rows: list[Any] = [[TITLE], [], HEADER[1:]]
    for name in KECAMATAN:
        rows += [list(line) for line in of(name)]
        rows.append([f"{name} Total", None, formed_in(name), None])
    return read_as([*rows, ["Grand Total", None, 15, None]])


@torture
def jumlah_dipindahkan_antarhalaman() -> Case:
    rows: list[Any] = [[TITLE], []]
    for page, start in enumerate(range(0, 39, 13), start=1):
        if page > 1:
            rows += [[], [f"Lanjutan rekap, halaman {page}"]]
        rows += [HEADER, [1, 2, 3, 4, 5]]
        rows += [["Pindahan", None, start, None, None]] if page > 1 else []
        rows += body()[start : start + 13]
        rows += [["Dipindahkan", None, start + 13, None, None]] if page < 3 else [["Jumlah", None, 39, 15, None]]
    return read_as(rows)


@torture
def judul_kecamatan_bernomor_romawi_satu_sel() -> Case:
    rows: list[Any] = [[TITLE], [], NO_KECAMATAN]
    for numeral, name in zip(ROMAN, KECAMATAN, strict=True):
        rows += [[f"{numeral}. {name.upper()}"], *([n, *line[1:]] for n, line in enumerate(of(name), start=1))]
    return read_as(rows)


@torture
def dua_kolom_nomor() -> Case:
    """One number for the kecamatan and one for the desa, each with its own column "No"."""
    rows: list[Any] = [[TITLE], [], ["No", "Kecamatan", "No", "Desa", "Status Pokja", "Tanggal Pembentukan"]]
    for place, name in enumerate(KECAMATAN, start=1):
        for n, line in enumerate(of(name), start=1):
            rows.append([place if n == 1 else None, name if n == 1 else None, n, *line[1:]])
    return read_as(rows)


@torture
def kepala_diputar_dan_berspasi() -> Case:
    """Headings turned by 90 degrees, a letter on each line or a space between all letters."""
    header = ["N O", "K E C A M A T A N", "D E S A", "\n".join("STATUS"), "TANGGAL\nPEMBEN-\nTUKAN"]

    def turn(target: Any) -> None:
        for cell in target[3]:
            cell.alignment = Alignment(textRotation=90, wrapText=True)

    return read_as([[TITLE], [], header, *body()], change=turn)


@torture
def status_idem() -> Case:
    """Status and day stand once in each run of equal rows, "idem" and ditto marks below."""
    rows, marks = body(), ("idem", '"', "- “ -", "sda")
    before: list[Any] = []
    for n, row in enumerate(rows):
        told = row[3:]
        row[3:] = [marks[n % 4] if before and told[0] == before[0] else told[0],
                   marks[n % 4] if before and told == before and told[1] else told[1]]  # fmt: skip
        before = told
    return read_as([[TITLE], [], HEADER, *rows])


@torture
def tanggal_berbulan_romawi() -> Case:
    rows = [[*row[:4], f"{row[4].day}-{_ROMAN_MONTHS[row[4].month - 1]}-{row[4].year}" if row[4] else None]
            for row in body()]  # fmt: skip
    return read_as([[TITLE], [], HEADER, *rows])


@torture
def tanggal_dengan_petik_di_depan() -> Case:
    """The apostrophe that keeps Excel from making a date of it was typed twice, and shows."""
    rows = [[*row[:4], f"'{row[4]:%d/%m/%Y}" if row[4] else None] for row in body()]
    return read_as([[TITLE], [], HEADER, *rows])


@torture
def tanggal_bulan_salah_eja() -> Case:
    """ "Oktobr" is like one month alone: read, and said."""
    rows = dendang({"Nyuruk": ["Terbentuk", "3 Oktobr 2017"]})
    return Case(files={"dendang.xlsx": sheet(rows)}, first=accept(says(of("Dendang")), ONE, "DATE_READ_AS D5"))


@torture
def sk_panjang_dengan_tanggal_di_dalam() -> Case:
    """One cell: "Keputusan Kepala Desa Nomor 12 Tahun 2018 tanggal 2 Mei 2018"; the words are not of the number."""
    number = "12 Tahun 2018"
    cell = f"Keputusan Kepala Desa Nomor {number} tanggal 2 Mei 2018"
    rows = dendang({"Balok": ["Terbentuk", date(2018, 5, 2), cell]}, header=["SK Pokja"])
    told = says(of("Dendang"), Balok=f"Terbentuk 2018-05-02 SK {number}")
    return Case(files={"dendang.xlsx": sheet(rows)}, first=accept(told, ONE))


@torture
def status_singkatan_sdh_dan_blm() -> Case:
    rows = [[*row[:3], "Sdh" if row[4] else "Blm", row[4]] for row in body()]
    return read_as([[TITLE], [], [*HEADER[:3], "Pokja (Sdh/Blm)", HEADER[4]], *rows], told=marked())


@torture
def status_bertanda_bintang() -> Case:
    """A footnote mark behind the status; the note below says nothing of a rung."""
    rows = recap()
    for row in rows[3:]:
        row[3] = f"{row[3]} *)" if row[3] == "Merintis" else row[3]
    return read_as([*rows, [None, "*) menunggu musyawarah desa"]])


@torture
def status_dengan_catatan_dalam_kurung() -> Case:
    """ "Belum (proses SK)" may be Belum or Merintis: never chosen by the program."""
    rows = dendang({"Jangkang": ["Belum (proses SK)", None]})
    first = flag(says(of("Dendang"), Jangkang=None), ONE, "STATUS_UNKNOWN C4")
    return Case(files={"dendang.xlsx": sheet(rows)}, first=first)


@torture
def status_batal() -> Case:
    rows = dendang({"Nyuruk": ["Batal", None]})
    first = flag(says(of("Dendang"), Nyuruk=None), ONE, "STATUS_UNKNOWN C5")
    return Case(files={"dendang.xlsx": sheet(rows)}, first=first)


@torture
def baris_contoh_pengisian() -> Case:
    """The form of the province has an example in its first row."""
    rows = recap()
    rows.insert(3, ["Contoh", "Sukamaju", "Sukaraya", "Terbentuk", date(2020, 1, 31)])
    first = flag(SAYS, "NAME_UNKNOWN B4")
    return Case(files={"rekap.xlsx": sheet(rows)}, first=first)


@torture
def lembar_referensi_pilihan() -> Case:
    """A sheet with the lists for the drop-downs: all desa, and beside the first four of them the words of status."""
    words = ("Belum", "Sosialisasi", "Merintis", "Terbentuk")
    lists: Rows = [
        ["Kecamatan", "Desa", "Status"],
        *([line.kecamatan, line.desa, words[n] if n < 4 else None] for n, line in enumerate(KABUPATEN)),
    ]
    return Case(
        files={"rekap.xlsx": book({"Referensi": lists, "Rekap": recap()})},
        first=ask({}, "SHEET", questions={"sheet": "Rekap"}, day=None),
        suggested=accept(SAYS, "SHEET_UNREAD"),
    )


@torture
def lembar_per_kecamatan_tiap_lembar_berbeda() -> Case:
    """Seven hands: another order of columns, another first row and column, on each sheet."""
    sheets: dict[str, Rows] = {}
    for place, name in enumerate(KECAMATAN):
        turned = [[*row[place % 4 :], *row[: place % 4]] for row in (NO_KECAMATAN, *([n, *line[1:]] for n, line in
                  enumerate(of(name), start=1)))]  # fmt: skip
        left = [None] * (place % 3)
        rows = [[f"KECAMATAN {name.upper()}"], [TITLE], *[[]] * (place % 5), *turned]
        sheets[f"Kec. {name}"] = [[*left, *row] for row in rows]
    return Case(files={"rekap.xlsx": book(sheets)}, first=accept(SAYS))


@torture
def baris_lama_tersembunyi() -> Case:
    """Last year's row of Balok is hidden above this year's: both are read, and contradict each other."""
    rows = dendang()
    rows.insert(5, ["Dendang", "Balok", "Belum", None])

    def hide(target: Any) -> None:
        target.row_dimensions[6].hidden = True

    twice = ("ROW_DUP_CONFLICT B6", "ROW_DUP_CONFLICT B7")
    first = flag(says(of("Dendang"), Balok=None), ONE, "HIDDEN_ROWS", *twice)
    return Case(files={"dendang.xlsx": sheet(rows, change=hide)}, first=first)


@torture
def kode_wilayah_di_depan_nama() -> Case:
    """ "19.06.03.2001 - Dendang" in the cell of the desa."""
    from tests.support.builders import REGION

    codes = {d.desa: d.kode_desa for d in REGION.desa}
    rows = [[*row[:2], f"{codes[row[2]]} - {row[2]}", *row[3:]] for row in body()]
    return read_as([[TITLE], [], HEADER, *rows])


@torture
def beberapa_desa_dalam_satu_sel() -> Case:
    """One row per kecamatan, its desa with a Pokja in one cell, parted by commas: no name of a desa fits."""
    rows: list[Any] = [[TITLE], [], ["No", "Kecamatan", "Desa", "Status Pokja"]]
    for n, name in enumerate(KECAMATAN[:3], start=1):
        rows.append([n, name, ", ".join(line.desa for line in FORMED if line.kecamatan == name), "Terbentuk"])
    from tests.torture.case import reject

    return Case(files={"rekap.xlsx": sheet(rows)}, first=reject())


@torture
def triwulan_berdampingan() -> Case:
    """A status for each quarter of the year; the title speaks for the end of the second."""
    header = ["No", "Kecamatan", "Desa", "Status TW I 2023", "Status TW II 2023", "Tanggal Pembentukan"]
    earlier = {line.desa: line.status for line in _march()}
    rows = [[*row[:3], earlier[row[2]], *row[3:]] for row in body()]
    return Case(
        files={"rekap.xlsx": sheet([[TITLE], [], header, *rows])},
        first=accept(SAYS, "EXTRA_COLUMNS"),
    )


@torture
def status_tahun_lalu_saja() -> Case:
    """A status for each of two years, and a title that speaks for the year after both."""
    header = ["No", "Kecamatan", "Desa", "Status 2021", "Status 2022", "Status 2023", "Tanggal Pembentukan"]
    earlier = {line.desa: line.status for line in _march()}
    rows = [[*row[:3], earlier[row[2]], row[3], None, row[4]] for row in body()]
    return Case(
        files={"rekap.xlsx": sheet([[TITLE], [], header, *rows])},
        first=ask({}, "STATUS_PERIOD E3", questions={"status_period": "Status 2022"}),
        suggested=accept(SAYS, "EXTRA_COLUMNS"),
    )


@torture
def kepala_dengan_nama_lain() -> Case:
    header = ["NO. URUT", "KEC.", "DESA / KEL.", "KEBERADAAN POKJA KAMPUNG KB", "TGL. TERBENTUK POKJA"]
    rows = [[*row[:3], "Ada" if row[4] else "Tidak Ada", row[4]] for row in body()]
    return read_as([[TITLE], [], header, *rows], told=marked())


@torture
def nama_terbalik_dan_disingkat() -> Case:
    """Names of two words abbreviated as on maps and road signs."""
    short = {"Tanjung Batu Itam": "Tj. Batu Itam", "Tanjung Kelumpang": "Tj. Kelumpang"}
    rows = [[*row[:2], short.get(row[2], row[2]), *row[3:]] for row in body()]
    return read_as([[TITLE], [], HEADER, *rows])


@torture
def berselang_seling_warna() -> Case:
    """Every other row is grey, so that it reads more easily; the status stands in words."""
    from openpyxl.styles import PatternFill

    def paint(target: Any) -> None:
        for row in range(4, 43, 2):
            for cell in target[row]:
                cell.fill = PatternFill("solid", fgColor="D9D9D9")

    return read_as(recap(), change=paint)


@torture
def angka_satu_nol_sebagai_teks() -> Case:
    rows = [[f"'{row[0]}", *row[1:3], "1" if row[4] else "0", f"{row[4]:%d-%m-%Y}" if row[4] else ""] for row in body()]
    return read_as([[TITLE], [], [*HEADER[:3], "Pokja (1/0)", HEADER[4]], *rows], told=marked())


@torture
def keterangan_panjang_di_bawah_setiap_kecamatan() -> Case:
    """A sentence under each block, in the column of desa."""
    rows: list[Any] = [[TITLE], [], HEADER]
    for name in KECAMATAN:
        rows += [[n, *line] for n, line in enumerate(of(name), start=1)]
        rows.append([None, None, f"Catatan: di Kecamatan {name} telah dilaksanakan sosialisasi pada bulan April."])
    return read_as(rows)


@torture
def tabel_penanda_tangan_dua_kolom() -> Case:
    """Two signatures beside each other, one of them of a kepala desa whose desa is named."""
    below = [
        [],
        [None, "Mengetahui:", None, "Manggar, 10 Mei 2023"],
        [None, "Camat Manggar,", None, "Kepala Desa Padang,"],
        [],
        [None, "FULAN, S.Sos.", None, "FULANA"],
        [None, "NIP 19680101 199003 1 001"],
    ]
    return read_as([*recap(), *below])


@torture
def kecamatan_dan_tahun_di_kepala_kolom() -> Case:
    """The same word "Tahun" over the year of the formation and over that of the funds."""
    header = [*HEADER[:4], "Tahun Pembentukan", "Tahun Anggaran Dana Desa"]
    rows = [[*row[:4], row[4].year if row[4] else None, 2023] for row in body()]
    told = SAYS | {line.desa: f"Terbentuk {line.tanggal.year}" for line in FORMED if line.tanggal}
    noted = [f"DATE_YEAR_ONLY E{n}" for n, line in enumerate(KABUPATEN, start=4) if line.tanggal]
    data = sheet([[TITLE], [], header, *rows])
    return Case(files={"rekap.xlsx": data}, first=warn(told, *noted, "EXTRA_COLUMNS"))
