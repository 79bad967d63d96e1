"""The history of uploads that bring the sheets beside the recap of status, alone or with it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kkb.programme import EvaluasiRow, KegiatanRow, ProgrammeRow, Putusan
from kkb.schema import RecapRow, Tahap, Tanggal
from kkb.store import NewUpload, UploadPart
from tests.support.page_fixtures import NOW, App, alerts, fill_and_press, text_of

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


def contents(page: AppTest) -> list[str]:
    """The column Isi of the table of uploads, newest first."""
    return list(page.dataframe[0].value["Isi"])


def test_each_sheet_has_its_counts(app: App) -> None:
    counts = {"evaluasi": NOTHING | {"new": 1}, "kegiatan": {"new": 1200, "changed": 1}, "langkah": NOTHING}
    store(app, counts, rows=[STATUS], unchanged=1)
    page = app.open("riwayat")
    assert contents(page)[0] == "1 tetap; Kegiatan: 1.200 baru, 1 berubah; Evaluasi: 1 baru"
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
    assert contents(page)[0] == "Kegiatan: 3 baru, 2 tidak disimpan"
    assert "menegaskan" not in text_of(page)
    assert "Sekarang 15 desa terbentuk per 10 Mei 2023; setelah itu 15 desa per 10 Mei 2023." in text_of(page)


def test_whether_an_upload_counts_is_never_cut_off(app: App) -> None:
    assert list(app.open("riwayat").dataframe[0].value.columns)[:3] == ["Nomor", "Keadaan per", "Berlaku"]


def test_an_upload_from_before_these_sheets_says_nothing_of_them(app: App) -> None:
    store(app, None, rows=[STATUS], unchanged=1)
    page = app.open("riwayat")
    assert contents(page)[0] == "1 tetap"
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
    assert "3 baris Kegiatan, 1 baris Evaluasi ikut kembali." in text_of(page)
    fill_and_press(page, "Kembalikan unggahan 2", Alasan="Ternyata benar")
    assert sum(told.unggahan == 2 for told in app.store.programme()) == 4
