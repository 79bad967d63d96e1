"""A column that nobody knows is given its field on the upload page, remembered, and forgotten in Pengaturan."""

from __future__ import annotations

from datetime import date
from typing import Any

from streamlit.testing.v1 import AppTest

from kkb.ui.frame import cache
from tests.support.builders import REGION
from tests.support.page_fixtures import App, alerts, button, fill_and_press, text_of, unescape_markdown, upload_all
from tests.support.workbook_fixtures import make_xlsx

DESA = [desa for desa in REGION.desa if desa.kecamatan == "Gantung"]


def recap(day: str, header: str = "Dikukuhkan", status: str = "Status") -> bytes:
    """The formed desa of Gantung, each with a day below `header`."""
    rows = [(one.kecamatan, one.desa, "Terbentuk", date(2018, 5, n)) for n, one in enumerate(DESA, start=1)]
    return make_xlsx(((f"Keadaan per {day}",), ("Kecamatan", "Desa", status, header), *rows), contoh=True)


def choose(page: AppTest, letters: str, field: str) -> AppTest:
    """Say the field of a column by its list."""
    choices(page, letters).set_value(field)
    return page.run()


def choices(page: AppTest, letters: str) -> Any:
    """The list of a column."""
    (box,) = [one for one in page.selectbox if f"kolom {letters}," in one.label]
    return box


def test_a_chosen_field_is_checked_at_once_and_can_be_taken_back(app: App) -> None:
    page = upload_all(app.open("unggah"), {"a.xlsx": recap("1 Agustus 2023")})
    box = choices(page, "D")
    words = unescape_markdown(box.label)
    assert words.startswith("Lembar Rekap, kolom D, “Dikukuhkan”; misalnya 01/05/2018, 02/05/2018")
    assert box.options == [
        "Belum dipilih", "Kode Desa", "Tanggal pembentukan", "Nomor SK", "Tanggal SK", "Tanggal pencanangan",
        "Klasifikasi", "Tanggal bubar", "Keterangan", "Tidak dipakai",
    ]  # fmt: skip
    page = choose(page, "D", "tanggal")
    assert choices(page, "D").value == "tanggal"
    (draft,) = cache.store().open_drafts(at=cache.now())
    assert draft.jawaban == {"column:Rekap!D": "tanggal"}
    # Whoever opens the draft is told of it beside the other answers.
    page = app.open("unggah", draf=draft.kode)
    assert "Jawaban Anda (1)" in [fold.label for fold in page.expander]
    assert "Kolom \"Dikukuhkan\" dibaca sebagai Tanggal pembentukan" in text_of(page)
    page = choose(page, "D", "")
    assert choices(page, "D").value == ""


def test_a_recap_without_a_status_is_mended_on_the_page(app: App) -> None:
    page = upload_all(app.open("unggah"), {"a.xlsx": recap("1 Agustus 2023", status="Progres Kita")})
    assert "tidak ada kolom status" in text_of(page)
    page = choose(page, "C", "status")
    assert "tidak ada kolom status" not in text_of(page)
    assert button(page, "Simpan perubahan")
    assert "Status" not in choices(page, "D").options


def test_a_status_that_tells_none_may_be_chosen_anew(app: App) -> None:
    rows = [(one.kecamatan, one.desa, day, "Ada") for one, day in zip(DESA, ("2 Mei 2018", "nanti"), strict=False)]
    header = ("Kecamatan", "Desa", "Pokja", "Kelengkapan")
    data = make_xlsx((("Keadaan per 1 Agustus 2023",), header, *rows), contoh=True)
    page = upload_all(app.open("unggah"), {"a.xlsx": data})
    assert choices(page, "C").options[:2] == ["Status (menurut judulnya)", "Kode Desa"]
    assert "Status" in choices(page, "D").options
    page = choose(page, "D", "status")
    assert "bukan status" not in text_of(page)
    assert "Status" not in choices(page, "C").options
    page = choose(page, "C", "tanggal")
    assert "bukan tanggal" in text_of(page)


def lists(page: AppTest) -> list[str]:
    """The headers of the lists, from the top."""
    labels = (unescape_markdown(one.label) for one in page.selectbox)
    return [label.split("“")[1].split("”")[0] for label in labels if ", kolom " in label]


def fold(page: AppTest) -> str:
    (words,) = [one.label for one in page.expander if one.label.startswith("Kolom yang tidak dikenal")]
    return words


def test_the_likeliest_column_comes_first_and_the_way_to_it_stays_until_one_is_the_status(app: App) -> None:
    header = ("Kecamatan", "Desa", "Kabar", "Kader", "Nilai Huruf", "Progres Kita", "Balai")
    words = [("Ada", "A", "ada dua ruang"), ("Belum", "B", "satu"), ("Ada", "A", "di kantor"), ("Belum", "A", "-")]
    rows = [
        (one.kecamatan, one.desa, f"kabar {n}", n, letter, word, balai)
        for n, (one, (word, letter, balai)) in enumerate(zip(DESA, words, strict=False))
    ]
    data = make_xlsx((("Keadaan per 1 Agustus 2023",), header, *rows), contoh=True)
    page = upload_all(app.open("unggah"), {"a.xlsx": data})
    assert lists(page) == ["Progres Kita", "Nilai Huruf", "Kabar", "Kader", "Balai"]
    assert fold(page) == "Kolom yang tidak dikenal (5)"
    page = choose(page, "C", "tidak_dipakai")
    assert fold(page) == "Kolom yang tidak dikenal (4 dari 5 belum dipilih)"
    assert text_of(page).count("Tunjukkan kolom statusnya") == 2
    page = choose(page, "F", "status")
    assert "Tunjukkan kolom statusnya" not in text_of(page)
    assert lists(page)[0] == "Progres Kita"


def test_of_two_files_without_a_status_the_second_is_still_led_to(app: App) -> None:
    files = {f"{name}.xlsx": recap("1 Agustus 2023", status=f"Progres {name}") for name in "ab"}
    page = upload_all(app.open("unggah"), files)
    page.selectbox(key="kolom_column:Rekap!C").set_value("status")
    page = page.run()
    assert text_of(page).count("Tunjukkan kolom statusnya") == 2
    # A field is told once, also while the other file holds the check up.
    assert "Status" not in page.selectbox(key="kolom_column:Rekap!D").options
    page.selectbox(key="kolom_column:Rekap!C@2").set_value("status")
    assert "Tunjukkan kolom statusnya" not in text_of(page.run())


def test_the_way_leads_to_the_file_whose_status_is_missing_and_nothing_throws_it_out(app: App) -> None:
    files = {"a.xlsx": recap("1 Agustus 2023"), "b.xlsx": recap("1 Agustus 2023", status="Progres Kita")}
    page = upload_all(app.open("unggah"), files)
    assert 'data-kkb-ke="kolom_column-Rekap-C-2"' in "".join(one.proto.body for one in page.get("html"))
    assert page.button(key="keluarkan_ditolak").proto.type == "secondary"
    # Nothing below mends a text that is no table.
    page = upload_all(app.open("unggah"), {"a.xlsx": files["a.xlsx"], "c.xlsx": make_xlsx([["Halo"]])})
    assert page.button(key="keluarkan_ditolak").proto.type == "primary"


def test_a_header_of_several_sheets_is_asked_for_once(app: App) -> None:
    title, header = ("Keadaan per 1 Agustus 2023",), ("Kecamatan", "Desa", "Status", "Dikukuhkan")
    damar, manggar = (
        [(one.kecamatan, one.desa, "Terbentuk", date(2018, 5, 1)) for one in REGION.desa if one.kecamatan == name]
        for name in ("Damar", "Manggar")
    )
    more = {"Damar": (title, header, *damar), "Manggar": (title, (*header[:3], "Kader", "DIKUKUHKAN"), *(
        (*row[:3], 3, row[3]) for row in manggar
    ))}  # fmt: skip
    rows = [(one.kecamatan, one.desa, "Terbentuk", date(2018, 5, n)) for n, one in enumerate(DESA, start=1)]
    page = upload_all(app.open("unggah"), {"a.xlsx": make_xlsx((title, header, *rows), more_sheets=more)})
    (box,) = [one for one in page.selectbox if "Dikukuhkan" in one.label]
    assert unescape_markdown(box.label).startswith(
        "3 lembar (Rekap kolom D, Damar kolom D dan Manggar kolom E), “Dikukuhkan”; misalnya 01/05/2018"
    )
    box.set_value("tanggal")
    page = page.run()
    (draft,) = cache.store().open_drafts(at=cache.now())
    assert draft.jawaban == dict.fromkeys(
        ("column:Rekap!D", "column:Damar!D", "column:Manggar!E"), "tanggal"
    )  # fmt: skip
    (box,) = [one for one in page.selectbox if "Dikukuhkan" in one.label]
    assert box.value == "tanggal"
    box.set_value("")
    page.run()
    (draft,) = cache.store().open_drafts(at=cache.now())
    assert draft.jawaban == {}


def test_it_is_remembered_and_forgotten(app: App) -> None:
    page = choose(upload_all(app.open("unggah"), {"a.xlsx": recap("1 Agustus 2023")}), "D", "tanggal")
    fill_and_press(page, "Simpan", Nama_Anda="Sari")
    page = upload_all(app.open("unggah"), {"b.xlsx": recap("1 September 2023", "DIKUKUHKAN")})
    assert choices(page, "D").options[0] == "Tanggal pembentukan (diingat)"
    page = app.open("pengaturan")
    assert unescape_markdown(page.radio(key="kolom_pilihan").options[0]) == "dikukuhkan → Tanggal pembentukan"
    page.text_input(key="kolom_oleh").set_value("Budi")
    button(page, "Lupakan judul ini").click()
    page = page.run()
    assert any("Judul kolom dilupakan" in one for one in alerts(page))
    page = upload_all(app.open("unggah"), {"b.xlsx": recap("1 September 2023", "DIKUKUHKAN")})
    assert choices(page, "D").options[0] == "Belum dipilih"
