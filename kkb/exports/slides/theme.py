"""The theme of the deck: the colours of the pages under Office's own names, one face, no effects."""

from __future__ import annotations

from kkb.exports.slides.geometry import FONT
from kkb.theme import LIGHT


def theme_xml() -> str:
    """The part of the package that a theme is; rungs are accents 1 to 4, the target is 5, outlines are 6."""
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
