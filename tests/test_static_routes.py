"""Plotly's script from this server: packed, kept by the browser, named by its version."""

from __future__ import annotations

import gzip
from typing import Any

import plotly
import pytest
from starlette.requests import Request

from kkb.ui.server.static_routes import PLOTLY_PATH, PLOTLY_URL, STATIC_ROUTES, plotly_script


def ask(encoding: str) -> Any:
    scope = {"type": "http", "method": "GET", "headers": [(b"accept-encoding", encoding.encode())], "path": PLOTLY_PATH}
    return plotly_script(Request(scope))


@pytest.mark.parametrize(("encoding", "packed"), [("gzip, deflate, br", True), ("identity", False), ("", False)])
def test_the_script_is_the_one_of_the_package(encoding: str, packed: bool) -> None:
    answer = ask(encoding)
    assert (answer.headers.get("content-encoding") == "gzip") is packed
    body = gzip.decompress(answer.body) if packed else answer.body
    assert b"plotly.js v" in body[:200]
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert answer.media_type == "text/javascript"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["vary"] == "Accept-Encoding"


def test_packed_it_is_below_two_megabytes() -> None:
    assert len(ask("gzip").body) < 2_000_000


def test_a_new_version_has_a_new_address() -> None:
    assert PLOTLY_URL.split("?v=") == ["plotly.min.js", plotly.__version__]
    assert [route.path for route in STATIC_ROUTES] == [PLOTLY_PATH]
