"""The target in words beyond its number: which plan it replaced, and why the desa left are not target less formed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from kkb.formatting import format_count, format_date, join_words
from kkb.indicators import Ringkasan
from kkb.problems import shorten
from kkb.schema import Rencana

_LONGEST_NAME = 60
_NAMED = 3


def replaced_sentence(plan: Rencana | None, earlier: Sequence[tuple[str, date, int]]) -> str:
    """What the plan in force replaced: "Target 2027 menggantikan Target 2024 (39 desa, 31 Desember 2024)."; "" if
    nothing.

    `earlier` are (name, day, desa) of the plans before it, oldest first; the newest is named first.
    """
    if plan is None or not earlier:
        return ""
    words = [
        f"{shorten(name, _LONGEST_NAME)} ({format_count(desa)} desa, {format_date(day)})"
        for name, day, desa in reversed(earlier)
    ]
    return f"{shorten(plan.nama, _LONGEST_NAME)} menggantikan {join_words(words, _NAMED)}."


def surplus_sentence(capaian: pd.DataFrame, r: Ringkasan) -> str:
    """Why the desa left are more than target less formed: a kecamatan (`schema.CAPAIAN_FRAME`) is above its target.

    "Sisa dihitung per kecamatan: 5 desa, bukan 4, karena Damar melebihi targetnya 1 desa."; "" if the two agree.
    """
    if r.sisa_desa is None or r.target_desa is None or r.sisa_desa == (plain := r.target_desa - r.terbentuk_desa):
        return ""
    # A kecamatan that the plan does not name has a target of none here.
    above = capaian["terbentuk_desa"] - capaian["target_desa"].fillna(0)
    names = [str(name) for name in capaian.loc[above > 0, "kecamatan"]]
    why = f"{join_words(names, _NAMED)} melebihi targetnya {format_count(above[above > 0].sum())} desa"
    if r.sisa_desa == 0:
        return f"{why}."
    instead = f", bukan {format_count(plain)}" if plain >= 0 else ""
    return f"Sisa dihitung per kecamatan: {format_count(r.sisa_desa)} desa{instead}, karena {why}."


def plan_sentences(
    plan: Rencana | None, earlier: Sequence[tuple[str, date, int]], capaian: pd.DataFrame, r: Ringkasan
) -> list[str]:
    """Both sentences, those that there are."""
    return [sentence for sentence in (replaced_sentence(plan, earlier), surplus_sentence(capaian, r)) if sentence]


def with_replaced(subtitle: str, sentence: str) -> str:
    """The subtitle of a line to the target, with the sentence about the plan that was replaced, if there is one."""
    return f"{subtitle}. {sentence.removesuffix('.')}" if sentence else subtitle
