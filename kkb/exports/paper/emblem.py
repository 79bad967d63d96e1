"""The emblem for the head of a page: a picture file as the text that a template can draw.

The compiler takes nothing but text from memory, so the bytes travel within an SVG.
"""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

Emblem = dict[str, str | float]
"""`svg`, and `lebar`: how often its height goes into its width."""

_WIDEST = 4.0
"""In heights: an emblem beside a line of words is no banner."""


def emblem_values(logo: bytes | None) -> Emblem | None:
    """The emblem of a PNG or JPEG; None where there is none or where its bytes are no whole picture."""
    if logo is None:
        return None
    # Only where a logo is handed in.
    from PIL import Image

    try:
        with Image.open(BytesIO(logo), formats=("PNG", "JPEG")) as picture:
            kind, (width, height) = str(picture.format).lower(), picture.size
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    ratio = min(width / height, _WIDEST)
    href = f"data:image/{kind};base64,{b64encode(logo).decode('ascii')}"
    image = f'<image width="{100 * ratio:g}" height="100" href="{href}"/>'
    return {
        "svg": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {100 * ratio:g} 100">{image}</svg>',
        "lebar": ratio,
    }
