"""Answers that a browser keeps, asks about at every visit, and fetches again only when they changed.

The light page and the wall among them: `answer_page` makes such an answer, or says why there is none.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from kkb.region import RegionError
from kkb.store import StoreError
from kkb.ui.frame.faults import note_fault

log = logging.getLogger(__name__)


async def answer_page(
    request: Request,
    make: Callable[[QueryParams], bytes],
    render_notice: Callable[[str], bytes],
    *,
    name: str,
    headers: Mapping[str, str],
) -> Response:
    """The page that `make` makes of an address; where it cannot be had, a notice with an Indonesian sentence.

    `name` is what the sentence about a fault of ours calls it. `make` runs in a worker thread.
    """
    try:
        body = await run_in_threadpool(make, request.query_params)
    except (StoreError, RegionError) as error:
        log.debug("store or region unavailable", exc_info=error)
        status, words = 503, error.message if isinstance(error, StoreError) else str(error)
    except Exception:  # noqa: BLE001 - the edge: a fault of ours becomes a number in the log and one calm sentence
        number = note_fault(log, f"{request.url.path} failed")
        status = 500
        words = f"{name} ini tidak dapat ditampilkan. Sampaikan nomor {number} kepada pengelola program."
    else:
        return answer(request, body, etag_of(body), "text/html", headers)
    headers = {**headers, "Cache-Control": "no-store", "Retry-After": "30"}
    return Response(render_notice(words), status, headers, "text/html")


def etag_of(body: bytes) -> str:
    """Stands for these bytes. Weak: the same bytes may travel compressed or not."""
    return f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'


def answer(
    request: Request, body: bytes, etag: str, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    """The body, or 304 where the reader's own copy is this one."""
    sent = {**(headers or {}), "ETag": etag, "Cache-Control": "no-cache"}
    if _has_it(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=sent)
    return Response(body, headers=sent, media_type=media_type)


def _has_it(header: str, etag: str) -> bool:
    """Whether the reader's own copy is this one (weak comparison, RFC 9110)."""
    return any(tag.strip() in ("*", etag, etag.removeprefix("W/")) for tag in header.split(","))
