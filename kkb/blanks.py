"""Marks and words that officers write where there is nothing to tell: one vocabulary, in lower case.

Which of the sets leaves a cell as good as empty depends on its column: a dash reports no status, but says "not signed"
among signatures; "tidak ada" is no decree, but an answer to what stood before an activity.
"""

from __future__ import annotations

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
