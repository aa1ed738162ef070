"""Money: amounts at the level where the document prints them."""

from __future__ import annotations

from enum import StrEnum

from generator.model.period_field import Year
from generator.model.quantities import Quantity
from generator.model.scalars import Code, Id, Name, Text, Title
from generator.model.source import AmountDisputes, Cited


class Stage(StrEnum):
    """What an amount is, in the order in which money moves.

    The words are those of Government Finance Statistics, and of IATI for commitments and payments.
    """

    PROGRAMMED = "programmed"
    OPENING = "opening"
    """As first approved: the PIA of Peru."""
    MODIFIED = "modified"
    """As amended: the PIM of Peru."""
    CERTIFIED = "certified"
    """Set apart for a purchase that is not contracted yet."""
    COMMITTED = "committed"
    """Owed by a contract or an act."""
    ACCRUED = "accrued"
    """Due because it was delivered: the «devengado»."""
    EXECUTED = "executed"
    """As a document says it without saying which of the stages beside it."""
    PAID = "paid"


BUDGETS = (Stage.MODIFIED, Stage.OPENING, Stage.PROGRAMMED)
"""What there is to spend; the first that is printed speaks."""
SPENT = (Stage.ACCRUED, Stage.EXECUTED, Stage.PAID)
"""What was spent of it; the first that is printed speaks."""


class BudgetLine(Cited):
    """One printed amount. Units: ``currency``, or the plan's."""

    year: Year
    stage: Stage
    amount: Quantity
    version: Code | None = None
    currency: Code | None = None
    executing_unit: Id | None = None
    covers: tuple[Name, ...] = ()
    """Codes of the siblings that share this amount."""
    concept: Text | None = None
    funding: Title | None = None
    """Where the money comes from: a code of the plan's ``funding_sources``, or as printed."""
    disputed: AmountDisputes = ()
