"""What is counted of activities: each row is read once, and the sums over any group of rows are made of that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kkb.outcomes.in_force import as_kegiatan
from kkb.programme import ReportedRow, programme_key
from kkb.programme.measures import Difference, Incomparable, compare
from kkb.programme.small_counts import Few

FEW = 3
"""Figures of fewer activities than this are called small numbers."""


class ActivityCount(NamedTuple):
    """Sums over `kegiatan` activities; every other number of rows is out of these.

    `peserta` in persons, over the `peserta_tahu` rows that know it: `peserta_kosong` say nothing, of `peserta_samar` it
    is known only that they reached fewer than 5. `kebutuhan`: rows that name a
    need; `mitra`: with a partner; `sosial`, `budaya`, `lingkungan`: with that factor considered. Cost per person rests
    on the `berbiaya` rows that know both: `biaya_realisasi` (rupiah) / `biaya_peserta` (persons). `sebanding`: rows
    whose before and after compare; `berubah` of them differ, whichever way; of `samar` both are fewer than 5.
    """

    kegiatan: int = 0
    peserta: int = 0
    peserta_kosong: int = 0
    kebutuhan: int = 0
    mitra: int = 0
    sosial: int = 0
    budaya: int = 0
    lingkungan: int = 0
    berbiaya: int = 0
    biaya_realisasi: int = 0
    biaya_peserta: int = 0
    sebanding: int = 0
    berubah: int = 0
    peserta_samar: int = 0
    samar: int = 0

    @property
    def is_few(self) -> bool:
        """True if the figures rest on activities, and on fewer than `FEW`: they are to be called small."""
        return 0 < self.kegiatan < FEW

    @property
    def rupiah_per_orang(self) -> float | None:
        """Rupiah spent per person reached, over the rows that know both; None if there are none."""
        return self.biaya_realisasi / self.biaya_peserta if self.biaya_peserta else None

    @property
    def kebutuhan_pct(self) -> float | None:
        """Activities that name a need, 0–100; None without activities. Whether it was met nobody knows."""
        return self.kebutuhan / self.kegiatan * 100 if self.kegiatan else None

    @property
    def tak_sebanding(self) -> int:
        """Activities whose before and after cannot be compared."""
        return self.kegiatan - self.sebanding

    @property
    def tetap(self) -> int:
        """Activities whose before and after compare, and are the same."""
        return self.sebanding - self.berubah - self.samar

    @property
    def peserta_tahu(self) -> int:
        """Activities of which the number of persons is known."""
        return self.kegiatan - self.peserta_kosong - self.peserta_samar


class Feature(NamedTuple):
    """What is counted of a row, found once."""

    reported: ReportedRow
    key: str
    result: Difference | Incomparable
    counts: ActivityCount


def read_feature(reported: ReportedRow) -> Feature:
    """What is counted of one activity."""
    row = as_kegiatan(reported)
    result = compare(row.sebelum, row.sesudah)
    is_few, realisasi = isinstance(row.peserta, Few), row.realisasi
    peserta = None if isinstance(row.peserta, Few) else row.peserta
    is_changed = result.is_changed if isinstance(result, Difference) else False
    # Nobody reached: a cost per person of such a row would be a division by nothing.
    has_both = realisasi is not None and bool(peserta)
    return Feature(
        reported,
        programme_key(row.nama),
        result,
        ActivityCount(
            kegiatan=1,
            peserta=peserta or 0,
            peserta_kosong=row.peserta is None,
            kebutuhan=bool(row.kebutuhan),
            mitra=bool(row.mitra),
            sosial=bool(row.faktor_sosial),
            budaya=bool(row.faktor_budaya),
            lingkungan=bool(row.faktor_lingkungan),
            berbiaya=has_both,
            biaya_realisasi=(realisasi or 0) if has_both else 0,
            biaya_peserta=(peserta or 0) if has_both else 0,
            sebanding=isinstance(result, Difference),
            berubah=is_changed is True,
            peserta_samar=is_few,
            samar=is_changed is None,
        ),
    )


def count_features(features: Sequence[Feature]) -> ActivityCount:
    """The sums over activities."""
    return add_counts(one.counts for one in features)


def add_counts(counts: Iterable[ActivityCount]) -> ActivityCount:
    """The sums over groups of activities that share none."""
    return ActivityCount(*map(sum, zip(*counts, strict=True)))


def count_reasons(features: Iterable[Feature]) -> dict[Incomparable, int]:
    """Why before and after do not compare, with how many: in the order of `Incomparable`, none with 0."""
    found = Counter(one.result for one in features if isinstance(one.result, Incomparable))
    return {reason: found[reason] for reason in Incomparable if found[reason]}
