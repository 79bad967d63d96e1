"""New Pokja period by period as bars, and how many stood at the end of each as numbers."""

from __future__ import annotations

from collections.abc import Sequence

from kkb.exports.drawing.base import Canvas, Frame, empty_figure
from kkb.figures.axis_steps import nice_steps
from kkb.figures.facts import PeriodCount
from kkb.figures.letters import LINE, shorten, width_of
from kkb.figures.placing import Box
from kkb.formatting import format_count

_ROW = LINE * 1.1
_NO_YEAR = 0
"""The year of what has no certain date."""


def draw_periods(years: Sequence[PeriodCount], frame: Frame) -> str:
    """The bars as SVG text; under them year, ended Pokja (where there are any) and the count at the end of the period.

    Of quarters and months the first of each year is named.
    """
    if not years:
        return empty_figure(frame)
    named = len(years)
    if undated := sum(year.tanpa_tanggal_desa for year in years):
        # A bar of its own beside the periods: nobody knows in which of them it belongs.
        years = [*years, PeriodCount(_NO_YEAR, undated, 0, years[-1].kumulatif_desa)]
    canvas, palette, letters = Canvas(frame), frame.palette, frame.letters
    heads, rows = _table(years)
    gutter = min(max(width_of(head, letters) for head in heads) + 0.6 * letters, frame.width * 0.3)
    slot = (frame.width - gutter) / len(years)
    last = max(width_of(row[-1], letters, is_bold=True) for row in rows) / 2
    if slot / 2 < last:
        # What stands under the last bar is wider than the bar's place.
        slot = (frame.width - gutter - last) / (len(years) - 0.5)
    floor = frame.height - (_ROW * len(rows) + 0.35) * letters
    head_room = 1.25 * letters
    tallest = max(1, *(year.baru_desa for year in years))
    bar = min(slot * 0.62, 3.2 * letters)
    for place, year in enumerate(years):
        middle = gutter + slot * (place + 0.5)
        top = floor - year.baru_desa / tallest * max(floor - head_room, 0)
        opacity = 0.35 if year.year == _NO_YEAR else 1
        canvas.rect(Box(middle - bar / 2, top, middle + bar / 2, floor), palette.focus, opacity=opacity)
    canvas.line([(gutter, floor), (frame.width, floor)], palette.other, 0.05 * letters)
    _numbers(canvas, years, gutter, slot, floor, (floor - head_room) / tallest)
    for line, (head, row) in enumerate(zip(heads, rows, strict=True)):
        baseline = floor + (0.35 + 0.85 + _ROW * line) * letters
        is_total = line == len(rows) - 1
        widest = max(width_of(words, letters, is_bold=is_total) for words in row[:named]) + 0.5 * letters
        every = next(s for s in nice_steps() if s * slot >= widest or s >= len(years))
        fill = palette.text if is_total else palette.muted
        canvas.text(0, baseline, shorten(head, gutter - 0.3 * letters, letters), fill=palette.muted)
        # The newest year always; of the others as many as stand apart, and each that lost a Pokja where there is room.
        is_sparse = "" in row[:named]
        free = frame.width
        own = [named] if named < len(row) else []
        for place in [*own, *range(named - 1, -1, -1 if is_sparse else -every)]:
            middle = gutter + slot * (place + 0.5)
            half = width_of(row[place], letters, is_bold=is_total) / 2
            if row[place] and gutter - 0.3 * letters <= middle - half and middle + half <= free:
                canvas.text(middle, baseline, row[place], fill=fill, anchor="middle", is_bold=is_total)
                free = middle - half - 0.2 * letters
    return canvas.svg()


def _table(years: Sequence[PeriodCount]) -> tuple[list[str], list[list[str]]]:
    """The rows under the bars: their heads, and a text for each year."""
    names = ["tanpa tgl." if year.year == _NO_YEAR else str(year.year) for year in years]
    first = [name if not i or names[i - 1] != name else "" for i, name in enumerate(names)]
    heads, rows = ["Tahun"], [first]
    if any(year.berakhir_desa for year in years):
        heads.append("Berakhir")
        rows.append([f"−{format_count(year.berakhir_desa)}" if year.berakhir_desa else "" for year in years])
    heads.append("Jumlah")
    rows.append(["" if year.year == _NO_YEAR else format_count(year.kumulatif_desa) for year in years])
    return heads, rows


def _numbers(
    canvas: Canvas, years: Sequence[PeriodCount], gutter: float, slot: float, floor: float, per_desa: float
) -> None:
    """The number over each bar; where bars are narrow the tallest are named, then those beside which there is room."""
    letters = canvas.frame.letters
    placed: list[Box] = []
    # A year without one has its 0; of shorter periods a gap says it.
    is_yearly = len({year.year for year in years}) == len(years)
    named = (i for i, year in enumerate(years) if year.baru_desa or is_yearly)
    for place in sorted(named, key=lambda i: -years[i].baru_desa):
        count = years[place].baru_desa
        words = format_count(count)
        middle = gutter + slot * (place + 0.5)
        half = width_of(words, letters, is_bold=True) / 2
        baseline = floor - count * per_desa - 0.25 * letters
        box = Box(middle - half, baseline - letters, middle + half, baseline + 0.24 * letters)
        crossed = any(
            other.baru_desa * per_desa > floor - box.bottom and abs(i - place) * slot < half + slot * 0.31
            for i, other in enumerate(years)
            if i != place
        )
        if not crossed and not any(box.overlaps(other) for other in placed):
            placed.append(box)
            canvas.text(middle, baseline, words, anchor="middle", is_bold=True)
