"""Tables join: a key tells every row from every other, and no key of another table leads nowhere.

A key that may be partly empty (a version of a plan that has none) means no row then, as in SQL.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless
import pytest

from generator.compute import Results
from generator.export import TABLES, WRITERS, about, tables
from generator.export.filling import Filled
from generator.export.joins import joins_of
from generator.export.table import Cell
from tests.project import ROOT, computed

EXAMPLES = sorted(path.parent for path in (ROOT / "generator/examples").glob("*/README.md"))
SIEGE = ROOT / "tests/siege"
"""A value in every field there is."""


def cells(item: Filled, columns: tuple[str, ...]) -> list[tuple[Cell, ...]]:
    """Some columns of every row, side by side."""
    names = [column.name for column in item.table.columns]
    places = [names.index(name) for name in columns]
    return [tuple(row[place] for place in places) for row in item.rows]


def unlike(filled: tuple[Filled, ...]) -> Iterator[str]:
    """Rows with the key of another, or without one; and those that lead to none."""
    by_name = {item.table.name: item for item in filled}
    for item in filled:
        keys = cells(item, item.table.key)
        yield from (f"{item.table.name} {key}" for key in keys if None in key)
        twice = (key for key, n in Counter(keys).items() if n > 1)
        yield from (f"{item.table.name} {key}" for key in twice)
        for join in joins_of(item.table):
            known = set(cells(by_name[join.other], join.keys))
            for row in set(cells(item, join.columns)) - known:
                if None not in row or (any(row) and not join.is_optional):
                    yield f"{item.table.name} {join.columns} {row}: {join.other}"


def test_every_table_has_a_key() -> None:
    assert [table.name for table in TABLES if not table.key] == []


def test_every_row_has_its_key_and_leads_somewhere(results: Results) -> None:
    assert list(unlike(tables(results, "es"))) == []


def test_where_every_field_has_a_value_too() -> None:
    assert list(unlike(tables(computed(SIEGE / "content"), "es"))) == []


@pytest.mark.proof
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_examples_join(example: Path) -> None:
    assert list(unlike(tables(computed(example / "content"), "es"))) == []


def package_of(results: Results, folder: Path) -> dict[str, Any]:
    """The tables as CSV in a folder, and what describes them."""
    files: Mapping[str, bytes] = WRITERS["csv"](tables(results, "es"), about(results, "es"))
    for name, data in files.items():
        (folder / name).write_bytes(data)
    found: dict[str, Any] = json.loads(files["datapackage.json"])
    return found


def test_the_package_is_a_data_package_2_that_frictionless_calls_valid(
    results: Results, tmp_path: Path
) -> None:
    package = package_of(results, tmp_path)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert "profile" not in package
    report = frictionless.validate(tmp_path / "datapackage.json")
    assert report.flatten(["type", "note"]) == []
    named = {resource["name"]: resource["schema"] for resource in package["resources"]}
    assert named["measures"]["primaryKey"] == ["plan", "measure"]
    to_elements = {
        "fields": ["plan", "element"],
        "reference": {"resource": "elements", "fields": ["plan", "code"]},
    }
    assert to_elements in named["measures"]["foreignKeys"]
    assert named["units"]["foreignKeys"] == [
        {"fields": ["parent"], "reference": {"fields": ["unit"]}}
    ]


def test_an_orphan_and_a_second_row_of_a_key_are_seen(results: Results) -> None:
    filled = {item.table.name: item for item in tables(results, "es")}
    units, documents = filled["units"], filled["documents"]
    filled["units"] = replace(units, rows=units.rows[1:])
    filled["documents"] = replace(documents, rows=(*documents.rows, documents.rows[0]))
    gone, twice = units.rows[0][0], documents.rows[0][0]
    told = list(unlike(tuple(filled.values())))
    assert f"plans ('entity',) ('{gone}',): units" in told
    assert f"documents ('{twice}',)" in told
