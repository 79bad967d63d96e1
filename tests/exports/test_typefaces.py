"""Our typefaces in the place of Streamlit's; every icon that may appear is among those that are sent."""

from __future__ import annotations

import asyncio
import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import streamlit as st
from fontTools.ttLib import TTFont

from fonts.icon_names import PROJECT_DIR, listed_icons, our_icons, streamlit_icons
from fonts.make_symbols import ligatures
from kkb.ui.frame.typefaces import ICON_FONT, INTER_FROM_MEDIA, SYMBOLS, TEXT_FONT, OwnTypefaces
from tests.support.asking import ask_app

HOW_TO_MEND = "make the font anew: python -m fonts.make_symbols"
ICONS = "/static/media/MaterialSymbols-Rounded.nEdyypZU.woff2"
TEXT = "/static/media/SourceSansVF-Upright.ttf.BsWL4Kly.woff2"


def test_every_icon_of_ours_is_in_the_list() -> None:
    assert our_icons() - set(listed_icons()) == set(), HOW_TO_MEND


def test_every_icon_of_streamlit_is_in_the_list() -> None:
    found = streamlit_icons()
    # One as a shortcode, two that stand alone in a script: both ways of finding them work.
    assert {"keyboard_double_arrow_left", "more_vert", "audio_file"} <= found
    assert found - set(listed_icons()) == set(), HOW_TO_MEND


def test_the_font_holds_what_the_list_says() -> None:
    assert set(listed_icons()) <= set(ligatures(TTFont(SYMBOLS))), HOW_TO_MEND
    assert SYMBOLS.stat().st_size < 40_000


@pytest.mark.parametrize(("address", "name"), [(ICON_FONT, "MaterialSymbols*"), (TEXT_FONT, "SourceSansVF-Upright*")])
def test_the_address_is_that_of_the_installed_streamlit(address: re.Pattern[str], name: str) -> None:
    (file,) = (Path(st.__file__).parent / "static/static/media").glob(name)
    assert address.search(f"/static/media/{file.name}") is not None


class Below:
    """The app below ours; it notes what reaches it."""

    def __init__(self) -> None:
        self.reached: list[tuple[Any, Any, Any]] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.reached.append((scope, receive, send))
        await send({"type": "http.response.start", "status": 200, "headers": []})


@pytest.mark.parametrize("folder", ["", "/kb"])
def test_our_icons_are_sent_and_sent_again_only_if_they_changed(folder: str) -> None:
    below = Below()
    answer = ask_app(OwnTypefaces(below), folder + ICONS)
    assert answer.body == SYMBOLS.read_bytes()
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert answer.headers["content-type"] == "font/woff2"
    # Never for a year: the address stays when an icon is added.
    assert answer.headers["cache-control"] == "no-cache"
    again = ask_app(OwnTypefaces(below), folder + ICONS, {"if-none-match": answer.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    assert below.reached == []


@pytest.mark.parametrize("folder", ["", "/kb"])
def test_text_is_sent_on_to_the_face_of_the_theme(folder: str) -> None:
    answer = ask_app(OwnTypefaces(Below()), folder + TEXT)
    assert (answer.status, answer.headers["location"]) == (307, INTER_FROM_MEDIA)
    config = tomllib.loads((PROJECT_DIR / ".streamlit/config.toml").read_text(encoding="utf-8"))
    faces = {f"{folder}/{face['url']}" for face in config["theme"]["fontFaces"]}
    assert urljoin(folder + TEXT, INTER_FROM_MEDIA) in faces


@pytest.mark.parametrize(
    ("kind", "method", "path"),
    [
        ("http", "GET", "/"),
        ("http", "GET", f"{ICONS}.map"),
        ("http", "GET", TEXT.replace("Upright", "Italic")),
        ("http", "POST", ICONS),
        ("websocket", "", "/_stcore/stream"),
        ("websocket", "", TEXT),
        ("lifespan", "", ""),
    ],
)
def test_all_else_passes_untouched(kind: str, method: str, path: str) -> None:
    below = Below()
    scope = {"type": kind} | ({"path": path} if path else {}) | ({"method": method} if method else {})
    before = dict(scope)

    async def receive() -> Any: ...

    async def send(message: Any) -> None: ...

    asyncio.run(OwnTypefaces(below)(scope, receive, send))
    assert below.reached == [(scope, receive, send)]
    assert scope == before
