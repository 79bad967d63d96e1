"""An answer on the upload page settles the question it was given to, in its own file, however the queue is cut."""

from __future__ import annotations

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from kkb.checking import Question
from kkb.checking.questions import mend_id
from kkb.ui.frame import cache
from kkb.ui.unggah.commit_form import reason_labels
from kkb.ui.unggah.questions import fault_of
from kkb.uploads.check import Checked
from tests.support.builders import DENDANG, code_of, judge, make_observation
from tests.support.page_fixtures import (
    App,
    alerts,
    button,
    field,
    fill_and_press,
    has_button,
    html_of,
    sheet_view,
    text_of,
    upload,
    upload_all,
)
from tests.support.recaps import make_recap
from tests.support.workbook_fixtures import make_xlsx

LILANGAN = ("Gantung", "Lilangan", "Terbentuk", date(2022, 7, 20))
PADANG = ("Manggar", "Padang", "Merintis")
JULY, AUGUST, SEPTEMBER = "Rekap Juli 2023", "Keadaan per 10 Agustus 2023", "Keadaan per 10 September 2023"
AUGUST_15, AUGUST_20 = "Keadaan per 15 Agustus 2023", "Keadaan per 20 Agustus 2023"
BROKEN = b"PK\x03\x04 rusak" * 50


def senyubuk(title: str, status: str = "Belum") -> bytes:
    """A recap of one desa that the sample recap has as Terbentuk."""
    return make_recap(("Kelapa Kampit", "Senyubuk", status), title=title)


def reply(page: AppTest, **chosen: str) -> AppTest:
    """Answer what is asked: the suggestion, or the value for the question about a file (`a="tetap"`: a.xlsx)."""
    for name, value in chosen.items():
        place = next(n for n, label in enumerate(asked_of(page)) if f"{name}.xlsx" in label)
        page.radio[place].set_value(value)
    button(page, "Jawab dan periksa lagi").click()
    return page.run()


def asked_of(page: AppTest) -> list[str]:
    """The line above each open question that names its files, in the order of the questions."""
    return [line for line in text_of(page).split("\n") if re.match(r"Berkas \S+\.xlsx", line)]


def choose_day(page: AppTest) -> AppTest:
    """Choose the day that the one question about a day offers."""
    (field,) = [box for box in page.radio if "tanggal berapa" in box.label]
    field.set_value(field.options[0])
    return page


def press(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click()
    return page.run()


def state_of(page: AppTest, name: str) -> str:
    """What the list of files says of one."""
    return next(line for line in text_of(page).split("\n") if f". {name} · " in line)


def test_a_day_stays_with_its_file_when_a_rejected_queue_is_cut(app: App) -> None:
    files = {"a.xlsx": make_recap(LILANGAN, title=JULY), "b.xlsx": make_recap(PADANG, title=AUGUST)}
    page = reply(upload_all(app.open("unggah"), files))
    assert "keadaan per 31 Juli 2023" in state_of(page, "a.xlsx")
    page = upload_all(page, {"c.xlsx": BROKEN})
    page = press(press(page, "keluarkan_1"), "keluarkan_3")
    assert "keadaan per 10 Agustus 2023" in state_of(page, "b.xlsx")
    page = press(page, "masukkan_1")
    assert "keadaan per 31 Juli 2023" in state_of(page, "a.xlsx")
    assert not has_button(page, "Jawab dan periksa lagi")


def test_a_file_put_back_takes_no_answer_of_another(app: App) -> None:
    files = {"a.xlsx": make_recap(LILANGAN, title="Rekap"), "b.xlsx": make_recap(PADANG, title="Rekap")}
    page = press(upload_all(app.open("unggah"), files), "keluarkan_2")
    page = press(reply(choose_day(page)), "masukkan_2")
    assert asked_of(page) == ["Berkas b.xlsx"]
    assert "Jawaban Anda (1)" in text_of(page)
    page = reply(choose_day(page))
    assert has_button(page, "Simpan perubahan 2 desa")


def test_a_file_that_joins_inherits_no_answer(app: App) -> None:
    files = {"agustus.xlsx": senyubuk(AUGUST_20), "x.xlsx": make_recap(PADANG, title=SEPTEMBER)}
    page = reply(upload_all(app.open("unggah"), files), agustus="bubar")
    page = upload_all(page, {"awal.xlsx": senyubuk(AUGUST_15)})
    assert "awal.xlsx" in "".join(asked_of(page))
    assert not has_button(page, "Simpan")


def test_a_mend_in_one_file_leaves_the_answer_of_another(app: App) -> None:
    page = upload_all(
        app.open("unggah"),
        {"agustus.xlsx": senyubuk(AUGUST_20), "september.xlsx": senyubuk(SEPTEMBER)},
    )
    page = reply(page, agustus="tetap", september="bubar")
    assert "Desa terbentuk 15 → 14 per 10 September 2023" in text_of(page)
    kode = str(page.query_params["draf"])
    draft = app.store.draft(kode, at=cache.now())
    assert draft is not None
    mended = dict(draft.jawaban) | {mend_id("Rekap", "C3"): "Terbentuk"}
    app.store.change_answers(kode, mended, seen=draft.jawaban, by="Budi", at=cache.now())
    page = app.open("unggah", draf=kode)
    assert asked_of(page) == ["Berkas september.xlsx"]
    page = press(page, "keluarkan_1")
    assert "Desa terbentuk 15 → 14 per 10 September 2023" in text_of(page)


def test_other_files_taken_out_leave_mends_and_answers(app: App) -> None:
    typo = make_recap(("Gantung", "Lilangan", "Terbentk", date(2022, 7, 20)), title=JULY)
    page = reply(upload_all(app.open("unggah"), {"a.xlsx": make_recap(PADANG, title=AUGUST), "b.xlsx": typo}))
    kode = str(page.query_params["draf"])
    draft = app.store.draft(kode, at=cache.now())
    assert draft is not None
    mended = dict(draft.jawaban) | {mend_id("Rekap", "C3", 2): "Terbentuk"}
    app.store.change_answers(kode, mended, seen=draft.jawaban, by="", at=cache.now())
    page = app.open("unggah", draf=kode)
    before = text_of(page)
    assert "keadaan per 31 Juli 2023 · 1 desa dapat disimpan" in state_of(page, "b.xlsx")
    page = press(page, "keluarkan_1")
    assert "keadaan per 31 Juli 2023 · 1 desa dapat disimpan" in state_of(page, "b.xlsx")
    page = press(press(press(page, "masukkan_1"), "keluarkan_2"), "masukkan_2")
    # What happened is told beside the files, and nothing else is new.
    said = {"", "b.xlsx masuk lagi dan ikut diperiksa."}
    assert [line for line in text_of(page).split("\n") if line not in said] == [
        line for line in before.split("\n") if line
    ]


def test_what_names_the_day_is_asked_once_the_day_is_known(app: App) -> None:
    page = upload_all(app.open("unggah"), {"a.xlsx": senyubuk(JULY)})
    assert "jawab 1 dari 2 pertanyaan di bawah" in text_of(page)
    assert "sebelum berkas ini disimpan; jawabannya dapat memunculkan pertanyaan lain." in text_of(page)
    assert "1 pertanyaan lain menyusul sesudah tanggal keadaannya jelas." in text_of(page)
    page = reply(page)
    assert "Pokja bubar, tanggalnya tidak diketahui; riwayatnya tetap ada" in page.radio[0].options[1].replace("\\", "")
    assert "Jawaban Anda (2)" in text_of(reply(page))


def test_a_day_that_was_not_asked_for_overrides_none(app: App) -> None:
    page = upload_all(app.open("unggah"), {"a.xlsx": make_recap(LILANGAN, title=AUGUST)})
    kode = str(page.query_params["draf"])
    app.store.change_answers(kode, {"tanggal_data": "2023-01-31"}, seen={}, by="", at=cache.now())
    assert "keadaan per 10 Agustus 2023" in text_of(app.open("unggah", draf=kode))


def test_a_question_names_its_file_and_its_sheet(app: App) -> None:
    header = ("Kecamatan", "Desa", "Status")
    other = ((JULY,), ("Kecamatan", "Desa", "Tanggal Pembentukan"), ("Manggar", "Padang", "2018"))
    two = make_xlsx(other, more_sheets={"<b>Data": ((JULY,), header, PADANG)}, contoh=True)
    page = upload_all(app.open("unggah"), {"*b*.xlsx": make_recap(LILANGAN, title="Rekap"), "a.xlsx": two})
    assert asked_of(page) == ["Berkas *b*.xlsx", "Berkas a.xlsx, lembar <b>Data"]


def test_one_question_tells_of_each_file_what_it_is_about(app: App) -> None:
    damar = [("Damar", "Mempaya", "Terbentuk", "2ol8"), ("Damar", "Burong Mandi", "Terbentuk", "31/02/2018")]
    files = {"a.xlsx": make_recap((*LILANGAN[:3], "2o18"), title=AUGUST), "b.xlsx": make_recap(*damar, title=SEPTEMBER)}
    page = upload_all(app.open("unggah"), files)
    text = text_of(page)
    assert 'Perbaiki sel D3 (Lilangan, baris 3, berkas a.xlsx) : "2o18" · Perbaiki sel D3 (Mempaya, baris 3,' in text
    assert 'Perbaiki sel D4 (Burong Mandi, baris 4, berkas b.xlsx) : "31/02/2018"' in text


def test_a_date_that_nobody_can_read_is_mended_before_anything_is_lost(app: App) -> None:
    page = upload_all(app.open("unggah"), {"a.xlsx": make_recap((*LILANGAN[:3], "31/06/2018"), title=AUGUST)})
    text, html = text_of(page), html_of(page)
    assert "Berikutnya: Perbaiki sel D3 (Lilangan, baris 3) ; atau jawab pertanyaannya di bawah." in text
    assert html.count('href="#sel=1%2FRekap%21D3"') == 3
    data = sheet_view(page)
    assert data["counts"]["question"] == 1
    assert "error" not in data["counts"]
    assert [(one["ref"], one["word"]) for one in data["problems"] if one["weight"] == "question"] == [("D3", "Tanya")]
    assert page.radio[0].value is None
    button(page, "Jawab dan periksa lagi").click().run()
    assert "Belum dijawab. Perbaiki selnya, atau pilih salah satu." in text_of(page)
    page.radio[0].set_value("tanpa")
    button(page, "Jawab dan periksa lagi").click().run()
    assert "disimpan tanpa tanggal itu" in str(sheet_view(page)["problems"])


def test_another_answer_does_not_wait_for_the_cell_that_is_to_be_mended(app: App) -> None:
    rows = [("Kelapa Kampit", "Senyubuk", "Belum"), (*LILANGAN[:3], "31/06/2018")]
    page = upload_all(app.open("unggah"), {"a.xlsx": make_recap(*rows, title=AUGUST)})
    button(page, "Jawab dan periksa lagi").click().run()
    assert "Jawaban Anda (1)" in [fold.label for fold in page.expander]
    assert alerts(page)[0].startswith("Perlu jawaban Anda. Ada 1 pertanyaan")


def test_where_no_column_says_the_status_nothing_is_chosen_beforehand(app: App) -> None:
    rows = [["Keadaan per 10 Agustus 2023"], ["Kecamatan", "Desa", "Tgl Pembentukan", "st"]]
    whole = make_xlsx([*rows, ["Gantung", "Lilangan", "20/07/2022", 2], ["Gantung", "Selingsing", None, 1]])
    page = upload_all(app.open("unggah"), {"a.xlsx": whole})
    assert (page.radio[0].value, "sudah terpilih" in text_of(page)) == (None, False)
    assert "Bila statusnya ada di kolom lain, pilih artinya di “Kolom yang tidak dikenal” di bawah." in text_of(page)
    button(page, "Jawab dan periksa lagi").click().run()
    assert "Belum dijawab. Pilih salah satu." in alerts(page)
    page.radio[0].set_value("bertanda")
    button(page, "Jawab dan periksa lagi").click().run()
    assert has_button(page, "Simpan perubahan 1 desa") or "Dapat disimpan" in text_of(page)


def test_a_day_nobody_named_is_not_chosen_beforehand(app: App) -> None:
    page = upload_all(app.open("unggah"), {"a.xlsx": make_recap(LILANGAN, title="Rekap")})
    assert "sudah terpilih" not in text_of(page)
    page = reply(page)
    assert "Belum dijawab. Pilih salah satu, atau tulis tanggalnya." in alerts(page)
    assert has_button(reply(choose_day(page)), "Simpan perubahan 1 desa")


def test_a_day_that_is_typed_goes_before_the_one_that_is_chosen(app: App) -> None:
    page = upload_all(app.open("unggah"), {"a.xlsx": make_recap(LILANGAN, title=JULY)})
    label = "Atau tulis tanggal lain, misalnya 10 Mei 2023; yang ditulis di sini berlaku, bukan pilihan di atas"
    field(page, label).input("20 Juli 2023")
    assert "per 20 Juli 2023" in text_of(reply(page))


@pytest.mark.parametrize("typed", ["September 2022", "2022"])
def test_an_end_may_be_told_by_its_month_or_year(app: App, typed: str) -> None:
    page = upload(app.open("unggah"), "a.xlsx", make_recap(("Kelapa Kampit", "Senyubuk", "Bubar"), title=AUGUST))
    (asked,) = [one for one in page.text_input if one.label.startswith("Atau, bila bubar pada tanggal lain")]
    assert "hari, bulan, atau tahunnya" in asked.label
    asked.input(typed)
    page = reply(page)
    assert not page.radio
    assert f"(bubar {typed})" in page.dataframe[0].value["Status"][0]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "Belum dijawab"), ("?", "belum terbaca"), ("2024-06-02", "belum terjadi"),
        ("2013-12-31", "sebelum 2014"), ("2024-06-01", ""),
    ],
)
def test_a_day_that_cannot_be_taken_is_told_why(value: str | None, words: str) -> None:
    question = Question("tanggal_data", "TANGGAL_DATA", "Kapan?", (), None, free=True)
    fault = fault_of(question, value, date(2024, 6, 1))
    assert words in fault
    assert bool(fault) == bool(words)


@pytest.mark.parametrize(
    ("decided", "broken", "labels"),
    [
        ({"Nyuruk": "bubar"}, False, ["Alasan Nyuruk dinyatakan bubar"]),
        (
            {"Dendang": "koreksi", "Nyuruk": "bubar"},
            False,
            ["Alasan Dendang dikoreksi", "Alasan Nyuruk dinyatakan bubar"],
        ),
        ({"Nyuruk": "tetap"}, True, ["Alasan menyimpan tanpa baris yang salah"]),
        ({"Nyuruk": "bubar"}, True, ["Alasan menyimpan tanpa baris yang salah", "Alasan Nyuruk dinyatakan bubar"]),
    ],
)
def test_a_reason_says_of_what(decided: dict[str, str], broken: bool, labels: list[str]) -> None:
    stored = [make_observation(1, "2022-12-31", desa=desa, tanggal="2018") for desa in DENDANG]
    rows = [("Dendang", desa, "Belum") for desa in decided] + ([("Damar", "Mempaya", "Belom")] if broken else [])
    answers = {f"status_regression:{code_of(desa)}": value for desa, value in decided.items()}
    assert list(reason_labels(Checked((), judge(rows, stored=stored, answers=answers), None)).values()) == labels


def test_each_decision_has_its_own_reason(app: App) -> None:
    rows = (("Kelapa Kampit", "Senyubuk", "Belum"), ("Dendang", "Nyuruk", "Belum"))
    page = upload(app.open("unggah"), "a.xlsx", make_recap(*rows))
    for radio in page.radio:
        radio.set_value("bubar")
    button(page, "Jawab dan periksa lagi").click().run()
    button(page, "Sama untuk semua yang kosong").click().run()
    assert "Tulis dulu satu alasan; yang kosong lalu diisi sama." in alerts(page)
    fill_and_press(page, "Sama untuk semua", Alasan_Senyubuk_dinyatakan_bubar="Musyawarah Senyubuk")
    assert field(page, "Alasan Nyuruk dinyatakan bubar").value == "Musyawarah Senyubuk"
    fill_and_press(page, "Simpan perubahan 2 desa", Nama_Anda="Sari", Alasan_Nyuruk_dinyatakan_bubar=" ")
    assert "Tulis alasannya; keputusan ini dicatat bersama unggahan." in alerts(page)
    fill_and_press(page, "Simpan perubahan 2 desa", Alasan_Nyuruk_dinyatakan_bubar="Desa dimekarkan")
    told = {seen.row.desa: seen.row.alasan for seen in app.store.observations() if seen.row.keputusan}
    assert told == {"Senyubuk": "Musyawarah Senyubuk", "Nyuruk": "Desa dimekarkan"}
    assert app.store.uploads()[0].riwayat[0].alasan == "Musyawarah Senyubuk; Desa dimekarkan"


def test_several_questions_keep_their_cells_folded_until_somebody_looks(app: App) -> None:
    rows = (("Kelapa Kampit", "Senyubuk", "Belum"), ("Dendang", "Nyuruk", "Belum"))
    page = upload_all(app.open("unggah"), {"a.xlsx": make_recap(*rows)})
    assert [fold.label for fold in page.expander if "selnya" in fold.label] == ["Lihat kedua selnya"] * 2
    assert "Sebelumnya:" not in text_of(page)


def test_the_earlier_cell_may_stand_in_a_file_of_the_queue(app: App) -> None:
    formed = make_recap(LILANGAN, title=AUGUST)
    less = make_recap(("Gantung", "Lilangan", "Belum"), title=SEPTEMBER)
    text = text_of(upload_all(app.open("unggah"), {"baru.xlsx": less, "lama.xlsx": formed}))
    assert 'Terbentuk menurut "lama.xlsx", keadaan per 10 Agustus 2023, sel C3; berkas ini menulis "Belum"' in text
    assert 'Sebelumnya: lama.xlsx, lembar "Rekap", sel C3' in text
    assert 'Berkas ini: baru.xlsx, lembar "Rekap", sel C3' in text
