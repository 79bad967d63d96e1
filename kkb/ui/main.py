"""The common frame of every page: menu, filters, banner, the page itself, and the eye on new data."""

from __future__ import annotations

import logging

import streamlit as st

from kkb.access import Access, Right
from kkb.narrative import SAMPLE_MARK
from kkb.region import RegionError
from kkb.store import StoreError
from kkb.theme import QUIET_SIZE
from kkb.ui.frame import cache, live
from kkb.ui.frame.access import access_for, request_access
from kkb.ui.frame.faults import note_fault
from kkb.ui.frame.filter_bar import show_filter_bar
from kkb.ui.frame.filters import DAY_KEY, KECAMATAN_KEY, choose_filters
from kkb.ui.frame.moving import moving_script
from kkb.ui.frame.navigation import (
    DESA_PARAM,
    ICON,
    LOGO,
    PROGRAM_PARAM,
    PROMISE_PARAM,
    SAVE_PARAM,
    UPLOAD_PARAM,
    PageSpec,
    choose_page,
)
from kkb.ui.frame.printing import PRINT_SCRIPT, PRINT_STYLE
from kkb.ui.frame.spoken_names import TRANSLATE_NAMES
from kkb.ui.frame.view import View, build_view, has_seen, note_seen, publish, seen_version, theme_name
from kkb.ui.frame.warm import warm_up
from kkb.ui.frame.writing import forget_said
from kkb.ui.login.who import login_link, show_login_needed, show_who
from kkb.ui.parts.components import begin_page, is_titled, show_message, show_section, show_title
from kkb.ui.parts.evidence import ROW_KEY
from kkb.ui.unggah import desk

log = logging.getLogger("kkb.ui")

_SAMPLE_BANNER = (
    '<div role="note" style="margin-top:1rem;border-left:6px solid #E69F00;background:rgba(230,159,0,0.14);'
    f'padding:0.1rem 0.7rem;font-size:{QUIET_SIZE};width:fit-content"><b>{SAMPLE_MARK}</b> · bukan laporan resmi</div>'
)

# Our typeface draws "->" as an arrow and the x of "3x4" as a multiplication sign; a cell is shown as it was written.
# Streamlit has no words for its upload button; what stands beside it says again, in English, what our label says.
_UPLOADER = (
    "[data-testid=stFileUploaderDropzoneInstructions]{display:none}"
    "[data-testid=stFileUploaderDropzone] button p{font-size:0}"
    "[data-testid=stFileUploaderDropzone] button p::after{content:'Pilih berkas';font-size:0.875rem}"
)
# What it says inside a field about the Enter key is English as well.
_HINTS = "[data-testid=InputInstructions]{display:none}"
# The ring of a choice that is not made is all but invisible as Streamlit draws it.
_RINGS = "[data-testid=stRadioOption]:not([data-selected])>div>div:first-child{border-color:#87929D}"
# Streamlit sets white letters on the main colour, in the dark too, where it must be light enough to write with.
_ON_MAIN_COLOUR = (
    ":is([data-testid^=stBaseButton-primary],[data-testid=stBaseLinkButton-primary],[data-tag])"
    ":not(:disabled):not([data-testid=stSidebar] *){color:light-dark(#FFFFFF,#0B0F14)}"
)
# Where nothing can hover, the tools of a table are always there, above it: without this room over what stands there.
_TOOLS = "@media (hover:none){[data-testid=stElementContainer]:has([data-testid=stElementToolbar]){margin-top:2rem}}"
# Between a phone and a laptop, as at 200 %, two columns leave no room for what stands in them.
_COLUMNS = (
    "@media screen and (max-width:800px)"
    "{[data-testid=stHorizontalBlock]:has(>[data-testid=stColumn]){flex-wrap:wrap}"
    "[data-testid=stHorizontalBlock]>[data-testid=stColumn]{min-width:100%}}"
)
# A kecamatan chosen is cut after five letters in the narrow sidebar; there it takes the width, and two lines.
_CHIPS = (
    "[data-testid=stSidebar] [data-tag]{max-width:100%;height:auto;padding:0.1rem 0.25rem;font-size:0.8125rem}"
    "[data-testid=stSidebar] [data-tag]>span{white-space:normal;overflow-wrap:anywhere;line-height:1.3}"
)
# Streamlit draws no focus that can be seen in its menu.
_MENU = (
    "[data-testid=stSidebarNavLink]:focus-visible"
    "{outline:3px solid light-dark(#0072B2,#4BA3E3);outline-offset:-3px}"
)
# The heading of a page that a link led to has the focus, and is no button.
_HEADING = "h1[tabindex]:focus{outline:none}"
# What is new stays in sight while the page is scrolled, below the bar at the top.
_NEWS = "kabar"
_PLACE = "[data-testid=stLayoutWrapper]:has(>.st-key-"
_STICKY = (
    f"{_PLACE}{_NEWS}){{position:sticky;top:3.75rem;z-index:90;background:light-dark(#FFFFFF,#11161C)}}"
    f"{_PLACE}{_NEWS}:empty){{display:none}}"
)
# Streamlit's words where the program does not answer. A dialog of ours has test ids inside.
_LOST = "[data-testid=stDialog] section:not(:has([data-testid]))"
_CONNECTION = (
    f"{_LOST} :is(h2,div){{font-size:0}}{_LOST}>:is(h2,div)::after{{font-size:1rem}}"
    f"{_LOST}>h2::after{{content:'Program tidak menjawab'}}{_LOST}>div::after{{content:'Belum ada yang disimpan sejak "
    "itu. Periksa apakah program masih berjalan dan jaringan tersambung, lalu muat ulang halaman ini.'}"
)
# And where a file could not be made.
_FAILED = (
    "[data-testid=stDownloadButtonError]{font-size:0}[data-testid=stDownloadButtonError]::after{font-size:0.875rem;"
    "content:'Berkas belum dapat dibuat. Coba lagi; bila tetap gagal, beri tahu pengelola program.'}"
)
# Words of a button that only a screen reader needs (`components.spoken`).
_SPOKEN = (
    "[data-testid=stButton] button em"
    "{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}"
)
# A phone folds the menu away, with the reason in it.
_READER = (
    f'<p role="note" class="kkb-baca" style="margin:1rem 0 0;font-size:{QUIET_SIZE};font-weight:650">Mode baca'
)
_ON_A_PHONE = "@media (min-width:769px){.kkb-baca{display:none}}"
_STYLE = (
    f"{_UPLOADER}{_HINTS}{_RINGS}{_ON_MAIN_COLOUR}{_TOOLS}{_COLUMNS}{_CHIPS}{_MENU}{_HEADING}{_STICKY}{_CONNECTION}"
    f"{_FAILED}{_SPOKEN}{_ON_A_PHONE}{PRINT_STYLE}"
)
_FRAME = (
    f"<style>body{{font-variant-ligatures:no-contextual}}{_STYLE}</style>"
    f"<script>document.documentElement.lang = 'id'; {TRANSLATE_NAMES}</script>"
    + PRINT_SCRIPT
    + moving_script(
        (KECAMATAN_KEY, DAY_KEY), (DESA_PARAM, PROGRAM_PARAM, PROMISE_PARAM, UPLOAD_PARAM, SAVE_PARAM, ROW_KEY)
    )
)


def draw() -> None:
    """One run of the app."""
    # The icon before the menu: without one the browser would fetch that of the page from Google.
    st.set_page_config(page_icon=ICON, layout="wide", initial_sidebar_state=220)
    spec, page = choose_page()
    st.set_page_config(page_title=f"{spec.title} · Pokja Kampung KB")
    st.logo(LOGO, size="large")
    begin_page()
    forget_said()
    access = request_access()
    reading = access_for(Right.READ)
    if not reading.may_write:
        _show_frame(is_sample=False, reader="")
        show_login_needed(reading, spec.name)
        return
    is_sample = False
    try:
        view = _make_view(spec, access)
        is_sample = bool(view.samples)
    except (StoreError, RegionError) as error:
        _show_unavailable(error)
        return
    except Exception:  # noqa: BLE001 - as below: a value that is stored may be damaged
        _show_fault(spec)
        return
    finally:
        _show_frame(is_sample=is_sample, reader="" if access.may_write else _READER + login_link(spec.name))
    publish(view)
    show_filter_bar(view.filters)
    # Above the page, where it is seen; looked for after it, lest a press be lost.
    news = st.container(key=_NEWS)
    if spec.follows:
        live.tell_news(view)
    try:
        page.run()
    except StoreError as error:
        _show_unavailable(error)
    except Exception:  # noqa: BLE001 - the edge: a fault of ours becomes a number in the log and one calm sentence
        _show_fault(spec)
    note_seen(view.version)
    warm_up(view.version, view.today, theme_name(), view.shows_few)
    with news:
        _look_for_news(spec, view.version)


def _show_frame(*, is_sample: bool, reader: str) -> None:
    """The style and language of all pages, the marks of sample data and of a reader: in one element, for each costs
    every run time.

    So it comes when the data are known; only the first reader of a new process waits for that.
    """
    marks = (_SAMPLE_BANNER if is_sample else "") + (f"{reader}</p>" if reader else "")
    st.html(_FRAME + marks, unsafe_allow_javascript=True)


def _make_view(spec: PageSpec, access: Access) -> View:
    version = _version(spec)
    snapshot = cache.snapshot(version)
    today = cache.now().date()
    data_days = sorted({upload.tanggal_data for upload in snapshot.uploads if upload.aktif})
    with st.sidebar:
        show_who(spec.name)
        filters = choose_filters(cache.region(), data_days, today)
        if not access.may_write:
            st.caption(f"Mode baca. {access.reason}")
    return build_view(version, filters, today, access.may_write)


def _version(spec: PageSpec) -> int:
    """The newest data version. Where somebody is deciding, the page keeps the one it shows, with what was typed, if
    there is none to be had. Raises StoreError."""
    try:
        return cache.watcher().current()
    except StoreError:
        if spec.follows or not has_seen():
            raise
        return seen_version()


def _look_for_news(spec: PageSpec, version: int) -> None:
    if spec.follows:
        live.follow(version)
    elif spec.name != "unggah" or desk.CHECKED_KEY not in st.session_state:
        # Beside a check it is said that this may be repeated (`live.offer_recheck`).
        live.mention(version)


def _show_unavailable(error: StoreError | RegionError) -> None:
    log.debug("store or region unavailable", exc_info=error)
    (show_section if is_titled() else show_title)("Data belum dapat dibuka")
    st.text(error.message if isinstance(error, StoreError) else str(error))
    st.button("Coba lagi", key="retry")
    live.await_data()


def _show_fault(spec: PageSpec) -> None:
    """Where the page broke off: what stands above it stays."""
    number = note_fault(log, "page failed")
    what = "Sisa halaman ini" if is_titled() else "Halaman ini"
    if not is_titled():
        show_title(f"{spec.title} belum dapat ditampilkan")
    show_message("error", f"{what} tidak dapat ditampilkan. Sampaikan nomor {number} kepada pengelola program.")


draw()
