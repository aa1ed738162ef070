"""compare(base, head) -> changes: two catalogues held against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.catalog import PLAN, Catalog, PlanFolder
from generator.model.indicator import Indicator
from generator.review.changes import (
    KINDS,
    Change,
    CodeChanged,
    IndicatorAdded,
    IndicatorRemoved,
    PlanAdded,
    PlanRemoved,
    PortalChanged,
    RegisterChanged,
)
from generator.review.compare.elements import PlanPair, element_changes
from generator.review.compare.fields import (
    Subject,
    changed,
    entry_changes,
    field_changes,
    is_read_once,
    latest,
    paired,
)
from generator.review.compare.lists import budget_changes, list_changes
from generator.review.compare.measures import baseline_changes, measure_changes
from generator.review.compare.results import result_changes

__all__ = ["Comparison", "compare"]

_RANK = {kind: rank for rank, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs, and which measures only have another id."""

    changes: list[Change]
    renamed: dict[tuple[str, str], str]
    """Id in BASE by plan and id in HEAD."""


def compare(base: Catalog, head: Catalog) -> Comparison:
    """Every change of content from ``base`` to ``head``, by plan, kind and element.

    Both must have loaded; neither needs to be free of errors. Moved files, the order of lists
    and the way things are written are no changes.
    """
    sheets = dict(_renamed_sheets(base.indicators, head.indicators))
    found = [*_portal(base, head, sheets)]
    renamed: dict[tuple[str, str], str] = {}
    for name in sorted({*base.plans, *head.plans}):
        old, new = base.plans.get(name), head.plans.get(name)
        if old is not None and new is not None:
            if _is_same(old, new) and not sheets:
                continue
            pair = PlanPair(name, old, new, (base, head), sheets)
            found += _plan(pair)
            ids = pair.measure_ids.items()
            renamed |= {(name, later): earlier for earlier, later in ids if later != earlier}
        elif old is not None:
            found.append(PlanRemoved(**_whole(name, old)))
        elif new is not None:
            found.append(PlanAdded(**_whole(name, new)))
    found.sort(key=lambda change: (change.plan == "", change.plan, _RANK[type(change)]))
    return Comparison(found, renamed)


def _plan(pair: PlanPair) -> Iterator[Change]:
    yield from element_changes(pair)
    yield from measure_changes(pair)
    yield from result_changes(pair)
    yield from budget_changes(pair)
    yield from list_changes(pair)


def _is_same(base: PlanFolder, head: PlanFolder) -> bool:
    """Whether the files of a plan were read once for both sides."""
    return all(
        is_read_once(old, new)
        for old, new in (
            ((base.plan,), (head.plan,)),
            (base.strategies, head.strategies),
            (base.results, head.results),
            (base.amendments, head.amendments),
            (base.published, head.published),
            (base.recommendations, head.recommendations),
            (base.calendar, head.calendar),
        )
    )


def _whole(name: str, folder: PlanFolder) -> dict[str, Any]:
    """A plan in one line, however much it holds."""
    elements = folder.elements
    return {
        "plan": name,
        "code": PLAN,
        "title": folder.plan.title,
        "place": folder.plan.place_of(),
        "n_measures": sum(len(element.node.measures) for element in elements),
        "n_activities": sum(len(strategy.activities) for strategy in folder.strategies),
        "n_results": sum(len(file.results) for file in folder.results),
        "n_budgets": sum(1 for _ in folder.budget()),
    }


def _renamed_sheets(
    base: Mapping[str, Indicator], head: Mapping[str, Indicator]
) -> Iterator[tuple[str, str]]:
    """Sheets with another id and everything else the same."""
    fresh = [name for name in head if name not in base]
    for old in (name for name in base if name not in head):
        same = [name for name in fresh if head[name] == base[old]]
        if len(same) == 1:
            fresh.remove(same[0])
            yield old, same[0]


def _portal(base: Catalog, head: Catalog, sheets: Mapping[str, str]) -> Iterator[Change]:
    """What all plans share: the portal, its registers and the sheets."""
    if base.site is not None and head.site is not None:
        yield from field_changes(Subject(code="site"), base.site, head.site)
    elif (site := base.site or head.site) is not None:
        values = base.site, head.site
        yield changed(PortalChanged, Subject(code="site"), "site", values, site.place_of())
    for name in ("units", "documents"):
        pairs = paired(base.registers.get(name, ()), head.registers.get(name, ()), lambda e: e.id)
        yield from entry_changes(Subject(code=name), (RegisterChanged, name), pairs)
    terms = paired(base.glossary, head.glossary, lambda entry: entry.term)
    yield from entry_changes(Subject(code="glossary"), (RegisterChanged, "glossary"), terms)
    yield from _sheets(base.indicators, head.indicators, sheets)


def _sheets(
    base: Mapping[str, Indicator], head: Mapping[str, Indicator], renamed: Mapping[str, str]
) -> Iterator[Change]:
    before = {renamed.get(name, name): sheet for name, sheet in base.items()}
    codes = {new: old for old, new in renamed.items()}
    for name in sorted({*before, *head}):
        old, new = before.get(name), head.get(name)
        subject = Subject(code=name, title=latest(old, new).name)
        if old is None:
            yield IndicatorAdded(**subject.about, place=latest(old, new).place_of())
        elif new is None:
            yield IndicatorRemoved(**subject.about, place=old.place_of())
        elif old is not new:
            if name in codes:
                about, place = subject.about, new.place_of()
                yield CodeChanged(
                    **about, what="indicator", before=codes[name], after=name, place=place
                )
            yield from field_changes(subject, old, new)
            yield from baseline_changes(subject, old, new)
