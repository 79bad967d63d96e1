"""The HTML shell of every page: Streamlit's own, without the line that fetches a typeface in which nothing is set."""

from __future__ import annotations

import re
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kkb.ui import kept_copy
from kkb.ui.navigation import PAGES

INDEX = Path(st.__file__).parent / "static" / "index.html"

# 170 kB, whatever typeface the theme names.
_PRELOAD = re.compile(rb'<link\b(?=[^>]*\brel="preload")(?=[^>]*/SourceSansVF-)[^>]*>\s*')


def lean_shell(html: bytes) -> bytes:
    """The shell without the preload of Source Sans; another shell comes back as it is."""
    return _PRELOAD.sub(b"", html)


def shell_routes() -> list[Route]:
    """One route for the start page and each page of the menu; other addresses keep Streamlit's own shell.

    Routes, not a change of passing answers: so length, ETag and compression are those of what is sent.
    """
    body = lean_shell(INDEX.read_bytes())
    etag = kept_copy.etag_of(body)

    async def shell(request: Request) -> Response:
        return kept_copy.answer(request, body, etag, "text/html")

    return [Route(f"/{name}", shell) for name in ("", *(spec.name for spec in PAGES))]
