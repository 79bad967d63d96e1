"""Steps side by side, each answered in words: "Sosialisasi | Merintis | Terbentuk", Sudah or Belum under each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kkb.blanks import DASHES
from kkb.recap import Cell
from kkb.workbook.addresses import column_letters
from kkb.workbook.grid import Described
from kkb.workbook.tables.groups import Cells, Group, holds_only_marks, is_tick
from kkb.workbook.tables.header_search import Header
from kkb.workbook.tables.headers import FORMED, STEP_WORDS, STEPS, is_beside_pokja, is_of_status, step_of

_WORD = re.compile(r"[^\W_]+")
_YES = frozenset("sudah sdh telah ya iya y yes ada dilaksanakan terlaksana selesai".split())
_NO = frozenset("belum blm tidak tdk no".split())
_LETTERS_OF_YES, _LETTERS_OF_NO = frozenset({"y", "ya"}), frozenset({"t", "n"})
"""The second say no only beside the first: a T alone may be Tidak or Terbentuk, which the checks ask."""

_PERCENT = re.compile(r"(?:(0|100)(?:[.,]0+)?|\d{1,3}(?:[.,]\d+)?) ?%|0?[.,]\d+")
"""How much of a step is done: of a typed 65% Excel makes 0.65."""


_LEAST_ANSWERED = 0.5
"""Share of the cells of a column that must be a yes or a no; the others are handed on as they stand."""


def _words_of_no(cells: Iterable[Described]) -> frozenset[str]:
    """The words that say no where these are the cells of all steps."""
    return _NO | _LETTERS_OF_NO if any(text.casefold() in _LETTERS_OF_YES for _, text in cells) else _NO


def answer_of(cell: Described, step: str, no: frozenset[str] = _NO) -> bool | None:
    """True for a cell that says yes to a step, False for no, None for anything else; a dash says neither.

    100% is a yes and 0% a no; what is between them says neither.
    """
    kind, text = cell
    if (match := _PERCENT.fullmatch(text)) and match[1]:
        return match[1] == "100"
    if is_tick(cell) or (kind == "date" and step != FORMED):
        return True
    if text.casefold() in ("0", "false"):
        return False
    first, *rest = [*_WORD.findall(text.casefold()), ""]
    words = {first, *rest} - {""}
    if first in no:
        return False if words - {first} <= _YES | STEP_WORDS[step] else None
    return True if words and words <= _YES | STEP_WORDS[step] else None


@dataclass(slots=True)
class Ladder(Group):
    """A group of ticks whose cells are words: `columns` maps column → the step that it asks for, `no` says no."""

    no: frozenset[str] = _NO

    def read(self, row: int, cells: Cells) -> Cell | None:
        """The highest step with a yes; a cell that is no answer stands for itself, unless a higher step has a yes."""
        own = {column: cells[column] for column in sorted(self.columns) if column in cells}
        answers = {column: answer_of(cell, self.columns[column], self.no) for column, cell in own.items()}
        for column in sorted(own, key=lambda one: STEPS.index(self.columns[one]), reverse=True):
            kind, text = own[column]
            ref = f"{column_letters(column)}{row}"
            if answers[column]:
                return Cell(ref, "text", self.columns[column])
            if answers[column] is None and text not in DASHES:
                is_part = _PERCENT.fullmatch(text) is not None
                return Cell(ref, "text", f"{self.columns[column]} {text}") if is_part else Cell(ref, kind, text)
        denied = [column for column, answer in answers.items() if answer is False]
        if not denied and (not own or own.keys() != self.columns.keys()):
            return None
        column = max(denied or own, key=lambda one: STEPS.index(self.columns[one]))
        return Cell(f"{column_letters(column)}{row}", "text", "Belum")

    def marked(self, cells: Cells) -> list[int]:
        """The columns whose cell says yes, from the left."""
        return [c for c, step in sorted(self.columns.items()) if c in cells and answer_of(cells[c], step, self.no)]


def find_ladders(header: Header, contents: Mapping[int, list[Described]]) -> list[Ladder]:
    """The ladders by what they stand under: a column for Terbentuk, one for a step before it, one of them in words."""
    steps, no = _answered_steps(header, contents)
    chosen = header.fields.get("status")
    if chosen is not None and not is_beside_pokja(header.texts[chosen]) and not holds_only_marks(contents[chosen]):
        steps |= {chosen: FORMED} if _is_answered(contents[chosen], FORMED, no) else {}
    by_upper: dict[str, dict[int, str]] = {}
    for column, step in sorted(steps.items()):
        by_upper.setdefault(header.upper.get(column, ""), {})[column] = step
    groups = [*by_upper.items()] if all(FORMED in one.values() for one in by_upper.values()) else [("", steps)]
    ladders = [Ladder("ticks", _as_ladder(columns, contents, chosen), upper, no=no) for upper, columns in groups]
    return [ladder for ladder in ladders if ladder.columns]


def find_lower_steps(
    header: Header, contents: Mapping[int, list[Described]], taken: Collection[int]
) -> Ladder | None:
    """The ladder of those steps before Terbentuk that are answered, but for the columns `taken`; None of none."""
    steps, no = _answered_steps(header, contents)
    lower = {column: step for column, step in sorted(steps.items()) if step != FORMED and column not in taken}
    return Ladder("ticks", lower, "", no=no) if lower else None


def _answered_steps(
    header: Header, contents: Mapping[int, list[Described]]
) -> tuple[dict[int, str], frozenset[str]]:
    """Column → step of those whose cells answer it, and the words that say no in them."""
    steps = {
        column: step
        for column, own in header.own.items()
        if (step := step_of(own)) is not None and is_of_status(own, header.upper.get(column, ""))
    }
    no = _words_of_no(cell for column in steps for cell in contents[column])
    return {column: step for column, step in steps.items() if _is_answered(contents[column], step, no)}, no


def _is_answered(cells: list[Described], step: str, no: frozenset[str]) -> bool:
    """True if most of the cells are a yes or a no; the step Terbentuk takes no other words."""
    told = [cell for cell in cells if cell[1] not in DASHES]
    answered = sum(answer_of(cell, step, no) is not None or _PERCENT.fullmatch(cell[1]) is not None for cell in told)
    return bool(told) and answered >= (len(told) if step == FORMED else _LEAST_ANSWERED * len(told))


def _as_ladder(
    columns: dict[int, str], contents: Mapping[int, list[Described]], chosen: int | None
) -> dict[int, str]:
    """The columns of one ladder, with one column of Terbentuk; {} if they are none, or ticks alone."""
    formed = [column for column, step in columns.items() if step == FORMED]
    lower = {column: step for column, step in columns.items() if step != FORMED}
    if not formed or not lower or all(holds_only_marks(contents[column]) for column in columns):
        return {}
    top = chosen if chosen in formed else formed[0]
    return dict(sorted({**lower, top: FORMED}.items()))
