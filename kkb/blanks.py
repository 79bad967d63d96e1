"""Marks and words that officers write where there is nothing to tell: one vocabulary, in lower case.

Which of the sets leaves a cell as good as empty depends on its column: a dash reports no status, but says "not signed"
among signatures; "tidak ada" is no decree, but an answer to what stood before an activity.
"""

from __future__ import annotations

import re

DASHES = frozenset({"-", "–", "—", "--", "---"})
"""What fills a cell that would otherwise be empty. The text "" is not among them: a formula without a result has it."""

NOT_KNOWN = frozenset({"?", "tidak diketahui", "belum diketahui", "belum tahu", "tidak tahu", "lupa", "n/a", "na"})
"""Nobody knows it."""

BLANK = DASHES | NOT_KNOWN | {
    "", "_", ".", "..", "...", "…", "kosong", "belum diisi", "belum dilaporkan", "belum lapor", "belum melapor",
    "tidak dilaporkan", "belum ada laporan", "belum ada data", "belum ada keterangan",
}  # fmt: skip
"""As good as an empty cell in every column: nobody reported anything."""

NONE = frozenset({"tidak", "tidak ada", "belum", "belum ada", "nihil"})
"""Says that there is none. A status, a signature or a number takes it for an answer."""

NOTHING = BLANK | NONE | {
    "belum terbentuk", "belum dibentuk", "belum terbit", "belum dibuat", "belum dicanangkan", "belum diklasifikasi",
    "proses", "dalam proses", "menyusul",
}  # fmt: skip
"""Nothing to store of a fact that a desa may have or not: a date, a decree, an attribute. It may still be to come."""

_SAME_AS = (
    r"(?: (?:dgn|dengan|spt|seperti|sesuai)(?: (?:yang|yg|data|isi|berkas|kiriman|laporan))*"
    r" (?:lama|dulu|semula|sebelumnya|pertama|lalu|awal))"
)
_UNCHANGED = re.compile(
    rf"(?:ttp|tetap){_SAME_AS}?|(?:idem|sama){_SAME_AS}|(?:tdk|tidak)(?: ada)?(?: yang| yg)? (?:perubahan|berubah)"
)
"""A bare "idem" or "sama" may mean the row above, and says so only in a file that corrects another one."""

_UNCHANGED_BARE = frozenset({"idem", "sama"})


def says_unchanged(text: str, *, is_bare: bool = False) -> bool:
    """True for words that keep what was told before: "ttp", "tetap", "idem dgn lama"; with `is_bare` "sama" as well."""
    word = " ".join(text.casefold().split()).strip("(). ")
    return _UNCHANGED.fullmatch(word) is not None or (is_bare and word in _UNCHANGED_BARE)
