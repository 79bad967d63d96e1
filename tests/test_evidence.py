"""From a desa to the officer's own cell: which report, which field, who brought it, what it replaced."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from kkb.store import Store
from tests.page_fixtures import App, load, text_of
from tests.recaps import make_recap

SENYUBUK = "19.06.04.2002"
HEAD = ("Kecamatan", "Desa", "Status", "Tanggal Pembentukan")
NEXT = make_recap(HEAD, ("Kelapa Kampit", "Senyubuk", "Sudah", "2014"))
"""Of 1 August 2023; "Sudah" is read as Terbentuk."""


def marked(page: AppTest) -> list[str]:
    """The texts of the cells that are marked in drawn sheets."""
    html = "".join(element.proto.body for element in page.get("html"))
    return re.findall(r'aria-current="true" style="[^"]*">([^<]*)</td>', html)


def test_the_status_of_the_report_in_force_is_shown_first(app: App) -> None:
    page = app.open("desa", desa=SENYUBUK)
    text = text_of(page)
    assert 'Status: rekap_2023-05-10.xlsx, lembar "Rekap", sel D32 · unggahan 1, disimpan oleh' in text
    assert "· data contoh" in text
    assert marked(page) == ["Terbentuk"]


def test_another_field_is_chosen_in_the_address(app: App) -> None:
    page = app.open("desa", desa=SENYUBUK, kolom="Tanggal pembentukan")
    assert "Tanggal pembentukan: rekap_2023-05-10.xlsx" in text_of(page)
    assert marked(page) == ["2014"]


def test_a_later_report_tells_what_was_written_and_what_it_replaced(app: App) -> None:
    load(app.store, NEXT)
    text = text_of(app.open("desa", desa=SENYUBUK))
    assert 'Tertulis "Sudah", dibaca Terbentuk; laporan sebelumnya: Terbentuk, keadaan per 10 Mei 2023' in text
    earlier = app.open("desa", desa=SENYUBUK, bukti="unggahan 1")
    assert 'lembar "Rekap", sel D32' in text_of(earlier)


def test_on_an_earlier_day_the_report_of_that_day_is_the_proof(app: App) -> None:
    load(app.store, NEXT)
    page = app.open("desa", desa=SENYUBUK, per="10 Mei 2023")
    assert 'lembar "Rekap", sel D32' in text_of(page)


def test_a_file_that_cannot_be_opened_is_one_sentence(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "original", lambda _store, _number: b"PK\x03\x04 rusak")
    page = app.open("desa", desa=SENYUBUK)
    assert not page.exception
    assert "Lembarnya tidak dapat digambar. Berkas rusak" in text_of(page)
