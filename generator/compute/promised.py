"""Targets that are said by the baseline, as numbers; and results in words, with their verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from generator.model.breakdown import WHOLE
from generator.model.catalog import MeasureUse
from generator.model.combine import part_of
from generator.model.indicator import Baseline, Kind
from generator.model.measure import ResultEntry
from generator.model.period import Period
from generator.model.values import Change, Intent, Words, is_relative

Relative = Mapping[Period, Change | Intent]
"""How targets are said that were computed of the baseline, by period."""


def with_numbers(use: MeasureUse, baseline: Baseline | None) -> tuple[MeasureUse, Relative]:
    """The measure with its relative targets computed exactly, and how these are written.

    A target stays as it is where its baseline is withheld: nobody can know the number.
    """
    by_code, by = use.region_list.by_code, use.measure.by
    starts = by_code(baseline.value, by) if baseline else None

    def number(it: Any, part: str) -> Any:
        start = part_of(starts, part, use.traits.across) if is_relative(it) else None
        if not isinstance(start, Decimal):
            return it
        return it.of(start) if isinstance(it, Change) else start

    found, relative = {}, {}
    for period, figure in use.measure.targets.items():
        parts = by_code(figure, by)
        if isinstance(parts, dict):
            if any(map(is_relative, parts.values())):
                found[period] = {part: number(it, part) for part, it in parts.items()}
        elif (it := number(figure, WHOLE)) is not figure:
            found[period], relative[period] = it, figure
    if not found:
        return use, relative
    measure = use.measure.model_copy(update={"targets": {**use.measure.targets, **found}})
    return replace(use, measure=measure), relative


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
