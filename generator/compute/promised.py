"""Targets that are said by the baseline, as numbers; and results in words, with their verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from generator.model.catalog import MeasureUse
from generator.model.indicator import Baseline, Kind
from generator.model.measure import ResultEntry
from generator.model.period import Period
from generator.model.values import Change, Intent, Words

Relative = Mapping[Period, Change | Intent]
"""How targets are said that were computed of the baseline, by period."""


def with_numbers(use: MeasureUse, baseline: Baseline | None) -> tuple[MeasureUse, Relative]:
    """The measure with its relative targets computed exactly, and how these are written."""
    start, targets = baseline.value if baseline else None, use.measure.targets
    if not isinstance(start, Decimal):
        return use, {}  # withheld: nobody can know the number
    relative = {period: it for period, it in targets.items() if is_relative(it)}
    if not relative:
        return use, {}
    found = {p: it.of(start) if isinstance(it, Change) else start for p, it in relative.items()}
    measure = use.measure.model_copy(update={"targets": {**targets, **found}})
    return replace(use, measure=measure), relative


def is_relative(value: Any) -> bool:
    """Whether a target is a number only by the baseline."""
    return isinstance(value, Change) or value is Intent.MAINTAIN


def in_words(use: MeasureUse, entry: ResultEntry) -> ResultEntry:
    """A result of an indicator in words: its text is its value, which has the verdict."""
    if use.traits.kind is not Kind.TEXT:
        return entry
    given: dict[str, Any] = {}
    value = entry.value
    if value is None and entry.text:
        value = Words(entry.text)
    if isinstance(value, Words):
        given["value"] = replace(value, met=entry.met)
    return entry.model_copy(update=given) if given else entry
