"""Checking a recap: rows of text → clean rows, problems, questions. No file, store or clock is touched here."""

from kkb.checking.check import Baseline, Request, UnknownAnswer, check
from kkb.checking.verdict import Change, ChangeKind, Option, Outcome, Question, Verdict

__all__ = [
    "Baseline",
    "Change",
    "ChangeKind",
    "Option",
    "Outcome",
    "Question",
    "Request",
    "UnknownAnswer",
    "Verdict",
    "check",
]
