"""From a desa to the officer's own cell: which report, which field, who brought it, what it replaced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest

from kkb.programme import KegiatanRow
from kkb.schema import Tanggal
from kkb.store import NewUpload, Store, UploadPart
from kkb.ui.parts.evidence import find_row
from tests.support.page_fixtures import NOW, App, load, text_of
from tests.support.recaps import make_recap

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


# --- rows of the sheets beside the recap of status ------------------------------------------------------------------

FIELDS = ("Desa", "Tanggal", "Nama Kegiatan", "Jumlah Peserta")
MAY, JUNE = date(2023, 5, 10), date(2023, 6, 10)


def activity(**changes: Any) -> KegiatanRow:
    """The row 3 of the sheet that `store_activities` writes."""
    place = {"kode_desa": SENYUBUK, "kecamatan": "Kelapa Kampit", "desa": "Senyubuk", "sheet": "Kegiatan", "row": 3}
    sel = {"desa": "A3", "tanggal": "B3", "nama": "C3", "peserta": "D3"}
    told = {"tanggal": Tanggal.from_iso("2023-03"), "nama": "Dapur <b>sehat</b>", "peserta": 1250, "sel": sel}
    return KegiatanRow(**(place | told | changes))


def store_activities(app: App, row: KegiatanRow, day: date = MAY, mends: Sequence[dict[str, str]] = ()) -> int:
    """Store a workbook with one sheet, Kegiatan, whose header is in row 2; the number of the upload."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Kegiatan"
    for line in (["Kegiatan Pokja"], FIELDS, ["Senyubuk", "Maret 2023", row.nama, row.peserta], ["Buding"]):
        sheet.append(line)
    stream = BytesIO()
    book.save(stream)
    upload = NewUpload(
        day, "kegiatan.xlsx", stream.getvalue(), kunci=f"{day}", contoh=True, jawaban={"perbaikan": list(mends)}
    )
    (number,) = app.store.commit_uploads(
        expected_version=None, parts=[UploadPart(upload, [], programme=[row])], by="Sari", at=NOW, reason=None
    )
    return number


def show_row() -> None:
    """A page that shows the proof of the row in its address."""
    import streamlit as st

    from kkb.ui.frame import cache
    from kkb.ui.frame.filters import Filters
    from kkb.ui.frame.view import build_view
    from kkb.ui.parts import evidence

    view = build_view(cache.store().data_version(), Filters(), cache.now().date())
    told = evidence.find_row(view.snapshot.programme, st.query_params[evidence.ROW_KEY])
    if told is None:
        st.write("tidak ada")
    else:
        evidence.show_row_evidence(told, evidence.choose_row_field(told), view)


def open_row(baris: str, **query: str) -> AppTest:
    page = AppTest.from_function(show_row, default_timeout=60)
    for key, value in (query | {"baris": baris}).items():
        page.query_params[key] = value
    return page.run()


def test_a_row_is_followed_to_its_cell(app: App) -> None:
    assert store_activities(app, activity()) == 2
    page = open_row("2.1")
    assert not page.exception
    assert 'Nama Kegiatan: kegiatan.xlsx, lembar "Kegiatan", sel C3 · unggahan 2, disimpan oleh Sari' in text_of(page)
    assert marked(page) == ["Dapur &lt;b&gt;sehat&lt;/b&gt;"]
    assert page.selectbox[0].options == list(FIELDS)


def test_the_header_of_its_sheet_is_drawn_as_one(app: App) -> None:
    store_activities(app, activity())
    html = "".join(element.proto.body for element in open_row("2.1").get("html"))
    assert re.findall(r'<td style="[^"]*font-weight:700[^"]*">([^<]+)</td>', html) == list(FIELDS)


def test_another_field_of_the_row_tells_what_it_was_read_as(app: App) -> None:
    store_activities(app, activity())
    people = open_row("2.1", isi="Jumlah Peserta")
    assert (marked(people), "Dibaca 1.250" in text_of(people)) == (["1250"], True)
    assert "Dibaca Maret 2023" in text_of(open_row("2.1", isi="Tanggal"))


def test_a_row_tells_what_it_replaced_and_what_replaced_it(app: App) -> None:
    store_activities(app, activity())
    store_activities(app, activity(peserta=40, nama="DAPUR <b>sehat</b>"), JUNE)
    store_activities(app, activity(peserta=7, nama="Senam"), date(2023, 7, 1))
    later = text_of(open_row("3.1", isi="Jumlah Peserta"))
    assert "Dibaca 40; laporan sebelumnya: 1.250, keadaan per 10 Mei 2023 (unggahan 2)" in later
    assert "diganti laporan" not in later
    earlier = text_of(open_row("2.1", isi="Jumlah Peserta"))
    assert "Dibaca 1.250; diganti laporan keadaan per 10 Juni 2023 (unggahan 3): 40" in earlier
    assert "laporan" not in text_of(open_row("4.1", isi="Jumlah Peserta"))
    assert "laporan sebelumnya: sama, keadaan per 10 Mei 2023 (unggahan 2)" in text_of(open_row("3.1", isi="Tanggal"))
    assert "ditegaskan laporan keadaan per 10 Juni 2023 (unggahan 3)" in text_of(open_row("2.1", isi="Tanggal"))


def test_a_mended_cell_says_so(app: App) -> None:
    store_activities(app, activity(), mends=[{"sheet": "Kegiatan", "cell": "C3", "old": "Dapur", "new": "Dapur sehat"}])
    assert 'Di halaman Unggah diganti menjadi "Dapur sehat"; di berkas masih' in text_of(open_row("2.1"))
    assert "diganti menjadi" not in text_of(open_row("2.1", isi="Tanggal"))


def test_a_row_without_cells_is_one_sentence(app: App) -> None:
    store_activities(app, activity(sel={}))
    page = open_row("2.1")
    assert not page.exception
    assert text_of(page) == "Isi ini tidak menunjuk sel dalam berkas."


@pytest.mark.parametrize("baris", ["2.2", "7.1", "", "2", "2.1.1", "-2.1", "2.x", "²." + "1", "9" * 5000 + ".1"])
def test_another_address_names_no_row(app: App, baris: str) -> None:
    store_activities(app, activity())
    assert find_row(app.store.programme(), baris) is None


def test_a_row_of_a_withdrawn_upload_has_no_address(app: App) -> None:
    store_activities(app, activity())
    app.store.withdraw(2, by="Sari", at=NOW, reason="keliru")
    assert text_of(open_row("2.1")) == "tidak ada"
