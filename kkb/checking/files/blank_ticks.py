"""Desa without a tick in a table of ticks: Belum where the dates prove it, and asked once otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from kkb.checking.files.status_letters import Meanings
from kkb.checking.questions import Answers
from kkb.checking.request import Source
from kkb.checking.rows.row import tells_formation
from kkb.checking.values.status import StatusReading, read_status, read_ticked
from kkb.checking.verdict import Option, Question
from kkb.formatting import format_count
from kkb.problems import Severity
from kkb.recap import Table, TableRow
from kkb.schema import Tahap
from kkb.ticks import TICKS

_BLANK = "kosong"
_FEWEST_TICKED = 2
_MARKS = TICKS | {"1"}
_QUESTION = Question(
    id="tick_blank",
    code="TICK_BLANK",
    text="Ada desa yang tidak dicentang. Apa artinya?",
    options=(
        Option(Tahap.BELUM.value, "Belum: yang tidak dicentang belum membentuk Pokja"),
        Option(_BLANK, "Belum dilaporkan; baris-baris itu tetap tanpa status"),
    ),
    suggested=Tahap.BELUM.value,
)


def settle_blanks(source: Source, answers: Answers) -> Meanings:
    """What no tick means, where no cell of the table says a no; unclear while the officer has not said.

    A blank row with a date or a decree is not asked about: it is reported like any other without a status.
    """
    table = source.table
    blank = [row for row in table.rows if "desa" in row.cells and read_status(row.text_of("status")).is_blank]
    ticked = [row for row in table.rows if not read_status(row.text_of("status")).is_blank]
    silent = [row for row in blank if not tells_formation(row)]
    if "status" not in table.columns or not silent or table.colours or not ticked or not _holds_ticks(table, ticked):
        return Meanings()
    formed = [row for row in ticked if read_ticked(row.text_of("status")).tahap is Tahap.TERBENTUK]
    is_proven = len(formed) >= _FEWEST_TICKED and len(silent) == len(blank) and all(map(tells_formation, formed))
    is_proven = is_proven and (bool(table.ticks) or all(map(_is_tick, ticked)))
    told = "dapat berarti Belum atau belum dilaporkan; pilih artinya"
    if is_proven:
        told = "dibaca Belum, karena hanya yang dicentang bertanggal atau ber-SK"
    letter = table.column_letters.get("status")
    problem = source.problem(
        "TICK_BLANK",
        severity=Severity.INFO if is_proven else None,
        cell=f"{letter}{silent[0].row}" if letter else None,
        column=table.columns["status"],
        count=format_count(len(silent)),
        told=told,
    )
    if is_proven:
        return Meanings(_all_are(silent, StatusReading(Tahap.BELUM, is_mark=True)), [problem])
    chosen = answers.settle(_QUESTION, problem, found=f"{format_count(len(silent))} desa")
    if chosen is None:
        return Meanings(_all_are(silent, StatusReading(is_unclear=True)))
    return Meanings(_all_are(silent, StatusReading(Tahap.BELUM, is_mark=True)) if chosen != _BLANK else {})


def _holds_ticks(table: Table, ticked: Sequence[TableRow]) -> bool:
    """True if every status is a tick, a yes, or the step of one, and no column stands for a no."""
    if not table.ticks:
        told = [read_status(row.text_of("status")) for row in ticked]
        return all(reading.is_mark and reading.tahap is Tahap.TERBENTUK for reading in told)
    said = [*table.ticks.values(), *(row.text_of("status") for row in ticked)]
    return all(read_ticked(text).tahap not in (None, Tahap.BELUM) for text in said)


def _is_tick(row: TableRow) -> bool:
    """True for a tick. A word such as "Sudah" has its own for no, so that a blank beside it may be a gap."""
    return row.text_of("status").strip().casefold() in _MARKS


def _all_are(rows: Sequence[TableRow], reading: StatusReading) -> dict[int, StatusReading]:
    return {row.row: reading for row in rows}
