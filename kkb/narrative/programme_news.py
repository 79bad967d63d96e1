"""What the four sheets tell that they did not on an earlier day: a sentence, and a table behind it."""

from __future__ import annotations

from kkb.formatting import format_count
from kkb.narrative.programme_columns import make_table
from kkb.narrative.tables import FigureTable
from kkb.outcomes.between import ProgrammeChanges
from kkb.outcomes.in_force import as_evaluasi, as_kegiatan, as_komitmen, as_langkah, day_of
from kkb.programme import Lembar, ReportedRow, lembar_of
from kkb.programme.columns import SHEET_NAMES
from kkb.programme.measures import FEW_WORDS


def programme_change_sentence(changes: ProgrammeChanges, since: str) -> str | None:
    """ "Sejak rapat 10 Maret 2023: 3 komitmen, 5 langkah, 12 kegiatan (340 peserta), 2 evaluasi baru."; None where
    nothing changed. What happened before and was only told since is said apart."""
    if changes.is_empty:
        return None
    rest = [(changes.peserta_kosong, "tanpa jumlah"), (changes.peserta_samar, FEW_WORDS)]
    beside = "".join(f", {format_count(count)} {words}" for count, words in rest if count)
    people = f" ({format_count(changes.peserta)} peserta{beside})" if changes.peserta else ""
    news = [
        (len(changes.signatures), "komitmen"),
        (len(changes.langkah), "langkah"),
        (len(changes.kegiatan), f"kegiatan{people}"),
        (len(changes.evaluasi), "evaluasi"),
    ]
    words = ", ".join(f"{format_count(count)} {what}" for count, what in news if count)
    parts = [f"{words} baru"] if words else []
    if changes.late:
        parts.append(f"{format_count(changes.late)} di antaranya terjadi lebih dulu dan baru dilaporkan")
    if changes.gone:
        parts.append(f"{format_count(changes.gone)} laporan tidak berlaku lagi")
    return f"{since}: {'; '.join(parts)}."


def programme_changes_table(changes: ProgrammeChanges) -> FigureTable:
    """One row per matter that is new since the earlier day."""
    rows = [*changes.signatures, *changes.langkah, *changes.kegiatan, *changes.evaluasi]
    return make_table(
        rows,
        {
            "Lembar": lambda reported: SHEET_NAMES[lembar_of(reported.row)],
            "Kecamatan": lambda reported: reported.row.kecamatan,
            "Desa": lambda reported: reported.row.desa,
            "Tanggal": day_of,
            "Isi": matter_of,
        },
    )


def matter_of(reported: ReportedRow) -> str:
    """What a row is about, in a few words: who signed, the step, the activity, the programme and its verdict."""
    match lembar_of(reported.row):
        case Lembar.KOMITMEN:
            row = as_komitmen(reported)
            signers = [name for name, has in (("kepala desa", row.kepala_desa), ("ketua BPD", row.ketua_bpd)) if has]
            return row.penanda_tangan or " dan ".join(signers)
        case Lembar.LANGKAH:
            return as_langkah(reported).jenis.value
        case Lembar.KEGIATAN:
            return as_kegiatan(reported).nama
        case Lembar.EVALUASI:
            return f"{as_evaluasi(reported).program}: {as_evaluasi(reported).putusan.value}"
