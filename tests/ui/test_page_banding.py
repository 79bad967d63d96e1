"""Comparing and completeness: what one recap alone can tell, late news, and who has not been reported for long."""

from __future__ import annotations

from datetime import date

from streamlit.testing.v1 import AppTest

from kkb.state import last_reports
from tests.support.figure_builders import BY_NAME, DATA_DAY, histories_of, seen
from tests.support.page_fixtures import NOW, App, heading, load, text_of
from tests.support.recaps import make_recap

HEAD = ("Kecamatan", "Desa", "Status", "Tanggal Pembentukan")
LATE = make_recap(
    HEAD,
    ("Gantung", "Selingsing", "Terbentuk", "2 Mei 2019"),
    ("Manggar", "Padang", "Terbentuk", "1 Juli 2023"),
    ("Gantung", "Jangkar Asam", "Sosialisasi", None),
)
"""Of 1 August 2023: one formed since the sample of 10 May, one that had formed before and is told only now."""


def between_uploads(app: App) -> AppTest:
    load(app.store, LATE)
    page = app.open("banding")
    page.segmented_control(key="cara").set_value("Dua unggahan")
    return page.run()


class TestOneRecap:
    def test_formations_are_compared_and_the_rest_is_said_to_be_unknown(self, app: App) -> None:
        page = app.open("banding")
        assert heading(page) == "Sejak 31 Desember 2017: 7 desa membentuk Pokja."
        text = text_of(page)
        assert "Baru ada satu unggahan, keadaan per 10 Mei 2023: tahap desa pada 31 Desember 2017" in text
        assert "7 desa berubah" in text
        assert "8 desa tetap, 24 desa tidak diketahui tahap semulanya" in text
        assert "mulai dilaporkan" not in text.casefold()

    def test_there_is_nothing_to_choose_between_ways(self, app: App) -> None:
        assert [control.label for control in app.open("banding").get("button_group")] == []

    def test_a_span_without_formations_says_so(self, app: App) -> None:
        page = app.open("banding", dari="31 Desember 2022")
        assert heading(page) == "Sejak 31 Desember 2022: tidak ada perubahan tahap yang dilaporkan."
        assert not page.get("plotly_chart")

    def test_a_meeting_before_it_hears_of_no_first_reports(self, app: App) -> None:
        app.store.add_meeting(tanggal=date(2023, 3, 10), judul="Rakor", by="Sari", at=NOW)
        assert heading(app.open("banding")) == "Sejak rapat 10 Maret 2023: tidak ada perubahan tahap yang dilaporkan."


class TestTwoRecaps:
    def test_late_news_is_told_as_such_with_its_date(self, app: App) -> None:
        page = between_uploads(app)
        assert heading(page) == (
            "Sejak unggahan 1: 1 desa membentuk Pokja; 1 desa maju tahap; 1 desa baru dilaporkan sudah terbentuk."
        )
        assert "Baru dilaporkan: 1 desa Semula Menjadi Selingsing Gantung Belum Terbentuk, 2 Mei 2019" in text_of(
            page
        )

    def test_the_table_holds_every_desa_and_the_changes_first(self, app: App) -> None:
        page = between_uploads(app)
        page.toggle(key="banding_peta_tabel").set_value(True)
        table = text_of(page.run()).partition("Kecamatan Desa Perubahan Semula Menjadi ")[2]
        assert table.startswith("Manggar Padang Terbentuk Belum Terbentuk, 1 Juli 2023 Gantung Jangkar Asam Maju ")
        assert table.splitlines()[0].count(" Tetap ") == 36

    def test_before_the_newest_save_is_what_it_is_compared_with(self, app: App) -> None:
        load(app.store, LATE)
        page = app.open("banding")
        assert page.selectbox(key="dari").value == "Sebelum unggahan terbaru"
        assert heading(page) == (
            "Sejak sebelum unggahan 2 (1 Agustus 2023): 1 desa membentuk Pokja; 1 desa maju tahap; "
            "1 desa baru dilaporkan sudah terbentuk."
        )

    def test_a_day_may_be_chosen_as_it_was_reported_by_then(self, app: App) -> None:
        load(app.store, LATE)
        assert heading(app.open("banding", dari="10 Mei 2023")).startswith("Sejak 10 Mei 2023: 1 desa membentuk Pokja;")


class TestCompleteness:
    def test_a_few_new_reports_do_not_make_the_others_new(self, app: App) -> None:
        load(app.store, LATE)
        text = text_of(app.open("desa"))
        assert "36 desa tidak ada di laporan terbaru, per 1 Agustus 2023" in text
        assert "Manggar 9 dari 9 1 Agu 2023 10 Mei 2023, 8 desa, " in text
        assert "Damar 5 dari 5 10 Mei 2023 10 Mei 2023, " in text

    def test_where_all_rows_are_alike_it_is_said_once(self, app: App) -> None:
        text = text_of(app.open("desa"))
        assert "Semua desa ada di laporan terbaru, per 10 Mei 2023" in text
        assert "39 dari 39" not in text
        assert "9 dari 9" not in text

    def test_an_earlier_day_is_named_and_left_out_where_the_list_has_its_own(self, app: App) -> None:
        load(app.store, LATE)
        words = "Semua desa ada di laporan terbaru sampai 31 Mei 2023, per 10 Mei 2023"
        assert words in text_of(app.open("desa", per="31 Mei 2023"))
        assert "laporan terbaru" not in text_of(app.open("desa", pada="31 Mei 2023"))

    def test_a_day_before_the_first_report_has_none(self, app: App) -> None:
        text = text_of(app.open("desa", per="31 Desember 2017"))
        assert "Belum ada laporan dari 39 desa" in text
        assert "Pokja 8 desa pada hari itu diketahui dari laporan sesudahnya." in text

    def test_the_last_report_is_that_of_the_desa_until_the_day(self) -> None:
        later = date(2024, 6, 30)
        known = histories_of(
            seen("Padang", tanggal="2014"), seen("Padang", tanggal="2014", day=later, unggahan=2), seen("Lalang")
        )
        padang, lalang = (BY_NAME[name].kode_desa for name in ("Padang", "Lalang"))
        assert last_reports(known, later) == {padang: later, lalang: DATA_DAY}
        assert last_reports(known, DATA_DAY) == {padang: DATA_DAY, lalang: DATA_DAY}
        assert last_reports(known, date(2017, 12, 31)) == {}
