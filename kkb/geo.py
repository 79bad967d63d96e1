"""A map of the office's own: check a GeoJSON, find the desa of each area, make it small enough to draw.

Pure: bytes and a region in, areas and sentences out. Nothing of the file is kept but rings of numbers.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from kkb.formatting import format_count, join_words
from kkb.region import Desa, MatchKind, Region

MAX_BYTES = 5_000_000
MAX_VERTICES = 200_000
MAX_FEATURES = 5_000
MAX_DRAWN = 2_500
"""Vertices of all rings together after `simplify`: what a page sends with every redraw."""

NOT_OFFICIAL = "bukan batas resmi"
STEPS = 44
"""Steps over a map between the points of a grid inside its areas."""

Ring = tuple[tuple[float, float], ...]
"""A closed line as (longitude, latitude) in degrees; the first point stands again at the end."""

_NAMED = 5
_READ_PROPERTIES = 40
_FINEST_CELLS = 2048
_CODE_TEXT = re.compile(r"[\d.]+")
_MATCHED = (MatchKind.EXACT, MatchKind.ALIAS)


class MapRefused(ValueError):
    """The file cannot be a map of this region; the message says why and what to do, in Indonesian."""


@dataclass(frozen=True, slots=True)
class MapReading:
    """What a GeoJSON says: rings per kode_desa, desa of the region it lacks, and remarks for the officer."""

    areas: Mapping[str, tuple[Ring, ...]]
    missing: tuple[Desa, ...]
    notes: tuple[str, ...]


def read_map(data: bytes, region: Region) -> MapReading:
    """Check the bytes of a GeoJSON and find the desa of each area. Raises MapRefused.

    A FeatureCollection of Polygon or MultiPolygon in degrees. A feature belongs to the desa whose code stands in any
    of its properties (with or without dots), otherwise to the one whose kecamatan and name stand in two of them.
    Several features of one desa are joined. Holes are left out: what lies in one is drawn on top.
    """
    features = _features_of(_parse(data))
    codes = {desa.kode_desa.replace(".", ""): desa for desa in region.desa}
    areas: dict[str, tuple[Ring, ...]] = {}
    unknown: list[int] = []
    unclear: list[int] = []
    other: list[int] = []
    vertices = 0
    for number, feature in enumerate(features, start=1):
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
            other.append(number)
            continue
        rings = _rings_of(geometry, number)
        vertices += sum(len(ring) for ring in rings)
        if vertices > MAX_VERTICES:
            raise MapRefused(
                f"Peta terlalu rinci: lebih dari {format_count(MAX_VERTICES)} titik. Sederhanakan dahulu, lalu unggah."
            )
        found = _desa_of(feature.get("properties"), codes, region)
        if len(found) == 1:
            kode = found.pop()
            areas[kode] = areas.get(kode, ()) + rings
        else:
            (unclear if found else unknown).append(number)
    if not areas:
        raise MapRefused(
            "Tidak satu pun bidang dikenali sebagai desa. Sertakan kode desa (misalnya 19.06.01.2001), atau nama "
            "kecamatan dan nama desa, pada setiap bidang."
        )
    missing = tuple(desa for desa in region.desa if desa.kode_desa not in areas)
    return MapReading(areas, missing, tuple(_notes(missing, unknown, unclear, other)))


def simplify(areas: Mapping[str, tuple[Ring, ...]], limit: int = MAX_DRAWN) -> dict[str, tuple[Ring, ...]]:
    """The same areas with at most about `limit` vertices: points snapped to a common grid, repeated ones dropped.

    Neighbours stay neighbours, since the points they share snap to the same place. An area that is smaller than the
    grid keeps its largest ring.
    """
    points = [point for rings in areas.values() for ring in rings for point in ring]
    if not points:
        return {}
    longitudes, latitudes = [x for x, _ in points], [y for _, y in points]
    extent = max(max(longitudes) - min(longitudes), max(latitudes) - min(latitudes)) or 1.0
    cells = _FINEST_CELLS
    while True:
        step = extent / cells
        small = {kode: _snap_all(rings, step) for kode, rings in areas.items()}
        count = sum(len(ring) for rings in small.values() for ring in rings)
        if count <= limit or cells <= 32:
            return small
        cells = cells * 3 // 4


def _parse(data: bytes) -> Any:
    if len(data) > MAX_BYTES:
        raise MapRefused("Berkas peta terlalu besar: paling banyak 5 MB. Sederhanakan dahulu, lalu unggah.")
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise MapRefused("Berkas ini bukan GeoJSON yang utuh. Ekspor ulang sebagai GeoJSON, lalu unggah.") from error


def _refuse_constant(name: str) -> float:
    raise ValueError(f"not JSON: {name}")


def _features_of(document: Any) -> list[Any]:
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or document.get("type") != "FeatureCollection":
        raise MapRefused("Berkas ini bukan kumpulan bidang (FeatureCollection). Ekspor ulang lapisan desa.")
    if not features:
        raise MapRefused("Peta ini kosong: tidak ada satu pun bidang.")
    if len(features) > MAX_FEATURES:
        raise MapRefused(f"Peta berisi lebih dari {format_count(MAX_FEATURES)} bidang. Sertakan desa kabupaten saja.")
    return features


def _rings_of(geometry: Mapping[str, Any], number: int) -> tuple[Ring, ...]:
    """The outer rings of a Polygon or MultiPolygon."""
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        raise MapRefused(f"Bidang ke-{number} tidak memiliki titik. Perbaiki, lalu unggah lagi.")
    return tuple(_ring(polygon, number) for polygon in polygons)


def _ring(polygon: Any, number: int) -> Ring:
    line = polygon[0] if isinstance(polygon, list) and polygon else None
    if not isinstance(line, list) or len(line) < 4:
        raise MapRefused(f"Bidang ke-{number} bukan bidang tertutup. Perbaiki, lalu unggah lagi.")
    ring = tuple(_point(position, number) for position in line)
    return ring if ring[0] == ring[-1] else (*ring, ring[0])


def _point(position: Any, number: int) -> tuple[float, float]:
    if not isinstance(position, list) or len(position) < 2 or not all(_is_number(value) for value in position[:2]):
        raise MapRefused(f"Bidang ke-{number} memuat titik yang rusak. Perbaiki, lalu unggah lagi.")
    longitude, latitude = position[0], position[1]
    if -180 <= longitude <= 180 and -90 <= latitude <= 90:
        return float(longitude), float(latitude)
    if -90 <= longitude <= 90 and -180 <= latitude <= 180:
        raise MapRefused("Lintang dan bujur tertukar. GeoJSON menulis bujur dahulu, lalu lintang; ekspor ulang.")
    raise MapRefused("Koordinat peta bukan derajat. Ekspor ulang dengan sistem koordinat WGS 84 (EPSG:4326).")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _desa_of(properties: Any, codes: Mapping[str, Desa], region: Region) -> set[str]:
    """kode_desa that the properties name; more than one where they contradict each other."""
    if not isinstance(properties, dict):
        return set()
    by_code = {codes[digits].kode_desa for value in properties.values() if (digits := _digits(value)) in codes}
    return by_code or _by_names([v for v in properties.values() if isinstance(v, str) and 0 < len(v) <= 120], region)


def _digits(value: Any) -> str:
    """A code as written in a property: "19.06.01.2001", "1906012001", 1906012001 or 1906012001.0."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**15 else ""
    if isinstance(value, str) and len(value) <= 40 and _CODE_TEXT.fullmatch(value.strip()):
        return value.strip().replace(".", "")
    return ""


def _by_names(texts: list[str], region: Region) -> set[str]:
    """The desa of every pair (kecamatan, desa) of two properties, matched exactly or by a known spelling."""
    found = set()
    for place, text in enumerate(texts[:_READ_PROPERTIES]):
        kecamatan, by_likeness = region.match_kecamatan(text)
        if kecamatan is None or by_likeness:
            continue
        for other, name in enumerate(texts[:_READ_PROPERTIES]):
            match = region.match_desa(name, kecamatan.kode_kecamatan) if other != place else None
            if match is not None and match.kind in _MATCHED and match.desa is not None:
                found.add(match.desa.kode_desa)
    return found


def _notes(missing: Iterable[Desa], unknown: list[int], unclear: list[int], other: list[int]) -> Iterable[str]:
    names = [f"{desa.desa} ({desa.kecamatan})" for desa in missing]
    if names:
        yield f"{format_count(len(names))} desa tidak ada di peta ini: {join_words(names, _NAMED)}."
    if unknown:
        yield f"{format_count(len(unknown))} bidang bukan desa yang dikenal dan dilewati: bidang ke-{_list(unknown)}."
    if unclear:
        yield (
            f"{format_count(len(unclear))} bidang menyebut lebih dari satu desa dan dilewati: "
            f"bidang ke-{_list(unclear)}."
        )
    if other:
        yield f"{format_count(len(other))} isi peta bukan bidang (titik atau garis) dan dilewati."


def _list(numbers: list[int]) -> str:
    return join_words([str(number) for number in numbers], _NAMED)


def _snap_all(rings: tuple[Ring, ...], step: float) -> tuple[Ring, ...]:
    small = tuple(snapped for ring in rings if len(snapped := _snap(ring, step)) >= 4)
    return small or (max(rings, key=area),)


def _snap(ring: Ring, step: float) -> Ring:
    snapped = [(round(round(x / step) * step, 5), round(round(y / step) * step, 5)) for x, y in ring]
    return tuple(point for point, _ in groupby(snapped))


def area(ring: Ring) -> float:
    """The area of a ring in square degrees: to tell large from small."""
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))) / 2


def span_of(rings: Iterable[Ring]) -> tuple[float, float, float, float]:
    """West, south, east and north of rings; of at least one."""
    points = [point for ring in rings for point in ring]
    longitudes, latitudes = [x for x, _ in points], [y for _, y in points]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def grid_points(ring: Ring, step: float) -> list[tuple[float, float]]:
    """Points of a grid that lie inside a ring; the ring's own middle where none does."""
    longitudes, latitudes = [x for x, _ in ring], [y for _, y in ring]
    found = []
    y = math.ceil(min(latitudes) / step) * step
    while y < max(latitudes):
        crossings = sorted(
            x0 + (y - y0) / (y1 - y0) * (x1 - x0) for (x0, y0), (x1, y1) in pairwise(ring) if (y0 > y) != (y1 > y)
        )
        for enter, leave in zip(crossings[::2], crossings[1::2], strict=False):
            x = math.ceil(enter / step) * step
            while x < leave:
                found.append((round(x, 6), round(y, 6)))
                x += step
        y += step
    middle = (sum(longitudes[1:]) / (len(ring) - 1), sum(latitudes[1:]) / (len(ring) - 1))
    return found or [(round(middle[0], 6), round(middle[1], 6))]


def nearest_to_mean(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The one of the points that is nearest to their mean: inside the area, whatever its shape."""
    x = sum(px for px, _ in points) / len(points)
    y = sum(py for _, py in points) / len(points)
    return min(points, key=lambda point: (point[0] - x) ** 2 + (point[1] - y) ** 2)


def middle_of(rings: Sequence[Ring]) -> tuple[float, float]:
    """A point well inside the largest of the rings."""
    largest = max(rings, key=area)
    west, south, east, north = span_of([largest])
    return nearest_to_mean(grid_points(largest, max(east - west, north - south) / STEPS or 1.0))
