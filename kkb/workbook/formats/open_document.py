"""OpenDocument sheets (.ods): the parts of a guarded zip, and what may not stand among them."""

from __future__ import annotations

from kkb.workbook.formats.open_content import OpenContent
from kkb.workbook.grid import Inspected
from kkb.workbook.kind import GET_EXCEL
from kkb.workbook.model import Limits, refuse
from kkb.workbook.xlsx.package import Package
from kkb.workbook.xlsx.xml_pass import parse_xml

_NO_MODULES = ("script-lb.xml", "script-lc.xml", "dialog-lb.xml", "dialog-lc.xml")


def read_open_document(data: bytes, limits: Limits) -> Inspected:
    """What is known of a workbook, with the grids of its sheets. Raises Refused."""
    package = Package(data, limits)
    _check_parts(package)
    content = OpenContent()
    if "styles.xml" in package:
        content.read(package.chunks("styles.xml"))
    content.read(package.chunks("content.xml"))
    if not content.is_spreadsheet:
        raise refuse("not_excel", seems="tampaknya dokumen LibreOffice yang bukan lembar kerja", mend=GET_EXCEL)
    return Inspected(
        is_sample="meta.xml" in package and _says_sample(package),
        sheets=[sheet for sheet in content.sheets if sheet.name not in content.own],
        embedded=["tautan DDE"] if content.has_dde else [],
    )


def _check_parts(package: Package) -> None:
    names = package.names
    if "encrypted-package" in names:
        raise refuse("password")
    if "meta-inf/manifest.xml" in names:
        parse_xml(package.chunks("META-INF/manifest.xml"), start=_refuse_encrypted)
    has_modules = any(name.startswith("basic/") and not name.endswith(_NO_MODULES) for name in names)
    if has_modules or any(name.startswith("scripts/") for name in names):
        raise refuse("macros")
    if "content.xml" not in names:
        raise refuse("damaged")


def _refuse_encrypted(name: str, _: dict[str, str]) -> None:
    if name.rpartition(":")[2] == "encryption-data":
        raise refuse("password")


def _says_sample(package: Package) -> bool:
    """True if the workbook carries the property "contoh"."""
    name, texts = "", dict[str, str]()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal name
        name = attributes.get("meta:name", "").strip().casefold() if tag == "meta:user-defined" else ""

    def text(value: str) -> None:
        texts[name] = texts.get(name, "") + value

    parse_xml(package.chunks("meta.xml"), start=start, text=text)
    return texts.get("contoh", "").strip().casefold() in {"true", "1", "ya"}
