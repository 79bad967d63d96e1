"""The parts of the comparison page: what to compare, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from kkb.charts import tile_map
from kkb.comparison import Base, Comparison, Perubahan
from kkb.formatting import format_count, format_date, format_numbers
from kkb.narrative import scope_words
from kkb.narrative.changes import changes_table, compared_words
from kkb.narrative.map import LETTER_KEY
from kkb.narrative.message import change_sentence, since_words
from kkb.narrative.tables import FigureTable
from kkb.store import UploadRecord
from kkb.ui.banding.compare_view import between_uploads, changes_from
from kkb.ui.frame.filters import day_options, parse_day
from kkb.ui.frame.navigation import SINCE_KEY
from kkb.ui.frame.view import View, current_view, palette
from kkb.ui.parts.addresses import desa_address
from kkb.ui.parts.components import show_figure, show_note, show_section
from kkb.ui.parts.figure_set import show_figure_tools
from kkb.ui.parts.figures import tiles_still
from kkb.ui.parts.table import TableCell, TextCell, show_beginning

_BY_DAY, _BY_UPLOAD = "Dua tanggal", "Dua unggahan"
_BEFORE_SAVE = "Sebelum unggahan terbaru"
_KEY = "banding_peta"
_MAP_HEIGHT = 420
_WIDTHS = (4, 4, 5)
_SHOWN = 10
"""Rows of one kind beside the map; the others are folded."""


@dataclass(frozen=True)
class Choice:
    """Two states, what changed between them, how that is said, and what a reader must know of it.

    `base` is the earlier one; None of two uploads.
    """

    comparison: Comparison
    sentence: str
    scope: str
    note: str = ""
    base: Base | None = None


def choose(view: View) -> Choice | None:
    """Draw the choice; None if there is nothing to compare yet."""
    saves: dict[int, list[UploadRecord]] = {}
    for upload in reversed(view.active_uploads):
        saves.setdefault(upload.simpanan, []).append(upload)
    scope = scope_words(view.filters.kecamatan, view.region_name)
    if len(saves) < 2:
        return _choose_days(view, scope)
    mode = st.segmented_control(
        "Bandingkan",
        [_BY_DAY, _BY_UPLOAD],
        default=_BY_DAY,
        required=True,
        key="cara",
        bind="query-params",
        width=280,
    )
    return _choose_uploads(view, list(saves.values()), scope) if mode == _BY_UPLOAD else _choose_days(view, scope)


def _choose_days(view: View, scope: str) -> Choice | None:
    meetings = {meeting.tanggal for meeting in view.snapshot.meetings if meeting.tanggal < view.day}
    days = sorted({u.tanggal_data for u in view.active_uploads} | meetings)
    earlier = [word for word in day_options(days) if (parse_day(word, view.today) or view.day) < view.day]
    asked = parse_day(st.query_params.get(SINCE_KEY), view.today)
    if asked is not None and asked < view.day and format_date(asked) not in earlier:
        # A day that no list names: the end of a month, where a mark led here.
        earlier.append(format_date(asked))
    if view.base_before_save is not None:
        earlier.insert(0, _BEFORE_SAVE)
    if not earlier:
        return None
    # A default that the address names is taken out of it by Streamlit, with a step in the browser's history.
    default = _first_choice(view, [word for word in earlier if word != st.query_params.get(SINCE_KEY)] or earlier)
    word = st.selectbox(
        "Dari",
        earlier,
        index=earlier.index(default),
        key=SINCE_KEY,
        bind="query-params",
        placeholder="Pilih tanggal",
        filter_mode=None,
        width=260,
    )
    base = _base_of(word, view)
    if base is None:
        show_note(f"Tanggal awal harus sebelum {format_date(view.day)}; yang dipakai: {default}.")
        base = _base_of(default, view) or view.base_on(view.day)
    comparison = changes_from(view, base)
    return Choice(
        comparison,
        change_sentence(comparison, since_words(base), is_named=False),
        f"{scope} · {compared_words(base, view.day)}",
        _blank_words(view, base.day) if comparison.is_blank_before else "",
        base,
    )


def _base_of(word: str, view: View) -> Base | None:
    """The earlier state that was chosen or typed; None for a day that is none or not before that of the figures."""
    if word == _BEFORE_SAVE:
        return view.base_before_save
    day = parse_day(word, view.today)
    return view.base_on(day) if day is not None and day < view.day else None


def _first_choice(view: View, earlier: list[str]) -> str:
    """The last meeting or the newest save; without them the newest day before the newest formation, so that it is
    seen."""
    base = view.base
    if base is not None:
        return _BEFORE_SAVE if base.saved else format_date(base.day)
    newest = view.desa["dihitung_sejak"].max()
    before = [word for word in earlier if (day := parse_day(word, view.today)) is not None and _is_before(day, newest)]
    return (before or earlier)[0]


def _is_before(day: date, moment: object) -> bool:
    return isinstance(moment, pd.Timestamp) and day < moment.date()


def _blank_words(view: View, before: date) -> str:
    count = len(view.active_uploads)
    first = min(upload.tanggal_data for upload in view.active_uploads)
    start = "Baru ada satu unggahan, " if count == 1 else "Laporan pertama "
    return (
        f"{start}keadaan per {format_date(first)}: tahap desa pada {format_date(before)} tidak diketahui. "
        "Yang dibandingkan hanya pembentukan Pokja, menurut tanggalnya."
    )


def _choose_uploads(view: View, saves: list[list[UploadRecord]], scope: str) -> Choice:
    """Two saves, oldest first: what was known through the last upload of each."""
    numbers = {str(save[-1].nomor): format_numbers(upload.nomor for upload in save) for save in saves}
    days = {str(save[-1].nomor): format_date(max(upload.tanggal_data for upload in save)) for save in saves}

    def words(number: str) -> str:
        return f"Unggahan {numbers[number]}, per {days[number]}"

    ordered = list(numbers)
    before = st.selectbox(
        "Dari", ordered[:-1], index=len(ordered) - 2, key="dari_unggahan", format_func=words, filter_mode=None
    )
    later = [number for number in ordered if int(number) > int(before)]
    after = st.selectbox(
        "Sampai", later, index=len(later) - 1, key="sampai_unggahan", format_func=words, filter_mode=None
    )
    comparison = between_uploads(view, int(before), int(after))
    sentence = change_sentence(comparison, f"Sejak unggahan {numbers[before]}", is_named=False)
    return Choice(comparison, sentence, f"{scope} · {words(before)} sampai u{words(after)[1:]}")


def show_changes(choice: Choice, view: View) -> None:
    """The map, beside it the weightiest kind of change, under both the other kinds; what stayed is counted.

    Below: all desa, Excel, picture.
    """
    comparison = choice.comparison
    news = comparison.news
    if choice.note:
        show_note(choice.note)
    if news.empty and not comparison.is_blank_before:
        show_note(f"{format_count(len(comparison.changes))} desa tetap seperti semula.")
    if news.empty:
        return
    changed = set(news["kode_desa"])
    tables = _tables(changes_table(news, is_blank_before=comparison.is_blank_before), view)
    left, right = st.columns([3, 4], gap="large")
    with left:
        show_section("Di mana", f"Yang berubah berwarna, yang lain pudar. {LETTER_KEY}")
        figure = tile_map(comparison.desa_after, palette=palette(), height=_MAP_HEIGHT, focus=changed)
        show_figure(figure, _KEY, choice.sentence)
    with right:
        show_section(f"{format_count(len(news))} desa berubah", _rest_words(comparison))
        _show_kind(*tables[0])
    for headers, rows in tables[1:]:
        _show_kind(headers, rows)
    show_figure_tools(
        key=_KEY,
        title=choice.sentence,
        subtitle=f"{choice.scope}. {LETTER_KEY}",
        alt=choice.sentence,
        table=lambda: FigureTable(
            changes_table(comparison.changes, is_blank_before=comparison.is_blank_before),
        ),
        view=view,
        stills=partial(tiles_still, comparison.desa_after, changed),
    )


def _tables(table: pd.DataFrame, view: View) -> list[tuple[list[str], list[list[TableCell]]]]:
    """Headers and rows per kind of change, which the head names; three columns are read on a phone without pushing."""
    filters = current_view().filters
    addresses = {(d.kecamatan, d.desa): desa_address(d.kode_desa, filters) for d in view.region.desa}
    return [
        (
            [f"{kind}: {format_count(len(rows))} desa", "Semula", "Menjadi"],
            [
                [TextCell(desa, kecamatan, addresses[kecamatan, desa]), old, new]
                for kecamatan, desa, old, new in zip(
                    rows["Kecamatan"], rows["Desa"], rows["Semula"], rows["Menjadi"], strict=True
                )
            ],
        )
        for kind, rows in table.groupby("Perubahan", sort=False)
    ]


def _show_kind(headers: list[str], rows: list[list[TableCell]]) -> None:
    show_beginning(headers, rows, _SHOWN, "desa lain", widths=_WIDTHS)


def _rest_words(comparison: Comparison) -> str:
    changes = comparison.changes
    first = int((changes["jenis"] == Perubahan.MULAI_DILAPORKAN.value).sum()) if comparison.is_blank_before else 0
    stayed = len(changes) - len(comparison.news) - first
    parts = [(stayed, "desa tetap"), (first, "desa tidak diketahui tahap semulanya")]
    return ", ".join(f"{format_count(count)} {words}" for count, words in parts if count)
