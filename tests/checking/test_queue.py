"""Several files judged together: as if they had come one after the other, and asked about once."""

from __future__ import annotations

from datetime import date

import pytest

from kkb.checking import Baseline, ChangeKind, Outcome, UnknownAnswer
from kkb.checking.verdict import CellPlace
from kkb.recap import Table
from kkb.schema import Tahap
from tests.support.builders import (
    COLUMNS,
    DENDANG,
    TODAY,
    Value,
    code_of,
    codes,
    dendang_rows,
    judge_files,
    make_observation,
    make_table,
    question_ids,
    stored_texts,
)

MARCH, MAY = "Keadaan per 31 Maret 2023", "Keadaan per 10 Mei 2023"
DAMAR = ("Mengkubang", "Sukamandi", "Burong Mandi", "Air Kelik", "Mempaya")


def dendang(title: str | None = MAY, **said: str | tuple[Value, ...]) -> Table:
    return make_table(dendang_rows(**said), title=title)


def nyuruk(status: str, tanggal: Value = None, title: str | None = MAY) -> Table:
    return make_table([("Dendang", "Nyuruk", status, tanggal)], title=title)


class TestOneDay:
    def test_an_equal_row_counts_once_and_names_the_other_file(self) -> None:
        verdict = judge_files({"a.xlsx": dendang(Nyuruk="Merintis"), "b.xlsx": nyuruk("Rintisan")})
        assert [len(file.rows) for file in verdict.files] == [4, 0]
        (problem,) = (p for p in verdict.problems if p.code == "ROW_DUP_SAME")
        assert (problem.file, problem.cell) == (2, "B5")
        assert '(juga baris 7 berkas "a.xlsx")' in problem.message
        (change,) = (c for c in verdict.changes if c.desa == "Nyuruk")
        assert change.reason == 'Tertulis juga pada baris 5 berkas "b.xlsx"; dihitung satu kali.'
        assert (verdict.desa_count, verdict.change_counts["rejected"]) == (4, 0)

    def test_contradictory_rows_are_errors_in_both(self) -> None:
        verdict = judge_files({"a.xlsx": dendang(), "b.xlsx": nyuruk("Merintis")})
        conflicts = [p for p in verdict.problems if p.code == "ROW_DUP_CONFLICT"]
        assert [(p.file, p.cell) for p in conflicts] == [(1, "B7"), (2, "B5")]
        assert 'baris 5 berkas "b.xlsx"' in conflicts[0].message
        assert 'baris 7 berkas "a.xlsx"' in conflicts[1].message
        assert "Nyuruk" not in stored_texts(verdict)
        (change,) = (c for c in verdict.changes if c.kind is ChangeKind.REJECTED)
        assert change.reason and change.reason.startswith("Desa Nyuruk tertulis lebih dari sekali")

    def test_desa_that_are_missing_are_judged_together(self) -> None:
        damar = make_table([("Damar", desa, "Belum") for desa in DAMAR])
        verdict = judge_files({"a.xlsx": dendang(), "b.xlsx": damar})
        (note,) = verdict.problems
        assert (note.code, note.file) == ("ONE_KECAMATAN", None)
        assert "Dendang dan Damar; 30 desa" in note.message or "Damar dan Dendang; 30 desa" in note.message
        verdict = judge_files({"a.xlsx": dendang(), "b.xlsx": make_table([("Damar", "Mempaya", "Belum")])})
        assert "4 desa tidak ada dalam 2 berkas ini" in next(
            p.message for p in verdict.problems if p.code == "VILLAGES_MISSING"
        )


SK_ALONE = ("kecamatan", "desa", "status", "no_sk", "tanggal_sk")
NOTED = (*COLUMNS, "keterangan")


@pytest.mark.parametrize(
    ("name", "columns", "one", "other", "suggested"),
    [
        ("tick_blank", COLUMNS, [("v", "2018"), ("",)], [("v", "2018"), (None,), (None,)], "Belum"),
        ("status_letter", COLUMNS, [("T", "2018")], [("T", "2018"), ("T",)], "Terbentuk"),
        ("date_dropped", COLUMNS, [("Terbentuk", "2o18")], [("Terbentuk", "31/02/2018")] * 2, "tanpa"),
        ("date_from_decree", SK_ALONE, [("Terbentuk", "1", "2 Mei 2018")], [("Terbentuk", "2", "2018")] * 2, "tidak"),
        (
            "status_finer", NOTED, [("Belum", None, "sudah sosialisasi")], [("Belum", None, "merintis")] * 2, "pakai"
        ),
    ],
)  # fmt: skip
def test_a_question_about_a_whole_column_is_one_for_all_files(
    name: str, columns: tuple[str, ...], one: list[Value], other: list[Value], suggested: str
) -> None:
    """However many rows it is about in each, whichever day they speak for, in either order."""
    tables = {
        "a.xlsx": make_table(
            [("Dendang", desa, *row) for desa, row in zip(DENDANG, one, strict=False)], columns=columns, title=MAY
        ),
        "b.xlsx": make_table(
            [("Damar", desa, *row) for desa, row in zip(DAMAR, other, strict=False)], columns=columns, title=MARCH
        ),
    }
    for files in (tables, dict(reversed(tables.items()))):
        verdict = judge_files(files)
        (question,) = verdict.questions
        assert (question.id, set(question.files), question.suggested) == (name, {1, 2}, suggested)
        assert len({place.found for place in question.asked_at if place.found}) == 2
        answered = judge_files(files, answers={name: suggested})
        assert answered.questions == ()
        assert [dict(file.answers) for file in answered.files] == [{name: suggested}] * 2


class TestSeveralDays:
    def test_each_file_is_history_for_its_own_day(self) -> None:
        verdict = judge_files({"mei.xlsx": dendang(Nyuruk="Merintis"), "maret.xlsx": dendang(MARCH)})
        assert [file.data_date for file in verdict.files] == [date(2023, 5, 10), date(2023, 3, 31)]
        assert (verdict.data_date, verdict.outcome) == (date(2023, 5, 10), Outcome.ACCEPT)
        kinds = {(c.file, c.desa): c.kind for c in verdict.changes}
        assert kinds[2, "Nyuruk"] is ChangeKind.NEW
        assert dict(next(c for c in verdict.changes if (c.file, c.desa) == (1, "Nyuruk")).fields) == {
            "status": ("Belum", "Merintis")
        }
        assert kinds[1, "Balok"] is ChangeKind.UNCHANGED

    def test_the_counts_are_those_of_the_newest_day(self) -> None:
        for files in (
            {"maret.xlsx": dendang(MARCH), "mei.xlsx": dendang(Nyuruk="Merintis")},
            {"mei.xlsx": dendang(Nyuruk="Merintis"), "maret.xlsx": dendang(MARCH)},
        ):
            assert judge_files(files).status_counts == {Tahap.BELUM: 3, Tahap.MERINTIS: 1}

    def test_a_later_file_is_judged_against_the_earlier_one(self) -> None:
        files = {"mei.xlsx": nyuruk("Belum"), "maret.xlsx": nyuruk("Terbentuk", "2018", MARCH)}
        verdict = judge_files(files)
        (question,) = verdict.questions
        assert question.id == f"status_regression:{code_of('Nyuruk')}"
        assert 'Terbentuk menurut "maret.xlsx", keadaan per 31 Maret 2023, sel C5; berkas ini' in question.text
        assert question.earlier == CellPlace("Rekap", "C5", file=2)
        assert question.asked_at == (CellPlace("Rekap", "C5", file=1),)
        kept = judge_files(files, answers={question.id: "tetap"})
        assert [len(file.rows) for file in kept.files] == [0, 1]
        assert next(c.reason for c in kept.changes if c.kind is ChangeKind.REJECTED) == (
            "Tetap Terbentuk menurut jawaban Anda."
        )

    def test_a_repeat_for_the_later_day_confirms(self) -> None:
        verdict = judge_files({"a.xlsx": dendang(MARCH), "b.xlsx": dendang()})
        assert [file.nothing_to_save for file in verdict.files] == [False, False]

    def test_what_is_stored_already_is_left_out_file_by_file(self) -> None:
        stored = [make_observation(1, "2023-05-10", Tahap.BELUM, desa=desa) for desa in DENDANG]
        damar = make_table([("Damar", desa, "Belum") for desa in DAMAR])
        verdict = judge_files({"a.xlsx": dendang(), "b.xlsx": damar}, baseline=Baseline(observations=stored))
        assert [file.nothing_to_save for file in verdict.files] == [True, False]
        assert (verdict.nothing_to_save, verdict.can_commit) == (False, True)


class TestQuestions:
    def test_one_that_fits_several_files_is_asked_once(self) -> None:
        files = {"a.xlsx": dendang(None), "b.xlsx": make_table([("Damar", "Mempaya", "Belum")], title=None)}
        verdict = judge_files(files)
        assert question_ids(verdict) == ["tanggal_data"]
        assert [p.file for p in verdict.problems if p.code == "TANGGAL_DATA"] == [1, 2]
        answered = judge_files(files, answers={"tanggal_data": "2023-05-10"})
        assert {file.data_date for file in answered.files} == {date(2023, 5, 10)}
        assert len(answered.rows) == 5

    def test_the_day_of_a_neighbour_is_offered_and_not_suggested(self) -> None:
        files = {"a.xlsx": dendang(None), "b.xlsx": nyuruk("Belum", title="Keadaan per 10 Mei 2023")}
        (question,) = judge_files(files).questions
        assert [option.value for option in question.options] == [TODAY.isoformat(), "2023-05-10"]
        assert question.suggested == TODAY.isoformat()

    def test_one_that_asks_something_else_has_the_number_of_its_file(self) -> None:
        files = {"a.xlsx": dendang("April 2023"), "b.xlsx": nyuruk("Belum", title="Triwulan I 2023")}
        assert question_ids(judge_files(files)) == ["tanggal_data", "tanggal_data@2"]
        answers = {"tanggal_data": "2023-04-30", "tanggal_data@2": "2023-03-31"}
        verdict = judge_files(files, answers=answers)
        assert [file.data_date for file in verdict.files] == [date(2023, 4, 30), date(2023, 3, 31)]
        # Under its own name it is the same upload, wherever it stood in the queue.
        assert verdict.files[1].answers == {"tanggal_data": "2023-03-31"}

    def test_a_mend_means_the_first_file_or_the_one_with_its_number(self) -> None:
        files = {"a.xlsx": dendang(Balok="Belom"), "b.xlsx": dendang(MARCH, Balok="Belom")}
        verdict = judge_files(files, answers={"cell:Rekap!C8": "Merintis", "cell:Rekap!C8@2": "Sosialisasi"})
        assert [row.status for row in verdict.rows if row.desa == "Balok"] == [Tahap.MERINTIS, Tahap.SOSIALISASI]
        assert [[m.new for m in file.mends] for file in verdict.files] == [["Merintis"], ["Sosialisasi"]]
        for wrong in ("cell:Rekap!C8@3", "cell:Rekap!C8@x", "cell:Rekap!C99@2"):
            with pytest.raises(UnknownAnswer):
                judge_files(files, answers={wrong: "Belum"})

    def test_an_open_day_leaves_all_waiting_for_files_are_judged_in_the_order_of_their_days(self) -> None:
        verdict = judge_files({"a.xlsx": dendang(), "b.xlsx": nyuruk("Belum", title=None)})
        assert (verdict.outcome, [len(file.rows) for file in verdict.files]) == (Outcome.ASK, [0, 0])
        assert (verdict.data_date, verdict.change_counts["rejected"]) == (None, 0)

    def test_an_open_row_of_one_file_leaves_the_rows_of_the_other(self) -> None:
        stored = [make_observation(1, "2022-12-31", tanggal="2018")]
        damar = make_table([("Damar", desa, "Belum") for desa in DAMAR])
        verdict = judge_files({"a.xlsx": nyuruk("Belum"), "b.xlsx": damar}, baseline=Baseline(observations=stored))
        assert (verdict.outcome, [len(file.rows) for file in verdict.files]) == (Outcome.ASK, [0, 5])


class TestWhole:
    def test_a_file_without_rows_is_named(self) -> None:
        verdict = judge_files({"a.xlsx": dendang(), "kosong.xlsx": make_table([])})
        assert (verdict.outcome, verdict.rows) == (Outcome.REJECT, ())
        assert verdict.message.startswith('Berkas "kosong.xlsx": ')

    def test_a_foreign_file_is_named(self) -> None:
        foreign = make_table([("Sijuk", name, "Belum") for name in ("Terong", "Keciput")])
        assert 'Berkas "b.xlsx": ' in judge_files({"a.xlsx": dendang(), "b.xlsx": foreign}).message

    @pytest.mark.parametrize("order", [("a", "b", "c"), ("c", "b", "a"), ("b", "c", "a")])
    def test_the_order_of_files_is_irrelevant_to_what_is_stored(self, order: tuple[str, ...]) -> None:
        tables = {
            "a": dendang(MARCH, Nyuruk="Sosialisasi"),
            "b": dendang(Nyuruk=("Terbentuk", "2023"), Balok="Merintis"),
            "c": nyuruk("Terbentuk", "2023"),
        }
        verdict = judge_files({f"{name}.xlsx": tables[name] for name in order})
        stored = {(file.data_date, row.desa, row.status, row.tanggal) for file in verdict.files for row in file.rows}
        assert len(stored) == len(verdict.rows) == 8
        march = {(row, status) for day, row, status, _ in stored if day == date(2023, 3, 31)}
        assert ("Nyuruk", Tahap.SOSIALISASI) in march
        assert "ROW_DUP_SAME" in codes(verdict)
