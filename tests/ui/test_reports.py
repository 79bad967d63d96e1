"""Reports of errors: what a reader may send and what not, and what officers see of them and do."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kkb.access import Peran
from kkb.store import ReportStatus, Store
from kkb.store.audit import TrailFilter
from kkb.ui.frame import cache
from kkb.ui.laporan import limits, routes
from kkb.ui.server import start_key
from tests.store.test_logo import png_that_claims
from tests.support.login_steps import Answer, Browser, add_account, log_in
from tests.support.page_fixtures import App, button, field, fill_and_press, has_button, html_of, text_of
from tests.support.store_fixtures import make_picture

DESA, OTHER = "19.06.04.2002", "19.06.01.2001"
ADDRESS = f"/lapor?desa={DESA}"
TEXT = "SK kami nomor 12 tahun 2014"
WHO = {"nama": "Tono", "jabatan": "Kepala desa", "kontak": "tono@desa.example"}
HOSTILE = "<script>alert(1)</script> [klik](https://penyerang.example) =HYPERLINK(1) :red[x]"


@pytest.fixture(autouse=True)
def fresh_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "LIMITS", limits.DayLimits())


@pytest.fixture
def taking(app: App, monkeypatch: pytest.MonkeyPatch) -> App:
    """An installation that takes reports."""
    app.store.switch_reports(True, by="Sari", at=cache.now())
    return app


def token(page: Answer) -> str:
    found = re.search(r'name="tanda" value="([^"]+)"', page.body.decode())
    assert found is not None
    return found[1]


def send(browser: Browser, uraian: str = TEXT, foto: bytes = b"", kode: str = DESA, **more: Any) -> Answer:
    """Open the form and post it, as a reader does."""
    address = f"/lapor?desa={kode}"
    fields = WHO | {"uraian": uraian, "tanda": token(browser.get(address))} | more.pop("fields", {})
    return browser.post_parts(address, fields, {"foto": foto}, **more)


def add(store: Store, uraian: str = TEXT, kode: str = DESA, foto: bytes = b"") -> int:
    return store.add_report(kode_desa=kode, uraian=uraian, **WHO, foto=foto, at=cache.now())


# --- the form ---------------------------------------------------------------------------------------------------------


def test_while_reports_are_not_taken_there_is_no_such_page(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser()
    for answer in (browser.get(ADDRESS), browser.post_parts(ADDRESS, WHO), browser.get("/lapor/foto?laporan=1")):
        assert (answer.status, "Halaman ini tidak ada" in answer.words) == (404, True)
    app.has_key = False
    assert "Laporkan kekeliruan" not in text_of(app.open("desa", desa=DESA))
    assert app.store.reports() == []


def test_a_process_that_only_reads_takes_none(taking: App) -> None:
    taking.set(KKB_MODE=None)
    assert Browser().get(ADDRESS).status == 404


@pytest.mark.parametrize("kode", ["", "19.06.99.9999", "<script>"])
def test_an_unknown_desa_has_no_form(taking: App, kode: str) -> None:
    assert Browser().get(f"/lapor?desa={kode}").status == 404
    assert Browser().post_parts(f"/lapor?desa={kode}", WHO).status == 404


def test_a_reader_reports_without_an_account_and_gets_a_number(taking: App) -> None:
    browser = Browser()
    page = browser.get(ADDRESS)
    assert (page.status, page.headers["cache-control"]) == (200, "no-store")
    assert "<script" not in page.body.decode()
    assert "hanya dilihat petugas" in page.words
    (cookie,) = page.set_cookies
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    answer = send(browser, foto=make_picture((60, 80), "JPEG"))
    assert (answer.status, "Laporan nomor 1" in answer.words) == (200, True)
    assert "belum dapat dipastikan" in answer.words
    assert f'href="desa?desa={DESA}"' in answer.body.decode()
    (report,) = taking.store.reports()
    assert (report.uraian, report.nama, report.status) == (TEXT, "Tono", ReportStatus.TERBUKA)
    assert report.ukuran_foto > 0
    entry = taking.store.trail_entries(TrailFilter())[-1]
    assert (entry.nama, entry.alamat) == ("tanpa akun", "")
    assert (entry.tindakan, entry.perihal) == ("laporan tambah", "laporan 1")


def test_a_form_from_elsewhere_is_refused(taking: App) -> None:
    browser, other = Browser(), Browser()
    mine, theirs = (token(one.get(ADDRESS)) for one in (browser, other))
    of_other_desa = token(browser.get(f"/lapor?desa={OTHER}"))
    fields = WHO | {"uraian": TEXT}
    refused = [
        browser.post_parts(ADDRESS, fields),
        browser.post_parts(ADDRESS, fields | {"tanda": "x"}),
        browser.post_parts(ADDRESS, fields | {"tanda": theirs}),
        browser.post_parts(ADDRESS, fields | {"tanda": of_other_desa}),
        Browser().post_parts(ADDRESS, fields | {"tanda": mine}),
        browser.post_parts(ADDRESS, fields | {"tanda": mine}, sec_fetch_site="cross-site"),
        browser.post_parts(ADDRESS, fields | {"tanda": mine}, origin="https://penyerang.example"),
    ]
    assert {answer.status for answer in refused} == {403}
    assert taking.store.reports() == []
    assert browser.post_parts(ADDRESS, fields | {"tanda": mine}).status == 200


def test_a_form_that_was_open_for_too_long_keeps_what_was_typed(
    taking: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "_TOKEN_SECONDS", -1)
    answer = send(Browser(), HOSTILE, sec_fetch_site="same-origin")
    assert (answer.status, "terlalu lama terbuka" in answer.words) == (403, True)
    assert "&lt;script&gt;" in answer.body.decode() and "<script>" not in answer.body.decode()


@pytest.mark.parametrize(
    ("uraian", "foto", "status", "words"),
    [
        ("", b"", 422, "Tulis apa yang keliru"),
        ("x" * 501, b"", 422, "paling banyak 500 huruf"),
        (TEXT, b"<svg/>", 422, "bukan foto JPEG atau PNG"),
        (TEXT, b"GIF89a;", 422, "bukan foto JPEG atau PNG"),
        (TEXT, png_that_claims(30_000, 30_000), 422, "25 juta piksel"),
        (TEXT, make_picture() + b"\0" * 5_000_000, 422, "lebih besar daripada 5 MB"),
        (TEXT, b"\0" * 5_200_000, 413, "lebih besar daripada 5 MB"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_to_do(
    taking: App, uraian: str, foto: bytes, status: int, words: str
) -> None:
    answer = send(Browser(), uraian, foto)
    assert (answer.status, words in answer.words) == (status, True)
    assert taking.store.reports() == []
    assert status == 413 or 'role="alert"' in answer.body.decode()


def test_a_length_that_is_told_is_believed_and_one_that_is_not_is_counted(taking: App) -> None:
    assert send(Browser(), content_length="99999999").status == 413
    assert send(Browser(), foto=b"\0" * 5_200_000, content_length="10").status == 413


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=lain", "text/plain", ""])
def test_what_is_no_form_is_refused(taking: App, kind: str) -> None:
    assert send(Browser(), content_type=kind).status in (400, 403)
    assert taking.store.reports() == []


def test_one_address_sends_so_many_a_day_and_refused_forms_do_not_count(taking: App) -> None:
    browser = Browser()
    for _ in range(3):
        assert send(browser, "").status == 422
    assert [send(browser, f"Laporan nomor {n} kami").status for n in range(limits.PER_ADDRESS)] == [200] * 5
    answer = send(browser, "Laporan yang keenam")
    assert (answer.status, "Coba lagi besok" in answer.words) == (429, True)
    assert send(Browser(client=("10.0.0.8", 50_000)), "Laporan yang keenam").status == 200
    assert len(taking.store.reports()) == 6


def test_forms_that_are_refused_are_bounded_too(taking: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TRIES", 2)
    browser = Browser()
    assert [send(browser, "").status for _ in range(3)] == [422, 422, 429]


def test_the_same_text_is_taken_once(taking: App) -> None:
    assert send(Browser()).status == 200
    answer = send(Browser(), foto=make_picture())
    assert answer.status == 422
    assert "sudah diterima dan sedang diperiksa. Foto perlu dipilih lagi." in answer.words
    assert "dipilih lagi" not in send(Browser(), foto=b"<svg/>").words


# --- the photo --------------------------------------------------------------------------------------------------------


def test_a_photo_is_for_who_may_write_about_the_desa(taking: App) -> None:
    add(taking.store, foto=make_picture())
    address = "/lapor/foto?laporan=1"
    assert Browser().get(address).status == 404
    key = start_key.START_KEY.exchange(start_key.START_KEY.secret)
    assert key is not None
    answer = Browser(cookies={start_key.cookie_name(): key}).get(address)
    assert (answer.status, answer.headers["content-type"]) == (200, "image/jpeg")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == 'inline; filename="laporan_1.jpg"'
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.body.startswith(b"\xff\xd8")


def test_with_accounts_a_photo_is_for_officers_of_the_area(taking: App) -> None:
    taking.set(KKB_MODE="server")
    add(taking.store, foto=make_picture())
    add_account(taking.store)
    add_account(taking.store, "dekat", Peran.PETUGAS, nama="Petugas dekat", kecamatan=["19.06.04"])
    add_account(taking.store, "jauh", Peran.PETUGAS, kecamatan=["19.06.01"])
    add_account(taking.store, "tono", Peran.PEMBACA)
    seen = {}
    for name in ("", "sari", "dekat", "jauh", "tono"):
        browser = Browser()
        if name:
            browser.log_in(name)
        seen[name] = browser.get("/lapor/foto?laporan=1").status
    assert seen == {"": 404, "sari": 200, "dekat": 200, "jauh": 404, "tono": 404}


@pytest.mark.parametrize("word", ["", "0", "2", "-1", "x", "9" * 30, "²"])
def test_an_unknown_number_has_no_photo(taking: App, word: str) -> None:
    add(taking.store, foto=make_picture())
    assert Browser().get(f"/lapor/foto?laporan={word}").status == 404


# --- the pages --------------------------------------------------------------------------------------------------------


def test_a_desa_says_that_something_is_looked_into_and_nothing_more(taking: App) -> None:
    add(taking.store, HOSTILE)
    taking.has_key = False
    page = taking.open("desa", desa=DESA)
    assert "1 laporan kekeliruan sedang diperiksa" in text_of(page)
    assert f"lapor?desa={DESA}" in html_of(page)
    for secret in ("Tono", "penyerang", "script", "Kepala desa"):
        assert secret not in text_of(page)
    assert "sedang diperiksa" not in text_of(taking.open("desa", desa=OTHER))
    assert "laporan kekeliruan" not in text_of(taking.open("unggah"))


def test_an_officer_answers_by_a_correction(taking: App) -> None:
    add(taking.store, HOSTILE, foto=make_picture())
    page = taking.open("unggah")
    assert "1 laporan kekeliruan terbuka" in [one.label for one in page.expander]
    body = html_of(page)
    assert "&lt;script&gt;alert(1)" in body and "<script>alert(1)" not in body
    assert f"desa?desa={DESA}&amp;laporan=1" in body and "lapor/foto?laporan=1" in body
    page = taking.open("desa", desa=DESA, laporan="1")
    assert "Laporkan kekeliruan" not in text_of(page)
    field(page, "Nomor SK").set_value("12/2014")
    page = button(page, "Periksa koreksi").click().run()
    (chosen,) = [one for one in page.selectbox if one.label == "Menjawab laporan"]
    assert chosen.value == 1
    page = fill_and_press(page, "Simpan koreksi", **{"Nama Anda": "Sari", "Alasan koreksi": "SK diperlihatkan"})
    (report,) = taking.store.reports()
    assert (report.status, report.oleh) == (ReportStatus.DIJAWAB, "Sari")
    assert "Laporan 1 dijawab." in text_of(page)
    taking.has_key = False
    assert "Laporan kekeliruan dijawab" in text_of(taking.open("desa", desa=DESA))


def test_an_officer_closes_with_a_reason(taking: App) -> None:
    add(taking.store)
    page = fill_and_press(taking.open("unggah"), "Simpan", **{"Nama Anda": "Sari", "Alasan": "bukan kekeliruan"})
    (report,) = taking.store.reports()
    assert (report.status, report.alasan) == (ReportStatus.DITUTUP, "bukan kekeliruan")
    assert "Laporan 1 ditutup." in text_of(page)
    taking.has_key = False
    page = taking.open("desa", desa=DESA)
    assert "dijawab" not in text_of(page) and "sedang diperiksa" not in text_of(page)


def test_an_officer_sees_those_of_the_own_area(taking: App) -> None:
    taking.set(KKB_MODE="server")
    add(taking.store)
    add(taking.store, "Tanggal kami lain", kode=OTHER)
    add_account(taking.store)
    log_in(taking, add_account(taking.store, "dekat", Peran.PETUGAS, kecamatan=["19.06.01"]))
    page = taking.open("unggah")
    assert "1 laporan kekeliruan terbuka" in [one.label for one in page.expander]
    assert "Tanggal kami lain" in text_of(page) and TEXT not in text_of(page)


def test_reports_are_switched_on_and_off_in_settings(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    page = fill_and_press(app.open("pengaturan"), "Terima laporan", Diatur_oleh="Sari")
    assert "kini diterima" in text_of(page) and app.store.takes_reports()
    fill_and_press(page, "Berhenti menerima laporan", Diatur_oleh="Sari")
    assert not app.store.takes_reports()


def test_only_a_head_has_the_switch(taking: App) -> None:
    taking.set(KKB_MODE="server")
    head = add_account(taking.store)
    officer = add_account(taking.store, "budi", Peran.PETUGAS)
    for account, has in ((head, True), (officer, False), (None, False)):
        log_in(taking, account)
        assert has_button(taking.open("pengaturan"), "Berhenti menerima laporan") is has


def test_personal_data_are_erased_in_settings_also_while_it_is_off(taking: App) -> None:
    add(taking.store, foto=make_picture())
    taking.store.switch_reports(False, by="Sari", at=cache.now())
    page = taking.open("pengaturan")
    assert "1 laporan memuat nama, kontak atau foto" in text_of(page)
    page = fill_and_press(page, "Hapus nama, kontak dan foto", Data_dihapus_oleh="Sari")
    (report,) = taking.store.reports()
    assert not report.has_personal
    assert "memuat nama, kontak atau foto" not in text_of(page)
