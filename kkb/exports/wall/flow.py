"""Blocks of known height poured into columns, and columns into slides: nothing is cut, what is left goes on."""

from __future__ import annotations

from dataclasses import dataclass

_FINEST = 10
"""Columns are evened out to this many px."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a slide that is not parted: its HTML and its height in px, space under it included.

    `is_heading`: never the last in a column. `under`: said again where the block begins a column.
    """

    html: str
    height: int
    is_heading: bool = False
    under: Block | None = None


Column = list[Block]


def pour(blocks: list[Block], *, height: int, columns: int) -> list[list[Column]]:
    """Slides of at most `columns` columns, none taller than `height` px unless a single block is.

    As few slides as will do, their columns about equally tall.
    """
    if not blocks:
        return []
    needed = len(_grouped(fill(blocks, height), columns))
    shortest = next(
        limit
        for limit in (*range(_FINEST, height, _FINEST), height)
        if limit == height or (len(_grouped(fill(blocks, limit), columns)) <= needed and _fits(blocks, limit))
    )
    return _grouped(fill(blocks, shortest), columns)


def fill(blocks: list[Block], limit: int) -> list[Column]:
    """Columns filled one after the other, each as full as `limit` px allow; one empty column without a block."""
    columns: list[Column] = []
    column: Column = []
    filled = 0
    for place, block in enumerate(blocks):
        # A heading needs room for what it heads.
        need = block.height
        if block.is_heading and place + 1 < len(blocks):
            need += blocks[place + 1].height
        if column and filled + need > limit:
            columns.append(column)
            column, filled = [], 0
        if not column and block.under is not None:
            column.append(block.under)
            filled += block.under.height
        column.append(block)
        filled += block.height
    return [*columns, column]


def _fits(blocks: list[Block], limit: int) -> bool:
    return all(sum(block.height for block in column) <= limit for column in fill(blocks, limit))


def _grouped(columns: list[Column], count: int) -> list[list[Column]]:
    return [columns[start : start + count] for start in range(0, len(columns), count)]
