"""Reference data that the package ships."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

REGION = "region"
"""The dimension whose members are regions of the reference list."""


@cache
def regions(country: str = "PE") -> dict[str, str]:
    """Regions of a country: ISO 3166-2 code to name, in the order of the list.

    For Peru: 24 departments, Callao and Lima Metropolitana (``PE-LMA``).
    """
    text = resources.files(__package__).joinpath("regions.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["iso"]: row["name"] for row in rows if row["iso"].startswith(country + "-")}


@cache
def _codes() -> dict[str, str]:
    rows = csv.DictReader(
        resources.files(__package__).joinpath("regions.csv").read_text("utf-8").splitlines()
    )
    return {row["name"]: row["iso"] for row in rows}


def region_code(text: str) -> str:
    """ISO 3166-2 code of a region named by its code or its name; other texts as they are."""
    return _codes().get(text, text)
