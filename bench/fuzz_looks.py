"""What is looked at after a case: what a verdict says and shows, and whether its preview told what was stored."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Mapping

from kkb.checking import ChangeKind
from kkb.config import PROJECT_DIR
from kkb.schema import RecapRow
from kkb.state import DesaState
from kkb.uploads.check import Checked

_BREAKS_OUT = re.compile(
    r"Traceback|File \"|, line \d+, in |\b\w+(?:Error|Exception)\b|site-packages|panicked|\.py\b|<\w+ object at 0x"
)
_NEVER_SHOWN = re.compile("[\x00\ud800-\udfff]")
_PATHS = (str(PROJECT_DIR), tempfile.gettempdir() + "/", "/usr/lib", "/home/", "/root/", "/proc/")


def says(checked: Checked) -> dict[tuple[int, str], tuple[object, ...]]:
    """(place of the file, kode_desa) → what would be stored of it."""
    return {(number, row.kode_desa): _told(row) for number, file in enumerate(checked.files) for row in file.part.rows}


def agrees(got: Mapping[object, object], good: Mapping[object, object]) -> bool:
    """True if nothing is said that the good file did not say."""
    return all(good.get(key) == value for key, value in got.items())


def _told(row: RecapRow) -> tuple[object, ...]:
    return row.status, row.tanggal, row.no_sk, row.tanggal_sk, row.tanggal_pencanangan, dict(row.attributes)


def rows_of(rows: Iterable[RecapRow]) -> dict[str, tuple[object, ...]]:
    """kode_desa → what a row says."""
    return {row.kode_desa: _told(row) for row in rows}


def unlisted(checked: Checked, before: Mapping[str, DesaState], after: Mapping[str, DesaState]) -> list[str]:
    """Desa whose state differs though no change was listed, or the other way round."""
    same = (ChangeKind.UNCHANGED, ChangeKind.REJECTED)
    listed = {change.kode_desa for change in checked.verdict.changes if change.kind not in same}
    changed = {kode for kode in before.keys() | after.keys() if _seen(before.get(kode)) != _seen(after.get(kode))}
    missing = [f"{kode}: {_seen(before.get(kode))} -> {_seen(after.get(kode))}" for kode in sorted(changed - listed)]
    idle = sorted(listed - changed) if len(checked.files) == 1 else []
    return missing + [f"{kode}: listed, and nothing changed" for kode in idle]


def _seen(state: DesaState | None) -> tuple[object, ...] | None:
    if state is None:
        return None
    formation = state.formation
    dated = (formation.tanggal, formation.no_sk) if formation else (None, None)
    return (state.tahap, state.komitmen, *dated, state.attributes.get("klasifikasi"))


def shown_faults(checked: Checked) -> list[str]:
    """What must not stand in any text of a verdict: ends of programs, paths, letters that cannot be sent."""
    made = checked.to_json()
    refusals = [file.refusal or "" for file in checked.files]
    try:
        json.dumps(made, ensure_ascii=False, allow_nan=False)
    except ValueError as error:
        return [f"no JSON: {error}"]
    return bad_words([*_texts_in(made), *refusals])


def bad_words(texts_shown: Iterable[str]) -> list[str]:
    """Those of the texts that hold an end of a program, a path of this machine or what cannot be sent."""
    texts = list(texts_shown)
    # Nearly always there is none, which one search through all of them tells.
    if not _is_bad("\n".join(texts)):
        return []
    return [text[:300] for text in texts if _is_bad(text) and not _is_own(text)]


def _is_bad(text: str) -> bool:
    return bool(_BREAKS_OUT.search(text) or _NEVER_SHOWN.search(text) or any(path in text for path in _PATHS))


def _is_own(text: str) -> bool:
    """True for a text that a mutation itself has put into the file."""
    return "/etc/passwd" in text


def _texts_in(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _texts_in(key)
            yield from _texts_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts_in(part)
