"""What is known of a kind of change: its family, how it is told, what it can move."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.problems import Message

NO_LINE = Message("")
FIELD = ("field", "entry", "before", "after")
"""What the change of a field carries."""


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

    @property
    def is_quiet(self) -> bool:
        """Whether it moves no figure: told last, folded or not at all."""
        return self in {Family.SOURCES, Family.TEXTS}


class WarnWhen(StrEnum):
    """When a change is a warning to its reviewer, whatever else speaks for one."""

    NEVER = "never"
    ALWAYS = "always"
    WHEN_GONE = "when-gone"
    """Where nothing is left of an approved amount or act."""
    WITH_EFFECT = "with-effect"
    """Where an attainment moves with it."""


class Reach(StrEnum):
    """Whose attainment a change can move."""

    NOTHING = "nothing"
    FIGURE = "figure"
    """That of its period, and of the year."""
    YEAR = "year"
    MEASURES = "measures"
    """That of every measure it speaks of."""


@dataclass(frozen=True, slots=True)
class ChangeTraits:
    """What is known of a kind of change."""

    family: Family
    counted: Message
    """One and several of them, as the summary says it."""
    about: Message
    """What it is, in one sentence."""
    line: Message = NO_LINE
    """How one of them is told; empty where its field or its code tells it."""
    details: tuple[str, ...] = FIELD
    """What such a change carries, in the order of the JSON."""
    alert: WarnWhen = WarnWhen.NEVER
    reach: Reach = Reach.NOTHING
