"""A GeoJSON for the tests: every desa of a region one rectangle on the grid of its tiles."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from kkb.region import Desa

STEP = 0.05
WEST, NORTH = 108.0, -2.6

Properties = Callable[[Desa], dict[str, Any]]


def by_code(desa: Desa) -> dict[str, Any]:
    return {"KDEPUM": desa.kode_desa}


def rectangle(column: int, row: int) -> list[list[float]]:
    """The ring of one tile, as (longitude, latitude)."""
    west, north = WEST + column * STEP, NORTH - row * STEP
    corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    return [[round(west + x * STEP, 4), round(north - y * STEP, 4)] for x, y in corners]


def feature(properties: Any, rings: Sequence[Any], kind: str = "Polygon") -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": rings}}


def make_geojson(desa: Sequence[Desa], properties: Properties = by_code) -> bytes:
    """One feature per desa, in order; desa without a tile stand in a row of their own below."""
    features = []
    for place, d in enumerate(desa):
        has_tile = d.petak_kolom is not None and d.petak_baris is not None
        tile = (d.petak_kolom, d.petak_baris) if has_tile else (place, 20)
        features.append(feature(properties(d), [rectangle(*tile)]))  # type: ignore[arg-type]
    return collection(*features)


def collection(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()
