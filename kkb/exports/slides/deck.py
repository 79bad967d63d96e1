"""From a briefing to the bytes of the file: every sheet drawn into the skeleton, noted, described and packed."""

from __future__ import annotations

import zipfile
from datetime import datetime, time
from io import BytesIO
from typing import Any

from pptx import Presentation

from kkb.briefing.model import Briefing, DefinitionsBody, Slide
from kkb.exports.progress import Progress
from kkb.exports.slides.bodies import pages_of
from kkb.exports.slides.canvas import Canvas
from kkb.exports.slides.chart_part import AUTHOR
from kkb.exports.slides.geometry import LANGUAGE
from kkb.exports.slides.master import Region
from kkb.exports.slides.page import Page, draw_page
from kkb.exports.slides.skeleton import skeleton
from kkb.exports.slides.text import clean
from kkb.store.logo import measure_logo

_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_LOGO_WIDTH, _LOGO_HEIGHT = 1.6, 0.5
_LONGEST_NOTE = 8_000


def build_deck(briefing: Briefing, *, logo: bytes | None = None, progress: Progress | None = None) -> bytes:
    """The file; see `kkb.exports.slides.write_pptx`."""
    size = _logo_size(logo) if logo is not None else None
    region = Region(briefing.region_name, *(size or ()))
    presentation = Presentation(BytesIO(skeleton(region, logo if size else None)))
    pages = [page for slide in briefing.slides for page in pages_of(slide, briefing)] or [_nothing_page(briefing)]
    for done, page in enumerate(pages, start=1):
        _add_sheet(presentation, page, briefing, done)
        if progress is not None:
            progress(done, len(pages))
    _describe(presentation, briefing)
    buffer = BytesIO()
    presentation.save(buffer)
    return _packed(buffer.getvalue())


def _add_sheet(presentation: Any, page: Page, briefing: Briefing, number: int) -> None:
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    tree = slide.shapes._spTree
    # The placeholders that python-pptx puts there are written by the page itself, in the order of reading.
    for placeholder in list(slide.placeholders):
        tree.remove(placeholder._element)
    canvas = Canvas(slide.part)
    draw_page(canvas, page, briefing, number)
    canvas.put_into(tree)
    notes = slide.notes_slide.notes_text_frame
    notes.text = "\n".join(clean(line, most=_LONGEST_NOTE) for line in briefing.notes(page.slide).split("\n"))
    for paragraph in notes.paragraphs:
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", LANGUAGE)


def _nothing_page(briefing: Briefing) -> Page:
    """Where nothing is stored the file says so."""
    slide = Slide("", "", briefing.freshness or briefing.headline, "", DefinitionsBody((), ()), "")
    return Page(slide, "", lambda canvas, box: None)


def _logo_size(logo: bytes) -> tuple[float, float] | None:
    """Width and height (inches) of the logo on the master; None if it is no whole PNG."""
    found = measure_logo(logo)
    if found is None or found[0] != "png":
        return None
    _, width, height = found
    scale = min(_LOGO_WIDTH / width, _LOGO_HEIGHT / height)
    return width * scale, height * scale


def _describe(presentation: Any, briefing: Briefing) -> None:
    properties = presentation.core_properties
    day = datetime.combine(briefing.today, time())
    properties.title = clean(briefing.headline)[:255]
    properties.subject = clean(briefing.foot)[:255]
    properties.author = properties.last_modified_by = AUTHOR
    properties.language = LANGUAGE
    properties.created = properties.modified = day
    properties.revision = 1


def _packed(package: bytes) -> bytes:
    """The same package with one day on all its parts: who asks twice gets the same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _ZIP_DAY)
            # A workbook or picture is packed already.
            part.compress_type = zipfile.ZIP_STORED if name.endswith((".xlsx", ".png")) else zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return buffer.getvalue()
