"""Columns of the pace that a running year needs."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from generator.compute.pace import Pace
from generator.export.table import Column, Row, number, whole
from generator.highlights.figures import pace_of
from generator.model.period import Granularity
from generator.problems import say


def _of(name: str) -> Callable[[Row[Any]], Decimal | int | None]:
    """Of the row of the year as a whole; None where the pace cannot be said."""

    def get(row: Row[Any]) -> Decimal | int | None:
        it = row.item
        is_year = it.is_whole and it.period.granularity is Granularity.YEAR
        found: Pace | None = None
        if is_year and it.measure.current is it.series:
            found = pace_of(row.results, it.measure)
        return getattr(found, name, None)

    return get


PACE: tuple[Column[Any], ...] = (
    whole("periods_left", say("Of a running year: periods that are left to report"), _of("n_left")),
    number(
        "pace",
        say("What a period of the year gave until now, on average"),
        _of("so_far"),
    ),
    number(
        "needed_pace",
        say("What each period that is left has to give on average to reach the year's target"),
        _of("needed"),
    ),
)
