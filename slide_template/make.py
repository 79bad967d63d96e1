"""Make the template of the PowerPoint slides: `python -m slide_template.make`, after a change here or in the colours.

Starts from the template that python-pptx brings (4:3, eleven layouts) and writes kkb/data/template.pptx: 16:9, the
colours of the pages, Arial, two layouts, a name of the region on the master that each deck fills in.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from kkb.config import PACKAGE_DATA_DIR
from kkb.exports.slides import geometry
from kkb.exports.slides.deck import FINDING, REGION_NAME, packed
from kkb.exports.slides.geometry import Box, emu
from kkb.exports.slides.shapes import emus, move, write_run, write_words
from kkb.exports.slides.tables import NO_STYLE
from kkb.theme import LIGHT

TARGET = PACKAGE_DATA_DIR / "template.pptx"
FONT = "Arial"
COLOURS = {
    "dk1": LIGHT.text,
    "lt1": LIGHT.background,
    "dk2": LIGHT.muted,
    "lt2": LIGHT.surface,
    "accent1": LIGHT.tahap["Terbentuk"],
    "accent2": LIGHT.tahap["Merintis"],
    "accent3": LIGHT.tahap["Sosialisasi"],
    "accent4": LIGHT.tahap["Belum"],
    "accent5": LIGHT.target,
    "accent6": LIGHT.outline,
    "hlink": LIGHT.focus,
    "folHlink": LIGHT.muted,
}
_MAIN = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_SLIDES = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
_PROPERTIES = 'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"'
_PLAIN_PARTS = {
    "/ppt/presProps.xml": f"<p:presentationPr {_SLIDES}/>",
    "/ppt/viewProps.xml": f"<p:viewPr {_SLIDES}/>",
    "/ppt/tableStyles.xml": f'<a:tblStyleLst {_MAIN} def="{NO_STYLE}"/>',
    "/docProps/app.xml": f"<Properties {_PROPERTIES}><PresentationFormat>Widescreen</PresentationFormat></Properties>",
}
"""Parts that PowerPoint wants to find but that need not say anything."""
_TOP = geometry.SUBTITLE.top
_CONTENT = Box(geometry.MARGIN, _TOP, geometry.SUBTITLE.width, geometry.BODY_BOTTOM - _TOP)


def theme_xml() -> str:
    """The colours and the typeface as a theme without gradients, shadows or other effects."""
    scheme = "".join(f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>' for name, colour in COLOURS.items())
    face = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="12700" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme {_MAIN} name="Kampung KB"><a:themeElements>'
        f'<a:clrScheme name="Kampung KB">{scheme}</a:clrScheme><a:fontScheme name="Kampung KB"><a:majorFont>{face}'
        f'</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme><a:fmtScheme name="Kampung KB">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>"
        f"{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def make_template() -> bytes:
    """The template; the same bytes each time with the same libraries."""
    presentation = Presentation()
    main, package = presentation.part, presentation.part.package
    presentation.slide_width, presentation.slide_height = emu(geometry.WIDTH), emu(geometry.HEIGHT)
    del main._element.sldSz.attrib["type"]  # "screen4x3"
    _plain_type(main)
    layouts = _keep_layouts(presentation)
    _write_master(presentation.slide_master)
    for layout in layouts:
        _write_layout(layout)
    _write_notes_master(presentation.notes_master)
    _list_notes_master(main)
    _drop(main, RT.PRINTER_SETTINGS)
    _drop(package, RT.THUMBNAIL)
    package.core_properties.author = package.core_properties.last_modified_by = geometry.AUTHOR
    package.core_properties.title = package.core_properties.comments = ""
    for part in package.iter_parts():
        if part.partname.startswith("/ppt/theme/"):
            part._blob, part._element = theme_xml().encode(), parse_xml(theme_xml())
        elif part.partname in _PLAIN_PARTS:
            part._blob = _PLAIN_PARTS[part.partname].encode()
        elif hasattr(part, "_element"):
            for spoken in part._element.xpath("//*[@lang]"):
                spoken.set("lang", MSO_LANGUAGE_ID.to_xml(MSO_LANGUAGE_ID.INDONESIAN))
    buffer = BytesIO()
    presentation.save(buffer)
    return packed(buffer.getvalue())


def _keep_layouts(presentation: Any) -> list[Any]:
    """The layout of a finding with its figure, and that of text that somebody adds; all others go."""
    finding = presentation.slide_layouts.get_by_name("Section Header")
    content = presentation.slide_layouts.get_by_name("Title and Content")
    for layout in presentation.slide_layouts:
        if layout.name not in (finding.name, content.name):
            presentation.slide_layouts.remove(layout)
    names = presentation.slide_master._element.sldLayoutIdLst
    names.insert(0, names[-1])
    for layout, name in ((finding, FINDING), (content, "Judul dan isi")):
        layout._element.cSld.set("name", name)
        del layout._element.attrib["type"]
    return [finding, content]


def _write_master(master: Any) -> None:
    title, body, _, foot, number = master.placeholders
    for shape, name, box, anchor in (
        (title, "Judul", geometry.TITLE, MSO_ANCHOR.BOTTOM),
        (body, "Isi", _CONTENT, MSO_ANCHOR.TOP),
        (foot, "Kaki", geometry.FOOT, MSO_ANCHOR.MIDDLE),
        (number, "Nomor", geometry.NUMBER, MSO_ANCHOR.MIDDLE),
    ):
        shape.name = name
        move(shape, box)
        frame = shape.text_frame
        frame.vertical_anchor = anchor
        frame.margin_left = frame.margin_top = frame.margin_right = frame.margin_bottom = 0
    _prompt(title, "Judul")
    _prompt(body, "Isi")
    _plain_type(master)
    foot._element.xpath(".//a:lvl1pPr")[0].set("algn", "l")
    styles = master._element.xpath(".//p:titleStyle//a:lvl1pPr")[0]
    styles.set("algn", "l")
    styles.find("{*}defRPr").set("sz", f"{geometry.TITLE_SIZES[0] * 100:.0f}")
    styles.find("{*}defRPr").set("b", "1")
    # A master has no method for adding a shape.
    master._element.cSld.spTree.add_textbox(7, REGION_NAME, *emus(geometry.STRIP))
    region = next(shape for shape in master.shapes if shape.name == REGION_NAME)
    write_words(region.text_frame, [], anchor="middle")
    write_run(region.text_frame.paragraphs[0], "Daerah", colour="tx2")


def _prompt(shape: Any, words: str) -> None:
    """What stands in a place until somebody writes into it."""
    shape.text_frame.text = ""
    write_run(shape.text_frame.paragraphs[0], words)


def _plain_type(holder: Any) -> None:
    """All text in one size, without marks and indents; what the original tints is our second colour; no dates."""
    element = holder._element
    for style in element.xpath(".//p:bodyStyle/* | .//p:otherStyle/* | .//p:defaultTextStyle/*"):
        style.set("marL", "0")
        style.set("indent", "0")
        style.find("{*}defRPr").set("sz", f"{geometry.READ * 100:.0f}")
    for mark in element.xpath(".//a:buFont | .//a:buChar | .//p:extLst | .//p:bodyStyle//a:spcBef"):
        mark.getparent().remove(mark)
    for tint in element.xpath(".//a:tint"):
        tint.getparent().set("val", "tx2")
        tint.getparent().remove(tint)
    for date in element.xpath(".//p:sp[.//p:ph[@type='dt' or @type='hdr']]"):
        date.getparent().remove(date)


def _write_layout(layout: Any) -> None:
    """A finding has one line under its title that says what is measured."""
    _plain_type(layout)
    title, body, foot, number = layout.placeholders
    title.name, body.name, foot.name, number.name = "Judul", "Isi", "Kaki", "Nomor"
    _prompt(title, "Judul: temuan dalam satu kalimat")
    _prompt(body, "Isi")
    if layout.name == FINDING:
        body.name = "Keterangan"
        _prompt(body, "Keterangan: apa yang diukur")
        move(body, geometry.SUBTITLE)
        for shape, anchor in ((title, MSO_ANCHOR.BOTTOM), (body, MSO_ANCHOR.TOP)):
            shape.text_frame.vertical_anchor = anchor
        styles = title._element.txBody.find("{*}lstStyle")
        title._element.xpath(".//p:spPr/a:xfrm")[0].getparent().clear()
        for style in [*styles, *body._element.txBody.find("{*}lstStyle")[1:]]:
            style.getparent().remove(style)


def _write_notes_master(notes: Any) -> None:
    """The picture of the slide and the words under it."""
    _plain_type(notes)
    for shape in list(notes.placeholders):
        if shape.placeholder_format.type.name not in ("SLIDE_IMAGE", "BODY"):
            shape._element.getparent().remove(shape._element)
    picture, words = notes.placeholders
    picture.name, words.name = "Gambar slide", "Catatan"
    move(picture, Box(0.75, 1.0, 6.0, 3.375))
    move(words, Box(0.75, 4.7, 6.0, 4.6))
    _prompt(words, "Catatan")


def _list_notes_master(main: Any) -> None:
    """Name the master of notes in the presentation, which python-pptx leaves out."""
    relation = next(key for key, relation in main._rels.items() if relation.reltype == RT.NOTES_MASTER)
    names = f'<p:notesMasterIdLst {nsdecls("p", "r")}><p:notesMasterId r:id="{relation}"/></p:notesMasterIdLst>'
    main._element.sldMasterIdLst.addnext(parse_xml(names))


def _drop(part: Any, kind: str) -> None:
    part._rels.pop(next(key for key, relation in part._rels.items() if relation.reltype == kind))


if __name__ == "__main__":
    TARGET.write_bytes(make_template())
    print(f"{TARGET} ({TARGET.stat().st_size:,} bytes)")
