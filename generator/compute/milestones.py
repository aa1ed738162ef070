"""Several milestones of one measure in a year: how many there are, and how many were reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from generator.compute.attainment import Figure
from generator.model.indicator import OverTime, Traits
from generator.model.period import Period
from generator.model.scalars import Milestone, lacking


def milestones_of(
    traits: Traits, targets: Mapping[Period, Figure], planned: Sequence[Period]
) -> list[Period]:
    """When each of several is planned, in order; none where there is one at most.

    Milestones that add up are counted; where the latest counts, all speak of one.
    """
    is_counted = traits.kind.traits.is_done_or_not and traits.over_time is OverTime.SUM
    found = [p for p in planned if targets[p] is Milestone.DONE] if is_counted else []
    return found if len(found) > 1 else []


def n_reached(milestones: Sequence[Period], told: Mapping[Period, Figure]) -> Figure:
    """How many of them the results say are done; None without results.

    A result speaks of the milestones of its period, and of the one in whose period it lies. One
    that is of none is the first before it that had not been reached: late.
    """
    if not told or (state := lacking(told.values())) is not None:
        return state if told else None
    reached: set[Period] = set()
    for period in sorted(told, key=lambda it: it.end):
        if told[period] is Milestone.DONE:
            own = [it for it in milestones if it.within(period) or period.within(it)]
            late = [it for it in milestones if it not in reached and it.end < period.start]
            reached.update(own or late[:1])
    return Decimal(len(reached))


def as_count(figure: Figure) -> Figure:
    """A milestone as one of those that are counted: 1 where it is reached, else 0."""
    return Decimal(figure is Milestone.DONE) if isinstance(figure, Milestone) else figure
