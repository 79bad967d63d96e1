"""The desa without a Pokja: a row for each rung, in it the desa of each kecamatan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kkb.exports.sharing import cut_evenly
from kkb.exports.slides.canvas import Canvas, Words
from kkb.exports.slides.geometry import READ, Box
from kkb.exports.slides.rungs import draw_rung
from kkb.exports.slides.text import clean, fit, height_of, wrap
from kkb.figures.facts import RungGroup
from kkb.formatting import format_count

_SQUARE, _BESIDE = 0.5, 0.15
_WORD_WIDTH = 2.9
"""Of the column with a rung's word and number, the square included."""
_SPACE = 0.22
_LINE = height_of([""], READ)
_LONGEST_NAME = 120
_MOST_LINES = 3
"""Lines of desa that stay together; more may go on on the next sheet."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some desa of one kecamatan on one rung; `names` are joined by commas."""

    group: RungGroup
    kecamatan: str
    names: str

    @property
    def text(self) -> str:
        return f"{self.kecamatan}: {self.names}"


def part_groups(groups: Sequence[RungGroup], box: Box) -> list[list[Piece]]:
    """The desa on as few sheets as hold them."""
    pieces = [piece for group in groups for piece in _pieces(group, _text_width(box))]
    fewest = next(
        count for count in range(1, len(pieces) + 1) if _fits(_shared(pieces, count), box) or count == len(pieces)
    )
    return _shared(pieces, fewest)


def _shared(pieces: Sequence[Piece], sheets: int) -> list[list[Piece]]:
    """The pieces on so many sheets, each with about as many letters."""
    weights = [float(len(piece.text) + 20) for piece in pieces]
    room = sum(weights) / sheets
    cuts = cut_evenly(weights, room)
    while len(cuts) > sheets:
        room *= 1.02
        cuts = cut_evenly(weights, room)
    return [list(pieces[start:end]) for start, end in cuts]


def _fits(sheets: Sequence[Sequence[Piece]], box: Box) -> bool:
    return all(_height(sheet, box) <= box.height for sheet in sheets)


def _pieces(group: RungGroup, width: float) -> list[Piece]:
    pieces = []
    for kecamatan, names in group.desa:
        shown = clean(kecamatan, most=_LONGEST_NAME)
        together: list[str] = []
        for name in names:
            longer = [*together, clean(name, most=_LONGEST_NAME)]
            if together and len(wrap(f"{shown}: {', '.join(longer)}", width, READ, bold=True)) > _MOST_LINES:
                pieces.append(Piece(group, shown, ", ".join(together)))
                longer = longer[-1:]
            together = longer
        pieces.append(Piece(group, shown, ", ".join(together)))
    return pieces


def _rows(pieces: Sequence[Piece]) -> list[tuple[RungGroup, list[Piece]]]:
    """The pieces of each rung on a sheet."""
    rows: list[tuple[RungGroup, list[Piece]]] = []
    for piece in pieces:
        if not rows or rows[-1][0] is not piece.group:
            rows.append((piece.group, []))
        rows[-1][1].append(piece)
    return rows


def _text_width(box: Box) -> float:
    return box.width - _WORD_WIDTH


def _row_height(pieces: Sequence[Piece], box: Box) -> float:
    # Measured in bold, as the names of kecamatan are.
    text = "; ".join(piece.text for piece in pieces)
    return max(2, len(wrap(text, _text_width(box), READ, bold=True))) * _LINE


def _height(pieces: Sequence[Piece], box: Box) -> float:
    rows = _rows(pieces)
    return sum(_row_height(own, box) for _, own in rows) + max(len(rows) - 1, 0) * _SPACE


def draw_groups(canvas: Canvas, box: Box, pieces: Sequence[Piece]) -> None:
    """The desa of one sheet."""
    top = box.top
    for group, own in _rows(pieces):
        tall = _row_height(own, box)
        count = f"{format_count(group.count)} desa"
        with canvas.group(name=group.word, alt=f"{group.word}, {count}: {'; '.join(p.text for p in own)}") as inner:
            draw_rung(inner, Box(box.left, top + 0.08, _SQUARE, _SQUARE), group.tahap, name=f"Warna {group.word}")
            left = box.left + _SQUARE + _BESIDE
            width = _WORD_WIDTH - _SQUARE - 2 * _BESIDE
            word, _ = fit(clean(group.word), width, _LINE, (READ,), bold=True)
            words = [Words(word, bold=True), Words(count)]
            inner.add_words(Box(left, top, width, 2 * _LINE), words, name=f"Tahap {group.word}")
            parts = [
                part
                for place, piece in enumerate(own)
                for part in (
                    (f"{piece.kecamatan}:", True),
                    (piece.names + (";" if place < len(own) - 1 else ""), False),
                )
            ]
            text = Box(box.left + _WORD_WIDTH, top, _text_width(box), tall)
            inner.add_words(text, [Words("", parts=tuple(parts))], name=f"Desa {group.word}")
        top += tall + _SPACE
