"""What the slides of a meeting say that no page says: how far those are that have none, what was agreed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from kkb.formatting import format_count, format_date, format_date_short, format_span, join_words
from kkb.indicators import Ringkasan
from kkb.narrative import Card, cards, count_sentence, first_cards, reached_pace
from kkb.region import Region
from kkb.schema import Rapat, TindakLanjut

STEP_HEADERS = ("Tindak lanjut", "Penanggung jawab", "Tenggat", "Keadaan")

STEPS_IN_MESSAGE = 5
"""Next steps with a line of their own in the message for the group."""

SLIDE_DEFINITIONS = ("Keadaan per", "Target", "Capaian", "Sisa desa", "Nomor SK", "Tanpa Pokja baru")
"""Those of `narrative.DEFINITIONS` without which the slides cannot be read."""


def verdict_title(r: Ringkasan) -> str:
    """What stands behind the verdict: the headline without what the figures under it and the frame say."""
    count = count_sentence(r, is_bare=True).removesuffix(".").replace(f" per {format_date(r.day)}", "")
    return count[:1].upper() + count[1:]


def verdict_cards(r: Ringkasan) -> list[Card]:
    """The figures of the first page, with notes that repeat no number of the title nor of each other."""
    share, rest, *pace = first_cards(r)
    due = f"tenggat {format_date_short(r.target_day)}" if r.target_day else "target belum ditetapkan"
    rungs = re.sub(f"^{re.escape(rest.value)} (?!.*,)", "semuanya ", cards(r)[2].note)
    noted = [replace(share, note=due), replace(rest, note=rungs)]
    reached = f"desa per bulan; 12 bulan terakhir {reached_pace(r)}"
    note = reached if r.laju_dibutuhkan is not None else "per tanggal data"
    return noted + [replace(card, note=note) for card in pace if r.sisa_desa]


def started_title(r: Ringkasan) -> str:
    """How many without one have begun: "3 dari 24 desa tanpa Pokja sudah mulai: 2 merintis dan 1 sosialisasi"."""
    rest = r.jumlah_desa - r.terbentuk_desa - r.tidak_dilaporkan_desa
    unknown = f"{format_count(r.tidak_dilaporkan_desa)} desa belum dilaporkan" if r.tidak_dilaporkan_desa else ""
    if not rest:
        return unknown.capitalize() if unknown else "Semua desa sudah membentuk Pokja"
    counts = [(r.merintis_desa, "merintis"), (r.sosialisasi_desa, "sosialisasi")]
    parts = [f"{format_count(count)} {word}" for count, word in counts if count]
    begun = r.merintis_desa + r.sosialisasi_desa
    total = f"{format_count(rest)} desa tanpa Pokja"
    title = f"{total}, belum ada yang dilaporkan mulai"
    if begun:
        title = f"{format_count(begun)} dari {total} sudah mulai: {join_words(parts)}"
    return f"{title}; {unknown}" if unknown else title


def sources_title(count: int, day: date) -> str:
    """What the last slide says: from how many uploads the figures are made."""
    return f"Semua angka dihitung dari {format_count(count)} unggahan rekap, keadaan per {format_date(day)}"


def shown_steps(steps: Sequence[TindakLanjut], since: date | None) -> list[TindakLanjut]:
    """The steps a meeting looks at: all open ones, and those done since the meeting before (all if there was none)."""
    return [step for step in steps if step.selesai is None or since is None or step.selesai > since]


def is_about(step: TindakLanjut, codes: Collection[str] | None) -> bool:
    """True if a step is for one of the kecamatan chosen (None: all); those for the whole region always are."""
    return codes is None or step.kode_kecamatan is None or step.kode_kecamatan in codes


def steps_title(steps: Sequence[TindakLanjut], today: date) -> str:
    """How many are open, late and done: "3 tindak lanjut terbuka, 1 lewat tenggat; 2 selesai"."""
    still = [step for step in steps if step.selesai is None]
    late = sum(is_late(step, today) for step in still)
    done = len(steps) - len(still)
    if not steps:
        return "Belum ada tindak lanjut yang dicatat"
    if not still:
        return f"Semua {format_count(done)} tindak lanjut selesai"
    title = f"{format_count(len(still))} tindak lanjut terbuka"
    title += f", {format_count(late)} lewat tenggat" if late else ""
    return f"{title}; {format_count(done)} selesai" if done else title


def steps_subtitle(meetings: Iterable[Rapat], today: date) -> str:
    """The last meeting by today, in which they were agreed or are looked at, and what their table holds."""
    held = max((one for one in meetings if one.tanggal <= today), key=lambda one: one.tanggal, default=None)
    what = "Rencana tindak lanjut: apa, siapa, kapan"
    return f"{held.judul}, {format_date(held.tanggal)}. {what}" if held is not None else what


def message_lines(steps: Sequence[TindakLanjut], region: Region, today: date) -> list[str]:
    """The open ones for the message: how many, then a line for each of the first (what, desa, who, when)."""
    still = open_steps(steps)
    if not still:
        return []
    lines = [f"*{steps_title(still, today)}*"]
    for step in still[:STEPS_IN_MESSAGE]:
        told = (step.uraian, step_place(step, region), step.penanggung_jawab, due_short(step, today))
        lines.append(f"- {', '.join(filter(None, (' '.join(words.split()) for words in told)))}")
    rest = len(still) - STEPS_IN_MESSAGE
    return [*lines, f"dan {format_count(rest)} lagi"] if rest > 0 else lines


def step_rows(
    steps: Sequence[TindakLanjut], region: Region, today: date
) -> tuple[tuple[str, str, date | None, str], ...]:
    """The steps under `STEP_HEADERS`, each with the place that it is for."""
    rows = []
    for step in steps:
        place = step_place(step, region)
        what = f"{place}: {step.uraian}" if place else step.uraian
        rows.append((what, step.penanggung_jawab, step.tenggat, step_state(step, today)))
    return tuple(rows)


def step_place(step: TindakLanjut, region: Region) -> str:
    """The desa or kecamatan that a step is for, by its code where the region has no such place; "" for all."""
    names = {desa.kode_desa: desa.desa for desa in region.desa}
    names |= {kec.kode_kecamatan: kec.kecamatan for kec in region.kecamatan}
    kode = step.kode_desa or step.kode_kecamatan
    return names.get(kode, kode) if kode else ""


def step_state(step: TindakLanjut, today: date) -> str:
    """How a step stands: "selesai 3 Jun 2023", "lewat 12 hari", "terbuka"."""
    if step.selesai is not None:
        return f"selesai {format_date_short(step.selesai)}"
    if step.tenggat is not None and step.tenggat < today:
        return f"lewat {format_span(step.tenggat, today)}"
    return "terbuka"


def due_words(step: TindakLanjut, today: date) -> str:
    """When a step is due or was done, where there is room: "tenggat 10 Mei 2023, lewat 12 hari", "tanpa tenggat"."""
    if step.selesai is not None:
        return f"selesai {format_date(step.selesai)}, dicatat {step.oleh}"
    if step.tenggat is None:
        return "tanpa tenggat"
    day = format_date(step.tenggat)
    if step.tenggat == today:
        return f"tenggat hari ini, {day}"
    if is_late(step, today):
        return f"tenggat {day}, lewat {format_span(step.tenggat, today)}"
    return f"tenggat {day}, {format_span(today, step.tenggat)} lagi"


def due_short(step: TindakLanjut, today: date) -> str:
    """The same where there is little: "lewat 12 hari", "tenggat 10 Mei 2023"; "" where no day was agreed."""
    if step.tenggat is None:
        return ""
    return step_state(step, today) if is_late(step, today) else f"tenggat {format_date_short(step.tenggat)}"


def open_steps(steps: Sequence[TindakLanjut]) -> list[TindakLanjut]:
    """Those that are open, the one due first before the others; without a day last."""
    return sorted((step for step in steps if step.selesai is None), key=by_due)


def in_order(steps: Sequence[TindakLanjut]) -> list[TindakLanjut]:
    """The open ones as `open_steps` has them, so that late ones come first; behind them those that are done."""
    return open_steps(steps) + sorted((step for step in steps if step.selesai is not None), key=by_due)


def by_due(step: TindakLanjut) -> tuple[date, int]:
    """The key of that order."""
    return step.tenggat or date.max, step.nomor


def is_late(step: TindakLanjut, today: date) -> bool:
    """True if an open step is past its day."""
    return step.selesai is None and step.tenggat is not None and step.tenggat < today
