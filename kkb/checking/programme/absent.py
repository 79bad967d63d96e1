"""The columns that a sheet of the programme lacks, and which of its unknown headers may mean them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rapidfuzz import fuzz

from kkb.checking.request import Source
from kkb.checking.values.letters import visible
from kkb.formatting import join_words
from kkb.problems import Problem, Severity, shorten
from kkb.programme import Lembar
from kkb.programme.columns import KOLOM, Kolom, Perlu
from kkb.recap import Table

_LIKELY = 60.0
"""Likeness (0–100) from which a header is named as the one that is meant: "Judul Kegiatan" of Nama Kegiatan."""

_NAMED = 8
_LETTERS_COMPARED = 100
_ERROR = "tanpa kolom itu barisnya tidak dapat disimpan. "
_WARNING = "isinya dihitung tidak dilaporkan. Tambahkan kolomnya bila diketahui"


def absent_columns(table: Table, perlu: Perlu) -> list[Kolom]:
    """The columns of a kind that the table has not; a code of the desa stands for its name."""
    known = table.columns
    names_by_code = {"desa"} if "kode_desa" in known else set()
    return [
        kolom
        for kolom in KOLOM[Lembar(table.lembar)]
        if kolom.perlu is perlu and kolom.name not in known and kolom.name not in names_by_code
    ]


def list_absent(source: Source) -> Iterator[Problem]:
    """What is to be said of them: an error of those that every row needs, a warning of those that are only wanted."""
    table = source.table
    if needed := absent_columns(table, Perlu.WAJIB):
        mend, cell = _mend(table, needed)
        names, effect = _quote_columns(needed), _ERROR + mend
        yield source.problem("COLUMN_MISSING", severity=Severity.ERROR, cell=cell, names=names, effect=effect)
    if wanted := absent_columns(table, Perlu.DIHARAPKAN):
        yield source.problem(
            "COLUMN_MISSING", severity=Severity.WARNING, names=_quote_columns(wanted), effect=_WARNING
        )


def _mend(table: Table, absent: Sequence[Kolom]) -> tuple[str, str | None]:
    """How to mend it, and the cell of the header that is likeliest meant: mostly the column is there, named otherwise.

    A header is no cell that the page can mend: the rows below it are read anew only from a file.
    """
    unknown = list(zip_longest(table.extra_columns, table.extra_cells[: len(table.extra_columns)]))
    if not unknown:
        return "Tambahkan kolomnya", None
    names = join_words([_quote(text) for text, _ in unknown], _NAMED)
    meant: list[tuple[str, Kolom]] = []
    cell = None
    for kolom in absent:
        free = [one for one in unknown if one[0] not in [text for text, _ in meant]]
        if not free:
            break
        likeness, place = max((_likeness(text, kolom), -place) for place, (text, _) in enumerate(free))
        text, where = free[-place]
        cell = cell or where
        if likeness >= _LIKELY or len(unknown) == 1:
            meant.append((text, kolom))
    if len(meant) == 1:
        (text, kolom) = meant[0]
        mend = f'Bila maksudnya {_quote(text)}, ganti judul itu di Excel menjadi "{kolom.header}", lalu unggah lagi'
    elif meant:
        pairs = join_words([f'{_quote(text)} menjadi "{kolom.header}"' for text, kolom in meant])
        mend = f"Bila itu maksudnya, ganti judulnya di Excel: {pairs}, lalu unggah lagi"
    else:
        mend = f"Bila itu salah satunya, ganti judulnya di Excel menjadi {_quote_columns(absent)}, lalu unggah lagi"
    return f"Judul yang tidak dikenal: {names}. {mend}", cell


def _likeness(text: str, kolom: Kolom) -> float:
    written = text[:_LETTERS_COMPARED].casefold()
    forms = (kolom.header, *kolom.words)
    return max(fuzz.token_sort_ratio(written, form.casefold()) for form in forms)


def _quote(text: str) -> str:
    return f'"{shorten(visible(text))}"'


def _quote_columns(columns: Sequence[Kolom]) -> str:
    return join_words([f'"{kolom.header}"' for kolom in columns])
