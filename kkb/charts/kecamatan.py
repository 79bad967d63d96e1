"""Kecamatan beside each other: against their targets, and by rung."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kkb.charts.base import SIZE, SMALL, build_figure, empty_figure, number, plain, whole
from kkb.charts.drill_down import DrillDown
from kkb.formatting import format_count, format_share
from kkb.indicators import most_left_first
from kkb.narrative.counts import with_ended
from kkb.theme import TAHAP_LETTER, Palette

_RUNGS = (
    ("terbentuk_desa", "Terbentuk"),
    ("merintis_desa", "Merintis"),
    ("sosialisasi_desa", "Sosialisasi"),
    ("belum_desa", "Belum"),
    ("tidak_dilaporkan_desa", ""),
)

_LADDER_BAR = 0.62


def bullet_per_kecamatan(capaian: pd.DataFrame, *, palette: Palette, height: int | None = None) -> go.Figure:
    """Formed beside target, one bar per kecamatan, most desa left on top: columns of `schema.CAPAIAN_FRAME`."""
    if capaian.empty:
        return empty_figure(palette, height or 300)
    rows = _bottom_up(capaian).to_dict("records")
    places = list(range(len(rows)))
    target = [whole(row["target_desa"]) or 0 for row in rows]
    formed = [int(row["terbentuk_desa"]) for row in rows]
    widest = max(*target, *formed, 1)
    bar = {"type": "bar", "orientation": "h", "y": places, "width": 0.36}
    traces = [
        bar
        | {
            "name": "Target",
            "x": target,
            "hoverinfo": "skip",
            "customdata": [DrillDown(str(row["kecamatan"])).data() for row in rows],
            # An edge around no width at all would be a stroke that says nothing.
            "marker": {
                "color": palette.tahap["Belum"],
                "line": {"color": palette.outline, "width": [int(desa > 0) for desa in target]},
            },
        },
        bar
        | {
            "name": "Sudah terbentuk",
            "x": formed,
            "marker": {"color": palette.tahap["Terbentuk"]},
            "customdata": [DrillDown(str(row["kecamatan"]), "Terbentuk").data() for row in rows],
            "hovertext": [plain(share_sentence(row)) for row in rows],
            "hoverinfo": "text",
        },
    ]
    # Name and count stand above the bar, so that both keep their place on a phone.
    labels = []
    for place, row in zip(places, rows, strict=True):
        label = {"y": place + 0.2, "yanchor": "bottom", "showarrow": False, "font": {"size": SIZE}}
        labels.append(label | {"x": 0, "xanchor": "left", "text": f"<b>{plain(row['kecamatan'])}</b>"})
        labels.append(label | {"x": widest, "xanchor": "right", "text": _share(row)})
    return build_figure(
        traces,
        palette,
        height or 20 + 50 * len(rows),
        xaxis={"range": [0, widest], "visible": False},
        yaxis={"range": [-0.35, len(rows) - 0.35], "visible": False},
        barmode="overlay",
        annotations=labels,
    )


def ladder_per_kecamatan(capaian: pd.DataFrame, *, palette: Palette, height: int | None = None) -> go.Figure:
    """All desa of each kecamatan by rung, stacked from Terbentuk to not reported: columns of `schema.CAPAIAN_FRAME`."""
    if capaian.empty:
        return empty_figure(palette, height or 300)
    frame = _bottom_up(capaian)
    names = [plain(name) for name in frame["kecamatan"]]
    known = frame[[column for column, tahap in _RUNGS if tahap]].sum(axis=1)
    traces = []
    for column, tahap in _RUNGS:
        counts = frame[column].tolist()
        ended = frame["belum_bubar_desa"].tolist() if tahap == "Belum" else [0] * len(frame)
        word = tahap or "Belum dilaporkan"
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": word,
                "y": names,
                "x": counts,
                "width": _LADDER_BAR,
                "marker": {
                    "color": palette.tahap[tahap],
                    "line": {"color": palette.outline, "width": 1 if tahap else 0},
                },
                "text": [f"{TAHAP_LETTER[tahap]} {format_count(n)}" if n else "" for n in counts],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "textfont": {"size": SMALL, "color": palette.ink(tahap)},
                "customdata": [DrillDown(str(name), tahap or None).data() for name in frame["kecamatan"]],
                "hovertext": [
                    with_ended(f"Kecamatan {name}: {format_count(n)} desa {word.lower()}", over) + "."
                    for name, n, over in zip(names, counts, ended, strict=True)
                ],
                "hoverinfo": "text",
            }
        )
    return build_figure(
        traces,
        palette,
        height or 90 + 40 * len(frame),
        xaxis={"visible": False},
        yaxis={"type": "category", "tickfont": {"size": SMALL, "color": palette.text}, "showgrid": False},
        barmode="stack",
        shapes=[
            _dashed_edge(place, int(begin), int(count), palette)
            for place, (begin, count) in enumerate(zip(known, frame["tidak_dilaporkan_desa"], strict=True))
            if count
        ],
    )


def _dashed_edge(place: int, begin: int, count: int, palette: Palette) -> dict[str, Any]:
    """Around the desa nobody has reported; the outline of a bar itself cannot be dashed."""
    return {
        "type": "rect",
        "x0": begin,
        "x1": begin + count,
        "y0": place - _LADDER_BAR / 2,
        "y1": place + _LADDER_BAR / 2,
        "line": {"color": palette.outline, "width": 1, "dash": "dash"},
    }


def _bottom_up(capaian: pd.DataFrame) -> pd.DataFrame:
    """Most desa left last, as Plotly draws the first row at the bottom."""
    return most_left_first(capaian)[::-1]


def _share(row: Mapping[Hashable, Any]) -> str:
    return format_share(int(row["terbentuk_desa"]), whole(row["target_desa"]), number(row["capaian_pct"]))


def share_sentence(row: Mapping[Hashable, Any]) -> str:
    """ "Kecamatan Manggar: 2 dari 9 · 22,2% sudah terbentuk; sisa 7 desa.": a row of `schema.CAPAIAN_FRAME`."""
    rest = whole(row["sisa_desa"])
    left = f"; sisa {format_count(rest)} desa" if rest is not None else ""
    return f"Kecamatan {row['kecamatan']}: {_share(row)} sudah terbentuk{left}."
