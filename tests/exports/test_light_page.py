"""The light page from facts alone: small, whole, escaped, and the figure in its title."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest

from kkb import narrative
from kkb.exports.light.page import (
    MAX_BYTES,
    Choices,
    LightFacts,
    render_light_page,
    render_notice_page,
)
from kkb.figures.facts import Event, KecamatanBar, LineFacts, RungGroup, UndatedStep
from kkb.spans import Standstill
from tests.support.figure_builders import ESCAPED, HOSTILE, ringkasan_of

DAY, TARGET_DAY, START = date(2023, 5, 10), date(2024, 12, 31), date(2014, 1, 1)
STEPS = ((START, 0), (date(2014, 12, 31), 1), (date(2017, 10, 3), 8), (date(2018, 5, 2), 15), (DAY, 15))
LINE = LineFacts(
    title="Tidak ada Pokja baru sejak Mei 2018",
    day=DAY,
    steps=STEPS,
    target=(TARGET_DAY, 39),
    start_of_path=(DAY, 15),
    spans=(Standstill(date(2018, 5, 2), DAY),),
    undated=(UndatedStep(1, START, date(2014, 12, 31), ("Senyubuk",), 0),),
)
R = ringkasan_of(15, merintis_desa=1)

_VOID = {"meta", "link", "br", "circle", "rect", "path"}
_URL_ATTRIBUTES = {"href", "src", "action", "srcset", "data", "poster", "xlink:href"}


def make_facts(**changes: Any) -> LightFacts:
    facts = LightFacts(
        scope="Kabupaten Belitung Timur",
        headline=narrative.count_sentence(R),
        verdict="Tertinggal",
        is_good=False,
        sentences=("Data terakhir 10 Mei 2023.",),
        cards=tuple(narrative.cards(R)),
        line=LINE,
        line_alt="15 desa per 10 Mei 2023.",
        kecamatan_title="Manggar paling banyak tersisa: 7 dari 9 desa",
        kecamatan=(KecamatanBar("Manggar", 2, 9, 22.2), KecamatanBar("Simpang Pesak", 1, 4, 25.0)),
        missing_title="24 desa belum membentuk Pokja",
        missing=(
            RungGroup("Merintis", "Merintis", (("Gantung", ("Lilangan",)),)),
            RungGroup("", "Belum dilaporkan", (("Manggar", ("Padang", "Baru")),)),
        ),
        source="Keadaan per 10 Mei 2023 · Sumber: unggahan 1",
        is_sample=False,
        choices=Choices(kecamatan=("Manggar", "Simpang Pesak"), days=("10 Mei 2023",)),
    )
    return replace(facts, **changes)


class Page(HTMLParser):
    """What a page says; every tag must be closed where it should be."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(body.decode("utf-8"))
        self.close()
        assert self.open == [], f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice in <{tag}>"
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _VOID
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def meta(self, name: str) -> str | None:
        found = [m["content"] for m in self.all("meta") if name in (m.get("property"), m.get("name"))]
        assert len(found) == 1
        return found[0]


def rendered(**changes: Any) -> Page:
    return Page(render_light_page(make_facts(**changes)))


def test_the_page_says_the_facts() -> None:
    page = rendered()
    assert "15 dari 39 desa (38,5%) sudah membentuk Pokja per 10 Mei 2023; sisa 24 desa." in page.text
    for words in (
        "Desa sudah terbentuk 15 15 dilaporkan terbentuk; nomor SK belum dilaporkan",
        "Manggar 2 dari 9 · 22,2%",
        "Simpang Pesak 1 dari 4 · 25,0%",
        "M Merintis 1 desa Gantung: Lilangan",
        "? Belum dilaporkan 2 desa Manggar: Padang, Baru",
        "Target 39 desa, 31 Des 2024",
        "Keadaan per 10 Mei 2023 · Sumber: unggahan 1",
    ):
        assert words in page.text
    assert page.all("html") == [{"lang": "id"}]
    assert len(page.all("h1")) == 1


def test_the_figures_come_before_the_sentences() -> None:
    page = render_light_page(make_facts()).decode().partition("<main>")[2]
    places = [page.index(part) for part in ('class="cards"', "<svg", "Data terakhir 10 Mei 2023.")]
    assert places == sorted(places)


def test_a_shared_link_shows_the_figure() -> None:
    page = rendered()
    title = f"Kabupaten Belitung Timur · {narrative.headline(R)}"
    assert page.meta("og:title") == title
    assert title in page.text
    assert page.meta("og:type") == "website"
    description = "Data terakhir 10 Mei 2023. Manggar paling banyak tersisa: 7 dari 9 desa."
    assert page.meta("og:description") == page.meta("description") == description


def test_sample_data_is_told_on_the_page_and_in_the_link() -> None:
    assert "DATA CONTOH" not in rendered().text
    page = rendered(is_sample=True)
    assert "DATA CONTOH · Sebagian rekaan, bukan laporan resmi." in page.text
    assert str(page.meta("og:title")).startswith("DATA CONTOH · Kabupaten")


def test_it_is_small_and_needs_no_script_and_no_other_host() -> None:
    body = render_light_page(make_facts())
    page = Page(body)
    assert len(body) < 20_000
    assert page.all("script") == []
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    addresses = [v for _, attributes in page.tags for name, v in attributes.items() if name in _URL_ATTRIBUTES and v]
    assert addresses
    assert not any(re.match(r"(?!data:image/svg)\w+:|//", address) for address in addresses)
    assert b"url(" not in body
    assert b"@import" not in body


def test_no_value_is_markup() -> None:
    body = render_light_page(
        make_facts(
            scope=HOSTILE,
            headline=HOSTILE,
            sentences=(HOSTILE,),
            cards=(narrative.Card(HOSTILE, HOSTILE, HOSTILE),),
            line=replace(LINE, title=HOSTILE, reasons=(HOSTILE,), events=(Event(START, HOSTILE, HOSTILE),)),
            line_alt=HOSTILE,
            kecamatan_title=HOSTILE,
            kecamatan=(KecamatanBar(HOSTILE, 1, 2, 50.0),),
            missing_title=HOSTILE,
            missing=(RungGroup("Belum", HOSTILE, ((HOSTILE, (HOSTILE, '"><script>x</script>')),)),),
            source=HOSTILE,
            choices=Choices(kecamatan=(HOSTILE, '" autofocus onfocus="x'), days=(HOSTILE,), day=HOSTILE),
            notices=(HOSTILE,),
        )
    )
    text = body.decode()
    page = Page(body)
    assert HOSTILE not in text
    assert "<script" not in text
    # Title, three tags of the head, heading and 13 other places.
    assert text.count(ESCAPED) >= 17
    assert not {tag for tag, _ in page.tags} & {"img", "script"}
    assert not any(name.startswith("on") or name == "autofocus" for _, found in page.tags for name in found)
    names = [option.get("value") for option in page.all("option")]
    assert names == ["", None, None, "", None]


def test_a_kecamatan_is_a_link_and_the_whole_dashboard_is_one() -> None:
    choices = Choices(("Manggar", "Simpang Pesak"), ("Simpang Pesak",), ("10 Mei 2023",), "10 Mei 2023")
    page = rendered(choices=choices)
    addresses = [link["href"] for link in page.all("a")]
    assert addresses == [
        "?kec=Manggar&per=10%20Mei%202023",
        "?kec=Simpang%20Pesak&per=10%20Mei%202023",
        "./?kec=Simpang%20Pesak&per=10%20Mei%202023",
    ]
    assert [link["href"] for link in rendered().all("a")] == ["?kec=Manggar", "?kec=Simpang%20Pesak", "./"]


def test_the_form_asks_by_address_and_keeps_the_choice() -> None:
    choices = Choices(("Manggar", "Simpang Pesak"), ("Simpang Pesak",), ("10 Mei 2023", "31 Desember 2018"))
    body = render_light_page(make_facts(choices=choices)).decode()
    page = Page(body.encode())
    assert page.all("form") == [{"method": "get"}]
    assert [select["name"] for select in page.all("select")] == ["kec", "per"]
    assert "<option selected>Simpang Pesak</option>" in body
    assert '<option value="" selected>Data terbaru</option>' in body
    several = replace(choices, chosen=choices.kecamatan)
    assert (
        "<option disabled selected>2 kecamatan dipilih</option>"
        in render_light_page(make_facts(choices=several)).decode()
    )


@pytest.mark.parametrize("count", [39, 3_000, 8_000])
def test_a_great_region_stays_small(count: int) -> None:
    """A province has thousands of desa: some are named, the others counted."""
    per_kecamatan = 20
    groups = tuple(
        (f"Kecamatan {k}", tuple(f"Desa Panjang Sekali {k}-{i}" for i in range(per_kecamatan)))
        for k in range(count // per_kecamatan)
    )
    bars = tuple(KecamatanBar(name, 0, per_kecamatan, 0.0) for name, _ in groups)
    steps = [(START + timedelta(days=i), i) for i in range(count // 4)]
    body = render_light_page(
        make_facts(
            missing=(RungGroup("Belum", "Belum", groups),),
            kecamatan=bars,
            line=replace(LINE, steps=(*steps, (DAY, count // 4)), target=(TARGET_DAY, count)),
            choices=Choices(kecamatan=tuple(name for name, _ in groups)),
        )
    )
    text = Page(body).text
    assert len(body) <= MAX_BYTES
    named = text.count("Desa Panjang Sekali")
    hidden = re.search(r"Dan ([\d.]+) desa lain", text)
    listed = len(groups) * per_kecamatan
    assert named + (int(hidden[1].replace(".", "")) if hidden else 0) == listed
    assert (named == listed) is (count < 3_000)


def test_without_data_it_says_so_and_draws_nothing() -> None:
    page = rendered(
        headline="Belum ada data",
        verdict="",
        sentences=(),
        cards=(),
        line=None,
        kecamatan_title="",
        kecamatan=(),
        missing_title="",
        missing=(),
        choices=Choices(),
    )
    assert "Belum ada data" in page.text
    assert page.all("svg") == page.all("section") == page.all("form") == []


def test_all_formed_names_no_desa() -> None:
    page = rendered(missing=(), missing_title="Tidak ada desa tanpa Pokja")
    assert "Tidak ada desa tanpa Pokja Semua desa sudah membentuk Pokja." in page.text


def test_the_way_to_the_target_is_told_where_there_is_one() -> None:
    aimless = replace(LINE, target=None, start_of_path=None)
    pages = [b"Desa dengan Pokja sejak 2014", b"Desa dengan Pokja sejak 2014 dan jalur ke target"]
    for line, words in zip((aimless, LINE), pages, strict=True):
        assert b'<p class="q">' + words + b"</p>" in render_light_page(make_facts(line=line))


def test_the_line_is_drawn_for_a_screen_and_for_a_phone_in_the_colours_of_the_sheet_and_told_once() -> None:
    page = rendered()
    assert [box["viewbox"] for box in page.all("svg")] == ["0 0 670 314", "0 0 358 262", "0 0 400 108"]
    assert [box["aria-label"] for box in page.all("div") if box.get("role") == "img"] == ["15 desa per 10 Mei 2023."]
    words = page.text
    assert words.count("Target 39 desa, 31 Des 2024") == 2
    assert "60 bulan tanpa Pokja baru" in words
    colours = {value for _, found in page.tags for name, value in found.items() if name in ("fill", "stroke")}
    named = ("ink", "mute", "grid", "edge", "formed", "goal", "other", "shade", "b", "bg")
    assert colours == {"none", *(f"var(--{name})" for name in named)}


def test_without_steps_no_line_is_drawn() -> None:
    (bars,) = rendered(line=replace(LINE, steps=())).all("svg")
    assert bars["viewbox"] == "0 0 400 108"


def test_a_notice_is_a_whole_page() -> None:
    page = Page(render_notice_page("Data belum dapat dibuka", HOSTILE))
    assert HOSTILE in page.text
    assert [link["href"] for link in page.all("a")] == [""]
