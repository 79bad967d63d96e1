"""The register of indicators: what each is, in which unit, between which bounds. A new one is data, not code.

It begins with those that come with the program (`kkb/data/indikator.csv`). Offices add others, and say old ones anew,
in the store; of several rows with one code the newest holds.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path

from kkb.config import PACKAGE_DATA_DIR
from kkb.programme.measures import read_measure


class Arah(StrEnum):
    """Which way is better."""

    NAIK = "naik"
    TURUN = "turun"
    TARGET = "target"
    """Neither: how near it is to its target."""
    TIDAK_DINILAI = ""
    """A number that is neither good nor bad, as a denominator is."""


class Tingkat(StrEnum):
    """The levels of places, the smallest first."""

    DESA = "desa"
    KECAMATAN = "kecamatan"
    KABUPATEN = "kabupaten"


PERCENT = "%"

LONGEST_NAME, LONGEST_TEXT, LONGEST_UNIT = 120, 1000, 40
"""Letters of a name, of a definition, source or note, and of a unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indikator:
    """One indicator. `kode` stays, whatever is said anew of it.

    `tingkat` is the smallest level at which it has a meaning: a survey has none of a desa. `minimum` and `maksimum` are
    bounds that no right value exceeds, None for none. `sebutan` are other names of it in sheets, `target` pairs of a
    year and the value aimed at, by year. `catatan` says what a reader must know, and what of it is not verified.
    """

    kode: str
    nama: str
    definisi: str
    satuan: str
    arah: Arah
    tingkat: Tingkat
    minimum: Decimal | None = None
    maksimum: Decimal | None = None
    sumber: str
    catatan: str = ""
    sebutan: tuple[str, ...] = ()
    target: tuple[tuple[int, Decimal], ...] = ()

    @property
    def is_rate(self) -> bool:
        """True for a share in percent, which counts may prove."""
        return self.satuan == PERCENT

    def fits(self, tingkat: Tingkat) -> bool:
        """True if it has a meaning at a level."""
        order = list(Tingkat)
        return order.index(tingkat) >= order.index(self.tingkat)


@dataclass(frozen=True)
class Register:
    """The indicators that hold, in the order of their names as they came."""

    indikator: tuple[Indikator, ...] = field(default=())

    def with_editions(self, editions: Iterable[Indikator]) -> Register:
        """The register after what was added and said anew, oldest first."""
        held = {one.kode: one for one in self.indikator}
        held.update((one.kode, one) for one in editions)
        return Register(tuple(held.values()))

    def get(self, kode: str) -> Indikator | None:
        """The indicator of a code."""
        return self._by_kode.get(kode)

    def find(self, name: str) -> Indikator | None:
        """The indicator that a sheet calls so: by its name, one of its other names, or its code."""
        return self._by_name.get(indicator_key(name))

    @cached_property
    def names(self) -> dict[str, Indikator]:
        """Every name by which one is known, as written → the indicator."""
        return {name: one for one in self.indikator for name in (one.nama, *one.sebutan)}

    @cached_property
    def _by_kode(self) -> dict[str, Indikator]:
        return {one.kode: one for one in self.indikator}

    @cached_property
    def _by_name(self) -> dict[str, Indikator]:
        by_name = {indicator_key(one.kode): one for one in self.indikator}
        return by_name | {indicator_key(name): one for name, one in self.names.items()}

    def fault_of(self, new: Indikator) -> str:
        """Why an indicator cannot be written as it is, as a sentence; "" if it can.

        The unit of one that exists stays: values in another unit are another indicator.
        """
        before = self.get(new.kode)
        taken = [name for name in (new.nama, *new.sebutan) if (one := self.find(name)) and one.kode != new.kode]
        if not (new.kode and new.nama.strip() and new.definisi.strip() and new.satuan.strip() and new.sumber.strip()):
            return "Isi nama, definisi, satuan dan sumbernya."
        if before is not None and before.satuan != new.satuan:
            return f'Satuan "{before.nama}" tetap {before.satuan}. Nilai dengan satuan lain adalah indikator lain.'
        if taken:
            other = self.find(taken[0])
            return f'"{taken[0]}" sudah berarti {other.nama if other else ""}. Pakai nama lain.'
        if new.minimum is not None and new.maksimum is not None and new.minimum >= new.maksimum:
            return "Batas bawah harus lebih kecil daripada batas atas."
        if outside := [year for year, value in new.target if not within(value, new)]:
            return f"Target {outside[0]} di luar batas nilainya."
        return f'"{new.nama}" sudah tercatat persis begitu.' if before == new else ""


def within(value: Decimal, indikator: Indikator) -> bool:
    """True if a value lies within the bounds of an indicator."""
    low, high = indikator.minimum, indikator.maksimum
    return (low is None or value >= low) and (high is None or value <= high)


@lru_cache(maxsize=4096)
def indicator_key(name: str) -> str:
    """A name as it is compared: small letters and figures, nothing else: "D / S Posyandu" is "dsposyandu"."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def code_for(name: str, register: Register) -> str:
    """A free code for a new indicator: "Cakupan PMT (%)" → "cakupan_pmt"."""
    base = "_".join(re.findall(r"[a-z0-9]+", name.casefold()))[:50] or "indikator"
    number = 1
    while register.get(code := base if number == 1 else f"{base}_{number}") is not None:
        number += 1
    return code


def read_targets(text: str) -> tuple[tuple[int, Decimal], ...] | None:
    """Targets by year as they are typed: "2024: 14; 2025: 12,5"; None for anything else.

    >>> read_targets("2025: 12,5; 2024: 14")
    ((2024, Decimal('14')), (2025, Decimal('12.5')))
    """
    targets: dict[int, Decimal] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        found = re.fullmatch(r"(20\d\d)\s*[:=]\s*(.+)", part)
        measure = read_measure(found[2]) if found else None
        if found is None or measure is None or measure.number is None or int(found[1]) in targets:
            return None
        targets[int(found[1])] = measure.number
    return tuple(sorted(targets.items()))


def read_register(path: Path) -> Register:
    """A register from a CSV with the fields of `Indikator` as columns; other names are parted by semicolons."""
    with path.open(encoding="utf-8", newline="") as file:
        return Register(
            tuple(
                Indikator(
                    kode=row["kode"],
                    nama=row["nama"],
                    definisi=row["definisi"],
                    satuan=row["satuan"],
                    arah=Arah(row["arah"]),
                    tingkat=Tingkat(row["tingkat"]),
                    minimum=Decimal(row["minimum"]) if row["minimum"] else None,
                    maksimum=Decimal(row["maksimum"]) if row["maksimum"] else None,
                    sumber=row["sumber"],
                    catatan=row["catatan"],
                    sebutan=tuple(filter(None, row["sebutan"].split(";"))),
                    target=read_targets(row["target"]) or (),
                )
                for row in csv.DictReader(file)
            )
        )


@lru_cache(maxsize=1)
def shipped() -> Register:
    """The indicators that come with the program."""
    return read_register(PACKAGE_DATA_DIR / "indikator.csv")
