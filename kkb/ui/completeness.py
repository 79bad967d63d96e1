"""Who has reported: per kecamatan how many desa have a report, and how old the newest is."""

from __future__ import annotations

import pandas as pd

from kkb.formatting import MISSING, format_count, format_date
from kkb.ui.components import show_section, show_table
from kkb.ui.view import View


def show_completeness(view: View) -> None:
    """One row per kecamatan chosen, those with most desa unreported first."""
    rows = []
    for _, part in view.desa.groupby("kode_kecamatan", sort=False):
        reported = int(part["tahap"].notna().sum())
        newest = part["dilaporkan_per"].max()
        day = None if pd.isna(newest) else newest.date()
        rows.append((len(part) - reported, str(part["kecamatan"].iloc[0]), reported, len(part), day))
    rows.sort(key=lambda row: -row[0])
    missing = sum(row[0] for row in rows)
    title = (
        f"Belum ada laporan dari {format_count(missing)} desa"
        if missing
        else "Semua desa sudah dilaporkan setidaknya sekali"
    )
    show_section(title, f"Kelengkapan laporan per kecamatan, keadaan per {format_date(view.day)}")
    show_table(
        ["Kecamatan", "Dilaporkan", "Belum dilaporkan", "Laporan terakhir", "Umur (hari)"],
        [
            [
                name,
                f"{format_count(reported)} dari {format_count(size)}",
                format_count(unreported),
                format_date(day),
                format_count((view.today - day).days) if day else MISSING,
            ]
            for unreported, name, reported, size, day in rows
        ],
        numbers={1, 2, 4},
    )
