"""Questions about one row, as the officer reads them; what becomes of an answer is decided in settle.py."""

from __future__ import annotations

from datetime import date

from kkb.checking.questions import Answers
from kkb.checking.rows.read_row import CellProblems, ReadRow
from kkb.checking.verdict import Option, Question
from kkb.formatting import format_date
from kkb.problems import Severity, say_place, shorten
from kkb.recap_columns import COMPARED_ATTRIBUTES
from kkb.region import name_key
from kkb.schema import Observation, RecapRow

SKIP = "lewati"


def ask_which_desa(row: ReadRow, *, names_sheet: bool) -> Question:
    """Which of two desa that are nearly as close to the written name."""
    place = say_place(row.source.row, None, shorten(row.sheet) if names_sheet else None)
    return Question(
        id=f"name_fuzzy:{row.sheet}!{row.source.cells['desa'].ref}",
        code="NAME_FUZZY",
        text=f'{place}: desa mana yang dimaksud dengan "{row.desa_text}"?',
        options=(
            *(Option(d.kode_desa, f"{d.desa} (Kecamatan {d.kecamatan})") for d in row.rivals),
            Option(SKIP, "Lewati baris ini"),
        ),
        suggested=row.rivals[0].kode_desa,
    )


def choose_desa(row: ReadRow, problem: CellProblems, answers: Answers, *, names_sheet: bool) -> str | None:
    """Let the officer choose where two desa are nearly as close to the written name, and put it into the row.

    Returns the answer: the code of a desa or `SKIP`; None while it is open.
    """
    names = " atau ".join(desa.desa for desa in row.rivals)
    asked = problem(row.source, "desa", "NAME_FUZZY", severity=Severity.QUESTION, suggestion=names)
    chosen = answers.settle(ask_which_desa(row, names_sheet=names_sheet), asked)
    row.is_open = row.is_open or chosen is None
    row.desa = next((desa for desa in row.rivals if desa.kode_desa == chosen), None)
    if row.desa is not None:
        row.alias = (row.desa.kode_kecamatan, name_key(row.desa_text), row.desa.kode_desa)
    return chosen


def ask_if_ended(row: ReadRow, *, formed: str, day: date, newer: Observation | None) -> Question:
    """Whether a formed Pokja ended by `day` or never was. `formed` names the report that says so (`say_report`).

    Where a `newer` report says Terbentuk as well, a denial for this day would be outweighed, and change nothing.
    """
    assert row.desa is not None
    options = [
        Option("tetap", "Tetap Terbentuk; baris ini tidak disimpan"),
        Option("bubar", f"Pokja bubar per {format_date(day)}; riwayatnya tetap ada", needs_reason=True),
    ]
    if newer is None:
        options.append(Option("koreksi", "Pokja tidak pernah terbentuk; catatan lama keliru", needs_reason=True))
    return Question(
        id=f"status_regression:{row.desa.kode_desa}",
        code="STATUS_REGRESSION",
        text=(
            f"Desa {row.desa.desa} Terbentuk menurut {formed}; berkas ini {say_status(row)}."
            f"{say_newer(newer) if newer else ''} Mana yang benar?"
        ),
        options=tuple(options),
        suggested="tetap",
    )


def say_status(row: ReadRow) -> str:
    """What a file says of a desa that is known as formed: 'menulis "Belum"', or that it leaves it without a mark."""
    text = row.text_of("status").strip()
    return f'menulis "{text}"' if text else "tidak menandainya Terbentuk"


def say_newer(newer: Observation) -> str:
    """That a later report says Terbentuk, too."""
    return (
        f" Laporan per {format_date(newer.tanggal_data)} (unggahan {newer.unggahan}) juga menulis Terbentuk; "
        "bila itu pun keliru, koreksi untuk tanggal itu atau sesudahnya."
    )


def ask_if_inactive(row: ReadRow, day: date, *, formed: str | None) -> Question:
    """Whether an inactive Pokja still is there. `formed` names the report by which it is known, if it is."""
    assert row.desa is not None
    word = row.text_of("status").strip()
    ended = any(part in word.casefold() for part in ("bubar", "hapus"))
    known = f"Terbentuk menurut {formed}; di berkas ini " if formed else ""
    return Question(
        id=f"status_inactive:{row.desa.kode_desa}",
        code="STATUS_INACTIVE",
        text=f'Desa {row.desa.desa} {known}ditulis "{word}". Bagaimana keadaan Pokja-nya?',
        options=(
            Option("tidur", "Masih ada, tetapi tidak aktif; tetap dihitung Terbentuk"),
            Option("bubar", f"Bubar per {format_date(day)}", needs_reason=True),
        ),
        suggested="bubar" if ended else "tidur",
    )


def ask_which_holds(settled: RecapRow, correction: Observation, *, stored: str, said: str) -> Question:
    """A correction made by hand or the file that contradicts it; both in words."""
    return Question(
        id=f"correction_contradicted:{settled.kode_desa}",
        code="CORRECTION_CONTRADICTED",
        text=(
            f"Desa {settled.desa} dikoreksi pada unggahan {correction.unggahan}, keadaan per "
            f"{format_date(correction.tanggal_data)} ({stored}); berkas ini menulis "
            f"{said}. Mana yang benar?"
        ),
        options=(
            Option("tetap", "Koreksi tetap berlaku; baris ini tidak disimpan"),
            Option("ikut", "Ikuti berkas ini"),
        ),
        suggested="tetap",
    )


def describe_row(row: RecapRow) -> str:
    """A row in a few words: "Terbentuk 2 Mei 2018, SK 12/2018 tanggal 1 Mei 2018, Dasar"."""
    when = f" {row.tanggal.words()}" if row.tanggal else ""
    decree = f", SK {row.no_sk}" if row.no_sk else ""
    signed = f"{'' if decree else ', SK'} tanggal {row.tanggal_sk.words()}" if row.tanggal_sk else ""
    others = "".join(f", {text}" for name in COMPARED_ATTRIBUTES if (text := row.attributes.get(name)))
    return f"{row.status.value}{when}{decree}{signed}{others}"
