"""Slides of words: the headline with its big figures, desa by rung, definitions, and a sentence where no figure is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kkb.briefing.model import HeadlineBody
from kkb.exports.sharing import cut_evenly
from kkb.exports.slides.geometry import OUTLINE, READ, TARGET, VERDICT, Box
from kkb.exports.slides.shapes import Words, add_box, add_paragraphs, add_rung, add_words, group
from kkb.exports.slides.text import POINTS, clean, fit, height_of, shorten_to, stack_height, width_of, wrap
from kkb.figures.facts import RungGroup
from kkb.formatting import format_count
from kkb.narrative import Card

Entry = tuple[str, str]
"""(word, meaning)."""

_BIG = (80.0, 72.0, 66.0, 60.0, 54.0, 48.0, 40.0, 34.0, 28.0, 24.0, 20.0)
_SENTENCE = (24.0, 22.0, 20.0)
_VERDICT = 22.0
_CARD_GAP = 0.3
_BAR, _ABOVE_LABEL = 0.05, 0.15
_FIGURES = (1.3, 1.15, 1.0, 0.85, 0.75)
"""Heights of the big figures: as high as the sentences under them leave room for."""
_SPACE = 6.0
"""Points between sentences, and between definitions."""
_SQUARE, _BESIDE = 0.5, 0.15
_WORD_WIDTH = 2.9
"""Of the column with a rung's word and number, the square included."""
_BETWEEN_RUNGS = 0.22
_LINE = height_of([""], READ)
_LONGEST_NAME = 120
_MOST_LINES = 3
"""Lines of desa that stay together; more may go on on the next sheet."""


def draw_headline(shapes: Any, box: Box, body: HeadlineBody) -> None:
    """The figures side by side, each with a label above and a note under it; the sentences below them."""
    cards = body.cards
    texts = [clean(sentence) for sentence in body.sentences if clean(sentence)]
    width = (box.width - _CARD_GAP * max(len(cards) - 1, 0)) / max(len(cards), 1)
    label_height = max((height_of(_label_lines(card, width), READ) for card in cards), default=0.0)
    note_height = max((height_of(wrap(_note(card, width), width, READ), READ) for card in cards), default=0.0)
    around = _ABOVE_LABEL + label_height + note_height
    room = box.height - around - 0.3 - stack_height(texts, box.width, _SENTENCE[-1], _SPACE)
    figure = next((height for height in _FIGURES if height <= room), _FIGURES[-1])
    for place, card in enumerate(cards):
        card_box = Box(box.left + place * (width + _CARD_GAP), box.top, width, around + figure)
        _draw_card(shapes, card_box, card, label_height, figure)
    top = box.top + (around + figure + 0.3 if cards else 0)
    _draw_sentences(shapes, Box(box.left, top, box.width, box.bottom - top), texts)


def draw_verdict(shapes: Any, body: HeadlineBody) -> None:
    """The verdict as a badge, as wide as its words; filled where it says yes or no."""
    ground = {True: "accent1", False: TARGET, None: "bg1"}[body.is_good]
    ink, edge = ("tx1", OUTLINE) if body.is_good is None else ("bg1", ground)
    text = clean(body.verdict)
    words = Words(text, _VERDICT, bold=True, colour=ink, align="center")
    box = Box(VERDICT.left, VERDICT.top, width_of(text, _VERDICT, bold=True) + 0.5, VERDICT.height)
    add_box(shapes, box, name="Putusan", fill=ground, line=edge, line_width=2.25, words=[words])


def _label_lines(card: Card, width: float) -> list[str]:
    return wrap(fit(clean(card.label), width, height_of(["", ""], READ), (READ,))[0], width, READ)


def _note(card: Card, width: float) -> str:
    return fit(clean(card.note), width, height_of([""] * 4, READ), (READ,))[0]


def _draw_card(shapes: Any, box: Box, card: Card, label_height: float, figure: float) -> None:
    label = " ".join(_label_lines(card, box.width))
    value, size = fit(clean(card.value), box.width, figure, _BIG, bold=True)
    note = _note(card, box.width)
    top = box.top + _ABOVE_LABEL
    with group(shapes, name=label, alt=f"{label}: {value}, {note}"):
        add_box(shapes, Box(box.left, box.top, box.width, _BAR), name="Garis kartu", fill="accent1")
        place = Box(box.left, top, box.width, label_height)
        add_words(shapes, place, [Words(label, colour="tx2")], name=f"Label {label}")
        place = Box(box.left, place.bottom, box.width, figure)
        big = Words(value, size, bold=True, colour="accent1")
        add_words(shapes, place, [big], name=f"Angka {label}", anchor="middle")
        place = Box(box.left, place.bottom, box.width, height_of(wrap(note, box.width, READ), READ))
        add_words(shapes, place, [Words(note)], name=f"Catatan {label}")


def _draw_sentences(shapes: Any, box: Box, texts: Sequence[str]) -> None:
    """All sentences as big as they fit; where even the smallest type is too big, the longest give way."""
    width = box.width
    size = next((size for size in _SENTENCE if stack_height(texts, width, size, _SPACE) <= box.height), _SENTENCE[-1])
    room = int((box.height - stack_height([""] * len(texts), width, size, _SPACE)) / height_of([""], size)) + len(texts)
    lines = [len(wrap(text, width, size)) for text in texts]
    while sum(lines) > max(room, len(texts)):
        lines[lines.index(max(lines))] -= 1
    shown = [shorten_to(text, width, most, size) for text, most in zip(texts, lines, strict=True)]
    if shown:
        add_paragraphs(shapes, shown, box, box.top, space=_SPACE, name="Kalimat", size=size)


# --- the desa without a Pokja --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """Some desa of one kecamatan on one rung; `names` are joined by commas."""

    rung: RungGroup
    kecamatan: str
    names: str

    @property
    def text(self) -> str:
        return f"{self.kecamatan}: {self.names}"


def part_groups(groups: Sequence[RungGroup], box: Box) -> list[list[Piece]]:
    """The desa on as few sheets as hold them."""
    pieces = [piece for rung in groups for piece in _pieces(rung, _text_width(box))]
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
    return all(_pieces_height(sheet, box) <= box.height for sheet in sheets)


def _pieces(rung: RungGroup, width: float) -> list[Piece]:
    pieces = []
    for kecamatan, names in rung.desa:
        shown = clean(kecamatan, most=_LONGEST_NAME)
        together: list[str] = []
        for name in names:
            longer = [*together, clean(name, most=_LONGEST_NAME)]
            if together and len(wrap(f"{shown}: {', '.join(longer)}", width, READ, bold=True)) > _MOST_LINES:
                pieces.append(Piece(rung, shown, ", ".join(together)))
                longer = longer[-1:]
            together = longer
        pieces.append(Piece(rung, shown, ", ".join(together)))
    return pieces


def _rows(pieces: Sequence[Piece]) -> list[tuple[RungGroup, list[Piece]]]:
    """The pieces of each rung on a sheet."""
    return [(rung, list(own)) for rung, own in groupby(pieces, key=lambda piece: piece.rung)]


def _text_width(box: Box) -> float:
    return box.width - _WORD_WIDTH


def _row_height(pieces: Sequence[Piece], box: Box) -> float:
    # Measured in bold, as the names of kecamatan are.
    text = "; ".join(piece.text for piece in pieces)
    return max(2, len(wrap(text, _text_width(box), READ, bold=True))) * _LINE


def _pieces_height(pieces: Sequence[Piece], box: Box) -> float:
    rows = _rows(pieces)
    return sum(_row_height(own, box) for _, own in rows) + max(len(rows) - 1, 0) * _BETWEEN_RUNGS


def draw_groups(shapes: Any, box: Box, pieces: Sequence[Piece]) -> None:
    """The desa of one sheet."""
    top = box.top
    for rung, own in _rows(pieces):
        tall = _row_height(own, box)
        count = f"{format_count(rung.count)} desa"
        with group(shapes, name=rung.word, alt=f"{rung.word}, {count}: {'; '.join(p.text for p in own)}"):
            add_rung(shapes, Box(box.left, top + 0.08, _SQUARE, _SQUARE), rung.tahap, name=f"Warna {rung.word}")
            left = box.left + _SQUARE + _BESIDE
            width = _WORD_WIDTH - _SQUARE - 2 * _BESIDE
            word, _ = fit(clean(rung.word), width, _LINE, (READ,), bold=True)
            words = [Words(word, bold=True), Words(count)]
            add_words(shapes, Box(left, top, width, 2 * _LINE), words, name=f"Tahap {rung.word}")
            text = Box(box.left + _WORD_WIDTH, top, _text_width(box), tall)
            add_words(shapes, text, [Words("", parts=_parts(own))], name=f"Desa {rung.word}")
        top += tall + _BETWEEN_RUNGS


def _parts(pieces: Sequence[Piece]) -> tuple[tuple[str, bool], ...]:
    """The names of kecamatan in bold, each before its desa."""
    ends = [";"] * (len(pieces) - 1) + [""]
    return tuple(
        part
        for piece, end in zip(pieces, ends, strict=True)
        for part in ((f"{piece.kecamatan}:", True), (piece.names + end, False))
    )


# --- definitions ----------------------------------------------------------------------------------------------------


def part_entries(entries: Sequence[Entry], box: Box) -> list[Sequence[Entry]]:
    """The entries of each sheet."""
    tall = [stack_height([_measured(entry)], box.width, READ, _SPACE) + _SPACE / POINTS for entry in entries]
    return [entries[start:end] for start, end in cut_evenly(tall, box.height + _SPACE / POINTS)]


def draw_entries(shapes: Any, box: Box, entries: Sequence[Entry]) -> None:
    """The entries of one sheet, each a paragraph after its word in bold."""
    words = [
        Words("", parts=((f"{word}:", True), (meaning, False)), space=_SPACE if place else 0)
        for place, (word, meaning) in enumerate(entries)
    ]
    height = stack_height([_measured(entry) for entry in entries], box.width, READ, _SPACE)
    add_words(shapes, Box(box.left, box.top, box.width, height), words, name="Penjelasan")


def _measured(entry: Entry) -> str:
    """As long as the entry: its word is bold, which takes the room of one more letter in ten."""
    word, meaning = entry
    return clean(f"{word}: {meaning} {'n' * (len(word) // 10)}")
