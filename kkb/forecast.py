"""What would be, if: the end of the rest at a pace that somebody assumes. Pure arithmetic, no promise."""

from __future__ import annotations

from datetime import date, timedelta

from kkb.indicators import DAYS_PER_MONTH


def finish_at_pace(sisa_desa: int, desa_per_bulan: float, day: date) -> date | None:
    """The day on which `sisa_desa` are formed at `desa_per_bulan` from `day` on.

    `day` itself if nothing is left; None for a pace of 0 or an end beyond the calendar.
    """
    if sisa_desa <= 0:
        return day
    if desa_per_bulan <= 0:
        return None
    try:
        return day + timedelta(days=round(sisa_desa / desa_per_bulan * DAYS_PER_MONTH))
    except OverflowError:
        return None
