"""Named and versioned methods of calculation, and the bands of attainment."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from generator.model.base import Model, fault
from generator.model.quantities import Quantity


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


@dataclass(frozen=True, slots=True)
class Method:
    """A way to compute progress; old years keep the one they were reported with."""

    name: str
    title: str
    bands: Bands | None
    """None: the portal's default bands (``content/site.yml``)."""


METHODS = {
    "ceplan-2024": Method(
        "ceplan-2024", "CEPLAN 2024", Bands(medium=Decimal(75), high=Decimal(95))
    ),
    "simple-2026": Method("simple-2026", "Simple 2026", None),
}
