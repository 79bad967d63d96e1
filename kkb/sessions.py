"""A login as a signed cookie: what it says, how long it holds. Pure: the moment and the key are arguments.

Two ends: unused for `IDLE`, and `ABSOLUTE` after the login whatever happens. Besides, all sessions of an account end
when its `versi_sesi` rises (password changed, account closed, "keluar di semua peramban"), and one ends by its `kode`
when it logs out: the store knows both, so a copy of the cookie is worth nothing afterwards.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer

IDLE = timedelta(hours=8)
"""A day at the office; unused for longer, the session is over."""

ABSOLUTE = timedelta(days=7)
RENEW_AFTER = timedelta(minutes=10)
"""A cookie that is older is sent anew, so that not every answer carries one."""

_SALT = "kkb.sesi"
_KEY_BYTES = 32
_CLOCKS_DIFFER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Session:
    """One login in one browser: of which account (`akun`, its number), at which `versi` of its sessions, since when.

    `kode` names this login alone. `masuk` is the moment of the login, `terbit` that of the last use known to the
    cookie; both are aware, in whole seconds.
    """

    akun: int
    versi: int
    kode: str
    masuk: datetime
    terbit: datetime

    @property
    def until(self) -> datetime:
        """When it ends at the latest."""
        return self.masuk + ABSOLUTE


def new_key() -> str:
    """A key to sign with, to be kept in the database."""
    return secrets.token_urlsafe(_KEY_BYTES)


def begin(akun: int, versi: int, *, at: datetime) -> Session:
    """The session of a login that was just made."""
    moment = at.replace(microsecond=0)
    return Session(akun, versi, secrets.token_urlsafe(12), moment, moment)


def sign(session: Session, key: str) -> str:
    """The value of the cookie."""
    told = [session.akun, session.versi, session.kode, _seconds(session.masuk), _seconds(session.terbit)]
    return str(URLSafeSerializer(key, salt=_SALT).dumps(told))


def read(cookie: str | None, key: str, *, at: datetime, last_seen: datetime | None = None) -> Session | None:
    """The session of a cookie; None for one that is forged, over or from the future.

    `last_seen` is a later use than the cookie knows of: a page that stays open sends none for hours.
    """
    session = read_signed(cookie, key)
    return session if session is not None and is_alive(session, at=at, last_seen=last_seen) else None


def read_signed(cookie: str | None, key: str) -> Session | None:
    """What a cookie that we signed says, over or not; None for a forged one."""
    if not cookie:
        return None
    try:
        akun, versi, kode, masuk, terbit = URLSafeSerializer(key, salt=_SALT).loads(cookie)
        return Session(int(akun), int(versi), str(kode), _moment(masuk), _moment(terbit))
    except (BadData, ValueError, TypeError, OverflowError, OSError):
        return None


def is_alive(session: Session, *, at: datetime, last_seen: datetime | None = None) -> bool:
    """Whether a session holds at a moment, as far as time goes."""
    used = max(session.terbit, last_seen) if last_seen is not None else session.terbit
    is_past = session.masuk <= session.terbit <= at + _CLOCKS_DIFFER
    return is_past and at < session.until and at - used < IDLE


def renew(session: Session, *, at: datetime) -> Session | None:
    """The same session, used now; None where the cookie is new enough."""
    return replace(session, terbit=at.replace(microsecond=0)) if at - session.terbit >= RENEW_AFTER else None


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
