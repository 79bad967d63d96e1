"""The words of recaps that tell the rung of a desa, in lower case: one vocabulary for the reader and the check.

In a column of status all of them count; which of them may head a block of desa as well, `HEADINGS` says.
"""

from __future__ import annotations

from itertools import chain

from kkb.blanks import BLANK, NONE
from kkb.schema import Tahap

RUNG_WORDS: dict[Tahap, tuple[str, ...]] = {
    Tahap.TERBENTUK: (
        "terbentuk", "sudah terbentuk", "telah terbentuk", "sudah membentuk", "telah membentuk", "dibentuk",
        "sudah dibentuk", "telah dibentuk", "sk terbit", "membentuk",
    ),
    Tahap.MERINTIS: (
        "merintis", "rintis", "rintisan", "perintisan", "dirintis", "mulai merintis", "sedang merintis", "proses",
        "dalam proses", "sedang proses", "proses pembentukan", "dalam proses pembentukan", "sedang dibentuk",
        "sudah merintis", "sudah proses", "sudah rintisan", "on proses", "on process", "on progres", "on progress",
        "in progress",
    ),
    Tahap.SOSIALISASI: (
        "sosialisasi", "sudah sosialisasi", "telah sosialisasi", "baru sosialisasi", "sosialisasi saja",
        "sudah disosialisasikan", "disosialisasikan",
    ),
    Tahap.KOMITMEN: ("komitmen", "sudah komitmen", "komitmen bersama", "tanda tangan komitmen"),
    Tahap.BELUM: (
        "belum terbentuk", "belum membentuk", "belum dibentuk", "tidak terbentuk", "belum sosialisasi",
        "belum disosialisasikan", "belum merintis", "belum proses",
    ),
}  # fmt: skip
"""Words that name a rung."""

YES_WORDS = ("sudah", "ada", "aktif", "sudah ada", "telah ada", "memiliki", "sudah memiliki")
NO_WORDS = ("belum", "belum ada", "tidak ada", "belum memiliki", "tidak memiliki")
"""Words that say whether there is a Pokja, and so cannot tell the rungs in between apart."""

YES_ANSWERS = ("ya", "y", "yes", "1", "100%", "true")
NO_ANSWERS = (*sorted(NONE.difference(NO_WORDS)), "blm", "no", "0", "0%", "false")
"""The same as an answer in a cell: nothing that anybody would write above a block."""

STEPS_TOWARDS = ("koordinasi", "penetapan kebijakan", "penyiapan sdm", "persiapan")
"""The steps between Sosialisasi and the formation by the technical guideline, and what offices call them together.
They are no rungs: most who tick them mean Merintis, which is suggested."""

INACTIVE_WORDS = frozenset(
    {"tidak aktif", "non aktif", "nonaktif", "non-aktif", "tak aktif", "dihapus", "hapus", "bubar", "dibubarkan",
     "vakum", "demisioner"}
)  # fmt: skip
"""A Pokja that ended, or sleeps: a question."""

HEADINGS = frozenset(
    {*chain(*RUNG_WORDS.values()), *YES_WORDS, *NO_WORDS, *INACTIVE_WORDS, "akan dibentuk"}
    | {word for word in BLANK if word.startswith("belum ")}
)
"""What may stand alone above a block of desa. "Akan dibentuk" is no rung, and reported at the heading."""
