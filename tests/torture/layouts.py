"""More layouts: what stands between the rows, which way they are grouped, how the file was written."""

from __future__ import annotations

from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.support.workbook_fixtures import with_sheet_xml
from tests.torture.case import Case, accept, flag, torture, warn
from tests.torture.kabupaten import (
    DENDANG,
    FORMED,
    HEADER,
    KABUPATEN,
    KECAMATAN,
    SAYS,
    TITLE,
    body,
    dendang,
    marked,
    of,
    recap,
    says,
)
from tests.torture.writing import sheet

ONE = "ONE_KECAMATAN"
_WITHOUT_NYURUK = says(of("Dendang"), Nyuruk=None)


@torture
def kecamatan_sekali_dengan_jumlah_per_blok() -> Case:
    rows: list[Any] = [[TITLE], [], HEADER]
    for name in KECAMATAN:
        rows += [[n, name if n == 1 else None, *line[1:]] for n, line in enumerate(of(name), start=1)]
        rows.append([None, "Jumlah", len(of(name)), sum(line.tanggal is not None for line in of(name))])
    return Case(files={"rekap.xlsx": sheet(rows)}, first=accept(SAYS))


@torture
def kecamatan_ditulis_di_tengah_blok() -> Case:
    """Not merged, but typed into the middle row: what stands above it would belong to the kecamatan before."""
    rows: list[Any] = [[TITLE], [], HEADER]
    for name in KECAMATAN:
        lines = of(name)
        rows += [[n, name if n == len(lines) // 2 + 1 else None, *line[1:]] for n, line in enumerate(lines, start=1)]
    return Case(files={"rekap.xlsx": sheet(rows)}, first=accept(SAYS))


@torture
def kecamatan_di_tengah_blok_bernomor_lanjut() -> Case:
    """The same with numbers that run on to 39: where a block begins cannot be told, and no desa is put elsewhere."""
    rows: list[Any] = [[TITLE], [], HEADER]
    for name in KECAMATAN:
        lines = of(name)
        for n, line in enumerate(lines):
            rows.append([len(rows) - 2, name if n == len(lines) // 2 else None, *line[1:]])
    carried = [line for name in KECAMATAN[1:] for line in of(name)[: len(of(name)) // 2]]
    cells = [f"KEC_MISMATCH C{row}" for row, line in enumerate(KABUPATEN, start=4) if line in carried]
    return Case(
        files={"rekap.xlsx": sheet(rows)},
        first=accept(SAYS),
        meanwhile=flag(says([line for line in KABUPATEN if line not in carried]), *cells),
        why="a name in the middle of its block is carried down only, where no number shows where blocks begin",
    )


@torture
def gabungan_kecamatan_meleset_satu_baris() -> Case:
    """The merged cell of Manggar reaches over the first desa of Gantung."""
    rows = recap([*of("Manggar"), *of("Gantung")])
    data = sheet(rows, change=lambda target: target.merge_cells("B4:B13"))
    told = {line.desa: line.says for line in (*of("Manggar"), *of("Gantung")) if line.desa != "Gantung"}
    first = flag(told, "KEC_MISMATCH C13", "VILLAGES_MISSING")
    return Case(files={"rekap.xlsx": data}, first=first)


@torture
def dikelompokkan_menurut_status() -> Case:
    """Rows "A. SUDAH TERBENTUK" and "B. BELUM TERBENTUK" head two blocks of one table without a status column."""
    lower = [line for line in KABUPATEN if not line.tanggal]
    header = ["No", "Kecamatan", "Desa", "Tanggal Pembentukan"]
    rows: list[Any] = [[TITLE], [], header, ["A. SUDAH TERBENTUK"]]
    rows += [[n, line.kecamatan, line.desa, line.tanggal] for n, line in enumerate(FORMED, start=1)]
    rows += [["B. BELUM TERBENTUK"]]
    rows += [[n, line.kecamatan, line.desa, None] for n, line in enumerate(lower, start=1)]
    return Case(
        files={"rekap.xlsx": sheet(rows)},
        first=accept(marked()),
    )


@torture
def kepala_kedua_berurutan_lain() -> Case:
    """The second page has its columns the other way round."""
    second = ["No", "Desa", "Kecamatan", "Tanggal Pembentukan", "Status Pokja"]
    rows: list[Any] = [[TITLE], [], HEADER, *body()[:20], [], second]
    rows += [[no, desa, kecamatan, tanggal, status] for no, kecamatan, desa, status, tanggal in body()[20:]]
    return Case(files={"rekap.xlsx": sheet(rows)}, first=accept(SAYS))


@torture
def catatan_di_tengah_tabel() -> Case:
    rows = recap()
    rows.insert(20, ["Desa berikut menunggu SK Bupati:"])
    return Case(files={"rekap.xlsx": sheet(rows)}, first=accept(SAYS))


@torture
def status_hanya_di_kolom_keterangan() -> Case:
    rows = [[*row[:3], row[4], row[3]] for row in body()]
    header = ["No", "Kecamatan", "Desa", "Tanggal Pembentukan", "Keterangan"]
    return Case(files={"rekap.xlsx": sheet([[TITLE], [], header, *rows])}, first=accept(SAYS))


@torture
def status_kosong_dan_keterangan_berkata() -> Case:
    """The status is blank and the note says "sudah terbentuk": the cell of the status is to be filled."""
    rows = dendang({"Nyuruk": [None, of("Dendang")[2].tanggal, "sudah terbentuk"]}, header=["Keterangan"])
    first = flag(_WITHOUT_NYURUK, ONE, "STATUS_BLANK C5")
    return Case(files={"dendang.xlsx": sheet(rows)}, first=first)


@torture
def status_dan_tanggal_tertukar_sel() -> Case:
    rows = dendang({"Nyuruk": [of("Dendang")[2].tanggal, "Terbentuk"]})
    first = flag(_WITHOUT_NYURUK, ONE, "STATUS_UNKNOWN C5", "DATE_UNREADABLE D5")
    return Case(files={"dendang.xlsx": sheet(rows)}, first=first)


@torture
def teks_berwarna_sebagian() -> Case:
    """One word in two fonts is one word."""
    rows = dendang()
    rich = CellRichText("Nyu", TextBlock(InlineFont(b=True), "ruk"))
    rows[4][1] = rich
    return Case(files={"dendang.xlsx": sheet(rows)}, first=accept(DENDANG, ONE))


@torture
def ganti_baris_yang_ditulis_excel_sebagai_kode() -> Case:
    """Excel writes a carriage return in a cell as _x000D_."""
    rows = [[n, line.kecamatan, line.desa.replace(" ", "_x000D_\n"), line.status, line.tanggal]
            for n, line in enumerate(KABUPATEN, start=1)]  # fmt: skip
    return Case(files={"rekap.xlsx": sheet([[TITLE], [], HEADER, *rows])}, first=accept(SAYS))


@torture
def ditulis_program_lain_tanpa_alamat_sel() -> Case:
    """Inline strings, rows and cells without addresses, as lean writers make them."""

    def row(*texts: str) -> str:
        return "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts) + "</row>"

    lines = "".join(
        row(d.kecamatan, d.desa, d.status, d.tanggal.isoformat() if d.tanggal else "-") for d in of("Dendang")
    )
    data = with_sheet_xml(row(TITLE) + row(*HEADER[1:]) + lines)
    return Case(files={"dendang.xlsx": data}, first=accept(DENDANG, ONE), in_child=True)


@torture
def semua_formula_dengan_hasil() -> Case:
    """A sheet of references to another sheet, calculated by Excel: the values count, and are said to be formulas."""
    from tests.torture.writing import with_results

    rows = dendang()
    data = sheet([*rows[:4], ["=Data!A3", "=Data!B3", "=Data!C3", rows[4][3]], *rows[5:]])
    data = with_results(data, {"A5": "Dendang", "B5": "Nyuruk", "C5": "Terbentuk"})
    return Case(files={"dendang.xlsx": data}, first=accept(DENDANG, ONE))


@torture
def kecamatan_setengah_terisi() -> Case:
    """Two kecamatan, the name of the second left out: its desa would pass for those of the first."""
    rows = recap([*of("Manggar"), *of("Gantung")])
    for number, row in enumerate(rows[3:], start=1):
        row[1] = "Manggar" if number == 1 else None
    told = {line.desa: line.says for line in of("Manggar")}
    cells = [f"KEC_MISMATCH C{row}" for row in range(13, 20)]
    return Case(files={"rekap.xlsx": sheet(rows)}, first=flag(told, ONE, *cells))


@torture
def tiga_puluh_sembilan_desa_dengan_seratus_kolom() -> Case:
    extra = [f"Indikator {n}" for n in range(1, 101)]
    rows = [[*row, *range(100)] for row in body()]
    data = sheet([[TITLE], [], [*HEADER, *extra], *rows])
    return Case(files={"rekap.xlsx": data}, first=accept(SAYS, "EXTRA_COLUMNS"))


@torture
def baris_ganda_karena_disalin_per_halaman() -> Case:
    """The last row of a page stands again as the first of the next."""
    rows = recap()
    rows.insert(23, list(rows[22]))
    return Case(files={"rekap.xlsx": sheet(rows)}, first=warn(SAYS, "ROW_DUP_SAME C24"))
