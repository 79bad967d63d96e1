"""The order of children in PresentationML and DrawingML (ECMA-376, part 1), of every element that a deck may hold.

A program that finds an element unknown or out of its order offers to repair the file. Children without a prefix are of
the namespace of their parent; what is not listed here may not stand in a deck.
"""

from __future__ import annotations

from functools import lru_cache

NAMESPACES = {
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/presentationml/2006/main": "p",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
}

_FILLS = "noFill solidFill gradFill blipFill pattFill grpFill"
_LABEL = "layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize"
_AXIS = (
    "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos "
    "spPr txPr crossAx crosses crossesAt"
)
_PROPERTIES = f"a:xfrm a:custGeom a:prstGeom {' '.join('a:' + fill for fill in _FILLS.split())} a:ln a:effectLst"
_RUN = f"ln {_FILLS} effectLst highlight latin ea cs sym hlinkClick"
_LEVEL = "lnSpc spcBef spcAft buClrTx buSzTx buFontTx buFont buNone buAutoNum buChar tabLst defRPr"
_LEVELS = " ".join(f"lvl{level}pPr" for level in range(1, 10))
_TREE = "nvGrpSpPr grpSpPr (sp|grpSp|graphicFrame|cxnSp|pic)"

_EMPTY = """
p:sldMasterId p:notesMasterId p:sldId p:sldSz p:notesSz p:clrMap p:sldLayoutId p:cNvPr p:ph a:tableStyleId a:t
a:gridCol a:off a:ext a:chOff a:chExt a:pt a:avLst a:gdLst a:ahLst a:cxnLst a:rect a:noFill a:prstDash a:srgbClr
a:alpha a:blip a:fillRect a:noAutofit a:normAutofit a:spcPct a:spcPts a:prstClr a:buNone a:latin a:ea a:cs
a:masterClrMapping a:effectLst a:spLocks a:picLocks a:graphicFrameLocks a:tblStyleLst c:date1904 c:autoTitleDeleted
c:dispBlanksAs c:layoutTarget c:xMode c:yMode c:x c:y c:w c:h c:barDir c:grouping c:varyColors c:idx c:order c:f
c:ptCount c:v c:formatCode c:symbol c:size c:smooth c:gapWidth c:overlap c:axId c:numFmt c:dLblPos c:orientation
c:max c:min c:delete c:axPos c:majorTickMark c:minorTickMark c:tickLblPos c:crossAx c:crosses c:auto c:lblAlgn
c:lblOffset c:tickLblSkip c:tickMarkSkip c:noMultiLvlLbl c:crossBetween c:majorUnit c:legendPos c:overlay
c:autoUpdate c:showLeaderLines c:showLegendKey c:showVal c:showCatName c:showSerName c:showPercent c:showBubbleSize
"""

_ORDER = {
    **dict.fromkeys(_EMPTY.split(), ""),
    # presentation, slides, layouts and masters
    "p:presentation": "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz defaultTextStyle",
    "p:sldMasterIdLst": "sldMasterId*",
    "p:notesMasterIdLst": "notesMasterId",
    "p:sldIdLst": "sldId*",
    "p:defaultTextStyle": f"a:defPPr {' '.join('a:' + level for level in _LEVELS.split())}",
    "p:presentationPr": "",
    "p:viewPr": "",
    "p:sld": "cSld clrMapOvr transition timing",
    "p:notes": "cSld clrMapOvr",
    "p:sldLayout": "cSld clrMapOvr transition timing hf",
    "p:sldMaster": "cSld clrMap sldLayoutIdLst transition timing hf txStyles",
    "p:notesMaster": "cSld clrMap hf notesStyle",
    "p:sldLayoutIdLst": "sldLayoutId*",
    "p:txStyles": "titleStyle bodyStyle otherStyle",
    **{
        f"p:{name}": f"a:defPPr {' '.join('a:' + level for level in _LEVELS.split())}"
        for name in ("titleStyle", "bodyStyle", "otherStyle", "notesStyle")
    },
    "p:clrMapOvr": "a:masterClrMapping",
    "p:cSld": "bg spTree",
    "p:bg": "bgRef",
    "p:bgRef": "a:schemeClr",
    "p:style": "a:lnRef a:fillRef a:effectRef a:fontRef",
    **{f"a:{name}Ref": "schemeClr" for name in ("ln", "fill", "effect", "font")},
    "p:spTree": _TREE,
    "p:grpSp": _TREE,
    "p:nvGrpSpPr": "cNvPr cNvGrpSpPr nvPr",
    "p:cNvGrpSpPr": "a:grpSpLocks",
    "p:grpSpPr": "a:xfrm",
    "p:sp": "nvSpPr spPr style txBody",
    "p:nvSpPr": "cNvPr cNvSpPr nvPr",
    "p:cNvSpPr": "a:spLocks",
    "p:spPr": _PROPERTIES,
    "p:txBody": "a:bodyPr a:lstStyle a:p*",
    "p:pic": "nvPicPr blipFill spPr",
    "p:nvPicPr": "cNvPr cNvPicPr nvPr",
    "p:cNvPicPr": "a:picLocks",
    "p:blipFill": "a:blip a:srcRect a:stretch",
    "p:graphicFrame": "nvGraphicFramePr xfrm a:graphic",
    "p:nvGraphicFramePr": "cNvPr cNvGraphicFramePr nvPr",
    "p:cNvGraphicFramePr": "a:graphicFrameLocks",
    "p:xfrm": "a:off a:ext",
    "p:nvPr": "ph",
    # shapes, text and tables
    "a:xfrm": "off ext chOff chExt",
    "a:prstGeom": "avLst",
    "a:custGeom": "avLst gdLst ahLst cxnLst rect pathLst",
    "a:pathLst": "path*",
    "a:path": "(moveTo|lnTo|close)",
    "a:moveTo": "pt",
    "a:lnTo": "pt",
    "a:ln": "noFill solidFill prstDash round",
    **{f"a:ln{side}": "noFill solidFill prstDash" for side in "LRTB"},
    "a:solidFill": "schemeClr srgbClr prstClr",
    "a:schemeClr": "alpha",
    "a:stretch": "fillRect",
    "a:bodyPr": "noAutofit normAutofit spAutoFit",
    "a:lstStyle": _LEVELS,
    **dict.fromkeys([f"a:{level}" for level in _LEVELS.split()], _LEVEL),
    "a:pPr": _LEVEL,
    "a:defPPr": _LEVEL,
    "a:spcBef": "spcPct spcPts",
    "a:p": "pPr (r|fld|br) endParaRPr",
    "a:r": "rPr t",
    "a:fld": "rPr pPr t",
    "a:rPr": _RUN,
    "a:defRPr": _RUN,
    "a:endParaRPr": _RUN,
    "a:graphic": "graphicData",
    "a:graphicData": "a:tbl c:chart",
    "a:tbl": "tblPr tblGrid tr*",
    "a:tblPr": "tableStyleId",
    "a:tblGrid": "gridCol*",
    "a:tr": "tc*",
    "a:tc": "txBody tcPr",
    "a:txBody": "bodyPr lstStyle p*",
    "a:tcPr": "lnL lnR lnT lnB noFill solidFill",
    # themes
    "a:theme": "themeElements objectDefaults extraClrSchemeLst",
    "a:themeElements": "clrScheme fontScheme fmtScheme",
    "a:clrScheme": "dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink",
    **dict.fromkeys(["a:dk1", "a:lt1", "a:dk2", "a:lt2", "a:hlink", "a:folHlink"], "srgbClr"),
    **{f"a:accent{number}": "srgbClr" for number in range(1, 7)},
    "a:fontScheme": "majorFont minorFont",
    "a:majorFont": "latin ea cs",
    "a:minorFont": "latin ea cs",
    "a:fmtScheme": "fillStyleLst lnStyleLst effectStyleLst bgFillStyleLst",
    "a:fillStyleLst": "solidFill*",
    "a:lnStyleLst": "ln*",
    "a:effectStyleLst": "effectStyle*",
    "a:effectStyle": "effectLst",
    "a:bgFillStyleLst": "solidFill*",
    # charts
    "c:chartSpace": "date1904 style clrMapOvr chart spPr txPr externalData printSettings",
    "c:chart": "title autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs",
    "c:plotArea": "layout barChart lineChart catAx valAx dTable spPr",
    "c:layout": "manualLayout",
    "c:manualLayout": "layoutTarget xMode yMode wMode hMode x y w h",
    "c:barChart": "barDir grouping varyColors ser* dLbls gapWidth overlap serLines axId*",
    "c:lineChart": "grouping varyColors ser* dLbls dropLines hiLowLines upDownBars marker smooth axId*",
    "c:ser": "idx order tx spPr invertIfNegative marker dPt* dLbls trendline errBars cat val smooth",
    "c:tx": "strRef",
    "c:cat": "strRef",
    "c:val": "numRef",
    "c:strRef": "f strCache",
    "c:numRef": "f numCache",
    "c:strCache": "ptCount pt*",
    "c:numCache": "formatCode ptCount pt*",
    "c:pt": "v",
    "c:marker": "symbol size spPr",
    "c:dLbls": f"dLbl* {_LABEL} showLeaderLines",
    "c:dLbl": f"idx {_LABEL}",
    "c:catAx": f"{_AXIS} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
    "c:valAx": f"{_AXIS} crossBetween majorUnit minorUnit",
    "c:scaling": "logBase orientation max min",
    "c:majorGridlines": "spPr",
    "c:legend": "legendPos legendEntry layout overlay spPr txPr",
    "c:spPr": _PROPERTIES,
    "c:txPr": "a:bodyPr a:lstStyle a:p*",
    "c:externalData": "autoUpdate",
}
"""Children by parent, in order; "x*" may be repeated, "(x|y)" stand in any order and number."""

REQUIRED = {
    "p:sp": "nvSpPr spPr",
    "p:graphicFrame": "nvGraphicFramePr xfrm a:graphic",
    "p:txBody": "a:bodyPr a:p",
    "a:txBody": "bodyPr p",
    "a:tc": "txBody",
    "a:tbl": "tblGrid",
    "a:r": "t",
    "c:chartSpace": "chart externalData",
    "c:chart": "plotArea",
    "c:ser": "idx order tx cat val",
    "c:barChart": "barDir ser axId",
    "c:lineChart": "grouping ser axId",
    "c:dLbl": "idx",
    "c:catAx": "axId scaling axPos crossAx",
    "c:valAx": "axId scaling axPos crossAx",
    "a:clrScheme": _ORDER["a:clrScheme"],
}


@lru_cache(maxsize=4096)
def faults_in_order(tag: str, children: tuple[str, ...]) -> tuple[str, ...]:
    """What is wrong with the children (prefixed names) of an element; most elements of a deck are alike."""
    if tag in ("c:marker", "c:chart") and not children:
        # The switch of a line chart, and the reference of a frame, bear the names of elements with children.
        return ()
    if tag not in _ORDER:
        return (f"{tag} is unknown",)
    places, repeated = _places(tag)
    faults = [f"{tag} may not hold {child}" for child in children if child not in places]
    known = [child for child in children if child in places]
    if [places[child] for child in known] != sorted(places[child] for child in known):
        faults.append(f"{tag}: {' '.join(known)} are out of order")
    faults += [f"{tag} holds {child} twice" for child in set(known) - repeated if known.count(child) > 1]
    missing = {_prefixed(tag, name) for name in REQUIRED.get(tag, "").split()} - set(known)
    return (*faults, *(f"{tag} lacks {name}" for name in sorted(missing)))


def _places(tag: str) -> tuple[dict[str, int], set[str]]:
    places: dict[str, int] = {}
    repeated = set()
    for place, word in enumerate(_ORDER[tag].split()):
        names = word.strip("()*").split("|")
        for name in names:
            places[_prefixed(tag, name)] = place
            if word[0] == "(" or word[-1] == "*":
                repeated.add(_prefixed(tag, name))
    return places, repeated


def _prefixed(tag: str, name: str) -> str:
    return name if ":" in name else f"{tag[0]}:{name}"
