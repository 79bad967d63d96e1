"""Marks that stand for a word, as officers type them: in a column of ticks and as a status alike."""

from __future__ import annotations

_EMOJI = "\ufe0f"
"""Phones put it behind ✔, ☑ and ✖ to have them in colour."""

TICKS = frozenset({"v", "✓", "✔", "√", "☑", "✅", "ü", "þ", "●", "•", "+", f"✔{_EMOJI}", f"☑{_EMOJI}"})
"""Marks that say yes, in lower case. Ü and þ are what the ticks of the font Wingdings are without it."""

CROSSES = frozenset({"x", "×", "✗", "✘", "✕", "✖", f"✖{_EMOJI}"})
"""Marks that mean yes in one office and no in another: a tick where they stand alone, a status of none of them."""
