"""From a briefing to the bytes of the file: every sheet drawn into the skeleton, described, noted and packed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime, time
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from kkb.briefing.model import Briefing, DefinitionsBody, Slide
from kkb.exports.slides.bodies import pages_of
from kkb.exports.slides.canvas import speak_indonesian
from kkb.exports.slides.geometry import LANGUAGE, STRIP, emu
from kkb.exports.slides.page import Page, body_box, draw_frame
from kkb.exports.slides.skeleton import skeleton
from kkb.exports.slides.text import clean

AUTHOR = "Pokja Kampung KB"
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_LOGO_WIDTH, _LOGO_HEIGHT = 1.6, 0.5


def build_deck(
    briefing: Briefing, *, logo: bytes | None = None, progress: Callable[[int, int], None] | None = None
) -> bytes:
    """The file; see `kkb.exports.slides.write_pptx`."""
    presentation = Presentation(BytesIO(skeleton()))
    logo_width = _put_logo(presentation.slide_master, logo, briefing.region_name) if logo is not None else 0.0
    pages = [page for slide in briefing.slides for page in pages_of(slide, briefing.day)] or [_nothing_page(briefing)]
    for done, page in enumerate(pages, start=1):
        _draw(presentation, page, briefing, logo_width)
        if progress is not None:
            progress(done, len(pages))
    _describe(presentation, briefing)
    buffer = BytesIO()
    presentation.save(buffer)
    return _packed(buffer.getvalue())


def _draw(presentation: Any, page: Page, briefing: Briefing, logo_width: float) -> None:
    target = presentation.slides.add_slide(presentation.slide_layouts[0])
    draw_frame(target, page, briefing, logo_width=logo_width)
    # Foot and number come last, so that they are read last.
    tail = list(target.shapes._spTree)[-2:]
    page.draw(target, body_box(page.subtitle))
    for element in tail:
        target.shapes._spTree.append(element)
    notes = target.notes_slide.notes_text_frame
    notes.text = "\n".join(clean(line) for line in briefing.notes(page.slide).split("\n"))
    for paragraph in notes.paragraphs:
        for run in paragraph.runs:
            speak_indonesian(run)


def _nothing_page(briefing: Briefing) -> Page:
    """Where nothing is stored the file says so."""
    slide = Slide("", "", briefing.freshness or briefing.headline, "", DefinitionsBody((), ()), "")
    return Page(slide, slide.title, "", lambda target, box: None)


def _put_logo(master: Any, logo: bytes, region_name: str) -> float:
    """The logo at the top left of the master; its width, 0 if it cannot be read."""
    try:
        with Image.open(BytesIO(logo), formats=("PNG",)) as picture:
            width, height = picture.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return 0.0
    scale = min(_LOGO_WIDTH / width, _LOGO_HEIGHT / height)
    across, down = width * scale, height * scale
    _, relation = master.part.get_or_add_image_part(BytesIO(logo))
    picture_xml = parse_xml(
        f'<p:pic {nsdecls("p", "a", "r")}><p:nvPicPr><p:cNvPr id="6" name="Logo"/><p:cNvPicPr><a:picLocks '
        f'noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill><a:blip r:embed="{relation}"/>'
        f'<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="{emu(STRIP.left)}" '
        f'y="{emu(STRIP.top + (STRIP.height - down) / 2)}"/><a:ext cx="{emu(across)}" cy="{emu(down)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
    picture_xml.xpath(".//p:cNvPr")[0].set("descr", f"Logo {clean(region_name)}")
    master.shapes._spTree.append(picture_xml)
    return across


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
