"""Corrections made by hand, on a desa's page: a file that contradicts one asks, and never overrules it in silence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from itertools import takewhile

from kkb.checking.values.decrees import bare_number
from kkb.recap_columns import COMPARED_ATTRIBUTES
from kkb.schema import Observation, RecapRow, Tahap, Tanggal
from kkb.state import DesaHistory


def contradicted_correction(
    row: RecapRow, day: date, history: DesaHistory | None, corrections: Collection[int]
) -> Observation | None:
    """The newest correction of the desa that a row for `day` contradicts; None if there is none.

    A correction tells only what it changed, so several of one formation guard together. One that a later upload was
    already allowed to contradict guards no more. A lower rung against a corrected Terbentuk is a regression, and is
    asked as such.
    """
    if history is None or not corrections:
        return None
    seen = sorted(history.observations, key=lambda one: (one.tanggal_data, one.unggahan))
    for place in _in_force(seen, corrections):
        correction = seen[place]
        is_past = any(_contradicts(later.row, later.tanggal_data, correction) for later in seen[place + 1 :])
        if not is_past and _contradicts(row, day, correction):
            return correction
    return None


def _in_force(seen: Sequence[Observation], corrections: Collection[int]) -> list[int]:
    """Places of the corrections that hold, newest first: the last one, and those before it of the same formation."""
    places = [place for place in reversed(range(len(seen))) if seen[place].unggahan in corrections]
    formed = takewhile(lambda place: seen[place].row.status is Tahap.TERBENTUK, places)
    return list(formed) or places[:1]


def _contradicts(row: RecapRow, day: date, correction: Observation) -> bool:
    """True if storing the row would put the correction aside, other than by news of a later day."""
    known, since = correction.row, correction.tanggal_data
    if Tahap.KOMITMEN in (row.status, known.status):
        return False  # a promise moves no rung
    if known.status is Tahap.TERBENTUK:
        # A report for an earlier day does not outweigh the correction: nothing is put aside.
        return row.status is Tahap.TERBENTUK and day >= since and _facts_differ(row, day, correction)
    if row.status is Tahap.TERBENTUK:
        # What was formed after the day of the correction is news.
        return row.tanggal is None or row.tanggal.first <= since
    # The rungs below say how far a desa was on a day: another day may say otherwise.
    return row.status is not known.status and day == since


def _facts_differ(row: RecapRow, day: date, correction: Observation) -> bool:
    known = correction.row
    pairs = [(row.attributes.get(name), known.attributes.get(name)) for name in COMPARED_ATTRIBUTES]
    others_differ = any(None not in pair and pair[0] != pair[1] for pair in pairs)
    return (
        _dates_differ(row.tanggal, known.tanggal)
        or _dates_differ(row.tanggal_sk, known.tanggal_sk)
        or (row.no_sk is not None and known.no_sk is not None and row.no_sk != bare_number(known.no_sk))
        # A class may change; on the day of the correction it has not.
        or (others_differ and day == correction.tanggal_data)
    )


def _dates_differ(one: Tanggal | None, other: Tanggal | None) -> bool:
    return one is not None and other is not None and not (one.contains(other) or other.contains(one))
