"""Files of one queue that contradict each other, on the upload page: seen cell by cell, decided by desa or at once."""

from __future__ import annotations

from datetime import date

from streamlit.testing.v1 import AppTest

from kkb.state import fold, state_of
from tests.support.page_fixtures import (
    App,
    alerts,
    fill_and_press,
    has_button,
    live_html,
    sheet_view,
    text_of,
    upload_all,
)
from tests.support.recaps import make_recap
from tests.support.workbook_fixtures import make_xlsx

AUGUST = "Keadaan per 10 Agustus 2023"
ONE = make_recap(
    ("Gantung", "Lilangan", "Terbentuk", "20 Juli 2022"), ("Gantung", "Selingsing", "Merintis"), title=AUGUST
)
OTHER = make_recap(
    ("Gantung", "Lilangan", "Terbentuk", "21 Juli 2022"), ("Gantung", "Selingsing", "Sosialisasi"), title=AUGUST
)
LILANGAN, SELINGSING = "19.06.02.2004", "19.06.02.2002"


def both(app: App) -> AppTest:
    return upload_all(app.open("unggah"), {"satu.xlsx": ONE, "dua.xlsx": OTHER})


def press(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click()
    return page.run()


def told(page: AppTest) -> list[str]:
    """The tables of the section, each as text."""
    return [line for line in text_of(page).split("\n") if line.startswith("Isi satu.xlsx")]


def test_each_desa_has_a_table_of_what_differs_with_its_cells(app: App) -> None:
    page = both(app)
    text = text_of(page)
    assert "Berikutnya: pilih berkas yang dipakai untuk 2 desa di bawah." in text
    head = "Isi satu.xlsx, lembar Rekap dua.xlsx, lembar Rekap"
    assert told(page) == [
        f"{head} Tanggal pembentukan 20 Juli 2022 sel D3 21 Juli 2022 sel D3",
        f"{head} Status Merintis sel C4 Sosialisasi sel C4",
    ]
    assert text.index("Berkas yang berbeda") < text.index("Periksa dan perbaiki di sini")


def test_a_file_is_chosen_for_one_desa_and_the_choice_taken_back(app: App) -> None:
    page = press(both(app), f"unggah_pakai_2_{SELINGSING}")
    assert len(told(page)) == 1
    assert "Pakai dua.xlsx untuk Selingsing: baris lain dilewati." in text_of(page)
    page = press(page, "unggah_pilihan_urung")
    assert len(told(page)) == 2
    assert "Urungkan pilihan" not in text_of(page)


def test_one_file_is_chosen_for_all_and_saved(app: App) -> None:
    page = press(both(app), "unggah_pakai_1_semua")
    assert "Berkas yang berbeda" not in text_of(page)
    fill_and_press(page, "Simpan perubahan 2 desa", Nama_Anda="Sari")
    # Nothing is left of the other file.
    assert alerts(page)[0].startswith("Tersimpan sebagai unggahan 2,")
    rows = {seen.row.desa: seen.row.status.value for seen in app.store.observations() if seen.unggahan == 2}
    assert rows == {"Lilangan": "Terbentuk", "Selingsing": "Merintis"}


def test_files_that_complete_each_other_are_saved_both_and_withdrawn_alone(app: App) -> None:
    dated = make_recap(("Gantung", "Lilangan", "Terbentuk", "20 Juli 2022"), title=AUGUST)
    noted = make_recap(("Gantung", "Lilangan", "Terbentuk", "2022", "Sekretariat di balai desa"), title=AUGUST)
    page = upload_all(app.open("unggah"), {"tanggal.xlsx": dated, "catatan.xlsx": noted})
    assert "Berkas yang berbeda" not in text_of(page)
    said = [one["message"] for one in sheet_view(page)["problems"]]
    assert sum('tertulis juga di berkas "tanggal.xlsx"; isinya saling melengkapi' in one for one in said) == 1
    fill_and_press(page, "Simpan perubahan 1 desa", Nama_Anda="Sari")
    lilangan = [seen for seen in app.store.observations() if seen.row.kode_desa == LILANGAN]
    for numbers, date_known, note in (
        ({2, 3}, "2022-07-20", "Sekretariat di balai desa"),
        ({2}, "2022-07-20", None),
        ({3}, "2022", "Sekretariat di balai desa"),
    ):
        state = state_of(fold(seen for seen in lilangan if seen.unggahan in numbers)[LILANGAN], date(2023, 8, 10))
        assert state and state.formation and state.formation.tanggal
        assert (state.formation.tanggal.iso(), state.attributes.get("keterangan")) == (date_known, note)


def test_the_only_rows_of_the_only_file_may_be_left_out_and_come_back(app: App) -> None:
    page = press(press(both(app), "unggah_pakai_1_semua"), "keluarkan_1")
    assert "Semua baris berkas ini dilewati; tidak ada yang perlu disimpan." in alerts(page)[0]
    assert not has_button(page, "Simpan")
    assert len(told(press(page, "masukkan_1"))) == 0


def test_names_from_files_take_no_effect(app: App) -> None:
    page = upload_all(app.open("unggah"), {"*a*<b>.xlsx": ONE, "dua.xlsx": OTHER})
    assert "Pakai \\*a\\*" in page.button(key=f"unggah_pakai_1_{LILANGAN}").label
    assert "<b>.xlsx" not in live_html(page)


def test_a_blank_cell_of_the_chosen_file_takes_what_the_other_tells(app: App) -> None:
    header = ("Kecamatan", "Desa", "Status", "Tanggal Pembentukan", "Nomor SK", "Keterangan")
    told = ("Gantung", "Lilangan", "Terbentuk", "20 Juli 2022", "140/7", "menunggu pelantikan")
    old, new = (make_xlsx([(AUGUST,), header, (*told[:3], *more)]) for more in (told[3:], ("21 Juli 2022", None, None)))
    page = upload_all(app.open("unggah"), {"satu.xlsx": old, "dua.xlsx": new})
    page = press(page, f"unggah_pakai_2_{LILANGAN}")
    said = 'Pakai dua.xlsx untuk Lilangan: baris lain dilewati, sel yang kosong diisi dari berkas lain (E3 "140/7").'
    assert said in text_of(page)
    fill_and_press(page, "Simpan perubahan 1 desa", Nama_Anda="Sari")
    (row,) = (seen.row for seen in app.store.observations() if seen.unggahan == 2)
    assert (row.tanggal and row.tanggal.iso(), row.no_sk, row.attributes) == ("2022-07-21", "140/7", {})


def test_a_blank_cell_stays_blank_where_the_files_tell_different_rungs(app: App) -> None:
    header = ("Kecamatan", "Desa", "Status", "Tanggal Pembentukan", "Nomor SK")
    old = make_xlsx([(AUGUST,), header, ("Gantung", "Selingsing", "Terbentuk", "20 Juli 2022", "140/7")])
    new = make_xlsx([(AUGUST,), header, ("Gantung", "Selingsing", "Merintis")])
    page = upload_all(app.open("unggah"), {"satu.xlsx": old, "dua.xlsx": new})
    page = press(page, f"unggah_pakai_2_{SELINGSING}")
    assert "Pakai dua.xlsx untuk Selingsing: baris lain dilewati." in text_of(page)
