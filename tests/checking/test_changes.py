"""What a commit would change, desa by desa, and when there is nothing to save."""

from __future__ import annotations

import pytest

from kkb.checking import Change, ChangeKind, Outcome
from kkb.checking.verdict import DesaCounts, count_desa
from kkb.schema import Observation, Tahap, Tanggal
from tests.support.builders import (
    COLUMNS,
    codes,
    dendang_rows,
    formed,
    judge,
    kinds,
    make_observation,
    stored_dendang,
)


class TestChanges:
    @pytest.mark.parametrize(
        ("stored", "written", "kind", "fields"),
        [
            (formed("2017-10-03"), ("Terbentuk", "03/10/2017"), "unchanged", {}),
            (formed("2017-10-03"), ("Terbentuk", None), "unchanged", {}),
            (formed("2017-10-03"), ("Terbentuk", "2017"), "unchanged", {}),
            (formed("2017-10-03"), ("Terbentuk", "Oktober 2017"), "unchanged", {}),
            (formed("2017"), ("Terbentuk", "03/10/2017"), "refined", {"tanggal": ("2017", "3 Oktober 2017")}),
            (formed(None), ("Terbentuk", "2017"), "refined", {"tanggal": (None, "2017")}),
            (formed("2017-10-03"), ("Terbentuk", "2018"), "corrected", {"tanggal": ("3 Oktober 2017", "2018")}),
            (
                formed("2017-10-03"),
                ("Terbentuk", "2/10/2017"),
                "corrected",
                {"tanggal": ("3 Oktober 2017", "2 Oktober 2017")},
            ),
            (make_observation(1, "2022-12-31", Tahap.BELUM), ("Merintis",), "moved", {"status": ("Belum", "Merintis")}),
            (make_observation(1, "2022-12-31", Tahap.BELUM), ("Belum",), "unchanged", {}),
            (
                make_observation(1, "2022-12-31", Tahap.MERINTIS),
                ("Terbentuk", "2023"),
                "moved",
                {"status": ("Merintis", "Terbentuk"), "tanggal": (None, "2023")},
            ),
        ],
    )
    def test_kinds(
        self, stored: Observation, written: tuple[str | None, ...], kind: str, fields: dict[str, tuple[str, str]]
    ) -> None:
        verdict = judge(dendang_rows(Nyuruk=written), stored=stored_dendang(Nyuruk=stored))
        (change,) = (c for c in verdict.changes if c.desa == "Nyuruk")
        assert (change.kind.value, dict(change.fields)) == (kind, fields)
        assert kinds(verdict)["Balok"] == "unchanged"

    def test_a_number_added_refines_and_a_number_replaced_corrects(self) -> None:
        rows = dendang_rows(Nyuruk=("Terbentuk", "03/10/2017", "140/7"))
        columns = (*COLUMNS, "no_sk")
        for stored, kind in (
            (formed(), "refined"),
            (formed(no_sk="140/6"), "corrected"),
            (formed(no_sk="140/7"), "unchanged"),
        ):
            assert kinds(judge(rows, columns=columns, stored=[stored]))["Nyuruk"] == kind

    def test_an_absent_column_keeps_what_is_stored(self) -> None:
        stored = formed(no_sk="140/7", klasifikasi="Mandiri")
        verdict = judge(dendang_rows(Nyuruk=("Terbentuk",)), columns=COLUMNS[:3], stored=[stored])
        assert kinds(verdict)["Nyuruk"] == "unchanged"
        assert "DATE_MISSING" not in codes(verdict)

    def test_without_any_date_it_is_said_from_when_the_desa_counts(self) -> None:
        undated = dendang_rows(Nyuruk=("Terbentuk",))
        for stored, since in (
            ([], "10 Mei 2023"),
            # Reported before without a date: the first report holds. One for a later day comes after this file.
            ([make_observation(1, "2022-12-31", Tahap.TERBENTUK)], "31 Desember 2022"),
            ([make_observation(1, "2023-06-30", Tahap.TERBENTUK)], "10 Mei 2023"),
        ):
            verdict = judge(undated, columns=COLUMNS[:3], stored=stored)
            (problem,) = (problem for problem in verdict.problems if problem.code == "DATE_MISSING")
            assert problem.message.endswith(f"Disimpan tanpa tanggal dan dihitung sejak {since}.")

    def test_new_changed_and_unchanged_are_the_rows(self) -> None:
        stored = [formed(), make_observation(1, "2022-12-31", Tahap.BELUM, desa="Balok")]
        verdict = judge(dendang_rows(Nyuruk=("Terbentuk", "2018"), Jangkang="Belom"), stored=stored)
        counts = verdict.change_counts
        assert counts == {"new": 1, "changed": 1, "unchanged": 1, "rejected": 1}
        assert counts["new"] + counts["changed"] + counts["unchanged"] == len(verdict.rows)


class TestDesaCounts:
    @pytest.mark.parametrize(
        ("listed", "counts"),
        [
            ([("new", "a"), ("moved", "a"), ("unchanged", "a"), ("refined", "b")], DesaCounts(new=1, changed=1)),
            ([("unchanged", "a"), ("unchanged", "a"), ("unchanged", "b")], DesaCounts(unchanged=2)),
            ([("rejected", "a"), ("rejected", "a"), ("rejected", None)], DesaCounts(rejected=1, rows=1)),
            ([("rejected", "a"), ("corrected", "a")], DesaCounts(changed=1, rows=1)),
        ],
    )
    def test_each_desa_counts_once_and_a_row_is_no_desa(
        self, listed: list[tuple[str, str | None]], counts: DesaCounts
    ) -> None:
        assert count_desa(Change(ChangeKind(kind), code, "", "") for kind, code in listed) == counts


    def test_a_file_does_not_lose_a_desa_that_another_stores(self) -> None:
        changes = [Change(ChangeKind("rejected"), "a", "", ""), Change(ChangeKind("new"), "a", "", "", file=2)]
        assert count_desa(changes, of=lambda one: one.file == 1) == DesaCounts(rows=1)
        assert count_desa(changes, of=lambda one: one.file == 2) == DesaCounts(new=1)


class TestDetails:
    """A date of the SK, a launch, a note: no change of a desa, and yet told."""

    COLUMNS = (*COLUMNS, "tanggal_sk", "tanggal_pencanangan", "keterangan")
    STORED = stored_dendang(Nyuruk=formed("2017-10-03", keterangan="lancar", tanggal_sk=Tanggal.from_iso("2017")))

    def test_they_are_listed_beside_what_counts(self) -> None:
        rows = dendang_rows(Nyuruk=("Terbentuk", "2017", "5 Oktober 2017", "Mei 2018", "rapat rutin"))
        verdict = judge(rows, columns=self.COLUMNS, stored=self.STORED)
        (change,) = (c for c in verdict.changes if c.desa == "Nyuruk")
        assert (change.kind.value, dict(change.fields)) == ("unchanged", {})
        assert dict(change.details) == {
            "tanggal_sk": ("2017", "5 Oktober 2017"),
            "tanggal_pencanangan": (None, "Mei 2018"),
            "keterangan": ("lancar", "rapat rutin"),
        }
        assert (verdict.change_counts["unchanged"], verdict.detail_count) == (4, 1)
        assert verdict.to_json()["changes"]["details"] == 1

    def test_what_is_left_empty_or_said_again_is_no_detail(self) -> None:
        rows = dendang_rows(Nyuruk=("Terbentuk", "2017", None, None, "lancar"))
        verdict = judge(rows, columns=self.COLUMNS, stored=self.STORED)
        assert (verdict.detail_count, [dict(c.details) for c in verdict.changes]) == (0, [{}] * 4)

    @pytest.mark.parametrize(
        ("said", "kind", "fields", "details"),
        [
            ("Komitmen", "unchanged", {}, {"status": ("Merintis", "Merintis (komitmen)")}),
            ("Terbentuk", "moved", {"status": ("Merintis", "Terbentuk")}, {}),
        ],
    )
    def test_a_komitmen_moves_no_rung(
        self, said: str, kind: str, fields: dict[str, tuple[str, str]], details: dict[str, tuple[str, str]]
    ) -> None:
        stored = stored_dendang(Nyuruk=make_observation(1, "2022-12-31", Tahap.MERINTIS))
        verdict = judge(dendang_rows(Nyuruk=(said,)), stored=stored)
        (change,) = (c for c in verdict.changes if c.desa == "Nyuruk")
        assert (change.kind.value, dict(change.fields), dict(change.details)) == (kind, fields, details)

    def test_a_changed_desa_is_not_counted_with_the_unchanged(self) -> None:
        rows = dendang_rows(Nyuruk=("Terbentuk", "2 Oktober 2017", None, None, "rapat rutin"))
        verdict = judge(rows, columns=self.COLUMNS, stored=self.STORED)
        (change,) = (c for c in verdict.changes if c.desa == "Nyuruk")
        assert (change.kind.value, list(change.fields), list(change.details)) == (
            "corrected",
            ["tanggal"],
            ["keterangan"],
        )
        assert verdict.detail_count == 0


class TestNothingToSave:
    def test_the_same_facts_for_no_newer_day(self) -> None:
        verdict = judge(dendang_rows(), stored=stored_dendang(day="2023-05-10"))
        assert (verdict.outcome, verdict.nothing_to_save, verdict.can_commit) == (Outcome.ACCEPT, True, False)
        assert "tidak ada yang perlu disimpan" in verdict.message

    def test_a_newer_day_is_stored_as_confirmation(self) -> None:
        verdict = judge(dendang_rows(), stored=stored_dendang(day="2023-05-09"))
        assert (verdict.nothing_to_save, verdict.can_commit) == (False, True)
        assert verdict.change_counts["unchanged"] == 4

    def test_a_flagged_file_that_adds_nothing_says_both(self) -> None:
        verdict = judge(dendang_rows(Nyuruk="Belom"), stored=stored_dendang(day="2023-05-10"))
        assert (verdict.outcome, verdict.nothing_to_save) == (Outcome.FLAG, True)
        assert verdict.message == "Ada 1 kesalahan; 1 desa tidak disimpan; 3 desa lainnya sama dengan yang tersimpan."

    def test_an_open_question_may_still_bring_something(self) -> None:
        stored = stored_dendang(day="2023-05-10", Nyuruk=formed(day="2023-05-10"))
        verdict = judge(dendang_rows(), stored=stored)
        assert (verdict.outcome, verdict.nothing_to_save) == (Outcome.ASK, False)
