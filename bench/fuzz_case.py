"""One broken file through the real path: checked by a child process, its preview compared with what a commit does."""

from __future__ import annotations

import hashlib
import logging
import random
import resource
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from bench.fuzz_looks import agrees, bad_words, rows_of, says, shown_faults, unlisted
from bench.fuzz_store import TrialStore
from bench.good_books import make_books
from bench.mutations import texts, zips
from bench.ready_child import ReadyChild
from kkb.briefing.message import chat_message
from kkb.checking import Outcome
from kkb.config import DEFAULT_REGION_NAME
from kkb.overview import make_overview
from kkb.state import fold, state_on
from kkb.uploads.check import Checked, InputFile, Stored, check_files
from kkb.uploads.commit import commit
from kkb.workbook import parent
from tests.support.builders import REGION

TODAY = date(2024, 12, 1)
NOW = datetime(2024, 12, 1, 2, 0, tzinfo=UTC)
LONGEST_SECONDS = 5.0


@dataclass(frozen=True)
class Result:
    """What became of a case. `faults` are words of `FAULTS`, each with what was seen; `died` are ends of a child."""

    number: int
    book: str
    ways: tuple[str, ...]
    outcome: str
    message: str = ""
    seconds: float = 0.0
    is_stored: bool = False
    died: tuple[str, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)


FAULTS = (
    "server deaths",
    "hangs over 5 s",
    "tracebacks or paths shown",
    "changes not listed in the preview",
    "store changed by a check",
    "damaged zip read otherwise",
)
"""What must never happen. An exception that leaves check, commit or the figures counts as a death of the server."""

_DEATH, _HANG, _SHOWN, _UNLISTED, _WRITTEN, _MISREAD = FAULTS


def make_case(
    number: int, seed: int, books: Mapping[str, Mapping[str, bytes]]
) -> tuple[str, list[str], list[InputFile]]:
    """The book, the ways it was broken and the files of one case; the same for the same seed and number."""
    rng = random.Random(f"{seed}-{number}")
    book = rng.choice(list(books))
    files = dict(books[book])
    name = rng.choice(list(files))
    ways = []
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        way, files[name] = _break(rng, files[name])
        ways.append(way)
    return book, ways, [InputFile(name, data) for name, data in files.items()]


def _break(rng: random.Random, data: bytes) -> tuple[str, bytes]:
    if not data:
        return "empty", data
    if data[:2] != b"PK":
        is_text = data[:4] != b"\xd0\xcf\x11\xe0"
        if is_text and rng.random() < 0.8:
            return "text", texts.mutate_text(rng, data, texts.PLAIN)
        way = rng.choice((zips.truncate, zips.flip_bytes, zips.flip_bytes, zips.cut_or_insert))
    else:
        way = rng.choice(rng.choices((zips.BYTES, zips.PARTS, texts.PARTS_XML), (25, 15, 60))[0])
    return way.__name__, way(rng, data)


class Bench:
    """Runs cases one after the other against a small store of its own, in a folder that is thrown away."""

    def __init__(self, seed: int, *, fresh: bool = False) -> None:
        """`fresh`: a new Python for each file, as the app starts it; otherwise a fork of one that is ready."""
        self._seed = seed
        if not fresh:
            parent.subprocess.Popen = ReadyChild  # type: ignore[misc, assignment]
        self._books = make_books()
        self._trial = TrialStore()
        self._stored: Stored | None = None
        self._heard = _Heard()
        logger = logging.getLogger("kkb")
        logger.addHandler(self._heard)
        logger.propagate = False
        self._says = {name: says(self._check(_inputs(files))) for name, files in self._books.items()}

    def close(self) -> None:
        """Throw the store away, and end what was started."""
        parent.subprocess.Popen = ReadyChild._start  # type: ignore[misc]
        ReadyChild.close()
        self._trial.close()

    def run(self, number: int) -> Result:
        """Make the case and see what becomes of it."""
        book, ways, files = make_case(number, self._seed, self._books)
        faults: list[tuple[str, str]] = []
        self._heard.lines.clear()
        before, began = self._trial.hash(), time.perf_counter()
        checked = None
        is_stored = False
        try:
            checked = self._check(files)
            seconds = time.perf_counter() - began
            if seconds > LONGEST_SECONDS:
                faults += self._second_try(files, seconds)
            if self._trial.hash() != before:
                faults.append((_WRITTEN, ""))
            faults += [(_SHOWN, words) for words in shown_faults(checked)]
            if self._is_damage_alone(ways, files) and not agrees(says(checked), self._says[book]):
                faults.append((_MISREAD, checked.verdict.message))
            answered = self._answered(checked, files)
            if _may_be_stored(answered):
                is_stored = True
                faults += self._store_and_compare(answered)
        except Exception as error:  # noqa: BLE001 - whatever it is, it would have reached the server
            seconds = time.perf_counter() - began
            faults.append((_DEATH, f"{type(error).__name__}: {error}"[:300]))
        return Result(
            number=number,
            book=book,
            ways=tuple(ways),
            outcome=checked.verdict.outcome.value if checked else "none",
            message=checked.verdict.message if checked else "",
            seconds=seconds,
            is_stored=is_stored,
            died=tuple(self._heard.lines),
            faults=tuple(faults),
            files={file.name: file.data for file in files} if faults or self._heard.lines else {},
        )

    def _check(self, files: Iterable[InputFile], **options: object) -> Checked:
        if self._stored is None:
            self._stored = Stored.of(self._trial.store.snapshot())
        parts = {"region": REGION, "region_name": DEFAULT_REGION_NAME, "stored": self._stored, "today": TODAY}
        return check_files(list(files), **(parts | options))  # type: ignore[arg-type]

    def _second_try(self, files: list[InputFile], first: float) -> list[tuple[str, str]]:
        """Measured again; a check that mostly waited for a processor, on a busy machine, is no hang."""
        began, spent = time.perf_counter(), _processor_seconds()
        self._check(files)
        again, worked = time.perf_counter() - began, _processor_seconds() - spent
        words = f"{first:.1f} s, again {again:.1f} s with {worked:.1f} s of work"
        return [(_HANG, words)] if again > LONGEST_SECONDS and worked > again / 2 else []

    def _answered(self, checked: Checked, files: list[InputFile]) -> Checked:
        """The verdict with every question answered as suggested; the files are not read again."""
        if checked.verdict.outcome is not Outcome.ASK:
            return checked
        books = {hashlib.sha256(f.data).hexdigest(): f.workbook for f in checked.files if f.workbook is not None}
        return self._check(files, use_suggested=True, workbooks=books)

    def _is_damage_alone(self, ways: list[str], files: list[InputFile]) -> bool:
        """True where only the container of a zip was damaged: what is read of it at all must be what it said."""
        container = {way.__name__ for way in zips.BYTES}
        return set(ways) <= container and all(not _is_plain(file) for file in files)

    def _store_and_compare(self, checked: Checked) -> list[tuple[str, str]]:
        """Commit, and compare the state of every desa with what the preview listed; then a store as before."""
        days = {file.part.data_date for file in checked.to_store if file.part.data_date is not None}
        assert self._stored is not None
        kept = [seen for seen in self._stored.observations if seen.unggahan not in checked.withdraws]
        try:
            numbers = commit(self._trial.store, checked, by="Uji", at=NOW, reason="uji", accept_problems=True)
            snapshot = self._trial.store.snapshot()
            faults = [
                (_UNLISTED, words)
                for day in days
                for words in unlisted(checked, state_on(fold(kept), day), state_on(fold(snapshot.observations), day))
            ]
            for number, file in zip(numbers, checked.to_store, strict=True):
                if rows_of(seen.row for seen in self._trial.store.rows_of(number)) != rows_of(file.part.rows):
                    faults.append((_UNLISTED, f"rows of upload {number} differ"))
            if _is_chosen(checked):
                overview = make_overview(snapshot, REGION, DEFAULT_REGION_NAME, today=TODAY)
                faults += [(_SHOWN, words) for words in bad_words([chat_message(overview, address="")])]
            return faults
        finally:
            self._trial.renew()
            self._stored = None


class _Heard(logging.Handler):
    """Keeps what the program logs of children that died and checks that failed."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the last line of a message, or the error that it tells of."""
        error = record.exc_info[1] if record.exc_info else None
        self.lines.append(f"{record.getMessage()[-400:]}{f' {error!r}' if error else ''}")


def _processor_seconds() -> float:
    """Processor time of this process and of all its children."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + used.ru_utime + used.ru_stime + ReadyChild.spent


def _inputs(files: Mapping[str, bytes]) -> list[InputFile]:
    return [InputFile(name, data) for name, data in files.items()]


def _is_plain(file: InputFile) -> bool:
    return not file.name.endswith((".xlsx", ".ods"))


def _is_chosen(checked: Checked) -> bool:
    """One file in eight, told by its bytes: the figures of a page take longer to make than all the rest."""
    return hashlib.sha256(checked.files[0].data).digest()[0] % 8 == 0


def _may_be_stored(checked: Checked) -> bool:
    return checked.verdict.outcome not in (Outcome.REJECT, Outcome.ASK) and bool(
        checked.to_store and not checked.verdict.nothing_to_save
    )
