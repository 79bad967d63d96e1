"""The slides of a briefing laid out for the wall: title, body and foot, each within its room on a stage of fixed size.

A stage has 1920 × 1080 px whatever the screen: the browser scales it as a whole, so what fits here fits everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kkb.briefing.model import Briefing, HeadlineBody, Slide, part_lists
from kkb.exports.css_colours import CSS_PALETTE
from kkb.exports.page_links import PageLinks
from kkb.exports.verdict import BADGE_LINES, verdict_html
from kkb.exports.wall.bodies import lay_out
from kkb.exports.wall.parts import LETTERS, Area
from kkb.exports.wall.text import clip, count_lines, longest_word, say, write
from kkb.figures.letters import shorten, visible, width_of
from kkb.formatting import format_date
from kkb.narrative import SAMPLE_MARK
from kkb.theme import Palette

WIDTH, HEIGHT = 1920, 1080
MARGIN = 80
TOP, BOTTOM = 88, 34
OVER_TITLE = 16
"""From the top edge to the line that says of where and when all is true."""
EMBLEM_ROOM = 76
"""Beside that line, where an emblem was given."""
FOOT_LETTERS, FOOT_LINE = 24, 32
TITLE_LINE = 1.16
SUBTITLE_LINE = 50

NO_DATA_TITLE = "Belum ada data"
NO_DATA_WORDS = "Layar ini menampilkan angkanya begitu rekap pertama disimpan."

_INSIDE = WIDTH - 2 * MARGIN
_TITLE_SIZES = ((64, 2), (56, 2), (48, 3), (LETTERS, 99))
"""Size of a title, and the most lines it may take in that size."""
_UNDER_HEAD, _OVER_FOOT = 30, 22
_FOOT_WIDTH = _INSIDE - 160
"""Beside the number of the slide."""
_LEAST_BODY = 300
_MOST_TITLE, _MOST_SUBTITLE = 4, 2
"""Lines at most, in the smallest size."""
_AROUND_BADGE = 100
"""What the badge is wider by than its words, with the space beside it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One slide as it is shown; a long slide of the briefing has several. `part` counts from 1."""

    key: str
    part: int
    parts: int
    menu: str
    title: str
    html: str
    is_appendix: bool = False


@dataclass(frozen=True, slots=True)
class _Room:
    """What a slide leaves for its body, and what stands around it; px of the stage."""

    title_size: int
    top: int
    height: int
    foot: tuple[str, ...]


def lay_out_slides(
    briefing: Briefing, palette: Palette, notices: tuple[str, ...] = (), links: PageLinks | None = None
) -> tuple[Sheet, ...]:
    """All sheets of a briefing, in its order; one that says so where there is no data.

    `notices` speak of the address and stand under the source. `links`: where numbers open.
    """
    if not briefing.has_data or not briefing.slides:
        return (notice_sheet(NO_DATA_TITLE, NO_DATA_WORDS, briefing.region_name),)
    drawn = []
    for slide in map(_bounded, part_lists(briefing.slides)):
        room = _room(slide, briefing, notices, is_parted=False)
        bodies = _bodies(slide, room, palette, links)
        if len(bodies) > 1:
            # Which part it is stands under the title too, and may take a line.
            room = _room(slide, briefing, notices, is_parted=True)
            bodies = _bodies(slide, room, palette, links)
        drawn.append((slide, room, bodies))
    total = sum(len(bodies) for slide, _, bodies in drawn if not slide.is_appendix)
    sheets: list[Sheet] = []
    for slide, room, bodies in drawn:
        for part, body in enumerate(bodies, start=1):
            second = _second_line(slide.subtitle, part, len(bodies))
            number = f"{len(sheets) + 1}, lampiran" if slide.is_appendix else f"{len(sheets) + 1} dari {total}"
            frame = (_over_title(briefing), number, SAMPLE_MARK * briefing.is_sample)
            html = _html(_badge(slide) + write(slide.title), second, room, body, frame)
            sheets.append(Sheet(slide.key, part, len(bodies), slide.menu, slide.title, html, slide.is_appendix))
    return tuple(sheets)


def notice_sheet(title: str, words: str, foot: str = "") -> Sheet:
    """A sheet that says one thing: why there are no figures."""
    html = (
        f'<header style="top:{TOP}px"><h2 style="font-size:{_TITLE_SIZES[0][0]}px">{say(title)}</h2></header>'
        f'<div class="body" style="top:{TOP + 140}px;height:600px"><p class="only">{say(words)}</p></div>'
        f'<footer><div class="foot"><p>{say(foot)}</p></div></footer>'
    )
    return Sheet("kosong", 1, 1, title, title, html)


def _bodies(slide: Slide, room: _Room, palette: Palette, links: PageLinks | None) -> list[str]:
    return lay_out(slide.body, slide.alt, Area(_INSIDE, room.height, palette, links))


def _bounded(slide: Slide) -> Slide:
    """The slide with a title and a second line that leave room for a body, whatever the names in them."""
    title = clip(slide.title, _INSIDE, LETTERS, most=_MOST_TITLE, bold=True)
    return replace(slide, title=title, subtitle=clip(slide.subtitle, _INSIDE, LETTERS, most=_MOST_SUBTITLE))


def _room(slide: Slide, briefing: Briefing, notices: tuple[str, ...], *, is_parted: bool) -> _Room:
    size = _title_size(slide.title)
    head = round(count_lines(slide.title, _INSIDE, size, bold=True) * size * TITLE_LINE)
    if _badge(slide):
        head += round(size * BADGE_LINES)
    if slide.subtitle or is_parted:
        second = _second_line(slide.subtitle, 99, 99) if is_parted else slide.subtitle
        head += 10 + count_lines(second, _INSIDE, LETTERS) * SUBTITLE_LINE
    is_said = isinstance(slide.body, HeadlineBody) and briefing.freshness in slide.body.sentences
    foot = tuple(map(_clipped, (_foot(briefing, is_said=is_said), *notices)))
    foot_height = len(foot) * FOOT_LINE
    top = TOP + head + _UNDER_HEAD
    height = max(HEIGHT - top - _OVER_FOOT - BOTTOM - foot_height, _LEAST_BODY)
    return _Room(size, top, height, foot)


def _badge(slide: Slide) -> str:
    """The verdict over the title of its slide; "" for the others."""
    judged = slide.judged
    return verdict_html(judged.verdict, CSS_PALETTE, is_good=judged.is_good) if judged else ""


def _foot(briefing: Briefing, *, is_said: bool) -> str:
    """The one line of the foot: an area too long for its place over the title, the age of the data unless the slide
    says it, the source."""
    area = "" if _over_title(briefing).startswith(visible(briefing.scope)) else briefing.scope
    age = "" if is_said else briefing.freshness.removesuffix(".")
    return " · ".join(words for words in (area, age, briefing.source) if words)


def _clipped(words: str) -> str:
    return clip(words, _FOOT_WIDTH, FOOT_LETTERS, most=1)


def _title_size(title: str) -> int:
    for size, lines in _TITLE_SIZES:
        fits = count_lines(title, _INSIDE, size, bold=True) <= lines
        if fits and longest_word(title, size, bold=True) <= _INSIDE:
            return size
    return LETTERS


def _second_line(subtitle: str, part: int, parts: int) -> str:
    """What stands under the title: what is measured, and which part of a long slide it is."""
    place = f"bagian {part} dari {parts}" if parts > 1 else ""
    return " · ".join(words for words in (subtitle, place) if words)


def _over_title(briefing: Briefing) -> str:
    """Area and day in one line; a very long area is shortened here and stands in the foot as well."""
    day = f" · {format_date(briefing.day)}"
    beside = width_of(SAMPLE_MARK, LETTERS, is_bold=True) + _AROUND_BADGE if briefing.is_sample else 0
    room = _INSIDE - EMBLEM_ROOM - beside - width_of(day, LETTERS)
    return shorten(visible(briefing.scope), room, LETTERS) + day


def _html(title_html: str, second: str, room: _Room, body: str, frame: tuple[str, str, str]) -> str:
    """The sheet; `frame` is what stands over the title, the number of the slide, and the badge of sample data."""
    over, number, badge = frame
    lines = "".join(f"<p>{say(words)}</p>" for words in room.foot)
    sample = f'<b class="sample">{badge}</b>' if badge else ""
    return (
        f'<p class="over" style="top:{OVER_TITLE}px">{say(over)}</p>{sample}'
        f'<header style="top:{TOP}px"><h2 style="font-size:{room.title_size}px">{title_html}</h2>'
        + (f'<p class="subtitle">{write(second)}</p>' if second else "")
        + f'</header><div class="body" style="top:{room.top}px;height:{room.height}px">{body}</div>'
        f'<footer><div class="foot" style="width:{_FOOT_WIDTH}px">{lines}</div>'
        f'<span class="foot number">{number}</span></footer>'
    )
