"""Whatever stands in a file, in its name or in what people type: no export makes more of it than text.

Each export is made twice, from the same state with harmless words and with those of `tests.support.attacks`; what the
second is built of may be nothing that the first is not built of.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest

from kkb.briefing.build import make_briefing
from kkb.briefing.message import chat_message
from kkb.briefing.model import Briefing
from kkb.exports.light.page import render_light_page
from kkb.exports.report import FORMATS, make_file
from kkb.exports.wall import WallFrame, render_wall
from kkb.overview import Overview, make_overview
from kkb.programme import JenisLangkah, ProgrammeRow, Putusan, ReportedRow
from kkb.schema import Rapat, Tahap
from kkb.ui.frame.view import Filters, View
from kkb.ui.parts.page_links import page_links
from kkb.ui.server.light_facts import light_facts
from kkb.uploads.check import InputFile, Stored, check_files
from kkb.workbook.child import read
from kkb.workbook.marking.marks import mark_workbook, marks_of
from kkb.workbook.model import DEFAULT_LIMITS
from tests.support.attacks import ATTACKS
from tests.support.briefing_builders import MOMENT, TODAY, make_step, make_upload
from tests.support.builders import DATA_DAY, REGION, judge, make_observation
from tests.support.outcome_builders import activity, review, signature, step
from tests.support.recap_builders import overview_of
from tests.support.workbook_fixtures import make_xlsx

FORMAT_NAMES = tuple(entry.name for entry in FORMATS)
PACKED = ("pptx", "xlsx")
OWN_FORMULA = re.compile(r'=(SUM|SUMIF|COUNTA|COUNTIF)\([A-Z0-9:]+(,"(Jumlah\*|Terbentuk)"(,[A-Z0-9:]+)?)?\)')


def state_with(texts: list[str]) -> Overview:
    """All desa, each with some of the texts in whatever a file or a person may write."""
    words = itertools.cycle(texts)
    seen = [
        make_observation(
            1 + (place % 2),
            "2022-12-31" if place % 2 == 0 else DATA_DAY.isoformat(),
            Tahap.TERBENTUK if place % 3 else Tahap.MERINTIS,
            "2018-05-02" if place % 3 else None,
            desa=desa.desa,
            no_sk=next(words)[:200],
            keterangan=next(words),
            status_asli=next(words),
            sheet=next(words),
        )
        for place, desa in enumerate(REGION.desa)
    ]
    seen += [replace(one, unggahan=2, tanggal_data=DATA_DAY) for one in seen if one.unggahan == 1]
    steps = tuple(make_step(number, text, penanggung_jawab=text, oleh=text) for number, text in enumerate(texts, 1))
    overview = overview_of(
        seen,
        meetings=(Rapat(1, DATA_DAY, next(words), next(words), MOMENT),),
        tindak_lanjut=steps,
        programme=tuple(ReportedRow(2, DATA_DAY, row, place) for place, row in enumerate(programme_with(texts), 1)),
    )
    uploads = tuple(
        make_upload(upload.nomor, upload.tanggal_data, name=f"{next(words)}.xlsx")
        for upload in overview.snapshot.uploads
    )
    plans = tuple(
        replace(plan, nama=next(words), oleh=next(words), alasan=next(words)) for plan in overview.snapshot.plans
    )
    milestones = tuple(replace(one, judul=next(words), sumber=next(words)) for one in overview.snapshot.milestones)
    snapshot = replace(overview.snapshot, uploads=uploads, plans=plans, milestones=milestones)
    return make_overview(snapshot, REGION, overview.region_name, today=TODAY)


def programme_with(texts: list[str]) -> Iterator[ProgrammeRow]:
    """Rows of the four sheets with each of the texts in whatever a file may write there."""
    yield from (signature(desa.desa, "2023-01-10", chair=None) for desa in REGION.desa[::2])
    for place, (text, desa) in enumerate(zip(texts, itertools.cycle(REGION.desa))):
        parts = dict.fromkeys(("kebutuhan", "mitra", "sebelum", "sesudah", "seksi", "sumber_dana", "keterangan"), text)
        yield activity(text, "2023-02-03", desa.desa, peserta=place, **parts)
        yield review(text, list(Putusan)[place % 3], "2023-03-04", desa.desa, alasan=text, oleh=text)
        yield step(desa.desa, "2023-04-05", JenisLangkah.LAINNYA, text)
        yield replace(
            signature(desa.desa, "2023-01-10"),
            kode_desa=None,
            kecamatan="",
            desa="",
            penanda_tangan=text,
            keterangan=text,
        )


@cache
def state(is_bad: bool) -> tuple[Overview, Briefing]:
    """A harmless state and its briefing, or the same with attacks."""
    overview = state_with(list(ATTACKS.values()) if is_bad else ["aman"])
    return overview, make_briefing(overview)


@cache
def harmless(name: str) -> bytes:
    """An export of the harmless state."""
    return _make(name, *state(False))


@cache
def attacked(name: str) -> bytes:
    """An export of the other."""
    return _make(name, *state(True))


def _make(name: str, overview: Overview, briefing: Briefing) -> bytes:
    if name == "layar":
        return render_wall(briefing, WallFrame("/layar.js", "/rapat", "1", links=page_links(Filters())))
    if name == "ringkas":
        parts = {field: getattr(overview, field) for field in Overview.__dataclass_fields__}
        return render_light_page(light_facts(View(version=1, filters=Filters(), **parts)))
    if name == "txt":
        return chat_message(overview, address="https://kkb.example/ringkas").encode()
    return make_file(name, overview, briefing)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def xml_parts(data: bytes) -> dict[str, ElementTree.Element]:
    """The XML of a package, parsed as strictly as can be; workbooks inside it (behind charts) as well."""
    found = {}
    for name, content in parts_of(data).items():
        if name.endswith((".xml", ".rels")):
            found[name] = ElementTree.fromstring(content)
        elif name.endswith(".xlsx"):
            found |= {f"{name}!{inner}": root for inner, root in xml_parts(content).items()}
    return found


def shape(data: bytes) -> set[tuple[str, str]]:
    """(element, attribute) of everything in a package."""
    return {
        (element.tag, key)
        for root in xml_parts(data).values()
        for element in root.iter()
        for key in ("", *element.attrib)
    }


@pytest.mark.parametrize("name", PACKED)
def test_an_office_file_is_built_of_the_same_elements(name: str) -> None:
    good, bad = harmless(name), attacked(name)
    new = {tag for tag, _ in shape(bad) - shape(good)}
    # A text that begins like a formula is marked as text; long ones need a break or a space kept.
    assert all(re.search(r"\}(br|cellXfs|xf|t|protection|pt|strCache|v)$", tag) for tag in new), new


@pytest.mark.parametrize("name", PACKED)
def test_an_office_file_leads_nowhere(name: str) -> None:
    bad = attacked(name)
    for part, root in xml_parts(bad).items():
        for element in root.iter():
            local = element.tag.rpartition("}")[2]
            assert element.get("TargetMode") != "External", part
            assert local not in {"hlinkClick", "hlinkHover", "hyperlink", "oleLink", "ddeLink", "externalReference"}, (
                part
            )
    assert not any("externalLink" in part or "vba" in part.lower() for part in parts_of(bad))


def test_no_text_became_a_formula_in_excel() -> None:
    for data in (
        attacked("xlsx"),
        *(part for name, part in parts_of(attacked("pptx")).items() if name.endswith(".xlsx")),
    ):
        for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                assert OWN_FORMULA.fullmatch(str(cell.value)), cell.value


def test_no_field_of_a_csv_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(attacked("csv").decode("utf-8-sig")), delimiter=";"))
    fields = [field for row in rows for field in row]
    assert any("HYPERLINK" in field for field in fields), "the texts must be there, or this proves nothing"
    assert [field[:40] for field in fields if re.match(r"[=+\-@\t\r]", field) and field != "-"] == []


@pytest.mark.parametrize("name", ["pdf", "pdf1"])
def test_a_pdf_does_nothing(name: str) -> None:
    from pypdf import PdfReader
    from pypdf.generic import DictionaryObject, IndirectObject

    active = {"/JavaScript", "/JS", "/OpenAction", "/AA", "/Launch", "/URI", "/GoToR", "/EmbeddedFile", "/SubmitForm"}
    reader = PdfReader(io.BytesIO(attacked(name)))
    for number in range(1, len(reader.xref[0]) + 1 if reader.xref else 1):
        found = reader.get_object(IndirectObject(number, 0, reader))
        if isinstance(found, DictionaryObject):
            assert not active & set(found.keys()), found
            assert str(found.get("/S", "")) not in active
    assert "/Names" not in reader.root_object or "/JavaScript" not in str(reader.root_object["/Names"])


class Tags(HTMLParser):
    """The (tag, attribute) of a page, and where its addresses lead."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.shape: set[tuple[str, str]] = set()
        self.addresses: list[str] = []
        self.words = ""
        self.feed(body.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape |= {(tag, name) for name in ("", *(name for name, _ in attrs))}
        self.addresses += [
            value or "" for name, value in attrs if name in ("href", "src", "action", "formaction", "style")
        ]

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("name", ["layar", "ringkas"])
def test_a_page_is_built_of_the_same_tags(name: str) -> None:
    good, bad = Tags(harmless(name)), Tags(attacked(name))
    assert bad.shape <= good.shape | {("br", ""), ("wbr", "")}
    # The address of a programme names it, and no more than names it.
    assert not [
        address
        for address in bad.addresses
        if "evil" in address and not re.fullmatch(r"kegiatan\?program=[\w.~%+*-]+", address)
    ]


def test_what_the_sheets_beside_the_recap_say_is_there() -> None:
    """Or the others prove nothing of it."""
    book = openpyxl.load_workbook(io.BytesIO(attacked("xlsx")))
    headers = ("Mitra", "Oleh", "Catatan", "Penanda Tangan Kabupaten")
    for name, header in zip(("kegiatan", "evaluasi", "langkah", "komitmen"), headers, strict=True):
        rows = list(book[f"Semua {name}"].iter_rows(values_only=True))
        (place,) = [row.index(header) for row in rows if header in row]
        assert any(row[place] == ATTACKS["formula"] for row in rows), name
    words = Tags(attacked("layar"))
    assert any(address.startswith("kegiatan?program=") for address in words.addresses)


def test_the_wall_shows_the_words() -> None:
    words = Tags(attacked("layar")).words
    assert "<script>window.evil=1</script>" in words
    assert "{{7*7}}" in words


def test_the_pictures_are_pictures_only() -> None:
    pictures = parts_of(attacked("png"))
    assert pictures
    for name, content in pictures.items():
        assert content.startswith(b"\x89PNG"), name
        assert b"evil" not in content


def test_the_message_brings_no_text_of_a_file() -> None:
    text = attacked("txt").decode()
    assert "evil" not in text
    assert not set(text) & set("<>$`{}#\u202e\u2067")


def test_names_of_files_are_plain() -> None:
    _, briefing = state(True)
    for entry in FORMATS:
        assert re.fullmatch(r"[a-z0-9_.-]+", entry.file_name(replace(briefing, scope=ATTACKS["html"] + "/../x")))


def test_a_marked_workbook_stays_inert() -> None:
    rows: list[tuple[str, ...]] = [("Keadaan per 10 Mei 2023",), ("Kecamatan", "Desa", "Status", "Tanggal Pembentukan")]
    rows += [(desa.kecamatan, desa.desa, "Belum", "") for desa in REGION.desa]
    rows += [("Dendang", text, text, text) for text in ATTACKS.values()]
    data = make_xlsx(rows, change=_as_text, more_sheets={"=1+1 <b>$x$ 'evil'": [(text,) for text in ATTACKS.values()]})
    checked = check_files(
        [InputFile(ATTACKS["html"], data)], region=REGION, region_name="x", stored=Stored(), today=TODAY,
        workbooks={sha256(data).hexdigest(): read(data, DEFAULT_LIMITS)},
    )  # fmt: skip
    assert len(checked.verdict.problems) >= len(ATTACKS)
    marked = mark_workbook(data, marks_of(checked.verdict.problems)).data
    for part, root in xml_parts(marked).items():
        for element in root.iter():
            local = element.tag.rpartition("}")[2]
            # A finding leads to its cell, inside the workbook.
            leads_inside = local == "hyperlink" and set(element.attrib) <= {"ref", "location", "display", "tooltip"}
            assert leads_inside or local not in {"f", "hyperlink", "ddeLink", "externalReference"}, part
            assert element.get("TargetMode") != "External", part


def _as_text(sheet: Any) -> None:
    for one in sheet.parent.worksheets:
        for cell in (cell for row in one.iter_rows() for cell in row if cell.value is not None):
            cell.data_type = "s"


def test_a_verdict_is_text_in_json() -> None:
    for text in ATTACKS.values():
        shown: Any = json.loads(json.dumps(judge([("Dendang", text, text, text)]).to_json(), allow_nan=False))
        assert "\x00" not in str(shown)
