"""A sheet of the deck before it is drawn, and the frame that every sheet has: title, mark, foot, number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kkb.briefing.model import Briefing, Slide
from kkb.exports.slides.canvas import Canvas, Words, run
from kkb.exports.slides.geometry import (
    BODY_BOTTOM,
    FOOT,
    MARGIN,
    READ,
    SAMPLE_WIDTH,
    SMALL,
    STRIP,
    SUBTITLE,
    TITLE,
    TITLE_SIZES,
    WIDTH,
    Box,
)
from kkb.exports.slides.master import FOOT_IDX, NUMBER_IDX, SUBTITLE_IDX, number_field
from kkb.exports.slides.text import clean, fit, height_of, shorten_to, width_of, wrap
from kkb.narrative import SAMPLE_MARK

_GAP = 0.16

Draw = Callable[[Canvas, Box], None]
"""Puts a body into a box."""


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet. `draw` puts the body into the box it is given; `slide` is what the sheet belongs to.

    `part` says behind the title which sheet of the slide it is ("lanjutan 2 dari 3"); "" on the first.
    """

    slide: Slide
    subtitle: str
    draw: Draw
    part: str = ""


def body_box(subtitle: str) -> Box:
    """Where the body of a sheet with this subtitle stands."""
    top = TITLE.bottom + _GAP
    if subtitle:
        top = SUBTITLE.top + height_of(_subtitle_lines(subtitle), READ) + _GAP
    return Box(MARGIN, top, WIDTH - 2 * MARGIN, BODY_BOTTOM - top)


def _subtitle_lines(subtitle: str) -> list[str]:
    text, size = fit(clean(subtitle), SUBTITLE.width, SUBTITLE.height, (READ,))
    return wrap(text, SUBTITLE.width, size)


def numbered(slide: Slide, subtitle: str, draws: Sequence[Draw], *, kind: str = "") -> list[Page]:
    """Sheets that belong together, of one `kind` ("tabel"); from the second on the title says which it is."""
    return [
        Page(slide, subtitle, draw, ", ".join(part for part in (kind, _place(place, len(draws))) if part))
        for place, draw in enumerate(draws, start=1)
    ]


def _place(place: int, sheets: int) -> str:
    return f"lanjutan {place} dari {sheets}" if place > 1 else ""


def draw_page(canvas: Canvas, page: Page, briefing: Briefing, number: int) -> None:
    """The whole sheet in the order in which it is read: title, mark of sample data, body, foot and number."""
    _write_title(canvas, page)
    if briefing.is_sample:
        box = Box(STRIP.right - SAMPLE_WIDTH, STRIP.top, SAMPLE_WIDTH, STRIP.height)
        mark = Words(SAMPLE_MARK, READ, bold=True, colour="accent5", align="center")
        canvas.add_box(box, name="Tanda data contoh", fill="bg1", line="accent5", line_width=2.25, words=[mark])
    page.draw(canvas, body_box(page.subtitle))
    foot, _ = fit(clean(briefing.foot), FOOT.width, FOOT.height, (SMALL,))
    # Said again here: LibreOffice takes a foot without a type of its own for one of the master's, and forgets its type.
    canvas.add_placeholder(f'type="ftr" sz="quarter" idx="{FOOT_IDX}"', "Kaki", run(foot, size=SMALL, colour="tx2"))
    canvas.add_placeholder(f'type="sldNum" sz="quarter" idx="{NUMBER_IDX}"', "Nomor", number_field(str(number)))


def _write_title(canvas: Canvas, page: Page) -> None:
    title, size = _fit_title(clean(page.slide.title), f" ({page.part})" if page.part else "")
    canvas.add_placeholder('type="title"', "Judul", run(title, size=size if size != TITLE_SIZES[0] else None))
    if page.subtitle:
        subtitle, _ = fit(clean(page.subtitle), SUBTITLE.width, SUBTITLE.height, (READ,))
        # No higher than its lines, so that the figure below does not lie on it.
        box = Box(SUBTITLE.left, SUBTITLE.top, SUBTITLE.width, height_of(_subtitle_lines(subtitle), READ))
        canvas.add_placeholder(f'type="body" sz="quarter" idx="{SUBTITLE_IDX}"', "Keterangan", run(subtitle), box)


def _fit_title(title: str, part: str) -> tuple[str, float]:
    """The title with its part, and the size at which it fits; of a title too long its end gives way, never the part.

    One that nearly fits on one line is set a little smaller rather than with one word on a second.
    """
    whole = title + part
    for size in TITLE_SIZES[:3]:
        if width_of(whole, size, bold=True) <= TITLE.width:
            return whole, size
    shown, size = fit(whole, TITLE.width, TITLE.height, TITLE_SIZES, bold=True)
    if shown == whole or not part:
        return shown, size
    most = int(TITLE.height / height_of([""], size) + 1e-6)
    start = shorten_to(title, TITLE.width, most, size, bold=True).removesuffix("…")
    while start and len(wrap(f"{start}…{part}", TITLE.width, size, bold=True)) > most:
        start = start[:-1].rstrip()
    return f"{start}…{part}", size
