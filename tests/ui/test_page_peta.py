"""The map page and what feeds it in the settings: the slider, playing, meetings, events, the office's own map."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kkb.config import DEFAULT_REGION_CSV
from kkb.formatting import format_date
from kkb.region import load_region
from kkb.schema import JenisTonggak, Tonggak
from kkb.ui.frame import cache
from kkb.ui.peta.map_view import half_years
from tests.support.figure_builders import HOSTILE
from tests.support.map_fixtures import make_geojson
from tests.support.page_fixtures import (
    NOW,
    App,
    alerts,
    button,
    field,
    has_button,
    heading,
    html_of,
    live_html,
    live_markdown,
    text_of,
)

REGION = load_region(DEFAULT_REGION_CSV)
AT_THE_END = "15 dari 39 desa (38,5%) sudah membentuk Pokja per 10 Mei 2023."


def move_to(page: AppTest, day: date) -> AppTest:
    page.select_slider(key="peta_saat").set_value(day)
    return page.run()


def fill(page: AppTest, **fields: str) -> None:
    """Text fields by key, or by label with underscores for spaces."""
    for name, text in fields.items():
        keyed = [candidate for candidate in page.text_input if candidate.key == name]
        (keyed[0] if keyed else field(page, name.replace("_", " "))).input(text)


def press(page: AppTest, words: str) -> AppTest:
    button(page, words).click()
    return page.run()


def put_map(app: App, **more: Any) -> None:
    values = {"nama_berkas": "desa.geojson", "isi": make_geojson(REGION.desa), "resmi": False, "sumber": "Bappeda"}
    app.store.add_map(**(values | {"by": "Sari", "at": NOW} | more))


class TestTime:
    def test_half_years_end_at_the_day(self) -> None:
        moments = half_years(date(2015, 3, 1))
        assert moments == [date(2014, 6, 30), date(2014, 12, 31), date(2015, 3, 1)]
        assert half_years(date(2014, 6, 30)) == [date(2014, 6, 30)]
        assert half_years(date(2014, 2, 1)) == [date(2014, 2, 1)]

    def test_it_opens_at_the_day_of_the_figures(self, app: App) -> None:
        page = app.open("peta")
        text = text_of(page)
        assert heading(page) == AT_THE_END
        assert "Peta Pokja: satu petak satu desa di tempatnya" in text
        assert "15 Terbentuk" in text
        assert "2 Merintis" in text
        # By name on its tile on a laptop, and where a pointer or a voice asks on a laptop and on a phone.
        assert text.count("Senyubuk, Kecamatan Kelapa Kampit: Terbentuk") == 2
        assert "T Senyubuk" in text
        assert page.select_slider(key="peta_saat").value == date(2023, 5, 10)

    def test_a_single_kecamatan_stands_alone_with_all_its_names(self, app: App) -> None:
        text = text_of(app.open("peta", kec="Manggar"))
        assert text.count("B Bentaian Jaya") == text.count("T Kurnia Jaya") == 2
        assert "Senyubuk" not in text

    def test_an_earlier_moment_shows_what_was_known_to_have_formed_by_then(self, app: App) -> None:
        page = move_to(app.open("peta"), date(2017, 12, 31))
        text = text_of(page)
        assert heading(page) == "8 dari 39 desa (20,5%) sudah membentuk Pokja per 31 Desember 2017."
        assert "Baru sejak 30 Juni 2017: Aik Madu, Batu Penyu, Burong Mandi" in text
        assert "31 desa bergaris putus-putus: per 31 Desember 2017 belum ada laporan tentang tahapnya." in text

    def test_a_count_opens_its_desa_on_that_day(self, app: App) -> None:
        page = app.open("peta")
        assert 'href="desa?status=Terbentuk"' in html_of(page)
        move_to(page, date(2018, 12, 31))
        assert 'href="desa?status=Terbentuk&pada=31+Desember+2018"' in unescape(html_of(page))

    def test_playing_begins_at_the_first_moment_and_goes_on_with_every_run(self, app: App) -> None:
        page = press(app.open("peta"), "Putar")
        assert heading(page) == "0 dari 39 desa (0%) sudah membentuk Pokja per 30 Juni 2014."
        assert has_button(page, "Jeda")
        page = page.run()
        assert "1 dari 39 desa (2,6%) sudah membentuk Pokja per 31 Desember 2014." in text_of(page)
        page = press(page, "Jeda")
        assert has_button(page, "Putar")
        assert "per 31 Desember 2014." in text_of(page.run())

    def test_it_never_plays_by_itself_and_stops_at_the_end(self, app: App) -> None:
        page = app.open("peta")
        assert has_button(page, "Putar")
        page = press(move_to(page, date(2022, 6, 30)), "Putar")
        assert "per 30 Juni 2022." in text_of(page)
        for _ in range(4):
            page.run()
        assert AT_THE_END in text_of(page)
        assert has_button(page, "Putar")
        assert AT_THE_END in text_of(page.run())

    def test_a_kecamatan_is_counted_alone(self, app: App) -> None:
        assert "2 dari 9 desa (22,2%) sudah membentuk Pokja per 10 Mei 2023." in text_of(
            app.open("peta", kec="Manggar")
        )


class TestOwnMap:
    def test_without_one_there_is_nothing_to_choose(self, app: App) -> None:
        assert [control.label for control in app.open("peta").get("button_group")] == []

    def test_with_one_the_reader_chooses_and_is_told_whose_it_is(self, app: App) -> None:
        put_map(app, sumber=HOSTILE)
        page = app.open("peta")
        assert "Sumber peta" not in text_of(page)
        page.segmented_control(key="peta_bentuk").set_value("Peta").run()
        assert "Bukan batas resmi. Sumber peta:" in text_of(page)
        assert "<img" not in live_html(page) + live_markdown(page)

    def test_an_official_one_says_so(self, app: App) -> None:
        put_map(app, resmi=True)
        page = app.open("peta")
        page.segmented_control(key="peta_bentuk").set_value("Peta").run()
        assert "Batas resmi. Sumber peta: Bappeda." in text_of(page)

    def test_one_that_fits_the_region_no_longer_does_not_break_the_page(self, app: App) -> None:
        put_map(app, isi=b'{"type":"FeatureCollection","features":[]}')
        page = app.open("peta")
        page.segmented_control(key="peta_bentuk").set_value("Peta").run()
        assert not page.exception
        assert AT_THE_END in text_of(page)

    def test_it_is_checked_shown_and_stored_in_the_settings(self, app: App) -> None:
        page = app.open("pengaturan")
        desa = [d for d in REGION.desa if d.desa != "Dukong"]
        page.file_uploader[0].upload("desa.geojson", make_geojson(desa), "application/geo+json")
        page.run()
        assert "38 dari 39 desa dikenali di peta ini." in "\n".join(alerts(page))
        assert "Simpang Pesak 3 dari 4 Dukong" in text_of(page)
        page = press(page, "Simpan peta")
        assert "Isi sumber peta dan siapa yang mengunggah." in alerts(page)
        assert app.store.snapshot().peta is None
        fill(page, Sumber_peta="Bappeda 2022", peta_oleh="Sari")
        page = press(page, "Simpan peta")
        assert "Peta tersimpan." in "\n".join(alerts(page))
        peta = app.store.snapshot().peta
        assert peta is not None
        assert (peta.nama_berkas, peta.sumber, peta.oleh, peta.resmi) == (
            "desa.geojson", "Bappeda 2022", "Sari", False,
        )  # fmt: skip
        fill(page, peta_lepas_oleh="Budi")
        page = press(page, "Lepas peta")
        assert app.store.snapshot().peta is None
        assert "Belum ada peta sendiri." in text_of(page)

    def test_a_bad_file_is_refused_in_words(self, app: App) -> None:
        page = app.open("pengaturan")
        page.file_uploader[0].upload("desa.geojson", b"{", "application/geo+json")
        page.run()
        assert "bukan GeoJSON yang utuh" in "\n".join(alerts(page))
        assert not has_button(page, "Simpan peta")


class TestFacts:
    def test_a_meeting_is_noted_and_cancelled(self, app: App) -> None:
        page = app.open("rapat")
        assert field(page, "Tanggal rapat").value == format_date(cache.now().date())
        fill(page, Tanggal_rapat="3 Maret 2023", Nama_rapat="Rakor TPPS", tl_nama="Sari")
        page = press(page, "Catat rapat")
        assert alerts(page) == ["Rapat tersimpan."]
        assert not page.toast, "it is said beside the press, once"
        typed = [page.text_input(key=key).value for key in ("rapat_nama", "tl_nama")]
        assert typed == ["", "Sari"]
        assert "Tercatat terakhir: 3 Maret 2023, Rakor TPPS." in text_of(page)
        page = app.open("pengaturan")
        assert "3 Maret 2023 Rakor TPPS Sari" in text_of(page)
        assert [(m.tanggal, m.judul) for m in app.store.meetings()] == [(date(2023, 3, 3), "Rakor TPPS")]
        fill(page, rapat_batal_oleh="Budi")
        page = press(page, "Batalkan rapat ini")
        assert "Rapat dibatalkan." in alerts(page)
        assert [toast.value for toast in page.toast] == ["Rapat dibatalkan\\."]
        assert app.store.meetings() == []

    @pytest.mark.parametrize(
        ("day", "title", "by", "words"),
        [
            ("Maret 2023", "Rakor", "Sari", "belum terbaca"),
            ("", "Rakor", "Sari", "belum terbaca"),
            ("3 Maret 2099", "Rakor", "Sari", "Tanggal rapat itu belum terjadi."),
            ("3 Maret 1923", "Rakor", "Sari", "Tanggal rapat itu sebelum 2014, tahun Pokja pertama."),
            ("3 Maret 2023", " ", "Sari", "“Nama rapat” masih kosong"),
            ("3 Maret 2023", "Rakor", "", "“Nama Anda” masih kosong"),
        ],
    )
    def test_an_unfinished_meeting_is_not_stored(self, app: App, day: str, title: str, by: str, words: str) -> None:
        page = app.open("rapat")
        fill(page, Tanggal_rapat=day, Nama_rapat=title, tl_nama=by)
        page = press(page, "Catat rapat")
        assert words in "\n".join(alerts(page))
        assert app.store.meetings() == []

    def test_an_event_is_stored_with_its_source_and_taken_back(self, app: App) -> None:
        page = app.open("pengaturan")
        fill(page, Dari_tanggal="2 Juni 2019", Peristiwa=HOSTILE, peristiwa_sumber="Notulen", peristiwa_oleh="Sari")
        page.number_input(key="peristiwa_pokja").set_value(15)
        page = press(page, "Simpan peristiwa")
        assert "Peristiwa tersimpan." in alerts(page)
        assert page.number_input(key="peristiwa_pokja").value is None
        (event,) = [m for m in app.store.milestones() if m.oleh]
        assert event == Tonggak(JenisTonggak.PERISTIWA, date(2019, 6, 2), None, HOSTILE, "Notulen", 15)
        assert HOSTILE in text_of(page)
        assert "<img" not in live_html(page) + live_markdown(page)
        page.radio(key="peristiwa_batal_pilihan").set_value(str(event.nomor))
        fill(page, peristiwa_batal_oleh="Budi")
        page = press(page, "Batalkan peristiwa ini")
        assert [m for m in app.store.milestones() if m.oleh] == []

    @pytest.mark.parametrize(("day", "words"), [("2 Juni 2099", "belum terjadi"), ("2 Juni 1919", "sebelum 2014")])
    def test_an_event_cannot_be_on_any_day(self, app: App, day: str, words: str) -> None:
        page = app.open("pengaturan")
        fill(page, Dari_tanggal=day, Peristiwa="Banjir", peristiwa_sumber="BPBD", peristiwa_oleh="Sari")
        page = press(page, "Simpan peristiwa")
        assert f"Dari tanggal itu {words}" in "\n".join(alerts(page))
        assert [m for m in app.store.milestones() if m.oleh] == []

    def test_an_event_must_not_end_before_it_begins(self, app: App) -> None:
        page = app.open("pengaturan")
        fill(page, Dari_tanggal="2 Juni 2019", Peristiwa="Banjir", peristiwa_sumber="BPBD", peristiwa_oleh="Sari")
        field(page, "Sampai tanggal (bila ada)").input("1 Juni 2019")
        page = press(page, "Simpan peristiwa")
        assert "Tanggal akhir lebih awal daripada tanggal mulai." in alerts(page)

    def test_a_reader_sees_everything_and_writes_nothing(self, app: App) -> None:
        app.set(KKB_MODE=None)
        app.store.add_meeting(tanggal=date(2023, 3, 3), judul="Rakor TPPS", by="Sari", at=NOW)
        put_map(app)
        page = app.open("pengaturan")
        text = text_of(page)
        assert "3 Maret 2023 Rakor TPPS Sari" in text
        # In the frame of the page as well: a phone folds the menu away.
        assert "Mode baca</p>" in live_html(page)
        assert "desa.geojson Bukan batas resmi Bappeda Sari" in text
        assert not page.text_input
        assert not page.file_uploader

    def test_a_right_lost_meanwhile_stops_the_write(self, app: App) -> None:
        page = app.open("rapat")
        fill(page, Tanggal_rapat="3 Maret 2023", Nama_rapat="Rakor TPPS", tl_nama="Sari")
        app.has_key = False
        button(page, "Catat rapat").click()
        page.run()
        assert app.store.meetings() == []

    def test_the_data_moved_on_and_the_officer_is_asked_to_press_again(self, app: App) -> None:
        page = app.open("rapat")
        app.store.add_meeting(tanggal=date(2023, 1, 9), judul="Lain", by="Budi", at=NOW)
        fill(page, Tanggal_rapat="3 Maret 2023", Nama_rapat="Rakor TPPS", tl_nama="Sari")
        page = press(page, "Catat rapat")
        assert "Data berubah sejak halaman ini dibuka; belum ada yang diubah." in "\n".join(alerts(page))
        assert [m.judul for m in app.store.meetings()] == ["Lain"]
        page = press(page, "Catat rapat")
        assert [m.judul for m in app.store.meetings()] == ["Rakor TPPS", "Lain"]
