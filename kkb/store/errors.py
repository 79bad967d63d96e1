"""What the store says to the outside when it cannot or will not do a thing.

Every error carries `message`, one calm Indonesian sentence for the officer; the English detail goes to the log.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import Enum

_NOTHING_SAVED = "Belum ada yang disimpan."
_ASK = "hubungi pengelola program"
KKB = (r".venv\Scripts\python" if os.name == "nt" else ".venv/bin/python") + " -m kkb"
"""How the README has the command line called, in the folder of the program."""

_RESTORE = (
    "Minta pengelola memulihkan cadangan; salinan harian ada di folder cadangan di dalam folder data. "
    f"Perintahnya, dari folder program: {KKB} restore"
)


class Cause(Enum):
    """Why the database cannot be used: what happened, and what to do."""

    BUSY = "Data sedang dipakai proses lain terlalu lama.", "Tunggu sebentar, lalu coba lagi."
    FULL = "Diska tempat data penuh.", "Kosongkan sebagian diska itu, lalu coba lagi."
    READ_ONLY = (
        "Tempat data tidak boleh dibuka atau ditulisi.",
        "Periksa izin berkas, folder atau akun basis datanya, lalu coba lagi.",
    )
    FAILING = "Diska tempat data gagal dibaca atau ditulisi.", f"Coba lagi; bila tetap begini, {_ASK}."
    DAMAGED = "Berkas data rusak atau bukan basis data.", f"{_RESTORE} --replace BERKAS"
    UNREACHABLE = "Basis data tidak dapat dihubungi.", f"Coba lagi sebentar; bila tetap begini, {_ASK}."
    UNPREPARED = (
        "Basis data belum disiapkan untuk versi program ini.",
        f"Jalankan dahulu program yang boleh menulis, atau: {KKB} init",
    )
    VANISHED = (
        "Berkas data hilang atau kosong, padahal sudah pernah berisi.",
        f"{_RESTORE} BERKAS. Untuk sengaja mulai baru: {KKB} init --new",
    )
    REPLACED = (
        "Berkas data diganti berkas lain selagi program berjalan.",
        "Periksa data yang kini tampil, lalu ulangi.",
    )
    UNCERTAIN = (
        "Sambungan ke data putus tepat ketika menyimpan, jadi belum pasti apakah perubahan terakhir tersimpan.",
        "Periksa di Riwayat, dan ulangi hanya bila belum ada.",
    )

    def __str__(self) -> str:
        return self.name.lower()


PASSING = frozenset({Cause.BUSY, Cause.UNREACHABLE})
"""What may pass by itself, soon."""


class StoreError(Exception):
    """Base of the store's errors. `message` may be shown as it is."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class StoreUnavailable(StoreError):
    """The database cannot be used: it cannot be reached, is busy for too long, is damaged, … (`cause`).

    `message` says what happened and what to do, and in a write (`writing`) that nothing was saved.
    """

    def __init__(self, cause: Cause, *, writing: bool = False) -> None:
        happened, remedy = cause.value
        # Whether an interrupted commit was made, nobody knows.
        saved = [_NOTHING_SAVED] if writing and cause is not Cause.UNCERTAIN else []
        super().__init__(" ".join([happened, *saved, remedy]))
        self.cause = cause

    def of_write(self) -> StoreUnavailable:
        """The same trouble met on the way to a write: nothing was saved."""
        return StoreUnavailable(self.cause, writing=True)


class StoreRefusal(StoreError):
    """The request makes no sense for what is stored, or the installation cannot hold a store."""


class RightRefusal(StoreRefusal):
    """A write that is refused for want of a right.

    `akun` is the number of the account that asked, None where nobody is logged in; `right` a short name of the right.
    """

    def __init__(self, message: str, right: str, akun: int | None, nama: str) -> None:
        super().__init__(message)
        self.right = right
        self.akun = akun
        self.nama = nama


class OutdatedVersion(StoreError):
    """Something was stored since the caller looked: nothing was written. `current` is the data version now."""

    def __init__(self, current: int) -> None:
        super().__init__("Data sudah berubah sejak pratinjau ini dibuat. Periksa pratinjau yang baru, lalu simpan.")
        self.current = current


class OutdatedDraft(StoreError):
    """Somebody changed the draft since the caller looked: nothing was written. `current` is its revision now.

    `answers` are those of them that the caller wanted to change as well, by their keys: how they stand now (None: they
    were taken back).
    """

    def __init__(self, current: int, answers: Mapping[str, str | None] | None = None) -> None:
        super().__init__("Draf ini sudah diubah rekan sejak Anda membukanya. Periksa jawaban terbaru, lalu lanjutkan.")
        self.current = current
        self.answers = answers or {}


class OutdatedStep(StoreError):
    """Somebody changed the next step since the caller looked: nothing was written. `current` is its revision now."""

    def __init__(self, current: int, oleh: str) -> None:
        super().__init__(
            f"Tindak lanjut ini sudah diubah {oleh} sejak Anda membukanya; belum ada yang diganti. "
            "Periksa, lalu tekan sekali lagi."
        )
        self.current = current


class AlreadyStored(StoreError):
    """The same bytes, answers and mends are an active upload already: nothing was written.

    `nomor` is its number, None if two of the parts to be stored are the same; `nama_berkas` names the file where
    several were to be stored.
    """

    def __init__(self, nomor: int | None, nama_berkas: str | None = None) -> None:
        file = "Berkas ini" if nama_berkas is None else f"Berkas “{nama_berkas}”"
        if nomor is None:
            super().__init__(f"{file} ada dua kali dengan isi dan jawaban yang sama. Simpan satu saja.")
        else:
            super().__init__(f"{file} sudah tersimpan sebagai unggahan {nomor}.")
        self.nomor = nomor
        self.nama_berkas = nama_berkas
