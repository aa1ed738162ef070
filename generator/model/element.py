"""Where a part of a plan stands: its level, its name in the plan, and what is above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from generator.model.period import Period
from generator.model.plan import CarriedOut, OwnElement, Part, Plan, Strategy
from generator.model.source import Source

PLAN = "plan"
"""Code under which what hangs on a plan as a whole is filed."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a plan: one of the three that need no name, or one that the plan declares."""

    code: str
    depth: int
    """How far it is from the plan, which is 0."""
    is_counted: bool = False
    """Each of its elements counts once, with the mean of its measures: the last level."""
    is_own: bool = False
    """The plan declares it."""

    PLAN: ClassVar[Level]
    OBJECTIVE: ClassVar[Level]
    STRATEGY: ClassVar[Level]
    ACTIVITY: ClassVar[Level]

    def __str__(self) -> str:
        return self.code


Level.PLAN = Level(PLAN, 0)
Level.OBJECTIVE = Level("objective", 1)
Level.STRATEGY = Level("strategy", 2)
Level.ACTIVITY = Level("activity", 3, is_counted=True)
LEVELS = (Level.PLAN, Level.OBJECTIVE, Level.STRATEGY, Level.ACTIVITY)
"""Those of a plan that declares none, from the top."""


def levels_of(plan: Plan) -> tuple[Level, ...]:
    """The levels of a plan from the top, the plan itself among them."""
    own = plan.own_levels
    last = len(own)
    declared = (Level(it.code, n, n == last, is_own=True) for n, it in enumerate(own, 1))
    return (Level.PLAN, *declared) if own else LEVELS


@dataclass(frozen=True, slots=True)
class Element:
    """A plan or a part of it in its place in the tree."""

    level: Level
    code: str
    """Its name in the plan: ``level/code`` where the plan declares levels of its own."""
    parents: tuple[str, ...]
    """Codes of what is right above; a strategy may serve several objectives."""
    node: Plan | Part
    sources: tuple[Source | None, ...]
    """Citations that hold here, nearest first."""
    called: str
    """Its code as pages say it: with its level where that has a name of its own, ``Axis 1``."""

    @property
    def printed(self) -> str:
        """Its code as the document prints it."""
        return self.node.code if isinstance(self.node, Part) else self.code

    @property
    def executing_unit(self) -> str | None:
        """Who carries it out, as an activity names it."""
        return self.node.executing_unit if isinstance(self.node, CarriedOut) else None

    @property
    def weight(self) -> Decimal | None:
        """Its printed share in what is above it, in percent."""
        return self.node.weight if isinstance(self.node, Part) else None

    @property
    def region(self) -> str | None:
        """The one region that an activity takes place in, as it is written."""
        return self.node.region if isinstance(self.node, CarriedOut) else None

    @property
    def schedule(self) -> tuple[Period, ...]:
        """When it is to be done."""
        return self.node.schedule if isinstance(self.node, CarriedOut | Strategy) else ()


def elements_of(
    plan: Plan, strategies: Iterable[Strategy], declared: Sequence[OwnElement]
) -> tuple[Element, ...]:
    """The plan and its parts, as the plan orders them."""
    own = plan.source
    top = Element(Level.PLAN, PLAN, (), plan, (own,), PLAN)
    if plan.own_levels:
        return (top, *_in_order(plan, declared))
    found = [top]
    found += [
        Element(Level.OBJECTIVE, it.code, (PLAN,), it, (it.source, own), it.code)
        for it in plan.objectives
    ]
    for strategy in strategies:
        chain = (strategy.source, own)
        code = strategy.code
        found.append(Element(Level.STRATEGY, code, strategy.objective, strategy, chain, code))
        found += [
            Element(Level.ACTIVITY, it.code, (code,), it, (it.source, *chain), it.code)
            for it in strategy.activities
        ]
    return tuple(found)


def _in_order(plan: Plan, declared: Sequence[OwnElement]) -> Iterator[Element]:
    """Each followed by what is below it; under two parents, it stands at the first.

    A parent that is not there, or not above, is none: a rule tells it, and there is no circle.
    """
    levels = {level.code: level for level in levels_of(plan)}
    placed = [it for it in declared if it.level in levels and it.level != PLAN]
    depths = {PLAN: 0, **{it.name: levels[it.level].depth for it in placed}}
    below: dict[str, list[Element]] = {}
    for node in sorted(placed, key=lambda it: depths[it.name]):
        level = levels[node.level]
        named = [named_above(it, level, placed, depths) for it in node.parent]
        parents = tuple(it for it in named if it in depths and depths[it] < level.depth) or (PLAN,)
        name = plan.own_levels[level.depth - 1]
        called = f"{name.acronym or name.singular} {node.code}"
        element = Element(level, node.name, parents, node, (node.source, plan.source), called)
        below.setdefault(parents[0], []).append(element)
    waiting = below.pop(PLAN, [])
    while waiting:
        element = waiting.pop(0)
        yield element
        waiting = [*below.pop(element.code, ()), *waiting]


def named_above(
    name: str, level: Level, declared: Iterable[OwnElement], depths: dict[str, int]
) -> str:
    """The element that a part names as its parent: above it, one code is enough where it is one."""
    if "/" in name:  # a whole name, of one element
        return name
    found = [
        it.name
        for it in declared
        if it.code == name and depths.get(it.name, level.depth) < level.depth
    ]
    return found[0] if len(found) == 1 else name
