"""The brief on paper and the pictures: what they say, how they are built, and that no text becomes a program."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from io import BytesIO
from typing import Any, cast
from zipfile import ZipFile

import pytest
from fontTools.ttLib import TTFont
from PIL import Image
from pypdf import PdfReader

from kkb.briefing.model import (
    BarsBody,
    Briefing,
    ChangesBody,
    DefinitionsBody,
    FindingsBody,
    GroupsBody,
    HeadlineBody,
    KecamatanBody,
    LadderBody,
    Slide,
    SlideTable,
    StepsBody,
    TilesBody,
)
from kkb.exports.drawing import draw_bars
from kkb.exports.drawing.still import Still
from kkb.exports.paper import PaperError, PictureWords, compiler, write_figure_png, write_pdf, write_pictures, write_png
from kkb.exports.paper.letters import RANGES, UNKNOWN, breakable, printable, printable_parts, shorten_to
from kkb.figures.facts import KecamatanBar
from kkb.formatting import format_count
from kkb.region import Region
from kkb.schema import Tahap
from tests.support.briefing_builders import make_slides, make_step
from tests.support.builders import REGION
from tests.support.pdf_reading import count_pictures, read_fonts, read_tags, read_text
from tests.support.timing import least_seconds

MEETING = date(2023, 1, 5)
LONG = "Simpang Renggiang Pesak Kelapa Kampit Tanjung Batu Itam"
STEP = "Kunjungi desa dan siapkan SK pembentukan Pokja bersama kader"
MARK = "Kampung Sisipan"
"""What is put in place of this is text of a stranger."""


def steps(count: int, words: str = STEP) -> list[Any]:
    return [make_step(n, f"{words} ke-{n}", kode_kecamatan=None if n % 3 else "19.06.01") for n in range(1, count + 1)]


def long_names() -> Region:
    """The region with the longest names that a list may bring."""
    return Region(replace(d, desa=f"{d.desa} {LONG}", kecamatan=f"{LONG} {d.kecamatan}") for d in REGION.desa)


STATES: dict[str, Callable[[], Briefing]] = {
    "none formed": lambda: make_slides(0, rungs=(), steps=steps(20)),
    "15 formed": lambda: make_slides(15, formed_before=13, meeting=MEETING, steps=steps(20), is_sample=True),
    "38 formed": lambda: make_slides(38, formed_before=20, rungs=(Tahap.MERINTIS,), meeting=MEETING, steps=steps(20)),
    "all formed": lambda: make_slides(39, rungs=(), formed_before=38, steps=steps(3)),
    "much changed": lambda: make_slides(0, formed_before=39, rungs=(Tahap.SOSIALISASI,) * 30, steps=steps(40)),
    "long names": lambda: make_slides(15, region=long_names(), formed_before=3, steps=steps(20, LONG), is_sample=True),
    "one kecamatan": lambda: make_slides(15, kecamatan=("Manggar",), formed_before=13, steps=steps(5)),
    "no target": lambda: make_slides(15, has_target=False),
    "no data": lambda: make_slides(0, has_data=False),
}
QUICK = ("15 formed", "all formed", "no data")
EACH_STATE = pytest.mark.parametrize("name", STATES)
EACH_LONG = pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in STATES]
)
"""Reading back a document of many pages takes longer than making it."""


@functools.cache
def briefing_of(name: str) -> Briefing:
    return STATES[name]()


@functools.cache
def pdf_of(name: str, *, is_short: bool = False) -> bytes:
    return write_pdf(briefing_of(name), is_short=is_short)


@functools.cache
def pages_of(name: str, *, is_short: bool = False) -> list[str]:
    return read_text(pdf_of(name, is_short=is_short))


def slide_of(briefing: Briefing, kind: type) -> Slide:
    return next(slide for slide in briefing.slides if isinstance(slide.body, kind))


def replaced(value: Any, words: str) -> Any:
    """A briefing with `words` in place of MARK, wherever it stands."""
    if isinstance(value, str):
        return value.replace(MARK, words)
    if isinstance(value, tuple):
        return tuple(replaced(part, words) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: replaced(getattr(value, f.name), words) for f in fields(value)})
    return value


def strange(words: str) -> Briefing:
    """A briefing in which desa, kecamatan, file and next step are named by a stranger."""
    return cast(Briefing, replaced(with_marks(), words))


def named_by(words: str) -> Briefing:
    """That briefing without the slides that say nothing of the stranger's."""
    slides = tuple(slide for slide in with_marks().slides if MARK in repr(slide))
    return cast(Briefing, replaced(replace(with_marks(), slides=slides), words))


@functools.cache
def with_marks() -> Briefing:
    region = Region(replace(d, desa=MARK, kecamatan=MARK) if d.kode_kecamatan == "19.06.03" else d for d in REGION.desa)
    step = make_step(1, MARK, penanggung_jawab=MARK)
    made = make_slides(15, region=region, formed_before=13, meeting=MEETING, steps=[step])
    return replace(made, foot=f"{made.foot} · {MARK}")


class TestEveryPage:
    @EACH_LONG
    def test_it_has_its_number_its_day_and_its_source(self, name: str) -> None:
        briefing, pages = briefing_of(name), pages_of(name)
        for number, page in enumerate(pages, start=1):
            assert f"halaman {number} dari {len(pages)}" in page
            assert briefing.foot in page
            assert page.startswith(f"Pokja Kampung KB · {briefing.scope}")
            assert ("DATA CONTOH" in page) == briefing.is_sample

    @EACH_LONG
    def test_no_page_holds_the_end_of_a_section_alone(self, name: str) -> None:
        """The last page is as good as any: what stands on it is more than a line or two."""
        briefing = briefing_of(name)
        around = len(briefing.foot) + len(briefing.scope)
        assert not briefing.slides or len(pages_of(name)[-1]) - around > 800

    @EACH_STATE
    def test_the_short_brief_is_one_page(self, name: str) -> None:
        (page,) = pages_of(name, is_short=True)
        assert "halaman 1 dari 1" in page
        assert briefing_of(name).foot in page
        assert ("DATA CONTOH" in page) == briefing_of(name).is_sample

    def test_it_is_a4_and_no_page_is_blank(self) -> None:
        pages = PdfReader(BytesIO(pdf_of("15 formed"))).pages
        for page, text in zip(pages, pages_of("15 formed"), strict=True):
            assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
            assert len(text) > 300

    def test_a_table_that_goes_on_says_again_what_its_columns_are(self) -> None:
        table = slide_of(briefing_of("much changed"), StepsBody).body.table  # type: ignore[union-attr]
        head = " ".join(table.headers)
        with_rows = [page for page in pages_of("much changed") if f"{STEP} ke-" in page and "Tenggat" in page]
        assert len(with_rows) >= 2
        assert all(head in page for page in with_rows)


class TestWhatItSays:
    @EACH_LONG
    def test_every_word_and_number_of_the_slides_is_there(self, name: str) -> None:
        text = " ".join(pages_of(name))
        for slide in briefing_of(name).slides:
            if isinstance(slide.body, (GroupsBody, StepsBody)) and not said_by(slide):
                assert slide.title not in text
                continue
            for words in (slide.title, slide.subtitle, *said_by(slide)):
                assert words in text, (slide.key, words)

    def test_cut_lists_say_how_much_is_left(self) -> None:
        (page,) = pages_of("15 formed", is_short=True)
        shown = sum(f"{STEP} ke-{n} " in page for n in range(1, 21))
        assert 0 < shown < 20
        assert f"dan {20 - shown} lainnya" in page

    @pytest.mark.parametrize("name", ["none formed", "15 formed"])
    def test_the_short_brief_names_every_desa_of_the_region_that_has_no_pokja(self, name: str) -> None:
        (page,) = pages_of(name, is_short=True)
        body = slide_of(briefing_of(name), GroupsBody).body
        left = [desa for group in body.groups for _, names in group.desa for desa in names]  # type: ignore[union-attr]
        assert len(left) == {"none formed": 39, "15 formed": 24}[name]
        assert [desa for desa in left if desa not in page] == []

    @pytest.mark.parametrize("name", ["none formed", "15 formed", "all formed"])
    def test_the_short_brief_has_the_figures_of_the_first_slide(self, name: str) -> None:
        (page,) = pages_of(name, is_short=True)
        first = briefing_of(name).slides[0]
        assert first.title in page
        assert all(words in page for words in said_by(first))

    def test_one_kecamatan_is_told_alone(self) -> None:
        text = " ".join(pages_of("one kecamatan"))
        assert "Kecamatan Manggar" in text
        assert "Gantung" not in text

    def test_without_data_it_says_what_to_do(self) -> None:
        for is_short in (False, True):
            (page,) = pages_of("no data", is_short=is_short)
            assert "Belum ada data. Unggah rekap pertama." in page


def said_by(slide: Slide) -> list[str]:
    """The words of a slide that paper has to say, as they stand in its lines."""
    body = slide.body
    if isinstance(body, HeadlineBody):
        return [text for card in body.cards for text in (card.label, card.value, card.note)] + list(body.sentences)
    if isinstance(body, BarsBody):
        assert slide.table is not None
        return rows_of(slide.table)
    if isinstance(body, LadderBody):
        return [format_count(count) for row in body.rows for count in row.counts if count]
    if isinstance(body, TilesBody):
        return [f"{word} {format_count(count)}" for _, word, count in body.legend]
    if isinstance(body, GroupsBody):
        return [f"{kec}: {', '.join(names)}" for group in body.groups for kec, names in group.desa]
    if isinstance(body, ChangesBody):
        return [cell for row in body.table.rows for cell in row] if body.table.rows else [body.empty]
    if isinstance(body, StepsBody):
        return [cell for row in body.table.rows for cell in row]
    if isinstance(body, KecamatanBody):
        return [tile.desa for tile in body.desa] + list(body.sentences)
    if isinstance(body, DefinitionsBody):
        return [f"{word}. {text}" for word, text in body.definitions] + list(body.sources)
    return []


def rows_of(table: SlideTable) -> list[str]:
    """Each row as it stands on paper, read from left to right."""
    return [" ".join(row) for row in (table.headers, *table.rows, *([table.total] if table.total else []))]


class TestHowItIsBuilt:
    @pytest.mark.parametrize("is_short", [False, True])
    def test_it_is_tagged_and_says_its_title_and_language(self, is_short: bool) -> None:
        reader = PdfReader(BytesIO(pdf_of("15 formed", is_short=is_short)))
        root = reader.root_object
        assert root["/Lang"] == "id-ID"
        assert root["/MarkInfo"]["/Marked"] is not None and bool(root["/MarkInfo"]["/Marked"])
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
        assert reader.metadata is not None
        assert reader.metadata.title == "Pokja Kampung KB, Kabupaten Belitung Timur, keadaan per 10 Mei 2023"

    def test_figures_are_read_aloud_and_tables_have_heads(self) -> None:
        tags = read_tags(pdf_of("15 formed"))
        briefing = briefing_of("15 formed")
        drawn = [slide.alt for slide in briefing.slides if is_drawn(slide)]
        assert [tag.alt for tag in tags if tag.kind == "Figure"] == drawn
        kinds = [tag.kind for tag in tags]
        assert kinds.count("Table") == kinds.count("THead") == 4
        assert kinds.count("TH") == 5 + 5 + 4 + 4
        assert kinds.count("H1") == 1
        assert kinds.count("H2") == len(briefing.slides) - 1

    @EACH_LONG
    def test_its_only_fonts_are_in_it_and_it_has_no_pixels(self, name: str) -> None:
        assert read_fonts(pdf_of(name)) == {"Inter-SemiBold": True, "Inter-Regular": True}
        assert count_pictures(pdf_of(name)) == 0

    def test_the_same_briefing_gives_the_same_bytes(self) -> None:
        assert write_pdf(briefing_of("no target"), is_short=True) == pdf_of("no target", is_short=True)

    @pytest.mark.parametrize("is_short", [False, True])
    def test_progress_goes_from_the_first_step_to_the_last(self, is_short: bool) -> None:
        told: list[tuple[int, int]] = []
        write_pdf(briefing_of("one kecamatan"), is_short=is_short, progress=lambda *step: told.append(step))
        assert told == [(n, len(told)) for n in range(1, len(told) + 1)]
        assert len(told) > 1

    @pytest.mark.parametrize("kind", ["PNG", "JPEG"])
    def test_the_emblem_stands_on_every_page(self, kind: str) -> None:
        made = write_pdf(briefing_of("one kecamatan"), logo=picture(kind))
        assert count_pictures(made) == len(PdfReader(BytesIO(made)).pages) > 1

    @pytest.mark.parametrize(
        "data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b'<svg xmlns="http://www.w3.org/2000/svg"/>']
    )
    def test_what_is_no_picture_is_left_out(self, data: bytes) -> None:
        assert write_pdf(briefing_of("no data"), logo=data) == pdf_of("no data")

    @pytest.mark.slow
    def test_it_is_made_within_a_second(self) -> None:
        briefing = briefing_of("15 formed")
        assert least_seconds(lambda: write_pdf(briefing), bound=1) < 1


def is_drawn(slide: Slide) -> bool:
    told = (HeadlineBody, GroupsBody, ChangesBody, StepsBody, FindingsBody, DefinitionsBody)
    return not isinstance(slide.body, told)


def picture(kind: str) -> bytes:
    held = BytesIO()
    Image.new("RGB", (40, 50), "green").save(held, kind)
    return held.getvalue()


PROGRAMS = (
    '#import "@preview/cetz:0.3.0": *',
    '#read("/etc/passwd")',
    '#panic("stop")',
    "$ x^2 $ *tebal* _miring_ `kode` <label> @rujuk",
    "= judul \\ // bukan komentar",
    "<script>alert(1)</script>&amp;",
    '"/><image href="file:///etc/passwd"/>',
)


class TestStrangeText:
    @pytest.mark.parametrize("words", PROGRAMS)
    def test_a_program_is_printed_as_it_stands(self, words: str) -> None:
        briefing = strange(words)
        step = slide_of(briefing, StepsBody)
        assert words in " ".join(read_text(write_pdf(replace(briefing, slides=(step,)))))
        assert words in read_text(write_pdf(briefing, is_short=True))[0]

    @pytest.mark.slow
    @pytest.mark.parametrize(
        "words", [" ".join(PROGRAMS), "\ud800", "\x00\x1b\x07", "\u202e\u2066", "中文 😀", "\u200b", ""]
    )
    def test_it_may_stand_anywhere(self, words: str) -> None:
        briefing = named_by(words)
        # Long ones break across lines.
        printed = "".join("".join(read_text(write_pdf(briefing))).split())
        assert f"{''.join(printable(words).split())}:" in printed
        whole = strange(words)
        for kind in (HeadlineBody, ChangesBody, KecamatanBody, StepsBody):
            assert write_png(whole, slide_of(whole, kind)).startswith(b"\x89PNG")

    @pytest.mark.parametrize("letter", ["x", "kata "])
    def test_a_text_without_end_is_cut(self, letter: str) -> None:
        briefing = strange(letter * (32_767 // len(letter)))
        (page,) = read_text(write_pdf(briefing, is_short=True))
        assert "…" in page and "halaman 1 dari 1" in page
        assert len(PdfReader(BytesIO(write_pdf(briefing))).pages) < 12

    def test_letters_that_are_not_held_leave_a_sign(self) -> None:
        (page,) = read_text(write_pdf(strange("中\x00文\u202e\ud800 ok"), is_short=True))
        assert f"{UNKNOWN} {UNKNOWN}{UNKNOWN} ok" in page

    @pytest.mark.parametrize("source", ['#read("/etc/passwd")', '#read("../report.py")', '#image("/etc/hostname")'])
    def test_the_compiler_sees_no_other_folder(self, source: str) -> None:
        with pytest.raises(RuntimeError):
            compiler._compiler().compile(source.encode(), format="pdf")

    def test_templates_bring_nothing_in(self) -> None:
        templates = list(compiler.TEMPLATES.glob("*.typ"))
        assert {"shared.typ", "sheet.typ", "long.typ"} <= {path.name for path in templates}
        for path in templates:
            lines = path.read_text(encoding="utf-8").splitlines()
            brought = {line.split('"')[1] for line in lines if line.startswith(("#import", "#include"))}
            assert brought <= {"shared.typ", "sheet.typ"}, path.name
            assert not any("eval(" in line or "://" in line for line in lines), path.name

    def test_a_fault_says_nothing_of_this_machine(self, caplog: pytest.LogCaptureFixture) -> None:
        with pytest.raises(PaperError) as refused:
            compiler.compile_sheet("long.typ", {}, format="pdf", day=MEETING)
        assert str(refused.value) == refused.value.message
        assert "/" not in refused.value.message and "typst" not in refused.value.message
        assert refused.value.__cause__ is None and refused.value.__suppress_context__
        assert "typst" in caplog.text


class TestLetters:
    @pytest.mark.parametrize("name", ["Inter-Regular.ttf", "Inter-SemiBold.ttf"])
    def test_the_fonts_hold_every_letter_of_the_list(self, name: str) -> None:
        held = set(TTFont(compiler.FONTS / name).getBestCmap())
        assert {code for first, last in RANGES for code in range(first, last + 1)} <= held

    @pytest.mark.parametrize(
        ("text", "printed"),
        [
            ("Desa Baru, 10 Mei 2023 · 38,5%", "Desa Baru, 10 Mei 2023 · 38,5%"),
            ("e\u0301", "é"),
            ("ﬁ ①", "fi 1"),
            ("satu\ndua\ttiga\x00", "satu dua tiga "),
            ("\u202ea\u2066b\ufeff", "ab"),
            ("文", UNKNOWN),
            ("\ud800", UNKNOWN),
        ],
    )
    def test_what_cannot_be_printed_is_plain_blank_gone_or_a_sign(self, text: str, printed: str) -> None:
        assert printable(text) == printed

    def test_texts_are_printable_however_deep(self) -> None:
        slide = Slide("k", "m", "文", "", ChangesBody(SlideTable(("a",), (("文文文",),))), "abcdef")
        made = printable_parts(slide, longest=2)
        assert (made.title, made.alt) == (UNKNOWN, "abcdef")
        assert made.body == ChangesBody(SlideTable(("a",), ((f"{UNKNOWN}…",),)))

    def test_long_words_may_break_and_long_texts_end(self) -> None:
        assert breakable("Tindak lanjut") == "Tindak lanjut"
        assert breakable("x" * 30) == "\u200b".join(["x" * 10] * 3)
        assert (shorten_to("abcd", 4), shorten_to("abc de", 5)) == ("abcd", "abc…")


class TestPictures:
    def test_a_slide_is_a_picture_of_the_size_of_the_wall(self) -> None:
        made = write_png(briefing_of("15 formed"), briefing_of("15 formed").slides[1])
        with Image.open(BytesIO(made)) as image:
            assert (image.format, image.size) == ("PNG", (1920, 1080))
            # White ground; and the line of the region's Pokja is on it.
            colours = {colour for _, colour in image.convert("RGB").getcolors(1 << 24) or []}
        assert {(255, 255, 255), (0, 114, 178)} <= colours

    @pytest.mark.slow
    @pytest.mark.parametrize("name", ["15 formed", "all formed"])
    def test_all_slides_that_show_something_are_in_the_archive(self, name: str) -> None:
        briefing = briefing_of(name)
        told: list[tuple[int, int]] = []
        with ZipFile(BytesIO(write_pictures(briefing, progress=lambda *step: told.append(step)))) as archive:
            assert archive.testzip() is None
            names = archive.namelist()
        shown = [slide for slide in briefing.slides if not isinstance(slide.body, GroupsBody) or slide.body.groups]
        assert [entry[3:-4] for entry in names] == [slide.key for slide in shown]
        assert told[-1] == (len(briefing.slides), len(briefing.slides))

    def test_without_slides_there_is_one_picture(self) -> None:
        with ZipFile(BytesIO(write_pictures(briefing_of("no data")))) as archive:
            assert archive.namelist() == ["01_ringkasan.png"]


class TestFigurePicture:
    """A figure of a page with its words."""

    WORDS = PictureWords("Temuan", "Yang diukur", "Keadaan", "DATA CONTOH", "Belitung Timur", date(2023, 5, 10))

    @staticmethod
    def size_of(picture: bytes) -> tuple[int, int]:
        with Image.open(BytesIO(picture)) as image:
            return image.size

    def test_it_is_as_high_as_its_figure_and_words_need(self) -> None:
        bars = [KecamatanBar(f"Kecamatan {place}", 1, 4, 25.0) for place in range(40)]
        few, many = (self.size_of(write_figure_png([Still(draw_bars, bars, rows)], self.WORDS)) for rows in (3, 40))
        assert few[0] == many[0] == 1600
        assert 800 < few[1] < 1000 and many[1] > 3000
        longer = replace(self.WORDS, title="Temuan " * 40, sample="")
        assert self.size_of(write_figure_png([Still(draw_bars, bars)], longer))[1] > few[1]

    def test_several_stand_in_rows_of_four(self) -> None:
        bars = [KecamatanBar("Manggar", 1, 4, 25.0)]
        one = Still(draw_bars, bars, title="Manggar", note="1 dari 4")
        heights = [self.size_of(write_figure_png([one] * many, self.WORDS))[1] for many in (2, 4, 5)]
        assert heights[0] == heights[1] < heights[2]

    def test_no_text_becomes_a_program(self) -> None:
        words = replace(self.WORDS, title='#panic("x")', subtitle="*a* \x00 \u202e 日本", region="]")
        bars = [KecamatanBar('"/><script>#eval', 1, 4, 25.0)]
        assert write_figure_png([Still(draw_bars, bars, title="#x", note="$1$")] * 2, words).startswith(b"\x89PNG")
