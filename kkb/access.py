"""Who may do what: without accounts whoever opened the address that was printed, with accounts by role and area.

Nothing that a client can choose counts (Host, Origin, a header that is missing): a proxy on this machine makes the
whole network look like this machine. Until there is an account, what counts is a secret of this start, and that the
program really listens on loopback (`decide_access`). From the first account on it is who is logged in
(`decide_access_of`). Everything else reads, and is told why.
"""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
import threading
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, StrEnum

READ_MODE = (
    "Program ini berjalan dalam mode baca. Menyimpan hanya dapat dari program yang dimulai dengan make run atau "
    "KKB_MODE=lokal."
)
OPEN_TO_NETWORK = "Program ini terbuka bagi jaringan, jadi hanya dapat dibaca. Untuk menyimpan, mulai dengan make run."
NO_KEY = (
    "Peramban ini hanya dapat membaca. Untuk menyimpan, buka tautan sekali pakai yang tercetak di jendela program "
    "(terminal), di komputer yang menjalankannya."
)
NO_ACCOUNTS = (
    "Belum ada akun, jadi program ini hanya dapat dibaca. Pengelola komputer membuat akun pertama dengan "
    "python -m kkb akun tambah."
)


@dataclass(frozen=True, slots=True)
class Access:
    """Whether a request may write, and if not, why and how to get it (an Indonesian sentence)."""

    may_write: bool
    reason: str = ""


class StartKey:
    """The secret of one start of the program, exchanged for a cookie. Usable from many threads.

    A secret is good for one exchange; the next one takes its place. Cookies hold until the program ends.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._secret = secrets.token_urlsafe(32)
        self._cookies: set[bytes] = set()

    @property
    def secret(self) -> str:
        """The secret that can be exchanged now."""
        return self._secret

    def exchange(self, offered: str) -> str | None:
        """The value of a cookie for the secret; None for anything else, also for a secret that was used."""
        with self._lock:
            if not secrets.compare_digest(offered.encode(), self._secret.encode()):
                return None
            self._secret = secrets.token_urlsafe(32)
            cookie = secrets.token_urlsafe(32)
            self._cookies.add(_digest(cookie))
            return cookie

    def accepts(self, cookie: str | None) -> bool:
        """True for the value of a cookie that this start gave out."""
        return cookie is not None and _digest(cookie) in self._cookies


def decide_access(*, is_local: bool, listeners: Collection[str], has_key: bool) -> Access:
    """Apply the rule to one request.

    `listeners` are the addresses that the process really listens on; none known counts as open to the network.
    `has_key`: the request carries a cookie of this start.
    """
    if not is_local:
        return Access(False, READ_MODE)
    if not listeners or not all(map(is_loopback, listeners)):
        return Access(False, OPEN_TO_NETWORK)
    return Access(True) if has_key else Access(False, NO_KEY)


def is_loopback(address: str) -> bool:
    """True for an IP address that only this machine reaches.

    >>> is_loopback("127.0.0.1"), is_loopback("::ffff:127.0.0.1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    ip = ipaddress.ip_address(address)
    return (getattr(ip, "ipv4_mapped", None) or ip).is_loopback


def _digest(cookie: str) -> bytes:
    # Looked up by its digest, the time of the search tells nothing about the cookies that are there.
    return hashlib.sha256(cookie.encode()).digest()


# --- with accounts --------------------------------------------------------------------------------------------------


class Peran(StrEnum):
    """The roles of accounts, each with all that those before it may."""

    PEMBACA = "pembaca"
    PETUGAS = "petugas"
    PENGELOLA = "pengelola"


class Right(Enum):
    """What an account may be asked for, with the words of it in a refusal."""

    READ = "membaca halaman ini"
    SAVE = "menyimpan rekap, koreksi, evaluasi, rapat dan tindak lanjut"
    ORIGINALS = "mengunduh berkas asli"
    WITHDRAW_OTHERS = "menarik atau mengembalikan unggahan orang lain"
    SETTINGS = "mengubah target dan pengaturan"
    BACKUP = "membuat cadangan"
    ERASE = "menghapus isi berkas asli"
    ACCOUNTS = "mengelola akun"
    AUDIT = "melihat jejak"


_LEAST = {
    Right.READ: Peran.PEMBACA,
    Right.SAVE: Peran.PETUGAS,
    Right.ORIGINALS: Peran.PETUGAS,
}
"""The least role that has a right; of those not named only a pengelola has it."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who may log in. `nama` is the full name under which writes are noted, `nama_akun` what is typed to log in.

    `kecamatan` are codes of the kecamatan that a petugas works for, None for all. `is_open` is False once the account
    was closed. `must_change`: the password is a temporary one, and nothing else may be done before it is changed.
    `versi_sesi` rises whenever all sessions end: a session of another number is over.
    """

    nomor: int
    nama_akun: str
    nama: str
    peran: Peran
    kecamatan: frozenset[str] | None = None
    is_open: bool = True
    must_change: bool = False
    versi_sesi: int = 1


class Reason(Enum):
    """Why an account, or nobody, lacks a right: the sentence of it. `{what}` is the right in words."""

    NOT_LOGGED_IN = "Anda belum masuk. Masuk dengan akun Anda untuk {what}."
    CLOSED = "Akun Anda sudah ditutup. Hubungi pengelola program."
    MUST_CHANGE = "Sandi Anda masih sandi sementara. Ganti dahulu di halaman Akun saya."
    ROLE = "Peran Anda ({role}) tidak boleh {what}. Minta {least}."
    AREA = "Akun Anda hanya untuk sebagian kecamatan, sedangkan ini menyangkut kecamatan lain. Minta petugas di sana."


def refusal(reason: Reason, right: Right, account: Account | None = None) -> str:
    """The Indonesian sentence for a reason: what is missing, and who can help."""
    return reason.value.format(
        what=right.value,
        role=account.peran.value if account is not None else "",
        least=Peran.PENGELOLA.value if _least(right) is Peran.PENGELOLA else "petugas atau pengelola",
    )


def find_reason(account: Account | None, right: Right, kecamatan: Collection[str] = ()) -> Reason | None:
    """Why an account has not got a right; None where it has. See `decide_access_of`."""
    if account is None:
        return Reason.NOT_LOGGED_IN
    if not account.is_open:
        return Reason.CLOSED
    if account.must_change:
        return Reason.MUST_CHANGE
    order = list(Peran)
    if order.index(account.peran) < order.index(_least(right)):
        return Reason.ROLE
    if right is not Right.READ and not covers(account, kecamatan):
        return Reason.AREA
    return None


def decide_access_of(account: Account | None, right: Right, kecamatan: Collection[str] = ()) -> Access:
    """Whether an account (None: nobody is logged in) has a right for all of some kecamatan.

    `kecamatan` are the codes of those that are touched; none where nothing is touched that belongs to one. A petugas
    of chosen kecamatan lacks the right as soon as one of them is another; a pengelola has it everywhere.
    """
    reason = find_reason(account, right, kecamatan)
    return Access(True) if reason is None else Access(False, refusal(reason, right, account))


def area_of(account: Account) -> frozenset[str] | None:
    """Codes of the kecamatan that an account works for; None for the whole region."""
    return None if account.peran is Peran.PENGELOLA else account.kecamatan


def is_within(kecamatan: Collection[str] | None, area: Collection[str] | None) -> bool:
    """Whether an area holds these kecamatan (codes). None is the whole region, which only itself holds."""
    return area is None or (kecamatan is not None and set(kecamatan) <= set(area))


def covers(account: Account, kecamatan: Collection[str]) -> bool:
    """Whether all of these kecamatan (codes) are of the area of an account."""
    return is_within(kecamatan, area_of(account))


def _least(right: Right) -> Peran:
    return _LEAST.get(right, Peran.PENGELOLA)
