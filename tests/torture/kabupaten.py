"""The 39 desa as most cases tell them, and tables of them in the plainest form.

15 are formed: Senyubuk in 2014, seven on 3 October 2017, seven on 2 May 2018; two have begun, one had a sosialisasi.
The days are written to the day, so that a clean recap is read without a single remark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from kkb.schema import Observation, Tahap
from tests.support.builders import REGION, make_observation
from tests.torture.case import Case, accept
from tests.torture.writing import Rows, sheet

TITLE = "Keadaan per 10 Mei 2023"
HEADER = ("No", "Kecamatan", "Desa", "Status Pokja", "Tanggal Pembentukan")
NO_KECAMATAN = ("No", "Desa", "Status Pokja", "Tanggal Pembentukan")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")

_FIRST = date(2014, 6, 17)
_OCTOBER = date(2017, 10, 3)
_MAY = date(2018, 5, 2)
_FORMED = {
    "Senyubuk": _FIRST,
    **dict.fromkeys(
        ("Burong Mandi", "Kurnia Jaya", "Cendil", "Batu Penyu", "Aik Madu", "Tanjung Batu Itam", "Nyuruk"), _OCTOBER
    ),
    **dict.fromkeys(("Limbongan", "Padang", "Lenggang", "Mentawak", "Balok", "Simpang Tiga", "Mempaya"), _MAY),
}
_LOWER = {"Lilangan": "Merintis", "Jangkang": "Merintis", "Tanjung Kelumpang": "Sosialisasi"}


class Line(NamedTuple):
    """One desa as a recap tells it."""

    kecamatan: str
    desa: str
    status: str
    tanggal: date | None

    @property
    def says(self) -> str:
        """The same as an expectation tells it."""
        return f"{self.status} {self.tanggal.isoformat()}" if self.tanggal else self.status


KABUPATEN = tuple(
    Line(d.kecamatan, d.desa, "Terbentuk" if d.desa in _FORMED else _LOWER.get(d.desa, "Belum"), _FORMED.get(d.desa))
    for d in REGION.desa
)
SAYS = {line.desa: line.says for line in KABUPATEN}
FORMED = tuple(line for line in KABUPATEN if line.tanggal)
KECAMATAN = tuple(k.kecamatan for k in REGION.kecamatan)


def of(kecamatan: str) -> tuple[Line, ...]:
    """The lines of one kecamatan."""
    return tuple(line for line in KABUPATEN if line.kecamatan == kecamatan)


def says(lines: Iterable[Line] = KABUPATEN, **other: str | None) -> dict[str, str]:
    """Desa → what is said of it; `other` replaces some ("_" for a space), None leaves one out."""
    told = {line.desa: line.says for line in lines} | {name.replace("_", " "): text for name, text in other.items()}
    return {desa: text for desa, text in told.items() if text is not None}


def marked(lines: Iterable[Line] = KABUPATEN) -> dict[str, str]:
    """What yes/no marks can say: formed with its date, or Belum."""
    return {line.desa: line.says if line.tanggal else "Belum" for line in lines}


def body(lines: Sequence[Line] = KABUPATEN) -> list[list[Any]]:
    """One row per desa: number, kecamatan, desa, status, date."""
    return [[number, *line] for number, line in enumerate(lines, start=1)]


def recap(lines: Sequence[Line] = KABUPATEN, *, title: str = TITLE) -> list[list[Any]]:
    """The plainest recap: title in row 1, header in row 3, the first desa in row 4."""
    return [[title], [], list(HEADER), *body(lines)]


def dendang(
    changes: Mapping[str, Sequence[Any]] | None = None, *, header: Sequence[str] = (), title: str = TITLE
) -> list[list[Any]]:
    """A recap of Kecamatan Dendang alone, in the columns A to D and those of `header`.

    Rows: Dendang (3), Jangkang (4), Nyuruk (5), Balok (6). `changes` maps a desa to what stands right of its name.
    """
    rows: list[list[Any]] = [[title], [*HEADER[1:], *header]]
    for line in of("Dendang"):
        told = (changes or {}).get(line.desa)
        rows.append(list(line) if told is None else [line.kecamatan, line.desa, *told])
    return rows


DENDANG = says(of("Dendang"))


def stored(lines: Iterable[Line] = KABUPATEN, *, day: str = "2022-12-31", unggahan: int = 1) -> list[Observation]:
    """What an earlier upload says of these desa."""
    return [
        make_observation(
            unggahan, day, Tahap(line.status), line.tanggal.isoformat() if line.tanggal else None, desa=line.desa
        )
        for line in lines
    ]


def formed_in(kecamatan: str) -> int:
    """How many desa of a kecamatan are formed."""
    return sum(line.tanggal is not None for line in of(kecamatan))


def read_as(
    rows: Rows,
    *problems: str,
    told: Mapping[str, str] | None = None,
    change: Callable[[Worksheet], object] | None = None,
) -> Case:
    """One sheet that is read without doubt as `told`: all of the 39 desa unless given."""
    return Case(
        files={"rekap.xlsx": sheet(rows, change=change)}, first=accept(SAYS if told is None else told, *problems)
    )
