"""Reading a GeoJSON: whose area is whose, what is refused and how it is said, how small it becomes."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from kkb.config import DEFAULT_REGION_CSV
from kkb.geo import MAX_BYTES, MapRefused, area, read_map, simplify
from kkb.region import Desa, load_region
from tests.support.map_fixtures import by_code, collection, feature, make_geojson, rectangle

REGION = load_region(DEFAULT_REGION_CSV)
SENYUBUK = next(desa for desa in REGION.desa if desa.desa == "Senyubuk")
SQUARE = [rectangle(0, 0)]


def only(properties: Any) -> set[str]:
    """The desa of a map with one feature of these properties; empty if none was recognised."""
    try:
        return set(read_map(collection(feature(properties, SQUARE)), REGION).areas)
    except MapRefused as refusal:
        assert "dikenali sebagai desa" in str(refusal)
        return set()


def refusal_of(data: bytes) -> str:
    with pytest.raises(MapRefused) as refusal:
        read_map(data, REGION)
    return str(refusal.value)


def circle(count: int) -> list[list[float]]:
    angles = [2 * math.pi * i / count for i in range(count)]
    ring = [[108 + 0.2 * math.cos(a), -3 + 0.2 * math.sin(a)] for a in angles]
    return [*ring, ring[0]]


class TestMatching:
    @pytest.mark.parametrize(
        "value", ["19.06.04.2002", "1906042002", 1906042002, 1906042002.0, " 19.06.04.2002 ", "1906.04.2002"]
    )
    def test_a_code_is_found_in_any_property_with_or_without_dots(self, value: Any) -> None:
        assert only({"OBJECTID": 7, "apa saja": value, "nama": "tidak dikenal"}) == {SENYUBUK.kode_desa}

    @pytest.mark.parametrize(
        ("properties", "desa"),
        [
            ({"WADMKC": "Kelapa Kampit", "WADMKD": "Senyubuk", "WADMKK": "Belitung Timur"}, "Senyubuk"),
            ({"desa": "DESA SENYUBUK", "kec": "Kec. Kelapakampit"}, "Senyubuk"),
            ({"kecamatan": "Gantung", "desa": "Gantung"}, "Gantung"),
            ({"kecamatan": "Gantung", "desa": "Lilangan"}, "Lilangan"),
            ({"kecamatan": "Simpang Pesak", "desa": "Dukong"}, "Dukong"),
        ],
    )
    def test_a_name_is_found_by_the_pair(self, properties: dict[str, str], desa: str) -> None:
        (kode,) = only(properties)
        assert REGION.by_code[kode].desa == desa

    @pytest.mark.parametrize(
        "properties",
        [
            {"desa": "Senyubuk"},
            {"kecamatan": "Manggar", "desa": "Senyubuk"},
            {"kecamatan": "Kelapa Kampit", "desa": "Senyubk"},
            {"kode": "19.06.01.2005"},
            {"kode": 19060420020},
            {"kode": True},
            {"kode": ["19.06.04.2002"]},
            {},
            None,
            "19.06.04.2002",
        ],
    )
    def test_nothing_is_guessed(self, properties: Any) -> None:
        assert only(properties) == set()

    def test_a_feature_that_names_two_desa_is_left_out_and_told(self) -> None:
        two = feature({"a": "19.06.04.2002", "b": "19.06.01.2001"}, SQUARE)
        reading = read_map(collection(two, feature(by_code(SENYUBUK), SQUARE)), REGION)
        assert set(reading.areas) == {SENYUBUK.kode_desa}
        assert "1 bidang menyebut lebih dari satu desa dan dilewati: bidang ke-1." in reading.notes

    def test_parts_of_one_desa_are_joined(self) -> None:
        part = feature(by_code(SENYUBUK), [rectangle(0, 0)])
        islands = feature(by_code(SENYUBUK), [[rectangle(4, 4)], [rectangle(6, 6)]], "MultiPolygon")
        assert len(read_map(collection(part, islands), REGION).areas[SENYUBUK.kode_desa]) == 3

    def test_what_lacks_and_what_is_strange_is_told(self) -> None:
        lacking = ("Senyubuk", "Dukong")
        document = json.loads(make_geojson([desa for desa in REGION.desa if desa.desa not in lacking]))
        document["features"] += [
            feature({"nama": "Membalong"}, SQUARE),
            {"type": "Feature", "properties": by_code(SENYUBUK), "geometry": {"type": "Point", "coordinates": [1, 2]}},
            {"type": "Feature", "properties": {}, "geometry": None},
            "bukan apa-apa",
        ]
        reading = read_map(json.dumps(document).encode(), REGION)
        assert len(reading.areas) == 37
        assert {desa.desa for desa in reading.missing} == set(lacking)
        assert reading.notes == (
            "2 desa tidak ada di peta ini: Senyubuk (Kelapa Kampit) dan Dukong (Simpang Pesak).",
            "1 bidang bukan desa yang dikenal dan dilewati: bidang ke-38.",
            "3 isi peta bukan bidang (titik atau garis) dan dilewati.",
        )

    def test_a_whole_map_leaves_no_note(self) -> None:
        reading = read_map(make_geojson(REGION.desa), REGION)
        assert (len(reading.areas), reading.missing, reading.notes) == (39, (), ())


class TestRefusals:
    @pytest.mark.parametrize(
        "data",
        [b"", b"PK\x03\x04", b"{", b"\xff\xfe{}", b"[" * 200_000, b'{"type": NaN}', b"9" * 6000, b"<html>"],
        ids=["empty", "zip", "cut", "utf16", "deep", "nan", "digits", "html"],
    )
    def test_what_is_not_json(self, data: bytes) -> None:
        assert "bukan GeoJSON yang utuh" in refusal_of(data)

    def test_what_is_too_large(self) -> None:
        assert "paling banyak 5 MB" in refusal_of(b" " * (MAX_BYTES + 1))

    @pytest.mark.parametrize("document", [[], 7, None, {}, {"type": "FeatureCollection"}, {"type": "Feature"}])
    def test_what_is_no_collection(self, document: Any) -> None:
        assert "FeatureCollection" in refusal_of(json.dumps(document).encode())

    def test_an_empty_collection(self) -> None:
        assert "kosong" in refusal_of(collection())

    def test_too_many_features(self) -> None:
        assert "5.000" in refusal_of(collection(*[None] * 5001))

    def test_too_many_vertices(self) -> None:
        ring = circle(70_000)
        features = [feature(by_code(desa), [ring]) for desa in REGION.desa[:3]]
        data = collection(*features).replace(b"00000", b"")
        if len(data) > MAX_BYTES:
            data = json.dumps(
                json.loads(data, parse_float=lambda digits: round(float(digits), 3)), separators=(",", ":")
            ).encode()
        assert "200.000 titik" in refusal_of(data)

    @pytest.mark.parametrize(
        ("point", "words"),
        [
            ([512345.0, 9678123.0], "WGS 84"),
            ([-2.9, 108.2], "tertukar"),
            ([1e999, 0], "WGS 84"),
            (["108", "-3"], "rusak"),
            ([True, False], "rusak"),
            ([108], "rusak"),
            (None, "rusak"),
        ],
    )
    def test_a_point_that_is_none(self, point: Any, words: str) -> None:
        ring = [*rectangle(0, 0)[:3], point, rectangle(0, 0)[0]]
        data = collection(feature(by_code(SENYUBUK), [ring]))
        assert words in refusal_of(data.replace(b"Infinity", b"1e999"))

    @pytest.mark.parametrize("rings", [[], None, [[]], [rectangle(0, 0)[:3]], [7], "x", {}])
    def test_an_area_that_is_none(self, rings: Any) -> None:
        assert "Bidang ke-1" in refusal_of(collection(feature(by_code(SENYUBUK), rings)))

    def test_one_that_knows_no_desa_here(self) -> None:
        assert "Tidak satu pun bidang" in refusal_of(collection(feature({"nama": "Membalong"}, SQUARE)))


class TestShapes:
    def test_an_open_ring_is_closed_and_a_byte_order_mark_does_not_matter(self) -> None:
        data = b"\xef\xbb\xbf" + collection(feature(by_code(SENYUBUK), [rectangle(0, 0)[:4]]))
        (ring,) = read_map(data, REGION).areas[SENYUBUK.kode_desa]
        assert ring[0] == ring[-1]
        assert len(ring) == 5

    def test_heights_and_holes_are_left_out(self) -> None:
        high = [[x, y, 12.5] for x, y in rectangle(0, 0)]
        (ring,) = read_map(collection(feature(by_code(SENYUBUK), [high, rectangle(0, 0)])), REGION).areas[
            SENYUBUK.kode_desa
        ]
        assert {len(point) for point in ring} == {2}

    def test_a_fine_map_becomes_small_and_keeps_its_shape(self) -> None:
        areas = {SENYUBUK.kode_desa: (tuple(map(tuple, circle(20_000))),)}
        (ring,) = simplify(areas, limit=500)[SENYUBUK.kode_desa]  # type: ignore[arg-type]
        assert len(ring) <= 500
        assert ring[0] == ring[-1]
        assert area(ring) == pytest.approx(math.pi * 0.04, rel=0.01)

    def test_neighbours_still_share_their_border(self) -> None:
        reading = read_map(make_geojson(REGION.desa), REGION)
        small = simplify(reading.areas)
        west, east = (self._named(name) for name in ("Padang", "Lalang"))
        border = set(reading.areas[west][0]) & set(reading.areas[east][0])
        assert len(border) == 2
        assert len(set(small[west][0]) & set(small[east][0])) == 2

    def test_an_area_smaller_than_the_grid_stays_visible(self) -> None:
        tiny = tuple((108 + x / 1e6, -3 + y / 1e6) for x, y in ((0, 0), (1, 0), (1, 1), (0, 0)))
        wide = tuple(map(tuple, circle(100)))
        small = simplify({"a": (wide,), "b": (tiny,)}, limit=60)  # type: ignore[dict-item]
        assert small["b"] == (tiny,)

    def test_nothing_stays_nothing(self) -> None:
        assert simplify({}) == {}

    def _named(self, name: str) -> str:
        return next(desa.kode_desa for desa in REGION.desa if desa.desa == name)


def test_the_example_has_one_area_per_desa() -> None:
    desa = [Desa("1", "A", "1.1", "B"), Desa("1", "A", "1.2", "C")]
    assert len(json.loads(make_geojson(desa))["features"]) == 2
