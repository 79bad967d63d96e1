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


class AlreadyStored(StoreError):
    """The same bytes, answers and mends are an active upload already: nothing was written. `nomor` is its number."""

    def __init__(self, nomor: int) -> None:
        super().__init__(f"Berkas ini sudah tersimpan sebagai unggahan {nomor}.")
        self.nomor = nomor
