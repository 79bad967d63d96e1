"""The light page: the figures of Ringkasan as one small HTML page for phones on a poor line, and for paper.

Facts in, bytes out. No script, nothing to fetch; every value is escaped; the title carries the figure, so that a shared
link shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from kkb.exports.css_colours import CSS_PALETTE
from kkb.exports.drawing import Frame, draw_bars, draw_line
from kkb.exports.light.style import RUNG_CLASS, STYLE
from kkb.exports.page_links import PageLinks, card_addresses, opened
from kkb.exports.verdict import verdict_html
from kkb.figures.facts import KecamatanBar, LineFacts, RungGroup
from kkb.formatting import escaped, format_count, hold_units
from kkb.narrative import SAMPLE_MARK, SAMPLE_WORDS, Card
from kkb.theme import TAHAP_LETTER

MAX_BYTES = 50_000
_LINES = {"wide": (670, 314, 14), "narrow": (358, 262, 14)}
"""Width, height and letters of the line on a screen, and on a phone and on paper."""
_BARS = (400, 54, 16)
"""Width of the bars, height of one with its name, and letters."""
_BUDGETS = ((1_500, 15), (600, 15), (200, 15), (60, 15), (0, 5))
"""Names of desa and bars at most, tried one after the other until the page is small enough."""

ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E"
    "%3Cpath fill='%230072B2' d='M0 0h8v8H0z'/%3E%3Cpath fill='%23fff' d='M1 5h2v2H1zM3 3h2v4H3zM5 1h2v6H5z'/%3E"
    "%3C/svg%3E"
)


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen, and what is: `day` is the chosen day in words ("" for the newest)."""

    kecamatan: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    day: str = ""

    def query(self, kecamatan: Iterable[str]) -> str:
        """The address part for these kecamatan on the day chosen: "?kec=Manggar&per=10%20Mei%202023" or ""."""
        pairs = [("kec", name) for name in kecamatan] + ([("per", self.day)] if self.day else [])
        return f"?{urlencode(pairs, quote_via=quote)}" if pairs else ""


@dataclass(frozen=True, slots=True)
class LightFacts:
    """All that the light page says: sentences made elsewhere, and the numbers of its two figures.

    The `verdict` is a badge before the headline, filled where it says yes or no (`is_good`); `sentences` stand under
    the figures. `line` is None where there is no data, `line_alt` is the line read aloud. `notices` speak of the
    address, `links` say where numbers open in the full dashboard.
    """

    scope: str
    headline: str
    verdict: str
    is_good: bool | None
    sentences: tuple[str, ...]
    cards: tuple[Card, ...]
    line: LineFacts | None
    line_alt: str
    kecamatan_title: str
    kecamatan: tuple[KecamatanBar, ...]
    missing_title: str
    missing: tuple[RungGroup, ...]
    source: str
    is_sample: bool
    choices: Choices = Choices()
    notices: tuple[str, ...] = ()
    links: PageLinks | None = None


def render_light_page(facts: LightFacts) -> bytes:
    """The page as UTF-8. A region of very many desa is listed in part, so that it stays below MAX_BYTES."""
    for names, bars in _BUDGETS:
        page = _page(facts, names, bars)
        if len(page) <= MAX_BYTES:
            break
    return page


def render_notice_page(
    title: str, text: str, *, link: str = "", words: str = "Coba lagi", goes_on: bool = False
) -> bytes:
    """A page that only says something, such as why there are no figures just now, with one link.

    `goes_on`: the browser follows the link by itself, without a script.
    """
    body = f'<h1>{escaped(title)}</h1><p>{escaped(text)}</p><p><a href="{escaped(link)}">{escaped(words)}</a></p>'
    return render_document(title, "", f"<main>{body}</main>", goes_to=link if goes_on else "")


def _page(facts: LightFacts, most_names: int, most_bars: int) -> bytes:
    sample = f'<p class="sample" role="note"><b>{SAMPLE_MARK}</b> · {SAMPLE_WORDS}</p>' if facts.is_sample else ""
    parts = [
        sample,
        "<main>",
        f'<p class="q">Pokja Kampung KB · {escaped(facts.scope)}</p>',
        f"<h1>{verdict_html(facts.verdict, CSS_PALETTE, is_good=facts.is_good)}{escaped(facts.headline)}</h1>",
        *(f'<p role="status">{escaped(notice)}</p>' for notice in facts.notices),
        _cards(facts),
        _figures(facts, most_bars),
        "".join(f'<p class="q said">{escaped(sentence)}</p>' for sentence in facts.sentences if sentence),
        _missing(facts, most_names),
        "</main>",
        _form(facts.choices),
        f'<footer><p class="q">{escaped(facts.source)}</p><p class="screen">'
        f'<a href="{escaped(_full_address(facts.choices))}">Buka dasbor lengkap</a></p></footer>',
    ]
    label = f"{SAMPLE_MARK} · " if facts.is_sample else ""
    description = " ".join(part for part in (*facts.sentences, _sentence(facts.kecamatan_title)) if part)
    verdict = f"{facts.verdict}: " if facts.verdict else ""
    return render_document(f"{label}{facts.scope} · {verdict}{facts.headline}", description, "".join(parts))


def render_document(title: str, description: str, body: str, *, sheet: str = STYLE, goes_to: str = "") -> bytes:
    """A whole page around a body of markup; `title` and `description` are text.

    `goes_to` is an address that the browser goes on to at once.
    """
    words, more = escaped(title), escaped(description)
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{words}</title><meta name="description" content="{more}">'
        f'<meta property="og:type" content="website"><meta property="og:locale" content="id_ID">'
        f'<meta property="og:site_name" content="Pokja Kampung KB">'
        f'<meta property="og:title" content="{words}"><meta property="og:description" content="{more}">'
        f'<link rel="icon" href="{ICON}"><style>{sheet}</style>'
    )
    if goes_to:
        head += f'<meta http-equiv="refresh" content="0;url={escaped(goes_to)}">'
    page = f'<!DOCTYPE html><html lang="id"><head>{head}</head><body>{body}</body></html>'
    # A character that no encoding knows must not take the page away.
    return page.encode("utf-8", "replace")


def _sentence(title: str) -> str:
    return f"{title}." if title and not title.endswith(".") else title


def _cards(facts: LightFacts) -> str:
    items = "".join(
        f"<li><span>{escaped(card.label)}</span>{_figure(card, address)}"
        f'<span class="q">{escaped(card.note)}</span></li>'
        for card, address in zip(facts.cards, card_addresses(facts.links), strict=False)
    )
    return f'<ul class="cards">{items}</ul>' if items else ""


def _figure(card: Card, address: str | None) -> str:
    words = ' class="words"' if card.is_words else ""
    return f"<b{words}>{opened(escaped(hold_units(card.value)), address)}</b>"


def _figures(facts: LightFacts, most_bars: int) -> str:
    if facts.line is None:
        return ""
    way = " dan jalur ke target" if facts.line.target else ""
    line = (
        f'<section><h2>{escaped(facts.line.title)}</h2><p class="q">Desa dengan Pokja sejak '
        f"{facts.line.steps[0][0].year}{way}</p>{_line(facts.line, facts.line_alt)}</section>"
        if facts.line.steps
        else ""
    )
    return f'<div class="two">{line}{_bars(facts, most_bars)}</div>'


def _line(line: LineFacts, alt: str) -> str:
    """The line in two widths, of which the style sheet shows one."""
    drawn = "".join(
        f'<div class="{kind}">{draw_line(line, Frame(*size, CSS_PALETTE))}</div>' for kind, size in _LINES.items()
    )
    return f'<div role="img" aria-label="{escaped(alt)}">{drawn}</div>'


def _bars(facts: LightFacts, most: int) -> str:
    if not facts.kecamatan:
        return ""
    shown = facts.kecamatan[:most]
    width, row, letters = _BARS
    frame = Frame(width, len(shown) * row, letters, CSS_PALETTE, links=_own_links(facts.choices))
    hidden = len(facts.kecamatan) - len(shown)
    rest = f'<p class="q">Dan {format_count(hidden)} kecamatan lain di dasbor lengkap.</p>' if hidden else ""
    return (
        f'<section><h2>{escaped(facts.kecamatan_title)}</h2><p class="q">Desa terbentuk dari target, per kecamatan</p>'
        f'<div class="bars" role="group" aria-label="Kecamatan">{draw_bars(shown, frame)}</div>{rest}</section>'
    )


def _own_links(choices: Choices) -> PageLinks:
    """A bar opens this page for its kecamatan; the bars have no other link."""

    def listed(kecamatan: str, rungs: Sequence[str], day: date | None = None) -> str:
        return choices.query([kecamatan])

    return PageLinks(desa=str, listed=listed, komitmen=str, program=str)


def _missing(facts: LightFacts, budget: int) -> str:
    if facts.line is None:
        return ""
    groups, left = [], budget
    for group in facts.missing:
        groups.append(_group(group, left, facts.links))
        left = max(0, left - group.count)
    body = f'<div class="rungs">{"".join(groups)}</div>' if groups else "<p>Semua desa sudah membentuk Pokja.</p>"
    return f"<section><h2>{escaped(facts.missing_title)}</h2>{body}</section>"


def _group(group: RungGroup, budget: int, links: PageLinks | None) -> str:
    """The desa of one rung, at most `budget` names."""
    lines, shown = [], 0
    for kecamatan, names in group.desa:
        part = names[: budget - shown]
        if part:
            lines.append(f"<p><span>{escaped(kecamatan)}:</span> {escaped(', '.join(part))}</p>")
            shown += len(part)
    if shown < group.count:
        lines.append(f'<p class="q">Dan {format_count(group.count - shown)} desa lain di dasbor lengkap.</p>')
    count = opened(f"{format_count(group.count)} desa", links.listed("", (group.tahap,)) if links else None)
    return (
        f'<div><h3><b class="badge {RUNG_CLASS[group.tahap]}">{TAHAP_LETTER[group.tahap]}</b>{escaped(group.word)} '
        f"<span>{count}</span></h3>{''.join(lines)}</div>"
    )


def _form(choices: Choices) -> str:
    if not choices.kecamatan:
        return ""
    options = [_option("", "Semua kecamatan", not choices.chosen)]
    if len(choices.chosen) > 1:
        options.append(f"<option disabled selected>{format_count(len(choices.chosen))} kecamatan dipilih</option>")
    options += [_option(name, name, (name,) == choices.chosen) for name in choices.kecamatan]
    days = [_option("", "Data terbaru", not choices.day)]
    days += [_option(day, day, day == choices.day) for day in choices.days]
    return (
        '<form method="get">'
        f'<label>Kecamatan<select name="kec">{"".join(options)}</select></label>'
        f'<label>Keadaan per<select name="per">{"".join(days)}</select></label>'
        "<button>Tampilkan</button></form>"
    )


def _option(value: str, words: str, is_chosen: bool) -> str:
    mark = " selected" if is_chosen else ""
    own = "" if value == words else f' value="{escaped(value)}"'
    return f"<option{own}{mark}>{escaped(words)}</option>"


def _full_address(choices: Choices) -> str:
    """The full dashboard with the same choice, beside this page."""
    return f"./{choices.query(choices.chosen)}"
