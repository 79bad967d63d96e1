"""Each kind of body as one sheet or several: what does not fit goes on on the next, nothing is left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from kkb.briefing.facts import LADDER
from kkb.briefing.model import (
    BarsBody,
    ChangesBody,
    DefinitionsBody,
    GroupsBody,
    HeadlineBody,
    KecamatanBody,
    LadderBody,
    LineBody,
    Slide,
    SlideTable,
    StepsBody,
    TilesBody,
)
from kkb.exports.slides.canvas import describe
from kkb.exports.slides.chart_xml import add_chart
from kkb.exports.slides.charts import bullet_chart, ladder_chart, line_chart, rows_that_fit, share_out
from kkb.exports.slides.geometry import Box
from kkb.exports.slides.kecamatan import draw_kecamatan, kecamatan_subtitle, leaves_desa_out
from kkb.exports.slides.page import Page, body_box, numbered
from kkb.exports.slides.tables import draw_table, part_table
from kkb.exports.slides.text import clean
from kkb.exports.slides.texts import draw_headline, draw_sentence
from kkb.exports.slides.tiles import draw_tiles
from kkb.formatting import format_count

Draw = Callable[[Any, Box], None]

LINE_SUBTITLE = "Batang: desa baru tiap tahun; garis: semua desa dengan Pokja"


def pages_of(slide: Slide, day: date) -> list[Page]:
    """The sheets of a slide; `day` is written into the workbooks of its charts."""
    body = slide.body
    match body:
        case HeadlineBody():
            return [Page(slide, slide.title, slide.subtitle, lambda target, box: draw_headline(target, box, body))]
        case LineBody():
            return [_line_page(slide, body, day)]
        case BarsBody():
            return _bars_pages(slide, body, day)
        case LadderBody():
            return _ladder_pages(slide, body, day)
        case TilesBody():
            draw: Draw = lambda target, box: draw_tiles(target, box, body, alt=clean(slide.alt))  # noqa: E731
            return [Page(slide, slide.title, slide.subtitle, draw)]
        case GroupsBody():
            return _table_pages(slide, _groups_table(body), "Desa tanpa Pokja") if body.groups else [_said(slide, "")]
        case ChangesBody() | StepsBody():
            name = "Perubahan" if isinstance(body, ChangesBody) else "Tindak lanjut"
            return _table_pages(slide, body.table, name) if body.table.rows else [_said(slide, body.empty)]
        case KecamatanBody():
            return _kecamatan_pages(slide, body, day)
        case DefinitionsBody():
            rows = (*body.definitions, *(("Sumber", source) for source in body.sources))
            return _table_pages(slide, SlideTable(("Istilah", "Penjelasan"), rows), "Cara menghitung")


def _said(slide: Slide, sentence: str) -> Page:
    """A sheet of one sentence, unless the title has said it."""
    if clean(sentence).removesuffix(".") == clean(slide.title).removesuffix("."):
        sentence = ""
    return Page(slide, slide.title, slide.subtitle, lambda target, box: draw_sentence(target, box, sentence))


def _table_pages(slide: Slide, table: SlideTable, name: str) -> list[Page]:
    box = body_box(slide.subtitle)
    alt = f"Tabel {name}, {format_count(len(table.rows))} baris: {', '.join(table.headers)}"
    draws: list[Draw] = [
        lambda target, box, sheet=sheet: draw_table(target, box, sheet, name=f"Tabel {name}", alt=alt)  # type: ignore[misc]
        for sheet in part_table(table, box.width, box.height)
    ]
    return numbered(slide, slide.subtitle, draws)


def _groups_table(body: GroupsBody) -> SlideTable:
    """A row for each rung and kecamatan: its desa in one cell."""
    rows = tuple(
        (group.word, kecamatan, format_count(len(names)), ", ".join(names))
        for group in body.groups
        for kecamatan, names in group.desa
    )
    return SlideTable(("Tahap", "Kecamatan", "Jumlah", "Desa"), rows, numbers=frozenset({2}))


def _line_page(slide: Slide, body: LineBody, day: date) -> Page:
    still = ""
    if body.line.spans:
        still = "; abu-abu: tanpa Pokja baru" + (f" ({body.line.reason})" if body.line.reason else "")

    def draw(target: Any, box: Box) -> None:
        if body.years:
            frame = add_chart(target, line_chart(body.line, body.years, box), box, day=day)
            describe(frame, clean(slide.alt), name="Bagan pertambahan")
        else:
            draw_sentence(target, box, "")

    return Page(slide, slide.title, LINE_SUBTITLE + still if body.years else slide.subtitle, draw)


def _bars_pages(slide: Slide, body: BarsBody, day: date) -> list[Page]:
    """The bars, and behind them their table with what the bars do not say: the rest and the share."""
    box = body_box(slide.subtitle)
    longest = max((max(bar.terbentuk_desa, bar.target_desa or 0) for bar in body.bars), default=1)

    def draw_part(part: slice) -> Draw:
        def draw(target: Any, box: Box) -> None:
            bars = body.bars[part]
            if bars:
                # Few bars are not stretched over the whole height.
                lower = Box(box.left, box.top, box.width, min(box.height, 0.95 * len(bars)))
                frame = add_chart(target, bullet_chart(bars, lower, longest=longest), lower, day=day)
                describe(frame, clean(slide.alt), name="Bagan kecamatan")

        return draw

    pages = numbered(
        slide, slide.subtitle, [draw_part(p) for p in share_out(len(body.bars), rows_that_fit(box.height))]
    )
    if slide.table is None or not slide.table.rows:
        return pages
    tables = _table_pages(slide, slide.table, "Kecamatan")
    return pages + [
        Page(slide, f"{slide.title} (tabel)" if place == 0 else page.title, page.subtitle, page.draw)
        for place, page in enumerate(tables)
    ]


def _ladder_pages(slide: Slide, body: LadderBody, day: date) -> list[Page]:
    box = body_box(slide.subtitle)
    longest = max((row.jumlah_desa for row in body.rows), default=1)
    rungs = [rung for place, rung in enumerate(LADDER) if any(row.counts[place] for row in body.rows)]

    def draw_part(part: slice) -> Draw:
        def draw(target: Any, box: Box) -> None:
            rows = body.rows[part]
            if rows and rungs:
                lower = Box(box.left, box.top, box.width, min(box.height, 0.45 + 0.95 * len(rows)))
                frame = add_chart(target, ladder_chart(rows, lower, longest=longest, rungs=rungs), lower, day=day)
                describe(frame, clean(slide.alt), name="Bagan tahap")

        return draw

    most = rows_that_fit(box.height, with_legend=True)
    return numbered(slide, slide.subtitle, [draw_part(part) for part in share_out(len(body.rows), most)])


def _kecamatan_pages(slide: Slide, body: KecamatanBody, day: date) -> list[Page]:
    subtitle = kecamatan_subtitle()
    draw: Draw = lambda target, box: draw_kecamatan(target, box, body, alt=clean(slide.alt), day=day)  # noqa: E731
    first = Page(slide, slide.title, subtitle, draw)
    if slide.table is None or not leaves_desa_out(body, body_box(subtitle)):
        return [first]
    tables = _table_pages(slide, slide.table, "Desa")
    return [first, *(Page(slide, f"{page.title} (daftar desa)", page.subtitle, page.draw) for page in tables)]
