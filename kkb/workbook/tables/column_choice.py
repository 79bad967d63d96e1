"""Settle from which columns the fields are read, now that it is known what stands in them.

A header alone can't tell "Status" of the Pokja from the status of the desa in the index of desa, nor a column of
ticks from one of words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from kkb.blanks import DASHES, NOTHING
from kkb.workbook.grid import Described, Grid
from kkb.workbook.rows import row_kinds
from kkb.workbook.tables.groups import Cells, Group, holds_only_marks, is_cross, is_tick, says_year
from kkb.workbook.tables.header_search import Header
from kkb.workbook.tables.headers import (
    FORMED,
    affirms_rung,
    date_part,
    field_named,
    fold_space,
    has_date_word,
    is_bare_day,
    is_beside_pokja,
    names_pokja,
    period_of,
    recognise,
    step_of,
    sureness_of,
    tick_text,
    year_of,
)
from kkb.workbook.tables.ladders import answer_of, find_ladders, find_lower_steps
from kkb.workbook.tables.status_periods import copy_header, status_periods, year_periods
from kkb.workbook.tables.unread_columns import hold_days, is_serial

_INDEX_ONLY = frozenset({"maju", "tertinggal", "sangat tertinggal"})
_CLASS_ONLY = frozenset({"dasar", "berkelanjutan"})
_SHARED = frozenset({"mandiri", "berkembang"})
"""Words of the index of desa (Permendesa 2/2016) and of the class of a Kampung KB alike."""

_ACTIVITY = frozenset({"aktif", "tidak aktif", "non aktif", "nonaktif", "kurang aktif"})
"""Words that say whether something is active: of the Pokja only if no column names it."""

_PLANS = frozenset("rencana target usulan proyeksi sasaran".split())
_LOWER = re.compile(r"(?:belum|sosialisasi|merintis|rintisan|proses|komitmen)\b", re.IGNORECASE)
_OF_POKJA = re.compile(r"\b(?:pokja|kkb|status)\b", re.IGNORECASE)
_STEP = re.compile(r"sosialisasi|rintis|proses", re.IGNORECASE)
_FEWEST = 2
Contents = Mapping[int, list[Described]]
"""Column → its filled cells."""


def settle_columns(grid: Grid, header: Header, rows: list[row_kinds.Row]) -> list[Header]:
    """The headers to read the table with: one, or one for each period that has a status of its own.

    `rows` are those of the table as first seen. `header` itself is changed.
    """
    own = [row for row in rows if "desa" in row.cells and _is_of_a_desa(row, header.fields)]
    lines = [_by_column(row, header.fields) for row in own]
    contents = {column: [line[column] for line in lines if column in line] for column in header.texts}
    _prefer_visible(grid, header)
    _drop_foreign(header, contents)
    _know_dates(header, contents)
    _drop_status_of_years(header)
    _join_dates(header)
    _know_day_of_decree(header)
    periods = _settle_status(header, contents, lines)
    if not periods:
        _know_finer(header, contents)
    if not _speaks_of_plans(grid, header):
        _join_years(header, contents, lines)
    _drop_days_of_reports(header, lines)
    return periods or [header]


def _is_of_a_desa(row: row_kinds.Row, fields: dict[str, int]) -> bool:
    return (
        row_kinds.total_label(row, fields) is None
        and row_kinds.kecamatan_heading(row, fields, is_merged=False) is None
        and not row_kinds.is_recap(row)
        and not row_kinds.is_numbering(row)
    )


def _by_column(row: row_kinds.Row, fields: dict[str, int]) -> Cells:
    """Column → the filled cell of a row; what merged cells above lend it is not its own."""
    own = {fields[name]: (cell.kind, cell.text) for name, cell in row.cells.items() if cell.merged_from is None}
    return own | row.others


def _words(cells: Iterable[Described]) -> set[str]:
    return {fold_space(text).casefold() for text in {text for _, text in cells}} - DASHES


def _named(header: Header, name: str) -> list[int]:
    """The columns whose header names a field."""
    return [column for column, text in header.texts.items() if field_named(text) == name]


def _read_surest(header: Header, name: str, columns: Iterable[int]) -> None:
    """Read a field from that of these columns whose header is the most specific, the leftmost of equals."""
    surest = max(columns, key=lambda column: (sureness_of(header.texts[column]), -column), default=None)
    if surest is not None:
        header.fields[name] = surest


def _prefer_visible(grid: Grid, header: Header) -> None:
    """Read a field from a column that is shown where the one in a hidden column has its like."""
    for name, column in list(header.fields.items()):
        if grid.hides(column):
            _read_surest(header, name, [other for other in _named(header, name) if not grid.hides(other)])


def _drop_foreign(header: Header, contents: Contents) -> None:
    """Take no class of desa for a status or a class of a Kampung KB; know the latter under the head of a status."""
    for name in ("status", "klasifikasi"):
        column = header.fields.get(name)
        words = _words(contents.get(column, ())) if column is not None else set()
        if words & _INDEX_ONLY:
            _choose_other(header, name, contents)
        elif name == "status" and words and words <= _CLASS_ONLY | _SHARED:
            is_class = bool(words & _CLASS_ONLY) and "klasifikasi" not in header.fields
            _choose_other(header, name, contents)
            if is_class and column is not None:
                header.fields["klasifikasi"] = column


def _know_dates(header: Header, contents: Contents) -> None:
    """Know the date under "Dibentuk" or "Terbentuk", where nothing but dates and years stands in the column.

    Beside another column of the status, or columns of ticks, words that there is none may stand among them ("belum"):
    alone they would be the status.
    """
    is_ticked = len([c for c in header.ticks if contents[c] and holds_only_marks(contents[c])]) >= _FEWEST
    for column, text in header.texts.items():
        if field_named(text) != "status":
            continue
        is_read = header.fields.get("status") == column
        nothing = DASHES if is_read and not is_ticked else NOTHING
        cells = [cell for cell in contents[column] if cell[1].strip().casefold() not in nothing]
        if not hold_days(cells) and not (len(cells) >= _FEWEST and all(map(is_serial, cells))):
            continue
        if is_read:
            _choose_other(header, "status", contents)
        if "tanggal" not in header.fields and "status" not in text.casefold():
            header.fields["tanggal"] = column


def _drop_status_of_years(header: Header) -> None:
    """Read no status from the columns of years that stand under "Tahun Pembentukan"."""
    years = header.years
    if header.fields.get("status") in years and field_named(header.upper.get(years[0], "")) == "tanggal":
        del header.fields["status"]


def _speaks_of_plans(grid: Grid, header: Header) -> bool:
    """True if a title says that what follows is planned: such years are no dates of formation."""
    titles = (text for row in range(grid.top, header.rows[0]) for _, (_, text) in grid.filled(row))
    return any(word in _PLANS for title in (grid.sheet, *titles) for word in title.casefold().split())


def _drop_days_of_reports(header: Header, lines: list[Cells]) -> None:
    """Read no date of formation from a bare "Tanggal" that stands beside every desa without a Pokja too."""
    column, status = header.fields.get("tanggal"), header.fields.get("status")
    if column is None or status is None or "status" in header.groups or header.sureness.get("tanggal", 0) > 1:
        return
    group = header.groups.get("tanggal")
    columns = [column] if group is None else list(group.columns)
    lower = [line for line in lines if status in line and _LOWER.match(line[status][1])]
    if len(lower) >= _FEWEST and all(_words(line[c] for c in columns if c in line) for line in lower):
        del header.fields["tanggal"]
        header.groups.pop("tanggal", None)


def _choose_other(header: Header, name: str, contents: Contents) -> None:
    """Read a field from the next likely column, or from none."""
    refused = header.fields.pop(name)
    others = (column for column in _named(header, name) if column != refused)
    _read_surest(header, name, [column for column in others if not _words(contents[column]) & _INDEX_ONLY])


def _join_dates(header: Header) -> None:
    """Make one date of neighbouring columns Tgl, Bln, Thn (or Bln, Thn)."""
    parts = {column: part for column, own in sorted(header.own.items()) if (part := date_part(own)) is not None}
    for column in parts:
        run = [column]
        while (next_one := run[-1] + 1) in parts and header.upper.get(next_one) == header.upper.get(column):
            if parts[next_one] in {parts[c] for c in run}:
                break
            run.append(next_one)
        names = {parts[c] for c in run}
        if len(run) < _FEWEST or not names >= {"month", "year"}:
            continue
        upper = header.upper.get(column, "")
        field = field_named(fold_space(f"{upper} tanggal"))
        held = header.fields.get(field)
        if not field.startswith("tanggal") or (held is not None and held not in run) or field in header.groups:
            continue
        for name, other in list(header.fields.items()):
            if other in run:
                del header.fields[name]
        header.fields[field] = column
        title = upper or " ".join(header.own[c] for c in run)
        header.groups[field] = Group("date", {c: parts[c] for c in run}, title)


def _know_day_of_decree(header: Header) -> None:
    """Know the date of the decree under a bare "Tanggal" right of its number, where no other column has it."""
    number = header.fields.get("no_sk")
    if number is None or "tanggal_sk" in header.fields or has_date_word(header.texts[number]):
        return
    column = number + 1
    if not is_bare_day(header.texts.get(column, "")) or any(
        column in group.columns for group in header.groups.values()
    ):
        return
    if header.fields.get("tanggal") == column:
        del header.fields["tanggal"]
        _read_surest(header, "tanggal", [other for other in _named(header, "tanggal") if other != column])
    header.fields["tanggal_sk"] = column


def _settle_status(header: Header, contents: Contents, lines: list[Cells]) -> list[Header]:
    """Choose the column of the status, or its ticks; the headers of several periods where each has its own."""
    ladders = find_ladders(header, contents)
    ticks = [*ladders, *_tick_groups(header, contents, lines, {c for one in ladders for c in one.columns})]
    if "status" not in header.fields and not ticks:
        _know_status_in_remarks(header, contents)
        _know_status_achieved(header, contents, lines)
    chosen = header.fields.get("status")
    told = contents.get(chosen, []) if chosen is not None else []
    if told and not _is_known(told) and all(any(map(str.isalpha, text)) for _, text in told):
        _read_surest(header, "status", [c for c in _named(header, "status") if _is_known(contents[c])])
        chosen = header.fields["status"]
    if chosen is not None and not names_pokja(header.texts[chosen]) and _words(told) and _words(told) <= _ACTIVITY:
        of_pokja = [c for c in _named(header, "status") if names_pokja(header.texts[c]) and _is_known(contents[c])]
        _read_surest(header, "status", of_pokja)
        chosen = header.fields["status"]
    if chosen is not None and (answered := _answered_beside(header, contents, lines, chosen)) is not None:
        chosen = header.fields["status"] = answered
    if chosen is not None and any(
        _is_choice(group) and (is_beside_pokja(header.texts[chosen]) or _is_fuller(group, chosen, lines))
        for group in ticks
    ):
        chosen = None
    if ticks and (chosen is None or any(chosen in group.columns for group in ticks) or not contents.get(chosen)):
        by_period = {period: group for group in ticks if (period := period_of(group.header))}
        if len(by_period) > 1 and len(by_period) == len(ticks):
            return [_with_ticks(copy_header(header, group.header), group) for group in ticks]
        best = max(ticks, key=lambda group: (chosen in group.columns, sureness_of(group.header)))
        _with_ticks(header, best)
        return []
    return status_periods(header, contents) or year_periods(header, contents)


def _answered_beside(header: Header, contents: Contents, lines: list[Cells], chosen: int) -> int | None:
    """The column of a yes or no for every desa, beside one of steps that is blank where the answer is no."""
    blank = [line for line in lines if not _words([line[chosen]] if chosen in line else [])]
    if not blank or not any(_STEP.search(text) for _, text in contents[chosen]):
        return None
    for column in _named(header, "status"):
        answers = [answer_of(line[column], FORMED) if column in line else None for line in lines]
        if column == chosen or is_beside_pokja(header.texts[column]) or None in answers:
            continue
        if all(answer_of(line[column], FORMED) is False for line in blank):
            return column
    return None


def _know_status_in_remarks(header: Header, contents: Contents) -> None:
    """Know the status under "Keterangan", where nothing but its words stand there and no other column has it.

    Under "Ket. Pokja" every second cell may say more behind its word: "Sudah (SK no 12)".
    """
    column = header.fields.get("keterangan")
    if column is None or not (words := _words(contents[column])):
        return
    told = [affirms_rung(text) for _, text in contents[column] if text not in DASHES]
    is_likely = _OF_POKJA.search(header.own[column]) is not None and sum(told) * 2 >= len(told)
    if all(map(row_kinds.reads_like_status if is_likely else affirms_rung, words)):
        header.fields["status"] = header.fields.pop("keterangan")


def _know_status_achieved(header: Header, contents: Contents, lines: list[Cells]) -> None:
    """Know the status under a bare "Realisasi", where nothing but its words stand there and no other column has it; or
    nothing but marks, and the rows with a tick are those with a date."""
    column = next((c for c, text in header.texts.items() if text.casefold() == "realisasi"), None)
    told = contents[column] if column is not None else []
    if column is None or not told or "status" in header.fields or column in header.columns:
        return
    dated = header.fields.get("tanggal")
    is_proven = dated is not None and all(is_tick(line.get(column)) == (dated in line) for line in lines)
    if all(map(affirms_rung, _words(told))) or (holds_only_marks(told) and is_proven):
        header.fields["status"] = column


def _know_finer(header: Header, contents: Contents) -> None:
    """Know what tells the rung beside the status: a column "Tahapan" or "Progres", or a yes to the lower steps."""
    status = header.fields.get("status")
    if status is None:
        return
    taken = header.columns
    group = header.groups.get("status")
    told = [text for _, text in contents[status]] if group is None else list(group.columns.values())
    finer = [
        (sure, -column)
        for column, text in header.texts.items()
        if column not in taken and (sure := _tells_step(text, contents[column])) is not None
    ]
    if finer:
        header.fields["tahapan"] = -max(finer)[1]
    elif not any(map(_STEP.search, told)) and (lower := find_lower_steps(header, contents, taken)) is not None:
        header.fields["tahapan"] = min(lower.columns)
        header.groups["tahapan"] = lower


def _tells_step(text: str, cells: list[Described]) -> int | None:
    """How surely a column tells a step in words: by its header, or, where that means nothing, by all of its cells."""
    if is_beside_pokja(text) or not any(_STEP.search(word) for _, word in cells):
        return None
    verdict = recognise(text)
    if verdict is None:
        is_plan = not _PLANS.isdisjoint(text.casefold().split())
        return 0 if not is_plan and all(map(affirms_rung, _words(cells))) else None
    return verdict[1] if verdict[0] == "status" else None


def _with_ticks(header: Header, group: Group) -> Header:
    first = min(group.columns)
    header.fields["status"] = first
    header.groups["status"] = group
    for name, column in list(header.fields.items()):
        if name != "status" and column in group.columns:
            del header.fields[name]
    return header


def _is_choice(group: Group) -> bool:
    """True for ticks that say yes or no to a formation: one column for formed, one for less."""
    lower = [name for name in group.columns.values() if _LOWER.match(name)]
    return 0 < len(lower) < len(group.columns)


def _is_fuller(group: Group, column: int, lines: list[Cells]) -> bool:
    """True if every row has a tick of the group, and not every one a status in the column."""
    return all(group.marked(line) for line in lines) and not all(column in line for line in lines)


def _is_known(cells: list[Described]) -> bool:
    """True if a cell reads like a status, whatever follows."""
    return any(kind == "bool" or row_kinds.reads_like_status(text) for kind, text in cells)


def _tick_groups(header: Header, contents: Contents, lines: list[Cells], taken: Collection[int]) -> list[Group]:
    """The groups of two or more columns of ticks, by what they stand under; those `taken` have a reading already."""
    by_upper: dict[str, list[int]] = {}
    for column in sorted(set(header.ticks).difference(taken)):
        cells = contents[column]
        if holds_only_marks(cells):
            by_upper.setdefault(header.upper.get(column, ""), []).append(column)
    steps = [step_of(header.own[column]) for columns in by_upper.values() for column in columns]
    if len(by_upper) > 1 and None not in steps and len(set(steps)) == len(steps) and not any(map(period_of, by_upper)):
        # "Proses" and "Hasil" over the steps of one way.
        by_upper = {"": [column for columns in by_upper.values() for column in columns]}
    groups = []
    for upper, columns in by_upper.items():
        rungs = [column for column in columns if not is_beside_pokja(header.own[column])]
        columns = rungs if len(rungs) >= _FEWEST else columns
        if len(columns) < _FEWEST or not any(is_tick(cell) for column in columns for cell in contents[column]):
            continue
        group = Group("ticks", {column: tick_text(header.own[column]) for column in columns}, upper)
        group.x_is_no = _x_is_no(group, lines)
        groups.append(group)
    return groups


def _x_is_no(group: Group, lines: list[Cells]) -> bool:
    """True if somewhere an x stands in one row or one column with a tick of another kind: v for yes and x for no.

    An x is then no tick anywhere; a row with nothing else has no status, which is reported.
    """
    rows = ([line[column] for column in group.columns if column in line] for line in lines)
    columns = ([line[column] for line in lines if column in line] for column in group.columns)
    return any(_has_both_marks(cells) for cells in (*rows, *columns))


def _has_both_marks(cells: list[Described]) -> bool:
    crosses = sum(map(is_cross, cells))
    return 0 < crosses < sum(map(is_tick, cells))


def _join_years(header: Header, contents: Contents, lines: list[Cells]) -> None:
    """Read the date from columns of one year each, where nothing but marks stands in them."""
    columns = header.years
    if not columns:
        return
    upper = header.upper.get(columns[0], "")
    verdict = recognise(upper)
    if upper and (verdict is None or verdict[0] not in ("status", "tanggal", "tanggal_pencanangan")):
        return
    field = "tanggal_pencanangan" if verdict is not None and verdict[0] == "tanggal_pencanangan" else "tanggal"
    if field in header.fields and header.fields[field] not in columns:
        return
    years = {column: str(year_of(header.own[column])) for column in columns}
    for column, year in years.items():
        if not all(holds_only_marks([cell]) or says_year(cell, year) for cell in contents[column]):
            return
    if not any(is_tick(cell) or says_year(cell, years[c]) for c in columns for cell in contents[c]):
        return
    for name, column in list(header.fields.items()):
        if column in years:
            del header.fields[name]
    header.fields[field] = columns[0]
    header.groups[field] = Group("years", years, upper)
    group = header.groups[field]
    group.x_is_no = _x_is_no(group, lines)
    group.is_cumulative = any(len(group.marked(line)) > 1 for line in lines)
