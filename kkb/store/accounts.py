"""Accounts of an installation, and what ends their sessions.

They belong to the installation and not to its data: their tables have a metadata of their own, so no backup holds a
hash of a password or the key that signs sessions, and no restore brings back an account that was closed. Restored over
a SQLite file, the accounts that are there stay (`carry_accounts`); on another machine they are made anew.

Nothing is deleted: an account is closed, and what it wrote keeps its name.
"""

from __future__ import annotations

import json
import logging
import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    Text,
    delete,
    func,
    insert,
    inspect,
    select,
    update,
)

from kkb.access import Account, Peran
from kkb.sessions import Session, new_key
from kkb.store.encoding import refuse_unstorable
from kkb.store.engine import read, write
from kkb.store.errors import StoreError, StoreRefusal
from kkb.store.office import OfficeLink, bind, find_link, read_addresses, set_address
from kkb.store.tables import UtcDateTime
from kkb.store.trail import COMMAND_LINE, NOBODY, PROGRAM, account_metadata

log = logging.getLogger(__name__)

akun = Table(
    "akun",
    account_metadata,
    Column("nomor", Integer, primary_key=True, autoincrement=False),
    Column("nama_akun", String(40), nullable=False, unique=True, index=True),
    Column("nama_lengkap", String(120), nullable=False),
    Column("peran", String(20), nullable=False),
    # A JSON list of codes; NULL for all.
    Column("kecamatan", Text),
    Column("sandi_hash", Text, nullable=False),
    Column("sandi_pada", UtcDateTime, nullable=False),
    Column("harus_ganti", Boolean, nullable=False),
    Column("versi_sesi", Integer, nullable=False),
    Column("dibuat_pada", UtcDateTime, nullable=False),
    Column("dibuat_oleh", String(120), nullable=False),
    Column("diubah_pada", UtcDateTime, nullable=False),
    Column("diubah_oleh", String(120), nullable=False),
    Column("ditutup_pada", UtcDateTime),
)

# The newest row signs.
kunci_sesi = Table(
    "kunci_sesi",
    account_metadata,
    Column("nomor", Integer, primary_key=True, autoincrement=False),
    Column("kunci", String(120), nullable=False),
    Column("dibuat_pada", UtcDateTime, nullable=False),
)

# Sessions that ended by logging out, until they would have ended anyway.
sesi_keluar = Table(
    "sesi_keluar",
    account_metadata,
    Column("kode", String(40), primary_key=True),
    Column("akun", Integer, ForeignKey("akun.nomor"), nullable=False),
    Column("kedaluwarsa", UtcDateTime, nullable=False),
)

_NAMA_AKUN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,38})[a-z0-9]")
_NAME_RULE = (
    "Nama akun terdiri dari 3 sampai 40 huruf kecil, angka, titik, garis atau garis bawah, misalnya petugas.manggar "
    "atau petugas2."
)
_NOBODYS = {PROGRAM.nama, COMMAND_LINE.nama, NOBODY, "lainnya"}
_LAST = "Ini pengelola terakhir yang dapat masuk. Angkat dahulu pengelola lain."


class Credentials(NamedTuple):
    """What a login is held against: the account, the hash of its password, and when that was set (aware, UTC)."""

    account: Account
    sandi_hash: str
    sandi_pada: datetime


class OfficeAccount(NamedTuple):
    """The account of somebody who comes by the office's identity provider, closed or not.

    `is_settled` is False where `settle_office` has something to note first.
    """

    account: Account
    is_settled: bool


class AccountChange(NamedTuple):
    """A change of an account: when (aware, UTC), and under which name."""

    at: datetime
    by: str


class AccountStore:
    """The part of the store that holds accounts; see `kkb.store.store.Store` for what all share.

    `by` is the full name of who changes an account. Writes raise StoreRefusal for a number that no account has, for a
    name that another has, and where no open pengelola would be left. None raises the data version.
    """

    engine: Engine

    # Reads

    def has_accounts(self) -> bool:
        """True from the first account on, also when all are closed: the key of a start then writes no more."""
        with read(self.engine) as connection:
            return connection.execute(select(akun.c.nomor).limit(1)).first() is not None

    def accounts(self) -> list[Account]:
        """All accounts, closed ones too, in the order of their account names."""
        with read(self.engine) as connection:
            return [_account(row) for row in connection.execute(select(akun).order_by(akun.c.nama_akun))]

    def account_changes(self) -> dict[int, AccountChange]:
        """When each account was changed last, and by whom, by its number."""
        with read(self.engine) as connection:
            query = select(akun.c.nomor, akun.c.diubah_pada, akun.c.diubah_oleh)
            return {nomor: AccountChange(at, by) for nomor, at, by in connection.execute(query)}

    def find_account(self, nama_akun: str) -> Account | None:
        """The account of a name as it is typed to log in, in letters of any size."""
        found = self.credentials(nama_akun)
        return found.account if found is not None else None

    def credentials(self, nama_akun: str) -> Credentials | None:
        """The account of a name, closed or not, with the hash of its password; None for an unknown name."""
        name = clean_nama_akun(nama_akun)
        if not _NAMA_AKUN.fullmatch(name):
            return None
        with read(self.engine) as connection:
            row = connection.execute(select(akun).where(akun.c.nama_akun == name)).first()
        return Credentials(_account(row), row.sandi_hash, row.sandi_pada) if row is not None else None

    def office_addresses(self) -> dict[int, str]:
        """The e-mail address of the office account of each account that is linked with one, by its number."""
        with read(self.engine) as connection:
            return read_addresses(connection)

    def office_account(self, identitas: str, surel: str) -> OfficeAccount | None:
        """The account of a person of the identity provider, with an address that it has verified; see `find_link`."""
        with read(self.engine) as connection:
            link = find_link(connection, identitas, surel)
            return _office_account(connection, link) if link is not None else None

    def session_key(self) -> str | None:
        """The key that signs sessions; None while there is no account."""
        with read(self.engine) as connection:
            query = select(kunci_sesi.c.kunci).order_by(kunci_sesi.c.nomor.desc()).limit(1)
            key: str | None = connection.scalar(query)
            return key

    def account_of(self, session: Session) -> Account | None:
        """The account of a session as it stands now; None where the session was ended, or the account was closed."""
        with read(self.engine) as connection:
            return read_session_account(connection, session)

    # Writes

    def add_account(
        self,
        *,
        nama_akun: str,
        nama: str,
        peran: Peran,
        sandi_hash: str,
        by: str,
        at: datetime,
        kecamatan: Collection[str] | None = None,
        must_change: bool = True,
        surel: str = "",
    ) -> Account:
        """Make an account. The first must be a pengelola. `kecamatan` are codes, None for all.

        `surel` is the address of its office account, "" for none.
        """
        with write(self.engine, "akun tambah") as connection:
            if peran is not Peran.PENGELOLA and not _open_pengelola(connection):
                raise StoreRefusal("Akun pertama haruslah pengelola: dialah yang membuat akun lainnya.")
            nomor = (connection.scalar(select(func.max(akun.c.nomor))) or 0) + 1
            values = {
                "nomor": nomor,
                "nama_akun": _require_nama_akun(connection, nama_akun),
                "nama_lengkap": _require_nama(connection, nama, nomor),
                "peran": peran.value,
                "kecamatan": _encode_area(peran, kecamatan),
                "sandi_hash": sandi_hash,
                "sandi_pada": at,
                "harus_ganti": must_change,
                "versi_sesi": 1,
                "dibuat_pada": at,
                "dibuat_oleh": by,
                "diubah_pada": at,
                "diubah_oleh": by,
                "ditutup_pada": None,
            }
            refuse_unstorable(akun, [values])
            connection.execute(insert(akun), values)
            set_address(connection, nomor, surel)
            if connection.scalar(select(kunci_sesi.c.nomor).limit(1)) is None:
                connection.execute(insert(kunci_sesi), {"nomor": 1, "kunci": new_key(), "dibuat_pada": at})
            return _account(_require(connection, nomor))

    def change_account(
        self,
        nomor: int,
        *,
        by: str,
        at: datetime,
        nama: str | None = None,
        peran: Peran | None = None,
        kecamatan: Collection[str] | None = None,
        everywhere: bool = False,
        surel: str | None = None,
    ) -> Account:
        """Change what is given. `kecamatan` replaces the area; `everywhere` makes it all kecamatan.

        `surel` is the address of the office account, "" for none. Sessions go on, with the new rights from their next
        act; where it had another office account before they end.
        """
        with write(self.engine, "akun ubah") as connection:
            old = _account(_require(connection, nomor))
            role = peran or old.peran
            if role is not Peran.PENGELOLA:
                _keep_a_pengelola(connection, old)
            area = old.kecamatan if kecamatan is None else kecamatan
            changes = {"peran": role.value, "kecamatan": _encode_area(role, None if everywhere else area)}
            if nama is not None:
                changes["nama_lengkap"] = _require_nama(connection, nama, nomor)
            if surel is not None and set_address(connection, nomor, surel):
                changes |= _sessions_over(old)
            return _update(connection, nomor, changes, by=by, at=at)

    def set_password(self, nomor: int, sandi_hash: str, *, by: str, at: datetime, must_change: bool) -> Account:
        """Set a password, which ends every session of the account. `must_change` for one that somebody else knows."""
        with write(self.engine, "akun sandi") as connection:
            old = _account(_require(connection, nomor))
            changes = {"sandi_hash": sandi_hash, "sandi_pada": at, "harus_ganti": must_change}
            return _update(connection, nomor, changes | _sessions_over(old), by=by, at=at)

    def refresh_hash(self, nomor: int, old: str, new: str) -> None:
        """Replace the hash of the same password by a stronger one, unless it was changed meanwhile."""
        with write(self.engine, "akun sandi diperkuat") as connection:
            here = (akun.c.nomor == nomor) & (akun.c.sandi_hash == old)
            connection.execute(update(akun).where(here).values(sandi_hash=new))

    def settle_office(self, identitas: str, surel: str, *, sandi_hash: str, at: datetime) -> Account:
        """Note that somebody came by the identity provider: who it is counts from now on, and no temporary password.

        `sandi_hash`, of a password that nobody knows, takes the place of a temporary one. Raises StoreRefusal where
        the account was unlinked meanwhile.
        """
        with write(self.engine, "akun kantor dikenali") as connection:
            link = find_link(connection, identitas, surel)
            if link is None:
                raise StoreRefusal("Akun kantor ini baru saja dilepas. Masuk lagi dari halaman masuk.")
            account = _office_account(connection, link).account
            if not link.is_bound:
                bind(connection, link.nomor, identitas)
            if not account.must_change:
                return account
            changes = {"sandi_hash": sandi_hash, "sandi_pada": at, "harus_ganti": False}
            return _update(connection, link.nomor, changes, by=account.nama, at=at)

    def close_account(self, nomor: int, *, by: str, at: datetime) -> Account:
        """Let nobody log in with it any more; its sessions end. Raises StoreRefusal also if it is closed already."""
        with write(self.engine, "akun tutup") as connection:
            old = _account(_require(connection, nomor))
            if not old.is_open:
                raise StoreRefusal(f"Akun {old.nama_akun} sudah ditutup.")
            _keep_a_pengelola(connection, old)
            return _update(connection, nomor, {"ditutup_pada": at} | _sessions_over(old), by=by, at=at)

    def open_account(self, nomor: int, *, by: str, at: datetime) -> Account:
        """Let it log in again, with the password it had. Raises StoreRefusal also if it is open."""
        with write(self.engine, "akun buka") as connection:
            old = _account(_require(connection, nomor))
            if old.is_open:
                raise StoreRefusal(f"Akun {old.nama_akun} tidak ditutup.")
            return _update(connection, nomor, {"ditutup_pada": None}, by=by, at=at)

    def end_sessions(self, nomor: int, *, by: str, at: datetime) -> Account:
        """Log an account out of every browser."""
        with write(self.engine, "keluar di semua peramban") as connection:
            old = _account(_require(connection, nomor))
            return _update(connection, nomor, _sessions_over(old), by=by, at=at)

    def end_session(self, session: Session, *, at: datetime) -> None:
        """Log one browser out, for whoever may hold a copy of its cookie too. Ended twice is ended."""
        with write(self.engine, "keluar") as connection:
            connection.execute(delete(sesi_keluar).where(sesi_keluar.c.kedaluwarsa < at))
            if connection.scalar(select(sesi_keluar.c.akun).where(sesi_keluar.c.kode == session.kode)) is None:
                ended = {"kode": session.kode, "akun": session.akun, "kedaluwarsa": session.until}
                connection.execute(insert(sesi_keluar), ended)


def clean_nama_akun(text: str) -> str:
    """An account name as it is stored, from what somebody typed."""
    return text.strip().lower()


def read_session_account(connection: Connection, session: Session) -> Account | None:
    """`AccountStore.account_of` inside a transaction."""
    ended = select(sesi_keluar.c.kode).where(sesi_keluar.c.kode == session.kode).exists()
    holds = (akun.c.nomor == session.akun) & (akun.c.versi_sesi == session.versi) & akun.c.ditutup_pada.is_(None)
    row = connection.execute(select(akun).where(holds & ~ended)).first()
    return _account(row) if row is not None else None


def carry_accounts(source: Engine, target: Engine) -> int:
    """Copy the accounts and the audit trail of one database into the empty tables of another; how many accounts.

    Where none can be read, none. Of an older database, what it has.
    """
    try:
        with read(source) as given:
            if not inspect(given).has_table(akun.name):
                return 0
            rows = {
                table: [dict(row._mapping) for row in given.execute(select(table))]
                for table in account_metadata.sorted_tables
                if inspect(given).has_table(table.name)
            }
    except StoreError as error:
        log.warning("no accounts to keep: %s", error)
        return 0
    with write(target) as taken:
        for table, found in rows.items():
            if found:
                taken.execute(insert(table), found)
    return len(rows[akun])


def _account(row: Row[Any]) -> Account:
    return Account(
        nomor=row.nomor,
        nama_akun=row.nama_akun,
        nama=row.nama_lengkap,
        peran=Peran(row.peran),
        kecamatan=frozenset(json.loads(row.kecamatan)) if row.kecamatan is not None else None,
        is_open=row.ditutup_pada is None,
        must_change=row.harus_ganti,
        versi_sesi=row.versi_sesi,
    )


def _office_account(connection: Connection, link: OfficeLink) -> OfficeAccount:
    account = _account(_require(connection, link.nomor))
    return OfficeAccount(account, link.is_bound and not account.must_change)


def _require(connection: Connection, nomor: int) -> Row[Any]:
    row = connection.execute(select(akun).where(akun.c.nomor == nomor)).first()
    if row is None:
        raise StoreRefusal("Akun itu tidak ada.")
    return row


def _update(connection: Connection, nomor: int, changes: Mapping[str, Any], *, by: str, at: datetime) -> Account:
    values = dict(changes) | {"diubah_pada": at, "diubah_oleh": by}
    refuse_unstorable(akun, [values])
    connection.execute(update(akun).where(akun.c.nomor == nomor).values(**values))
    return _account(_require(connection, nomor))


def _sessions_over(account: Account) -> dict[str, Any]:
    return {"versi_sesi": account.versi_sesi + 1}


def _open_pengelola(connection: Connection) -> set[int]:
    here = (akun.c.peran == Peran.PENGELOLA.value) & akun.c.ditutup_pada.is_(None)
    return set(connection.scalars(select(akun.c.nomor).where(here)))


def _keep_a_pengelola(connection: Connection, account: Account) -> None:
    """Raises StoreRefusal if this account is the only open pengelola."""
    if _open_pengelola(connection) == {account.nomor}:
        raise StoreRefusal(_LAST)


def _encode_area(peran: Peran, kecamatan: Collection[str] | None) -> str | None:
    """The codes as they are stored: a petugas may have an area, the others have none."""
    if peran is not Peran.PETUGAS or kecamatan is None:
        return None
    if not kecamatan:
        raise StoreRefusal("Pilih sedikitnya satu kecamatan untuk petugas ini, atau semua.")
    return json.dumps(sorted(kecamatan))


def _require_nama_akun(connection: Connection, text: str) -> str:
    name = clean_nama_akun(text)
    if not _NAMA_AKUN.fullmatch(name):
        raise StoreRefusal(_NAME_RULE)
    if connection.scalar(select(akun.c.nomor).where(akun.c.nama_akun == name)) is not None:
        raise StoreRefusal(f"Nama akun {name} sudah dipakai.")
    return name


def _require_nama(connection: Connection, text: str, nomor: int) -> str:
    """A full name in single spaces that no other account has: everything that is written is noted under it.

    Nor may it look like another: no letter that nobody sees or of another script, no name that the trail itself uses.
    """
    name = " ".join(unicodedata.normalize("NFKC", text).split())
    if not name:
        raise StoreRefusal("Tulis nama lengkap pemilik akun; setiap perubahan dicatat dengan nama itu.")
    if "\x00" not in name and any(map(_is_foreign, name)):
        raise StoreRefusal("Nama lengkap memuat huruf yang tidak terlihat atau bukan huruf Latin. Ketik ulang namanya.")
    if name.casefold() in _NOBODYS:
        raise StoreRefusal(f"Nama {name} dipakai program sendiri di Jejak. Tulis nama orangnya.")
    taken = connection.execute(select(akun.c.nama_lengkap).where(akun.c.nomor != nomor)).scalars()
    if name.casefold() in {one.casefold() for one in taken}:
        raise StoreRefusal(f"Nama lengkap {name} sudah dipakai akun lain. Tambahkan pembeda, misalnya jabatannya.")
    return name


def _is_foreign(letter: str) -> bool:
    """Whether a character could make two names look alike: not seen, or a letter that is not Latin."""
    kind = unicodedata.category(letter)
    return kind.startswith("C") or (kind.startswith("L") and not unicodedata.name(letter, "").startswith("LATIN"))
