"""Rows of one day that speak of the same thing: equal ones count once, contradictory ones are all errors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kkb.checking.programme.rows import SheetReader, SheetRow
from kkb.formatting import format_count, join_words
from kkb.programme import EvaluasiRow, KegiatanRow, LangkahRow, Lembar, ProgrammeRow

_ROWS_NAMED = 12

_PLACE = {Lembar.KOMITMEN: "desa", Lembar.LANGKAH: "jenis", Lembar.KEGIATAN: "nama", Lembar.EVALUASI: "program"}
"""The field at which a repeat is shown."""

Stood = tuple[SheetRow, SheetReader]


def mark_repeats(lines: Sequence[Stood]) -> None:
    """Mark equal rows but the first as repeats, and give contradictory ones their error."""
    by_key: dict[tuple[Lembar, str], list[Stood]] = defaultdict(list)
    for line, reader in lines:
        if line.row is not None and not line.has_error:
            by_key[reader.lembar, line.kunci].append((line, reader))
    for same in by_key.values():
        if len(same) > 1:
            _mark(same)


def _mark(same: list[Stood]) -> None:
    first = same[0][0].row
    is_conflict = any(line.row != first for line, _ in same)
    for line, reader in same if is_conflict else same[1:]:
        near = [(other, there) for other, there in same[: _ROWS_NAMED + 1] if other is not line][:_ROWS_NAMED]
        named = [_place(other, there, reader) for other, there in near]
        rest = len(same) - 1 - len(named)
        others = join_words([*named, f"{format_count(rest)} lainnya"] if rest else named)
        assert line.row is not None
        name = "penanda_tangan" if line.row.kode_desa is None else _PLACE[reader.lembar]
        code = "ROW_DUP_CONFLICT" if is_conflict else "ROW_DUP_SAME"
        line.problems.append(reader.problem(line.source, name, code, subject=describe_row(line.row), rows=others))
        line.is_repeat = not is_conflict


def describe_row(row: ProgrammeRow) -> str:
    """What a row is about, within a sentence: 'kegiatan "Posyandu" desa Padang, 3 Mei 2021,'."""
    match row:
        case KegiatanRow():
            return f'kegiatan "{_short(row.nama)}" desa {row.desa}, {row.tanggal.words()},'
        case EvaluasiRow():
            return f'evaluasi "{_short(row.program)}" desa {row.desa}, {row.tanggal.words()},'
        case LangkahRow():
            return f"langkah {row.jenis.value} desa {row.desa}, {row.tanggal.words()},"
    return f"komitmen desa {row.desa}" if row.kode_desa is not None else "penanda tangan ini"


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:59]}…"


def _place(other: SheetRow, there: SheetReader, here: SheetReader) -> str:
    """Where the other row stands, as seen from this one."""
    if there.source.file != here.source.file:
        return f'{other.source.row} berkas "{there.source.name}"'
    sheet, own = there.source.table.sheet, here.source.table.sheet
    return f"{other.source.row}" if sheet == own else f'{other.source.row} lembar "{sheet}"'
