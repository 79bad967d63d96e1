"""The deck as a package: it opens without a question, and the check that says so can fail."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from PIL import Image
from pptx import Presentation

from kkb.briefing.model import choose_slides
from kkb.exports.slides import write_pptx
from kkb.exports.slides.deck import TEMPLATE
from kkb.schema import Tahap
from kkb.theme import LIGHT
from slide_template.make import make_template
from tests.support.briefing_builders import make_slides, make_step
from tests.support.pptx_reading import Package, package_faults, read_numbers
from tests.support.timing import least_seconds

STEPS = [make_step(number, f"Kunjungi desa ke-{number}") for number in range(1, 4)]
RUNGS = (Tahap.MERINTIS,) * 5 + (Tahap.SOSIALISASI,) * 4


@pytest.fixture(scope="module")
def briefing():
    return make_slides(15, formed_before=12, rungs=RUNGS, steps=STEPS, is_sample=True)


@pytest.fixture(scope="module")
def deck(briefing) -> bytes:
    return write_pptx(briefing, logo=make_logo())


@pytest.fixture(scope="module")
def few(briefing) -> bytes:
    return write_pptx(choose_slides(briefing, ("garis", "kecamatan", "peta")))


def make_logo(width: int = 40, height: int = 60) -> bytes:
    buffer = BytesIO()
    Image.new("RGBA", (width, height), (0, 110, 60, 255)).save(buffer, "PNG")
    return buffer.getvalue()


def changed(deck: bytes, name: str, old: str, new: str) -> bytes:
    """The deck with the first part whose name matches written otherwise."""
    buffer = BytesIO()
    is_done = False
    with zipfile.ZipFile(BytesIO(deck)) as source, zipfile.ZipFile(buffer, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            if not is_done and re.fullmatch(name, part) and re.search(old, content.decode()):
                content, is_done = re.sub(old, new, content.decode(), count=1).encode(), True
            target.writestr(part, content)
    assert is_done
    return buffer.getvalue()


def test_a_program_has_nothing_to_repair(deck):
    assert package_faults(deck) == []


SLIDE, CHART = r"ppt/slides/slide\d+\.xml", r"ppt/charts/chart\d+\.xml"


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        (SLIDE, r'<p:cNvPr id="4"', '<p:cNvPr id="2"', "numbers of shapes"),
        (SLIDE, r'<a:off x="\d+"', '<a:off x="-5"', "a shape stands at"),
        (SLIDE, r'<a:ext cx="\d+"', '<a:ext cx="99999999"', "a shape stands at"),
        (SLIDE, r' descr="[^"]+"', "", "is not read aloud"),
        (SLIDE, r'lang="id-ID"', 'lang="en-US"', "a text of"),
        (SLIDE, r'sz="1200"', 'sz="900"', "type of 900"),
        (SLIDE, r'type="title"', 'type="body"', "there is no title"),
        (SLIDE, r'idx="1"', 'idx="77"', "the layout has no place"),
        (SLIDE, r'<a:gridCol w="\d+"/>', "", "a row has too few or too many cells"),
        (SLIDE, r'<a:tr h="\d+"', '<a:tr h="9"', "a table is not as big as its frame"),
        (SLIDE, r'r:id="rId\d+"', 'r:id="rId99"', "rId99 is no relation"),
        (SLIDE, r"<a:t>[^<]+", "<a:t>\u202eabc", "letters that are no text"),
        (SLIDE, r"<a:t>[^<]+", "<a:t>" + 9_000 * "a", "holds 9000 letters"),
        (SLIDE, r"<p:spPr/>|<p:spPr></p:spPr>", "", "p:sp lacks p:spPr"),
        (CHART, r"(<c:cat>.*?</c:cat>)(<c:val>.*?</c:val>)", r"\2\1", "are out of order"),
        (CHART, r'(<c:idx val="\d+"/>)(<c:order val="\d+"/>)', r"\2\1", "are out of order"),
        (CHART, r"<c:gapWidth", "<c:gapBreadth", "may not hold"),
        (CHART, r'<c:crossAx val="-?\d+"', '<c:crossAx val="7"', "do not cross each other"),
        (CHART, r'<c:axId val="-?\d+"', '<c:axId val="7"', "a plot without its axes"),
        (CHART, r'<c:dLblPos val="inBase"', '<c:dLblPos val="outEnd"', "may not stand at outEnd"),
        (CHART, r'<c:order val="1"', '<c:order val="0"', "order of series"),
        (CHART, r"<c:v>15</c:v>", "<c:v>16</c:v>", "the chart shows"),
        (CHART, r"<c:v>2017</c:v>", "<c:v>2071</c:v>", "the chart shows"),
        (r"\[Content_Types\]\.xml", r'<Override PartName="/ppt/slides/slide1.xml"[^>]*>', "", "is of type"),
        (r"\[Content_Types\]\.xml", r"/ppt/slides/slide1.xml", "/ppt/slides/slide99.xml", "is missing"),
        (r"ppt/slides/_rels/.*", r"notesSlide1.xml", "notesSlide99.xml", "which is missing"),
        (r"ppt/slides/_rels/.*", r'<Relationship [^>]*notesSlide1.xml"[^>]*/>', "", "nothing leads to"),
        (r"ppt/presentation\.xml", r'<p:sldId [^>]*id="256"', '<p:sldId id="5"', "sldId: "),
    ],
)
def test_the_check_finds_what_a_program_would_repair(few, name, old, new, fault):
    try:
        faults = package_faults(changed(few, name, old, new))
    except (ValueError, KeyError) as error:
        # A slide that cannot even be read, as one without a title.
        faults = [str(error)]
    assert any(fault in found for found in faults), faults


def test_the_appendix_is_hidden(deck, briefing):
    slides = Presentation(BytesIO(deck)).slides
    shown = [slide.shapes.title.text for slide in slides if slide._element.get("show") != "0"]
    titles = [slide.title for slide in briefing.slides if not slide.is_appendix]
    assert [title.replace("\N{NO-BREAK SPACE}", " ") for title in shown] == titles
    assert len(shown) == 7


def test_python_pptx_opens_it_and_writes_it_again(deck, briefing):
    again = BytesIO()
    Presentation(BytesIO(deck)).save(again)
    assert package_faults(again.getvalue()) == []
    opened = Presentation(BytesIO(again.getvalue()))
    assert (opened.slide_width, opened.slide_height) == (12_192_000, 6_858_000)
    assert [layout.name for layout in opened.slide_layouts] == ["Temuan", "Judul dan isi"]
    assert opened.slides[0].shapes.title.text.split() == briefing.slides[0].title.split()
    assert opened.core_properties.title == briefing.headline
    assert opened.core_properties.language == "id-ID"


def test_its_charts_can_be_edited_there(deck):
    opened = Presentation(BytesIO(deck))
    charts = [shape.chart for slide in opened.slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == 3 + 7
    combined = charts[0]
    assert [type(plot).__name__ for plot in combined.plots] == ["BarPlot", "LinePlot"]
    for chart in charts:
        assert chart.part.chart_workbook.xlsx_part is not None


def test_the_same_briefing_gives_the_same_bytes(briefing):
    few = choose_slides(briefing, ("ringkasan", "kecamatan"))
    assert write_pptx(few) == write_pptx(few)


def test_progress_counts_the_sheets_to_the_last(briefing):
    told: list[tuple[int, int]] = []
    data = write_pptx(
        choose_slides(briefing, ("ringkasan", "kecamatan")), progress=lambda done, of: told.append((done, of))
    )
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert len(read_numbers(data)) == 3


def test_region_and_logo_stand_on_the_master(deck, briefing):
    master = Package(deck).xml["ppt/slideMasters/slideMaster1.xml"]
    assert "Kabupaten Belitung Timur" in "".join(master.itertext())
    assert "Logo Kabupaten Belitung Timur" in master.xpath("//@descr")
    plain = Package(write_pptx(choose_slides(briefing, ("ringkasan",))))
    assert not any(name.endswith(".png") for name in plain.names)


@pytest.mark.parametrize("logo", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", make_logo()[:60], b"<svg/>"])
def test_a_logo_that_cannot_be_read_is_left_out(briefing, logo):
    data = write_pptx(choose_slides(briefing, ("ringkasan",)), logo=logo)
    assert package_faults(data) == []
    assert not any(name.endswith(".png") for name in Package(data).names)


def test_a_logo_of_any_shape_keeps_its_proportions(briefing):
    for width, height in [(1024, 30), (30, 512), (1, 1)]:
        data = write_pptx(choose_slides(briefing, ("ringkasan",)), logo=make_logo(width, height))
        assert package_faults(data) == []
        (picture,) = [shape for shape in Presentation(BytesIO(data)).slide_master.shapes if shape.name == "Logo"]
        assert picture.width / picture.height == pytest.approx(width / height, rel=0.01)


def test_without_data_the_file_says_so():
    data = write_pptx(make_slides(has_data=False))
    assert package_faults(data) == []
    (slide,) = read_numbers(data)
    assert slide.title.startswith("Belum ada data")


def test_the_template_is_what_its_script_makes():
    # `python -m slide_template.make` makes it anew.
    assert Package(TEMPLATE.read_bytes()).parts == Package(make_template()).parts


def test_the_template_is_ours(deck):
    theme = Package(deck).xml["ppt/theme/theme1.xml"]
    colours = {found.getparent().tag.rsplit("}", 1)[1]: found.get("val") for found in theme.iter("{*}srgbClr")}
    rungs = [colours[f"accent{place}"] for place in range(1, 5)]
    assert rungs == [LIGHT.tahap[tahap][1:] for tahap in ("Terbentuk", "Merintis", "Sosialisasi", "Belum")]
    assert (colours["dk1"], colours["accent5"]) == (LIGHT.text[1:], LIGHT.target[1:])
    assert {found.get("typeface") for found in theme.iter("{*}latin")} == {"Arial"}
    text = b"".join(content for name, content in Package(deck).parts.items() if name.endswith(".xml")).decode()
    assert "en-US" not in text and "Click to edit" not in text


@pytest.mark.slow
def test_the_whole_deck_takes_less_than_a_second(briefing):
    assert least_seconds(lambda: write_pptx(briefing), bound=1) < 1
