"""The slide of one kecamatan: how it grew, which desa stand on which rung, and what is asked of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from kkb.briefing.facts import LADDER
from kkb.briefing.model import KecamatanBody
from kkb.exports.slides.canvas import Words, add_box, add_words, describe, write_words
from kkb.exports.slides.chart_xml import add_chart
from kkb.exports.slides.charts import small_line_chart
from kkb.exports.slides.geometry import OUTLINE, READ, RUNG_COLOUR, Box
from kkb.exports.slides.text import clean, fit, height_of, wrap
from kkb.formatting import format_count
from kkb.narrative import tahap_words
from kkb.theme import LIGHT, TAHAP_LETTER

_CHART_SHARE = 0.5
_GAP = 0.4
_SQUARE = 0.36
_SENTENCE_LINES = 4
_SPACE = 0.12


def kecamatan_subtitle() -> str:
    return "Desa dengan Pokja pada akhir tiap tahun, dan tahap tiap desa"


def leaves_desa_out(body: KecamatanBody, box: Box) -> bool:
    """True if not all names find room: then the list of desa follows on sheets of its own."""
    return any(is_short for *_, is_short in _rungs(body, _list_box(box, body)))


def draw_kecamatan(target: Any, box: Box, body: KecamatanBody, *, alt: str, day: date) -> None:
    """Chart at the left, desa by rung at the right, sentences across the foot."""
    upper = _upper(box, body)
    chart_box = Box(upper.left, upper.top, upper.width * _CHART_SHARE, upper.height)
    frame = add_chart(target, small_line_chart(body.line, chart_box), chart_box, day=day)
    describe(frame, _chart_alt(body), name="Bagan kecamatan")
    _draw_list(target, _list_box(box, body), body, alt)
    sentences = _sentences(body, box)
    if sentences:
        foot = Box(box.left, upper.bottom + _SPACE, box.width, box.bottom - upper.bottom - _SPACE)
        add_words(target.shapes, foot, [Words(text) for text in sentences], name="Kalimat")


def _chart_alt(body: KecamatanBody) -> str:
    bar = body.bar
    target = f" dari target {format_count(bar.target_desa)}" if bar.target_desa is not None else ""
    return clean(
        f"Desa dengan Pokja di {bar.kecamatan} tiap tahun: sekarang {format_count(bar.terbentuk_desa)}{target}."
    )


def _sentences(body: KecamatanBody, box: Box) -> list[str]:
    """As many sentences as four lines hold, the last shortened; the table of next steps has them all."""
    shown: list[str] = []
    left = _SENTENCE_LINES
    for sentence in body.sentences:
        if not left:
            break
        text, _ = fit(clean(sentence), box.width, height_of([""] * left, READ), (READ,))
        left -= len(wrap(text, box.width, READ))
        shown.append(text)
    return shown


def _upper(box: Box, body: KecamatanBody) -> Box:
    lines = sum(len(wrap(text, box.width, READ)) for text in _sentences(body, box))
    foot = height_of([""] * lines, READ) + _SPACE if lines else 0.0
    return Box(box.left, box.top, box.width, box.height - foot)


def _list_box(box: Box, body: KecamatanBody) -> Box:
    upper = _upper(box, body)
    width = upper.width * (1 - _CHART_SHARE) - _GAP
    return Box(upper.right - width, upper.top, width, upper.height)


def _rungs(body: KecamatanBody, box: Box) -> list[tuple[str, str, str, bool]]:
    """(rung, heading, names, whether names are missing) of each rung that has a desa, made to fit the box."""
    groups = [(rung, [clean(tile.desa) for tile in body.desa if tile.tahap == rung]) for rung in LADDER]
    groups = [(rung, names) for rung, names in groups if names]
    width = box.width - _SQUARE - 0.15
    line = height_of([""], READ)
    lines = int((box.height - len(groups) * _SPACE) / line + 1e-6) - len(groups)
    wanted = [len(wrap(", ".join(names), width, READ)) for _, names in groups]
    given = _share_lines(wanted, max(lines, len(groups)))
    result = []
    for (rung, names), most in zip(groups, given, strict=True):
        text = ", ".join(names)
        shown, _ = fit(text, width, height_of([""] * most, READ), (READ,))
        heading = f"{tahap_words(rung or None)}: {format_count(len(names))} desa"
        result.append((rung, heading, shown, shown != text))
    return result


def _share_lines(wanted: list[int], room: int) -> list[int]:
    """Lines to each rung: all it wants if there is room, else one by one in turn."""
    given = [1] * len(wanted)
    while sum(given) < room and any(have < want for have, want in zip(given, wanted, strict=True)):
        for place, want in enumerate(wanted):
            if given[place] < want and sum(given) < room:
                given[place] += 1
    return given


def _draw_list(target: Any, box: Box, body: KecamatanBody, alt: str) -> None:
    rungs = _rungs(body, box)
    if not rungs:
        return
    group = target.shapes.add_group_shape()
    top = box.top
    width = box.width - _SQUARE - 0.15
    for rung, heading, names, _ in rungs:
        square = add_box(
            group.shapes,
            Box(box.left, top, _SQUARE, _SQUARE),
            name=f"Warna {heading}",
            fill=RUNG_COLOUR[rung],
            line=OUTLINE,
            line_width=1.25,
            dashed=not rung,
        )
        ink = "bg1" if rung in LIGHT.dark_fills else "tx1"
        write_words(square.text_frame, [Words(TAHAP_LETTER[rung], READ, bold=True, colour=ink, align="center")])
        tall = height_of(["", *wrap(names, width, READ)], READ)
        words = [Words(heading, bold=True), Words(names)]
        add_words(group.shapes, Box(box.left + _SQUARE + 0.15, top, width, tall), words, name=heading)
        top += tall + _SPACE
    describe(group, alt, name="Desa menurut tahap")
