"""A briefing as plain values for the templates: texts, and figures as SVG. Every word is made here or before.

A template chooses places and sizes, never words, numbers or order. Where it has to cut a list short, it takes the
words for the rest from `rest`: those for each length at which it may cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from kkb import narrative
from kkb.briefing.model import (
    BarsBody,
    Body,
    Briefing,
    ChangesBody,
    DefinitionsBody,
    FindingsBody,
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
from kkb.exports.paper.figures import Figure, Figures
from kkb.exports.paper.letters import breakable, shorten_to
from kkb.figures.facts import RungGroup
from kkb.formatting import MONTHS, MONTHS_SHORT, format_count, format_date
from kkb.theme import LIGHT, TAHAP_LETTER

Values = dict[str, Any]

EMPTY = "Belum ada data. Unggah rekap pertama."
TOGETHER = (
    rf"\d+ ({'|'.join((*MONTHS, *MONTHS_SHORT))})\b( \d{{4}})?|data contoh"
    r"|\d+ (desa|perubahan|kecamatan|tindak|bulan|tahun|hari|merintis|sosialisasi|belum|bubar|ber-SK|dilaporkan)\b"
)
"""Words that stay on one line."""
LEFT_SHARE = 0.58
"""What the line of one kecamatan has of the width; beside it stand its desa."""
BARS_SHARE = 0.5
"""What the bars have of it beside their table."""
_LONGEST_HEAD, _LONGEST_FOOT = 140, 400
"""Letters of what stands on every page: above, the name of the region; below, its sources."""
_LONGEST_BESIDE = 22
"""Letters of a name of a kecamatan for which a table beside the bars still has room."""
_LONGEST_IN_COLUMN = 14
"""Letters of a name of a desa for which two columns have room beside a line."""
_FEW = 7
"""Desa that stand in one column even so."""
_SHORT, _LONG, _WIDEST = 18, 24, 48
"""Letters of the longest text of a column: up to the first it is short, beyond the second long; its share of the width
grows up to the third.
"""


def briefing_values(briefing: Briefing) -> Values:
    """What stands on every sheet, its colours, and the sentences of a briefing without slides."""
    scope = shorten_to(briefing.scope, _LONGEST_HEAD)
    return {
        **sheet_values(
            f"Pokja Kampung KB, {scope}, keadaan per {format_date(briefing.day)}",
            briefing.region_name,
            foot=briefing.foot,
            sample=narrative.SAMPLE_NOTICE if briefing.is_sample else "",
            made=briefing.today,
        ),
        "head": breakable(f"Pokja Kampung KB · {scope} · {format_date(briefing.day)}"),
        "headline": breakable(briefing.headline.removesuffix(".")),
        "empty": "" if briefing.slides else EMPTY,
    }


def sheet_values(title: str, region: str, *, foot: str, sample: str, made: date) -> Values:
    """What every template needs: title and author of the document, its foot, its colours."""
    return {
        "title": title,
        "region": shorten_to(region, _LONGEST_HEAD),
        "foot": breakable(shorten_to(foot, _LONGEST_FOOT)),
        "sample": sample,
        "together": TOGETHER,
        "made": [made.year, made.month, made.day],
        "colours": {name: getattr(LIGHT, name) for name in ("surface", "text", "muted", "grid", "outline", "target")},
        "rungs": {name: {"fill": fill, "ink": LIGHT.ink(name)} for name, fill in LIGHT.tahap.items()},
    }


def slide_values(slide: Slide, figures: Figures, width: float) -> Values | None:
    """One slide for a sheet of this width; `kind` says what is in it.

    None where it would be blank: nothing to draw, nothing to list and no finding in its title.
    """
    body = _body_values(slide, slide.body, figures, width)
    if body is None:
        return None
    return {
        "title": breakable(slide.title),
        "subtitle": breakable(slide.subtitle),
        "alt": slide.alt or slide.title,
        **body,
    }


def _body_values(slide: Slide, body: Body, figures: Figures, width: float) -> Values | None:
    if isinstance(body, HeadlineBody):
        return {
            "kind": "headline",
            "verdict": [body.verdict, *LIGHT.verdict(body.is_good)] if body.verdict else None,
            "cards": [[breakable(text) for text in (card.label, card.value, card.note)] for card in body.cards],
            "sentences": [breakable(text) for text in body.sentences],
        }
    if isinstance(body, LineBody):
        return _figure("line", figures.draw_line(body.line, width))
    if isinstance(body, BarsBody):
        # A short list stands beside its table, one that is long or has long names above it.
        is_short = slide.table is not None and len(body.bars) <= figures.most_beside
        is_short = is_short and max(len(bar.kecamatan) for bar in body.bars) <= _LONGEST_BESIDE
        found = _figure("kecamatan", figures.draw_bars(body.bars, width * (BARS_SHARE if is_short else 1)))
        return found and {
            **found,
            "table": table_values(slide.table) if slide.table else None,
            "beside": is_short,
        }
    if isinstance(body, LadderBody):
        return _figure("tahap", figures.draw_ladder(body.rows, width))
    if isinstance(body, TilesBody):
        found = _figure("tiles", figures.draw_tiles(body.tiles, width))
        return found and {**found, "legend": [rung_values(tahap, word, n) for tahap, word, n in body.legend]}
    if isinstance(body, GroupsBody):
        return {"kind": "groups", "tahap": [group_values(group) for group in body.groups]} if body.groups else None
    if isinstance(body, ChangesBody):
        return {"kind": "changes", "table": table_values(body.table)}
    if isinstance(body, StepsBody):
        return {"kind": "steps", "table": table_values(body.table)}
    if isinstance(body, FindingsBody):
        return {"kind": "changes", "table": table_values(body.table)}
    if isinstance(body, KecamatanBody):
        return _kecamatan_values(body, figures, width)
    return _definition_values(body)


def _figure(kind: str, figure: Figure | None) -> Values | None:
    return {"kind": kind, "drawing": figure} if figure else None


def _kecamatan_values(body: KecamatanBody, figures: Figures, width: float) -> Values:
    is_narrow = all(len(tile.listed) <= _LONGEST_IN_COLUMN for tile in body.desa)
    return {
        "kind": "one-kecamatan",
        "drawing": figures.draw_line(body.line, width * LEFT_SHARE, figures.small_line),
        "desa": [[tile.tahap, TAHAP_LETTER[tile.tahap], breakable(tile.listed)] for tile in body.desa],
        "columns": 2 if len(body.desa) > _FEW and is_narrow else 1,
        "rest": others(len(body.desa), "desa lainnya"),
        "sentences": [breakable(text) for text in body.sentences],
    }


def _definition_values(body: DefinitionsBody) -> Values | None:
    if not body.definitions and not body.sources:
        return None
    return {
        "kind": "definitions",
        "definitions": _halves(body.definitions),
        "sources": [breakable(text) for text in body.sources],
        "rest": others(len(body.sources), "sumber lainnya"),
    }


def _halves(definitions: Sequence[tuple[str, str]]) -> list[Sequence[tuple[str, str]]]:
    """The definitions for two columns, in their order, about equally long."""
    letters = [len(word) + len(text) for word, text in definitions]
    places = range(len(definitions) + 1)
    middle = min(places, key=lambda place: abs(sum(letters[:place]) - sum(letters[place:])))
    return [definitions[:middle], definitions[middle:]]


def rung_values(tahap: str, word: str, count: int) -> Values:
    """One rung: its key, letter, word and how many desa stand on it."""
    return {"tahap": tahap, "letter": TAHAP_LETTER[tahap], "words": word, "count": format_count(count)}


def group_values(group: RungGroup) -> Values:
    """The desa of one rung, each with its kecamatan."""
    return {
        **rung_values(group.tahap, group.word, group.count),
        "desa": [[breakable(kecamatan), breakable(desa)] for kecamatan, names in group.desa for desa in names],
        "rest": others(group.count, "lainnya"),
    }


def table_values(table: SlideTable) -> Values:
    """A table: `widths` are shares of what is left, 0 where a column takes what it needs; `numbers`: to the right."""
    longest = [
        max(len(text) for text in column) for column in zip(table.headers, *table.rows, *_total_row(table), strict=True)
    ]
    places = range(len(table.headers))
    # Beside a column of long texts a short one keeps its words together.
    most_needed = _SHORT if any(length > _LONG for length in longest) else 0
    return {
        "head": [breakable(text) for text in table.headers],
        "rows": [[breakable(text) for text in row] for row in table.rows],
        "total": [breakable(text) for text in table.total] if table.total else None,
        "widths": [
            0 if place in table.numbers or longest[place] <= most_needed else min(longest[place] + 2, _WIDEST)
            for place in places
        ],
        "numbers": [place in table.numbers for place in places],
        "rest": others(len(table.rows), "lainnya"),
    }


def _total_row(table: SlideTable) -> list[tuple[str, ...]]:
    return [table.total] if table.total else []


def others(count: int, words: str) -> list[str]:
    """What stands for the rest where only the first 0, 1, … of `count` are shown: "12 lainnya"; "" for none left."""
    return [f"{format_count(count - shown)} {words}" if shown < count else "" for shown in range(count + 1)]
