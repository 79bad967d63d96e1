"""Passwords: which are refused, how they are kept (argon2id), and temporary ones made by the program.

By OWASP ASVS 5.0, chapter V6.2: at least 10 characters, any characters, no rule of composition, taken exactly as typed;
common ones and those that hold the name of their owner are refused.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Iterable
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kkb.config import PACKAGE_DATA_DIR

MIN_LENGTH, MAX_LENGTH = 10, 200
COMMON_FILE = PACKAGE_DATA_DIR / "sandi_umum.txt"

_TOO_SHORT = f"Sandi paling sedikit {MIN_LENGTH} huruf. Beberapa kata yang tidak berhubungan mudah diingat."
_TOO_LONG = f"Sandi paling banyak {MAX_LENGTH} huruf."
_COMMON = "Sandi ini terlalu mudah ditebak: kata yang umum atau nama tempat di sini. Pilih beberapa kata lain."
_PLAIN = "Sandi ini terlalu mudah ditebak: urutan atau ulangan. Pilih beberapa kata yang tidak berhubungan."
_OWN_NAME = "Sandi tidak boleh memuat nama Anda atau nama akun. Pilih kata lain."

_LOOKALIKES = str.maketrans("01345789@$!", "oieastbgasi")
_NOT_LETTERS = re.compile(r"[^a-z]+")
_EDGES = re.compile(r"^[^a-z]+|[^a-z]+$")
_SEQUENCES = ("01234567890" * 3, "abcdefghijklmnopqrstuvwxyz" * 2, "qwertyuiopasdfghjklzxcvbnm" * 2)
_LONGEST_REPEAT = 4
_SHORTEST_NAME = 4

_TEMPORARY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_TEMPORARY_GROUPS, _GROUP = 4, 4

# Its defaults are the second choice of RFC 9106: 64 MB, three passes, four lanes.
_HASHER = PasswordHasher()


def refuse_password(password: str, *, names: Iterable[str] = (), places: Collection[str] = ()) -> str:
    """Why a password is not taken, as an Indonesian sentence; "" for one that is.

    `names` are the full and the account name of its owner, `places` names of desa and kecamatan: with digits at their
    ends they are common here.

    >>> refuse_password("manggar12345", places=["Manggar"]) == refuse_password("Belitung2024")
    True
    >>> refuse_password("pisang hujan kereta")
    ''
    """
    if len(password) < MIN_LENGTH:
        return _TOO_SHORT
    if len(password) > MAX_LENGTH:
        return _TOO_LONG
    lower = password.lower()
    if _is_plain(lower):
        return _PLAIN
    squeezed = _NOT_LETTERS.sub("", lower)
    for name in names:
        parts = [part for part in _NOT_LETTERS.split(name.lower()) if len(part) >= _SHORTEST_NAME]
        if any(part in squeezed for part in parts):
            return _OWN_NAME
    known = _common() | {_NOT_LETTERS.sub("", place.lower()) for place in places}
    return _COMMON if _shapes(lower) & known else ""


def hash_password(password: str) -> str:
    """The hash to keep."""
    return _HASHER.hash(password)


def matches(password: str, sandi_hash: str | None) -> bool:
    """Whether this is the password of a hash. None (no such account) takes as long, and is never matched."""
    # What is longer was never set: it must not make the work longer.
    offered = password if len(password) <= MAX_LENGTH else ""
    try:
        return _HASHER.verify(sandi_hash or _nobody(), offered) and sandi_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(sandi_hash: str) -> bool:
    """Whether a hash was made with less work than today's."""
    return _HASHER.check_needs_rehash(sandi_hash)


def make_temporary() -> str:
    """A password to hand on: four groups without look-alikes, "k7mq-2vbn-hx4d-9wpt" (79 bits)."""
    groups = ("".join(secrets.choice(_TEMPORARY_LETTERS) for _ in range(_GROUP)) for _ in range(_TEMPORARY_GROUPS))
    return "-".join(groups)


def _shapes(lower: str) -> set[str]:
    """The words that a password may be in disguise: as it is, without its ends, without marks, letters for digits."""
    readable = lower.translate(_LOOKALIKES)
    bare = _EDGES.sub("", lower)
    shapes = {lower, bare, _NOT_LETTERS.sub("", lower), _NOT_LETTERS.sub("", bare.translate(_LOOKALIKES)),
              _NOT_LETTERS.sub("", readable)}  # fmt: skip
    return shapes | {half for word in shapes if (half := _half(word))}


def _half(word: str) -> str:
    """What a word says twice: "manggarmanggar"."""
    middle = len(word) // 2
    return word[:middle] if len(word) % 2 == 0 and word[:middle] == word[middle:] else ""


def _is_plain(lower: str) -> bool:
    """A run of the keyboard or the alphabet, either way, or a few characters over and over."""
    for size in range(1, _LONGEST_REPEAT + 1):
        if (lower[:size] * len(lower))[: len(lower)] == lower:
            return True
    return any(lower in run or lower in run[::-1] for run in _SEQUENCES)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    lines = COMMON_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@lru_cache(maxsize=1)
def _nobody() -> str:
    """The hash that the password of an unknown account is held against."""
    return _HASHER.hash(secrets.token_urlsafe())
