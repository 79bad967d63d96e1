"""The analyst's own file back, marked: nothing of it is lost, and no mark outlives the next check."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree.ElementTree import canonicalize

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kkb.config import DEFAULT_REGION_CSV, DEFAULT_REGION_NAME, PROJECT_DIR
from kkb.problems import Severity, make_problem
from kkb.region import load_region
from kkb.uploads.check import Checked, Stored, check_file
from kkb.workbook.grid import Grid, Value
from kkb.workbook.marking.faulty_rows import write_faulty_rows
from kkb.workbook.marking.marked_cells import END_LINE, FILLS, NOTE_LINE, SIGNATURE
from kkb.workbook.marking.marks import Mark, MarkedWorkbook, mark_workbook, marks_of
from kkb.workbook.model import DEFAULT_LIMITS, Limits, Refused
from kkb.workbook.xlsx.guard import inspect
from tests.support.workbook_fixtures import SHEET, make_xlsx, part_of, rezip

TITLE = ("Keadaan per 10 Mei 2023",)
HEADER = ("Kecamatan", "Desa", "Status", "Tanggal Pembentukan")
ROWS: tuple[tuple[Any, ...], ...] = (
    TITLE, HEADER, ("Dendang", "Dendang", "Terbentk", "2o18"), ("Dendang", "Jangkang", "Belum"),
    ("Dendang", "Nyuruk", "Terbentuk", "03/10/2017"), ("Dendang", "Balok", "Belum"),
)  # fmt: skip
REGION = load_region(DEFAULT_REGION_CSV)
here = pytest.mark.usefixtures("mark_here")


def checked(data: bytes) -> Checked:
    return check_file(
        data, "rekap.xlsx", region=REGION, region_name=DEFAULT_REGION_NAME, stored=Stored(), today=date(2023, 6, 1)
    )


def make_mark(cell: str | None = "C3", severity: Severity = Severity.ERROR, **parts: Any) -> Mark:
    said = {"sheet": "Rekap", "code": "STATUS_UNKNOWN", "message": '"Terbentk" bukan status.'} | parts
    return Mark(cell=cell, severity=severity, **said)


def mark(data: bytes, *marks: Mark) -> MarkedWorkbook:
    return mark_workbook(data, marks or [make_mark()])


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def fills(sheet: Worksheet) -> dict[str, str]:
    """Cell → colour of our formats."""
    return {
        cell: rule.dxf.fill.bgColor.rgb
        for item in sheet.conditional_formatting
        for rule in item.rules
        if rule.formula == [SIGNATURE]
        for cell in str(item.sqref).split()
    }


def lines(sheet: Worksheet) -> list[tuple[Any, ...]]:
    return [row for row in sheet.iter_rows(min_row=4, values_only=True)]


@here
class TestMarks:
    def test_the_findings_of_a_check_become_colours_notes_and_a_list(self) -> None:
        data = make_xlsx(ROWS)
        problems = checked(data).verdict.problems
        book = opened(mark_workbook(data, marks_of(problems)).data)
        assert book.sheetnames == ["Rekap", "Masalah"]
        assert fills(book["Rekap"]) == {"C3": FILLS[Severity.ERROR], "D3": FILLS[Severity.ERROR]}
        note = book["Rekap"]["C3"].comment.text
        assert note.splitlines()[0] == NOTE_LINE
        assert note.splitlines()[1].startswith('Salah. Baris 3, kolom "Status": "Terbentk" bukan status.')
        assert note.endswith(f"Usul: Terbentuk.\n{END_LINE}")
        listed = lines(book["Masalah"])
        assert len(listed) == len(problems)
        assert listed[0][:4] == ("Salah", "Rekap!C3", "Status", "Terbentk")
        assert listed[0][5] == "Terbentuk"
        assert book["Masalah"]["B4"].hyperlink.location == "'Rekap'!C3"

    def test_a_finding_without_a_cell_stands_in_the_list_alone(self) -> None:
        (whole,) = marks_of([make_problem("SHEET_UNREAD", facts={"names": "Grafik"})])
        book = opened(mark(make_xlsx(ROWS), whole).data)
        assert fills(book["Rekap"]) == {}
        assert lines(book["Masalah"])[0][:2] == ("Catatan", "seluruh berkas")
        assert book["Masalah"]["B4"].hyperlink is None

    def test_several_findings_of_a_cell_share_its_note_and_the_weightiest_colours_it(self) -> None:
        second = make_mark(severity=Severity.WARNING, message="Kedua.")
        marked = mark(make_xlsx(ROWS), second, make_mark(message="Satu."))
        sheet = opened(marked.data)["Rekap"]
        assert fills(sheet) == {"C3": FILLS[Severity.ERROR]}
        assert sheet["C3"].comment.text == f"{NOTE_LINE}\nSalah. Satu.\nPerhatian. Kedua.\n{END_LINE}"
        assert marked.rows == 1

    def test_a_blank_cell_and_one_inside_a_merged_range_can_be_marked(self) -> None:
        data = make_xlsx(ROWS, change=lambda sheet: sheet.merge_cells("A3:A6"))
        sheet = opened(mark(data, make_mark("D4"), make_mark("A5")).data)["Rekap"]
        assert set(fills(sheet)) == {"D4", "A5"}
        assert sheet["D4"].comment and sheet["A3"].comment

    def test_the_list_is_ready_to_work_with(self) -> None:
        sheet = opened(mark(make_xlsx(ROWS)).data)["Masalah"]
        assert sheet.freeze_panes == "A4"
        assert sheet.auto_filter.ref == "A3:F4"
        assert sheet["E4"].alignment.wrap_text
        assert sheet.column_dimensions["E"].width > 60

    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1"])
    def test_text_that_looks_like_a_formula_stays_text(self, text: str) -> None:
        marked = mark(make_xlsx(ROWS), make_mark(value=text, suggestion=text, message=text, column=text))
        row = opened(marked.data)["Masalah"][4]
        assert [cell.data_type for cell in row] == ["s"] * 6
        assert "<f>" not in part_of(marked.data, "xl/worksheets/sheet2.xml")

    def test_too_many_findings_are_counted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("kkb.workbook.marking.marks.MOST_MARKS", 1)
        marked = mark(make_xlsx(ROWS), make_mark("D3", Severity.WARNING), make_mark("C3"))
        sheet = opened(marked.data)["Masalah"]
        assert sheet["B4"].value == "Rekap!C3"
        assert sheet["A6"].value == "Masih ada 1 temuan lain yang tidak dimuat di sini."


def dress(sheet: Worksheet) -> None:
    """What an analyst may have done to a sheet."""
    sheet["C3"].fill, sheet["C3"].font = PatternFill("solid", fgColor="FF00FF00"), Font(bold=True)
    sheet["C3"].comment = Comment("Tanya Pak Camat", "Sari")
    sheet["B4"].comment = Comment("Sudah dicek", "Sari", height=60, width=300)
    sheet.merge_cells("A3:A6")
    sheet.column_dimensions["B"].width = 33
    sheet.row_dimensions[5].hidden = True
    sheet.row_dimensions[3].height = 40
    sheet.conditional_formatting.add("C3:C6", CellIsRule(operator="equal", formula=['"Belum"'], font=Font(italic=True)))
    choice = DataValidation(type="list", formula1='"Belum,Terbentuk"')
    choice.add("C3:C6")
    sheet.add_data_validation(choice)
    sheet.freeze_panes = "A3"
    sheet.auto_filter.ref = "A2:D6"
    sheet.print_title_rows, sheet.print_area = "2:2", "A1:D6"
    sheet.page_setup.orientation = "landscape"
    sheet.oddFooter.center.text = "Halaman &P"


def parts(data: bytes) -> dict[str, bytes]:
    """All parts but the times of saving."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}


@here
class TestTheFileStays:
    def test_what_the_analyst_made_is_still_there(self) -> None:
        more = {"Masalah": [("Masalah kantor",)], "Lain": [(1,)]}
        book = opened(mark(make_xlsx(ROWS, change=dress, more_sheets=more, hidden=["Lain"])).data)
        sheet = book["Rekap"]
        assert book.sheetnames == ["Rekap", "Masalah", "Lain", "Masalah (2)"]
        assert book["Masalah"]["A1"].value == "Masalah kantor"
        assert book["Lain"].sheet_state == "hidden"
        assert sheet["C3"].fill.fgColor.rgb == "FF00FF00" and sheet["C3"].font.bold
        assert sheet["C3"].comment.text.startswith(f"Tanya Pak Camat\n{NOTE_LINE}\n")
        assert sheet["B4"].comment.text == "Sudah dicek"
        assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A3:A6"]
        assert sheet.column_dimensions["B"].width == 33
        assert sheet.row_dimensions[5].hidden and sheet.row_dimensions[3].height == 40
        assert [v.formula1 for v in sheet.data_validations.dataValidation] == ['"Belum,Terbentuk"']
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A3", "A2:D6")
        assert (sheet.print_title_rows, sheet.print_area) == ("$2:$2", "'Rekap'!$A$1:$D$6")
        assert sheet.page_setup.orientation == "landscape" and sheet.oddFooter.center.text == "Halaman &P"
        assert [rule.priority for item in sheet.conditional_formatting for rule in item.rules] == [2, 1]

    def test_marking_again_takes_the_old_marks_away_without_a_trace(self) -> None:
        """With no marks at all the file comes back as it went, but for what openpyxl writes its own way."""
        data = make_xlsx(ROWS, change=dress)
        untouched = mark_workbook(data, []).data
        once = mark(data, make_mark("C3"), make_mark("D4", Severity.WARNING)).data
        twice = mark_workbook(once, [make_mark("B6")]).data
        book = opened(twice)
        assert book.sheetnames == ["Rekap", "Masalah"]
        assert set(fills(book["Rekap"])) == {"B6"}
        assert {c.coordinate for row in book["Rekap"] for c in row if c.comment} == {"C3", "B4", "B6"}
        clean = parts(mark_workbook(twice, []).data)
        before = parts(untouched)
        assert clean.keys() == before.keys()
        # The colours stay listed among the styles, used by nothing.
        assert {name for name in before if clean[name] != before[name]} == {"xl/styles.xml"}

    @pytest.mark.parametrize(
        ("note", "kept"),
        [
            (f"{NOTE_LINE}\nSalah. Satu.\n{END_LINE}\nSK ada di map biru", "SK ada di map biru"),
            (f"{NOTE_LINE}\nSalah. Satu.\n{END_LINE}SK ada", "SK ada"),
            (f"Tanya\n{NOTE_LINE}\nSalah. Satu.\nsudah\nSalah. Dua.\n{END_LINE}\nlusa", "Tanya\nsudah\nlusa"),
            # As earlier versions wrote it, with an answer below.
            (f"Tanya\n{NOTE_LINE}\nSalah. Satu.\nPerhatian. Dua.\nSK ada", "Tanya\nSK ada"),
        ],
    )
    def test_what_was_written_into_a_note_of_ours_stays(self, note: str, kept: str) -> None:
        data = make_xlsx(ROWS, change=lambda sheet: setattr(sheet["C3"], "comment", Comment(note, "Sari")))
        assert opened(mark_workbook(data, []).data)["Rekap"]["C3"].comment.text == kept
        again = opened(mark(data).data)["Rekap"]["C3"].comment.text
        assert again == f'{kept}\n{NOTE_LINE}\nSalah. "Terbentk" bukan status.\n{END_LINE}'

    def test_notes_keep_their_size(self) -> None:
        data = make_xlsx(ROWS, change=dress)
        name = next(name for name in parts(data) if name.endswith(".vml"))
        points = part_of(data, name).replace("width:300px;height:60px", "width:225pt;height:45pt")
        marked = mark(rezip(data, replace={name: points.encode()})).data
        drawing = part_of(marked, next(name for name in parts(marked) if name.endswith(".vml")))
        assert "width:300.0px;height:60.0px" in drawing

    def test_a_renamed_list_is_known_again(self) -> None:
        book = opened(mark(make_xlsx(ROWS)).data)
        book["Masalah"].title = "Sudah dikerjakan"
        stream = io.BytesIO()
        book.save(stream)
        assert opened(mark(stream.getvalue()).data).sheetnames == ["Rekap", "Masalah"]

    def test_results_of_formulas_stay(self) -> None:
        def with_total(sheet: Worksheet) -> None:
            sheet["C8"], sheet["B8"], sheet["D8"] = '=COUNTIF(C3:C6,"<&>")', '="a"&"<b"', "=1/0"

        data = make_xlsx(ROWS, change=with_total)
        xml = part_of(data)
        for cell, kind, result in (("C8", "n", "3"), ("B8", "str", "a&lt;b"), ("D8", "e", "#DIV/0!")):
            head, _, tail = xml.partition(f'<c r="{cell}">')
            xml = f'{head}<c r="{cell}" t="{kind}">{re.sub("<v */>|<v></v>", f"<v>{result}</v>", tail, count=1)}'
        marked = mark(rezip(data, replace={SHEET: xml.encode()})).data
        results = openpyxl.load_workbook(io.BytesIO(marked), data_only=True)["Rekap"]
        assert [results[cell].value for cell in ("C8", "B8", "D8")] == [3, "a<b", "#DIV/0!"]
        assert opened(marked)["Rekap"]["C8"].value == '=COUNTIF(C3:C6,"<&>")'

    def test_what_may_be_lost_is_said(self) -> None:
        def with_chart(sheet: Worksheet) -> None:
            chart = BarChart()
            chart.add_data(Reference(sheet, min_col=3, min_row=3, max_row=6))
            sheet.add_chart(chart, "F2")

        shape = '<xdr:wsDr xmlns:xdr="urn:x"><xdr:sp macro=""></xdr:sp></xdr:wsDr>'
        data = rezip(
            make_xlsx(ROWS, change=with_chart),
            add=[("xl/drawings/drawing9.xml", shape.encode()), ("xl/media/image9.emf", b"picture")],
        )
        assert mark(data).lost == ("grafik", "gambar", "bentuk dan kotak teks")
        assert mark(make_xlsx(ROWS, change=dress)).lost == ()


@here
class TestReadingItAgain:
    def test_a_marked_file_is_read_like_the_file_itself(self) -> None:
        data = make_xlsx(ROWS, change=dress)
        first = checked(data)
        again = checked(mark_workbook(data, marks_of(first.verdict.problems)).data)
        assert again.verdict.to_json() == first.verdict.to_json()

    def test_the_list_names_no_other_day(self) -> None:
        marked = mark(make_xlsx(ROWS), make_mark(message="Keadaan per 1 Januari 2020.", value="31 Desember 2019"))
        verdict = checked(marked.data).verdict
        assert (verdict.data_date, verdict.questions) == (date(2023, 5, 10), ())

    def test_a_hidden_list_is_no_hidden_sheet(self) -> None:
        book = opened(mark(make_xlsx(ROWS)).data)
        book["Masalah"].sheet_state = "hidden"
        stream = io.BytesIO()
        book.save(stream)
        assert "HIDDEN_SHEET" not in {p.code for p in checked(stream.getvalue()).verdict.problems}


def long_recap(count: int) -> Sequence[Sequence[Any]]:
    """Faults on the last row only; the kecamatan stands once."""
    plain = (None, "Nyuruk", "Terbentuk", date(2017, 10, 3))
    faulty = (None, "Jangkang", "Terbentk", date(2018, 5, 1))
    return [TITLE, HEADER, ("Dendang", *plain[1:]), *[plain] * (count - 2), faulty]


def show_the_month(sheet: Worksheet) -> None:
    sheet["D5003"].number_format = "mmmm yyyy"


class TestLargeFiles:
    def test_a_row_that_comes_back_says_again_what_its_cells_say(self) -> None:
        values: list[Value] = ["Padang", ("error", "#N/A"), ("no_cache", ""), ("date", "2018-05"), 0.0, "=Catatan"]
        grid = Grid("Rekap", [["Desa", "Status", "No. SK", "Tanggal SK", "Jumlah KK", "Dusun"], values], top=3, left=2)
        data = write_faulty_rows([grid], [make_mark("C4")], left_off=0)
        (again,) = inspect(data, DEFAULT_LIMITS).grids
        assert list(again.filled(4)) == [
            (1, ("text", "Rekap")), (2, ("number", "4")), (4, ("text", "Padang")), (5, ("error", "#N/A")),
            (6, ("no_cache", "")), (7, ("text", "Mei 2018")), (8, ("number", "0")), (9, ("text", "=Catatan")),
        ]  # fmt: skip

    @pytest.mark.slow
    def test_of_a_large_file_only_the_faulty_rows_come_back(self) -> None:
        data = make_xlsx(long_recap(5_001), change=show_the_month)
        marked = mark(data, make_mark("C5003", value="=Terbentk"), make_mark(None))
        assert (marked.only_faulty, marked.rows, marked.lost) == (True, 1, ())
        book = opened(marked.data)
        assert book.sheetnames == ["Rekap", "Masalah"]
        assert [row for row in book["Rekap"].iter_rows(values_only=True)] == [
            (None, None, "Keadaan per 10 Mei 2023", None, None, None),
            ("Lembar asal", "Baris asal", *HEADER),
            ("Rekap", 5003, "Dendang", "Jangkang", "Terbentk", "Mei 2018"),
        ]
        assert set(fills(book["Rekap"])) == {"E3"}
        assert (book["Masalah"]["B4"].value, book["Masalah"]["B4"].hyperlink.location) == ("Rekap!C5003", "'Rekap'!E3")

    @here
    def test_its_rows_can_be_mended_and_uploaded(self) -> None:
        book = opened(mark(make_xlsx(long_recap(5_001)), make_mark("C5003")).data)
        book["Rekap"]["E3"] = "Merintis"
        book["Rekap"]["F3"] = None
        stream = io.BytesIO()
        book.save(stream)
        verdict = checked(stream.getvalue()).verdict
        assert verdict.questions == ()
        assert [(row.desa, row.status.value) for row in verdict.rows] == [("Jangkang", "Merintis")]

    @here
    def test_what_openpyxl_cannot_write_again_comes_back_as_rows(self) -> None:
        odd = part_of(make_xlsx(ROWS), "xl/styles.xml").replace('patternType="gray125"', 'patternType="bintik"')
        data = rezip(make_xlsx(ROWS), replace={"xl/styles.xml": odd.encode()})
        book = opened(mark(data).data)
        assert [row[3] for row in book["Rekap"].iter_rows(min_row=3, values_only=True)] == ["Dendang"]


class TestHostileFiles:
    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"", "empty"),
            (b"PK\x03\x04", "damaged"),
            (b"bukan buku kerja", "not_excel"),
            (make_xlsx(ROWS)[:-400], "damaged"),
            (rezip(make_xlsx(ROWS), replace={SHEET: b"<!DOCTYPE a><worksheet/>"}), "dtd"),
        ],
    )
    def test_they_are_refused_in_one_sentence(self, data: bytes, reason: str) -> None:
        with pytest.raises(Refused) as caught:
            mark(data)
        assert caught.value.reason == reason
        assert caught.value.message.endswith(".")

    def test_a_bomb_is_refused(self) -> None:
        data = rezip(make_xlsx(ROWS), add=[("xl/media/a.bin", bytes(3 * 2**20))])
        with pytest.raises(Refused) as caught:
            mark_workbook(data, [make_mark()], limits=Limits(unpacked_bytes=2**20))
        assert caught.value.reason == "too_big_inside"

    def test_a_child_that_answers_nonsense_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("kkb.workbook.parent.run_child", lambda *_: b"\x00\x00\x00\x02{}")
        with pytest.raises(Refused) as caught:
            mark(make_xlsx(ROWS))
        assert caught.value.reason == "damaged"

    @here
    def test_a_place_that_is_none_harms_nothing(self) -> None:
        marked = mark(make_xlsx(ROWS), make_mark("C3", sheet="Tidak ada"), make_mark("ZZZZ1"))
        assert len(lines(opened(marked.data)["Masalah"])) == 2


def canonical(data: bytes) -> dict[str, str]:
    """The parts, however they were written: a child does without the libraries that write XML otherwise."""
    return {name: canonicalize(content.decode()) for name, content in parts(data).items()}


def test_a_child_marks_as_is_marked_here(request: pytest.FixtureRequest) -> None:
    data = make_xlsx(ROWS, change=dress)
    of_a_child = mark(data)
    request.getfixturevalue("mark_here")
    of_this_process = mark(data)
    assert canonical(of_a_child.data) == canonical(of_this_process.data)
    assert replace(of_a_child, data=b"") == replace(of_this_process, data=b"")


def test_openpyxl_is_not_loaded_before_it_is_needed() -> None:
    """The app imports both at its start."""
    code = "import sys, kkb.workbook.marking.marks, kkb.workbook.template.workbook; print('openpyxl' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=PROJECT_DIR)
    assert done.stdout.strip() == b"False"
