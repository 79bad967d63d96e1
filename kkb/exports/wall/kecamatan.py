"""The slide of one kecamatan: its desa by rung, its share and its line, and under them what is asked of it."""

from __future__ import annotations

from kkb.briefing.facts import LADDER, KecamatanBar, Tile
from kkb.briefing.model import KecamatanBody
from kkb.exports.drawing import draw_line
from kkb.exports.wall.flow import Block, pour
from kkb.exports.wall.parts import (
    LINE,
    Area,
    badge,
    column_html,
    figure,
    flow_pages,
    lead_lines,
    names_in_parts,
    paragraph,
)
from kkb.exports.wall.text import say
from kkb.formatting import format_count, format_share
from kkb.narrative import tahap_words

_SHARE_HEIGHT = 132
_MOST_BELOW = 0.36
"""Share of the height that the sentences under the figures may take; the rest of them goes on."""
_BADGE, _RUNG_SPACE = 72, 16
"""Width of a badge with its space, and what is left under the desa of a rung; px."""


def lay_out_kecamatan(body: KecamatanBody, alt: str, area: Area) -> list[str]:
    """The kecamatan as HTML: one slide, and more where names or sentences need them."""
    width = area.column(2)
    below, left_over = _sentences(body, area)
    height = area.height - sum(block.height for block in below)
    columns = [column for page in pour(_rungs(body.desa, width), height=height, columns=1) for column in page]
    left = column_html(columns[0] if columns else [], width)
    line_height = height - _SHARE_HEIGHT - 24
    line = figure(
        draw_line(body.line, area.frame(width=width, height=line_height)), width, line_height, body.line.title
    )
    right = f'<div class="column" style="width:{width}px">{_share(body.bar, width)}{line}</div>'
    first = f'<div class="columns" style="height:{height}px">{left}{right}</div>'
    first += "".join(block.html for block in below)
    rest = [block for column in columns[1:] for block in column]
    rest += [paragraph("", sentence, width) for sentence in left_over]
    return [first, *flow_pages(rest, area, 2)]


def _sentences(body: KecamatanBody, area: Area) -> tuple[list[Block], tuple[str, ...]]:
    """Those that stand under the figures, and those that do not fit there."""
    shown: list[Block] = []
    for place, sentence in enumerate(body.sentences):
        block = paragraph("", sentence, area.width)
        if sum(b.height for b in shown) + block.height > area.height * _MOST_BELOW:
            return shown, body.sentences[place:]
        shown.append(block)
    return shown, ()


def _rungs(desa: tuple[Tile, ...], width: int) -> list[Block]:
    blocks = []
    for rung in LADDER:
        names = [tile.desa for tile in desa if tile.tahap == rung]
        word = f"{tahap_words(rung or None)}, {format_count(len(names))} desa:"
        for part in names_in_parts(word, names, width - _BADGE):
            text = ", ".join(part)
            html = f'<p class="rung">{badge(rung)}<b>{say(word)}</b> {say(text)}</p>'
            blocks.append(Block(html, lead_lines(word, text, width - _BADGE) * LINE + _RUNG_SPACE))
    return blocks


def _share(bar: KecamatanBar, width: int) -> str:
    """The kecamatan's part of its target in figures and as a track."""
    words = format_share(bar.terbentuk_desa, bar.target_desa, bar.capaian_pct)
    share = min(bar.terbentuk_desa / bar.target_desa, 1) if bar.target_desa else 0
    track = f'<div class="track" style="width:{width}px"><u style="width:{share * 100:.1f}%"></u></div>'
    drawn = track if bar.target_desa else ""
    return f'<div style="height:{_SHARE_HEIGHT}px"><p class="share">{say(words)}</p>{drawn}</div>'
