"""Text boxes, rectangles, lines and groups on a slide: lengths in inches, the theme's colours, every run Indonesian.

`shapes` are those of a slide (`slide.shapes`). Later ones lie above earlier ones and are read after them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pptx.enum.dml import MSO_LINE, MSO_THEME_COLOR
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from kkb.exports.line_breaking import tie_counts
from kkb.exports.slides.geometry import OUTLINE, READ, RUNG_COLOUR, Box, emu
from kkb.exports.slides.text import clean, stack_height
from kkb.theme import LIGHT, TAHAP_LETTER

_ALIGN = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
_ANCHOR = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}
_LONGEST_NAME, _LONGEST_ALT = 100, 4_000


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph of one size; `space` are the points above it.

    `parts` are (text, whether bold) in place of `text` where both kinds of type stand in it, joined by spaces.
    """

    text: str
    size: float = READ
    bold: bool = False
    colour: str = "tx1"
    align: str = "left"
    space: float = 0
    parts: tuple[tuple[str, bool], ...] = ()


def add_words(
    shapes: Any, box: Box, paragraphs: Sequence[Words], *, name: str, anchor: str = "top", wraps: bool = True
) -> None:
    """A text box without margins."""
    shape = shapes.add_textbox(*emus(box))
    describe(shape, name)
    write_words(shape.text_frame, paragraphs, anchor=anchor, wraps=wraps)


def add_paragraphs(
    shapes: Any, texts: Sequence[str], box: Box, top: float, *, space: float, name: str, size: float = READ
) -> None:
    """Paragraphs across the box from `top` on, as high as they are."""
    words = [Words(text, size, space=space if place else 0) for place, text in enumerate(texts)]
    tall = stack_height(texts, box.width, size, space)
    add_words(shapes, Box(box.left, top, box.width, tall), words, name=name)


def add_box(
    shapes: Any,
    box: Box,
    *,
    name: str,
    fill: str,
    line: str | None = None,
    line_width: float = 1.0,
    dashed: bool = False,
    words: Sequence[Words] = (),
    alt: str = "",
) -> None:
    """A rectangle with words in its middle; without `line` it has no outline."""
    shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *emus(box))
    describe(shape, name, alt)
    fill_with(shape.fill, fill)
    draw_line(shape.line, line, line_width, "dash" if dashed else "")
    write_words(shape.text_frame, words, anchor="middle")


def add_lines(shapes: Any, lines: Sequence[Sequence[tuple[float, float]]], *, name: str, width: float) -> None:
    """Lines through points (inches) as one shape that can be edited; `width` in points."""
    points = [[(emu(x), emu(y)) for x, y in line] for line in lines]
    builder = shapes.build_freeform(*points[0][0])
    for place, line in enumerate(points):
        if place:
            builder.move_to(*line[0])
        builder.add_line_segments(line[1:], close=False)
    shape = builder.convert_to_shape()
    describe(shape, name)
    shape.fill.background()
    draw_line(shape.line, "tx1", width)


@contextmanager
def group(shapes: Any, *, name: str, alt: str) -> Iterator[None]:
    """What is drawn meanwhile, at least one shape, becomes a group that is read aloud as `alt`."""
    before = len(shapes)
    yield
    describe(shapes.add_group_shape(list(shapes)[before:]), name, alt)


def rung_ink(tahap: str) -> str:
    """The theme's colour of letters on a rung."""
    return "bg1" if tahap in LIGHT.dark_fills else "tx1"


def add_rung(shapes: Any, box: Box, tahap: str, *, name: str, words: Sequence[Words] = (), alt: str = "") -> None:
    """The square of a rung in its colour, with its letter unless other `words` are given; "" is "not reported"."""
    letter = Words(TAHAP_LETTER[tahap], bold=True, colour=rung_ink(tahap), align="center")
    add_box(
        shapes,
        box,
        name=name,
        fill=RUNG_COLOUR[tahap],
        line=OUTLINE,
        line_width=1.25,
        dashed=not tahap,
        words=words or [letter],
        alt=alt,
    )


def write_words(frame: Any, paragraphs: Sequence[Words], *, anchor: str = "top", wraps: bool = True) -> None:
    """Write the paragraphs into an empty text frame, without margins around them."""
    frame.margin_left = frame.margin_top = frame.margin_right = frame.margin_bottom = 0
    frame.vertical_anchor = _ANCHOR[anchor]
    frame.word_wrap = wraps
    frame.auto_size = MSO_AUTO_SIZE.NONE
    for place, words in enumerate(paragraphs):
        write_paragraph(frame.add_paragraph() if place else frame.paragraphs[0], words)


def write_paragraph(paragraph: Any, words: Words) -> None:
    """Write the words into an empty paragraph."""
    paragraph.alignment = _ALIGN[words.align]
    if words.space:
        paragraph.space_before = Pt(words.space)
    parts = words.parts or ((words.text, words.bold),)
    for place, (text, bold) in enumerate(parts):
        end = " " if place < len(parts) - 1 else ""
        write_run(paragraph, text, size=words.size, bold=bold, colour=words.colour, end=end)


def write_run(
    paragraph: Any,
    text: str,
    *,
    size: float | None = None,
    bold: bool | None = None,
    colour: str | None = None,
    end: str = "",
) -> None:
    """Add a run; what is None is as the layout says. Nothing is added where there is no text."""
    text = tie_counts(clean(text))
    if not text:
        return
    run = paragraph.add_run()
    run.text = text + end
    run.font.language_id = MSO_LANGUAGE_ID.INDONESIAN
    if size is not None:
        run.font.size = Pt(size)
    run.font.bold = bold
    if colour is not None:
        run.font.color.theme_color = theme_colour(colour)


def describe(shape: Any, name: str, alt: str = "") -> None:
    """Name a shape, and say what is read aloud in its place."""
    shape.name = clean(name, most=_LONGEST_NAME)
    if alt:
        # python-pptx has no property for it.
        shape._element._nvXxPr.cNvPr.set("descr", clean(alt, most=_LONGEST_ALT))


def fill_with(fill: Any, colour: str | None) -> None:
    """One colour of the theme, or none at all."""
    if colour is None:
        fill.background()
    else:
        fill.solid()
        fill.fore_color.theme_color = theme_colour(colour)


def draw_line(line: Any, colour: str | None, width: float = 1.0, dash: str = "") -> None:
    """Set the look of an outline; `dash` is Office's name ("dash", "sysDash"), `width` in points."""
    fill_with(line.fill, colour)
    if colour is not None:
        line.width = Pt(width)
        if dash:
            line.dash_style = MSO_LINE.from_xml(dash)


def append(parent: Any, tag: str, **attributes: object) -> Any:
    """Add an element for which python-pptx has no property, and return it."""
    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(name, str(value))
    parent.append(child)
    return child


def theme_colour(name: str) -> MSO_THEME_COLOR:
    """The colour of the theme by Office's name for it ("accent1", "tx1")."""
    return MSO_THEME_COLOR.from_xml(name)


def emus(box: Box) -> tuple[int, int, int, int]:
    """Left, top, width and height in Office's own unit."""
    return emu(box.left), emu(box.top), emu(box.width), emu(box.height)


def move(shape: Any, box: Box) -> None:
    """Move a shape."""
    shape.left, shape.top, shape.width, shape.height = emus(box)
