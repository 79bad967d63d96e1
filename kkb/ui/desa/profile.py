"""One desa: where it stands on the ladder, what is known of it, and everything that was ever reported."""

from __future__ import annotations

import streamlit as st

from kkb.formatting import MISSING, escaped, format_ago, format_date, join_words
from kkb.narrative import tahap_words
from kkb.narrative.trend import contradicted_words
from kkb.recap_columns import ATTRIBUTES, LABELS
from kkb.region import Desa
from kkb.schema import RUNGS, Observation, Tahap
from kkb.state import DesaHistory, DesaState, Formation, state_on
from kkb.theme import BODY_SIZE
from kkb.ui.frame.navigation import DESA_PARAM, page_named
from kkb.ui.frame.view import View, palette
from kkb.ui.kegiatan.desa import show_desa_activities
from kkb.ui.komitmen.desa import show_desa_promise
from kkb.ui.parts.addresses import desa_address, filter_query, page_address
from kkb.ui.parts.components import badge, plain, show_note, show_section, show_title
from kkb.ui.parts.evidence import REPORT_KEY, show_evidence
from kkb.ui.parts.table import TableCell, TextCell, show_table


def link_to_desa(kode_desa: str, label: str, view: View) -> None:
    """A link to a desa's profile that keeps the filters."""
    query = [(DESA_PARAM, kode_desa), *filter_query(view.filters)]
    st.page_link(page_named("desa"), label=plain(label), query_params=query)


def chosen_desa(view: View) -> Desa | None:
    """The desa of the address (?desa=19.06.04.2002); None if none or an unknown one is named."""
    return view.region.by_code.get(st.query_params.get(DESA_PARAM, ""))


def show_profile(desa: Desa, view: View) -> None:
    """The whole profile of one desa."""
    history = view.histories.get(desa.kode_desa)
    state = state_on({desa.kode_desa: history}, view.day).get(desa.kode_desa) if history else None
    rung = _rung_words(state)
    place = f"Kecamatan {desa.kecamatan} · kode {desa.kode_desa}"
    # Others may have been reported for a later day; what is told here is what its own report tells.
    day = min(state.dilaporkan_per, view.day) if state is not None else view.day
    show_title(f"{desa.desa}: {rung}", f"{place} · keadaan per {format_date(day)}")
    _show_ladder(state.tahap.value if state else "")
    if history is None:
        show_note("Belum ada seorang pun yang melaporkan desa ini. Itu bukan Belum: keadaannya tidak diketahui.")
        _show_programme(desa, view)
        return
    # What is known stands beside the cell that says so; then how it came to be.
    left, right = st.columns([3, 4], gap="large")
    with left:
        if state is not None:
            _show_known(state, history, view)
        else:
            show_note(f"Sampai {format_date(day)} belum ada laporan tentang desa ini; yang sesudahnya ada di bawah.")
    with right:
        show_evidence(history, state.unggahan if state else None, view)
    _show_reports(desa, history, view)
    _show_programme(desa, view)


def _show_known(state: DesaState, history: DesaHistory, view: View) -> None:
    """Where the status stands and what else is known; what nobody has told is one line."""
    formation = state.formation
    source = TextCell(
        f"unggahan {state.unggahan}",
        _age_words(history, state, view),
        page_address("riwayat", view.filters, unggahan=str(state.unggahan)),
    )
    facts = {
        "Dibentuk": _formed_words(formation),
        "Dihitung sejak": format_date(formation.mulai) if formation else MISSING,
        "Nomor SK": formation.no_sk or MISSING if formation else MISSING,
        "Tanggal SK": formation.tanggal_sk.words() if formation and formation.tanggal_sk else MISSING,
        "Pencanangan": state.tanggal_pencanangan.words() if state.tanggal_pencanangan else MISSING,
        **{LABELS[one.name]: state.attributes.get(one.name, MISSING) for one in ATTRIBUTES},
    }
    # Of a Pokja that ended its own facts are told; what one yet to come will have is missing from no report.
    ended = _end_rows(state.dissolved, view)
    of_pokja = {"Dibentuk", "Dihitung sejak", "Nomor SK", "Tanggal SK"} if ended else set()
    facts = {name: value for name, value in facts.items() if name not in of_pokja}
    unknown = [name.lower().replace(" sk", " SK") for name, value in facts.items() if value == MISSING]
    rows: list[list[TableCell]] = [["Sumber", source]]
    rows += ended
    rows += [[name, value] for name, value in facts.items() if value != MISSING]
    if unknown:
        rows.append(["Belum dilaporkan", join_words(unknown)])
    show_section("Yang diketahui")
    show_table(["Hal", "Isi"], rows, widths=(2, 3))


def _show_programme(desa: Desa, view: View) -> None:
    """What the sheets beside the recap of status say of the desa."""
    show_desa_promise(desa, view)
    show_desa_activities(desa, view)


def _show_ladder(current: str) -> None:
    colours = palette()
    steps = []
    for rung in RUNGS:
        is_here = rung.value == current
        style = "font-weight:700" if is_here else "opacity:0.7"
        here = ' aria-current="step"' if is_here else ""
        steps.append(f'<li{here} style="{style}">{badge(rung.value, colours)}{escaped(rung.value)}</li>')
    st.html(
        '<ol style="list-style:none;display:flex;flex-wrap:wrap;gap:0.4rem 1.6rem;margin:0.2rem 0;padding:0;'
        f'font-size:{BODY_SIZE}">{"".join(steps)}</ol>'
    )


def _rung_words(state: DesaState | None) -> str:
    """The rung of the title: "Belum", or "bubar 2 November 2026" where a Pokja ended and nothing is begun anew."""
    if state is None or state.dissolved is None or not state.is_ended:
        return tahap_words(state.tahap.value if state else None)
    return f"bubar{_comma_or_day(state.dissolved)}"


def _comma_or_day(over: Formation) -> str:
    return f" {over.bubar.words()}" if over.bubar is not None else ", tanggal belum diketahui"


def _end_rows(over: Formation | None, view: View) -> list[list[TableCell]]:
    """When the last Pokja ended, with the report that says so, and when it had been formed; none where it stands."""
    if over is None or over.selesai is None:
        return []
    when = over.bubar.words() if over.bubar else f"tanggal belum diketahui, dihitung sejak {format_date(over.selesai)}"
    address = page_address("riwayat", view.filters, unggahan=str(over.diakhiri))
    rows: list[list[TableCell]] = [["Bubar", TextCell(when, f"menurut unggahan {over.diakhiri}", address)]]
    formed = "belum pernah dilaporkan" if over.implied and over.tanggal is None else _formed_words(over)
    rows.append(["Dibentuk sebelumnya", formed])
    return rows + ([["Nomor SK sebelumnya", over.no_sk]] if over.no_sk else [])


def _formed_words(formation: Formation | None) -> str:
    if formation is None:
        return MISSING
    if formation.tanggal is None:
        return "tanggal tidak diketahui"
    basis = " (tanggal pencanangan)" if formation.tanggal_dasar == "pencanangan" else ""
    proof = "ber-SK" if formation.no_sk else "dilaporkan"
    if contradicted := contradicted_words(formation):
        return f"{contradicted}; yang dihitung tanggal itu, {proof}"
    return f"{formation.tanggal.words()}{basis}, {proof}"


def _age_words(history: DesaHistory, state: DesaState, view: View) -> str:
    """Of which day the report is and how old; of a later one its day."""
    newest, told = max(seen.tanggal_data for seen in history.observations), state.dilaporkan_per
    later = f"; laporan terakhir keadaan per {format_date(newest)}" if newest > told else ""
    return f"keadaan per {format_date(told)}, {format_ago(told, view.today)}{later}"


def _show_reports(desa: Desa, history: DesaHistory, view: View) -> None:
    corrected = {(seen.unggahan, seen.tanggal_data): by for seen, by in history.corrected()}
    names = {upload.nomor: upload.nama_berkas for upload in view.snapshot.uploads}
    rows: list[list[TableCell]] = [
        [
            format_date(seen.tanggal_data),
            _report_words(seen, corrected.get((seen.unggahan, seen.tanggal_data))),
            TextCell(
                f"unggahan {seen.unggahan}, sel {_cell_of(seen)}",
                names.get(seen.unggahan, ""),
                desa_address(desa.kode_desa, view.filters, [(REPORT_KEY, f"unggahan {seen.unggahan}")]),
            ),
        ]
        for seen in reversed(history.observations)
    ]
    show_section("Semua laporan tentang desa ini", "Yang terbaru di atas; tekan sumbernya untuk melihat selnya")
    show_table(["Keadaan per", "Laporan", "Sumber"], rows)


def _report_words(seen: Observation, corrected_by: int | None) -> str:
    """What the report says, and what became of it: "Terbentuk (tertulis "Sudah"), 2 Mei 2018, SK 12/2018 · …"."""
    row = seen.row
    word = row.status.value
    is_same = not row.status_asli or row.status_asli.casefold() == word.casefold()
    parts = [word if is_same else f'{word} (tertulis "{row.status_asli}")']
    if row.tanggal:
        parts.append(f"dibentuk {row.tanggal.words()}" if seen.ended else row.tanggal.words())
    if row.tanggal_bubar:
        parts.append(f"bubar {row.tanggal_bubar.words()}")
    if row.no_sk:
        parts.append(f"SK {row.no_sk}")
    note = _note_words(seen, corrected_by)
    return ", ".join(parts) + (f" · {note}" if note else "")


def _cell_of(seen: Observation) -> str:
    return f"{seen.row.sheet}!{seen.row.sel.get('status', seen.row.row)}"


def _note_words(seen: Observation, corrected_by: int | None) -> str:
    if seen.row.keputusan is not None:
        return f"diputuskan {seen.row.keputusan.value}: {seen.row.alasan or ''}"
    if corrected_by is not None:
        return f"dikoreksi oleh unggahan {corrected_by}"
    note = seen.row.attributes.get("keterangan", "")
    return note if seen.row.status is not Tahap.KOMITMEN else "komitmen; tidak mengubah tahap"
