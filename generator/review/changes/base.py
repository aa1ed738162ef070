"""What every change has, and what is attached to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from generator.compute.attainment import Attainment
from generator.model.method import Band
from generator.model.period import Period
from generator.problems import Place

Value = object
"""What an author can write: a decimal, a state, a date, a period, a text; None where nothing is."""


class Family(StrEnum):
    """Groups of kinds, as ``--only`` names them."""

    TARGETS = "targets"
    RESULTS = "results"
    BASELINES = "baselines"
    METHODS = "methods"
    BUDGETS = "budgets"
    STRUCTURE = "structure"
    RESPONSIBLES = "responsibles"
    STATES = "states"
    APPROVALS = "approvals"
    DEADLINES = "deadlines"
    RECOMMENDATIONS = "recommendations"
    PUBLISHED = "published"
    REGISTERS = "registers"
    PORTAL = "portal"
    SOURCES = "sources"
    TEXTS = "texts"


class Ease(StrEnum):
    """Whether a new target is easier or harder to reach, by the direction of the indicator."""

    EASIER = "easier"
    HARDER = "harder"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Effect:
    """Attainment of one measure (or member) at one period, on both sides."""

    plan: str
    code: str
    measure: str
    period: Period
    member: str
    before: Attainment | None
    """None where the measure is not on that side."""
    after: Attainment | None

    @property
    def moved(self) -> bool:
        """Whether a reader would see another verdict."""
        return _verdict(self.before) != _verdict(self.after)


def _verdict(it: Attainment | None) -> tuple[Decimal | None, Band | None, bool | None] | None:
    return None if it is None else (it.raw, it.band, it.met)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What every change has: where it belongs in the plan and where it is written."""

    kind: ClassVar[str]
    family: ClassVar[Family]

    plan: str = ""
    """Folder of the plan; ``""`` for what all plans share."""
    code: str = ""
    """Code of the element (``plan`` for the plan as a whole), id of a sheet or of an entry."""
    title: str = ""
    measure: str = ""
    """Id of the measure where the change is of one."""
    place: Place
    effects: tuple[Effect, ...] = ()
    """What moved with it; of the whole proposal, where several changes move the same figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value of a period, of one member of a breakdown or of the whole (``""``)."""

    period: Period
    member: str
    value: Value
