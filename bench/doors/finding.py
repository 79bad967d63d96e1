"""One thing that was tried, and whether the door held."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`what` was tried, `found` is the figure or the answer as text, `aim` what it must be, `holds` whether it is."""

    what: str
    found: str
    aim: str
    holds: bool

    def __str__(self) -> str:
        return f"{'holds' if self.holds else 'OPEN':<6} {self.what:<62} {self.found:<34} {self.aim}"
