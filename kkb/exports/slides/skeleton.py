"""The empty presentation that slides are put into: theme, master, two layouts and the master of notes, all our own.

Written out rather than taken from python-pptx, whose template is 4:3 and brings eleven layouts that nobody here uses.
"""

from __future__ import annotations

import zipfile
from io import BytesIO

from kkb.exports.slides.geometry import (
    FONT,
    FOOT,
    HEIGHT,
    LANGUAGE,
    NUMBER,
    READ,
    SMALL,
    SUBTITLE,
    TITLE,
    TITLE_SIZES,
    WIDTH,
    Box,
    emu,
)
from kkb.theme import LIGHT

LAYOUT = "Temuan"
SUBTITLE_IDX = 13

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.presentationml"
_CLR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
_TREE_START = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


def skeleton() -> bytes:
    """The package as python-pptx opens it."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in _parts().items():
            package.writestr(name, _XML + content)
    return buffer.getvalue()


def _parts() -> dict[str, str]:
    types = {
        "/ppt/presentation.xml": f"{_TYPE}.presentation.main+xml",
        "/ppt/slideMasters/slideMaster1.xml": f"{_TYPE}.slideMaster+xml",
        "/ppt/slideLayouts/slideLayout1.xml": f"{_TYPE}.slideLayout+xml",
        "/ppt/notesMasters/notesMaster1.xml": f"{_TYPE}.notesMaster+xml",
        "/ppt/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/ppt/theme/theme2.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/ppt/presProps.xml": f"{_TYPE}.presProps+xml",
        "/ppt/viewProps.xml": f"{_TYPE}.viewProps+xml",
        "/ppt/tableStyles.xml": f"{_TYPE}.tableStyles+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in types.items())
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
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
        "ppt/presProps.xml": f"<p:presentationPr {_NS}/>",
        "ppt/viewProps.xml": f"<p:viewPr {_NS}/>",
        "ppt/tableStyles.xml": '<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'def="{2D5ABB26-0587-4C30-8999-92F81FD0307C}"/>',
        "ppt/theme/theme1.xml": _theme(),
        "ppt/theme/theme2.xml": _theme(),
        "ppt/slideMasters/slideMaster1.xml": _master(),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            ("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml")
        ),
        "ppt/slideLayouts/slideLayout1.xml": _layout(),
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": _relations(("slideMaster", "../slideMasters/slideMaster1.xml")),
        "ppt/notesMasters/notesMaster1.xml": _notes_master(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _relations(("theme", "../theme/theme2.xml")),
    }


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def _presentation() -> str:
    return (
        f'<p:presentation {_NS} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/>'
        '</p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{emu(WIDTH)}" cy="{emu(HEIGHT)}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="{LANGUAGE}"/></a:defPPr>{_level(1, READ)}</p:defaultTextStyle>'
        "</p:presentation>"
    )


def _level(level: int, size: float, *, colour: str = "tx1", bold: bool = False, face: str = "mn") -> str:
    weight = ' b="1"' if bold else ""
    return (
        f'<a:lvl{level}pPr marL="0" indent="0" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" '
        f'hangingPunct="1"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr lang="{LANGUAGE}" sz="{size * 100:.0f}"{weight} kern="1200"><a:solidFill><a:schemeClr '
        f'val="{colour}"/></a:solidFill><a:latin typeface="+{face}-lt"/><a:ea typeface="+{face}-ea"/>'
        f'<a:cs typeface="+{face}-cs"/></a:defRPr></a:lvl{level}pPr>'
    )


def _theme() -> str:
    colours = {
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
    scheme = "".join(f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>' for name, colour in colours.items())
    face = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="12700" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Kampung KB"><a:themeElements>'
        f'<a:clrScheme name="Kampung KB">{scheme}</a:clrScheme><a:fontScheme name="Kampung KB"><a:majorFont>{face}'
        f'</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme><a:fmtScheme name="Kampung KB">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>"
        f"{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def _master() -> str:
    levels = "".join(_level(level, READ) for level in range(1, 10))
    shapes = (
        _placeholder(2, "Judul", 'type="title"', TITLE, "Judul", anchor="b")
        + _placeholder(3, "Isi", 'type="body" idx="1"', SUBTITLE, "Isi")
        + _placeholder(4, "Kaki", 'type="ftr" sz="quarter" idx="3"', FOOT, "", anchor="ctr", size=SMALL)
        + _number(5, 'idx="4"')
    )
    return (
        f'<p:sldMaster {_NS}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/>'
        f"</p:bgPr></p:bg><p:spTree>{_TREE_START}{shapes}</p:spTree></p:cSld>{_CLR_MAP}"
        '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle>'
        f"{_level(1, TITLE_SIZES[0], bold=True, face='mj')}</p:titleStyle><p:bodyStyle>{levels}</p:bodyStyle>"
        f"<p:otherStyle>{levels}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _layout() -> str:
    shapes = (
        _placeholder(2, "Judul", 'type="title"', None, "Judul: temuan dalam satu kalimat")
        + _placeholder(
            3,
            "Keterangan",
            f'type="body" sz="quarter" idx="{SUBTITLE_IDX}"',
            SUBTITLE,
            "Keterangan: apa yang diukur",
            size=READ,
            colour="tx2",
        )
        + _placeholder(4, "Kaki", 'type="ftr" sz="quarter" idx="14"', None, "")
        + _number(5, 'idx="15"', inherits=True)
    )
    return (
        f'<p:sldLayout {_NS} preserve="1" userDrawn="1"><p:cSld name="{LAYOUT}"><p:spTree>{_TREE_START}{shapes}'
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _placeholder(
    number: int,
    name: str,
    kind: str,
    box: Box | None,
    prompt: str,
    *,
    anchor: str = "t",
    size: float | None = None,
    colour: str = "tx2",
) -> str:
    """A placeholder; without a box it stands where that of the master does."""
    style = _level(1, size, colour=colour) if size is not None else ""
    text = f'<a:r><a:rPr lang="{LANGUAGE}"/><a:t>{prompt}</a:t></a:r>' if prompt else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f"<p:ph {kind}/></p:nvPr></p:nvSpPr>{_place(box)}<p:txBody>{_body(box, anchor)}<a:lstStyle>{style}"
        f'</a:lstStyle><a:p>{text}<a:endParaRPr lang="{LANGUAGE}"/></a:p></p:txBody></p:sp>'
    )


def _number(number: int, idx: str, *, inherits: bool = False) -> str:
    box = None if inherits else NUMBER
    style = "" if inherits else _level(1, SMALL, colour="tx2").replace('algn="l"', 'algn="r"')
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Nomor"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f'<p:ph type="sldNum" sz="quarter" {idx}/></p:nvPr></p:nvSpPr>{_place(box)}<p:txBody>{_body(box, "ctr")}'
        f"<a:lstStyle>{style}</a:lstStyle><a:p>{NUMBER_FIELD}</a:p></p:txBody></p:sp>"
    )


NUMBER_FIELD = (
    '<a:fld id="{5A0F2D1E-6C1B-4F0A-9B57-3E1C0D2F7A41}" type="slidenum">'
    f'<a:rPr lang="{LANGUAGE}"/><a:t>‹#›</a:t></a:fld><a:endParaRPr lang="{LANGUAGE}"/>'
)


def _place(box: Box | None) -> str:
    if box is None:
        return "<p:spPr/>"
    return (
        f'<p:spPr><a:xfrm><a:off x="{emu(box.left)}" y="{emu(box.top)}"/><a:ext cx="{emu(box.width)}" '
        f'cy="{emu(box.height)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
    )


def _body(box: Box | None, anchor: str) -> str:
    if box is None:
        return "<a:bodyPr/>"
    return (
        f'<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}">'
        "<a:normAutofit/></a:bodyPr>"
    )


def _notes_master() -> str:
    picture = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Gambar salindia"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
        'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>'
        f"{_place(Box(0.75, 1.0, 6.0, 3.375))}</p:sp>"
    )
    words = _placeholder(3, "Catatan", 'type="body" sz="quarter" idx="3"', Box(0.75, 4.7, 6.0, 4.6), "Catatan", size=12)
    return (
        f'<p:notesMaster {_NS}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/>'
        f"</p:bgPr></p:bg><p:spTree>{_TREE_START}{picture}{words}</p:spTree></p:cSld>{_CLR_MAP}"
        f"<p:notesStyle>{_level(1, SMALL)}</p:notesStyle></p:notesMaster>"
    )
