"""The address of the light page: /ringkas?kec=Manggar&per=10%20Mei%202023, served beside the pages."""

from __future__ import annotations

from datetime import date

import streamlit as st
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kkb.exports.light.page import render_light_page, render_notice_page
from kkb.ui.frame import cache
from kkb.ui.frame.filters import DAY_KEY, KECAMATAN_KEY, NEWEST, Filters, parse_day
from kkb.ui.frame.view import build_view
from kkb.ui.server.kept_copy import answer_page
from kkb.ui.server.light_facts import light_facts

PATH = "/ringkas"

HEADERS = {
    # Nothing is fetched, run or sent elsewhere, whatever a name may hold.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'self'"
    ),
}
_TITLE = "Data belum dapat dibuka"


def light_route() -> Route:
    """The route for the app; answers GET and HEAD."""
    return Route(PATH, _answer, methods=["GET"])


async def _answer(request: Request) -> Response:
    return await answer_page(request, _current_page, _notice, name="Halaman", headers=HEADERS)


def _notice(words: str) -> bytes:
    return render_notice_page(_TITLE, words)


def _current_page(query: QueryParams) -> bytes:
    """The page for an address, as of now. Raises StoreError, RegionError."""
    version = cache.watcher().current()
    today = cache.now().date()
    filters, notices = read_address(query, today)
    return _rendered(version, filters, today, notices)


def read_address(query: QueryParams, today: date) -> tuple[Filters, tuple[str, ...]]:
    """The filters of an address, and a line about what in it is not known and therefore ignored."""
    names = [kec.kecamatan for kec in cache.region().kecamatan]
    asked = {name for name in query.getlist(KECAMATAN_KEY) if name}
    word = query.get(DAY_KEY, "")
    day = parse_day(word, today)
    unknown = []
    if asked - set(names):
        unknown.append("kecamatan yang tidak dikenal")
    if day is None and word not in ("", NEWEST):
        unknown.append("tanggal yang tidak dapat dipakai")
    # Its own words are not repeated: an address may come from anybody.
    notices = (f"Diabaikan dari alamat ini: {' dan '.join(unknown)}.",) if unknown else ()
    return Filters(tuple(sorted(asked & set(names), key=names.index)), day), notices


@st.cache_resource(max_entries=64, show_spinner=False)
def _rendered(version: int, filters: Filters, today: date, notices: tuple[str, ...]) -> bytes:
    return render_light_page(light_facts(build_view(version, filters, today), notices))
