"""Words that make a date rough: "akhir 2017", "Triwulan II 2018", "sekitar Mei 2018". Its year or month holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kkb.calendar_words import PART_OF_YEAR, months_of_part
from kkb.schema import Presisi, Tanggal

_LATE, _MIDDLE = "akhir|penghujung", "pertengahan|tengah"
_ORDINAL = r"(?:ke-?\s*(?:[1-5]|iv|i{1,3}|v|dua|tiga|empat|lima)|pertama|kedua|ketiga|keempat|terakhir)"
_END = rf"awal|(?P<late>{_LATE})|(?P<middle>{_MIDDLE})"
_ABOUT = (
    rf"(?:sekitar|kira-?\s?kira|kurang lebih|kl\.?|±|\+/-|~|{_END}|minggu\s+{_ORDINAL})(?![^\W\d_])"
)
_BEFORE = re.compile(rf"(?:(?:pada|di)\s+)?(?:{_ABOUT}|{PART_OF_YEAR})[\s,./-]*(?P<rest>\S.*)")
_PART_BEHIND = re.compile(rf"(?P<rest>\d{{4}})[\s,(/-]+{PART_OF_YEAR}\)?")
_END_BEHIND = re.compile(rf"(?P<rest>(?:[^\W\d_]+\.?\s*)?\d{{4}})[\s,(/-]+(?:{_END})\)?")
_MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Rough:
    """The date that stands behind the words (`rest`), and what they say of it.

    `part`: the first month of the part of the year, from 1. `late`, `middle`: the end or the middle of it.
    """

    rest: str
    part: int | None = None
    late: bool = False
    middle: bool = False

    def earliest(self, tanggal: Tanggal) -> date | None:
        """The first day that the words leave of the year or month; None where they leave all of it."""
        first = tanggal.first
        if tanggal.presisi is Presisi.MONTH:
            return first.replace(day=21) if self.late else first.replace(day=11) if self.middle else None
        month = self.part or (10 if self.late else 5 if self.middle else None)
        return first.replace(month=month) if month is not None else None


def part_rough(words: str) -> Rough | None:
    """What is rough about a date in small letters; None if nothing is, or too much."""
    rough: Rough | None = None
    for _ in range(_MOST_WORDS):
        rest = rough.rest if rough else words
        match = _BEFORE.fullmatch(rest) or _PART_BEHIND.fullmatch(rest) or _END_BEHIND.fullmatch(rest)
        if match is None:
            return rough
        said = match.groupdict()
        part = rough.part if rough else None
        if said.get("part"):
            months = months_of_part(said["part"], said["place"])
            if months is None:
                return None
            part = months[0]
        late = bool(said.get("late") or (rough and rough.late))
        middle = bool(said.get("middle") or (rough and rough.middle))
        rough = Rough(said["rest"], part, late, middle)
    return rough
