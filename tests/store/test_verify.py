"""What is stored against its originals: damage is found and named, and nothing sound is accused."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kkb.programme import Putusan
from kkb.schema import RecapRow, Tahap, Tanggal
from kkb.store import Store, StoreRefusal, open_store
from kkb.store.encoding import encode_json, encode_rows
from kkb.uploads.check import Checked, InputFile, Stored, check_files
from kkb.uploads.commit import commit
from kkb.uploads.correction import Correction, check_correction
from kkb.uploads.evaluation import Evaluation, check_evaluation
from kkb.uploads.verify import verify
from tests.support.builders import REGION, code_of, dendang_rows
from tests.support.recaps import FIRST, LATER
from tests.support.store_fixtures import make_settings
from tests.support.workbook_fixtures import make_xlsx
from tests.uploads.test_uploads import HEADER, make_recap

pytestmark = pytest.mark.usefixtures("read_once")

OF_REGION: dict[str, Any] = {"region": REGION, "region_name": "Kabupaten Belitung Timur"}
START = datetime(2024, 8, 1, 2, 45, tzinfo=UTC)
NYURUK = ("Terbentuk", "03/10/2017")


class Office:
    """A store in which somebody saves one thing an hour."""

    def __init__(self, store: Store) -> None:
        self.store, self.now = store, START

    def options(self) -> dict[str, Any]:
        self.now += timedelta(hours=1)
        return {"stored": Stored.of(self.store.snapshot()), "today": self.now.date(), **OF_REGION}

    def save(self, *files: bytes, names: Sequence[str] = (), **options: Any) -> list[int]:
        """Files in one commit, "rekap 1.xlsx" and so on."""
        named = [InputFile(name, data) for name, data in zip(names, files, strict=False)]
        named += [InputFile(f"rekap {place}.xlsx", data) for place, data in enumerate(files[len(named) :], 1)]
        return self.keep(check_files(named, **self.options(), **options))

    def keep(self, checked: Checked) -> list[int]:
        return commit(self.store, checked, by="Sari", at=self.now, reason="rapat", accept_problems=True)

    def withdraw(self, number: int) -> None:
        self.store.withdraw(number, by="Sari", at=self.now, reason="keliru")

    def findings(self) -> list[tuple[str, str]]:
        return [(found.kind.name, found.words) for found in verify(self.store, **OF_REGION)]

    def tamper(self, *statements: str) -> None:
        """Change what is stored behind the back of its triggers, as a broken disk would."""
        self.store.close()
        with closing(sqlite3.connect(self.store.engine.url.database or "", isolation_level=None)) as connection:
            named = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in named:
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                assert connection.execute(statement).rowcount == 1
            for _, sql in named:
                connection.execute(sql)


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


@pytest.fixture(scope="module")
def two_samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an office with two samples, which have all five sheets: made once, copied for each test."""
    settings = make_settings(tmp_path_factory.mktemp("dua") / "data")
    store = open_store(settings)
    store.prepare()
    office = Office(store)
    for sample in (FIRST, LATER):
        office.save(sample.read_bytes(), names=[sample.name])
    store.close()
    return settings.data_dir


@pytest.fixture
def sqlite_office(two_samples: Path, tmp_path: Path) -> Iterator[Office]:
    """That office on a file of its own, which can be tampered with."""
    shutil.copytree(two_samples, tmp_path / "rusak")
    store = open_store(make_settings(tmp_path / "rusak"))
    store.prepare()
    office = Office(store)
    office.now += timedelta(hours=2)
    yield office
    store.close()


class TestSound:
    def test_whatever_was_saved_in_whatever_way_is_found_right(self, office: Office) -> None:
        """Samples and their end, answers, mends, a queue, spellings, decisions, corrections, withdrawals."""
        office.save(FIRST.read_bytes(), names=[FIRST.name])
        office.save(LATER.read_bytes(), names=[LATER.name])
        # The first real files end the samples; two files of one queue ask the same, and one asks more.
        numbers = office.save(
            make_recap(dendang_rows(Nyuruk=NYURUK, Balok="Merintis"), day="10 Mei 2023"),
            make_recap([("Damar", "Mempaya", "Merintis"), ("Gantung", "Selingsng", "Belum")], day="12 Mei 2023"),
            make_xlsx([HEADER, ("Gantung", "Lilangan", "Sosialisasi"), ("Gantung", "Gantung", "Terbentuk", "2o18")]),
            names=["dendang.xlsx", "damar.xlsx", "gantung 13 Mei 2023.xlsx"],
            use_suggested=True,
        )
        assert numbers == [3, 4, 5]
        # A spelling that was confirmed, a cell that was mended, a day that was told.
        office.save(
            make_xlsx([HEADER, ("Gantung", "Selingsng", "Merintis"), ("Gantung", "Gantung", "Terbentuk", "2o18")]),
            answers={"tanggal_data": "2023-06-01", "cell:Rekap!D3": "2018"},
        )
        office.save(
            make_recap(dendang_rows(Nyuruk="Belum"), day="1 Juli 2023"),
            answers={f"status_regression:{code_of('Nyuruk')}": "bubar"},
        )
        desa = REGION.by_code[code_of("Balok")]
        correction = Correction(desa, date(2023, 7, 2), Tahap.TERBENTUK, Tanggal.from_iso("2023-05"), no_sk="1/2023")
        office.keep(check_correction(correction, **office.options()))
        again = make_recap([("Dendang", "Balok", "Terbentuk", "10/06/2023")], day="3 Juli 2023")
        office.save(again, answers={f"correction_contradicted:{desa.kode_desa}": "ikut"})
        evaluation = Evaluation(desa, "Posyandu", Putusan.LANJUTKAN, "ramai", "Dinas", date(2023, 7, 4))
        office.keep(check_evaluation(evaluation, **office.options()))
        office.withdraw(8)
        for day in ("5 Juli 2023", "1 Mei 2023"):
            office.save(make_recap(dendang_rows(Dendang="Merintis"), day=day), use_suggested=True)
        assert len(office.store.uploads()) == 12
        assert office.findings() == []

    @pytest.mark.parametrize(("answer", "end"), [("bubar", "2023-06-14"), ("bubar_tanpa_tanggal", None)])
    def test_an_end_stored_by_an_older_program_is_not_read_otherwise(
        self, office: Office, monkeypatch: pytest.MonkeyPatch, answer: str, end: str | None
    ) -> None:
        """It stored the end in `tanggal`, and knew neither the formation beside it nor a column of ends."""

        def as_it_did(number: int, rows: Sequence[RecapRow]) -> list[dict[str, Any]]:
            old = encode_rows(number, rows)
            for row in old:
                if row["keputusan"] is not None:
                    cells = {name: cell for name, cell in json.loads(row["sel"]).items() if name != "tanggal_bubar"}
                    row |= {"tanggal": row["tanggal_bubar"], "tanggal_dasar": None, "tanggal_bubar": None}
                    row["sel"] = encode_json(cells)
            return old

        head = (*HEADER, "Tgl bubar")
        rows = [head, ("Dendang", "Nyuruk", "Bubar", "03/10/2017", "14-VI-2023")]
        recap = make_xlsx([("Rekap per 30 Juni 2023",), *rows])
        monkeypatch.setattr("kkb.store.store.encode_rows", as_it_did)
        office.save(recap, answers={f"status_inactive:{code_of('Nyuruk')}": answer})
        monkeypatch.undo()
        (seen,) = office.store.observations()
        assert (seen.row.tanggal, seen.row.tanggal_bubar) == (None, Tanggal.from_iso(end) if end else None)
        assert office.findings() == []

    def test_a_formation_and_an_end_are_stored_as_told(self, office: Office) -> None:
        head = (*HEADER, "Tgl bubar")
        rows = [head, ("Dendang", "Nyuruk", "Bubar", "03/10/2017", "14-VI-2023")]
        recap = make_xlsx([("Rekap per 30 Juni 2023",), *rows])
        office.save(recap, answers={f"status_inactive:{code_of('Nyuruk')}": "bubar"})
        (seen,) = office.store.observations()
        told = [one.iso() for one in (seen.row.tanggal, seen.row.tanggal_bubar) if one is not None]
        assert told == ["2017-10-03", "2023-06-14"]
        assert (seen.row.sel["tanggal"], seen.row.sel["tanggal_bubar"]) == ("D3", "E3")
        assert office.findings() == []

    def test_a_spelling_ended_later_was_known_then(self, office: Office) -> None:
        office.save(make_recap([("Gantung", "Selingsng", "Belum")]))
        office.save(make_recap([("Gantung", "Selingsng", "Merintis")], day="11 Mei 2023"))
        ((kecamatan, spelling),) = office.store.aliases()
        office.store.end_alias(kecamatan, spelling, by="Sari", at=office.now, reason="x")
        office.save(make_recap([("Gantung", "Selingsng", "Sosialisasi")], day="12 Mei 2023"))
        assert office.findings() == []

    def test_a_header_ended_later_was_known_then(self, office: Office) -> None:
        files = [
            make_xlsx(
                ((f"Keadaan per {day} Mei 2023",), ("Kecamatan", "Desa", "Status", "Dikukuhkan"),
                 ("Dendang", "Balok", "Terbentuk", f"{day}/04/2018"), ("Dendang", "Nyuruk", "Terbentuk", "2019"))
            )
            for day in (10, 11, 12)
        ]  # fmt: skip
        office.save(files[0], answers={"column:Rekap!D": "tanggal"})
        office.save(files[1])
        ((first, second),) = [[record.judul, record.unggahan] for record in office.store.column_records()]
        assert (first, second) == ("dikukuhkan", 2)
        office.store.end_column("dikukuhkan", by="Budi", at=office.now, reason="x")
        assert office.store.column_records() == []
        with pytest.raises(StoreRefusal):
            office.store.end_column("dikukuhkan", by="Budi", at=office.now, reason="x")
        office.save(files[2])
        told = [seen.row.tanggal is not None for seen in office.store.observations() if seen.row.desa == "Balok"]
        assert (sorted(told), office.findings()) == ([False, True, True], [])


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "UPDATE baris SET tanggal = '2011' WHERE unggahan = 1 AND desa = 'Senyubuk'",
            "Unggahan 1, desa Senyubuk (Kelapa Kampit), tanggal: tersimpan “2011”, menurut aslinya “2014” "
            "(sel Rekap!E32).",
        ),
        (
            "UPDATE baris SET status = 'Tesbentuk' WHERE unggahan = 1 AND desa = 'Senyubuk'",
            "Unggahan 1, desa Senyubuk (Kelapa Kampit), status: tersimpan “Tesbentuk”, menurut aslinya “Terbentuk” "
            "(sel Rekap!D32).",
        ),
        (
            """UPDATE baris SET sel = replace(sel, 'E32', 'E33') WHERE unggahan = 1 AND desa = 'Senyubuk'""",
            "Unggahan 1, desa Senyubuk (Kelapa Kampit), sel tanggal: tersimpan “E33”, menurut aslinya “E32”.",
        ),
        (
            "UPDATE baris SET sel = '{' WHERE unggahan = 1 AND desa = 'Senyubuk'",
            "Unggahan 1: catatannya tidak terbaca.",
        ),
        (
            "DELETE FROM baris WHERE unggahan = 1 AND desa = 'Senyubuk'",
            "Unggahan 1, desa Senyubuk (Kelapa Kampit): tidak tersimpan.",
        ),
        (
            "UPDATE unggahan SET nama_berkas = 'x.xlsx' WHERE nomor = 1",
            "Unggahan 1: catatannya berubah sejak disimpan; barisnya cocok dengan aslinya.",
        ),
        (
            "UPDATE unggahan SET jawaban = '{' WHERE nomor = 1",
            "Unggahan 1: catatannya tidak terbaca.",
        ),
        (
            "UPDATE berkas_asli SET isi = CAST(substr(isi, 1, 99) || X'00' || substr(isi, 101) AS BLOB) "
            "WHERE unggahan = 1",
            "Unggahan 1: berkas aslinya rusak (SHA-256 tidak cocok).",
        ),
        ("DELETE FROM peristiwa WHERE nomor = 1", "Daftar peristiwa tidak lengkap."),
    ],
    ids=lambda value: value.split()[1] + value.split()[3] if value.startswith(("UPDATE", "DELETE")) else "",
)
def test_damage_is_named(sqlite_office: Office, statement: str, words: str) -> None:
    sqlite_office.tamper(statement)
    assert sqlite_office.findings() == [("DAMAGED", words)]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "UPDATE baris SET desa = CAST(X'53E96E' AS TEXT) WHERE unggahan = 1 AND desa = 'Senyubuk'",
            "Unggahan 1: catatannya tidak terbaca.",
        ),
        ("UPDATE unggahan SET tanggal_data = 5 WHERE nomor = 1", "Unggahan 1: catatannya tidak terbaca."),
        (
            "UPDATE peristiwa SET waktu = X'05' WHERE nomor = 2",
            "Daftar peristiwa tidak terbaca; unggahan tidak dapat diperiksa.",
        ),
    ],
    ids=["no letter", "no date", "no moment"],
)
def test_a_value_of_another_kind_is_named_too(sqlite_office: Office, statement: str, words: str) -> None:
    sqlite_office.tamper(statement)
    assert sqlite_office.findings() == [("DAMAGED", "Basis data: ada isi yang tidak dapat dibaca."), ("DAMAGED", words)]


@pytest.mark.parametrize("lembar", ["komitmen", "langkah", "kegiatan", "evaluasi"])
def test_damage_in_a_sheet_of_the_programme_is_named(sqlite_office: Office, lembar: str) -> None:
    with closing(sqlite3.connect(sqlite_office.store.engine.url.database or "")) as connection:
        query = "SELECT urutan, sheet, baris_ke, isi FROM baris_program WHERE unggahan = 2 AND lembar = ? LIMIT 1"
        urutan, sheet, row, isi = connection.execute(query, (lembar,)).fetchone()
    values = json.loads(isi)
    name, right = next((name, value) for name, value in values.items() if name.startswith("tanggal"))
    wrong = right.replace("20", "21", 1)
    changed = json.dumps(values | {name: wrong}, ensure_ascii=False, separators=(",", ":")).replace("'", "''")
    sqlite_office.tamper(f"UPDATE baris_program SET isi = '{changed}' WHERE unggahan = 2 AND urutan = {urutan}")
    ((kind, words),) = sqlite_office.findings()
    assert kind == "DAMAGED"
    assert words.startswith(
        f"Unggahan 2, {lembar}, lembar {sheet} baris {row}, {name}: tersimpan “{wrong}”, menurut aslinya “{right}” "
        f"(sel {sheet}!"
    )


def test_damage_accuses_no_later_upload(sqlite_office: Office) -> None:
    """An upload is judged against those before it as they were, not as they are now."""
    sqlite_office.save(make_recap(dendang_rows(Nyuruk=NYURUK)))
    sqlite_office.save(make_recap(dendang_rows(Nyuruk="Belum"), day="1 Juni 2023"), use_suggested=True)
    sqlite_office.tamper("UPDATE baris SET status = 'Belum' WHERE unggahan = 3 AND desa = 'Nyuruk'")
    assert [words.partition(",")[0] for _, words in sqlite_office.findings()] == ["Unggahan 3"]


class TestProgramsOfOtherDays:
    """An office's uploads stay while the program learns to read better."""

    def test_what_is_sealed_and_read_otherwise_today_is_no_damage(self, office: Office) -> None:
        checked = check_files([InputFile("rekap.xlsx", make_recap())], **office.options())
        (part,) = [file.part for file in checked.files]
        rows = (replace(part.rows[0], attributes={"klasifikasi": "Dasar"}), *part.rows[1:])
        read_then = replace(checked, files=(replace(checked.files[0], part=replace(part, rows=rows)),))
        office.keep(read_then)
        ((kind, words),) = office.findings()
        assert kind == "READ_OTHERWISE"
        assert "klasifikasi: tersimpan “Dasar”, menurut aslinya tidak ada" in words

    def test_without_a_seal_a_difference_may_be_either(self, sqlite_office: Office) -> None:
        unsealed = "UPDATE unggahan SET sidik = NULL WHERE nomor = 1"
        sqlite_office.tamper(unsealed)
        assert sqlite_office.findings() == []
        sqlite_office.tamper("UPDATE baris SET tanggal = '2011' WHERE unggahan = 1 AND desa = 'Senyubuk'")
        ((kind, words),) = sqlite_office.findings()
        assert (kind, "tersimpan “2011”" in words) == ("UNSURE", True)




class TestErased:
    def test_it_is_said_and_is_no_damage(self, sqlite_office: Office) -> None:
        sqlite_office.save(make_recap(dendang_rows(Nyuruk=NYURUK)))
        sqlite_office.store.erase_original(2, by="Kepala", at=sqlite_office.now, reason="permintaan")
        sqlite_office.save(make_recap(dendang_rows(Nyuruk="Belum"), day="1 Juni 2023"), use_suggested=True)
        assert sqlite_office.findings() == [("ERASED", "Unggahan 2: isi berkas aslinya dihapus 1 Agustus 2024.")]

    def test_its_rows_are_still_held_against_the_seal(self, sqlite_office: Office) -> None:
        sqlite_office.store.erase_original(1, by="Kepala", at=sqlite_office.now, reason="permintaan")
        sqlite_office.tamper("UPDATE baris SET status = 'Belum' WHERE unggahan = 1 AND desa = 'Senyubuk'")
        assert ("DAMAGED", "Unggahan 1: catatannya berubah sejak disimpan.") in sqlite_office.findings()

    def test_what_was_saved_with_it_is_not_read_otherwise(self, sqlite_office: Office) -> None:
        numbers = sqlite_office.save(
            make_recap(dendang_rows(Nyuruk=NYURUK)), make_recap([("Damar", "Mempaya", "Merintis")], day="12 Mei 2023")
        )
        sqlite_office.store.erase_original(numbers[0], by="Kepala", at=sqlite_office.now, reason="permintaan")
        kinds = sqlite_office.findings()
        assert [kind for kind, _ in kinds] == ["ERASED", "ERASED"]
        assert "disimpan bersama berkas yang isinya dihapus" in kinds[1][1]

    def test_bytes_that_went_without_a_record_are_damage(self, sqlite_office: Office) -> None:
        sqlite_office.tamper("UPDATE berkas_asli SET isi = NULL WHERE unggahan = 1")
        assert ("DAMAGED", "Unggahan 1: berkas aslinya rusak (SHA-256 tidak cocok).") in sqlite_office.findings()
