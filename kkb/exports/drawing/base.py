"""What all stills share: the frame, and a canvas of shapes with attributes only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from kkb.exports.page_links import PageLinks
from kkb.figures.letters import ASCENT, LINE, visible
from kkb.figures.placing import Anchor, Box, Label, Point
from kkb.formatting import escaped
from kkb.theme import FONT_FAMILY, LIGHT, Palette

EMPTY = "Belum ada data"
PALE = 0.25
"""How much is seen of a desa that is not looked at."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a figure is drawn: `width` and `height` of its viewBox, `letters` the size of every text in it.

    All in one unit: on the wall 40 of 1080 lines, on paper about 9 pt. `links`: where it may be pressed. `is_cropped`:
    a map that needs less of the height takes no more.
    """

    width: float
    height: float
    letters: float
    palette: Palette = LIGHT
    family: str = FONT_FAMILY
    links: PageLinks | None = None
    is_cropped: bool = False


class Canvas:
    """Shapes in the order of drawing, and the SVG text they make."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.palette = frame.palette
        self.height = frame.height
        self._parts: list[str] = []

    def add(self, tag: str, words: str | None = None, **attributes: str | float | None) -> None:
        """One element; `_` in the name of an attribute stands for "-", None leaves it out."""
        listed = "".join(
            f' {name.rstrip("_").replace("_", "-")}="{value if isinstance(value, str) else number(value)}"'
            for name, value in attributes.items()
            if value is not None
        )
        self._parts.append(f"<{tag}{listed}/>" if words is None else f"<{tag}{listed}>{words}</{tag}>")

    @contextmanager
    def link(self, address: str | None, words: str, *, is_stop: bool = True) -> Iterator[None]:
        """What is drawn meanwhile opens an address, if there is one; `words` are told of it, by pointer and by voice.

        In a frame that opens nothing, such as paper, it is drawn alone. `is_stop`: the keyboard gets to it.
        """
        told = escaped(visible(words)) if self.frame.links else ""
        if told and address is not None:
            stop = "" if is_stop else ' tabindex="-1"'
            self._parts.append(f'<a href="{escaped(address)}"{stop} aria-label="{told}"><title>{told}</title>')
        elif told:
            self._parts.append(f"<g><title>{told}</title>")
        yield
        if told:
            self._parts.append("</a>" if address is not None else "</g>")

    def rect(
        self,
        box: Box,
        fill: str,
        *,
        stroke: str | None = None,
        line: float | None = None,
        dash: Sequence[float] = (),
        opacity: float | None = None,
    ) -> None:
        self.add(
            "rect",
            x=box.left,
            y=box.top,
            width=max(box.right - box.left, 0),
            height=max(box.bottom - box.top, 0),
            fill=fill,
            fill_opacity=opacity,
            stroke=stroke,
            stroke_width=line if stroke else None,
            stroke_dasharray=_dashes(dash),
        )

    def feel(self, box: Box) -> None:
        """Room for pointer and finger, without ink; nothing where the frame opens nothing."""
        if self.frame.links:
            self.rect(box, self.palette.background, opacity=0)

    def line(self, points: Sequence[Point], stroke: str, line: float, *, dash: Sequence[float] = ()) -> None:
        self.lines([points], stroke, line, dash=dash)

    def lines(
        self,
        lines: Sequence[Sequence[Point]],
        stroke: str,
        line: float,
        *,
        dash: Sequence[float] = (),
        cap: str = "butt",
    ) -> None:
        """Several lines that look the same, as one shape."""
        self.add(
            "path",
            d="".join(map(path_through, lines)),
            fill="none",
            stroke=stroke,
            stroke_width=line,
            stroke_linejoin="round",
            stroke_linecap=cap,
            stroke_dasharray=_dashes(dash),
        )

    def area(
        self,
        points: Sequence[Point],
        fill: str,
        *,
        stroke: str | None = None,
        line: float = 0,
        dash: Sequence[float] = (),
        opacity: float | None = None,
    ) -> None:
        """A filled shape around points."""
        self.add(
            "path",
            d=f"{path_through(points)}Z",
            fill=fill,
            fill_opacity=opacity,
            stroke=stroke,
            stroke_width=line if stroke else None,
            stroke_dasharray=_dashes(dash),
        )

    @contextmanager
    def pale(self, is_pale: bool) -> Iterator[None]:
        """What is drawn meanwhile is hardly seen, if it is to be so."""
        self._parts.append(f'<g opacity="{PALE}">' if is_pale else "")
        yield
        self._parts.append("</g>" if is_pale else "")

    def diamond(self, place: Point, half: float, fill: str, *, stroke: str | None = None, line: float = 0) -> None:
        x, y = place
        self.area([(x, y - half), (x + half, y), (x, y + half), (x - half, y)], fill, stroke=stroke, line=line)

    def text(
        self,
        x: float,
        baseline: float,
        words: str,
        *,
        fill: str | None = None,
        anchor: Anchor = "start",
        size: float | None = None,
        is_bold: bool = False,
    ) -> None:
        """One line of text; any text may be handed in."""
        words = escaped(visible(words))
        if words:
            self.add(
                "text",
                words,
                x=x,
                y=baseline,
                fill=fill or self.palette.text,
                font_size=size or self.frame.letters,
                font_weight="700" if is_bold else None,
                text_anchor=anchor if anchor != "start" else None,
            )

    def label(self, label: Label, box: Box, anchor: Anchor) -> None:
        """A block of lines in its box, its lines beginning at (`start`), around or before (`end`) one place."""
        x = {"start": box.left, "middle": (box.left + box.right) / 2, "end": box.right}[anchor]
        for i, words in enumerate(label.lines):
            is_bold = i < label.bold
            baseline = box.top + (ASCENT + i * LINE) * label.size
            fill = label.fill if is_bold or label.quiet is None else label.quiet
            self.text(x, baseline, words, fill=fill, anchor=anchor, size=label.size, is_bold=is_bold)

    def svg(self) -> str:
        frame = self.frame
        family = escaped(frame.family)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(frame.width)} {number(self.height)}" '
            f'font-family="{family}">{"".join(self._parts)}</svg>'
        )


def empty_figure(frame: Frame, words: str = EMPTY) -> str:
    """A figure that says why there is nothing to draw."""
    canvas = Canvas(frame)
    canvas.text(frame.width / 2, frame.height / 2, words, fill=frame.palette.muted, anchor="middle")
    return canvas.svg()


def path_through(points: Sequence[Point]) -> str:
    """An open path through points, in SVG's words."""
    return f"M{'L'.join(f'{number(x)} {number(y)}' for x, y in points)}"


def number(value: float | None) -> str:
    """A number as short as it may be."""
    text = f"{value or 0:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _dashes(dash: Sequence[float]) -> str | None:
    return " ".join(number(length) for length in dash) or None
