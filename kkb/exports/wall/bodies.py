"""What stands between title and foot of a slide on the wall, by kind of body; long ones take several slides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import assert_never

from kkb.briefing.model import (
    BarsBody,
    Body,
    ChangesBody,
    DefinitionsBody,
    FindingsBody,
    GroupsBody,
    HeadlineBody,
    KecamatanBody,
    LadderBody,
    LineBody,
    StepsBody,
    TilesBody,
)
from kkb.exports.drawing import draw_bars, draw_ladder, draw_line, draw_tiles
from kkb.exports.page_links import card_addresses, opened
from kkb.exports.sharing import share_out
from kkb.exports.wall.flow import Block
from kkb.exports.wall.kecamatan import lay_out_kecamatan
from kkb.exports.wall.parts import (
    LETTERS,
    LINE,
    Area,
    badge,
    figure,
    flow_pages,
    named_groups,
    paragraphs,
)
from kkb.exports.wall.table import lay_out_table
from kkb.exports.wall.text import count_lines, greatest_size, longest_word, say, write
from kkb.figures.facts import KecamatanBar, LadderRow
from kkb.figures.letters import width_of
from kkb.formatting import format_count
from kkb.narrative import Card

_ROW, _ROW_OF_TWO, _TALLEST_ROW = 72, 100, 120
"""Rows of a figure; one of two lines where a name is long."""
_LONG_NAME = 600
_LADDER_HEAD = 84
_CARD_GAP = 48
_UNDER_CARDS = 28
_VALUE_SIZES = (260, 230, 200, 180, 164, 156, 144, 132, 120, 108, 96)
_VALUE_TWO_LINES = (84, 76, 68, 60)
_VALUE_HEIGHTS = (304, 184)
"""As high as the sentences under them leave room for."""
_LEGEND = 500
_STEP = 8


def lay_out(body: Body, alt: str, area: Area) -> list[str]:
    """The body as HTML, one a slide; `alt` is its figure read aloud."""
    match body:
        case HeadlineBody():
            return _headline(body, area)
        case LineBody():
            return [figure(draw_line(body.line, area.frame()), area.width, area.height, alt)]
        case BarsBody():
            return _bars(body.bars, alt, area)
        case LadderBody():
            return _ladder(body.rows, alt, area)
        case TilesBody():
            return [_tiles(body, alt, area)]
        case GroupsBody():
            return flow_pages(named_groups(body.groups, area.column(2), area.links), area, 2)
        case ChangesBody() | StepsBody():
            return lay_out_table(body.table, width=area.width, height=area.height)
        case FindingsBody():
            links = [area.links.row(one) for one in body.openings] if area.links else []
            size = {"width": area.width, "height": area.height}
            return lay_out_table(body.table, **size, addresses=links, named_in=body.named_in)
        case KecamatanBody():
            return lay_out_kecamatan(body, alt, area)
        case DefinitionsBody():
            return _definitions(body, area)
        case _:
            assert_never(body)


def _headline(body: HeadlineBody, area: Area) -> list[str]:
    blocks = [block for sentence in body.sentences for block in paragraphs("", sentence, area.width)]
    told = sum(block.height for block in blocks)
    choices = [_cards(body, area, height) for height in _VALUE_HEIGHTS] if body.cards else [("", 0)]
    cards, used = next((choice for choice in choices if choice[1] + told <= area.height), choices[-1])
    room = area.height - used
    first = list[Block]()
    while blocks and sum(block.height for block in (*first, blocks[0])) <= room:
        first.append(blocks.pop(0))
    pages = [cards + "".join(block.html for block in first)] if cards or first else []
    return [*pages, *flow_pages(blocks, area, 1)]


def _cards(body: HeadlineBody, area: Area, height: int) -> tuple[str, int]:
    """The figures side by side, each `height` px high without its words, and how tall they are with them."""
    widths = _card_widths(body.cards, area.width)
    sized = list(zip(body.cards, widths, strict=True))
    addresses = card_addresses(area.links)[1:][: len(sized)]
    labels = max(count_lines(card.label, width, LETTERS, bold=True) for card, width in sized) * LINE
    notes = max(count_lines(card.note, width, LETTERS) for card, width in sized) * LINE
    sizes = _value_sizes(sized, height)
    items = "".join(
        f'<li style="width:{width}px"><div class="label" style="height:{labels}px">{write(card.label)}</div>'
        f'<div class="value" style="height:{height}px;font-size:{size}px">'
        f"<b>{opened(write(card.value), address)}</b></div>"
        f'<div class="note" style="height:{notes}px">{write(card.note)}</div></li>'
        for (card, width), size, address in zip(sized, sizes, addresses, strict=True)
    )
    return f'<ul class="cards">{items}</ul>', labels + height + notes + _UNDER_CARDS


def _card_widths(cards: Sequence[Card], whole: int) -> list[int]:
    """Equal, unless labels fit into one line only otherwise: then the rest goes where a note has most lines."""
    room = whole - _CARD_GAP * (len(cards) - 1)
    needed = [
        ceil(
            max(
                width_of(card.label, LETTERS, is_bold=True),
                longest_word(card.value, _VALUE_SIZES[-1], bold=True),
                longest_word(card.note, LETTERS),
            )
        )
        + 2
        for card in cards
    ]
    if sum(needed) > room or max(needed) <= room // len(cards):
        return [room // len(cards)] * len(cards)
    for _ in range((room - sum(needed)) // _STEP):
        lines = [count_lines(card.note, width, LETTERS) for card, width in zip(cards, needed, strict=True)]
        needed[lines.index(max(lines))] += _STEP
    return needed


def _value_sizes(sized: Sequence[tuple[Card, int]], height: int) -> list[int]:
    """One size for all numbers, so that none looks like more than another; words in the size that is theirs."""
    sizes = [_value_size(card.value, width, height) for card, width in sized]
    of_numbers = min((size for (card, _), size in zip(sized, sizes, strict=True) if not card.is_words), default=0)
    return [size if card.is_words else of_numbers for (card, _), size in zip(sized, sizes, strict=True)]


def _value_size(value: str, width: int, height: int) -> int:
    """Of one line or of two, as it is larger: "1 tahun 11 bulan" on one would look like a note beside a number."""
    sizes = tuple(size for size in _VALUE_SIZES if size * 1.12 <= height)
    size = greatest_size(value, width, sizes, bold=True)
    of_two = tuple(size for size in (*_VALUE_SIZES, *_VALUE_TWO_LINES) if size * 2 * 1.08 <= height)
    size_of_two = greatest_size(value, width, of_two, bold=True, lines=2)
    return size if width_of(value, size, is_bold=True) <= width and size >= size_of_two else size_of_two


def _bars(bars: Sequence[KecamatanBar], alt: str, area: Area) -> list[str]:
    pages = []
    for place in share_out(len(bars), area.height // _row(bar.kecamatan for bar in bars)):
        part = bars[place]
        height = min(area.height, len(part) * _TALLEST_ROW)
        pages.append(figure(draw_bars(part, area.frame(height=height), among=bars), area.width, height, alt))
    return pages


def _ladder(rows: Sequence[LadderRow], alt: str, area: Area) -> list[str]:
    pages = []
    for place in share_out(len(rows), (area.height - _LADDER_HEAD) // _row(row.kecamatan for row in rows)):
        part = rows[place]
        height = min(area.height, len(part) * _TALLEST_ROW + _LADDER_HEAD)
        pages.append(figure(draw_ladder(part, area.frame(height=height), among=rows), area.width, height, alt))
    return pages


def _row(names: Iterable[str]) -> int:
    """The least height of a row with such names."""
    is_long = any(width_of(name, LETTERS, is_bold=True) > _LONG_NAME for name in names)
    return _ROW_OF_TWO if is_long else _ROW


def _tiles(body: TilesBody, alt: str, area: Area) -> str:
    width = area.width - _LEGEND - 60
    drawn = figure(draw_tiles(body.tiles, area.frame(width=width)), width, area.height, alt)
    items = "".join(
        f"<li>{badge(rung)}<span>{say(word)}<br><b>{format_count(count)} desa</b></span></li>"
        for rung, word, count in body.legend
    )
    return f'<div class="side">{drawn}<ul class="legend" style="width:{_LEGEND}px">{items}</ul></div>'


def _definitions(body: DefinitionsBody, area: Area) -> list[str]:
    width = area.column(1)
    blocks = [block for word, text in body.definitions for block in paragraphs(f"{word}:", text, width)]
    if body.sources:
        heading = Block('<h3 class="head">Sumber</h3>', 72, is_heading=True)
        again = Block('<h3 class="head">Sumber (lanjutan)</h3>', 72)
        blocks.append(heading)
        blocks += [block for source in body.sources for block in paragraphs("", source, width, under=again)]
    return flow_pages(blocks, area, 1)
