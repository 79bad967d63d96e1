"""How far a check is: told in steps where a recap is large, and not at all where it is small."""

from __future__ import annotations

from kkb.checking.progress import STEP, Progress


def told_of(*tables: int, passes: int = 2) -> list[tuple[int, int]]:
    told: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: told.append((done, total)))
    progress.expect(sum(tables))
    for _ in range(passes):
        for rows in tables:
            assert list(progress.over(range(rows))) == list(range(rows))
    progress.finish()
    return told


def test_it_grows_to_all_rows_over_both_passes() -> None:
    told = told_of(2 * STEP, STEP + 1)
    rows = 3 * STEP + 1
    done = [count for count, total in told if total == rows]
    assert len(done) == len(told)
    assert done == sorted(done)
    assert done[0] == STEP // 2
    assert done[-1] == rows


def test_it_ends_even_where_the_check_ends_early() -> None:
    assert told_of(STEP, passes=0) == [(STEP, STEP)]


def test_of_a_small_recap_and_to_nobody_nothing_is_told() -> None:
    assert told_of(STEP - 1) == []
    silent = Progress()
    silent.expect(STEP)
    assert list(silent.over("ab")) == ["a", "b"]
    silent.finish()
