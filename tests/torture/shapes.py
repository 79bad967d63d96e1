"""Where the table stands and how its rows and columns are laid out. What it says is always the same 39 desa."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from kkb.formatting import format_date
from tests.torture.case import Case, accept, ask, torture, warn
from tests.torture.columns import two_years
from tests.torture.kabupaten import FORMED, HEADER, KABUPATEN, KECAMATAN, SAYS, TITLE, body, of, recap
from tests.torture.writing import Rows, book, merge_down, sheet

_TITLES = (
    "PEMERINTAH KABUPATEN BELITUNG TIMUR",
    "DINAS PENGENDALIAN PENDUDUK DAN KELUARGA BERENCANA",
    "Jalan Raya Manggar–Gantung, Telp. (0719) 91234",
    "REKAPITULASI PEMBENTUKAN POKJA KAMPUNG KELUARGA BERKUALITAS",
    "Lampiran Surat Nomor 400/123/DPPKB/2023 tanggal 12 Mei 2023",
    "Dasar: Peraturan BKKBN Nomor 20 Tahun 2023",
    "Target: 39 desa sampai dengan Tahun 2024",
    "Kabupaten Belitung Timur",
    "Status desa menurut laporan kecamatan",
    TITLE,
)


def _clean(rows: Rows, *problems: str, change: Callable[[Worksheet], object] | None = None) -> Case:
    return Case(files={"rekap.xlsx": sheet(rows, change=change)}, first=accept(SAYS, *problems))


def _under(count: int) -> Rows:
    return [*([title] for title in _TITLES[-count:]), [], HEADER, *body()]


@torture
def judul_satu_baris() -> Case:
    return _clean(_under(1))


@torture
def judul_empat_baris() -> Case:
    return _clean(_under(4))


@torture
def judul_tujuh_baris() -> Case:
    return _clean(_under(7))


@torture
def judul_sepuluh_baris_gabungan() -> Case:
    def merge(target: Worksheet) -> None:
        for row in range(1, 11):
            target.merge_cells(f"A{row}:E{row}")

    return _clean(_under(10), change=merge)


@torture
def judul_langsung_di_atas_kepala() -> Case:
    return _clean([[TITLE], HEADER, *body()])


@torture
def kepala_baris_4_mulai_kolom_b() -> Case:
    return _clean([[None, *row] for row in ([TITLE], [], [], HEADER, *body())])


@torture
def kepala_baris_11() -> Case:
    return _clean([["REKAP POKJA"], [TITLE], *[[]] * 8, HEADER, *body()])


@torture
def kepala_baris_14_mulai_kolom_b() -> Case:
    return _clean([[None, *row] for row in ([TITLE], *[[]] * 12, HEADER, *body())])


@torture
def kepala_baris_15() -> Case:
    return _clean([[], ["Kepada Yth. Bupati"], *[[]] * 10, [TITLE], [], HEADER, *body()])


@torture
def tabel_mulai_di_h9() -> Case:
    return _clean([[*[None] * 7, *row] for row in (*[[]] * 6, [TITLE], [], HEADER, *body())])


@torture
def kepala_dua_baris_gabungan() -> Case:
    upper = ["No", "Kecamatan", "Desa", "Pokja Kampung KB", None]
    lower = [None, None, None, "Status", "Tanggal Pembentukan"]

    def merge(target: Worksheet) -> None:
        target.merge_cells("D3:E3")
        for column in "ABC":
            merge_down(target, column, 3, 4)

    return _clean([[TITLE], [], upper, lower, *body()], change=merge)


@torture
def kepala_tiga_tingkat() -> Case:
    upper = ["No", "Wilayah", None, "Pokja Kampung KB", None]
    middle = [None, "Kecamatan", "Desa", "Status", "Pembentukan"]
    lower = [None, None, None, None, "Tanggal"]

    def merge(target: Worksheet) -> None:
        target.merge_cells("B3:C3")
        target.merge_cells("D3:E3")
        for column in "BCD":
            merge_down(target, column, 4, 5)
        merge_down(target, "A", 3, 5)

    return _clean([[TITLE], [], upper, middle, lower, *body()], change=merge)


@torture
def baris_nomor_kolom() -> Case:
    return _clean([[TITLE], [], HEADER, [1, 2, 3, 4, 5], *body()])


@torture
def baris_nomor_kolom_bertanda_kurung() -> Case:
    return _clean([[TITLE], [], HEADER, ["(1)", "(2)", "(3)", "(4)", "(5)"], *body()])


@torture
def kepala_tercetak_lagi_per_halaman() -> Case:
    rows: list[Any] = [[TITLE], []]
    for start in range(0, 39, 13):
        rows += [list(HEADER), [1, 2, 3, 4, 5], *body()[start : start + 13]]
    return _clean(rows)


@torture
def kolom_kosong_di_antara() -> Case:
    rows = [[a, None, b, None, None, c, d, None, e] for a, b, c, d, e in (HEADER, *body())]
    return _clean([[TITLE], [], *rows])


@torture
def baris_kosong_di_antara() -> Case:
    rows: list[Any] = [[TITLE], [], HEADER]
    for row in body():
        rows += [row, []]
    return _clean(rows)


@torture
def kolom_dengan_urutan_lain() -> Case:
    rows = [[status, tanggal, desa, kecamatan, no] for no, kecamatan, desa, status, tanggal in (HEADER, *body())]
    return _clean([[TITLE], [], *rows])


@torture
def nomor_mulai_lagi_per_kecamatan() -> Case:
    rows = [[number, *line] for name in KECAMATAN for number, line in enumerate(of(name), start=1)]
    return _clean([[TITLE], [], HEADER, *rows])


@torture
def nomor_urut_berupa_teks() -> Case:
    return _clean([[TITLE], [], HEADER, *([f"{row[0]}.", *row[1:]] for row in body())])


def _first_of_block(row: list[Any]) -> bool:
    return row[2] == of(row[1])[0].desa


@torture
def kecamatan_sekali_kosong_di_bawahnya() -> Case:
    rows = [[no, kec if _first_of_block([no, kec, *rest]) else None, *rest] for no, kec, *rest in body()]
    return _clean([[TITLE], [], HEADER, *rows])


@torture
def kecamatan_gabungan() -> Case:
    def merge(target: Worksheet) -> None:
        row = 4
        for name in KECAMATAN:
            merge_down(target, "B", row, row + len(of(name)) - 1)
            row += len(of(name))

    return _clean(recap(), change=merge)


@torture
def kecamatan_di_tengah_blok_gabungan() -> Case:
    """Kecamatan and its own running number are merged, the desa have numbers of their own."""
    header = ["No", "Kecamatan", "No", "Nama Desa", "Status Pokja", "Tanggal Pembentukan"]
    rows: list[Any] = [[TITLE], [], header]
    for number, name in enumerate(KECAMATAN, start=1):
        for place, line in enumerate(of(name), start=1):
            first = [number, name] if place == 1 else [None, None]
            rows.append([*first, place, *line[1:]])

    def merge(target: Worksheet) -> None:
        row = 4
        for name in KECAMATAN:
            last = row + len(of(name)) - 1
            for column in "AB":
                merge_down(target, column, row, last)
            row = last + 1

    return _clean(rows, change=merge)


_NO_KECAMATAN = ["No", "Desa", "Status Pokja", "Tanggal Pembentukan"]


def _sections(heading: Callable[[int, str], list[Any]]) -> Rows:
    rows: list[Any] = [[TITLE], [], _NO_KECAMATAN]
    for place, name in enumerate(KECAMATAN):
        rows.append(heading(place, name))
        rows += [[number, *line[1:]] for number, line in enumerate(of(name), start=1)]
    return rows


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")


@torture
def kecamatan_sebagai_baris_judul() -> Case:
    return _clean(_sections(lambda _, name: [f"Kecamatan {name}"]))


@torture
def kecamatan_sebagai_baris_judul_romawi() -> Case:
    """Gantung, Dendang and Simpang Pesak stand twice in the column of desa: as a heading and as a desa."""
    return _clean(_sections(lambda place, name: [_ROMAN[place], name.upper()]))


@torture
def kecamatan_sebagai_baris_judul_di_kolom_desa() -> Case:
    return _clean(_sections(lambda _, name: [None, f"KEC. {name.upper()}"]))


@torture
def kecamatan_sebagai_baris_judul_tebal_gabungan() -> Case:
    rows = _sections(lambda _, name: [name])

    def merge(target: Worksheet) -> None:
        for row in range(4, target.max_row + 1):
            cell = target.cell(row, 1)
            if isinstance(cell.value, str):
                cell.font = Font(bold=True)
                target.merge_cells(f"A{row}:D{row}")

    return _clean(rows, change=merge)


@torture
def tanpa_kolom_kecamatan() -> Case:
    return _clean([[TITLE], [], _NO_KECAMATAN, *([no, *rest] for no, _, *rest in body())])


@torture
def desa_dan_kecamatan_satu_sel() -> Case:
    header = ["No", "Desa/Kecamatan", "Status Pokja", "Tanggal Pembentukan"]
    rows = [[no, f"Desa {desa}, Kec. {kecamatan}", *rest] for no, kecamatan, desa, *rest in body()]
    return _clean([[TITLE], [], header, *rows])


@torture
def kecamatan_dan_desa_satu_sel_bergaris_miring() -> Case:
    header = ["No", "Kecamatan/Desa", "Status Pokja", "Tanggal Pembentukan"]
    rows = [[no, f"{kecamatan} / {desa}", *rest] for no, kecamatan, desa, *rest in body()]
    return _clean([[TITLE], [], header, *rows])


@torture
def desa_dengan_kecamatan_dalam_kurung() -> Case:
    rows = [[no, f"{desa} ({kecamatan})", *rest] for no, kecamatan, desa, *rest in body()]
    return _clean([[TITLE], [], _NO_KECAMATAN, *rows])


@torture
def jumlah_per_kecamatan_dan_di_akhir() -> Case:
    rows: list[Any] = [[TITLE], [], HEADER]
    for name in KECAMATAN:
        rows += [[number, *line] for number, line in enumerate(of(name), start=1)]
        rows.append(["Jumlah", None, len(of(name)), sum(line.tanggal is not None for line in of(name))])
    return _clean([*rows, ["JUMLAH KABUPATEN", None, 39, 15]])


@torture
def jumlah_ditulis_berbeda_beda() -> Case:
    """Totals named after their kecamatan, a share in percent, and a count of each rung below the table."""
    rows: list[Any] = [[TITLE], [], HEADER]
    for name in KECAMATAN:
        rows += [[number, *line] for number, line in enumerate(of(name), start=1)]
        rows.append([None, f"Total {name}", len(of(name))])
    tail = [[None, "TOTAL", 39, 15], [None, "Persentase", None, "38,46%"], [None, "Capaian", None, 0.3846]]
    return _clean([*rows, *tail])


@torture
def blok_tanda_tangan_dan_catatan() -> Case:
    below = [
        [],
        [None, "Keterangan: v = sudah, - = belum"],
        [None, "*) menurut laporan kecamatan"],
        [],
        [None, None, None, "Manggar, 10 Mei 2023"],
        [None, None, None, "Kepala Dinas,"],
        [],
        [],
        [None, None, None, "Drs. FULAN BIN FULAN, M.Si."],
        [None, None, None, "Pembina Tk. I"],
        [None, None, None, "NIP 19680101 199003 1 001"],
        [],
        [None, "Tembusan:"],
        [None, "1. Camat Gantung"],
        [None, "2. Kepala Desa Padang"],
    ]
    return _clean([*recap(), *below])


@torture
def tanda_tangan_saja_menyebut_tanggal() -> Case:
    below = [[], [None, None, None, "Manggar, 10 Mei 2023"], [None, None, None, "Kepala Dinas"]]
    return _clean([["REKAP POKJA KAMPUNG KB"], [], HEADER, *body(), *below])


@torture
def dua_tabel_berdampingan() -> Case:
    left, right = body()[:20], body()[20:]
    rows = [[*a, None, *b] for a, b in zip(left, [*right, [None] * 5], strict=True)]
    return _clean([[TITLE], [], [*HEADER, None, *HEADER], *rows])


@torture
def dua_tabel_atas_bawah() -> Case:
    """Every block has its own title and header; the kecamatan stands in the title."""
    rows: list[Any] = [[TITLE], []]
    for name in KECAMATAN:
        rows += [[f"KECAMATAN {name.upper()}"], _NO_KECAMATAN]
        rows += [[number, *line[1:]] for number, line in enumerate(of(name), start=1)]
        rows.append([])
    return _clean(rows)


@torture
def tabel_kecil_angka_di_bawah_rekap() -> Case:
    """A table that only counts stands under the recap, as in many reports."""
    counts = [[number, name, len(of(name)), sum(bool(d.tanggal) for d in of(name))]
              for number, name in enumerate(KECAMATAN, start=1)]  # fmt: skip
    tail = [[], ["Rekapitulasi per kecamatan"], ["No", "Kecamatan", "Jumlah Desa", "Pokja Terbentuk"], *counts]
    return _clean([*recap(), *tail])


@torture
def kolom_per_tahun() -> Case:
    """One column a year, ticked in the year of the formation; nothing is said of the other desa."""
    years = list(range(2014, 2024))
    rows = [
        [no, kecamatan, desa, *("v" if tanggal and tanggal.year == year else None for year in years)]
        for no, kecamatan, desa, _, tanggal in body()
    ]
    told = {line.desa: f"Terbentuk {line.tanggal.year}" for line in FORMED if line.tanggal}
    cells = [
        f"{'DEFGHIJKLM'[line.tanggal.year - 2014]}{row}"
        for row, line in enumerate(KABUPATEN, start=4)
        if line.tanggal is not None
    ]
    return Case(
        files={"rekap.xlsx": sheet([[TITLE], [], ["No", "Kecamatan", "Desa", *years], *rows])},
        first=ask(
            {},
            "NO_STATUS_COLUMN",
            questions={"no_status_column": "bertanda"},
        ),
        suggested=warn(told, "WIDE_LAYOUT", *(f"DATE_YEAR_ONLY {cell}" for cell in cells)),
    )


@torture
def daftar_terbentuk_tanpa_kolom_status() -> Case:
    rows = [
        [number, line.kecamatan, line.desa, line.tanggal, f"188.4/{number:02d}/KEP/{line.tanggal:%Y}"]
        for number, line in enumerate(FORMED, start=1)
        if line.tanggal
    ]
    header = ["No", "Kecamatan", "Desa", "Tanggal Pembentukan", "Nomor SK"]
    title = ["DAFTAR DESA YANG SUDAH MEMBENTUK POKJA KAMPUNG KB"]
    told = {row[2]: f"Terbentuk {row[3].isoformat()} SK {row[4]}" for row in rows}
    return Case(
        files={"daftar.xlsx": sheet([title, [TITLE], [], header, *rows])},
        first=ask({}, "NO_STATUS_COLUMN", questions={"no_status_column": "semua"}),
        suggested=warn(told, "VILLAGES_MISSING"),
    )


@torture
def satu_kecamatan_saja() -> Case:
    rows = [["KECAMATAN DENDANG"], [TITLE], [], _NO_KECAMATAN]
    rows += [[number, *line[1:]] for number, line in enumerate(of("Dendang"), start=1)]
    told = {line.desa: line.says for line in of("Dendang")}
    return Case(files={"dendang.xlsx": sheet(rows)}, first=accept(told, "ONE_KECAMATAN"))


@torture
def tanpa_tanggal_keadaan() -> Case:
    return Case(
        files={"rekap.xlsx": sheet(recap(title="REKAP POKJA KAMPUNG KB"))},
        first=ask({}, "TANGGAL_DATA", questions={"tanggal_data": "2023-06-01"}, day=None),
        suggested=accept(SAYS, day="2023-06-01"),
    )


@torture
def tanggal_keadaan_hanya_di_nama_berkas() -> Case:
    return Case(
        files={"Rekap Pokja 10-05-2023 (final).xlsx": sheet(recap(title="REKAP POKJA KAMPUNG KB"))},
        first=accept(SAYS),
    )


@torture
def judul_dan_tanda_tangan_berbeda_hari() -> Case:
    rows = [*recap(), [], [None, None, None, "Manggar, 15 Mei 2023"], [None, None, None, "Kepala Dinas"]]
    return Case(
        files={"rekap.xlsx": sheet(rows)},
        first=ask({}, "TANGGAL_DATA A1", questions={"tanggal_data": "2023-05-10"}, day=None),
        suggested=accept(SAYS),
    )


@torture
def triwulan_saja() -> Case:
    return Case(
        files={"rekap.xlsx": sheet(recap(title="REKAP POKJA TRIWULAN I TAHUN 2023"))},
        first=ask({}, "TANGGAL_DATA A1", questions={"tanggal_data": "2023-03-31"}, day=None),
        suggested=accept(SAYS, day="2023-03-31"),
    )


@torture
def baris_tersaring() -> Case:
    def hide(target: Worksheet) -> None:
        target.auto_filter.ref = "A3:E42"
        for row in (7, 8, 30):
            target.row_dimensions[row].hidden = True

    return Case(files={"rekap.xlsx": sheet(recap(), change=hide)}, first=warn(SAYS, "HIDDEN_ROWS"))


@torture
def kolom_tersembunyi_berisi_keadaan_lama() -> Case:
    """Last year's status stands in a hidden column left of this year's; its header says so."""
    header = ["No", "Kecamatan", "Desa", "Status Tahun 2022", "Status Tahun 2023", "Tanggal Pembentukan"]
    rows = [[*row[:3], "Belum", *row[3:]] for row in body()]

    def hide(target: Worksheet) -> None:
        target.column_dimensions["D"].hidden = True

    return two_years(sheet([[TITLE], [], header, *rows], change=hide), newer="Rekap#2")


@torture
def kolom_tanggal_tersembunyi() -> Case:
    def hide(target: Worksheet) -> None:
        target.column_dimensions["E"].hidden = True

    return Case(files={"rekap.xlsx": sheet(recap(), change=hide)}, first=warn(SAYS, "HIDDEN_COLUMNS"))


@torture
def lembar_tersembunyi() -> Case:
    old = recap(KABUPATEN[:3], title="Keadaan per 31 Desember 2014")

    def hide(made: Any) -> None:
        made["Data lama"].sheet_state = "hidden"

    data = book({"Rekap": recap(), "Data lama": old}, change=hide)
    return Case(files={"rekap.xlsx": data}, first=warn(SAYS, "HIDDEN_SHEET"), in_child=True)


@torture
def lembar_grafik_dan_petunjuk() -> Case:
    data = book({"Petunjuk": [["Isi kolom status dengan Belum atau Terbentuk"]], "Rekap": recap(), "Kosong": []})
    return Case(files={"rekap.xlsx": data}, first=accept(SAYS, "SHEET_UNREAD"))


@torture
def semua_dirapikan_dengan_huruf_besar() -> Case:
    rows = [[no, kec.upper(), desa.upper(), status.upper(), format_date(tanggal).upper() if tanggal else "-"]
            for no, kec, desa, status, tanggal in body()]  # fmt: skip
    return _clean([[TITLE.upper()], [], [name.upper() for name in HEADER], *rows])
