"""The slide of one kecamatan: how it grew, which desa stand on which rung, and what is asked of it."""

from __future__ import annotations

from datetime import date

from kkb.briefing.model import KecamatanBody
from kkb.exports.slides.canvas import Canvas, Words
from kkb.exports.slides.chart_part import add_chart
from kkb.exports.slides.charts import small_line_chart, years_apart
from kkb.exports.slides.geometry import READ, Box
from kkb.exports.slides.rungs import draw_rung
from kkb.exports.slides.text import POINTS, clean, fit, height_of, shorten_to, wrap
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
    return f"Desa dengan Pokja pada akhir {every}{part}, dan tahap tiap desa"


def leaves_desa_out(body: KecamatanBody, box: Box) -> bool:
    """True if not all names find room: then the list of desa follows on sheets of its own."""
    return any(is_short for *_, is_short in _rungs(body, _list_box(box, body)))


def draw_kecamatan(canvas: Canvas, box: Box, body: KecamatanBody, *, alt: str, day: date) -> None:
    """Chart at the left, desa by rung at the right, sentences across the foot."""
    upper = _upper(box, body)
    chart_box = Box(upper.left, upper.top, upper.width * _CHART_SHARE, upper.height)
    chart = small_line_chart(body.line, chart_box)
    add_chart(canvas, chart, chart_box, day=day, name="Bagan kecamatan", alt=_chart_alt(body))
    _draw_list(canvas, _list_box(box, body), body, alt)
    sentences = _sentences(body, box)
    if sentences:
        foot = Box(box.left, upper.bottom + _ABOVE_SENTENCES, box.width, _height(sentences, box.width))
        words = [Words(text, space=_BETWEEN_SENTENCES if place else 0) for place, text in enumerate(sentences)]
        canvas.add_words(foot, words, name="Kalimat")


def _chart_alt(body: KecamatanBody) -> str:
    bar = body.bar
    target = f" dari target {format_count(bar.target_desa)}" if bar.target_desa is not None else ""
    return f"Desa dengan Pokja di {bar.kecamatan} tiap tahun: sekarang {format_count(bar.terbentuk_desa)}{target}."


def _sentences(body: KecamatanBody, box: Box) -> list[str]:
    """As many whole sentences as there is room for, and how many more the table of next steps has."""
    texts = [clean(sentence) for sentence in body.sentences if clean(sentence)]
    needed = [len(wrap(text, box.width, READ)) for text in texts]
    most = _sentence_lines(body, box)
    if sum(needed) <= most:
        return texts
    # One line is kept for what is left.
    fitting = next(place for place in range(len(texts) + 1) if sum(needed[: place + 1]) > most - 1)
    shown = texts[:fitting] or [fit(texts[0], box.width, height_of([""] * (most - 1), READ), (READ,))[0]]
    rest = len(texts) - len(shown)
    return [*shown, f"Dan {format_count(rest)} tindak lanjut lain: lihat daftarnya."] if rest else shown


def _sentence_lines(body: KecamatanBody, box: Box) -> int:
    """Lines for the sentences: what the list of desa leaves of the height, between two and four."""
    list_height = sum(len(lines) * _LINE + _SPACE for lines in _wanted_lines(body, _list_width(box)))
    left = box.height - list_height - _ABOVE_SENTENCES - 2 * _BETWEEN_SENTENCES / POINTS
    return min(max(int(left / _LINE), 2), 4)


def _height(texts: list[str], width: float) -> float:
    lines = sum(height_of(wrap(text, width, READ), READ) for text in texts)
    return lines + max(len(texts) - 1, 0) * _BETWEEN_SENTENCES / POINTS


def _upper(box: Box, body: KecamatanBody) -> Box:
    sentences = _sentences(body, box)
    foot = _height(sentences, box.width) + _ABOVE_SENTENCES if sentences else 0.0
    return Box(box.left, box.top, box.width, box.height - foot)


def _list_width(box: Box) -> float:
    return box.width * (1 - _CHART_SHARE) - _GAP


def _list_box(box: Box, body: KecamatanBody) -> Box:
    upper = _upper(box, body)
    return Box(upper.right - _list_width(box), upper.top, _list_width(box), upper.height)


def _groups(body: KecamatanBody) -> list[tuple[str, str, str]]:
    """(rung, lead, names) of each rung that has a desa, highest first."""
    groups = [(rung, [clean(tile.desa) for tile in body.desa if tile.tahap == rung]) for rung in LADDER]
    return [
        (rung, f"{tahap_words(rung or None)} ({format_count(len(names))}):", ", ".join(names))
        for rung, names in groups
        if names
    ]


def _wanted_lines(body: KecamatanBody, width: float) -> list[list[str]]:
    """The lines that each rung takes with all its names."""
    return [_lines(lead, names, width) for _, lead, names in _groups(body)]


def _lines(lead: str, names: str, width: float) -> list[str]:
    return wrap(f"{lead} {names}", _names_width(width), READ)


def _names_width(width: float) -> float:
    """What is left for names, a little less than there is: their lead is bold."""
    return (width - _SQUARE - _BESIDE) * 0.96


def _rungs(body: KecamatanBody, box: Box) -> list[tuple[str, str, str, bool]]:
    """(rung, lead, names, whether names are missing) of each rung, made to fit the box."""
    groups = _groups(body)
    lines = int((box.height - len(groups) * _SPACE) / _LINE + 1e-6)
    given = _share_lines([len(wanted) for wanted in _wanted_lines(body, box.width)], max(lines, len(groups)))
    result = []
    for (rung, lead, names), most in zip(groups, given, strict=True):
        shown = shorten_to(f"{lead} {names}", _names_width(box.width), most, READ)
        shown = shown.removeprefix(f"{lead} ")
        result.append((rung, lead, shown, shown != names))
    return result


def _share_lines(wanted: list[int], room: int) -> list[int]:
    """Lines to each rung: all it wants if there is room, else one by one in turn."""
    given = [1] * len(wanted)
    while sum(given) < room and any(have < want for have, want in zip(given, wanted, strict=True)):
        for place, want in enumerate(wanted):
            if given[place] < want and sum(given) < room:
                given[place] += 1
    return given


def _draw_list(canvas: Canvas, box: Box, body: KecamatanBody, alt: str) -> None:
    top = box.top
    with canvas.group(name="Desa menurut tahap", alt=alt) as group:
        for rung, lead, names, _ in _rungs(body, box):
            word = tahap_words(rung or None)
            draw_rung(group, Box(box.left, top, _SQUARE, _SQUARE), rung, name=f"Warna {word}")
            tall = len(_lines(lead, names, box.width)) * _LINE
            place = Box(box.left + _SQUARE + _BESIDE, top, box.width - _SQUARE - _BESIDE, tall)
            group.add_words(place, [Words("", parts=((lead, True), (names, False)))], name=f"Desa {word}")
            top += tall + _SPACE
