"""The card "Berikutnya": the desa nearest to a Pokja and what each lacks, and what was agreed and is not done."""

from __future__ import annotations

from kkb.formatting import escaped, format_count
from kkb.narrative.meeting import due_short, is_about, open_steps, step_place, steps_title
from kkb.narrative.programme_lists import lacking_words, nearest, next_step_words, next_title
from kkb.outcomes.langkah import NextDesa
from kkb.problems import shorten
from kkb.schema import TindakLanjut
from kkb.theme import BODY_SIZE, QUIET_SIZE, Palette
from kkb.ui.frame.navigation import STEPS_ANCHOR
from kkb.ui.frame.view import View
from kkb.ui.parts.addresses import desa_address, link_html, page_address
from kkb.ui.parts.components import badge

_STEP_LETTERS = 40
_LINE = f"margin:0.35rem 0 0;font-size:{BODY_SIZE};line-height:1.3;overflow-wrap:anywhere"
_QUIET = f"font-size:{QUIET_SIZE};opacity:0.8"


def next_html(view: View, colours: Palette) -> str:
    """What is in the card as HTML, every text escaped."""
    order, (named, equal) = view.langkah.next, nearest(view.langkah)
    lines = [_desa_html(desa, view, colours) for desa in named]
    if equal:
        words = f"dan {format_count(len(equal))} lainnya"
        lines.append(f'<p style="{_LINE}">{link_html(words, page_address("komitmen", view.filters))}</p>')
    if not lines:
        words = "Semua desa dalam pilihan ini sudah membentuk Pokja"
        if order:
            words = f"{next_title(view.langkah)}. Langkah pertama: {lacking_words(order[0]).lower()}"
        lines = [f'<p style="{_LINE}">{escaped(words)}.</p>']
    return "".join(lines) + _steps_html(view)


def _desa_html(desa: NextDesa, view: View, colours: Palette) -> str:
    rung = desa.tahap.value if desa.tahap is not None else ""
    name = link_html(desa.desa, desa_address(desa.kode_desa, view.filters))
    told = f"Belum tercatat: {lacking_words(desa)}"
    step = escaped(f"{desa.kecamatan} · {next_step_words(desa)}")
    lacks = f'<br><span style="{_QUIET}" title="{escaped(told)}">{step}</span>'
    return f'<p style="{_LINE};display:flex">{badge(rung, colours)}<span><b>{name}</b>{lacks}</span></p>'


def _steps_html(view: View) -> str:
    """How many are open and late, the first of them, the others folded."""
    steps = open_steps([step for step in view.snapshot.tindak_lanjut if is_about(step, view.kecamatan_codes)])
    style = f"{_LINE};margin-top:0.6rem;padding-top:0.5rem;border-top:1px solid rgba(128,138,148,0.4)"
    words = steps_title(steps, view.today) if steps else "Catat tindak lanjut"
    link = link_html(words, f"{page_address('rapat', view.filters)}#{STEPS_ANCHOR}")
    if not steps:
        return f'<p style="{style}">{link}</p>'
    first, *others = (_step_html(step, view) for step in steps)
    more = f'<summary style="{_QUIET}">{format_count(len(others))} lagi</summary>{"".join(others)}'
    return f'<p style="{style}">{link}</p>{first}' + (f"<details>{more}</details>" if others else "")


def _step_html(step: TindakLanjut, view: View) -> str:
    what, place = shorten(step.uraian, _STEP_LETTERS), step_place(step, view.region)
    told = (place, what, step.penanggung_jawab, due_short(step, view.today))
    return f'<p style="{_LINE};font-size:{QUIET_SIZE}">{escaped(" · ".join(filter(None, told)))}</p>'
