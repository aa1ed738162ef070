"""Rules on single figures: each kind of indicator takes its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.check.quotients import quotient_fault
from generator.model.catalog import Catalog, MeasureUse
from generator.model.indicator import Over100, Traits
from generator.model.quotients import Quotient
from generator.model.scalars import Milestone, State
from generator.model.values import NO_NUMBERS, Range
from generator.model.written import figures_of
from generator.problems import Message, Problem, error, msg

_NUMBERS = msg("write a number, or not-programmed / not-applicable")


def check_value_kind(catalog: Catalog) -> Iterator[Problem]:
    """value-of-other-kind: counts are whole, percentages 0-100, milestones done or not-done."""
    for plan in catalog.plans:
        for figure in figures_of(catalog, plan, _may_be_wrong):
            for value in figure.values:
                faults = (_fault(figure.use, it) for it in _numbers(figure.use, value))
                if wrong := next(filter(None, faults), None):
                    yield error("value-of-other-kind", figure.place(), *wrong)


def _may_be_wrong(use: MeasureUse, value: Any) -> bool:
    """Whether a figure is worth a closer look: most are whole numbers of what is counted."""
    if type(value) is Decimal:
        return not (use.traits.kind.traits.is_counted and str(value).isdecimal())
    return type(value) is not State


def _numbers(use: MeasureUse, value: Any) -> tuple[Any, ...]:
    """What a kind is asked of: the value, or both ends of a range; elsewhere it is refused."""
    if isinstance(value, Range) and not use.traits.kind.traits.is_done_or_not:
        return value.low, value.high
    return () if isinstance(value, State | NO_NUMBERS) else (value,)


def _fault(use: MeasureUse, value: Any) -> tuple[Message, Message] | None:
    is_milestone = use.traits.kind.traits.is_done_or_not
    if is_milestone and not isinstance(value, Milestone):
        return (
            msg(
                "«{measure}» is a milestone, and {value} is a number",
                measure=use.id,
                value=str(value),
            ),
            msg("write done or not-done"),
        )
    if not is_milestone and not isinstance(value, Decimal):
        return msg(
            "«{measure}» takes numbers, not {value}", measure=use.id, value=str(value)
        ), _NUMBERS
    if isinstance(value, Decimal):
        return _number_fault(use, value)
    return None


def _thousands(text: str) -> Message | None:
    """What to write where the point of a count may be that of thousands: ``1.200``."""
    if "." not in text or not re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", text):
        return None
    whole = text.replace(".", "")
    return msg("write {whole} if the point is of thousands; else correct the «kind»", whole=whole)


def beyond(traits: Traits, value: Decimal) -> bool:
    """Whether a number is below zero where things are counted, or a percentage not in 0-100."""
    if traits.kind.traits.is_counted:
        return value < 0
    limited = traits.kind.traits.in_percent and traits.over_100 is not Over100.ALLOWED
    return limited and not 0 <= value <= 100  # noqa: PLR2004


def _number_fault(use: MeasureUse, value: Decimal) -> tuple[Message, Message] | None:
    if isinstance(value, Quotient) and (fault := quotient_fault(use, value)):
        return fault
    kind, is_beyond = use.traits.kind.traits, beyond(use.traits, value)
    if kind.is_counted and (is_beyond or value != value.to_integral_value()):
        return (
            msg(
                "«{measure}» is a count, and {value} is not a whole number of 0 or more",
                measure=use.id,
                value=str(value),
            ),
            _thousands(str(value)) or msg("correct the value, or the «kind» of the indicator"),
        )
    if kind.is_counted and _thousands(str(value)):
        what = msg("{value} can be read as {whole} and as {other}")
        said = {"whole": f"{value:.0f}", "other": str(value).replace(".", "")}
        return what.having(value=str(value), **said), msg(
            "write {other} if the point is of thousands; else {whole}", **said
        )
    if is_beyond:
        return (
            msg(
                "«{measure}» is a percentage, and {value} is not in 0-100",
                measure=use.id,
                value=value,
            ),
            msg("correct the value; if it may pass 100: over_100: allowed"),
        )
    return None
