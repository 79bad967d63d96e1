"""The photo beside a report of an error (of a decree, mostly): from a stranger, so nothing but its pixels is kept."""

from __future__ import annotations

from io import BytesIO

from kkb.store.errors import StoreRefusal
from kkb.store.pictures import opened_picture

MAX_BYTES = 5_000_000
"""Of the file handed in."""

MAX_PIXELS = 25_000_000
"""Of the picture handed in; looked at before a single one is decoded. A phone's photo has 12 million."""

MAX_SIDE = 2_000
"""Pixels of the longer side of what is kept: a page in which every letter can be read."""

_ENOUGH_BYTES = 800_000
_QUALITIES = (80, 60, 40)


class PhotoRefused(StoreRefusal):
    """The file cannot be a photo; the message says why and what to do."""


def read_photo(data: bytes) -> bytes:
    """Check the bytes of a PNG or JPEG and write its picture again, as a JPEG without any metadata.

    Turned as its camera says, at most MAX_SIDE pixels long, on white where it is transparent. Raises PhotoRefused.
    """
    # Only where a photo is handed in: no start waits for it.
    from PIL import Image, ImageOps

    if len(data) > MAX_BYTES:
        raise PhotoRefused("Foto lebih besar daripada 5 MB. Kecilkan fotonya, lalu pilih lagi.")
    too_large = PhotoRefused("Foto lebih besar daripada 25 juta piksel. Kecilkan fotonya, lalu pilih lagi.")
    broken = PhotoRefused("Berkas ini bukan foto JPEG atau PNG yang utuh. Pilih foto lain.")

    def is_too_large(width: int, height: int) -> bool:
        return width * height > MAX_PIXELS

    with opened_picture(data, is_too_large=is_too_large, too_large=too_large, broken=broken) as image:
        # A picture of 16 bits would come out white.
        if image.mode.startswith(("I", "F")):
            raise PhotoRefused("Warna foto ini tidak dikenali. Simpan ulang sebagai JPEG, lalu pilih lagi.")
        # A JPEG is decoded at half its size or less where that is enough: a quarter of the memory.
        image.draft("RGB", (MAX_SIDE, MAX_SIDE))
        turned = ImageOps.exif_transpose(image)
        turned.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
        picture = Image.new("RGB", turned.size, "white")
        picture.paste(turned.convert("RGB"), mask=turned.convert("RGBA").getchannel("A"))
        # What is dense, as noise is, is written more coarsely.
        for quality in _QUALITIES:
            out = BytesIO()
            picture.save(out, "JPEG", quality=quality)
            if out.tell() <= _ENOUGH_BYTES:
                break
    return out.getvalue()
