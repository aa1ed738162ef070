"""How many of what counts in a plan: activities in its own word for them, or indicators."""

from __future__ import annotations

from generator.compute.results import PlanResult
from generator.model.catalog import Level
from generator.problems import Message, in_line, plural


def counted(result: PlanResult, n: int, level: Level | None) -> Message:
    """«260 actividades operativas»; indicators with their level where several have measures."""
    if level and level.is_counted:
        name = result.folder.name_of(level)
        return in_line((n, (name.singular if n == 1 else name.plural).lower()), " ")
    if level is None or len(result.levels()) < 2:  # noqa: PLR2004  # one needs no name
        return plural("{n} indicator", "{n} indicators", n=n)
    return indicators(result, n, level)


def indicators(result: PlanResult, n: int, level: Level) -> Message:
    """How many indicators of a level there are."""
    if level is Level.PLAN:
        return plural("{n} indicator of the plan", "{n} indicators of the plan", n=n)
    name = result.folder.name_of(level)
    forms = plural("{n} indicator of {level}", "{n} indicators of {level}", n=n)
    return forms.having(level=name.acronym or name.plural.lower())
