"""The facts of the light page, taken from the same view and sentences as the pages."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kkb import narrative
from kkb.exports.light_chart import LineFacts
from kkb.exports.light_page import Choices, KecamatanBar, LightFacts, RungGroup
from kkb.formatting import format_date
from kkb.ui.compare_view import news_since_last
from kkb.ui.components import source_words
from kkb.ui.filters import day_options
from kkb.ui.view import View

_RUNGS = ("Merintis", "Sosialisasi", "Belum", "")


def light_facts(view: View, notices: tuple[str, ...] = ()) -> LightFacts:
    """What the light page says of a view; `notices` are lines about its address."""
    r = view.ringkasan
    if not view.has_data:
        return LightFacts(
            scope=narrative.scope_words(view.filters.kecamatan, view.region_name),
            headline="Belum ada data",
            sentences=("Unggah rekap pertama untuk melihat berapa desa yang sudah membentuk Pokja.",),
            cards=(),
            line=None,
            kecamatan_title="",
            kecamatan=(),
            missing_title="",
            missing=(),
            source="Belum ada unggahan",
            is_sample=False,
            notices=notices,
        )
    return LightFacts(
        scope=narrative.scope_words(view.filters.kecamatan, view.region_name),
        headline=narrative.headline(r),
        sentences=(
            narrative.pace_sentence(r),
            news_since_last(view),
            narrative.freshness(view.newest_day, view.today, r.target_day, r.sisa_desa, view.older_reports),
        ),
        cards=tuple(narrative.cards(r)),
        line=_line(view),
        kecamatan_title=narrative.kecamatan_title(view.capaian),
        kecamatan=_bars(view.capaian),
        missing_title=narrative.without_pokja_title(r),
        missing=_missing(view.desa),
        source=source_words(view),
        is_sample=bool(view.samples),
        choices=_choices(view),
        notices=notices,
    )


def _line(view: View) -> LineFacts:
    r = view.ringkasan
    moments = zip(view.steps["tanggal"], view.steps["kumulatif_desa"], strict=True)
    has_target = r.target_day is not None and r.target_desa is not None
    return LineFacts(
        title=narrative.line_title(r, view.spans),
        day=view.day,
        steps=tuple((moment.date(), int(count)) for moment, count in moments),
        target=(r.target_day, r.target_desa) if r.target_day is not None and r.target_desa is not None else None,
        start_of_path=view.start_of_path if has_target else None,
        spans=tuple(view.spans),
        earlier_targets=tuple((moment, desa) for _, moment, desa in view.earlier_targets),
        imprecise=tuple(
            (begin.date(), index) for index, begin in enumerate(view.steps["rentang_mulai"]) if not pd.isna(begin)
        ),
    )


def _bars(capaian: pd.DataFrame) -> tuple[KecamatanBar, ...]:
    """Most desa left first, as on the pages."""
    frame = capaian.sort_values(
        ["sisa_desa", "jumlah_desa"], ascending=[False, False], na_position="last", kind="stable"
    )
    return tuple(
        KecamatanBar(
            str(row["kecamatan"]),
            int(row["terbentuk_desa"]),
            _or_none(row["target_desa"], int),
            _or_none(row["capaian_pct"], float),
        )
        for row in frame.to_dict("records")
    )


def _or_none(value: Any, kind: Any) -> Any:
    return None if pd.isna(value) else kind(value)


def _missing(desa: pd.DataFrame) -> tuple[RungGroup, ...]:
    rest = desa[~desa["terbentuk"]]
    groups = []
    for tahap in _RUNGS:
        found = rest[rest["tahap"] == tahap] if tahap else rest[rest["tahap"].isna()]
        if not found.empty:
            per_kecamatan = found.groupby("kode_kecamatan", sort=False)
            names = tuple((str(part["kecamatan"].iloc[0]), tuple(part["desa"])) for _, part in per_kecamatan)
            groups.append(RungGroup(tahap, narrative.tahap_words(tahap or None), names))
    return tuple(groups)


def _choices(view: View) -> Choices:
    day = format_date(view.filters.day) if view.filters.day else ""
    days = day_options([upload.tanggal_data for upload in view.active_uploads])
    return Choices(
        kecamatan=tuple(kec.kecamatan for kec in view.region.kecamatan),
        chosen=view.filters.kecamatan,
        # A day that was typed into the address stays a choice.
        days=tuple(days) if not day or day in days else (day, *days),
        day=day,
    )
