"""Files with the rows that a page shows: of a table, those of its plan, region or unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from generator.export.filling import Filled
from generator.export.formats import as_csv, as_json
from generator.model.breakdown import CROSS
from generator.output import Output
from generator.paths import PLAN_TABLE, REGION_TABLE, TABLE, UNIT_TABLE, Address, shown_in

_OF: tuple[tuple[Address, tuple[str, str], dict[str, str]], ...] = (
    (PLAN_TABLE, ("plans", "plan"), {}),
    (
        REGION_TABLE,
        ("regions", "region"),
        {"highlights": "region", "rollups": "code", "observations": "member"},
    ),
    (
        UNIT_TABLE,
        ("units", "unit"),
        {"highlights": "unit", "rollups": "code", "measures": "responsible"},
    ),
)
"""Where files are, of whom (a table and its column), and the column that says so in others."""
_WRITERS: dict[str, Callable[[Filled], bytes]] = {"csv": as_csv, "json": as_json}


def page_rows(tables: tuple[Filled, ...]) -> Iterator[Output]:
    """Every table as JSON beside its CSV, and the files of pages of a plan, a region or a unit."""
    by_name = {item.table.name: item for item in tables}
    for name, item in by_name.items():
        yield _file(TABLE(f"{name}.json"), item)
    for address, (register, key), columns in _OF:
        owners = [str(cell) for cell in by_name[register].column(key)]
        for table in shown_in(address):
            yield from _shares(by_name[table], columns.get(table, key), address, owners)


def _shares(item: Filled, column: str, address: Address, owners: list[str]) -> Iterator[Output]:
    """The rows of each owner; those of a part that crosses two dimensions are of both."""
    found: dict[str, list[int]] = {owner: [] for owner in owners}
    for n, cell in enumerate(item.column(column)):
        for name in str(cell).split(CROSS):
            if name in found:
                found[name].append(n)
    for owner, places in found.items():
        own = item.part(places)
        for form in _WRITERS:
            yield _file(address(owner, f"{item.table.name}.{form}"), own)


def _file(path: str, item: Filled) -> Output:
    data = _WRITERS[path.rpartition(".")[2]](item)
    return Output(path, data, partial(bytes, data))
