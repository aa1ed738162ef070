"""How values are read, as columns: of a measure, and of a sheet."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from generator.compute.measured import MeasureResult
from generator.export.table import Column, Row, text
from generator.model.indicator import Direction, Kind, OverTime, Traits
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


def called(of: Callable[[Any], object]) -> tuple[Column[Any], ...]:
    """The short name and the purpose of what a row is about."""
    short = say("Short name on the pages; empty where they print the whole one")
    return (
        text("short", short, lambda row: getattr(of(row.item), "short", None)),
        text(
            "purpose",
            say("What it is for, in a line"),
            lambda row: getattr(of(row.item), "purpose", None),
        ),
    )


PERCENT_SIGN = "%"


class UnitState(StrEnum):
    """Whether there is a unit of measurement, and why not."""

    PRINTED = "printed"
    PERCENTAGE = "percentage"
    """The values are percentages, and no other unit is printed."""
    NOT_PRINTED = "not-printed"
    NONE = "none"
    """Done or not, or words: it has no unit."""

    @classmethod
    def of(cls, it: Traits) -> UnitState:
        """That of an indicator."""
        if it.unit:
            return cls.PRINTED
        if it.kind.traits.in_percent:
            return cls.PERCENTAGE
        return cls.NONE if it.kind in {Kind.MILESTONE, Kind.TEXT} else cls.NOT_PRINTED


def shown_unit(it: Traits) -> str | None:
    """The unit as printed, «%» for percentages without one; None where none is known."""
    in_percent = UnitState.of(it) is UnitState.PERCENTAGE
    return PERCENT_SIGN if in_percent else it.unit and str(it.unit)


def unit_state(traits_of: Callable[[Any], Traits]) -> Column[Any]:
    """Why a unit is empty, of what has these traits."""
    found = say("Whether its unit is printed, or why it is empty")
    return text("unit_state", found, lambda row: UnitState.of(traits_of(row.item)), UnitState)


TOLERANCE = say("How far from a target to maintain a result may be, in its unit")


def baseline_text(row: Row[MeasureResult]) -> str | None:
    """A ratio, or words."""
    value = row.item.baseline.value if row.item.baseline else None
    return str(value) if isinstance(value, NO_NUMBERS) else None
