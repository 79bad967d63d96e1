"""What is true when: the pure rule from stored observations to the state of a desa on a day.

Two kinds of knowledge. A formation is a fact with a date: the newest knowledge of it wins, on whatever day one
looks. The rungs below are observations: on day D the newest upload that speaks for a day ≤ D counts. Newest means
the latest tanggal_data, then the highest upload number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from kkb.recap_columns import ATTRIBUTES
from kkb.schema import FIRST_YEAR, Keputusan, Observation, Tahap, Tanggal, TanggalDasar
from kkb.spans import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Formation:
    """One life of a Pokja: it counts on every day in [`mulai`, `selesai`).

    `tanggal` is the date as known (None: unknown), `unggahan` the newest upload that reports it and
    `dilaporkan_per` the tanggal_data of that upload, `earliest` the earliest tanggal_data of an upload that
    reports it; `after` the day on which the one before was dissolved, `denied` the last day before `earliest` for which
    an upload said that there was none.

    `bubar` is the day of its end as known (None: unknown, then it ends on the day of the first upload that says so,
    `selesai`), `diakhiri` the number of the upload that tells it. One that is `implied` no upload ever called formed:
    that it was is known by its end. Where its `tanggal` is not told beside it, it counts on no day, and may have been
    formed on any before.
    """

    tanggal: Tanggal | None
    tanggal_dasar: TanggalDasar | None
    earliest: date
    unggahan: int
    dilaporkan_per: date
    no_sk: str | None = None
    tanggal_sk: Tanggal | None = None
    after: date | None = None
    denied: date | None = None
    selesai: date | None = None
    bubar: Tanggal | None = None
    diakhiri: int | None = None
    implied: bool = False

    @property
    def mulai(self) -> date:
        """The day from which it counts.

        A span counts from the earlier of its last day and the earliest report, but never before its first day; an
        unknown date counts from the earliest report. A second formation counts after the end of the first. One that
        ended before such a day counts on none: it begins on the day of its end.
        """
        start = self.earliest if self.tanggal is None else self.tanggal.by(self.earliest)
        if self.after is not None:
            start = max(start, self.after + timedelta(days=1))
        return start if self.selesai is None else min(start, max(self.selesai, self.span.first))

    @property
    def span(self) -> Span:
        """When it was formed, as far as it is known: the date as stated, or any day, cut by what is known besides.

        Not before 2014 nor on a day on which a report still said that there was none, and not after its first report
        or its end. A launch says nothing of the day of formation. A stated date that reports contradict stands as it
        is.
        """
        last_without = max((day for day in (self.denied, self.after) if day is not None), default=date.min)
        first = max(date(FIRST_YEAR, 1, 1), last_without + timedelta(days=1))
        last = self.earliest if self.selesai is None else min(self.earliest, self.selesai)
        if (stated := self._stated) is None:
            return Span(min(first, last), last)
        cut = Span(max(first, stated.first), min(last, stated.last))
        return cut if cut.first <= cut.last else stated

    @property
    def contradicted_per(self) -> date | None:
        """The tanggal_data of a report that contradicts the stated date; None without one.

        A date is contradicted if an upload said after all of it that there was no Pokja, or before all of it that there
        was one.
        """
        if (stated := self._stated) is None:
            return None
        if self.denied is not None and stated.last <= self.denied:
            return self.denied
        return self.earliest if self.earliest < stated.first else None

    @property
    def _stated(self) -> Span | None:
        """The date of formation as stated; one from before the end of an earlier Pokja speaks of that one."""
        if self.tanggal is None or self.tanggal_dasar is TanggalDasar.PENCANANGAN:
            return None
        is_of_earlier = self.after is not None and self.tanggal.last <= self.after
        return None if is_of_earlier else Span(self.tanggal.first, self.tanggal.last)

    def covers(self, day: date) -> bool:
        """True if the Pokja existed on `day`."""
        return self.mulai <= day and (self.selesai is None or day < self.selesai)


@dataclass(frozen=True, slots=True)
class DesaHistory:
    """All that is known of one desa: its formations in order and its observations, oldest first."""

    kode_desa: str
    formations: tuple[Formation, ...]
    observations: tuple[Observation, ...]

    def formation_on(self, day: date) -> Formation | None:
        """The Pokja that existed on `day`."""
        return next((f for f in self.formations if f.covers(day)), None)

    def dissolved_on(self, day: date) -> Formation | None:
        """The last Pokja that was dissolved on or before `day`, if none exists then."""
        if self.formation_on(day) is not None:
            return None
        over = ((one.selesai, one) for one in self.formations if one.selesai is not None and one.selesai <= day)
        return max(over, key=lambda pair: pair[0], default=(day, None))[1]

    def ended_before(self, day: date) -> date | None:
        """The day of the last dissolution on or before `day`, if no Pokja exists then."""
        dissolved = self.dissolved_on(day)
        return dissolved.selesai if dissolved is not None else None

    def corrected(self) -> list[tuple[Observation, int]]:
        """Observations of a lower rung that a known formation outranks, each with the upload that corrects it."""
        outranked = []
        for seen in self.observations:
            formation = self.formation_on(seen.tanggal_data)
            if formation is not None and seen.row.status not in (Tahap.TERBENTUK, Tahap.KOMITMEN):
                outranked.append((seen, formation.unggahan))
        return outranked


@dataclass(frozen=True, slots=True)
class DesaState:
    """The state of one desa on a day. `tahap` is a rung; a desa that nobody reported has no state at all.

    `dissolved` is the last Pokja that ended, if none exists on the day.

    `unggahan` and `dilaporkan_per` are the number and the tanggal_data of the one upload that `tahap` comes from:
    the newest on or before the day that reports it, or, where only later uploads tell of the formation, the newest
    of those. `attributes` are the newest texts of the plain columns, by name.
    """

    kode_desa: str
    tahap: Tahap
    formation: Formation | None
    tanggal_pencanangan: Tanggal | None
    attributes: Mapping[str, str]
    komitmen: bool
    unggahan: int
    dilaporkan_per: date
    dissolved: Formation | None = None

    @property
    def is_ended(self) -> bool:
        """True if its Pokja was dissolved and nothing is begun anew."""
        return self.dissolved is not None and self.tahap is Tahap.BELUM

    @property
    def pokja(self) -> Formation | None:
        """The Pokja that stands, or the one that ended where nothing is begun anew."""
        return self.formation or (self.dissolved if self.is_ended else None)

    @property
    def told(self) -> dict[str, Tahap | Tanggal | str | None]:
        """What is known of the desa, by the columns of a recap; of an ended Pokja when it stood."""
        pokja = self.pokja
        return {
            "status": self.tahap,
            "tanggal": pokja.tanggal if pokja else None,
            "no_sk": pokja.no_sk if pokja else None,
            "tanggal_sk": pokja.tanggal_sk if pokja else None,
            "tanggal_pencanangan": self.tanggal_pencanangan,
            "tanggal_bubar": pokja.bubar if pokja else None,
            **self.attributes,
        }


def fold(observations: Iterable[Observation]) -> dict[str, DesaHistory]:
    """Order the observations of each desa and derive its formations. The order of the input is irrelevant."""
    by_desa: dict[str, list[Observation]] = defaultdict(list)
    for seen in observations:
        by_desa[seen.row.kode_desa].append(seen)
    return {kode_desa: _fold_desa(kode_desa, reports) for kode_desa, reports in by_desa.items()}


def _fold_desa(kode_desa: str, reports: Sequence[Observation]) -> DesaHistory:
    entries = sorted(reports, key=lambda seen: (seen.tanggal_data, seen.unggahan))
    return DesaHistory(kode_desa, tuple(_derive_formations(entries)), tuple(entries))


def state_on(histories: Mapping[str, DesaHistory], day: date) -> dict[str, DesaState]:
    """The state of every desa that is known of on `day`, by kode_desa."""
    states = {}
    for kode_desa, history in histories.items():
        state = state_of(history, day)
        if state is not None:
            states[kode_desa] = state
    return states


def merge_tanggal(
    stored: Tanggal | None,
    stored_dasar: TanggalDasar | None,
    new: Tanggal | None,
    new_dasar: TanggalDasar | None,
) -> tuple[Tanggal | None, TanggalDasar | None]:
    """The date of formation after a newer report.

    A blank keeps the stored date; so does a coarser date that contains it. A launch (pencanangan) never replaces a
    date of formation, and a date of formation always replaces a launch.
    """
    if new is None:
        return stored, stored_dasar
    if stored is None:
        return new, new_dasar
    if new_dasar is not stored_dasar:
        keeps = new_dasar is TanggalDasar.PENCANANGAN
        return (stored, stored_dasar) if keeps else (new, new_dasar)
    return (stored, stored_dasar) if new.contains(stored) else (new, new_dasar)


def _derive_formations(observations: Sequence[Observation]) -> list[Formation]:
    past: list[Formation] = []
    current: Formation | None = None
    ended: date | None = None
    denials: list[date] = []
    for seen in observations:
        row = seen.row
        if row.keputusan is Keputusan.KOREKSI:
            current = None
        elif (end := seen.ended) is not None:
            if current is not None:
                past.append(_end(current, seen, end))
            elif ended is None or (row.tanggal is not None and row.tanggal.first > ended):
                # What ended was formed before, whoever knew of it.
                past.append(_end(_imply(seen, end, ended, denials), seen, end))
            else:
                # Told once more: the newest knowledge of its days holds; a blank and a coarser one keep what is known.
                stored, told = past[-1].bubar, row.tanggal_bubar
                keeps = told is None or (stored is not None and told.contains(stored))
                past[-1] = _end(past[-1], seen, None if keeps else end)
            ended = max(one.selesai for one in past if one.selesai is not None)
            current = None
        elif row.status is not Tahap.TERBENTUK:
            pass
        elif current is not None:
            current = _renew(current, seen)
        elif ended is None or (row.tanggal is not None and row.tanggal.first > ended):
            # Of two uploads for one day the later one is right.
            before = [day for day in denials if day < seen.tanggal_data]
            current = _begin(seen, ended, before[-1] if before else None)
        elif row.tanggal is not None and past[-1].implied:
            # Only a later date forms it again. An earlier one that is told after the dissolution is its history.
            over = past.pop()
            known = replace(_begin(seen, None, None), selesai=ended, bubar=over.bubar, diakhiri=over.diakhiri)
            past.append(known)
        if _gives_lower_rung(seen):
            denials.append(seen.tanggal_data)
    return [*past, current] if current else past


def _begin(seen: Observation, ended: date | None, denied: date | None) -> Formation:
    row = seen.row
    return Formation(
        tanggal=row.tanggal,
        tanggal_dasar=row.tanggal_dasar if row.tanggal else None,
        earliest=seen.tanggal_data,
        unggahan=seen.unggahan,
        dilaporkan_per=seen.tanggal_data,
        no_sk=row.no_sk,
        tanggal_sk=row.tanggal_sk,
        after=ended,
        denied=denied,
    )


def _imply(seen: Observation, end: date, ended: date | None, denials: Sequence[date]) -> Formation:
    """The Pokja that no report called formed, dissolved on `end`; the one before it, if there was one, on `ended`."""
    before = [day for day in denials if day < end]
    return Formation(
        tanggal=None,
        tanggal_dasar=None,
        earliest=end,
        unggahan=seen.unggahan,
        dilaporkan_per=seen.tanggal_data,
        after=ended,
        denied=before[-1] if before else None,
        implied=True,
    )


def _end(current: Formation, seen: Observation, end: date | None) -> Formation:
    """The Pokja as a report of its end tells of it; `end` is None where that leaves the known one as it is."""
    row = seen.row
    tanggal, dasar = merge_tanggal(current.tanggal, current.tanggal_dasar, row.tanggal, row.tanggal_dasar)
    current = replace(current, tanggal=tanggal, tanggal_dasar=dasar)
    if current.implied and row.tanggal is not None:
        # No report called it formed: the one that tells when it was is its source.
        current = replace(current, unggahan=seen.unggahan, dilaporkan_per=seen.tanggal_data)
    if end is None:
        return current
    return replace(
        current,
        selesai=end,
        bubar=row.tanggal_bubar,
        diakhiri=seen.unggahan,
        earliest=end if current.implied else current.earliest,
        no_sk=row.no_sk or current.no_sk,
        tanggal_sk=_newest_date((current.tanggal_sk, row.tanggal_sk)),
    )


def _renew(current: Formation, seen: Observation) -> Formation:
    row = seen.row
    tanggal, dasar = merge_tanggal(current.tanggal, current.tanggal_dasar, row.tanggal, row.tanggal_dasar)
    return replace(
        current,
        tanggal=tanggal,
        tanggal_dasar=dasar,
        unggahan=seen.unggahan,
        dilaporkan_per=seen.tanggal_data,
        no_sk=row.no_sk or current.no_sk,
        tanggal_sk=_newest_date((current.tanggal_sk, row.tanggal_sk)),
    )


def state_of(history: DesaHistory, day: date) -> DesaState | None:
    """The state of one desa on `day`; None if nothing is known of it then."""
    formation = history.formation_on(day)
    known = [seen for seen in history.observations if seen.tanggal_data <= day]
    if not known and formation is None:
        return None
    rungs = [s.row.status for s in known if _gives_lower_rung(s)]
    # A desa reported only as Terbentuk, by knowledge that was corrected since, is known and not formed.
    below = rungs[-1] if rungs else Tahap.BELUM
    unggahan, dilaporkan_per = _source_of(formation, known)
    launches = (s.row.tanggal_pencanangan for s in history.observations)
    return DesaState(
        kode_desa=history.kode_desa,
        tahap=Tahap.TERBENTUK if formation is not None else below,
        formation=formation,
        tanggal_pencanangan=_newest_date(launch for launch in launches if launch is not None and launch.first <= day),
        attributes=_attributes_of(formation, known),
        komitmen=any(s.row.status is Tahap.KOMITMEN for s in known),
        unggahan=unggahan,
        dilaporkan_per=dilaporkan_per,
        dissolved=history.dissolved_on(day),
    )


def _gives_lower_rung(seen: Observation) -> bool:
    return seen.row.status not in (Tahap.TERBENTUK, Tahap.KOMITMEN)


def _source_of(formation: Formation | None, known: Sequence[Observation]) -> tuple[int, date]:
    """Number and tanggal_data of the upload that the rung comes from; without a formation `known` is not empty."""
    if formation is None:
        source = ([s for s in known if _gives_lower_rung(s)] or known)[-1]
        return source.unggahan, source.tanggal_data
    # Older reports told of a Pokja that ended or was denied: they are not the source of this one.
    reports = [s for s in known if s.row.status is Tahap.TERBENTUK and s.tanggal_data >= formation.earliest]
    if reports:
        return reports[-1].unggahan, reports[-1].tanggal_data
    return formation.unggahan, formation.dilaporkan_per


def _attributes_of(formation: Formation | None, known: Sequence[Observation]) -> dict[str, str]:
    """The newest text of each attribute; what is told of a Pokja that ended says nothing of the one after it."""
    told: dict[str, str] = {}
    for column in ATTRIBUTES:
        reports = known
        if column.of_pokja:
            after = formation.after if formation is not None else date.max
            reports = [seen for seen in known if after is None or seen.tanggal_data > after]
        newest = _newest(seen.row.attributes.get(column.name) for seen in reports)
        if newest is not None:
            told[column.name] = newest
    return told


def _newest_date(dates: Iterable[Tanggal | None]) -> Tanggal | None:
    """The last date told: a blank cell keeps what is stored, and so does a coarser date that contains it."""
    newest: Tanggal | None = None
    for told in dates:
        if told is not None and (newest is None or not told.contains(newest)):
            newest = told
    return newest


def _newest(values: Iterable[T | None]) -> T | None:
    """The last value that is not missing: a blank cell keeps what is stored."""
    newest = None
    for value in values:
        if value is not None:
            newest = value
    return newest


def last_reports(histories: Mapping[str, DesaHistory], day: date) -> dict[str, date]:
    """The day of the last report of each desa that has one by `day`.

    Counted from the reports themselves: that a Pokja stood on an early day may be known from a much later report.
    """
    last = {}
    for kode, history in histories.items():
        days = [seen.tanggal_data for seen in history.observations if seen.tanggal_data <= day]
        if days:
            last[kode] = max(days)
    return last
