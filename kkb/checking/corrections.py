"""Corrections made by hand, on a desa's page: a file that contradicts one asks, and never overrules it in silence."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from kkb.schema import Observation, RecapRow, Tahap
from kkb.state import DesaHistory


def contradicted_correction(
    row: RecapRow, day: date, history: DesaHistory | None, corrections: Collection[int]
) -> Observation | None:
    """The newest correction of the desa that a row for `day` contradicts; None if there is none.

    Nor is there one if a later upload was already allowed to contradict it. A lower rung against a corrected
    Terbentuk is a regression, and is asked as such.
    """
    if history is None or not corrections:
        return None
    seen = sorted(history.observations, key=lambda one: (one.tanggal_data, one.unggahan))
    place = max((i for i, one in enumerate(seen) if one.unggahan in corrections), default=None)
    if place is None:
        return None
    correction = seen[place]
    if any(_contradicts(later.row, later.tanggal_data, correction) for later in seen[place + 1 :]):
        return None
    return correction if _contradicts(row, day, correction) else None


def _contradicts(row: RecapRow, day: date, correction: Observation) -> bool:
    known, since = correction.row, correction.tanggal_data
    if known.status is Tahap.TERBENTUK:
        if row.status is not Tahap.TERBENTUK:
            return False
        dates_differ = (
            row.tanggal is not None
            and known.tanggal is not None
            and not (row.tanggal.contains(known.tanggal) or known.tanggal.contains(row.tanggal))
        )
        numbers_differ = None not in (row.no_sk, known.no_sk) and row.no_sk != known.no_sk
        return dates_differ or numbers_differ
    if row.status is Tahap.TERBENTUK:
        # What was formed after the day of the correction is news.
        return row.tanggal is None or row.tanggal.first <= since
    return row.status is not known.status and day <= since
