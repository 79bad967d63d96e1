"""The page Rapat: the way to the wall, what may be chosen, the files, and the list of what was agreed."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from kkb.exports.report import FORMATS
from tests.support.page_fixtures import NOW, App, heading, load, text_of
from tests.support.recaps import LATER


def start_address(page: AppTest) -> str:
    """Where "Mulai rapat" leads."""
    return link_button(page, "Mulai rapat")


def link_button(page: AppTest, label: str) -> str:
    """Where the button of this label leads."""
    (url,) = [str(one.proto.url) for one in page.get("link_button") if one.proto.label == label]
    return url


def asked(page: AppTest) -> dict[str, str]:
    """What the address of the wall asks for."""
    return dict(parse_qsl(urlsplit(start_address(page)).query))


def parts_of(page: AppTest, name: str) -> list[Any]:
    """Our own components of that name, in the order of the screen."""
    return [e.proto for e in page.get("bidi_component") if e.proto.component_name == name]


def test_one_press_starts_it_with_nothing_chosen(app: App) -> None:
    page = app.open("rapat")
    assert not page.exception
    assert heading(page) == "Bahan rapat siap, keadaan per 10 Mei 2023"
    assert start_address(page) == "/layar"
    (preview,) = page.get("iframe")
    assert preview.proto.src == "/layar"


def test_the_choices_stand_in_the_address_of_the_wall(app: App) -> None:
    page = app.open("rapat", kec=["Damar", "Manggar"], per="31 Desember 2018")
    page.multiselect(key="slide").set_value(["peta", "garis", "kec"])
    page.selectbox(key="sejak").set_value("31 Desember 2016")
    page.selectbox(key="putar").set_value("20 detik")
    page.toggle(key="tema").set_value(True)
    page.run()
    assert asked(page) == {
        "kec": "Damar",
        "per": "31 Desember 2018",
        "sejak": "31 Desember 2016",
        "slide": "peta,garis,kec",
        "putar": "20",
        "tema": "gelap",
    }
    assert start_address(page).startswith("/layar?kec=Manggar&kec=Damar&")
    (preview,) = page.get("iframe")
    assert preview.proto.src == start_address(page)


def test_a_day_that_is_not_before_is_not_used_and_said(app: App) -> None:
    page = app.open("rapat", sejak="1 Juni 2023")
    assert "Tanggal pembanding harus sebelum 10 Mei 2023." in text_of(page)
    assert start_address(page) == "/layar"


def test_the_address_for_a_television_has_its_origin(app: App) -> None:
    app.set(KKB_ALAMAT="https://pokja.example.go.id")
    address, message = parts_of(app.open("rapat"), "kkb_salin")
    if "layar" in message.json:
        address, message = message, address
    assert '"https://pokja.example.go.id/layar"' in address.json
    assert '\\nhttps://pokja.example.go.id/ringkas"' in message.json


def test_there_is_a_button_for_each_kind_of_file(app: App) -> None:
    page = app.open("rapat")
    buttons = [button.proto for button in page.get("download_button")]
    assert [button.label for button in buttons] == [entry.label for entry in FORMATS]
    assert all(button.deferred_file_id and not button.url for button in buttons)
    page.multiselect(key="slide").set_value(["garis"]).run()
    assert "Gambar (PNG)" in [button.proto.label for button in page.get("download_button")]


def test_the_list_of_steps_stands_below(app: App) -> None:
    app.store.add_step(
        uraian="Kunjungi Jangkang", penanggung_jawab="Camat Dendang", tenggat=None, kode_kecamatan=None,
        dicatat=NOW.date(), by="Sari", at=NOW,
    )  # fmt: skip
    page = app.open("rapat", kec="Dendang")
    text = text_of(page)
    assert link_button(page, "Tampilkan di layar") == "/layar?kec=Dendang&slide=tindak-lanjut"
    (message,) = [one.json for one in parts_of(page, "kkb_salin") if "WhatsApp" in one.json]
    assert "*1 tindak lanjut terbuka*\\n- Kunjungi Jangkang, Camat Dendang" in message
    assert text.index("Pilihan") < text.index("1 tindak lanjut terbuka") < text.index("Kunjungi Jangkang")


def test_it_follows_new_data(app: App) -> None:
    load(app.store, LATER)
    assert heading(app.open("rapat")) == "Bahan rapat siap, keadaan per 30 Juni 2024"


def test_without_data_there_is_nothing_to_start(app: App) -> None:
    app.start_empty()
    page = app.open("rapat")
    assert not page.get("link_button") and not page.get("iframe")
    assert "Belum ada data" in text_of(page)


@pytest.mark.parametrize("mode", ["lokal", None])
def test_whoever_may_only_read_starts_it_all_the_same(app: App, mode: str | None) -> None:
    app.set(KKB_MODE=mode)
    page = app.open("rapat")
    assert start_address(page) == "/layar"
    assert any(button.label == "Tambah" for button in page.button) == (mode == "lokal")
