"""What files under review bring in the sheets beside the recap of status, in words and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from kkb.checking.message import say_counts
from kkb.checking.verdict import FileVerdict, LembarCount
from kkb.formatting import format_count, join_words
from kkb.programme import Lembar
from kkb.programme.columns import SHEET_NAMES
from kkb.ui.parts.components import show_section
from kkb.ui.parts.table import show_table
from kkb.uploads.check import Checked

_SHEETS_NAMED = 2
_HEADERS = ["Lembar", "Baru", "Berubah", "Tetap", "Tidak disimpan"]


def sheet_lines(counts: Mapping[Lembar, LembarCount]) -> list[str]:
    """ "Kegiatan: 24 baru, 1 berubah, 3 tidak disimpan" for each sheet that holds rows."""
    lines = []
    for lembar, name in SHEET_NAMES.items():
        told = say_counts(asdict(counts.get(lembar, LembarCount())))
        if told:
            lines.append(f"{name}: {', '.join(told)}")
    return lines


def add_sheets(files: Iterable[FileVerdict]) -> dict[Lembar, LembarCount]:
    """What several files bring together, sheet by sheet in their order."""
    told = list(files)
    found = {lembar: [file.lembar[lembar] for file in told if lembar in file.lembar] for lembar in Lembar}
    return {
        lembar: LembarCount(*map(sum, zip(*map(_numbers, counts), strict=True)))
        for lembar, counts in found.items()
        if counts
    }


def rows_words(counts: Mapping[Lembar, LembarCount]) -> str:
    """ "41 baris Kegiatan dan Evaluasi": rows that are new or changed, by the names of their sheets; "" for none."""
    named = {name: count_rows({lembar: counts[lembar]})[0] for lembar, name in SHEET_NAMES.items() if lembar in counts}
    names = [name for name, rows in named.items() if rows]
    if not names:
        return ""
    where = join_words(names) if len(names) <= _SHEETS_NAMED else f"dari {format_count(len(names))} lembar"
    return f"{format_count(sum(named.values()))} baris {where}"


def count_rows(counts: Mapping[Lembar, LembarCount]) -> tuple[int, int]:
    """Rows that a save would change, and rows that it would leave out."""
    return (
        sum(count.new + count.changed for count in counts.values()),
        sum(count.rejected for count in counts.values()),
    )


def show_sheet_counts(checked: Checked) -> None:
    """One row per file and sheet; nothing where there is only the recap of status."""
    several = len(checked.files) > 1
    rows = [
        [*([file.name] if several else []), SHEET_NAMES[lembar], *map(format_count, _numbers(count))]
        for file in checked.files
        for lembar, count in sorted(file.part.lembar.items(), key=lambda pair: list(Lembar).index(pair[0]))
        if any(_numbers(count))
    ]
    if not rows:
        return
    headers = [*(["Berkas"] if several else []), *_HEADERS]
    show_section("Lembar di samping rekap status", "Baris yang akan disimpan, dan yang tidak; sebabnya ada pada temuan")
    show_table(headers, rows, numbers=set(range(len(headers) - 4, len(headers))))


def _numbers(count: LembarCount) -> tuple[int, int, int, int]:
    return count.new, count.changed, count.unchanged, count.rejected
