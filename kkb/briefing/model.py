"""The slides of a meeting as data: one message each, with the numbers behind its figure. No layout, no drawing.

The wall, the PowerPoint file and the paper draw the same `Briefing`; none of them counts or words anything itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import Literal

from kkb.figures.facts import KecamatanBar, LadderRow, LineFacts, PeriodCount, RungGroup, Tile
from kkb.formatting import format_count, format_date_short
from kkb.narrative import Card
from kkb.schema import Tanggal

KECAMATAN_PREFIX = "kec-"
"""Begins the key of a slide of one kecamatan; its code follows."""
ALL_KECAMATAN = "kec"
"""Stands for all of them where slides are chosen."""
_ROWS_SHOWN, _ROOM, _ROW_SPACE, _LETTERS_IN_LINE = 6, 10.0, 0.5, 26
"""Of a list that stands on one slide of every medium: rows at most, and its room in lines of so many letters."""


SlideValue = str | int | date | Tanggal | None


@dataclass(frozen=True, slots=True)
class SlideTable:
    """A table of texts as officers read it. `numbers` are the places of columns that hold numbers (to the right).

    `total`, where there is one, stands apart as the last row. `values` are what the texts of a table made by
    `table_of` say, row by row, the total last.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None = None
    numbers: frozenset[int] = frozenset()
    values: tuple[tuple[SlideValue, ...], ...] = ()


def table_of(
    headers: Sequence[str],
    rows: Iterable[Sequence[SlideValue]],
    *,
    total: Sequence[SlideValue] | None = None,
    numbers: Iterable[int] = (),
) -> SlideTable:
    """The table of these values; None is missing, days are written short."""
    values = [*map(tuple, rows), *([tuple(total)] if total is not None else [])]
    texts = [tuple(map(text_of, row)) for row in values]
    last = texts.pop() if total is not None else None
    return SlideTable(tuple(headers), tuple(texts), last, frozenset(numbers), tuple(values))


def text_of(value: SlideValue) -> str:
    """A value as a cell of a slide says it."""
    if isinstance(value, Tanggal):
        return value.words_short()
    if isinstance(value, date):
        return format_date_short(value)
    return value if isinstance(value, str) else format_count(value)


@dataclass(frozen=True, slots=True)
class HeadlineBody:
    """The verdict, which is a badge over the title (`is_good` as in `Palette.verdict`); the figures that the title does
    not say, and sentences under them."""

    verdict: str
    is_good: bool | None
    cards: tuple[Card, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineBody:
    """The line to the target, and the same year by year."""

    line: LineFacts
    years: tuple[PeriodCount, ...]


@dataclass(frozen=True, slots=True)
class BarsBody:
    """Kecamatan against their targets, most desa left first."""

    bars: tuple[KecamatanBar, ...]


@dataclass(frozen=True, slots=True)
class LadderBody:
    """All desa of each kecamatan by rung."""

    rows: tuple[LadderRow, ...]


@dataclass(frozen=True, slots=True)
class TilesBody:
    """Every desa in its place; `legend` are (rung, its word, desa on it), highest first, none without a desa."""

    tiles: tuple[Tile, ...]
    legend: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class GroupsBody:
    """The desa without a Pokja by rung, never empty."""

    groups: tuple[RungGroup, ...]


@dataclass(frozen=True, slots=True)
class ChangesBody:
    """What changed since the base day, the weightiest first; the table is never empty."""

    table: SlideTable


@dataclass(frozen=True, slots=True)
class KecamatanBody:
    """One kecamatan: its bar, its line, its desa (highest rung first), and what is asked of it."""

    bar: KecamatanBar
    line: LineFacts
    desa: tuple[Tile, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepsBody:
    """The next steps, never empty."""

    table: SlideTable


@dataclass(frozen=True, slots=True)
class Opening:
    """What a row is about, so that it can be opened: a desa (its code), the promises of a kecamatan (its name), a
    programme (its key), or the page of activities as it is ("")."""

    kind: Literal["desa", "komitmen", "program"]
    named: str


@dataclass(frozen=True, slots=True)
class FindingsBody:
    """A table of findings about promises and benefit, never empty; `name` is the short name of its sheet in a file.

    `openings`: what each row is about (not of the total), named in the column `named_in`. `line` says the same in one
    sentence; "" where another slide does.
    """

    table: SlideTable
    name: str
    openings: tuple[Opening, ...]
    named_in: int = 0
    line: str = ""


@dataclass(frozen=True, slots=True)
class DefinitionsBody:
    """How the figures are counted: (word, definition), then where they come from."""

    definitions: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]


Body = (
    HeadlineBody
    | LineBody
    | BarsBody
    | LadderBody
    | TilesBody
    | GroupsBody
    | ChangesBody
    | KecamatanBody
    | StepsBody
    | FindingsBody
    | DefinitionsBody
)


@dataclass(frozen=True, slots=True)
class Slide:
    """One message. `key` names it in an address ("garis", "kec-19.06.01"); `menu` is its short name in a list.

    `title` is the finding as a sentence, `subtitle` what is measured, `alt` the figure read aloud, `table` what is
    behind the figure (None where the body is a table or text itself). A slide of the appendix (`is_appendix`) is there
    for questions: the wall does not rotate to it, PowerPoint hides it.
    """

    key: str
    menu: str
    title: str
    subtitle: str
    body: Body
    alt: str
    table: SlideTable | None = None
    is_appendix: bool = False

    @property
    def judged(self) -> HeadlineBody | None:
        """Its body, if a verdict stands over its title."""
        return self.body if isinstance(self.body, HeadlineBody) and self.body.verdict else None


@dataclass(frozen=True, slots=True)
class Briefing:
    """All slides of one day and filter, those of the appendix last.

    `foot` is said on every sheet: day, filter, source, "data contoh"; `source` is the source alone. `freshness` is how
    old the data is, seen from `today`, the only sentence that knows of today. `has_data` is False where nothing is
    stored: then there are no slides.
    """

    region_name: str
    scope: str
    day: date
    today: date
    is_sample: bool
    has_data: bool
    headline: str
    freshness: str
    foot: str
    source: str
    slides: tuple[Slide, ...]

    def notes(self, slide: Slide) -> str:
        """What the speaker reads under a slide: its sentence, its figure in words, day and source."""
        verdict = slide.judged.verdict if slide.judged else ""
        parts = [verdict, slide.title, slide.subtitle, slide.alt if slide.alt != slide.title else "", self.foot]
        return "\n".join(part for part in parts if part)


def part_lists(slides: Sequence[Slide]) -> tuple[Slide, ...]:
    """The slides as screens show them: of many changes or next steps the first that one slide holds, the others on a
    slide of the appendix."""
    main = [slide for slide in slides if not slide.is_appendix]
    rest = []
    for place, slide in enumerate(main):
        body = slide.body
        if not isinstance(body, ChangesBody | StepsBody) or (shown := _shown_rows(body.table)) == len(body.table.rows):
            continue
        first, others = (
            replace(body, table=replace(body.table, rows=body.table.rows[part], values=body.table.values[part]))
            for part in (slice(shown), slice(shown, None))
        )
        noun = "perubahan" if isinstance(body, ChangesBody) else "tindak lanjut"
        words = f"{format_count(shown)} dari {format_count(len(body.table.rows))} {noun}; selengkapnya di lampiran"
        main[place] = replace(slide, subtitle=words, body=first)
        title = f"{format_count(len(others.table.rows))} {noun} lain"
        more = replace(slide, key=f"{slide.key}-lain", menu=f"{slide.menu} lain", title=title, alt=title)
        rest.append(replace(more, body=others, is_appendix=True))
    return (*main, *rest, *(slide for slide in slides if slide.is_appendix))


def _shown_rows(table: SlideTable) -> int:
    """How many rows, at least one, one slide of every medium holds."""
    room = _ROOM
    for place, row in enumerate(table.rows):
        room -= _ROW_SPACE + max(ceil(len(text) / _LETTERS_IN_LINE) for text in row)
        if place and (place == _ROWS_SHOWN or room < 0):
            return place
    return len(table.rows)


def choose_slides(briefing: Briefing, keys: tuple[str, ...]) -> Briefing:
    """The briefing with only these slides, in this order, none of them an appendix; all as they are if no key is known.

    `ALL_KECAMATAN` is a key too: the slides of every kecamatan.

    A key that is not known is left out: an address may be older than the region.
    """
    chosen: list[Slide] = []
    for key in keys:
        is_every = key == ALL_KECAMATAN
        found = [
            slide
            for slide in briefing.slides
            if slide.key == key or (is_every and slide.key.startswith(KECAMATAN_PREFIX))
        ]
        chosen += [slide for slide in found if slide not in chosen]
    slides = tuple(replace(slide, is_appendix=False) for slide in chosen)
    return replace(briefing, slides=slides) if slides else briefing
