"""published.yml: figures as the institution printed them, to be held against their parts."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, model_validator

from generator.model.arithmetic import ArithmeticField, IntervalField
from generator.model.base import Model, fault
from generator.model.money import Stage
from generator.model.period_field import PeriodField, Year
from generator.model.quantities import read_quantity
from generator.model.scalars import (
    Code,
    Flag,
    Id,
    Name,
    Plain,
    State,
    Text,
    Title,
    read_date,
    read_text,
)
from generator.model.source import Cited


def _read_printed(value: Any) -> Any:
    """A printed value: a number with its digits, a date, ``not-available``, or a text."""
    if isinstance(value, Plain) and value.kind == "date":
        return read_date(value)
    if isinstance(value, Plain) and value.kind != "number":
        return read_text(value)
    if value == State.NOT_AVAILABLE:
        return State.NOT_AVAILABLE
    looks_numeric = isinstance(value, str) and re.fullmatch(r"[-+]?[0-9][0-9 .,%]*", value)
    number = isinstance(value, Plain | Decimal) or looks_numeric
    return read_quantity(value) if number else read_text(value)


class PublishedFigure(StrEnum):
    """What a published figure is, by the name under which it can be recomputed."""

    TARGET = "target"
    ACTUAL = "actual"
    ATTAINMENT = "attainment"
    MEAN_ATTAINMENT = "mean-attainment"
    MEAN_OF_STRATEGIES = "mean-of-strategies"
    MEAN_RAW = "mean-raw"
    COUNT = "count"
    N_PROGRAMMED = "n-programmed"
    N_EXECUTED = "n-executed"
    BUDGET = "budget"
    BUDGET_EXECUTION = "budget-execution"
    SHARE_OF_TOTAL = "share-of-total"
    CHANGE_BETWEEN_VERSIONS = "change-between-versions"
    GAP = "gap"
    STATEMENT = "statement"


OF_SOMETHING = frozenset(PublishedFigure) - {PublishedFigure.STATEMENT}
IN_PERCENT = frozenset(
    {
        PublishedFigure.ATTAINMENT,
        PublishedFigure.MEAN_ATTAINMENT,
        PublishedFigure.MEAN_OF_STRATEGIES,
        PublishedFigure.MEAN_RAW,
        PublishedFigure.BUDGET_EXECUTION,
        PublishedFigure.SHARE_OF_TOTAL,
        PublishedFigure.CHANGE_BETWEEN_VERSIONS,
    }
)
"""Figures that are percentages: their differences are in points."""


NEEDED = {
    PublishedFigure.TARGET: ("period",),
    PublishedFigure.ACTUAL: ("period",),
    PublishedFigure.ATTAINMENT: ("period",),
    PublishedFigure.MEAN_ATTAINMENT: ("period",),
    PublishedFigure.COUNT: ("level",),
    PublishedFigure.BUDGET: ("year", "stage"),
    PublishedFigure.CHANGE_BETWEEN_VERSIONS: ("year", "version"),
}
"""What a figure cannot do without."""


MEASURE = "measure"
"""What a published count may count beside the elements of a level."""


class CountedBand(StrEnum):
    """A band, or a state without one, that a published count counts."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    NOT_PROGRAMMED = "not-programmed"
    NOT_REPORTED = "not-reported"
    NOT_APPLICABLE = "not-applicable"


class Where(Model):
    """Which of the things that ``of`` holds a figure speaks of."""

    executing_unit: Id | None = None
    """Only activities of this executing unit, or its amounts."""
    level: Code | None = None
    """Only measures that hang on elements of this level."""


class Published(Cited):
    """A figure as the institution printed it, to be held against its own parts."""

    figure: PublishedFigure | None = None
    fact: Code | None = None
    name: Title | None = None
    """What the fact is, in words; once for all its printings."""
    of: Name | None = None
    where: Where = Where()
    level: Code | None = None
    """What a count counts: elements of a level of the plan, or measures."""
    band: CountedBand | None = None
    range: IntervalField | None = None
    period: PeriodField | None = None
    year: Year | None = None
    stage: Stage | None = None
    version: Code | None = None
    capped: Flag = False
    """The document prints the attainment cut at 100."""
    value: Annotated[Any, BeforeValidator(_read_printed)]
    equals: ArithmeticField | None = None
    quote: Text | None = None

    @model_validator(mode="after")
    def _figure_or_fact(self) -> Self:
        if (self.figure is None) == (self.fact is None):
            raise fault("figure-or-fact")
        if self.figure in OF_SOMETHING and self.of is None:
            raise fault("figure-of-nothing", figure=str(self.figure))
        if self.equals is not None and self.figure is not PublishedFigure.STATEMENT:
            raise fault("equals-elsewhere", figure=str(self.figure or "fact"))
        for key in NEEDED.get(self.figure, ()) if self.figure else ():
            if getattr(self, key) is None:
                raise fault("figure-incomplete", figure=str(self.figure), key=key)
        return self
