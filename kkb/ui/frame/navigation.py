"""The pages: one list for the menu, links and tests; icon and logo. Files of pages/ are registered by absolute path, so
that every visit, a cold deep link too, runs the common frame first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from kkb.config import PROJECT_DIR

ICON = "/app/static/favicon.png"
"""The address of a file in kkb/ui/static: a path would be opened and looked at in every run."""

LOGO = (Path(__file__).parents[1] / "static" / "logo.svg").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page: its file is pages/<name>.py and its address /<name> (the first page: /).

    `follows`: the open page draws new data by itself. Where somebody is deciding, it does not. `icon`: the font holds
    only those that are used; for a new one `python -m fonts.make_symbols` makes it anew.
    """

    name: str
    title: str
    icon: str
    section: str
    follows: bool = True


PAGES = (
    PageSpec("ringkasan", "Ringkasan", ":material/speed:", ""),
    PageSpec("tren", "Tren", ":material/trending_up:", ""),
    PageSpec("kecamatan", "Kecamatan", ":material/bar_chart:", ""),
    PageSpec("desa", "Desa", ":material/home_work:", ""),
    PageSpec("peta", "Peta", ":material/map:", ""),
    PageSpec("komitmen", "Komitmen", ":material/handshake:", ""),
    PageSpec("kegiatan", "Kegiatan", ":material/event:", ""),
    PageSpec("banding", "Banding", ":material/compare_arrows:", ""),
    PageSpec("rapat", "Rapat", ":material/co_present:", "", follows=False),
    PageSpec("unggah", "Unggah", ":material/upload_file:", "Data", follows=False),
    PageSpec("riwayat", "Riwayat", ":material/history:", "Data", follows=False),
    PageSpec("pengaturan", "Pengaturan", ":material/tune:", "Data", follows=False),
    PageSpec("bantuan", "Bantuan", ":material/help:", "Data"),
)
"""In the order of the menu; the first is the start page."""


def make_page(spec: PageSpec) -> st.Page:
    """The page for Streamlit, of this run."""
    return st.Page(
        PROJECT_DIR / "pages" / f"{spec.name}.py",
        title=spec.title,
        icon=spec.icon,
        url_path=spec.name,
        default=spec is PAGES[0],
    )


def choose_page() -> tuple[PageSpec, st.Page]:
    """Draw the menu and return the page of this address."""
    sections: dict[str, list[st.Page]] = {}
    for spec in PAGES:
        sections.setdefault(spec.section, []).append(make_page(spec))
    page = st.navigation(sections, expanded=True)
    spec = next((s for s in PAGES if s.title == page.title), PAGES[0])
    return spec, page


DESA_PARAM = "desa"
"""Names the desa whose profile an address opens (/desa?desa=19.06.04.2002)."""

PROGRAM_PARAM = "program"
"""Names the programme of activities that an address opens (/kegiatan?program=bina keluarga remaja)."""

PROMISE_PARAM = "janji"
"""Names the desa whose promises an address lists (/komitmen?janji=belum)."""

UPLOAD_PARAM, SAVE_PARAM = "unggahan", "simpanan"
"""Name what an address opens: an upload (/riwayat?unggahan=2), or the files of one save by the number of the first."""

REPORT_PARAM = "laporan"
"""Names the report of an error that a correction is made for (/desa?desa=…&laporan=3)."""

STEPS_ANCHOR = "tindak-lanjut"
"""The place of the next steps on Rapat (/rapat#tindak-lanjut), and the key of their slide (/layar?slide=tindak-lanjut).
"""

SINCE_KEY = "dari"
"""The earlier day of Banding."""

UNTIL_PARAM = "sampai"
"""The later day of Banding where a mark asks for one; else the day of the filter."""

STATUS_KEY = "status"
"""Rungs of the list of desa, in words (/desa?status=Merintis&status=Sosialisasi)."""

SEARCH_KEY = "cari"
"""What is searched for in the list of desa."""

LIST_KECAMATAN_PARAM, LIST_DAY_PARAM = "di", "pada"
"""Of the list of desa alone: the kecamatan and the day that a number counts (/desa?di=Manggar&pada=31 Desember 2018).
The filter of all pages stays as it is."""


def page_named(name: str) -> st.Page:
    """The page of that name."""
    return make_page(next(spec for spec in PAGES if spec.name == name))


def link_to(name: str, label: str) -> None:
    """A link to a page, with its icon; the filters of the address come along."""
    st.page_link(page_named(name), label=label)
