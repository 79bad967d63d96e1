"""Remarks that take back what the status beside them says: "batal", "dihapus"."""

from __future__ import annotations

import re

_DENIES = re.compile(
    r"\W*(?:sudah |telah |pokja |kini )*(?:batal|dibatalkan|dihapus|dicoret|bubar|dibubarkan|vakum|tidak aktif|"
    r"non[ -]?aktif|tidak jadi|belum jadi|tidak berlaku|salah (?:input|ketik|isi|data))\b",
    re.IGNORECASE,
)
_LONGEST = 60
"""Letters of a remark that is nothing but a denial; a longer one tells a story."""


def denies(remark: str | None) -> bool:
    """True for a short remark that begins by taking the row back."""
    return remark is not None and len(remark) <= _LONGEST and _DENIES.match(remark) is not None
