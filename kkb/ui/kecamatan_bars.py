"""Kecamatan beside their targets as bars of the page itself: the first page's second figure, light to draw.

The figure of `kkb.charts.kecamatan` is for downloads and other pages; these bars cost the browser next to nothing at
each choice, and their letters grow with the screen.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from html import escape
from typing import Any

from kkb.charts.base import number, whole
from kkb.charts.kecamatan import share_sentence
from kkb.formatting import format_count, format_share
from kkb.indicators import most_left_first
from kkb.theme import Palette
from kkb.ui.addresses import list_address
from kkb.ui.components import note_html
from kkb.ui.view import View

_MOST_BARS = 15
"""More kecamatan would push all else off the first screens; the page Kecamatan has them all."""
_SIZE = "clamp(0.82rem,1vw,1.25rem)"
_BAR = "clamp(0.85rem,1.1vw,1.5rem)"
_LINK = "display:block;color:inherit;text-decoration:none"
_FULL = "position:absolute;left:0;top:0;height:100%;box-sizing:border-box"


def kecamatan_bars_html(view: View, colours: Palette) -> str:
    """The bars as HTML, most desa left on top, every name escaped."""
    rows = most_left_first(view.capaian).to_dict("records")
    widest = max(1, *(max(whole(row["target_desa"]) or 0, int(row["terbentuk_desa"])) for row in rows), 1)
    shown = rows[:_MOST_BARS]
    rest = len(rows) - len(shown)
    more = note_html(f"Dan {format_count(rest)} kecamatan lain di halaman Kecamatan.") if rest else ""
    bars = "".join(_bar(row, widest, view, colours) for row in shown)
    style = f"display:grid;gap:clamp(0.5rem,0.7vw,0.9rem);font-size:{_SIZE};line-height:1.3"
    return f'<div style="{style}">{bars}</div>{more}'


def _bar(row: Mapping[Hashable, Any], widest: int, view: View, colours: Palette) -> str:
    target, formed = whole(row["target_desa"]), int(row["terbentuk_desa"])
    share = format_share(formed, target, number(row["capaian_pct"]))
    goal = f"{_FULL};background:{colours.tahap['Belum']};border:1px solid {colours.outline}"
    done = f"{_FULL};background:{colours.tahap['Terbentuk']}"
    address = escape(list_address(view.filters, kecamatan=str(row["kecamatan"])))
    words = escape(share_sentence(row))
    return (
        f'<a href="{address}" target="_self" title="{words}" aria-label="{words}" style="{_LINK}">'
        f'<div style="display:flex;justify-content:space-between;gap:0.6rem"><b>{escape(str(row["kecamatan"]))}</b>'
        f'<span style="white-space:nowrap;font-variant-numeric:tabular-nums">{escape(share)}</span></div>'
        f'<div style="position:relative;height:{_BAR};margin-top:0.1rem">'
        + (f'<div style="{goal};width:{target / widest:.2%}"></div>' if target else "")
        + (f'<div style="{done};width:{formed / widest:.2%}"></div>' if formed else "")
        + "</div></a>"
    )
