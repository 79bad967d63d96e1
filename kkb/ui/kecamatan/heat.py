"""Kecamatan × year: how full each kecamatan was at the end of each year, as shaded cells with the count in them."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from kkb.charts.base import faint
from kkb.exports.drawing import draw_heat
from kkb.exports.drawing.still import Still
from kkb.figures.facts import YearsOfKecamatan
from kkb.formatting import escaped, format_count
from kkb.indicators import kumulatif_per_kecamatan, most_left_first
from kkb.narrative.alt import years_per_kecamatan_alt
from kkb.narrative.places import last_rise_title
from kkb.narrative.tables import year_labels, years_per_kecamatan_table
from kkb.theme import BODY_SIZE, Palette
from kkb.ui.frame.view import View, palette
from kkb.ui.parts.addresses import link_html, list_address
from kkb.ui.parts.components import show_section
from kkb.ui.parts.figure_set import show_figure_tools

_MEASURED = "Desa terbentuk pada akhir tahun; makin biru, makin"


def show_heat(view: View) -> None:
    """One row per kecamatan, most desa left on top as in the figures beside it, one column per year up to the day.

    The deeper the blue, the nearer the target.
    """
    by_code = {kec.kode_kecamatan: kec for kec in view.region.kecamatan}
    chosen = [by_code[code] for code in most_left_first(view.capaian)["kode_kecamatan"]]
    frame = kumulatif_per_kecamatan(view.formations, chosen, day=view.day)
    if frame.empty:
        return
    years = sorted(frame["periode"].dt.year.unique())
    labels = year_labels(years, view.day)
    rows = []
    for kec in chosen:
        counts = tuple(frame.loc[frame["kode_kecamatan"] == kec.kode_kecamatan, "kumulatif_desa"].tolist())
        target = view.target.get(kec.kode_kecamatan)
        # Without a target the shade is the share of all its desa; the column still says that there is none.
        whole = target or len(view.region.desa_of(kec.kode_kecamatan))
        rows.append(YearsOfKecamatan(kec.kecamatan, counts, whole, target))
    title = last_rise_title(frame)
    subtitle = f"{_MEASURED} {'dekat ke target' if view.target else 'besar bagian desanya'}"
    show_section(title, subtitle)
    st.html(_table(rows, labels, [date(year, 12, 31) for year in years], view))
    show_figure_tools(
        key="kecamatan_tahunan",
        title=title,
        subtitle=subtitle,
        alt=years_per_kecamatan_alt(frame, view.day),
        table=partial(years_per_kecamatan_table, frame, view.day),
        view=view,
        stills=lambda: [Still(partial(draw_heat, years=labels), rows, rows=len(rows))],
    )


def _table(rows: list[YearsOfKecamatan], labels: list[str], ends: list[date], view: View) -> str:
    """The cells as HTML. Where they are wider than the screen it opens at its end, where the newest year is, and the
    names stay in sight; a phone has the newest years alone, and all of them behind "Tabel"."""
    colours = palette()
    name_style = f"{_NAME}background:{colours.background}"
    head = "".join(f'<th scope="col" style="{_CELL}font-weight:600">{escaped(label)}</th>' for label in labels)
    lines = []
    for row in rows:
        cells = "".join(
            f'<td style="{_CELL}background:{_ground(share, colours)}">{_count(count, row.kecamatan, end, view)}</td>'
            for count, share, end in zip(row.counts, row.shares, ends, strict=True)
        )
        name = f'<th scope="row" style="{name_style}">{escaped(row.kecamatan)}</th>'
        lines.append(f'<tr>{name}{cells}<td style="{_CELL}opacity:0.75">{format_count(row.target_desa)}</td></tr>')
    return (
        f'{_NEWEST}<div class="kkb-tahun" style="overflow-x:auto;direction:rtl"><table style="direction:ltr;width:100%;'
        f'border-collapse:separate;border-spacing:2px;font-variant-numeric:tabular-nums;font-size:{BODY_SIZE}"><thead><tr>'
        f'<th style="{name_style}"></th>{head}<th scope="col" style="{_CELL}font-weight:600">Target</th></tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def _ground(share: float, colours: Palette) -> str:
    """The ground of a cell that is full to a share (0–1): the count in it stays readable."""
    return faint(colours.focus, round(colours.deepest_tint * share, 2))


def _count(count: int, kecamatan: str, end: date, view: View) -> str:
    """The count, opening the desa formed by the end of that year; 0 opens nothing."""
    words = format_count(count)
    if not count:
        return words
    day = end if end < view.day else None
    return link_html(words, list_address(view.filters, kecamatan=kecamatan, rungs=["Terbentuk"], day=day))


_NEWEST = (
    "<style>@media screen and (max-width:640px){.kkb-tahun :is(th,td):nth-last-child(n+5):not(:first-child)"
    "{display:none}.kkb-tahun table{font-size:0.9rem!important}.kkb-tahun th{white-space:normal!important}}"
    "@media print{.kkb-tahun{overflow:visible!important}.kkb-tahun table{font-size:0.7rem!important}"
    ".kkb-tahun :is(th,td){min-width:0!important}}</style>"
)
"""Name, three years and the target stand beside each other on a phone; paper has all years, set smaller."""
_NAME = "position:sticky;left:0;text-align:left;padding:0.3rem 0.8rem 0.3rem 0;font-weight:500;white-space:nowrap;"
_CELL = "text-align:center;padding:0.3rem 0.4rem;min-width:2.6rem;"
