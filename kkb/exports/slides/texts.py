"""Slides of words and big figures: the headline, and the sentence where there is nothing to draw."""

from __future__ import annotations

from collections.abc import Sequence

from kkb.briefing.model import HeadlineBody
from kkb.exports.slides.canvas import Canvas, Words
from kkb.exports.slides.geometry import READ, Box
from kkb.exports.slides.text import POINTS, clean, fit, height_of, shorten_to, wrap
from kkb.narrative import Card

_BIG = (80.0, 72.0, 66.0, 60.0, 54.0, 48.0, 40.0, 34.0, 28.0, 24.0, 20.0)
_SENTENCE = (24.0, 22.0, 20.0)
_CARD_GAP = 0.3
_BAR, _ABOVE_LABEL = 0.05, 0.15
_FIGURES = (1.3, 1.15, 1.0, 0.85, 0.75)
"""Heights of the big figures: as high as the sentences under them leave room for."""
_SPACE = 6.0
"""Points between sentences."""


def draw_headline(canvas: Canvas, box: Box, body: HeadlineBody) -> None:
    """The figures side by side, each with a label above and a note under it; the sentences below them."""
    cards = body.cards
    texts = [clean(sentence) for sentence in body.sentences if clean(sentence)]
    width = (box.width - _CARD_GAP * max(len(cards) - 1, 0)) / max(len(cards), 1)
    label_height = max((height_of(_label_lines(card, width), READ) for card in cards), default=0.0)
    note_height = max((height_of(wrap(_note(card, width), width, READ), READ) for card in cards), default=0.0)
    around = _ABOVE_LABEL + label_height + note_height
    room = box.height - around - 0.3 - _height(texts, box.width, _SENTENCE[-1])
    figure = next((height for height in _FIGURES if height <= room), _FIGURES[-1])
    for place, card in enumerate(cards):
        card_box = Box(box.left + place * (width + _CARD_GAP), box.top, width, around + figure)
        _draw_card(canvas, card_box, card, label_height, figure)
    top = box.top + (around + figure + 0.3 if cards else 0)
    _draw_sentences(canvas, Box(box.left, top, box.width, box.bottom - top), texts)


def _label_lines(card: Card, width: float) -> list[str]:
    return wrap(fit(clean(card.label), width, height_of(["", ""], READ), (READ,))[0], width, READ)


def _note(card: Card, width: float) -> str:
    return fit(clean(card.note), width, height_of([""] * 4, READ), (READ,))[0]


def _draw_card(canvas: Canvas, box: Box, card: Card, label_height: float, figure: float) -> None:
    label = " ".join(_label_lines(card, box.width))
    value, size = fit(clean(card.value), box.width, figure, _BIG, bold=True)
    note = _note(card, box.width)
    top = box.top + _ABOVE_LABEL
    with canvas.group(name=label, alt=f"{label}: {value}, {note}") as group:
        group.add_box(Box(box.left, box.top, box.width, _BAR), name="Garis kartu", fill="accent1")
        place = Box(box.left, top, box.width, label_height)
        group.add_words(place, [Words(label, colour="tx2")], name=f"Label {label}")
        place = Box(box.left, place.bottom, box.width, figure)
        big = Words(value, size, bold=True, colour="accent1")
        group.add_words(place, [big], name=f"Angka {label}", anchor="middle")
        place = Box(box.left, place.bottom, box.width, height_of(wrap(note, box.width, READ), READ))
        group.add_words(place, [Words(note)], name=f"Catatan {label}")


def _draw_sentences(canvas: Canvas, box: Box, texts: Sequence[str]) -> None:
    """All sentences as big as they fit; where even the smallest type is too big, the longest give way."""
    size = next((size for size in _SENTENCE if _height(texts, box.width, size) <= box.height), _SENTENCE[-1])
    room = int((box.height - _height([""] * len(texts), box.width, size)) / height_of([""], size)) + len(texts)
    lines = [len(wrap(text, box.width, size)) for text in texts]
    while sum(lines) > max(room, len(texts)):
        lines[lines.index(max(lines))] -= 1
    shown = [shorten_to(text, box.width, most, size) for text, most in zip(texts, lines, strict=True)]
    if shown:
        words = [Words(text, size, space=_SPACE if place else 0) for place, text in enumerate(shown)]
        canvas.add_words(Box(box.left, box.top, box.width, _height(shown, box.width, size)), words, name="Kalimat")


def _height(texts: Sequence[str], width: float, size: float) -> float:
    lines = sum(height_of(wrap(text, width, size), size) for text in texts)
    return lines + max(len(texts) - 1, 0) * _SPACE / POINTS


def draw_sentence(canvas: Canvas, box: Box, sentence: str) -> None:
    """What is said where there is nothing to draw."""
    if clean(sentence):
        text, size = fit(clean(sentence), box.width, 1.2, (28.0, 24.0, 20.0))
        canvas.add_words(Box(box.left, box.top + 0.2, box.width, 1.2), [Words(text, size)], name="Kalimat")
