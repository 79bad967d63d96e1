"""Charts: a frame in, a figure out. No fetching, no filtering, no drawing to a screen.

Every figure says "Belum ada data" for an empty frame, labels its marks instead of using a legend, and writes
numbers and dates in Indonesian. Titles are text of the page, made by `kkb.narrative`.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from kkb.formatting import (
    MONTHS,
    MONTHS_SHORT,
    format_count,
    format_date,
    format_date_short,
    format_period,
    format_share,
)
from kkb.indicators import Frequency, months_between
from kkb.schema import JenisTonggak, Tonggak
from kkb.theme import FONT_FAMILY, Palette

_DAYS = ("Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu")

CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "responsive": True,
    "locale": "id",
    "locales": {
        "id": {
            "dictionary": {},
            "format": {
                "days": list(_DAYS),
                "shortDays": [day[:3] for day in _DAYS],
                "months": list(MONTHS),
                "shortMonths": list(MONTHS_SHORT),
                "date": "%d/%m/%Y",
                "decimal": ",",
                "thousands": ".",
            },
        }
    },
}
"""Plotly's settings for the page; the name of the locale alone does nothing."""

_DAY_MS = 86_400_000
_SIZE = 14
_SMALL = 12
_EDGE_SHARE = 0.13
"""Room to the right of the last day, as a share of the axis: for the label at the end of the line."""


def line_to_target(
    steps: pd.DataFrame,
    per_year: pd.DataFrame,
    *,
    day: date,
    target_desa: int | None,
    target_day: date | None,
    start_of_path: tuple[date, int] | None,
    spans: Sequence[tuple[date, date]],
    milestones: Sequence[Tonggak],
    palette: Palette,
    earlier_targets: Sequence[tuple[str, date, int]] = (),
    height: int = 360,
) -> go.Figure:
    """The count since the first year as a staircase, new desa per year as bars, and the target.

    `steps` has the columns of `schema.TANGGA_FRAME`, `per_year` those of `schema.KUMULATIF_FRAME` by year.
    `start_of_path` is where the straight line to the target begins (commitment day, desa formed then); `spans` are
    standstills, shaded. `earlier_targets` are (name, day, desa) of plans that were revised: they stay visible, in
    grey. The staircase ends at `day`.
    """
    if steps.empty or per_year.empty:
        return empty_figure(palette, height)
    formed = int(steps["kumulatif_desa"].iloc[-1])
    top = max(formed, target_desa or 0, *(desa for _, _, desa in earlier_targets), 1)
    last = max(day, target_day or day, *(moment for _, moment, _ in earlier_targets))
    figure = _figure(palette, height, right=16)
    _add_standstills(figure, spans, day, top, palette)
    _add_bars_per_year(figure, per_year, top, palette)
    _add_steps(figure, steps, palette)
    _add_earlier_targets(figure, earlier_targets, palette)
    if target_desa is not None and target_day is not None:
        _add_target(figure, target_desa, target_day, start_of_path, palette)
    _add_milestones(figure, milestones, last, top, formed, palette)
    # To the right of the line's end and under it: there only the path to the target may pass, upwards.
    figure.add_annotation(
        x=_moment(day),
        y=formed,
        text=f"<b>{format_count(formed)} desa</b>",
        showarrow=False,
        xanchor="left",
        yanchor="top",
        xshift=2,
        yshift=2,
        font={"size": 18, "color": palette.tahap["Terbentuk"]},
    )
    begin = pd.Timestamp(steps["tanggal"].iloc[0]).date()
    # Plotly leaves years out where the screen is narrow; they are never turned on their side.
    figure.update_xaxes(
        type="date",
        range=[_moment(begin), _moment(last + (last - begin) * _EDGE_SHARE)],
        tickformat="%Y",
        ticklabelmode="period",
        tickangle=0,
        showgrid=False,
        **_year_ticks(begin.year, last.year),
    )
    figure.update_yaxes(range=[0, top * 1.16], rangemode="tozero", tickformat=",d", nticks=5)
    return figure


def _year_ticks(first: int, last: int) -> dict[str, Any]:
    return {"tick0": f"{first}-01-01", "nticks": min(last - first + 2, 14)}


def _add_standstills(
    figure: go.Figure, spans: Sequence[tuple[date, date]], day: date, top: float, palette: Palette
) -> None:
    for begin, end in spans:
        figure.add_shape(
            type="rect",
            x0=_moment(begin),
            x1=_moment(end),
            y0=0,
            y1=1,
            yref="y domain",
            layer="below",
            line_width=0,
            fillcolor=palette.shade,
        )
        months = format_count(months_between(begin, end))
        figure.add_annotation(
            x=_moment(begin + (end - begin) / 2),
            y=0.82,
            yref="y domain",
            yanchor="top",
            showarrow=False,
            text=f"{months} bulan tanpa<br>Pokja baru",
            font={"size": _SMALL, "color": palette.muted},
        )


def _add_bars_per_year(figure: go.Figure, per_year: pd.DataFrame, top: float, palette: Palette) -> None:
    years = per_year["periode"].dt.year
    blue = palette.tahap["Terbentuk"]
    figure.add_trace(
        go.Bar(
            x=[f"{year}-07-01" for year in years],
            y=per_year["baru_desa"],
            width=220 * _DAY_MS,
            marker={"color": _faint(blue, 0.3), "line": {"color": blue, "width": 1}},
            text=[f"+{format_count(n)}" if n else "" for n in per_year["baru_desa"]],
            # A label on top of a tall bar would lie under the line that passes there.
            textposition=["inside" if n > top * 0.1 else "outside" for n in per_year["baru_desa"]],
            textangle=0,
            textfont={"size": _SIZE, "color": palette.text},
            cliponaxis=False,
            hovertext=[
                f"Tahun {year}: {format_count(n)} desa membentuk Pokja."
                for year, n in zip(years, per_year["baru_desa"], strict=True)
            ],
            hoverinfo="text",
            name="Baru per tahun",
        )
    )


def _add_steps(figure: go.Figure, steps: pd.DataFrame, palette: Palette) -> None:
    figure.add_trace(
        go.Scatter(
            x=steps["tanggal"],
            y=steps["kumulatif_desa"],
            mode="lines",
            line={"shape": "hv", "width": 4, "color": palette.tahap["Terbentuk"]},
            hovertext=[
                f"{format_date(moment.date())}: {format_count(count)} desa terbentuk"
                + (f" (baru: {names})." if names else ".")
                for moment, count, names in zip(steps["tanggal"], steps["kumulatif_desa"], steps["desa"], strict=True)
            ],
            hoverinfo="text",
            name="Sudah terbentuk",
        )
    )


def _add_target(
    figure: go.Figure, target_desa: int, target_day: date, start: tuple[date, int] | None, palette: Palette
) -> None:
    label = f"Target {format_count(target_desa)} desa, {format_date_short(target_day)}"
    if start is not None and start[0] < target_day:
        figure.add_trace(
            go.Scatter(
                x=[_moment(start[0]), _moment(target_day)],
                y=[start[1], target_desa],
                mode="lines",
                line={"width": 3, "dash": "dash", "color": palette.target},
                hovertext=[f"Jalur lurus sejak komitmen {format_date(start[0])} menuju {label}."] * 2,
                hoverinfo="text",
                name="Jalur target",
            )
        )
    figure.add_trace(
        go.Scatter(
            x=[_moment(target_day)],
            y=[target_desa],
            mode="markers",
            marker={"size": 13, "symbol": "diamond", "color": palette.target},
            hovertext=[f"{label}."],
            hoverinfo="text",
            name="Target",
        )
    )
    figure.add_annotation(
        x=_moment(target_day),
        y=target_desa,
        text=f"<b>{label}</b>",
        showarrow=False,
        xanchor="right",
        yanchor="bottom",
        xshift=8,
        yshift=8,
        font={"size": _SIZE, "color": palette.target},
    )


def _add_earlier_targets(figure: go.Figure, earlier: Sequence[tuple[str, date, int]], palette: Palette) -> None:
    for name, moment, desa in earlier:
        figure.add_trace(
            go.Scatter(
                x=[_moment(moment)],
                y=[desa],
                mode="markers",
                marker={"size": 11, "symbol": "diamond-open", "color": palette.muted, "line": {"width": 2}},
                hovertext=[f"Rencana sebelumnya, {_plain(name)}: {format_count(desa)} desa, {format_date(moment)}."],
                hoverinfo="text",
                name="Rencana sebelumnya",
            )
        )
        figure.add_annotation(
            x=_moment(moment),
            y=desa,
            text=f"{_plain(name)}<br>{format_date_short(moment)}",
            showarrow=False,
            xanchor="right",
            yanchor="top",
            xshift=-8,
            align="right",
            font={"size": _SMALL, "color": palette.muted},
        )


def _add_milestones(
    figure: go.Figure, milestones: Sequence[Tonggak], last: date, top: float, formed: int, palette: Palette
) -> None:
    # Above the line while it is low, under it once it is high.
    label_at = top * 0.72 if formed < top * 0.45 else top * 0.3
    for milestone in milestones:
        if milestone.jenis is not JenisTonggak.KOMITMEN or milestone.mulai > last:
            continue
        figure.add_shape(
            type="line",
            x0=_moment(milestone.mulai),
            x1=_moment(milestone.mulai),
            y0=0,
            y1=label_at,
            line={"color": palette.muted, "width": 1, "dash": "dot"},
        )
        figure.add_annotation(
            x=_moment(milestone.mulai),
            y=label_at,
            text=f"Komitmen<br>{format_date_short(milestone.mulai)}",
            showarrow=False,
            xanchor="right",
            yanchor="top",
            xshift=-4,
            font={"size": _SMALL, "color": palette.muted},
            align="right",
            hovertext=f"{_plain(milestone.judul)} ({_plain(milestone.sumber)})",
        )


def bullet_per_kecamatan(capaian: pd.DataFrame, *, palette: Palette, height: int | None = None) -> go.Figure:
    """Formed beside target, one bar per kecamatan, most desa left on top: columns of `schema.CAPAIAN_FRAME`."""
    if capaian.empty:
        return empty_figure(palette, height or 300)
    # Plotly draws the first row at the bottom.
    frame = capaian.sort_values(["sisa_desa", "jumlah_desa"], ascending=[True, True], na_position="first")
    rows = frame.to_dict("records")
    places = list(range(len(rows)))
    figure = _figure(palette, height or 20 + 46 * len(rows))
    target = frame["target_desa"].astype("Float64").fillna(0).astype(float)
    figure.add_trace(
        go.Bar(
            y=places,
            x=target,
            orientation="h",
            width=0.36,
            hoverinfo="skip",
            name="Target",
            marker={"color": palette.tahap["Belum"], "line": {"color": palette.outline, "width": 1}},
        )
    )
    figure.add_trace(
        go.Bar(
            y=places,
            x=frame["terbentuk_desa"],
            orientation="h",
            width=0.36,
            name="Sudah terbentuk",
            marker={"color": palette.tahap["Terbentuk"]},
            hovertext=[_kecamatan_sentence(row) for row in rows],
            hoverinfo="text",
        )
    )
    widest = max(float(target.max()), float(frame["terbentuk_desa"].max()), 1.0)
    # Name and count stand above the bar, so that both keep their place on a phone.
    for place, row in zip(places, rows, strict=True):
        share = format_share(row["terbentuk_desa"], _whole(row["target_desa"]), _number(row["capaian_pct"]))
        label = {
            "y": place + 0.2,
            "yanchor": "bottom",
            "showarrow": False,
            "font": {"size": _SIZE, "color": palette.text},
        }
        figure.add_annotation(x=0, xanchor="left", text=f"<b>{_plain(row['kecamatan'])}</b>", **label)
        figure.add_annotation(x=widest, xanchor="right", text=share, **label)
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(range=[0, widest], visible=False)
    figure.update_yaxes(range=[-0.35, len(rows) - 0.35], visible=False)
    return figure


def _kecamatan_sentence(row: Mapping[Hashable, Any]) -> str:
    rest = _whole(row["sisa_desa"])
    share = format_share(row["terbentuk_desa"], _whole(row["target_desa"]), _number(row["capaian_pct"]))
    left = f"; sisa {format_count(rest)} desa" if rest is not None else ""
    return f"Kecamatan {_plain(row['kecamatan'])}: {share} sudah terbentuk{left}."


def new_per_period(frame: pd.DataFrame, *, frequency: Frequency, palette: Palette, height: int = 320) -> go.Figure:
    """New desa per period as bars: columns of `schema.KUMULATIF_FRAME`. Periods without one stay visible as gaps."""
    if frame.empty:
        return empty_figure(palette, height)
    labels = [format_period(moment.date(), frequency) for moment in frame["periode"]]
    figure = _figure(palette, height)
    figure.add_trace(
        go.Bar(
            x=list(range(len(frame))),
            y=frame["baru_desa"],
            marker={"color": palette.tahap["Terbentuk"]},
            text=[format_count(n) if n else "" for n in frame["baru_desa"]],
            textposition="outside",
            textfont={"size": _SIZE},
            cliponaxis=False,
            hovertext=[
                f"{label}: {format_count(n)} desa baru, {format_count(total)} seluruhnya."
                for label, n, total in zip(labels, frame["baru_desa"], frame["kumulatif_desa"], strict=True)
            ],
            hoverinfo="text",
        )
    )
    starts = [i for i, moment in enumerate(frame["periode"]) if moment.month == 1]
    figure.update_xaxes(tickvals=starts, ticktext=[str(frame["periode"].iloc[i].year) for i in starts], showgrid=False)
    figure.update_yaxes(range=[0, max(int(frame["baru_desa"].max()), 1) * 1.2], tickformat=",d", nticks=4)
    return figure


def small_multiples(
    frame: pd.DataFrame, target: dict[str, int], *, palette: Palette, columns: int = 4, row_height: int = 190
) -> go.Figure:
    """One small line per kecamatan on one scale, with its target dashed.

    `frame` has the columns of `schema.KUMULATIF_FRAME` with kode_kecamatan and kecamatan; `target` maps a code to desa.
    """
    if frame.empty:
        return empty_figure(palette, row_height)
    groups = [
        ((str(part["kode_kecamatan"].iloc[0]), str(part["kecamatan"].iloc[0])), part)
        for _, part in frame.groupby("kode_kecamatan", sort=False)
    ]
    columns = min(columns, len(groups))
    rows = -(-len(groups) // columns)
    titles = [
        f"<b>{_plain(name)}</b>  {format_share(int(part['kumulatif_desa'].iloc[-1]), target.get(code), None)}"
        for (code, name), part in groups
    ]
    figure = make_subplots(
        rows=rows,
        cols=columns,
        shared_xaxes="all",
        shared_yaxes="all",
        subplot_titles=titles,
        horizontal_spacing=0.03,
        vertical_spacing=0.16 if rows > 1 else 0,
    )
    top = max([int(frame["kumulatif_desa"].max()), *target.values(), 1])
    for index, ((code, name), part) in enumerate(groups):
        row, column = index // columns + 1, index % columns + 1
        years = part["periode"].dt.year
        if code in target:
            figure.add_trace(
                go.Scatter(
                    x=[years.iloc[0], years.iloc[-1]],
                    y=[target[code]] * 2,
                    mode="lines",
                    hoverinfo="skip",
                    line={"width": 2, "dash": "dash", "color": palette.target},
                ),
                row,
                column,
            )
        figure.add_trace(
            go.Scatter(
                x=years,
                y=part["kumulatif_desa"],
                mode="lines",
                line={"shape": "hv", "width": 3, "color": palette.tahap["Terbentuk"]},
                fill="tozeroy",
                fillcolor=_faint(palette.tahap["Terbentuk"]),
                hovertext=[
                    f"Akhir {year}, Kecamatan {_plain(name)}: {format_count(n)} desa terbentuk."
                    for year, n in zip(years, part["kumulatif_desa"], strict=True)
                ],
                hoverinfo="text",
            ),
            row,
            column,
        )
    _apply_layout(figure, palette, 60 + rows * row_height)
    figure.update_layout(margin={"t": 40})
    figure.update_annotations(font={"size": _SIZE, "color": palette.text})
    first, last = int(frame["periode"].dt.year.min()), int(frame["periode"].dt.year.max())
    figure.update_xaxes(tickvals=[first, (first + last) // 2, last], tickformat="d", showgrid=False)
    figure.update_yaxes(range=[0, top * 1.12], tickformat=",d", nticks=4)
    return figure


def ladder_per_kecamatan(capaian: pd.DataFrame, *, palette: Palette, height: int | None = None) -> go.Figure:
    """All desa of each kecamatan by rung, stacked from Terbentuk to not reported: columns of `schema.CAPAIAN_FRAME`."""
    if capaian.empty:
        return empty_figure(palette, height or 300)
    frame = capaian.sort_values(["sisa_desa", "jumlah_desa"], ascending=[True, True], na_position="first")
    figure = _figure(palette, height or 90 + 40 * len(frame))
    rungs = (
        ("terbentuk_desa", "Terbentuk", "T"), ("merintis_desa", "Merintis", "M"),
        ("sosialisasi_desa", "Sosialisasi", "S"), ("belum_desa", "Belum", "B"),
        ("tidak_dilaporkan_desa", "", "?"),
    )  # fmt: skip
    names = [_plain(name) for name in frame["kecamatan"]]
    for column, tahap, letter in rungs:
        word = tahap or "Belum dilaporkan"
        figure.add_trace(
            go.Bar(
                y=names,
                x=frame[column],
                orientation="h",
                name=word,
                width=0.62,
                marker={"color": palette.tahap[tahap], "line": {"color": palette.outline, "width": 1}},
                text=[f"{letter} {format_count(n)}" if n else "" for n in frame[column]],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"size": _SIZE, "color": _on_fill(tahap, palette)},
                hovertext=[
                    f"Kecamatan {name}: {format_count(n)} desa {word}."
                    for name, n in zip(names, frame[column], strict=True)
                ],
                hoverinfo="text",
            )
        )
    figure.update_layout(barmode="stack")
    figure.update_xaxes(visible=False)
    figure.update_yaxes(tickfont={"size": _SIZE, "color": palette.text}, showgrid=False)
    return figure


def empty_figure(palette: Palette, height: int, text: str = "Belum ada data") -> go.Figure:
    """A figure of the final size that says why it is empty."""
    figure = _figure(palette, height)
    figure.add_annotation(
        text=text, showarrow=False, x=0.5, y=0.5, xref="paper", yref="paper", font={"size": 18, "color": palette.muted}
    )
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    return figure


def _figure(palette: Palette, height: int, *, right: int = 8) -> go.Figure:
    figure = go.Figure()
    _apply_layout(figure, palette, height, right=right)
    return figure


def _apply_layout(figure: go.Figure, palette: Palette, height: int, *, right: int = 8) -> None:
    figure.update_layout(
        height=height,
        separators=",.",
        showlegend=False,
        dragmode=False,
        margin={"l": 8, "r": right, "t": 8, "b": 8},
        font={"family": FONT_FAMILY, "size": _SIZE, "color": palette.text},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hoverlabel={"bgcolor": palette.surface, "font": {"color": palette.text, "size": _SIZE}, "align": "left"},
    )
    axis = {"gridcolor": palette.grid, "linecolor": palette.grid, "zeroline": False, "automargin": True,
            "fixedrange": True, "tickfont": {"size": _SIZE, "color": palette.muted}}  # fmt: skip
    figure.update_xaxes(**axis)
    figure.update_yaxes(**axis)


def _moment(day: date) -> str:
    return day.isoformat()


def _plain(text: str) -> str:
    """Text for Plotly, which reads tags: none of a name's characters is markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _faint(colour: str, share: float = 0.16) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share})"


def _on_fill(tahap: str, palette: Palette) -> str:
    """Text on a rung's fill: light on the dark end of the ladder, dark on the light ones."""
    if tahap == "Terbentuk":
        return "#FFFFFF" if palette.background == "#FFFFFF" else "#11161C"
    return "#16202A" if palette.background == "#FFFFFF" or tahap not in ("Belum", "") else palette.text


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
