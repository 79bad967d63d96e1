"""How a recap says whether a Pokja is formed: words, yes and no, ticks in one column or several."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from openpyxl.styles import Font

from tests.torture.case import Case, accept, ask, flag, torture, warn
from tests.torture.kabupaten import HEADER, KABUPATEN, SAYS, TITLE, Line, body, dendang, marked, of, says
from tests.torture.writing import Rows, sheet

_DENDANG = says(of("Dendang"))


def _with_status(write: Callable[[Line], Any], header: str = "Status Pokja") -> Rows:
    rows = [[no, line.kecamatan, line.desa, write(line), line.tanggal] for no, line in enumerate(KABUPATEN, start=1)]
    return [[TITLE], [], [*HEADER[:3], header, HEADER[4]], *rows]


def _marks(yes: Any, no: Any, header: str) -> Case:
    rows = _with_status(lambda line: yes if line.tanggal else no, header)
    return Case(files={"rekap.xlsx": sheet(rows)}, first=accept(marked()))


@torture
def ya_tidak() -> Case:
    return _marks("Ya", "Tidak", "Pokja Terbentuk (Ya/Tidak)")


@torture
def sudah_belum() -> Case:
    return _marks("Sudah", "Belum", "Sudah/Belum")


@torture
def ada_tidak_ada() -> Case:
    return _marks("Ada", "Tidak Ada", "Keberadaan Pokja")


@torture
def aktif_tidak_ada() -> Case:
    return _marks("Aktif", "Tidak Ada", "Status Pokja")


@torture
def satu_nol() -> Case:
    return _marks(1, 0, "Pokja Terbentuk")


@torture
def benar_salah_excel() -> Case:
    return _marks(True, False, "Pokja Terbentuk")


@torture
def kata_dengan_banyak_ejaan() -> Case:
    words = {
        "Belum": ("belum", "BELUM TERBENTUK", " Belum ada Pokja", "blm"),
        "Merintis": ("Rintisan", "dalam proses", "MERINTIS\n"),
        "Sosialisasi": ("Sudah sosialisasi", "sosialisasi"),
        "Terbentuk": ("Sudah terbentuk", "TERBENTUK", "terbentuk.", "Telah dibentuk"),
    }
    rows = _with_status(lambda line: words[line.status][len(line.desa) % len(words[line.status])])
    return Case(files={"rekap.xlsx": sheet(rows)}, first=accept(SAYS))


def _ticks(columns: dict[str, str | tuple[str, ...]], mark: str, upper: str | None = None) -> Rows:
    """One column per rung: header → the rungs that are ticked under it."""
    rows = [
        [no, line.kecamatan, line.desa, *(mark if line.status in rungs else None for rungs in columns.values()),
         line.tanggal]
        for no, line in enumerate(KABUPATEN, start=1)
    ]  # fmt: skip
    if upper is None:
        return [[TITLE], [], [*HEADER[:3], *columns, HEADER[4]], *rows]
    head = [*HEADER[:3], upper, *[None] * (len(columns) - 1), HEADER[4]]
    return [[TITLE], [], head, [None, None, None, *columns], *rows]


_TWO: dict[str, str | tuple[str, ...]] = {
    "Sudah": ("Terbentuk",), "Belum": ("Belum", "Merintis", "Sosialisasi")
}  # fmt: skip
_THREE: dict[str, str | tuple[str, ...]] = {
    "Belum": ("Belum", "Sosialisasi"), "Merintis": ("Merintis",), "Terbentuk": ("Terbentuk",)
}  # fmt: skip


@torture
def centang_dua_kolom_v() -> Case:
    return Case(files={"rekap.xlsx": sheet(_ticks(_TWO, "v"))}, first=accept(marked()))


@torture
def centang_dua_kolom_di_bawah_status_gabungan() -> Case:
    def merge(target: Any) -> None:
        target.merge_cells("D3:E3")

    data = sheet(_ticks(_TWO, "✓", "Status Pokja"), change=merge)
    return Case(files={"rekap.xlsx": data}, first=accept(marked()))


@torture
def centang_tiga_kolom() -> Case:
    told = says(Tanjung_Kelumpang="Belum")
    return Case(files={"rekap.xlsx": sheet(_ticks(_THREE, "√"))}, first=accept(told))


@torture
def centang_tiga_kolom_wingdings() -> Case:
    """A tick typed as the letter ü in the font Wingdings, as Word and Excel insert it."""

    def font(target: Any) -> None:
        for row in target.iter_rows(min_row=4, min_col=4, max_col=6):
            for cell in row:
                if cell.value:
                    cell.font = Font(name="Wingdings")

    told = says(Tanjung_Kelumpang="Belum")
    return Case(files={"rekap.xlsx": sheet(_ticks(_THREE, "ü"), change=font)}, first=accept(told))


@torture
def centang_x() -> Case:
    """An x is a tick where it stands in one of two columns; it is said."""
    return Case(files={"rekap.xlsx": sheet(_ticks(_TWO, "x"))}, first=warn(marked(), "TICK_X"))


@torture
def centang_di_dua_kolom_sekaligus() -> Case:
    rows = [list(row) for row in _ticks(_TWO, "v")]
    rows[3][3] = "v"  # Lalang Jaya: ticked under Sudah and under Belum
    told = {desa: text for desa, text in marked().items() if desa != "Lalang Jaya"}
    return Case(files={"rekap.xlsx": sheet(rows)}, first=flag(told, "STATUS_UNKNOWN D4"))


@torture
def tidak_dicentang_sama_sekali() -> Case:
    rows = [list(row) for row in _ticks(_TWO, "v")]
    rows[3][4] = None
    told = {desa: text for desa, text in marked().items() if desa != "Lalang Jaya"}
    return Case(files={"rekap.xlsx": sheet(rows)}, first=flag(told, "STATUS_BLANK D4"))


@torture
def satu_kolom_centang_sisanya_kosong() -> Case:
    """One column "Pokja Terbentuk", ticked or blank; exactly the ticked are dated, so blank is Belum."""
    rows = _with_status(lambda line: "v" if line.tanggal else None, "Pokja Terbentuk (v)")
    first = next(row for row, line in enumerate(KABUPATEN, start=4) if not line.tanggal)
    return Case(files={"rekap.xlsx": sheet(rows)}, first=accept(marked(), f"TICK_BLANK D{first}"))


def _beside_ticks(header: str, value: str) -> Case:
    """Another column right of three of ticks, with the same value in every row."""
    rows = [list(row) for row in _ticks(_THREE, "v")]
    for number, row in enumerate(rows[2:]):
        row.insert(6, value if number else header)
    told = says(Tanjung_Kelumpang="Belum")
    first = accept(told) if header == "Komitmen" else accept(told, "EXTRA_COLUMNS")
    return Case(files={"rekap.xlsx": sheet(rows)}, first=first)


@torture
def centang_komitmen_di_samping_tahap() -> Case:
    """Every desa signed: a tick under Komitmen moves no rung."""
    return _beside_ticks("Komitmen", "v")


@torture
def centang_di_samping_status_kampung_kb() -> Case:
    return _beside_ticks("Status Kampung KB", "Ada")


@torture
def centang_di_samping_status_keaktifan() -> Case:
    return _beside_ticks("Status Keaktifan", "Aktif")


@torture
def centang_di_samping_kolom_aktif() -> Case:
    return _beside_ticks("Aktif", "v")


@torture
def centang_di_samping_status_tahun_lalu() -> Case:
    return _beside_ticks("Status 2022", "Belum")


@torture
def status_kosong_dan_strip() -> Case:
    rows = dendang({"Dendang": [None], "Jangkang": ["-"]})
    told = says(of("Dendang"), Dendang=None, Jangkang=None)
    data = sheet(rows)
    return Case(files={"rekap.xlsx": data}, first=flag(told, "ONE_KECAMATAN", "STATUS_BLANK C3", "STATUS_BLANK C4"))


@torture
def status_belum_diisi() -> Case:
    told = says(of("Dendang"), Dendang=None)
    data = sheet(dendang({"Dendang": ["Belum Diisi"]}))
    return Case(files={"rekap.xlsx": data}, first=flag(told, "ONE_KECAMATAN", "STATUS_BLANK C3"))


@torture
def status_salah_ketik() -> Case:
    told = says(of("Dendang"), Nyuruk=None)
    data = sheet(dendang({"Nyuruk": ["Terbentk", of("Dendang")[2].tanggal]}))
    return Case(files={"rekap.xlsx": data}, first=flag(told, "ONE_KECAMATAN", "STATUS_UNKNOWN C5"))


@torture
def status_dengan_tanda_tanya() -> Case:
    """Whoever writes "Terbentuk?" does not know."""
    told = says(of("Dendang"), Nyuruk=None)
    data = sheet(dendang({"Nyuruk": ["Terbentuk ?", of("Dendang")[2].tanggal]}))
    return Case(files={"rekap.xlsx": data}, first=flag(told, "ONE_KECAMATAN", "STATUS_UNKNOWN C5"))


@torture
def centang_di_bawah_pertanyaan() -> Case:
    """Here the question mark stands in the header."""
    columns: dict[str, str | tuple[str, ...]] = {
        "Sudah terbentuk?": ("Terbentuk",),
        "Belum terbentuk?": ("Belum", "Merintis", "Sosialisasi"),
    }
    return Case(files={"rekap.xlsx": sheet(_ticks(columns, "v"))}, first=accept(marked()))


@torture
def akan_dibentuk() -> Case:
    """A plan is no rung: it is reported, with Merintis as what may be meant."""
    rows = dendang({"Jangkang": ["Akan dibentuk", None]})
    first = flag(says(of("Dendang"), Jangkang=None), "ONE_KECAMATAN", "STATUS_UNKNOWN C4")
    return Case(files={"dendang.xlsx": sheet(rows)}, first=first)


@torture
def status_dengan_tahun_di_belakangnya() -> Case:
    """ "Terbentuk (2017)" says two things in one cell."""
    told = says(of("Dendang"), Nyuruk="Terbentuk 2017")
    data = sheet(dendang({"Nyuruk": ["Terbentuk (2017)"]}))
    return Case(files={"rekap.xlsx": data}, first=warn(told, "ONE_KECAMATAN", "DATE_YEAR_ONLY C5"))


@torture
def status_komitmen() -> Case:
    told = says(of("Dendang"), Dendang="Komitmen")
    return Case(files={"rekap.xlsx": sheet(dendang({"Dendang": ["Komitmen"]}))}, first=accept(told, "ONE_KECAMATAN"))


@torture
def status_tidak_aktif() -> Case:
    data = sheet(dendang({"Nyuruk": ["Tidak Aktif", of("Dendang")[2].tanggal]}))
    return Case(
        files={"rekap.xlsx": data},
        first=ask(
            says(of("Dendang"), Nyuruk=None),
            "ONE_KECAMATAN",
            "STATUS_INACTIVE C5",
            questions={"status_inactive:19.06.03.2005": "tidur"},
        ),
        suggested=accept(_DENDANG, "ONE_KECAMATAN"),
    )


@torture
def status_tersebut_di_catatan_saja() -> Case:
    """A remark "Dobel" beside a plain status changes nothing."""
    rows = dendang({"Nyuruk": ["Terbentuk", of("Dendang")[2].tanggal, "Dobel"]}, header=["Keterangan"])
    return Case(files={"rekap.xlsx": sheet(rows)}, first=accept(_DENDANG, "ONE_KECAMATAN"))


@torture
def jumlah_keliru() -> Case:
    rows = [[TITLE], [], HEADER, *body(), ["Jumlah", None, 39, 16]]
    return Case(files={"rekap.xlsx": sheet(rows)}, first=warn(SAYS, "TOTAL_MISMATCH D43"))


@torture
def jumlah_tidak_masuk_akal() -> Case:
    rows = [[TITLE], [], HEADER, *body(), ["Jumlah", None, 39, -3]]
    return Case(files={"rekap.xlsx": sheet(rows)}, first=warn(SAYS, "NUM_BAD D43"))
