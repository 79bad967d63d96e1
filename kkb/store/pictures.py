"""Pictures from outside: decoded inside limits, never kept as they came. They are written again by who keeps them."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from kkb.store.errors import StoreRefusal

if TYPE_CHECKING:
    from PIL.Image import Image

# Whatever Pillow and zlib raise on bytes that are no sound picture.
BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    LookupError,
    TypeError,
    ArithmeticError,
    struct.error,
    zlib.error,
)

MAX_SCANS = 100
"""Of a JPEG, which draws its picture in some ten scans: one of a few bytes takes as long as one of all pixels."""

# Among coded pixels FF stands before 00, and FFD0 to FFD7 mark a new beginning.
_JPEG_MARKER = re.compile(rb"\xff([\x01-\xcf\xd8-\xfe])")
_ALONE, _SCAN, _END = (b"\x01", b"\xd8"), b"\xda", b"\xd9"


@contextmanager
def opened_picture(
    data: bytes, *, is_too_large: Callable[[int, int], bool], too_large: StoreRefusal, broken: StoreRefusal
) -> Iterator[Image]:
    """A PNG or JPEG of these bytes, to be decoded and written again inside the block.

    Its size (width and height in pixels) is asked before a single pixel is decoded. What is too large or is no sound
    picture, or a JPEG of more than `MAX_SCANS`, raises the refusal given for it, also where that shows later in the
    block.
    """
    # Only where a picture is handed in: no start waits for it.
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
            if is_too_large(*image.size):
                raise too_large
            if image.format == "JPEG" and _has_too_many_scans(data):
                raise broken
            yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_large from error
    except BROKEN as error:
        raise broken from error


def _has_too_many_scans(jpeg: bytes) -> bool:
    """Walk from marker to marker as a decoder does; what follows the end of the picture (a film, mostly) is no part."""
    at = scans = 0
    while scans <= MAX_SCANS and (marker := _JPEG_MARKER.search(jpeg, at)) and marker[1] != _END:
        scans += marker[1] == _SCAN
        length = 0 if marker[1] in _ALONE else int.from_bytes(jpeg[marker.end() : marker.end() + 2])
        at = marker.end() + length
    return scans > MAX_SCANS
