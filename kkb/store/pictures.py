"""Pictures from outside: decoded inside limits, never kept as they came. They are written again by who keeps them."""

from __future__ import annotations

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


@contextmanager
def opened_picture(
    data: bytes, *, is_too_large: Callable[[int, int], bool], too_large: StoreRefusal, broken: StoreRefusal
) -> Iterator[Image]:
    """A PNG or JPEG of these bytes, to be decoded and written again inside the block.

    Its size (width and height in pixels) is asked before a single pixel is decoded. What is too large or is no sound
    picture raises the refusal given for it, also where that shows later in the block.
    """
    # Only where a picture is handed in: no start waits for it.
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
            if is_too_large(*image.size):
                raise too_large
            yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise too_large from error
    except BROKEN as error:
        raise broken from error
