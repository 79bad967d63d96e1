"""A slide as a picture of 1920 × 1080: for a chat, a letter or a poster, with its day and source on it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from kkb.briefing.model import Briefing, HeadlineBody, Slide
from kkb.exports.paper.compiler import compile_sheet
from kkb.exports.paper.figures import Figures
from kkb.exports.paper.letters import breakable, printable_parts
from kkb.exports.paper.values import EMPTY, Values, briefing_values, slide_values
from kkb.exports.progress import Progress

WIDTH = 1760.0
"""Pixels between the margins, as in slide.typ."""
LONGEST = 240
"""Letters of a text in a picture, which has no second page."""
PICTURE = Figures(letters=40, line=690, row=96, tallest=690, small_line=560, most_beside=0, map=620)


def write_pictures(briefing: Briefing, *, progress: Progress | None = None) -> bytes:
    """A ZIP of the slides as PNG, named by place and key ("02_garis.png"); blank slides are left out.

    Without any slide it holds one picture of the first sentence. `progress` is told how many of how many are done.
    Raises PaperError.
    """
    slides = briefing.slides or (_only_slide(briefing),)
    held = BytesIO()
    # A PNG is packed already.
    with ZipFile(held, "w", ZIP_STORED) as archive:
        for place, slide in enumerate(slides, start=1):
            parts = _parts(slide)
            if len(slides) == 1 or parts is not None:
                entry = ZipInfo(f"{place:02}_{slide.key}.png", (*briefing.today.timetuple()[:3], 0, 0, 0))
                archive.writestr(entry, _set(briefing, slide, parts))
            if progress is not None:
                progress(place, len(slides))
    return held.getvalue()


def _only_slide(briefing: Briefing) -> Slide:
    title = briefing.headline.removesuffix(".")
    return Slide("ringkasan", "Ringkasan", title, EMPTY, HeadlineBody("", None, (), ()), title)


def write_png(briefing: Briefing, slide: Slide) -> bytes:
    """One slide of a briefing as a PNG of 1920 × 1080 pixels; a blank one says its title. Raises PaperError."""
    return _set(briefing, slide, _parts(slide))


def _parts(slide: Slide) -> Values | None:
    return slide_values(printable_parts(slide, longest=LONGEST), PICTURE, WIDTH)


def _set(briefing: Briefing, slide: Slide, parts: Values | None) -> bytes:
    """The picture of what `_parts` made of a slide; its title where that is nothing."""
    briefing, slide = printable_parts(briefing), printable_parts(slide, longest=LONGEST)
    # Area and day stand over the title.
    values = {**briefing_values(briefing), "foot": breakable(briefing.source)}
    title = {"kind": "empty", "title": slide.title, "subtitle": slide.subtitle, "alt": slide.title}
    values["parts"] = parts or title
    return compile_sheet("slide.typ", values, format="png", day=briefing.today)
