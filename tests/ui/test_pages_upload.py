"""The upload page for several files and over several sittings: queue, drafts, mends, what was saved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx
from streamlit.testing.v1 import AppTest

from kkb.checking.questions import mend_id
from kkb.store import Store, drafts
from kkb.store.drafts import DRAFT_LIFE
from kkb.ui.frame import cache
from kkb.ui.unggah import desk
from kkb.ui.unggah.answers import read_answers
from tests.support.builders import REGION
from tests.support.page_fixtures import (
    App,
    alerts,
    button,
    field,
    fill_and_press,
    has_button,
    load,
    sheet_view,
    text_of,
    upload,
    upload_all,
)
from tests.support.recaps import FAULTY, LATER, make_recap
from tests.support.workbook_fixtures import make_xlsx

LILANGAN = ("Gantung", "Lilangan", "Terbentuk", "20 Juli 2023")
TYPO = ("Gantung", "Lilangan", "Terbentk", "20 Juli 2023")
SENYUBUK_LESS = ("Kelapa Kampit", "Senyubuk", "Belum")
BROKEN = b"PK\x03\x04 rusak" * 50


def seven_recaps() -> dict[str, bytes]:
    """One recap of each kecamatan: its first desa Terbentuk on 20 July 2023, the others Belum."""
    recaps = {}
    for kecamatan in REGION.kecamatan:
        names = [desa.desa for desa in REGION.desa if desa.kecamatan == kecamatan.kecamatan]
        rows = [(kecamatan.kecamatan, name, "Belum") for name in names[1:]]
        first = (kecamatan.kecamatan, names[0], "Terbentuk", "20 Juli 2023")
        recaps[f"{kecamatan.kecamatan}.xlsx"] = make_recap(first, *rows, contoh=False)
    return recaps


def draft_of(page: AppTest) -> str:
    """The code of the draft in the address."""
    return str(page.query_params["draf"])


def answers_of(app: App, page: AppTest) -> dict[str, str]:
    """What the draft of the address keeps."""
    draft = app.store.draft(draft_of(page), at=cache.now())
    assert draft is not None
    return dict(draft.jawaban)


def numbers(app: App) -> list[int]:
    return sorted(stored.nomor for stored in app.store.uploads() if stored.aktif)


def mend(app: App, page: AppTest, **texts: str) -> AppTest:
    """Somebody mends cells of the draft in the address (`C3="Terbentuk"`), and opens it anew."""
    answers = answers_of(app, page)
    kode, draft = draft_of(page), app.store.draft(draft_of(page), at=cache.now())
    assert draft is not None
    new = {mend_id("Rekap", cell): text for cell, text in texts.items()}
    app.store.change_answers(kode, answers | new, seen=draft.jawaban, by="Budi", at=cache.now())
    return app.open("unggah", draf=kode)


# --- several files --------------------------------------------------------------------------------------------------


def test_seven_files_are_one_verdict_and_one_transaction(app: App) -> None:
    version = app.store.data_version()
    page = upload_all(app.open("unggah"), seven_recaps())
    assert "39 desa terbaca dari 7 berkas, 7 Terbentuk, per 1 Agustus 2023: 39 dilaporkan pertama" in alerts(page)[0]
    assert "1. Manggar.xlsx · keadaan per 1 Agustus 2023 · 9 desa dapat disimpan" in text_of(page)
    assert "Semua desa disebut." in text_of(page)
    page = fill_and_press(page, "Simpan perubahan 39 desa", Nama_Anda="Sari")
    assert alerts(page)[0].startswith("Tersimpan sebagai unggahan 2, 3, 4, 5, 6, 7 dan 8, keadaan per 1 Agustus 2023.")
    assert "Gantung.xlsx 1 Agustus 2023 7" in text_of(page)
    assert numbers(app) == [2, 3, 4, 5, 6, 7, 8]
    history = text_of(app.open("riwayat"))
    assert "Unggahan 2–8 7 berkas disimpan bersama 1 Agustus 2023 berlaku Status: 39 dilaporkan pertama" in history
    moments = {stored.disimpan_waktu for stored in app.store.uploads() if stored.nomor > 1}
    assert len(moments) == 1
    assert app.store.data_version() > version
    assert "draf" not in page.query_params


def test_what_was_mended_is_no_warning(app: App) -> None:
    gantung = [("Gantung", desa.desa, "Merintis") for desa in REGION.desa if desa.kecamatan == "Gantung"]
    recap = make_recap(("Gantung", gantung[0][1], "Meritnis"), *gantung[1:], contoh=False)
    page = mend(app, upload(app.open("unggah"), "a.xlsx", recap), C3="Merintis")
    assert alerts(page)[0].startswith("Tidak ada masalah.")
    assert "Perbaikan Anda" in text_of(page)
    assert "Perlu diperhatikan" not in text_of(page)


def test_a_file_that_cannot_be_read_is_taken_out_and_the_others_go_on(app: App) -> None:
    files = {"gantung.xlsx": make_recap(LILANGAN), "rusak.xlsx": BROKEN}
    page = upload_all(app.open("unggah"), files)
    assert alerts(page)[0].startswith('Belum dapat diperiksa. "rusak.xlsx" tidak dapat dibaca.')
    assert "2. rusak.xlsx · tidak dapat dipakai: Berkas rusak atau terpotong" in text_of(page)
    assert not has_button(page, "Simpan")
    kode = draft_of(page)
    button(page, "Keluarkan 1 berkas yang ditolak").click().run()
    assert draft_of(page) == kode
    assert "2. rusak.xlsx · dikeluarkan; tidak ikut diperiksa" in text_of(page)
    fill_and_press(page, "Simpan perubahan 1 desa", Nama_Anda="Sari")
    assert app.store.uploads()[0].nama_berkas == "gantung.xlsx"


def test_a_file_of_another_regency_is_named_among_the_others(app: App) -> None:
    title = ("Keadaan per 1 Agustus 2023",)
    foreign = make_xlsx((title, ("Desa", "Status"), ("Antah", "Belum"), ("Berantah", "Belum")))
    page = upload_all(app.open("unggah"), {"a.xlsx": make_recap(LILANGAN, contoh=False), "b.xlsx": foreign})
    assert "1. a.xlsx · terbaca" in text_of(page)
    assert alerts(page)[0].startswith('Belum dapat diperiksa. Berkas "b.xlsx": Sebagian besar nama')
    assert "2. b.xlsx · tidak dapat dipakai\n" in text_of(page)
    assert text_of(page).count("bukan desa Kabupaten Belitung Timur") == 1


def test_a_file_taken_out_keeps_its_mends_until_it_comes_back(app: App) -> None:
    files = {"a.xlsx": make_recap(TYPO), "b.xlsx": make_recap(("Manggar", "Padang", "Merintes"))}
    page = upload_all(app.open("unggah"), files)
    answers = {mend_id("Rekap", "C3"): "Terbentuk", mend_id("Rekap", "C3", 2): "Merintis"}
    app.store.change_answers(draft_of(page), answers, seen={}, by="", at=cache.now())
    page = app.open("unggah", draf=draft_of(page))
    assert len(sheet_view(page)["mends"]) == 2
    page.button(key="keluarkan_1").click().run()
    assert [mend["new"] for mend in sheet_view(page)["mends"]] == ["Merintis"]
    page.button(key="masukkan_1").click().run()
    assert [mend["new"] for mend in sheet_view(page)["mends"]] == ["Terbentuk", "Merintis"]
    assert answers_of(app, page) == answers


def test_too_many_files_are_told_their_limit(app: App) -> None:
    page = upload_all(app.open("unggah"), {f"{n}.xlsx": make_recap(LILANGAN) for n in range(21)})
    assert "Paling banyak 20 berkas sekaligus." in alerts(page)[0]
    assert "draf" not in page.query_params


def test_a_file_that_counts_already_is_left_out_of_the_save(app: App) -> None:
    stored, new = make_recap(LILANGAN), make_recap(("Manggar", "Padang", "Merintis"))
    load(app.store, stored)
    page = upload_all(app.open("unggah"), {"lama.xlsx": stored, "baru.xlsx": new})
    assert "1. lama.xlsx · keadaan per 1 Agustus 2023 · sudah tersimpan sebagai unggahan 2" in text_of(page)
    page = fill_and_press(page, "Simpan perubahan 1 desa", Nama_Anda="Sari")
    assert numbers(app) == [1, 2, 3]
    assert "2 desa: 0 baru, 1 berubah, 1 tetap." in text_of(page)


def test_a_desa_in_files_of_two_days_is_counted_once(app: App) -> None:
    app.start_empty()
    may, june = (make_recap(LILANGAN, title=f"Keadaan per 30 {month} 2024") for month in ("Mei", "Juni"))
    page = upload_all(app.open("unggah"), {"mei.xlsx": may, "juni.xlsx": june})
    page = fill_and_press(page, "Simpan perubahan 1 desa", Nama_Anda="Sari")
    assert "1 desa: 1 baru, 0 berubah, 0 tetap." in text_of(page)


def test_details_that_are_new_are_listed(app: App) -> None:
    load(app.store, make_recap(LILANGAN))
    page = upload(
        app.open("unggah"), "b.xlsx", make_recap((*LILANGAN, "Kader lengkap"), title="Keadaan per 2 Agustus 2023")
    )
    assert "1 rincian dilengkapi" in text_of(page)
    assert "→ Kader lengkap" in text_of(page)
    assert has_button(page, "Simpan rincian 1 desa")


# --- drafts ---------------------------------------------------------------------------------------------------------


def test_a_draft_goes_on_in_another_session(app: App) -> None:
    page = upload(app.open("unggah"), "rekap.xlsx", make_recap(SENYUBUK_LESS))
    page.radio[0].set_value("bubar")
    button(page, "Jawab dan periksa lagi").click().run()
    other = app.open("unggah", draf=draft_of(page))
    assert "Jawaban Anda (1)" in text_of(other)
    assert "Mana yang benar?" in text_of(other)
    assert not other.radio
    reason = {"Alasan_Senyubuk_dinyatakan_bubar": "Musyawarah desa"}
    fill_and_press(other, "Simpan perubahan 1 desa", Nama_Anda="Sari", **reason)
    assert numbers(app) == [1, 2]


def test_open_drafts_are_listed_until_they_are_thrown_away(app: App) -> None:
    page = upload(app.open("unggah"), "rekap.xlsx", LATER.read_bytes())
    kode = draft_of(page)
    listed = app.open("unggah")
    assert "rekap.xlsx · diubah " in text_of(listed)
    button(listed, "Lanjutkan").click().run()
    assert draft_of(listed) == kode
    button(listed, "Ya, buang draf ini").click().run()
    assert alerts(listed)[0] == "Draf dibuang."
    assert "Draf yang belum disimpan" not in text_of(app.open("unggah"))
    assert alerts(app.open("unggah", draf=kode)) == [
        "Draf ini sudah dibuang. Unggah berkasnya lagi bila masih diperlukan."
    ]


def test_a_saved_draft_says_as_what_it_was_saved(app: App) -> None:
    page = upload(app.open("unggah"), "rekap.xlsx", LATER.read_bytes())
    kode = draft_of(page)
    fill_and_press(page, "Simpan perubahan 32 desa", Nama_Anda="Sari")
    later = app.open("unggah", draf=kode)
    assert alerts(later)[0].startswith("Draf ini sudah disimpan oleh Sari sebagai unggahan 2, ")
    assert "Lihat unggahan 2" in [link.label for link in later.get("page_link")]


def test_a_draft_past_its_time_says_so(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    page = upload(app.open("unggah"), "rekap.xlsx", LATER.read_bytes())
    now = cache.now()
    monkeypatch.setattr(cache, "now", lambda: now + DRAFT_LIFE + timedelta(minutes=1))
    later = app.open("unggah", draf=draft_of(page))
    assert alerts(later)[0].startswith("Masa draf ini habis pada ")
    assert app.store.open_drafts(at=cache.now()) == []


def test_an_address_of_no_draft_says_so(app: App) -> None:
    assert alerts(app.open("unggah", draf="<b>x</b>"))[0].startswith("Draf ini tidak ada.")


def test_a_change_by_a_colleague_is_shown_before_anything_is_saved(app: App) -> None:
    page = upload(app.open("unggah"), "rekap.xlsx", make_recap(LILANGAN))
    mend(app, page, D3="21 Juli 2023")
    fill_and_press(page, "Simpan perubahan 1 desa", Nama_Anda="Sari")
    assert "Rekan mengubah draf ini, jadi belum ada yang disimpan." in alerts(page)[0]
    assert numbers(app) == [1]
    assert sheet_view(page)["mends"][0]["new"] == "21 Juli 2023"


def test_an_answer_leaves_what_a_colleague_did_meanwhile_and_says_so(app: App) -> None:
    page = upload(app.open("unggah"), "rekap.xlsx", make_recap(SENYUBUK_LESS, LILANGAN))
    mend(app, page, C4="Merintis")
    button(page, "Jawab dan periksa lagi").click().run()
    assert alerts(page)[0].startswith("Rekan baru saja mengubah draf ini; yang tampil adalah yang terbaru.")
    answers = answers_of(app, page)
    assert answers.pop(mend_id("Rekap", "C4")) == "Merintis"
    assert [key.split(":")[0] for key in answers] == ["jawab"]
    assert "Jawaban Anda (1)" in text_of(page)
    assert not alerts(page.run())[0].startswith("Rekan")


def test_two_quick_presses_of_ones_own_are_no_colleague(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second comes while the first is being written, and ends its run."""
    page = upload(app.open("unggah"), "rekap.xlsx", make_recap(SENYUBUK_LESS, LILANGAN))
    kode, change = draft_of(page), Store.change_answers
    ended = list[bool]()

    def change_and_be_pressed(store: Store, *given: Any, **arguments: Any) -> int:
        revision = change(store, *given, **arguments)
        context = get_script_run_ctx()
        if context is not None and not ended:
            assert context.script_requests is not None
            again = RerunData(query_string=context.query_string, page_script_hash=context.page_script_hash)
            ended.append(context.script_requests.request_rerun(again))
        return revision

    monkeypatch.setattr(Store, "change_answers", change_and_be_pressed)
    button(page, "Jawab dan periksa lagi").click().run()
    assert ended == [True]
    assert app.store.draft_revision(kode, at=cache.now()) == 1
    assert [told for told in alerts(page) if told.startswith("Rekan")] == []


def test_a_second_mend_of_the_same_cell_overrules_the_first_of_ones_own(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typed before the page was drawn anew: what it then says it looked at is older than one's own first mend."""
    page = upload(app.open("unggah"), "rekap.xlsx", make_recap(SENYUBUK_LESS, LILANGAN))
    kode = draft_of(page)
    monkeypatch.setattr(st, "session_state", dict[str, Any]())
    monkeypatch.setattr(desk, "writing_store", lambda: app.store)
    (record,) = app.store.open_drafts(at=cache.now())
    looked_at = desk.Desk((), read_answers({}), record, 0, {})
    key = mend_id("Rekap", "C4")
    assert desk.keep_answers(looked_at, read_answers({key: "Merintis"}))
    assert desk.keep_answers(looked_at, read_answers({key: "Terbentuk"}))
    app.store.change_answers(kode, {key: "Belum"}, seen={key: "Terbentuk"}, by="Budi", at=cache.now())
    assert not desk.keep_answers(looked_at, read_answers({key: "Merintis"}))
    draft = app.store.draft(kode, at=cache.now())
    assert draft is not None and draft.jawaban == {key: "Belum"}


def test_another_answer_to_the_same_question_is_not_overwritten(app: App) -> None:
    page = upload(app.open("unggah"), "rekap.xlsx", make_recap(SENYUBUK_LESS, LILANGAN))
    colleague = app.open("unggah", draf=draft_of(page))
    colleague.radio[0].set_value("bubar")
    button(colleague, "Jawab dan periksa lagi").click().run()
    kept = answers_of(app, page)
    page.radio[0].set_value("tetap")
    button(page, "Jawab dan periksa lagi").click().run()
    assert alerts(page)[0].startswith("Rekan baru saja mengubah draf ini; yang tampil adalah yang terbaru.")
    assert answers_of(app, page) == kept


def test_who_may_not_write_checks_without_a_draft(app: App) -> None:
    app.set(KKB_MODE=None)
    page = upload(app.open("unggah"), "rekap.xlsx", LATER.read_bytes())
    assert "Desa terbentuk 15 → 22 per 30 Juni 2024" in text_of(page)
    assert "simpan." not in text_of(page)
    assert "draf" not in page.query_params
    assert app.store.open_drafts(at=cache.now()) == []
    assert not has_button(page, "Simpan")


def test_more_files_join_a_draft_with_its_mends(app: App) -> None:
    page = upload(app.open("unggah"), "a.xlsx", make_recap(TYPO))
    page = mend(app, page, C3="Terbentuk")
    kode, colleague = draft_of(page), app.open("unggah", draf=draft_of(page))
    page = upload(page, "b.xlsx", make_recap(("Manggar", "Padang", "Merintis")))
    assert draft_of(page) == kode
    # Whoever added it is no colleague.
    assert not alerts(page)[0].startswith("Rekan")
    assert "2. b.xlsx · " in text_of(colleague.run())
    assert alerts(colleague)[0].startswith("Rekan baru saja mengubah draf ini; yang tampil adalah yang terbaru.")
    assert [toast.value.startswith("Rekan baru saja") for toast in colleague.toast] == [True]
    assert "2. b.xlsx · keadaan per 1 Agustus 2023 · 1 desa dapat disimpan" in text_of(page)
    assert answers_of(app, page) == {mend_id("Rekap", "C3"): "Terbentuk"}
    assert [record.kode for record in app.store.open_drafts(at=cache.now())] == [kode]
    fill_and_press(page, "Simpan perubahan 2 desa", Nama_Anda="Sari")
    assert [stored.nama_berkas for stored in app.store.uploads()][:2] == ["b.xlsx", "a.xlsx"]


def test_a_draft_takes_no_more_files_than_are_checked_together(app: App) -> None:
    page = upload_all(app.open("unggah"), {f"{n}.xlsx": make_recap(LILANGAN, title=f"{n}") for n in range(19)})
    page = upload_all(page, {"x.xlsx": make_recap(LILANGAN), "y.xlsx": make_recap(LILANGAN)})
    assert "paling banyak 20 berkas; masih ada tempat untuk 1" in alerts(page)[0]
    (record,) = app.store.open_drafts(at=cache.now())
    assert (record.kode, len(record.berkas)) == (draft_of(page), 19)


def test_files_the_store_cannot_keep_are_checked_and_told_at_once(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MAX_OPEN_DRAFTS", 0)
    page = upload(app.open("unggah"), "rekap.xlsx", make_recap(LILANGAN))
    assert alerts(page)[0].startswith("Sudah ada 0 draf yang terbuka.")
    assert has_button(page, "Simpan perubahan 1 desa")
    monkeypatch.setattr(drafts, "MAX_OPEN_DRAFTS", 1)
    page.run()
    assert alerts(page)[0].startswith("Sudah ada 0 draf yang terbuka.")
    assert app.store.open_drafts(at=cache.now()) == []


def test_a_change_in_the_moment_of_the_save_is_not_saved_unseen(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    page = upload(app.open("unggah"), "rekap.xlsx", make_recap(LILANGAN))
    kode, save = draft_of(page), Store.commit_uploads

    def save_after_a_colleague(store: Store, **arguments: Any) -> list[int]:
        mended = {mend_id("Rekap", "D3"): "21 Juli 2023"}
        app.store.change_answers(kode, mended, seen={}, by="Budi", at=cache.now())
        return save(store, **arguments)

    monkeypatch.setattr(Store, "commit_uploads", save_after_a_colleague)
    fill_and_press(page, "Simpan perubahan 1 desa", Nama_Anda="Sari")
    assert "Rekan mengubah draf ini, jadi belum ada yang disimpan." in alerts(page)[0]
    assert numbers(app) == [1]


def test_a_rejected_file_says_why_once(app: App) -> None:
    foreign = make_xlsx((("Keadaan per 1 Agustus 2023",), ("Desa", "Status"), ("Antah", "Belum"), ("Ber", "Belum")))
    page = upload(app.open("unggah"), "a.xlsx", foreign)
    assert alerts(page)[0].startswith("Berkas tidak dapat dipakai. Sebagian besar nama")
    assert "a.xlsx · tidak dapat dipakai\nBerkas tidak dapat dipakai Belum ada yang disimpan" in text_of(page)
    assert text_of(page).count("Sebagian besar nama") == 1


def test_what_waits_for_an_answer_about_the_whole_file_is_not_said_to_stay(app: App) -> None:
    rows = [(desa.kecamatan, desa.desa, "Belum") for desa in REGION.desa if desa.desa != "Lilangan"]
    recap = make_recap(("Gantung", "Lilangan", "Belom"), *rows, title="Keadaan per 1 Mei 2023")
    page = upload(app.open("unggah"), "rekap.xlsx", recap)
    assert "untuk desanya tersimpan data sampai" in "".join(radio.label for radio in page.radio)
    text = text_of(page)
    assert "\nPerubahan desa demi desa 1 tidak disimpan · 38 menunggu jawaban\n" in text
    assert "Semua desa disebut." in text
    assert "Tidak ada yang berubah." not in text
    button(page, "Jawab dan periksa lagi").click().run()
    assert "23 baru · 0 berubah · 0 tetap · 16 tidak disimpan" in text_of(page)


def test_of_a_recap_on_several_sheets_the_changes_name_theirs(app: App) -> None:
    title, header = ("Keadaan per 1 Agustus 2023",), ("Kecamatan", "Desa", "Status")
    damar = (title, header, ("Damar", "Mempaya", "Belum"), ("Damar", "Mengkubang", "Belom"))
    recap = make_xlsx((title, header, ("Gantung", "Lilangan", "Belum")), more_sheets={"Damar": damar})
    page = upload(app.open("unggah"), "rekap.xlsx", recap)
    assert list(page.dataframe[0].value["Lembar"]) == ["Rekap", "Damar"]
    assert "Desa Lembar Baris Sebab Mengkubang, Damar Damar 4" in text_of(page)
    page = upload(app.open("unggah"), "rekap.xlsx", make_recap(LILANGAN))
    assert "Lembar" not in page.dataframe[0].value


def test_the_changes_hold_no_formula_for_whoever_takes_them_along_as_a_csv(app: App) -> None:
    app.start_empty()
    others = ("Damar", "Mempaya", "Belum")
    page = upload_all(app.open("unggah"), {"=1+1.xlsx": make_recap(LILANGAN), "@a.xlsx": make_recap(others)})
    assert set(page.dataframe[0].value["Berkas"]) == {"'=1+1.xlsx", "'@a.xlsx"}


# --- mends ----------------------------------------------------------------------------------------------------------


def test_a_mended_cell_is_checked_again_and_stored(app: App) -> None:
    page = upload(app.open("unggah"), "rekap.xlsx", make_recap(TYPO))
    assert "perbaiki 1 kesalahan di bawah" in text_of(page)
    page = mend(app, page, C3="Terbentuk")
    assert "Desa terbentuk 15 → 16 per 1 Agustus 2023" in text_of(page)
    assert sheet_view(page)["mends"] == [
        {"sheet": 0, "ref": "C3", "at": "C3", "place": 'Baris 3, kolom "Status"', "old": "Terbentk", "new": "Terbentuk"}
    ]
    fill_and_press(page, "Simpan perubahan 1 desa", Nama_Anda="Sari")
    (mended,) = app.store.uploads()[0].jawaban["perbaikan"]
    assert (mended["cell"], mended["old"], mended["new"]) == ("C3", "Terbentk", "Terbentuk")


def test_a_mend_that_settles_a_question_lets_its_answer_go(app: App) -> None:
    page = upload(app.open("unggah"), "rekap.xlsx", make_recap(SENYUBUK_LESS, LILANGAN))
    button(page, "Jawab dan periksa lagi").click().run()
    page = mend(app, page, C3="Terbentuk")
    assert not page.exception
    assert "Jawaban Anda" not in text_of(page)
    assert not page.radio


def test_a_flagged_file_shows_what_is_not_stored_and_why(app: App) -> None:
    app.start_empty()
    page = upload(app.open("unggah"), FAULTY.name, FAULTY.read_bytes())
    page.radio[0].set_value("tanpa")
    button(page, "Jawab dan periksa lagi").click().run()
    assert "7 desa dan 1 baris tidak disimpan, dan sebabnya" in text_of(page)
    assert "Kelubi, Manggar 8 Status desa Kelubi kosong." in text_of(page)
    assert "Paling baik perbaiki dulu sel yang salah" in text_of(page)


def test_a_header_that_is_not_known_can_only_be_mended_in_excel(app: App) -> None:
    header = ("Desa", "Tanggal", "Judul Acara", "Jumlah Peserta", "Kebutuhan")
    status = (("Keadaan per 1 Agustus 2023",), ("Kecamatan", "Desa", "Status"), ("Gantung", "Lilangan", "Belum"))
    kegiatan = [header, ("Lilangan", "1 Agustus 2023", "Posyandu", 25, "gizi")]
    recap = make_xlsx(status, more_sheets={"Kegiatan": kegiatan}, contoh=True)
    page = upload(app.open("unggah"), "rekap.xlsx", recap)
    (problem,) = [one for one in sheet_view(page)["problems"] if one["weight"] == "error"]
    assert 'ganti judul itu di Excel menjadi "Nama Kegiatan"' in problem["message"]
    assert problem["ref"] is None
    assert "Paling baik perbaiki dulu judul kolomnya di Excel, lalu unggah lagi. Bila" in text_of(page)
    assert "di atas" not in text_of(page)


def test_a_spelling_that_a_save_confirms_is_said(app: App) -> None:
    page = upload(app.open("unggah"), "rekap.xlsx", make_recap(("Gantung", "Lilangn", "Terbentuk", "20 Juli 2023")))
    (problem,) = [problem for problem in sheet_view(page)["problems"] if problem["suggestion"]]
    assert "Bila barisnya disimpan, ejaan itu dibenarkan" in problem["message"]
    assert problem["suggestion"] == "Lilangan"


def test_columns_of_personal_data_are_said_not_to_be_stored(app: App) -> None:
    header, row = ("Kecamatan", "Desa", "Status", "NIK"), ("Gantung", "Lilangan", "Belum", "19")
    recap = make_xlsx((("Keadaan per 1 Agustus 2023",), header, row), contoh=True)
    page = upload(app.open("unggah"), "rekap.xlsx", recap)
    messages = [problem["message"] for problem in sheet_view(page)["problems"]]
    assert any("NIK" in message and "Berkas asli disimpan utuh" in message for message in messages)


# --- after the save -------------------------------------------------------------------------------------------------


def test_what_is_new_is_not_called_changed_after_the_save(app: App) -> None:
    app.start_empty()
    rows = (("Gantung", "Lilangan", "Terbentuk", "20 Juli 2023"), ("Gantung", "Selingsing", "Belum", None))
    page = upload(app.open("unggah"), "rekap.xlsx", make_recap(*rows))
    fill_and_press(page, "Simpan perubahan 2 desa", Nama_Anda="Sari")
    page.run()
    text = text_of(page)
    assert "2 desa: 2 baru, 0 berubah" in text
    assert "Yang baru: Lilangan (Terbentuk) dan Selingsing (Belum)." in text
    assert "Yang berubah status" not in text


def test_what_was_saved_stays_in_sight_with_the_message_for_the_group(app: App) -> None:
    page = upload(app.open("unggah"), "rekap.xlsx", LATER.read_bytes())
    fill_and_press(page, "Simpan perubahan 32 desa", Nama_Anda="Sari")
    page.run()
    assert alerts(page)[0] == "Tersimpan sebagai unggahan 2, keadaan per 30 Juni 2024."
    assert "Desa terbentuk 15 → 22 per 30 Juni 2024." in text_of(page)
    assert "Yang berubah status: Padang (Merintis), " in text_of(page)
    assert "Belum ada yang disimpan" not in text_of(page)
    assert {"Lihat Ringkasan", "Lihat yang berubah"} <= {link.label for link in page.get("page_link")}
    assert "kkb_salin" in [element.proto.component_name for element in page.get("bidi_component")]
    page = upload(page, "lagi.xlsx", make_recap(LILANGAN, title="Keadaan per 1 Agustus 2024"))
    assert "Tersimpan sebagai" not in "".join(alerts(page))
    assert field(page, "Nama Anda").value == "Sari"
