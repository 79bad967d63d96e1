"""The message for the WhatsApp group, made from an overview."""

from __future__ import annotations

from kkb import narrative
from kkb.comparison import Base, Comparison
from kkb.narrative.message import change_sentence, since_words, whatsapp_text
from kkb.narrative.plan import plan_sentences
from kkb.narrative.programme import whatsapp_lines
from kkb.overview import Overview, changes_since

NOTHING_BEFORE = "Belum ada rapat atau data sebelumnya untuk dibandingkan."


def since_sentence(overview: Overview, *, base: Base | None = None, changes: Comparison | None = None) -> str:
    """What changed since the base (None: that of the overview); plainly so if there is none.

    `changes` since then may be handed in where they are kept.
    """
    base = base or overview.base
    if base is None:
        return NOTHING_BEFORE
    return change_sentence(changes or changes_since(overview, base), since_words(base))


def chat_message(
    overview: Overview, *, address: str, base: Base | None = None, changes: Comparison | None = None
) -> str:
    """Six plain lines: day, formed of target, left, changed since, desa to call, address; before it one for each of the
    other sheets that is reported, and behind those left what there is to say of the target."""
    return whatsapp_text(
        overview.ringkasan,
        scope=narrative.scope_words(overview.kecamatan, overview.region_name),
        change=since_sentence(overview, base=base, changes=changes),
        to_call=[one.desa for one in overview.langkah.next],
        address=address,
        is_sample=bool(overview.samples),
        plan=plan_sentences(overview.plan, overview.earlier_targets, overview.capaian, overview.ringkasan),
        programme=whatsapp_lines(overview.outcomes, overview.day),
    )
