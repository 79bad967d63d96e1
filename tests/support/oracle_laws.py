"""What the program says of a random history, and where the independent model does not allow it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from kkb.figures.facts import line_facts, year_counts
from kkb.indicators import Frequency, kumulatif, past_paces
from kkb.narrative import busiest_title, line_title
from kkb.narrative.statement import Statement
from kkb.narrative.trend import formation_title, way_title
from kkb.overview import Overview, make_overview
from kkb.schema import JenisTonggak, Keputusan, Observation, Tahap, Tonggak
from kkb.store import Snapshot
from tests.support import oracle
from tests.support.figure_builders import DAMAR, MANGGAR, REGION, TARGET_DAY, plan_of, seen

SIGNED = date(2023, 5, 10)
SIGNING = Tonggak(JenisTonggak.KOMITMEN, SIGNED, None, "Komitmen Bersama", "siaran pers")
_MONTHS: dict[Frequency, int] = {"year": 12, "quarter": 3, "month": 1}
FREQUENCIES: tuple[Frequency, ...] = ("year", "quarter", "month")
ONE = timedelta(days=1)


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


def faults_of(seed: int) -> list[str]:
    """What is said wrongly of the history of a seed, on its newest day and on a chosen one; [] if nothing is."""
    rows = random_history(seed)
    chance = Random(seed)
    newest = max((row.tanggal_data for row in rows), default=None)
    chosen = chance.choice(REPORT_DAYS)
    targets = chance.choice([{MANGGAR: 3, DAMAR: 2}, {MANGGAR: 2, DAMAR: 1}, {}])
    today = (newest or REPORT_DAYS[0]) + timedelta(days=chance.choice([0, 20, 900]))
    return [
        fault
        for day in dict.fromkeys((newest, chosen))
        for kecamatan in ((), ("Manggar",))
        for fault in _faults(rows, targets, kecamatan, day, max(today, day or today))
    ]


def _faults(
    rows: Sequence[Observation], targets: dict[str, int], kecamatan: tuple[str, ...], day: date | None, today: date
) -> Iterator[str]:
    known = tuple(sorted(rows, key=lambda row: row.tanggal_data))
    plans = (plan_of(targets),) if targets else ()
    snapshot = Snapshot(1, known, (), plans, (SIGNING,), {})
    overview = make_overview(snapshot, REGION, "Region", kecamatan=kecamatan, day=day, today=today)
    lives = [life for life in oracle.lives_of(rows) if not kecamatan or life.kecamatan in kecamatan]
    found = [*_figures(overview, lives), *_periods(overview, lives), *_verdict(overview, lives, rows)]
    for statement in _statements(overview):
        for claim in statement.claims:
            certain, possible = oracle.formed_between(lives, claim.begin, claim.end)
            if certain < claim.at_least or (claim.at_most is not None and possible > claim.at_most):
                found.append(f"{statement!r} claims {claim}, of {certain} to {possible}")
    yield from (f"{overview.day} {kecamatan}: {fault}" for fault in found)


def _figures(overview: Overview, lives: Sequence[oracle.Life]) -> Iterator[str]:
    day, r = overview.day, overview.ringkasan
    if r.terbentuk_desa != oracle.standing_on(lives, day):
        yield f"{r.terbentuk_desa} formed, of {oracle.standing_on(lives, day)}"
    spans = [(span.begin, span.end) for span in overview.spans]
    if spans != oracle.quiet_times(lives, day):
        yield f"standstills {spans}, of {oracle.quiet_times(lives, day)}"
    for pace in past_paces(overview.formations, 3, day):
        begin = oracle.months_earlier(day, pace.months)
        counted = (*oracle.formed_between(lives, begin, day), oracle.ended_between(lives, begin, day))
        said = (pace.gain.formed.certain, pace.gain.formed.possible, pace.gain.ended)
        if said != counted:
            yield f"{pace.months} months: {said}, of {counted}"


def _periods(overview: Overview, lives: Sequence[oracle.Life]) -> Iterator[str]:
    day = overview.day
    counted = [life for life in lives if life.counts_from <= day]
    standing = oracle.standing_on(lives, day)
    dissolved = sum(one.ended is not None and one.ended <= day for one in counted)
    for frequency in FREQUENCIES:
        frame = kumulatif(overview.formations, day=day, frequency=frequency)
        total = int(frame["baru_desa"].sum() + frame["tanpa_tanggal_desa"].sum())
        if total != standing + dissolved:
            yield f"{frequency}: bars and undated {total}, of {standing} standing and {dissolved} dissolved"
        for moment, count in zip(frame["periode"], frame["baru_desa"], strict=True):
            after = oracle.months_earlier(moment.date(), -_MONTHS[frequency])
            certain = oracle.formed_between(counted, moment.date() - ONE, after - ONE)[0]
            if count != certain:
                yield f"{frequency} {moment:%Y-%m}: {count} new, of {certain}"
    if (years := year_counts(overview)) and years[-1].kumulatif_desa != standing:
        yield f"the line ends at {years[-1].kumulatif_desa}, of {standing}"
    undated = sum(len(one.names) for one in line_facts(overview).undated)
    # What counts on no day is no step of the line.
    spans = sum(len(life.days) > 1 for life in counted if life.ever_stood)
    if undated != spans:
        yield f"{undated} undated in the line, of {spans}"


def _verdict(overview: Overview, lives: Sequence[oracle.Life], rows: Sequence[Observation]) -> Iterator[str]:
    r, newest = overview.ringkasan, overview.newest_day
    reported = {row.row.kode_desa for row in rows if row.tanggal_data <= overview.day}
    expected = oracle.verdict(
        lives,
        formed=r.terbentuk_desa,
        target=r.target_desa,
        left=r.sisa_desa,
        day=overview.day,
        deadline=TARGET_DAY,
        signed=SIGNED,
        seen_on=overview.day if newest is not None and overview.day < newest else overview.today,
        is_reported=r.terbentuk_desa > 0 or any(code in reported for code in overview.desa["kode_desa"]),
    )
    if r.putusan.value != expected:
        yield f"verdict {r.putusan.value}, of {expected}"


def _statements(overview: Overview) -> Iterator[Statement]:
    r, spans = overview.ringkasan, overview.spans
    yield line_title(r, spans)
    yield way_title(r, spans)
    yield formation_title(overview.formations, r, spans)
    for frequency in FREQUENCIES:
        yield busiest_title(kumulatif(overview.formations, day=overview.day, frequency=frequency), frequency)
