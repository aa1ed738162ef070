"""Which columns lead from one table to another: the foreign keys of the Data Package."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.export.table import Table, Type


@dataclass(frozen=True, slots=True)
class Join:
    """Columns that say which row of another table is meant."""

    columns: tuple[str, ...]
    other: str
    keys: tuple[str, ...]
    """Columns of the other table, in the same order."""
    is_optional: bool = False
    """Some of the columns may be empty while others are not: then no row is meant."""

    @property
    def leaves_plan(self) -> bool:
        """Whether it leads to another plan: nowhere in the tables of one plan alone."""
        return "to_plan" in self.columns


def _to(columns: str, other: str, keys: str = "", *, optional: bool = False) -> Join:
    return Join(tuple(columns.split()), other, tuple((keys or columns).split()), optional)


def _units(*columns: str) -> list[Join]:
    return [_to(column, "units", "unit") for column in columns]


_IN_ALL = (_to("plan", "plans"), _to("document", "documents"))
"""Where a table has such a column with one value in each cell."""
_AT = _to("plan element", "elements", "plan code")
_MAYBE = (
    _to("plan element", "elements", "plan code", optional=True),
    _to("plan measure", "measures", optional=True),
)
_JOINS: dict[str, list[Join]] = {
    "plans": _units("entity"),
    "elements": [*_units("executing_unit", "responsible"), _to("region", "regions")],
    "measures": [
        _AT,
        _to("indicator", "indicators"),
        *_units("responsible"),
    ],
    "indicators": _units("responsible"),
    "observations": [_to("plan measure", "measures"), _AT],
    "terms": [_to("plan measure", "measures")],
    "rollups": [
        _MAYBE[0],
        *_units("unit"),
        _to("region", "regions"),
    ],
    "budgets": [
        _AT,
        _to("plan version", "versions", optional=True),
        *_units("executing_unit"),
    ],
    "published": [*_MAYBE, *_units("executing_unit")],
    "disputes": [*_MAYBE, *_units("executing_unit"), _to("finding", "findings", "id")],
    "versions": [_to("act", "documents", "document")],
    "amendments": [_to("act", "documents", "document")],
    "budget_changes": [
        _to("plan version", "versions"),
        _to("act", "documents", "document"),
        *_units("executing_unit"),
    ],
    "agreements": [_to("act", "documents", "document"), _to("region", "regions")],
    "schedules": [
        *_MAYBE,
        _to("plan recommendation", "recommendations", "plan code", optional=True),
        _to("plan recommendation action", "actions", "plan recommendation n", optional=True),
        _to("region", "regions"),
    ],
    "dates": [
        _to("plan recommendation", "recommendations", "plan code", optional=True),
        _to("plan version", "versions", optional=True),
    ],
    "actions": [_to("plan recommendation", "recommendations", "plan code")],
    "follow_ups": [_to("plan recommendation", "recommendations", "plan code")],
    "reports": [
        _AT,
        _to("plan measure", "measures", optional=True),
        *_units("reported_by"),
    ],
    "evidence": [_to("report", "reports", "id"), _to("plan measure", "measures")],
    "contributions": [
        _AT,
        _to("to_plan", "plans", "plan"),
        _to("to_plan to_element", "elements", "plan code"),
        _to("to_document", "documents", "document"),
    ],
    "units": [_to("parent", "units", "unit")],
}
_OF_THE_PAST = frozenset({"changes"})
"""Names things as they were called then: they may be gone."""


def joins_of(table: Table[Any]) -> Iterator[Join]:
    """Where the rows of a table lead."""
    single = {column.name for column in table.columns if column.type is Type.TEXT}
    if table.name not in _OF_THE_PAST:
        yield from (
            join for join in _IN_ALL if join.columns[0] in single and table.key != join.keys
        )
    yield from _JOINS.get(table.name, ())
