"""The empty presentation that slides are put into: theme, master, two layouts and the master of notes, all our own.

Written out rather than taken from python-pptx, whose template is 4:3 and brings eleven layouts that nobody here uses.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

from kkb.exports.slides.geometry import HEIGHT, LANGUAGE, READ, WIDTH, emu
from kkb.exports.slides.master import (
    LAYOUTS,
    NAMESPACES,
    Region,
    layout_xml,
    level_xml,
    master_xml,
    notes_master_xml,
)
from kkb.exports.slides.tables import NO_STYLE
from kkb.exports.slides.theme import theme_xml

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LOGO = "media/logo.png"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.presentationml"


def skeleton(region: Region, logo: bytes | None = None) -> bytes:
    """The package as python-pptx opens it; `logo` is a PNG of the size that `region` says."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in _parts(region).items():
            package.writestr(name, _XML + content)
        if logo is not None:
            package.writestr(f"ppt/{_LOGO}", logo)
    return buffer.getvalue()


def _parts(region: Region) -> dict[str, str]:
    layouts = {f"slideLayouts/slideLayout{place}.xml": name for place, name in enumerate(LAYOUTS, start=1)}
    of_master = [*(("slideLayout", f"../{part}") for part in layouts), ("theme", "../theme/theme1.xml")]
    if region.logo_width:
        of_master.append(("image", f"../{_LOGO}"))
    to_master = _relations(("slideMaster", "../slideMasters/slideMaster1.xml"))
    return {
        "[Content_Types].xml": _content_types(layouts),
        "_rels/.rels": _relations(
            ("officeDocument", "ppt/presentation.xml"), ("extended-properties", "docProps/app.xml")
        ),
        "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><PresentationFormat>Widescreen</PresentationFormat></Properties>',
        "ppt/presentation.xml": _presentation(),
        "ppt/_rels/presentation.xml.rels": _relations(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml"),
            ("presProps", "presProps.xml"),
            ("viewProps", "viewProps.xml"),
        ),
        # Without these two PowerPoint offers to repair the file.
        "ppt/presProps.xml": f"<p:presentationPr {NAMESPACES}/>",
        "ppt/viewProps.xml": f"<p:viewPr {NAMESPACES}/>",
        "ppt/tableStyles.xml": '<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'def="{NO_STYLE}"/>',
        "ppt/theme/theme1.xml": theme_xml(),
        "ppt/theme/theme2.xml": theme_xml(),
        "ppt/slideMasters/slideMaster1.xml": master_xml(region),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(*of_master),
        **{f"ppt/{part}": layout_xml(name) for part, name in layouts.items()},
        **{f"ppt/{part.replace('/', '/_rels/')}.rels": to_master for part in layouts},
        "ppt/notesMasters/notesMaster1.xml": notes_master_xml(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _relations(("theme", "../theme/theme2.xml")),
    }


def _content_types(layouts: Iterable[str]) -> str:
    types = {
        "ppt/presentation.xml": f"{_TYPE}.presentation.main+xml",
        "ppt/slideMasters/slideMaster1.xml": f"{_TYPE}.slideMaster+xml",
        **{f"ppt/{part}": f"{_TYPE}.slideLayout+xml" for part in layouts},
        "ppt/notesMasters/notesMaster1.xml": f"{_TYPE}.notesMaster+xml",
        "ppt/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "ppt/theme/theme2.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "ppt/presProps.xml": f"{_TYPE}.presProps+xml",
        "ppt/viewProps.xml": f"{_TYPE}.viewProps+xml",
        "ppt/tableStyles.xml": f"{_TYPE}.tableStyles+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f"{overrides}</Types>"
    )


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def _presentation() -> str:
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1"><p:sldMasterIdLst>'
        '<p:sldMasterId id="2147483648" r:id="rId1"/>'
        '</p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{emu(WIDTH)}" cy="{emu(HEIGHT)}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="{LANGUAGE}"/></a:defPPr>{level_xml(1, READ)}'
        "</p:defaultTextStyle></p:presentation>"
    )
