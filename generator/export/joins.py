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


_RULES = (
    ("plan", "plans", "plan"),
    ("to_plan", "plans", "plan"),
    ("plan element", "elements", "plan code"),
    ("to_plan to_element", "elements", "plan code"),
    ("plan measure", "measures", "plan measure"),
    ("indicator", "indicators", "indicator"),
    ("plan version", "versions", "plan version"),
    ("plan recommendation", "recommendations", "plan code"),
    ("plan recommendation action", "actions", "plan recommendation n"),
    ("report", "reports", "id"),
    ("finding", "findings", "id"),
    *((name, "documents", "document") for name in ("document", "act", "to_document")),
    *(
        (name, "units", "unit")
        for name in ("entity", "executing_unit", "responsible", "reported_by", "parent")
    ),
    ("region", "regions", "region"),
)
"""Columns, the table they lead to and its columns: wherever they hold one value a cell."""
_ALSO = {"rollups": [Join(("unit",), "units", ("unit",))]}
"""Elsewhere the column of this name is the unit of measurement."""
_ALWAYS = frozenset(
    {
        *("measures element", "observations element", "observations measure", "terms measure"),
        *("budgets element", "budget_changes version", "reports element", "evidence measure"),
        *("actions recommendation", "follow_ups recommendation"),
        *("contributions element", "contributions to_element"),
    }
)
"""Tables with the last of several columns, where this is empty only if all are."""
_NOT = frozenset({"reports recommendation"})
"""What only has the name."""
_OF_THE_PAST = frozenset({"changes", "past_targets"})
"""Name things as they were called then: they may be gone."""


def joins_of(table: Table[Any]) -> Iterator[Join]:
    """Where the rows of a table lead."""
    single = {it.name for it in table.columns if it.type in {Type.TEXT, Type.INTEGER}}
    for columns, other, keys in _RULES if table.name not in _OF_THE_PAST else ():
        names, last = tuple(columns.split()), f"{table.name} {columns.split()[-1]}"
        is_own = (other, keys) == (table.name, columns)
        if single.issuperset(names) and not is_own and last not in _NOT:
            optional = len(names) > 1 and last not in _ALWAYS
            yield Join(names, other, tuple(keys.split()), optional)
    yield from _ALSO.get(table.name, ())
