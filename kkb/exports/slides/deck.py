"""From a briefing to the bytes of the file: every sheet drawn into the template, noted, described and packed."""

from __future__ import annotations

import zipfile
from copy import deepcopy
from datetime import datetime, time
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import PP_PLACEHOLDER

from kkb.briefing.model import Briefing, DefinitionsBody, Slide, part_lists
from kkb.config import PACKAGE_DATA_DIR
from kkb.exports.progress import Progress
from kkb.exports.slides.bodies import Page, body_box, draw_nothing, fit_subtitle, pages_of
from kkb.exports.slides.geometry import (
    AUTHOR,
    FOOT,
    JUDGED_TITLE,
    READ,
    SAMPLE_WIDTH,
    SMALL,
    STRIP,
    TITLE,
    TITLE_SIZES,
    Box,
)
from kkb.exports.slides.shapes import Words, add_box, emus, move, write_run
from kkb.exports.slides.text import clean, fit, height_of, shorten, shorten_to, width_of, wrap
from kkb.exports.slides.texts import draw_verdict
from kkb.formatting import format_date
from kkb.narrative import SAMPLE_MARK
from kkb.store.logo import measure_logo

TEMPLATE = PACKAGE_DATA_DIR / "template.pptx"
"""Master, layouts, theme and master of notes; `python -m slide_template.make` makes it."""
FINDING = "Temuan"
"""The layout of all slides."""
REGION_NAME = "Daerah"
"""The text on the master that the region's name is written into."""
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_LOGO_WIDTH, _LOGO_HEIGHT = 1.6, 0.5
_NAME_SIZES = (READ, 18.0, 16.0, 14.0)
"""Of the region; the foot says it too."""
_GAP = 0.16
_LONGEST_NOTE = 8_000


def write_pptx(briefing: Briefing, *, logo: bytes | None = None, progress: Progress | None = None) -> bytes:
    """The slides of a briefing as the bytes of a .pptx file, 16:9; the same briefing gives the same bytes.

    What does not fit on one slide goes on on the next ("lanjutan 2 dari 3"). Slides of the appendix are hidden. `logo`
    is the region's, a PNG; one that cannot be read is left out. `progress` is told the number of
    sheets done, and of all.
    """
    presentation = Presentation(str(TEMPLATE))
    _write_region(presentation.slide_master, clean(briefing.region_name), format_date(briefing.day), logo)
    pages = [page for slide in part_lists(briefing.slides) for page in pages_of(slide, briefing)]
    pages = pages or [_nothing_page(briefing)]
    layout = presentation.slide_layouts.get_by_name(FINDING)
    for done, page in enumerate(pages, start=1):
        slide = presentation.slides.add_slide(layout)
        _draw_page(slide, page, briefing, done)
        if page.slide.is_appendix:
            # Hidden: kept for questions, left out of the show. python-pptx has no property for it.
            slide._element.set("show", "0")
        _write_notes(slide.notes_slide.notes_text_frame, briefing.notes(page.slide))
        if progress is not None:
            progress(done, len(pages))
    _describe(presentation.core_properties, briefing)
    buffer = BytesIO()
    presentation.save(buffer)
    return packed(buffer.getvalue())


def _nothing_page(briefing: Briefing) -> Page:
    """Where nothing is stored the file says so."""
    slide = Slide("", "", briefing.freshness or briefing.headline, "", DefinitionsBody((), ()), "")
    return Page(slide, "", draw_nothing)


# --- the frame of every sheet ---------------------------------------------------------------------------------------


def _write_region(master: Any, name: str, day: str, logo: bytes | None) -> None:
    """The region's logo on the master, beside it its name and the day of the figures."""
    region = next(shape for shape in master.shapes if shape.name == REGION_NAME)
    found = measure_logo(logo) if logo is not None else None
    left = STRIP.left
    if logo is not None and found is not None and found[0] == "png":
        _, width, height = found
        scale = min(_LOGO_WIDTH / width, _LOGO_HEIGHT / height)
        box = Box(left, STRIP.top + (STRIP.height - height * scale) / 2, width * scale, height * scale)
        left = box.right + _GAP
        _, relation = master.part.get_or_add_image_part(BytesIO(logo))
        # A master has no method for adding a picture.
        picture = master.shapes._spTree.add_pic(8, "Logo", f"Logo {name}", relation, *emus(box))
        region._element.addprevious(picture)
    room = STRIP.right - SAMPLE_WIDTH - 0.3 - left
    move(region, Box(left, STRIP.top, room, STRIP.height))
    line = f"{name} · {day}"
    size = next((size for size in _NAME_SIZES if width_of(line, size) <= room), _NAME_SIZES[-1])
    paragraph = region.text_frame.paragraphs[0]
    paragraph.clear()
    write_run(paragraph, shorten(line, room, size), size=size, colour="tx2")


def _draw_page(slide: Any, page: Page, briefing: Briefing, number: int) -> None:
    """The whole sheet in the order in which it is read: title, mark of sample data, body, foot and number."""
    shapes = slide.shapes
    title, subtitle = slide.placeholders
    title.name, subtitle.name = "Judul", "Keterangan"
    words, size = _fit_title(clean(page.slide.title), f" ({page.part})" if page.part else "")
    write_run(title.text_frame.paragraphs[0], words, size=size if size != TITLE_SIZES[0] else None)
    if page.subtitle:
        words, box = fit_subtitle(page.subtitle)
        move(subtitle, box)
        write_run(subtitle.text_frame.paragraphs[0], words)
    else:
        subtitle._element.getparent().remove(subtitle._element)
    if briefing.is_sample:
        box = Box(STRIP.right - SAMPLE_WIDTH, STRIP.top, SAMPLE_WIDTH, STRIP.height)
        mark = Words(SAMPLE_MARK, bold=True, colour="accent5", align="center")
        add_box(shapes, box, name="Tanda data contoh", fill="bg1", line="accent5", line_width=2.25, words=[mark])
    if page.slide.judged:
        move(title, JUDGED_TITLE)
        draw_verdict(shapes, page.slide.judged)
        # It is read before the title.
        title._element.addprevious(shapes[-1]._element)
    page.draw(shapes, body_box(page.subtitle, is_judged=page.slide.judged is not None))
    # python-pptx does not put these two on a slide by itself.
    for place in slide.slide_layout.placeholders:
        if place.placeholder_format.type in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            shapes._spTree.append(deepcopy(place._element))
    *_, foot, count = shapes
    for shape in (foot, count):
        shape._element._nvXxPr.cNvPr.set("id", str(shapes._next_shape_id))
    # LibreOffice takes a foot without a type of its own for one of the master's, and forgets its type.
    words, _ = fit(clean(briefing.foot), FOOT.width, FOOT.height, (SMALL,))
    write_run(foot.text_frame.paragraphs[0], words, size=SMALL, colour="tx2")
    # What stands there until a program counts.
    count._element.xpath(".//a:fld/a:t")[0].text = str(number)


def _fit_title(title: str, part: str) -> tuple[str, float]:
    """The title with its part, and the size at which it fits; of a title too long its end gives way, never the part.

    One that nearly fits on one line is set a little smaller rather than with one word on a second.
    """
    whole = title + part
    for size in TITLE_SIZES[:3]:
        if width_of(whole, size, bold=True) <= TITLE.width:
            return whole, size
    shown, size = fit(whole, TITLE.width, TITLE.height, TITLE_SIZES, bold=True)
    if shown == whole or not part:
        return shown, size
    most = int(TITLE.height / height_of([""], size) + 1e-6)
    start = shorten_to(title, TITLE.width, most, size, bold=True).removesuffix("…")
    while start and len(wrap(f"{start}…{part}", TITLE.width, size, bold=True)) > most:
        start = start[:-1].rstrip()
    return f"{start}…{part}", size


# --- notes, properties, package -------------------------------------------------------------------------------------


def _write_notes(frame: Any, notes: str) -> None:
    frame.text = "\n".join(clean(line, most=_LONGEST_NOTE) for line in notes.split("\n"))
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.language_id = MSO_LANGUAGE_ID.INDONESIAN


def _describe(properties: Any, briefing: Briefing) -> None:
    properties.title = clean(briefing.headline)[:255]
    properties.subject = clean(briefing.foot)[:255]
    properties.author = properties.last_modified_by = AUTHOR
    properties.language = "id-ID"
    properties.created = properties.modified = datetime.combine(briefing.today, time())
    properties.revision = 1


def packed(package: bytes) -> bytes:
    """The same package with one day on all its parts: who asks twice gets the same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _ZIP_DAY)
            # A workbook or picture is packed already.
            part.compress_type = zipfile.ZIP_STORED if name.endswith((".xlsx", ".png")) else zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return buffer.getvalue()
