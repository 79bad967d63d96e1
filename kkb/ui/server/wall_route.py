"""The address of the wall: /layar?kec=Manggar&slide=garis,peta&putar=20&tema=gelap#3, served beside the pages."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, urlencode

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kkb.briefing.model import ALL_KECAMATAN, choose_slides
from kkb.exports.wall import WallFrame, render_wall, render_wall_notice
from kkb.formatting import format_date
from kkb.region import RegionError
from kkb.store import StoreError
from kkb.theme import ThemeName
from kkb.ui.frame import cache
from kkb.ui.frame.filters import DAY_KEY, KECAMATAN_KEY, Filters, parse_day
from kkb.ui.frame.view import build_view
from kkb.ui.parts.page_links import page_links
from kkb.ui.rapat.deck import ADVANCE_KEY, PATH, SINCE_KEY, SLIDE_KEY, THEME_KEY, whole_briefing
from kkb.ui.server.kept_copy import answer_page
from kkb.ui.server.light_route import read_address

log = logging.getLogger(__name__)

STATE_PATH = f"{PATH}/versi"
SCRIPT_PATH = f"{PATH}.js"

THEMES: dict[str, ThemeName] = {"gelap": "dark", "terang": "light"}
LEAST_SECONDS, MOST_SECONDS = 5, 600
_MOST_SLIDES = 60

HEADERS = {
    # Nothing is fetched from or sent to anywhere else, and no script but the one file of ours runs.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
    ),
}
_FOR_A_YEAR = "public, max-age=31536000, immutable"
_TITLE = "Data belum dapat dibuka"
_NO_STATE = "-"
"""The state of a wall without figures: no answer equals it, so the wall asks again until it gets some."""


@dataclass(frozen=True, slots=True)
class WallAddress:
    """What an address of the wall asks for; `base` is the day to compare with, `slides` keys in their order."""

    filters: Filters
    base: date | None = None
    slides: tuple[str, ...] = ()
    seconds: int | None = None
    theme: ThemeName = "light"
    unknown: tuple[str, ...] = ()

    def query(self) -> str:
        """What the page Rapat and the wall have in common: "?kec=Manggar&per=…&sejak=…" or ""."""
        pairs = [(KECAMATAN_KEY, name) for name in self.filters.kecamatan]
        pairs += [(DAY_KEY, format_date(self.filters.day))] if self.filters.day else []
        pairs += [(SINCE_KEY, format_date(self.base))] if self.base else []
        return f"?{urlencode(pairs, quote_via=quote)}" if pairs else ""


def wall_routes() -> list[Route]:
    """The routes for the app: the wall, the number it compares, and its script. They answer GET and HEAD."""
    return [
        Route(PATH, _answer, methods=["GET"]),
        Route(STATE_PATH, _answer_state, methods=["GET"]),
        Route(SCRIPT_PATH, _answer_script, methods=["GET"]),
    ]


async def _answer(request: Request) -> Response:
    return await answer_page(request, _current_page, _notice, name="Layar", headers=HEADERS)


async def _answer_state(request: Request) -> Response:
    """One number in memory, and the day of today: the words about the age of data change at midnight."""
    headers = {"Cache-Control": "no-store"}
    try:
        version, today = await run_in_threadpool(_current_state)
    except (StoreError, RegionError):
        log.debug("no data version for the wall", exc_info=True)
        return JSONResponse({"versi": None, "hari": None}, status_code=503, headers=headers)
    return JSONResponse({"versi": version, "hari": today.isoformat()}, headers=headers)


async def _answer_script(request: Request) -> Response:
    body, _ = _script()
    headers = {"Cache-Control": _FOR_A_YEAR}
    return Response(body, media_type="text/javascript", headers=headers)


@lru_cache(maxsize=1)
def _script() -> tuple[bytes, str]:
    """The script, and its address: relative, so that it holds behind a proxy's folder, and new with each change."""
    body = (Path(__file__).parent / "wall.js").read_bytes()
    return body, f"{SCRIPT_PATH.removeprefix('/')}?v={hashlib.sha256(body).hexdigest()[:16]}"


def _notice(words: str) -> bytes:
    frame = WallFrame(script=_script()[1], back=_back(WallAddress(Filters())), state=_NO_STATE)
    return render_wall_notice(_TITLE, words, frame)


def _back(address: WallAddress) -> str:
    return f"rapat{address.query()}"


def _current_state() -> tuple[int, date]:
    return cache.watcher().current(), cache.now().date()


def _current_page(query: QueryParams) -> bytes:
    """The wall for an address, as of now. Raises StoreError, RegionError."""
    version, today = _current_state()
    return _rendered(version, today, read_wall_address(query, today))


def read_wall_address(query: QueryParams, today: date) -> WallAddress:
    """What an address asks for. What is not known is left out and named in `unknown`."""
    filters, notices = read_address(query, today)
    unknown = list(notices)
    word = query.get(SINCE_KEY, "")
    base = parse_day(word, today)
    seconds = _seconds(query.get(ADVANCE_KEY, ""))
    theme = THEMES.get(query.get(THEME_KEY, ""))
    if (
        (word and base is None)
        or (query.get(ADVANCE_KEY) and seconds is None)
        or (query.get(THEME_KEY) and theme is None)
    ):
        unknown.append("Sebagian pilihan dalam alamat ini tidak dikenal dan diabaikan.")
    keys = [key for word in query.getlist(SLIDE_KEY) for key in word.split(",") if key][:_MOST_SLIDES]
    return WallAddress(filters, base, tuple(keys), seconds, theme or "light", tuple(unknown))


def _seconds(word: str) -> int | None:
    """Seconds a slide stays; None for what is no number from 5 to 600."""
    if not (word.isascii() and word.isdecimal() and len(word) <= 3):
        return None
    return int(word) if LEAST_SECONDS <= int(word) <= MOST_SECONDS else None


@st.cache_resource(max_entries=64, show_spinner=False)
def _rendered(version: int, today: date, address: WallAddress) -> bytes:
    view = build_view(version, address.filters, today)
    # A day that is not before that of the figures is no base.
    base = address.base if address.base is not None and address.base < view.day else None
    briefing = whole_briefing(view, base)
    notices = list(address.unknown)
    if base != address.base:
        notices.append("Tanggal pembanding dalam alamat ini tidak dapat dipakai dan diabaikan.")
    known = {slide.key for slide in briefing.slides} | {ALL_KECAMATAN}
    if briefing.has_data and set(address.slides) - known:
        notices.append("Sebagian slide dalam alamat ini tidak ada dan dilewati.")
    frame = WallFrame(
        script=_script()[1],
        back=_back(address),
        state=f"{version}|{today.isoformat()}",
        theme=address.theme,
        seconds=address.seconds,
        notices=tuple(notices),
        links=page_links(address.filters),
        emblem=view.snapshot.lambang,
    )
    return render_wall(choose_slides(briefing, address.slides), frame)
