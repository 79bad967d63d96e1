"""What the evaluations say: which programmes to spread, to mend and to end; which Pokja are not heard of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from kkb.formatting import escaped, format_count, format_date
from kkb.narrative.programme import evaluasi_title
from kkb.narrative.programme_lists import (
    silent_sentence,
    silent_title,
    verdict_programs,
    verdict_reasons,
    verdict_share,
    verdict_title,
)
from kkb.narrative.programme_tables import evaluasi_table, review_table, verdict_table
from kkb.outcomes.evaluasi import Denyut, PokjaReview, ProgramVerdict
from kkb.programme import Putusan
from kkb.theme import BODY_SIZE, QUIET_SIZE
from kkb.ui.frame.view import View
from kkb.ui.kegiatan.addresses import list_state, program_address
from kkb.ui.parts.addresses import desa_address, link_html
from kkb.ui.parts.components import LINE, show_note, show_section
from kkb.ui.parts.figure_set import show_figure_tools
from kkb.ui.parts.table import show_table

_PROGRAMS_SHOWN, _REASONS_SHOWN = 5, 3
_PLAIN_LIST = "list-style:none;margin:0.3rem 0 0;padding:0"


def show_evaluations(view: View) -> None:
    """The three lists side by side, then per kecamatan, then the Pokja that judged nothing."""
    evaluasi = view.evaluasi
    show_section(
        evaluasi_title(evaluasi, view.programme_day),
        "Putusan terbaru tiap Pokja tentang tiap programnya, dengan alasannya",
    )
    if evaluasi.is_reported:
        for column, putusan in zip(st.columns(len(Putusan), gap="large"), Putusan, strict=True):
            with column:
                st.html(verdict_html(putusan, view))
        show_figure_tools(
            key="evaluasi_putusan",
            title=evaluasi_title(evaluasi, view.programme_day),
            subtitle="Satu baris satu putusan: program, desa dan alasannya",
            alt=evaluasi_title(evaluasi, view.programme_day),
            table=partial(verdict_table, evaluasi),
            view=view,
        )
        with st.expander("Putusan per kecamatan"):
            table = evaluasi_table(evaluasi)
            show_table(table.headers, table.rows, numbers=table.numbers, total=table.total)
    else:
        show_note("Lembar Evaluasi belum diisi: satu baris satu putusan (Lanjutkan, Perbaiki, Hentikan) dan alasannya.")
    if evaluasi.unreviewed:
        st.html(_pokja_html("Belum menilai satu program pun", evaluasi.unreviewed, view))


def show_quiet_pokja(view: View) -> None:
    """Pokja of which the last twelve months tell nothing; nothing where there is no Pokja."""
    evaluasi = view.evaluasi
    title = silent_title(evaluasi)
    if title is None:
        return
    show_section(
        title,
        f"Tidak ada kegiatan atau evaluasi bertanggal dalam 12 bulan sampai {format_date(evaluasi.day)}; yang baru "
        "terbentuk tidak dihitung",
    )
    for html in quiet_pokja_html(view):
        st.html(html)
    show_figure_tools(
        key="evaluasi_pokja",
        title=title,
        subtitle="Satu baris satu Pokja: kegiatan dan evaluasi terakhirnya",
        alt=silent_sentence(evaluasi) or title,
        table=partial(review_table, evaluasi),
        view=view,
    )


def verdict_html(putusan: Putusan, view: View) -> str:
    """The programmes with one decision, each with the desa that took it and why; all of it escaped."""
    programs = verdict_programs(view.evaluasi, putusan)
    title = verdict_title(view.evaluasi, putusan) or putusan.value
    items = "".join(_program_html(program, putusan, view) for program in programs[:_PROGRAMS_SHOWN])
    rest = len(programs) - _PROGRAMS_SHOWN
    more = f'<li style="font-size:{QUIET_SIZE}">dan {format_count(rest)} program lain</li>' if rest > 0 else ""
    return (
        f'<h3 style="margin:0;padding:0;font-size:{BODY_SIZE};line-height:1.35;font-weight:650">{escaped(title)}</h3>'
        f'<ul style="{_PLAIN_LIST}">{items}{more}</ul>'
    )


def _program_html(program: ProgramVerdict, putusan: Putusan, view: View) -> str:
    reasons = verdict_reasons(program, putusan)
    lines = [f"<li>{escaped(reason)}</li>" for reason in reasons[:_REASONS_SHOWN]]
    if len(reasons) > _REASONS_SHOWN:
        lines.append(f"<li>dan {format_count(len(reasons) - _REASONS_SHOWN)} desa lain</li>")
    link = link_html(program.nama, program_address(program.key, view.filters, list_state()))
    return (
        f'<li style="margin-bottom:0.6rem;font-size:{BODY_SIZE};line-height:1.35;overflow-wrap:anywhere">'
        f"<b>{link}</b>: {escaped(verdict_share(program, putusan))}"
        f'<ul style="margin:0.1rem 0 0;padding-left:1.1rem;font-size:{QUIET_SIZE}">{"".join(lines)}</ul></li>'
    )


def quiet_pokja_html(view: View) -> list[str]:
    """A line each on the silent Pokja, on those of them never reported, on those too young to be: their desa open."""
    evaluasi = view.evaluasi
    judged = [one for one in evaluasi.pokja if one.denyut is Denyut.AKTIF and one.last_kegiatan is None]
    lines: list[tuple[str, Sequence[PokjaReview]]] = [
        ("Tanpa laporan dalam 12 bulan", evaluasi.silent),
        ("Di antaranya, kegiatannya belum pernah dilaporkan", evaluasi.never_reported),
        ("Terbentuk dalam 12 bulan itu, belum ada laporan", evaluasi.young),
        ("Ada evaluasi, kegiatannya belum dilaporkan", judged),
    ]
    return [_pokja_html(words, pokja, view) for words, pokja in lines if pokja]


def _pokja_html(words: str, pokja: Sequence[PokjaReview], view: View) -> str:
    whole = format_count(len(view.evaluasi.pokja))
    names = ", ".join(link_html(one.desa, desa_address(one.kode_desa, view.filters)) for one in pokja)
    return f'<p style="{LINE}"><b>{words}</b>, {format_count(len(pokja))} dari {whole} Pokja: {names}.</p>'
