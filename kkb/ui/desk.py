"""The files under review: those of a draft on the server, or of this session alone where nobody may write.

A draft holds all its files for as long as it lives; one that is taken out is left out of the check, and may come back.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from kkb.store import DraftRecord, OutdatedDraft, StoreRefusal
from kkb.ui import cache
from kkb.ui.access import request_access
from kkb.ui.components import plain
from kkb.ui.writing import READ_ONLY, tell
from kkb.uploads.check import Checked, InputFile

DRAFT_PARAM = "draf"
"""Names the draft that an address opens (/unggah?draf=KODE)."""

NAME_KEY = "unggah_nama"

CHECKED_KEY, BOOKS_KEY = "unggah_periksa", "unggah_buku"
"""The last check and the workbooks that were read, of `kkb.ui.desk_check`."""

_LOOSE, _SEEN, _FILES = "unggah_lepas", "unggah_dilihat", "unggah_berkas_draf"
_LEFT_OUT = "keluar:"
_MEND = "cell:"
_FILE_NUMBER = re.compile(r"@(\d+)$")


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the desk: all files, the places (from 1) of those taken out, and the answers about the others.

    `record` is the draft, None in a session of its own. `revision` is that of the draft as the officer last saw it.
    """

    files: tuple[InputFile, ...]
    left_out: frozenset[int] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)
    record: DraftRecord | None = None
    revision: int = 0

    @property
    def used(self) -> list[tuple[int, InputFile]]:
        """The files that are checked, each with its place on the desk; their order is that of the queue."""
        return [(place, file) for place, file in enumerate(self.files, 1) if place not in self.left_out]

    @property
    def mends(self) -> dict[str, str]:
        """The answers that mend a cell."""
        return {key: text for key, text in self.answers.items() if key.startswith(_MEND)}

    @property
    def told(self) -> dict[str, str]:
        """The answers to questions."""
        return {key: text for key, text in self.answers.items() if not key.startswith(_MEND)}


# --- taking files onto the desk -------------------------------------------------------------------------------------


def desk_of_draft(record: DraftRecord) -> Desk:
    """The desk of an open draft. Its bytes are fetched once a session."""
    kept = st.session_state.get(_FILES)
    if kept is None or kept[0] != record.kode:
        draft = cache.store().draft(record.kode, at=cache.now())
        files = tuple(InputFile(file.nama, file.isi) for file in draft.berkas) if draft else ()
        kept = st.session_state[_FILES] = (record.kode, files)
    left_out = {int(key.removeprefix(_LEFT_OUT)) for key in record.jawaban if key.startswith(_LEFT_OUT)}
    answers = {key: text for key, text in record.jawaban.items() if not key.startswith(_LEFT_OUT)}
    seen = st.session_state.get(_SEEN)
    revision = seen[1] if seen is not None and seen[0] == record.kode else record.revisi
    return Desk(kept[1], frozenset(left_out), answers, record, revision)


def desk_of_session(files: Sequence[InputFile]) -> Desk:
    """The desk of files that are checked without a draft; its answers live as long as the session."""
    kept = st.session_state.get(_LOOSE)
    print_of_files = fingerprint(files)
    if kept is None or kept[0] != print_of_files:
        kept = st.session_state[_LOOSE] = (print_of_files, frozenset(), {})
    return Desk(tuple(files), kept[1], kept[2])


def start_draft(desk: Desk) -> str | None:
    """Keep the files of a desk as a draft and return its code; None (and a word about it) if the store refuses."""
    if not request_access().may_write:
        return None
    try:
        kode = cache.store().create_draft([(f.name, f.data) for f in desk.files], by=signature(), at=cache.now())
    except StoreRefusal as refusal:
        tell("warning", plain(refusal.message))
        return None
    st.session_state.pop(_SEEN, None)
    st.session_state.pop(_FILES, None)
    return kode


def add_files(desk: Desk, files: Sequence[InputFile]) -> str | None:
    """A draft of these files too, with all that was answered, in the place of the one on the desk; its code."""
    known = {(file.name, file.data) for file in desk.files}
    new = tuple(file for file in files if (file.name, file.data) not in known)
    assert desk.record is not None
    if not new:
        return desk.record.kode
    kode = start_draft(replace(desk, files=desk.files + new))
    if kode is not None and kode != desk.record.kode:
        store, now = cache.store(), cache.now()
        try:
            answers = _with_left_out(desk.answers, desk.left_out)
            store.save_answers(kode, answers, expected_revision=0, by=signature(), at=now)
            store.discard_draft(desk.record.kode, by=signature(), at=now)
        except (OutdatedDraft, StoreRefusal) as refusal:
            tell("warning", plain(refusal.message))
    return kode


def signature() -> str:
    """The name the officer gave in this session; blank before the first save."""
    return str(st.session_state.get(NAME_KEY) or "").strip()


def forget() -> None:
    """Clear the desk of this session; a draft stays on the server."""
    for key in (CHECKED_KEY, BOOKS_KEY, _LOOSE, _SEEN, _FILES):
        st.session_state.pop(key, None)


def forget_check() -> None:
    """Check again in the next run, against what is stored then."""
    st.session_state.pop(CHECKED_KEY, None)


# --- answering ------------------------------------------------------------------------------------------------------


def keep_answers(desk: Desk, answers: Mapping[str, str], left_out: frozenset[int] | None = None) -> bool:
    """Put answers in the place of those on the desk; False (and a word about it) if that was refused.

    Whoever changed the draft meanwhile is not overruled: their answers are shown first.
    """
    left_out = desk.left_out if left_out is None else left_out
    if desk.record is None:
        st.session_state[_LOOSE] = (fingerprint(desk.files), left_out, dict(answers))
        return True
    if not request_access().may_write:
        tell("warning", READ_ONLY)
        return False
    kode = desk.record.kode
    try:
        revision = cache.store().save_answers(
            kode,
            _with_left_out(answers, left_out),
            expected_revision=desk.revision,
            by=signature(),
            at=cache.now(),
        )
    except (OutdatedDraft, StoreRefusal) as refusal:
        st.session_state.pop(_SEEN, None)
        tell("warning", plain(refusal.message))
        return False
    st.session_state[_SEEN] = (kode, revision)
    return True


def take_out(desk: Desk, checked: Checked, places: Sequence[int]) -> bool:
    """Leave files out of the check. Answers about the others stay, as far as they are surely about those."""
    left_out = desk.left_out | set(places)
    used = [place for place, _ in desk.used]
    gone = [used.index(place) + 1 for place in places]
    stay = [number for number in range(1, len(used) + 1) if number not in gone]
    answers = _renumbered(desk.mends, {old: new for new, old in enumerate(stay, 1)})
    if not any(checked.files[number - 1].part.answers for number in gone):
        # What was asked of all, or of one desa: if it fits no more, the check leaves it out.
        answers |= {key: text for key, text in desk.told.items() if not _FILE_NUMBER.search(key)}
    return keep_answers(desk, answers, left_out)


def put_back(desk: Desk, place: int) -> bool:
    """Check a file again that was taken out."""
    used = [at for at, _ in desk.used]
    number = sum(at < place for at in used) + 1
    answers = _renumbered(desk.mends, {n: n + (n >= number) for n in range(1, len(used) + 1)})
    # An answer about sheets or days of the others must not settle a question about this one unseen.
    answers |= {key: text for key, text in desk.told.items() if ":" in key and "!" not in key}
    return keep_answers(desk, answers, desk.left_out - {place})


def _renumbered(mends: Mapping[str, str], numbers: Mapping[int, int]) -> dict[str, str]:
    """Mends under the new numbers of their files; those of other files fall away."""
    moved = {}
    for key, text in mends.items():
        match = _FILE_NUMBER.search(key)
        number = numbers.get(int(match[1]) if match else 1)
        if number is not None:
            bare = key[: match.start()] if match else key
            moved[bare + (f"@{number}" if number > 1 else "")] = text
    return moved


# --- two at one desk ------------------------------------------------------------------------------------------------


def changed_elsewhere(desk: Desk) -> bool:
    """True if somebody changed the draft since this session last showed it."""
    return desk.record is not None and desk.revision != desk.record.revisi


def note_shown(desk: Desk) -> None:
    """Remember which revision of the draft this session has shown."""
    if desk.record is not None:
        st.session_state[_SEEN] = (desk.record.kode, desk.record.revisi)


# --- small things ---------------------------------------------------------------------------------------------------


def _with_left_out(answers: Mapping[str, str], left_out: frozenset[int]) -> dict[str, str]:
    return dict(answers) | {f"{_LEFT_OUT}{place}": "ya" for place in sorted(left_out)}


def fingerprint(files: Sequence[InputFile]) -> tuple[tuple[str, str], ...]:
    """What tells these files in this order from others: names and contents."""
    return tuple((file.name, sha256(file)) for file in files)


def sha256(file: InputFile) -> str:
    """The SHA-256 of its bytes, in hexadecimal."""
    return hashlib.sha256(file.data).hexdigest()
