"""Answers that a browser keeps, asks about at every visit, and fetches again only when they changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response


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
