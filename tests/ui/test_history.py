"""The history of uploads that bring the sheets beside the recap of status, alone or with it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kkb.programme import EvaluasiRow, KegiatanRow, ProgrammeRow, Putusan
from kkb.schema import Keputusan, RecapRow, Tahap, Tanggal
from kkb.store import NewUpload, UploadPart
from tests.support.page_fixtures import (
    NOW,
    App,
    alerts,
    fill_and_press,
    heading,
    html_of,
    live_html,
    plain_html,
    text_of,
)  # fmt: skip

PLACE: dict[str, Any] = {"kode_desa": "19.06.04.2002", "kecamatan": "Kelapa Kampit", "desa": "Senyubuk"}
DAY = Tanggal.from_iso("2023-03-01")
ACTIVITIES: list[ProgrammeRow] = [KegiatanRow(**PLACE, tanggal=DAY, nama=f"Kelas {n}") for n in range(3)]
EVALUATION = EvaluasiRow(**PLACE, tanggal=DAY, program="Kelas 1", putusan=Putusan.LANJUTKAN)
STATUS = RecapRow("19.06.04.2002", "Kelapa Kampit", "Senyubuk", Tahap.TERBENTUK, tanggal=Tanggal.from_iso("2014"))
NOTHING = {"new": 0, "changed": 0, "unchanged": 0, "rejected": 0}


def store(app: App, lembar: dict[str, dict[str, int]] | None, *, rows: list[RecapRow], unchanged: int = 0) -> None:
    """Unggahan 2: three activities and an evaluation, with what the check counted (None: it counted no such sheets)."""
    summary: dict[str, Any] = {"changes": NOTHING | {"unchanged": unchanged}, "daftar": []}
    summary |= {"lembar": lembar} if lembar is not None else {}
    upload = NewUpload(date(2023, 6, 1), "program.xlsx", b"x", kunci="k", contoh=True, ringkasan=summary)
    part = UploadPart(upload, rows, programme=[*ACTIVITIES, EVALUATION])
    app.store.commit_uploads(expected_version=None, parts=[part], by="Sari", at=NOW, reason=None)


def contents(page: AppTest) -> str:
    """The column Isi of the newest upload in the table of uploads."""
    table = next(html.proto.body for html in page.get("html") if ">Isi</th>" in html.proto.body)
    return plain_html(re.findall(r'<td data-kkb-judul="Isi"[^>]*>.*?</td>', table)[0])


def test_each_sheet_has_its_counts(app: App) -> None:
    counts = {"evaluasi": NOTHING | {"new": 1}, "kegiatan": {"new": 1200, "changed": 1}, "langkah": NOTHING}
    store(app, counts, rows=[STATUS], unchanged=1)
    page = app.open("riwayat")
    assert contents(page) == "Status: 1 tetap. Kegiatan: 1.200 baru, 1 berubah. Evaluasi: 1 baru"
    lines = text_of(page).splitlines()
    assert [line for line in lines if line.startswith(("Kegiatan:", "Evaluasi:", "Langkah:"))] == [
        "Kegiatan: 1.200 baru, 1 berubah",
        "Evaluasi: 1 baru",
    ]
    assert "Unggahan ini menegaskan yang sudah tersimpan; tidak ada desa yang berubah." in lines


def test_an_upload_without_a_recap_of_status_confirms_nothing(app: App) -> None:
    store(app, {"kegiatan": {"new": 3, "rejected": 2}}, rows=[])
    page = app.open("riwayat")
    assert not page.exception
    assert contents(page) == "Kegiatan: 3 baru, 2 tidak disimpan"
    assert "menegaskan" not in text_of(page)
    assert "Sekarang 15 desa terbentuk per 10 Mei 2023. Setelah itu 15 desa per 10 Mei 2023." in text_of(page)


def test_the_counts_of_a_sheet_open_its_rows_what_is_new_first(app: App) -> None:
    store(app, {"kegiatan": {"new": 3}}, rows=[])
    upload = NewUpload(date(2023, 7, 1), "lagi.xlsx", b"y", kunci="l", contoh=True, ringkasan={})
    first, second = ACTIVITIES[:2]
    again = [first, replace(second, peserta=7), replace(first, nama="Kelas 9")]
    app.store.commit_uploads(
        expected_version=None, parts=[UploadPart(upload, [], programme=again)], by="Sari", at=NOW, reason=None
    )
    assert 'href="riwayat?unggahan=2&amp;lembar=Kegiatan"' in html_of(app.open("riwayat", unggahan="2"))
    page = app.open("riwayat", unggahan="3", lembar="Kegiatan")
    assert heading(page) == "Unggahan 3: 3 baris Kegiatan"
    rows = re.findall(r"(Kelas \d) Senyubuk Kelapa Kampit 1 Maret 2023 (\w+)", text_of(page))
    assert rows == [("Kelas 9", "Baru"), ("Kelas 1", "Berubah"), ("Kelas 0", "Tetap")]
    assert 'href="kegiatan?baris=3.3"' in live_html(page)


def test_a_row_opens_its_upload_and_leads_back(app: App) -> None:
    store(app, {"kegiatan": {"new": 3}}, rows=[STATUS])
    assert 'href="riwayat?unggahan=1"' in live_html(app.open("riwayat"))
    text = text_of(app.open("riwayat", unggahan="1"))
    assert "← Kembali ke semua unggahan" in text
    assert "Unggahan 1: keadaan per 10 Mei 2023" in text
    assert "program.xlsx" not in text


def test_a_pokja_that_ended_is_called_so(app: App) -> None:
    ended = replace(STATUS, status=Tahap.BELUM, tanggal=None, keputusan=Keputusan.BUBAR, alasan="Pengurus pindah")
    change = {"kode_desa": STATUS.kode_desa, "kecamatan": "Kelapa Kampit", "desa": "Senyubuk", "kind": "moved"}
    summary = {"daftar": [change | {"fields": {"status": ["Terbentuk", "Belum"]}}]}
    upload = NewUpload(date(2023, 6, 1), "bubar.xlsx", b"x", kunci="k", contoh=True, ringkasan=summary)
    app.store.commit_uploads(
        expected_version=None, parts=[UploadPart(upload, [ended])], by="Sari", at=NOW, reason=None
    )
    text = text_of(app.open("riwayat"))
    assert "Senyubuk Kelapa Kampit Bubar Status Terbentuk → Belum" in text
    assert "Senyubuk Kelapa Kampit Belum (bubar) → Terbentuk" in text


def test_an_upload_from_before_these_sheets_says_nothing_of_them(app: App) -> None:
    store(app, None, rows=[STATUS], unchanged=1)
    page = app.open("riwayat")
    assert contents(page) == "Status: 1 tetap"
    assert not any(line.startswith("Kegiatan:") for line in text_of(page).splitlines())
    assert "ikut ditarik" not in text_of(page)


@pytest.mark.parametrize("rows", [[], [STATUS]], ids=["alone", "with the status"])
def test_its_rows_go_and_come_back_with_it(app: App, rows: list[RecapRow]) -> None:
    store(app, {"kegiatan": {"new": 3}, "evaluasi": {"new": 1}}, rows=rows)
    page = app.open("riwayat")
    assert "3 baris Kegiatan, 1 baris Evaluasi ikut ditarik." in text_of(page)
    fill_and_press(page, "Tarik unggahan 2", Nama_Anda="Sari", Alasan="Salah berkas")
    assert alerts(page) == ["Unggahan 2 ditarik."]
    assert not any(told.unggahan == 2 for told in app.store.programme())
    assert "3 baris Kegiatan, 1 baris Evaluasi ikut dikembalikan." in text_of(page)
    fill_and_press(page, "Kembalikan unggahan 2", Alasan="Ternyata benar")
    assert sum(told.unggahan == 2 for told in app.store.programme()) == 4


def store_mended(app: App) -> None:
    """Unggahan 2, with three mends: of a date, of a bare number, and a row that was left out."""
    mends = [
        {"sheet": "Rekap", "cell": "E9", "old": "13/11/2032", "new": "13/11/2023"},
        {"sheet": "Kegiatan", "cell": "G4:G4", "old": None, "new": "3"},
        {"sheet": "Rekap", "cell": "A40:E40", "old": "Jumlah", "new": ""},
    ]
    upload = NewUpload(
        date(2023, 6, 1), "rekap.xlsx", b"x", kunci="k", contoh=True, jawaban={"jawaban": {}, "perbaikan": mends}
    )
    app.store.commit_uploads(
        expected_version=None, parts=[UploadPart(upload, [STATUS])], by="Sari", at=NOW, reason=None
    )


def mended_rows(page: AppTest) -> list[str]:
    """The rows of the table of mended cells, as they are read."""
    table = next(html.proto.body for html in page.get("html") if ">Diganti menjadi</th>" in html.proto.body)
    return [" ".join(plain_html(row).split()) for row in re.findall(r"<tr>.*?</tr>", table)[1:]]


def test_the_cells_that_were_mended_before_the_save_are_listed(app: App) -> None:
    store_mended(app)
    page = app.open("riwayat", unggahan="2")
    assert "3 sel diganti di halaman Unggah dan disimpan begitu oleh Sari" in text_of(page)
    assert mended_rows(page) == [
        "E9 lembar Rekap 13/11/2032 13/11/2023",
        "G4 lembar Kegiatan – 3",
        "A40 sampai E40 lembar Rekap Jumlah barisnya dilewati",
    ]


def test_a_small_number_that_was_put_into_a_cell_is_not_told_to_readers(app: App) -> None:
    store_mended(app)
    app.set(KKB_MODE=None)
    assert mended_rows(app.open("riwayat", unggahan="2"))[1] == "G4 lembar Kegiatan – kurang dari 5"


def test_a_file_that_was_not_mended_has_no_such_table(app: App) -> None:
    assert "diganti di halaman Unggah" not in text_of(app.open("riwayat", unggahan="1"))
