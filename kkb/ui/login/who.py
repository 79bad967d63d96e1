"""What a page says of who is logged in: a name with the way to the own account, or the way to log in."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from kkb.access import Access
from kkb.formatting import escaped
from kkb.region import RegionError
from kkb.store import StoreError
from kkb.theme import QUIET_SIZE
from kkb.ui.login import identity
from kkb.ui.login.routes import ACCOUNT_PATH, LOGIN_PATH, LOGOUT_PATH, NEXT_PARAM
from kkb.ui.parts.addresses import link_html
from kkb.ui.parts.components import show_title

# A link would not do: what changes something is posted.
_OUT = (
    f'<form method="post" action="{LOGOUT_PATH[1:]}" style="display:inline"><button style="all:unset;cursor:pointer;'
    'text-decoration:underline;outline:revert;color:light-dark(#0072B2,#4BA3E3)">Keluar</button></form>'
)


def login_address(page: str) -> str:
    """The address of the login that leads back to the page `page`, as it stands in the address bar now."""
    query = urlencode([(name, value) for name in st.query_params for value in st.query_params.get_all(name)])
    place = f"{page}?{query}" if query else page
    return f"{LOGIN_PATH[1:]}?{urlencode({NEXT_PARAM: place})}"


def login_link(page: str) -> str:
    """ · Masuk, as HTML, where somebody who is not logged in could be; else ""."""
    try:
        is_possible = identity.has_accounts() and identity.identify(st.context.cookies) is None
    except (StoreError, RegionError):
        return ""
    return f" · {_link('Masuk', login_address(page))}" if is_possible else ""


def show_who(page: str) -> None:
    """Who is logged in, with the role and the ways to the own account and out; nothing while there are no accounts."""
    try:
        if not identity.has_accounts():
            return
        found = identity.identify(st.context.cookies)
    except (StoreError, RegionError):
        return
    if found is not None:
        account = found.account
        words = f"{escaped(account.nama)}, {account.peran.value}<br>{_link('Akun saya', ACCOUNT_PATH[1:])} · {_OUT}"
    else:
        words = _link("Masuk", login_address(page))
    st.html(f'<div style="margin:0;font-size:{QUIET_SIZE};line-height:1.6">{words}</div>')


def show_login_needed(access: Access, page: str) -> None:
    """The whole page for who must log in before anything is shown."""
    show_title("Masuk dahulu")
    st.text(access.reason)
    st.html(f"<p>{_link('Ke halaman masuk', login_address(page))}</p>")


def _link(words: str, address: str) -> str:
    return link_html(words, address, style="color:light-dark(#0072B2,#4BA3E3)")
