"""For which day does a file speak? From its title, the header of its status, its signature block, its cover or its
name; in doubt it is asked.

One whole day that all sources share answers it; a signature of some days later is not a second one, where the title
tells the day of the data. Two days, a span ("Mei 2023") or nothing is a question; so is a day on
a sheet without a table, unless words say there that it is that of the data, and the day on which a form was answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kkb.calendar_words import MONTHS_OF_PART, PART_OF_YEAR, any_of, months_of_part
from kkb.checking.values.dates import find_dates, find_months, read_date
from kkb.checking.verdict import Option, Question
from kkb.formatting import format_date, join_words
from kkb.recap import Cell, Table
from kkb.schema import FIRST_YEAR, Presisi, Tanggal

QUESTION_ID = "tanggal_data"
FILE_NAME_SOURCE = "nama berkas"

_YEAR = re.compile(r"\b(?:tahun|thn|th|per|keadaan|posisi|desember|akhir)\.?\s+(?P<year>20\d{2})\b")
_NOT_A_PERIOD = re.compile(
    r"\b(?:nomor|no)\b[^,;]{0,20}\btahun\s+\d{4}|\b(?:(?:di)?target(?:kan)?|menuju|(?:di)?rencana(?:kan)?|sasaran)\b[^,;]{0,40}\b\d{4}|\d{4}\s*(?:-|–|s\.?/?d\.?|sampai|hingga)\s*\d{4}"
)
_REPLACED = re.compile(
    r"\b(?:(?:meng)?gantikan|mengganti|memperbaiki|meralat|merevisi|mengoreksi|"
    r"(?:ralat|perbaikan|revisi|koreksi|pengganti)\s+(?:\w+\s+)?(?:atas|dari|terhadap))\b"
    r"[^);\d]*(?:\d{1,2}\D{1,12}){0,2}20\d{2}"
)
"""What the file takes the place of: "(mengganti data Desember 2025)"."""

_SIGNED = re.compile(r"\s*[^\W\d][^\d,]{1,40},\s*(?:tanggal|tgl\.?)?\s*(?=\d)")
"""Place and date of a signature: "Gantung, 1 Oktober 2026"."""

_SIGNED_WITHIN = timedelta(days=45)
_REFERENCE = re.compile(r"\b(?:sk|keputusan|instruksi|peraturan|perbup|perpres|inpres|undang|dasar|surat)\b")
_PRINTED = re.compile(r"\b(?:dicetak|cetak|diunduh|unduh|printed)\b")
_MEETING = re.compile(r"\b(?:rapat|rakor|rembuk|pertemuan|undangan|bahan)\b")
"""A text about a meeting: its day is that of the data only if nothing else says one."""

_SPEAKS_FOR = re.compile(r"\b(?:per|keadaan|posisi|kondisi|periode|s\.?/?d|sampai|hingga)\b")
_FROM_TO = re.compile(r"\d\s*(?:-|–|s\.?/?d\.?|sampai(?: dengan)?|hingga)\s*\d")
_PERIOD_WORD = re.compile(
    r"(?:\bper|keadaan|posisi|s\.?/?d\.?|sampai(?: dengan)?|hingga|kondisi)\W*(?:tanggal|tgl\.?)?\W*$"
)
_END_OF_MONTH = re.compile(
    r"(?:\bper|keadaan|posisi|s\.?/?d\.?|sampai(?: dengan)?|hingga|kondisi)\W*"
    r"akhir\s+(?:bulan\s+)?(?P<month>[a-z]+\W{1,3}20\d{2})(?!\d)"
)
"""The last day of a month; "laporan akhir Oktober 2026" is a final report instead, so a word of the day leads it."""

_PART_OF_YEAR = re.compile(rf"\b{PART_OF_YEAR}[^\d]{{0,10}}(?P<year>20\d{{2}})")
_NAMES_PART = re.compile(rf"\b(?:{any_of(MONTHS_OF_PART)})\b")
_BARE_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")
_COMPACT_DAY = re.compile(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_LONGEST_TITLE = 1000
"""Letters of a title or note that are searched for days: a cell may hold 32,767, and thousands of days to ask for."""


@dataclass(frozen=True, slots=True)
class DataDay:
    """The day a file speaks for and where it says so, or the question to ask."""

    day: date | None = None
    source: str | None = None
    question: Question | None = None
    reason: str | None = None
    cell: str | None = None
    sheet: str | None = None
    """The sheet of `cell`."""

    signed: tuple[str, date] | None = None
    """The cell of a signature on a later day, and that day."""


@dataclass(frozen=True, slots=True)
class _Said:
    """One mention of a day (or of a span's two ends) and its place. `is_told`: "per" or "keadaan" says so;
    `is_weak`: perhaps only the day of a meeting; `is_signed`: it stands below the table behind the name of a place.
    """

    first: date
    last: date
    source: str
    cell: str | None
    is_weak: bool = False
    is_told: bool = False
    is_signed: bool = False

    @property
    def sheet(self) -> str | None:
        return self.source.rpartition("!")[0] if self.cell is not None else None


Covers = Mapping[str, Sequence[Cell]]
"""The cells of sheets without a table, by sheet."""


def find_data_day(
    tables: Iterable[Table],
    *,
    file_name: str,
    as_of: date | None,
    answer: date | None,
    today: date,
    covers: Covers | None = None,
) -> DataDay:
    """The data day of the tables that are used. `answer` settles everything; `as_of` is one more source."""
    tables = list(tables)
    on_covers = _days_on_covers(covers or {})
    days = _whole_days(tables, file_name, [said for said in on_covers if said.is_told])
    if answer is not None:
        matching = [s for s in days if s.first == answer]
        return DataDay(answer, matching[0].source if matching else "jawaban")
    if as_of is not None:
        days = [_Said(as_of, as_of, "jawaban", None), *days]
    if any(said.is_told for said in days):
        days = [said for said in days if not said.is_weak]
    days, signed = _without_signatures(days)
    # What has not begun is a plan, not the time of the data.
    spans = [said for said in _spans(tables, file_name) if said.first <= today]
    distinct = sorted({said.first for said in days})
    if len(distinct) > 1:
        places = join_words([f"{s.source} menyebut {format_date(s.first)}" for s in _once_per_day(days)])
        # The title is read first: a recap is often signed some days after the day it speaks for.
        first = days[0]
        return _ask(f"Tanggal keadaan data berbeda-beda: {places}.", distinct, first.first, first, today)
    if len(distinct) == 1:
        day = distinct[0]
        outside = next((s for s in spans if not s.first <= day <= s.last), None)
        if outside is not None:
            reason = f"{days[0].source} menyebut {format_date(day)}, tetapi {outside.source} menyebut masa lain."
            return _ask(reason, [outside.last, day], outside.last, outside, today)
        if day > today:
            return _ask(f"{format_date(day)} belum terjadi.", [today], None, days[0], today)
        if day.year < FIRST_YEAR:
            reason = f"{days[0].source} menyebut {format_date(day)}, sebelum Pokja pertama ({FIRST_YEAR})."
            return _ask(reason, [today], None, days[0], today)
        return DataDay(day, days[0].source, cell=days[0].cell, sheet=days[0].sheet, signed=signed)
    return _ask_without_day(tables, spans, on_covers, _spans_on_covers(covers or {}), today)


def _without_signatures(days: list[_Said]) -> tuple[list[_Said], tuple[str, date] | None]:
    """The days without those of signatures shortly after the one that a title tells, and the first of them."""
    told = {said.first for said in days if said.is_told and said.cell is not None and not said.is_signed}
    if len(told) != 1:
        return days, None
    (day,) = told
    later = [said for said in days if said.is_signed and day < said.first <= day + _SIGNED_WITHIN]
    signed = (later[0].source, later[0].first) if later else None
    return [said for said in days if said not in later], signed


def _ask_without_day(
    tables: list[Table], spans: list[_Said], on_covers: list[_Said], spans_on_covers: list[_Said], today: date
) -> DataDay:
    """The question where no whole day is said to be that of the data."""
    likely = [said for said in on_covers if said.first.year >= FIRST_YEAR and said.first <= today]
    if not spans and (last := _last_answer(tables, today)) is not None:
        reason = f"Berkas tidak menyebut tanggal keadaan datanya; jawaban terakhir {format_date(last)}."
        return _ask(reason, [last, today], last, None, today)
    if not spans and likely:
        first = likely[0]
        reason = f"Berkas tidak menyebut tanggal keadaan datanya; {first.source} menyebut {format_date(first.first)}."
        return _ask(reason, [*(said.first for said in likely), today], first.first, first, today)
    spans = spans or [said for said in spans_on_covers if said.first <= today]
    if spans:
        narrowest = min(spans, key=lambda s: s.last - s.first)
        reason = f"Berkas hanya menyebut masa ({format_date(narrowest.first)}–{format_date(narrowest.last)})."
        end = min(narrowest.last, today)
        return _ask(reason, [end], end, narrowest, today)
    return _ask("Berkas tidak menyebut tanggal keadaan datanya.", [today], None, None, today)


def find_likely_day(
    table: Table, file_name: str = "", covers: Covers | None = None
) -> tuple[date | None, bool]:
    """The day a table speaks for, and True; the day that would be suggested for it, or None, and False."""
    found = find_data_day([table], file_name=file_name, as_of=None, answer=None, today=date.max, covers=covers)
    if found.question is None or found.question.suggested is None:
        return found.day, found.day is not None
    suggested = date.fromisoformat(found.question.suggested)
    return (None if suggested == date.max else suggested), False


def _ask(reason: str, days: list[date], suggested: date | None, said: _Said | None, today: date) -> DataDay:
    candidates = [day for day in dict.fromkeys(days) if day.year >= FIRST_YEAR and day <= today] or [today]
    choice = suggested if suggested in candidates else candidates[-1]
    question = Question(
        id=QUESTION_ID,
        code="TANGGAL_DATA",
        text=f"{reason} Data ini keadaan per tanggal berapa?",
        options=tuple(Option(day.isoformat(), format_date(day)) for day in candidates),
        suggested=choice.isoformat(),
        free=True,
    )
    cell, sheet = (said.cell, said.sheet) if said is not None else (None, None)
    return DataDay(question=question, reason=reason, cell=cell, sheet=sheet)


def _texts(tables: list[Table]) -> Iterable[tuple[Cell, str, bool]]:
    """The cells around the tables with their places, and True for those below one."""
    for table in tables:
        for is_below, cells in ((False, table.above), (True, table.below)):
            for cell in cells:
                yield cell, f"{table.sheet}!{cell.ref}", is_below


def _whole_days(tables: list[Table], file_name: str, on_covers: list[_Said]) -> list[_Said]:
    """All days in the order in which they are believed: a title, what a cover says, a signature, the file's name."""
    said = []
    headers = {f"{table.sheet}!{cell.ref}" for table in tables for cell in table.above if _heads_status(cell, table)}
    for cell, source, is_below in _texts(tables):
        if is_below:
            said += on_covers
            on_covers = []
        own = _days_at(cell, source)
        if source in headers:
            own = [replace(one, is_told=True) for one in own]
        is_signed = is_below and _SIGNED.match(cell.text[:_LONGEST_TITLE]) is not None
        said += [replace(one, is_signed=True) for one in own] if is_signed else own
    said += on_covers
    named = file_name[:_LONGEST_TITLE]
    name = named.replace("_", " ")
    compact = [date(int(y), int(m), int(d)) for y, m, d in _COMPACT_DAY.findall(named) if _is_day(y, m, d)]
    said += [_Said(t.first, t.first, FILE_NAME_SOURCE, None) for t, _ in find_dates(name)]
    said += [_Said(day, day, FILE_NAME_SOURCE, None) for day in compact]
    return said


def _heads_status(cell: Cell, table: Table) -> bool:
    """True for the header of the status: the day in it ("Status (31/10/26)") is that of the data."""
    return bool(table.header_rows) and cell.ref == f"{table.column_letters.get('status')}{table.header_rows[-1]}"


def _days_at(cell: Cell, source: str) -> list[_Said]:
    if cell.kind == "date":
        shown = read_date(cell).tanggal
        is_day = shown is not None and shown.presisi is Presisi.DAY
        return [_Said(shown.first, shown.first, source, cell.ref)] if shown is not None and is_day else []
    if cell.kind == "text":
        return [_Said(day, day, source, cell.ref, weak, told) for day, weak, told in _days_in(cell.text)]
    return []


def _on_covers(covers: Covers) -> Iterable[tuple[Cell, str]]:
    return ((cell, f"{sheet}!{cell.ref}") for sheet, cells in covers.items() for cell in cells)


def _days_on_covers(covers: Covers) -> list[_Said]:
    return [said for cell, source in _on_covers(covers) for said in _days_at(cell, source)]


def _last_answer(tables: list[Table], today: date) -> date | None:
    """The day of the last answer to a form; None for other tables, and where a moment is no day up to `today`."""
    moments = [cell.text[:_LONGEST_TITLE] for table in tables for cell in table.moments]
    days = [next((tanggal.first for tanggal, _ in find_dates(text)), date.max) for text in moments]
    return max(days) if days and max(days) <= today and min(days).year >= FIRST_YEAR else None


def _days_in(text: str) -> Iterable[tuple[date, bool, bool]]:
    """Whole days that a text may speak for, each with: perhaps only the day of a meeting; "per" or "keadaan" says so.

    The day of a decree it cites is none, nor is the day of printing, unless "per" or "keadaan" says so. Of a time from
    one day to another the last comes first: a recap speaks for its end.
    """
    folded = _without_references(text)
    cites = _REFERENCE.search(folded) is not None or _PRINTED.search(folded) is not None
    found = list(find_dates(folded))
    for tanggal, place in sorted(found, reverse=True) if _FROM_TO.search(folded) else found:
        is_told = _PERIOD_WORD.search(folded[max(0, place - 25) : place]) is not None
        if is_told or not cites:
            yield tanggal.first, not is_told and _MEETING.search(folded) is not None, is_told
    for match in _END_OF_MONTH.finditer(folded):
        for month in find_months(match["month"]):
            yield month.last, False, True


def _spans(tables: list[Table], file_name: str) -> list[_Said]:
    said = []
    year = _only_year(tables)
    for cell, source, is_below in _texts(tables):
        # Below the table a year or a month alone is part of a note.
        is_note = is_below and not _SPEAKS_FOR.search(cell.text.casefold())
        if cell.kind == "text" and not is_note:
            spans = list(_spans_in(cell.text))
            if not spans and year is not None and _NAMES_PART.search(cell.text.casefold()):
                spans = list(_spans_in(f"{cell.text} {year}"))
            said += [_Said(a, b, source, cell.ref) for a, b in spans]
        elif cell.kind == "date" and (shown := read_date(cell).tanggal) and shown.presisi is not Presisi.DAY:
            said.append(_Said(shown.first, shown.last, source, cell.ref))
    return said + [_Said(a, b, FILE_NAME_SOURCE, None) for a, b in _spans_in(file_name.replace("_", " "))]


def _spans_on_covers(covers: Covers) -> list[_Said]:
    return [
        _Said(first, last, source, cell.ref)
        for cell, source in _on_covers(covers)
        if cell.kind == "text"
        for first, last in _spans_in(cell.text)
    ]


def _only_year(tables: list[Table]) -> str | None:
    """The one year that the titles name: that of a "Triwulan II" without its own."""
    above = (cell.text for table in tables for cell in table.above if cell.kind == "text")
    years = {year for text in above for year in _BARE_YEAR.findall(_without_references(text))}
    return years.pop() if len(years) == 1 else None


def _spans_in(text: str) -> Iterable[tuple[date, date]]:
    folded = _without_references(text)
    for month in find_months(folded):
        yield month.first, month.last
    for match in _PART_OF_YEAR.finditer(folded):
        if (months := months_of_part(match["part"], match["place"])) is not None:
            first, last = (Tanggal(date(int(match["year"]), month, 1), Presisi.MONTH) for month in months)
            yield first.first, last.last
    if not _NAMES_PART.search(folded):
        for match in _YEAR.finditer(folded):
            yield date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31)


def span_of(period: str, year: int | None) -> tuple[date, date] | None:
    """The first and last day of a period as a column names it ("TW II 2023"), of `year` where it names none itself;
    None where no year is known."""
    days = [(tanggal.first, tanggal.first) for tanggal, _ in find_dates(period)]
    named = _BARE_YEAR.search(period)
    year = int(named[0]) if named else year
    if days or year is None:
        return days[0] if days else None
    spans = [*_spans_in(f"{period} {year}"), (date(year, 1, 1), date(year, 12, 31))]
    return min(spans, key=lambda span: span[1] - span[0])


def _without_references(text: str) -> str:
    """The text without what looks like a period and is none: laws, targets, spans of several years, and the data that
    this file replaces."""
    return _REPLACED.sub(" ", _NOT_A_PERIOD.sub(" ", text[:_LONGEST_TITLE].casefold()))


def _once_per_day(days: list[_Said]) -> list[_Said]:
    first: dict[date, _Said] = {}
    for said in days:
        first.setdefault(said.first, said)
    return list(first.values())


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
