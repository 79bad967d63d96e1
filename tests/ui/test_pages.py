"""The pages as a reader sees them: figures, filters, the empty start, read-only mode, calm faults."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kkb import narrative
from kkb.access import NO_KEY, READ_MODE
from kkb.config import PROJECT_DIR
from kkb.schema import Keputusan, Tahap, Tanggal
from kkb.store import NewUpload, UploadPart
from kkb.ui.frame import cache, live
from kkb.ui.frame.navigation import PAGES
from tests.support.builders import REGION, code_of, make_recap_row
from tests.support.page_fixtures import (
    NOW,
    App,
    alerts,
    button,
    go_to,
    has_button,
    heading,
    html_of,
    live_html,
    load,
    text_of,
    upload,
    verdict,
)
from tests.support.recaps import LATER, make_recap

NAMES = [spec.name for spec in PAGES]
HEADLINE = "15 dari 39 desa sudah membentuk Pokja per 10 Mei 2023"
BANNER = "DATA CONTOH · bukan laporan resmi"
NO_DATA = "Belum ada data"


def charts(page: AppTest) -> int:
    return len(page.get("plotly_chart"))


# --- every page -----------------------------------------------------------------------------------------------------


def test_every_file_is_on_the_menu() -> None:
    assert sorted(path.stem for path in (PROJECT_DIR / "pages").glob("*.py")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_opens_inside_the_common_frame(app: App, name: str) -> None:
    page = app.open(name)
    assert not page.exception
    assert heading(page)
    assert not [text for text in alerts(page) if "tidak dapat ditampilkan" in text]
    assert [widget.label for widget in page.sidebar.multiselect] == ["Kecamatan"]
    assert [widget.label for widget in page.sidebar.selectbox] == ["Keadaan per"]
    assert BANNER in text_of(page)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_opens_on_an_empty_store(app: App, name: str) -> None:
    app.start_empty()
    page = app.open(name)
    assert not page.exception
    assert heading(page)
    assert not [text for text in alerts(page) if "tidak dapat ditampilkan" in text]
    assert BANNER not in text_of(page)


@pytest.mark.parametrize("name", ["ringkasan", "tren", "kecamatan", "desa"])
def test_without_data_a_page_leads_to_the_upload(app: App, name: str) -> None:
    app.start_empty()
    page = app.open(name)
    assert heading(page) == NO_DATA
    assert "Unggah rekap" in [link.label for link in page.get("page_link")]
    assert charts(page) == 0


def test_where_all_is_withdrawn_the_page_leads_to_the_history(app: App) -> None:
    app.store.withdraw(1, by="Budi", reason="uji", at=NOW)
    cache.watcher().announce()
    page = app.open()
    assert heading(page) == NO_DATA
    assert "Kembalikan di Riwayat" in text_of(page)
    assert [link.label for link in page.get("page_link")] == ["Kembalikan di Riwayat", "Unggah rekap"]


def test_a_choice_without_any_report_has_a_way_back(app: App) -> None:
    app.start_empty()
    load(app.store, make_recap(("Gantung", "Lilangan", "Merintis"), title="Keadaan per 10 Mei 2023"))
    cache.watcher().announce()
    page = app.open(kec="Manggar")
    assert heading(page) == "Manggar: belum ada laporan tentang 9 desa per 10 Mei 2023"
    assert verdict(page) == "Belum dapat dinilai"
    page.button_group(key="saringan").set_value("Hanya Manggar · × semua").run()
    assert page.multiselect(key="kec").value == []
    assert heading(page) == "0 dari 39 desa sudah membentuk Pokja per 10 Mei 2023"


@pytest.mark.parametrize("name", NAMES)
def test_a_choice_stands_on_top_of_every_page_and_is_left_with_one_press(app: App, name: str) -> None:
    page = app.open(name, kec="Manggar", per="30 Juni 2018")
    bar = page.button_group(key="saringan")
    assert bar.options == ["Hanya Manggar · × semua", "Per 30 Juni 2018 · × data terbaru"]
    bar.set_value(bar.options[1]).run()
    assert not page.exception
    assert page.button_group(key="saringan").options == ["Hanya Manggar · × semua"]
    page.button_group(key="saringan").set_value("Hanya Manggar · × semua").run()
    assert (page.multiselect(key="kec").value, page.selectbox(key="per").value) == ([], "Data terbaru")
    assert "saringan" not in [group.key for group in page.button_group]


# --- the figures ----------------------------------------------------------------------------------------------------


def test_the_first_page_says_where_we_are(app: App) -> None:
    page = app.open()
    text = text_of(page)
    assert heading(page) == HEADLINE
    assert "Capaian terhadap target 38,5% Sisa desa 24" in text
    assert "Target 39, 31 Des 2024" in text
    assert "T 15 terbentuk M 2 merintis S 1 sosialisasi B 21 belum" in text
    assert "Jangkang" in text
    assert "Lilangan" in text
    assert "Sumber: unggahan 1 (rekap_2023-05-10.xlsx) · data contoh" in text
    assert charts(page) == 0, "each figure of Plotly would cost as much at a choice as all the rest of the page"


def test_a_choice_on_the_first_page_draws_few_elements_and_opens_no_picture(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each costs the server time at every run, for every reader."""
    page = app.open()
    opened: list[str] = []
    really_open = open

    def watched(file: Any, *args: Any, **options: Any) -> Any:
        opened.append(str(file))
        return really_open(file, *args, **options)

    monkeypatch.setattr("builtins.open", watched)
    page.sidebar.multiselect[0].select("Manggar").run()
    assert heading(page).startswith("Manggar: ")
    assert len(page.main.children) <= 8
    assert [file for file in opened if file.endswith((".png", ".svg"))] == []


def test_today_stands_beside_the_figures_only(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "now", lambda: datetime(2026, 11, 24, 9, 40, tzinfo=UTC))
    page = app.open()
    assert (verdict(page), heading(page)) == ("Belum ada data sesudah tenggat", HEADLINE)
    assert (
        "Data terakhir 10 Mei 2023, 3 tahun 6 bulan lalu; target 2024 lewat 1 tahun 10 bulan; belum ada laporan"
        in text_of(page)
    )


def test_every_chart_says_its_finding_in_words(app: App) -> None:
    for name in ("tren", "kecamatan"):
        found = [chart.proto.alt for chart in app.open(name).get("plotly_chart")]
        assert found
        assert all(found), name


def test_desa_lists_all_and_finds_one(app: App) -> None:
    page = app.open("desa")
    text = text_of(page)
    assert "39 desa. Tekan nama desa" in text
    # The same for nearly all of them; the profile says it.
    assert "unggahan 1, 10 Mei 2023" not in text
    page.text_input(key="cari").input("lilangan").run()
    assert "Lilangan M Merintis Gantung –" in text_of(page)
    assert html_of(page).count('href="desa?desa=19.06.') == 1
    page.text_input(key="cari").input("Jakarta").run()
    assert "Tidak ada desa yang cocok" in text_of(page)


def test_desa_shows_a_year_as_a_year(app: App) -> None:
    assert "Senyubuk T Terbentuk Kelapa Kampit 2014" in text_of(app.open("desa", cari="Senyubuk"))


def test_a_desa_is_told_for_the_day_of_its_own_report(app: App) -> None:
    """Others were reported for a later day, which says nothing of this one."""
    load(app.store, make_recap(("Gantung", "Lilangan", "Merintis"), title="Keadaan per 20 November 2024", contoh=False))
    load(app.store, make_recap(("Dendang", "Nyuruk", "Belum"), title="Keadaan per 30 November 2024", contoh=False))
    told, _, correction = text_of(app.open("desa", desa=code_of("Lilangan"))).partition("Koreksi")
    assert f"kode {code_of('Lilangan')} · keadaan per 20 November 2024" in told
    assert "30 November 2024" not in told
    # What is corrected is to hold beside the others.
    assert "30 November 2024" in correction
    # On an earlier day than that of the report that tells of it, the day that was asked for.
    assert "keadaan per 31 Desember 2017" in text_of(app.open("desa", desa=code_of("Nyuruk"), per="31 Desember 2017"))


def test_a_list_of_its_own_kecamatan_and_day_leaves_the_filter(app: App) -> None:
    page = app.open("desa", status="Terbentuk", di="Manggar", pada="31 Desember 2017")
    assert heading(page) == "1 desa sudah membentuk Pokja"
    assert "Kecamatan Manggar · keadaan per 31 Desember 2017" in text_of(page)
    assert (page.multiselect(key="kec").value, page.selectbox(key="per").value) == ([], "Data terbaru")
    html = html_of(page)
    assert 'href="desa"' in html
    assert "&amp;status=Terbentuk&amp;di=Manggar&amp;pada=31+Desember+2017" in html
    assert "kec=" not in html
    # Nonsense asks for nothing.
    assert "keadaan per 10 Mei 2023" in text_of(app.open("desa", di="Jakarta", pada="kemarin"))


def test_a_comparison_up_to_a_day_of_its_own_leaves_the_filter(app: App) -> None:
    page = app.open("banding", dari="30 September 2017", sampai="31 Desember 2017")
    assert heading(page) == "Sejak 30 September 2017: 7 desa membentuk Pokja."
    assert page.selectbox(key="per").value == "Data terbaru"
    assert 'href="banding?dari=30+September+2017"' in html_of(page)
    assert "per=" not in html_of(page)


def test_kecamatan_add_up_to_the_regency(app: App) -> None:
    text = text_of(app.open("kecamatan"))
    assert "Manggar 7 2 9 22,2% 0 0 Gantung 4 3 7 42,9% 1 0" in text
    assert "Jumlah 24 15 39 38,5% 2 1" in text


def test_the_title_of_kecamatan_follows_the_choice_and_the_ranking_is_folded(app: App) -> None:
    one = app.open("kecamatan", lihat="Manggar")
    assert heading(one) == "Manggar: 2 dari 9 desa (22,2%) membentuk Pokja; sisa 7 desa"
    assert [fold.label for fold in one.expander] == ["Manggar paling banyak tersisa: 7 dari 9 desa"]
    two = app.open("kecamatan", lihat=["Manggar", "Gantung"])
    assert heading(two) == "Manggar: 2 dari 9 desa, sisa 7; Gantung: 3 dari 7 desa, sisa 4"
    assert [fold.label for fold in app.open("kecamatan").expander] == ["Semua angka per kecamatan"]


def test_tren_explains_the_standstill(app: App) -> None:
    page = app.open("tren")
    assert heading(page) == "14 dari 15 Pokja terbentuk pada 2017 dan 2018. Sejak Mei 2018 tidak ada lagi"
    assert "2 Mei 2018 10 Mei 2023 60 Pembinaan 15 Pokja yang sudah ada" in text_of(page)


def test_tren_projects_nothing_from_old_data(app: App) -> None:
    text = text_of(app.open("tren"))
    assert "belum dapat diperkirakan: keadaan ini lebih dari 6 bulan yang lalu" in text
    assert "Andaikan" not in text


def test_tren_projects_nothing_that_was_not_asked(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "now", lambda: datetime(2023, 6, 1, tzinfo=UTC))
    page = app.open("tren")
    figures = charts(page)
    assert "Kapan sisa 24 desa selesai belum dapat diperkirakan" in text_of(page)
    assert "Dengan" not in text_of(page)
    page.button_group(key="andai").set_value(2.0).run()
    assert not page.exception
    assert charts(page) == figures + 1
    assert "Dengan 2,0 desa per bulan sejak 10 Mei 2023, sisa 24 desa selesai 9 Mei 2024." in text_of(page)


def test_tren_says_of_a_kecamatan_what_was_dissolved(app: App) -> None:
    app.start_empty()
    load(app.store, make_recap(("Manggar", "Padang", "Terbentuk", "2018"), title="Keadaan per 10 Mei 2023"))
    ended = make_recap_row("Padang", Tahap.BELUM, keputusan=Keputusan.BUBAR, alasan="rapat")
    part = UploadPart(NewUpload(date(2023, 6, 30), "b.xlsx", b"isi", "0" * 64), [ended], [])
    app.store.commit_uploads(expected_version=None, parts=[part], by="Sari", at=NOW, reason="rapat")
    cache.watcher().announce()
    assert "Manggar 0 dari 9, 1 bubar" in text_of(app.open("tren"))


def test_the_day_beside_an_ended_pokja_is_told_as_that_of_its_end(app: App) -> None:
    app.start_empty()
    load(app.store, make_recap(("Manggar", "Padang", "Terbentuk", "2018"), title="Keadaan per 10 Mei 2023"))
    end = Tanggal.from_iso("2023-06-02")
    row = make_recap_row("Padang", Tahap.BELUM, tanggal_bubar=end, keputusan=Keputusan.BUBAR, alasan="rapat")
    part = UploadPart(NewUpload(date(2023, 6, 30), "b.xlsx", b"isi", "0" * 64), [row], [])
    app.store.commit_uploads(expected_version=None, parts=[part], by="Sari", at=NOW, reason="rapat")
    cache.watcher().announce()
    assert ", bubar 2 Juni 2023" in text_of(app.open("desa", desa=code_of("Padang")))


@pytest.mark.parametrize(
    ("day", "title", "told"),
    [
        ("2023-06-02", "Padang: bubar 2 Juni 2023", "2 Juni 2023"),
        (None, "Padang: bubar, tanggal belum diketahui", "tanggal belum diketahui, dihitung sejak 30 Juni 2023"),
    ],
)
@pytest.mark.parametrize("formed", [None, "2022-03-07"])
def test_a_dissolved_pokja_is_told_on_the_profile(
    app: App, day: str | None, title: str, told: str, formed: str | None
) -> None:
    app.start_empty()
    parts = {"no_sk": "140/3", "alasan": "rapat", "tanggal_bubar": Tanggal.from_iso(day) if day else None}
    row = make_recap_row("Padang", Tahap.BELUM, formed, keputusan=Keputusan.BUBAR, **parts)
    part = UploadPart(NewUpload(date(2023, 6, 30), "b.xlsx", b"isi", "0" * 64), [row], [])
    app.store.commit_uploads(expected_version=None, parts=[part], by="Sari", at=NOW, reason="rapat")
    cache.watcher().announce()
    text = text_of(app.open("desa", desa=code_of("Padang")))
    assert title in text
    assert told in text
    assert "menurut unggahan 1" in text
    before = "7 Maret 2022, ber-SK" if formed else "belum pernah dilaporkan"
    assert f"Dibentuk sebelumnya {before}" in text.replace("\n", " ")
    assert "nomor SK" not in text


def test_a_date_that_a_report_contradicts_is_listed_and_told_on_the_profile(app: App) -> None:
    app.start_empty()
    load(app.store, make_recap(("Manggar", "Padang", "Belum", ""), title="Keadaan per 30 Juni 2020"))
    load(app.store, make_recap(("Manggar", "Padang", "Terbentuk", "2018"), title="Keadaan per 10 Mei 2023"))
    cache.watcher().announce()
    words = "2018, padahal laporan per 30 Juni 2020 menyebut belum terbentuk"
    assert f"Tanggal yang bertentangan dengan laporan: Padang ({words})." in text_of(app.open("tren"))
    assert f"{words}; yang dihitung tanggal itu" in text_of(app.open("desa", desa=code_of("Padang")))


def test_tren_says_so_where_nothing_is_left(app: App) -> None:
    app.start_empty()
    load(app.store, make_recap(*((d.kecamatan, d.desa, "Terbentuk", "2018") for d in REGION.desa)))
    text = text_of(app.open("tren"))
    assert "Tidak ada yang perlu diperkirakan: target 39 desa tercapai" in text
    assert "Andaikan" not in text


@pytest.mark.parametrize("name", ["tren", "kecamatan"])
def test_a_data_day_before_the_first_year_is_no_error(app: App, name: str) -> None:
    # No check lets such a day pass any more; a store that was filled earlier may hold one.
    app.start_empty()
    upload = NewUpload(date(2012, 5, 10), "rekap.xlsx", b"isi", "0" * 64)
    part = UploadPart(upload, [make_recap_row("Padang", Tahap.BELUM)], [])
    app.store.commit_uploads(expected_version=None, parts=[part], by="Sari", at=NOW, reason=None)
    page = app.open(name, lihat="Manggar")
    assert not page.exception
    assert "keadaan per 10 Mei 2012" in text_of(page)
    assert name == "kecamatan" or "Garis pembentukan dimulai pada 2014" in text_of(page)


@pytest.mark.parametrize("day", ["1 Januari 2014", "29 Februari 2016", "31 Desember 2017"])
def test_tren_takes_any_day(app: App, day: str) -> None:
    page = app.open("tren", per=day, andai="0,5")
    assert not page.exception
    assert f"keadaan per {day}" in text_of(page)


def test_bantuan_defines_every_figure(app: App) -> None:
    text = text_of(app.open("bantuan"))
    assert [name for name in narrative.DEFINITIONS if name not in text] == []


def test_bantuan_says_what_a_pokja_is_for_and_who_says_so(app: App) -> None:
    text = text_of(app.open("bantuan"))
    assert "Mengapa Pokja Kampung KB Menurut rilis Diskominfo Beltim, 10 Mei 2023" in text
    assert "Perbup Nomor 14 Tahun 2021" in text
    assert "program Bangga Kencana dan penurunan stunting" in text


def test_bantuan_shows_only_what_holds_the_words_that_are_looked_for(app: App) -> None:
    page = app.open("bantuan", cari_bantuan="biaya peserta")
    assert "Jumlah realisasi dibagi jumlah peserta" in text_of(page)
    assert "Perbup Nomor 14" not in text_of(page)
    assert text_of(page).count("Biaya per orang") == 1
    assert len(page.expander) == 0, "what was looked for is open"
    assert len(app.open("bantuan").expander) == 3
    page.text_input(key="cari_bantuan").input("xyzzy").run()
    assert "Tidak ada bagian yang memuat kata itu." in text_of(page)
    assert "Arti angka" not in text_of(page).splitlines()


def test_every_link_of_the_contents_of_bantuan_leads_to_its_section(app: App) -> None:
    html = live_html(app.open("bantuan"))
    links = re.findall(r'href="#([^"]+)"', html)
    assert len(links) == 10
    assert [anchor for anchor in links if f'id="{anchor}"' not in html] == []


def test_pengaturan_has_a_tab_for_each_matter(app: App) -> None:
    names = ["Target", "Peristiwa", "Indikator", "Tampilan", "Ejaan", "Laporan", "Cadangan", "Jejak"]
    assert [tab.label for tab in app.open("pengaturan").tabs] == names


# --- filters --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ringkasan", "2 dari 9 desa sudah membentuk Pokja per 10 Mei 2023"),
        ("desa", "7 desa belum membentuk Pokja: 7 belum"),
        ("kecamatan", "Manggar"),
        ("tren", "Mei 2018"),
    ],
)
def test_the_address_chooses_a_kecamatan(app: App, name: str, words: str) -> None:
    page = app.open(name, kec="Manggar")
    assert words in heading(page)
    assert "Kecamatan Manggar" in text_of(page)
    assert page.multiselect(key="kec").value == ["Manggar"]


def test_an_unknown_kecamatan_is_dropped(app: App) -> None:
    assert heading(app.open(kec="Membalong")) == HEADLINE


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        # No plan was in force then.
        ("30 Juni 2018", "15 dari 39 desa sudah membentuk Pokja per 30 Juni 2018"),
        ("01/05/2018", "8 dari 39 desa sudah membentuk Pokja per 1 Mei 2018"),
        ("Oktober 2017", "8 dari 39 desa sudah membentuk Pokja per 31 Oktober 2017"),
        ("2014", "1 dari 39 desa sudah membentuk Pokja per 31 Desember 2014"),
    ],
)
def test_any_day_may_be_typed(app: App, typed: str, words: str) -> None:
    assert words in heading(app.open(per=typed))


@pytest.mark.parametrize("typed", ["kemarin dulu", "31 Februari 2020", "1 Januari 2199", "5 Mei 1998"])
def test_a_day_that_cannot_be_is_said(app: App, typed: str) -> None:
    page = app.open(per=typed)
    assert heading(page) == HEADLINE
    assert "Tanggal itu tidak dapat dipakai. Yang ditampilkan: data terbaru." in text_of(page)


def test_a_choice_goes_along_to_other_pages(app: App) -> None:
    page = app.open(kec="Manggar", per="31 Desember 2017")
    assert heading(page).startswith("Manggar: 1 dari 9 desa")
    go_to(page, "desa")
    assert heading(page).startswith("8 desa belum")
    assert dict(page.query_params) == {"kec": "Manggar", "per": "31 Desember 2017"}


def test_the_address_opens_an_upload(app: App) -> None:
    load(app.store, LATER)
    assert "Unggahan 2: keadaan per 30 Juni 2024" in text_of(app.open("riwayat"))
    assert "Unggahan 1: keadaan per 10 Mei 2023" in text_of(app.open("riwayat", unggahan="1"))
    assert "Unggahan 2: keadaan per 30 Juni 2024" in text_of(app.open("riwayat", unggahan="99"))


@pytest.mark.parametrize("is_real", [True, False])
def test_sample_data_are_offered_again_only_where_no_real_ones_hold(app: App, is_real: bool) -> None:
    load(app.store, make_recap(("Gantung", "Lilangan", "Merintis"), contoh=False))
    if not is_real:
        app.store.withdraw(2, by="Budi", at=NOW, reason="uji")
    page = app.open("riwayat", unggahan="1")
    assert has_button(page, "Kembalikan unggahan 1") is not is_real
    assert ("Data contoh tidak dapat dikembalikan selama data sungguhan berlaku" in text_of(page)) is is_real


# --- who may only read ----------------------------------------------------------------------------------------------

VERBS_THAT_WRITE = ("Simpan", "Tarik", "Kembalikan", "Tambah", "Hapus", "Batalkan")


@pytest.mark.parametrize(
    ("mode", "has_key", "reason"),
    [(None, True, READ_MODE), ("lokal", False, NO_KEY)],
    ids=["no mode", "no key"],
)
@pytest.mark.parametrize("name", ["unggah", "riwayat", "pengaturan"])
def test_read_only_says_why_and_offers_nothing(
    app: App, name: str, mode: str | None, has_key: bool, reason: str
) -> None:
    app.set(KKB_MODE=mode)
    app.has_key = has_key
    page = app.open(name)
    assert alerts(page)[0].startswith(reason)
    assert f"Mode baca. {reason}" in text_of(page)
    assert not [verb for verb in VERBS_THAT_WRITE if has_button(page, verb)]


def test_who_may_write_is_not_told_about_reading(app: App) -> None:
    assert "Mode baca" not in text_of(app.open())
    assert has_button(app.open("riwayat"), "Tarik unggahan 1")


def test_a_reader_may_check_a_file_but_not_save_it(app: App) -> None:
    app.has_key = False
    page = upload(app.open("unggah"), LATER.name, LATER.read_bytes())
    assert "22 Terbentuk, per 30 Juni 2024: 0 baru, 32 berubah, 7 tetap; serta 19 langkah baru" in text_of(page)
    assert "Desa terbentuk 15 → 22" in text_of(page)
    assert not has_button(page, "Simpan")


def test_the_right_to_write_is_asked_again_at_the_press(app: App) -> None:
    page = app.open("riwayat")
    page.text_input(key="riwayat_nama").input("Sari")
    page.text_input(key="riwayat_alasan_1_True").input("uji")
    button(page, "Tarik unggahan 1").click()
    app.has_key = False
    page.run()
    assert app.store.uploads()[0].aktif
    assert not has_button(page, "Tarik")


# --- new data and faults --------------------------------------------------------------------------------------------


def test_an_open_page_looks_for_news_within_five_seconds() -> None:
    assert live.LOOK_SECONDS + cache._CHECK_SECONDS < 5


def test_an_open_page_follows_what_others_write(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_CHECK_SECONDS", -1.0)
    page = app.open()
    assert heading(page) == HEADLINE
    load(app.store, LATER)
    page.run()
    assert heading(page).startswith("22 dari 39 desa sudah membentuk Pokja per 30 Juni 2024")
    (news,) = page.toast
    assert "Data baru: unggahan 2, keadaan per 30 Juni 2024; 32 desa berubah" in news.value.replace("\\", "")
    assert not page.run().toast
    app.store.withdraw(1, 2, by="Budi", at=NOW, reason="uji")
    page.run()
    assert heading(page) == NO_DATA


def test_a_fault_of_ours_is_a_number_and_a_calm_sentence(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> str:
        raise ZeroDivisionError("rahasia dapur")

    monkeypatch.setattr(narrative, "count_sentence", fail)
    page = app.open()
    assert not page.exception
    assert len(alerts(page)) == 1
    assert alerts(page)[0].startswith("Halaman ini tidak dapat ditampilkan. Sampaikan nomor ")
    assert heading(page) == "Ringkasan belum dapat ditampilkan"
    assert "rahasia" not in text_of(page)
    # The frame stands: the reader can go elsewhere.
    assert heading(go_to(page, "desa")).startswith("24 desa")


def test_a_fault_below_the_heading_leaves_what_stands_above(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise ZeroDivisionError("rahasia dapur")

    monkeypatch.setattr("kkb.ui.desa.completeness.show_completeness", fail)
    page = app.open("desa")
    assert heading(page).startswith("24 desa")
    (alert,) = alerts(page)
    assert alert.startswith("Sisa halaman ini tidak dapat ditampilkan. Sampaikan nomor ")


def test_without_a_target_no_page_speaks_of_what_it_does_not_draw(app: App) -> None:
    with app.store.engine.begin() as connection:
        # An installation that never had one.
        connection.exec_driver_sql("DROP TRIGGER rencana_sasaran_tanpa_delete")
        connection.exec_driver_sql("DELETE FROM rencana_sasaran")
    page = app.open("kecamatan")
    text = text_of(page)
    assert "Desa yang sudah membentuk Pokja. Urut menurut jumlah desa" in text
    assert "makin besar bagian desanya" in text
    for words in ("abu-abu: target", "sisa desa", "dekat ke target", "jalur"):
        assert words not in text
    text = text_of(go_to(page, "tren"))
    assert "Desa dengan Pokja sejak 2014. Tekan garisnya untuk melihat desanya. Bidang abu-abu: masa tanpa" in text
    assert "putus-putus" not in text


def test_a_store_that_cannot_be_reached_is_said_calmly(app: App) -> None:
    app.set(KKB_DATABASE_URL="postgresql+psycopg://kkb:kata-sandi@127.0.0.1:1/kkb?connect_timeout=2")
    page = app.open()
    assert not page.exception
    assert heading(page) == "Data belum dapat dibuka"
    text = text_of(page)
    assert "Basis data tidak dapat dihubungi." in text
    assert "kata-sandi" not in text
    assert "Traceback" not in text
    assert has_button(page, "Coba lagi")
