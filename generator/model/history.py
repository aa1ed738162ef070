"""What is known of how a plan's figures came to be what they are: steps with day and ground.

Recorded steps come from the history of the content, transcribed ones from the acts that a plan
lists; both have the same form. Nothing here asks where they were read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from generator.model.method import Bands
from generator.model.period import Period
from generator.model.scalars import Milestone, State
from generator.model.values import Intent, Other, read_told
from generator.model.years import Years
from generator.problems import Place

Value = Decimal | str | None
"""A number, a word (a direction, a state of no value, a unit), or nothing."""

TARGET, TOTAL, RESULT, BASELINE, BUDGET = "target", "total", "result", "baseline", "budget"
STATE, WHOLE_PLAN, VERSION, ELEMENT = "state", "plan", "version", "element"
MEASURE = "measure"
MEANING = frozenset({"unit", "kind", "direction", "strict", "over_time", "across"})
"""Figures that decide what a number means: a target from before cannot be held against a result
from after."""
WORDS = frozenset(
    {"assumptions", "definition", "discontinued", "name", "title", "variables", "verification"}
)
"""Figures that are words: a correction of their spelling needs no amendment."""


Key = tuple[str, str, str, str]
"""Measure, period, member and figure: what an amendment names."""


def key_of(measure: str, period: str, member: str | None, figure: str) -> Key:
    """A figure by its names; a region by its code."""
    return measure, period, member or "", figure


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedFigure:
    """A figure that is another: what the files did, or what an amendment says of it."""

    measure: str
    """Id of the measure, or the code of an element (``plan`` for the plan as a whole)."""
    period: Period | None = None
    member: str = ""
    figure: str = TARGET
    """``target``, ``baseline``, ``bands``, or the key of the field in the file."""
    before: Any = None
    """None where there was nothing."""
    after: Any = None
    """None where nothing is left."""
    place: Place

    @property
    def key(self) -> Key:
        """What an amendment names it by."""
        return key_of(
            self.measure, self.period.text if self.period else "", self.member, self.figure
        )


class Origin(StrEnum):
    """How a step is known."""

    RECORDED = "recorded"
    """A commit of the content."""
    TRANSCRIBED = "transcribed"
    """Listed in the plan's own files: older than the history, or outside what can be seen."""
    PENDING = "pending"
    """In the files on the disk, not committed yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One figure that became another. Units: those of the measure, the currency, or words."""

    day: date | None
    """Of the commit (UTC), or of the act; None where none is printed."""
    plan: str
    code: str
    """Element, as it is called today; ``plan`` for the plan, an id for a sheet."""
    title: str = ""
    measure: str = ""
    """Id of the measure, as it is called today."""
    figure: str
    """``target``, ``total``, ``result``, ``baseline``, ``budget``, ``state``, ``plan``,
    ``version``, ``measure``, ``element``, ``bands``, or the key of a field that decides what
    is measured."""
    period: str = ""
    member: str = ""
    before: Value = None
    after: Value = None
    unit: str = ""
    unit_before: str = ""
    """Unit of the value before, where it is another: the two have no difference."""
    in_percent: bool = False
    """Values are percentages: their difference is in points."""
    ease: str = ""
    """``easier`` or ``harder`` by the direction of the indicator; ``""`` where neither is meant."""
    is_committed: bool = True
    """The plan was no draft when it happened."""
    is_rescheduled: bool = False
    """The year is told by other periods: the values are what they give together, or one of them."""
    is_part: bool = False
    """One figure of a year that is told by other periods; another step tells of the whole."""
    is_on_the_way: bool = False
    """Another act that came with the same commit goes on from its value."""
    stage: str = ""
    """Of an amount of money."""
    executing_unit: str = ""
    funding: str = ""
    origin: Origin = Origin.RECORDED
    called: str = ""
    """What the measure or the element was called then, where it has another name today."""
    commit: str = ""
    request: str = ""
    """Number of the proposal that brought it, where the message of the commit has one."""
    amendment: str = ""
    version: str = ""
    """Version of the plan in which it is first seen."""
    document: str = ""
    reason: str = ""

    @property
    def key(self) -> Key:
        """What an amendment names it by."""
        return key_of(self.measure or self.code, self.period, self.member, self.figure)

    @classmethod
    def of(cls, moved: MovedFigure, **about: Any) -> Step:
        """A figure that moved; ``about`` says where it belongs and how it is known."""
        return cls(
            figure=moved.figure,
            period=moved.period.text if moved.period else "",
            member=moved.member,
            before=plain_value(moved.before),
            after=plain_value(moved.after),
            **about,
        )

    def when(self, years: Years) -> Period | None:
        """Its period, by the years of its plan; None where it has none that they have."""
        try:
            return Period.parse(self.period, years)
        except ValueError:
            return None

    @property
    def is_first(self) -> bool:
        """Whether there was nothing before."""
        return self.before is None

    @property
    def is_same(self) -> bool:
        """Whether other periods tell of the year and give the same together."""
        return self.is_rescheduled and self.before == self.after and not self.unit_before

    @property
    def change(self) -> Decimal | None:
        """After less before; None where one is no number or they have other units."""
        if self.unit_before:
            return None
        if isinstance(self.before, Decimal) and isinstance(self.after, Decimal):
            return self.after - self.before
        return None

    @property
    def change_share(self) -> Decimal | None:
        """Change / before x 100; None for percentages and where nothing was there before."""
        if self.change is None or self.in_percent or not isinstance(self.before, Decimal):
            return None
        return self.change / abs(self.before) * 100 if self.before else None


@dataclass(frozen=True)
class History:
    """The recorded steps of all plans, oldest first, and what could not be seen."""

    steps: tuple[Step, ...] = ()
    since: date | None = None
    """Day of the oldest commit that could be read; None where there is no history at all."""
    is_partial: bool = False
    """Older commits exist and are not told: nothing is said of what came before."""
    is_begun_later: bool = False
    """The portal says so; else they are not in this copy."""
    is_unreadable: bool = False
    """There is one, and git cannot read it."""
    n_commits: int = 0
    unread: tuple[str, ...] = ()
    """Files that some commit could not read; the next one that can tells what changed."""
    first_seen: dict[str, date] = field(default_factory=dict)
    """Day of the commit that brought each plan."""
    registered: dict[tuple[str, str], int] = field(default_factory=dict)
    """Plan and id of the amendments that came later than their plan: how many steps there were
    by then."""

    @cached_property
    def by_plan(self) -> dict[str, tuple[Step, ...]]:
        """Recorded steps of each plan, oldest first."""
        found: dict[str, list[Step]] = {}
        for step in self.steps:
            found.setdefault(step.plan, []).append(step)
        return {plan: tuple(steps) for plan, steps in found.items()}


def means_otherwise(steps: Iterable[Step], measure: str, mended: frozenset[str]) -> bool:
    """Whether the numbers of a measure mean something else after some steps than before.

    Not where it was changed back, nor where a document of ``mended`` says it was copied wrongly.
    """
    ends: dict[str, list[Value]] = {}
    for step in steps:
        own = step.measure == measure and step.figure in MEANING
        if own and not (step.amendment and step.document in mended):
            ends.setdefault(step.figure, [step.before, step.after])[1] = step.after
    return any(first != last for first, last in ends.values())


def plain_value(value: object) -> Value:
    """A value of the model as a step has it: decimals stay, everything else is told in words."""
    if value is None or isinstance(value, Decimal):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, Bands):
        return f"{value.medium:f} / {value.high:f}"
    if isinstance(value, dict):
        return ", ".join(f"{name or TOTAL}: {plain_value(part)}" for name, part in value.items())
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return value.value if isinstance(value, StrEnum) else " ".join(str(value).split())


def typed_value(value: Value) -> Decimal | State | Milestone | Intent | Other | None:
    """A value of a step as the computation takes it."""
    if not isinstance(value, str):
        return value
    words: tuple[State | Milestone, ...] = (*State, *Milestone)
    return next((word for word in words if word.value == value), None) or read_told(value)
