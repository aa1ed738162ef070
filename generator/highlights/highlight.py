"""A sentence on a scope of a plan, and the rules that sentences are made by."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Rule(StrEnum):
    """What a sentence says; the order is that in which they are told."""

    BEHIND = "behind"
    OWED = "owed"
    OVERDUE = "overdue"
    PACE = "pace"
    CONTRADICTION = "contradiction"
    MONEY = "money"
    CHANGED = "changed"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class Highlight:
    """A sentence on a scope of a plan, with the figures that it says."""

    rule: Rule
    text: str
    href: str
    n: int | None = None
    """How many it is of: of ``whole``."""
    whole: int | None = None
    value: Decimal | None = None
    """Its main figure: an attainment, an execution or a change, in percent."""
    about: str = ""
    """What it names: the code of a part of the plan, or an indicator."""
