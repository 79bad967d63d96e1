"""The files under review: those of a draft on the server, or of this session alone where nobody may write.

A draft holds all its files for as long as it lives; one that is taken out is left out of the check, and may come back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

import streamlit as st

from kkb.checking import Question
from kkb.checking.columns import ColumnPlace, column_id
from kkb.checking.questions import MendedCell, mend_id, question_key, read_mend_id
from kkb.checking.request import Asked
from kkb.store import DraftRecord, OutdatedDraft, StoreRefusal, StoreUnavailable
from kkb.ui.frame import cache
from kkb.ui.frame.access import writing_store
from kkb.ui.frame.writing import flash
from kkb.ui.parts.page_top import show_from_top
from kkb.ui.parts.writer import writer_name
from kkb.ui.unggah.answers import DeskAnswers, read_answers, write_answers
from kkb.uploads.check import MOST_FILES, InputFile

DRAFT_PARAM = "draf"
"""Names the draft that an address opens (/unggah?draf=KODE)."""

NAME_KEY = "unggah_nama"

CHECKED_KEY, BOOKS_KEY = "unggah_periksa", "unggah_buku"
"""The last check and the workbooks that were read, of `kkb.ui.unggah.desk_check`."""

MARKED_KEY = "unggah_bertanda"
"""The last marked workbook, of `kkb.ui.unggah.marked_files`."""

REFUSED_KEY = "unggah_tanpa_draf"
"""Files that the store would not keep as a draft, and why, of `kkb.ui.unggah.intake`."""

STORED_KEY = "unggah_sudah_tersimpan"
"""Files of which the page has said that they are stored already, of `kkb.ui.unggah.stored_before`."""

_LOOSE, _SEEN, _FILES = "unggah_lepas", "unggah_dilihat", "unggah_berkas_draf"


@dataclass(slots=True)
class _Shown:
    """What this session showed or wrote of a draft last: its revision, its answers, and those of its own making."""

    kode: str
    revision: int
    answers: dict[str, str]
    own: dict[str, str | None] = field(default_factory=dict)

    def wrote(self, revision: int, changes: Mapping[str, str | None]) -> None:
        """Note a change of one's own; what it then keeps counts as seen, unless a colleague changed it in between."""
        self.own |= changes
        if revision == self.revision + 1:
            self.revision = revision
            kept = {**self.answers, **changes}
            self.answers = {key: text for key, text in kept.items() if text is not None}


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the desk: all files, and the answers, which name a file by its place among them.

    A check counts the files that are used; `mends` and `replies` are told in its numbers. `record` is the draft, None
    in a session of its own. `revision` is that of the draft as the officer last saw it, `seen` what it kept then.
    """

    files: tuple[InputFile, ...]
    answers: DeskAnswers
    record: DraftRecord | None = None
    revision: int = 0
    seen: Mapping[str, str] = field(default_factory=dict)

    @property
    def used(self) -> list[tuple[int, InputFile]]:
        """The files that are checked, each with its place on the desk; their order is that of the queue."""
        return [(place, file) for place, file in enumerate(self.files, 1) if place not in self.answers.left_out]

    @property
    def mends(self) -> dict[str, str]:
        """The answers that mend a cell of a file in use: `kkb.checking.mend_id` with its number in the queue → text."""
        numbers, mends = self._numbers(), self.answers.mends.items()
        return {mend_id(one.sheet, one.cell, numbers[one.file]): text for one, text in mends if one.file in numbers}

    @property
    def columns(self) -> dict[str, str]:
        """The answers that tell the field of a column of a file in use, by `column_id` with its number in the queue."""
        numbers, said = self._numbers(), self.answers.columns.items()
        return {column_id(one.sheet, one.letters, numbers[one.file]): name for one, name in said if one.file in numbers}

    @property
    def replies(self) -> dict[Asked, str]:
        """The answers to questions about files in use, by their number in the queue."""
        numbers, replies = self._numbers(), self.answers.replies.items()
        return {Asked(one.name, numbers[one.file]): value for one, value in replies if one.file in numbers}

    def mends_of(self, number: int) -> dict[str, str]:
        """The mends and the columns of one file in use, as if it were the only one."""
        place, mends = self.used[number - 1][0], self.answers.mends.items()
        columns = self.answers.columns.items()
        return {
            **{mend_id(cell.sheet, cell.cell): text for cell, text in mends if cell.file == place},
            **{column_id(one.sheet, one.letters): name for one, name in columns if one.file == place},
        }

    def _numbers(self) -> dict[int, int]:
        """Place on the desk → number in the queue."""
        return {place: number for number, (place, _) in enumerate(self.used, 1)}


# --- taking files onto the desk -------------------------------------------------------------------------------------


def desk_of_draft(record: DraftRecord) -> Desk:
    """The desk of an open draft. Its bytes are fetched when it is first opened, and when files have joined it."""
    kept = st.session_state.get(_FILES)
    # Files are only ever added to a draft.
    if kept is None or kept[0] != (record.kode, len(record.berkas)):
        draft = cache.store().draft(record.kode, at=cache.now())
        files = tuple(InputFile(file.nama, file.isi) for file in draft.berkas) if draft else ()
        kept = st.session_state[_FILES] = ((record.kode, len(record.berkas)), files)
    shown = _shown_of(record) or _Shown(record.kode, record.revisi, dict(record.jawaban))
    return Desk(kept[1], read_answers(record.jawaban), record, shown.revision, shown.answers)


def desk_of_session(files: Sequence[InputFile]) -> Desk:
    """The desk of files that are checked without a draft; its answers live as long as the session."""
    kept = st.session_state.get(_LOOSE)
    print_of_files = fingerprint(files)
    if kept is None or kept[0] != print_of_files:
        kept = st.session_state[_LOOSE] = (print_of_files, DeskAnswers())
    return Desk(tuple(files), kept[1])


def start_draft(desk: Desk) -> str:
    """Keep the files and answers of a desk as a draft and return its code. Raises StoreRefusal, StoreUnavailable.

    Where the same files are a draft already, whatever was answered there otherwise holds.
    """
    kode = writing_store().create_draft(_pairs(desk.files), by=signature(), at=cache.now())
    with suppress(OutdatedDraft):
        writing_store().change_answers(kode, write_answers(desk.answers), seen={}, by=signature(), at=cache.now())
    st.session_state.pop(_SEEN, None)
    st.session_state.pop(_FILES, None)
    return kode


def add_files(desk: Desk, files: Sequence[InputFile]) -> bool:
    """Put more files after those of the draft on the desk; its address and all that was answered stay. False (and a
    word about it) if that was refused."""
    assert desk.record is not None
    kode = desk.record.kode
    return _write_draft(
        desk,
        lambda: writing_store().add_draft_files(
            kode, _pairs(files), most=MOST_FILES, by=signature(), at=cache.now()
        ),
    )


def signature() -> str:
    """The name of who is logged in, or that the officer gave in this session; blank before the first save."""
    return writer_name() or str(st.session_state.get(NAME_KEY) or "").strip()


def forget() -> None:
    """Clear the desk of this session; a draft stays on the server."""
    for key in (CHECKED_KEY, BOOKS_KEY, MARKED_KEY, REFUSED_KEY, STORED_KEY, _LOOSE, _SEEN, _FILES):
        st.session_state.pop(key, None)


def forget_check() -> None:
    """Check again in the next run, against what is stored then."""
    st.session_state.pop(CHECKED_KEY, None)


# --- answering ------------------------------------------------------------------------------------------------------


def keep_answers(desk: Desk, answers: DeskAnswers) -> bool:
    """Put answers in the place of those on the desk; False (and a word about it) if that was refused.

    Of a draft only what is new changes: what colleagues answered meanwhile stays. Whoever answered the same otherwise
    is not overruled: their answer is shown first.
    """
    if desk.record is None:
        st.session_state[_LOOSE] = (fingerprint(desk.files), answers)
        return True
    before, after, kode = write_answers(desk.answers), write_answers(answers), desk.record.kode
    own = _own_shown(desk).own
    changes = {key: after.get(key) for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    return _write_draft(
        desk,
        lambda: _change_answers(kode, changes, desk.seen, own),
        changes,
    )


def _write_draft(desk: Desk, write: Callable[[], int], changes: Mapping[str, str | None] | None = None) -> bool:
    """Change the draft on the desk; False (and a word about it) if that was refused."""
    # Taken before the write: a press that comes meanwhile ends this run at its next look into the session state, and
    # the next run would take the change for that of a colleague.
    shown = _own_shown(desk)
    try:
        revision = write()
    except OutdatedDraft as refusal:
        look_anew()
        flash("warning", _words_of_rival(desk, refusal, changes or {}))
        show_from_top()
        return False
    except StoreRefusal as refusal:
        look_anew()
        flash("warning", refusal.message)
        show_from_top()
        return False
    except StoreUnavailable as outage:
        flash("error", outage.of_write().message)
        return False
    shown.wrote(revision, changes or {})
    return True


def _change_answers(
    kode: str, changes: Mapping[str, str | None], seen: Mapping[str, str], own: Mapping[str, str | None]
) -> int:
    """Store answers. What stands there of this session's `own` making is overruled: two quick presses are no rivals."""
    try:
        return writing_store().change_answers(kode, changes, seen=seen, by=signature(), at=cache.now())
    except OutdatedDraft as refusal:
        if any(key not in own or own[key] != text for key, text in refusal.answers.items()):
            raise
        told = {key: text for key, text in {**seen, **refusal.answers}.items() if text is not None}
        return writing_store().change_answers(kode, changes, seen=told, by=signature(), at=cache.now())


def _words_of_rival(desk: Desk, refusal: OutdatedDraft, changes: Mapping[str, str | None]) -> str:
    """Which answer of a colleague stands in the way, and what was to be put in its place, so that nothing is lost."""
    key, text = next(iter(refusal.answers.items()))
    own = changes.get(key)
    cell = read_mend_id(key)
    again = "Periksa; ulangi bila isian Anda yang benar."
    if cell is None:
        return f"Rekan baru saja menjawab hal yang sama dengan jawaban lain, jadi jawaban Anda belum dicatat. {again}"
    file = f", berkas {desk.files[cell.file - 1].name}" if len(desk.files) > 1 else ""
    told = f"menjadi “{text}”" if text is not None else "kembali seperti di berkas"
    mine = f"“{own}”" if own is not None else "pengembalian isinya"
    where = f"sel {cell.cell} di lembar {cell.sheet}{file}"
    return f"Rekan baru saja mengubah {where} {told}, jadi {mine} belum dicatat. {again}"


def keep_replies(desk: Desk, said: Iterable[tuple[Question, str]]) -> bool:
    """Keep answers (question, value), each for the files that wait for it; otherwise as `keep_answers`."""
    places = [place for place, _ in desk.used]
    new = {
        Asked(question_key(question), places[number - 1]): value
        for question, value in said
        for number in question.files
    }
    return keep_answers(desk, replace(desk.answers, replies={**desk.answers.replies, **new}))


def drop_replies(desk: Desk) -> bool:
    """Forget every answer to a question about the files in use; mends stay."""
    used = {place for place, _ in desk.used}
    kept = {asked: value for asked, value in desk.answers.replies.items() if asked.file not in used}
    return keep_answers(desk, replace(desk.answers, replies=kept))


def keep_mend(desk: Desk, cell: MendedCell, text: str | None, *, seen: str | None) -> bool:
    """Mend a cell, which names its file by the number in the queue; None takes the mend back.

    `seen` is the mend of the cell that the officer looked at.
    """
    key = mend_id(*cell._replace(file=desk.used[cell.file - 1][0]))
    looked_at = {**desk.seen, key: seen}
    seen_there = {one: told for one, told in looked_at.items() if told is not None}
    return keep_answers(replace(desk, seen=seen_there), with_mends(desk, {cell: text}))


def with_mends(desk: Desk, mends: Mapping[MendedCell, str | None]) -> DeskAnswers:
    """The answers on the desk with several cells mended, or their mends taken back, as by `keep_mend`."""
    placed = {cell._replace(file=desk.used[cell.file - 1][0]): text for cell, text in mends.items()}
    kept = {cell: text for cell, text in desk.answers.mends.items() if cell not in placed}
    return replace(desk.answers, mends={**kept, **{cell: text for cell, text in placed.items() if text is not None}})


def keep_columns(desk: Desk, columns: Iterable[ColumnPlace], name: str | None) -> bool:
    """Say the field of columns, which name their file by the number in the queue; None takes that back."""
    placed = {column._replace(file=desk.used[column.file - 1][0]) for column in columns}
    kept = {one: said for one, said in desk.answers.columns.items() if one not in placed}
    told = dict.fromkeys(placed, name) if name is not None else {}
    return keep_answers(desk, replace(desk.answers, columns={**kept, **told}))


def take_out(desk: Desk, places: Sequence[int]) -> bool:
    """Leave files out of the check; what was answered about them waits until they come back."""
    return keep_answers(desk, replace(desk.answers, left_out=desk.answers.left_out | set(places)))


def put_back(desk: Desk, place: int) -> bool:
    """Check a file again that was taken out."""
    return keep_answers(desk, replace(desk.answers, left_out=desk.answers.left_out - {place}))


# --- two at one desk ------------------------------------------------------------------------------------------------


def changed_by(desk: Desk) -> str:
    """Who changed the draft since this session last showed it: a name, or "Rekan"; "" if nobody did."""
    if desk.record is None or desk.revision == desk.record.revisi:
        return ""
    by = desk.record.diubah_oleh
    return by if by and by != signature() else "Rekan"


def note_shown(desk: Desk) -> None:
    """Remember which revision of the draft this session has shown."""
    if desk.record is not None:
        shown = _own_shown(desk)
        shown.revision, shown.answers = desk.record.revisi, dict(desk.record.jawaban)


def _shown_of(record: DraftRecord) -> _Shown | None:
    shown: _Shown | None = st.session_state.get(_SEEN)
    return shown if shown is not None and shown.kode == record.kode else None


def _own_shown(desk: Desk) -> _Shown:
    """What this session has shown of the draft on the desk: the object that its session state holds."""
    assert desk.record is not None
    shown = _shown_of(desk.record)
    if shown is None:
        shown = st.session_state[_SEEN] = _Shown(desk.record.kode, desk.revision, dict(desk.seen))
    return shown


def look_anew() -> None:
    """Take the draft as it is in the next run for what the officer sees."""
    st.session_state.pop(_SEEN, None)


# --- small things ---------------------------------------------------------------------------------------------------


def _pairs(files: Sequence[InputFile]) -> list[tuple[str, bytes]]:
    return [(file.name, file.data) for file in files]


def fingerprint(files: Sequence[InputFile]) -> tuple[tuple[str, str], ...]:
    """What tells these files in this order from others: names and contents."""
    return tuple((file.name, sha256(file.data)) for file in files)


def sha256(data: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
