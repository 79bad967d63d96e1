"""Random histories of a small region, by seed: recaps with days, years or no dates, late reports, dissolutions."""

from __future__ import annotations

from datetime import date
from random import Random

from kkb.schema import Keputusan, Observation, Tahap
from tests.support.figure_builders import REGION, seen

REPORT_DAYS = (date(2018, 1, 1), date(2020, 12, 31), date(2023, 5, 10), date(2024, 6, 30), date(2025, 3, 31))
"""Reports cluster on few days, as recaps do; only then do formations and dissolutions meet on one."""
_RUNGS = (Tahap.TERBENTUK, Tahap.TERBENTUK, Tahap.TERBENTUK, Tahap.MERINTIS, Tahap.SOSIALISASI, Tahap.BELUM)


def random_history(seed: int) -> list[Observation]:
    """Up to 24 rows that the checks let pass; no date of formation after the day of its recap."""
    chance = Random(seed)
    rows = []
    # 4: years only; 7: months; 10: days; 0: no date at all.
    precisions = chance.choice([(0,), (4,), (10,), (0, 4, 7, 10), (0, 0, 10)])
    for number in range(1, chance.randint(0, 24) + 1):
        desa, day, rung = chance.choice(REGION.desa).desa, chance.choice(REPORT_DAYS), chance.choice(_RUNGS)
        if rung is Tahap.BELUM and chance.random() < 0.3:
            decision = chance.choice([Keputusan.BUBAR, Keputusan.KOREKSI])
            rows.append(seen(desa, rung, day=day, unggahan=number, keputusan=decision, alasan="rapat"))
            continue
        formed = date.fromordinal(chance.randint(date(2014, 1, 1).toordinal(), day.toordinal()))
        letters = chance.choice(precisions) if rung is Tahap.TERBENTUK else 0
        rows.append(seen(desa, rung, formed.isoformat()[:letters] or None, day=day, unggahan=number))
    return rows
