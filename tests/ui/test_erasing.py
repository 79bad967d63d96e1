"""The end of an original on the pages: who may, what is told before and afterwards, and what is offered no more."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from kkb.store.erasure import read_list
from kkb.ui.frame import cache
from kkb.ui.riwayat.erasing import _GOES
from tests.support.page_fixtures import App, alerts, button, has_button, text_of

NAME = "Hapus isi berkas asli unggahan 1"


def fill(page: AppTest, *, reason: str = "permintaan warga", sure: bool = True) -> AppTest:
    if sure:
        page.checkbox(key="hapus_asli_1_yakin").check()
    page.text_input(key="riwayat_nama_hapus").input("Kepala")
    page.text_input(key="hapus_asli_1_alasan").input(reason)
    button(page, NAME).click().run()
    return page


def test_before_the_press_it_says_what_goes_and_what_stays(app: App) -> None:
    text = text_of(app.open("riwayat", unggahan="1"))
    assert _GOES in text
    assert "Yang tetap: baris dan angka unggahan ini" in text


def test_reason_and_second_look_are_asked(app: App) -> None:
    page = fill(app.open("riwayat", unggahan="1"), reason=" ")
    assert any("alasannya" in one for one in alerts(page))
    page = fill(app.open("riwayat", unggahan="1"), sure=False)
    assert any("Centang dahulu" in one for one in alerts(page))
    assert app.store.uploads()[0].erasure is None


def test_erased_it_is_offered_no_more_and_the_day_is_said(app: App) -> None:
    page = fill(app.open("riwayat", unggahan="1"))
    assert app.store.uploads()[0].erasure is not None
    assert len(read_list(cache.settings().erased_path)) == 1
    page = app.open("riwayat", unggahan="1")
    text = text_of(page)
    assert "Isi berkas asli unggahan 1 dihapus" in text and "permintaan warga" in text
    assert not has_button(page, NAME) and not has_button(page, "Unduh berkas asli")
    assert "isi dihapus" in text_of(app.open("riwayat"))


def test_the_proof_says_calmly_that_the_sheet_is_gone(app: App) -> None:
    app.store.erase_original(1, by="Kepala", at=app.store.uploads()[0].disimpan_waktu, reason="permintaan")
    code = app.store.observations()[0].row.kode_desa
    page = app.open("desa", desa=code)
    assert "Isi berkas asli unggahan 1 dihapus" in text_of(page)
    assert not any("tidak dapat digambar" in one for one in alerts(page))


def test_a_reader_is_offered_nothing(app: App) -> None:
    app.set(KKB_MODE=None)
    assert not has_button(app.open("riwayat", unggahan="1"), NAME)


def test_the_term_is_set_with_a_second_look_and_told_on_riwayat(app: App) -> None:
    page = app.open("pengaturan", bagian="Cadangan")
    page.number_input(key="masa_simpan_bulan").set_value(600)
    page.text_input(key="masa_simpan_oleh").input("Kepala")
    button(page, "Simpan masa simpan").click().run()
    assert any("0 berkas asli sudah lewat masa itu" in one for one in alerts(page))
    page.checkbox(key="masa_simpan_yakin").check()
    button(page, "Simpan masa simpan").click().run()
    assert app.store.snapshot().masa_simpan == 600
    assert "Berkas asli disimpan sampai" in text_of(app.open("riwayat", unggahan="1"))
