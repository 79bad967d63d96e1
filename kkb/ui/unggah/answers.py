"""What was decided at a desk, and the texts in which a draft keeps it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kkb.checking.columns import ColumnPlace, column_id, read_column_id
from kkb.checking.questions import MendedCell, mend_id, read_mend_id
from kkb.checking.request import Asked

_REPLY = re.compile(r"jawab:(?P<place>\d+):(?P<key>\w+)")
_LEFT_OUT = re.compile(r"keluar:(?P<place>\d+)")


@dataclass(frozen=True, slots=True)
class DeskAnswers:
    """`mends`: the text in the place of what a cell holds; `replies`: what a question about a file was answered with;
    `left_out`: the files taken out of the check; `columns`: the fields of columns that nobody knows.

    A file is named by its place on the desk, from 1, which never changes. A check counts the files that are used: what
    it is given, and what it asks, names a file by its number in that queue.
    """

    mends: Mapping[MendedCell, str] = field(default_factory=dict)
    replies: Mapping[Asked, str] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    columns: Mapping[ColumnPlace, str] = field(default_factory=dict)


def read_answers(kept: Mapping[str, str]) -> DeskAnswers:
    """The answers of a draft. What a text of another version of the program says is passed over."""
    replies = [(match, value) for key, value in kept.items() if (match := _REPLY.fullmatch(key))]
    left_out = [match for key in kept if (match := _LEFT_OUT.fullmatch(key))]
    return DeskAnswers(
        mends={cell: text for key, text in kept.items() if (cell := read_mend_id(key)) is not None},
        replies={Asked(match["key"], int(match["place"])): value for match, value in replies},
        left_out=frozenset(int(match["place"]) for match in left_out),
        columns={place: name for key, name in kept.items() if (place := read_column_id(key)) is not None},
    )


def write_answers(answers: DeskAnswers) -> dict[str, str]:
    """The same as a draft keeps them: "cell:Rekap!C3@2", "column:Rekap!F@2", "jawab:2:KEY", "keluar:2"."""
    return {
        **{mend_id(*cell): text for cell, text in answers.mends.items()},
        **{column_id(*place): name for place, name in answers.columns.items()},
        **{f"jawab:{asked.file}:{asked.name}": value for asked, value in answers.replies.items()},
        **{f"keluar:{place}": "ya" for place in sorted(answers.left_out)},
    }
