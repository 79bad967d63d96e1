"""The wall: all slides of a briefing in one HTML document, for a screen that a room looks at.

Briefing in, bytes out. Without its script the slides stand one under the other; with it (kkb/ui/server/wall.js) one is
shown at a time and new data comes by itself. Every value is escaped.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass

from kkb.briefing.model import Briefing
from kkb.exports.light.page import ICON
from kkb.exports.page_links import PageLinks
from kkb.exports.wall.slides import EMBLEM_ROOM, Sheet, lay_out_slides, notice_sheet
from kkb.exports.wall.style import STYLE
from kkb.exports.wall.text import say
from kkb.formatting import escaped
from kkb.narrative import SAMPLE_MARK
from kkb.theme import PALETTES, ThemeName

_KEYS = (
    ("→, Spasi, Page Down", "Slide berikutnya"),
    ("←, Backspace, Page Up", "Slide sebelumnya"),
    ("Home, End", "Slide pertama, terakhir"),
    ("Angka lalu Enter", "Langsung ke slide itu"),
    ("O atau Esc", "Semua slide"),
    ("F", "Layar penuh"),
    ("P", "Putar otomatis, jeda"),
    ("S", "Latar terang atau gelap"),
    ("B", "Gelapkan layar sementara"),
    ("?", "Bantuan ini"),
)
_BUTTONS = (
    ("sebelum", "Sebelumnya", "←"),
    ("berikut", "Berikutnya", "→"),
    ("penuh", "Layar penuh", "F"),
    ("semua", "Semua slide", "O"),
    ("putar", "Putar otomatis", "P"),
    ("bantuan", "Bantuan", "?"),
)


@dataclass(frozen=True, slots=True)
class WallFrame:
    """What stands around the slides.

    `script` and `back` are addresses: of the script, and of the page that closes the wall. `state` stands for the data
    that is shown; the script asks for another one. `seconds` for automatic advance, None for none. `notices` speak of
    the address. `links`: where numbers open; None where they do not. `emblem` is a PNG.
    """

    script: str
    back: str
    state: str
    theme: ThemeName = "light"
    seconds: int | None = None
    notices: tuple[str, ...] = ()
    links: PageLinks | None = None
    emblem: bytes | None = None


def render_wall(briefing: Briefing, frame: WallFrame) -> bytes:
    """All slides as UTF-8."""
    sheets = lay_out_slides(briefing, PALETTES[frame.theme], frame.notices, frame.links)
    label = f"{SAMPLE_MARK} · " if briefing.is_sample else ""
    return _document(f"{label}{briefing.scope} · {briefing.headline}", sheets, frame)


def render_wall_notice(title: str, text: str, frame: WallFrame) -> bytes:
    """A wall that only says something: why there are no figures just now. Its script goes on asking."""
    return _document(title, (notice_sheet(title, text),), frame)


def _document(title: str, sheets: tuple[Sheet, ...], frame: WallFrame) -> bytes:
    theme = "gelap" if frame.theme == "dark" else "terang"
    marks = f' data-tema="{theme}" data-putar="{frame.seconds or ""}" data-versi="{escaped(frame.state)}"'
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{say(title)}</title><link rel="icon" href="{ICON}"><style>{STYLE}{_emblem_style(frame.emblem)}</style>'
        f'<script src="{escaped(frame.script)}"></script>'
    )
    cells = "".join(_cell(number, sheet) for number, sheet in enumerate(sheets, start=1))
    body = (
        f'<h1 class="sr">{say(title)}</h1><main id="slides">{cells}</main>'
        f'<p id="said" class="sr" aria-live="polite"></p><p id="status" role="status" hidden></p>'
        f'<p id="turn">Putar layar mendatar agar slide lebih besar.</p>'
        f'<div id="jump" aria-hidden="true" hidden></div><div id="timer" aria-hidden="true" hidden></div>'
        f"{_bar(frame)}{_help()}"
    )
    page = f'<!DOCTYPE html><html lang="id"{marks}><head>{head}</head><body>{body}</body></html>'
    # A character that no encoding knows must not take the page away.
    return page.encode("utf-8", "replace")


def _emblem_style(emblem: bytes | None) -> str:
    """The emblem before the line over each title: once in the document, however many slides there are."""
    if not emblem:
        return ""
    image = base64.b64encode(emblem).decode()
    place = f"left/auto {EMBLEM_ROOM - 20}px no-repeat"
    return f".over{{padding-left:{EMBLEM_ROOM}px;background:url(data:image/png;base64,{image}) {place}}}"


def _cell(number: int, sheet: Sheet) -> str:
    part = f" {sheet.part}/{sheet.parts}" if sheet.parts > 1 else ""
    part += " (lampiran)" if sheet.is_appendix else ""
    appendix = " data-lampiran" if sheet.is_appendix else ""
    return (
        f'<div class="cell" data-key="{say(sheet.key)}" data-part="{sheet.part}"{appendix}>'
        f'<section class="slide" aria-label="{say(sheet.menu + part)}">{sheet.html}</section>'
        f'<button class="pick" type="button" aria-label="{number}. {say(sheet.title + part)}">'
        f"<span>{number}. {say(sheet.menu + part)}</span></button></div>"
    )


def _bar(frame: WallFrame) -> str:
    buttons = "".join(
        f'<button type="button" data-do="{name}">{words} <kbd>{key}</kbd></button>' for name, words, key in _BUTTONS
    )
    return (
        f'<nav id="bar" aria-label="Kendali slide">{buttons}<a href="{escaped(frame.back)}">Kembali ke Rapat</a></nav>'
    )


def _help() -> str:
    rows = "".join(f"<dt><kbd>{keys}</kbd></dt><dd>{words}</dd>" for keys, words in _KEYS)
    return (
        '<div id="help" role="dialog" aria-modal="true" aria-labelledby="help-title" hidden>'
        f'<h2 id="help-title">Tombol</h2><dl>{rows}</dl>'
        "<p>Ketuk sisi kanan atau kiri layar, atau geser, untuk berpindah.</p>"
        '<p><button type="button" data-do="bantuan">Tutup bantuan</button></p></div>'
    )
