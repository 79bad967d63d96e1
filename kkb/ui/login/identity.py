"""Who is behind a request: the account of its cookie, as the store has it.

To draw a page, what was found is taken for 1.5 s (`identify`); before a write the store itself asks again, inside the
transaction (`kkb.store.right`). A closed account loses its right at once, a page says so with its next run.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

import streamlit as st
from starlette.responses import Response

from kkb import sessions
from kkb.access import Account
from kkb.sessions import Session
from kkb.store.trail import Actor
from kkb.ui.frame import cache
from kkb.ui.server import start_key

_KEEP_SECONDS = 1.5
_MOST = 2_000

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Identity:
    """A session that holds, and the account that it is of."""

    account: Account
    session: Session
    key: str = field(repr=False)


class _Found:
    """What was found lately, by cookie, and when each session was last used. Bounded, usable from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._identities: OrderedDict[str, tuple[float, Identity | None]] = OrderedDict()
        self._seen: OrderedDict[str, datetime] = OrderedDict()
        # Of a process that only reads, which cannot note in the database that somebody logged out.
        self._ended: OrderedDict[str, None] = OrderedDict()
        self._has_accounts: tuple[float, bool] = (0.0, False)

    def has_accounts(self) -> bool:
        read_at, known = self._has_accounts
        # There is no way back from the first account.
        if not known and time.monotonic() - read_at > _KEEP_SECONDS:
            known = cache.store().has_accounts()
            self._has_accounts = (time.monotonic(), known)
        return known

    def identity(self, cookie: str, *, is_use: bool) -> Identity | None:
        with self._lock:
            read_at, known = self._identities.get(cookie, (0.0, None))
        now = cache.now()
        if time.monotonic() - read_at > _KEEP_SECONDS:
            known = self._read(cookie, now)
            with self._lock:
                _keep(self._identities, cookie, (time.monotonic(), known))
        if known is not None and is_use:
            with self._lock:
                _keep(self._seen, known.session.kode, now)
        return known

    def end(self, session: Session) -> None:
        with self._lock:
            _keep(self._ended, session.kode, None)
        self.forget()

    def forget(self) -> None:
        with self._lock:
            self._identities.clear()
            self._has_accounts = (0.0, False)

    def _read(self, cookie: str, now: datetime) -> Identity | None:
        store = cache.store()
        key = store.session_key()
        if key is None:
            return None
        # When a session was last used is known by its name, so its signature is looked at first.
        session = sessions.read_signed(cookie, key)
        if session is None or session.kode in self._ended:
            return None
        if not sessions.is_alive(session, at=now, last_seen=self._seen.get(session.kode)):
            return None
        account = store.account_of(session)
        return Identity(account, session, key) if account is not None else None


def _keep(kept: OrderedDict[str, _T], key: str, value: _T) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > _MOST:
        kept.popitem(last=False)


@st.cache_resource(max_entries=1, show_spinner=False)
def _found() -> _Found:
    return _Found()


def has_accounts() -> bool:
    """Whether accounts decide here, at most 1.5 s late. Raises StoreError."""
    return _found().has_accounts()


def identify(cookies: Mapping[str, str], *, is_use: bool = True) -> Identity | None:
    """Who sent these cookies, at most 1.5 s late; None for nobody. Raises StoreError.

    It uses the session, which lives on for it; False for what an open page sends by the clock.
    """
    cookie = cookie_of(cookies)
    return _found().identity(cookie, is_use=is_use) if cookie else None


def forget() -> None:
    """Ask the store again at the next look: an account or a session was changed in this process."""
    _found().forget()


def end(session: Session, actor: Actor) -> None:
    """Log one browser out, and whoever has a copy of its cookie. Raises StoreError."""
    if cache.settings().may_write:
        cache.store_to_write().for_actor(actor).end_session(session, at=cache.now())
    _found().end(session)


def cookie_of(cookies: Mapping[str, str]) -> str:
    """The value of the session's cookie; "" where there is none."""
    return cookies.get(cookie_name(is_secure=True)) or cookies.get(cookie_name(is_secure=False)) or ""


def cookie_name(*, is_secure: bool) -> str:
    """Named by the port, as that of the start key. By https it has the prefix that lets no other host set it."""
    listening = start_key.listening()
    port = f"_{listening[0][1]}" if listening else ""
    return f"{'__Host-' if is_secure else ''}kkb_masuk{port}"


def renewed_cookie(found: Identity, *, is_secure: bool) -> str:
    """The header that gives a browser the cookie of its session anew; "" while it is new enough."""
    at = cache.now()
    renewed = sessions.renew(found.session, at=at)
    if renewed is None:
        return ""
    answer = Response()
    set_cookie(answer, renewed, found.key, is_secure=is_secure, at=at)
    return answer.headers["set-cookie"]


def set_cookie(response: Response, session: Session, key: str, *, is_secure: bool, at: datetime) -> None:
    """Give the browser a session."""
    response.set_cookie(
        cookie_name(is_secure=is_secure),
        sessions.sign(session, key),
        max_age=max(0, int((session.until - at).total_seconds())),
        path="/",
        secure=is_secure,
        httponly=True,
        samesite="strict",
    )


def drop_cookie(response: Response, *, is_secure: bool) -> None:
    """Take the session from the browser."""
    response.delete_cookie(
        cookie_name(is_secure=is_secure), path="/", secure=is_secure, httponly=True, samesite="strict"
    )
