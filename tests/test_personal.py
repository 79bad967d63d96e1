"""Personal numbers are neither stored in tables nor shown, and nothing else is touched."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkb.personal import (
    PLACEHOLDER,
    is_masked,
    mask_personal_numbers,
    mask_texts,
    mask_under,
    without_personal_numbers,
)
from kkb.schema import RecapRow, Tahap
from tests.support.builders import COLUMNS, dendang_rows, found, judge


@pytest.mark.parametrize(
    "text",
    [
        "Ketua: {0813-6700-1122}",
        "Ketua {0813 6700 1122} (Ani), Sek.{081367001123}",
        "{+62 813-6700-1122}",
        "{6281367001122}",
        "Telp. {0719-91234}",
        "kontak {(0719) 91234}",
        "wa no. {0813.6700.1122}",
        "NIK {1906041203800001}",
        "NIK: {1906 0412 0380 0001}",
        "{190604.120380.0001}",
        "NIP. {19700101 199803 1 001}",
        "NIP {197001011998031001}",
        "{1906-0412-0380-0001}",
        "{19.06.04.120380.0001}",
        "NIK{1906041203800001}, KK {1906040101100002}.",
        "suami/istri {1906041203800001}/{1906045203800002}",
        "kurang satu angka: {190604120380001}",
        "{1906020504980001.0}",
        "{1.906020504980001E+15}",
        "HP{081367001122}/{081234567890}",
        "{81367001122} atau {81367001122.0}",
        "{+62 (0)813 6700 1122}, {(+62) 813-6700-1122}",
        "{0813 - 6700 - 1122}",
        "{(0813) 6700-1122}",
        "{(0719) 91234}",
        "kantor {0719-91234}, {0719 912345}, {071991234}",
        "{021-123-4567}",
        "{+62 719 91234}",
        "{0813 6700 112}… ",
        "{1906041203  800001}, {1906_0412_0380_0001} dan {1906041203—800001}",
        "{0812—7123—4567}, {0812_7123_4567}, {0812  7123  4567}",
        "HP {0812/7123/4567}",
        "NIK: {1906/0412/0380/0001}",
        "NPWP {01.234.567.8-901.000}, {01.234.567.8-901.000}",
        "{8127123457}",
        "No_HP: {813670011}, CP {0812 / 712345}, rekening {150-00-1234567-8}",
    ],
)
def test_telephone_numbers_and_identities_are_replaced(text: str) -> None:
    written = text.replace("{", "").replace("}", "")
    assert without_personal_numbers(written) == re.sub(r"\{.*?\}", PLACEHOLDER, text)


@pytest.mark.parametrize(
    "text",
    [
        "SK 188.45/0812/2018",
        "Nomor 140/081234567/2018",
        "SK No. 140/22/SP/2024 tgl 14 Juni 2024",
        "anggaran 2023 2024 2025 2026",
        "tahun 2018, 2019, 2020 dan 2021",
        "Rp 1.500.000.000",
        "10-05-2023 sampai 12-05-2023",
        "HP ketua menyusul",
        "kode 19.06.03.2005",
        "188.45/123/KEP/2023",
        "141/012/DS/2022",
        "188.45/0812.a/KEP/DPMD/BELTIM/2023",
        "027-12-2019 dan 050-123-2020",
        "kode 1906042002, 19.06.04.2002 19.06.04.2003",
        "10-05-2023 12-05-2023",
        "10.05.2023 - 12.05.2023, 2018 2019 2020 2021",
        "2023-05-10T09:40:15, 20230510093015",
        "Rp12.500.000, 81.250.000.000 dan 81250000000",
        "kode pos 33572",
        "-2.86712345678901, 108.2345678901234567",
        "0.30000000000000004",
        "35 anak, 20 anak; 1.250 peserta",
        "rekap_2023-05-10_11-30-00.xlsx",
        "rekap_01052023_12052023.xlsx, rekap_20230510_20231205",
        "10/05/2023 12/05/2023, 10-05-2023 — 12-05-2023",
        "0812/7123/4567",
        "HP 10/05/2023",
        "kontak 12.05.2023",
        "SK 188.45_12_2018 dan 188.45 — 12 — 2018",
        "2018 — 2019 — 2020 — 2021, 2018/2019/2020/2021",
        "anggaran 8.127.123.457",
        "jumlah KK 120 135 142",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert without_personal_numbers(text) == text
    assert mask_personal_numbers(text) is text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ketua Ani, NIK 1906041203800001", "Ketua Ani, NIK [nomor …01]"),
        ("Telp. 0719-91234 (rumah)", "Telp. [nomor …34] (rumah)"),
        ("1906020504980001.0", "[nomor …01]"),
        ("1,906020504980001E+15", "[nomor …01]"),
    ],
)
def test_two_figures_are_shown(text: str, shown: str) -> None:
    assert mask_personal_numbers(text) == shown
    assert mask_personal_numbers(shown) is shown


def test_a_mask_is_stored_as_the_number_it_stands_for() -> None:
    note = "Ketua 0813-6700-1122"
    assert without_personal_numbers(mask_personal_numbers(note)) == without_personal_numbers(note)


@pytest.mark.parametrize(
    "header",
    "NIK|NIP Ketua|KK|No. KK|No_KTP|Telepon|No. HP|No_HP|NoHP|HP1|CP|WA|Seluler|Phone|Kontak Pengurus|Alamat|E-mail|"
    "email|No. Rekening|NPWP|Tgl. Lahir|Tanggal_Lahir|Nomor Induk Kependudukan|nomor.induk.kependudukan".split("|"),
)
def test_under_a_header_of_personal_data_nothing_stays(header: str) -> None:
    assert (mask_under(header, "Jl. Merdeka 5"), mask_under(header, "")) == ("[disamarkan]", "")
    assert is_masked(mask_under(header, "8136700"))


@pytest.mark.parametrize("header", ["Tanggal SK", "Jumlah KK", "Keterangan", "Nomor SK", "Cpns", "Kelahiran", "No"])
def test_under_another_header_only_numbers_of_a_person_are_masked(header: str) -> None:
    assert mask_under(header, "12/03/1980") == "12/03/1980"
    assert mask_under(header, "HP 0813-6700-1122") == "HP [nomor …22]"


SHORT = st.from_regex(r"\A\d{1,8}\Z")


@given(st.lists(st.tuples(SHORT, st.sampled_from(["/", ", ", " desa ", " Rp", "; ", " sd "]))))
def test_a_text_without_a_long_number_is_never_touched(parts: list[tuple[str, str]]) -> None:
    text = "".join(number + between for number, between in parts)
    assert mask_personal_numbers(text) is text


@given(st.from_regex(r"\A[1-9][0-9]{15}\Z"), st.sampled_from(["", " ", ".", "-"]), st.text("abc /,:;()", max_size=5))
def test_no_nik_stays(number: str, gap: str, around: str) -> None:
    """However its figures are chosen, if they are those of a NIK."""
    nik = f"{number[:6]}12{'03'}80{number[12:]}"
    written = gap.join((nik[:6], nik[6:12], nik[12:]))
    shown = mask_personal_numbers(f"{around}{written}{around}")
    assert len(re.findall(r"\d", shown)) == 2


def test_a_record_is_masked_in_all_its_texts() -> None:
    row = RecapRow("19.06.04.2002", "Gantung", "Gantung", Tahap.BELUM, attributes={"keterangan": "HP 081367001122"})
    shown = mask_texts((row, {"oleh": ["Ani 081367001122"], "sha256": 3}))
    assert shown[0].attributes["keterangan"] == "HP [nomor …22]"
    assert shown[1] == {"oleh": ["Ani [nomor …22]"], "sha256": 3}
    clean = ({"desa": "B7"}, {"daftar": [row.desa]})
    assert mask_texts(clean) is clean


def test_the_number_is_in_no_row_and_in_no_sentence() -> None:
    rows = dendang_rows(Nyuruk=("Terbentuk", "2018-05-02", "=HP 0813-6700-1122"))
    verdict = judge(rows, columns=(*COLUMNS, "keterangan"))
    assert found(verdict) == [("TEXT_PERSONAL", "E7")]
    assert [row.attributes["keterangan"] for row in verdict.rows if row.attributes] == [f"=HP {PLACEHOLDER}"]
    assert "6700" not in str(verdict)
