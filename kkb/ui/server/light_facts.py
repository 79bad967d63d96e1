"""The facts of the light page, taken from the same view and sentences as the pages."""

from __future__ import annotations

from kkb import narrative
from kkb.briefing.source import source_words
from kkb.exports.light.page import Choices, LightFacts
from kkb.figures.facts import kecamatan_bars, line_facts, rung_groups
from kkb.formatting import format_date
from kkb.narrative.plan import plan_sentences
from kkb.narrative.programme import programme_lines
from kkb.ui.banding.compare_view import news_since_last
from kkb.ui.frame.filters import day_options
from kkb.ui.frame.view import View
from kkb.ui.parts.figures import view_alt
from kkb.ui.parts.page_links import page_links


def light_facts(view: View, notices: tuple[str, ...] = ()) -> LightFacts:
    """What the light page says of a view; `notices` are lines about its address."""
    r = view.ringkasan
    if not view.has_data:
        return LightFacts(
            scope=narrative.scope_words(view.filters.kecamatan, view.region_name),
            headline="Belum ada data",
            verdict="",
            is_good=None,
            sentences=("Unggah rekap pertama untuk melihat berapa desa yang sudah membentuk Pokja.",),
            cards=(),
            line=None,
            line_alt="",
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
        headline=narrative.count_sentence(r),
        verdict=narrative.verdict_words(r),
        is_good=r.putusan.is_good,
        sentences=(
            narrative.pace_sentence(r),
            *plan_sentences(view.plan, view.earlier_targets, view.capaian, r),
            news_since_last(view),
            narrative.freshness(view.newest_day, view.today, r.target_day, r.sisa_desa, view.older_reports, view.day),
            *map(str, programme_lines(view.outcomes, view.day)),
        ),
        cards=tuple(narrative.cards(r)),
        line=line_facts(view),
        line_alt=view_alt(view),
        kecamatan_title=narrative.kecamatan_title(view.capaian),
        kecamatan=kecamatan_bars(view.capaian),
        missing_title=narrative.without_pokja_title(r),
        missing=rung_groups(view.desa),
        source=source_words(view),
        is_sample=bool(view.samples),
        choices=_choices(view),
        notices=notices,
        links=page_links(view.filters),
    )


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
