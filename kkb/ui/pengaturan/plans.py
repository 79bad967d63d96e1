"""The parts of the settings page: target plans and "Mulai sungguhan"."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from kkb.access import Right
from kkb.checking.values.dates import read_date_text
from kkb.formatting import format_count, format_date, join_words
from kkb.indicators import target_per_kecamatan
from kkb.overview import plans_by
from kkb.region import Region
from kkb.schema import Rencana, TargetRow
from kkb.ui.frame import cache
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import fault_of_day, read_one_day, write
from kkb.ui.parts.components import show_message, show_note, show_section
from kkb.ui.parts.table import show_table
from kkb.ui.parts.writer import ask_writer, writer_name

_SHORTEST_REASON = 3


def show_plans(view: View) -> None:
    """All plans, the one in force last first; the one that holds on the day is marked."""
    show_section(
        "Rencana target",
        f"Yang berlaku per {format_date(view.day)} ditandai; sasaran kabupaten selalu jumlah sasaran kecamatan",
    )
    plans = plans_by(view.snapshot, date.max)[::-1]
    if not plans:
        show_note("Belum ada target.")
        return
    show_table(
        ["Rencana", "Tenggat", "Desa", "Berlaku sejak", "Ditetapkan", "Oleh", "Alasan atau sumber"],
        [_plan_row(plan, holds=plan == view.plan) for plan in plans],
        numbers={2},
    )
    with st.expander("Sasaran per kecamatan"):
        targets = [target_per_kecamatan(plan) for plan in plans]
        rows = [
            [kec.kecamatan, *(format_count(target.get(kec.kode_kecamatan)) for target in targets)]
            for kec in view.region.kecamatan
        ]
        total = ["Jumlah", *(format_count(sum(target.values())) for target in targets)]
        show_table(["Kecamatan", *(p.nama for p in plans)], rows, numbers=set(range(1, len(plans) + 1)), total=total)


def _plan_row(plan: Rencana, *, holds: bool) -> list[str]:
    return [
        f"{plan.nama} (berlaku)" if holds else plan.nama,
        format_date(plan.tanggal_akhir),
        format_count(sum(target_per_kecamatan(plan).values())),
        format_date(plan.berlaku_sejak),
        format_date(plan.ditetapkan),
        plan.oleh,
        plan.alasan,
    ]


def offer_new_plan(view: View) -> None:
    """A form for a revision: name, day, numbers per kecamatan, since when it is in force, who, why."""
    show_section("Rencana baru", "Rencana lama tidak berubah dan tetap tergambar")
    with st.form("rencana_baru"):
        left, right = st.columns(2)
        name = left.text_input("Nama rencana", key="rencana_nama", max_chars=120, placeholder="misalnya Target 2025")
        day_words = right.text_input("Tenggat", key="rencana_tenggat", placeholder="misalnya 31 Desember 2025")
        edited = st.data_editor(
            _target_frame(view.region, view.plan),
            hide_index=True,
            disabled=["Kecamatan", "Jumlah desa"],
            column_config={"Sasaran desa": st.column_config.NumberColumn(min_value=0, step=1, required=True)},
            key="rencana_sasaran",
        )
        left, middle, right = st.columns(3)
        since_words = left.text_input(
            "Berlaku sejak", key="rencana_sejak", placeholder=f"kosong: hari ini, {format_date(view.today)}"
        )
        by = middle.text_input("Ditetapkan oleh", max_chars=120)
        reason = right.text_input("Alasan atau dasar", key="rencana_alasan", max_chars=500)
        if not st.form_submit_button("Simpan rencana", type="primary"):
            return
    tanggal, since = read_date_text(day_words), read_one_day(since_words) if since_words.strip() else view.today
    targets = [int(value) for value in edited["Sasaran desa"].fillna(0)]
    fault = _fault_of(name, by, reason, targets, view.region)
    if fault:
        show_message("error", fault)
    elif tanggal.tanggal is None:
        show_message("error", "Tenggat belum terbaca. Tulis misalnya 31 Desember 2025.")
    elif since is None:
        show_message("error", "Berlaku sejak belum terbaca. Tulis misalnya 1 Januari 2025, atau kosongkan.")
    elif fault := (
        fault_of_day("Tenggat", tanggal.tanggal.first, tanggal.tanggal.last, None)
        or fault_of_day("Berlaku sejak", since, since, None)
    ):
        show_message("error", fault)
    else:
        _save(view, name, tanggal.tanggal.last, since, targets, by, reason)


def _target_frame(region: Region, plan: Rencana | None) -> pd.DataFrame:
    stored = target_per_kecamatan(plan)
    sizes = [len(region.desa_of(kec.kode_kecamatan)) for kec in region.kecamatan]
    return pd.DataFrame(
        {
            "Kecamatan": [kec.kecamatan for kec in region.kecamatan],
            # What is to be filled in stands where a phone shows it.
            "Sasaran desa": [
                stored.get(kec.kode_kecamatan, size) for kec, size in zip(region.kecamatan, sizes, strict=True)
            ],
            "Jumlah desa": sizes,
        }
    )


def _fault_of(name: str, by: str, reason: str, targets: list[int], region: Region) -> str:
    """What stands in the way of storing a plan, as a sentence; "" if nothing does."""
    if not name.strip() or not by.strip() or len(reason.strip()) < _SHORTEST_REASON:
        return "Isi nama rencana, siapa yang menetapkan, dan alasannya."
    for kec, target in zip(region.kecamatan, targets, strict=True):
        size = len(region.desa_of(kec.kode_kecamatan))
        if not 0 <= target <= size:
            return f"Sasaran Kecamatan {kec.kecamatan} harus antara 0 dan {format_count(size)} desa."
    return "" if sum(targets) else "Sasaran seluruhnya nol. Isi sedikitnya satu kecamatan."


def _save(view: View, name: str, day: date, since: date, targets: list[int], by: str, reason: str) -> None:
    rows = [
        TargetRow(kec.kode_kecamatan, day, target) for kec, target in zip(view.region.kecamatan, targets, strict=True)
    ]
    # What is shown may be of a day on which another plan held.
    later = f" Keadaan per {format_date(view.day)} tetap dinilai dengan rencana yang berlaku saat itu."
    write(
        f"Rencana baru tersimpan; berlaku sejak {format_date(since)}." + (later if since > view.day else ""),
        lambda store, version: store.add_plan(
            nama=name.strip(),
            ditetapkan=cache.now().date(),
            berlaku_sejak=since,
            oleh=by.strip(),
            by=writer_name(),
            alasan=reason.strip(),
            targets=rows,
            at=cache.now(),
            expected_version=version,
        ),
        empties=["rencana_nama", "rencana_tenggat", "rencana_sejak", "rencana_alasan"],
        right=Right.SETTINGS,
    )


def offer_real_start(view: View) -> None:
    """Withdraw all samples by hand. The first real upload does the same by itself."""
    if not view.samples:
        return
    show_section(
        "Mulai sungguhan",
        "Data contoh ditarik dengan sendirinya ketika rekap sungguhan pertama disimpan; di sini dapat lebih awal. "
        f"Yang ditarik: unggahan {join_words([str(n) for n in view.samples])}",
    )
    with st.form("mulai_sungguhan"):
        name = ask_writer(None, "mulai_nama")
        if not st.form_submit_button("Tarik data contoh"):
            return
    if not name.strip():
        show_message("error", "Tulis nama Anda; keputusan ini dicatat.")
        return
    # Samples are withdrawn whatever else has happened meanwhile: no version is asked for.
    write(
        "Data contoh ditarik. Unggah rekap pertama.",
        lambda store, _version: store.withdraw(
            *view.samples, by=name.strip(), at=cache.now(), reason="Mulai sungguhan"
        ),
        right=Right.WITHDRAW_OTHERS,
    )
