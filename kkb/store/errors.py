"""What the store says to the outside when it cannot or will not do a thing.

Every error carries `message`, one calm Indonesian sentence for the officer; the English detail goes to the log.
"""

from __future__ import annotations


class StoreError(Exception):
    """Base of the store's errors. `message` may be shown as it is."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class StoreUnavailable(StoreError):
    """The database cannot be reached, is busy for too long, or is not a usable database."""

    def __init__(self) -> None:
        super().__init__("Penyimpanan data sedang tidak dapat dipakai. Coba lagi sebentar, lalu beri tahu pengelola.")


class StoreRefusal(StoreError):
    """The request makes no sense for what is stored, or the installation cannot hold a store."""


class OutdatedVersion(StoreError):
    """Something was stored since the caller looked: nothing was written. `current` is the data version now."""

    def __init__(self, current: int) -> None:
        super().__init__("Data sudah berubah sejak pratinjau ini dibuat. Periksa pratinjau yang baru, lalu simpan.")
        self.current = current


class OutdatedDraft(StoreError):
    """Somebody changed the draft since the caller looked: nothing was written. `current` is its revision now."""

    def __init__(self, current: int) -> None:
        super().__init__("Draf ini sudah diubah rekan sejak Anda membukanya. Periksa jawaban terbaru, lalu lanjutkan.")
        self.current = current


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
