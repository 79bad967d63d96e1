"""The meeting as a PowerPoint file: native text, tables, shapes and charts that can be edited there."""

from __future__ import annotations

from kkb.briefing.model import Briefing
from kkb.exports.progress import Progress


def write_pptx(briefing: Briefing, *, logo: bytes | None = None, progress: Progress | None = None) -> bytes:
    """The slides of a briefing as the bytes of a .pptx file, 16:9; the same briefing gives the same bytes.

    What does not fit on one slide goes on on the next ("lanjutan 2 dari 3"). `logo` is the region's, a PNG; one that
    cannot be read is left out. `progress` is told the number of sheets done, and of all.
    """
    # python-pptx is loaded when the first file is asked for: the start of the program does not wait for it.
    from kkb.exports.slides.deck import build_deck

    return build_deck(briefing, logo=logo, progress=progress)
