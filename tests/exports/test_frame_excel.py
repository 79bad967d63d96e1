"""A table as a workbook: kinds of cells, inert text, what stands above it, the mark of samples."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from kkb.exports.excel.frame import frame_to_xlsx
from kkb.schema import Presisi, Tanggal
from kkb.workbook.template.workbook import SAMPLE_LINE

FIRST = date(2023, 5, 10)


def save(frame: pd.DataFrame, **options: Any) -> bytes:
    words = {"title": "Temuan", "note": "Yang diukur", "source": "Keadaan per 10 Mei 2023"}
    return frame_to_xlsx(frame, **(words | options))


def opened(frame: pd.DataFrame, **options: Any) -> Workbook:
    return load_workbook(BytesIO(save(frame, **options)))


def column(book: Workbook, header_row: int = 5) -> list[Any]:
    """The cells under the first header."""
    return [row[0] for row in book.active.iter_rows(min_row=header_row + 1)]


def test_words_stand_above_a_frozen_header() -> None:
    sheet = opened(pd.DataFrame({"Kecamatan": ["Manggar"], "Sisa (desa)": [7]})).active
    assert [sheet.cell(row, 1).value for row in range(1, 6)] == [
        "Temuan",
        "Yang diukur",
        "Keadaan per 10 Mei 2023",
        None,
        "Kecamatan",
    ]
    assert sheet["B5"].value == "Sisa (desa)"
    assert sheet.freeze_panes == "A6"
    assert [cell.value for cell in sheet[6]] == ["Manggar", 7]


def test_numbers_are_numbers() -> None:
    frame = pd.DataFrame({"Target (desa)": pd.array([9, None], dtype="Int64"), "Capaian (%)": [22.2222, None]})
    sheet = opened(frame).active
    assert (sheet["A6"].value, sheet["A6"].data_type, sheet["A6"].number_format) == (9, "n", "#,##0")
    assert sheet["B6"].value == pytest.approx(22.2222)
    assert sheet["B6"].number_format == "0.0"
    assert sheet["A7"].value is None
    assert sheet["B7"].value is None


def test_a_day_is_a_date_and_less_is_words() -> None:
    frame = pd.DataFrame(
        {
            "Tanggal": [
                Tanggal(FIRST),
                Tanggal(date(2014, 1, 1), Presisi.YEAR),
                Tanggal(date(2018, 5, 1), Presisi.MONTH),
            ]
        }
    )
    cells = column(opened(frame))
    assert [cell.value for cell in cells] == [datetime(2023, 5, 10), "2014", "Mei 2018"]
    assert [cell.is_date for cell in cells] == [True, False, False]
    moments = column(opened(pd.DataFrame({"Tanggal": pd.to_datetime([None, "2018-05-02"])})))
    assert [cell.value for cell in moments] == [None, datetime(2018, 5, 2)]


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("http://contoh.test";"x")', "+62812", "-1+2", "@SUM(A1)", "\tx", "=1+1"],
)
def test_text_like_a_formula_stays_text(text: str) -> None:
    data = save(pd.DataFrame({text: [text]}), title=text, note=text, source=text)
    with ZipFile(BytesIO(data)) as parts:
        assert "<f>" not in parts.read("xl/worksheets/sheet1.xml").decode()
    sheet = load_workbook(BytesIO(data)).active
    for place in ("A1", "A2", "A3", "A5", "A6"):
        assert sheet[place].value == text, place
        assert sheet[place].data_type == "s", place
        assert sheet[place].quotePrefix, place


def test_control_characters_are_left_out() -> None:
    frame = pd.DataFrame({"Keterangan": ["satu\x00dua\x1b", "=\x0b1"]})
    assert [cell.value for cell in column(opened(frame))] == ["satudua", "=1"]
    assert [cell.data_type for cell in column(opened(frame))] == ["s", "s"]


def test_a_sample_says_so_on_the_sheet_and_in_its_properties() -> None:
    frame = pd.DataFrame({"Kecamatan": ["Manggar"]})
    sample, real = opened(frame, is_sample=True), opened(frame)
    assert sample.active["A4"].value == SAMPLE_LINE
    assert sample.active["A6"].value == "Kecamatan"
    assert [(prop.name, prop.value) for prop in sample.custom_doc_props.props] == [("contoh", True)]
    assert real.custom_doc_props.props == []


def test_the_total_is_set_apart() -> None:
    frame = pd.DataFrame({"Kecamatan": ["Manggar", "Jumlah"], "Sisa (desa)": [7, 7]})
    sheet = opened(frame, has_total=True).active
    assert not sheet["A6"].font.bold
    assert sheet["A7"].font.bold
    assert sheet["B7"].font.bold


def test_columns_are_as_wide_as_what_they_hold() -> None:
    frame = pd.DataFrame({"A": ["x"], "B": ["Kecamatan Simpang Renggiang"], "C": ["kata " * 100]})
    widths = opened(frame).active.column_dimensions
    assert widths["A"].width < widths["B"].width < widths["C"].width <= 60


def test_an_empty_frame_keeps_its_headers() -> None:
    sheet = opened(pd.DataFrame({"Kecamatan": pd.Series(dtype="str")})).active
    assert sheet["A5"].value == "Kecamatan"
    assert sheet.max_row == 5


def test_the_frame_is_left_alone() -> None:
    frame = pd.DataFrame({"Kecamatan": ["=A1"], "Sisa (desa)": pd.array([None], dtype="Int64")})
    before = frame.copy(deep=True)
    save(frame, is_sample=True, has_total=True)
    pd.testing.assert_frame_equal(frame, before)
