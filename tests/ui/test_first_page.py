"""The first page's own HTML: its stills with what they tell and open, and what only the reader's machine says."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import pytest

from kkb.theme import LIGHT
from kkb.ui.frame import cache
from kkb.ui.frame.filters import Filters
from kkb.ui.frame.view import View, build_view
from kkb.ui.ringkasan.first_page import figures_html
from tests.support.figure_builders import capaian_of
from tests.support.page_fixtures import NOW, App, html_of, plain_html

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def view(app: App) -> View:
    return build_view(app.store.data_version(), Filters(), cache.now().date())


def with_capaian(view: View, *rows: tuple[str, int, int, int | None]) -> str:
    """The figures of a view whose kecamatan are others."""
    return figures_html(replace(view, capaian=capaian_of(*rows), made={}), LIGHT)


def told(html: str) -> list[str]:
    """What the pointer is told of each mark."""
    return [unescape(words) for words in re.findall(r"<title>([^<]*)</title>", html)]


def test_a_kecamatan_opens_its_desa_and_says_its_share(view: View) -> None:
    html = figures_html(view, LIGHT)
    assert "Manggar: 2 dari 9 · 22,2%" in told(html)
    assert '<a href="desa?di=Manggar" aria-label="Manggar: 2 dari 9 · 22,2%">' in html


def test_bars_without_a_target_give_counts_alone(view: View) -> None:
    assert "Manggar: 2 desa" in told(with_capaian(view, ("Manggar", 9, 2, None)))


def test_a_large_region_says_how_many_kecamatan_are_not_shown(view: View) -> None:
    html = with_capaian(view, *((f"Kecamatan {n}", 4, 1, 4) for n in range(17)))
    assert len([words for words in told(html) if words.startswith("Kecamatan ")]) == 15
    assert "Dan 2 kecamatan lain di halaman Kecamatan." in plain_html(html)


def test_hostile_names_stay_text(view: View) -> None:
    html = with_capaian(view, (HOSTILE, 9, 2, 9))
    assert "<img" not in html
    assert HOSTILE in unescape(html)


def test_every_desa_is_a_tile_that_says_its_name(view: View) -> None:
    html = figures_html(view, LIGHT)
    tiles = [words for words in told(html) if ", Kecamatan " in words]
    assert len(tiles) == 39
    assert "Lilangan, Kecamatan Gantung: Merintis" in tiles


def test_a_step_tells_its_desa_and_opens_them_on_its_day_and_is_no_stop_of_the_keyboard(view: View) -> None:
    html = figures_html(view, LIGHT)
    steps = re.findall(r'<a href="([^"]+)"( tabindex="-1")? aria-label="31 Desember 2014: 1 desa terbentuk', html)
    # Drawn twice: one of the two is shown, by the width of the screen.
    (step,) = set(steps)
    assert step == ("desa?status=Terbentuk&amp;pada=31+Desember+2014", ' tabindex="-1"')
    assert any(words.startswith("2 Mei 2018: 15 desa terbentuk (baru: Balok, ") for words in told(html))
    assert any(words.startswith("Senyubuk: terbentuk antara 1 Januari 2014 dan") for words in told(html))
    assert "Pembinaan 15 Pokja yang sudah ada" in " ".join(told(html))


def test_the_stills_stand_on_the_page_as_they_were_drawn(app: App) -> None:
    page = app.open()
    (drawn,) = [one.proto for one in page.get("bidi_component") if one.proto.component_name == "kkb_gambar"]
    html = drawn.bytes.decode()
    assert html.count("<svg ") == 4
    assert plain_html(html).startswith("Tidak ada Pokja baru sejak Mei 2018, 60 bulan")


def test_the_first_screen_reads_its_figures_aloud(view: View) -> None:
    html = figures_html(view, LIGHT)
    spoken = [unescape(text) for text in re.findall(r'role="(?:img|group)" aria-label="([^"]+)"', html)]
    line, kecamatan, tiles = spoken
    assert "15" in line
    assert kecamatan.startswith("Desa terbentuk dari target: Manggar 2 dari 9, Gantung 3 dari 7")
    assert tiles == "24 desa belum membentuk Pokja: 2 merintis, 1 sosialisasi, 21 belum"


def test_a_first_glance_says_each_thing_once(view: View) -> None:
    text = plain_html(figures_html(view, LIGHT))
    assert "Manggar sisa 7" in text
    assert "Gantung 4" in text
    assert "60 bulan tanpa Pokja baru" in text
    assert "33 bulan" in text
    assert text.count("tanpa Pokja baru") == 2, "what grey is, once in each of the two drawings"
    assert not re.search(r"\b10 20 30\b", text)


def test_the_card_names_the_next_desa_and_step(view: View) -> None:
    text = plain_html(figures_html(view, LIGHT))
    assert "Berikutnya M Lilangan Gantung · " in text
    assert text.endswith("Catat tindak lanjut")


def test_an_open_step_names_its_desa_and_leads_to_the_list(app: App) -> None:
    app.store.add_step(
        uraian="Siapkan SK", penanggung_jawab="Camat", tenggat=None, kode_kecamatan="19.06.01",
        kode_desa="19.06.01.2001", dicatat=NOW.date(), by="Sari", at=NOW,
    )  # fmt: skip
    page = app.open()
    (drawn,) = [one.proto for one in page.get("bidi_component") if one.proto.component_name == "kkb_gambar"]
    html = drawn.bytes.decode()
    assert 'href="rapat#tindak-lanjut"' in html
    assert "Lalang Jaya · Siapkan SK · Camat" in plain_html(html)


def test_the_share_opens_the_desa_formed(app: App) -> None:
    assert re.search(r'href="desa\?status=Terbentuk"[^>]*>38,5%', html_of(app.open()))


@pytest.mark.parametrize(("told", "ends"), [(None, "Renggiang"), ("https://dasbor.beltim.go.id", "go.id/ringkas")])
def test_the_message_ends_with_an_address_that_the_office_has_told(
    app: App, monkeypatch: pytest.MonkeyPatch, told: str | None, ends: str
) -> None:
    known = replace(cache.settings(), public_address=told)
    monkeypatch.setattr(cache, "settings", lambda: known)
    (copied,) = [one.proto for one in app.open().get("bidi_component") if one.proto.component_name == "kkb_salin"]
    assert json.loads(copied.json)["text"].endswith(ends)
