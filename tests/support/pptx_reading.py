"""A deck read back: its numbers, texts and notes slide by slide, and everything for which a program would repair it."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import openpyxl
from lxml import etree

from tests.support.pptx_schema import NAMESPACES, faults_in_order

NS = {prefix: address for address, prefix in NAMESPACES.items()}
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_TYPES = {
    r"ppt/presentation\.xml": f"{_OFFICE}presentationml.presentation.main+xml",
    r"ppt/slides/slide\d+\.xml": f"{_OFFICE}presentationml.slide+xml",
    r"ppt/slideLayouts/slideLayout\d+\.xml": f"{_OFFICE}presentationml.slideLayout+xml",
    r"ppt/slideMasters/slideMaster\d+\.xml": f"{_OFFICE}presentationml.slideMaster+xml",
    r"ppt/notesMasters/notesMaster\d+\.xml": f"{_OFFICE}presentationml.notesMaster+xml",
    r"ppt/notesSlides/notesSlide\d+\.xml": f"{_OFFICE}presentationml.notesSlide+xml",
    r"ppt/charts/chart\d+\.xml": f"{_OFFICE}drawingml.chart+xml",
    r"ppt/theme/theme\d+\.xml": f"{_OFFICE}theme+xml",
    r"ppt/embeddings/[^/]+\.xlsx": f"{_OFFICE}spreadsheetml.sheet",
    r"ppt/media/[^/]+\.png": "image/png",
    r"ppt/presProps\.xml": f"{_OFFICE}presentationml.presProps+xml",
    r"ppt/viewProps\.xml": f"{_OFFICE}presentationml.viewProps+xml",
    r"ppt/tableStyles\.xml": f"{_OFFICE}presentationml.tableStyles+xml",
    r"docProps/app\.xml": f"{_OFFICE}extended-properties+xml",
    r"docProps/core\.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    r"(.*/)?_rels/[^/]*\.rels": "application/vnd.openxmlformats-package.relationships+xml",
}
_POSITIONS = {
    "clustered": {"ctr", "inBase", "inEnd", "outEnd"},
    "stacked": {"ctr", "inBase", "inEnd"},
    "standard": {"t", "b", "l", "r", "ctr"},
}
"""Where labels may stand by grouping; any other place makes a file that has to be repaired."""
_LONGEST_TEXT, _SMALLEST_TYPE = 8_000, 1_200


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """One row of numbers; `kind` is "bar" or "line"."""

    name: str
    kind: str
    categories: tuple[str, ...]
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class SlideNumbers:
    """What a slide says: `texts` are its paragraphs outside tables, `alts` what is read aloud of its shapes."""

    title: str
    charts: tuple[tuple[ChartSeries, ...], ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]
    texts: tuple[str, ...]
    alts: tuple[str, ...]
    notes: str

    def series(self, name: str) -> ChartSeries:
        """The one series of this name."""
        (found,) = [series for chart in self.charts for series in chart if series.name == name]
        return found


class Package:
    """The parts of a deck: `xml` are trees, `relations` (id → (kind, target)) those of each part."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as package:
            self.names = package.namelist()
            self.parts = {name: package.read(name) for name in self.names}
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        self.xml = {
            name: etree.fromstring(content, parser)
            for name, content in self.parts.items()
            if name.endswith((".xml", ".rels"))
        }
        self.relations: dict[str, dict[str, tuple[str, str]]] = {}
        for name, tree in self.xml.items():
            if name.endswith(".rels"):
                folder, base = name.removesuffix(".rels").split("_rels/")
                self.relations[folder + base] = {
                    relation.get("Id"): (
                        relation.get("Type").rsplit("/", 1)[1],
                        posixpath.normpath(posixpath.join(folder, relation.get("Target"))).lstrip("/")
                        if relation.get("TargetMode") != "External"
                        else f"external {relation.get('Target')}",
                    )
                    for relation in tree
                }

    def related(self, part: str, kind: str) -> list[str]:
        """The parts of one kind that a part refers to."""
        return [target for found, target in self.relations.get(part, {}).values() if found == kind]

    def slides(self) -> list[str]:
        """The parts of the slides, in their order."""
        relations = self.relations["ppt/presentation.xml"]
        return [
            relations[entry.get(f"{RELATION}id")][1]
            for entry in self.xml["ppt/presentation.xml"].iterfind("p:sldIdLst/p:sldId", NS)
        ]


# --- the numbers ----------------------------------------------------------------------------------------------------


def read_numbers(data: bytes) -> list[SlideNumbers]:
    """What each slide of a deck says, in the order of the slides."""
    package = Package(data)
    return [_read_slide(package, part) for part in package.slides()]


def _read_slide(package: Package, part: str) -> SlideNumbers:
    tree = package.xml[part]
    (title,) = tree.xpath(".//p:sp[p:nvSpPr/p:nvPr/p:ph/@type='title']", namespaces=NS)
    (notes,) = package.related(part, "notesSlide")
    body = package.xml[notes].xpath(".//p:sp[p:nvSpPr/p:nvPr/p:ph/@type='body']/p:txBody/a:p", namespaces=NS)
    charts = [
        package.relations[part][chart.get(f"{RELATION}id")][1]
        for chart in tree.iterfind(".//a:graphicData/c:chart", NS)
    ]
    tables = tuple(
        tuple(tuple(_text(cell) for cell in row.iterfind("a:tc", NS)) for row in table.iterfind("a:tr", NS))
        for table in tree.iterfind(".//a:tbl", NS)
    )
    texts = tuple(_text(paragraph) for paragraph in tree.iterfind(".//p:txBody/a:p", NS))
    alts = tuple(tree.xpath(".//p:cNvPr/@descr", namespaces=NS))
    numbers = tuple(read_chart(package.xml[chart]) for chart in charts)
    return SlideNumbers(_text(title), numbers, tables, texts, alts, "\n".join(map(_text, body)))


def _text(element: etree._Element) -> str:
    """The text with plain spaces for those at which no line breaks."""
    return "".join(text.text or "" for text in element.iterfind(".//a:t", NS)).replace("\N{NO-BREAK SPACE}", " ")


def read_chart(chart: etree._Element) -> tuple[ChartSeries, ...]:
    """The series of a chart from what it keeps beside its workbook."""
    return tuple(
        ChartSeries(
            "".join(str(value) for value in _cache(series.find("c:tx", NS))),
            "line" if series.getparent().tag.endswith("lineChart") else "bar",
            tuple(str(value) for value in _cache(series.find("c:cat", NS))),
            tuple(None if value is None else float(value) for value in _cache(series.find("c:val", NS))),
        )
        for series in chart.iterfind(".//c:ser", NS)
    )


def _cache(element: etree._Element) -> list[str | None]:
    values: list[str | None] = [None] * int(element.find(".//c:ptCount", NS).get("val"))
    for point in element.iterfind(".//c:pt", NS):
        values[int(point.get("idx"))] = point.findtext("c:v", "", NS)
    return values


# --- what a program would repair ------------------------------------------------------------------------------------


def package_faults(data: bytes) -> list[str]:
    """Everything that is wrong with a deck, as sentences; nothing if it opens without a question."""
    package = Package(data)
    faults = [*_part_faults(package), *_relation_faults(package)]
    for name, tree in package.xml.items():
        if name.startswith("ppt/") and not name.endswith(".rels"):
            faults += [f"{name}: {fault}" for fault in _order_faults(tree)]
            faults += [f"{name}: {fault}" for fault in _text_faults(tree)]
        if re.match(r"ppt/(slides|slideLayouts|slideMasters|notesSlides|notesMasters)/[^/]+\.xml", name):
            faults += [f"{name}: {fault}" for fault in _shape_faults(package, tree, is_note="notes" in name)]
        if name.startswith("ppt/charts/") and not name.endswith(".rels"):
            faults += [f"{name}: {fault}" for fault in _chart_faults(package, name)]
    for name in package.slides():
        faults += [f"{name}: {fault}" for fault in _slide_faults(package, name)]
    return faults


def _part_faults(package: Package) -> Iterator[str]:
    if len({name.lower() for name in package.names}) != len(package.names):
        yield "two parts bear one name"
    types = package.xml["[Content_Types].xml"]
    types_of = f"{{{_PACKAGE}/content-types}}"
    defaults = {entry.get("Extension"): entry.get("ContentType") for entry in types.iterfind(f"{types_of}Default")}
    overrides = [(e.get("PartName")[1:], e.get("ContentType")) for e in types.iterfind(f"{types_of}Override")]
    if len(dict(overrides)) != len(overrides):
        yield "a part has two types"
    yield from (f"{name} has a type but is missing" for name, _ in overrides if name not in package.parts)
    for name in package.names:
        if name == "[Content_Types].xml":
            continue
        expected = next((kind for pattern, kind in _TYPES.items() if re.fullmatch(pattern, name)), None)
        found = dict(overrides).get(name, defaults.get(name.rsplit(".", 1)[-1]))
        if expected is None or found != expected:
            yield f"{name} is of type {found}"
    for number in ("sldMasterId", "sldLayoutId", "sldId"):
        ids = [int(entry.get("id")) for tree in package.xml.values() for entry in tree.iter(f"{{{NS['p']}}}{number}")]
        if len(set(ids)) != len(ids) or any((found < 256) if number == "sldId" else (found < 2**31) for found in ids):
            yield f"{number}: {ids}"


def _relation_faults(package: Package) -> Iterator[str]:
    reached = {"[Content_Types].xml", "_rels/.rels"}
    ahead = [""]
    while ahead:
        part = ahead.pop()
        folder, _, base = part.rpartition("/")
        if part in package.relations:
            reached.add(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
        for kind, target in package.relations.get(part, {}).values():
            if target not in package.parts:
                yield f"{part}: {kind} leads to {target}, which is missing"
            elif target not in reached:
                reached.add(target)
                ahead.append(target)
    yield from (f"nothing leads to {name}" for name in package.names if name not in reached)
    for name, tree in package.xml.items():
        known = package.relations.get(name, {})
        used = {value for element in tree.iter() for key, value in element.attrib.items() if key.startswith(RELATION)}
        yield from (f"{name}: {value} is no relation" for value in used - set(known))
        ought = {value for value, (kind, _) in known.items() if kind in ("chart", "image", "package")}
        yield from (f"{name}: relation {value} is not used" for value in ought - used)
        if len({relation.get("Id") for relation in tree}) != len(tree) and name.endswith(".rels"):
            yield f"{name}: two relations bear one number"


def _order_faults(tree: etree._Element) -> Iterator[str]:
    for element in tree.iter(etree.Element):
        yield from faults_in_order(_name(element), tuple(_name(child) for child in element))


def _name(element: etree._Element) -> str:
    name = etree.QName(element)
    return f"{NAMESPACES.get(name.namespace, name.namespace)}:{name.localname}"


def _text_faults(tree: etree._Element) -> Iterator[str]:
    for element in tree.iter(etree.Element):
        for text in [element.text or "", *element.attrib.values()]:
            if len(text) > _LONGEST_TEXT:
                yield f"{_name(element)} holds {len(text)} letters"
            if re.search("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", text):
                yield f"{_name(element)} holds letters that are no text: {text[:40]!r}"


def _shape_faults(package: Package, tree: etree._Element, *, is_note: bool) -> Iterator[str]:
    ids = [int(found) for found in tree.xpath(".//p:cNvPr/@id", namespaces=NS)]
    if len(set(ids)) != len(ids) or min(ids) < 1:
        yield f"numbers of shapes: {sorted(ids)}"
    size = package.xml["ppt/presentation.xml"].find("p:notesSz" if is_note else "p:sldSz", NS)
    width, height = int(size.get("cx")), int(size.get("cy"))
    for place in tree.xpath(".//a:xfrm | .//p:xfrm", namespaces=NS):
        start, extent = place.find("a:off", NS), place.find("a:ext", NS)
        x, y, cx, cy = (int(start.get("x")), int(start.get("y")), int(extent.get("cx")), int(extent.get("cy")))
        if min(x, y, cx, cy) < 0 or x + cx > width or y + cy > height:
            yield f"a shape stands at {x}, {y}, {cx} × {cy}"
        inner = place.find("a:chOff", NS), place.find("a:chExt", NS)
        if inner[0] is not None and [dict(part.attrib) for part in inner] != [dict(start.attrib), dict(extent.attrib)]:
            yield "a group is stretched"


def _slide_faults(package: Package, name: str) -> Iterator[str]:
    tree = package.xml[name]
    (layout,) = package.related(name, "slideLayout")
    known = {_place(found) for found in package.xml[layout].iter(f"{{{NS['p']}}}ph")}
    used = [_place(found) for found in tree.iter(f"{{{NS['p']}}}ph")]
    yield from (f"the layout has no place {place}" for place in used if place not in known)
    titles = tree.xpath(".//p:sp[p:nvSpPr/p:nvPr/p:ph/@type='title']", namespaces=NS)
    if len(titles) != 1 or not _text(titles[0]).strip():
        yield "there is no title"
    kinds = tree.xpath(".//p:ph/@type", namespaces=NS)
    if "ftr" not in kinds or not tree.xpath(".//a:fld[@type='slidenum']", namespaces=NS):
        yield "there is no foot or number"
    for frame in tree.xpath("p:cSld/p:spTree/*[self::p:graphicFrame or self::p:grpSp or self::p:pic]", namespaces=NS):
        if not frame.find(".//p:cNvPr", NS).get("descr"):
            yield f"{frame.find('.//p:cNvPr', NS).get('name')} is not read aloud"
    yield from (
        f"a text of {found}" for found in tree.xpath("//a:rPr[not(@lang='id-ID')]/../a:t/text()", namespaces=NS)
    )
    yield from (f"type of {sz}" for sz in tree.xpath(".//@sz[number(.) > 0]") if int(sz) < _SMALLEST_TYPE)
    for frame in tree.xpath(".//p:graphicFrame[.//a:tbl]", namespaces=NS):
        columns = [int(column.get("w")) for column in frame.iterfind(".//a:gridCol", NS)]
        rows = frame.findall(".//a:tr", NS)
        if any(len(row.findall("a:tc", NS)) != len(columns) for row in rows):
            yield "a row has too few or too many cells"
        extent = frame.find("p:xfrm/a:ext", NS)
        tall = sum(int(row.get("h")) for row in rows)
        if abs(sum(columns) - int(extent.get("cx"))) > 100 or abs(tall - int(extent.get("cy"))) > 100:
            yield "a table is not as big as its frame"


def _place(placeholder: etree._Element) -> tuple[str, str]:
    return placeholder.get("type", "obj"), placeholder.get("idx", "0")


def _chart_faults(package: Package, name: str) -> Iterator[str]:
    tree = package.xml[name]
    axes = {
        axis.find("c:axId", NS).get("val"): axis.find("c:crossAx", NS).get("val")
        for axis in tree.xpath(".//c:catAx | .//c:valAx", namespaces=NS)
    }
    if any(axes.get(crossed) != axis for axis, crossed in axes.items()):
        yield f"axes that do not cross each other: {axes}"
    for plot in tree.xpath(".//c:barChart | .//c:lineChart", namespaces=NS):
        if {axis.get("val") for axis in plot.iterfind("c:axId", NS)} != set(axes):
            yield "a plot without its axes"
        allowed = _POSITIONS[plot.find("c:grouping", NS).get("val")]
        positions = {found.get("val") for found in plot.iterfind(".//c:dLblPos", NS)}
        yield from (f"a label may not stand at {position}" for position in positions - allowed)
    for mark in ("idx", "order"):
        numbers = [found.get("val") for found in tree.xpath(f".//c:ser/c:{mark}", namespaces=NS)]
        if len(set(numbers)) != len(numbers):
            yield f"{mark} of series: {numbers}"
    (book,) = package.related(name, "package")
    yield from _workbook_faults(package.parts[book], tree)


def _workbook_faults(book: bytes, chart: etree._Element) -> Iterator[str]:
    sheet = openpyxl.load_workbook(BytesIO(book)).active
    for cell in (cell for row in sheet.iter_rows() for cell in row):
        if cell.data_type == "f" or cell.hyperlink is not None:
            yield f"{cell.coordinate} of the workbook is a formula or a link"
    for reference in chart.xpath(".//c:strRef | .//c:numRef", namespaces=NS):
        title, _, cells = reference.findtext("c:f", "", NS).partition("!")
        found = sheet[cells.replace("$", "")]
        values = [cell.value for row in found for cell in row] if isinstance(found, tuple) else [found.value]
        kept = _cache(reference)
        is_text = reference.tag.endswith("strRef")
        shown = [value if is_text or value is None else float(value) for value in kept]
        if title != sheet.title or shown != [
            ("" if value is None else value) if is_text else value for value in values
        ]:
            yield f"{cells} holds {values}, the chart shows {shown}"
