"""Which of very many texts hold one of a few words: nearly none do, so hundreds are looked through as one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

_TOGETHER = 500


def texts_with(words: Collection[str], texts: Iterable[str]) -> Iterator[str]:
    """The texts that hold one of the words, in large letters or small; the words are given in small ones."""
    told = list(texts)
    for first in range(0, len(told), _TOGETHER):
        some = told[first : first + _TOGETHER]
        if _holds(words, "\n".join(some)):
            yield from (text for text in some if _holds(words, text))


def _holds(words: Collection[str], text: str) -> bool:
    folded = text.casefold()
    return any([word in folded for word in words])
