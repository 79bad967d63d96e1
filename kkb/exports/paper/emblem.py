"""The emblem for the head of a page: a picture file as the text that a template can draw.

The compiler takes nothing but text from memory, so the bytes travel within an SVG.
"""

from __future__ import annotations

from base64 import b64encode

from kkb.store.logo import measure_logo

Emblem = dict[str, str | float]
"""`svg`, and `width`: how often its height goes into its width."""

_WIDEST = 4.0
"""In heights: an emblem beside a line of words is no banner."""


def emblem_values(logo: bytes | None) -> Emblem | None:
    """The emblem of a PNG or JPEG; None where there is none or where its bytes are no whole picture."""
    if logo is None or (found := measure_logo(logo)) is None:
        return None
    kind, width, height = found
    ratio = min(width / height, _WIDEST)
    href = f"data:image/{kind};base64,{b64encode(logo).decode('ascii')}"
    image = f'<image width="{100 * ratio:g}" height="100" href="{href}"/>'
    return {
        "svg": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {100 * ratio:g} 100">{image}</svg>',
        "width": ratio,
    }
