"""Named and versioned methods of calculation, and the bands of attainment."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, model_validator

from generator.model.base import Model, fault
from generator.model.quantities import Quantity, read_quantity
from generator.model.rounding import HUNDRED
from generator.model.scalars import Id, Text, Title, Url
from generator.model.source import Cited


class Band(StrEnum):
    """Band of attainment (semáforo)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Bands(Model):
    """Lower bounds of the bands in percent, half-open: low, medium from here, high from here."""

    medium: Quantity
    high: Quantity

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not 0 < self.medium < self.high:
            raise fault("bands-order", medium=str(self.medium), high=str(self.high))
        return self

    def of(self, attainment: Decimal) -> Band:
        """Band of an unrounded, uncapped attainment in percent."""
        if attainment >= self.high:
            return Band.HIGH
        return Band.MEDIUM if attainment >= self.medium else Band.LOW


class MainFigure(StrEnum):
    """What a method says of a result first."""

    TO_TARGET = "to-target"
    """Avance tipo I: the result in percent of the target."""
    SINCE_BASELINE = "since-baseline"
    """Avance tipo II: how much of the way from the baseline to the target was covered."""
    MET = "met"
    """Whether the target was met, without a percentage."""


class InMean(StrEnum):
    """What a mean counts of an attainment."""

    CAPPED = "capped"
    """Held between 0 and the cap."""
    UNCAPPED = "uncapped"
    """As it is, however far beyond the target or below zero."""


def _read_cap(value: Any) -> Decimal:
    """What reaches its target counts in full."""
    cap = read_quantity(value)
    if cap < HUNDRED:
        raise fault("cap-below-target", cap=str(cap))
    return cap


class Method(Cited):
    """A way to compute progress; old years keep the one they were reported with."""

    id: Id
    title: Title
    version: Title | None = None
    formula: MainFigure = MainFigure.TO_TARGET
    cap: Annotated[Decimal, BeforeValidator(_read_cap)] = HUNDRED
    """The most that an attainment counts in a mean. Units: percent."""
    mean: InMean = InMean.CAPPED
    bands: Bands | None = None
    """None: the portal's default bands (``content/site.yml``)."""
    origin: Text | None = None
    """What it is taken from, in words."""
    url: Url | None = None

    @model_validator(mode="after")
    def _has_a_percentage(self) -> Self:
        unused = sorted({"bands", "cap", "mean"} & self.model_fields_set)
        if unused and self.formula is MainFigure.MET:
            raise fault("bands-of-nothing", keys=", ".join(unused))
        return self

    @property
    def rules(self) -> str:
        """Everything but its bands, as an amendment names it."""
        return f"{self.id}: {self.formula.value}, {self.cap:f}, {self.mean.value}"

    @property
    def is_plain(self) -> bool:
        """Whether it differs from the rules of avance tipo I in nothing but its bands."""
        own = (self.formula, self.cap, self.mean)
        return own == (MainFigure.TO_TARGET, HUNDRED, InMean.CAPPED)
