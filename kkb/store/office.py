"""Accounts of the office's identity provider that accounts of ours are linked with, on a connection.

A pengelola writes the e-mail address of an office account (`set_address`). The first login with that address, verified
by the provider, binds it to the person behind it (`bind`): from then on the person counts and not the address, which
the office may one day give to somebody else.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sqlalchemy import Column, Connection, ForeignKey, Integer, String, Table, delete, insert, select, update

from kkb.store.errors import StoreRefusal
from kkb.store.trail import account_metadata

LONGEST_ADDRESS = 254

akun_kantor = Table(
    "akun_kantor",
    account_metadata,
    Column("akun", Integer, ForeignKey("akun.nomor"), primary_key=True, autoincrement=False),
    Column("surel", String(LONGEST_ADDRESS), nullable=False, unique=True),
    # SHA-256 of who the provider says it is; NULL until the first login.
    Column("identitas", String(64), unique=True),
)

# Letters of ASCII only: of others some turn into these when they are made small.
_ADDRESS = re.compile(r"[!-?A-~]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,180}[a-z0-9])?")


class OfficeLink(NamedTuple):
    """The number of a linked account, and whether the person behind the office account is known."""

    nomor: int
    is_bound: bool


def clean_address(text: str) -> str:
    """An e-mail address as it is stored, from what somebody typed or a provider says; "" for what is none.

    >>> clean_address(" Sari@Beltim.GO.ID "), clean_address("sari")
    ('sari@beltim.go.id', '')
    """
    address = text.strip().lower() if text.isascii() else ""
    return address if _ADDRESS.fullmatch(address) else ""


def set_address(connection: Connection, nomor: int, text: str) -> bool:
    """Link an account with an address, or with none for blank text; whether it had another before.

    Raises StoreRefusal for what is no address, and for one that another account has.
    """
    address = clean_address(text)
    if text.strip() and not address:
        raise StoreRefusal("Alamat akun kantor ditulis seperti alamat surel, misalnya nama@kantor.go.id.")
    here = akun_kantor.c.akun == nomor
    old = connection.scalar(select(akun_kantor.c.surel).where(here))
    if address == (old or ""):
        return False
    taken = select(akun_kantor.c.akun).where(akun_kantor.c.surel == address)
    if address and connection.scalar(taken) is not None:
        raise StoreRefusal(f"Alamat akun kantor {address} sudah dipakai akun lain.")
    if old is not None:
        connection.execute(delete(akun_kantor).where(here))
    if address:
        connection.execute(insert(akun_kantor), {"akun": nomor, "surel": address, "identitas": None})
    return old is not None


def read_addresses(connection: Connection) -> dict[int, str]:
    """The address of each account that has one, by its number."""
    query = select(akun_kantor.c.akun, akun_kantor.c.surel)
    return {nomor: surel for nomor, surel in connection.execute(query)}


def find_link(connection: Connection, identitas: str, surel: str) -> OfficeLink | None:
    """Whom a person of the provider is linked with: by who it is, else by an address that nobody has come by yet."""
    known = connection.scalar(select(akun_kantor.c.akun).where(akun_kantor.c.identitas == identitas))
    if known is not None:
        return OfficeLink(known, True)
    here = (akun_kantor.c.surel == clean_address(surel)) & akun_kantor.c.identitas.is_(None)
    waiting = connection.scalar(select(akun_kantor.c.akun).where(here))
    return OfficeLink(waiting, False) if waiting is not None else None


def bind(connection: Connection, nomor: int, identitas: str) -> None:
    """From now on the address of an account is this person's."""
    connection.execute(update(akun_kantor).where(akun_kantor.c.akun == nomor).values(identitas=identitas))
