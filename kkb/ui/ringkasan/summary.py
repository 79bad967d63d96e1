"""All the words of the first page, made once per data version and filter."""

from __future__ import annotations

from dataclasses import dataclass

from kkb import narrative
from kkb.briefing.message import chat_message, since_sentence
from kkb.briefing.source import source_words
from kkb.narrative.alt import kecamatan_alt, line_alt
from kkb.narrative.plan import plan_sentences, replaced_sentence
from kkb.theme import LIGHT, Palette
from kkb.ui.banding.compare_view import changes_since_base
from kkb.ui.frame.view import View, kept


@dataclass(frozen=True, slots=True)
class Summary:
    """Sentences and figures as text; nothing here is computed again while the data stays.

    The `headline` stands behind the verdict, which is a badge there. `plan` are the sentences about the target,
    `news` is empty where there is nothing to compare with. `message` is the one for the group, up to the address that
    follows.
    """

    headline: str
    freshness: str
    news: str
    cards: tuple[narrative.Card, ...]
    plan: tuple[str, ...]
    line_title: str
    line_subtitle: str
    line_alt: str
    kecamatan_title: str
    kecamatan_alt: str
    without_title: str
    message: str
    source: str


def summary_of(view: View) -> Summary:
    """The words for a view."""
    return kept(_summarise, view, LIGHT)


def _summarise(view: View, _palette: Palette) -> Summary:
    r, chosen = view.ringkasan, view.filters.kecamatan
    headline = narrative.count_sentence(r, is_bare=True).removesuffix(".")
    changes = changes_since_base(view)
    return Summary(
        headline=f"{', '.join(chosen)}: {headline}" if chosen else headline,
        freshness=narrative.freshness(
            view.newest_day, view.today, r.target_day, r.sisa_desa, view.older_reports, view.day
        ),
        news=since_sentence(view, changes=changes, is_named=False, is_bare=True),
        cards=tuple(narrative.first_cards(r)),
        plan=tuple(plan_sentences(view.plan, view.earlier_targets, view.capaian, r)),
        line_title=narrative.line_title(r, view.spans),
        line_subtitle=narrative.line_subtitle(
            view.spans, view.milestones, what=narrative.with_way("Desa dengan Pokja", r)
        ),
        line_alt=line_alt(
            view.steps,
            target_desa=r.target_desa,
            target_day=r.target_day,
            spans=view.spans,
            replaced=replaced_sentence(view.plan, view.earlier_targets),
        ),
        kecamatan_title=narrative.kecamatan_title(view.capaian, is_bare=True),
        kecamatan_alt=kecamatan_alt(view.capaian),
        without_title=narrative.without_pokja_title(r),
        message=chat_message(view, address="", changes=changes),
        source=source_words(view),
    )
