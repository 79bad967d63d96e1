"""The register of indicators in Pengaturan: read by everybody, written by a pengelola."""

from __future__ import annotations

import pytest

from kkb.access import Peran, Right
from kkb.store import StoreRefusal
from kkb.ui.frame import cache
from kkb.ui.frame.access import writing_store
from tests.support.page_fixtures import App, alerts, button, text_of
from tests.support.store_fixtures import make_indicator
from tests.ui.test_rights import be, office

__all__ = ["office"]


def test_an_indicator_is_added_and_then_said_anew(app: App) -> None:
    page = app.open("pengaturan", bagian="Indikator")
    assert "Stunting (e-PPGBM)" in text_of(page)
    for name, words in (("nama", "Cakupan PMT"), ("satuan", "%"), ("sumber", "Dinas Kesehatan"), ("target", "2025: x")):
        page.text_input(key=f"indikator_{name}_").input(words)
    page.text_area(key="indikator_definisi_").input("Balita gizi kurang yang menerima PMT")
    page.number_input(key="indikator_maks_").set_value(100.0)
    page.text_input(key="indikator_oleh").input("Kepala")
    button(page, "Simpan indikator").click().run()
    assert any("Target belum terbaca" in one for one in alerts(page))
    page.text_input(key="indikator_target_").input("2025: 82,5")
    button(page, "Simpan indikator").click().run()
    (record,) = app.store.indicator_records()
    assert (record.indikator.kode, record.oleh, record.indikator.target[0][0]) == ("cakupan_pmt", "Kepala", 2025)
    assert "2025: 82,5" in text_of(page) and page.text_input(key="indikator_nama_").value == ""
    page.selectbox(key="indikator_yang").select("cakupan_pmt").run()
    assert page.text_input(key="indikator_satuan_cakupan_pmt").disabled
    page.text_input(key="indikator_catatan_cakupan_pmt").input("Sejak 2025")
    button(page, "Simpan indikator").click().run()
    assert [one.indikator.catatan for one in app.store.indicator_records()] == ["", "Sejak 2025"]


def test_a_name_that_means_another_is_refused_on_the_page(app: App) -> None:
    page = app.open("pengaturan", bagian="Indikator")
    for name, words in (("nama", "D/S"), ("satuan", "%"), ("sumber", "x")):
        page.text_input(key=f"indikator_{name}_").input(words)
    page.text_area(key="indikator_definisi_").input("x")
    page.text_input(key="indikator_oleh").input("Kepala")
    button(page, "Simpan indikator").click().run()
    assert any('"D/S" sudah berarti D/S posyandu' in one for one in alerts(page))
    assert app.store.indicator_records() == []


def test_a_reader_sees_the_definitions_and_no_form(app: App) -> None:
    app.set(KKB_MODE=None)
    page = app.open("pengaturan", bagian="Indikator")
    assert "tidak sebanding dengan survei" in text_of(page)
    assert not [box for box in page.selectbox if box.key == "indikator_yang"]


def test_a_petugas_may_not_write_it_whatever_the_page_asked_for(office: App) -> None:
    be(office, Peran.PETUGAS)
    with pytest.raises(StoreRefusal, match="Peran Anda"):
        writing_store(Right.SAVE).write_indicator(make_indicator(), by="x", at=cache.now())
    assert office.store.indicator_records() == []
