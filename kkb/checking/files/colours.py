"""A status that only a colour tells: nothing is made of it before the officer has said what each colour means.

Without a column of status the colours of the names may stand for it, if a legend says what each of them means: that is
an answer to the question where the status comes from (`choose.py`).
"""

from __future__ import annotations

import colorsys
import re

from kkb.checking.questions import Answers
from kkb.checking.request import Source
from kkb.checking.values.status import read_status
from kkb.checking.verdict import Option, Question
from kkb.formatting import format_count, join_words
from kkb.problems import shorten
from kkb.recap import Table
from kkb.schema import Tahap

_MEANINGS = (Tahap.TERBENTUK, Tahap.MERINTIS, Tahap.SOSIALISASI, Tahap.BELUM)
_NOTHING = "lewati"
_DESA_NAMED = 4
_RGB = re.compile(r"[0-9A-F]{6}")
_GREY, _DARK, _LIGHT = 0.15, 0.15, 0.85
_HUES = ((15, "merah"), (50, "jingga"), (70, "kuning"), (170, "hijau"), (255, "biru"), (320, "ungu"), (361, "merah"))


def settle_colours(source: Source, answers: Answers, *, is_chosen: bool) -> dict[int, Tahap] | None:
    """Row → the rung that its colour means, of rows without a word of status; None while an answer is open.

    `is_chosen`: the officer takes the status from the colours, for no column has it.
    """
    table = source.table
    if "status" not in table.columns and (not is_chosen or read_legend(table)):
        return rungs_of_rows(table) if is_chosen else {}
    at = "status" if "status" in table.columns else "desa"
    meanings: dict[str, Tahap | None] = {}
    is_open = False
    for fill in dict.fromkeys(table.colours.values()):
        question = _ask(table, fill)
        row = next(number for number, other in table.colours.items() if other == fill)
        cell, count = f"{table.column_letters[at]}{row}", format_count(_count(table, fill))
        problem = source.problem(
            "STATUS_COLOUR", cell=cell, column=table.columns[at], colour=_name(fill), count=count
        )
        chosen = answers.settle(question, problem)
        is_open = is_open or chosen is None
        meanings[fill] = Tahap(chosen) if chosen not in (None, _NOTHING) else None
    if is_open:
        return None
    return {row: tahap for row, fill in table.colours.items() if (tahap := meanings[fill]) is not None}


def read_legend(table: Table) -> dict[str, Tahap]:
    """Fill → the rung that its words beside the table mean; {} unless each fill of the rows has one."""
    fills = dict.fromkeys(fill for fill in table.colours.values() if fill)
    meanings = {fill: tahap for fill in fills if (tahap := read_status(table.legend.get(fill, "")).tahap) is not None}
    return meanings if len(meanings) == len(fills) else {}


def rungs_of_rows(table: Table) -> dict[int, Tahap]:
    """Row → the rung that its colour means by the legend."""
    meanings = read_legend(table)
    return {row: meanings[fill] for row, fill in table.colours.items() if fill in meanings}


def describe_legend(table: Table) -> str:
    """The legend in words: "hijau (92D050) Terbentuk, merah (FF7C80) Belum"; that colours will be asked about where it
    cannot be read; "" without colours, or without a legend."""
    meanings = read_legend(table)
    if not meanings:
        fills = {fill for fill in table.colours.values() if fill}
        return "arti tiap warna ditanyakan sesudah ini" if fills and fills <= table.legend.keys() else ""
    return ", ".join(f"{_name(fill).removeprefix('warna ')} {tahap.value}" for fill, tahap in meanings.items())


def _ask(table: Table, fill: str) -> Question:
    names = [row.cells["desa"].text for row in table.rows if table.colours.get(row.row) == fill and "desa" in row.cells]
    shown = [shorten(name, 30) for name in names[:_DESA_NAMED]]
    rest = [f"{format_count(len(names) - _DESA_NAMED)} lainnya"] if len(names) > _DESA_NAMED else []
    words = table.legend.get(fill, "")
    legend = f' Di luar tabel, warna itu disertai tulisan "{shorten(words)}".' if words else ""
    told = read_status(words).tahap if words else None
    return Question(
        id=f"status_colour:{fill.replace(' ', '-') or 'tanpa'}",
        code="STATUS_COLOUR",
        text=(
            f"{_where(table)} {_name(fill)[:1].upper()}{_name(fill)[1:]} pada "
            f"{format_count(len(names))} desa ({join_words([*shown, *rest])}): apa artinya?{legend}"
        ),
        options=(
            *(Option(tahap.value, tahap.value) for tahap in _MEANINGS),
            Option(_NOTHING, "Bukan tanda status; baris-baris itu tetap tanpa status"),
        ),
        suggested=told.value if told in _MEANINGS else _NOTHING,
    )


def _where(table: Table) -> str:
    return "Kolom status kosong, hanya diwarnai." if "status" in table.columns else "Status hanya diwarnai."


def _count(table: Table, fill: str) -> int:
    return sum(other == fill for other in table.colours.values())


def _name(fill: str) -> str:
    """A colour in words: "warna hijau (00B050)", "warna tema 4", "tanpa warna"."""
    if not fill:
        return "tanpa warna"
    if not _RGB.fullmatch(fill):
        return f"warna {fill.replace('theme', 'tema').replace('indexed', 'nomor')}"
    red, green, blue = (int(fill[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if saturation < _GREY or lightness < _DARK:
        word = "hitam" if lightness < _DARK else "abu-abu"
    else:
        word = next(word for end, word in _HUES if hue * 360 < end)
        word += " muda" if lightness > _LIGHT else ""
    return f"warna {word} ({fill})"
