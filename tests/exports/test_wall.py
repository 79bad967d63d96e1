"""The wall as a document: every slide in its order, all of a long list, what stands on each, and nothing live."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest

from kkb.briefing.model import BarsBody, Briefing, HeadlineBody, SlideTable
from kkb.exports.wall import WallFrame, render_wall, render_wall_notice
from kkb.exports.wall.bodies import lay_out
from kkb.exports.wall.flow import Block, fill, pour
from kkb.exports.wall.parts import Area, paragraphs
from kkb.exports.wall.slides import Sheet, lay_out_slides
from kkb.exports.wall.table import _Column, _narrowed, lay_out_table
from kkb.exports.wall.text import clip, count_lines, greatest_size, say, wrap
from kkb.figures.facts import KecamatanBar
from kkb.figures.letters import width_of
from kkb.narrative import Card
from kkb.region import Region
from kkb.theme import LIGHT
from tests.support.briefing_builders import make_slides, make_step
from tests.support.builders import REGION

FRAME = WallFrame("layar.js?v=1", "rapat?kec=Manggar", "7|2023-06-01")
HOSTILE = 'x"/><script>alert(1)</script>&amp;\x00\x1b\u202e<img src=x onerror=alert(2)>'
LONG_DESA, LONG_KECAMATAN = " Tanjung Batu Itam Lalang Jaya Mengkubang", " Raya Selatan Tanjung Batu Itam Kelapa"
STEPS = tuple(
    make_step(n, f"Dampingi desa ke-{n} menyusun SK Pokja " * 3, penanggung_jawab=f"Camat {n}") for n in range(20)
)


@cache
def slides(formed: int = 15, **parts: Any) -> Briefing:
    """The briefing of `make_slides`, made once."""
    return make_slides(formed, **parts)


@cache
def long_named(desa: str = LONG_DESA, kecamatan: str = LONG_KECAMATAN) -> Region:
    """The region with something behind each of its names."""
    return Region(replace(one, desa=one.desa + desa, kecamatan=one.kecamatan + kecamatan) for one in REGION.desa)


def sheets_of(briefing: Briefing, **parts: Any) -> tuple[Sheet, ...]:
    return lay_out_slides(briefing, LIGHT, **parts)


def words_of(html: str) -> str:
    """What remains of HTML on the screen."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


class Tags(HTMLParser):
    """The tags of a document with their attributes."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(body.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


class TestSlides:
    def test_they_stand_in_the_order_of_the_briefing(self) -> None:
        briefing = slides()
        sheets = sheets_of(briefing)
        assert list(dict.fromkeys(sheet.key for sheet in sheets)) == [slide.key for slide in briefing.slides]
        main = sum(not sheet.is_appendix for sheet in sheets)
        for number, sheet in enumerate(sheets, 1):
            place = f" {number}, lampiran" if sheet.is_appendix else f" {number} dari {main}"
            assert words_of(sheet.html).endswith(place)

    @pytest.mark.parametrize("formed", [15, 39])
    def test_each_has_title_day_area_source_and_the_mark_of_samples(self, formed: int) -> None:
        briefing = slides(formed, rungs=(), is_sample=True, kecamatan=("Dendang", "Manggar"))
        titles = {slide.key: slide.title for slide in briefing.slides}
        for sheet in sheets_of(briefing):
            words = words_of(sheet.html)
            assert words.startswith("Kecamatan Dendang dan Manggar · 10 Mei 2023 DATA CONTOH")
            assert titles[sheet.key] in words
            assert "Sumber: unggahan 1 (rekap.xlsx)" in words
        assert "DATA CONTOH" not in "".join(sheet.html for sheet in sheets_of(slides(formed, rungs=())))

    def test_how_old_the_data_is_stands_on_each_once(self) -> None:
        sheets = sheets_of(slides())
        assert {words_of(sheet.html).count("Data terakhir 22 hari lalu") for sheet in sheets} == {1}

    def test_the_foot_is_one_line_whatever_the_names(self) -> None:
        briefing = replace(slides(), scope="Kecamatan " + "Manggar, " * 30, source=f"Sumber: {'rekap ' * 60}")
        for sheet in sheets_of(briefing):
            (line,) = re.findall(r"<p>(.*?)</p>", sheet.html.partition("<footer>")[2])
            assert line.endswith("…") and count_lines(unescape(line), 1600, 24) == 1

    def test_a_long_list_of_changes_is_one_slide_and_the_others_an_appendix(self) -> None:
        briefing = slides(15, formed_before=3)
        sheets = sheets_of(briefing)
        main = [sheet for sheet in sheets if sheet.key == "perubahan"]
        others = [sheet for sheet in sheets if sheet.key == "perubahan-lain"]
        assert len(main) == 1 and not main[0].is_appendix and all(sheet.is_appendix for sheet in others)
        assert "6 dari 15 perubahan; selengkapnya di lampiran" in words_of(main[0].html)
        rows = sum(sheet.html.count("<tr>") - 1 for sheet in (*main, *others))
        assert rows == 15

    def test_a_count_and_what_it_counts_are_on_one_line(self) -> None:
        (title,) = re.findall(r"<h2[^>]*>(.*?)</h2>", sheets_of(slides(15, formed_before=3))[4].html)
        assert "3\N{NO-BREAK SPACE}desa maju tahap" in title
        assert wrap("Terbentuk 7 desa", width_of("Terbentuk 7", 40) + 1, 40) == ["Terbentuk", "7\N{NO-BREAK SPACE}desa"]

    def test_notices_stand_under_the_source(self) -> None:
        for sheet in sheets_of(slides(), notices=("Sebagian diabaikan.",)):
            assert "Sebagian diabaikan." in words_of(sheet.html.partition("<footer>")[2])

    def test_a_very_long_area_leaves_room_for_day_and_mark(self) -> None:
        sheet = sheets_of(slides(is_sample=True, region_name="Kabupaten " + "Belitung " * 40))[0]
        assert "… · 10 Mei 2023 DATA CONTOH" in words_of(sheet.html)

    def test_without_data_one_slide_says_so(self) -> None:
        (sheet,) = sheets_of(slides(0, has_data=False))
        assert words_of(sheet.html).startswith("Belum ada data Layar ini menampilkan angkanya")


class TestLongLists:
    def test_every_desa_without_a_pokja_is_named(self) -> None:
        region = long_named()
        sheets = [sheet for sheet in sheets_of(slides(0, rungs=(), region=region)) if sheet.key == "belum"]
        assert len(sheets) > 1
        assert all(f"bagian {sheet.part} dari {len(sheets)}" in words_of(sheet.html) for sheet in sheets)
        words = " ".join(words_of(sheet.html) for sheet in sheets)
        assert [one.desa for one in region.desa if one.desa not in words] == []
        assert all("(lanjutan)" in words_of(sheet.html) for sheet in sheets[1:])

    def test_every_step_is_told_in_whole(self) -> None:
        sheets = [sheet for sheet in sheets_of(slides(steps=STEPS)) if sheet.key.startswith("tindak-lanjut")]
        assert [sheet.is_appendix for sheet in sheets] == [False] + [True] * (len(sheets) - 1)
        words = " ".join(words_of(sheet.html) for sheet in sheets)
        for step in STEPS:
            assert f"{step.uraian.strip()} {step.penanggung_jawab} 20 Mei 2023 lewat 12 hari" in words
        assert all("Penanggung jawab" in words_of(sheet.html) for sheet in sheets)

    def test_a_kecamatan_goes_on_with_its_desa_and_steps(self) -> None:
        region = long_named()
        steps = tuple(make_step(n, f"Langkah nomor {n} " * 8, kode_kecamatan="19.06.01") for n in range(9))
        sheets = [s for s in sheets_of(slides(region=region, steps=steps)) if s.key == "kec-19.06.01"]
        words = " ".join(words_of(sheet.html) for sheet in sheets)
        assert all(one.desa in words for one in region.desa if one.kode_kecamatan == "19.06.01")
        assert all(step.uraian.strip() in words for step in steps)
        assert "(lanjutan):" in words

    def test_parts_of_a_figure_keep_its_totals_and_scale(self) -> None:
        sheets = [s for s in sheets_of(slides(15, region=long_named())) if s.key in ("tahap", "kecamatan")]
        ladder = [words_of(sheet.html) for sheet in sheets if sheet.key == "tahap"]
        assert len(ladder) > 1
        assert all("Terbentuk 15" in words and "Belum 21" in words for words in ladder)
        bars = [sheet.html for sheet in sheets if sheet.key == "kecamatan"]
        # A desa is as wide in each part: Manggar has nine of them, Dendang four.
        wide = [max(float(w) for w in re.findall(r'width="([\d.]+)" height="[\d.]+" fill="none"', h)) for h in bars]
        assert wide[0] / 9 == pytest.approx(wide[-1] / 4, abs=0.1)

    def test_many_kecamatan_are_parted_evenly(self) -> None:
        bars = tuple(KecamatanBar(f"Kecamatan {n}", n % 5, 9, 0.0) for n in range(23))
        parts = lay_out(BarsBody(bars), "", Area(1760, 760, LIGHT))
        counts = [len(re.findall(r">Kecamatan \d+<", html)) for html in parts]
        assert len(parts) > 1 and sum(counts) == 23 and max(counts) - min(counts) <= 1


class TestDocument:
    def test_it_is_indonesian_and_runs_one_script_alone(self) -> None:
        tags = Tags(render_wall(slides(), FRAME)).found
        assert tags[0] == (
            "html",
            {"lang": "id", "data-tema": "terang", "data-putar": "", "data-versi": "7|2023-06-01"},
        )
        assert [attrs for tag, attrs in tags if tag == "script"] == [{"src": "layar.js?v=1"}]
        assert [attrs["href"] for tag, attrs in tags if tag == "a"] == ["rapat?kec=Manggar"]
        assert not [attrs for _, attrs in tags for name in attrs if name.startswith("on")]

    def test_each_slide_can_be_picked_by_name_and_read_aloud(self) -> None:
        briefing = slides()
        tags = Tags(render_wall(briefing, FRAME)).found
        cells = [attrs for tag, attrs in tags if attrs.get("class") == "cell"]
        picks = [attrs["aria-label"] for tag, attrs in tags if attrs.get("class") == "pick"]
        assert len(cells) == len(picks) == len(sheets_of(briefing))
        assert picks[0] == f"1. {briefing.slides[0].title}"
        figures = [attrs["aria-label"] for tag, attrs in tags if attrs.get("role") == "img"]
        assert figures and all(figures)

    def test_theme_and_advance_are_told_to_the_script(self) -> None:
        frame = replace(FRAME, theme="dark", seconds=20)
        attributes = Tags(render_wall(slides(), frame)).found[0][1]
        assert (attributes["data-tema"], attributes["data-putar"]) == ("gelap", "20")

    def test_names_and_steps_are_text(self) -> None:
        steps = (make_step(1, HOSTILE, penanggung_jawab=HOSTILE),)
        briefing = slides(
            is_sample=True, region=long_named(HOSTILE, HOSTILE), region_name=HOSTILE, steps=steps, formed_before=3
        )
        body = render_wall(briefing, replace(FRAME, notices=(HOSTILE,)))
        assert len([tag for tag, _ in Tags(body).found if tag == "script"]) == 1
        assert not [tag for tag, _ in Tags(body).found if tag in ("img", "image")]
        text = body.decode("utf-8")
        assert not {"\x00", "\x1b", "\u202e"} & set(text)
        assert "&lt;script&gt;" in text

    def test_a_half_character_does_not_take_the_page_away(self) -> None:
        assert b"Kab \xef\xbf\xbd" not in render_wall(slides(region_name="Kab \ud83d"), FRAME)

    def test_a_notice_is_a_slide_with_the_same_script(self) -> None:
        body = render_wall_notice("Data belum dapat dibuka", HOSTILE, FRAME)
        assert [attrs for tag, attrs in Tags(body).found if tag == "script"] == [{"src": "layar.js?v=1"}]
        assert "Data belum dapat dibuka" in words_of(body.decode())


class TestText:
    def test_lines_break_between_words_and_inside_too_long_ones(self) -> None:
        assert wrap("satu dua tiga", width_of("satu dua", 40), 40) == ["satu dua", "tiga"]
        assert "".join(wrap("a" * 90, 300, 40)) == "a" * 90
        assert count_lines("", 300, 40) == 1

    def test_what_is_too_long_ends_in_dots(self) -> None:
        whole = "satu dua tiga empat lima enam"
        assert clip(whole, 300, 40, most=9) == whole
        short = clip(whole, 300, 40, most=1)
        assert short.startswith("satu dua") and short.endswith("…")
        assert count_lines(short, 300, 40) == 1

    def test_the_greatest_size_that_fits(self) -> None:
        assert greatest_size("15", 1000, (164, 120, 96)) == 164
        assert greatest_size("1234567890", 300, (164, 120, 96)) == 96

    def test_what_nobody_sees_is_left_out(self) -> None:
        assert say("a\u202eb\x00<") == "ab&lt;"

    def test_a_very_long_paragraph_becomes_several(self) -> None:
        text = " ".join(f"kata{n}" for n in range(300))
        blocks = paragraphs("Kata:", text, 800)
        assert " ".join(words_of(block.html) for block in blocks) == f"Kata: {text}"
        assert max(block.height for block in blocks) <= 6 * 52 + 20


class TestFlow:
    def test_nothing_is_lost_and_no_column_is_too_tall(self) -> None:
        blocks = [Block(str(n), height) for n, height in enumerate((100, 50, 80, 40, 90, 60))]
        pages = pour(blocks, height=180, columns=2)
        columns = [column for page in pages for column in page]
        assert [block for column in columns for block in column] == blocks
        assert max(sum(block.height for block in column) for column in columns) <= 180
        assert len(pages) == 2

    def test_columns_are_about_equally_tall(self) -> None:
        (page,) = pour([Block(str(n), 50) for n in range(6)], height=290, columns=2)
        assert [len(column) for column in page] == [3, 3]
        assert [len(column) for column in fill([Block(str(n), 50) for n in range(6)], 290)] == [5, 1]

    def test_a_heading_stays_with_what_it_heads_and_is_said_again(self) -> None:
        again = Block("lagi", 20)
        blocks = [Block("a", 60), Block("judul", 20, is_heading=True), *(Block(w, 60, under=again) for w in "bc")]
        assert [[block.html for block in column] for column in fill(blocks, 100)] == [
            ["a"],
            ["judul", "b"],
            ["lagi", "c"],
        ]


class TestTable:
    TABLE = SlideTable(
        ("Tindak lanjut", "Penanggung jawab", "Tenggat"),
        tuple((f"Dampingi desa {n} " * 12, "Camat", "20 Mei 2023") for n in range(12)),
        total=("Jumlah", "", "12"),
        numbers=frozenset({2}),
    )

    def test_every_row_stands_below_the_header(self) -> None:
        pages = lay_out_table(self.TABLE, width=1760, height=700)
        assert len(pages) > 1
        assert all(page.count("<thead>") == 1 and "Penanggung jawab" in page for page in pages)
        words = words_of(" ".join(pages))
        assert all(row[0].strip() in words for row in self.TABLE.rows)
        assert pages[-1].count("class=sum") == 1

    def test_short_columns_are_not_broken_for_long_ones(self) -> None:
        columns = [_Column(self.TABLE, place) for place in range(3)]
        widths = _narrowed(columns, [columns[0].least, columns[1].least, columns[2].natural], 1600)
        assert sum(widths) <= 1600
        assert columns[2].lines(widths[2]) == [1] * 14
        assert max(columns[0].lines(widths[0])) < max(columns[0].lines(600))

    def test_a_row_taller_than_a_slide_goes_on(self) -> None:
        words = " ".join(f"kata{n}" for n in range(400))
        pages = lay_out_table(SlideTable(("Uraian", "Siapa"), ((words, "Camat"),)), width=1760, height=700)
        assert len(pages) > 1
        found = re.findall(r"kata\d+", " ".join(pages))
        assert found == words.split()

    def test_a_table_is_no_wider_than_its_room(self) -> None:
        for wide in (900, 1760):
            for page in lay_out_table(self.TABLE, width=wide, height=700):
                assert int(re.search(r"width:(\d+)px", page)[1]) <= wide  # type: ignore[index]


def test_the_area_gives_columns_with_a_gap() -> None:
    area = Area(1760, 700, LIGHT)
    assert (area.column(1), area.column(2)) == (1760, 840)
    assert area.frame(height=300).height == 300


def test_days_of_another_choice_are_told() -> None:
    briefing = slides(15, formed_before=10, day=date(2022, 12, 31))
    assert all("31 Desember 2022" in words_of(sheet.html)[:60] for sheet in sheets_of(briefing))


def test_an_emblem_stands_before_the_line_over_each_title_and_once_in_the_document() -> None:
    body = render_wall(slides(), replace(FRAME, emblem=b"\x89PNG")).decode()
    assert body.count("data:image/png;base64,iVBORw==") == 1
    assert "data:image/png" not in render_wall(slides(), FRAME).decode()


def test_numbers_side_by_side_are_of_one_size_and_words_beside_them_take_two_lines() -> None:
    cards = (
        Card("Capaian terhadap target", "74,4%", "tenggat 31 Des 2024"),
        Card("Sisa desa", "10", "5 merintis, 5 belum"),
        Card("Tenggat lewat", "1 tahun 11 bulan", "per tanggal data"),
    )
    (html,) = lay_out(HeadlineBody("", None, cards, ("Data terakhir 3 hari lalu.",)), "", Area(1760, 700, LIGHT))
    share, left, over = map(int, re.findall(r"height:304px;font-size:(\d+)px", html))
    assert share == left
    assert share * 0.75 < over < share
