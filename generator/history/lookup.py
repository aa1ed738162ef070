"""What a person means by the name of a plan, an element or a measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.compute.results import Results
from generator.model.catalog import PLAN


@dataclass(frozen=True, slots=True)
class HistoryScope:
    """What a history is asked of; both empty: of everything."""

    plan: str = ""
    measure: str = ""


def resolve(results: Results, name: str | None) -> HistoryScope | None:
    """A plan, a measure, the code of an element with one measure, or ``plan/measure``.

    Plans that are gone are known too, and the case of letters is no matter. None where there is
    no such thing, or several.
    """
    if not name:
        return HistoryScope()
    plans = [*results.plans, *gone_plans(results)]
    known = next((it for it in plans if it.casefold() == name.casefold().rstrip("/")), None)
    if known:
        return HistoryScope(known)
    found = among(results, name)
    return found[0] if len(found) == 1 else None


def among(results: Results, name: str) -> list[HistoryScope]:
    """All measures that a name may mean."""
    plan, mark, measure = name.casefold().partition("/")
    plans = [p for p in results.plans if mark and p.casefold() == plan]
    wanted = measure if plans else name.casefold()
    return [
        HistoryScope(p, m) for p in plans or results.plans for m in _measures(results, p, wanted)
    ]


def names(results: Results) -> Iterator[str]:
    """Everything that can be asked for."""
    yield from (*results.plans, *gone_plans(results))
    for plan in results.plans.values():
        yield from plan.measures
        yield from {measure.use.element.code: None for measure in plan.measures.values()}


def gone_plans(results: Results) -> list[str]:
    """Plans that were removed."""
    return sorted(results.history.by_plan.keys() - results.plans.keys())


def _measures(results: Results, plan: str, wanted: str) -> list[str]:
    measures = results.plans[plan].measures.values()
    own = [it.use.id for it in measures if it.use.id.casefold() == wanted]
    by_code = (m.use.id for m in measures if m.use.element.code.casefold() == wanted)
    return own or ([] if wanted == PLAN else list(by_code))
