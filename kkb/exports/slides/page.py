"""A sheet of the deck before it is drawn, and the frame that every sheet has: title, region, mark, foot, number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from kkb.briefing.model import Briefing, Slide
from kkb.exports.slides.canvas import Words, add_box, add_words, speak_indonesian, write_words
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
from kkb.exports.slides.skeleton import NUMBER_FIELD, SUBTITLE_IDX
from kkb.exports.slides.text import clean, fit, height_of, shorten, width_of, wrap

SAMPLE_MARK = "DATA CONTOH"
_GAP = 0.16


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet. `draw` puts the body into the box it is given; `slide` is what the sheet belongs to."""

    slide: Slide
    title: str
    subtitle: str
    draw: Callable[[Any, Box], None]


def body_box(subtitle: str) -> Box:
    """Where the body of a sheet with this subtitle stands."""
    top = TITLE.bottom + _GAP
    if subtitle:
        top = SUBTITLE.top + height_of(_subtitle_lines(subtitle), READ) + _GAP
    return Box(MARGIN, top, WIDTH - 2 * MARGIN, BODY_BOTTOM - top)


def _subtitle_lines(subtitle: str) -> list[str]:
    text, size = fit(clean(subtitle), SUBTITLE.width, SUBTITLE.height, (READ,))
    return wrap(text, SUBTITLE.width, size)


def numbered(slide: Slide, subtitle: str, draws: list[Callable[[Any, Box], None]]) -> list[Page]:
    """Sheets that belong together; from the second on the title says which it is."""
    return [
        Page(
            slide,
            slide.title if place == 1 else f"{slide.title} (lanjutan {place} dari {len(draws)})",
            subtitle,
            draw,
        )
        for place, draw in enumerate(draws, start=1)
    ]


def draw_frame(target: Any, page: Page, briefing: Briefing, *, logo_width: float) -> None:
    """Fill the placeholders of a fresh slide, and put region, mark of sample data, foot and number on it.

    The logo, `logo_width` wide, stands on the master; the region's name keeps clear of it.
    """
    _write_title(target, page)
    region_left = STRIP.left + (logo_width + _GAP if logo_width else 0)
    room = STRIP.right - region_left - (SAMPLE_WIDTH + 0.3 if briefing.is_sample else 0)
    region = shorten(clean(briefing.region_name), room, READ)
    add_words(
        target.shapes,
        Box(region_left, STRIP.top, room, STRIP.height),
        [Words(region, READ, colour="tx2")],
        name="Daerah",
        anchor="middle",
    )
    if briefing.is_sample:
        box = Box(STRIP.right - SAMPLE_WIDTH, STRIP.top, SAMPLE_WIDTH, STRIP.height)
        mark = add_box(target.shapes, box, name="Tanda data contoh", fill="bg1", line="accent5", line_width=2.25)
        write_words(mark.text_frame, [Words(SAMPLE_MARK, READ, bold=True, colour="accent5", align="center")])
    foot, size = fit(clean(briefing.foot), FOOT.width, FOOT.height, (SMALL,))
    _add_fixed(target, "Kaki", 'type="ftr" sz="quarter" idx="14"', "")
    frame = target.placeholders[14].text_frame
    run = frame.paragraphs[0].add_run()
    run.text, run.font.size = foot, Pt(size)
    speak_indonesian(run)
    _add_fixed(target, "Nomor", 'type="sldNum" sz="quarter" idx="15"', NUMBER_FIELD)


def _write_title(target: Any, page: Page) -> None:
    title, size = _fit_title(clean(page.title))
    placeholder = target.shapes.title
    placeholder.name = "Judul"
    run = placeholder.text_frame.paragraphs[0].add_run()
    run.text = title
    if size != TITLE_SIZES[0]:
        run.font.size = Pt(size)
    speak_indonesian(run)
    below = target.placeholders[SUBTITLE_IDX]
    if not page.subtitle:
        below._element.getparent().remove(below._element)
        return
    below.name = "Keterangan"
    run = below.text_frame.paragraphs[0].add_run()
    run.text, _ = fit(clean(page.subtitle), SUBTITLE.width, SUBTITLE.height, (READ,))
    speak_indonesian(run)


def _fit_title(title: str) -> tuple[str, float]:
    """A title that nearly fits on one line is set a little smaller rather than with one word on a second."""
    on_one_line = next((s for s in TITLE_SIZES[:3] if width_of(title, s, bold=True) <= TITLE.width), None)
    if on_one_line is not None:
        return title, on_one_line
    return fit(title, TITLE.width, TITLE.height, TITLE_SIZES, bold=True)


def _add_fixed(target: Any, name: str, kind: str, content: str) -> None:
    """A placeholder that python-pptx does not take over from the layout: foot and number."""
    number = max(int(found) for found in target.shapes._spTree.xpath(".//p:cNvPr/@id")) + 1
    target.shapes._spTree.append(
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr>'
            f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody>'
            f"<a:bodyPr/><a:lstStyle/><a:p>{content}</a:p></p:txBody></p:sp>"
        )
    )
