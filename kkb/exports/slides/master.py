"""Master, layouts and the master of notes as PresentationML: where titles, foot and number stand, and in what type."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from kkb.exports.slides.geometry import (
    BODY_BOTTOM,
    FOOT,
    LANGUAGE,
    NUMBER,
    READ,
    SAMPLE_WIDTH,
    SMALL,
    STRIP,
    SUBTITLE,
    TITLE,
    TITLE_SIZES,
    Box,
    emu,
)
from kkb.exports.slides.text import clean, shorten, width_of

LAYOUTS = ("Temuan", "Judul dan isi")
LOGO_RELATION = f"rId{len(LAYOUTS) + 2}"
"""After the layouts and the theme."""
SUBTITLE_IDX, FOOT_IDX, NUMBER_IDX = 13, 14, 15
"""Numbers of the places of the layout "Temuan"."""
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_FIRST_LAYOUT = 2_147_483_649
_WHOLE = Box(SUBTITLE.left, SUBTITLE.top, SUBTITLE.width, BODY_BOTTOM - SUBTITLE.top)
_GAP = 0.16
_NAME_SIZES = (READ, 18.0, 16.0, 14.0)
"""Of the region; the foot says it too."""
_CLR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
_GROUND = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
_TREE_START = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


@dataclass(frozen=True, slots=True)
class Region:
    """The region's name, and the width and height (inches) of its logo, 0 without one."""

    name: str
    logo_width: float = 0.0
    logo_height: float = 0.0


def master_xml(region: Region) -> str:
    """The master of slides: title, body, foot and number, and the region's name and logo on every slide."""
    levels = "".join(level_xml(level, READ) for level in range(1, 10))
    shapes = (
        _placeholder(2, "Judul", 'type="title"', TITLE, "Judul", anchor="b")
        + _placeholder(3, "Isi", 'type="body" idx="1"', _WHOLE, "Isi", colour="tx1")
        + _placeholder(4, "Kaki", 'type="ftr" sz="quarter" idx="3"', FOOT, "", anchor="ctr", size=SMALL)
        + _number(5, 'idx="4"')
        + _region(region)
    )
    layouts = "".join(
        f'<p:sldLayoutId id="{_FIRST_LAYOUT + place}" r:id="rId{place + 1}"/>' for place in range(len(LAYOUTS))
    )
    return (
        f"<p:sldMaster {NAMESPACES}><p:cSld>{_GROUND}"
        f"<p:spTree>{_TREE_START}{shapes}</p:spTree></p:cSld>{_CLR_MAP}"
        f"<p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst><p:txStyles><p:titleStyle>"
        f"{level_xml(1, TITLE_SIZES[0], bold=True, face='mj')}</p:titleStyle><p:bodyStyle>{levels}</p:bodyStyle>"
        f"<p:otherStyle>{levels}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def layout_xml(name: str) -> str:
    """One of the `LAYOUTS`: that of a finding with its figure, or that of text that somebody adds."""
    if name == LAYOUTS[0]:
        body = _placeholder(
            3,
            "Keterangan",
            f'type="body" sz="quarter" idx="{SUBTITLE_IDX}"',
            SUBTITLE,
            "Keterangan: apa yang diukur",
            size=READ,
        )
    else:
        body = _placeholder(3, "Isi", 'type="body" idx="1"', None, "Isi")
    shapes = (
        _placeholder(2, "Judul", 'type="title"', None, "Judul: temuan dalam satu kalimat")
        + body
        + _placeholder(4, "Kaki", f'type="ftr" sz="quarter" idx="{FOOT_IDX}"', None, "")
        + _number(5, f'idx="{NUMBER_IDX}"', inherits=True)
    )
    return (
        f'<p:sldLayout {NAMESPACES} preserve="1" userDrawn="1"><p:cSld name="{name}"><p:spTree>{_TREE_START}{shapes}'
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _region(region: Region) -> str:
    """The logo, whose picture is relation `LOGO_RELATION` of the master, and the name beside it."""
    logo = ""
    left = STRIP.left
    if region.logo_width:
        top = STRIP.top + (STRIP.height - region.logo_height) / 2
        box = Box(STRIP.left, top, region.logo_width, region.logo_height)
        logo = (
            f'<p:pic><p:nvPicPr><p:cNvPr id="6" name="Logo" descr={quoteattr(clean(f"Logo {region.name}"))}/>'
            '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill>'
            f'<a:blip r:embed="{LOGO_RELATION}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>{_place(box)}</p:pic>'
        )
        left = box.right + _GAP
    place = Box(left, STRIP.top, STRIP.right - SAMPLE_WIDTH - 0.3 - left, STRIP.height)
    name = clean(region.name)
    size = next((size for size in _NAME_SIZES if width_of(name, size) <= place.width), _NAME_SIZES[-1])
    return (
        f'{logo}<p:sp><p:nvSpPr><p:cNvPr id="7" name="Daerah"/><p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr>{_place(place)}<p:txBody>{_body(place, "ctr")}<a:lstStyle/><a:p><a:r><a:rPr lang="{LANGUAGE}" '
        f'sz="{size * 100:.0f}"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:rPr>'
        f"<a:t>{escape(shorten(name, place.width, size))}</a:t></a:r></a:p></p:txBody></p:sp>"
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
    style = level_xml(1, size, colour=colour) if size is not None else ""
    text = f'<a:r><a:rPr lang="{LANGUAGE}"/><a:t>{prompt}</a:t></a:r>' if prompt else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f"<p:ph {kind}/></p:nvPr></p:nvSpPr>{_place(box)}<p:txBody>{_body(box, anchor)}<a:lstStyle>{style}"
        f'</a:lstStyle><a:p>{text}<a:endParaRPr lang="{LANGUAGE}"/></a:p></p:txBody></p:sp>'
    )


def _number(number: int, idx: str, *, inherits: bool = False) -> str:
    box = None if inherits else NUMBER
    style = "" if inherits else level_xml(1, SMALL, colour="tx2").replace('algn="l"', 'algn="r"')
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Nomor"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f'<p:ph type="sldNum" sz="quarter" {idx}/></p:nvPr></p:nvSpPr>{_place(box)}<p:txBody>{_body(box, "ctr")}'
        f"<a:lstStyle>{style}</a:lstStyle><a:p>{number_field('‹#›')}</a:p></p:txBody></p:sp>"
    )


def number_field(shown: str) -> str:
    """The number of the slide as a field; `shown` is what stands there until a program counts."""
    return (
        '<a:fld id="{5A0F2D1E-6C1B-4F0A-9B57-3E1C0D2F7A41}" type="slidenum">'
        f'<a:rPr lang="{LANGUAGE}"/><a:t>{shown}</a:t></a:fld><a:endParaRPr lang="{LANGUAGE}"/>'
    )


def level_xml(level: int, size: float, *, colour: str = "tx1", bold: bool = False, face: str = "mn") -> str:
    """The type of one level of text, without marks or indents."""
    weight = ' b="1"' if bold else ""
    return (
        f'<a:lvl{level}pPr marL="0" indent="0" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" '
        f'hangingPunct="1"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr lang="{LANGUAGE}" sz="{size * 100:.0f}"{weight} kern="1200"><a:solidFill><a:schemeClr '
        f'val="{colour}"/></a:solidFill><a:latin typeface="+{face}-lt"/><a:ea typeface="+{face}-ea"/>'
        f'<a:cs typeface="+{face}-cs"/></a:defRPr></a:lvl{level}pPr>'
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


def notes_master_xml() -> str:
    """The master of the pages of notes."""
    picture = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Gambar salindia"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
        'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>'
        f"{_place(Box(0.75, 1.0, 6.0, 3.375))}</p:sp>"
    )
    words = _placeholder(3, "Catatan", 'type="body" sz="quarter" idx="3"', Box(0.75, 4.7, 6.0, 4.6), "Catatan", size=12)
    return (
        f"<p:notesMaster {NAMESPACES}><p:cSld>{_GROUND}"
        f"<p:spTree>{_TREE_START}{picture}{words}</p:spTree></p:cSld>{_CLR_MAP}"
        f"<p:notesStyle>{level_xml(1, SMALL)}</p:notesStyle></p:notesMaster>"
    )
