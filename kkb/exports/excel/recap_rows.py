"""The rows of a recap as officers know it, from an overview: one for each desa that was reported.

A desa that nobody has reported has no row: a recap says what is reported, and a blank status beside its name would come
back as a forgotten one. `unreported` names those, so that a file says them beside its table.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kkb.briefing.source import sources_of
from kkb.formatting import format_count, format_date, format_numbers, join_words
from kkb.overview import Overview
from kkb.recap_columns import COLUMNS, Kind
from kkb.schema import BUBAR, Tanggal, TanggalDasar

UNKNOWN_DATE = "tidak diketahui"
"""What stands for the date of a Pokja that is formed, nobody knows when; read again it is no date."""

TITLE = "REKAPITULASI PEMBENTUKAN POKJA KAMPUNG KELUARGA BERKUALITAS"


@dataclass(frozen=True, slots=True)
class RecapLine:
    """One desa. `cells` are what stands in the columns behind the number, in the order of `kkb.recap_columns.COLUMNS`.

    Dates are days, or words where only the month or the year is known; None is blank.
    """

    kode_kecamatan: str
    kecamatan: str
    is_formed: bool
    cells: tuple[date | str | None, ...]


@dataclass(frozen=True, slots=True)
class RecapRows:
    """The rows in the region's order. `unreported` are (kecamatan, names of desa), `sizes` the desa of each kecamatan
    by code, unreported ones included. `later_decrees` counts dates of an SK after the day, which are left out.
    """

    lines: tuple[RecapLine, ...]
    unreported: tuple[tuple[str, tuple[str, ...]], ...]
    sizes: dict[str, int]
    later_decrees: int

    def by_kecamatan(self) -> Iterator[list[RecapLine]]:
        """The rows of each kecamatan that has any."""
        groups: dict[str, list[RecapLine]] = {}
        for line in self.lines:
            groups.setdefault(line.kode_kecamatan, []).append(line)
        yield from groups.values()

    @property
    def unreported_count(self) -> int:
        return sum(len(names) for _, names in self.unreported)


def recap_rows(overview: Overview) -> RecapRows:
    """The rows of an overview, as its frame of desa has them."""
    lines = []
    unreported: dict[str, tuple[str, list[str]]] = {}
    sizes: dict[str, int] = {}
    later = 0
    for row in overview.desa.to_dict("records"):
        kode = str(row["kode_kecamatan"])
        sizes[kode] = sizes.get(kode, 0) + 1
        if not isinstance(row["tahap"], str):
            unreported.setdefault(kode, (str(row["kecamatan"]), []))[1].append(str(row["desa"]))
            continue
        decree = _text(row["tanggal_sk_iso"])
        if decree is not None and Tanggal.from_iso(decree).first > overview.day:
            # What is known by now of a day before the SK was dated; a recap for that day cannot hold it.
            decree, later = None, later + 1
        lines.append(_line(row, decree))
    names = tuple((kecamatan, tuple(desa)) for kecamatan, desa in unreported.values())
    return RecapRows(tuple(lines), names, sizes, later)


def notes_of(rows: RecapRows, overview: Overview) -> list[str]:
    """What a reader must know beside the table. No other day is named: the file speaks for one."""
    notes = []
    if rows.unreported_count:
        count = format_count(rows.unreported_count)
        notes.append(f"Belum dilaporkan, jadi tidak ada dalam tabel: {count} desa.")
        notes += [f"Kecamatan {kecamatan}: {join_words(list(names))}." for kecamatan, names in rows.unreported]
    if overview.older_reports is not None:
        count = format_count(overview.older_reports[0])
        notes.append(f"{count} desa terakhir dilaporkan sebelum tanggal keadaan di atas.")
    if rows.later_decrees:
        count = format_count(rows.later_decrees)
        notes.append(f"{count} tanggal SK sesudah tanggal keadaan di atas tidak ditulis.")
    return notes


def place_words(overview: Overview) -> str:
    """Of which area the recap speaks, as in its title."""
    if not overview.kecamatan:
        return overview.region_name.upper()
    return f"KECAMATAN {join_words(list(overview.kecamatan))}, {overview.region_name}".upper()


def source_line(overview: Overview) -> str:
    """Where the rows come from, without the names of files: those may name other days than the one of the recap."""
    numbers = format_numbers(upload.nomor for upload in sources_of(overview))
    return f"Sumber: unggahan {numbers}." if numbers else "Sumber: belum ada unggahan."


def day_line(overview: Overview) -> str:
    """The day the recap speaks for."""
    return f"KEADAAN PER {format_date(overview.day)}".upper() if overview.has_data else "BELUM ADA DATA"


def _line(row: Mapping[Hashable, Any], decree: str | None) -> RecapLine:
    formed, launch = _text(row["tanggal_iso"]), _text(row["tanggal_pencanangan_iso"])
    if row["tanggal_dasar"] == TanggalDasar.PENCANANGAN.value:
        # In the column of formation a launch would say more than anybody reported.
        formed, launch = None, launch or formed
    is_formed = bool(row["terbentuk"])
    is_ended = bool(row["berakhir"])
    if is_ended:
        formed = _text(row["bubar_dibentuk_iso"])
    is_unknown = is_formed and not isinstance(row["tanggal_iso"], str)
    told = {
        "status": BUBAR if is_ended else str(row["tahap"]),
        "tanggal": UNKNOWN_DATE if is_unknown else _day_or_words(formed),
        "tanggal_sk": _day_or_words(decree),
        "tanggal_pencanangan": _day_or_words(launch),
        "tanggal_bubar": _day_or_words(_text(row["tanggal_bubar_iso"])) if is_ended else None,
    }
    return RecapLine(
        kode_kecamatan=str(row["kode_kecamatan"]),
        kecamatan=str(row["kecamatan"]),
        is_formed=is_formed,
        cells=tuple(
            told[column.name] if column.name in told else _text(row[column.name])
            for column in COLUMNS
            if column.kind is not Kind.NUMBER
        ),
    )


def _day_or_words(iso: str | None) -> date | str | None:
    return Tanggal.from_iso(iso).day_or_words() if iso is not None else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
