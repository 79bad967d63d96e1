"""The logo of the region (lambang), as it stands on sheets and slides.

A picture that somebody hands in is never kept as it is: it is decoded inside limits and written again as a small PNG,
so that nothing of the file but its pixels remains (no name, place, camera, profile or comment).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from sqlalchemy import Engine

from kkb.access import Right
from kkb.formatting import format_count
from kkb.store import queries
from kkb.store.engine import write
from kkb.store.errors import StoreRefusal
from kkb.store.pictures import BROKEN, opened_picture
from kkb.store.right import require_right
from kkb.store.tables import JenisPeristiwa, lambang
from kkb.store.writing import add_event, insert_rows, require_version

MAX_BYTES = 1_000_000
"""Of the file handed in."""

MAX_SIDE = 4_000
"""Pixels of the picture handed in, each way; looked at before a single one is decoded."""

MAX_HEIGHT = 512
MAX_WIDTH = 1_024
"""Pixels of what is kept: sharp at 4 cm on paper and on the wall. A wide banner is bounded by its width."""

class LogoRefused(StoreRefusal):
    """The file cannot be a logo; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo ready to be kept: a PNG of `lebar` × `tinggi` pixels without any metadata."""

    isi: bytes
    lebar: int
    tinggi: int


def read_logo(data: bytes) -> Logo:
    """Check the bytes of a PNG or JPEG and write its picture again, at most 512 pixels high and 1,024 wide.

    Turned as its camera says; transparency is kept. Raises LogoRefused.
    """
    # Only where a logo is handed in: no start waits for it.
    from PIL import Image, ImageOps

    if not data:
        raise LogoRefused("Berkas ini kosong. Pilih gambar PNG atau JPEG.")
    if len(data) > MAX_BYTES:
        raise LogoRefused("Berkas lebih besar daripada 1 MB. Kecilkan gambarnya, lalu unggah lagi.")
    too_large = LogoRefused(
        f"Gambar lebih besar daripada {format_count(MAX_SIDE)} × {format_count(MAX_SIDE)} piksel. "
        "Kecilkan gambarnya, lalu unggah lagi."
    )
    broken = LogoRefused("Berkas ini bukan gambar PNG atau JPEG yang utuh. Pilih gambar lain.")

    def is_too_large(width: int, height: int) -> bool:
        return max(width, height) > MAX_SIDE

    with opened_picture(data, is_too_large=is_too_large, too_large=too_large, broken=broken) as image:
        # A picture of 16 bits would come out white.
        if image.mode.startswith(("I", "F")):
            raise LogoRefused("Warna gambar ini tidak dikenali. Simpan ulang sebagai PNG biasa, lalu unggah lagi.")
        turned = ImageOps.exif_transpose(image)
        picture = turned.convert("RGBA" if turned.has_transparency_data else "RGB")
        picture.thumbnail((MAX_WIDTH, MAX_HEIGHT), Image.Resampling.LANCZOS)
        # Pillow would write the profile and the comments again that it finds here.
        picture.info.clear()
        out = BytesIO()
        picture.save(out, "PNG", optimize=True)
    return Logo(out.getvalue(), *picture.size)


def measure_logo(data: bytes) -> tuple[str, int, int] | None:
    """Kind ("png", "jpeg"), width and height (pixels) of a whole picture; None for bytes that are none."""
    # Only where a logo is drawn: no start waits for it.
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            # Its end and its check sums, which an Office program looks at too; then its pixels.
            picture.verify()
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            picture.load()
            return str(picture.format).lower(), *picture.size
    except (*BROKEN, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None


class LogoStore:
    """The part of the store that holds the logo; see `kkb.store.store.Store` for what all share."""

    engine: Engine

    def add_logo(self, data: bytes, *, by: str, at: datetime, expected_version: int | None = None) -> int:
        """Check a picture (`read_logo`) and let it be the logo that holds; its number.

        Raises LogoRefused, OutdatedVersion, StoreRefusal (the same one holds already).
        """
        logo = read_logo(data)
        with write(self.engine) as connection:
            require_right(connection, Right.SETTINGS)
            require_version(connection, expected_version)
            current = queries.read_logo(connection)
            if current is not None and current[1] == logo.isi:
                raise StoreRefusal("Lambang yang sama sudah terpasang.")
            nomor = queries.next_number(connection, lambang)
            values = {"lebar": logo.lebar, "tinggi": logo.tinggi, "oleh": by, "waktu": at, "isi": logo.isi}
            insert_rows(connection, lambang, [{"nomor": nomor} | values])
            add_event(connection, JenisPeristiwa.LAMBANG, by=by, at=at, reason=None)
            return nomor

    def remove_logo(
        self, *, by: str, at: datetime, reason: str | None = None, expected_version: int | None = None
    ) -> None:
        """Let no logo hold. Raises StoreRefusal if none does, OutdatedVersion."""
        with write(self.engine) as connection:
            require_right(connection, Right.SETTINGS)
            require_version(connection, expected_version)
            current = queries.read_logo(connection)
            if current is None:
                raise StoreRefusal("Tidak ada lambang yang terpasang.")
            record, _ = current
            values = {"nomor": queries.next_number(connection, lambang), "lebar": record.lebar, "tinggi": record.tinggi}
            insert_rows(connection, lambang, [values | {"oleh": by, "waktu": at, "isi": None}])
            add_event(connection, JenisPeristiwa.LAMBANG, by=by, at=at, reason=reason or "dihapus")
