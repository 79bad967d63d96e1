"""Distances of the marks on an axis."""

from __future__ import annotations


def nice_steps() -> list[int]:
    """Distances that are easy to read, the smallest first."""
    return [factor * 10**power for power in range(6) for factor in (1, 2, 5)]
