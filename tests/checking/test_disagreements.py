"""Files for one day that contradict each other about a desa: what differs, where, and what it takes to choose one."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkb.checking import Outcome, Verdict
from kkb.checking.questions import SKIP, mend_id
from kkb.recap import Table
from tests.support.builders import COLUMNS, DENDANG, Value, code_of, codes, dendang_rows, judge_files, make_table

MARCH = "Keadaan per 31 Maret 2023"
NYURUK = ("Dendang", "Nyuruk")


def files(**rows: list[tuple[Value, ...]]) -> dict[str, Table]:
    return {f"{name}.xlsx": make_table(said, columns=(*COLUMNS, "no_sk")) for name, said in rows.items()}


def use(tables: Mapping[str, Table], number: int, verdict: Verdict) -> Verdict:
    """The verdict once one file is chosen for every desa."""
    rows = [row for one in verdict.disagreements if number in one.files for row in one.rows_against(number)]
    return judge_files(tables, answers={mend_id(row.sheet, row.address, row.file): SKIP for row in rows})


class TestWhatDiffers:
    def test_only_fields_that_differ_each_with_its_cell(self) -> None:
        tables = files(a=dendang_rows(Nyuruk=("Terbentuk", "2018", "7")), b=[(*NYURUK, "Terbentuk", "Mei 2019", "7")])
        (one,) = judge_files(tables).disagreements
        assert (one.kode_desa, one.desa, one.kecamatan, one.fields) == (
            code_of("Nyuruk"), "Nyuruk", "Dendang", ("tanggal",)
        )
        assert [(row.file, row.sheet, row.address, row.told) for row in one.rows] == [
            (1, "Rekap", "A7:E7", {"tanggal": ("2018", "D7")}),
            (2, "Rekap", "A5:E5", {"tanggal": ("Mei 2019", "D5")}),
        ]

    @pytest.mark.parametrize(
        ("said", "told"),
        [
            (("Merintis",), {"status": ("Merintis", "C5"), "tanggal": (None, "D5"), "no_sk": (None, "E5")}),
            (("Terbentk", "2018", "7"), {"status": ("Terbentk", "C5")}),
            ((None, "2018", "7"), {"status": (None, "C5")}),
            (("Terbentuk", "20l8", "7"), {"tanggal": ("20l8", "D5")}),
            (("Terbentuk", "2018", "8"), {"no_sk": ("8", "E5")}),
        ],
    )
    def test_blank_and_unreadable_cells_too(
        self, said: tuple[Value, ...], told: dict[str, tuple[str | None, str]]
    ) -> None:
        (one,) = judge_files(files(a=[(*NYURUK, "Terbentuk", "2018", "7")], b=[(*NYURUK, *said)])).disagreements
        assert one.rows[1].told == told

    def test_what_one_row_tells_beside_the_contradiction_is_shown_but_parts_no_rows(self) -> None:
        """Who chooses takes whole rows; a third file that only adds to the chosen one stays."""
        tables = files(
            a=[(*NYURUK, "Terbentuk", "2018")], b=[(*NYURUK, "Merintis")], c=[(*NYURUK, "Terbentuk", "2018", "7")]
        )
        (one,) = judge_files(tables).disagreements
        assert one.fields == ("status", "tanggal", "no_sk")
        assert [row.told["no_sk"] for row in one.rows] == [(None, "E5"), (None, "E5"), ("7", "E5")]
        assert [row.file for row in one.rows_against(1)] == [2]
        assert use(tables, 1, judge_files(tables)).can_commit

    def test_a_column_that_a_file_does_not_have(self) -> None:
        tables = files(a=[(*NYURUK, "Terbentuk", "2018", "7")], b=[(*NYURUK, "Terbentuk", "2018", "8")]) | {
            "c.xlsx": make_table([(*NYURUK, "Terbentuk", "2018")])
        }
        (one,) = judge_files(tables).disagreements
        assert [row.told["no_sk"] for row in one.rows] == [("7", "E5"), ("8", "E5"), (None, None)]

    def test_other_days_one_file_equal_rows_and_an_unknown_day_are_none(self) -> None:
        belum, merintis = make_table([(*NYURUK, "Belum")]), make_table([(*NYURUK, "Merintis")])
        twice = make_table([(*NYURUK, "Belum"), (*NYURUK, "Merintis")])
        for tables in (
            {"a.xlsx": belum, "b.xlsx": make_table([(*NYURUK, "Merintis")], title=MARCH)},
            {"a.xlsx": twice},
            {"a.xlsx": belum, "b.xlsx": make_table([(*NYURUK, "Belum")])},
            {"a.xlsx": make_table([(*NYURUK, "Belum")], title=None), "b.xlsx": merintis},
        ):
            assert judge_files(tables).disagreements == ()


class TestChoice:
    def test_rows_that_say_the_same_stay(self) -> None:
        tables = files(a=[(*NYURUK, "Belum")], b=[(*NYURUK, "Merintis")], c=[(*NYURUK, "Belum")])
        (one,) = judge_files(tables).disagreements
        assert [[row.file for row in one.rows_against(number)] for number in one.files] == [[2], [1, 3], [2]]

    def test_a_file_that_contradicts_itself_as_well_leaves_its_own_rows(self) -> None:
        tables = files(a=[(*NYURUK, "Belum"), (*NYURUK, "Merintis")], b=[(*NYURUK, "Sosialisasi")])
        verdict = judge_files(tables)
        chosen = use(tables, 1, verdict)
        assert (chosen.disagreements, "ROW_DUP_CONFLICT" in codes(chosen)) == ((), True)
        assert "ROW_DUP_CONFLICT" not in codes(use(tables, 2, verdict))

    def test_a_file_of_which_nothing_is_left_brings_nothing_and_stands_in_no_way(self) -> None:
        tables = files(a=[(*NYURUK, "Belum")], b=[(*NYURUK, "Merintis")])
        chosen = use(tables, 1, judge_files(tables))
        assert (chosen.can_commit, [len(file.rows) for file in chosen.files]) == (True, [1, 0])
        alone = judge_files(files(a=[(*NYURUK, "Belum")]), answers={mend_id("Rekap", "A5:E5"): SKIP})
        assert (alone.outcome, alone.nothing_to_save, alone.can_commit) == (Outcome.ACCEPT, True, False)
        assert alone.message == "Semua baris berkas ini dilewati; tidak ada yang perlu disimpan."


_SAID = st.tuples(
    st.sampled_from(["Belum", "Merintis", "Terbentuk", "Belom"]), st.sampled_from([None, "2018", "Mei 2018", "20l8"])
)
_FILES = st.lists(st.dictionaries(st.sampled_from(DENDANG), _SAID, min_size=1), min_size=2, max_size=4)


def may_both_be_true(one: tuple[str, str | None], other: tuple[str, str | None]) -> bool:
    """Of what `_SAID` writes: a blank or a year beside the month of a formed Pokja; a fault only beside itself."""
    are_formed = one[0] == other[0] == "Terbentuk"
    return one == other or (are_formed and "20l8" not in (one[1], other[1]))


@given(_FILES, st.data())
def test_choosing_a_file_stores_of_each_desa_what_that_file_says_of_it(
    told: list[dict[str, tuple[str, str | None]]], data: st.DataObject
) -> None:
    tables = {
        f"{place}.xlsx": make_table([("Dendang", desa, *said) for desa, said in rows.items()])
        for place, rows in enumerate(told)
    }
    verdict = judge_files(tables)
    said = {desa: [rows[desa] for rows in told if desa in rows] for desa in DENDANG}
    contradicted = {
        desa for desa, all_of_it in said.items()
        if not all(may_both_be_true(one, other) for one in all_of_it for other in all_of_it)
    }  # fmt: skip
    assert {one.desa for one in verdict.disagreements} == contradicted
    number = data.draw(st.integers(1, len(told)))
    chosen = use(tables, number, verdict)
    own = told[number - 1]
    assert {one.desa for one in chosen.disagreements} == contradicted - own.keys()
    alone = judge_files({"saja.xlsx": tables[f"{number - 1}.xlsx"]})
    stored = {desa: [row for row in chosen.rows if row.desa == desa] for desa in own}
    assert {desa for desa, rows in stored.items() if rows} == {row.desa for row in alone.rows}
    for row in alone.rows:
        assert {one.status for one in stored[row.desa]} == {row.status}
        # Nothing is lost of its date; what does not contradict it may add to it.
        dates = [one.tanggal for one in stored[row.desa]]
        assert row.tanggal is None or any(one is not None and row.tanggal.contains(one) for one in dates)
