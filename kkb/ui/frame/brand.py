"""The app's own icon and logo, given so that Streamlit need not open a file and look at the picture at every run."""

from __future__ import annotations

from pathlib import Path

ICON = "/app/static/favicon.png"
"""The address of a file in kkb/ui/static."""

LOGO = (Path(__file__).parents[1] / "static" / "logo.svg").read_text(encoding="utf-8")
"""The drawing itself: it travels with the page, which then fetches nothing for it."""
