"""The page Komitmen: promises per kecamatan, the next desa, who stands still, the log with its cells; and what the
profile of a desa, Banding and Bantuan say of promises."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest

from kkb.programme import JenisLangkah, KomitmenRow
from kkb.region import Desa
from kkb.schema import RecapRow, Tahap, Tanggal
from kkb.store import UploadPart
from kkb.ui.frame import cache
from tests.support.figure_builders import HOSTILE
from tests.support.kegiatan_builders import CENDIL, LALANG, REGION, SENYUBUK, make_formed, make_kegiatan, tell
from tests.support.outcome_builders import signature, step
from tests.support.page_fixtures import NOW, App, heading, html_of, live_html, live_markdown, text_of
from tests.support.store_fixtures import make_upload

PADANG = next(one for one in REGION.desa if one.desa == "Padang")
BARU = next(one for one in REGION.desa if one.desa == "Baru")
LATER = date(2024, 7, 31)


@pytest.fixture
def empty(app: App) -> App:
    """An installation without the sample: a test tells all there is."""
    app.start_empty()
    return app


def office(name: str = "Bupati") -> KomitmenRow:
    """A signer of the regency, with the cells of its row."""
    return KomitmenRow(
        kode_desa=None, kecamatan="", desa="", penanda_tangan=name, tanggal=Tanggal.from_iso("2023-05-10"),
        sheet="Komitmen", row=44, sel={"tanggal": "F44", "penanda_tangan": "G44"},
    )  # fmt: skip


def in_cell(row: Any, **cells: str) -> Any:
    return replace(row, sheet=type(row).__name__, row=5, sel=cells)


def tell_some(app: App) -> int:
    """Five desa signed: two had a Pokja then, Lalang formed one since, Padang takes steps, Baru stands still."""
    rows = [
        *(signature(one.desa) for one in (SENYUBUK, CENDIL, LALANG, BARU)),
        in_cell(signature("Padang", chair=None), kepala_desa="D9"),
        in_cell(step("Padang", "2023-08-15", catatan="Di balai desa"), jenis="E5", tanggal="D5"),
        step("Padang", "2023-09-01"),
        step("Padang", "2023-10-01", JenisLangkah.KEBIJAKAN),
        step("Lalang", "2023-07-01"),
        office(),
    ]
    formed = [*make_formed(SENYUBUK, CENDIL), *formed_since(LALANG), *on_rung(PADANG, BARU)]
    part = UploadPart(make_upload("k1", date(2024, 6, 30)), formed, [], rows)
    (number,) = app.store.commit_uploads(expected_version=None, parts=[part], by="Sari", at=NOW, reason=None)
    return number


def formed_since(*desa: Desa) -> list[RecapRow]:
    return [replace(row, tanggal=Tanggal.from_iso("2024-02-01")) for row in make_formed(*desa)]


def on_rung(*desa: Desa) -> list[RecapRow]:
    return [replace(row, status=Tahap.BELUM, tanggal=None) for row in make_formed(*desa)]


def open_at(app: App, **query: str) -> AppTest:
    return app.open("komitmen", **query)


class TestPromises:
    def test_title_cards_bars_and_table(self, empty: App) -> None:
        tell_some(empty)
        page = open_at(empty)
        text = text_of(page)
        assert heading(page) == "2 dari 5 penanda tangan belum dilaporkan membentuk Pokja"
        assert "Kabupaten Belitung Timur · per 30 Juni 2024" in text
        assert (
            "Menandatangani 5 dari 39 desa, 1 baru sebagian Sesudah komitmen 1 2 desa sudah punya Pokja sebelumnya "
            "Belum membentuk Pokja 2 menurut yang dilaporkan "
            "Tanpa langkah 1 yang dilaporkan sejak penandatanganan, terlama 417 hari"
        ) in text
        assert "Paling banyak belum membentuk di Manggar: 2 dari 3 penanda tangan" in text
        assert "2 sudah punya Pokja sebelumnya 1 membentuk sesudah komitmen 2 belum dilaporkan membentuk Pokja" in text

    @pytest.mark.parametrize(
        ("named", "title", "row"),
        [
            ("menandatangani", "5 desa menandatangani komitmen", "Padang Manggar"),
            ("sesudah", "1 desa membentuk Pokja sesudah komitmen", "Lalang Manggar"),
            ("belum", "2 penanda tangan belum dilaporkan membentuk Pokja", "Padang Manggar"),
            ("tanpa langkah", "1 desa tanpa langkah yang dilaporkan sejak penandatanganan", "Baru Manggar"),
        ],
    )
    def test_a_figure_opens_the_desa_that_it_counts(self, empty: App, named: str, title: str, row: str) -> None:
        tell_some(empty)
        assert f'href="komitmen?{urlencode({"janji": named})}"' in html_of(open_at(empty))
        page = open_at(empty, janji=named)
        assert heading(page) == title
        assert row in text_of(page)

    def test_the_counts_per_kecamatan_stand_behind_their_switch(self, empty: App) -> None:
        tell_some(empty)
        page = open_at(empty)
        assert "Jumlah 2 1 2 4 1 0 34 39" not in text_of(page)
        page.toggle(key="komitmen_kecamatan_tabel").set_value(True)
        text = text_of(page.run())
        assert "Manggar 2 1 0 2 1 0 6 9" in text
        assert "Jumlah 2 1 2 4 1 0 34 39" in text

    def test_a_kecamatan_is_counted_alone(self, empty: App) -> None:
        tell_some(empty)
        page = open_at(empty, kec="Kelapa Kampit")
        assert heading(page) == "Semua 2 desa yang menandatangani sudah membentuk Pokja"
        assert "Semua penanda tangan sudah membentuk Pokja" in text_of(page)
        page = open_at(empty, kec="Gantung")
        assert heading(page) == "Belum ada desa tanpa Pokja yang dilaporkan mulai"
        assert "Pilih kecamatan lain di sebelah kiri." in text_of(page)

    def test_an_earlier_day_knows_less(self, empty: App) -> None:
        tell_some(empty)
        page = open_at(empty, per="31 Desember 2023")
        assert heading(page) == "3 dari 5 penanda tangan belum dilaporkan membentuk Pokja"
        assert "per 31 Desember 2023" in text_of(page)

    def test_the_open_page_takes_new_data(self, empty: App) -> None:
        tell_some(empty)
        page = open_at(empty)
        tell(empty.store, signature("Kurnia Jaya"), kunci="k2", day=LATER)
        cache.watcher().announce()
        assert heading(page.run()) == "3 dari 6 penanda tangan belum dilaporkan membentuk Pokja"


class TestNothingTold:
    def test_recaps_alone_name_the_nearest_and_say_what_to_do(self, empty: App) -> None:
        nearer = [replace(row, status=Tahap.MERINTIS) for row in on_rung(PADANG)]
        tell(empty.store, formed=(SENYUBUK,), more=[*nearer, *on_rung(BARU)])
        page = open_at(empty)
        text = text_of(page)
        assert heading(page) == "Terdekat: Padang"
        assert "Belum ada laporan komitmen." in text
        assert "Isi lembar Komitmen di templat" in text
        assert [fold.label for fold in page.expander] == [
            "Merintis: 1 desa. Berikutnya: Pembentukan Pokja",
            "Belum: 1 desa. Berikutnya: Sosialisasi",
            "Belum dilaporkan: 36 desa. Berikutnya: Laporan keadaannya",
        ]
        assert "1 Padang Manggar · Merintis" in text
        assert "Ambil templat di Unggah" in [link.proto.label for link in page.get("page_link")]

    def test_steps_without_promises(self, empty: App) -> None:
        tell(empty.store, step("Padang"), formed=(SENYUBUK,))
        page = open_at(empty)
        text = text_of(page)
        assert heading(page) == "1 dari 38 desa tanpa Pokja sudah mengambil langkah"
        assert "Belum ada laporan komitmen." in text
        assert "Desa berikutnya. Terdekat: Padang" in text
        assert "sejak penandatanganan" not in text

    def test_promises_without_steps(self, empty: App) -> None:
        tell(empty.store, signature("Padang"), formed=(SENYUBUK,))
        text = text_of(open_at(empty))
        assert "Belum ada laporan langkah. Isi lembar Langkah di templat" in text
        assert "Cari langkah" not in text

class TestMeetingLists:
    def test_the_next_desa_with_each_reason_and_the_rules(self, empty: App) -> None:
        tell_some(empty)
        page = open_at(empty)
        text = text_of(page).replace("\N{NO-BREAK SPACE}", " ")
        assert "Desa berikutnya. Terdekat: Padang" in text
        assert "Yang tahapnya lebih tinggi lebih dulu. Bila sama," in text
        assert (
            "1 Padang Manggar · Belum ●○●○○ 2 dari 5 Koordinasi sebagian langkah 1 Oktober 2023"
        ) in text
        assert "2 Baru Manggar · Belum lengkap" in text
        # Those without a step would be equal lines.
        assert [fold.label for fold in page.expander] == [
            "Belum: 1 desa. Berikutnya: Sosialisasi",
            "Belum dilaporkan: 34 desa. Berikutnya: Laporan keadaannya",
            "Langkah per kecamatan",
        ]
        assert text.count("Langkah dihitung dari catatan langkah; tahap dari rekap status.") == 1

    def test_who_signed_and_has_not_moved(self, empty: App) -> None:
        tell_some(empty)
        text = text_of(open_at(empty))
        assert "1 desa tanpa langkah yang dilaporkan sejak penandatanganan" in text
        assert "Sejak 10 Mei 2023, 417 hari Ditandatangani kepala desa dan ketua BPD Manggar: Baru" in text

    def test_those_who_signed_on_one_day_are_named_together(self, empty: App) -> None:
        tell(empty.store, *(signature(one.desa) for one in REGION.desa[:10]), formed=(SENYUBUK,))
        text = text_of(open_at(empty))
        assert "10 desa tanpa langkah yang dilaporkan sejak penandatanganan" in text
        assert text.count("Sejak 10 Mei 2023, 417 hari") == 1

    def test_days_that_do_not_fit_beside_the_bars_are_folded(self, empty: App) -> None:
        days = [Tanggal.from_iso(f"2023-05-{day}") for day in range(10, 16)]
        rows = [replace(signature(one.desa), tanggal=day) for one, day in zip(REGION.desa, days, strict=False)]
        tell(empty.store, *rows, formed=(SENYUBUK,))
        assert open_at(empty).expander[0].label == "2 hari penandatanganan lain"

    def test_on_the_day_of_the_signing_nobody_stands_still(self, empty: App) -> None:
        tell(empty.store, signature("Baru"), formed=(SENYUBUK,), day=date(2023, 5, 10))
        text = text_of(open_at(empty))
        assert "Tanpa langkah 0 yang dilaporkan sejak penandatanganan" in text
        assert "1 desa baru menandatangani pada hari itu, jadi belum ada yang menunggu" in text

    def test_the_offices_of_the_regency(self, empty: App) -> None:
        number = tell_some(empty)
        page = open_at(empty)
        assert "1 penanda tangan kabupaten" in text_of(page)
        assert f"komitmen?baris={number}.10" in live_html(page)


class TestLog:
    def test_newest_first_with_what_was_repeated(self, empty: App) -> None:
        tell_some(empty)
        text = text_of(open_at(empty))
        assert "Berulang tanpa Pokja: Padang (2 kali Sosialisasi)." in text
        assert (
            "Langkah Desa Catatan Penetapan kebijakan 1 Oktober 2023 Padang Manggar kosong Sosialisasi 1 September "
            "2023 Padang Manggar kosong Sosialisasi 15 Agustus 2023 Padang Manggar Di balai desa"
        ) in text

    def test_fifty_at_a_time_and_a_search_begins_at_the_first(self, empty: App) -> None:
        rows = [step("Padang", f"2023-{1 + n // 28:02}-{1 + n % 28:02}", catatan=f"rapat-{n}") for n in range(120)]
        tell(empty.store, *rows, formed=(SENYUBUK,))
        page = open_at(empty)
        assert "1–50 dari 120 langkah" in text_of(page)
        page.button(key="mulai_langkah_berikutnya").click().run()
        assert "51–100 dari 120 langkah" in text_of(page)
        page.text_input(key="cari_langkah").input("rapat-11").run()
        assert "11 langkah, yang terbaru di atas." in text_of(page)
        assert "mulai_langkah" not in page.query_params


class TestRow:
    def test_a_step_with_all_it_says_and_the_way_back(self, empty: App) -> None:
        number = tell_some(empty)
        page = open_at(empty, baris=f"{number}.6", cari_langkah="padang")
        text = text_of(page)
        assert heading(page) == "Padang: Sosialisasi"
        assert f"Desa Padang, Kecamatan Manggar · 15 Agustus 2023 · lembar Langkah, unggahan {number}" in text
        assert "Catatan Di balai desa" in text
        assert re.search(r'href="komitmen\?cari_langkah=padang"[^>]*>← Kembali ke Komitmen', live_html(page))

    def test_a_signature_says_what_is_not_reported(self, empty: App) -> None:
        number = tell_some(empty)
        page = open_at(empty, baris=f"{number}.5")
        assert heading(page) == "Komitmen Padang"
        assert "Kepala Desa Tanda Tangan ya D9 Ketua BPD Tanda Tangan tidak dilaporkan" in text_of(page)

    def test_an_office_has_no_fields_of_a_desa(self, empty: App) -> None:
        number = tell_some(empty)
        page = open_at(empty, baris=f"{number}.10")
        text = text_of(page)
        assert heading(page) == "Komitmen Bupati"
        assert "Penanda Tangan Kabupaten Bupati G44" in text
        assert "Ketua BPD" not in text

    def test_one_of_another_sheet_is_shown_on_its_own_page(self, empty: App) -> None:
        tell(empty.store, make_kegiatan(), step("Padang"), formed=(SENYUBUK,))
        page = open_at(empty, baris="1.1", kec="Manggar")
        assert (heading(page), "Kembali ke Kegiatan" in text_of(page)) == ("Dapur sehat", True)
        assert page.session_state["kec"] == ["Manggar"]
        page = empty.open("kegiatan", baris="1.2")
        assert (heading(page), "Kembali ke Komitmen" in text_of(page)) == ("Padang: Sosialisasi", True)

    def test_one_that_is_not_there(self, empty: App) -> None:
        tell_some(empty)
        assert heading(open_at(empty, baris="9.1")) == "Baris itu tidak ada lagi"


class TestProfile:
    def test_promise_steps_and_their_cells(self, empty: App) -> None:
        number = tell_some(empty)
        page = empty.open("desa", desa=PADANG.kode_desa, kec="Gantung")
        text = text_of(page)
        assert "Komitmen: kepala desa menandatangani, ketua BPD belum dilaporkan (10 Mei 2023)" in text
        assert "Langkah: 2 dari 5 langkah (belum: Koordinasi, Penyiapan SDM dan Pembentukan Pokja)" in text
        assert "Penetapan kebijakan 1 Oktober 2023 kosong" in text
        assert {f"komitmen?baris={number}.5&kec=Gantung", f"komitmen?baris={number}.6&kec=Gantung"} <= addresses(page)

    def test_a_desa_of_which_nothing_is_told(self, empty: App) -> None:
        tell_some(empty)
        page = empty.open("desa", desa="19.06.05.2001")
        assert "Belum ada seorang pun yang melaporkan desa ini." in text_of(page)
        assert "Belum ada laporan komitmen atau langkah tentang desa ini." in text_of(page)

    def test_nothing_where_the_sheets_are_unknown(self, empty: App) -> None:
        tell(empty.store, make_kegiatan(), formed=(SENYUBUK,))
        assert "Komitmen dan langkah" not in text_of(empty.open("desa", desa=SENYUBUK.kode_desa))


class TestOtherPages:
    def test_banding_tells_what_is_new(self, empty: App) -> None:
        tell_some(empty)
        tell(
            empty.store,
            signature("Kurnia Jaya"),
            step("Baru", "2024-07-05"),
            make_kegiatan(tanggal="2024-07-06"),
            kunci="k2",
            day=LATER,
            formed=(SENYUBUK,),
        )
        page = empty.open("banding", dari="30 Juni 2024")
        text = text_of(page)
        assert "Sejak 30 Juni 2024: 1 komitmen, 1 langkah, 1 kegiatan (20 peserta) baru." in text
        assert [fold.label for fold in page.expander] == ["Komitmen: 1 baru", "Langkah: 1 baru", "Kegiatan: 1 baru"]
        assert "Sosialisasi Baru Manggar 5 Juli 2024" in text
        assert {"komitmen?baris=2.2", "kegiatan?baris=2.3"} <= addresses(page)

    def test_banding_says_nothing_where_nothing_changed(self, empty: App) -> None:
        tell_some(empty)
        tell(empty.store, kunci="k2", day=LATER, formed=(SENYUBUK, CENDIL))
        page = empty.open("banding", dari="30 Juni 2024")
        assert "Janji dan manfaat" not in text_of(page)
        page.segmented_control(key="cara").set_value("Dua unggahan")
        assert "Janji dan manfaat" not in text_of(page.run())

    def test_help_tells_how_to_fill_and_how_it_is_counted(self, app: App) -> None:
        text = text_of(app.open("bantuan"))
        assert "Langkah Satu langkah sebuah desa menuju Pokja. Desa, Tanggal, Jenis Langkah" in text
        assert "Evaluasi: Putusan Lanjutkan, Perbaiki dan Hentikan ditolak" in text
        assert "Ditepati: terbentuk sesudahnya." in text


@pytest.mark.parametrize("query", [{}, {"baris": "1.1"}, {"baris": "1.2"}])
def test_no_text_of_data_takes_effect(empty: App, query: dict[str, str]) -> None:
    tell(empty.store, step("Padang", catatan=HOSTILE), office(HOSTILE), signature("Padang"), formed=(SENYUBUK,))
    page = open_at(empty, **query)
    assert HOSTILE in text_of(page)
    assert "<img" not in live_html(page) + live_markdown(page)


def test_no_note_takes_effect_on_a_profile(empty: App) -> None:
    tell(empty.store, step("Padang", catatan=HOSTILE), formed=(SENYUBUK,))
    page = empty.open("desa", desa=PADANG.kode_desa)
    assert HOSTILE in text_of(page)
    assert "<img" not in live_html(page) + live_markdown(page)


def test_the_rest_of_a_log_opens_in_the_kecamatan_of_its_desa(empty: App) -> None:
    steps = [step("Padang", f"2023-{month:02}-01") for month in range(1, 12)]
    tell(empty.store, *steps, formed=(SENYUBUK,))
    # The reader has chosen another kecamatan, in which the search would find nothing.
    page = empty.open("desa", desa=PADANG.kode_desa, kec=["Gantung"])
    (rest,) = [address for address in addresses(page) if "cari" in address and "komitmen" in address]
    assert "kec=Manggar" in rest
    assert "Gantung" not in rest


def addresses(page: AppTest) -> set[str]:
    """Where the links of the page lead."""

    bodies = "\n".join(element.proto.body for element in page.get("html"))
    return {unescape(found) for found in re.findall(r'href="([^"]*)"', bodies)}
