"""How values are read, as columns: of a measure, and of a sheet."""

from __future__ import annotations

from typing import Any

from generator.compute.measured import MeasureResult
from generator.export.table import Column, Row, text
from generator.model.indicator import Direction, Kind, OverTime
from generator.model.values import NO_NUMBERS
from generator.problems import say


def traits(way: str) -> tuple[Column[Any], ...]:
    """How values are read: of a measure, and of a sheet."""
    over_time = say("How the values of consecutive periods combine")
    return (
        text("name", say("Name of the indicator"), f"{way}.name"),
        text("unit", say("Unit of measurement as printed"), f"{way}.unit"),
        text("kind", say("Kind of value"), f"{way}.kind", Kind),
        text("direction", say("Which way is better"), f"{way}.direction", Direction),
        text("over_time", over_time, f"{way}.over_time", OverTime),
    )


TOLERANCE = say("How far from a target to maintain a result may be, in its unit")


def baseline_text(row: Row[MeasureResult]) -> str | None:
    """A ratio, or words."""
    value = row.item.baseline.value if row.item.baseline else None
    return str(value) if isinstance(value, NO_NUMBERS) else None
