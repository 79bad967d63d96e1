"""Checking recaps: rows of text → clean rows, problems, questions. No file, store or clock is touched here."""

from kkb.checking.check import check
from kkb.checking.questions import UnknownAnswer, mend_id
from kkb.checking.request import Baseline, NamedWorkbook, Request
from kkb.checking.verdict import Change, ChangeKind, FileVerdict, Option, Outcome, Question, Verdict

__all__ = [
    "Baseline",
    "Change",
    "ChangeKind",
    "FileVerdict",
    "NamedWorkbook",
    "Option",
    "Outcome",
    "Question",
    "Request",
    "UnknownAnswer",
    "Verdict",
    "check",
    "mend_id",
]
