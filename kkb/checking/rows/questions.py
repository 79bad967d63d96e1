"""Questions about one row, as the officer reads them; what becomes of an answer is decided in settle.py."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from kkb.checking.questions import Answers
from kkb.checking.rows.read_row import CellProblems, ReadRow
from kkb.checking.verdict import DayAnswer, Option, Question
from kkb.formatting import format_date
from kkb.problems import Severity, say_place, shorten
from kkb.recap_columns import COMPARED_ATTRIBUTES
from kkb.region import name_key
from kkb.schema import BUBAR, FIRST_YEAR, Keputusan, Observation, RecapRow, Tanggal

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


class End(NamedTuple):
    """What a row allows of the end of a Pokja: the day that it `told`, and the `formed` day after which and the day of
    the `data` by which it was. `cell` is that of a column of ends, if the day stands there."""

    told: Tanggal | None
    formed: Tanggal | None
    data: date
    cell: str | None = None

    def of(self, answer: str) -> Tanggal | None:
        """The day of the end by an answer that says so; None where it is not known."""
        if answer == ENDED:
            return self.told
        return None if answer == ENDED_SOMETIME else Tanggal.from_iso(answer)


ENDED, ENDED_SOMETIME = "bubar", "bubar_tanpa_tanggal"
"""Answers: it ended, on the day that the row tells, if it tells one; it ended on a day that nobody knows."""


def _end_options(end: End, words: str, more: str = "") -> list[Option]:
    """It ended: on the day that the row tells, if it does, and on an unknown day. Another day is typed."""
    unknown = f"{words}, tanggalnya tidak diketahui{more}"
    if end.told is None:
        return [Option(ENDED, unknown, needs_reason=True)]
    where = f" (sel {end.cell})" if end.cell else ""
    told = Option(ENDED, f"{words} per {end.told.words()}{where}{more}", needs_reason=True)
    return [told, Option(ENDED_SOMETIME, unknown, needs_reason=True)]


def _end_day(end: End) -> DayAnswer:
    first, too_early = date(FIRST_YEAR, 1, 1), f"sebelum {FIRST_YEAR}, tahun Pokja pertama"
    if end.formed is not None:
        first = end.formed.first + timedelta(days=1)
        too_early = f"tidak sesudah Pokja-nya terbentuk ({end.formed.words()})"
    return DayAnswer(
        first,
        end.data,
        "Atau, bila bubar pada tanggal lain, tulis hari, bulan, atau tahunnya, misalnya 10 Mei 2023 atau Mei 2023",
        "Bubar {day}",
        too_early,
        f"sesudah tanggal keadaan datanya ({format_date(end.data)})",
    )


def ask_if_ended(row: ReadRow, *, formed: str, end: End, newer: Observation | None) -> Question:
    """Whether a formed Pokja ended or never was. `formed` names the report that says so (`say_report`).

    Where a `newer` report says Terbentuk as well, a denial for this day would be outweighed, and change nothing.
    """
    assert row.desa is not None
    options = [
        Option("tetap", "Tetap Terbentuk; baris ini tidak disimpan"),
        *_end_options(end, "Pokja bubar", "; riwayatnya tetap ada"),
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
        suggested=ENDED if end.cell else "tetap",
        free=True,
        day=_end_day(end),
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


def ask_if_inactive(row: ReadRow, end: End, *, formed: str | None, is_told: bool = False) -> Question:
    """Whether an inactive Pokja still is there. `formed` names the report by which it is known, if it is.

    `is_told`: an officer wrote here that it ended, so only its day is asked for.
    """
    assert row.desa is not None
    word, said = row.text_of("status").strip(), f"{row.status.legend} {row.text_of('status')}"
    written = f'"{word}"' + (f', menurut keterangannya "{row.status.legend}"' if row.status.legend else "")
    if not row.status.is_inactive:
        said = row.remark or ""
        written = f'"{row.status.tahap or word}", keterangannya "{shorten(said)}"'
    ended = any(part in said.casefold() for part in ("bubar", "hapus", "demisioner"))
    known = f"Terbentuk menurut {formed}; di berkas ini " if formed else ""
    return Question(
        id=f"status_inactive:{row.desa.kode_desa}",
        code="STATUS_INACTIVE",
        text=f"Desa {row.desa.desa} Anda nyatakan bubar. Sejak kapan?"
        if is_told
        else f'Desa {row.desa.desa} {known}ditulis {written}. Bagaimana keadaan Pokja-nya?',
        options=(
            *([] if is_told else [Option("tidur", "Masih ada, tetapi tidak aktif; tetap dihitung Terbentuk")]),
            *_end_options(end, "Bubar"),
        ),
        suggested="bubar" if ended else "tidur",
        free=True,
        day=_end_day(end),
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
    is_ended = row.keputusan is Keputusan.BUBAR
    told = row.tanggal_bubar if is_ended else row.tanggal
    when = f" {told.words()}" if told else ""
    decree = f", SK {row.no_sk}" if row.no_sk else ""
    signed = f"{'' if decree else ', SK'} tanggal {row.tanggal_sk.words()}" if row.tanggal_sk else ""
    others = "".join(f", {text}" for name in COMPARED_ATTRIBUTES if (text := row.attributes.get(name)))
    return f"{BUBAR if is_ended else row.status.value}{when}{decree}{signed}{others}"
