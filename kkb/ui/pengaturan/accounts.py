"""Accounts: who may log in with which role, for a pengelola. The first is made on the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from kkb import passwords
from kkb.access import Account, Peran, Right
from kkb.config import TIMEZONE
from kkb.formatting import format_timestamp, join_words
from kkb.region import Region
from kkb.store import Store
from kkb.store.office import LONGEST_ADDRESS
from kkb.ui.frame import cache
from kkb.ui.frame.access import current_account
from kkb.ui.frame.view import View
from kkb.ui.frame.writing import show_flashes, write
from kkb.ui.login import identity, office
from kkb.ui.login.routes import ACCOUNT_PATH, TEMPORARY_DAYS
from kkb.ui.parts.addresses import link_html
from kkb.ui.parts.components import show_message, show_note, show_section
from kkb.ui.parts.copy_button import show_copy_button
from kkb.ui.parts.table import TextCell, show_table
from kkb.ui.parts.writer import writer_name

_PLACE = "akun"
_HANDED = "akun_sandi_sementara"
"""The temporary password that was just made, with its account name, until it was handed on."""

_ROLE_WORDS = {
    Peran.PEMBACA: "Pembaca: melihat semua halaman",
    Peran.PETUGAS: "Petugas: juga mengunggah, mengoreksi, mencatat rapat dan tindak lanjut",
    Peran.PENGELOLA: "Pengelola: juga target, akun, cadangan, dan unggahan orang lain",
}
_AREA = "Kecamatan seorang petugas (kosong: semua)"


def show_accounts(view: View) -> None:
    """All accounts, a form for one more, and what may be done about each."""
    show_section("Akun", "Siapa yang dapat masuk, dan apa yang boleh dilakukannya")
    show_flashes(_PLACE)
    _show_handed()
    store = cache.store()
    accounts, changes, addresses = store.accounts(), store.account_changes(), store.office_addresses()
    rows = [
        [
            TextCell(one.nama, " · ".join([one.nama_akun, *filter(None, [addresses.get(one.nomor)])])),
            one.peran.value,
            _area_words(one, view.region),
            _state_words(one),
            TextCell(format_timestamp(changes[one.nomor].at.astimezone(TIMEZONE)), f"oleh {changes[one.nomor].by}"),
        ]
        for one in accounts
    ]
    show_table(["Nama", "Peran", "Kecamatan", "Keadaan", "Terakhir diubah"], rows)
    _offer_new(view.region)
    _offer_change(accounts, addresses, view.region)


def _area_words(account: Account, region: Region) -> str:
    if account.kecamatan is None:
        return "semua"
    return join_words([kec.kecamatan for kec in region.kecamatan if kec.kode_kecamatan in account.kecamatan])


def _state_words(account: Account) -> str:
    if not account.is_open:
        return "ditutup"
    return "sandi sementara" if account.must_change else "dapat masuk"


def _show_handed() -> None:
    """The password to hand on: it is kept nowhere else."""
    handed: tuple[str, str] | None = st.session_state.get(_HANDED)
    if handed is None:
        return
    name, password = handed
    show_message(
        "success",
        f"{password}. Hanya tampil sekarang; berlaku {TEMPORARY_DAYS} hari, dan diganti pemiliknya saat pertama masuk.",
        lead=f"Sandi sementara akun {name}:",
    )
    with st.container(horizontal=True, gap="medium"):
        show_copy_button(
            "Salin sandi", password, link_label="", address="", key="akun_salin", done="Tersalin. Serahkan langsung."
        )
        st.button("Sudah saya serahkan", on_click=lambda: st.session_state.pop(_HANDED, None))


def _offer_new(region: Region) -> None:
    with st.expander("Tambah akun"), st.form("akun_baru", border=False):
        left, right = st.columns(2)
        nama = left.text_input("Nama lengkap", key="akun_nama", max_chars=120, placeholder="nama dan gelar")
        nama_akun = right.text_input(
            "Nama akun", key="akun_nama_akun", max_chars=40, placeholder="misalnya petugas.manggar", autocomplete="off"
        )
        peran, area = _ask_role("akun_baru", None, region)
        surel = _ask_address("akun_surel")
        if not st.form_submit_button("Buat akun", type="primary"):
            return
    password = passwords.make_temporary()

    def add(store: Store, _version: int) -> None:
        made = store.add_account(
            nama_akun=nama_akun,
            nama=nama,
            peran=peran,
            sandi_hash=passwords.hash_password(password),
            by=writer_name(),
            at=cache.now(),
            kecamatan=area or None,
            surel=surel or "",
        )
        st.session_state[_HANDED] = (made.nama_akun, password)

    empties = ["akun_nama", "akun_nama_akun", "akun_surel"]
    write("Akun dibuat.", add, empties=empties, place=_PLACE, right=Right.ACCOUNTS)


def _ask_role(key: str, account: Account | None, region: Region) -> tuple[Peran, list[str]]:
    """Role, and codes of the kecamatan of a petugas (none: all)."""
    roles = list(Peran)
    held = roles.index(account.peran if account is not None else Peran.PETUGAS)
    peran = st.selectbox("Peran", roles, index=held, key=f"{key}_peran", format_func=_ROLE_WORDS.__getitem__)
    names = {kec.kode_kecamatan: kec.kecamatan for kec in region.kecamatan}
    area = st.multiselect(
        _AREA,
        list(names),
        default=sorted(names.keys() & (account.kecamatan or ())) if account is not None else [],
        key=f"{key}_kecamatan",
        format_func=names.__getitem__,
        placeholder="Semua kecamatan",
    )
    return peran, area if peran is Peran.PETUGAS else []


def _ask_address(key: str, value: str = "") -> str | None:
    """The address of the office account; None where no identity provider is named, so that what is stored stays."""
    if office.provider() is None:
        return None
    return st.text_input(
        "Alamat akun kantor (surel, bila ada)", value=value, key=key, max_chars=LONGEST_ADDRESS, autocomplete="off",
        placeholder="nama@kantor.go.id",
    )  # fmt: skip


def _offer_change(accounts: Sequence[Account], addresses: Mapping[int, str], region: Region) -> None:
    with st.expander("Ubah akun", expanded="akun_pilihan" in st.session_state and bool(st.session_state.akun_pilihan)):
        named = {one.nomor: one for one in accounts}
        nomor = st.selectbox(
            "Akun",
            list(named),
            index=None,
            key="akun_pilihan",
            format_func=lambda chosen: _choice_words(named, chosen),
            placeholder="Pilih akunnya",
        )
        if nomor not in named:
            return
        _offer_facts(named[nomor], addresses.get(nomor, ""), region)
        me = current_account()
        if me is not None and me.nomor == nomor:
            show_note("Ini akun Anda sendiri. Sandi, dan keluar dari semua peramban, ada di halaman Akun saya.")
            st.html(link_html("Akun saya", ACCOUNT_PATH[1:]))
            return
        _offer_presses(named[nomor])


def _choice_words(named: Mapping[int, Account], nomor: int) -> str:
    return f"{named[nomor].nama} ({named[nomor].nama_akun})" if nomor in named else ""


def _offer_facts(account: Account, address: str, region: Region) -> None:
    # Of another revision the fields start anew.
    key = f"akun_{account.nomor}_{account.versi_sesi}"
    with st.form(key, border=False):
        nama = st.text_input("Nama lengkap", value=account.nama, key=f"{key}_nama", max_chars=120)
        peran, area = _ask_role(key, account, region)
        surel = _ask_address(f"{key}_surel", address)
        if not st.form_submit_button("Simpan perubahan akun", type="primary"):
            return

    def change(store: Store, _version: int) -> None:
        store.change_account(
            account.nomor,
            by=writer_name(),
            at=cache.now(),
            nama=nama,
            peran=peran,
            kecamatan=area or None,
            everywhere=not area,
            surel=surel,
        )
        identity.forget()

    write(f"Akun {account.nama_akun} diubah.", change, place=_PLACE, right=Right.ACCOUNTS)


def _offer_presses(account: Account) -> None:
    with st.container(horizontal=True, gap="small"):
        wants_password = st.button("Beri sandi sementara", key="akun_sandi")
        wants_out = account.is_open and st.button("Keluarkan dari semua peramban", key="akun_keluarkan")
        wants_turn = st.button("Tutup akun" if account.is_open else "Buka akun lagi", key="akun_tutup")
    if wants_password:
        _give_password(account)
    elif wants_out:
        _act(account, Store.end_sessions, "dikeluarkan dari semua peramban")
    elif wants_turn and account.is_open:
        _act(account, Store.close_account, "ditutup. Yang sudah dicatatnya tetap ada")
    elif wants_turn:
        _act(account, Store.open_account, "dibuka lagi, dengan sandi yang lama")


def _give_password(account: Account) -> None:
    password = passwords.make_temporary()

    def give(store: Store, _version: int) -> None:
        sandi_hash = passwords.hash_password(password)
        store.set_password(account.nomor, sandi_hash, by=writer_name(), at=cache.now(), must_change=True)
        identity.forget()
        st.session_state[_HANDED] = (account.nama_akun, password)

    done = f"Sandi akun {account.nama_akun} diganti; semua perambannya keluar."
    write(done, give, place=_PLACE, right=Right.ACCOUNTS)


def _act(account: Account, act: Callable[..., Account], done: str) -> None:
    def run(store: Store, _version: int) -> None:
        act(store, account.nomor, by=writer_name(), at=cache.now())
        identity.forget()

    write(f"Akun {account.nama_akun} {done}.", run, place=_PLACE, right=Right.ACCOUNTS)
