"""What belongs to a figure on a page: its row of tools, the table on demand, and what a picture is given."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from PIL import Image
from streamlit.testing.v1 import AppTest

from kkb.exports.excel import frame as frame_excel
from kkb.ui.frame import cache
from kkb.ui.parts.figure_set import file_stem
from tests.support.page_fixtures import App, keep_downloads, load, text_of
from tests.support.recaps import make_recap

FIGURES = {
    "kecamatan": ["kecamatan_target", "kecamatan_tahap", "kecamatan_tahunan"],
    "tren": ["tren_garis", "tren_periode", "kecil"],
}
DAY = date(2023, 5, 10)


def downloads(page: AppTest) -> list[Any]:
    return [element.proto for element in page.get("download_button")]


def alt_texts(page: AppTest) -> list[str]:
    return [chart.proto.alt for chart in page.get("plotly_chart")]


def saved(app: App, monkeypatch: pytest.MonkeyPatch, name: str, kind: str = "xlsx", **query: Any) -> dict[str, Any]:
    """The files a page offers, opened, by the key of their button: made only now."""
    offered = keep_downloads(monkeypatch)
    assert not app.open(name, **query).exception
    opens = {"xlsx": load_workbook, "png": Image.open}
    return {key: opens[key.rpartition("_")[2]](BytesIO(make())) for key, make in offered.items() if kind in key}


def test_two_kecamatan_side_by_side_have_theirs_on_one_scale(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    query: dict[str, Any] = {"lihat": ["Manggar", "Gantung"]}
    page = app.open("kecamatan", **query)
    keys = ["panel_Manggar", "panel_Gantung"]
    assert [page.toggle(key=f"{key}_tabel").label for key in keys] == ["Tabel"] * 2
    figures = [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")[:2]]
    assert figures[0]["layout"]["yaxis"]["range"] == figures[1]["layout"]["yaxis"]["range"]
    bands = [[shape for shape in figure["layout"]["shapes"] if shape["type"] == "rect"] for figure in figures]
    assert all(bands)
    books = saved(app, monkeypatch, "kecamatan", **query)
    assert [books[f"{key}_xlsx"].active["A1"].value for key in keys] == [
        "Manggar: 2 dari 9 desa (22,2%) membentuk Pokja; sisa 7 desa",
        "Gantung: 3 dari 7 desa (42,9%) membentuk Pokja; sisa 4 desa",
    ]
    assert "Kecamatan Gantung" in books["panel_Gantung_xlsx"].active["A3"].value


def test_the_projection_has_its_paces_once_there_is_a_figure(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "now", lambda: datetime(2023, 6, 1, tzinfo=UTC))
    assert "tren_perkiraan_xlsx" not in saved(app, monkeypatch, "tren")
    sheet = saved(app, monkeypatch, "tren", andai="2,0")["tren_perkiraan_xlsx"].active
    assert sheet["A1"].value == "Dengan 2,0 desa per bulan sejak 10 Mei 2023, sisa 24 desa selesai 9 Mei 2024"
    rows = {row[0].value: [cell.value for cell in row[1:]] for row in sheet.iter_rows(min_row=7)}
    assert rows["36 bulan terakhir"] == ["0 desa terbentuk", "0", "tanpa perkiraan"]
    assert rows["Andaian"][1:] == ["2,0", datetime(2024, 5, 9)]
    assert rows["Dibutuhkan sampai tenggat"][2] == datetime(2024, 12, 31)


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_has_table_excel_and_picture(app: App, name: str) -> None:
    page = app.open(name)
    for key in FIGURES[name]:
        assert page.toggle(key=f"{key}_tabel").label == "Tabel"
    labels = [button.label for button in downloads(page)]
    assert set(labels) == {"Unduh Excel", "Unduh PNG"}
    assert labels.count("Unduh PNG") >= len(FIGURES[name])


def test_a_workbook_is_made_only_when_asked_for(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_words: object) -> bytes:
        raise AssertionError("made too early")

    monkeypatch.setattr(frame_excel, "frame_to_xlsx", fail)
    page = app.open("kecamatan")
    assert all(button.deferred_file_id and not button.url for button in downloads(page))


def test_the_text_alternative_reads_the_data(app: App) -> None:
    target, rungs = alt_texts(app.open("kecamatan"))[:2]
    assert target.startswith("Desa terbentuk dari target: Manggar 2 dari 9, Gantung 3 dari 7")
    assert "Gantung: 1 merintis, 3 belum" in rungs
    assert any("7 pada 2017 dan 7 pada 2018" in alt for alt in alt_texts(app.open("tren")))


def test_the_table_opens_below_the_figure(app: App) -> None:
    page = app.open("kecamatan")
    before = text_of(page)
    page.toggle(key="kecamatan_tahap_tabel").set_value(True).run()
    opened = text_of(page)
    assert "Gantung 3 1 0 3 0 7" not in before
    assert "Gantung 3 1 0 3 0 7" in opened
    assert "Jumlah 15 2 1 21 0 39" in opened
    assert "Desa menurut tahap. Manggar: 7 belum" in opened


def test_a_long_table_scrolls_in_its_frame(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kkb.ui.parts.figure_set.ROWS_ON_PAGE", 5)
    page = app.open("kecamatan")
    assert not page.dataframe
    page.toggle(key="kecamatan_target_tabel").set_value(True).run()
    assert not page.exception
    (table,) = page.dataframe
    assert list(table.value.iloc[0][:4]) == ["Manggar", 9, 2, 7]


def test_the_workbook_says_day_filter_and_source(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    book = saved(app, monkeypatch, "kecamatan", kec="Manggar", per="10 Mei 2023")["kecamatan_target_xlsx"]
    lines = [book.active.cell(row, 1).value for row in range(1, 5)]
    assert lines[0] == "Manggar: sisa 7 dari target 9 desa"
    assert lines[2].startswith("Kabupaten Belitung Timur · Keadaan per 10 Mei 2023 · Kecamatan Manggar · Sumber: ")
    assert lines[3].startswith("DATA CONTOH")
    assert [cell.value for cell in book.active[7]] == ["Manggar", 9, 2, 7, pytest.approx(200 / 9)]


@pytest.mark.parametrize(
    ("name", "query"),
    [("tren", {"andai": "2,0"}), ("kecamatan", {"lihat": ["Manggar"]}), ("peta", {"kec": "Manggar"})],
)
def test_every_picture_of_a_page_is_one(
    app: App, monkeypatch: pytest.MonkeyPatch, name: str, query: dict[str, Any]
) -> None:
    made = saved(app, monkeypatch, name, "png", **query)
    assert made
    for key, picture in made.items():
        assert picture.size[0] == 1600 and picture.size[1] >= 500, key
        # More than white, and the blue of what is formed or measured.
        colours = {colour: count for count, colour in picture.convert("RGB").getcolors(1 << 24)}
        assert max(colours, key=colours.__getitem__) == (255, 255, 255), key
        assert len(colours) > 50, key


def test_every_workbook_of_a_page_opens(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in FIGURES:
        books = saved(app, monkeypatch, name)
        assert books
        for key, book in books.items():
            assert book.active["A1"].value, key
            assert [prop.name for prop in book.custom_doc_props.props] == ["contoh"], key


def test_real_data_carries_no_mark(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    app.start_empty()
    load(app.store, make_recap(("Manggar", "Padang", "Terbentuk", "2018"), contoh=False))
    book = saved(app, monkeypatch, "kecamatan")["kecamatan_target_xlsx"]
    assert book.custom_doc_props.props == []
    assert book.active["A4"].value is None


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Manggar paling banyak tersisa: 7 dari 9 desa", "manggar-paling-banyak-tersisa-7-dari-9-desa_2023-05-10"),
        ("../../etc/passwd", "etc-passwd_2023-05-10"),
        ("«»", "gambar_2023-05-10"),
        ("desa " * 40, f"{'-'.join(['desa'] * 12)}_2023-05-10"),
        ("belum " * 40, f"{'-'.join(['belum'] * 10)}_2023-05-10"),
        ("x" * 100, f"{'x' * 60}_2023-05-10"),
    ],
)
def test_a_file_is_named_after_finding_and_day(title: str, stem: str) -> None:
    assert file_stem(title, DAY) == stem
