"""The slide of one kecamatan: how it grew, which desa stand on which rung, and what is asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kkb.briefing.model import KecamatanBody
from kkb.exports.slides.charts import small_line_chart, years_apart
from kkb.exports.slides.geometry import READ, Box
from kkb.exports.slides.native_chart import add_chart
from kkb.exports.slides.shapes import Words, add_paragraphs, add_rung, add_words, group
from kkb.exports.slides.text import POINTS, clean, fit, height_of, shorten_to, stack_height, wrap
from kkb.figures.facts import LADDER
from kkb.formatting import format_count, format_date
from kkb.narrative import tahap_words

_CHART_SHARE = 0.5
_GAP = 0.4
_SQUARE = 0.34
_BESIDE = 0.15
_SPACE = 0.15
_LINE = height_of([""], READ)
_ABOVE_SENTENCES = 0.24
_BETWEEN_SENTENCES = 4.0
"""Points."""


def kecamatan_subtitle(body: KecamatanBody, box: Box) -> str:
    """What is measured; the last year goes to the day only. Only the width of the box counts."""
    day, apart = body.line.day, years_apart(body.line, box.width * _CHART_SHARE)
    part = "" if (day.month, day.day) == (12, 31) else f" ({day.year}: sampai {format_date(day)})"
    every = "tiap tahun" if apart == 1 else f"tiap {format_count(apart)} tahun"
    undated = f"; {body.line.undated_words}, dihitung paling lambat" if body.line.undated_words else ""
    return f"Desa dengan Pokja pada akhir {every}{part}{undated}, dan tahap tiap desa"


def leaves_desa_out(body: KecamatanBody, box: Box) -> bool:
    """True if not all names find room: then the list of desa follows on sheets of its own."""
    return any(rung.is_short for rung in _lay_out(body, box)[1])


def draw_kecamatan(shapes: Any, box: Box, body: KecamatanBody, *, alt: str, day: date) -> None:
    """Chart at the left, desa by rung at the right, sentences across the foot."""
    upper, rungs, sentences = _lay_out(body, box)
    chart_box = Box(upper.left, upper.top, upper.width * _CHART_SHARE, upper.height)
    chart = small_line_chart(body.line, chart_box)
    add_chart(shapes, chart, chart_box, day=day, name="Bagan kecamatan", alt=_chart_alt(body))
    left, top = box.right - _list_width(box), upper.top
    with group(shapes, name="Desa menurut tahap", alt=alt):
        for rung in rungs:
            word = tahap_words(rung.tahap or None)
            add_rung(shapes, Box(left, top, _SQUARE, _SQUARE), rung.tahap, name=f"Warna {word}")
            aside = _SQUARE + _BESIDE
            tall = len(_lines(rung.lead, rung.names, box)) * _LINE
            words = [Words("", parts=((rung.lead, True), (rung.names, False)))]
            add_words(shapes, Box(left + aside, top, _list_width(box) - aside, tall), words, name=f"Desa {word}")
            top += tall + _SPACE
    if sentences:
        top = upper.bottom + _ABOVE_SENTENCES
        add_paragraphs(shapes, sentences, box, top, space=_BETWEEN_SENTENCES, name="Kalimat")


def _chart_alt(body: KecamatanBody) -> str:
    bar = body.bar
    target = f" dari target {format_count(bar.target_desa)}" if bar.target_desa is not None else ""
    undated = f"; {body.line.undated_words}, dihitung paling lambat" if body.line.undated_words else ""
    count = f"{format_count(bar.terbentuk_desa)}{target} per {format_date(body.line.day)}"
    return f"Desa dengan Pokja di {bar.kecamatan} tiap tahun: {count}{undated}."


@dataclass(frozen=True, slots=True)
class _Rung:
    """The desa of one rung behind its lead ("Merintis (3):"); `is_short` if not all names found room."""

    tahap: str
    lead: str
    names: str
    is_short: bool = False


def _lay_out(body: KecamatanBody, box: Box) -> tuple[Box, list[_Rung], list[str]]:
    """The box of chart and list, the list, and the sentences below them, which get what the list leaves."""
    rungs = _all_rungs(body)
    wanted = [len(_lines(rung.lead, rung.names, box)) for rung in rungs]
    left = box.height - sum(lines * _LINE + _SPACE for lines in wanted)
    left -= _ABOVE_SENTENCES + 2 * _BETWEEN_SENTENCES / POINTS
    sentences = _sentences(body.sentences, box.width, min(max(int(left / _LINE), 2), 4))
    below = stack_height(sentences, box.width, READ, _BETWEEN_SENTENCES) + _ABOVE_SENTENCES if sentences else 0.0
    upper = Box(box.left, box.top, box.width, box.height - below)
    room = int((upper.height - len(rungs) * _SPACE) / _LINE + 1e-6)
    shown = []
    for rung, most in zip(rungs, _share_lines(wanted, max(room, len(rungs))), strict=True):
        names = shorten_to(f"{rung.lead} {rung.names}", _names_width(box), most, READ).removeprefix(f"{rung.lead} ")
        shown.append(replace(rung, names=names, is_short=names != rung.names))
    return upper, shown, sentences


def _all_rungs(body: KecamatanBody) -> list[_Rung]:
    """Each rung that has a desa, highest first."""
    found = [(tahap, [clean(tile.listed) for tile in body.desa if tile.tahap == tahap]) for tahap in LADDER]
    return [
        _Rung(tahap, f"{tahap_words(tahap or None)} ({format_count(len(names))}):", ", ".join(names))
        for tahap, names in found
        if names
    ]


def _list_width(box: Box) -> float:
    return box.width * (1 - _CHART_SHARE) - _GAP


def _names_width(box: Box) -> float:
    """What is left for names, a little less than there is: their lead is bold."""
    return (_list_width(box) - _SQUARE - _BESIDE) * 0.96


def _lines(lead: str, names: str, box: Box) -> list[str]:
    return wrap(f"{lead} {names}", _names_width(box), READ)


def _sentences(sentences: Sequence[str], width: float, most: int) -> list[str]:
    """As many whole sentences as `most` lines hold, and how many more the table of next steps has."""
    texts = [clean(sentence) for sentence in sentences if clean(sentence)]
    needed = [len(wrap(text, width, READ)) for text in texts]
    if sum(needed) <= most:
        return texts
    # One line is kept for what is left.
    fitting = next(place for place in range(len(texts) + 1) if sum(needed[: place + 1]) > most - 1)
    shown = texts[:fitting] or [fit(texts[0], width, height_of([""] * (most - 1), READ), (READ,))[0]]
    rest = len(texts) - len(shown)
    return [*shown, f"Dan {format_count(rest)} tindak lanjut lain: lihat daftarnya."] if rest else shown


def _share_lines(wanted: list[int], room: int) -> list[int]:
    """Lines to each rung: all it wants if there is room, else one by one in turn."""
    given = [1] * len(wanted)
    while sum(given) < room and any(have < want for have, want in zip(given, wanted, strict=True)):
        for place, want in enumerate(wanted):
            if given[place] < want and sum(given) < room:
                given[place] += 1
    return given
