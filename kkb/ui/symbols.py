"""The icons: a subset of Streamlit's icon font, sent in its place (19 instead of 375 kB)."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from kkb.ui import kept_copy

SUBSET = Path(__file__).parent / "static" / "fonts" / "material-symbols.woff2"

STREAMLIT_FONT = re.compile(r"/static/media/MaterialSymbols-Rounded\.[\w-]+\.woff2$")
"""The end of its address. Should a later Streamlit name it otherwise, the whole font is fetched again."""


class LeanSymbols:
    """ASGI middleware that answers requests for Streamlit's icon font with ours; all else passes untouched.

    A face of the theme (`theme.fontFaces`) would come too late: Streamlit's script asks for its own before it reads
    the theme. A route is not allowed below /static/.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._body = SUBSET.read_bytes()
        self._etag = kept_copy.etag_of(self._body)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _asks_for_it(scope):
            await self._app(scope, receive, send)
            return
        # Not for a year, as Streamlit would: its address stays when an icon is added to ours.
        answer = kept_copy.answer(Request(scope), self._body, self._etag, "font/woff2$")
        await answer(scope, receive, send)


def _asks_for_it(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] in ("GET", "HEAD")
        and STREAMLIT_FONT.search(scope["path"]) is not None
    )
