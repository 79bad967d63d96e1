"""The page Kegiatan: figures, programmes, one row with its cell, the list, the evaluations and the form; and what other
pages say of activities."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from kkb.config import PROJECT_DIR
from kkb.programme import Putusan, programme_key
from kkb.schema import Tanggal
from kkb.ui.frame import cache
from kkb.ui.kegiatan.addresses import program_param
from tests.support.figure_builders import HOSTILE
from tests.support.kegiatan_builders import (
    CENDIL,
    LALANG,
    REGION,
    SENYUBUK,
    make_evaluasi,
    make_formed,
    make_kegiatan,
    tell,
)
from tests.support.page_fixtures import (
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
    text_of,
    upload,
)  # fmt: skip

BARU = next(one for one in REGION.desa if one.desa == "Baru")

SAMPLE = PROJECT_DIR / "sample_data/rekap_contoh_lanjutan.xlsx"


@pytest.fixture
def empty(app: App) -> App:
    """An installation without the sample: a test tells all there is."""
    app.start_empty()
    return app


def tell_some(app: App) -> int:
    """Two Pokja with three activities and two evaluations; a third Pokja of which nothing is told."""
    return tell(
        app.store,
        make_kegiatan(),
        make_kegiatan(tanggal="2024-04-05", desa=CENDIL, peserta=None, sesudah="7 balita"),
        make_kegiatan("Kelas balita", "2022-02-01", desa=CENDIL, kebutuhan=None, sesudah="banyak"),
        make_evaluasi(),
        make_evaluasi(putusan=Putusan.HENTIKAN, desa=CENDIL, alasan="Peserta berkurang"),
        formed=(SENYUBUK, CENDIL, LALANG),
    )


def open_at(app: App, **query: str) -> AppTest:
    return app.open("kegiatan", **query)


class TestOverview:
    def test_title_cards_and_one_row_per_programme(self, empty: App) -> None:
        tell_some(empty)
        page = open_at(empty)
        text = text_of(page)
        assert heading(page) == "3 kegiatan di 2 dari 3 Pokja, 2 mencantumkan kebutuhan"
        assert "Kabupaten Belitung Timur · per 30 Juni 2024" in text
        assert "Peserta 40 1 kegiatan tanpa jumlah" in text
        assert "Mencantumkan kebutuhan 66,7% 2 dari 3 kegiatan; 1 kosong" in text
        assert "Sebelum → sesudah 2 dari 3 dapat dibandingkan; 1 tidak" in text
        assert (
            "Dapur sehat 2 kegiatan di 2 desa · angka kecil 20 1 kosong 2 dari 2 100% 2 dari 2 11 → 7 balita; 11 → 8 "
            "balita 2 dari 2 dapat dibandingkan Rp 100.000 dari 1 dari 2 kegiatan Lanjutkan 1 · Hentikan 1"
        ) in text
        assert "belum dinilai" in text
        assert "Rp per orang = realisasi ÷ peserta" in text
        assert "2 hasil: 2 berubah. Kegiatan bernama sama adalah satu program" in text

    def test_what_to_spread_to_mend_and_to_end_with_reasons(self, empty: App) -> None:
        tell_some(empty)
        text = text_of(open_at(empty, tampil="Evaluasi"))
        assert "Cendil, 1 Jun 2024, Rapat Pokja: Peserta berkurang" in text
        assert "Belum menilai satu program pun , 1 dari 3 Pokja: Lalang ." in text
        assert "Lanjutkan: 1 program; belum ada yang dapat disebarluaskan" in text
        assert "Dapur sehat : hentikan di 1 dari 2 desa; lanjutkan di 1" in text
        assert "1 Pokja tanpa laporan dalam 12 bulan" in text
        assert "Di antaranya, kegiatannya belum pernah dilaporkan , 1 dari 3 Pokja: Lalang ." in text

    def test_pokja_without_a_report_add_up_with_the_table(self, empty: App) -> None:
        young = [replace(row, tanggal=Tanggal.from_iso("2024-02-01")) for row in make_formed(LALANG)]
        rows = [make_kegiatan(tanggal="2022-03-05"), make_evaluasi(desa=CENDIL)]
        tell(empty.store, *rows, formed=(SENYUBUK, CENDIL, BARU), more=young)
        text = text_of(open_at(empty, tampil="Evaluasi"))
        assert "2 Pokja tanpa laporan dalam 12 bulan" in text
        assert "Tanpa laporan dalam 12 bulan , 2 dari 4 Pokja: Baru , Senyubuk ." in text
        assert "Di antaranya, kegiatannya belum pernah dilaporkan , 1 dari 4 Pokja: Baru ." in text
        assert "Terbentuk dalam 12 bulan itu, belum ada laporan , 1 dari 4 Pokja: Lalang ." in text
        assert "Ada evaluasi, kegiatannya belum dilaporkan , 1 dari 4 Pokja: Cendil ." in text
        # The three of which no activity is told.
        counted = text_of(open_at(empty, tampil="Kegiatan")).replace("\N{NO-BREAK SPACE}", " ")
        assert "1 dari 4 Pokja melaporkan kegiatan" in counted

    @pytest.mark.parametrize(
        ("query", "folds"),
        [
            ({}, []),
            ({"tampil": "Evaluasi"}, ["Putusan per kecamatan", "Tulis evaluasi sebuah program"]),
            ({"tampil": "Kegiatan"}, ["Angka tiap Pokja (3)"]),
            ({"cari": "dapur"}, ["Angka tiap Pokja (3)"]),
            ({"tampil": "Evaluasi", "cari": "dapur"}, ["Putusan per kecamatan", "Tulis evaluasi sebuah program"]),
        ],
    )
    def test_only_the_part_asked_for_is_drawn(self, empty: App, query: dict[str, str], folds: list[str]) -> None:
        tell_some(empty)
        assert [fold.label for fold in open_at(empty, **query).expander] == folds

    def test_a_kecamatan_is_counted_alone(self, empty: App) -> None:
        tell_some(empty)
        page = open_at(empty, kec="Manggar")
        assert heading(page) == "Belum ada laporan kegiatan"
        assert "Pilih kecamatan lain di sebelah kiri." in text_of(page)
        assert heading(open_at(empty, kec="Kelapa Kampit")).startswith("3 kegiatan di 2 dari 2 Pokja")

    def test_an_earlier_day_knows_less(self, empty: App) -> None:
        tell_some(empty)
        page = open_at(empty, per="31 Desember 2023")
        assert heading(page).startswith("1 kegiatan di 1 dari 3 Pokja")
        assert "per 31 Desember 2023" in text_of(page)

    def test_nothing_told_says_what_to_do(self, empty: App) -> None:
        tell(empty.store, formed=(SENYUBUK,))
        page = open_at(empty)
        assert heading(page) == "Belum ada laporan kegiatan"
        assert "Isi lembar Kegiatan di templat" in text_of(page)
        assert "Ambil templat di Unggah" in [link.proto.label for link in page.get("page_link")]

    def test_the_open_page_takes_new_data(self, empty: App) -> None:
        tell_some(empty)
        page = open_at(empty)
        tell(empty.store, make_kegiatan("Air bersih", "2024-05-01", desa=LALANG), kunci="k2")
        cache.watcher().announce()
        assert heading(page.run()).startswith("4 kegiatan di 3 dari 3 Pokja")


class TestProgramme:
    def test_a_number_leads_in_two_presses_to_the_cell_it_was_read_from(self, empty: App) -> None:
        tell_some(empty)
        page = open_at(empty, kec="Kelapa Kampit")
        (program,) = re.findall(r'href="kegiatan[?](program=dapur[+]sehat&amp;[^"]*)"[^>]*>20<', html_of(page))
        pressed = html_of(empty.open("kegiatan", **dict(parse_qsl(unescape(program)))))
        (row,) = re.findall(r'href="kegiatan[?]([^"]*)"[^>]*>20\xa0peserta<', pressed)
        page = empty.open("kegiatan", **dict(parse_qsl(unescape(row))))
        assert page.selectbox(key="isi").value == "Jumlah Peserta"
        assert page.multiselect(key="kec").value == ["Kelapa Kampit"]

    def test_every_activity_with_its_difference_and_its_costs(self, empty: App) -> None:
        tell_some(empty)
        page = open_at(empty, program="dapur sehat")
        text = text_of(page)
        assert heading(page) == "Dapur sehat: 2 kegiatan di 2 desa · angka kecil"
        assert "5 Maret 2024 Senyubuk Kelapa Kampit 11 → 8 balita selisih −3 Balita gizi kurang" in text
        assert "Rp 2.000.000 ÷ 20 orang = Rp 100.000 per orang" in text
        assert "peserta kosong" in text
        assert "Hentikan Cendil Peserta berkurang Rapat Pokja 1 Juni 2024" in text

    def test_need_how_it_was_found_and_factors(self, empty: App) -> None:
        row = make_kegiatan(cara_kebutuhan="Musyawarah desa", faktor_budaya="Pantangan dibahas")
        tell(empty.store, row, formed=(SENYUBUK,))
        text = text_of(open_at(empty, program="dapur sehat"))
        assert "ditemukan lewat Musyawarah desa" in text
        assert "Budaya: Pantangan dibahas" in text

    def test_one_that_was_judged_and_never_held(self, empty: App) -> None:
        tell(empty.store, make_evaluasi("Kelas ibu"), formed=(SENYUBUK,))
        page = open_at(empty, program="kelas ibu")
        assert heading(page) == "Kelas ibu: dinilai, tetapi tidak ada kegiatannya yang dilaporkan"

    @pytest.mark.parametrize("written", ["Dapur Sehat", "DAPUR  SEHAT ", "dapur sehat"])
    def test_it_is_found_however_it_is_written(self, empty: App, written: str) -> None:
        tell_some(empty)
        assert heading(open_at(empty, program=written)).startswith("Dapur sehat: 2 kegiatan")

    def test_a_very_long_one_is_found_by_its_address(self, empty: App) -> None:
        name = "Panjang " * 40
        tell(empty.store, make_kegiatan(name), formed=(SENYUBUK,))
        for written in (name, program_param(programme_key(name))):
            assert heading(open_at(empty, program=written)).startswith("Panjang Panjang")

    def test_one_that_is_not_there(self, empty: App) -> None:
        tell_some(empty)
        page = open_at(empty, program="dapur sehat", kec="Manggar")
        assert heading(page) == "Program itu tidak ada dalam pilihan ini"


class TestRow:
    def test_all_its_fields_and_what_is_blank(self, empty: App) -> None:
        number = tell_some(empty)
        page = open_at(empty, baris=f"{number}.2")
        text = text_of(page)
        assert heading(page) == "Dapur sehat"
        assert f"Desa Cendil, Kecamatan Kelapa Kampit · 5 April 2024 · lembar Kegiatan, unggahan {number}" in text
        assert "Jumlah Peserta kosong H5" in text
        assert "11 → 7 balita (selisih −4)" in text
        assert "Biaya per orang tidak diketahui" in text

    @pytest.mark.slow
    def test_the_officers_own_sheet_around_the_cell(self, app: App) -> None:
        page = app.open("unggah")
        upload(page, SAMPLE.name, SAMPLE.read_bytes())
        fill_and_press(page, "Simpan", Nama_Anda="Sari")
        told = next(one for one in app.store.snapshot().programme if one.unggahan == 2 and hasattr(one.row, "nama"))
        page = open_at(app, baris=f"2.{told.urutan}", isi="Jumlah Peserta")
        text = text_of(page)
        assert f'lembar "Kegiatan", sel {told.row.sel["peserta"]}' in text
        assert told.row.desa in text

    def test_one_that_was_replaced_says_so(self, empty: App) -> None:
        number = tell_some(empty)
        tell(empty.store, make_kegiatan(peserta=25), kunci="k2", day=date(2024, 7, 31))
        assert "baris ini tidak dihitung" in "\n".join(alerts(open_at(empty, baris=f"{number}.1")))
        assert "tidak dihitung" not in text_of(open_at(empty, baris="2.1"))

    @pytest.mark.parametrize("address", ["9.1", "1.99", "x", "1.1.1"])
    def test_one_that_is_not_there(self, empty: App, address: str) -> None:
        tell_some(empty)
        assert heading(open_at(empty, baris=address)) == "Baris itu tidak ada lagi"

    def test_an_evaluation_has_its_cell_too(self, empty: App) -> None:
        number = tell_some(empty)
        page = open_at(empty, baris=f"{number}.5")
        assert heading(page) == "Dapur sehat: Hentikan"
        assert "Alasan Peserta berkurang" in text_of(page)


class TestList:
    def test_words_and_year_narrow_it(self, empty: App) -> None:
        tell_some(empty)
        page = open_at(empty, tampil="Kegiatan")
        page.text_input(key="cari").input("cendil kelas").run()
        assert "1 kegiatan, yang terbaru di atas." in text_of(page)
        page.text_input(key="cari").input("").run()
        page.selectbox(key="tahun").set_value("2024").run()
        assert "2 kegiatan, yang terbaru di atas." in text_of(page)
        page.text_input(key="cari").input("tidak ada").run()
        assert "Tidak ada kegiatan yang cocok" in text_of(page)

    def test_ten_are_open_the_others_folded_until_somebody_searches(self, empty: App) -> None:
        tell(empty.store, *(make_kegiatan(f"Kegiatan {n}") for n in range(1, 14)), formed=(SENYUBUK,))
        page = open_at(empty, tampil="Kegiatan")
        assert "3 kegiatan sebelumnya" in [fold.label for fold in page.expander]
        page.text_input(key="cari").input("kegiatan").run()
        assert "3 kegiatan sebelumnya" not in [fold.label for fold in page.expander]

    def test_fifty_at_a_time_and_a_search_begins_at_the_first(self, empty: App) -> None:
        rows = [make_kegiatan(f"Kegiatan {n}", peserta=n) for n in range(1, 121)]
        tell(empty.store, *rows, formed=(SENYUBUK,))
        page = open_at(empty, tampil="Kegiatan")
        assert "1–50 dari 120 kegiatan" in text_of(page)
        page.button(key="mulai_berikutnya").click().run()
        page.button(key="mulai_berikutnya").click().run()
        assert "101–120 dari 120 kegiatan" in text_of(page)
        assert page.button(key="mulai_berikutnya").disabled
        page.text_input(key="cari").input("kegiatan 7").run()
        assert "12 kegiatan, yang terbaru di atas." not in text_of(page)
        assert "mulai" not in page.query_params

    @pytest.mark.parametrize("written", ["-5", "99999", "¹"])
    def test_whatever_the_address_says_there_are_rows(self, empty: App, written: str) -> None:
        tell(empty.store, *(make_kegiatan(f"Kegiatan {n}") for n in range(1, 61)), formed=(SENYUBUK,))
        assert "1–50 dari 60 kegiatan" in text_of(open_at(empty, mulai=written))

    def test_the_way_back_leads_to_the_same_place(self, empty: App) -> None:
        tell_some(empty)
        page = open_at(empty, cari="cendil", tahun="2024")
        link = "baris=1.2&amp;cari=cendil&amp;tahun=2024"
        assert link in "".join(element.proto.body for element in page.get("html"))
        back = live_html(open_at(empty, baris="1.2", cari="cendil", tahun="2024"))
        assert re.search(r'href="kegiatan\?cari=cendiltahun=2024"[^>]*>← Kembali ke Kegiatan', back)


class TestForm:
    def fill(self, page: AppTest, **changes: Any) -> AppTest:
        """Senyubuk's "Dapur sehat" is to be mended; a field given replaces one."""
        typed = {"evaluasi_alasan": "Jadwal bentrok", "evaluasi_oleh": "Musyawarah desa"}
        typed |= {"evaluasi_tanggal": "3 Juli 2024"} | changes
        page.selectbox(key="evaluasi_desa").set_value(SENYUBUK.kode_desa).run()
        page.selectbox(key=f"evaluasi_program_{SENYUBUK.kode_desa}").set_value("Dapur sehat").run()
        page.radio(key="evaluasi_putusan").set_value("Perbaiki")
        for key, text in typed.items():
            page.text_input(key=key).input(text)
        button(page, "Periksa evaluasi").click()
        return page.run()

    def test_checked_seen_saved_and_taken_back(self, empty: App) -> None:
        tell_some(empty)
        page = self.fill(open_at(empty, tampil="Evaluasi"))
        assert "Yang akan disimpan" in text_of(page)
        assert len(empty.store.uploads()) == 1
        fill_and_press(page, "Simpan evaluasi", Nama_Anda="Sari")
        assert alerts(page) == ["Evaluasi Dapur sehat di Senyubuk tersimpan sebagai unggahan 2."]
        (told,) = [told for told in empty.store.programme() if told.unggahan == 2]
        assert (told.row.putusan, told.row.tanggal, told.row.oleh) == (  # type: ignore[attr-defined]
            Putusan.PERBAIKI, Tanggal.from_iso("2024-07-03"), "Musyawarah desa",
        )  # fmt: skip
        assert "Pokja sudah menilai programnya: 1 perbaiki, 1 hentikan" in text_of(page)
        page.button(key="evaluasi_urung").click()
        page.run()
        assert alerts(page) == ["Evaluasi Dapur sehat di Senyubuk diurungkan."]
        assert [one.aktif for one in empty.store.uploads()] == [False, True]
        assert not has_button(page, "Urungkan")

    def test_the_status_figures_keep_their_day(self, empty: App) -> None:
        tell_some(empty)
        page = self.fill(open_at(empty, tampil="Evaluasi"))
        fill_and_press(page, "Simpan evaluasi", Nama_Anda="Sari")
        text = text_of(page)
        assert "Kabupaten Belitung Timur · per 30 Juni 2024" in text
        assert "Pokja sudah menilai programnya: 1 perbaiki, 1 hentikan per 3 Juli 2024" in text
        assert "per 30 Juni 2024" in heading(empty.open("ringkasan"))

    def test_what_is_missing_is_said_and_nothing_is_lost(self, empty: App) -> None:
        tell_some(empty)
        page = self.fill(open_at(empty, tampil="Evaluasi"), evaluasi_alasan=" ", evaluasi_tanggal="kemarin")
        assert "Tulis alasannya" in "\n".join(alerts(page))
        assert page.text_input(key="evaluasi_oleh").value == "Musyawarah desa"
        assert not has_button(page, "Simpan evaluasi")

    def test_programmes_are_those_of_the_pokja(self, empty: App) -> None:
        tell_some(empty)
        page = open_at(empty, tampil="Evaluasi")
        page.selectbox(key="evaluasi_desa").set_value(CENDIL.kode_desa).run()
        choice = page.selectbox(key=f"evaluasi_program_{CENDIL.kode_desa}")
        assert choice.options == ["Dapur sehat", "Kelas balita", "Program lain, ditulis di bawah"]

    def test_another_programme_is_written_by_hand(self, empty: App) -> None:
        tell_some(empty)
        page = open_at(empty, tampil="Evaluasi")
        page.selectbox(key="evaluasi_desa").set_value(CENDIL.kode_desa).run()
        page.selectbox(key=f"evaluasi_program_{CENDIL.kode_desa}").set_value("").run()
        button(page, "Periksa evaluasi").click().run()
        assert alerts(page) == ["Pilih programnya, atau tulis namanya."]
        page.text_input(key="evaluasi_nama_program").input("Kebun gizi")
        page.radio(key="evaluasi_putusan").set_value("Lanjutkan")
        page.text_input(key="evaluasi_alasan").input("Hasilnya baik")
        page.text_input(key="evaluasi_oleh").input("Musyawarah desa")
        button(page, "Periksa evaluasi").click().run()
        assert "Program Kebun gizi" in text_of(page)

    def test_the_data_moved_on_and_the_preview_is_shown_anew(self, empty: App) -> None:
        tell_some(empty)
        page = self.fill(open_at(empty, tampil="Evaluasi"))
        tell(empty.store, make_kegiatan("Lain"), kunci="k2")
        cache.watcher().announce()
        fill_and_press(page, "Simpan evaluasi", Nama_Anda="Sari")
        assert "Data berubah sejak evaluasi diperiksa." in "\n".join(alerts(page))
        assert len(empty.store.uploads()) == 2

    def test_without_a_name_nothing_is_stored(self, empty: App) -> None:
        tell_some(empty)
        page = self.fill(open_at(empty, tampil="Evaluasi"))
        button(page, "Simpan evaluasi").click().run()
        assert "Tulis nama Anda" in "\n".join(alerts(page))
        assert len(empty.store.uploads()) == 1

    def test_a_reader_reads(self, empty: App) -> None:
        tell_some(empty)
        empty.set(KKB_MODE=None)
        page = open_at(empty, tampil="Evaluasi")
        assert "Dari sini data hanya dapat dibaca" in text_of(page)
        assert not has_button(page, "Periksa evaluasi")

    def test_a_right_lost_meanwhile_stops_the_write(self, empty: App) -> None:
        tell_some(empty)
        page = self.fill(open_at(empty, tampil="Evaluasi"))
        field(page, "Nama Anda").input("Sari")
        empty.has_key = False
        button(page, "Simpan evaluasi").click().run()
        assert len(empty.store.uploads()) == 1


@pytest.mark.parametrize(
    "query",
    [
        {}, {"tampil": "Evaluasi"}, {"tampil": "Kegiatan"}, {"program": HOSTILE.casefold()}, {"baris": "1.1"},
        {"baris": "1.2"},
    ],
)  # fmt: skip
def test_no_text_of_data_takes_effect(empty: App, query: dict[str, str]) -> None:
    texts = dict.fromkeys(("kebutuhan", "mitra", "sebelum", "sesudah", "seksi", "faktor_sosial", "keterangan"), HOSTILE)
    row = make_kegiatan(HOSTILE, **texts)
    tell(empty.store, row, make_evaluasi(HOSTILE, alasan=HOSTILE, oleh=HOSTILE), formed=(SENYUBUK,))
    page = open_at(empty, **query)
    assert HOSTILE in text_of(page)
    # The choices of a selectbox are plain text to the browser.
    choices = [option for choice in page.selectbox for option in choice.options]
    markdown = "\n".join(line for line in live_markdown(page).splitlines() if line not in choices)
    assert "<img" not in live_html(page) + markdown


class TestElsewhere:
    def test_the_profile_of_a_desa_tells_its_own(self, empty: App) -> None:
        tell_some(empty)
        text = text_of(empty.open("desa", desa=CENDIL.kode_desa, kec="Manggar"))
        assert "Kegiatan Pokja: 2 kegiatan, 1 evaluasi" in text
        assert "Kelas balita" in text
        assert "Hentikan Peserta berkurang" in text
        assert "Kegiatan Pokja" not in text_of(empty.open("desa", desa=LALANG.kode_desa))

    def test_a_kecamatan_has_a_line(self, empty: App) -> None:
        tell_some(empty)
        text = text_of(empty.open("kecamatan", lihat="Kelapa Kampit"))
        assert "Kegiatan: 3 kegiatan di 2 dari 2 Pokja" in text
        assert "Evaluasi: 1 lanjutkan, 1 hentikan" in text
