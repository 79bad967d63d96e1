"""Streamlit's typefaces give way to ours: 68 kB instead of the 545 kB that every first visit would fetch besides."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kkb.ui.server import kept_copy

SYMBOLS = Path(__file__).parents[1] / "static" / "fonts" / "material-symbols.woff2"
"""The icons that may appear, out of the 4,000 of the whole font (`fonts/make_symbols.py`)."""

INTER_FROM_MEDIA = "../../app/static/fonts/inter-latin.woff2"
"""Relative to Streamlit's folder of typefaces, so that it holds behind a proxy's folder."""

# Ends of their addresses. Should a later Streamlit name them otherwise, its own are fetched again and nothing breaks.
ICON_FONT = re.compile(r"/static/media/MaterialSymbols-Rounded\.[\w-]+\.woff2$")
TEXT_FONT = re.compile(r"/static/media/SourceSansVF-Upright\.ttf\.[\w-]+\.woff2$")


class OwnTypefaces:
    """ASGI middleware that answers requests for two of Streamlit's typefaces; all else passes untouched.

    The theme alone can't do it: the page asks for its own icons and text before it is told the theme. A route is not
    allowed below /static/.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._symbols = SYMBOLS.read_bytes()
        self._etag = kept_copy.etag_of(self._symbols)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._answer(scope)
        await (answer or self._app)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response | None:
        """Ours, or None where the request is not for us."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return None
        if ICON_FONT.search(scope["path"]):
            # Not for a year, as Streamlit would: the address stays when an icon is added.
            return kept_copy.answer(Request(scope), self._symbols, self._etag, "font/woff2")
        if TEXT_FONT.search(scope["path"]):
            return RedirectResponse(INTER_FROM_MEDIA)
        return None
