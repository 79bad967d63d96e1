"""Which desa could form a Pokja next: the order of published rules, and each reason beside its desa."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

import streamlit as st

from kkb.formatting import MISSING, format_count, join_words
from kkb.narrative import tahap_words
from kkb.narrative.programme import NO_LANGKAH
from kkb.narrative.programme_lists import COMMITMENT_WORDS, NEXT_RULES, lacking_words, next_step_words, next_title
from kkb.narrative.programme_tables import next_table
from kkb.outcomes.langkah import NextDesa
from kkb.programme import LADDER_OF_STEPS
from kkb.theme import LIGHT, Palette
from kkb.ui.frame.view import View, kept
from kkb.ui.kegiatan.words import share_words
from kkb.ui.parts.addresses import desa_address
from kkb.ui.parts.components import show_note, show_section
from kkb.ui.parts.figure_set import show_figure_tools
from kkb.ui.parts.table import TableCell, TextCell, show_beginning, show_table

_SHOWN = 10
_HEADERS = ["Desa", "Dari lima langkah", "Langkah berikutnya", "Komitmen", "Gerak terakhir"]
_DONE, _MISSING = "●", "○"
_SOURCES = "Langkah dihitung dari catatan langkah; tahap dari rekap status. Langkah tidak mengubah tahap."


def show_next(view: View) -> None:
    """Those with a step in their order, the first ten open, then those without by their rung."""
    langkah = view.langkah
    title = next_title(langkah)
    if title is None:
        show_section("Semua desa dalam pilihan ini sudah membentuk Pokja")
        return
    rows = list(zip(langkah.next, kept(_rows, view, LIGHT), strict=True))
    if not langkah.is_reported and not view.komitmen.is_reported:
        show_section("Desa berikutnya menurut tahapnya", "Tekan satu tahap untuk nama desanya")
        _show_rungs([(desa, cells[:1]) for desa, cells in rows], _HEADERS[:1])
        return
    show_section(f"Desa berikutnya. {title}", NEXT_RULES)
    if not langkah.is_reported:
        show_note(f"{NO_LANGKAH} Isi lembar Langkah di templat: satu baris satu langkah, dengan tanggal dan jenisnya.")
    if taken := [cells for desa, cells in rows if desa.steps_done]:
        headers, lines, same = without_repeats(_HEADERS, taken, kept_columns=2)
        show_beginning(headers, lines, _SHOWN, "desa berikutnya")
        if same:
            show_note(same)
    if rest := [(desa, [cells[0], *cells[3:]]) for desa, cells in rows if not desa.steps_done]:
        show_note(f"{format_count(len(rest))} desa tanpa langkah yang tercatat, menurut tahapnya:")
        _show_rungs(rest, [_HEADERS[0], *_HEADERS[3:]])
    steps = ", ".join(f"{place} {jenis.value}" for place, jenis in enumerate(LADDER_OF_STEPS, start=1))
    show_note(f"{_DONE} sudah, {_MISSING} belum, dari kiri: {steps}. {_SOURCES}")
    show_figure_tools(
        key="langkah_berikutnya",
        title=title,
        subtitle=NEXT_RULES,
        alt=title,
        table=partial(next_table, langkah),
        view=view,
    )


def _show_rungs(rows: list[tuple[NextDesa, list[TableCell]]], headers: list[str]) -> None:
    """Desa without a step, a line per rung: how many, what follows, and behind a press which they are."""
    for tahap, group in groupby(rows, key=lambda pair: pair[0].tahap):
        desa = list(group)
        rung = tahap_words(tahap.value if tahap is not None else None).capitalize()
        with st.expander(f"{rung}: {format_count(len(desa))} desa. Berikutnya: {lacking_words(desa[0][0])}"):
            shown, lines, same = without_repeats(headers, [cells for _, cells in desa], kept_columns=1)
            show_table(shown, lines)
            if same:
                show_note(same)


def without_repeats(
    headers: list[str], rows: Sequence[Sequence[TableCell]], *, kept_columns: int
) -> tuple[list[str], list[list[TableCell]], str]:
    """Headers and rows without the columns that say the same in all rows, and a sentence that says it once.

    The first `kept_columns` stay. The sentence is "" where nothing is left out, or nothing known.
    """
    columns = range(len(headers))
    same = [i for i in columns[kept_columns:] if len(rows) > 1 and all(row[i] == rows[0][i] for row in rows)]
    left = [i for i in columns if i not in same]
    known = [f"{headers[i].lower()} {rows[0][i]}" for i in same if rows[0][i] != MISSING]
    said = f"Sama untuk semua desa ini: {join_words(known)}." if known else ""
    return [headers[i] for i in left], [[row[i] for i in left] for row in rows], said


def _rows(view: View, _palette: Palette) -> list[list[TableCell]]:
    return [_row(one, view) for one in view.langkah.next]


def _row(desa: NextDesa, view: View) -> list[TableCell]:
    rung = tahap_words(desa.tahap.value if desa.tahap is not None else None)
    return [
        TextCell(
            f"{format_count(desa.place)} {desa.desa}",
            f"{desa.kecamatan} · {rung}",
            desa_address(desa.kode_desa, view.filters),
        ),
        TextCell(step_marks(desa), share_words(desa.steps_done, len(LADDER_OF_STEPS))),
        next_step_words(desa),
        COMMITMENT_WORDS[desa.commitment],
        desa.last_movement.words() if desa.last_movement is not None else MISSING,
    ]


def step_marks(desa: NextDesa) -> str:
    """Which of the five steps are done, one mark each in their order: "●●○○○"."""
    return "".join(_MISSING if jenis in desa.missing else _DONE for jenis in LADDER_OF_STEPS)
