"""Formed, target, rest and percentage of one day and filter are the same wherever they are stated."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import NamedTuple

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from kkb.exports.light.page import render_light_page
from kkb.formatting import format_percent
from kkb.region import Desa
from kkb.schema import TargetRow
from kkb.ui.frame import cache
from kkb.ui.frame.filters import Filters
from kkb.ui.frame.view import build_view
from kkb.ui.server.light_facts import light_facts
from tests.support.builders import REGION
from tests.support.page_fixtures import NOW, App, heading, keep_downloads, load, plain_html
from tests.support.recaps import make_recap

DATA_DAY, PAST, AHEAD = date(2023, 5, 10), date(2022, 12, 31), date(2024, 12, 31)
SCOPES: tuple[tuple[str, ...], ...] = ((), ("Manggar",))

# Takes its desa from all kecamatan in turn, so that a part of the region is partly formed.
IN_TURN = sorted(REGION.desa, key=lambda desa: (desa.kode_desa[-4:], desa.kode_kecamatan))

SENTENCE = re.compile(r"(?P<formed>\d+) dari (?P<target>\d+) desa \((?P<share>[\d,]+%)\) sudah membentuk Pokja")
CARDS = re.compile(
    r"Desa sudah terbentuk (?P<formed>\d+) .*?Capaian terhadap target (?P<share>[\d,]+%) target (?P<target>\d+) desa"
    r".*?Sisa desa (?P<rest>\d+)"
)
FIRST = re.compile(r"(?P<formed>\d+) dari (?P<target>\d+) desa sudah membentuk Pokja per")
FIRST_CARDS = re.compile(r"Capaian terhadap target (?P<share>[\d,]+%) Sisa desa (?P<rest>\d+)")
TOTAL = re.compile(r"Jumlah (?P<rest>\d+) (?P<formed>\d+) (?P<target>\d+) (?P<share>[\d,]+%)")


class Figures(NamedTuple):
    """What a place states; None for what it does not."""

    formed: int | None = None
    target: int | None = None
    rest: int | None = None
    share: str | None = None


def read(pattern: re.Pattern[str], text: str) -> Figures:
    """The figures in a text; it must state them."""
    match = pattern.search(text)
    assert match, text
    found = match.groupdict()
    return Figures(**{name: value if name == "share" else int(value) for name, value in found.items()})


def read_heading(sentence: str) -> Figures:
    """The headline, which ends in the rest or says that there is none."""
    found = re.search(r"sisa (\d+) desa\.$", sentence)
    assert found or "(100%)" in sentence
    return read(SENTENCE, sentence)._replace(rest=int(found[1]) if found else 0)


def html_of(page: AppTest) -> str:
    return "\n".join(plain_html(element.proto.body) for element in page.get("html"))


def message_of(page: AppTest) -> str:
    """The text that the button for the group copies."""
    (button,) = [e.proto for e in page.get("bidi_component") if e.proto.component_name == "kkb_salin"]
    return str(json.loads(button.json)["text"])


def read_without(page: AppTest) -> Figures:
    """The page Desa: its title counts who is left, its list who is formed."""
    found = re.match(r"(\d+) desa belum membentuk Pokja", heading(page))
    assert found or heading(page) == "Tidak ada desa tanpa Pokja"
    text = html_of(page)
    listed = len(re.findall(r"\b[TMSB] (?:Terbentuk|Merintis|Sosialisasi|Belum)\b", text))
    return Figures(formed=text.count("T Terbentuk"), target=listed, rest=int(found[1]) if found else 0)


def read_workbook(data: bytes) -> Figures:
    """The last row of the table of kecamatan: its total, or the one kecamatan there is."""
    sheet = load_workbook(BytesIO(data)).active
    assert sheet is not None
    _, target, formed, rest, share = (cell.value for cell in list(sheet.iter_rows())[-1])
    return Figures(formed, target, rest, format_percent(share))


def read_bars(body: bytes) -> Figures:
    """The bars of the light page added up."""
    shares = re.findall(r"<title>[^<]*: (\d+) dari (\d+) · ", body.decode())
    assert shares
    return Figures(formed=sum(int(formed) for formed, _ in shares), target=sum(int(target) for _, target in shares))


@pytest.fixture
def workbooks(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """What the buttons of the pages would save, by the key of the button."""
    return keep_downloads(monkeypatch)


def store_figures(app: App, formed: list[Desa], target_day: date) -> None:
    """One recap of all desa, and a plan by which all of them are to form."""
    app.start_empty()
    rows = [(d.kecamatan, d.desa, *(("Terbentuk", "2018") if d in formed else ("Belum",))) for d in REGION.desa]
    load(app.store, make_recap(*rows, title="Keadaan per 10 Mei 2023"))
    app.store.add_plan(
        nama="Semua desa",
        ditetapkan=date(2022, 1, 3),
        oleh="Budi",
        alasan="uji",
        targets=[
            TargetRow(kode, target_day, desa) for kode, desa in Counter(d.kode_kecamatan for d in REGION.desa).items()
        ],
        berlaku_sejak=date(2023, 5, 10),
        at=NOW,
    )
    cache.watcher().announce()


@pytest.mark.parametrize(
    ("count", "target_day"),
    [(0, PAST), (1, AHEAD), (15, PAST), (15, AHEAD), (39, PAST)],
    ids=["none, past", "one, ahead", "some, past", "some, ahead", "all, past"],
)
def test_the_same_figures_everywhere(
    app: App, workbooks: dict[str, Callable[[], bytes]], count: int, target_day: date
) -> None:
    formed = IN_TURN[:count]
    store_figures(app, formed, target_day)
    for kecamatan in SCOPES:
        inside = [desa for desa in REGION.desa if not kecamatan or desa.kecamatan in kecamatan]
        have = len([desa for desa in inside if desa in formed])
        expected = Figures(have, len(inside), len(inside) - have, format_percent(have / len(inside) * 100))

        query = {"kec": list(kecamatan)} if kecamatan else {}
        first, ranking, listed = (app.open(name, **query) for name in ("ringkasan", "kecamatan", "desa"))
        assert not any(page.exception for page in (first, ranking, listed))
        view = build_view(app.store.data_version(), Filters(kecamatan), cache.now().date())
        light = render_light_page(light_facts(view))
        light_text, message = plain_html(light.decode()), message_of(first)

        places = {
            "Ringkasan, heading": read(FIRST, heading(first)),
            "Ringkasan, cards": read(FIRST_CARDS, html_of(first)),
            "Kecamatan, total": read(TOTAL, html_of(ranking)),
            "Kecamatan, Excel": read_workbook(workbooks["kecamatan_target_xlsx"]()),
            "Desa": read_without(listed),
            "light page, heading": read_heading(plain_html(re.findall(r"<h1>.*?</h1>", light.decode())[0])),
            "light page, title": read(SENTENCE, re.findall(r"<title>(.*?)</title>", light.decode())[0]),
            "light page, cards": read(CARDS, light_text),
            "light page, bars": read_bars(light),
            "WhatsApp": read_heading(re.findall(r"^\*(.*)\*", message)[0]),
        }
        for place, stated in places.items():
            wanted = Figures(*(want if said is not None else None for said, want in zip(stated, expected, strict=True)))
            assert stated == wanted, (place, kecamatan)

        # How late it is, is said where something is left, and then on both; the message says the verdict.
        is_late = target_day < DATA_DAY and expected.rest != 0
        assert [("Tenggat lewat 4 bulan" in text) for text in (light_text, html_of(first))] == [is_late, is_late]
