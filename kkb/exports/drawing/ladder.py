"""All desa of each kecamatan by rung, from Terbentuk to not reported, with the count in each part."""

from __future__ import annotations

from collections.abc import Sequence

from kkb.exports.drawing.base import Canvas, Frame, empty_figure
from kkb.exports.drawing.rows import MIDDLE, draw_name, fit_rows, say_left_out
from kkb.exports.drawing.rungs import draw_legend, legend_height, rung_box
from kkb.figures.facts import LADDER, LadderRow
from kkb.figures.letters import width_of
from kkb.figures.placing import Box
from kkb.formatting import format_count
from kkb.narrative import tahap_words
from kkb.narrative.counts import with_ended
from kkb.theme import TAHAP_LETTER


def draw_ladder(rows: Sequence[LadderRow], frame: Frame, *, among: Sequence[LadderRow] = ()) -> str:
    """The stacked bars as SVG text, in the order given, below a legend of the rungs that have a desa.

    `among` are all rows of a figure in several parts: each part keeps their legend, scale and columns.
    """
    if not rows:
        return empty_figure(frame)
    canvas, letters = Canvas(frame), frame.letters
    every = among or rows
    totals = [(tahap, sum(row.counts[i] for row in every)) for i, tahap in enumerate(LADDER)]
    legend = [(tahap, count) for tahap, count in totals if count]
    head = legend_height(legend, frame)
    draw_legend(canvas, legend)
    fitted = fit_rows(rows, frame.height - head, 1.5 * letters, 3.6 * letters)
    longest = max(width_of(row.kecamatan, letters, is_bold=True) for row in among or fitted.shown)
    name_room = min(longest, 0.4 * frame.width)
    left = name_room + 0.6 * letters
    widest = max(1, *(row.jumlah_desa for row in every))
    per_desa, beside = _scale(among or fitted.shown, frame.width - left - 0.05 * letters, widest, letters)
    for place, row in enumerate(fitted.shown):
        top = head + fitted.height * place
        thick = min(max(fitted.height * 0.74, 1.24 * letters), 2 * letters)
        baseline = top + fitted.height / 2 + MIDDLE * letters
        draw_name(canvas, row.kecamatan, 0, top + fitted.height / 2, name_room, fitted.height)
        x, y = left, top + (fitted.height - thick) / 2
        for tahap, count in zip(LADDER, row.counts, strict=True):
            if not count:
                continue
            box = Box(x, y, x + count * per_desa, y + thick)
            words = _words(tahap, count, count * per_desa, letters)
            ended = row.ended if tahap == "Belum" else 0
            said = with_ended(f"{row.kecamatan}, {tahap_words(tahap or None)}: {format_count(count)} desa", ended)
            with canvas.link(frame.links.listed(row.kecamatan, (tahap,)) if frame.links else None, said):
                rung_box(canvas, box, tahap)
                if words:
                    middle, ink = (box.left + box.right) / 2, frame.palette.ink(tahap)
                    canvas.text(middle, baseline, words, fill=ink, anchor="middle", is_bold=True)
            x = box.right
        if beside:
            canvas.text(x + 0.4 * letters, baseline, _left_over(row, per_desa, letters), fill=frame.palette.muted)
    say_left_out(canvas, fitted.left_out, 0, head + fitted.height * (len(fitted.shown) + 0.5))
    return canvas.svg()


def _scale(rows: Sequence[LadderRow], room: float, widest: int, letters: float) -> tuple[float, bool]:
    """Width of a desa, and whether counts that do not fit into their parts stand behind the bars."""
    per_desa = room / widest
    if not any(_left_over(row, per_desa, letters) for row in rows):
        return per_desa, False
    # A narrower bar may push out further counts: make room until it is enough.
    for part in range(95, 10, -5):
        per_desa = room / widest * part / 100
        ends = [
            row.jumlah_desa * per_desa + 0.4 * letters + width_of(_left_over(row, per_desa, letters), letters)
            for row in rows
        ]
        if max(ends) <= room:
            break
    return per_desa, True


def _words(tahap: str, count: int, room: float, letters: float) -> str:
    """What stands in a part: letter and count, or the count alone where it is narrow, or nothing."""
    number = format_count(count)
    for words in (f"{TAHAP_LETTER[tahap]} {number}", number):
        if width_of(words, letters, is_bold=True) + 0.5 * letters <= room:
            return words
    return ""


def _left_over(row: LadderRow, per_desa: float, letters: float) -> str:
    """The counts of a row that find no room in their parts."""
    return " ".join(
        f"{TAHAP_LETTER[tahap]} {format_count(count)}"
        for tahap, count in zip(LADDER, row.counts, strict=True)
        if count and not _words(tahap, count, count * per_desa, letters)
    )
