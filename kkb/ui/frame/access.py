"""Who may do what, asked of the request behind this page. Asked again inside every action that writes.

While there is no account the start key decides (`kkb.access.decide_access`), from the first account on who is logged in
(`kkb.access.decide_access_of`). A page asks `access_for` to draw what may be pressed, and writes by `writing_store`,
whose store asks again in each transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import streamlit as st

from kkb.access import NO_ACCOUNTS, READ_MODE, Access, Account, Right, area_of, decide_access, decide_access_of
from kkb.region import RegionError
from kkb.store import Store, StoreError, StoreRefusal
from kkb.store.audit import REFUSED
from kkb.store.right import Writer
from kkb.store.trail import NOBODY, Actor
from kkb.ui.frame import cache
from kkb.ui.frame.view import seen_version
from kkb.ui.login import identity
from kkb.ui.login.who import login_address
from kkb.ui.parts.addresses import link_html
from kkb.ui.parts.components import show_message, show_note
from kkb.ui.server.start_key import holds_key, listening

_HAD = "hak_tadi"
"""What this session has been allowed on the page that it shows."""


def current_account() -> Account | None:
    """The account that is logged in behind this page; None for nobody. At most 1.5 s late. Raises StoreError."""
    found = identity.identify(st.context.cookies)
    return found.account if found is not None else None


def who_writes() -> str:
    """The full name under which what is saved here is noted; "" while there are no accounts: then it is typed."""
    account = current_account()
    return account.nama if account is not None else ""


def request_actor() -> Actor:
    """Who is behind this page, and from where, for the audit trail."""
    # The door has found out where the page's connection came from (`kkb.ui.login.door`). None is this machine.
    alamat = st.context.ip_address or "127.0.0.1"
    try:
        account = current_account()
    except StoreError:
        account = None
    return Actor(account.nomor, account.nama, alamat) if account is not None else Actor(None, NOBODY, alamat)


def note_act(tindakan: str, perihal: str) -> None:
    """Enter in the audit trail what somebody did on this page that is no write. Raises StoreError."""
    cache.store_to_write().note(request_actor(), tindakan, perihal)


def access_for(right: Right, kecamatan: Collection[str] = ()) -> Access:
    """Whether the request behind this page has a right for all of some kecamatan (codes; none: for none in particular).

    Right.READ is there for everybody unless the settings ask for a login (KKB_BACA).
    """
    if right is Right.READ and not cache.settings().login_to_read:
        return Access(True)
    try:
        return _ask(right, kecamatan)
    except (StoreError, RegionError) as error:
        # Where the store cannot be asked it takes no write either; when it can, it asks by itself.
        words = error.message if isinstance(error, StoreError) else str(error)
        return Access(False, words) if right is Right.READ else _ask_start_key()


def access_of_request(cookies: Mapping[str, str], right: Right, kecamatan: Collection[str] = ()) -> Access:
    """Whether a request with these cookies has a right, for routes beside the pages. Raises StoreError."""
    return _ask(right, kecamatan, cookies)


def _ask(right: Right, kecamatan: Collection[str], cookies: Mapping[str, str] | None = None) -> Access:
    settings = cache.settings()
    if identity.has_accounts():
        found = identity.identify(st.context.cookies if cookies is None else cookies)
        is_possible = settings.may_write or right is Right.READ
        account = found.account if found is not None else None
        return decide_access_of(account, right, kecamatan) if is_possible else Access(False, READ_MODE)
    return Access(False, NO_ACCOUNTS) if settings.is_server or right is Right.READ else _ask_start_key(cookies)


def _ask_start_key(cookies: Mapping[str, str] | None = None) -> Access:
    settings = cache.settings()
    return decide_access(
        is_local=settings.is_local,
        listeners=[address for address, _ in listening()],
        has_key=holds_key(cookies),
    )


def request_access() -> Access:
    """Whether the request behind this page may save, somewhere at least."""
    return access_for(Right.SAVE)


def writing_store(right: Right = Right.SAVE, *, kecamatan: Collection[str] = ()) -> Store:
    """The store, to write with; asked for at each write, since the page may have been drawn under other circumstances.

    The right is asked here, and by the store again in each transaction, of what stands in the database then; a save of
    rows holds each desa that it touches against the area of a petugas. `kecamatan` are codes of those that the caller
    knows to be touched. What is written goes into the SQLite file that the reader was looking at, or nowhere. Raises
    StoreRefusal where this browser may not, and StoreError.
    """
    identity.forget()
    access = _ask(right, kecamatan)
    if not access.may_write:
        note_act(REFUSED, right.name)
        raise StoreRefusal(f"{access.reason} Belum ada yang disimpan.")
    found = identity.identify(st.context.cookies)
    kecamatan_of = {desa.kode_desa: desa.kode_kecamatan for desa in cache.region().desa}
    writer = Writer(found.session if found is not None else None, right, kecamatan_of, request_actor().alamat)
    return cache.store_to_write().for_version(seen_version()).for_writer(writer)


def own_area() -> frozenset[str] | None:
    """Codes of the kecamatan that who is logged in may write about; None for all, and where nobody is."""
    try:
        account = current_account()
    except StoreError:
        return None
    return area_of(account) if account is not None else None


def is_own_area(kecamatan: Collection[str]) -> bool:
    """Whether all of these (codes) are of `own_area`."""
    area = own_area()
    return area is None or set(kecamatan) <= area


def access_to_draw(right: Right, page: str, kecamatan: Collection[str] = ()) -> Access:
    """`access_for`, to draw the forms of a page. Where a login ends while the page stands open, they stay.

    What was typed in them would be lost otherwise. A press is refused by the store all the same, and whatever shows or
    hands out more than a reader sees asks `access_for`.
    """
    access = access_for(right, kecamatan)
    asked = (right, frozenset(kecamatan))
    on, had = st.session_state.get(_HAD, ("", frozenset()))
    if access.may_write:
        st.session_state[_HAD] = (page, (had if on == page else frozenset()) | {asked})
    elif on == page and asked in had and needs_login():
        return Access(True)
    return access


def accounts_decide() -> bool:
    """Whether there are accounts; False also where nobody can be asked."""
    try:
        return identity.has_accounts()
    except StoreError:
        return False


def needs_login() -> bool:
    """Whether accounts decide and nobody is logged in behind this page."""
    try:
        return identity.has_accounts() and current_account() is None
    except StoreError:
        return False


def show_read_only(access: Access, what: str, page: str = "") -> None:
    """Say why this page only reads; `page`, its name, where a login leads back to it."""
    show_message("info", f"{access.reason} {what}")
    offer_login(page)


def show_why_not(access: Access, without_accounts: str, page: str) -> None:
    """The same quietly, at the place of a form that is not drawn. While there are no accounts it says its own words."""
    show_note(access.reason if accounts_decide() else without_accounts)
    offer_login(page)


def offer_login(page: str) -> None:
    """The way to log in and back to a page; nothing for who is logged in, and while there are no accounts."""
    if page and needs_login():
        st.html(link_html("Masuk untuk menyimpan", login_address(page)))
