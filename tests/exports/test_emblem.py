"""The logo in the settings: a preview before it is kept, who put it there, taking it away."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from kkb.store import read_logo
from tests.support.page_fixtures import NOW, App, alerts, button, fill_and_press, has_button, text_of
from tests.support.store_fixtures import make_picture

LOGO = make_picture((60, 80))


def hand_in(page: AppTest, data: bytes, name: str = "lambang.png") -> AppTest:
    (uploader,) = [one for one in page.file_uploader if "lambang" in one.label]
    uploader.upload(name, data, "image/png")
    return page.run()


def pictures(page: AppTest) -> list[str]:
    return [element.proto.body for element in page.get("html") if "data:image/png" in element.proto.body]


def test_a_logo_is_previewed_kept_and_taken_away(app: App) -> None:
    page = app.open("pengaturan")
    assert "Belum ada lambang." in text_of(page)
    hand_in(page, LOGO)
    assert "Pratinjau, belum tersimpan · 60 × 80 piksel" in text_of(page)
    assert len(pictures(page)) == 1
    assert app.store.snapshot().lambang is None
    fill_and_press(page, "Pasang lambang", Dipasang_oleh="Sari")
    assert alerts(page) == ["Lambang terpasang."]
    assert app.store.snapshot().lambang == read_logo(LOGO).isi
    assert "Dipasang oleh Sari, " in text_of(page)
    assert not has_button(page, "Pasang lambang")
    page.text_input(key="lambang_lepas_oleh").input("Budi")
    button(page, "Lepas lambang").click().run()
    assert alerts(page) == ["Lambang dilepas."]
    assert app.store.snapshot().lambang is None


def test_it_needs_a_name(app: App) -> None:
    page = hand_in(app.open("pengaturan"), LOGO)
    button(page, "Pasang lambang").click().run()
    assert alerts(page) == ["Tulis nama Anda; setiap perubahan dicatat dengan nama."]
    assert app.store.snapshot().lambang is None


def test_what_is_no_picture_is_refused_in_words(app: App) -> None:
    page = hand_in(app.open("pengaturan"), b"<svg/>")
    assert alerts(page) == ["Berkas ini bukan gambar PNG atau JPEG yang utuh. Pilih gambar lain."]
    assert not has_button(page, "Pasang lambang")


def test_a_reader_sees_it_and_changes_nothing(app: App) -> None:
    app.set(KKB_MODE=None)
    app.store.add_logo(LOGO, by="Sari", at=NOW)
    page = app.open("pengaturan")
    assert len(pictures(page)) == 1
    assert not page.file_uploader
    assert not has_button(page, "Lepas lambang")
