"""What may be said of when Pokja were formed: an independent model, slow and obvious, that shares no code with `kkb`.

It reads the stored rows and knows a formation as the set of all days on which it can have happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from kkb.schema import Observation

FIRST = date(2014, 1, 1)
DAY = timedelta(days=1)


@dataclass
class Life:
    """One Pokja: the days on which it may have been formed, from when it counts, and when it was dissolved."""

    kecamatan: str
    days: set[date]
    counts_from: date
    ended: date | None = None

    @property
    def ever_stood(self) -> bool:
        return self.ended is None or self.counts_from < self.ended

    def stands_on(self, day: date) -> bool:
        return self.counts_from <= day and (self.ended is None or day < self.ended)


def days_between(first: date, last: date) -> set[date]:
    return {first + DAY * n for n in range((last - first).days + 1)}


def days_of(iso: str) -> set[date]:
    """All days of "2018", "2018-05" or "2018-05-02"."""
    year = int(iso[:4])
    return {day for day in days_between(date(year, 1, 1), date(year, 12, 31)) if day.isoformat().startswith(iso)}


def lives_of(rows: Iterable[Observation]) -> list[Life]:
    """Every Pokja of every desa, those included that are known by their end alone and count on no day."""
    desa: dict[str, list[Observation]] = {}
    for row in rows:
        desa.setdefault(row.row.kode_desa, []).append(row)
    return [life for reports in desa.values() for life in _lives(reports)]


def _lives(reports: list[Observation]) -> list[Life]:
    reports = sorted(reports, key=lambda one: (one.tanggal_data, one.unggahan))
    found: list[Life] = []
    first_report: date | None = None
    stated: str | None = None
    denied: date | None = None
    ended: date | None = None

    is_inferred = False
    denials: list[date] = []

    def close(end: date | None) -> None:
        assert first_report is not None
        found.append(_life(reports[0].row.kecamatan, stated, first_report, denied, ended, end))

    for one in reports:
        iso = one.row.tanggal.iso() if one.row.tanggal else None
        if one.row.keputusan is not None and one.row.keputusan.value == "bubar":
            if first_report is not None:
                close(one.tanggal_data)
                is_inferred, ended = False, one.tanggal_data
            elif not found:
                # What was dissolved was formed before.
                last_no = max((day for day in denials if day < one.tanggal_data), default=None)
                found.append(_life(one.row.kecamatan, None, one.tanggal_data, last_no, None, one.tanggal_data))
                is_inferred, ended = True, one.tanggal_data
            first_report, stated = None, None
        elif one.row.keputusan is not None:
            # Never formed, says a correction.
            first_report, stated = None, None
        elif one.row.status.value == "Terbentuk":
            begins = first_report is None and (ended is None or (iso is not None and min(days_of(iso)) > ended))
            if begins:
                first_report, stated = one.tanggal_data, iso
                denied = max((day for day in denials if day < one.tanggal_data), default=None)
            elif first_report is not None:
                if iso is not None and not (stated is not None and stated.startswith(iso)):
                    stated = iso
            elif iso is not None and is_inferred:
                # Told of only after it had ended: its history.
                assert ended is not None
                found[-1] = _life(one.row.kecamatan, iso, min(one.tanggal_data, ended), None, None, ended)
                is_inferred = False
        if one.row.status.value in ("Belum", "Sosialisasi", "Merintis"):
            denials.append(one.tanggal_data)
    if first_report is not None:
        close(None)
    return found


def _life(
    kecamatan: str, stated: str | None, report: date, denied: date | None, before: date | None, ended: date | None
) -> Life:
    earliest = max([FIRST, *(day + DAY for day in (denied, before) if day is not None)])
    known = days_between(earliest, report) or {report}
    counts_from = report
    if stated is not None:
        told = days_of(stated)
        counts_from = max(min(told), min(max(told), report))
        # What is stated of a day before the last dissolution speaks of the Pokja that was dissolved.
        if before is None or max(told) > before:
            known = (days_between(earliest, report) & told) or told
    if before is not None:
        counts_from = max(counts_from, before + DAY)
    return Life(kecamatan, known, counts_from, ended)


def formed_between(lives: Sequence[Life], begin: date, end: date) -> tuple[int, int]:
    """How many were formed after `begin` and not after `end`: certainly, possibly."""
    inside = [[begin < day <= end for day in life.days] for life in lives]
    return sum(all(one) for one in inside), sum(any(one) for one in inside)


def ended_between(lives: Sequence[Life], begin: date, end: date) -> int:
    return sum(life.ended is not None and begin < life.ended <= end for life in lives)


def standing_on(lives: Sequence[Life], day: date) -> int:
    return sum(life.stands_on(day) for life in lives)


def quiet_times(lives: Sequence[Life], day: date) -> list[tuple[date, date]]:
    """From one day on which a Pokja may have been formed to the next one (or the day), 24 months or more apart."""
    marked = sorted({one for life in lives for one in life.days if one <= day} | {day})
    first = min((one for life in lives for one in life.days), default=None)
    if first is None or first > day:
        return []
    return [(a, b) for a, b in pairwise(marked) if _months_later(a, 24) <= b and a >= first]


def months_earlier(day: date, months: int) -> date:
    """The same day of an earlier month, or its last one."""
    return _months_later(day, -months)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError(day)


def verdict(
    lives: Sequence[Life],
    *,
    formed: int,
    target: int | None,
    left: int | None,
    day: date,
    deadline: date,
    signed: date,
    seen_on: date,
    is_reported: bool = True,
) -> str:
    """The verdict by the published order."""
    if target is None or left is None:
        return "belum ada rencana"
    if not is_reported:
        return "belum dapat dinilai"
    if left == 0:
        return "tercapai"
    if day >= deadline:
        return "tidak tercapai"
    if seen_on > deadline:
        return "belum ada data sesudah tenggat"
    if day <= signed:
        return "belum dapat dinilai"
    standing = [life for life in lives if life.ended is None or life.ended > signed]
    least = sum(max(life.days) <= signed for life in standing)
    most = sum(min(life.days) <= signed for life in standing)
    passed = (day - signed).days / (deadline - signed).days
    answers = {formed >= start + (target - start) * passed for start in (min(least, formed), most)}
    if len(answers) == 2:
        return "belum dapat dinilai"
    return "sesuai jalur" if answers == {True} else "tertinggal"
