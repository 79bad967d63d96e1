"""A figure with all that belongs to it: finding, chart, text alternative, table, Excel and PNG."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Protocol

import plotly.graph_objects as go
import streamlit as st

from kkb.briefing.source import source_words
from kkb.narrative import SAMPLE_MARK, SAMPLE_WORDS
from kkb.narrative.tables import PERCENT_MARK, FigureTable, cell_text
from kkb.theme import LIGHT, Palette
from kkb.ui.frame.view import View, palette
from kkb.ui.parts.components import show_figure, show_note, show_section
from kkb.ui.parts.png_button import PictureWords, show_png_button
from kkb.ui.parts.table import show_table

ROWS_ON_PAGE = 60
"""A longer table scrolls in a frame of its own."""

_LONGEST_NAME = 60
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SAMPLE_BAND = f"{SAMPLE_MARK} · {SAMPLE_WORDS}"

MakeTable = Callable[[], FigureTable]


class MakeFigure(Protocol):
    """Draws the figure in the colours given: `functools.partial(charts.…, frame)`."""

    def __call__(self, *, palette: Palette) -> go.Figure: ...


def show_figure_set(
    make_figure: MakeFigure,
    *,
    key: str,
    title: str,
    subtitle: str,
    alt: str,
    table: MakeTable,
    view: View,
    finding: str | None = None,
) -> None:
    """Heading, figure and the quiet row under it.

    `title` is the figure's finding; where the heading on the page says less (the page's own title already holds the
    finding), `finding` is what picture and workbook are called. `make_figure` is called once in the reader's colours,
    and once more in the light ones if a picture is asked for; `table` only where somebody wants it.
    """
    show_section(title, subtitle)
    show_figure(make_figure(palette=palette()), key, alt)
    show_figure_tools(
        key=key, title=finding or title, subtitle=subtitle, alt=alt, table=table, view=view, make_figure=make_figure
    )


def show_figure_tools(
    *,
    key: str,
    title: str,
    subtitle: str,
    alt: str,
    table: MakeTable,
    view: View,
    make_figure: MakeFigure | None = None,
) -> None:
    """The quiet row: "Tabel", "Unduh Excel", "Unduh PNG" (the last where there is one figure to save)."""
    words = PictureWords(
        title=title,
        subtitle=subtitle,
        foot=f"{view.region_name} · {source_words(view)}",
        sample=_SAMPLE_BAND if view.samples else "",
        file_name=file_stem(title, view.day),
    )
    _tools(key, words, alt, table, make_figure)


@st.fragment
def _tools(key: str, words: PictureWords, alt: str, table: MakeTable, make_figure: MakeFigure | None) -> None:
    """A fragment, so that a table or a picture costs no new run of the page."""

    def workbook() -> bytes:
        # Loaded at the first press: the writer of Excel files would add a seventh of a second to each start.
        from kkb.exports.frame_excel import frame_to_xlsx

        made = table()
        return frame_to_xlsx(
            made.frame,
            title=words.title,
            note=words.subtitle,
            source=words.foot,
            is_sample=bool(words.sample),
            has_total=made.has_total,
        )

    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        is_open = st.toggle("Tabel", key=f"{key}_tabel")
        st.download_button(
            "Unduh Excel",
            data=workbook,
            file_name=f"{words.file_name}.xlsx",
            mime=_XLSX,
            key=f"{key}_xlsx",
            on_click="ignore",
            type="tertiary",
        )
        if make_figure is not None:
            show_png_button(lambda: make_figure(palette=LIGHT), words, f"{key}_png")
    if is_open:
        show_note(alt)
        _show(table(), f"{key}_baris")


def _show(table: FigureTable, key: str) -> None:
    rows, total = table.rows, table.total
    if len(rows) > ROWS_ON_PAGE:
        # Numbers stay numbers, so that a press on a header sorts them; they are only written as ours.
        written: dict[Any, str | Callable[[object], str] | None] = {
            name: partial(cell_text, is_percent=str(name).endswith(PERCENT_MARK)) for name in table.frame.columns
        }
        st.dataframe(table.frame.style.format(written), key=key, hide_index=True)
    else:
        show_table(table.headers, rows, numbers=table.numbers, total=total)


def file_stem(title: str, day: date) -> str:
    """A file name from a finding and its day: "manggar-paling-banyak-tersisa-7-dari-9-desa_2023-05-10"."""
    words = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")
    if len(words) > _LONGEST_NAME:
        words = words[: _LONGEST_NAME + 1].rpartition("-")[0] or words[:_LONGEST_NAME]
    return f"{words or 'gambar'}_{day.isoformat()}"
