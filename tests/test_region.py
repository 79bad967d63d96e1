"""The list of desa, and finding the desa that a written name stands for."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkb.region import Desa, MatchKind, Region, RegionError, foreign_letters, load_region, name_key
from tests.support.builders import REGION, code_of

KECAMATAN = {k.kecamatan: k.kode_kecamatan for k in REGION.kecamatan}
HEADER = "kode_kecamatan,kecamatan,kode_desa,desa,varian,petak_kolom,petak_baris\n"


def match(text: str, kecamatan: str | None = None, region: Region = REGION) -> tuple[MatchKind, str | None]:
    found = region.match_desa(text, KECAMATAN[kecamatan] if kecamatan else None)
    return found.kind, found.desa.desa if found.desa else None


class TestDefaultRegion:
    def test_seven_kecamatan_and_39_desa(self) -> None:
        assert {k.kecamatan: len(REGION.desa_of(k.kode_kecamatan)) for k in REGION.kecamatan} == {
            "Manggar": 9,
            "Gantung": 7,
            "Dendang": 4,
            "Kelapa Kampit": 6,
            "Damar": 5,
            "Simpang Renggiang": 4,
            "Simpang Pesak": 4,
        }
        assert len(REGION.by_code) == len(REGION.desa) == 39

    def test_every_desa_has_a_tile_of_its_own(self) -> None:
        tiles = {(d.petak_kolom, d.petak_baris) for d in REGION.desa}
        assert len(tiles) == 39
        assert all(column in range(8) and row in range(9) for column, row in tiles)

    def test_every_official_name_finds_itself_with_and_without_its_kecamatan(self) -> None:
        for desa in REGION.desa:
            for text in (desa.desa, desa.desa.upper(), f"Desa {desa.desa}", f"  ds.  {desa.desa.lower()} "):
                assert match(text, desa.kecamatan) == (MatchKind.EXACT, desa.desa)
                assert match(text) == (MatchKind.EXACT, desa.desa)

    def test_every_variant_finds_its_desa(self) -> None:
        for desa in REGION.desa:
            for variant in desa.varian:
                kind, name = match(variant, desa.kecamatan)
                assert (kind in (MatchKind.EXACT, MatchKind.ALIAS), name) == (True, desa.desa)

    @pytest.mark.parametrize(
        ("written", "kecamatan", "desa"),
        [
            ("Burung Mandi", "Damar", "Burong Mandi"),
            ("Selinsing", "Gantung", "Selingsing"),
            ("Bantaian Jaya", "Manggar", "Bentaian Jaya"),
            ("Pulau Buku Limau", "Manggar", "Buku Limau"),
            ("Batu Itam", "Simpang Pesak", "Tanjung Batu Itam"),
            ("TJ. BATU ITAM", "Simpang Pesak", "Tanjung Batu Itam"),
            ("Sp. Pesak", "Simpang Pesak", "Simpang Pesak"),
        ],
    )
    def test_documented_spellings(self, written: str, kecamatan: str, desa: str) -> None:
        assert match(written, kecamatan)[1] == desa

    @pytest.mark.parametrize(
        ("written", "kecamatan"),
        [
            ("Kec. Gantung", "Gantung"),
            ("KECAMATAN KELAPAKAMPIT", "Kelapa Kampit"),
            ("S. Renggiang", "Simpang Renggiang"),
            ("Simpang Rengiang", "Simpang Renggiang"),
            ("Sp. Pesak", "Simpang Pesak"),
            ("kec.damar", "Damar"),
        ],
    )
    def test_spellings_of_kecamatan(self, written: str, kecamatan: str) -> None:
        found, by_likeness = REGION.match_kecamatan(written)
        assert (found and found.kecamatan, by_likeness) == (kecamatan, False)

    def test_a_kecamatan_found_by_likeness_says_so_and_a_foreign_one_is_none(self) -> None:
        found, by_likeness = REGION.match_kecamatan("Mangar")
        assert (found and found.kecamatan, by_likeness) == ("Manggar", True)
        assert REGION.match_kecamatan("Sijuk") == (None, False)

    def test_names_that_are_desa_and_kecamatan_are_told_apart_by_the_pair(self) -> None:
        assert match("Gantung", "Gantung") == (MatchKind.EXACT, "Gantung")
        assert match("Renggiang", "Simpang Renggiang") == (MatchKind.EXACT, "Renggiang")
        assert match("Dukong", "Gantung") == (MatchKind.ELSEWHERE, "Dukong")

    def test_likeness_is_a_suggestion_and_stays_in_the_kecamatan(self) -> None:
        assert match("Selingsng", "Gantung") == (MatchKind.FUZZY, "Selingsing")
        assert match("Selingsng") == (MatchKind.FUZZY, "Selingsing")
        assert match("Selingsng", "Damar") == (MatchKind.UNKNOWN, None)

    @pytest.mark.parametrize(
        ("written", "other"), [("Lenggang", "Renggiang"), ("Simpang Tiga", "Simpang Pesak"), ("Lilangan", "Lalang")]
    )
    def test_the_closest_false_pairs_never_meet(self, written: str, other: str) -> None:
        only_other = Region(d for d in REGION.desa if d.desa == other)
        assert match(written, region=only_other)[0] is MatchKind.UNKNOWN

    def test_an_unknown_name_names_the_nearest_one(self) -> None:
        found = REGION.match_desa("Sukamaju", KECAMATAN["Damar"])
        assert (found.kind, [d.desa for d in found.candidates]) == (MatchKind.UNKNOWN, ["Sukamandi"])
        assert REGION.match_desa("", None).kind is MatchKind.UNKNOWN

    def test_two_desa_nearly_as_close_are_both_shown(self) -> None:
        region = Region([Desa("1", "A", "1.1", "Sukamaju"), Desa("1", "A", "1.2", "Sukamaja")])
        found = region.match_desa("Sukamajo", "1")
        assert found.kind is MatchKind.RIVALS
        assert {d.desa for d in found.candidates} == {"Sukamaju", "Sukamaja"}

    @pytest.mark.parametrize("written", ["Lalang Raya", "Desa Lalang-Raya", "LALANG RAYA"])
    def test_a_desa_that_is_the_first_word_of_a_near_name_is_shown_beside_it(self, written: str) -> None:
        found = REGION.match_desa(written, KECAMATAN["Manggar"])
        assert found.kind is MatchKind.RIVALS
        assert [d.desa for d in found.candidates] == ["Lalang", "Lalang Jaya"]

    @pytest.mark.parametrize("written", ["Lalang Jya", "Lalang Jayaa", "Lalangjaja", "Lalng Jaya"])
    def test_a_slip_in_the_second_word_is_no_doubt_about_the_desa(self, written: str) -> None:
        assert match(written, "Manggar") == (MatchKind.FUZZY, "Lalang Jaya")

    def test_a_confirmed_spelling_is_an_alias_in_its_kecamatan_only(self) -> None:
        aliases = {(KECAMATAN["Gantung"], name_key("Linggang")): code_of("Lenggang")}
        found = REGION.match_desa("LINGGANG", KECAMATAN["Gantung"], aliases)
        assert (found.kind, found.desa and found.desa.desa) == (MatchKind.ALIAS, "Lenggang")
        assert REGION.match_desa("Linggang", KECAMATAN["Manggar"], aliases).kind is not MatchKind.ALIAS

    def test_an_official_name_outranks_a_variant_and_a_confirmed_spelling(self) -> None:
        aliases = {(KECAMATAN["Manggar"], name_key("Lalang")): code_of("Lalang Jaya")}
        found = REGION.match_desa("Lalang", KECAMATAN["Manggar"], aliases)
        assert (found.kind, found.desa and found.desa.desa) == (MatchKind.EXACT, "Lalang")


class TestNames:
    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("Desa Aik  Madu", "aikmadu"),
            ("Ds. Aik-Madu", "aikmadu"),
            ("KEC. MANGGAR", "manggar"),
            ("Kel. Desa Baru", "baru"),
            ("Kelapa Kampit", "kelapakampit"),
            ("Desa", "desa"),
            ("Aik Madu", "aikmadu"),
            ("", ""),
        ],
    )
    def test_key(self, text: str, key: str) -> None:
        assert name_key(text) == key

    @given(
        st.sampled_from(REGION.desa),
        st.sampled_from(["", "Desa ", "DESA  ", "ds. ", "Ds.", "Kel. "]),
        st.sampled_from([" ", "  ", "\u00a0", "-", ". "]),
        st.sampled_from([str.upper, str.lower, str.title]),
    )
    def test_case_prefix_spaces_and_punctuation_do_not_count(
        self, desa: Desa, prefix: str, gap: str, cased: Callable[[str], str]
    ) -> None:
        written = prefix + cased(desa.desa).replace(" ", gap) + " "
        assert name_key(written) == name_key(desa.desa)
        assert match(written, desa.kecamatan) == (MatchKind.EXACT, desa.desa)

    def test_letters_of_other_scripts_are_named_once(self) -> None:
        assert foreign_letters("Sеlingsing Pаdаng") == "еа"  # three of Cyrillic, two different
        assert foreign_letters("Burong Mandi é 2 – ✓") == ""

    def test_full_width_letters_are_latin(self) -> None:
        assert foreign_letters("Ｐａｄａｎｇ") == ""
        assert match("Ｐａｄａｎｇ") == (MatchKind.EXACT, "Padang")


class TestCsv:
    def write(self, folder: Path, text: str) -> Path:
        path = folder / "wilayah.csv"
        path.write_text(text, encoding="utf-8")
        return path

    def test_another_region_is_another_file(self, tmp_path: Path) -> None:
        rows = ("99.01,Utara,99.01.01,Satu,Sattu;S. Atu,,", "99.02,Selatan,99.02.01,Dua,,3,4")
        path = self.write(tmp_path, HEADER + "\n".join(rows))
        (tmp_path / "varian_kecamatan.csv").write_text("kode_kecamatan,varian\n99.01,Lor;Kec. Lor\n", encoding="utf-8")
        region = load_region(path)
        assert [(d.kode_desa, d.varian, d.petak_kolom) for d in region.desa] == [
            ("99.01.01", ("Sattu", "S. Atu"), None),
            ("99.02.01", (), 3),
        ]
        assert region.match_kecamatan("lor")[0] == region.kecamatan[0]
        assert region.match_desa("Sattu", "99.01").kind is MatchKind.ALIAS

    def test_a_file_saved_by_excel_begins_with_a_mark_that_is_no_letter(self, tmp_path: Path) -> None:
        path = self.write(tmp_path, "\ufeff" + HEADER + "1,A,1.1,B,,,\n")
        assert load_region(path).desa[0].kode_desa == "1.1"

    @pytest.mark.parametrize(
        ("text", "complaint"),
        [
            ("", "kosong"),
            (HEADER, "kosong"),
            ("kode_desa;desa\n1;A\n", "tidak memiliki kolom"),
            (HEADER + "1,A,1.1,B,,,\n1,A,1.1,C,,,\n", "1.1 tertulis dua kali"),
            (HEADER + "1,A,1.1,B,,,\n1,A,,C,,,\n", "baris 3"),
            (HEADER + "1,A\n", "baris 2"),
        ],
    )
    def test_a_list_that_cannot_be_used_says_why(self, tmp_path: Path, text: str, complaint: str) -> None:
        with pytest.raises(RegionError, match=complaint):
            load_region(self.write(tmp_path, text))

    def test_a_missing_or_garbled_file_is_named_without_its_folder(self, tmp_path: Path) -> None:
        garbled = tmp_path / "rusak.csv"
        garbled.write_bytes(b"kode_desa,desa\n\xff\xfe\x00")
        for path in (garbled, tmp_path / "tidak_ada.csv", tmp_path):
            with pytest.raises(RegionError, match="tidak dapat dibaca") as error:
                load_region(path)
            assert str(path.parent) not in str(error.value)

    def test_a_garbled_list_of_spellings_is_reported_too(self, tmp_path: Path) -> None:
        path = self.write(tmp_path, HEADER + "1,A,1.1,B,,,\n")
        (tmp_path / "varian_kecamatan.csv").write_bytes(b"\xff\xfe")
        with pytest.raises(RegionError, match=r"varian_kecamatan\.csv"):
            load_region(path)


SYLLABLES = ("ba", "cu", "di", "fo", "ga", "hi", "ju", "ke", "lo", "ma", "nu", "pi", "ra", "so", "tu", "wa")


@pytest.fixture(scope="module")
def large_region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    """8,500 desa in 850 kecamatan; each name of three or four syllables stands once, "Bersama" in every kecamatan."""
    names = ["".join(s).capitalize() for n in (3, 4) for s in itertools.product(SYLLABLES, repeat=n)]
    lines = []
    for kecamatan in range(850):
        code = f"{kecamatan // 50 + 10}.{kecamatan // 10 % 5:02d}.{kecamatan:03d}"
        own = [*names[kecamatan * 9 : kecamatan * 9 + 9], "Bersama"]
        lines += [f"{code},Kecamatan {names[-1 - kecamatan]},{code}.{n:04d},{desa},,," for n, desa in enumerate(own)]
    path = tmp_path_factory.mktemp("wilayah") / "besar.csv"
    path.write_text(HEADER + "\n".join(lines), encoding="utf-8")
    return load_region(path)


class TestLargeRegion:
    def test_it_loads_whole(self, large_region: Region) -> None:
        assert (len(large_region.desa), len(large_region.kecamatan)) == (8500, 850)

    def test_every_name_is_found_exactly(self, large_region: Region) -> None:
        for desa in large_region.desa:
            found = large_region.match_desa(desa.desa.upper(), desa.kode_kecamatan)
            assert (found.kind, found.desa) == (MatchKind.EXACT, desa)

    def test_a_name_of_every_kecamatan_needs_its_kecamatan(self, large_region: Region) -> None:
        found = large_region.match_desa("Bersama", None)
        assert (found.kind, len(found.candidates)) == (MatchKind.AMBIGUOUS, 850)
        assert large_region.match_desa("Bersama", large_region.desa[-1].kode_kecamatan).desa == large_region.desa[-1]

    def test_a_confirmed_spelling_is_found_among_all(self, large_region: Region) -> None:
        desa = large_region.desa[4321]
        aliases = {(d.kode_kecamatan, name_key(f"Ejaan {d.desa}")): d.kode_desa for d in large_region.desa}
        found = large_region.match_desa(f"EJAAN {desa.desa}", desa.kode_kecamatan, aliases)
        assert (found.kind, found.desa) == (MatchKind.ALIAS, desa)

    def test_likeness_looks_in_the_kecamatan(self, large_region: Region) -> None:
        desa = next(d for d in large_region.desa if d.desa == "Bersama")
        found = large_region.match_desa("Bersma", desa.kode_kecamatan)
        assert (found.kind, found.desa) == (MatchKind.FUZZY, desa)
        assert large_region.match_desa("Qqqqq", desa.kode_kecamatan).kind is MatchKind.UNKNOWN


class TestPairs:
    """A desa and its kecamatan in one text."""

    @pytest.mark.parametrize(
        ("text", "desa", "kecamatan"),
        [
            ("Padang (Manggar)", "Padang", "Manggar"),
            ("PADANG, KEC. MANGGAR", "Padang", "Manggar"),
            ("Desa Padang Kecamatan Manggar", "Padang", "Manggar"),
            ("Kec. Manggar / Desa Padang", "Padang", "Manggar"),
            ("Manggar - Padang", "Padang", "Manggar"),
            ("Lintang, S. Renggiang", "Lintang", "Simpang Renggiang"),
            # Three desa have the name of their kecamatan, one a part of it.
            ("Gantung (Gantung)", "Gantung", "Gantung"),
            ("Dendang/Dendang", "Dendang", "Dendang"),
            ("Desa Simpang Pesak Kec. Simpang Pesak", "Simpang Pesak", "Simpang Pesak"),
            ("Simpang Pesak - Tanjung Kelumpang", "Tanjung Kelumpang", "Simpang Pesak"),
            ("Renggiang (Simpang Renggiang)", "Renggiang", "Simpang Renggiang"),
        ],
    )
    def test_both_names_are_known_and_agree(self, text: str, desa: str, kecamatan: str) -> None:
        pair = REGION.find_pair(text)
        assert pair is not None
        assert (pair.desa.desa, pair.kecamatan.kecamatan, pair.agree) == (desa, kecamatan, True)

    @pytest.mark.parametrize("text", ["Padang (Gantung)", "Desa Gantung Kec. Dendang", "Kec. Dendang, Desa Gantung"])
    def test_what_surely_contradicts_itself_is_told(self, text: str) -> None:
        pair = REGION.find_pair(text)
        assert pair is not None and not pair.agree

    @pytest.mark.parametrize(
        "text",
        ["Padang", "Gantung - Dendang", "Gantung, Simpang Pesak", "Padang / Lalang", "Sp. Pesak", "Padang (Sijuk)",
         "Padang (Manggr)", "Simpang Tiga", "", "(", "x" * 300],
    )  # fmt: skip
    def test_anything_else_is_no_pair(self, text: str) -> None:
        assert REGION.find_pair(text) is None


class TestFindCode:
    @pytest.mark.parametrize(
        "text", ["19.06.04.2002", "1906042002", " 19.06.04.2002 ", "19-06-04-2002", "19.06.042002"]
    )
    def test_with_or_without_dots(self, text: str) -> None:
        found = REGION.find_code(text)
        assert found is not None and found.desa == "Senyubuk"

    @pytest.mark.parametrize("text", ["", "19.06.04", "1906042", "19.06.01.2005", "Senyubuk"])
    def test_no_part_of_one_and_none_of_the_gaps(self, text: str) -> None:
        assert REGION.find_code(text) is None

    def test_codes_that_only_dots_tell_apart_need_them(self) -> None:
        region = Region([Desa("1", "A", "1.11", "Satu"), Desa("1", "A", "11.1", "Dua")])
        assert region.find_code("111") is None
        assert region.find_code("11.1") is not None


class TestRemarks:
    def test_a_short_one_is_a_likeness_and_a_long_one_only_suggests(self) -> None:
        short = REGION.match_desa("Padang (P)", None)
        assert (short.kind, short.desa and short.desa.desa) == (MatchKind.FUZZY, "Padang")
        long = REGION.match_desa("Padang (pemekaran)", None)
        assert (long.kind, long.desa, [d.desa for d in long.candidates]) == (MatchKind.UNKNOWN, None, ["Padang"])

    def test_brackets_inside_a_name_are_none(self) -> None:
        match = REGION.match_desa("Lalang (Jaya)", None)
        assert (match.kind, match.desa and match.desa.desa) == (MatchKind.EXACT, "Lalang Jaya")


class TestDress:
    """What stands around a name and says nothing of the place."""

    @pytest.mark.parametrize("text", ["5. Nyuruk", "12) Desa Nyuruk", "3.Nyuruk"])
    def test_a_number_before_a_desa(self, text: str) -> None:
        assert match(text, "Dendang") == (MatchKind.EXACT, "Nyuruk")

    @pytest.mark.parametrize("text", ["Manggar, Kab. Belitung Timur", "Kec. Manggar Kabupaten Belitung Timur"])
    def test_the_kabupaten_behind_a_kecamatan(self, text: str) -> None:
        kecamatan, by_likeness = REGION.match_kecamatan(text)
        assert (kecamatan and kecamatan.kecamatan, by_likeness) == ("Manggar", False)

    def test_the_beginning_of_a_longer_name_beside_a_shorter_one_is_for_a_person(self) -> None:
        found = REGION.match_desa("Lalang J", KECAMATAN["Manggar"])
        assert found.kind is MatchKind.RIVALS
        assert [desa.desa for desa in found.candidates] == ["Lalang Jaya", "Lalang"]


class TestInShort:
    @pytest.mark.parametrize(
        ("written", "desa"),
        [
            ("Sp. 3", "Simpang Tiga"),
            ("Simpang III", "Simpang Tiga"),
            ("Tj. B. Itam", "Tanjung Batu Itam"),
            ("Tj. Klp", "Tanjung Kelumpang"),
            ("Brg. Mandi", "Burong Mandi"),
            ("A. Kelik", "Air Kelik"),
            ("Klb", "Kelubi"),
            ("Kurnia", "Kurnia Jaya"),
            ("Mengkubang (induk)", "Mengkubang"),
        ],
    )
    def test_it_is_suggested_where_it_can_be_one_desa(self, written: str, desa: str) -> None:
        assert match(written) == (MatchKind.FUZZY, desa)

    @pytest.mark.parametrize(
        ("written", "candidates"),
        [
            ("Tanjung", {"Tanjung Batu Itam", "Tanjung Kelumpang"}),
            ("Jangkar", {"Jangkar Asam", "Jangkang"}),
            ("Simpang", {"Simpang Tiga", "Simpang Pesak"}),
            ("Aik", {"Air Kelik", "Aik Madu"}),
        ],
    )
    def test_two_of_them_are_for_a_person(self, written: str, candidates: set[str]) -> None:
        found = REGION.match_desa(written, None)
        assert (found.kind, {desa.desa for desa in found.candidates}) == (MatchKind.RIVALS, candidates)

    @pytest.mark.parametrize("written", ["Kelapa", "Sp", "Jaya", "Mang", "Tanjung Binga", "Simpang Rusa", "Sp. 4"])
    def test_what_is_short_for_none_stays_unknown(self, written: str) -> None:
        assert match(written) == (MatchKind.UNKNOWN, None)

    @pytest.mark.parametrize(
        ("written", "desa"),
        [("Buku Limau (Pulau)", "Buku Limau"), ("Lalang (Jaya)", "Lalang Jaya"), ("Baru (Desa)", "Baru")],
    )
    def test_a_part_of_the_name_in_brackets_is_no_remark(self, written: str, desa: str) -> None:
        kind, found = match(written)
        assert (kind in (MatchKind.EXACT, MatchKind.ALIAS), found) == (True, desa)

    @pytest.mark.parametrize(
        ("written", "kecamatan"),
        [
            ("Klp. Kampit", "Kelapa Kampit"),
            ("Kec. K. Kampit", "Kelapa Kampit"),
            ("Mgr", "Manggar"),
            ("Sp. R.", "Simpang Renggiang"),
        ],
    )
    def test_a_kecamatan_is_found_as_by_likeness(self, written: str, kecamatan: str) -> None:
        found, by_likeness = REGION.match_kecamatan(written)
        assert (found and found.kecamatan, by_likeness) == (kecamatan, True)

    @pytest.mark.parametrize("written", ["Sp.", "Selat Nasik", "Badau", "Kec. Sijuk"])
    def test_a_kecamatan_of_which_there_are_two_or_none_is_none(self, written: str) -> None:
        assert REGION.match_kecamatan(written) == (None, False)
