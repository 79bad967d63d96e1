"""The message for the WhatsApp group, made from an overview."""

from __future__ import annotations

import pandas as pd

from kkb import narrative
from kkb.comparison import Base, Comparison
from kkb.indicators import most_left_first
from kkb.narrative.message import KecamatanCall, change_sentence, since_words, whatsapp_text
from kkb.overview import Overview, changes_since
from kkb.schema import Tanggal


def since_sentence(
    overview: Overview,
    *,
    base: Base | None = None,
    changes: Comparison | None = None,
    is_named: bool = True,
    is_bare: bool = False,
) -> str:
    """What changed since the base (None: that of the overview); "" if there is none.

    `changes` since then may be handed in where they are kept. Without names (`is_named`) and with a bare base
    (`is_bare`) it is shorter.
    """
    base = base or overview.base
    if base is None:
        return ""
    since = since_words(base, is_bare=is_bare)
    return change_sentence(changes or changes_since(overview, base), since, is_named=is_named)


def chat_message(
    overview: Overview, *, address: str, base: Base | None = None, changes: Comparison | None = None
) -> str:
    """At most ten lines: verdict and number, what changed since the base, desa to call in each kecamatan, desa whose
    Pokja ended, desa that nobody has reported, address.

    `changes` since the base (None: that of the overview) may be handed in where they are kept.
    """
    return whatsapp_text(
        overview.ringkasan,
        scope=narrative.scope_words(overview.kecamatan, overview.region_name),
        change=since_sentence(overview, base=base, changes=changes, is_named=False),
        calls=_calls(overview),
        ended=_ended(overview),
        unreported=[str(name) for name in overview.desa.loc[overview.desa["tahap"].isna(), "desa"]],
        address=address,
        is_sample=bool(overview.samples),
    )


def _ended(overview: Overview) -> list[str]:
    """ "Lintang (30 September 2026)": the desa whose Pokja ended and was not formed again, with the day if known."""
    ended = overview.desa[overview.desa["berakhir"]]
    days = zip(ended["desa"], ended["tanggal_bubar_iso"], strict=True)
    return [f"{name} ({Tanggal.from_iso(iso).words()})" if isinstance(iso, str) else str(name) for name, iso in days]


def _calls(overview: Overview) -> list[KecamatanCall]:
    """The kecamatan, most desa left first; nobody is called where the target is met."""
    left = overview.langkah.next
    columns = (overview.desa[name] for name in ("kode_desa", "berakhir", "tanggal_bubar_iso"))
    ends = {kode: narrative.end_words(is_ended, iso) for kode, is_ended, iso in zip(*columns, strict=True)}
    calls = []
    for row in most_left_first(overview.capaian).to_dict("records"):
        formed, target = int(row["terbentuk_desa"]), row["target_desa"]
        goal = int(row["jumlah_desa"] if pd.isna(target) else target)
        to_call = [
            one.desa + ends.get(one.kode_desa, "")
            for one in left
            if one.kode_kecamatan == row["kode_kecamatan"] and formed < goal
        ]
        calls.append(KecamatanCall(str(row["kecamatan"]), formed, goal, tuple(to_call)))
    return calls
