"""What changed between two states: two days with the same knowledge, or two moments of knowledge.

Pure. A change in the world (formed, moved, fell back, ended) is told apart from a change of what is known: a desa that
turns out to have been formed before the first day, or that may have been, did not form in between; it is late news. A
formation whose date changed, or that never was, is a correction. One whose Pokja ended and was formed again in between
has formed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import pandas as pd

from kkb.recap_columns import ATTRIBUTES
from kkb.schema import PERUBAHAN_FRAME, RUNGS, Keputusan
from kkb.state import DesaHistory, Formation


@dataclass(frozen=True, slots=True)
class Base:
    """The earlier state of a comparison: what was reported by a day, or what was known before a save.

    `day` is that day, which may be one of a meeting, or the newest day that was known of before the save. `saved` are
    (number, day) of the uploads that were saved together, lowest number first; none where the base is a day.
    """

    day: date
    is_meeting: bool = False
    saved: tuple[tuple[int, date], ...] = ()

    def knows(self, unggahan: int, tanggal_data: date) -> bool:
        """True if what an upload of that number and day tells belongs to the earlier state."""
        return unggahan < self.saved[0][0] if self.saved else tanggal_data <= self.day


class Perubahan(StrEnum):
    """Kinds of change, the weightiest first."""

    TERBENTUK = "terbentuk"
    MAJU = "maju"
    MUNDUR = "mundur"
    BUBAR = "bubar"
    BARU_DILAPORKAN = "baru dilaporkan"
    DIKOREKSI = "dikoreksi"
    MULAI_DILAPORKAN = "mulai dilaporkan"
    TETAP = "tetap"


@dataclass(frozen=True)
class Comparison:
    """What changed (`schema.PERUBAHAN_FRAME`) and the state afterwards (`schema.DESA_FRAME`).

    `is_blank_before`: no upload speaks for the first day or one before it. Then the rungs of that day are not known,
    and that a desa is reported afterwards is no news of it; formations are told apart by their dates all the same.
    """

    changes: pd.DataFrame
    desa_after: pd.DataFrame
    is_blank_before: bool = False

    @property
    def news(self) -> pd.DataFrame:
        """The rows that tell of a change."""
        silent = [Perubahan.TETAP.value, *([Perubahan.MULAI_DILAPORKAN.value] if self.is_blank_before else [])]
        return self.changes[~self.changes["jenis"].isin(silent)]

    @property
    def noted_desa(self) -> int:
        """How many desa kept rung and date while another column changed; 0 where the earlier state is not known."""
        return 0 if self.is_blank_before else int(self.changes["catatan_lain"].sum())


_OTHERS = ("no_sk", "tanggal_sk_iso", "tanggal_pencanangan_iso", *(column.name for column in ATTRIBUTES))
"""Columns of `schema.DESA_FRAME` that are told beside rung and date of formation."""

_RANK = {tahap.value: rank for rank, tahap in enumerate(RUNGS)}


def compare(
    before: pd.DataFrame, after: pd.DataFrame, *, day_before: date, histories_after: Mapping[str, DesaHistory]
) -> pd.DataFrame:
    """One row per desa, in the region's order: columns of `schema.PERUBAHAN_FRAME`.

    `before` and `after` are desa frames of the same desa; `histories_after` is what is known afterwards.
    """
    pairs = zip(before.to_dict("records"), after.to_dict("records"), strict=True)
    kinds = [(old, new, _kind(old, new, day_before, histories_after.get(str(new["kode_desa"])))) for old, new in pairs]
    rows = [
        {
            "kode_kecamatan": new["kode_kecamatan"],
            "kecamatan": new["kecamatan"],
            "kode_desa": new["kode_desa"],
            "desa": new["desa"],
            "tahap_lama": old["tahap"],
            "tahap_baru": new["tahap"],
            "tanggal_iso_lama": old["tanggal_iso"],
            "tanggal_iso_baru": new["tanggal_iso"],
            "jenis": kind.value,
            "catatan_lain": kind is Perubahan.TETAP and any(_text(old[name]) != _text(new[name]) for name in _OTHERS),
            "petak_kolom": new["petak_kolom"],
            "petak_baris": new["petak_baris"],
        }
        for old, new, kind in kinds
    ]
    return pd.DataFrame(rows, columns=list(PERUBAHAN_FRAME))


def _kind(
    old: Mapping[object, object], new: Mapping[object, object], day_before: date, history: DesaHistory | None
) -> Perubahan:
    stood = history.formation_on(day_before) if history is not None else None
    if new["terbentuk"] and not old["terbentuk"]:
        # What may have been true before already is no formation in between: what changed is the knowledge.
        is_certain = pd.Timestamp(new["rentang_awal"]) > pd.Timestamp(day_before)  # type: ignore[arg-type]
        return Perubahan.TERBENTUK if is_certain else Perubahan.BARU_DILAPORKAN
    if old["terbentuk"] and not new["terbentuk"]:
        return Perubahan.BUBAR if stood is not None or _was_ended(history) else Perubahan.DIKOREKSI
    if old["terbentuk"] and new["terbentuk"]:
        if stood is not None and not _still_stands(stood, new):
            return Perubahan.TERBENTUK
        return Perubahan.DIKOREKSI if _text(old["tanggal_iso"]) != _text(new["tanggal_iso"]) else Perubahan.TETAP
    if new["bubar"] and not old["bubar"]:
        # Of a Pokja that nobody had told of before.
        return Perubahan.BUBAR
    rank_old, rank_new = _RANK.get(_text(old["tahap"]), -1), _RANK.get(_text(new["tahap"]), -1)
    if rank_old == rank_new:
        return Perubahan.TETAP
    if rank_old < 0:
        return Perubahan.MULAI_DILAPORKAN
    return Perubahan.MAJU if rank_new > rank_old else Perubahan.MUNDUR


def _still_stands(stood: Formation, new: Mapping[object, object]) -> bool:
    """False if that Pokja ended and the one of the later day is another, formed since."""
    since = new["dihitung_sejak"]
    return stood.selesai is None or not isinstance(since, datetime) or since.date() < stood.selesai


def _was_ended(history: DesaHistory | None) -> bool:
    """True if the last decision about a Pokja was that it ended, not that it never was."""
    decisions = [seen.row.keputusan for seen in history.observations if seen.row.keputusan] if history else []
    return decisions[-1:] == [Keputusan.BUBAR]


def _text(value: object) -> str:
    """A text from a frame; "" where it is missing."""
    return value if isinstance(value, str) else ""
