"""Contraste: each published figure held against what its own parts give (docs: contraste).

A figure is recomputed in one of three ways: from the plan's targets, results and money; from
the arithmetic it names; or from the other printings of the same fact. It is compared at the
precision it was printed with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from generator.compute.attainment import Attainment
from generator.compute.explain import Explanation
from generator.compute.measured import MeasureResult
from generator.compute.regions import parts_of
from generator.compute.results import PlanResult
from generator.model.catalog import Catalog
from generator.model.published import Published, PublishedFigure
from generator.model.rounding import fits, places
from generator.model.scalars import State
from generator.problems import Message, msg
from generator.reconcile.recompute import NO_VALUE, NOTHING, Recomputed, recompute


class Verdict(StrEnum):
    """What comes of holding a published figure against its parts."""

    AGREES = "agrees"
    DIFFERS = "differs"
    CONFLICTING = "conflicting"
    """The document prints the same fact with different values."""
    NOT_RECOMPUTABLE = "not-recomputable"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A published figure with its verdict."""

    plan: str
    entry: Published
    verdict: Verdict
    recomputed: Decimal | None = None
    """What the parts give, unrounded."""
    difference: Decimal | None = None
    """Published less recomputed; in points where both are percentages."""
    reason: Message | None = None
    """Why it cannot be recomputed."""
    explanation: Explanation | None = None
    others: tuple[tuple[str, Published], ...] = ()
    """The other printings of the same fact, with the plan they stand in."""


def reconcile(catalog: Catalog, plans: Mapping[str, PlanResult]) -> tuple[Reconciled, ...]:
    """Every published figure of every plan, in the order of plans and files."""
    facts = _facts(plans)
    verdicts = {name: _verdict(printings) for name, printings in facts.items()}
    return tuple(
        _fact(plan.folder.id, entry, facts[entry.fact], verdicts[entry.fact])
        if entry.fact is not None
        else _figure(catalog, plan, entry)
        for plan in plans.values()
        for entry in plan.folder.published
    )


def _facts(plans: Mapping[str, PlanResult]) -> dict[str, list[tuple[str, Published]]]:
    """Printings by the name of the fact; documents of several plans may print the same one."""
    found: dict[str, list[tuple[str, Published]]] = {}
    for name, plan in plans.items():
        for entry in plan.folder.published:
            if entry.fact is not None:
                found.setdefault(entry.fact, []).append((name, entry))
    return found


def name_of(printings: Iterable[Published]) -> str:
    """A fact in words, as one of its printings gives it; else its code, readable."""
    given = list(printings)
    code = next((entry.fact for entry in given if entry.fact), "")
    return next((entry.name for entry in given if entry.name), code.replace("-", " "))


def _verdict(printings: Sequence[tuple[str, Published]]) -> Verdict:
    """One verdict for all printings of a fact: they conflict where any two of them do."""
    values = [entry.value for _, entry in printings]
    if len(values) == 1:
        return Verdict.NOT_RECOMPUTABLE
    same = all(same_value(one, other) for one, other in combinations(values, 2))
    return Verdict.AGREES if same else Verdict.CONFLICTING


def _fact(
    plan: str, entry: Published, printings: Sequence[tuple[str, Published]], verdict: Verdict
) -> Reconciled:
    others = tuple(printing for printing in printings if printing[1] is not entry)
    reason = None if others else msg("it is printed only once")
    return Reconciled(plan, entry, verdict, reason=reason, others=others)


def same_value(one: object, other: object) -> bool:
    """Whether two printings say the same: numbers at the coarser precision, texts by words."""
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        coarse, fine = sorted((one, other), key=places)
        return fits(coarse, fine)
    if isinstance(one, str) and isinstance(other, str):
        return _words(one) == _words(other)
    return one == other


def _words(text: str) -> list[str]:
    """Words of a text: case, quotation marks and punctuation at the ends say nothing."""
    return [word for raw in text.casefold().split() if (word := raw.strip("«»“”\"'.,;:()"))]


def _figure(catalog: Catalog, plan: PlanResult, entry: Published) -> Reconciled:
    found = _by_arithmetic(entry) or recompute(catalog, plan, entry)
    name = plan.folder.id
    if entry.value is State.NOT_AVAILABLE and found.reason in (None, NO_VALUE, NOTHING):
        agrees = found.value is None
        verdict = Verdict.AGREES if agrees else Verdict.DIFFERS
        return Reconciled(name, entry, verdict, found.value, explanation=found.explanation)
    if found.value is None or not isinstance(entry.value, Decimal):
        reason = found.reason or msg("the published value is not a number")
        return Reconciled(name, entry, Verdict.NOT_RECOMPUTABLE, reason=reason)
    agrees = fits(entry.value, found.value)
    return Reconciled(
        plan=name,
        entry=entry,
        verdict=Verdict.AGREES if agrees else Verdict.DIFFERS,
        recomputed=found.value,
        difference=Decimal(0) if agrees else entry.value - found.value,
        explanation=found.explanation,
    )


def _by_arithmetic(entry: Published) -> Recomputed | None:
    """What the arithmetic beside the figure gives."""
    if entry.equals is None:
        if entry.figure is PublishedFigure.STATEMENT:
            return Recomputed(reason=msg("no arithmetic is written beside it"))
        return None
    exact = entry.equals.value
    value = Decimal(exact.numerator) / Decimal(exact.denominator)
    return Recomputed(value, Explanation("cuenta", entry.equals.text, (), value))


def counts(found: Iterable[Reconciled]) -> Mapping[Verdict, int]:
    """How many of each verdict; a fact counts once, however often it is printed."""
    tally = dict.fromkeys(Verdict, 0)
    facts: set[str] = set()
    for item in found:
        fact = item.entry.fact
        if fact is None or fact not in facts:
            tally[item.verdict] += 1
        if fact is not None:
            facts.add(fact)
    return tally


@dataclass(frozen=True, slots=True)
class Conflict:
    """A fact that a document prints with different values."""

    plan: str
    name: str
    printings: tuple[tuple[str, Published], ...]
    """Each with the plan that it stands in."""


def conflicts(reconciled: Iterable[Reconciled]) -> Iterator[Conflict]:
    """Facts printed with different values, each once."""
    seen: set[str] = set()
    for item in reconciled:
        fact = item.entry.fact
        if item.verdict is Verdict.CONFLICTING and fact is not None and fact not in seen:
            seen.add(fact)
            printings = ((item.plan, item.entry), *item.others)
            yield Conflict(item.plan, name_of(entry for _, entry in printings), printings)


def is_printed_otherwise(conflict: Conflict, it: Attainment) -> bool:
    """Whether its target or its result is one of the values that the document prints."""
    printed = {entry.value for _, entry in conflict.printings}
    return any(value in printed for value in (it.target, it.actual) if value)


def disputed(measure: MeasureResult, conflict: Conflict, region: str) -> bool:
    """Whether a figure of the region is one of the values that the document prints for a fact."""
    own = (o.attainment for o in parts_of(measure) if o.name == region)
    return any(is_printed_otherwise(conflict, it) for it in own)
