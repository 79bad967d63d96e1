"""Slides of words and big figures: the headline, and the sentence where there is nothing to draw."""

from __future__ import annotations

from typing import Any

from kkb.briefing.model import HeadlineBody
from kkb.exports.slides.canvas import Words, add_box, add_words, describe
from kkb.exports.slides.geometry import READ, Box
from kkb.exports.slides.text import clean, fit, height_of, wrap
from kkb.narrative import Card

_BIG = (80.0, 72.0, 66.0, 60.0, 54.0, 48.0, 40.0, 34.0, 28.0, 24.0, 20.0)
_SENTENCE = (24.0, 22.0, 20.0)
_CARD_GAP = 0.3
_FIGURE = 1.3
"""Height of a big figure."""


def draw_headline(target: Any, box: Box, body: HeadlineBody) -> None:
    """The figures side by side, each with a label above and a note under it; the sentences below them."""
    cards = body.cards
    width = (box.width - _CARD_GAP * max(len(cards) - 1, 0)) / max(len(cards), 1)
    label_height = max((height_of(_label_lines(card, width), READ) for card in cards), default=0.0)
    note_height = max((height_of(wrap(_note(card, width), width, READ), READ) for card in cards), default=0.0)
    height = label_height + _FIGURE + note_height + 0.2
    for place, card in enumerate(cards):
        _draw_card(target, Box(box.left + place * (width + _CARD_GAP), box.top, width, height), card, label_height)
    top = box.top + (height + 0.3 if cards else 0)
    _draw_sentences(target, Box(box.left, top, box.width, box.bottom - top), body.sentences)


def _label_lines(card: Card, width: float) -> list[str]:
    return wrap(fit(clean(card.label), width, height_of(["", ""], READ), (READ,))[0], width, READ)


def _note(card: Card, width: float) -> str:
    return fit(clean(card.note), width, height_of([""] * 4, READ), (READ,))[0]


def _draw_card(target: Any, box: Box, card: Card, label_height: float) -> None:
    group = target.shapes.add_group_shape()
    add_box(group.shapes, Box(box.left, box.top, box.width, 0.05), name="Garis kartu", fill="accent1")
    label = " ".join(_label_lines(card, box.width))
    value, size = fit(clean(card.value), box.width, _FIGURE, _BIG, bold=True)
    top = box.top + 0.15
    place = Box(box.left, top, box.width, label_height)
    add_words(group.shapes, place, [Words(label, colour="tx2")], name=f"Label {label}")
    top += label_height
    place = Box(box.left, top, box.width, _FIGURE)
    add_words(
        group.shapes, place, [Words(value, size, bold=True, colour="accent1")], name=f"Angka {label}", anchor="middle"
    )
    note = _note(card, box.width)
    place = Box(box.left, top + _FIGURE, box.width, height_of(wrap(note, box.width, READ), READ))
    add_words(group.shapes, place, [Words(note)], name=f"Catatan {label}")
    describe(group, f"{label}: {value}, {note}", name=label)


def _draw_sentences(target: Any, box: Box, sentences: tuple[str, ...]) -> None:
    texts = [clean(sentence) for sentence in sentences if clean(sentence)]
    if not texts or box.height <= 0.3:
        return
    space = 8.0
    size = next((size for size in _SENTENCE if _height(texts, box.width, size, space) <= box.height), _SENTENCE[-1])
    shown: list[Words] = []
    left = box.height
    for text in texts:
        text, _ = fit(text, box.width, max(left, 0.34), (size,))
        tall = height_of(wrap(text, box.width, size), size) + space / 72
        if tall - space / 72 > left + 1e-6:
            break
        shown.append(Words(text, size, space=space if shown else 0))
        left -= tall
    add_words(target.shapes, box, shown, name="Kalimat")


def _height(texts: list[str], width: float, size: float, space: float) -> float:
    return sum(height_of(wrap(text, width, size), size) for text in texts) + (len(texts) - 1) * space / 72


def draw_sentence(target: Any, box: Box, sentence: str) -> None:
    """What is said where there is nothing to draw."""
    if not clean(sentence):
        return
    text, size = fit(clean(sentence), box.width, 1.2, (28.0, 24.0, 20.0))
    add_words(target.shapes, Box(box.left, box.top + 0.2, box.width, 1.2), [Words(text, size)], name="Kalimat")
