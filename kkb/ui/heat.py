"""Kecamatan × year: how full each kecamatan was at the end of each year, as shaded cells with the count in them."""

from __future__ import annotations

from html import escape

import streamlit as st

from kkb.charts.base import faint
from kkb.formatting import format_count, format_date_short
from kkb.indicators import kumulatif_per_kecamatan
from kkb.ui.view import View, palette


def show_heat(view: View) -> None:
    """One row per kecamatan chosen, one column per year up to the day; the deeper the blue, the nearer the target."""
    chosen = [k for k in view.region.kecamatan if not view.filters.kecamatan or k.kecamatan in view.filters.kecamatan]
    frame = kumulatif_per_kecamatan(view.formations, chosen, day=view.day)
    if frame.empty:
        return
    blue = palette().tahap["Terbentuk"]
    years = sorted(frame["periode"].dt.year.unique())
    # The last year is not over on the day of the data, unless that is its last day.
    is_whole = (view.day.month, view.day.day) == (12, 31)
    labels = [*map(str, years[:-1]), str(years[-1]) if is_whole else format_date_short(view.day)]
    head = "".join(f'<th scope="col" style="{_CELL}font-weight:600">{label}</th>' for label in labels)
    lines = []
    for kec in chosen:
        counts = frame.loc[frame["kode_kecamatan"] == kec.kode_kecamatan, "kumulatif_desa"].tolist()
        target = view.target.get(kec.kode_kecamatan)
        # Without a target the shade is the share of all its desa; the column still says that there is none.
        whole = target or len(view.region.desa_of(kec.kode_kecamatan))
        cells = "".join(_cell(count, whole, blue) for count in counts)
        name = f'<th scope="row" style="{_NAME}">{escape(kec.kecamatan)}</th>'
        lines.append(f'<tr>{name}{cells}<td style="{_CELL}opacity:0.75">{format_count(target)}</td></tr>')
    st.html(
        '<div style="overflow-x:auto"><table style="width:100%;border-collapse:separate;border-spacing:2px;'
        'font-variant-numeric:tabular-nums;font-size:0.95rem"><thead><tr><th></th>'
        f'{head}<th scope="col" style="{_CELL}font-weight:600">Target</th></tr></thead><tbody>{"".join(lines)}</tbody>'
        "</table></div>"
    )


def _cell(count: int, target: int, blue: str) -> str:
    shade = faint(blue, round(0.55 * min(count / target, 1.0), 2))
    return f'<td style="{_CELL}background:{shade}">{format_count(count)}</td>'


_NAME = "text-align:left;padding:0.3rem 0.8rem 0.3rem 0;font-weight:500;white-space:nowrap"
_CELL = "text-align:center;padding:0.3rem 0.4rem;min-width:2.6rem;"
