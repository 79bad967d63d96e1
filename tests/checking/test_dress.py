"""What a recap says without words is asked for, and what the answers make of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kkb.checking import Outcome
from kkb.checking.values.remarks import denies
from kkb.recap import Table
from tests.support.builders import codes, dendang_rows, found, judge, make_table, question_ids, stored_texts


def _table(**parts: object) -> Table:
    said = {"Dendang": "", "Jangkang": "", "Nyuruk": ("", "3/10/2017"), "Balok": ("", "2/5/2018")}
    return replace(make_table(dendang_rows(**said)), **parts)  # type: ignore[arg-type]


def _coloured(**legend: str) -> Table:
    table = _table(legend={"00B050": "Sudah"} | legend)
    fills = ("", "FFFF00", "00B050", "00B050")
    return replace(table, colours=dict(zip((row.row for row in table.rows), fills, strict=True)))


class TestColours:
    def test_each_colour_is_a_question_of_its_own(self) -> None:
        verdict = judge([_coloured()])
        assert verdict.outcome is Outcome.ASK
        assert question_ids(verdict) == ["status_colour:tanpa", "status_colour:FFFF00", "status_colour:00B050"]
        assert [question.suggested for question in verdict.questions] == ["lewati", "lewati", "Terbentuk"]
        blank, yellow, green = (question.text for question in verdict.questions)
        assert "Tanpa warna pada 1 desa (Dendang)" in blank
        assert "Warna kuning (FFFF00) pada 1 desa (Jangkang)" in yellow
        assert 'Nyuruk dan Balok): apa artinya? Di luar tabel, warna itu disertai tulisan "Sudah".' in green

    def test_the_answers_give_the_rungs(self) -> None:
        answers = {
            "status_colour:tanpa": "Belum",
            "status_colour:FFFF00": "Merintis",
            "status_colour:00B050": "Terbentuk",
        }
        verdict = judge([_coloured()], answers=answers)
        assert stored_texts(verdict) == {
            "Dendang": ("Belum", None),
            "Jangkang": ("Merintis", None),
            "Nyuruk": ("Terbentuk", "2017-10-03"),
            "Balok": ("Terbentuk", "2018-05-02"),
        }

    def test_without_a_column_the_legend_is_the_suggested_answer(self) -> None:
        columns = ("kecamatan", "desa", "tanggal")
        rows = [("Dendang", "Nyuruk", "3/10/2017"), ("Dendang", "Balok", None), ("Dendang", "Dendang", None)]
        table = make_table(rows, columns=columns)
        colours = dict(zip((row.row for row in table.rows), ("00B050", "FFFF00", ""), strict=True))
        legend = {"00B050": "sudah ada", "FFFF00": "proses"}
        painted = replace(table, colours=colours, legend=legend)
        (question,) = judge([painted]).questions
        assert (question.id, question.suggested) == ("no_status_column", "warna")
        assert "hijau (00B050) Terbentuk, kuning (FFFF00) Merintis" in question.options[-1].label
        verdict = judge([painted], suggested=True)
        assert stored_texts(verdict) == {"Nyuruk": ("Terbentuk", "2017-10-03"), "Balok": ("Merintis", None)}
        assert [code for code, _ in found(verdict)].count("STATUS_BLANK") == 1
        for unclear in ({"00B050": "sudah ada"}, {}):
            (question,) = judge([replace(painted, legend=unclear)]).questions
            assert question.suggested == "bertanda"
        for unread in ({**legend, "FFFF00": "rapat"}, {"00B050": "", "FFFF00": ""}):
            unclear_one = replace(painted, legend=unread)
            (question,) = judge([unclear_one]).questions
            assert (question.suggested, question.options[-1].label) == (
                "warna", "Menurut warna desanya: arti tiap warna ditanyakan sesudah ini"
            )
            verdict = judge([unclear_one], answers={"no_status_column": "warna"})
            assert question_ids(verdict) == ["status_colour:00B050", "status_colour:FFFF00", "status_colour:tanpa"]
            assert "Status hanya diwarnai." in verdict.questions[0].text
            answers = {"no_status_column": "warna", **dict.fromkeys(question_ids(verdict), "lewati")}
            answers |= {"status_colour:00B050": "Terbentuk", "status_colour:FFFF00": "Merintis"}
            assert stored_texts(judge([unclear_one], answers=answers)) == {
                "Nyuruk": ("Terbentuk", "2017-10-03"), "Balok": ("Merintis", None)
            }

    def test_a_colour_that_is_no_status_leaves_the_status_blank(self) -> None:
        answers = {
            "status_colour:tanpa": "lewati",
            "status_colour:FFFF00": "lewati",
            "status_colour:00B050": "Terbentuk",
        }
        verdict = judge([_coloured()], answers=answers)
        assert set(stored_texts(verdict)) == {"Nyuruk", "Balok"}
        assert [code for code, _ in found(verdict)].count("STATUS_BLANK") == 2

    @pytest.mark.parametrize(
        ("fill", "words"),
        [("FF0000", "merah"), ("FFC000", "jingga"), ("00B050", "hijau"), ("00B0F0", "biru"), ("7030A0", "ungu"),
         ("808080", "abu-abu"), ("000000", "hitam"), ("E2EFDA", "hijau muda"), ("theme 4", "arna tema 4")],
    )  # fmt: skip
    def test_colours_have_names(self, fill: str, words: str) -> None:
        table = _table()
        verdict = judge([replace(table, colours={row.row: fill if n else "" for n, row in enumerate(table.rows)})])
        assert words in verdict.questions[1].text


class TestCrossedOut:
    def _struck(self, *cells: str) -> Table:
        said = {"Nyuruk": ("Terbentuk", "3/10/2017"), "Balok": "Belum"}
        return replace(make_table(dendang_rows(**said)), struck=cells)  # type: ignore[arg-type]

    def _cell(self, name: str) -> str:
        return next(r.cells[name].ref for r in self._struck().rows if r.cells["desa"].text == "Nyuruk")

    def test_it_is_asked_once(self) -> None:
        (question,) = judge([self._struck(self._cell("desa"), self._cell("status"))]).questions
        assert (question.id, question.suggested) == ("cell_struck", "tidak_berlaku")

    @pytest.mark.parametrize("name", ["desa", "status"])
    def test_what_does_not_hold_is_passed_over_and_said(self, name: str) -> None:
        verdict = judge([self._struck(self._cell(name))], answers={"cell_struck": "tidak_berlaku"})
        assert "Nyuruk" not in stored_texts(verdict)
        assert "VILLAGES_MISSING" not in codes(verdict)

    def test_what_holds_is_read(self) -> None:
        verdict = judge([self._struck(self._cell("desa"))], answers={"cell_struck": "baca"})
        assert stored_texts(verdict)["Nyuruk"] == ("Terbentuk", "2017-10-03")

    def test_only_the_date(self) -> None:
        verdict = judge([self._struck(self._cell("tanggal"))], answers={"cell_struck": "tidak_berlaku"})
        assert stored_texts(verdict)["Nyuruk"] == ("Terbentuk", None)


def test_a_note_is_shown_with_its_text() -> None:
    verdict = judge([replace(make_table(dendang_rows()), notes={"C3": "batal <b>"})])
    (note,) = (problem for problem in verdict.problems if problem.code == "CELL_NOTE")
    assert (note.cell, note.value) == ("C3", "batal <b>")
    assert note.message.endswith("Pastikan catatan itu tidak mengubah isi barisnya.")


def test_of_thousands_of_notes_the_first_are_listed_and_the_rest_counted() -> None:
    notes = {f"C{row}": "lihat SK" for row in range(3, 5_003)}
    verdict = judge([replace(make_table(dendang_rows()), notes=notes)])
    listed = [problem for problem in verdict.problems if problem.code == "CELL_NOTE"]
    assert [problem.cell for problem in listed] == [f"C{row}" for row in range(3, 43)]
    assert '"lihat SK"; masih ada 4.960 catatan lain di lembar ini. Pastikan' in listed[-1].message
    assert "masih ada" not in listed[-2].message


@pytest.mark.parametrize("remark", ["Batal", "batal, SK dicabut", "Dibatalkan 2022", "Pokja bubar", "(dihapus)"])
def test_remarks_that_take_a_row_back(remark: str) -> None:
    assert denies(remark)


@pytest.mark.parametrize("remark", [None, "", "Dobel", "Rapat batal", "batalyon", "Batal " + "karena hujan " * 9])
def test_other_remarks(remark: str | None) -> None:
    assert not denies(remark)
