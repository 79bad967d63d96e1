"""Next steps on the page Rapat: add, finish and undo, change, drop, refusals, and two people at once."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kkb.ui.frame import cache
from tests.support.page_fixtures import NOW, App, alerts, button, field, has_button, text_of


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """24 November 2026 on every page."""
    moment = NOW.astimezone(cache.TIMEZONE)
    monkeypatch.setattr(cache, "now", lambda: moment)


def note(app: App, uraian: str = "Dampingi tiga desa", **more: Any) -> int:
    values = {"penanggung_jawab": "Camat", "tenggat": date(2026, 11, 12), "kode_kecamatan": None}
    values |= {"dicatat": date(2026, 10, 1), "by": "Sari", "at": NOW - timedelta(days=50)}
    return app.store.add_step(uraian=uraian, **(values | more))


def open_page(app: App, name: str = "Sari", **query: str) -> AppTest:
    """The page as it is for somebody whose name it has been told."""
    page = app.open("rapat", **query)
    if name:
        page.session_state["tl_nama"] = name
        page.run()
    return page


def press(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click()
    return page.run()


def fill_new(
    page: AppTest, uraian: str = "Kunjungi desa", who: str = "Camat", due: str = "30 November 2026"
) -> AppTest:
    for name, text in {"uraian": uraian, "penanggung_jawab": who, "tenggat": due}.items():
        page.text_input(key=f"tl_baru_{name}").input(text)
    button(page, "Tambah").click()
    return page.run()


def test_that_nothing_was_agreed_is_said_once(app: App) -> None:
    assert text_of(open_page(app)).count("Belum ada tindak lanjut yang dicatat") == 1


def test_a_step_may_be_for_one_desa(app: App) -> None:
    page = open_page(app)
    page.selectbox(key="tl_baru_tempat").set_value("19.06.01.2001")
    fill_new(page)
    (step,) = app.store.steps()
    assert (step.kode_desa, step.kode_kecamatan) == ("19.06.01.2001", "19.06.01")
    assert "Camat · Desa Lalang Jaya" in text_of(page)


def test_a_step_is_added_and_the_form_is_empty_again(app: App) -> None:
    page = open_page(app)
    page.selectbox(key="tl_baru_tempat").set_value("19.06.01")
    fill_new(page)
    assert alerts(page) == ["Tindak lanjut dicatat."]
    assert "1 tindak lanjut terbuka" in text_of(page)
    assert "Kunjungi desa Camat · Kecamatan Manggar · tenggat 30 November 2026, 6 hari lagi" in text_of(page)
    (step,) = app.store.steps()
    assert (step.tenggat, step.kode_kecamatan, step.dicatat, step.oleh) == (
        date(2026, 11, 30), "19.06.01", date(2026, 11, 24), "Sari",
    )  # fmt: skip
    assert [page.text_input(key=f"tl_baru_{name}").value for name in ("uraian", "penanggung_jawab", "tenggat")] == [
        "", "", "",
    ]  # fmt: skip
    assert page.selectbox(key="tl_baru_tempat").value == ""
    fill_new(page, "Lagi", due="")
    assert "Lagi Camat · tanpa tenggat" in text_of(page)


def test_marks_that_turn_letters_around_are_not_stored(app: App) -> None:
    fill_new(open_page(app, "\u202eSari"), "Kunjungi  \u202edesa\u2066", "\u200fCamat")
    (step,) = app.store.steps()
    assert (step.uraian, step.penanggung_jawab, step.oleh) == ("Kunjungi desa", "Camat", "Sari")


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("Sari", {"uraian": " "}, "Kolom “Tindak lanjut baru” masih kosong."),
        ("Sari", {"who": ""}, "Kolom “Penanggung jawab” masih kosong."),
        ("Sari", {"due": "bulan depan"}, "Kolom “Tenggat” berisi “bulan depan”, yang belum terbaca sebagai tanggal."),
        ("Sari", {"due": "Desember 2026"}, "Tulis misalnya 8 Desember 2026, atau kosongkan."),
        ("Sari", {"due": "8 Desember 1926"}, "Tenggat itu sebelum 2014, tahun Pokja pertama."),
        ("", {}, "Tulis nama Anda;"),
    ],
)
def test_an_unfinished_step_is_refused_and_nothing_typed_is_lost(
    app: App, name: str, typed: dict[str, str], words: str
) -> None:
    page = fill_new(open_page(app, name), **typed)
    assert len(alerts(page)) == 1
    assert words in alerts(page)[0]
    assert app.store.steps() == []
    assert page.text_input(key="tl_baru_uraian").value == typed.get("uraian", "Kunjungi desa")


def test_what_the_store_refuses_is_said(app: App) -> None:
    note(app, "Kunjungi desa", tenggat=date(2026, 11, 30))
    page = fill_new(open_page(app))
    assert alerts(page) == ["Tindak lanjut yang sama sudah tercatat dan masih terbuka."]


def test_late_ones_come_first_and_say_so_in_words(app: App) -> None:
    note(app, "Tanpa hari", tenggat=None)
    note(app, "Nanti", tenggat=date(2026, 11, 25))
    note(app, "Hari ini", tenggat=date(2026, 11, 24))
    note(app)
    text = text_of(app.open("rapat"))
    assert "4 tindak lanjut terbuka, 1 lewat tenggat" in text
    assert "tenggat 12 November 2026, lewat 12 hari" in text
    assert "tenggat hari ini, 24 November 2026" in text
    assert "tenggat 25 November 2026, 1 hari lagi" in text
    places = [text.index(words) for words in ("Dampingi tiga desa", "Hari ini", "Nanti", "Tanpa hari")]
    assert places == sorted(places)


def test_one_press_finishes_and_one_undoes(app: App) -> None:
    note(app)
    page = press(open_page(app), "tl_selesai_1")
    assert alerts(page) == ["Ditandai selesai."]
    assert "Selesai: Dampingi tiga desa" in text_of(page)
    assert "Dampingi tiga desa Camat · selesai 24 November 2026, dicatat Sari" in text_of(page)
    assert app.store.steps()[0].selesai == date(2026, 11, 24)
    press(page, "tl_urung_1")
    assert alerts(page) == ["Diurungkan; tindak lanjut itu terbuka lagi."]
    assert app.store.steps()[0].selesai is None
    assert not has_button(page, "Urungkan")


def test_a_dropped_step_leaves_the_list_and_may_come_back(app: App) -> None:
    note(app)
    note(app, "Lain")
    page = press(open_page(app), "tl_hapus_1")
    assert [step.nomor for step in app.store.steps()] == [2]
    assert "Dihapus: Dampingi tiga desa" in text_of(page)
    assert "Dihapus" not in text_of(app.open("rapat"))
    press(page, "tl_urung_1")
    assert [step.nomor for step in app.store.steps()] == [1, 2]


def test_undo_is_gone_once_somebody_else_has_touched_the_step(app: App) -> None:
    note(app)
    page = press(open_page(app), "tl_selesai_1")
    app.store.reopen_step(1, by="Budi", at=NOW)
    cache.watcher().announce()
    assert not has_button(page.run(), "Urungkan")


def test_a_step_is_changed_in_its_place(app: App) -> None:
    note(app, kode_kecamatan="19.06.01")
    page = press(open_page(app), "tl_ubah_1")
    assert page.text_input(key="tl_diubah_1_1_tenggat").value == "12 November 2026"
    page.text_input(key="tl_diubah_1_1_uraian").input("Dampingi empat desa")
    page.text_input(key="tl_diubah_1_1_tenggat").input("")
    button(page, "Simpan perubahan").click().run()
    assert alerts(page) == ["Perubahan disimpan."]
    (step,) = app.store.steps()
    assert (step.uraian, step.tenggat, step.kode_kecamatan, step.revisi) == ("Dampingi empat desa", None, "19.06.01", 2)
    assert not has_button(page, "Simpan perubahan")
    press(page, "tl_ubah_1")
    button(page, "Batal").click().run()
    assert not has_button(page, "Simpan perubahan")


@pytest.mark.parametrize("key", ["tl_selesai_1", "tl_hapus_1"])
def test_a_press_without_a_name_writes_nothing_and_says_why(app: App, key: str) -> None:
    note(app)
    page = press(open_page(app, ""), key)
    assert alerts(page) == ["Tulis nama Anda; setiap perubahan dicatat dengan nama."]
    assert app.store.data_version() == 3
    page.text_input(key="tl_nama").input("Sari")
    page.run()
    assert (alerts(page), app.store.data_version()) == ([], 3)


def test_a_missing_name_is_asked_in_the_form_that_lacks_it(app: App) -> None:
    page = fill_new(open_page(app, ""))
    page.text_input(key="tl_nama_tl_baru").input("Sari")
    button(page, "Tambah").click().run()
    assert alerts(page) == ["Tindak lanjut dicatat."]
    assert [(step.uraian, step.oleh) for step in app.store.steps()] == [("Kunjungi desa", "Sari")]
    assert [one.value for one in page.text_input if one.label == "Nama Anda"] == ["Sari"]


def test_the_name_may_be_told_beside_the_step(app: App) -> None:
    note(app)
    page = press(open_page(app, ""), "tl_selesai_1")
    button(page, "Tandai selesai").click().run()
    assert alerts(page) == ["Tulis nama Anda; setiap perubahan dicatat dengan nama."]
    page.text_input(key="tl_nama_1").input("Sari")
    button(page, "Tandai selesai").click().run()
    assert alerts(page) == ["Ditandai selesai."]
    assert [(step.selesai, step.oleh) for step in app.store.steps()] == [(date(2026, 11, 24), "Sari")]
    assert field(page, "Nama Anda").value == "Sari"


def test_others_may_write_about_other_steps_meanwhile(app: App) -> None:
    note(app)
    note(app, "Lain")
    page = open_page(app)
    app.store.finish_step(2, selesai=NOW.date(), by="Budi", at=NOW)
    note(app, "Baru dari rekan")
    assert alerts(press(page, "tl_selesai_1")) == ["Ditandai selesai."]
    assert alerts(fill_new(page)) == ["Tindak lanjut dicatat."]
    assert [(step.uraian, step.selesai is None) for step in app.store.steps()] == [
        ("Baru dari rekan", True), ("Kunjungi desa", True), ("Lain", False), ("Dampingi tiga desa", False),
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["tl_selesai_1", "tl_hapus_1"])
def test_a_step_that_a_colleague_changed_is_shown_before_it_is_finished_or_dropped(app: App, key: str) -> None:
    note(app)
    page = open_page(app)
    change_by_budi(app, uraian="Dampingi lima desa")
    press(page, key)
    assert "sudah diubah Budi sejak Anda membukanya; belum ada yang diganti." in alerts(page)[0]
    assert app.store.steps()[0].selesai is None
    assert "Dampingi lima desa" in text_of(page)
    press(page, key)
    assert [step.selesai for step in app.store.steps()] != [None]


def change_by_budi(app: App, **changes: Any) -> None:
    values = {"uraian": "Dampingi tiga desa", "penanggung_jawab": "Camat", "tenggat": date(2026, 11, 12)}
    app.store.change_step(1, **(values | changes), kode_kecamatan=None, by="Budi", at=NOW)


def test_two_changes_of_one_step_meet_in_the_form(app: App) -> None:
    note(app)
    page = press(open_page(app), "tl_ubah_1")
    change_by_budi(app, tenggat=date(2026, 12, 20))
    page.text_input(key="tl_diubah_1_1_uraian").input("Dampingi empat desa")
    button(page, "Simpan perubahan").click().run()
    assert "sudah diubah Budi" in alerts(page)[0]
    assert app.store.steps()[0].uraian == "Dampingi tiga desa"
    assert page.text_input(key="tl_diubah_1_2_uraian").value == "Dampingi empat desa"
    assert page.text_input(key="tl_diubah_1_2_tenggat").value == "20 Desember 2026"
    button(page, "Simpan perubahan").click().run()
    (step,) = app.store.steps()
    assert (step.uraian, step.tenggat) == ("Dampingi empat desa", date(2026, 12, 20))


@pytest.mark.parametrize("seen_again", [False, True], ids=["at the press", "before the press"])
def test_a_step_that_is_gone_meanwhile_is_said(
    app: App, seen_again: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The watcher looks when it is told to, however long this takes on a busy machine.
    monkeypatch.setattr(cache, "_CHECK_SECONDS", math.inf)
    note(app)
    page = press(open_page(app), "tl_ubah_1")
    app.store.drop_step(1, by="Budi", at=NOW)
    if seen_again:
        cache.watcher().announce()
        page.run()
    else:
        button(page, "Simpan perubahan").click().run()
    assert ("dihapus" in alerts(page)[0]) and len(alerts(page)) == 1
    assert app.store.steps() == []


def test_a_press_on_a_step_that_a_colleague_finished_is_answered(app: App) -> None:
    note(app)
    page = open_page(app)
    app.store.finish_step(1, selesai=NOW.date(), by="Budi", at=NOW)
    cache.watcher().announce()
    press(page, "tl_selesai_1")
    assert alerts(page) == ["Tindak lanjut ini sudah ditandai selesai oleh Budi."]
    assert app.store.steps()[0].oleh == "Budi"


def test_those_done_since_the_last_meeting_are_listed_and_may_be_opened_again(app: App) -> None:
    app.store.add_meeting(tanggal=date(2023, 3, 10), judul="Rakor", by="Sari", at=NOW)
    for nomor, day in enumerate([date(2023, 3, 10), date(2023, 3, 11)], start=1):
        note(app, f"Langkah {nomor}")
        app.store.finish_step(nomor, selesai=day, by="Sari", at=NOW)
    page = open_page(app)
    text = text_of(page)
    assert "1 tindak lanjut selesai sejak rapat 10 Maret 2023" in [box.label for box in page.expander]
    assert "Langkah 2 Camat · selesai 11 Maret 2023" in text
    assert "Langkah 1" not in text
    press(page, "tl_buka_2")
    assert alerts(page) == ["Terbuka lagi."]
    assert [step.nomor for step in app.store.steps() if step.selesai is None] == [2]


def test_a_choice_of_kecamatan_shows_its_steps_and_counts_the_others(app: App) -> None:
    note(app, "Untuk Manggar", kode_kecamatan="19.06.01")
    note(app, "Untuk Gantung", kode_kecamatan="19.06.02")
    note(app, "Untuk semua")
    text = text_of(open_page(app, kec="Manggar"))
    assert "Untuk Manggar" in text
    assert "Untuk semua" in text
    assert "Untuk Gantung" not in text
    assert "1 tindak lanjut untuk kecamatan lain tidak ditampilkan." in text


def test_whoever_may_not_write_reads_only(app: App) -> None:
    note(app)
    app.set(KKB_MODE=None)
    page = app.open("rapat")
    text = text_of(page)
    assert "Dampingi tiga desa" in text
    assert "Tindak lanjut hanya dapat dibaca." in text
    assert not [key for key in (b.key for b in page.button) if key and key.startswith("tl_")]
    assert not has_button(page, "Tambah")
    assert "Nama Anda" not in [one.label for one in page.text_input]


def test_the_right_to_write_is_asked_again_at_the_press(app: App) -> None:
    note(app)
    page = open_page(app)
    app.has_key = False
    press(page, "tl_selesai_1")
    assert app.store.steps()[0].selesai is None
