"""The message for the WhatsApp group, made from an overview."""

from __future__ import annotations

import pandas as pd

from kkb import narrative
from kkb.comparison import Base, Comparison
from kkb.indicators import most_left_first
from kkb.narrative.message import KecamatanCall, change_sentence, since_words, whatsapp_text
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
    """At most ten lines: verdict and number, what changed since the base, desa to call in each kecamatan, address.

    `changes` since the base (None: that of the overview) may be handed in where they are kept.
    """
    base = base or overview.base
    return whatsapp_text(
        overview.ringkasan,
        scope=narrative.scope_words(overview.kecamatan, overview.region_name),
        change=_change_in_short(overview, base, changes),
        calls=_calls(overview),
        address=address,
        is_sample=bool(overview.samples),
    )


def _change_in_short(overview: Overview, base: Base | None, changes: Comparison | None) -> str:
    """What changed, as numbers: the desa are named on the page; "" without a base."""
    if base is None:
        return ""
    return change_sentence(changes or changes_since(overview, base), since_words(base), is_named=False)


def _calls(overview: Overview) -> list[KecamatanCall]:
    """The kecamatan, most desa left first; nobody is called where the target is met."""
    left = overview.langkah.next
    calls = []
    for row in most_left_first(overview.capaian).to_dict("records"):
        formed, target = int(row["terbentuk_desa"]), row["target_desa"]
        goal = int(row["jumlah_desa"] if pd.isna(target) else target)
        to_call = [one.desa for one in left if one.kode_kecamatan == row["kode_kecamatan"] and formed < goal]
        calls.append(KecamatanCall(str(row["kecamatan"]), formed, goal, tuple(to_call)))
    return calls
