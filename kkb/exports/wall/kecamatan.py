"""The slide of one kecamatan: its desa by rung, what is asked of it, its share and its line."""

from __future__ import annotations

from kkb.briefing.model import KecamatanBody
from kkb.exports.drawing import draw_line
from kkb.exports.page_links import opened
from kkb.exports.wall.flow import Block, fill
from kkb.exports.wall.parts import (
    LINE,
    Area,
    badge,
    column_html,
    figure,
    flow_pages,
    lead_lines,
    names_in_parts,
    paragraphs,
)
from kkb.exports.wall.text import say
from kkb.figures.facts import LADDER, KecamatanBar
from kkb.formatting import format_count, format_share
from kkb.narrative import tahap_words

_SHARE_HEIGHT = 132
_OVER_LINE = 16
_BADGE, _RUNG_SPACE = 72, 16
"""Width of a badge with its space, and what is left under the desa of a rung; px."""


def lay_out_kecamatan(body: KecamatanBody, alt: str, area: Area) -> list[str]:
    """The kecamatan as HTML: one slide, and more where names or sentences need them."""
    width = area.column(2)
    asked = [block for sentence in body.sentences for block in paragraphs("", sentence, width)]
    blocks = [*_rungs(body, width, area), *asked]
    columns = fill(blocks, area.height)
    left = column_html(columns[0], width)
    height = area.height - _SHARE_HEIGHT - _OVER_LINE
    line = figure(draw_line(body.line, area.frame(width=width, height=height)), width, height, alt)
    right = f'<div class="column" style="width:{width}px">{_share(body.bar, width)}{line}</div>'
    rest = [block for column in columns[1:] for block in column]
    return [f'<div class="columns">{left}{right}</div>', *flow_pages(rest, area, 2)]


def _rungs(body: KecamatanBody, width: int, area: Area) -> list[Block]:
    links = area.links
    blocks = []
    for rung in LADDER:
        names = [tile.listed for tile in body.desa if tile.tahap == rung]
        listed = links.listed(body.bar.kecamatan, (rung,)) if links else None
        rung_words = tahap_words(rung or None)
        word = f"{rung_words}, {format_count(len(names))} desa:"
        for part in names_in_parts(word, names, width - _BADGE):
            text = ", ".join(part)
            html = f'<p class="rung">{badge(rung)}{opened(f"<b>{say(word)}</b>", listed)} {say(text)}</p>'
            blocks.append(Block(html, lead_lines(word, text, width - _BADGE) * LINE + _RUNG_SPACE))
            word = f"{rung_words} (lanjutan):"
    return blocks


def _share(bar: KecamatanBar, width: int) -> str:
    """The kecamatan's part of its target in figures and as a track."""
    words = format_share(bar.terbentuk_desa, bar.target_desa, bar.capaian_pct)
    share = min(bar.terbentuk_desa / bar.target_desa, 1) if bar.target_desa else 0
    track = f'<div class="track" style="width:{width}px"><u style="width:{share * 100:.1f}%"></u></div>'
    drawn = track if bar.target_desa else ""
    return f'<div style="height:{_SHARE_HEIGHT}px"><p class="share">{say(words)}</p>{drawn}</div>'
