"""What an officer does on the pages: check a recap, save it, withdraw it, set a target; and what hostile text tries."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kkb.formatting import format_date
from kkb.schema import Observation, TargetRow
from kkb.ui.frame import cache
from tests.support.page_fixtures import (
    NOW,
    App,
    alerts,
    button,
    field,
    fill_and_press,
    has_button,
    heading,
    html_of,
    live_html,
    live_markdown,
    load,
    sheet_view,
    text_of,
    unescape_markdown,
    upload,
    upload_all,
)
from tests.support.recaps import FAULTY, FIRST, LATER, make_recap
from tests.support.workbook_fixtures import make_xlsx, rezip

LILANGAN = ("Gantung", "Lilangan", "Terbentuk", date(2023, 7, 20))
SENYUBUK_LESS = ("Kelapa Kampit", "Senyubuk", "Belum")


def check(app: App, recap: Any, name: str = "rekap.xlsx") -> AppTest:
    """The upload page with a recap on it."""
    if isinstance(recap, bytes):
        return upload(app.open("unggah"), name, recap)
    return upload(app.open("unggah"), recap.name, recap.read_bytes())


def numbers(app: App) -> list[int]:
    """Uploads that count."""
    return sorted(stored.nomor for stored in app.store.uploads() if stored.aktif)


def observed(app: App, kode_desa: str) -> Observation:
    """What the newest upload says about a desa."""
    return max((seen for seen in app.store.observations() if seen.row.kode_desa == kode_desa), key=lambda s: s.unggahan)


# --- a recap --------------------------------------------------------------------------------------------------------


def test_the_preview_tells_what_would_change_and_stores_nothing(app: App) -> None:
    page = check(app, LATER)
    text = text_of(page)
    assert "39 desa terbaca, 22 Terbentuk, per 30 Juni 2024: 0 baru, 32 berubah, 7 tetap; serta" in text
    assert "Desa terbentuk 15 → 22 per 30 Juni 2024" in text
    assert "Gantung | Lilangan | Merintis → Terbentuk | Berpindah tahap | 14 September 2023" in text
    (problem,) = [one for one in sheet_view(page)["problems"] if one["ref"] == "F26"]
    assert problem["message"].startswith('Baris 26, kolom "Tgl Pembentukan": hanya tahun ("2014")')
    assert numbers(app) == [1]


def test_the_table_of_changes_hides_what_stays(app: App) -> None:
    page = check(app, LATER)
    assert len(page.dataframe[0].value) == 32
    page.toggle(key="unggah_tetap").set_value(True).run()
    assert len(page.dataframe[0].value) == 39


def test_saving_is_told_and_shown(app: App) -> None:
    page = fill_and_press(check(app, LATER), "Simpan perubahan 32 desa", Nama_Anda="Sari")
    assert alerts(page) == ["Tersimpan sebagai unggahan 2, keadaan per 30 Juni 2024."]
    assert not has_button(page, "Simpan")
    assert app.store.uploads()[0].disimpan_oleh == "Sari"
    assert app.store.original(2) == LATER.read_bytes()
    assert heading(app.open()).startswith("22 dari 39 desa sudah membentuk Pokja per 30 Juni 2024")
    assert heading(app.open(per="10 Mei 2023")).startswith("15 dari 39 desa")


def test_saving_needs_a_name(app: App) -> None:
    page = check(app, LATER)
    button(page, "Simpan perubahan 32 desa").click().run()
    assert alerts(page)[-1] == "Tulis nama Anda; setiap unggahan dicatat dengan nama penyimpannya."
    assert numbers(app) == [1]


def test_the_same_file_again_changes_nothing(app: App) -> None:
    page = check(app, FIRST)
    assert alerts(page) == [
        "Berkas ini sudah tersimpan sebagai unggahan 1 (keadaan per 10 Mei 2023), jadi tidak ada yang perlu disimpan."
    ]
    assert [link.label for link in page.get("page_link")] == ["Buka riwayat unggahan 1"]
    assert app.store.open_drafts(at=NOW) == []
    assert not has_button(page, "Simpan")
    button(page, "Periksa lagi").click().run()
    assert alerts(page)[0].startswith("Tidak ada yang perlu disimpan. Berkas ini sudah tersimpan sebagai unggahan 1;")


def test_a_withdrawn_file_leads_to_its_history(app: App) -> None:
    load(app.store, LATER)
    app.store.withdraw(2, by="Budi", at=NOW, reason="uji")
    page = check(app, LATER)
    assert "Berkas ini pernah disimpan sebagai unggahan 2 lalu ditarik. Kembalikan unggahan 2" in text_of(page)
    assert [link.label for link in page.get("page_link")] == ["Buka riwayat unggahan 2"]


class TestStoredWithAnswersAndMends:
    """A cell was mended before the file was stored; what it says is asked about no more."""

    FAULTY = make_recap(("Gantung", "Lilangan", "Belom"))
    TOLD = "sudah tersimpan sebagai unggahan 2 (keadaan per 1 Agustus 2023), jadi tidak"

    @pytest.fixture(autouse=True)
    def stored(self, app: App) -> None:
        load(app.store, self.FAULTY, answers={"cell:Rekap!C3": "Terbentuk"})

    @pytest.mark.parametrize("name", ["rekap.xlsx", "salinan.xlsx"])
    def test_it_is_known_again_under_any_name(self, app: App, name: str) -> None:
        page = check(app, self.FAULTY, name)
        assert alerts(page) == [f"Berkas ini {self.TOLD} ada yang perlu disimpan."]
        assert [link.label for link in page.get("page_link")] == ["Buka riwayat unggahan 2"]
        assert "Jawaban" not in text_of(page) and "Perlu" not in text_of(page)
        assert app.store.open_drafts(at=NOW) == []

    def test_so_is_its_content_in_other_bytes(self, app: App) -> None:
        other = rezip(self.FAULTY, add=[("docProps/lain.txt", b"disimpan lagi")])
        assert alerts(check(app, other)) == [f"Berkas ini {self.TOLD} ada yang perlu disimpan."]

    def test_it_may_be_checked_all_the_same(self, app: App) -> None:
        page = check(app, self.FAULTY)
        button(page, "Periksa lagi").click().run()
        told = text_of(page)
        assert "Isi berkas ini sudah tersimpan sebagai unggahan 2 (keadaan per 1 Agustus 2023), dengan" in told
        assert told.index("Isi berkas ini sudah tersimpan") < told.index("Berikutnya:")
        assert "draf" in page.query_params

    def test_beside_a_new_file_it_is_left_out_and_may_come_back(self, app: App) -> None:
        new = make_recap(("Manggar", "Padang", "Merintis"))
        page = upload_all(app.open("unggah"), {"lama.xlsx": self.FAULTY, "baru.xlsx": new})
        assert f"lama.xlsx {self.TOLD} ikut diperiksa." in alerts(page)
        assert "1. lama.xlsx · sudah tersimpan sebagai unggahan 2; tidak ikut diperiksa" in text_of(page)
        assert "Belom" not in text_of(page)
        page.button(key="masukkan_1").click().run()
        assert "Ada 1 kesalahan" in alerts(page)[0] or "Ada 1 kesalahan" in alerts(page)[1]

    def test_two_stored_files_are_both_named(self, app: App) -> None:
        page = upload_all(app.open("unggah"), {"a.xlsx": self.FAULTY, FIRST.name: FIRST.read_bytes()})
        assert alerts(page)[0].startswith("a.xlsx sudah tersimpan sebagai unggahan 2 (")

    def test_withdrawn_it_may_be_stored_anew(self, app: App) -> None:
        app.store.withdraw(2, by="Budi", at=NOW, reason="uji")
        page = check(app, self.FAULTY)
        assert "pernah disimpan sebagai unggahan 2 (keadaan per 1 Agustus 2023), dengan jawaban" in text_of(page)
        assert "lalu ditarik. Kembalikan unggahan 2, atau simpan sebagai unggahan baru." in text_of(page)
        assert "draf" in page.query_params

    def test_who_may_not_write_is_told_the_same(self, app: App) -> None:
        app.set(KKB_MODE=None)
        page = check(app, self.FAULTY)
        assert alerts(page)[-1] == f"Berkas ini {self.TOLD} ada yang perlu disimpan."


def test_a_newer_day_without_changes_is_a_confirmation(app: App) -> None:
    page = check(app, make_recap(("Gantung", "Lilangan", "Merintis")))
    fill_and_press(page, "Simpan sebagai penegasan per 1 Agustus 2023", Nama_Anda="Sari")
    assert numbers(app) == [1, 2]


def test_a_confirmation_says_what_it_leaves_out(app: App) -> None:
    page = check(app, make_recap(("Gantung", "Lilangan", "Merintis"), ("Kelapa Kampit", "Senyubuk", "Belum")))
    button(page, "Jawab dan periksa lagi").click().run()
    page = fill_and_press(
        page, "Simpan sebagai penegasan per 1 Agustus 2023; 1 desa tidak disimpan", Nama_Anda="Sari"
    )
    assert "1 desa: 0 baru, 0 berubah, 1 tetap; 1 desa tidak disimpan." in text_of(page)


def test_the_first_real_recap_ends_the_sample_and_says_so(app: App) -> None:
    page = check(app, make_recap(LILANGAN, contoh=False))
    assert alerts(page)[-1].startswith("Data contoh (unggahan 1) ditarik pada saat berkas ini disimpan")
    of_the_first = "Desa terbentuk 1 dari 39 (laporan pertama; data contoh ditarik) per 1 Agustus 2023"
    assert of_the_first in text_of(page)
    assert "1 dilaporkan pertama kali (data contoh ditarik)" in alerts(page)[0]
    assert numbers(app) == [1]
    saved = text_of(fill_and_press(page, "Simpan perubahan 1 desa", Nama_Anda="Sari"))
    assert numbers(app) == [2]
    assert of_the_first in saved
    assert "1 desa: 1 dilaporkan pertama kali (data contoh ditarik)." in saved
    assert "Yang baru" not in saved
    assert [str(one.proto.url) for one in page.get("link_button") if one.proto.label == "Mulai rapat"] == ["/layar"]
    assert "1 dilaporkan pertama kali (data contoh ditarik)" in text_of(app.open("riwayat"))
    first = app.open()
    assert heading(first).startswith("1 dari 39 desa sudah membentuk Pokja")
    assert "DATA CONTOH" not in text_of(first)
    assert "Belum dilaporkan 38 desa" in text_of(first)


def test_errors_are_passed_over_only_with_a_reason(app: App) -> None:
    app.start_empty()
    page = check(app, FAULTY)
    page.radio[0].set_value("tanpa")
    button(page, "Jawab dan periksa lagi").click().run()
    assert alerts(page) == [
        "Perlu diperbaiki. Ada 9 kesalahan; 7 desa dan 1 baris tidak disimpan; 31 desa lainnya dapat disimpan."
    ]
    fill_and_press(page, "Simpan perubahan 31 desa; 7 desa dan 1 baris tidak disimpan", Nama_Anda="Sari")
    assert alerts(page)[-1] == "Tulis alasannya; keputusan ini dicatat bersama unggahan."
    assert numbers(app) == []
    why = {"Alasan_menyimpan_tanpa_baris_yang_salah": "Diperbaiki desa pekan depan"}
    fill_and_press(page, "Simpan perubahan 31 desa", **why)
    assert numbers(app) == [1]
    assert app.store.uploads()[0].riwayat[0].alasan == "Diperbaiki desa pekan depan"
    assert heading(app.open()).startswith("13 dari 39 desa")


def test_errors_beside_nothing_new_leave_nothing_to_save(app: App) -> None:
    page = check(app, FAULTY)
    page.radio[0].set_value("tanpa")
    button(page, "Jawab dan periksa lagi").click().run()
    assert "31 desa lainnya sama dengan yang tersimpan" in alerts(page)[0]
    assert not has_button(page, "Simpan")


def test_a_question_comes_before_the_save(app: App) -> None:
    page = check(app, make_recap(SENYUBUK_LESS))
    assert alerts(page) == [
        "Perlu jawaban Anda. Ada 1 pertanyaan yang perlu dijawab sebelum berkas ini disimpan.",
    ]
    assert not has_button(page, "Simpan")
    assert page.radio[0].value == "tetap"
    text = text_of(page)
    earlier = 'Desa Senyubuk Terbentuk menurut "rekap_2023-05-10.xlsx", keadaan per 10 Mei 2023, sel D32'
    assert f'{earlier}; berkas ini menulis "Belum". Mana yang benar?' in text
    # Both cells are drawn beside it.
    assert 'Sebelumnya: rekap_2023-05-10.xlsx, lembar "Rekap", sel D32 · unggahan 1' in text
    assert re.findall(r'aria-current="true" style="[^"]*">([^<]*)</td>', html_of(page)) == ["Terbentuk", "Belum"]


def test_each_decision_has_a_reason_of_its_own(app: App) -> None:
    page = check(app, make_recap(SENYUBUK_LESS, ("Gantung", "Lilangan", "Belom")))
    page.radio[0].set_value("bubar")
    button(page, "Jawab dan periksa lagi").click().run()
    press = "Simpan perubahan 1 desa; 1 desa tidak disimpan"
    left_out = {"Alasan_menyimpan_tanpa_baris_yang_salah": "Lilangan menyusul"}
    fill_and_press(page, press, Nama_Anda="Sari", **left_out)
    assert alerts(page)[-1] == "Tulis alasannya; keputusan ini dicatat bersama unggahan."
    fill_and_press(page, press, Alasan_Senyubuk_dinyatakan_bubar="Musyawarah desa")
    assert observed(app, "19.06.04.2002").row.alasan == "Musyawarah desa"
    assert app.store.uploads()[0].riwayat[0].alasan == "Lilangan menyusul; Musyawarah desa"


def test_an_end_of_a_pokja_needs_a_reason(app: App) -> None:
    page = check(app, make_recap(SENYUBUK_LESS))
    page.radio[0].set_value("bubar")
    button(page, "Jawab dan periksa lagi").click().run()
    assert alerts(page)[0].startswith("1 desa turun tahap: Senyubuk (Terbentuk → Belum (bubar)).")
    assert "Desa terbentuk 15 → 14 per 1 Agustus 2023" in text_of(page)
    fill_and_press(page, "Simpan perubahan 1 desa", Nama_Anda="Sari")
    assert alerts(page)[-1] == "Tulis alasannya; keputusan ini dicatat bersama unggahan."
    fill_and_press(page, "Simpan perubahan 1 desa", Alasan_Senyubuk_dinyatakan_bubar="Musyawarah desa")
    assert observed(app, "19.06.04.2002").row.alasan == "Musyawarah desa"
    assert heading(app.open()).startswith("14 dari 39 desa")


def test_the_suggested_answer_keeps_what_is_stored(app: App) -> None:
    page = check(app, make_recap(SENYUBUK_LESS, LILANGAN))
    button(page, "Jawab dan periksa lagi").click().run()
    assert "Desa terbentuk 15 → 16 per 1 Agustus 2023" in text_of(page)


def test_an_outdated_preview_is_refused_and_made_anew(app: App) -> None:
    page = check(app, LATER)
    load(app.store, make_recap(LILANGAN))
    fill_and_press(page, "Simpan perubahan 32 desa", Nama_Anda="Sari")
    assert alerts(page)[0].startswith("Data berubah sejak pratinjau dibuat, jadi belum ada yang disimpan.")
    assert "Desa terbentuk 16 → 22 per 30 Juni 2024" in text_of(page)
    assert numbers(app) == [1, 2]
    button(page, "Simpan perubahan 32 desa").click().run()
    assert numbers(app) == [1, 2, 3]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("rusak.xlsx", b"PK\x03\x04 rusak" * 50, "Berkas rusak atau terpotong"),
        ("lama.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000), "Berkas rusak atau terpotong"),
        ("kosong.xlsx", b"", "Berkas ini kosong (0 bita)."),
        ("catatan.xlsx", b"bukan buku kerja", "bukan buku kerja Excel"),
        ("besar.xlsx", b"PK\x03\x04" + bytes(11 * 2**20), "Berkas lebih besar daripada 10 MB."),
    ],
)
def test_an_unusable_file_gets_one_sentence(app: App, name: str, data: bytes, words: str) -> None:
    page = check(app, data, name)
    assert not page.exception
    assert len(alerts(page)) == 1
    assert alerts(page)[0].startswith("Berkas tidak dapat dipakai.")
    assert words in alerts(page)[0]
    assert not has_button(page, "Simpan")
    assert str(app.data_dir.parent) not in text_of(page)


# --- the history ----------------------------------------------------------------------------------------------------


def test_withdrawing_and_bringing_back(app: App) -> None:
    load(app.store, LATER)
    page = app.open("riwayat")
    assert "Sekarang 22 desa terbentuk per 30 Juni 2024. Setelah itu 15 desa per 10 Mei 2023." in text_of(page)
    assert "Lilangan Gantung Terbentuk → Merintis 14 September 2023 → –" in text_of(page)
    fill_and_press(page, "Tarik unggahan 2", Nama_Anda="Sari", Alasan="Salah berkas")
    assert alerts(page) == ["Unggahan 2 ditarik."]
    assert heading(page).startswith("1 unggahan berlaku, 1 ditarik")
    assert "Ditarik Sari" in text_of(page)
    assert "Salah berkas" in text_of(page)
    assert heading(app.open()).startswith("15 dari 39 desa")
    fill_and_press(page, "Kembalikan unggahan 2", Alasan="Ternyata benar")
    assert alerts(page) == ["Unggahan 2 dikembalikan."]
    assert heading(app.open()).startswith("22 dari 39 desa")


def test_files_saved_together_are_withdrawn_and_brought_back_together(app: App) -> None:
    august = make_recap(("Manggar", "Padang", "Merintis"), title="Keadaan per 1 Agustus 2024")
    later = {"a.xlsx": LATER.read_bytes(), "b.xlsx": august}
    fill_and_press(upload_all(app.open("unggah"), later), "Simpan perubahan ", Nama_Anda="Sari")
    assert 'href="riwayat?simpanan=2"' in live_html(app.open("riwayat"))
    fill_and_press(app.open("riwayat", unggahan="3"), "Tarik unggahan 3", Nama_Anda="Sari", Alasan="Salah berkas")
    page = app.open("riwayat", simpanan="2")
    assert "Unggahan 2 a.xlsx 30 Juni 2024 berlaku" in text_of(page)
    assert has_button(page, "Tarik unggahan 2")
    fill_and_press(app.open("riwayat", unggahan="3"), "Kembalikan unggahan 3", Nama_Anda="Sari", Alasan="Benar")
    page = app.open("riwayat", simpanan="2")
    fill_and_press(page, "Tarik unggahan 2–3", Nama_Anda="Sari", Alasan="Salah berkas")
    assert alerts(page) == ["Unggahan 2–3 ditarik."]
    assert [upload.nomor for upload in app.store.uploads() if upload.aktif] == [1]
    assert {event.alasan for event in app.store.events(limit=2)} == {"Salah berkas"}
    fill_and_press(page, "Kembalikan unggahan 2–3", Alasan="Ternyata benar")
    assert [upload.nomor for upload in app.store.uploads() if upload.aktif] == [3, 2, 1]
    assert "Disimpan bersama unggahan 3: lihat semuanya" in text_of(app.open("riwayat", unggahan="2"))


@pytest.mark.parametrize(("name", "reason"), [("", "uji"), ("Sari", ""), ("  ", "  ")])
def test_withdrawing_needs_a_name_and_a_reason(app: App, name: str, reason: str) -> None:
    page = fill_and_press(app.open("riwayat"), "Tarik unggahan 1", Nama_Anda=name, Alasan=reason)
    assert alerts(page) == ["Tulis nama Anda dan alasannya; keduanya dicatat."]
    assert numbers(app) == [1]


# --- the settings ---------------------------------------------------------------------------------------------------


def plan(
    page: AppTest, tenggat: str = "31 Desember 2027", alasan: str = "Rapat evaluasi", sejak: str = "10 Mei 2023"
) -> AppTest:
    """Fill in the form for a new plan and press its button."""
    values = {"Nama_rencana": "Target 2027", "Tenggat": tenggat, "Ditetapkan_oleh": "Bupati", "Berlaku_sejak": sejak}
    return fill_and_press(page, "Simpan rencana", **values, Alasan_atau_dasar=alasan)


def test_a_new_plan_holds_and_the_earlier_one_stays(app: App) -> None:
    page = plan(app.open("pengaturan"))
    assert alerts(page) == ["Rencana baru tersimpan; berlaku sejak 10 Mei 2023."]
    assert "Target 2027 (berlaku) 31 Desember 2027 39 10 Mei 2023" in text_of(page)
    assert "Target 2024 31 Desember 2024 39 10 Mei 2023" in text_of(page)
    assert "Target 39, 31 Des 2027" in text_of(app.open())


def test_a_new_plan_is_in_force_from_today_if_nothing_else_is_said(app: App) -> None:
    page = plan(app.open("pengaturan"), sejak="")
    today = format_date(cache.now().date())
    assert alerts(page) == [
        f"Rencana baru tersimpan; berlaku sejak {today}. "
        "Keadaan per 10 Mei 2023 tetap dinilai dengan rencana yang berlaku saat itu."
    ]
    assert f"Target 2027 31 Desember 2027 39 {today}" in text_of(page)
    assert "Target 2024 (berlaku) 31 Desember 2024 39" in text_of(page)
    assert "Target 39, 31 Des 2024" in text_of(app.open())


@pytest.mark.parametrize(
    ("faults", "words"),
    [
        ({"tenggat": "kapan-kapan"}, "Tenggat belum terbaca."),
        ({"alasan": ""}, "Isi nama rencana, siapa yang menetapkan, dan alasannya."),
        ({"sejak": "Januari 2025"}, "Berlaku sejak belum terbaca."),
        ({"tenggat": "31 Desember 2004"}, "Tenggat itu sebelum 2014, tahun Pokja pertama."),
        ({"sejak": "1 Januari 1925"}, "Berlaku sejak itu sebelum 2014, tahun Pokja pertama."),
    ],
)
def test_a_plan_that_cannot_be_is_said(app: App, faults: dict[str, str], words: str) -> None:
    page = plan(app.open("pengaturan"), **faults)
    assert alerts(page)[0].startswith(words)
    assert len(app.store.plans()) == 1


def test_real_work_may_start_by_hand(app: App) -> None:
    page = fill_and_press(app.open("pengaturan"), "Tarik data contoh", Nama_Anda="Sari")
    assert alerts(page) == ["Data contoh ditarik. Unggah rekap pertama."]
    assert numbers(app) == []
    assert heading(app.open()) == "Belum ada data"
    assert not has_button(app.open("pengaturan"), "Tarik data contoh")


# --- text that wants to be more than text ---------------------------------------------------------------------------

HOSTILE = "<img src=x onerror=alert(1)> ![a](http://evil.example/a.png) :red[b] $x$"


@pytest.fixture
def hostile(app: App) -> App:
    """A file name, an officer, a reason, a note and a plan that are all hostile."""
    recap = make_recap((*LILANGAN, HOSTILE), ("Manggar", "Padang", "Merintis", None, HOSTILE))
    load(app.store, recap, name=HOSTILE, by=HOSTILE)
    targets = [TargetRow("19.06.01", date(2027, 12, 31), 9)]
    told = {"ditetapkan": date(2023, 5, 10), "oleh": HOSTILE, "alasan": HOSTILE, "at": NOW}
    app.store.add_plan(nama=HOSTILE, targets=targets, **told)
    targets = [TargetRow("19.06.01", date(2028, 12, 31), 9)]
    app.store.add_plan(nama="Lagi", targets=targets, **told)
    return app


def test_hostile_text_stays_text(hostile: App) -> None:
    for name in ("ringkasan", "tren", "kecamatan", "desa", "riwayat", "pengaturan"):
        page = hostile.open(name)
        assert HOSTILE in text_of(page), name
        assert_harmless(page)


def assert_harmless(page: AppTest) -> None:
    assert not page.exception
    assert "<img" not in live_html(page)
    markdown = live_markdown(page)
    assert not [mark for mark in ("<img", "![", "](", ":red[") if mark in markdown]


def test_a_hostile_plan_stays_text_in_the_figure(hostile: App) -> None:
    figures = [chart.proto.spec for chart in hostile.open("tren").get("plotly_chart")]
    assert any("Rencana sebelumnya" in figure for figure in figures)
    assert not [figure for figure in figures if "<img" in figure or "\\u003cimg" in figure]


def test_a_hostile_recap_stays_text(app: App) -> None:
    recap = make_recap(
        ("Gantung", HOSTILE, "Belum"), ("Gantung", "Lenggang", HOSTILE), (HOSTILE, "Padang", "Belum", HOSTILE), LILANGAN
    )
    page = check(app, recap, HOSTILE)
    assert f'"{HOSTILE[:59]}…" tidak ada dalam daftar desa Kecamatan Gantung' in text_of(page)
    assert HOSTILE in [cell["text"] for row in sheet_view(page)["sheets"][0]["rows"] for cell in row["cells"]]
    assert_harmless(page)


def test_a_hostile_sheet_name_stays_text_in_a_question(app: App) -> None:
    rows = (("Keadaan per 1 Agustus 2023",), ("Kecamatan", "Desa", "Status"), ("Gantung", "Lilangan", "Belum"))
    others = (*rows[:2], ("Gantung", "Lilangan", "Merintis"))
    sheet = "<img src=x onerror=alert(1)>"
    page = check(app, make_xlsx(rows, more_sheets={sheet: others}, contoh=True))
    day = "(1 desa, keadaan per 1 Agustus 2023)"
    assert [unescape_markdown(option) for option in page.radio[0].options] == [f"Rekap {day}", f"{sheet} {day}"]
    assert_harmless(page)


def test_a_hostile_name_is_recorded_as_it_was_typed(app: App) -> None:
    page = check(app, LATER)
    field(page, "Nama Anda").input(HOSTILE)
    button(page, "Simpan perubahan 32 desa").click().run()
    assert app.store.uploads()[0].disimpan_oleh == HOSTILE
    assert_harmless(page)
