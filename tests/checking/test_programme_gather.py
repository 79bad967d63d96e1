"""What many rows share is told once; what must be mended is told at each of its cells."""

from __future__ import annotations

from kkb.checking.programme.gather import gather
from kkb.problems import Problem, Severity, make_problem


def bad_number(row: int, value: str = "banyak") -> Problem:
    facts = {"told": "bukan jumlah orang", "example": "25"}
    return make_problem("NUM_BAD", cell=f"F{row}", column="Jumlah Peserta", value=value, facts=facts)


def blank(row: int) -> Problem:
    facts = {"told": "sel ini kosong", "effect": "barisnya tidak disimpan"}
    return make_problem("FIELD_BLANK", cell=f"B{row}", column="Tanggal", facts=facts)


def fuzzy(row: int, value: str) -> Problem:
    return make_problem("NAME_FUZZY", cell=f"A{row}", column="Desa", value=value, suggestion="Nyuruk")


def cells(problems: list[Problem]) -> list[str | None]:
    return [problem.cell for problem in problems]


def test_a_few_warnings_are_told_one_by_one() -> None:
    assert cells(gather(bad_number(row) for row in range(5, 10))) == ["F5", "F6", "F7", "F8", "F9"]


def test_many_warnings_of_a_column_are_told_at_the_first_cell_with_the_others() -> None:
    (problem,) = gather(bad_number(row) for row in range(5, 25))
    assert (problem.cell, problem.count) == ("F5", 20)
    assert problem.message.endswith(
        "Begitu juga 19 sel lain: " + ", ".join(f"F{row}" for row in range(6, 18)) + " dan 7 lainnya."
    )


def test_warnings_of_another_column_or_kind_are_told_apart() -> None:
    told = gather(
        [*(bad_number(row) for row in range(5, 25)), fuzzy(5, "Nyurukk"), fuzzy(9, "Nyrk"), fuzzy(7, "Nyurukk")]
    )
    assert cells(told) == ["F5", "A5", "A9"]
    assert told[1].message.endswith("Begitu juga 1 sel lain: A7.")


def test_different_words_without_end_are_told_together_in_the_end() -> None:
    told = gather(fuzzy(row, f"Nyuruk{row}") for row in range(1000))
    assert (len(told), told[-1].count, sum(problem.count for problem in told)) == (21, 980, 1000)


def test_each_error_is_told_at_its_cell() -> None:
    told = gather(blank(row) for row in range(5, 105))
    assert (len(told), {problem.severity for problem in told}) == (100, {Severity.ERROR})


def test_errors_without_end_are_counted_whole() -> None:
    told = gather(blank(row) for row in range(20_000))
    assert (len(told), sum(problem.count for problem in told)) == (501, 20_000)


def test_a_merged_cell_is_told_once() -> None:
    assert cells(gather([blank(5), blank(5)])) == ["B5"]
