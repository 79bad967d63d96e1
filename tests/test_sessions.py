"""What the cookie of a login is worth: forged, changed, over, from the future."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from itsdangerous import URLSafeSerializer

from kkb import sessions
from kkb.sessions import ABSOLUTE, IDLE, RENEW_AFTER, Session, begin, new_key, read, renew, sign

MORNING = datetime(2026, 12, 2, 1, 15, 30, 400_000, tzinfo=UTC)
KEY = new_key()


@pytest.fixture
def session() -> Session:
    return begin(3, 2, at=MORNING)


def test_what_was_signed_is_read_again(session: Session) -> None:
    assert read(sign(session, KEY), KEY, at=MORNING) == session
    assert (session.akun, session.versi, session.masuk.microsecond) == (3, 2, 0)


def test_every_login_has_a_name_of_its_own() -> None:
    assert len({begin(1, 1, at=MORNING).kode for _ in range(100)}) == 100
    assert len({new_key() for _ in range(100)}) == 100


@pytest.mark.parametrize("cookie", [None, "", "x", "WzEsMV0", "..", "é", "a.b.c", "x" * 10_000])
def test_what_we_did_not_make_is_nobody(cookie: str | None) -> None:
    assert read(cookie, KEY, at=MORNING) is None


def test_another_key_another_salt_and_a_changed_word_are_nobody(session: Session) -> None:
    cookie = sign(session, KEY)
    assert read(cookie, new_key(), at=MORNING) is None
    told = [1, 1, "kode", int(MORNING.timestamp()), int(MORNING.timestamp())]
    assert read(str(URLSafeSerializer(KEY, salt="kkb.kenal").dumps(told)), KEY, at=MORNING) is None
    for place in range(len(cookie)):
        letter = "A" if cookie[place] != "A" else "B"
        changed = cookie[:place] + letter + cookie[place + 1 :]
        found = read(changed, KEY, at=MORNING)
        # The last letter of base64 has bits that say nothing.
        assert found is None or (found == session and place in (len(cookie) - 1, cookie.index(".") - 1))


@pytest.mark.parametrize(
    "told", [[], [1], "x", None, [1, 1, "k", "x", 0], [1, 1, "k", 1e30, 0], [[], 1, "k", 0, 0], {}]
)
def test_what_we_signed_and_is_no_session_is_nobody(told: object) -> None:
    assert read(str(URLSafeSerializer(KEY, salt=sessions._SALT).dumps(told)), KEY, at=MORNING) is None


def test_unused_it_ends_and_used_it_goes_on(session: Session) -> None:
    cookie = sign(session, KEY)
    late = session.terbit + IDLE
    assert read(cookie, KEY, at=late - timedelta(seconds=1)) == session
    assert read(cookie, KEY, at=late) is None
    assert read(cookie, KEY, at=late, last_seen=late - timedelta(hours=1)) == session
    renewed = renew(session, at=late - timedelta(hours=1))
    assert renewed is not None and renewed.masuk == session.masuk
    assert read(sign(renewed, KEY), KEY, at=late) == renewed


def test_after_a_week_it_ends_whatever_happens(session: Session) -> None:
    moment = session.masuk + ABSOLUTE
    renewed = renew(session, at=moment - timedelta(minutes=1))
    assert renewed is not None
    assert read(sign(renewed, KEY), KEY, at=moment - timedelta(seconds=1)) == renewed
    assert read(sign(renewed, KEY), KEY, at=moment, last_seen=moment) is None


def test_a_cookie_from_the_future_is_nobody(session: Session) -> None:
    cookie = sign(session, KEY)
    assert read(cookie, KEY, at=MORNING - timedelta(hours=1)) is None
    # Two machines differ by some seconds.
    assert read(cookie, KEY, at=MORNING - timedelta(seconds=20)) == session


def test_it_is_renewed_now_and_then_and_not_at_every_answer(session: Session) -> None:
    assert renew(session, at=MORNING + RENEW_AFTER - timedelta(seconds=2)) is None
    assert renew(session, at=MORNING + RENEW_AFTER) is not None
