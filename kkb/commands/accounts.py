"""`python -m kkb akun daftar|tambah|ubah|sandi|tutup|buka|keluarkan`: the accounts of an installation.

Whoever can open the database may do all of it: that is how the first account is made, and how a pengelola who forgot
the password comes in again.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import datetime

from kkb import passwords
from kkb.access import Account, Peran
from kkb.commands.common import OK, REJECTED, USAGE, Failure, prepared_store
from kkb.config import Settings
from kkb.region import Region, load_region
from kkb.startup import prepare
from kkb.store import Store
from kkb.store.trail import COMMAND_LINE

BY = "Baris perintah"
"""Under which name the command line changes accounts."""

_HAND_OVER = "Sandi sementara (tercetak sekali ini saja; berlaku 7 hari, diganti saat pertama masuk):"


def run_accounts(args: argparse.Namespace, settings: Settings, now: datetime) -> int:
    """Run one action on the accounts. Raises Failure, StoreError, RegionError."""
    region = load_region(settings.region_csv)
    if args.action == "daftar":
        with prepared_store(settings) as store:
            _list(store.accounts(), store.office_addresses(), region)
        return OK
    if not args.account:
        raise Failure(f"Sebut nama akunnya: akun {args.action} NAMA_AKUN.", USAGE)
    # On a new machine the first account may come before the first start.
    with closing(prepare(settings, now=now, actor=COMMAND_LINE)) as store:
        print(ACTIONS[args.action](args, store, region, now))
    return OK


def _list(accounts: Sequence[Account], offices: Mapping[int, str], region: Region) -> None:
    if not accounts:
        print("Belum ada akun. Yang pertama: akun tambah NAMA_AKUN --name NAMA --role pengelola")
    for one in accounts:
        state = "ditutup" if not one.is_open else "sandi sementara" if one.must_change else "dapat masuk"
        office = f", {offices[one.nomor]}" if one.nomor in offices else ""
        print(f"{one.nama_akun:<20} {one.peran.value:<10} {state:<16} {one.nama} ({_area(one, region)}){office}")


def _add(args: argparse.Namespace, store: Store, region: Region, now: datetime) -> str:
    if not args.name:
        raise Failure("Sebut nama lengkapnya: --name NAMA. Setiap perubahan dicatat dengan nama itu.", USAGE)
    if not args.role:
        raise Failure(f"Sebut perannya: --role {', '.join(Peran)}.", USAGE)
    area = _codes(args, region)
    sandi, told = _new_password(args, names=(args.name, args.account), region=region)
    account = store.add_account(
        nama_akun=args.account,
        nama=args.name,
        peran=Peran(args.role),
        kecamatan=area,
        sandi_hash=passwords.hash_password(sandi),
        by=BY,
        at=now,
        surel=args.oidc or "",
    )
    return f"Akun {account.nama_akun} dibuat: {account.peran.value}, {_area(account, region)}.{told}"


def _change(args: argparse.Namespace, store: Store, region: Region, now: datetime) -> str:
    role = Peran(args.role) if args.role else None
    changed = store.change_account(
        _find(args, store).nomor,
        by=BY,
        at=now,
        nama=args.name,
        peran=role,
        kecamatan=_codes(args, region),
        everywhere=args.everywhere,
        surel=args.oidc,
    )
    return f"Akun {changed.nama_akun} kini: {changed.nama}, {changed.peran.value}, {_area(changed, region)}."


def _password(args: argparse.Namespace, store: Store, region: Region, now: datetime) -> str:
    account = _find(args, store)
    sandi, told = _new_password(args, names=(account.nama, account.nama_akun), region=region)
    store.set_password(account.nomor, passwords.hash_password(sandi), by=BY, at=now, must_change=True)
    closed = "" if account.is_open else f" Akun ini masih ditutup; bukalah dengan: akun buka {account.nama_akun}."
    return f"Sandi akun {account.nama_akun} diganti; semua peramban dikeluarkan.{closed}{told}"


def _close(args: argparse.Namespace, store: Store, region: Region, now: datetime) -> str:
    closed = store.close_account(_find(args, store).nomor, by=BY, at=now)
    return f"Akun {closed.nama_akun} ditutup; semua peramban dikeluarkan. Yang sudah dicatatnya tetap ada."


def _open(args: argparse.Namespace, store: Store, region: Region, now: datetime) -> str:
    opened = store.open_account(_find(args, store).nomor, by=BY, at=now)
    return f"Akun {opened.nama_akun} dibuka lagi, dengan sandi yang lama."


def _log_out(args: argparse.Namespace, store: Store, region: Region, now: datetime) -> str:
    account = store.end_sessions(_find(args, store).nomor, by=BY, at=now)
    return f"Akun {account.nama_akun} dikeluarkan dari semua peramban."


ACTIONS: dict[str, Callable[[argparse.Namespace, Store, Region, datetime], str]] = {
    "tambah": _add,
    "ubah": _change,
    "sandi": _password,
    "tutup": _close,
    "buka": _open,
    "keluarkan": _log_out,
}
"""What changes an account, by its word on the command line; each tells what it did."""


def _find(args: argparse.Namespace, store: Store) -> Account:
    account = store.find_account(args.account)
    if account is None:
        raise Failure(f"Akun {args.account} tidak ada. Lihat: akun daftar", REJECTED)
    return account


def _codes(args: argparse.Namespace, region: Region) -> list[str] | None:
    """The codes of the kecamatan that were named; None where none was."""
    if not args.kecamatan:
        return None
    if args.everywhere:
        raise Failure("--kecamatan dan --everywhere tidak dapat dipakai bersama.", USAGE)
    found = {name: region.kecamatan_named(name) for name in args.kecamatan}
    unknown = [name for name, kec in found.items() if kec is None]
    if unknown:
        listed = ", ".join(kec.kecamatan for kec in region.kecamatan)
        raise Failure(f"Kecamatan tidak dikenal: {', '.join(unknown)}. Yang ada: {listed}.", USAGE)
    return [kec.kode_kecamatan for kec in found.values() if kec is not None]


def _area(account: Account, region: Region) -> str:
    if account.kecamatan is None:
        return "semua kecamatan"
    return ", ".join(kec.kecamatan for kec in region.kecamatan if kec.kode_kecamatan in account.kecamatan)


def _new_password(args: argparse.Namespace, *, names: Sequence[str], region: Region) -> tuple[str, str]:
    """A password, and what to print of it: a temporary one of the program's, or (`--ask`) one that is typed."""
    if not args.ask:
        made = passwords.make_temporary()
        return made, f"\n{_HAND_OVER}\n  {made}"
    typed = _ask("Sandi sementara yang baru: ")
    places = [desa.desa for desa in region.desa] + [kec.kecamatan for kec in region.kecamatan]
    if problem := passwords.refuse_password(typed, names=names, places=places):
        raise Failure(problem, REJECTED)
    if sys.stdin.isatty() and _ask("Sekali lagi: ") != typed:
        raise Failure("Kedua isian tidak sama; tidak ada yang diubah.", REJECTED)
    return typed, " Sandi itu diganti saat pertama masuk."


def _ask(words: str) -> str:
    """A line that is not shown while it is typed; from a pipe as it comes."""
    return getpass.getpass(words) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
