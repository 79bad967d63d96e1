"""The address of the light page: /ringkas?kec=Manggar&per=10%20Mei%202023, served beside the pages."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kkb.exports.light_page import render_light_page, render_notice_page
from kkb.region import RegionError
from kkb.store import StoreError
from kkb.ui.frame import cache
from kkb.ui.frame.faults import note_fault
from kkb.ui.frame.filters import DAY_KEY, KECAMATAN_KEY, NEWEST, Filters, parse_day
from kkb.ui.frame.view import build_view
from kkb.ui.server import kept_copy
from kkb.ui.server.light_facts import light_facts

log = logging.getLogger(__name__)

PATH = "/ringkas"

_HEADERS = {
    # Nothing is fetched, run or sent elsewhere, whatever a name may hold.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'self'"
    ),
}
_RETRY_SECONDS = "30"
_TITLE = "Data belum dapat dibuka"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page ready to send; `etag` stands for its bytes."""

    body: bytes
    etag: str


def light_route() -> Route:
    """The route for the app; answers GET and HEAD."""
    return Route(PATH, _answer, methods=["GET"])


async def _answer(request: Request) -> Response:
    try:
        page = await run_in_threadpool(_current_page, request.query_params)
    except (StoreError, RegionError) as error:
        log.debug("store or region unavailable", exc_info=error)
        text = error.message if isinstance(error, StoreError) else str(error)
        return _notice(503, text)
    except Exception:  # noqa: BLE001 - the edge: a fault of ours becomes a number in the log and one calm sentence
        number = note_fault(log, "light page failed")
        return _notice(500, f"Halaman ini tidak dapat ditampilkan. Sampaikan nomor {number} kepada pengelola program.")
    return kept_copy.answer(request, page.body, page.etag, "text/html", _HEADERS)


def _notice(status: int, text: str) -> Response:
    headers = _HEADERS | {"Cache-Control": "no-store", "Retry-After": _RETRY_SECONDS}
    return Response(render_notice_page(_TITLE, text), status_code=status, headers=headers, media_type="text/html")


def _current_page(query: QueryParams) -> Rendered:
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
def _rendered(version: int, filters: Filters, today: date, notices: tuple[str, ...]) -> Rendered:
    body = render_light_page(light_facts(build_view(version, filters, today), notices))
    return Rendered(body, kept_copy.etag_of(body))
