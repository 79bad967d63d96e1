"""The parts of the comparison page: what to compare, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from kkb.charts import tile_map
from kkb.comparison import Perubahan
from kkb.formatting import format_count, format_date
from kkb.narrative import scope_words, tahap_words
from kkb.narrative.message import change_sentence, since_words
from kkb.schema import Tanggal
from kkb.ui.compare_view import Comparison, between_days, between_uploads, last_base
from kkb.ui.components import show_figure, show_note, show_section
from kkb.ui.filters import day_options, parse_day
from kkb.ui.view import View, palette

_BY_DAY, _BY_UPLOAD = "Dua hari", "Dua unggahan"
_ROWS_SHOWN = 14


@dataclass(frozen=True)
class Choice:
    """Two states, what changed between them, and how that is said."""

    comparison: Comparison
    sentence: str
    scope: str


def choose(view: View) -> Choice | None:
    """Draw the choice; None if there is nothing to compare yet."""
    uploads = [str(upload.nomor) for upload in view.active_uploads]
    modes = [_BY_DAY, _BY_UPLOAD] if len(uploads) > 1 else [_BY_DAY]
    mode = st.segmented_control(
        "Bandingkan", modes, default=modes[0], required=True, key="cara", bind="query-params", width=230
    )
    scope = scope_words(view.filters.kecamatan, view.region_name)
    if mode == _BY_UPLOAD:
        return _choose_uploads(view, uploads, scope)
    return _choose_days(view, scope)


def _choose_days(view: View, scope: str) -> Choice | None:
    base = last_base(view)
    meetings = {meeting.tanggal for meeting in view.snapshot.meetings if meeting.tanggal < view.day}
    days = sorted({u.tanggal_data for u in view.active_uploads} | meetings)
    earlier = [word for word in day_options(days) if (parse_day(word, view.today) or view.day) < view.day]
    if not earlier:
        return None
    default = format_date(base.day) if base is not None and format_date(base.day) in earlier else earlier[0]
    word = st.selectbox(
        "Dari",
        earlier,
        index=earlier.index(default),
        key="dari",
        bind="query-params",
        accept_new_options=True,
        help="Tanggal data, tanggal rapat, akhir tahun, atau tanggal lain yang diketik.",
        width=260,
    )
    before = parse_day(word, view.today)
    if before is None or before >= view.day:
        show_note(f"Tanggal awal harus sebelum {format_date(view.day)}; yang dipakai: {default}.")
        before = parse_day(default, view.today) or view.day
    comparison = between_days(view, before, view.day)
    sentence = change_sentence(comparison.changes, since_words(before, is_meeting=before in meetings))
    return Choice(comparison, sentence, f"{scope} · {format_date(before)} sampai {format_date(view.day)}")


def _choose_uploads(view: View, numbers: list[str], scope: str) -> Choice:
    days = {str(upload.nomor): format_date(upload.tanggal_data) for upload in view.active_uploads}

    def words(number: str) -> str:
        return f"Unggahan {number}, per {days[number]}"

    ordered = sorted(numbers, key=int)
    before = st.selectbox("Dari", ordered[:-1], index=len(ordered) - 2, key="dari_unggahan", format_func=words)
    later = [number for number in ordered if int(number) > int(before)]
    after = st.selectbox("Sampai", later, index=len(later) - 1, key="sampai_unggahan", format_func=words)
    comparison = between_uploads(view, int(before), int(after))
    sentence = change_sentence(comparison.changes, f"Sejak unggahan {before}")
    return Choice(comparison, sentence, f"{scope} · {words(before)} sampai u{words(after)[1:]}")


def show_changes(choice: Choice) -> None:
    """The map of what changed and the table of it; what stayed is counted."""
    changes = choice.comparison.changes
    changed = changes[changes["jenis"] != Perubahan.TETAP.value]
    if changed.empty:
        show_note(f"{format_count(len(changes))} desa tetap seperti semula.")
        return
    left, right = st.columns([2, 3], gap="large")
    with left:
        show_section("Di mana", "Desa yang berubah berwarna; yang tetap pudar")
        figure = tile_map(choice.comparison.desa_after, palette=palette(), height=420, focus=set(changed["kode_desa"]))
        show_figure(figure, "banding_peta", choice.sentence)
    with right:
        stayed = format_count(len(changes) - len(changed))
        show_section(f"{format_count(len(changed))} desa berubah", f"{stayed} desa tetap")
        height = 460 if len(changed) > _ROWS_SHOWN else 36 * (len(changed) + 1)
        st.dataframe(_table(changed), hide_index=True, height=height, key="banding_tabel")


def _table(changed: pd.DataFrame) -> pd.DataFrame:
    """The changes as officers read them, the weightiest kind first."""
    order = [kind.value for kind in Perubahan]
    rows = changed.assign(urut=changed["jenis"].map(order.index)).sort_values("urut", kind="stable").to_dict("records")
    return pd.DataFrame(
        {
            "Kecamatan": [row["kecamatan"] for row in rows],
            "Desa": [row["desa"] for row in rows],
            "Perubahan": [row["jenis"].capitalize() for row in rows],
            "Dari": [_state_words(row["tahap_lama"], row["tanggal_iso_lama"]) for row in rows],
            "Menjadi": [_state_words(row["tahap_baru"], row["tanggal_iso_baru"]) for row in rows],
        }
    )


def _state_words(tahap: object, iso: object) -> str:
    rung = tahap_words(tahap if isinstance(tahap, str) else None)
    return f"{rung}, {Tanggal.from_iso(iso).words()}" if isinstance(iso, str) else rung
