"""The values of the brief on one sheet: one of each kind of slide, in figures small enough to stand together."""

from __future__ import annotations

from kkb.briefing.model import (
    BarsBody,
    Briefing,
    ChangesBody,
    FindingsBody,
    GroupsBody,
    HeadlineBody,
    LineBody,
    StepsBody,
)
from kkb.exports.paper.figures import Figures
from kkb.exports.paper.letters import breakable
from kkb.exports.paper.values import Values, others, slide_values

BESIDE = 0.52
"""What the bars have of the width where the names of desa without a Pokja stand beside them."""
SHORT = Figures(letters=8.5, line=140, row=21, tallest=190, small_line=0, most_beside=0, map=0)
PROGRAMME_TITLE = "Janji dan manfaat"
LINE_HEIGHTS = (310, 260, 215, 175, 140, 110)
"""Of the line, from much room to little: short.typ takes what fits."""


def short_values(briefing: Briefing, width: float) -> Values:
    """The slides of the sheet by kind (`kind` of `slide_values`); those that are not there or blank are missing.

    "programme" are the sentences of the slides of promises and benefit, whose tables have no room.
    """
    found: Values = {}
    for kind in (HeadlineBody, LineBody, GroupsBody, BarsBody, ChangesBody, StepsBody):
        slide = next((slide for slide in briefing.slides if isinstance(slide.body, kind)), None)
        if slide is None:
            continue
        share = BESIDE if kind is BarsBody and "groups" in found else 1.0
        values = slide_values(slide, SHORT, width * share)
        if values is None:
            continue
        if isinstance(slide.body, LineBody):
            values["drawing"] = [SHORT.draw_line(slide.body.line, width, height) for height in LINE_HEIGHTS]
        found[values["kind"]] = values
    bodies = [slide.body for slide in briefing.slides if isinstance(slide.body, FindingsBody)]
    lines = [breakable(body.line) for body in bodies if body.line]
    if lines:
        rest = others(len(lines), "lembar lainnya")
        found["programme"] = {"title": PROGRAMME_TITLE, "lines": lines, "rest": rest}
    return found
