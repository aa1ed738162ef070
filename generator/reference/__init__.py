"""Reference data that the package ships."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def regions(country: str = "PE") -> dict[str, str]:
    """Regions of a country: ISO 3166-2 code to name, in the order of the list.

    For Peru: 24 departments, Callao and Lima Metropolitana (``PE-LMA``).
    """
    text = resources.files(__package__).joinpath("regions.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["iso"]: row["name"] for row in rows if row["iso"].startswith(country + "-")}
