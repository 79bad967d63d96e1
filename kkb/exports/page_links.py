"""Where a number of an HTML export opens: addresses of the dashboard, made by whoever knows its filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kkb.briefing.model import Opening
from kkb.figures.facts import WITHOUT_POKJA
from kkb.formatting import escaped


class Listed(Protocol):
    """The list of the desa of a kecamatan ("": all chosen) on these rungs ("": not reported; none: all), on a day
    (None: that of the view)."""

    def __call__(self, kecamatan: str, rungs: Sequence[str], day: date | None = None) -> str: ...


@dataclass(frozen=True, slots=True)
class PageLinks:
    """`desa`: the profile of a desa by its code; `komitmen`: the promises of a kecamatan ("": all chosen);
    `program`: the activities of a programme by its key ("": all)."""

    desa: Callable[[str], str]
    listed: Listed
    komitmen: Callable[[str], str]
    program: Callable[[str], str]

    def row(self, opening: Opening) -> str:
        """Where a row of a table of findings opens."""
        links = {"desa": self.desa, "komitmen": self.komitmen, "program": self.program}
        return links[opening.kind](opening.named)


def card_addresses(links: PageLinks | None) -> tuple[str | None, ...]:
    """Where the four figures open: the desa formed, which their share counts too, and those left; a pace has none."""
    if links is None:
        return (None,) * 4
    formed = links.listed("", ("Terbentuk",))
    return formed, formed, links.listed("", WITHOUT_POKJA), None


def opened(html: str, address: str | None) -> str:
    """HTML, escaped already, as a link; as it is where it opens nothing."""
    return html if address is None else f'<a href="{escaped(address)}">{html}</a>'
