"""Columns whose header means nothing, while their cells look like a fact of the Pokja that no other column tells."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from kkb.blanks import NOTHING
from kkb.calendar_words import MONTH_BY_WORD, any_of
from kkb.recap import TableRow
from kkb.workbook.addresses import column_letters
from kkb.workbook.grid import Described
from kkb.workbook.rows.row_kinds import Row
from kkb.workbook.tables.groups import Group
from kkb.workbook.tables.header_search import Header
from kkb.workbook.tables.headers import FORMED, recognise, words_of, year_of
from kkb.workbook.tables.ladders import answer_of

_FEWEST = 2
_LONGEST = 120
"""Letters of a day or a decree; a longer text is neither, and patterns take their time on it."""

_DAY = re.compile(
    r"\D{0,12}\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*(?:20)?\d{2}\b.*|20\d\d-\d\d?-\d\d?(?:[ T].*)?|"
    # Letters behind a short month: "Oktbr", "Septbr".
    rf"\D{{0,12}}(?:\d{{1,2}}[\s./-]*)?(?:{any_of(MONTH_BY_WORD)})[a-z]{{0,7}}\.?"
    r"[\s./,'’-]*(?:20)?\d{2}\b.*",
    re.IGNORECASE,
)
_MONTH = re.compile(r"\D{0,12}(?:0?[1-9]|1[0-2])\s*[./-]\s*20\d\d", re.IGNORECASE)
"""3/2024 is a month where the cells beside it are days; alone it may be the number of a decree."""

_SERIAL = re.compile(r"[34]\d{4}|5[0-4]\d{3}")
_FIRST_SERIAL = 36_526  # 1 January 2000

_DECREE = re.compile(r".*\b(?:sk|skep|kep)\b.*\d.*|\d[\w.]*(?:\s?[/-]\s?[\w.]+)*\s?/\s?20\d\d", re.IGNORECASE)
_NOT_FORMED = re.compile(r"(?:belum|blm|tidak|tdk|sosialisasi|merintis|rintisan|proses|komitmen)\b|0$", re.IGNORECASE)
_OTHER_DAYS = frozenset(
    "timestamp submission time start end cap lahir lapor laporan pelaporan input entri isi pengisian update pembaruan "
    "cetak sk skep keputusan sosialisasi rapat komitmen anggaran monitoring kunjungan pelatihan rencana target".split()
)
"""Words of a header that say of what its days are: not of the formation."""

Unread = tuple[str, str, str]
"""The header, what its cells look like ("tanggal", "no_sk" or "tahap"), and one of them."""


def find_unread(header: Header, rows: Iterable[Row], read: Iterable[TableRow]) -> dict[str, Unread]:
    """Cell of the header → what stands below it, for each such column. `read`: the rows as the table has them.

    Days and decrees count where no desa without a Pokja has one; steps, among the columns of the status.
    """
    status = {row.row: row.text_of("status") for row in read}
    own = [row for row in rows if row.row in status]
    known = {*header.columns, *header.ticks}
    unread: dict[str, Unread] = {}
    for column, text in header.texts.items():
        if column in known or recognise(text) is not None:
            continue
        cells = {row.row: row.others[column] for row in own if column in row.others}
        kind = _kind(header, column, list(cells.values()))
        if kind is None:
            cells = {row: cell for row, cell in cells.items() if cell[1].strip().casefold() not in NOTHING}
            kind = _kind(header, column, list(cells.values()))
        if kind is None or (kind != "tahap" and any(_NOT_FORMED.match(status[row]) for row in cells)):
            continue
        one_kind, one = next(iter(cells.values()))
        shown = "/".join(reversed(one[:10].split("-"))) if one_kind == "date" else one
        unread[f"{column_letters(column)}{header.rows[-1]}"] = (header.own[column], kind, shown)
    return unread


def _kind(header: Header, column: int, cells: Collection[Described]) -> str | None:
    if len(cells) < _FEWEST or any(len(text) > _LONGEST for _, text in cells):
        return None
    group = header.groups.get("status")
    if group is not None and _is_among(header, column, group) and all(answer_of(c, FORMED) is not None for c in cells):
        return "tahap"
    is_other_day = not _OTHER_DAYS.isdisjoint(words_of(header.texts[column]))
    if "tanggal" not in header.fields and not is_other_day and hold_days(cells):
        return "tanggal"
    is_decree = "no_sk" not in header.fields and all(_DECREE.fullmatch(text) for _, text in cells)
    return "no_sk" if is_decree else None


def _is_among(header: Header, column: int, group: Group) -> bool:
    """True for a column between those of the status."""
    return min(group.columns) < column < max(group.columns)


def hold_days(cells: Collection[Described]) -> bool:
    """True for cells that all look like days, months or years of this century, at least one of them beyond doubt.

    Beside that one, a number may be the serial number of a day, as Excel shows it where the format of a cell is lost.
    """
    return any(map(_is_day, cells)) and all(
        _is_day(cell) or is_serial(cell) or _MONTH.fullmatch(cell[1]) for cell in cells
    )


def is_serial(cell: Described) -> bool:
    """True for a whole number that is the serial number of a day of this century in Excel."""
    return _SERIAL.fullmatch(cell[1]) is not None and int(cell[1]) >= _FIRST_SERIAL


def _is_day(cell: Described) -> bool:
    kind, text = cell
    return kind == "date" or year_of(text) is not None or _DAY.fullmatch(text) is not None
