"""The slides of a briefing laid out for the wall: title, body and foot, each within its room on a stage of fixed size.

A stage has 1920 × 1080 px whatever the screen: the browser scales it as a whole, so what fits here fits everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from kkb.briefing.model import Briefing, HeadlineBody, Slide
from kkb.exports.wall.bodies import lay_out
from kkb.exports.wall.parts import LETTERS, Area
from kkb.exports.wall.text import count_lines, longest_word, say
from kkb.theme import Palette

WIDTH, HEIGHT = 1920, 1080
MARGIN = 80
TOP, BOTTOM = 76, 34
FOOT_LETTERS, FOOT_LINE = 24, 32
TITLE_LINE = 1.16
SUBTITLE_LINE = 50

NO_DATA_TITLE = "Belum ada data"
NO_DATA_WORDS = "Layar ini menampilkan angkanya begitu rekap pertama disimpan."
SAMPLE_BADGE = "DATA CONTOH"

_INSIDE = WIDTH - 2 * MARGIN
_TITLE_SIZES = ((64, 2), (56, 2), (48, 3), (LETTERS, 99))
"""Size of a title, and the most lines it may take in that size."""
_UNDER_HEAD, _OVER_FOOT = 30, 22
_FOOT_WIDTH = _INSIDE - 150
"""Beside the number of the slide."""
_LEAST_BODY = 300


@dataclass(frozen=True, slots=True)
class Sheet:
    """One slide as it is shown; a long slide of the briefing has several. `part` counts from 1."""

    key: str
    part: int
    parts: int
    menu: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class _Room:
    """What a slide leaves for its body, and what stands around it; px of the stage."""

    title_size: int
    has_second_line: bool
    top: int
    height: int
    foot: tuple[str, ...]


def lay_out_slides(briefing: Briefing, palette: Palette, notices: tuple[str, ...] = ()) -> tuple[Sheet, ...]:
    """All sheets of a briefing, in its order; one that says so where there is no data.

    `notices` speak of the address and stand under the source.
    """
    if not briefing.has_data or not briefing.slides:
        return (notice_sheet(NO_DATA_TITLE, NO_DATA_WORDS, briefing.region_name),)
    drawn = []
    for slide in briefing.slides:
        room = _room(slide, briefing, notices, is_parted=False)
        bodies = _bodies(slide, room, palette)
        if len(bodies) > 1 and not room.has_second_line:
            # Which part it is stands under the title, where no room was left for it.
            room = _room(slide, briefing, notices, is_parted=True)
            bodies = _bodies(slide, room, palette)
        drawn.append((slide, room, bodies))
    total = sum(len(bodies) for _, _, bodies in drawn)
    sheets: list[Sheet] = []
    for slide, room, bodies in drawn:
        for part, body in enumerate(bodies, start=1):
            place = f"{part}/{len(bodies)}" if len(bodies) > 1 else ""
            html = _html(slide, room, body, place, f"{len(sheets) + 1} / {total}", is_sample=briefing.is_sample)
            sheets.append(Sheet(slide.key, part, len(bodies), slide.menu, slide.title, html))
    return tuple(sheets)


def notice_sheet(title: str, words: str, foot: str = "") -> Sheet:
    """A sheet that says one thing: why there are no figures."""
    html = (
        f'<header><h2 style="font-size:{_TITLE_SIZES[0][0]}px">{say(title)}</h2></header>'
        f'<div class="body" style="top:{TOP + 140}px;height:600px"><p class="only">{say(words)}</p></div>'
        f'<footer><div class="foot"><p>{say(foot)}</p></div></footer>'
    )
    return Sheet("kosong", 1, 1, title, title, html)


def _bodies(slide: Slide, room: _Room, palette: Palette) -> list[str]:
    return lay_out(slide.body, slide.title, slide.alt, Area(_INSIDE, room.height, palette))


def _room(slide: Slide, briefing: Briefing, notices: tuple[str, ...], *, is_parted: bool) -> _Room:
    size = _title_size(slide.title)
    head = round(count_lines(slide.title, _INSIDE, size, bold=True) * size * TITLE_LINE)
    has_second_line = bool(slide.subtitle) or is_parted
    if has_second_line:
        head += 10 + count_lines(f"{slide.subtitle} · 10/10", _INSIDE, LETTERS) * SUBTITLE_LINE
    is_said = isinstance(slide.body, HeadlineBody) and briefing.freshness in slide.body.sentences
    foot = tuple(words for words in (briefing.foot, "" if is_said else briefing.freshness, *notices) if words)
    foot_height = sum(count_lines(words, _FOOT_WIDTH, FOOT_LETTERS) for words in foot) * FOOT_LINE
    top = TOP + head + _UNDER_HEAD
    height = max(HEIGHT - top - _OVER_FOOT - BOTTOM - foot_height, _LEAST_BODY)
    return _Room(size, has_second_line, top, height, foot)


def _title_size(title: str) -> int:
    for size, lines in _TITLE_SIZES:
        fits = count_lines(title, _INSIDE, size, bold=True) <= lines
        if fits and longest_word(title, size, bold=True) <= _INSIDE:
            return size
    return LETTERS


def _html(slide: Slide, room: _Room, body: str, place: str, number: str, *, is_sample: bool) -> str:
    second = " · ".join(words for words in (say(slide.subtitle), place) if words)
    lines = "".join(f"<p>{say(words)}</p>" for words in room.foot)
    sample = f'<b class="sample">{SAMPLE_BADGE}</b>' if is_sample else ""
    return (
        f'<header><h2 style="font-size:{room.title_size}px">{say(slide.title)}</h2>'
        + (f'<p class="subtitle">{second}</p>' if second else "")
        + f'</header><div class="body" style="top:{room.top}px;height:{room.height}px">{body}</div>'
        f'{sample}<footer><div class="foot" style="width:{_FOOT_WIDTH}px">{lines}</div>'
        f'<span class="foot number">{number}</span></footer>'
    )
