"""Which passwords are refused, and how they are kept."""

from __future__ import annotations

import re

import pytest

from kkb import passwords
from kkb.passwords import COMMON_FILE, MAX_LENGTH, hash_password, is_outdated, make_temporary, matches, refuse_password

PLACES = ["Manggar", "Kelapa Kampit", "Senyubuk", "Simpang Renggiang"]
NAMES = ["Sari Wulandari", "sari.w"]


def refuse(password: str) -> str:
    return refuse_password(password, names=NAMES, places=PLACES)


@pytest.mark.parametrize(
    "password",
    ["pisang hujan kereta", "kapal biru 77 turun", "Tr0ub4dor&3x", "ﷺ🌴 sandi dengan apa saja", "          x",
     "7391048265", "lampu sungai empat", "x" * 9 + "yzqkw", "dua kata saja"],
)  # fmt: skip
def test_any_characters_will_do(password: str) -> None:
    assert refuse(password) == ""


@pytest.mark.parametrize(
    "password",
    ["password123", "P@ssw0rd123", "qwerty12345", "1q2w3e4r5t", "sayang12345", "Bismillah99", "!!!!admin2024",
     "Belitung2024", "beltim20262026", "manggar12345", "ManggarManggar", "s3nyubuk!!", "SENYUBUK#2026",
     "kelapa kampit", "Kelapa-Kampit-1", "12345manggar", "simpangrenggiang", "kampungkb2026", "bkkbnbeltim"],
)  # fmt: skip
def test_what_many_choose_here_is_refused(password: str) -> None:
    assert "mudah ditebak" in refuse(password)


@pytest.mark.parametrize(
    "password",
    ["1234567890", "0987654321", "aaaaaaaaaa", "abababababab", "qwertyuiop", "poiuytrewq", "abcdefghij", "12121212121"],
)
def test_a_run_or_a_repetition_is_refused(password: str) -> None:
    assert "urutan atau ulangan" in refuse(password)


@pytest.mark.parametrize("password", ["wulandari 77 kapal", "Sari.Wulandari", "kapal-WULANDARI", "w u l a n d a r i"])
def test_the_own_name_is_refused(password: str) -> None:
    assert "memuat nama Anda" in refuse(password)


def test_short_parts_of_a_name_are_no_name() -> None:
    assert refuse_password("pelita sungai dua", names=["Ali Ita", "ita"]) == ""


def test_lengths() -> None:
    assert "paling sedikit 10" in refuse("sembilan9")
    assert "paling banyak" in refuse("pisang hujan " * 20)
    assert refuse(("pisang hujan " * 20)[:MAX_LENGTH]) == ""


def test_a_common_list_is_shipped_that_holds_what_the_standard_asks_for() -> None:
    """ASVS 5.0, 6.2.4: the 3,000 most common ones."""
    lines = COMMON_FILE.read_text(encoding="utf-8").splitlines()
    words = [line for line in lines if not line.startswith("#")]
    assert len(words) >= 3_000
    assert words == sorted(set(words))
    assert all(word == word.lower() and " " not in word for word in words)
    for word in words:
        if len(word) >= passwords.MIN_LENGTH:
            assert refuse(word), word


def test_only_the_password_itself_matches_its_hash() -> None:
    kept = hash_password("pisang hujan kereta")
    assert kept.startswith("$argon2id$")
    assert kept != hash_password("pisang hujan kereta")
    assert matches("pisang hujan kereta", kept)
    for other in ("Pisang hujan kereta", "pisang hujan kereta ", "pisang hujan", "", "x" * 5_000):
        assert not matches(other, kept)
    assert not is_outdated(kept)
    assert is_outdated("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$3gxYsVhX3RkQm1wQ0y3rNw")


@pytest.mark.parametrize("kept", [None, "", "no hash", "$argon2id$damaged"])
def test_without_a_hash_nothing_matches(kept: str | None) -> None:
    assert not matches("pisang hujan kereta", kept)
    assert not matches("", kept)


def test_an_unknown_account_is_as_much_work_as_a_known_one(monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []

    class Hasher:
        def verify(self, kept: str, _offered: str) -> bool:
            verified.append(kept)
            return True

    nobody = passwords._nobody()
    monkeypatch.setattr(passwords, "_HASHER", Hasher())
    assert not matches("pisang hujan kereta", None)
    assert verified == [nobody]
    assert nobody.startswith("$argon2id$")


def test_a_temporary_password_is_read_aloud_and_typed() -> None:
    made = {make_temporary() for _ in range(200)}
    assert len(made) == 200
    for one in made:
        assert re.fullmatch(r"[a-hj-km-np-z2-9]{4}(-[a-hj-km-np-z2-9]{4}){3}", one)
        assert refuse(one) == ""
