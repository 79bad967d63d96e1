"""What became of the promises, per kecamatan: one bar of its desa, each of which opens its profile.

As light to draw as the bars of the first page, and of their colours: blue has a Pokja, grey has none. Every part of a
bar holds its count, and its word where there is room; colour is never the only sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from kkb.charts.base import faint
from kkb.formatting import escaped, format_count
from kkb.narrative import NOT_REPORTED
from kkb.outcomes.komitmen import DesaKomitmen, Janji, KomitmenCount, StatusKomitmen
from kkb.theme import LIGHT, QUIET_SIZE, Palette
from kkb.ui.frame.view import View
from kkb.ui.komitmen.addresses import kecamatan_address
from kkb.ui.parts.addresses import desa_address, link_html

Look = Literal["whole", "pale", "striped", "grey", "blank", "unknown"]


@dataclass(frozen=True, slots=True)
class PromiseOutcome:
    """What became of the promise of a desa: its words, the shorter ones inside a bar, and how it looks."""

    words: str
    short: str
    look: Look


PROMISE_OUTCOMES: dict[Janji | StatusKomitmen, PromiseOutcome] = {
    Janji.SUDAH_ADA: PromiseOutcome("sudah punya Pokja sebelumnya", "sudah ada", "whole"),
    Janji.TANPA_TANGGAL: PromiseOutcome("punya Pokja, urutan tanggal tidak diketahui", "punya Pokja", "pale"),
    Janji.DITEPATI: PromiseOutcome("membentuk sesudah komitmen", "sesudah", "striped"),
    Janji.TERBUKA: PromiseOutcome("belum dilaporkan membentuk Pokja", "belum", "grey"),
    StatusKomitmen.TIDAK: PromiseOutcome("tidak menandatangani", "tidak", "blank"),
    StatusKomitmen.TIDAK_DILAPORKAN: PromiseOutcome("belum dilaporkan tanda tangannya", NOT_REPORTED, "unknown"),
}
"""In the order of a bar. A desa has one of them."""

_CLASS = "kkb-janji"
_BAR = "clamp(1.7rem,1.9vw,2.6rem)"


def promise_outcome(desa: DesaKomitmen) -> PromiseOutcome:
    """What became of the promise of a desa, or that it made none, or that who signed is not reported."""
    return PROMISE_OUTCOMES.get(desa.janji or desa.status, PROMISE_OUTCOMES[StatusKomitmen.TIDAK_DILAPORKAN])


def komitmen_bars_html(view: View, colours: Palette) -> str:
    """The key with the sums over all, then one bar per kecamatan, most open promises on top; every name escaped."""
    komitmen = view.komitmen
    widest = max((count.jumlah for count in komitmen.per_kecamatan), default=1)
    bars = "".join(
        _bar_html(count, [one for one in komitmen.desa if one.kode_kecamatan == count.kode_kecamatan], widest, view,
                  colours)
        for count in most_open_first(komitmen.per_kecamatan)
    )  # fmt: skip
    ring = f"outline:3px solid {colours.focus};outline-offset:2px;position:relative;z-index:1"
    return (
        f"<style>.{_CLASS}:focus-visible{{{ring}}}</style>"
        f'<div style="font-size:{QUIET_SIZE};line-height:1.35">{_key_html(komitmen.desa, colours)}'
        f'<div style="display:grid;gap:0.55rem;margin-top:0.7rem">{bars}</div></div>'
    )


def most_open_first(counts: Iterable[KomitmenCount]) -> list[KomitmenCount]:
    """Where most promises are open first; then in the order of the region."""
    return sorted(counts, key=lambda count: -count.terbuka)


def _key_html(desa: Sequence[DesaKomitmen], colours: Palette) -> str:
    parts = [
        f'<span style="white-space:nowrap">{_swatch_html(outcome, colours)}<b>{format_count(len(group))}</b> '
        f"{escaped(outcome.words)}</span>"
        for outcome, group in _groups(desa)
    ]
    style = "display:flex;flex-wrap:wrap;gap:0.2rem 1.1rem"
    return f'<div style="{style}">{" ".join(parts)}</div>'


def _swatch_html(outcome: PromiseOutcome, colours: Palette) -> str:
    style = (
        "display:inline-block;width:0.95em;height:0.95em;margin-right:0.4em;vertical-align:-0.1em;box-sizing:border-box"
    )
    style += f";background:{_ground(outcome, colours)};{_edge(outcome, colours)}"
    return f'<span aria-hidden="true" style="{style}"></span>'


def _bar_html(count: KomitmenCount, desa: Sequence[DesaKomitmen], widest: int, view: View, colours: Palette) -> str:
    address = kecamatan_address(count.kecamatan, view.filters)
    name = link_html(count.kecamatan, address, words=f"Kecamatan {count.kecamatan} saja")
    parts = "".join(_part_html(outcome, group, widest, view, colours) for outcome, group in _groups(desa))
    return (
        '<div><div style="display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 0.6rem">'
        f"<b>{name}</b><span>{escaped(_finding(count))}</span></div>"
        f'<div style="display:flex;height:{_BAR};margin-top:0.1rem">{parts}</div></div>'
    )


def _finding(count: KomitmenCount) -> str:
    """What a kecamatan is looked at for: "6 dari 9 belum dilaporkan membentuk Pokja"."""
    if not count.janji:
        return "belum ada tanda tangan yang dilaporkan" if count.tidak_dilaporkan else "tidak ada yang menandatangani"
    if not count.terbuka:
        return "semua penanda tangan sudah membentuk Pokja"
    return f"{format_count(count.terbuka)} dari {format_count(count.janji)} belum dilaporkan membentuk Pokja"


def _part_html(outcome: PromiseOutcome, desa: Sequence[DesaKomitmen], widest: int, view: View, colours: Palette) -> str:
    """The desa of one outcome side by side; over them their count, and the word if it fits into the first line."""
    cells = "".join(_cell_html(one, outcome, view, colours, is_last=one is desa[-1]) for one in desa)
    # A word for which there is no room wraps into a second line, which is cut off.
    label = (
        "position:absolute;inset:0;display:flex;flex-wrap:wrap;justify-content:center;gap:0 0.35em;overflow:hidden;"
        f"line-height:{_BAR};pointer-events:none;white-space:nowrap;color:{_ink(outcome, colours)}"
    )
    if outcome.look == "striped":
        shadow = ",".join([f"0 0 0.2em {colours.tahap['Terbentuk']}"] * 3)
        label += f";text-shadow:{shadow}"
    part = (
        f"position:relative;display:flex;flex:0 0 auto;width:{len(desa) / widest:.3%};box-sizing:border-box;"
        f"{_edge(outcome, colours)}"
    )
    return (
        f'<div style="{part}">{cells}<div aria-hidden="true" style="{label}"><b>{format_count(len(desa))}</b>'
        f"<span>{escaped(outcome.short)}</span></div></div>"
    )


def _cell_html(desa: DesaKomitmen, outcome: PromiseOutcome, view: View, colours: Palette, *, is_last: bool) -> str:
    waiting = f", {format_count(desa.days_open)} hari sejak penandatanganan" if desa.days_open is not None else ""
    partly = ", baru sebagian yang menandatangani" if desa.status is StatusKomitmen.SEBAGIAN else ""
    words = escaped(f"{desa.desa}, Kecamatan {desa.kecamatan}: {outcome.words}{waiting}{partly}")
    address = escaped(desa_address(desa.kode_desa, view.filters))
    # Where the next desa begins, a tick at both edges of the bar: a whole line would run through the words.
    tick = f"linear-gradient({colours.outline},{colours.outline}) right"
    ticks = "" if is_last else f"{tick} top/1px 18% no-repeat,{tick} bottom/1px 18% no-repeat,"
    ground = ticks + _ground(outcome, colours)
    return (
        f'<a class="{_CLASS}" href="{address}" target="_self" title="{words}" aria-label="{words}" '
        f'style="flex:1 1 0;min-width:0;background:{ground}"></a>'
    )


def _ground(outcome: PromiseOutcome, colours: Palette) -> str:
    """The fill; pale blue is elsewhere, too, what has no certain day."""
    formed = colours.tahap["Terbentuk"]
    # White in both themes: a dark stripe would run through dark letters.
    stripe = faint(LIGHT.background, 0.3)
    return {
        "whole": formed,
        "pale": faint(formed, 0.28),
        "striped": f"repeating-linear-gradient(135deg,transparent 0 0.5em,{stripe} 0.5em 0.65em),{formed}",
        "grey": colours.tahap["Belum"],
        "blank": "transparent",
        "unknown": "transparent",
    }[outcome.look]


def _ink(outcome: PromiseOutcome, colours: Palette) -> str:
    return colours.ink("Terbentuk") if outcome.look in ("whole", "striped") else colours.text


def _edge(outcome: PromiseOutcome, colours: Palette) -> str:
    return f"border:1px {'dashed' if outcome.look == 'unknown' else 'solid'} {colours.outline}"


def _groups(desa: Sequence[DesaKomitmen]) -> list[tuple[PromiseOutcome, list[DesaKomitmen]]]:
    """The desa by what became of their promises, in the order of a bar; an outcome that none has is left out."""
    outcomes = PROMISE_OUTCOMES.values()
    groups = [(outcome, [one for one in desa if promise_outcome(one) is outcome]) for outcome in outcomes]
    return [(outcome, group) for outcome, group in groups if group]
