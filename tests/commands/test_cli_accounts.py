"""`python -m kkb akun`: the first account, forgotten passwords, who leaves; sentences for what is refused."""

from __future__ import annotations

import io
import re
from contextlib import closing
from pathlib import Path

import pytest

from kkb import passwords
from kkb.__main__ import ACCOUNT_ACTIONS, ROLES, main
from kkb.access import Peran
from kkb.commands.accounts import ACTIONS
from kkb.config import load_settings
from kkb.store import Store, open_store
from kkb.store.accounts import Credentials

FIRST = ["tambah", "sari", "--name", "Sari Wulandari", "--role", "pengelola"]
TEMPORARY = re.compile(r"^  ([a-z0-9]{4}(?:-[a-z0-9]{4}){3})$", re.MULTILINE)


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KKB_DATABASE_URL", f"sqlite:///{tmp_path / 'uji.sqlite3'}")


def run(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    """What one action prints, on either stream."""
    assert main(["akun", *words]) == status
    told = capsys.readouterr()
    return told.out + told.err


def credentials(name: str = "sari") -> Credentials:
    store: Store
    with closing(open_store(load_settings())) as store:
        found = store.credentials(name)
    assert found is not None
    return found


def test_the_words_of_the_parser_are_those_of_the_program() -> None:
    assert set(ACCOUNT_ACTIONS) == {*ACTIONS, "daftar"}
    assert tuple(Peran) == ROLES


def test_the_first_account_gets_a_password_that_is_printed_once(capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, *FIRST)
    assert "Akun sari dibuat: pengelola, semua kecamatan." in told
    (sandi,) = TEMPORARY.findall(told)
    made = credentials()
    assert passwords.matches(sandi, made.sandi_hash)
    assert made.account.must_change
    listed = run(capsys, "daftar")
    assert "Sari Wulandari" in listed and "sandi sementara" in listed
    assert sandi not in listed


def test_the_first_account_is_a_pengelola(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Belum ada akun" in run(capsys, *FIRST[:-1], "petugas", status=2) + run(capsys, "daftar")
    assert "haruslah pengelola" in run(capsys, *FIRST[:-1], "petugas", status=2)


def test_a_petugas_of_some_kecamatan(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, *FIRST)
    words = ["tambah", "budi", "--name", "Budi", "--role", "petugas", "--kecamatan", "Manggar", "--kecamatan", "damar"]
    assert "petugas, Manggar, Damar." in run(capsys, *words)
    assert "semua kecamatan" in run(capsys, "ubah", "budi", "--everywhere")
    assert "petugas, Gantung." in run(capsys, "ubah", "budi", "--kecamatan", "Gantung")
    assert "Budi Santoso, petugas, Gantung." in run(capsys, "ubah", "BUDI", "--name", "Budi Santoso")
    assert "Kecamatan tidak dikenal: Menggar" in run(capsys, "ubah", "budi", "--kecamatan", "Menggar", status=3)


def test_an_office_account_is_linked_and_unlinked(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, *FIRST, "--oidc", "Sari@beltim.go.id")
    assert "Sari Wulandari (semua kecamatan), sari@beltim.go.id" in run(capsys, "daftar")
    run(capsys, "ubah", "sari", "--name", "Sari W")
    assert "Sari W (semua kecamatan), sari@beltim.go.id" in run(capsys, "daftar")
    words = ["tambah", "budi", "--name", "Budi", "--role", "pembaca", "--oidc"]
    assert "sudah dipakai akun lain" in run(capsys, *words, "sari@beltim.go.id", status=2)
    run(capsys, "ubah", "sari", "--oidc", "")
    assert "@" not in run(capsys, "daftar")


def test_the_last_pengelola_stays(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, *FIRST)
    assert "pengelola terakhir" in run(capsys, "tutup", "sari", status=2)
    assert "pengelola terakhir" in run(capsys, "ubah", "sari", "--role", "petugas", status=2)
    run(capsys, "tambah", "budi", "--name", "Budi", "--role", "pengelola")
    assert "ditutup" in run(capsys, "tutup", "sari")
    assert "ditutup" in run(capsys, "daftar")
    assert "pengelola terakhir" in run(capsys, "tutup", "budi", status=2)
    assert "dibuka lagi" in run(capsys, "buka", "sari")


def test_a_forgotten_password_ends_all_sessions(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, *FIRST)
    before = credentials()
    (sandi,) = TEMPORARY.findall(run(capsys, "sandi", "sari"))
    after = credentials()
    assert passwords.matches(sandi, after.sandi_hash)
    assert after.account.versi_sesi > before.account.versi_sesi
    run(capsys, "keluarkan", "sari")
    assert credentials().account.versi_sesi > after.account.versi_sesi


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [("pisang hujan kereta", 0, "diganti saat pertama masuk"), ("manggar12345", 2, "mudah ditebak"),
     ("sari.wulandari", 2, "memuat nama"), ("", 2, "paling sedikit 10")],
)  # fmt: skip
def test_a_password_may_be_typed_and_is_judged(
    typed: str, status: int, words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
    assert words in run(capsys, *FIRST, "--ask", status=status)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["akun", "tambah", "sari", "--role", "bupati"],
            "--role tidak mengenal 'bupati'. Yang ada: pembaca, petugas, pengelola.",
        ),
        (["akun", "hapus", "sari"], f"TINDAKAN tidak mengenal 'hapus'. Yang ada: {', '.join(ACCOUNT_ACTIONS)}."),
    ],
)
def test_what_may_be_chosen_is_named(words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 3
    assert capsys.readouterr().err == f"{sentence} Lihat: python -m kkb akun --help\n"


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [(["tambah"], 3, "Sebut nama akunnya"), (["tambah", "sari"], 3, "--name NAMA"),
     (["tambah", "sari", "--name", "Sari"], 3, "--role"), (["tutup", "tiada"], 2, "tidak ada"),
     (["tambah", "Ny. Sari", "--name", "Sari", "--role", "pengelola"], 2, "Nama akun terdiri dari")],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_said(
    words: list[str], status: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sentence in run(capsys, *words, status=status)
