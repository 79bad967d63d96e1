"""The bar that stays at the foot of the window while a review is read: the verdict in short, and the way to save."""

from __future__ import annotations

import streamlit as st

from kkb.access import Access
from kkb.checking import Outcome
from kkb.formatting import escaped, format_date
from kkb.theme import BODY_SIZE, QUIET_SIZE
from kkb.ui.frame.view import View
from kkb.ui.parts.addresses import link_html
from kkb.ui.unggah.area import NOT_YOURS, access_to_save
from kkb.ui.unggah.cell_links import first_link
from kkb.ui.unggah.columns import ANCHOR as COLUMNS
from kkb.ui.unggah.columns import columns_to_tell
from kkb.ui.unggah.commit_form import may_save, offer_commit
from kkb.ui.unggah.desk import Desk
from kkb.ui.unggah.questions import ANCHOR, questions_now, say_questions
from kkb.ui.unggah.review import SAVE, formed_words, next_step, verdict_word
from kkb.uploads.check import Checked, Stored

_BAR = "unggah_bilah"
_HELD = f"[data-testid=stLayoutWrapper]:has(>.st-key-{_BAR})"
_FIELDS = f".st-key-{_BAR} [data-testid=stForm] [data-testid=stColumn]"
_STYLE = (
    "<style>"
    f"{_HELD}{{position:sticky;bottom:0;z-index:80;background:light-dark(#FFFFFF,#11161C);padding:0.6rem 0;"
    "border-top:1px solid rgba(128,138,148,0.5);box-shadow:0 -6px 12px -8px rgba(0,0,0,0.35)}"
    # The last thing on the page; and what has the focus is scrolled out from under it.
    f"[data-testid=stMainBlockContainer]:has(.st-key-{_BAR}){{padding-bottom:0}}"
    f"[data-testid=stMain]:has(.st-key-{_BAR}){{scroll-padding:4.5rem 0 8rem}}"
    f".st-key-{_BAR} p{{margin:0;line-height:1.35}}"
    f".st-key-{_BAR} button *{{white-space:normal}}"
    # On a phone the fields stand beside each other all the same, and the words over them: it must leave room to read.
    "@media (max-width:800px){"
    f"[data-testid=stMain]:has(.st-key-{_BAR}){{scroll-padding-bottom:13rem}}"
    f".st-key-{_BAR} [data-testid=stHorizontalBlock]{{gap:0.25rem 0.75rem}}"
    f"{_FIELDS}{{min-width:33%;flex:1 1 33%}}{_FIELDS}:nth-child(2){{flex-basis:55%}}"
    f"{_FIELDS}:nth-child(3){{min-width:100%}}"
    "}"
    f"@media print{{{_HELD}{{display:none}}}}"
    "</style>"
)


def show_save_bar(on_desk: Desk, checked: Checked, view: View, access: Access) -> None:
    """The bar. To be called last: it stands at the end of the page, and sticks to the foot of the window until then.

    Where nothing can be saved it says what to do instead.
    """
    could_save = may_save(checked, access)
    access = access_to_save(checked, view.region, access)
    with st.container(key=_BAR, gap="xsmall"):
        st.html(_STYLE)
        if could_save and not access.may_write:
            # Why is said on top, in the place of the verdict.
            st.html(f'<p style="font-size:{BODY_SIZE}"><b>{NOT_YOURS}</b></p>')
            return
        if not may_save(checked, access):
            st.html(_words(on_desk, checked, view, access))
            return
        words, form = st.columns([1, 3], vertical_alignment="bottom", gap="medium")
        words.html(_words(on_desk, checked, view, access))
        with form:
            offer_commit(on_desk, checked, Stored.of(view.stored), view.region)


def _words(on_desk: Desk, checked: Checked, view: View, access: Access) -> str:
    """The verdict, and the figure that a save would make or what to do before it, as HTML."""
    word, _ = verdict_word(checked, in_short=True)
    lines = [f'<p id="{SAVE}" tabindex="-1" style="font-size:{BODY_SIZE}"><b>{escaped(word)}</b></p>']
    # Which file holds is decided before any question is answered.
    if not checked.verdict.disagreements and questions_now(checked):
        asked = say_questions(checked)
        link = link_html(f"Jawab {asked}", f"#{ANCHOR}") if asked else first_link(checked)
        lines.append(f'<p style="font-size:{BODY_SIZE}">{link}</p>')
    else:
        lines.append(f'<p style="font-size:{QUIET_SIZE}">{escaped(_fact(checked, view, access))}</p>')
    if columns := columns_to_tell(on_desk, checked):
        lines.append(f'<p style="font-size:{QUIET_SIZE}">{link_html(columns, f"#{COLUMNS}")}</p>')
    return "".join(lines)


def _fact(checked: Checked, view: View, access: Access) -> str:
    verdict = checked.verdict
    if not verdict.can_commit:
        step = "".join(words for words, _ in next_step(checked, access, where=""))
        if verdict.outcome is Outcome.REJECT:
            step = "belum ada yang disimpan; sebabnya di atas."
        return f"{step[:1].upper()}{step[1:]}" if step else "Tidak ada langkah lagi untuk berkas ini."
    told = formed_words(checked, view)
    if told is None:
        return f"Keadaan per {format_date(verdict.data_date)}"
    formed, day = told
    unbroken = format_date(day).replace(" ", "\N{NO-BREAK SPACE}")
    return f"Desa terbentuk {formed} per {unbroken}"
