"""The right to write, asked again inside the transaction that writes, of what stands in the database then.

A store made by `Store.for_writer` carries a `Writer`. Each of its writes first finds the account of the session, its
role and its area as they stand in the database; whatever touches a desa then holds that desa against the area. Where
no writer is carried (the command line, and the pages while there is no account) nothing is asked here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from kkb.access import Account, Reason, Right, area_of, covers, find_reason, refusal
from kkb.sessions import Session
from kkb.store.accounts import akun, read_session_account
from kkb.store.engine import writer_of
from kkb.store.errors import RightRefusal
from kkb.store.trail import NOBODY, Actor

NOTHING_SAVED = "Belum ada yang disimpan."
_REGION = "Ini menyangkut seluruh kabupaten, sedangkan akun Anda hanya untuk sebagian kecamatan."


@dataclass(frozen=True)
class Writer:
    """Who writes, and by which right. `session` None: nobody is logged in, which holds until there is an account.

    `kecamatan_of` tells the code of the kecamatan of a desa (both codes); a desa that it does not know is of no area.
    `alamat` is the address that the request came from, for the audit trail.
    """

    session: Session | None
    right: Right
    kecamatan_of: Mapping[str, str]
    alamat: str = ""

    def __call__(self, connection: Connection) -> Actor:
        """Who writes. Raises RightRefusal if this right is not there, before anything else in the transaction."""
        account = self._account(connection)
        if account is None:
            return Actor(None, NOBODY, self.alamat)
        return Actor(account.nomor, account.nama, self.alamat)

    def require(self, connection: Connection, kecamatan: Iterable[str | None], *, right: Right | None = None) -> None:
        """Raises RightRefusal if one of these kecamatan (codes) is not of the area. None: one that is not known."""
        account = self._account(connection, right)
        if account is None:
            return
        touched = set(kecamatan)
        if None in touched and area_of(account) is not None:
            raise self._refusal(_REGION, right, account)
        if not covers(account, touched - {None}):  # type: ignore[arg-type]
            raise self._refusal(refusal(Reason.AREA, self.right, account), right, account)

    def name_in(self, connection: Connection) -> str | None:
        """The full name under which this writer's acts are noted; None while there are no accounts."""
        account = self._account(connection)
        return account.nama if account is not None else None

    def area_in(self, connection: Connection) -> frozenset[str] | None:
        """Codes of the kecamatan that this writer works for; None for the whole region, and without accounts."""
        account = self._account(connection)
        return area_of(account) if account is not None else None

    def _account(self, connection: Connection, right: Right | None = None) -> Account | None:
        asked = right or self.right
        if self.session is None:
            if connection.execute(select(akun.c.nomor).limit(1)).first() is None:
                return None
            raise self._refusal(refusal(Reason.NOT_LOGGED_IN, asked), right, None)
        account = read_session_account(connection, self.session)
        reason = find_reason(account, asked)
        if reason is not None:
            raise self._refusal(refusal(reason, asked, account), right, account)
        return account

    def _refusal(self, words: str, right: Right | None, account: Account | None) -> RightRefusal:
        return RightRefusal(
            f"{words} {NOTHING_SAVED}",
            (right or self.right).name,
            account.nomor if account is not None else None,
            account.nama if account is not None else NOBODY,
        )


def area_in(connection: Connection) -> frozenset[str] | None:
    """Codes of the kecamatan that the writer of this transaction works for; None for the whole region."""
    writer = writer_of(connection)
    return writer.area_in(connection) if isinstance(writer, Writer) else None


def require_desa(connection: Connection, desa: Iterable[str | None]) -> None:
    """Raises RightRefusal if the writer of this transaction has no right for one of these desa (codes).

    None stands for what is of no desa but of the whole region.
    """
    writer = writer_of(connection)
    if isinstance(writer, Writer):
        writer.require(connection, {writer.kecamatan_of.get(kode) if kode is not None else None for kode in desa})


def require_kecamatan(connection: Connection, kecamatan: Iterable[str | None]) -> None:
    """The same for kecamatan (codes)."""
    writer = writer_of(connection)
    if isinstance(writer, Writer):
        writer.require(connection, kecamatan)


def require_right(connection: Connection, right: Right) -> None:
    """Raises RightRefusal if the writer of this transaction has not got a right, whatever it was asked for first."""
    writer = writer_of(connection)
    if isinstance(writer, Writer):
        writer.require(connection, (), right=right)


def require_own(connection: Connection, names: Iterable[str]) -> None:
    """Raises RightRefusal if something was noted under another name, unless the writer may decide on others' things."""
    writer = writer_of(connection)
    if isinstance(writer, Writer) and set(names) - {writer.name_in(connection)}:
        writer.require(connection, (), right=Right.WITHDRAW_OTHERS)
