"""Words for what an upload changes in a desa: one table, on the review page and in the history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kkb.checking import ChangeKind
from kkb.formatting import MISSING
from kkb.personal import mask_texts
from kkb.recap_columns import LABELS

KIND_WORDS = {
    ChangeKind.NEW: "Baru",
    ChangeKind.MOVED: "Berpindah tahap",
    ChangeKind.CORRECTED: "Dikoreksi",
    ChangeKind.REFINED: "Dilengkapi",
    ChangeKind.REJECTED: "Tidak disimpan",
    ChangeKind.UNCHANGED: "Tetap",
}
"""In the order of a list."""


def arrow(pair: Sequence[str | None] | None) -> str:
    """ "Merintis → Terbentuk" for (old, new); the new alone where there was none; empty where nothing changed."""
    if pair is None or pair[0] == pair[1]:
        return ""
    # What is stored stands in it as well, and a file may be checked by whoever only reads.
    old, new = mask_texts(tuple(pair))
    return new or MISSING if old is None else f"{old} → {new or MISSING}"


def describe_fields(fields: Mapping[str, Sequence[str | None]]) -> str:
    """ "Status Merintis → Terbentuk; Nomor SK 140/5": every field of a change with what became of it."""
    told = [(LABELS.get(name, name), arrow(pair)) for name, pair in fields.items()]
    return "; ".join(f"{title} {words}" for title, words in told if words)
