"""A figure with all that belongs to it: finding, chart, text alternative, table, Excel and PNG."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, Protocol

import plotly.graph_objects as go
import streamlit as st

from kkb.briefing.source import source_words
from kkb.exports.drawing.still import MakeStills
from kkb.narrative import SAMPLE_MARK, SAMPLE_WORDS
from kkb.narrative.tables import PERCENT_MARK, FigureTable, cell_text
from kkb.theme import Palette
from kkb.ui.frame.view import View, palette
from kkb.ui.parts.components import show_figure, show_note, show_section
from kkb.ui.parts.file_button import XLSX
from kkb.ui.parts.table import show_table

ROWS_ON_PAGE = 60
"""A longer table scrolls in a frame of its own."""

_LONGEST_NAME = 60
_SAMPLE_BAND = f"{SAMPLE_MARK} · {SAMPLE_WORDS}"

MakeTable = Callable[[], FigureTable]
File = tuple[str, Callable[[], bytes], str, str]
"""Label of a button, what makes the file when it is pressed, its suffix and its kind."""


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
    stills: MakeStills,
    view: View,
    finding: str | None = None,
) -> None:
    """Heading, figure of Plotly and the quiet row under it.

    `title` is the figure's finding; where the heading on the page says less (the page's own title already holds the
    finding), `finding` is what picture and workbook are called. `table` and `stills` are called only where somebody
    wants them.
    """
    show_section(title, subtitle)
    show_figure(make_figure(palette=palette()), key, alt)
    show_figure_tools(
        key=key, title=finding or title, subtitle=subtitle, alt=alt, table=table, stills=stills, view=view
    )


def show_figure_tools(
    *,
    key: str,
    title: str,
    subtitle: str,
    alt: str,
    table: MakeTable,
    view: View,
    stills: MakeStills | None = None,
) -> None:
    """The quiet row: "Tabel", "Unduh Excel", "Unduh PNG" (the last where there are stills to save).

    Under a figure that the page has drawn itself: a still, HTML, several of Plotly.
    """
    foot = f"{view.region_name} · {source_words(view)}"
    sample = _SAMPLE_BAND if view.samples else ""

    # Their libraries are loaded at the first press: they would add a fifth of a second to each start.
    def workbook() -> bytes:
        from kkb.exports.excel.frame import frame_to_xlsx

        made = table()
        return frame_to_xlsx(
            made.frame, title=title, note=subtitle, source=foot, is_sample=bool(sample), has_total=made.has_total
        )

    def picture(make_stills: MakeStills) -> bytes:
        from kkb.exports.paper import PictureWords, write_figure_png

        words = PictureWords(title, subtitle, foot, sample, view.region_name, view.day)
        return write_figure_png(make_stills(), words)

    files: list[File] = [("Unduh Excel", workbook, "xlsx", XLSX)]
    if stills is not None:
        files.append(("Unduh PNG", partial(picture, stills), "png", "image/png"))
    _tools(key, file_stem(title, view.day), files, alt, table)


@st.fragment
def _tools(key: str, stem: str, files: Sequence[File], alt: str, table: MakeTable) -> None:
    """A fragment, so that a table costs no new run of the page."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        is_open = st.toggle("Tabel", key=f"{key}_tabel")
        for label, make, suffix, kind in files:
            st.download_button(
                label,
                data=make,
                file_name=f"{stem}.{suffix}",
                mime=kind,
                key=f"{key}_{suffix}",
                on_click="ignore",
                type="tertiary",
            )
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
