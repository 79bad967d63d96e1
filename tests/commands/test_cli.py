"""The command line: same path, same verdict, a useful exit status, no traceback and no path of the machine."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kkb import __main__ as program
from kkb.config import PROJECT_DIR, SAMPLE_DIR, load_settings
from kkb.store.errors import KKB
from tests.support.builders import DENDANG, code_of, dendang_rows
from tests.support.recaps import make_recap
from tests.support.store_fixtures import MORNING
from tests.support.terminal import CHANGED, HEADER, NEEDS_DECISION, OK, REJECTED, USAGE, Terminal
from tests.support.workbook_fixtures import make_xlsx

pytestmark = pytest.mark.usefixtures("read_once")

FIRST, LATER, FAULTY = (
    str(SAMPLE_DIR / name) for name in ("rekap_2023-05-10.xlsx", "rekap_contoh_lanjutan.xlsx", "rekap_salah_ketik.xlsx")
)

BY = ("--by", "Sari")
WHY = (*BY, "--reason", "keliru")


class TestCheck:
    def test_the_sample_prints_one_json_object_with_the_keys_of_the_contract(self, terminal: Terminal) -> None:
        done = terminal.run("check", FIRST, "--json", "--no-db")
        assert (done.status, done.err) == (OK, "")
        assert set(done.json) >= {
            "outcome", "message", "data_date", "data_date_source", "counts", "changes", "rows", "problems", "questions",
        }  # fmt: skip
        assert (done.json["outcome"], done.json["data_date"]) == ("warn", "2023-05-10")
        assert (done.json["counts"]["desa"], done.json["counts"]["terbentuk"]) == (39, 15)
        senyubuk = next(row for row in done.json["rows"] if row["desa"] == "Senyubuk")
        assert senyubuk.items() >= {
            "kode_desa": "19.06.04.2002", "kecamatan": "Kelapa Kampit", "desa": "Senyubuk", "status": "Terbentuk",
            "tanggal": "2014-01-01", "presisi": "year", "tanggal_dasar": "pembentukan", "no_sk": None,
            "tanggal_sk": None, "tanggal_pencanangan": None, "klasifikasi": None,
            "keterangan": "Pokja pertama; sumber hanya menyebut tahun", "sheet": "Rekap", "row": 32, "file": 1,
        }.items()  # fmt: skip

    def test_in_words_it_says_where_and_what(self, terminal: Terminal) -> None:
        done = terminal.run("check", FAULTY, "--no-db", "--answer", "date_dropped=biarkan")
        assert done.status == NEEDS_DECISION
        told = "Ada 11 kesalahan; 9 desa dan 1 baris tidak disimpan; 29 desa lainnya dapat disimpan.\n"
        assert done.out.startswith(told)
        assert 'Salah      Baris 29, kolom "Tanggal Pembentukan": "2o18" bukan tanggal.' in done.out
        assert 'Perhatian  Baris 15, kolom "Desa": "Selingsng" dibaca sebagai Selingsing.' in done.out

    def test_of_a_recap_without_a_status_it_names_the_answers_that_tell_its_column(self, terminal: Terminal) -> None:
        rows = [(kec, desa, f"catatan {desa}", word) for kec, desa, word in dendang_rows(Balok="Merintis")]
        path = terminal.folder / "rekap.xlsx"
        title = ("Keadaan per 10 Mei 2023",)
        path.write_bytes(make_xlsx([title, ("Kecamatan", "Desa", "Kabar", "Progres Kita"), *rows]))
        done = terminal.run("check", str(path), "--no-db")
        assert done.status == REJECTED
        assert [line.strip() for line in done.out.splitlines()[-3:]] == [
            "? Kolom mana yang berisi status Pokja?",
            '--answer column:Rekap!D=status   "Progres Kita"',
            '--answer column:Rekap!C=status   "Kabar"',
        ]
        assert terminal.run("check", str(path), "--no-db", "--answer", "column:Rekap!D=status").status == OK

    def test_of_several_sheets_it_says_which(self, terminal: Terminal) -> None:
        title = ("Keadaan per 10 Mei 2023",)
        damar = [title, HEADER, ("Damar", "Mempaya", "Belom")]
        path = terminal.folder / "rekap.xlsx"
        path.write_bytes(make_xlsx([title, HEADER, *dendang_rows()], more_sheets={"Damar": damar}))
        done = terminal.run("check", str(path), "--no-db")
        assert 'Salah      Lembar Damar, baris 3, kolom "Status": "Belom"' in done.out

    def test_checking_makes_no_database_and_writes_nothing(self, terminal: Terminal) -> None:
        assert terminal.run("check", FIRST).status == OK
        assert not (terminal.folder / "data").exists()
        terminal.run("init")
        before = terminal.run("check", LATER, "--json").json
        assert before["changes"] == {"new": 0, "changed": 32, "unchanged": 7, "rejected": 0, "details": 0}
        assert terminal.run("check", LATER, "--json").json == before
        assert terminal.run("init").out == "Basis data siap; 1 unggahan.\n"

    def test_no_db_forgets_what_is_stored(self, terminal: Terminal) -> None:
        terminal.run("init")
        assert terminal.run("check", LATER, "--json", "--no-db").json["changes"]["new"] == 39

    @pytest.mark.parametrize(
        ("content", "words"),
        [(b"", "kosong"), (b"PK\x03\x04", "rusak"), (b"a;b\n", "kolom desa"), (b"a", "bukan buku kerja")],
    )
    def test_an_unreadable_file_is_rejected_in_one_sentence(
        self, terminal: Terminal, content: bytes, words: str
    ) -> None:
        (terminal.folder / "rekap.xlsx").write_bytes(content)
        done = terminal.run("check", str(terminal.folder / "rekap.xlsx"), "--no-db")
        assert (done.status, done.err, words in done.out) == (REJECTED, "", True)
        assert terminal.run("check", str(terminal.folder / "rekap.xlsx"), "--json").json["outcome"] == "reject"

    def test_the_name_it_was_uploaded_under_is_text_and_never_a_path(self, terminal: Terminal) -> None:
        path = terminal.folder / "a.xlsx"
        path.write_bytes(make_xlsx([HEADER, *dendang_rows()]))
        assert terminal.run("check", str(path), "--no-db").status == NEEDS_DECISION
        done = terminal.run("check", str(path), "--no-db", "--json", "--name", "../../etc/rekap 10 Mei 2023.xlsx")
        assert (done.status, done.json["data_date"]) == (OK, "2023-05-10")


class TestAnswers:
    def undated(self, terminal: Terminal) -> str:
        return terminal.write(dendang_rows(), day="Mei 2023")

    def test_a_question_is_shown_with_the_words_that_answer_it(self, terminal: Terminal) -> None:
        done = terminal.run("check", self.undated(terminal), "--no-db")
        assert done.status == NEEDS_DECISION
        assert "--answer tanggal_data=2023-05-31   31 Mei 2023 (disarankan)" in done.out
        json_done = terminal.run("check", self.undated(terminal), "--no-db", "--json")
        (question,) = json_done.json["questions"]
        assert (json_done.json["outcome"], question["id"], question["suggested"]) == (
            "ask",
            "tanggal_data",
            "2023-05-31",
        )

    def test_it_is_answered_by_an_answer_the_suggestion_or_the_day(self, terminal: Terminal) -> None:
        path = self.undated(terminal)
        days = [
            terminal.run("check", path, "--no-db", "--json", *options).json["data_date"]
            for options in (("--answer", "tanggal_data=2023-05-10"), ("--suggested",), ("--as-of", "2023-05-12"))
        ]
        assert days == ["2023-05-10", "2023-05-31", "2023-05-12"]

    def test_another_day_than_the_files_own_asks(self, terminal: Terminal) -> None:
        done = terminal.run("check", FIRST, "--no-db", "--json", "--as-of", "2023-05-09")
        assert (done.status, [q["id"] for q in done.json["questions"]]) == (NEEDS_DECISION, ["tanggal_data"])

    def test_a_cell_is_mended(self, terminal: Terminal) -> None:
        path = terminal.write(dendang_rows(Balok="Belom"))
        done = terminal.run("check", path, "--no-db", "--json", "--answer", "cell:Rekap!C7=Belum")
        assert (done.status, done.json["outcome"]) == (OK, "accept")

    @pytest.mark.parametrize(
        "options",
        [
            ("--answer", "tanggal_data=besok"),
            ("--answer", "status_regression:19.06.01.2001=tetap"),
            ("--answer", "cell:Rekap!ZZ9=Belum"),
            ("--answer", "tanpa tanda sama dengan"),
            ("--as-of", "10 Mei 2023"),
            ("--as-of", "2023-02-31"),
        ],
    )
    def test_an_unknown_question_or_value_is_wrong_usage(self, terminal: Terminal, options: tuple[str, str]) -> None:
        done = terminal.run("check", FIRST, "--no-db", *options)
        assert (done.status, done.out) == (USAGE, "")
        assert len(done.err.strip().splitlines()) == 1


class TestUsage:
    @pytest.mark.parametrize(
        "arguments",
        [
            (),
            ("periksa",),
            ("check",),
            ("check", FIRST, "--tidak-ada"),
            ("check", FIRST, "--no-db", "--db", "sqlite:///x"),
            ("load", FIRST),
            ("undo", "satu", *WHY),
            ("undo", "1", *BY),
            ("check", FIRST, LATER, "--no-db", "--name", "rekap.xlsx"),
            ("check", "tidak_ada.xlsx"),
        ],
    )
    def test_wrong_usage_is_one_indonesian_line(self, terminal: Terminal, arguments: tuple[str, ...]) -> None:
        done = terminal.run(*arguments)
        assert (done.status, done.out) == (USAGE, "")
        assert len(done.err.strip().splitlines()) == 1
        assert not {"error", "usage", "required", "invalid"} & set(done.err.casefold().split())

    @pytest.mark.parametrize(
        ("arguments", "missing"),
        [
            ((), "PERINTAH"),
            (("load",), "BERKAS, --by"),
            (("load", FIRST), "--by"),
            (("undo", "1"), "--by, --reason"),
            (("template",), "-o"),
        ],
    )
    def test_what_is_missing_is_named(self, terminal: Terminal, arguments: tuple[str, ...], missing: str) -> None:
        done = terminal.run(*arguments)
        of = " ".join(["python -m kkb", *arguments[:1]])
        assert done.status == USAGE
        assert done.err == f"Perintah belum lengkap. Kurang: {missing}. Lihat: {of} --help\n"

    @pytest.mark.parametrize("command", [(), ("check",), ("load",), ("init",), ("undo",), ("redo",)])
    def test_the_help_is_indonesian(self, terminal: Terminal, command: tuple[str, ...]) -> None:
        done = terminal.run(*command, "--help")
        assert (done.status, done.err) == (OK, "")
        assert done.out.startswith("pemakaian: python -m kkb")
        assert not {"usage:", "options:", "arguments:", "show"} & set(done.out.casefold().split())


class TestLoad:
    def test_it_stores_and_prints_the_number(self, terminal: Terminal) -> None:
        done = terminal.run("load", LATER, *BY)
        assert (done.status, done.out, done.err) == (OK, "2\n", "")
        assert terminal.run("init").out == "Basis data siap; 2 unggahan.\n"

    def test_with_json_it_prints_the_verdict_and_the_number(self, terminal: Terminal) -> None:
        done = terminal.run("load", LATER, *BY, "--json")
        assert (done.json["unggahan"], done.json["outcome"], done.json["counts"]["terbentuk"]) == (2, "warn", 22)

    def test_several_files_are_stored_together_and_each_number_has_its_line(self, terminal: Terminal) -> None:
        files = [terminal.write(dendang_rows(), day=f"{day} Mei 2023", name=f"mei_{day}.xlsx") for day in (9, 10)]
        checked = terminal.run("check", *files, "--json").json
        assert [(file["name"], file["data_date"]) for file in checked["files"]] == [
            ("mei_9.xlsx", "2023-05-09"),
            ("mei_10.xlsx", "2023-05-10"),
        ]
        assert {row["file"] for row in checked["rows"]} == {1, 2}
        assert (checked["data_date"], checked["data_date_source"], checked["same_as"]) == ("2023-05-10", None, None)
        done = terminal.run("load", *files, *BY)
        assert (done.status, done.out) == (OK, "2\n3\n")
        assert terminal.run("load", *files, *BY, "--json").json["unggahan_semua"] == [2, 3]

    def test_the_same_file_again_is_given_its_number(self, terminal: Terminal) -> None:
        terminal.run("load", LATER, *BY)
        again = terminal.run("load", LATER, *BY, "--name", "lain.xlsx")
        assert (again.status, "unggahan 2" in again.out) == (OK, True)
        assert terminal.run("load", LATER, *BY, "--json").json["unggahan"] == 2
        assert terminal.run("check", LATER, "--json").json["same_as"] == 2
        assert terminal.run("init").out == "Basis data siap; 2 unggahan.\n"

    def test_a_real_file_withdraws_the_sample_and_the_sample_is_refused_from_then_on(self, terminal: Terminal) -> None:
        path = terminal.write(dendang_rows(Nyuruk=("Terbentuk", "03/10/2017")))
        assert terminal.run("load", path, *BY).status == OK
        refused = terminal.run("load", LATER, *BY)
        assert (refused.status, "data contoh" in refused.err) == (REJECTED, True)
        assert terminal.run("undo", "1", *WHY).err == "Unggahan 1 sudah ditarik.\n"

    def test_files_saved_together_are_withdrawn_and_brought_back_together(self, terminal: Terminal) -> None:
        beside = terminal.folder / "beside.xlsx"
        beside.write_bytes(make_recap(("Manggar", "Padang", "Merintis"), title="Keadaan per 1 Agustus 2024"))
        done = terminal.run("load", LATER, str(beside), *BY, "--suggested")
        assert (done.out, done.err) == ("2\n3\n", "")
        assert terminal.run("undo", "3", "--together", *WHY).out == "Unggahan 2–3 ditarik.\n"
        assert terminal.run("redo", "2", *WHY).out == "Unggahan 2 dikembalikan.\n"
        assert terminal.run("undo", "2", "9", *WHY).err == "Unggahan 9 tidak ada.\n"
        assert terminal.run("redo", "2", "--together", *WHY).out == "Unggahan 3 dikembalikan.\n"
        assert "masih berlaku" in terminal.run("redo", "2", "--together", *WHY).err

    def test_a_flagged_file_needs_a_decision_and_a_reason(self, terminal: Terminal) -> None:
        path = terminal.write(dendang_rows(Balok="Belom"))
        undecided = terminal.run("load", path, *BY)
        assert (undecided.status, undecided.out.startswith("Ada 1 kesalahan")) == (NEEDS_DECISION, True)
        assert terminal.run("load", path, *BY, "--json").json["outcome"] == "flag"
        unexplained = terminal.run("load", path, *BY, "--accept-problems")
        assert (unexplained.status, "alasan" in unexplained.err) == (REJECTED, True)
        assert terminal.run("load", path, *WHY, "--accept-problems").out == "2\n"

    @pytest.mark.parametrize("faulty", [["Belom"], ["Belom", "x", "entah", "?"]])
    def test_a_flagged_file_of_which_nothing_is_left_to_save(self, terminal: Terminal, faulty: list[str]) -> None:
        terminal.run("load", terminal.write(dendang_rows()), *BY)
        words = dict(zip(reversed(DENDANG), faulty, strict=False))
        path = terminal.write(dendang_rows(**words), name="lagi.xlsx")
        done = terminal.run("load", path, *WHY, "--accept-problems")
        assert (done.status, done.out.startswith(f"Ada {len(faulty)} kesalahan")) == (OK, True)
        assert done.out.count("Salah") == len(faulty)
        assert terminal.run("load", path, *BY).status == NEEDS_DECISION

    def test_a_date_that_nobody_can_read_waits_for_an_answer(self, terminal: Terminal) -> None:
        path = terminal.write(dendang_rows(Nyuruk=("Terbentuk", "2o17")))
        waiting = terminal.run("load", path, *WHY, "--accept-problems")
        assert (waiting.status, "--answer date_dropped=tanpa" in waiting.out) == (NEEDS_DECISION, True)
        left = terminal.run("load", path, *WHY, "--accept-problems", "--answer", "date_dropped=biarkan")
        assert (left.status, left.out) == (OK, "2\n")
        assert terminal.run("load", path, *BY, "--suggested").out == "3\n"

    def test_an_open_question_stores_nothing_even_if_all_else_is_stored_already(self, terminal: Terminal) -> None:
        rows = dendang_rows(Nyuruk=("Terbentuk", "03/10/2017"))
        terminal.run("load", terminal.write(rows), *BY)
        asking = terminal.write(dendang_rows(), name="lain.xlsx")
        done = terminal.run("load", asking, *BY)
        question = f"--answer status_regression:{code_of('Nyuruk')}"
        assert (done.status, f"{question}=tetap" in done.out, f"{question}=bubar" in done.out) == (
            NEEDS_DECISION,
            True,
            True,
        )
        kept = terminal.run("load", asking, *BY, "--suggested")
        assert (kept.status, "tidak ada yang perlu disimpan" in kept.out) == (OK, True)
        ended = terminal.run("load", asking, *WHY, "--answer", f"status_regression:{code_of('Nyuruk')}=bubar")
        assert (ended.status, ended.out) == (OK, "3\n")

    def test_of_a_rejected_file_it_names_the_answers_that_check_names(self, terminal: Terminal) -> None:
        rows = [(kec, desa, f"catatan {desa}", word) for kec, desa, word in dendang_rows(Balok="Merintis")]
        path = terminal.folder / "rekap.xlsx"
        title = ("Keadaan per 10 Mei 2023",)
        path.write_bytes(make_xlsx([title, ("Kecamatan", "Desa", "Kabar", "Progres Kita"), *rows]))
        checked = terminal.run("check", str(path))
        done = terminal.run("load", str(path), *BY)
        assert (done.status, done.err + done.out) == (REJECTED, checked.out)
        assert '--answer column:Rekap!D=status   "Progres Kita"' in done.out
        told = terminal.run("load", str(path), *BY, "--json")
        assert (told.status, told.json) == (REJECTED, terminal.run("check", str(path), "--json").json)
        assert terminal.run("load", str(path), *BY, "--answer", "column:Rekap!D=status").status == OK

    def test_a_rejected_file_and_a_blank_name(self, terminal: Terminal) -> None:
        (terminal.folder / "kosong.xlsx").write_bytes(b"")
        done = terminal.run("load", str(terminal.folder / "kosong.xlsx"), *BY)
        assert (done.status, "kosong" in done.err) == (REJECTED, True)
        nameless = terminal.run("load", LATER, "--by", " ")
        assert (nameless.status, "nama" in nameless.err) == (REJECTED, True)


class TestUndoRedo:
    def test_withdrawn_and_brought_back(self, terminal: Terminal) -> None:
        terminal.run("load", LATER, *BY)
        undone = terminal.run("undo", "2", *WHY)
        assert (undone.status, undone.out) == (OK, "Unggahan 2 ditarik.\n")
        assert "Kembalikan unggahan 2" in terminal.run("check", LATER).out
        assert terminal.run("check", LATER, "--json").json["same_as"] is None
        redone = terminal.run("redo", "2", *WHY)
        assert (redone.status, redone.out) == (OK, "Unggahan 2 dikembalikan.\n")
        assert terminal.run("check", LATER, "--json").json["same_as"] == 2

    def test_what_makes_no_sense_is_refused_in_a_sentence(self, terminal: Terminal) -> None:
        missing = terminal.run("undo", "1", *WHY)
        assert (missing.status, f"{KKB} init" in missing.err) == (REJECTED, True)
        terminal.run("init")
        for arguments, words in (
            (("undo", "9", *WHY), "Unggahan 9 tidak ada."),
            (("undo", "9" * 20, *WHY), f"Unggahan {'9' * 20} tidak ada."),
            (("redo", "9" * 20, *WHY), "tidak ada."),
            (("redo", "1", *WHY), "masih berlaku"),
            (("undo", "1", "--by", " ", "--reason", "x"), "Nama"),
        ):
            done = terminal.run(*arguments)
            assert (done.status, words in done.err) == (REJECTED, True)


class TestDatabase:
    def test_one_by_address_has_no_sample(self, terminal: Terminal) -> None:
        address = f"sqlite:///{terminal.folder / 'lain.sqlite3'}"
        assert terminal.run("init", "--db", address).out == "Basis data siap; 0 unggahan.\n"
        assert terminal.run("load", LATER, *BY, "--db", address).out == "1\n"
        assert terminal.run("check", LATER, "--json", "--db", address).json["same_as"] == 1

    @pytest.mark.parametrize("address", ["bukan alamat", "mysql://x/y", "postgresql://kkb:rahasia@127.0.0.1:1/kkb"])
    def test_one_that_cannot_be_reached_is_said_calmly(self, terminal: Terminal, address: str) -> None:
        done = terminal.run("check", FIRST, "--db", address)
        assert (done.status, done.out) == (REJECTED, "")
        assert "rahasia" not in done.err

    def test_one_that_was_never_prepared(self, terminal: Terminal) -> None:
        done = terminal.run("check", FIRST, "--db", f"sqlite:///{terminal.folder / 'baru.sqlite3'}")
        assert (done.status, f"{KKB} init" in done.err) == (REJECTED, True)

    def test_another_region(self, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
        path = terminal.folder / "wilayah.csv"
        path.write_text(
            "kode_kecamatan,kecamatan,kode_desa,desa\n9.1,Utara,9.1.1,Satu\n9.1,Utara,9.1.2,Dua\n", encoding="utf-8"
        )
        monkeypatch.setenv("KKB_WILAYAH", str(path))
        recap = terminal.write([("Utara", "SATU", "Merintis"), ("Utara", "Ds. Dua", "Belum")])
        assert terminal.run("init").out == "Basis data siap; 0 unggahan.\n"
        done = terminal.run("load", recap, *BY, "--json")
        assert (done.json["unggahan"], {r["kode_desa"] for r in done.json["rows"]}) == (1, {"9.1.1", "9.1.2"})
        assert terminal.run("check", FIRST).status == REJECTED
        monkeypatch.setenv("KKB_WILAYAH", str(terminal.folder / "tidak_ada.csv"))
        broken = terminal.run("check", recap)
        assert (broken.status, broken.err) == (REJECTED, "Daftar wilayah tidak_ada.csv tidak dapat dibaca.\n")


class TestMeanwhile:
    """The data change, are in use or are gone while a command runs."""

    @pytest.fixture
    def colleague(self, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
        """Somebody who stores something between check and commit of the next `times` commands."""
        terminal.run("init")
        from kkb.store import Store, open_store

        settings = load_settings()
        left = [0]
        original = Store.commit_uploads

        def after_another(store: Store, **arguments: Any) -> list[int]:
            if left[0]:
                left[0] -= 1
                with closing(open_store(settings)) as other:
                    other.add_meeting(tanggal=date(2023, 5, 10), judul=f"Rakor {left[0]}", by="Budi", at=MORNING)
            return original(store, **arguments)

        monkeypatch.setattr(Store, "commit_uploads", after_another)
        monkeypatch.setattr(program, "_PAUSE_SECONDS", 0)

        def come(times: int) -> None:
            left[0] = times

        return come

    def test_data_that_changed_have_a_status_of_their_own(
        self, terminal: Terminal, colleague: Callable[[int], None]
    ) -> None:
        colleague(1)
        done = terminal.run("load", LATER, *BY)
        assert (done.status, "Belum ada yang disimpan. Ulangi perintahnya." in done.err) == (CHANGED, True)
        assert terminal.run("load", LATER, *BY).out == "2\n"

    def test_with_wait_it_checks_again_and_saves(self, terminal: Terminal, colleague: Callable[[int], None]) -> None:
        colleague(3)
        done = terminal.run("load", LATER, *BY, "--wait")
        assert (done.status, done.out, done.err) == (OK, "2\n", "")

    def test_waiting_has_an_end(
        self, terminal: Terminal, colleague: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(program, "_WAIT_SECONDS", 0.5)
        colleague(10**6)
        assert terminal.run("load", LATER, *BY, "--wait").status == CHANGED

    def test_data_in_use_are_said_and_waited_for(self, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
        from kkb.store import engine, open_store

        monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 100)
        terminal.run("init")
        with closing(open_store(load_settings())) as other, engine.write(other.engine):
            done = terminal.run("undo", "1", *WHY)
            assert (done.status, done.err) == (
                REJECTED,
                "Data sedang dipakai proses lain terlalu lama. Belum ada yang disimpan. "
                "Tunggu sebentar, lalu coba lagi.\n",
            )
            # Nothing to write: the lock is not asked for.
            assert terminal.run("init").status == OK
            began = time.monotonic()
            monkeypatch.setattr(program, "_WAIT_SECONDS", 1)
            assert terminal.run("undo", "1", *WHY, "--wait").status == REJECTED
            assert time.monotonic() - began >= 1
        assert terminal.run("undo", "1", *WHY, "--wait").status == OK

    @pytest.mark.parametrize(("cause", "status"), [("UNCERTAIN", CHANGED), ("UNREACHABLE", REJECTED)])
    def test_what_repeating_may_mend_is_tried_again(
        self, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, cause: str, status: int
    ) -> None:
        from kkb.store import Cause, Store, StoreUnavailable

        original = Store.commit_uploads
        left = [2]

        def fail_twice(store: Store, **arguments: Any) -> list[int]:
            left[0] -= 1
            if left[0] >= 0:
                raise StoreUnavailable(Cause[cause])
            return original(store, **arguments)

        monkeypatch.setattr(Store, "commit_uploads", fail_twice)
        monkeypatch.setattr(program, "_PAUSE_SECONDS", 0)
        assert terminal.run("load", LATER, *BY).status == status
        assert terminal.run("load", LATER, *BY, "--wait").status == OK

    def test_a_damaged_file_is_said_with_the_command_that_mends_it(self, terminal: Terminal, tmp_path: Path) -> None:
        terminal.run("init")
        backup = tmp_path / "cadangan.sqlite3"
        terminal.run("backup", str(backup))
        load_settings().sqlite_path.write_bytes(b"PK\x03\x04" * 2_000)
        damaged = terminal.run("undo", "1", *WHY)
        _, command = damaged.err.strip().split(f"{KKB} ")
        assert (damaged.status, terminal.run(*command.replace("BERKAS", str(backup)).split()).status) == (REJECTED, OK)
        assert terminal.run("undo", "1", *WHY).status == OK

    def test_a_damaged_value_is_one_sentence(self, terminal: Terminal) -> None:
        terminal.run("init")
        with closing(sqlite3.connect(load_settings().sqlite_path)) as connection, connection:
            connection.execute("DROP TRIGGER baris_tanpa_update")
            connection.execute("UPDATE baris SET status = 'Terbentuq' WHERE desa = 'Senyubuk'")
        for arguments in (
            ("check", FIRST), ("load", LATER, *BY), ("report", "--format", "txt", "-o", "-"),
            ("template", "-o", "templat.xlsx", "--filled"),
        ):  # fmt: skip
            done = terminal.run(*arguments)
            assert (done.status, done.out) == (REJECTED, "")
            assert done.err.startswith("Berkas data rusak atau bukan basis data.")
            assert "Terbentuq" not in done.err

    def test_a_file_that_is_gone_is_no_new_installation(self, terminal: Terminal) -> None:
        terminal.run("init")
        path = load_settings().sqlite_path
        path.unlink()
        for arguments in (("init",), ("check", FIRST), ("load", FIRST, *BY), ("undo", "1", *WHY)):
            done = terminal.run(*arguments)
            assert (done.status, f"{KKB} init --new" in done.err, path.exists()) == (REJECTED, True, False)
            assert ("Belum ada yang disimpan." in done.err) == ("--by" in arguments)
        assert terminal.run("init", "--new").out == "Basis data siap; 1 unggahan.\n"
        assert terminal.run("init", "--new").status == REJECTED


def test_as_a_program_it_prints_utf8_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    recap = tmp_path / "rekap.xlsx"
    recap.write_bytes(
        make_xlsx([("Keadaan per 10 Mei 2023",), HEADER, ("Dendang", "Balok", "✓ Ω"), *dendang_rows()[:3]])
    )
    done = subprocess.run(
        [sys.executable, "-m", "kkb", "check", str(recap), "--json", "--no-db"],
        cwd=PROJECT_DIR,
        env=dict(os.environ) | {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (NEEDS_DECISION, b"")
    assert json.loads(done.stdout.decode("utf-8"))["problems"][0]["value"] == "✓ Ω"


class TestTemplate:
    def test_empty_it_needs_no_database(self, terminal: Terminal) -> None:
        path = str(terminal.folder / "templat.xlsx")
        done = terminal.run("template", "-o", path, "--as-of", "2023-05-10")
        assert (done.status, done.err) == (OK, "")
        assert done.out == "Templat tersimpan: templat.xlsx (39 desa, keadaan per 10 Mei 2023).\n"
        assert not (terminal.folder / "data").exists()
        checked = terminal.run("check", path, "--no-db", "--json")
        assert (checked.status, checked.json["data_date"]) == (NEEDS_DECISION, "2023-05-10")

    def test_filled_it_says_what_is_stored(self, terminal: Terminal) -> None:
        recap = terminal.write(dendang_rows(Nyuruk=("Terbentuk", "03/10/2017")))
        terminal.run("load", recap, *BY)
        path = str(terminal.folder / "templat.xlsx")
        assert terminal.run("template", "-o", path, "--filled", "--as-of", "2023-05-10").status == OK
        checked = terminal.run("check", path, "--json").json
        assert checked["contoh"] is False
        assert [row["desa"] for row in checked["rows"] if row["status"] == "Terbentuk"] == ["Nyuruk"]
        assert checked["changes"] == {"new": 0, "changed": 0, "unchanged": 4, "rejected": 35, "details": 0}

    def test_filled_with_samples_it_says_so(self, terminal: Terminal) -> None:
        terminal.run("init")
        path = str(terminal.folder / "templat.xlsx")
        assert "data contoh" in terminal.run("template", "-o", path, "--filled").out
        assert terminal.run("check", path, "--no-db", "--json").json["contoh"] is True

    def test_a_file_that_exists_is_replaced_only_on_demand(self, terminal: Terminal) -> None:
        path = terminal.folder / "templat.xlsx"
        path.write_bytes(b"mine")
        done = terminal.run("template", "-o", str(path))
        assert (done.status, done.out) == (REJECTED, "")
        assert "--force" in done.err and path.read_bytes() == b"mine"
        assert terminal.run("template", "-o", str(path), "--force").status == OK
        assert path.read_bytes().startswith(b"PK")

    @pytest.mark.parametrize(
        ("arguments", "status"),
        [
            (("--as-of", "2999-01-01"), USAGE),
            (("--as-of", "2013-12-31"), USAGE),
            (("--filled", "--no-db"), USAGE),
            (("--filled",), REJECTED),
        ],
    )
    def test_what_cannot_be_made_is_said(self, terminal: Terminal, arguments: tuple[str, ...], status: int) -> None:
        done = terminal.run("template", "-o", str(terminal.folder / "templat.xlsx"), *arguments)
        assert done.status == status and done.err
        assert not (terminal.folder / "templat.xlsx").exists()

    def test_a_place_that_cannot_be_written_is_wrong_usage(self, terminal: Terminal) -> None:
        done = terminal.run("template", "-o", str(terminal.folder / "tidak ada" / "templat.xlsx"))
        assert (done.status, done.err) == (USAGE, "Berkas templat.xlsx tidak dapat ditulis.\n")
