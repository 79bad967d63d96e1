"""Files of installed packages that pages fetch when they need them, served by this very server."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

import plotly
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

PLOTLY_PATH = "/plotly.min.js"
PLOTLY_URL = f"{PLOTLY_PATH.removeprefix('/')}?v={plotly.__version__}"
"""Relative, so that it holds behind a proxy's folder; a new version has a new address."""

_FILE = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
_FOR_A_YEAR = "public, max-age=31536000, immutable"


@lru_cache(maxsize=1)
def _packed() -> bytes:
    """The script at a quarter of its 4.8 MB; packed once per process, and only if somebody asks."""
    return gzip.compress(_FILE.read_bytes(), compresslevel=6, mtime=0)


def plotly_script(request: Request) -> Response:
    """Plotly as its package ships it, for pictures made in the reader's browser. Runs in a worker thread."""
    headers = {"Cache-Control": _FOR_A_YEAR, "Vary": "Accept-Encoding"}
    accepts_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    body = _packed() if accepts_gzip else _FILE.read_bytes()
    if accepts_gzip:
        headers["Content-Encoding"] = "gzip"
    return Response(body, media_type="text/javascript", headers=headers)


STATIC_ROUTES = [Route(PLOTLY_PATH, plotly_script)]
