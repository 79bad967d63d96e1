"""The addresses of reports: /lapor, a form that readers post, and /lapor/foto, the photo beside one, for officers.

Without a script, and without a login: a reader writes nothing else. While reports are not taken these addresses do not
exist. A form needs the token that our page gave to this browser; a form of another site is refused at the door
(`kkb.ui.server.doors`) and here.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message

from kkb.access import Right
from kkb.exports.light.forms import Field, Form, render_form_page
from kkb.exports.light.page import render_notice_page
from kkb.region import Desa, RegionError
from kkb.store import PhotoRefused, ReportLimit, StoreError, StoreRefusal
from kkb.store.report_photo import MAX_BYTES
from kkb.store.reports import LONGEST_TEXT
from kkb.store.trail import NOBODY, Actor
from kkb.ui.frame import cache
from kkb.ui.frame.access import access_of_request
from kkb.ui.frame.navigation import DESA_PARAM, REPORT_PARAM
from kkb.ui.laporan.limits import PER_ADDRESS, DayLimits
from kkb.ui.login import pace
from kkb.ui.server.doors import is_own_form
from kkb.ui.server.light_route import HEADERS as LIGHT_HEADERS

log = logging.getLogger(__name__)

PATH, PHOTO_PATH = "/lapor", "/lapor/foto"
HEADERS = {**LIGHT_HEADERS, "Cache-Control": "no-store"}
_PHOTO_HEADERS = {
    # A picture that we wrote ourselves; still nothing of it may run or be kept.
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}

LIMITS = DayLimits()
_TOKENS = URLSafeTimedSerializer(secrets.token_urlsafe(32), salt="kkb.lapor")
"""Of this start: a form that was opened before it is to be sent once more."""

_TOKEN_SECONDS = int(timedelta(hours=12).total_seconds())
_COOKIE = "kkb_lapor"
_MOST_BYTES = MAX_BYTES + 100_000
"""Of a whole form: somewhat more than the photo, so that one a little too large gets our own sentence."""

_MOST_READ = 30_000_000
_FORM_SECONDS = 120
_AT_ONCE = 4
_receiving = threading.BoundedSemaphore(_AT_ONCE)
# A photo takes some 150 MB while it is decoded: one at a time, whoever sends.
_decoding = threading.Lock()

_TEXTS = ("uraian", "nama", "jabatan", "kontak")
_LONGEST = {"uraian": LONGEST_TEXT, "nama": 120, "jabatan": 120, "kontak": 120}
_WHO_SEES = (
    "Tanpa akun. Isi laporan, nama, jabatan, kontak dan foto hanya dilihat petugas; di halaman desa hanya tertulis "
    "bahwa ada laporan yang sedang diperiksa."
)
_WHAT_FOLLOWS = (
    "Petugas memeriksa laporan ini. Data baru berubah bila petugas menyimpan koreksi; kapan, dan apakah laporan ini "
    "diterima, belum dapat dipastikan. Simpan nomor di atas bila ingin menanyakannya."
)
_NO_PAGE = "Halaman ini tidak ada. Periksa alamatnya."
_FOREIGN = "Formulir ini bukan dari halaman kami, atau peramban Anda menolak kuki."
_OLD = "Formulir ini terlalu lama terbuka. Periksa isinya, lalu tekan Kirim sekali lagi."
_TOO_LONG = (
    "Foto lebih besar daripada 5 MB. Tekan Kembali di peramban: yang Anda tulis masih ada. Kecilkan fotonya, atau "
    "kirim tanpa foto."
)
_TOO_MANY = f"Dari jaringan Anda hari ini sudah terlalu banyak laporan (paling banyak {PER_ADDRESS}). Coba lagi besok."
_BUSY = "Sedang banyak laporan yang dikirim. Tunggu satu menit, lalu tekan Kirim sekali lagi."
_AGAIN = " Foto perlu dipilih lagi."


class _TooLong(Exception):
    """Ends the reading of a form."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """A form as it arrived."""

    texts: Mapping[str, str]
    foto: bytes


def report_routes() -> list[Route]:
    """The routes for the app."""
    return [
        Route(PATH, _show_form, methods=["GET"]),
        Route(PATH, _take_form, methods=["POST"]),
        Route(PHOTO_PATH, _show_photo, methods=["GET"]),
    ]


def form_address(desa: Desa) -> str:
    """Where an error of a desa is reported, relative to a page."""
    return f"{PATH[1:]}?{urlencode({DESA_PARAM: desa.kode_desa})}"


def photo_address(nomor: int) -> str:
    """The photo of a report, relative to a page."""
    return f"{PHOTO_PATH[1:]}?{urlencode({REPORT_PARAM: nomor})}"


# --- the form ---------------------------------------------------------------------------------------------------------


async def _show_form(request: Request) -> Response:
    try:
        desa = await run_in_threadpool(_desa_of, request.query_params.get(DESA_PARAM, ""))
    except (StoreError, RegionError) as error:
        return _outage(error)
    return _page(_NO_FORM, 404) if desa is None else _answer_form(request, desa)


async def _take_form(request: Request) -> Response:
    try:
        desa = await run_in_threadpool(_desa_of, request.query_params.get(DESA_PARAM, ""))
    except (StoreError, RegionError) as error:
        return _outage(error)
    if desa is None:
        return _page(_NO_FORM, 404)
    address, day = pace.client_address(request.scope, cache.settings().proxies), cache.now().date()
    if not is_own_form(request.headers):
        log.warning("a report refused: a form from elsewhere, from %s", address)
        return _notice(desa, "Ditolak", _FOREIGN, 403)
    if not LIMITS.take_try(address, day):
        log.warning("a report refused: too many, from %s", address)
        return _notice(desa, "Belum terkirim", _TOO_MANY, 429)
    is_kept = False
    try:
        answer = await _answer_sent(request, desa)
        is_kept = answer.status_code == 200
        return answer
    finally:
        if not is_kept:
            LIMITS.give_back(address, day)


async def _answer_sent(request: Request, desa: Desa) -> Response:
    if not _receiving.acquire(blocking=False):
        return _notice(desa, "Belum terkirim", _BUSY, 503)
    try:
        async with asyncio.timeout(_FORM_SECONDS):
            sent = await _read_form(request)
    except _TooLong:
        await _read_on(request)
        return _notice(desa, "Belum terkirim", _TOO_LONG, 413)
    except (HTTPException, ClientDisconnect, TimeoutError):
        return _notice(desa, "Belum terkirim", _FOREIGN, 400)
    finally:
        _receiving.release()
    if not _is_ours(request, sent, desa):
        # Only a browser that says so itself gets back what was typed: nobody else's words stand on our page.
        if request.headers.get("sec-fetch-site") == "same-origin":
            return _answer_form(request, desa, sent, problem=_OLD + (_AGAIN if sent.foto else ""), status=403)
        log.warning("a report refused: no token of ours")
        return _notice(desa, "Ditolak", _FOREIGN, 403)
    try:
        nomor = await run_in_threadpool(_keep, desa, sent)
    except StoreRefusal as refusal:
        status = 429 if isinstance(refusal, ReportLimit) else 422
        is_lost = bool(sent.foto) and not isinstance(refusal, PhotoRefused)
        problem = refusal.message + (_AGAIN if is_lost else "")
        return _answer_form(request, desa, sent, problem=problem, status=status)
    except (StoreError, RegionError) as error:
        return _outage(error)
    log.warning("report %s taken", nomor)
    words = f"Laporan nomor {nomor} tentang Desa {desa.desa} diterima. {_WHAT_FOLLOWS}"
    return _notice(desa, "Terima kasih", words, 200)


def _keep(desa: Desa, sent: _Sent) -> int:
    # Without an address: who reported is erasable, and the trail is not.
    store = cache.store_to_write().for_actor(Actor(None, NOBODY))
    texts = {name: sent.texts.get(name, "") for name in _TEXTS}
    with _decoding:
        return store.add_report(kode_desa=desa.kode_desa, **texts, foto=sent.foto, at=cache.now())


async def _read_form(request: Request) -> _Sent:
    """The form that arrives, of which no more is read than may be sent. Raises _TooLong, HTTPException."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > _MOST_BYTES:
        raise _TooLong
    size = 0

    async def arriving() -> Message:
        nonlocal size
        message = await request.receive()
        size += len(message.get("body", b""))
        if size > _MOST_BYTES:
            raise _TooLong
        return message

    form: FormData
    async with Request(request.scope, arriving).form(max_files=1, max_fields=10, max_part_size=20_000) as form:
        texts = {name: value for name, value in form.items() if isinstance(value, str)}
        foto = form.get("foto")
        return _Sent(texts, await foto.read() if isinstance(foto, UploadFile) else b"")


async def _read_on(request: Request) -> None:
    """Take what a browser still sends, up to a bound: it listens for no answer before it has sent everything."""
    size = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(_FORM_SECONDS):
            while size < _MOST_READ:
                message = await request.receive()
                size += len(message.get("body", b""))
                if not message.get("more_body"):
                    return


def _is_ours(request: Request, sent: _Sent, desa: Desa) -> bool:
    """Whether the token is one that our page gave to this browser for this desa."""
    browser = request.cookies.get(_COOKIE, "")
    try:
        told = _TOKENS.loads(sent.texts.get("tanda", ""), max_age=_TOKEN_SECONDS)
    except BadData:
        return False
    return bool(browser) and told == [browser, desa.kode_desa]


def _answer_form(
    request: Request, desa: Desa, sent: _Sent | None = None, *, problem: str = "", status: int = 200
) -> Response:
    """The form, with what was typed and what went wrong, and the cookie that its token belongs to."""
    browser = request.cookies.get(_COOKIE, "")
    if not (20 <= len(browser) <= 60 and browser.isascii()):
        browser = secrets.token_urlsafe(24)
    texts = sent.texts if sent is not None else {}
    told = {name: texts.get(name, "")[: 2 * _LONGEST[name]] for name in _TEXTS}
    fields = [
        Field("uraian", "Apa yang keliru, dan apa yang benar?", "off", value=told["uraian"], lines=5,
              longest=LONGEST_TEXT, hint=f"Paling banyak {LONGEST_TEXT} huruf. Misalnya: SK kami nomor … tanggal …"),
        Field("nama", "Nama Anda", "name", value=told["nama"], longest=120),
        Field("jabatan", "Jabatan", "organization-title", value=told["jabatan"], longest=120,
              hint="Misalnya: kepala desa, ketua Pokja"),
        Field("kontak", "Nomor telepon atau surel (boleh kosong)", "tel", value=told["kontak"], longest=120,
              is_optional=True),
        Field("foto", "Foto SK (boleh kosong)", "off", accepts="image/jpeg,image/png", is_optional=True,
              hint="JPEG atau PNG, paling besar 5 MB"),
    ]  # fmt: skip
    hidden = {"tanda": str(_TOKENS.dumps([browser, desa.kode_desa]))}
    form = Form(form_address(desa), "Kirim laporan", fields, hidden, is_main=True)
    lines = [f"Desa {desa.desa}, Kecamatan {desa.kecamatan}", _WHO_SEES]
    links = {f"Kembali ke Desa {desa.desa}": _back(desa)}
    body = render_form_page("Laporkan kekeliruan", [form], lines=lines, problem=problem, links=links)
    answer = _page(body, status)
    is_secure = pace.came_by_https(request.scope, cache.settings().proxies)
    answer.set_cookie(
        _COOKIE, browser, max_age=_TOKEN_SECONDS, path="/", secure=is_secure, httponly=True, samesite="strict"
    )
    return answer


def _desa_of(kode_desa: str) -> Desa | None:
    """The desa that is reported of; None for an unknown one, and while reports are not taken here."""
    if not cache.settings().may_write or not cache.store().takes_reports():
        return None
    return cache.region().by_code.get(kode_desa)


# --- the photo --------------------------------------------------------------------------------------------------------


async def _show_photo(request: Request) -> Response:
    word = request.query_params.get(REPORT_PARAM, "")
    nomor = int(word) if word.isascii() and word.isdecimal() and len(word) <= 9 else 0
    try:
        foto = await run_in_threadpool(_photo_for, request, nomor)
    except StoreRefusal:
        foto = None
    except (StoreError, RegionError) as error:
        return _outage(error)
    if foto is None:
        return _page(_NO_PHOTO, 404)
    name = {"Content-Disposition": f'inline; filename="laporan_{nomor}.jpg"'}
    return Response(foto, headers=_PHOTO_HEADERS | name, media_type="image/jpeg")


def _photo_for(request: Request, nomor: int) -> bytes | None:
    """The photo of a report; None where reports are not taken, and for who may not write about its desa."""
    store = cache.store()
    report = next((one for one in store.reports() if one.nomor == nomor), None) if store.takes_reports() else None
    desa = cache.region().by_code.get(report.kode_desa) if report is not None else None
    # One of a desa that the region no longer has is of nobody's area.
    kecamatan = [desa.kode_kecamatan if desa is not None else "?"]
    if report is None or not access_of_request(request.cookies, Right.SAVE, kecamatan).may_write:
        return None
    return store.report_photo(nomor)


# --- what all have in common ------------------------------------------------------------------------------------------

_NO_FORM, _NO_PHOTO = (
    render_notice_page("Halaman tidak ada", _NO_PAGE, link=up, words="Halaman depan") for up in ("./", "../")
)


def _back(desa: Desa) -> str:
    return f"desa?{urlencode({DESA_PARAM: desa.kode_desa})}"


def _notice(desa: Desa, title: str, words: str, status: int) -> Response:
    return _page(render_notice_page(title, words, link=_back(desa), words=f"Kembali ke Desa {desa.desa}"), status)


def _page(body: bytes, status: int = 200) -> Response:
    return Response(body, status, HEADERS, "text/html")


def _outage(error: StoreError | RegionError) -> Response:
    words = error.message if isinstance(error, StoreError) else str(error)
    page = render_notice_page("Data belum dapat dibuka", words, link="./", words="Halaman depan")
    return Response(page, 503, {**HEADERS, "Retry-After": "30"}, "text/html")
