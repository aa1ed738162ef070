"""Money: amounts at the level where the document prints them."""

from __future__ import annotations

from enum import StrEnum

from generator.model.period_field import Year
from generator.model.quantities import Amount
from generator.model.scalars import Code, Id, Text
from generator.model.source import AmountDisputes, Cited


class Stage(StrEnum):
    """Stage of an amount: programmed, opening (PIA), modified (PIM), executed (devengado)."""

    PROGRAMMED = "programmed"
    OPENING = "opening"
    MODIFIED = "modified"
    EXECUTED = "executed"


class BudgetLine(Cited):
    """One printed amount. Units: the plan's currency, at most two decimals."""

    year: Year
    stage: Stage
    amount: Amount
    version: Code | None = None
    currency: Code | None = None
    executing_unit: Id | None = None
    covers: tuple[Code, ...] = ()
    """Codes of the siblings that share this amount."""
    concept: Text | None = None
    disputed: AmountDisputes = ()
