"""The message for the WhatsApp group and the sentences about what changed, made from the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kkb.comparison import Base, Comparison, Perubahan
from kkb.formatting import format_count, format_date, format_days, format_numbers, join_words
from kkb.indicators import Ringkasan
from kkb.narrative import SAMPLE_MARK, headline
from kkb.schema import Tanggal

NAMES_IN_SENTENCE = 6
DESA_TO_CALL, DESA_OF_ONE = 3, 12
"""Named in each line of a kecamatan, and where there is one kecamatan alone."""
_MOST_CALL_LINES, _OTHERS_NAMED = 7, 12

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


@dataclass(frozen=True, slots=True)
class KecamatanCall:
    """A kecamatan in the message: desa formed, of how many, and whom to call there, nearest first; nobody: all done."""

    kecamatan: str
    terbentuk_desa: int
    jumlah_desa: int
    to_call: tuple[str, ...]


def whatsapp_text(
    r: Ringkasan,
    *,
    scope: str,
    change: str,
    calls: Sequence[KecamatanCall],
    unreported: Sequence[str],
    ended: Sequence[str] = (),
    address: str,
    is_sample: bool,
) -> str:
    """At most ten lines, *bold* as WhatsApp shows it: verdict and number, what changed, a line a kecamatan, address.

    Without a `change` there is no line of it. `ended` are the desa whose Pokja was dissolved, each with the day.
    `unreported` are the names of the desa that nobody has reported: a line of their own, unless that is all of them, as
    the first line says then. Kecamatan with nobody left to call share a line, and so do those that have none of their
    own. Without an address the text ends with a blank line, which an address may follow.
    """
    label = f", {SAMPLE_MARK}" if is_sample else ""
    beside = [f"Bubar: {join_words(list(ended), NAMES_IN_SENTENCE)}"] if ended else []
    if 0 < len(unreported) < r.jumlah_desa:
        names = join_words(list(unreported), NAMES_IN_SENTENCE)
        beside.append(f"{format_count(len(unreported))} desa belum pernah dilaporkan: {names}")
    lines = [
        f"*{headline(r)}* Pokja Kampung KB {scope}{label}.",
        *([change] if change else []),
        *_call_lines(calls, _MOST_CALL_LINES - len(beside)),
        *beside,
        address,
    ]
    return "\n".join(" ".join(line.split()) for line in lines)


def _call_lines(calls: Sequence[KecamatanCall], most: int) -> list[str]:
    named = DESA_TO_CALL if len(calls) > 1 else DESA_OF_ONE
    lines = [
        f"*{call.kecamatan}* {_share(call)}: hubungi {join_words(list(call.to_call), named)}"
        for call in calls
        if call.to_call
    ]
    done = [f"{call.kecamatan} {_share(call)}" for call in calls if not call.to_call]
    last = [f"Sudah selesai: {join_words(done, NAMES_IN_SENTENCE)}"] if done else []
    room = most - len(last)
    if len(lines) > room:
        others = [f"{call.kecamatan} {_share(call)}" for call in calls if call.to_call][room - 1 :]
        lines = [*lines[: room - 1], f"Juga belum selesai: {join_words(others, _OTHERS_NAMED)}"]
    return lines + last


def _share(call: KecamatanCall) -> str:
    return f"{format_count(call.terbentuk_desa)}/{format_count(call.jumlah_desa)}"


def since_words(base: Base, *, is_bare: bool = False) -> str:
    """How the earlier state of a comparison is named: "Sejak rapat 10 Maret 2023", "Sejak 10 Maret 2023", or "Sejak
    sebelum unggahan 12 (25 November 2026)", with the days that those uploads speak for; `is_bare`: "Unggahan terakhir".
    """
    if base.saved and is_bare:
        return "Unggahan terakhir"
    if base.saved:
        days = [day for _, day in base.saved]
        numbers = format_numbers(number for number, _ in base.saved)
        return f"Sejak sebelum unggahan {numbers} ({format_days(min(days), max(days))})"
    return f"Sejak rapat {format_date(base.day)}" if base.is_meeting else f"Sejak {format_date(base.day)}"
