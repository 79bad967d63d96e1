"""One slide of python-pptx to put text, shapes and pictures on: inches in, the theme's colours, every run Indonesian."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from kkb.exports.slides.geometry import LANGUAGE, READ, Box, emu

COLOURS = {
    "bg1": MSO_THEME_COLOR.BACKGROUND_1,
    "bg2": MSO_THEME_COLOR.BACKGROUND_2,
    "tx1": MSO_THEME_COLOR.TEXT_1,
    "tx2": MSO_THEME_COLOR.TEXT_2,
    "accent1": MSO_THEME_COLOR.ACCENT_1,
    "accent2": MSO_THEME_COLOR.ACCENT_2,
    "accent3": MSO_THEME_COLOR.ACCENT_3,
    "accent4": MSO_THEME_COLOR.ACCENT_4,
    "accent5": MSO_THEME_COLOR.ACCENT_5,
    "accent6": MSO_THEME_COLOR.ACCENT_6,
}
ALIGN = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
ANCHOR = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}
INK = {"Terbentuk": "bg1"}
"""Colour of letters on a rung, where it is not that of the text."""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph of one kind of type; `space` are the points above it."""

    text: str
    size: float = READ
    bold: bool = False
    colour: str = "tx1"
    align: str = "left"
    space: float = 0


def add_words(
    shapes: Any, box: Box, paragraphs: Sequence[Words], *, name: str, anchor: str = "top", wraps: bool = True
) -> Any:
    """A text box without margins."""
    shape = shapes.add_textbox(*_emus(box))
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap = wraps
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = ANCHOR[anchor]
    write_words(frame, paragraphs)
    return shape


def write_words(frame: Any, paragraphs: Sequence[Words]) -> None:
    """Paragraphs into the text of a shape or cell."""
    for place, words in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = ALIGN[words.align]
        if words.space:
            paragraph.space_before = Pt(words.space)
        run = paragraph.add_run()
        run.text = words.text
        run.font.size, run.font.bold = Pt(words.size), words.bold
        run.font.color.theme_color = COLOURS[words.colour]
        speak_indonesian(run)


def speak_indonesian(run: Any) -> None:
    """Mark the language of a run, for spelling and for reading aloud."""
    run._r.get_or_add_rPr().set("lang", LANGUAGE)


def add_box(
    shapes: Any,
    box: Box,
    *,
    name: str,
    fill: str | None = None,
    line: str | None = None,
    line_width: float = 1.0,
    dashed: bool = False,
) -> Any:
    """A rectangle with fill and outline of the theme, without its effects; it may hold words."""
    shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *_emus(box))
    shape.name = name
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)
    if fill is None:
        shape.fill.background()
    else:
        shape.fill.solid()
        shape.fill.fore_color.theme_color = COLOURS[fill]
    if line is None:
        shape.line.fill.background()
    else:
        shape.line.color.theme_color = COLOURS[line]
        shape.line.width = Pt(line_width)
        if dashed:
            shape.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    return shape


def add_lines(shapes: Any, lines: Sequence[Sequence[tuple[float, float]]], *, name: str, width: float) -> None:
    """Lines through points (inches) as one shape that can be edited."""
    xs = [emu(x) for line in lines for x, _ in line]
    ys = [emu(y) for line in lines for _, y in line]
    left, top = min(xs), min(ys)
    across, down = max(max(xs) - left, 1), max(max(ys) - top, 1)
    steps = "".join(
        f'<a:{step}><a:pt x="{emu(x) - left}" y="{emu(y) - top}"/></a:{step}>'
        for line in lines
        for step, (x, y) in zip(["moveTo", *["lnTo"] * len(line)], line, strict=False)
    )
    shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, left, top, across, down)
    shape.name = name
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)
    geometry = parse_xml(
        f"<a:custGeom {nsdecls('a')}><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{across}" h="{down}" fill="none">{steps}</a:path>'
        "</a:pathLst></a:custGeom>"
    )
    preset = shape._element.spPr.find(qn("a:prstGeom"))
    shape._element.spPr.replace(preset, geometry)
    shape.fill.background()
    shape.line.color.theme_color = MSO_THEME_COLOR.TEXT_1
    shape.line.width = Pt(width)


def describe(shape: Any, text: str, *, name: str | None = None) -> None:
    """What is read aloud in place of a shape, chart, table or picture."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", text)
    if name is not None:
        properties.set("name", name)


def hide_from_reader(shape: Any) -> None:
    """Mark a shape as ornament: what it shows is said elsewhere on the slide."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    extension = (
        f'<a:extLst {nsdecls("a")}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
    )
    properties.append(etree.fromstring(extension))


def _emus(box: Box) -> tuple[int, int, int, int]:
    return emu(box.left), emu(box.top), emu(box.width), emu(box.height)
