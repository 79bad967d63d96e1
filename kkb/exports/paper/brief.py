"""The brief on paper: a briefing as a PDF, in full or on one sheet."""

from __future__ import annotations

from kkb.briefing.model import Briefing
from kkb.exports.paper.compiler import compile_sheet
from kkb.exports.paper.emblem import emblem_values
from kkb.exports.paper.figures import Figures
from kkb.exports.paper.letters import printable_parts
from kkb.exports.paper.short import short_values
from kkb.exports.paper.values import briefing_values, slide_values
from kkb.exports.progress import Progress

WIDTH = 493.2
"""Points between the margins of A4: 174 mm, as in sheet.typ."""
LONG = Figures(letters=9, line=185, row=21, tallest=620, small_line=104, most_beside=14, map=320)

LONGEST, LONGEST_IN_SHORT = 600, 300
"""Letters of one text: longer is no sentence of a brief; on the one sheet it would push everything else off."""


def write_pdf(
    briefing: Briefing, *, is_short: bool = False, logo: bytes | None = None, progress: Progress | None = None
) -> bytes:
    """The slides of a briefing as a PDF of A4 pages, tagged (PDF/UA-1); `is_short`: always one page.

    Slides that would be blank are left out. `logo` is a picture (PNG, JPEG) for the head of each page; one that cannot
    be read is left out. The last of the steps that `progress` is told of is the setting of the pages. Raises
    PaperError.
    """
    tell = progress or (lambda done, total: None)
    steps = (1 if is_short else len(briefing.slides)) + 1
    briefing = printable_parts(briefing, longest=LONGEST_IN_SHORT if is_short else LONGEST)
    values = briefing_values(briefing)
    if is_short:
        values["parts"] = short_values(briefing, WIDTH)
        tell(1, steps)
    else:
        made = []
        for place, slide in enumerate(briefing.slides, start=1):
            made.append(slide_values(slide, LONG, WIDTH))
            tell(place, steps)
        values["parts"] = [slide for slide in made if slide is not None]
    values["emblem"] = emblem_values(logo)
    pdf = compile_sheet("short.typ" if is_short else "long.typ", values, format="pdf", day=briefing.today)
    tell(steps, steps)
    return pdf
