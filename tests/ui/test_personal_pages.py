"""No personal number is sent to whoever only reads, wherever it stands in what is stored; nor is an original."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from streamlit.testing.v1 import AppTest

from kkb.briefing.build import make_briefing
from kkb.checking.verdict import Outcome, Verdict
from kkb.exports.report import FORMATS, make_file
from kkb.personal import PLACEHOLDER
from kkb.problems import make_problem
from kkb.programme import EvaluasiRow, JenisLangkah, KegiatanRow, LangkahRow, Putusan
from kkb.schema import JenisTonggak, RecapRow, Tahap, Tanggal, TargetRow, Tonggak
from kkb.store import Cause, NewUpload, Store, StoreUnavailable, UploadPart
from kkb.ui.frame import cache
from kkb.ui.frame.filters import Filters
from kkb.ui.frame.navigation import PAGES
from kkb.ui.frame.view import build_view
from kkb.ui.riwayat import history
from tests.support.page_fixtures import NOW, App, alerts, field, keep_downloads, load, text_of, upload
from tests.support.pdf_reading import read_text
from tests.ui import test_light_route, test_wall_route

NIK, PHONE, LANDLINE = "1906041203800001", "0813-6700-1122", "(0719) 91234"
LOST_ZERO = "81367001122"
SECRETS = (NIK, NIK[:9], PHONE, LOST_ZERO, "6700-11", LANDLINE, "91234", "198003")
NOTE = f"Ketua Ani, NIK {NIK}, HP {PHONE}, kantor {LANDLINE}"
SENYUBUK = "19.06.04.2002"
PLACE: dict[str, Any] = {"kode_desa": SENYUBUK, "kecamatan": "Kelapa Kampit", "desa": "Senyubuk"}
DAY, SHEET = date(2023, 8, 1), f"Rekap {NIK}"
ROW = RecapRow(
    **PLACE,
    status=Tahap.TERBENTUK,
    tanggal=Tanggal(date(2018, 5, 2)),
    no_sk=f"140/5 an. {NIK}",
    attributes={"keterangan": NOTE},
    status_asli=f"Sudah {PHONE}",
    sheet=SHEET,
    row=4,
    sel={"status": "C4", "no_sk": "D4", "keterangan": "G4"},
)


def make_original() -> bytes:
    """A recap as officers hand it in: personal numbers as text, as numbers, in a note."""
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.append(["Keadaan per 1 Agustus 2023"])
    sheet.append([])
    sheet.append(["Kecamatan", "Desa", "Status", "Nomor SK", "NIK Ketua", "No. HP", "Keterangan"])
    sheet.append(["Kelapa Kampit", "Senyubuk", "Sudah", ROW.no_sk, int(NIK), int(LOST_ZERO), NOTE])
    sheet.append(["Kelapa Kampit", "Buding", "Belum", None, NIK, 813670011, f"lahir NIP {'19800312'} 198003 1 001"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


ORIGINAL = make_original()


@pytest.fixture
def old_data(app: App) -> App:
    """A store as an earlier version may have filled it: such numbers in every text that it holds."""
    value = {"code": "STATUS_UNKNOWN", "severity": "error", "cell": "C4"}
    changed = {"kind": "new", "kecamatan": "Kelapa Kampit", "desa": "Senyubuk", "kode_desa": SENYUBUK}
    summary = {
        "changes": {"new": 1},
        "daftar": [changed | {"fields": {"no_sk": [None, ROW.no_sk]}, "details": {}, "reason": NOTE}],
        "masalah": [value | {"message": f'"{NOTE}" bukan status.'}, value | {"message": f'"NIK {NIK[:11]}…" bukan'}],
    }
    mends = [{"sheet": SHEET, "cell": "C4", "old": None, "new": f"Sudah {PHONE}"}]
    original = NewUpload(
        DAY, f"rekap {NIK}.xlsx", ORIGINAL, "a" * 64, jawaban={"perbaikan": mends}, ringkasan=summary
    )
    told: dict[str, Any] = PLACE | {"sheet": SHEET, "row": 4, "sel": {"nama": "G4", "program": "G4"}}
    when = Tanggal(date(2023, 7, 1))
    programme = [
        LangkahRow(**told, tanggal=when, jenis=JenisLangkah.LAINNYA, catatan=NOTE),
        KegiatanRow(**told, tanggal=when, nama=f"Kelas ibu {PHONE}", mitra=NOTE, keterangan=NOTE),
        EvaluasiRow(
            **told, tanggal=when, program=f"Kelas ibu {PHONE}", putusan=Putusan.PERBAIKI, alasan=NOTE, oleh=NOTE
        ),
    ]
    store = app.store
    who: dict[str, Any] = {"by": f"Ani {PHONE}", "at": NOW}
    part = UploadPart(original, [ROW], programme=programme)
    store.commit_uploads(expected_version=None, parts=[part], reason=NOTE, withdraw=[1], **who)
    store.withdraw(2, reason=f"Keliru, hubungi {PHONE}", **who)
    store.restore(2, reason=NOTE, **who)
    store.add_meeting(tanggal=date(2023, 7, 15), judul=NOTE, **who)
    store.add_milestones([Tonggak(JenisTonggak.PERISTIWA, DAY, None, NOTE, NOTE)], **who)
    store.add_map(nama_berkas=f"{NIK}.geojson", isi=b"{}", resmi=False, sumber=NOTE, **who)
    store.add_step(
        uraian=NOTE, penanggung_jawab=NOTE, tenggat=None, kode_kecamatan=None, dicatat=date(2023, 8, 2), **who
    )
    store.add_plan(
        nama=f"Target {PHONE}",
        ditetapkan=DAY,
        oleh=NOTE,
        alasan=NOTE,
        targets=(TargetRow("19.06.04", date(2025, 12, 31), 3),),
        at=NOW,
    )
    # Written behind the back of the app.
    cache.watcher.clear()
    return app


def sent(page: AppTest) -> bytes:
    """All that a page sends to the browser. Tables travel as plain bytes (Arrow)."""
    assert not page.exception
    return b"".join(node.proto.SerializeToString() for node in page._tree if getattr(node, "proto", None) is not None)


def found_in(content: bytes) -> list[str]:
    return [secret for secret in SECRETS if secret.encode() in content]


def addresses() -> Iterator[tuple[str, dict[str, str]]]:
    yield from ((spec.name, {}) for spec in PAGES)
    yield "riwayat", {"unggahan": "2"}
    for title in ("Status", "Nomor SK", "Keterangan"):
        yield "desa", {"desa": SENYUBUK, "bukti": "unggahan 2", "kolom": title}
    yield "kegiatan", {"baris": "2.2"}
    yield "komitmen", {"baris": "2.1"}
    yield "banding", {"dari": "10 Mei 2023"}


def test_the_data_hold_what_is_looked_for(old_data: App) -> None:
    """Or nothing below could fail."""
    assert found_in(repr(old_data.store.snapshot()).encode()) != []


def test_no_page_sends_a_personal_number_to_a_reader(old_data: App) -> None:
    old_data.set(KKB_MODE=None)
    found = {f"{name} {query}": found_in(sent(old_data.open(name, **query))) for name, query in addresses()}
    assert {where: numbers for where, numbers in found.items() if numbers} == {}


def test_the_proof_is_drawn_with_its_numbers_masked(old_data: App) -> None:
    page = old_data.open("desa", desa=SENYUBUK, bukti="unggahan 2", kolom="Keterangan")
    text = text_of(page)
    assert "Ketua Ani, NIK [nomor …01], HP [nomor …22], kantor [nomor …34]" in text
    assert "NIK Ketua" in text
    # The mobile number below the header "No. HP" is too short to be told by itself.
    assert "813670011" not in text
    assert 'rekap [nomor …01].xlsx, lembar "Rekap [nomor …01]", sel G4' in text
    assert "lengkapnya hanya di berkas asli" in text
    assert 'diganti menjadi "Sudah [nomor …22]"' in text_of(old_data.open("desa", desa=SENYUBUK, bukti="unggahan 2"))


def test_the_other_addresses_send_none(old_data: App) -> None:
    assert found_in(test_light_route.ask("/ringkas?kec=Kelapa+Kampit").body) == []
    for address in ("/ringkas", "/layar", "/layar?sejak=10+Mei+2023"):
        ask = test_wall_route.ask if address.startswith("/layar") else test_light_route.ask
        assert found_in(ask(address).body) == []


def test_no_file_of_a_meeting_holds_one(old_data: App) -> None:
    view = build_view(old_data.store.data_version(), Filters(), NOW.date())
    for name in (entry.name for entry in FORMATS if entry.name != "png"):
        data = make_file(name, view, make_briefing(view))
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = b"".join(archive.read(part) for part in archive.namelist())
        elif data.startswith(b"%PDF"):
            data = "".join(read_text(data)).encode()
        assert found_in(data) == [], name


def make_later_recap() -> bytes:
    """A file that a reader checks: Senyubuk a month later, with another decree."""
    recap = Workbook()
    header, row = ["Desa", "Status", "Nomor SK"], ["Senyubuk", "Terbentuk", "9/1"]
    for line in (["Keadaan per 1 September 2023"], [], header, row):
        recap.active.append(line)
    stream = io.BytesIO()
    recap.save(stream)
    return stream.getvalue()


def test_a_reader_who_checks_a_file_is_not_told_what_is_stored(old_data: App) -> None:
    old_data.set(KKB_MODE=None)
    page = upload(old_data.open("unggah"), "cek.xlsx", make_later_recap())
    assert "140/5 an. [nomor …01] → 9/1" in text_of(page)
    assert found_in(sent(page)) == []


def test_a_reader_who_is_asked_about_a_correction_is_not_told_what_is_stored(old_data: App) -> None:
    correction = NewUpload(DAY, "koreksi.xlsx", b"koreksi", "b" * 64, jawaban={}, ringkasan={}, koreksi=True)
    parts = [UploadPart(correction, [ROW])]
    old_data.store.commit_uploads(expected_version=None, parts=parts, by="Ani", at=NOW, reason="SK")
    old_data.set(KKB_MODE=None)
    page = upload(old_data.open("unggah"), "cek.xlsx", make_later_recap())
    (question,) = page.radio
    assert "SK 140/5 an. [nomor …01]" in question.label.replace("\\", "")
    assert found_in(sent(page)) == []
    next(one for one in page.button if one.label == "Jawab dan periksa lagi").click()
    page.run()
    assert "140/5 an. [nomor …01]" in text_of(page)
    assert found_in(sent(page)) == []


# --- originals ------------------------------------------------------------------------------------------------------


def originals_offered(page: AppTest) -> list[str]:
    return [one.label for one in [*page.button, *page.get("download_button")] if "Unduh berkas asli" in one.label]


def test_whoever_may_write_is_offered_the_original(old_data: App) -> None:
    page = old_data.open("riwayat", unggahan="2")
    assert len(originals_offered(page)) == 1
    assert history.ORIGINAL_KEPT not in text_of(page)


def test_a_reader_is_told_why_there_is_no_original(old_data: App) -> None:
    old_data.set(KKB_MODE=None)
    page = old_data.open("riwayat", unggahan="2")
    assert originals_offered(page) == []
    assert history.ORIGINAL_KEPT in text_of(page)


def fetch() -> None:
    """A page that fetches an original as a press on the button does."""
    import streamlit as st

    from kkb.ui.frame import cache
    from kkb.ui.frame.filters import Filters
    from kkb.ui.frame.view import build_view, publish
    from kkb.ui.riwayat import history

    publish(build_view(cache.store().data_version(), Filters(), cache.now().date()))
    file = history._original(st.session_state.get("nomor", 2))
    st.text("tidak ada" if file is None else f"{file.name}, {len(file.data)} byte")


def test_the_right_is_asked_again_when_the_bytes_are_fetched(old_data: App) -> None:
    page = AppTest.from_function(fetch, default_timeout=60).run()
    assert page.text[0].value == f"rekap {NIK}.xlsx, {len(ORIGINAL)} byte"
    old_data.has_key = False
    page.run()
    assert page.text[0].value == "tidak ada"
    assert history.ORIGINAL_KEPT in " ".join(alerts(page))


def test_an_original_that_cannot_be_fetched_is_said_in_one_sentence(
    old_data: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A press runs the fragment alone, outside the net of the frame."""
    page = AppTest.from_function(fetch, default_timeout=60)
    page.session_state["nomor"] = 99
    page.run()
    assert not page.exception
    assert "Unggahan 99 tidak ada." in " ".join(alerts(page))

    def fail(_store: Store, _number: int) -> bytes:
        raise StoreUnavailable(Cause.UNREACHABLE)

    monkeypatch.setattr(Store, "original", fail)
    page.run()
    assert not page.exception
    assert StoreUnavailable(Cause.UNREACHABLE).message in " ".join(alerts(page))
    assert page.text[0].value == "tidak ada"


# --- nothing masked goes back into the store ------------------------------------------------------------------------


def test_a_step_is_changed_word_for_word(old_data: App) -> None:
    page = old_data.open("rapat")
    page.button(key="tl_ubah_1").click().run()
    assert page.text_input(key="tl_diubah_1_1_uraian").value == NOTE


def test_a_template_is_filled_word_for_word_where_one_may_write(
    old_data: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = keep_downloads(monkeypatch)
    old_data.open("unggah")
    assert NIK in texts_of(offered["templat_terisi"]())
    old_data.set(KKB_MODE=None)
    old_data.open("unggah")
    assert found_in(texts_of(offered["templat_terisi"]()).encode()) == []


def texts_of(workbook: bytes) -> str:
    sheets = load_workbook(io.BytesIO(workbook)).worksheets
    return "\n".join(str(value) for sheet in sheets for row in sheet.values for value in row if value is not None)


def test_a_correction_of_something_else_leaves_the_masked_number_alone(old_data: App) -> None:
    page = old_data.open("desa", desa=SENYUBUK)
    assert field(page, "Nomor SK").value == "140/5 an. [nomor …01]"
    field(page, "Tanggal SK").input("5 Mei 2018")
    next(one for one in page.button if one.label == "Periksa koreksi").click()
    page.run()
    field(page, "Nama Anda").input("Sari")
    field(page, "Alasan koreksi").input("Tanggal SK")
    next(one for one in page.button if one.label == "Simpan koreksi").click()
    page.run()
    stored = old_data.store.snapshot().observations[-1].row
    assert (stored.no_sk, stored.tanggal_sk) == (None, Tanggal(date(2018, 5, 5)))


def test_a_masked_number_handed_in_is_stored_as_none(app: App) -> None:
    """As from a workbook of a meeting, which is masked for everybody."""
    book = Workbook()
    for line in (
        ["Keadaan per 1 Agustus 2023"],
        [],
        ["Kecamatan", "Desa", "Status", "Nomor SK", "Keterangan"],
        ["Kelapa Kampit", "Senyubuk", "Terbentuk", "140/5 an. [nomor …01]", "HP [nomor …22]"],
    ):
        book.active.append(line)
    stream = io.BytesIO()
    book.save(stream)
    load(app.store, stream.getvalue())
    row = app.store.snapshot().observations[-1].row
    assert (row.no_sk, row.attributes["keterangan"]) == (f"140/5 an. {PLACEHOLDER}", f"HP {PLACEHOLDER}")


def test_a_message_is_masked_and_the_value_of_the_contract_is_not() -> None:
    problem = make_problem("STATUS_UNKNOWN", cell="C4", value=f"{'x' * 50} {NIK}", facts={"hint": "", "mend": ""})
    told = Verdict(Outcome.FLAG, "", problems=(problem,)).to_json()["problems"][0]
    assert told["value"].endswith(NIK)
    assert found_in(told["message"].encode()) == []
