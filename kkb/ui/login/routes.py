"""The addresses of a login: /masuk and /keluar, and /akun, where somebody changes the own password.

Forms that post, without a script. A form of another site is refused at the door (`kkb.ui.server.doors`) and here; the
cookie goes to no other site's form either (SameSite=Strict).
"""

from __future__ import annotations

import asyncio
import logging
import re
import threading
import time
from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode

from itsdangerous import BadData, URLSafeSerializer
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kkb import passwords, sessions
from kkb.access import NO_ACCOUNTS, Account
from kkb.exports.light.forms import Field, Form, render_form_page
from kkb.exports.light.page import render_notice_page
from kkb.formatting import format_count
from kkb.region import RegionError
from kkb.store import StoreError
from kkb.store.accounts import Credentials, clean_nama_akun
from kkb.store.audit import FAILED_LOGIN, LOGIN, REFUSED_ROUTE, UNKNOWN_NAME
from kkb.store.trail import NOBODY, Actor
from kkb.ui.frame import cache
from kkb.ui.login import identity, office, pace
from kkb.ui.login.identity import Identity
from kkb.ui.server.doors import is_own_form
from kkb.ui.server.light_route import HEADERS as LIGHT_HEADERS

log = logging.getLogger(__name__)

LOGIN_PATH, LOGOUT_PATH, ACCOUNT_PATH = "/masuk", "/keluar", "/akun"
NEXT_PARAM = "ke"
TEMPORARY_DAYS = 7
"""How long a temporary password is good for a first login."""

HEADERS = {**LIGHT_HEADERS, "Cache-Control": "no-store"}

_NO_LOGIN = (
    "Tanpa akun tidak ada yang perlu masuk: yang menyimpan ialah peramban yang membuka tautan dari jendela program "
    "(terminal)."
)
_WRONG = "Nama akun atau sandi tidak cocok. Periksa keduanya; huruf besar dan kecil pada sandi dibedakan."
CLOSED = "Akun ini sudah ditutup. Hubungi pengelola program."
_EXPIRED = f"Sandi sementara ini sudah lewat {TEMPORARY_DAYS} hari. Minta sandi sementara yang baru kepada pengelola."
_NOT_SAME = "Kedua isian sandi baru tidak sama. Ketik sekali lagi."
_SAME_AS_OLD = "Sandi baru sama dengan yang lama. Pilih yang lain."
_WRONG_OLD = "Sandi sekarang tidak cocok. Periksa, lalu coba lagi."
_CHANGED = "Sandi diganti. Peramban lain yang tadi masuk dengan akun ini sudah dikeluarkan."
_FOREIGN = "Formulir ini bukan dari halaman kami."
_READ_ONLY = "Program ini hanya membaca. Ganti sandi di alamat program yang boleh menyimpan."
_NEW_HINT = f"Paling sedikit {passwords.MIN_LENGTH} huruf. Beberapa kata yang tidak berhubungan mudah diingat."
_MOST_BYTES = 8_192
_KNOWN_DAYS = 180
_KNOWN_COOKIE, _KNOWN_SALT = "kkb_kenal", "kkb.kenal"
_OFFICE_COOKIE = "kkb_masuk_kantor"
"""Beside a session that the identity provider vouched for. It proves nothing: the logout goes on to the provider."""

_OUT = "Anda sudah keluar"
_OUT_THERE = "Anda sudah keluar dari program ini. Keluar juga dari akun kantor di peramban ini…"

# A page of the dashboard with its query: no scheme, no host, no way up.
PLACE = re.compile(r"[a-z][a-z_]{0,30}(?:/[a-z_]{1,30})?(?:\?[^\s\\]{0,1500})?|\?[^\s\\]{0,1500}")

PACE = pace.Pace()
_clock = time.monotonic
# A check takes 64 MB for a twentieth of a second: two at a time, whoever asks.
_HASHING = threading.Semaphore(2)


def login_routes() -> list[Route]:
    """The routes for the app."""
    return [
        Route(LOGIN_PATH, _show_login, methods=["GET"]),
        Route(LOGIN_PATH, _log_in, methods=["POST"]),
        Route(LOGOUT_PATH, _log_out, methods=["POST"]),
        Route(ACCOUNT_PATH, _show_account, methods=["GET"]),
        Route(ACCOUNT_PATH, _act_on_account, methods=["POST"]),
    ]


def safe_place(asked: str) -> str:
    """Where to go on after a login, relative to ours; the first page for whatever is no page of ours.

    >>> safe_place("unggah?draf=abc"), safe_place("https://penyerang.example"), safe_place("//penyerang.example")
    ('./unggah?draf=abc', './', './')
    """
    return f"./{asked}" if PLACE.fullmatch(asked) else "./"


# --- log in and out -------------------------------------------------------------------------------------------------


async def _show_login(request: Request) -> Response:
    try:
        if not await run_in_threadpool(identity.has_accounts):
            words = NO_ACCOUNTS if cache.settings().is_server else _NO_LOGIN
            return answer_page(render_notice_page("Belum ada akun", words, link="./", words="Halaman depan"))
        found = await run_in_threadpool(identity.identify, request.cookies)
    except (StoreError, RegionError) as error:
        return answer_outage(error)
    if found is not None:
        return RedirectResponse("./akun", 303, headers=HEADERS)
    return answer_page(login_page(request.query_params.get(NEXT_PARAM, "")))


async def _log_in(request: Request) -> Response:
    fields = await _read_form(request)
    if fields is None:
        return await _refused(request)
    # No longer than an account's name may be: it is kept for a while, to count failures by.
    name, place = clean_nama_akun(fields.get("nama_akun", ""))[:41], fields.get(NEXT_PARAM, "")
    address = pace.client_address(request.scope, cache.settings().proxies)
    try:
        who = await run_in_threadpool(_pace_name, request.cookies, name)
        if (answer := await wait_turn(who, address)) is not None:
            return answer
        found = await _check(name, fields.get("sandi", ""))
        if found is None:
            count_failure(who, address)
            log.warning("login refused, from %s", address)
            await run_in_threadpool(_note_failure, request, name)
            return answer_page(login_page(place, problem=_WRONG, name=name), 401)
        PACE.note_success(who)
        if problem := _barred(found):
            log.warning("login of account %s refused: closed, or a temporary password too old", found.account.nomor)
            await run_in_threadpool(_note_failure, request, name, ", tidak boleh masuk lagi")
            return answer_page(login_page(place, problem=problem, name=name), 403)
        log.warning("account %s logged in, from %s", found.account.nomor, address)
        target = f".{ACCOUNT_PATH}" if found.account.must_change else safe_place(place)
        answer = RedirectResponse(target, 303, headers=HEADERS)
        await run_in_threadpool(begin_session, request, answer, found.account)
        return answer
    except (StoreError, RegionError) as error:
        return answer_outage(error)


async def _log_out(request: Request) -> Response:
    if await _read_form(request) is None:
        return await _refused(request)
    try:
        await run_in_threadpool(_end, request)
    except (StoreError, RegionError) as error:
        return answer_outage(error)
    answer = await _leave(request)
    identity.drop_cookie(answer, is_secure=is_secure_request(request))
    return answer


async def _leave(request: Request) -> Response:
    """Where a logout goes on: to the identity provider's own, where one came by it and it has one."""
    named = office.provider() if own_cookie(request, _OFFICE_COOKIE) in request.cookies else None
    end = await office.end_address(named) if named is not None else ""
    if not end:
        return RedirectResponse("./", 303, headers=HEADERS)
    # Not a redirect: a browser lets a form of ours lead to no other site.
    page = render_notice_page(_OUT, _OUT_THERE, link=end, words="Keluar dari akun kantor", goes_on=True)
    answer = answer_page(page)
    answer.delete_cookie(own_cookie(request, _OFFICE_COOKIE), path="/", secure=is_secure_request(request))
    return answer


def begin_session(request: Request, answer: Response, account: Account, *, by_office: bool = False) -> None:
    """Give this browser a session of the account, with an answer; the one that it had before ends.

    `by_office`: it came by the office's identity provider, where its logout ends too.
    """
    _end(request)
    how = ", dengan akun kantor" if by_office else ""
    cache.store_to_write().note(actor_of(request, account), LOGIN, f"akun {account.nomor}{how}")
    _give_session(request, answer, account)
    key = cache.store().session_key() or ""
    known = str(URLSafeSerializer(key, salt=_KNOWN_SALT).dumps([account.nama_akun, sessions.new_key()[:12]]))
    _set_cookie(request, answer, _KNOWN_COOKIE, known, timedelta(days=_KNOWN_DAYS))
    if by_office:
        _set_cookie(request, answer, _OFFICE_COOKIE, "1", sessions.ABSOLUTE)


def _set_cookie(request: Request, answer: Response, name: str, value: str, lasts: timedelta) -> None:
    answer.set_cookie(
        own_cookie(request, name),
        value,
        max_age=int(lasts.total_seconds()),
        path="/",
        secure=is_secure_request(request),
        httponly=True,
        samesite="strict",
    )


def _give_session(request: Request, answer: Response, account: Account) -> None:
    at, key = cache.now(), cache.store().session_key()
    assert key is not None, "an account is there, and the key came with the first"
    session = sessions.begin(account.nomor, account.versi_sesi, at=at)
    identity.set_cookie(answer, session, key, is_secure=is_secure_request(request), at=at)


def _end(request: Request) -> None:
    found = identity.identify(request.cookies)
    if found is not None:
        identity.end(found.session, actor_of(request, found.account))
        log.warning("account %s logged out", found.account.nomor)


async def _check(name: str, sandi: str) -> Credentials | None:
    """The account of a name and its password. An unknown name takes as long as a wrong password."""
    credentials = await run_in_threadpool(cache.store().credentials, name)
    known = credentials.sandi_hash if credentials is not None else None
    is_right = await run_in_threadpool(_matches, sandi, known)
    if credentials is None or not is_right:
        return None
    if passwords.is_outdated(credentials.sandi_hash) and cache.settings().may_write:
        stronger = await run_in_threadpool(_hash, sandi)
        store = cache.store_to_write()
        await run_in_threadpool(store.refresh_hash, credentials.account.nomor, credentials.sandi_hash, stronger)
    return credentials


def _matches(sandi: str, known: str | None) -> bool:
    with _HASHING:
        return passwords.matches(sandi, known)


def _hash(sandi: str) -> str:
    with _HASHING:
        return passwords.hash_password(sandi)


def _barred(found: Credentials) -> str:
    """Why the right password lets nobody in."""
    if not found.account.is_open:
        return CLOSED
    is_old = cache.now() - found.sandi_pada > timedelta(days=TEMPORARY_DAYS)
    return _EXPIRED if found.account.must_change and is_old else ""


async def wait_turn(who: str, address: str) -> Response | None:
    """Wait for the turn of an attempt; an answer where there are too many before it."""
    seconds = PACE.take_turn(who, address, _clock())
    if seconds > pace.LONGEST_WAIT:
        words = f"Terlalu banyak percobaan masuk sekaligus. Coba lagi {format_count(round(seconds))} detik lagi."
        log.warning("login put off, from %s", address)
        page = render_notice_page("Tunggu sebentar", words, link="masuk", words="Kembali ke halaman masuk")
        return Response(page, 429, {**HEADERS, "Retry-After": str(round(seconds))}, "text/html")
    await asyncio.sleep(seconds)
    return None


def count_failure(who: str, address: str) -> None:
    """Slow the next attempts down."""
    PACE.note_failure(who, address, _clock())


def _pace_name(cookies: Mapping[str, str], name: str) -> str:
    """What failures of an account are counted under: a browser that it logged in with before has a count of its own.

    So strangers who guess at an account do not slow its owner down.
    """
    key = cache.store().session_key()
    for cookie_name in (f"__Host-{_KNOWN_COOKIE}", _KNOWN_COOKIE):
        try:
            account, browser = URLSafeSerializer(key or "", salt=_KNOWN_SALT).loads(cookies.get(cookie_name, ""))
        except (BadData, ValueError, TypeError):
            continue
        if account == name and key:
            return f"{name}|{browser}"
    return name


def own_cookie(request: Request, name: str) -> str:
    """The name of a cookie of ours; by https with the prefix that lets no other host set it."""
    return f"{'__Host-' if is_secure_request(request) else ''}{name}"


def login_page(place: str, *, problem: str = "", name: str = "") -> bytes:
    """The form that logs in, and the way by the office's accounts where there is one; `place` is where to go then."""
    fields = [
        Field("nama_akun", "Nama akun", "username", value=name, has_focus=not name),
        Field("sandi", "Sandi", "current-password", is_secret=True, has_focus=bool(name)),
    ]
    hidden = {NEXT_PARAM: place} if PLACE.fullmatch(place) else {}
    lines = ["Masuk untuk menyimpan. Lupa sandi? Pengelola dapat memberi sandi sementara."]
    links = {} if cache.settings().login_to_read else {"Baca tanpa masuk": "./"}
    form = Form("masuk", "Masuk", fields, hidden, is_main=True)
    return render_form_page("Masuk", [form], lines=lines, problem=problem, others=_other_ways(hidden), links=links)


def _other_ways(place: Mapping[str, str]) -> dict[str, str]:
    named = office.provider()
    if named is None:
        return {}
    return {"Masuk dengan akun kantor": f"{named.start_address}{f'?{urlencode(place)}' if place else ''}"}


# --- the own account ------------------------------------------------------------------------------------------------


async def _show_account(request: Request) -> Response:
    try:
        found = await run_in_threadpool(identity.identify, request.cookies)
        if found is None:
            return RedirectResponse(f".{LOGIN_PATH}?{NEXT_PARAM}=akun", 303, headers=HEADERS)
        return answer_page(await run_in_threadpool(_account_page, found.account))
    except (StoreError, RegionError) as error:
        return answer_outage(error)


async def _act_on_account(request: Request) -> Response:
    fields = await _read_form(request)
    if fields is None:
        return await _refused(request)
    try:
        identity.forget()
        found = await run_in_threadpool(identity.identify, request.cookies)
        if found is None:
            return RedirectResponse(f".{LOGIN_PATH}?{NEXT_PARAM}=akun", 303, headers=HEADERS)
        if not cache.settings().may_write:
            return answer_page(await run_in_threadpool(_account_page, found.account, problem=_READ_ONLY), 403)
        if fields.get("aksi") == "keluar_semua":
            return await run_in_threadpool(_log_out_everywhere, request, found)
        return await _change_password(request, found, fields)
    except (StoreError, RegionError) as error:
        return answer_outage(error)


def _log_out_everywhere(request: Request, found: Identity) -> Response:
    writing = cache.store_to_write().for_actor(actor_of(request, found.account))
    writing.end_sessions(found.account.nomor, by=found.account.nama, at=cache.now())
    identity.forget()
    log.warning("account %s logged out everywhere", found.account.nomor)
    answer = RedirectResponse(f".{LOGIN_PATH}", 303, headers=HEADERS)
    identity.drop_cookie(answer, is_secure=is_secure_request(request))
    return answer


async def _change_password(request: Request, found: Identity, fields: Mapping[str, str]) -> Response:
    account = found.account
    address = pace.client_address(request.scope, cache.settings().proxies)
    who = await run_in_threadpool(_pace_name, request.cookies, account.nama_akun)
    if (answer := await wait_turn(who, address)) is not None:
        return answer
    if await _check(account.nama_akun, fields.get("sandi", "")) is None:
        count_failure(who, address)
        log.warning("account %s: wrong password for a change, from %s", account.nomor, address)
        await run_in_threadpool(_note_failure, request, account.nama_akun, ", saat mengganti sandi")
        return answer_page(await run_in_threadpool(_account_page, account, problem=_WRONG_OLD), 401)
    PACE.note_success(who)
    new = fields.get("sandi_baru", "")
    problem = _refuse_new(account, fields.get("sandi", ""), new, fields.get("sandi_ulang", ""))
    if problem:
        return answer_page(await run_in_threadpool(_account_page, account, problem=problem), 422)
    sandi_hash = await run_in_threadpool(_hash, new)

    def store() -> Response:
        writing = cache.store_to_write().for_actor(actor_of(request, account))
        at = cache.now()
        changed = writing.set_password(account.nomor, sandi_hash, by=account.nama, at=at, must_change=False)
        identity.forget()
        log.warning("account %s changed its password", account.nomor)
        answer = answer_page(_account_page(changed, done=_CHANGED))
        _give_session(request, answer, changed)
        return answer

    return await run_in_threadpool(store)


def _refuse_new(account: Account, old: str, new: str, again: str) -> str:
    if new != again:
        return _NOT_SAME
    if new == old:
        return _SAME_AS_OLD
    return passwords.refuse_password(new, names=(account.nama, account.nama_akun), places=place_names())


def place_names() -> tuple[str, ...]:
    """Names of desa and kecamatan, which are no passwords here. Raises RegionError."""
    region = cache.region()
    return tuple({*(desa.desa for desa in region.desa), *(kec.kecamatan for kec in region.kecamatan)})


def area_words(account: Account) -> str:
    """For which kecamatan an account may write, in words. Raises RegionError."""
    if account.kecamatan is None:
        return "semua kecamatan"
    names = [kec.kecamatan for kec in cache.region().kecamatan if kec.kode_kecamatan in account.kecamatan]
    return f"kecamatan {', '.join(names)}"


def _account_page(account: Account, *, problem: str = "", done: str = "") -> bytes:
    new = Field("sandi_baru", "Sandi baru", "new-password", is_secret=True, hint=_NEW_HINT)
    fields = [
        # Read by password managers only: which account the new password is of.
        Field("nama_akun", "Nama akun", "username", value=account.nama_akun, is_fixed=True),
        Field("sandi", "Sandi sekarang", "current-password", is_secret=True, has_focus=account.must_change),
        new,
        Field("sandi_ulang", "Sandi baru, sekali lagi", "new-password", is_secret=True),
    ]
    change = Form(ACCOUNT_PATH[1:], "Ganti sandi", fields, {"aksi": "sandi"}, is_main=True, title="Ganti sandi")
    leave = Form(LOGOUT_PATH[1:], "Keluar dari peramban ini")
    everywhere = Form(ACCOUNT_PATH[1:], "Keluar di semua peramban", hidden={"aksi": "keluar_semua"})
    area = f", {area_words(account)}" if account.kecamatan is not None else ""
    lines = [f"{account.nama} · {account.nama_akun} · {account.peran.value}{area}"]
    if account.must_change:
        lines.append("Sandi Anda masih sandi sementara. Ganti dahulu; sesudah itu semua halaman terbuka.")
    links = {} if account.must_change else {"Ke dasbor": "./"}
    forms = [change, leave, everywhere]
    return render_form_page("Akun saya", forms, lines=lines, problem=problem, done=done, links=links)


# --- what all have in common ----------------------------------------------------------------------------------------


async def _read_form(request: Request) -> dict[str, str] | None:
    """The fields of a form of ours; None for one of another site and for what no form of ours sends."""
    if not is_own_form(request.headers):
        return None
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BYTES:
            return None
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def actor_of(request: Request, account: Account | None) -> Actor:
    """Who sent a request, for the audit trail."""
    alamat = pace.client_address(request.scope, cache.settings().proxies)
    return Actor(account.nomor, account.nama, alamat) if account is not None else Actor(None, NOBODY, alamat)


def _note_failure(request: Request, name: str, more: str = "") -> None:
    """A login that failed, in the audit trail. A name of no account is not kept: it may be a password."""
    account = cache.store().find_account(name)
    about = f"akun {account.nomor}{more}" if account is not None else UNKNOWN_NAME
    cache.store_to_write().note(actor_of(request, None), FAILED_LOGIN, about)


def _note_foreign(request: Request) -> None:
    try:
        cache.store_to_write().note(actor_of(request, None), REFUSED_ROUTE, "formulir dari tempat lain")
    except (StoreError, RegionError):
        log.debug("a refusal is not in the audit trail", exc_info=True)


async def _refused(request: Request) -> Response:
    await run_in_threadpool(_note_foreign, request)
    log.warning("refused: a form from elsewhere, or too long, for %s", request.url.path)
    return answer_page(render_notice_page("Ditolak", _FOREIGN, link="masuk", words="Ke halaman masuk"), 403)


def answer_page(body: bytes, status: int = 200) -> Response:
    """A page that nobody keeps."""
    return Response(body, status, HEADERS, "text/html")


def answer_outage(error: StoreError | RegionError) -> Response:
    """A page that says calmly what is wrong with the data."""
    words = error.message if isinstance(error, StoreError) else str(error)
    page = render_notice_page("Data belum dapat dibuka", words, link="masuk")
    return Response(page, 503, {**HEADERS, "Retry-After": "30"}, "text/html")


def is_secure_request(request: Request) -> bool:
    """Whether the browser spoke https."""
    return pace.came_by_https(request.scope, cache.settings().proxies)
