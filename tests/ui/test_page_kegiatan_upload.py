"""The preview of an upload says what its sheets beside the recap of status bring, and stores them."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook

from kkb.config import PROJECT_DIR
from tests.support.page_fixtures import App, alerts, fill_and_press, has_button, sheet_view, text_of, upload

SAMPLE = PROJECT_DIR / "sample_data/rekap_contoh_lanjutan.xlsx"
_HEADERS = ("Kecamatan", "Desa", "Tanggal", "Program", "Putusan", "Alasan", "Oleh")


def make_evaluations(*rows: tuple[str, ...]) -> bytes:
    """A workbook with a sheet Evaluasi alone: (desa, program, putusan) of kecamatan Kelapa Kampit."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Evaluasi"
    sheet["A1"] = "Evaluasi program, keadaan per 30 Juni 2024"
    sheet.append([])
    sheet.append(_HEADERS)
    for desa, program, putusan in rows:
        sheet.append(["Kelapa Kampit", desa, "04/06/2024", program, putusan, "Hasil baik", "Rapat Pokja"])
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def test_the_sample_says_what_each_sheet_brings_and_stores_it(app: App) -> None:
    page = app.open("unggah")
    upload(page, SAMPLE.name, SAMPLE.read_bytes())
    text = text_of(page)
    assert "Lembar di samping rekap status" in text
    assert "Lembar Baru Berubah Tetap Tidak disimpan Komitmen" in text
    assert has_button(page, "Simpan perubahan 32 desa dan ")
    fill_and_press(page, "Simpan perubahan 32 desa", Nama_Anda="Sari")
    assert "Tersimpan sebagai unggahan 2" in "\n".join(alerts(page))
    assert "Kegiatan: " in text_of(page)
    assert "Lihat Kegiatan" in [link.proto.label for link in page.get("page_link")]
    assert any(told.unggahan == 2 for told in app.store.snapshot().programme)


def test_a_workbook_of_such_sheets_alone_is_saved(app: App) -> None:
    page = app.open("unggah")
    upload(page, "evaluasi.xlsx", make_evaluations(("Senyubuk", "Dapur", "Lanjutkan"), ("Cendil", "Kelas", "Perbaiki")))
    text = text_of(page)
    assert "Desa terbentuk" not in text
    assert "2 baris lembar lain dapat disimpan" in text
    fill_and_press(page, "Simpan 2 baris Evaluasi", Nama_Anda="Sari")
    text = text_of(page)
    assert "Evaluasi: 2 baru." in text
    assert "0 desa" not in text


def test_a_row_with_an_error_is_named_left_out_and_can_be_mended_in_its_cell(app: App) -> None:
    page = app.open("unggah")
    upload(page, "evaluasi.xlsx", make_evaluations(("Senyubuk", "Dapur", "Lanjutkan"), ("Cendil", "Kelas", "Tinjau")))
    assert has_button(page, "Simpan 1 baris Evaluasi; 1 baris tidak disimpan")
    data = sheet_view(page)
    (fault,) = [problem for problem in data["problems"] if problem["weight"] == "error"]
    assert (data["sheets"][fault["sheet"]]["label"], fault["ref"]) == ("Evaluasi", "E5")
    assert data["choices"]["putusan"] == ["Lanjutkan", "Perbaiki", "Hentikan", ""]


@pytest.mark.parametrize("rows", [(("Senyubuk", "Dapur", "Lanjutkan"),)])
def test_what_is_stored_already_need_not_be_saved(app: App, rows: tuple[tuple[str, ...], ...]) -> None:
    page = app.open("unggah")
    upload(page, "evaluasi.xlsx", make_evaluations(*rows))
    fill_and_press(page, "Simpan 1 baris", Nama_Anda="Sari")
    page = app.open("unggah")
    upload(page, "lagi.xlsx", make_evaluations(*rows))
    assert not has_button(page, "Simpan 1 baris")
