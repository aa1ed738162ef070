"""Rules on single values: each kind of indicator takes its own."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.model.catalog import Catalog, MeasureUse
from generator.model.indicator import Kind, Over100
from generator.model.scalars import Milestone, State
from generator.problems import Message, Place, Problem, error, msg

_NUMBERS = msg("write a number, or not-programmed / not-applicable")


def _figures(catalog: Catalog) -> Iterator[tuple[MeasureUse, Place, Any]]:
    """Every target, total, baseline and result with its place."""
    for name, folder in catalog.plans.items():
        uses = {use.id: use for use in catalog.measures(name)}
        for use in uses.values():
            yield from _promised(use)
        for results in folder.results:
            for key, entry in results.results.items():
                if key in uses and entry.value is not None:
                    yield uses[key], results.place_of("results", key), entry.value


def _promised(use: MeasureUse) -> Iterator[tuple[MeasureUse, Place, Any]]:
    measure = use.measure
    for period, figure in measure.targets.items():
        yield use, measure.place_of("targets", period.text), figure
    if measure.total is not None:
        yield use, measure.place_of("total"), measure.total
    for holder in (measure, use.indicator):
        if holder is not None and holder.baseline is not None:
            yield use, holder.baseline.place_of("value"), holder.baseline.value


def check_value_kind(catalog: Catalog) -> Iterator[Problem]:
    """value-of-other-kind: counts are whole, percentages 0-100, milestones done or not-done."""
    for use, place, figure in _figures(catalog):
        for value in figure.values() if isinstance(figure, dict) else (figure,):
            said = _fault(use, value)
            if said:
                yield error("value-of-other-kind", place, *said)


def _fault(use: MeasureUse, value: Any) -> tuple[Message, Message] | None:
    if isinstance(value, State):
        return None
    kind = use.traits.kind
    if kind is Kind.MILESTONE and not isinstance(value, Milestone):
        return (
            msg(
                "«{measure}» is a milestone, and {value} is a number",
                measure=use.id,
                value=str(value),
            ),
            msg("write done or not-done"),
        )
    if kind is not Kind.MILESTONE and not isinstance(value, Decimal):
        return msg(
            "«{measure}» takes numbers, not {value}", measure=use.id, value=str(value)
        ), _NUMBERS
    if isinstance(value, Decimal):
        return _number_fault(use, value)
    return None


def _number_fault(use: MeasureUse, value: Decimal) -> tuple[Message, Message] | None:
    kind = use.traits.kind
    if kind is Kind.COUNT and (value < 0 or value != value.to_integral_value()):
        return (
            msg(
                "«{measure}» is a count, and {value} is not a whole number of 0 or more",
                measure=use.id,
                value=str(value),
            ),
            msg("correct the value, or the «kind» of the indicator"),
        )
    limited = kind is Kind.PERCENTAGE and use.traits.over_100 is not Over100.ALLOWED
    if limited and not 0 <= value <= 100:  # noqa: PLR2004
        return (
            msg(
                "«{measure}» is a percentage, and {value} is not in 0-100",
                measure=use.id,
                value=str(value),
            ),
            msg("correct the value; if it may pass 100: over_100: allowed"),
        )
    return None
