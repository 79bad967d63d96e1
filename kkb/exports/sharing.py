"""What does not fit on one sheet, shared out over as few as hold it, each filled about as far as the others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def share_out(rows: int, most: int) -> list[slice]:
    """So many rows as slices of nearly the same length, none longer than `most`."""
    parts = -(-rows // max(most, 1)) or 1
    whole, more = divmod(rows, parts)
    ends = [0]
    for place in range(parts):
        ends.append(ends[-1] + whole + (place < more))
    return [slice(start, end) for start, end in pairwise(ends)]


def cut_evenly(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    """(first, behind the last) of the rows on each sheet; a row taller than `room` has one to itself."""
    fewest = _greedy(heights, room)
    least, most = sum(heights) / max(len(fewest), 1), room
    best = fewest
    for _ in range(12):
        middle = (least + most) / 2
        tried = _greedy(heights, middle)
        if len(tried) > len(fewest):
            least = middle
        else:
            most, best = middle, tried
    return best


def _greedy(heights: Sequence[float], room: float) -> list[tuple[int, int]]:
    cuts: list[tuple[int, int]] = []
    start, used = 0, 0.0
    for place, height in enumerate(heights):
        if place > start and used + height > room:
            cuts.append((start, place))
            start, used = place, 0.0
        used += height
    return [*cuts, (start, len(heights))]
