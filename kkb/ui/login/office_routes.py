"""Logging in with an account of the office: /masuk_kantor leads to its identity provider, which leads back.

Who the provider vouches for gets the session of the account that a pengelola linked, the same as by a password: so
role, area, lock, end and logout everywhere are those of our account, and nothing of the provider's is kept. What must
come back lies meanwhile in a signed cookie; it is SameSite=Lax, for one comes back from another site.
"""

from __future__ import annotations

import logging
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kkb import passwords
from kkb.access import Account
from kkb.exports.light.page import render_notice_page
from kkb.region import RegionError
from kkb.store import StoreError, StoreRefusal
from kkb.store.audit import FAILED_LOGIN
from kkb.ui.frame import cache
from kkb.ui.login import identity, office, pace, routes
from kkb.ui.login.office import NotLetIn, Person, Provider
from kkb.ui.login.routes import LOGIN_PATH, NEXT_PARAM

log = logging.getLogger(__name__)

_UNKNOWN = (
    "Akun kantor {surel} belum dihubungkan dengan akun program ini. Minta pengelola menulis alamat itu di Pengaturan, "
    "tab Akun, atau masuk dengan nama akun dan sandi."
)
_READ_ONLY = (
    "Program ini hanya membaca, jadi akun kantor ini belum dapat dipakai di sini. Masuk pertama kali di alamat program "
    "yang boleh menyimpan."
)
_COOKIE, _SALT = "kkb_kantor", "kkb.kantor"
_MOST_SECONDS = 600
"""How long one may take at the provider."""


def office_routes() -> list[Route]:
    """The routes for the app; none where no identity provider is named."""
    if office.provider() is None:
        return []
    return [
        Route(office.START_PATH, _go, methods=["GET"]),
        Route(office.BACK_PATH, _come_back, methods=["GET"]),
    ]


async def _go(request: Request) -> Response:
    named, place = office.provider(), request.query_params.get(NEXT_PARAM, "")
    try:
        if named is None or not await run_in_threadpool(identity.has_accounts):
            # Which says why.
            return _to_login()
        kept: dict[str, Any] = {NEXT_PARAM: place} if routes.PLACE.fullmatch(place) else {}
        answer = await office.send_there(named, _with_session(request, kept))
        await run_in_threadpool(_keep, request, answer, kept)
    except NotLetIn as refusal:
        return routes.answer_page(routes.login_page(place, problem=refusal.message), 503)
    except (StoreError, RegionError) as error:
        return routes.answer_outage(error)
    answer.headers.update(routes.HEADERS)
    return answer


async def _come_back(request: Request) -> Response:
    named = office.provider()
    if named is None or not request.query_params:
        # From the provider's own logout.
        return _to_login()
    try:
        kept = await run_in_threadpool(_read_kept, request)
        place = str(kept.pop(NEXT_PARAM, ""))
        answer = await _let_in(named, _with_session(request, kept), place)
    except (StoreError, RegionError) as error:
        return routes.answer_outage(error)
    is_secure = routes.is_secure_request(request)
    answer.delete_cookie(routes.own_cookie(request, _COOKIE), path="/", secure=is_secure, httponly=True, samesite="lax")
    return answer


async def _let_in(named: Provider, request: Request, place: str) -> Response:
    """The answer to who comes back. Raises StoreError, RegionError."""
    address = pace.client_address(request.scope, cache.settings().proxies)
    # Each way to the provider counts for itself: several people may share an address.
    who = f"kantor|{request.query_params.get('state', '')[:40]}"
    if (wait := await routes.wait_turn(who, address)) is not None:
        return wait
    try:
        person = await office.read_answer(named, request)
        account = await run_in_threadpool(_account_of, request, person)
    except NotLetIn as refusal:
        routes.count_failure(who, address)
        log.warning("login by the office refused: %s", refusal.why)
        await run_in_threadpool(_note_failure, request, refusal.why)
        status = 503 if refusal.message == office.DOWN else 403
        return routes.answer_page(routes.login_page(place, problem=refusal.message), status)
    log.warning("account %s logged in by the office, from %s", account.nomor, address)
    # The session's cookie goes along only from a page of ours, and the browser still counts the provider's: so no
    # redirect.
    page = render_notice_page(
        "Anda sudah masuk", f"{account.nama}, {account.peran.value}.", link=routes.safe_place(place), words="Lanjutkan",
        goes_on=True,
    )  # fmt: skip
    answer = routes.answer_page(page)
    await run_in_threadpool(routes.begin_session, request, answer, account, by_office=True)
    return answer


def _account_of(request: Request, person: Person) -> Account:
    """The account that a person is linked with. Raises NotLetIn, StoreError."""
    found = cache.store().office_account(person.identitas, person.surel)
    if found is None:
        raise NotLetIn(_UNKNOWN.format(surel=person.surel), "akun kantor tidak dihubungkan")
    if not found.account.is_open:
        raise NotLetIn(routes.CLOSED, f"akun {found.account.nomor}, tidak boleh masuk lagi")
    if found.is_settled:
        return found.account
    if not cache.settings().may_write:
        raise NotLetIn(_READ_ONLY, f"akun {found.account.nomor}, belum dihubungkan di sini")
    writing = cache.store_to_write().for_actor(routes.actor_of(request, found.account))
    nobodys = passwords.hash_password(passwords.make_temporary())
    try:
        account = writing.settle_office(person.identitas, person.surel, sandi_hash=nobodys, at=cache.now())
    except StoreRefusal as refusal:
        raise NotLetIn(refusal.message, "akun kantor tidak dihubungkan") from refusal
    identity.forget()
    return account


def _note_failure(request: Request, why: str) -> None:
    cache.store_to_write().note(routes.actor_of(request, None), FAILED_LOGIN, f"dengan akun kantor: {why}")


# --- what must come back ----------------------------------------------------------------------------------------------


def _with_session(request: Request, kept: dict[str, Any]) -> Request:
    """The request as Authlib reads it: what it notes lies in `kept`, and in no session of Streamlit's."""
    return Request({**request.scope, "session": kept}, request.receive)


def _keep(request: Request, answer: Response, kept: dict[str, Any]) -> None:
    answer.set_cookie(
        routes.own_cookie(request, _COOKIE),
        str(_serializer().dumps(kept)),
        max_age=_MOST_SECONDS,
        path="/",
        secure=routes.is_secure_request(request),
        httponly=True,
        samesite="lax",
    )


def _read_kept(request: Request) -> dict[str, Any]:
    """What `_keep` kept; empty where that was not here, is used up or too long ago."""
    try:
        text = request.cookies.get(routes.own_cookie(request, _COOKIE), "")
        found = _serializer().loads(text, max_age=_MOST_SECONDS)
    except BadData:
        return {}
    return found if isinstance(found, dict) else {}


def _serializer() -> URLSafeTimedSerializer:
    # With an account comes the key; without one nobody is sent to the provider.
    return URLSafeTimedSerializer(cache.store().session_key() or "", salt=_SALT)


def _to_login() -> Response:
    return RedirectResponse(f".{LOGIN_PATH}", 303, headers=routes.HEADERS)
