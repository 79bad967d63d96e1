"""All that is said of when Pokja were formed, held to an independent model over random histories."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kkb import indicators
from kkb.narrative import statement, trend
from kkb.spans import Count, Gain, Span
from kkb.state import Formation
from tests.support.oracle_laws import faults_of

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", range(30))
def test_nothing_is_said_that_the_model_does_not_allow(seed: int) -> None:
    assert faults_of(seed) == []


def _counted_day_as_known(patch: pytest.MonkeyPatch) -> None:
    """What was said before: a formation without a date happened on the day from which it counts."""
    patch.setattr(Formation, "span", property(lambda life: Span(life.mulai, life.mulai)))


def _denials_forgotten(patch: pytest.MonkeyPatch) -> None:
    whole = Formation.span.fget
    assert whole is not None
    patch.setattr(Formation, "span", property(lambda life: _without(whole, life)))


def _without(whole: Callable[[Formation], Span], life: Formation) -> Span:
    span = whole(life)
    return span if life.tanggal is not None else Span(min(date(2014, 1, 1), span.last), span.last)


def _dissolved_not_counted(patch: pytest.MonkeyPatch) -> None:
    whole = indicators.gain_in
    patch.setattr(indicators, "gain_in", lambda *window: Gain(whole(*window).formed, 0))


def _possible_told_as_certain(patch: pytest.MonkeyPatch) -> None:
    def claim(begin: date, end: date, count: Count) -> statement.Claim:
        return statement.Claim(begin, end, count.possible, count.possible)

    patch.setattr("kkb.narrative.formed_in", claim)
    patch.setattr(trend, "formed_in", claim)


def _verdict_without_the_deadline(patch: pytest.MonkeyPatch) -> None:
    whole = indicators.judge

    def judged(*args: object, **parts: object) -> indicators.PutusanCapaian:
        found = whole(*args, **parts)  # type: ignore[arg-type]
        is_late = found is indicators.PutusanCapaian.BELUM_ADA_DATA
        return indicators.PutusanCapaian.TERTINGGAL if is_late else found

    patch.setattr(indicators, "judge", judged)


@pytest.mark.parametrize(
    "break_rule",
    [
        _counted_day_as_known,
        _denials_forgotten,
        _dissolved_not_counted,
        _possible_told_as_certain,
        _verdict_without_the_deadline,
    ],
)
def test_a_broken_rule_is_found(
    break_rule: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    break_rule(monkeypatch)
    assert any(faults_of(seed) for seed in range(30))
