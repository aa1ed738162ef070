"""Facts that a document prints with different values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.compute.measured import MeasureResult
from generator.compute.regions import parts_of
from generator.model.published import Published
from generator.reconcile.reconcile import Reconciled, Verdict, name_of


@dataclass(frozen=True, slots=True)
class Conflict:
    """A fact that a document prints with different values."""

    plan: str
    name: str
    printings: tuple[Published, ...]


def conflicts(reconciled: Iterable[Reconciled]) -> Iterator[Conflict]:
    """Facts printed with different values, each once."""
    seen: set[str] = set()
    for item in reconciled:
        fact = item.entry.fact
        if item.verdict is Verdict.CONFLICTING and fact is not None and fact not in seen:
            seen.add(fact)
            printings = (item.entry, *(entry for _, entry in item.others))
            yield Conflict(item.plan, name_of(printings), printings)


def disputed(measure: MeasureResult, conflict: Conflict, region: str) -> bool:
    """Whether a figure of the region is one of the values that the document prints for a fact."""
    printed = {entry.value for entry in conflict.printings}
    own = (o.attainment for o in parts_of(measure) if o.member == region)
    return any(value in printed for it in own for value in (it.target, it.actual) if value)
