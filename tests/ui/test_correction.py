"""A correction by hand: the same check and commit as a file, and never overwritten in silence afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kkb.checking import Outcome
from kkb.config import load_settings
from kkb.region import load_region
from kkb.schema import Keputusan, Tahap, Tanggal
from kkb.store import Store
from kkb.uploads.check import Checked, InputFile, Stored, check_file, check_files
from kkb.uploads.commit import commit
from kkb.uploads.correction import Correction, check_correction
from tests.support.page_fixtures import NOW, App, alerts, button, has_button, load, text_of
from tests.support.recaps import make_recap

SENYUBUK, LILANGAN = "19.06.04.2002", "19.06.02.2004"


def check_by_hand(store: Store, kode: str, status: Tahap, **parts: Any) -> Checked:
    settings = load_settings()
    region = load_region(settings.region_csv)
    as_of = parts.pop("as_of", date(2023, 5, 10))
    return check_correction(
        Correction(region.by_code[kode], as_of, status, **parts),
        stored=Stored.of(store.snapshot()),
        today=NOW.date(),
        region=region,
        region_name=settings.region_name,
    )


def save_by_hand(store: Store, kode: str, status: Tahap, **parts: Any) -> int:
    checked = check_by_hand(store, kode, status, **parts)
    (number,) = commit(store, checked, by="Sari", at=NOW, reason="SK salah dibaca")
    return number


def check_later(
    store: Store, *rows: tuple[object, ...], day: str = "1 Agustus 2023", answers: dict[str, str] | None = None
) -> Checked:
    """What a later recap of these rows would do."""
    settings = load_settings()
    return check_file(
        make_recap(*rows, title=f"Keadaan per {day}"),
        "rekap.xlsx",
        answers=answers,
        region=load_region(settings.region_csv),
        region_name=settings.region_name,
        stored=Stored.of(store.snapshot()),
        today=NOW.date(),
    )


def press(page: AppTest, words: str) -> AppTest:
    button(page, words).click()
    return page.run()


def questions(checked: Checked) -> list[str]:
    return [question.id for question in checked.verdict.questions]


class TestCheck:
    def test_a_date_and_a_decree_are_corrected_and_the_rest_stays(self, app: App) -> None:
        checked = check_by_hand(
            app.store, SENYUBUK, Tahap.TERBENTUK, tanggal=Tanggal.from_iso("2014-08-17"), no_sk="12/2014"
        )
        (change,) = checked.verdict.changes
        assert change.fields == {"tanggal": ("2014", "17 Agustus 2014"), "no_sk": (None, "12/2014")}
        assert (checked.verdict.outcome, checked.needs_reason) == (Outcome.WARN, True)

    def test_a_day_before_the_newest_upload_but_after_that_of_the_desa_is_asked_about_no_more(self, app: App) -> None:
        (checked,) = [check_later(app.store, ("Gantung", "Lilangan", "Terbentuk", "20 Juli 2023"))]
        commit(app.store, checked, by="Sari", at=NOW, reason="uji")
        checked = check_by_hand(app.store, SENYUBUK, Tahap.TERBENTUK, as_of=date(2023, 6, 1), no_sk="141/7/2021")
        assert (checked.verdict.can_commit, [change.desa for change in checked.verdict.changes]) == (True, ["Senyubuk"])

    def test_never_formed_for_a_day_before_the_newest_report_is_no_answer_and_it_says_why(self, app: App) -> None:
        checked = check_by_hand(app.store, SENYUBUK, Tahap.BELUM, as_of=date(2022, 12, 31), keputusan=Keputusan.KOREKSI)
        assert (checked.verdict.outcome, questions(checked)) == (Outcome.ASK, [f"status_regression:{SENYUBUK}"])
        assert "juga menulis Terbentuk" in checked.verdict.problems[0].message

    def test_a_year_stays_a_year(self, app: App) -> None:
        checked = check_by_hand(app.store, LILANGAN, Tahap.TERBENTUK, tanggal=Tanggal.from_iso("2023"))
        (row,) = checked.verdict.rows
        assert row.tanggal == Tanggal.from_iso("2023")

    def test_a_decree_that_looks_like_a_formula_stays_text(self, app: App) -> None:
        checked = check_by_hand(app.store, LILANGAN, Tahap.TERBENTUK, no_sk="=1+1", attributes={"klasifikasi": "Dasar"})
        (row,) = checked.verdict.rows
        assert (row.no_sk, row.attributes) == ("=1+1", {"klasifikasi": "Dasar"})

    def test_a_pokja_that_never_was_needs_that_decision(self, app: App) -> None:
        assert questions(check_by_hand(app.store, SENYUBUK, Tahap.BELUM)) == [f"status_regression:{SENYUBUK}"]
        checked = check_by_hand(app.store, SENYUBUK, Tahap.BELUM, keputusan=Keputusan.KOREKSI)
        assert [row.keputusan for row in checked.verdict.rows] == [Keputusan.KOREKSI]

    def test_what_is_stored_already_is_nothing_to_save(self, app: App) -> None:
        assert check_by_hand(app.store, LILANGAN, Tahap.MERINTIS).verdict.nothing_to_save

    def test_beside_samples_it_is_a_sample_and_ends_none(self, app: App) -> None:
        checked = check_by_hand(app.store, LILANGAN, Tahap.SOSIALISASI)
        assert (checked.verdict.is_sample, checked.withdraws) == (True, ())


class TestEnd:
    @pytest.mark.parametrize("status", [Tahap.BELUM, Tahap.MERINTIS])
    def test_an_end_is_stored_with_its_day(self, app: App, status: Tahap) -> None:
        told = Tanggal.from_iso("2023-04-02")
        checked = check_by_hand(app.store, SENYUBUK, status, keputusan=Keputusan.BUBAR, bubar=told)
        (row,) = checked.verdict.rows
        assert (row.status, row.keputusan, row.tanggal_bubar) == (status, Keputusan.BUBAR, told)

    def test_both_days_of_an_ended_one_are_corrected(self, app: App) -> None:
        save_by_hand(app.store, SENYUBUK, Tahap.BELUM, keputusan=Keputusan.BUBAR)
        days = {"tanggal": Tanggal.from_iso("2014-08-17"), "bubar": Tanggal.from_iso("2023-04")}
        checked = check_by_hand(
            app.store, SENYUBUK, Tahap.BELUM, keputusan=Keputusan.BUBAR, as_of=date(2023, 6, 1), **days
        )
        (change,) = checked.verdict.changes
        assert change.fields == {
            "status": ("Belum (bubar)", "Belum (bubar April 2023)"), "tanggal": ("2014", "17 Agustus 2014"),
        }  # fmt: skip

    def test_on_the_page_the_field_is_asked_and_shown_again(self, app: App) -> None:
        key = f"koreksi_{SENYUBUK}"
        page = app.open("desa", desa=SENYUBUK)
        page.selectbox(key=f"{key}_status").set_value("Belum")
        page.text_input(key=f"{key}_bubar").set_value("1 Januari 2014")
        page.radio(key=f"{key}_keputusan").set_value("bubar")
        page = press(page, "Periksa koreksi")
        assert "Bubar pada 1 Januari 2014 tidak sesudah Pokja-nya terbentuk (2014)." in alerts(page)
        page.text_input(key=f"{key}_bubar").set_value("2 April 2023")
        page = press(page, "Periksa koreksi")
        assert "Belum (bubar 2 April 2023)" in text_of(page)
        page.text_input(key="nama_koreksi").set_value("Sari")
        page.text_input(key="alasan_koreksi").set_value("musdes")
        page = press(page, "Simpan koreksi")
        page = app.open("desa", desa=SENYUBUK)
        assert page.text_input(key=f"{key}_bubar").value == "2 April 2023"
        assert "Dibentuk sebelumnya 2014, dilaporkan" in text_of(page)


class TestAfterwards:
    def test_a_later_recap_that_contradicts_it_asks(self, app: App) -> None:
        number = save_by_hand(app.store, SENYUBUK, Tahap.TERBENTUK, tanggal=Tanggal.from_iso("2014-08-17"))
        row = ("Kelapa Kampit", "Senyubuk", "Terbentuk", date(2015, 1, 5))
        checked = check_later(app.store, row)
        assert questions(checked) == [f"correction_contradicted:{SENYUBUK}"]
        assert f"unggahan {number}" in checked.verdict.questions[0].text
        kept = check_later(app.store, row, answers={f"correction_contradicted:{SENYUBUK}": "tetap"})
        assert (kept.verdict.rows, kept.verdict.questions) == ((), ())
        followed = check_later(app.store, row, answers={f"correction_contradicted:{SENYUBUK}": "ikut"})
        assert len(followed.verdict.rows) == 1

    def test_one_that_agrees_does_not(self, app: App) -> None:
        save_by_hand(app.store, SENYUBUK, Tahap.TERBENTUK, tanggal=Tanggal.from_iso("2014-08-17"))
        assert questions(check_later(app.store, ("Kelapa Kampit", "Senyubuk", "Terbentuk", "2014"))) == []

    def test_later_news_is_no_contradiction(self, app: App) -> None:
        save_by_hand(app.store, LILANGAN, Tahap.SOSIALISASI)
        assert questions(check_later(app.store, ("Gantung", "Lilangan", "Terbentuk", date(2023, 7, 20)))) == []

    def test_a_withdrawn_correction_guards_nothing(self, app: App) -> None:
        number = save_by_hand(app.store, SENYUBUK, Tahap.TERBENTUK, tanggal=Tanggal.from_iso("2014-08-17"))
        app.store.withdraw(number, by="Sari", at=NOW, reason="keliru")
        assert questions(check_later(app.store, ("Kelapa Kampit", "Senyubuk", "Terbentuk", date(2015, 1, 5)))) == []


class TestPage:
    def test_a_correction_is_shown_and_then_stored(self, app: App) -> None:
        page = app.open("desa", desa=SENYUBUK)
        key = f"koreksi_{SENYUBUK}"
        page.text_input(key=f"{key}_tanggal").set_value("17 Agustus 2014")
        page.text_input(key=f"{key}_sk").set_value("12/2014")
        page = press(page, "Periksa koreksi")
        assert "Tanggal pembentukan 2014 17 Agustus 2014" in text_of(page)
        page.text_input(key="nama_koreksi").set_value("Sari")
        page.text_input(key="alasan_koreksi").set_value("SK ditemukan")
        page = press(page, "Simpan koreksi")
        assert "Koreksi desa Senyubuk tersimpan sebagai unggahan 2." in text_of(page)
        stored = app.store.uploads()[0]
        assert (stored.koreksi, stored.riwayat[0].alasan) == (True, "SK ditemukan")

    def test_a_date_of_the_decree_alone_is_shown_and_the_rest_not_asserted_again(self, app: App) -> None:
        save_by_hand(app.store, SENYUBUK, Tahap.TERBENTUK, no_sk="12/2014", tanggal_sk=Tanggal.from_iso("2014"))
        page = app.open("desa", desa=SENYUBUK)
        page.text_input(key=f"koreksi_{SENYUBUK}_tanggal_sk").set_value("17 Agustus 2014")
        page = press(page, "Periksa koreksi")
        assert "Tanggal SK 2014 17 Agustus 2014" in text_of(page)
        page.text_input(key="nama_koreksi").set_value("Sari")
        page.text_input(key="alasan_koreksi").set_value("SK ditemukan")
        press(page, "Simpan koreksi")
        newest = max(app.store.snapshot().observations, key=lambda seen: seen.unggahan).row
        assert (newest.tanggal, newest.no_sk, newest.tanggal_sk) == (None, None, Tanggal.from_iso("2014-08-17"))
        (entry,) = app.store.uploads()[0].ringkasan["daftar"]
        assert (entry["kind"], entry["details"]) == ("unchanged", {"tanggal_sk": ["2014", "17 Agustus 2014"]})

    def test_a_reason_and_a_name_are_asked_for(self, app: App) -> None:
        page = app.open("desa", desa=SENYUBUK)
        page.text_input(key=f"koreksi_{SENYUBUK}_sk").set_value("12/2014")
        page = press(press(page, "Periksa koreksi"), "Simpan koreksi")
        assert "Tulis nama Anda" in " ".join(alerts(page))
        assert len(app.store.uploads()) == 1

    def test_what_was_not_seen_is_not_saved(self, app: App) -> None:
        page = app.open("desa", desa=SENYUBUK)
        page.text_input(key=f"koreksi_{SENYUBUK}_sk").set_value("12/2014")
        page = press(page, "Periksa koreksi")
        page.text_input(key="nama_koreksi").set_value("Sari")
        page.text_input(key="alasan_koreksi").set_value("SK ditemukan")
        load(app.store, make_recap(("Kelapa Kampit", "Senyubuk", "Terbentuk", date(2014, 8, 17))))
        page = press(page, "Simpan koreksi")
        assert "Data berubah sejak koreksi diperiksa" in " ".join(alerts(page))
        assert [upload.koreksi for upload in app.store.uploads()] == [False, False]
        page = press(page, "Simpan koreksi")
        assert app.store.uploads()[0].koreksi

    def test_a_date_that_is_none_is_said(self, app: App) -> None:
        page = app.open("desa", desa=SENYUBUK)
        page.text_input(key=f"koreksi_{SENYUBUK}_tanggal").set_value("20l4")
        page = press(page, "Periksa koreksi")
        assert "Tanggal pembentukan belum terbaca" in " ".join(alerts(page))

    def test_no_end_is_chosen_before_somebody_chooses_it(self, app: App) -> None:
        page = app.open("desa", desa=SENYUBUK)
        key = f"koreksi_{SENYUBUK}"
        assert page.radio(key=f"{key}_keputusan").value is None
        page.selectbox(key=f"{key}_status").set_value("Belum")
        page = press(page, "Periksa koreksi")
        assert "Pilih dahulu" in " ".join(alerts(page))
        assert not has_button(page, "Simpan koreksi")
        page.radio(key=f"{key}_keputusan").set_value("bubar")
        assert has_button(press(page, "Periksa koreksi"), "Simpan koreksi")

    def test_of_a_desa_that_nobody_reported_no_status_is_chosen_beforehand(self, app: App) -> None:
        app.store.withdraw(app.store.uploads()[0].nomor, by="Sari", reason="tertukar", at=NOW)
        load(app.store, make_recap(("Kelapa Kampit", "Senyubuk", "Terbentuk", date(2014, 8, 17))))
        page = app.open("desa", desa=LILANGAN)
        assert page.selectbox(key=f"koreksi_{LILANGAN}_status").value is None
        assert "Pilih dahulu status yang benar." in alerts(press(page, "Periksa koreksi"))

    @pytest.mark.parametrize("field", ["tanggal", "tanggal_sk", "per"])
    @pytest.mark.parametrize(
        ("typed", "words"), [("20 April 2010", "sebelum 2014"), ("20 April 2924", "belum terjadi")]
    )
    def test_a_day_that_cannot_be_is_said(self, app: App, field: str, typed: str, words: str) -> None:
        page = app.open("desa", desa=SENYUBUK)
        page.text_input(key=f"koreksi_{SENYUBUK}_{field}").set_value(typed)
        page = press(page, "Periksa koreksi")
        assert words in " ".join(alerts(page))
        assert not has_button(page, "Simpan koreksi")

    def test_who_may_only_read_is_told_so(self, app: App) -> None:
        app.set(KKB_MODE=None)
        page = app.open("desa", desa=SENYUBUK)
        assert not has_button(page, "Periksa koreksi")


def test_a_confirmed_spelling_can_be_forgotten(app: App) -> None:
    load(app.store, make_recap(("Gantung", "Lilangn", "Merintis"), title="Keadaan per 1 Agustus 2023"))
    page = app.open("pengaturan")
    assert "lilangn Lilangan Gantung Budi" in text_of(page)
    page.text_input(key="ejaan_oleh").set_value("Sari")
    page = press(page, "Lupakan ejaan ini")
    assert "Belum ada ejaan lain yang dibenarkan." in text_of(page)
    assert app.store.aliases() == {}


def test_a_correction_of_a_sample_does_not_guard_the_first_real_files(app: App) -> None:
    save_by_hand(app.store, SENYUBUK, Tahap.TERBENTUK, tanggal=Tanggal.from_iso("2014-08-17"))
    settings = load_settings()
    row = ("Kelapa Kampit", "Senyubuk", "Terbentuk", date(2015, 1, 5))
    files = [
        InputFile(f"rekap {day}.xlsx", make_recap(row, title=f"Keadaan per {day}", contoh=False))
        for day in ("1 Juni 2023", "1 Juli 2023", "1 Agustus 2023")
    ]
    checked = check_files(
        files,
        region=load_region(settings.region_csv),
        region_name=settings.region_name,
        stored=Stored.of(app.store.snapshot()),
        today=NOW.date(),
    )
    assert (questions(checked), checked.withdraws) == ([], (2, 1))
