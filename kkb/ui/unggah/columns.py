"""Columns under review whose header nobody knows: what stands in each, and a list to say which field it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

import streamlit as st

from kkb.checking import Outcome
from kkb.checking.columns import (
    NOT_USED,
    ColumnPlace,
    column_id,
    doubtful_fields,
    fields_left,
    header_key,
    lacks_facts,
    likeness_of,
)
from kkb.formatting import format_count, join_words
from kkb.personal import mask_personal_numbers
from kkb.problems import shorten
from kkb.recap import Table
from kkb.recap_columns import LABELS
from kkb.ui.parts.components import plain, show_note
from kkb.ui.parts.page_top import lead_on
from kkb.ui.unggah.desk import Desk, keep_columns
from kkb.uploads.check import Checked, CheckedFile

_SAMPLES = 3
_LETTERS = 40
_NAMED = 3

ANCHOR = "kolom"
"""The place of the lists on the page, for a link (#kolom)."""

_UNSAID = ""

SameHeader = dict[ColumnPlace, Table]
"""The columns of one header in the sheets of a file, each with its table: asked for once."""


def offer_columns(desk: Desk, checked: Checked) -> None:
    """One list for each such header; what is chosen is checked at once, and may be chosen anew or taken back."""
    offered = _asked(checked)
    if not offered:
        return
    waiting = [asked for asked in offered if _answer(desk, checked, asked) is None]
    lacking = files_to_tell(desk, checked)
    first = next((asked for asked in waiting if _first(asked).file in lacking), (waiting or offered)[0])
    is_told = any(p.code.startswith("COLUMN_") and p.code != "COLUMN_MISSING" for p in checked.verdict.problems)
    with st.container(key="unggah_kolom"):
        is_open = is_told or checked.verdict.outcome is Outcome.REJECT
        lead_on(ANCHOR, _key(_first(first)))
        with st.expander(f"Kolom yang tidak dikenal ({_say_left(len(waiting), len(offered))})", expanded=is_open):
            show_note("Bila isinya tentang Pokja, pilih artinya; berkas langsung diperiksa lagi.")
            for asked in offered:
                _offer(desk, checked, asked)


def _asked(checked: Checked) -> list[SameHeader]:
    """The columns to ask for, likeliest first; those of one header together where they may be the same fields."""
    found = [
        (ColumnPlace(table.sheet, letters, number), table)
        for number, file in enumerate(checked.files, start=1)
        for table in (file.workbook.tables if file.workbook is not None else ())
        if not _is_passed_over(file, table)
        for letters in table.spare
    ]
    # Tables of one sheet, one below the other, have a column once.
    by_place = dict(reversed(found))
    by_header: dict[tuple[object, ...], SameHeader] = {}
    twins: Counter[tuple[object, ...]] = Counter()
    for place, table in reversed(by_place.items()):
        meant = (place.file, header_key(table.spare[place.letters].header), *fields_left(table))
        # Of two with one header in a sheet each is another column.
        twins[place.sheet, *meant] += 1
        by_header.setdefault((twins[place.sheet, *meant], *meant), {})[place] = table
    # What was chosen moves no list: the keyboard stays where it is.
    return sorted(
        by_header.values(), key=lambda asked: min(likeness_of(table, place.letters) for place, table in asked.items())
    )


def _is_passed_over(file: CheckedFile, table: Table) -> bool:
    """True for a sheet that somebody chose not to read, and for none that the reading left out by itself."""
    return "sheet" in file.part.answers and bool(file.part.sheets) and table.sheet not in file.part.sheets


def _first(asked: SameHeader) -> ColumnPlace:
    return next(iter(asked))


def _say_left(waiting: int, every: int) -> str:
    """ "3", "1 dari 3 belum dipilih": as many as there are lists."""
    if not waiting:
        return "semua sudah dipilih"
    left = f"{format_count(waiting)} dari " if waiting < every else ""
    return f"{left}{format_count(every)}{' belum dipilih' if left else ''}"


def columns_to_tell(desk: Desk, checked: Checked) -> str:
    """What to choose in those lists before anything else: the column of the status where none was found, or those that
    seem to tell a fact of the Pokja; empty for none."""
    if checked.verdict.outcome is Outcome.REJECT:
        return "Tunjukkan kolom statusnya" if files_to_tell(desk, checked) else ""
    unread = dict.fromkeys(p.column for p in checked.verdict.problems if p.code == "COLUMN_UNREAD" and p.column)
    names = join_words([f"“{mask_personal_numbers(name)}”" for name in unread], _NAMED)
    return f"Pilih arti kolom {names}" if unread else ""


def files_to_tell(desk: Desk, checked: Checked) -> set[int]:
    """The numbers of the files of a rejected queue that can be read once their column of the status is told."""
    if checked.verdict.outcome is not Outcome.REJECT:
        return set()
    return {
        number
        for number, file in enumerate(checked.files, start=1)
        if file.workbook is not None
        and lacks_facts(file.workbook.tables, _said(desk, checked, number, file.workbook.tables))
    }


def _said(desk: Desk, checked: Checked, number: int, tables: Sequence[Table]) -> set[str]:
    """The fields that columns of a file are read as by now."""
    places = (ColumnPlace(table.sheet, letters, number) for table in tables for letters in table.spare)
    return {name for place in places if (name := _answer(desk, checked, [place])) is not None}


def _key(place: ColumnPlace) -> str:
    return f"kolom_{column_id(*place)}"


def _answer(desk: Desk, checked: Checked, places: Iterable[ColumnPlace]) -> str | None:
    """The field that all of these columns are read as by now, said or remembered."""
    return _shared(desk.columns.get(column_id(*place), _remembered(checked, place)) for place in places)


def _remembered(checked: Checked, place: ColumnPlace) -> str | None:
    return checked.files[place.file - 1].part.answers.get(column_id(*place[:2]))


def _shared(names: Iterable[str | None]) -> str | None:
    """The one name there is; None for several."""
    first, *others = set(names)
    return first if not others else None


def _offer(desk: Desk, checked: Checked, asked: SameHeader) -> None:
    own = _shared(desk.columns.get(column_id(*place)) for place in asked)
    taken = {
        name
        for place, table in asked.items()
        for letters in table.spare
        if letters != place.letters
        and (name := _answer(desk, checked, [place._replace(letters=letters)])) is not None
    }
    remembered = _shared(_remembered(checked, place) for place in asked) if own is None else None
    unsaid = f"{LABELS[remembered]} (diingat)" if remembered in LABELS else "Belum dipilih"
    read_as = _shared(doubtful_fields(table).get(place.letters) for place, table in asked.items())
    if remembered is None and read_as is not None:
        unsaid = f"{LABELS[read_as]} (menurut judulnya)"
    place, table = next(iter(asked.items()))
    options = {_UNSAID: unsaid, **fields_left(table), NOT_USED: "Tidak dipakai"}
    options = {name: label for name, label in options.items() if name not in taken or name == NOT_USED}
    values = list(options)
    key = _key(place)
    # What the draft says, whoever said it. The key stays: a list with another would lose the focus of the keyboard.
    st.session_state[key] = own if own in values else _UNSAID
    st.selectbox(
        _words(checked, asked),
        values,
        format_func=lambda name: options[name],
        key=key,
        on_change=_keep,
        args=(desk, tuple(asked), key),
    )


def _keep(desk: Desk, places: Sequence[ColumnPlace], key: str) -> None:
    keep_columns(desk, places, st.session_state[key] or None)


def _words(checked: Checked, asked: SameHeader) -> str:
    """ "Lembar Rekap, kolom F, “Dikukuhkan”; misalnya 10/05/2018 dan 3 Mei 2019": where it is and what stands there.
    In several sheets: "3 lembar (Manggar kolom H, Damar kolom H dan Gantung kolom G), “TMT”; …"."""
    place = _first(asked)
    columns = [table.spare[place.letters] for place, table in asked.items()]
    file = f"Berkas {checked.files[place.file - 1].name}" if len(checked.files) > 1 else ""
    places = join_words([f"{place.sheet} kolom {place.letters}" for place in asked], _NAMED)
    one, several = f"lembar {place.sheet}, kolom {place.letters}", f"{format_count(len(asked))} lembar ({places})"
    where = ", ".join(filter(None, (file, one if len(asked) == 1 else several)))
    texts = dict.fromkeys(_shown(cell.kind, cell.text) for column in columns for cell in column.cells if cell.text)
    samples = join_words(list(islice(texts, _SAMPLES)))
    told = f"{where[:1].upper()}{where[1:]}, “{shorten(columns[0].header)}”; misalnya {samples}"
    return plain(mask_personal_numbers(told))


def _shown(kind: str, text: str) -> str:
    return "/".join(reversed(text[:10].split("-"))) if kind == "date" else shorten(text, _LETTERS)
