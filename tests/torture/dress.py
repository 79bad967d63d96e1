"""What a recap says without words: colours, cells that are crossed out, notes pinned to cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from tests.torture.case import Case, accept, ask, flag, torture, warn
from tests.torture.kabupaten import DENDANG, FORMED, HEADER, KABUPATEN, SAYS, TITLE, dendang, marked, of, recap, says
from tests.torture.writing import Rows, sheet

ONE = "ONE_KECAMATAN"
_GREEN, _YELLOW, _RED = "00B050", "FFFF00", "FF0000"
_COLOURS = {"Terbentuk": _GREEN, "Merintis": _YELLOW, "Sosialisasi": _YELLOW, "Belum": _RED}
_WITHOUT_NYURUK = says(of("Dendang"), Nyuruk=None)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def _painted(column: int, *, legend: Mapping[str, str] | None = None, colours: Mapping[str, str] = _COLOURS) -> bytes:
    """The 39 desa with a blank column of status, painted in one column; a legend from row 45 on."""
    rows: list[Sequence[Any]] = [
        [*row[:3], None, row[4]] if len(row) > 4 and row[3] != HEADER[3] else row for row in recap()
    ]
    rows += [[], [], *([None, None, words] for words in (legend or {}).values())]

    def paint(target: Any) -> None:
        for row, line in enumerate(KABUPATEN, start=4):
            if line.status in colours:
                target.cell(row, column).fill = _fill(colours[line.status])
        for row, colour in enumerate(legend or {}, start=45):
            target.cell(row, 2).fill = _fill(colour)

    return sheet(rows, change=paint)


def _first_row(*statuses: str) -> int:
    return next(row for row, line in enumerate(KABUPATEN, start=4) if line.status in statuses)


_ASKED = (
    f"STATUS_COLOUR D{_first_row('Belum')}",
    f"STATUS_COLOUR D{_first_row('Terbentuk')}",
    f"STATUS_COLOUR D{_first_row('Merintis', 'Sosialisasi')}",
)


@torture
def status_warna_dengan_legenda() -> Case:
    """Green, yellow and red in the column of status, and a legend below the table: asked, with what it says."""
    legend = {_GREEN: "Sudah membentuk Pokja", _YELLOW: ": Merintis", _RED: "Belum"}
    questions = {"FF0000": "Belum", "00B050": "Terbentuk", "FFFF00": "Merintis"}
    told = SAYS | {"Tanjung Kelumpang": "Merintis"}
    return Case(
        files={"rekap.xlsx": _painted(4, legend=legend)},
        first=ask({}, *_ASKED, questions={f"status_colour:{fill}": value for fill, value in questions.items()}),
        suggested=accept(told),
    )


@torture
def status_warna_di_nama_desa_tanpa_legenda() -> Case:
    """The names are painted and nothing says what for: nothing is suggested, and the status stays blank."""
    blank = [f"STATUS_BLANK D{row}" for row in range(4, 43)]
    fills = dict.fromkeys(("FF0000", "00B050", "FFFF00"), "lewati")
    return Case(
        files={"rekap.xlsx": _painted(3)},
        first=ask({}, *_ASKED, questions={f"status_colour:{fill}": value for fill, value in fills.items()}),
        suggested=flag({}, *blank),
    )


@torture
def status_warna_satu_warna_saja() -> Case:
    """Only the formed are painted; the legend says nothing of the others, so nothing is suggested for them."""
    data = _painted(4, legend={_GREEN: "Terbentuk"}, colours={"Terbentuk": _GREEN})
    blank = [f"STATUS_BLANK D{row}" for row, line in enumerate(KABUPATEN, start=4) if not line.tanggal]
    asked = (f"STATUS_COLOUR D{_first_row('Belum')}", f"STATUS_COLOUR D{_first_row('Terbentuk')}")
    return Case(
        files={"rekap.xlsx": data},
        first=ask({}, *asked, questions={"status_colour:tanpa": "lewati", "status_colour:00B050": "Terbentuk"}),
        suggested=flag({line.desa: line.says for line in FORMED}, *blank),
    )


@torture
def status_kosong_di_tabel_berselang_warna() -> Case:
    """Every other row is grey: no status, and no question about grey."""
    rows = [list(row) for row in recap()]
    for row in rows[3:]:
        row[3] = None

    def paint(target: Any) -> None:
        for row in range(4, 43, 2):
            for cell in target[row]:
                cell.fill = _fill("D9D9D9")

    blank = [f"STATUS_BLANK D{row}" for row in range(4, 43)]
    return Case(files={"rekap.xlsx": sheet(rows, change=paint)}, first=flag({}, *blank))


@torture
def status_berwarna_dan_berkata() -> Case:
    """Words and colours say the same; the words are read."""

    def paint(target: Any) -> None:
        for row, line in enumerate(KABUPATEN, start=4):
            target.cell(row, 4).fill = _fill(_COLOURS[line.status])

    return Case(files={"rekap.xlsx": sheet(recap(), change=paint)}, first=accept(SAYS))


@torture
def dua_desa_hanya_diwarnai_di_antara_kata() -> Case:
    """Two blank cells are green among words on white: what green means is asked."""
    rows = dendang({"Nyuruk": [None, date(2017, 10, 3)], "Balok": [None, date(2018, 5, 2)]})

    def paint(target: Any) -> None:
        for row in (5, 6):
            target.cell(row, 3).fill = _fill(_GREEN)

    told = says(of("Dendang"), Nyuruk=None, Balok=None)
    return Case(
        files={"dendang.xlsx": sheet(rows, change=paint)},
        first=ask({}, "STATUS_COLOUR C5", questions={"status_colour:00B050": "lewati"}),
        suggested=flag(told, ONE, "STATUS_BLANK C5", "STATUS_BLANK C6"),
    )


@torture
def tanpa_kolom_status_hanya_warna() -> Case:
    """Names and colours, and no column that a status could be written into: refused, and the refusal names the mend."""
    from tests.torture.case import reject

    rows: Rows = [[TITLE], ["No", "Kecamatan", "Desa"], *([n, *line[:2]] for n, line in enumerate(of("Dendang"), 1))]

    def paint(target: Any) -> None:
        target["C5"].fill = _fill(_GREEN)

    return Case(files={"dendang.xlsx": sheet(rows, change=paint)}, first=reject())


def _struck(change: Callable[[Any], object], first: Any, suggested: Any, rows: Rows | None = None) -> Case:
    data = sheet(rows if rows is not None else dendang(), change=change)
    return Case(files={"dendang.xlsx": data}, first=first, suggested=suggested)


def _asked(cell: str) -> Any:
    return ask({}, f"CELL_STRUCK {cell}", questions={"cell_struck": "tidak_berlaku"})


@torture
def baris_dicoret() -> Case:
    """The row of Nyuruk is crossed out from end to end."""

    def strike(target: Any) -> None:
        for cell in target[5]:
            cell.font = Font(strike=True)

    return _struck(strike, _asked("B5"), accept(_WITHOUT_NYURUK, ONE))


@torture
def status_dicoret() -> Case:
    def strike(target: Any) -> None:
        target["C5"].font = Font(strike=True, color=_RED)

    return _struck(strike, _asked("C5"), accept(_WITHOUT_NYURUK, ONE))


@torture
def tanggal_dicoret() -> Case:
    """Only the day is crossed out: the Pokja is there, since when nobody says."""

    def strike(target: Any) -> None:
        target["D5"].font = Font(strike=True)

    told = says(of("Dendang"), Nyuruk="Terbentuk")
    return _struck(strike, _asked("D5"), warn(told, ONE, "DATE_MISSING D5"))


@torture
def status_dicoret_dan_ditulis_ulang_dalam_satu_sel() -> Case:
    """ "Belum" crossed out with "Terbentuk" behind it: together they read as Belum terbentuk."""
    rows = dendang()
    rows[4][2] = CellRichText(TextBlock(InlineFont(strike=True), "Belum"), " Terbentuk")
    return _struck(lambda target: None, _asked("C5"), accept(_WITHOUT_NYURUK, ONE), rows)


@torture
def nomor_urut_dicoret() -> Case:
    """A running number that is crossed out says nothing of the desa."""
    rows = recap(of("Dendang"))

    def strike(target: Any) -> None:
        target["A5"].font = Font(strike=True)

    return Case(files={"dendang.xlsx": sheet(rows, change=strike)}, first=accept(DENDANG, ONE))


@torture
def judul_dicoret() -> Case:
    def strike(target: Any) -> None:
        target["A1"].font = Font(strike=True)
        target["D2"].font = Font(strike=True)

    return Case(files={"dendang.xlsx": sheet(dendang(), change=strike)}, first=accept(DENDANG, ONE))


def _noted(cell: str, text: str, *problems: str) -> Case:
    def pin(target: Any) -> None:
        target[cell].comment = Comment(text, "Operator")

    make = warn if problems else accept
    return Case(files={"dendang.xlsx": sheet(dendang(), change=pin)}, first=make(DENDANG, ONE, *problems))


@torture
def catatan_batal_ditempel_pada_status() -> Case:
    return _noted("C5", "Operator:\nbatal, SK dicabut", "CELL_NOTE C5")


@torture
def catatan_ditempel_pada_sel_kosong() -> Case:
    return _noted("D3", "sudah ada SK, tanggal menyusul", "CELL_NOTE D3")


@torture
def catatan_petunjuk_pada_kepala_kolom() -> Case:
    """A note on a header tells how to fill the column in, and nothing of a desa."""
    return _noted("C2", "Isi Belum, Sosialisasi, Merintis, Terbentuk atau Bubar")


@torture
def tanda_pemeriksaan_program_sendiri() -> Case:
    """The notes of a marked copy that this program gave back are no notes of the office."""
    from kkb.workbook.xlsx.cell_notes import END_LINE, NOTE_LINE

    return _noted("C5", f"{NOTE_LINE}\nPerhatian. Baris 5: hanya tahun.\n{END_LINE}")


@torture
def keterangan_batal() -> Case:
    rows = dendang({"Nyuruk": ["Terbentuk", date(2017, 10, 3), "Batal"]}, header=["Keterangan"])
    return Case(files={"dendang.xlsx": sheet(rows)}, first=warn(DENDANG, ONE, "NOTE_DENIES E5"))


@torture
def keterangan_belum_batal() -> Case:
    """ "batal" inside a sentence about something else, and beside a desa that has no Pokja."""
    rows = dendang(
        {
            "Dendang": ["Belum", None, "Batal karena hujan"],
            "Nyuruk": ["Terbentuk", date(2017, 10, 3), "Rapat bulan Mei batal, diganti Juni"],
        },
        header=["Keterangan"],
    )
    return Case(files={"dendang.xlsx": sheet(rows)}, first=accept(DENDANG, ONE))


@torture
def centang_berwarna_hijau_dan_merah() -> Case:
    """Ticks in one column; the colours beside them only repeat it."""
    rows: list[Any] = [[TITLE], [], [*HEADER[:3], "Pokja (v/-)", HEADER[4]]]
    rows += [[n, *line[:2], "v" if line.tanggal else "Belum", line.tanggal] for n, line in enumerate(KABUPATEN, 1)]

    def paint(target: Any) -> None:
        for row, line in enumerate(KABUPATEN, start=4):
            target.cell(row, 4).fill = _fill(_GREEN if line.tanggal else _RED)

    return Case(files={"rekap.xlsx": sheet(rows, change=paint)}, first=accept(marked()))


@torture
def warna_nama_desa_tanpa_kolom_status() -> Case:
    """No column of status: the names are painted, and a legend in painted cells says what each colour means."""
    rows: list[Sequence[Any]] = [[TITLE], [], ["No", "Kecamatan", "Desa", "Tanggal Pembentukan"]]
    rows += [[n, line.kecamatan, line.desa, line.tanggal] for n, line in enumerate(KABUPATEN, start=1)]
    rows += [[], [None, None, "sudah ada Pokja"], [None, None, "proses"], [None, None, "belum"]]
    colours = {**_COLOURS, "Sosialisasi": _RED}

    def paint(target: Any) -> None:
        for row, line in enumerate(KABUPATEN, start=4):
            target.cell(row, 3).fill = _fill(colours[line.status])
        for row, colour in enumerate((_GREEN, _YELLOW, _RED), start=5 + len(KABUPATEN)):
            target.cell(row, 2).fill = _fill(colour)

    told = {line.desa: line.says if line.status != "Sosialisasi" else "Belum" for line in KABUPATEN}
    return Case(
        files={"rekap.xlsx": sheet(rows, change=paint)},
        first=ask({}, "NO_STATUS_COLUMN", questions={"no_status_column": "warna"}),
        suggested=accept(told),
    )
