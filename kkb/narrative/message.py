"""The message for the WhatsApp group and the sentences about what changed: plain lines, made from the data."""

from __future__ import annotations

from collections.abc import Sequence

from kkb.comparison import Base, Comparison, Perubahan
from kkb.formatting import (
    format_count,
    format_date,
    format_days,
    format_numbers,
    format_percent,
    format_span,
    join_words,
)
from kkb.indicators import Ringkasan
from kkb.narrative import SAMPLE_MARK, verdict_words
from kkb.schema import Tanggal

NAMES_IN_SENTENCE = 6
DESA_TO_CALL = 6

NO_NEWS = "tidak ada perubahan tahap yang dilaporkan"
"""What a comparison without news says: the sheets beside the recap of status may tell some."""

_CHANGE_WORDS = {
    Perubahan.TERBENTUK: "membentuk Pokja",
    Perubahan.MAJU: "maju tahap",
    Perubahan.MUNDUR: "mundur tahap",
    Perubahan.BUBAR: "Pokja-nya bubar",
    Perubahan.BARU_DILAPORKAN: "baru dilaporkan sudah terbentuk",
    Perubahan.DIKOREKSI: "dikoreksi",
    Perubahan.MULAI_DILAPORKAN: "mulai dilaporkan",
}


def change_sentence(comparison: Comparison, since: str, *, is_named: bool = True) -> str:
    """What changed since a day or an upload ("Sejak rapat 10 Maret 2023: 2 desa membentuk Pokja (A dan B); …").

    Without names (`is_named`) it is short enough for the title over a table that has them. Late news is told with its
    date: it did not happen in between.
    """
    changes = comparison.news
    parts = []
    for kind, words in _CHANGE_WORDS.items():
        chosen = changes[changes["jenis"] == kind.value]
        names = [str(name) for name in chosen["desa"]]
        if kind is Perubahan.BARU_DILAPORKAN:
            names = [
                f"{name}, {Tanggal.from_iso(iso).words()}" if isinstance(iso, str) else name
                for name, iso in zip(names, chosen["tanggal_iso_baru"], strict=True)
            ]
        if names:
            # A first report is no news of a desa: it is counted, and named in the table only.
            is_listed = is_named and kind is not Perubahan.MULAI_DILAPORKAN
            listed = f" ({join_words(names, NAMES_IN_SENTENCE)})" if is_listed else ""
            parts.append(f"{format_count(len(names))} desa {words}{listed}")
    if not parts:
        noted = comparison.noted_desa
        parts = [NO_NEWS, *([f"{format_count(noted)} desa berubah catatan lainnya"] if noted else [])]
    return f"{since}: {'; '.join(parts)}."


def whatsapp_text(
    r: Ringkasan,
    *,
    scope: str,
    change: str,
    to_call: Sequence[str],
    address: str,
    is_sample: bool,
    plan: Sequence[str] = (),
    programme: Sequence[str] = (),
) -> str:
    """Six plain lines: verdict and day, formed of target, left, changed since, desa to call, address.

    `plan` are the sentences about the target, behind those left, `programme` the lines of the other sheets, before the
    address.
    """
    label = f" ({SAMPLE_MARK})" if is_sample else ""
    target = r.target_desa if r.target_desa is not None else r.jumlah_desa
    share = f" ({format_percent(r.capaian_pct)})" if r.capaian_pct is not None else ""
    calls = join_words(list(to_call), DESA_TO_CALL) if to_call else "tidak ada; semua sudah terbentuk"
    # A target of fewer desa than there are must not read as their number.
    whole = "target " if target != r.jumlah_desa else ""
    lines = [
        f"{verdict_words(r)}: Pokja Kampung KB {scope}, keadaan per {format_date(r.day)}{label}",
        f"Terbentuk: {format_count(r.terbentuk_desa)} dari {whole}{format_count(target)} desa{share}",
        f"Sisa: {_rest(r)}",
        *plan,
        change,
        f"Perlu dihubungi: {calls}",
        *programme,
        address,
    ]
    return "\n".join(" ".join(line.split()) for line in lines)


def _rest(r: Ringkasan) -> str:
    if r.sisa_desa is None:
        return "target belum ditetapkan"
    if r.sisa_desa == 0:
        return "0 desa, target tercapai"
    if r.target_day is None:
        deadline = ""
    elif r.day > r.target_day:
        deadline = f"; tenggat {format_date(r.target_day)} lewat {format_span(r.target_day, r.day)}"
    else:
        deadline = f"; tenggat {format_date(r.target_day)}"
    return f"{format_count(r.sisa_desa)} desa{deadline}"


def since_words(base: Base) -> str:
    """How the earlier state of a comparison is named: "Sejak rapat 10 Maret 2023", "Sejak 10 Maret 2023", or "Sejak
    sebelum unggahan 12 (25 November 2026)", with the days that those uploads speak for."""
    if base.saved:
        days = [day for _, day in base.saved]
        numbers = format_numbers(number for number, _ in base.saved)
        return f"Sejak sebelum unggahan {numbers} ({format_days(min(days), max(days))})"
    return f"Sejak rapat {format_date(base.day)}" if base.is_meeting else f"Sejak {format_date(base.day)}"
