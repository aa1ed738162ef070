"""Reference data that the package ships."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

REGION = "region"
"""The dimension whose members are regions of the reference list."""

Ring = tuple[tuple[float, float], ...]
"""A closed line as (longitude, latitude) in degrees."""


@cache
def regions(country: str, language: str = "") -> dict[str, str]:
    """Regions of a country: ISO 3166-2 code to name, in the order of the list.

    Our list where there is one (Peru: 24 departments, Callao and Lima Metropolitana,
    ``PE-LMA``), else that of Debian's iso-codes, in a language where it has the names in it.
    Empty where no country is named, and for one without regions.
    """
    known = country in countries()
    return shipped(country) or (_of_iso_codes(country, language) if known else {})


def shipped(country: str) -> dict[str, str]:
    """Regions of a country that this package lists; empty for most."""
    return {row["iso"]: row["name"] for row in _rows() if row["iso"].startswith(country + "-")}


def _of_iso_codes(country: str, language: str) -> dict[str, str]:
    import gettext  # noqa: PLC0415  # both take time that a portal of our list need not spend

    import pycountry  # noqa: PLC0415

    said = gettext.translation(
        "iso3166-2", pycountry.LOCALES_DIR, [language.replace("-", "_")], fallback=True
    )
    found = pycountry.subdivisions.get(country_code=country) or ()  # type: ignore[no-untyped-call]
    names = {it.code: said.gettext(it.name).partition(" [")[0] for it in found}
    return dict(sorted(names.items()))


def shipped_file(path: str) -> bytes:
    """A file of this folder."""
    return (resources.files(__name__) / path).read_bytes()


@cache
def shipped_ids(folder: str) -> tuple[str, ...]:
    """Ids of the methods or the profiles that this package has, by their files."""
    files = (resources.files(__name__) / folder).iterdir()
    return tuple(sorted(it.name.removesuffix(".yml") for it in files if it.name.endswith(".yml")))


@cache
def countries() -> frozenset[str]:
    """Codes of ISO 3166-1 (two letters), from the CLDR of Unicode."""
    return _words("countries.txt")


@cache
def currencies() -> dict[str, int]:
    """Currencies that are in use somewhere (CLDR of Unicode), with their decimals (ISO 4217)."""
    found = (word.partition(":") for word in _words("currencies.txt"))
    return {code: int(decimals or 2) for code, _, decimals in found}


def decimals_of(currency: str | None) -> int:
    """How many decimals amounts in a currency have; two where it is not known."""
    return currencies().get(currency or "", 2)


def _words(name: str, package: str = __package__) -> frozenset[str]:
    return frozenset(resources.files(package).joinpath(name).read_text("ascii").split())


@cache
def time_zones() -> frozenset[str]:
    """Names of time zones (IANA)."""
    return _words("zones", "tzdata")


_CAPITALS = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "FM": "Pacific/Pohnpei",
    "PS": "Asia/Hebron",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
}
"""Zones of capitals that the list of the IANA does not name first in their country."""


@cache
def time_zone(country: str) -> str:
    """The time zone of a country's capital; "" where no country is named."""
    text = resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    found = (row[2] for row in rows if row[0] == country)
    return _CAPITALS.get(country) or next(found, "")


@cache
def squares(country: str) -> dict[str, tuple[int, int]]:
    """Row and column of each region in a grid of equal squares; empty where none is drawn."""
    return {
        row["iso"]: (int(row["row"]), int(row["column"]))
        for row in _rows()
        if row["iso"].startswith(country + "-") and row["row"] and row["column"]
    }


@dataclass(frozen=True, slots=True)
class Outline:
    """A region on a map, in units of the drawing."""

    code: str
    d: str
    """Path of its borders."""
    x: float
    y: float
    """Where its label stands."""
    leader: str
    """Path from the region to a label outside; "" where the label stands inside."""
    is_labelled: bool = True


@dataclass(frozen=True, slots=True)
class CountryMap:
    """All regions of a country."""

    width: int
    height: int
    outlines: tuple[Outline, ...]


@cache
def drawing(country: str) -> CountryMap | None:
    """The map of a country as ``draw_map`` made it; None where the package has none."""
    file = map_file(country)
    if not file.is_file():
        return None
    drawn = json.loads(file.read_text("utf-8"))
    shapes = tuple(Outline(**shape) for shape in drawn["outlines"])
    return CountryMap(drawn["width"], drawn["height"], shapes)


def map_file(country: str) -> Path:
    """Where the map of a country is kept."""
    return Path(__file__).parent / f"map-{country}.json"


def outlines(country: str) -> dict[str, tuple[Ring, ...]]:
    """Outer borders of the regions of a country; empty where the package has none."""
    file = resources.files(__package__).joinpath(f"outlines-{country}.geojson")
    if not file.is_file():
        return {}
    features = json.loads(file.read_text("utf-8"))["features"]
    return {f["properties"]["iso"]: tuple(_rings(f["geometry"])) for f in features}


def _rings(geometry: dict[str, Any]) -> Iterator[Ring]:
    """The outer ring of each polygon."""
    many = geometry["type"] == "MultiPolygon"
    polygons = geometry["coordinates"] if many else [geometry["coordinates"]]
    for polygon in polygons:
        yield tuple((float(x), float(y)) for x, y in polygon[0])


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = resources.files(__package__).joinpath("regions.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines(), restval=""))
