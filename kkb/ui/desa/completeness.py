"""Who has reported: per kecamatan how many desa have a report by the day, and how old the newest and the oldest are."""

from __future__ import annotations

from datetime import date

from kkb.formatting import MISSING, format_ago, format_count, format_date, format_date_short
from kkb.state import last_reports
from kkb.ui.frame.view import View
from kkb.ui.parts.components import show_note, show_section
from kkb.ui.parts.table import show_table


def show_completeness(view: View) -> None:
    """One row per kecamatan chosen, those with most desa unreported first, then those with the oldest report."""
    last = last_reports(view.histories, view.day)
    rows = []
    for _, part in view.desa.groupby("kode_kecamatan", sort=False):
        days = [last[kode] for kode in part["kode_desa"] if kode in last]
        rows.append((str(part["kecamatan"].iloc[0]), len(part), days))
    rows.sort(key=lambda row: (len(row[2]) - row[1], min(row[2], default=date.min)))
    everyone = [day for *_, days in rows for day in days]
    title = _title(everyone, sum(size for _, size, _ in rows), view)
    if len(everyone) == sum(size for _, size, _ in rows) and len(set(everyone)) == 1:
        # Every row would say the same.
        show_section(title, f"Tidak ada desa yang tertinggal; {format_ago(everyone[0], view.today)}")
        return
    subtitle = (
        "Kelengkapan per kecamatan: desa yang pernah dilaporkan, laporannya yang terbaru dan yang terlama, "
        f"sampai {format_date(view.day)}; umur per hari ini, {format_date(view.today)}"
    )
    show_section(title, subtitle)
    show_table(
        ["Kecamatan", "Desa", "Terbaru", "Terlama"],
        [
            [
                name,
                # Kept on one line on a phone.
                f"{format_count(len(days))} dari {format_count(size)}".replace(" ", "\N{NO-BREAK SPACE}"),
                format_date_short(max(days)) if days else MISSING,
                _oldest_words(days, view.today),
            ]
            for name, size, days in rows
        ],
        numbers={1},
    )
    known_later = [kode for kode in view.desa.loc[view.desa["terbentuk"], "kode_desa"] if kode not in last]
    if known_later:
        show_note(f"Pokja {format_count(len(known_later))} desa pada hari itu diketahui dari laporan sesudahnya.")


def _title(days: list[date], size: int, view: View) -> str:
    """The finding: who is missing; else who is not in the newest report; else that all is well."""
    if len(days) < size:
        return f"Belum ada laporan dari {format_count(size - len(days))} desa"
    if not days:
        return "Belum ada laporan"
    is_newest = view.newest_day is None or view.day >= view.newest_day
    report = "laporan terbaru" if is_newest else f"laporan terbaru sampai {format_date(view.day)}"
    behind = sum(day < max(days) for day in days)
    who = f"{format_count(behind)} desa tidak ada" if behind else "Semua desa ada"
    return f"{who} di {report}, per {format_date(max(days))}"


def _oldest_words(days: list[date], today: date) -> str:
    """The oldest of the last reports with its age, and of how many desa where others have a newer one."""
    if not days:
        return MISSING
    oldest = min(days)
    count = days.count(oldest)
    whose = f", {format_count(count)} desa" if count < len(days) else ""
    return f"{format_date_short(oldest)}{whose}, {format_ago(oldest, today)}"
