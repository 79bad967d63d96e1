"""Pieces that bodies of the wall's slides are made of: figures, badges, paragraphs, and names by rung."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kkb.exports.drawing import Frame
from kkb.exports.page_links import PageLinks, opened
from kkb.exports.wall.flow import Block, pour
from kkb.exports.wall.text import count_lines, say, wrap, write
from kkb.figures.facts import RungGroup
from kkb.figures.letters import width_of
from kkb.formatting import format_count
from kkb.theme import TAHAP_LETTER, Palette

LETTERS, LINE = 40, 52
"""Size of all that must be read across a room, and distance of its lines, in px of a stage of 1080 lines."""
_SPACE = 20
"""Under a paragraph."""
NAMES_SPACE = 8
"""Under a paragraph of names."""
_HEAD = 72
_GAP = 80
"""Between columns."""
_TALLEST = 6
"""Lines of a paragraph of names at most; what is longer may part between columns."""

RUNG_CLASS = {"Terbentuk": "t", "Merintis": "m", "Sosialisasi": "s", "Belum": "b", "": "n"}
"""Class of the badge of a rung."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where a body stands: px of the stage, the colours, and where its numbers open (None: nowhere)."""

    width: int
    height: int
    palette: Palette
    links: PageLinks | None = None

    def frame(self, *, width: int | None = None, height: int | None = None) -> Frame:
        return Frame(width or self.width, height or self.height, LETTERS, self.palette, links=self.links)

    def column(self, count: int) -> int:
        """Width of one of `count` columns."""
        return (self.width - _GAP * (count - 1)) // count


def figure(svg: str, width: int, height: int, alt: str) -> str:
    """A drawing in its place, with what is read aloud for it."""
    # An image would hide its links from those who listen.
    role = "group" if "<a " in svg else "img"
    size = f"width:{width}px;height:{height}px"
    return f'<div class="figure" role="{role}" aria-label="{say(alt)}" style="{size}">{svg}</div>'


def badge(tahap: str) -> str:
    """The letter of a rung in its colour; said by the word beside it."""
    return f'<i class="badge {RUNG_CLASS[tahap]}" aria-hidden="true">{TAHAP_LETTER[tahap]}</i>'


def paragraph(lead: str, text: str, width: int, *, under: Block | None = None, is_names: bool = False) -> Block:
    """A paragraph that may begin with some heavy words."""
    heavy = f"<b>{write(lead)}</b> " if lead else ""
    kind, space = (" class=names", NAMES_SPACE) if is_names else ("", _SPACE)
    height = lead_lines(lead, text, width) * LINE + space
    return Block(f"<p{kind}>{heavy}{write(text)}</p>", height, under=under)


def paragraphs(lead: str, text: str, width: int, *, under: Block | None = None) -> list[Block]:
    """The text as one paragraph, or as several that find room on a slide each where it is very long."""
    lines = wrap(f"{lead} {text}", width, LETTERS, bold=True)
    if len(lines) <= _TALLEST:
        return [paragraph(lead, text, width, under=under)]
    parts = [" ".join(lines[start : start + _TALLEST]) for start in range(0, len(lines), _TALLEST)]
    return [paragraph("", part, width, under=under) for part in parts]


def lead_lines(lead: str, text: str, width: float) -> int:
    """Lines of a paragraph that begins with some heavy words."""
    # What the heavy words are wider by is taken off every line: a little too tall at worst.
    wider = width_of(lead, LETTERS, is_bold=True) - width_of(lead, LETTERS)
    return count_lines(f"{lead} {text}", width - max(wider, 0) - 2, LETTERS)


def named_groups(groups: Iterable[RungGroup], width: int, links: PageLinks | None = None) -> list[Block]:
    """Every desa by rung and kecamatan, as blocks for a column `width` px wide."""
    blocks: list[Block] = []
    for group in groups:
        count = f"{format_count(group.count)} desa"
        listed = links.listed("", (group.tahap,)) if links else None
        words = opened(f"{badge(group.tahap)}{say(group.word)} <span>{count}</span>", listed)
        again = Block(f'<h3 class="head">{badge(group.tahap)}{say(group.word)} <span>(lanjutan)</span></h3>', _HEAD)
        blocks.append(Block(f'<h3 class="head">{words}</h3>', _HEAD, is_heading=True))
        for kecamatan, names in group.desa:
            lead = f"{kecamatan}:"
            parts = names_in_parts(lead, names, width)
            blocks += [paragraph(lead, ", ".join(part), width, under=again, is_names=True) for part in parts]
    return blocks


def names_in_parts(lead: str, names: Sequence[str], width: int) -> list[list[str]]:
    """Names as parts of a paragraph that is not too tall to be moved as one; none without a name."""
    parts: list[list[str]] = []
    for name in names:
        longer = f"{lead} {', '.join([*parts[-1], name])}" if parts else ""
        if not parts or lead_lines("", longer, width) > _TALLEST:
            parts.append([])
        parts[-1].append(name)
    return parts


def flow_pages(blocks: list[Block], area: Area, columns: int) -> list[str]:
    """Blocks as slides of so many columns."""
    width = area.column(columns)
    pages = []
    for page in pour(blocks, height=area.height, columns=columns):
        pages.append(f'<div class="columns">{"".join(column_html(column, width) for column in page)}</div>')
    return pages


def column_html(column: Sequence[Block], width: int) -> str:
    """Blocks one under the other."""
    return f'<div class="column" style="width:{width}px">{"".join(block.html for block in column)}</div>'
