"""A button that saves a figure as PNG with its words, drawn by the reader's own browser.

Nothing is prepared beforehand: a press asks the server for the figure in the light colours, and the browser draws it
with the Plotly that Streamlit has on the page (should it hide it one day: with the one of
`kkb.ui.server.static_routes`), 1600 points wide and 900 high, higher where the figure needs it. The script is beside
this file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from kkb.charts import CONFIG
from kkb.theme import FONT_FAMILY, LIGHT
from kkb.ui.server.static_routes import PLOTLY_URL

_HTML = '<button type="button">Unduh PNG</button><span role="status" aria-live="polite"></span>'
_CSS = """
button { font: inherit; font-size: 0.875rem; padding: 0.25rem 0; min-height: 2.5rem; white-space: nowrap;
  cursor: pointer; color: var(--st-text-color); background: none; border: 0; border-radius: 4px; }
button:hover:enabled, button:focus-visible { color: var(--st-link-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
button:disabled { cursor: progress; opacity: 0.6; }
span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
"""
_SAMPLE_BAND = "#FBECD0"

_button = st.components.v2.component(
    "kkb_unduh_png", html=_HTML, css=_CSS, js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
)


@dataclass(frozen=True, slots=True)
class PictureWords:
    """What stands around the figure: finding, what is measured, day · filter · source, and the label of samples."""

    title: str
    subtitle: str
    foot: str
    sample: str
    file_name: str


def show_png_button(make_figure: Callable[[], go.Figure], words: PictureWords, key: str) -> None:
    """The button. Call it inside a fragment: a press runs that fragment again, and only then is the figure made."""
    press = st.session_state.get(key, {}).get("press")
    data: dict[str, Any] = {"plotly": PLOTLY_URL}
    if press:
        data |= {"press": press, "picture": _picture(make_figure(), words)}
    _button(data=data, key=key, width="content", on_press_change=_noted)


def _noted() -> None:
    """A press needs no more than the new run that it causes."""


def _picture(figure: go.Figure, words: PictureWords) -> dict[str, Any]:
    return {
        "figure": figure.to_json(),
        "config": CONFIG,
        "title": words.title,
        "subtitle": words.subtitle,
        "foot": words.foot,
        "sample": words.sample,
        "name": f"{words.file_name}.png",
        "plotly": PLOTLY_URL,
        "family": FONT_FAMILY,
        "font": {"family": "Inter", "url": "app/static/fonts/inter-latin.woff2"},
        "background": LIGHT.background,
        "text": LIGHT.text,
        "muted": LIGHT.muted,
        "band": _SAMPLE_BAND,
    }
