"""Words of a status in the column of the decree, where no column has the status: "SK Pokja" with Ada, Proses, Belum.

A decree that exists is a Pokja that was formed only if somebody says so: that is an answer to the question where the
status comes from (`choose.py`).
"""

from __future__ import annotations

from kkb.checking.rows.row import tells_formation
from kkb.checking.values.letters import visible
from kkb.checking.values.status import read_status
from kkb.problems import shorten
from kkb.recap import Table
from kkb.schema import Tahap

_FEWEST = 2


def describe_decrees(table: Table) -> str:
    """What each word of the column would mean: '"Ada" Terbentuk, "Proses" Merintis'.

    "" unless most of its filled cells are such words, and one of them says yes.
    """
    told = [text for row in table.rows if (text := row.text_of("no_sk").strip())]
    rungs: dict[str, tuple[str, Tahap]] = {}
    for text in told:
        if (tahap := read_status(text).tahap) is not None:
            rungs.setdefault(text.casefold(), (text, tahap))
    words = [text for text in told if text.casefold() in rungs]
    if len(words) < max(_FEWEST, len(told) / 2) or all(tahap is not Tahap.TERBENTUK for _, tahap in rungs.values()):
        return ""
    meanings = [f'"{shorten(visible(text))}" {tahap.value}' for text, tahap in rungs.values()]
    return ", ".join([*meanings, "nomor Terbentuk"] if len(words) < len(told) else meanings)


def rungs_of_decrees(table: Table) -> dict[int, Tahap]:
    """Row → the rung that its word means; without one, a date or the number of a decree says that it is formed."""
    rungs: dict[int, Tahap] = {}
    for row in table.rows:
        tahap = read_status(row.text_of("no_sk").strip()).tahap
        if tahap is None and tells_formation(row):
            tahap = Tahap.TERBENTUK
        if tahap is not None:
            rungs[row.row] = tahap
    return rungs
