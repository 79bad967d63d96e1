"""The audit trail as text with separators, with all that its hashes are made of."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import astuple, fields
from datetime import UTC, datetime

from kkb.store.trail import TrailEntry
from kkb.workbook.safe_text import clean, shield


def write_trail(entries: Sequence[TrailEntry]) -> bytes:
    """A row for each entry, in the order given, under the names of its fields; moments in UTC, to the microsecond.

    Text that Excel would take for a formula begins with an apostrophe. `sidik` is SHA-256 of the JSON of the hash
    before and the other fields (`kkb.store.trail`), so the file tells by itself whether it is whole.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(one.name for one in fields(TrailEntry))
    writer.writerows([_cell(value) for value in astuple(entry)] for entry in entries)
    return stream.getvalue().encode("utf-8-sig", "replace")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return shield(clean(str(value)))
