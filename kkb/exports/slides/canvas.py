"""What a slide is drawn on: text, boxes, lines and frames in inches, in the theme's colours, every run Indonesian.

The shapes are written as PresentationML (ECMA-376, part 1, 19.3 and 20.1) and parsed once for a whole slide: through
the objects of python-pptx the same slide takes five times as long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from kkb.exports.slides.geometry import LANGUAGE, READ, Box, emu
from kkb.exports.slides.text import clean

_ALIGN = {"left": "l", "center": "ctr", "right": "r"}
_ANCHOR = {"top": "t", "middle": "ctr", "bottom": "b"}
_FIRST_NUMBER = 2
"""The tree of shapes is number 1."""
_LONGEST_NAME, _LONGEST_ALT = 100, 4_000
_PLAIN = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


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


class Canvas:
    """A slide, or a group on one, that shapes are put on; `put_into` hands them over.

    Later shapes lie above earlier ones and are read after them. `part` is the slide's, for what shapes refer to.
    """

    def __init__(self, part: Any, numbers: Iterator[int] | None = None) -> None:
        self.part = part
        self._numbers = numbers if numbers is not None else count(_FIRST_NUMBER)
        self._shapes: list[str] = []
        self._places: list[tuple[int, int, int, int]] = []

    def add_placeholder(self, kind: str, name: str, content: str, box: Box | None = None) -> None:
        """Fill a place of the layout (`kind`: attributes of p:ph) with a paragraph's content as XML.

        It stands where the layout says unless it has a `box` of its own.
        """
        place = f"<a:xfrm>{_place(box)}</a:xfrm>" if box is not None else ""
        self._shapes.append(
            f'<p:sp><p:nvSpPr>{self._identity(name)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/>'
            f"</p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p>{content}</a:p></p:txBody></p:sp>"
        )

    def add_words(
        self, box: Box, paragraphs: Sequence[Words], *, name: str, anchor: str = "top", wraps: bool = True
    ) -> None:
        """A text box without margins."""
        self._add_shape(
            box, name, "", ' txBox="1"', f"{_PLAIN}<a:noFill/>", text_body(paragraphs, anchor=anchor, wraps=wraps)
        )

    def add_box(
        self,
        box: Box,
        *,
        name: str,
        fill: str | None = None,
        line: str | None = None,
        line_width: float = 1.0,
        dashed: bool = False,
        words: Sequence[Words] = (),
        alt: str = "",
    ) -> None:
        """A rectangle with fill and outline of the theme, and words in its middle."""
        look = f"{_PLAIN}{_fill(fill)}{_outline(line, line_width, dashed=dashed)}"
        self._add_shape(box, name, alt, "", look, text_body(words, anchor="middle"))

    def add_lines(self, lines: Sequence[Sequence[tuple[float, float]]], *, name: str, width: float) -> None:
        """Lines through points (inches) as one shape that can be edited; `width` in points."""
        xs = [x for line in lines for x, _ in line]
        ys = [y for line in lines for _, y in line]
        box = Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        steps = "".join(
            f'<a:{step}><a:pt x="{emu(x - box.left)}" y="{emu(y - box.top)}"/></a:{step}>'
            for line in lines
            for step, (x, y) in zip(["moveTo", *["lnTo"] * len(line)], line, strict=False)
        )
        geometry = (
            '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
            f'<a:path w="{emu(box.width)}" h="{emu(box.height)}" fill="none">{steps}</a:path></a:pathLst></a:custGeom>'
        )
        self._add_shape(box, name, "", "", f"{geometry}<a:noFill/>{_outline('tx1', width)}", text_body(()))

    def add_frame(self, box: Box, kind: str, content: str, *, name: str, alt: str) -> None:
        """A frame for a chart or table: `kind` is the last part of its address in DrawingML, `content` its XML."""
        self._places.append(_emus(box))
        self._shapes.append(
            f"<p:graphicFrame><p:nvGraphicFramePr>{self._identity(name, alt)}<p:cNvGraphicFramePr>"
            f'<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
            f'<p:xfrm>{_place(box)}</p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/'
            f'drawingml/2006/{kind}">{content}</a:graphicData></a:graphic></p:graphicFrame>'
        )

    @contextmanager
    def group(self, *, name: str, alt: str) -> Iterator[Canvas]:
        """A canvas whose shapes become one group that is read aloud as `alt`; nothing if none is put on it."""
        identity = self._identity(name, alt)
        inner = Canvas(self.part, self._numbers)
        yield inner
        if not inner._places:
            return
        left, top = (min(place[side] for place in inner._places) for side in (0, 1))
        right, bottom = (max(place[side] + place[side + 2] for place in inner._places) for side in (0, 1))
        self._places.append((left, top, right - left, bottom - top))
        start, size = f'x="{left}" y="{top}"', f'cx="{right - left}" cy="{bottom - top}"'
        self._shapes.append(
            f"<p:grpSp><p:nvGrpSpPr>{identity}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off {start}/>"
            f"<a:ext {size}/><a:chOff {start}/><a:chExt {size}/></a:xfrm></p:grpSpPr>{''.join(inner._shapes)}</p:grpSp>"
        )

    def put_into(self, tree: Any) -> None:
        """Append the shapes to a tree of shapes (p:spTree)."""
        for shape in list(parse_xml(f"<p:spTree {nsdecls('p', 'a', 'r')}>{''.join(self._shapes)}</p:spTree>")):
            tree.append(shape)

    def _add_shape(self, box: Box, name: str, alt: str, kind: str, look: str, body: str) -> None:
        self._places.append(_emus(box))
        self._shapes.append(
            f"<p:sp><p:nvSpPr>{self._identity(name, alt)}<p:cNvSpPr{kind}/><p:nvPr/></p:nvSpPr><p:spPr>"
            f"<a:xfrm>{_place(box)}</a:xfrm>{look}</p:spPr><p:txBody>{body}</p:txBody></p:sp>"
        )

    def _identity(self, name: str, alt: str = "") -> str:
        described = f" descr={quoteattr(clean(alt, most=_LONGEST_ALT))}" if alt else ""
        return f'<p:cNvPr id="{next(self._numbers)}" name={quoteattr(clean(name, most=_LONGEST_NAME))}{described}/>'


def run(text: str, *, size: float | None = None, bold: bool | None = None, colour: str | None = None) -> str:
    """A run of text as XML; what is None is as the layout says. Without text there is no run."""
    # A space between runs stays.
    text = clean(text) + (" " if text.endswith(" ") else "")
    if not text.strip():
        return f'<a:endParaRPr lang="{LANGUAGE}"/>'
    face = f' sz="{size * 100:.0f}"' if size is not None else ""
    face += f' b="{bold:d}"' if bold is not None else ""
    fill = _fill(colour) if colour is not None else ""
    return f'<a:r><a:rPr lang="{LANGUAGE}"{face}>{fill}</a:rPr><a:t>{escape(text)}</a:t></a:r>'


def text_body(paragraphs: Sequence[Words], *, anchor: str = "top", wraps: bool = True) -> str:
    """The text of a shape as the content of p:txBody."""
    wrap = "square" if wraps else "none"
    return (
        f'<a:bodyPr wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{_ANCHOR[anchor]}">'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{''.join(map(paragraph, paragraphs)) or '<a:p/>'}"
    )


def paragraph(words: Words) -> str:
    """A paragraph as XML."""
    space = f'<a:spcBef><a:spcPts val="{words.space * 100:.0f}"/></a:spcBef>' if words.space else ""
    parts = words.parts or ((words.text, words.bold),)
    texts = [text if place == len(parts) - 1 else f"{text} " for place, (text, _) in enumerate(parts)]
    content = "".join(
        run(text, size=words.size, bold=bold, colour=words.colour) for text, (_, bold) in zip(texts, parts, strict=True)
    )
    return f'<a:p><a:pPr algn="{_ALIGN[words.align]}">{space}</a:pPr>{content}</a:p>'


def _fill(colour: str | None) -> str:
    return "<a:noFill/>" if colour is None else f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'


def _outline(colour: str | None, width: float, *, dashed: bool = False) -> str:
    if colour is None:
        return "<a:ln><a:noFill/></a:ln>"
    dash = '<a:prstDash val="dash"/>' if dashed else ""
    return f'<a:ln w="{width * 12_700:.0f}">{_fill(colour)}{dash}</a:ln>'


def _place(box: Box) -> str:
    left, top, width, height = _emus(box)
    return f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>'


def _emus(box: Box) -> tuple[int, int, int, int]:
    return emu(box.left), emu(box.top), emu(box.width), emu(box.height)
