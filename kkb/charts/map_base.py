"""What the tile map and the true map share: areas filled by rung, a sentence per desa, places to point at."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from kkb.charts.base import Trace, plain
from kkb.formatting import format_date
from kkb.schema import Tanggal
from kkb.theme import TAHAP_LETTER, Palette

Row = Mapping[Hashable, Any]
Line = Sequence[tuple[float, float]]

RUNGS = ("Belum", "", "Sosialisasi", "Merintis", "Terbentuk")
"""In the order of drawing: what matters most lies on top."""
PALE = 0.25
"""How much of a desa out of focus is seen."""


def rung_of(row: Row) -> str:
    """The rung of a desa as the palette calls it; "" where nobody has reported it."""
    return "" if pd.isna(row["tahap"]) else str(row["tahap"])


def fill_traces(
    rows: Sequence[Row], rings: Mapping[str, Sequence[Line]], focus: Collection[str] | None, palette: Palette
) -> list[Trace]:
    """Areas as one trace per rung (and per focus): few traces, since each costs time to draw.

    `rings` maps a kode_desa to closed lines. Without `focus` all are in it. Not reported: a dashed edge.
    """
    traces = []
    for is_focus in (False, True):
        for tahap in RUNGS:
            chosen = [row for row in rows if rung_of(row) == tahap and in_focus(row, focus) is is_focus]
            if not chosen:
                continue
            x, y = join_lines(line for row in chosen for line in rings[row["kode_desa"]])
            traces.append(
                {
                    "type": "scatter",
                    "name": tahap or "Belum dilaporkan",
                    "x": x,
                    "y": y,
                    "mode": "lines",
                    "fill": "toself",
                    "fillcolor": palette.tahap[tahap],
                    "line": {"color": palette.outline, "width": 1.2, "dash": "solid" if tahap else "4px,3px"},
                    "opacity": 1 if is_focus else PALE,
                    "hoverinfo": "skip",
                }
            )
    return traces


def in_focus(row: Row, focus: Collection[str] | None) -> bool:
    return focus is None or row["kode_desa"] in focus


def join_lines(lines: Iterable[Line]) -> tuple[list[float | None], list[float | None]]:
    """Several lines as the coordinates of one trace, a gap between each."""
    x: list[float | None] = []
    y: list[float | None] = []
    for line in lines:
        if x:
            x.append(None)
            y.append(None)
        x.extend(point[0] for point in line)
        y.extend(point[1] for point in line)
    return x, y


def letter_traces(
    rows: Sequence[Row],
    places: Mapping[str, tuple[float, float]],
    focus: Collection[str] | None,
    palette: Palette,
    size: int,
) -> list[Trace]:
    """One trace with a letter, a sentence and the code of each desa at its place: what a pointer finds."""
    shown = [row for row in rows if row["kode_desa"] in places]
    points = [places[row["kode_desa"]] for row in shown]
    # An empty circle to point at; a click must not make the others pale.
    target = {"size": 2 * size, "color": "rgba(0,0,0,0)", "line": {"width": 0}}
    still = {"marker": {"opacity": 1}}
    return [
        {
            "type": "scatter",
            "name": "Desa",
            "mode": "markers+text",
            "x": [x for x, _ in points],
            "y": [y for _, y in points],
            "marker": target,
            "selected": still,
            "unselected": still,
            "text": [f"<b>{TAHAP_LETTER[rung_of(row)]}</b>" for row in shown],
            "textfont": {
                "size": size,
                "color": [palette.ink(rung_of(row)) if in_focus(row, focus) else palette.text for row in shown],
            },
            "customdata": [row["kode_desa"] for row in shown],
            "hovertext": [desa_sentence(row) for row in shown],
            "hoverinfo": "text",
        }
    ]


def desa_sentence(row: Row) -> str:
    """Where a desa stands, as sentences for Plotly: a row of `schema.DESA_FRAME`."""
    name = f"<b>{plain(row['desa'])}</b>, Kecamatan {plain(row['kecamatan'])}"
    if row["terbentuk"]:
        status = f"{name}: Pokja terbentuk, {_formed_words(row)}.<br>{_decree_words(row)}"
    elif not rung_of(row):
        return f"{name}: belum dilaporkan."
    else:
        step = "" if row["tahap"] == "Belum" else f"{str(row['tahap']).lower()}, "
        status = f"{name}: {step}belum membentuk Pokja."
    reported = row["dilaporkan_per"]
    is_known = isinstance(reported, pd.Timestamp)
    return f"{status}<br>Dilaporkan per {format_date(reported.date())}." if is_known else status


def _formed_words(row: Row) -> str:
    iso = row["tanggal_iso"]
    if not isinstance(iso, str):
        return "tanggalnya tidak diketahui"
    words = Tanggal.from_iso(iso).words()
    return f"{words} (pencanangan)" if row["tanggal_dasar"] == "pencanangan" else words


def _decree_words(row: Row) -> str:
    return f"SK nomor {plain(row['no_sk'])}." if isinstance(row["no_sk"], str) else "Dilaporkan, nomor SK belum ada."


def map_layout(left: float, right: float, top: float, bottom: float) -> dict[str, Any]:
    """Axes without marks on one scale, from a box in units of the map; `bottom` > `top` where rows run downwards."""
    # The ranges stay whatever the size: by its own rule Plotly widens them once and keeps them so when it is resized.
    axis = {"visible": False, "constrain": "domain"}
    return {
        "xaxis": axis | {"range": [left, right]},
        # On a narrow screen the map is lower than its figure: the rest is left below it.
        "yaxis": axis | {"range": [bottom, top], "scaleanchor": "x", "constraintoward": "top"},
        "hovermode": "closest",
        "hoverdistance": 26,
    }
