"""mislabelled-percentage: a percentage that is another figure of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from generator.model.money import Stage
from generator.model.published import Published, PublishedFigure
from generator.problems import Message, Percent, msg
from generator.reconcile.detectors.words import (
    at_precision,
    figure_name,
    half_unit,
    of_entry,
    of_published,
)
from generator.reconcile.findings import Evidence, Finding
from generator.reconcile.recompute import recompute, rollup_of
from generator.reconcile.reconcile import Reconciled, Verdict, fits

HUNDRED = Decimal(100)

_PERCENTAGES = {
    PublishedFigure.ATTAINMENT,
    PublishedFigure.MEAN_ATTAINMENT,
    PublishedFigure.MEAN_RAW,
    PublishedFigure.MEAN_OF_STRATEGIES,
    PublishedFigure.BUDGET_EXECUTION,
    PublishedFigure.SHARE_OF_TOTAL,
}
_MEANS = {PublishedFigure.MEAN_ATTAINMENT, PublishedFigure.MEAN_RAW}


def mislabelled_percentage(evidence: Evidence) -> Iterator[Finding]:
    """Percentages that differ from what they claim to be and equal another figure of it.

    Both at the printed precision. Silent where the value is within one unit of its last digit of
    what it claims to be (a matter of rounding), and at a bare 0 or 100, which equal too much.
    """
    for item in evidence.reconciled:
        finding = mislabelled(evidence, item)
        if finding is not None:
            yield finding


def mislabelled(evidence: Evidence, item: Reconciled) -> Finding | None:
    """The finding about one published percentage, if it is another figure."""
    value, computed = item.entry.value, item.recomputed
    if item.verdict is not Verdict.DIFFERS or computed is None or not isinstance(value, Decimal):
        return None
    if abs(Fraction(value) - Fraction(computed)) <= 2 * half_unit(value):
        return None
    if item.entry.figure is PublishedFigure.STATEMENT:
        return _of_statement(evidence, item, computed)
    if item.entry.figure not in _PERCENTAGES:
        return None
    for name, other in _others(evidence, item, computed):
        plain = value in {0, HUNDRED} and value.as_tuple().exponent == 0
        if fits(value, other) and not (plain and name is not CAPPED):
            return _finding(evidence, item, name, computed)
    return None


CAPPED = msg("its attainment cut at 100")


def _others(
    evidence: Evidence, item: Reconciled, computed: Decimal
) -> Iterator[tuple[Message, Decimal]]:
    """Other figures of the same thing, the likeliest first."""
    entry = item.entry
    if entry.figure is PublishedFigure.ATTAINMENT:
        yield CAPPED, min(HUNDRED, max(Decimal(0), computed))
        yield msg("what passes its target"), computed - HUNDRED
    if entry.figure in _MEANS:
        yield from _with_zeros(evidence, item)
    for name, asked in _readings(entry):
        found = recompute(evidence.results.catalog, evidence.results.plans[item.plan], asked)
        if found.value is not None:
            yield name, found.value


def _readings(entry: Published) -> Iterator[tuple[Message, Published]]:
    """The same entry read as other figures."""
    names = {
        PublishedFigure.BUDGET_EXECUTION: msg("its financial execution"),
        PublishedFigure.MEAN_ATTAINMENT: msg("its mean attainment"),
        PublishedFigure.MEAN_RAW: msg("its mean attainment without cap"),
        PublishedFigure.MEAN_OF_STRATEGIES: msg("its mean of means"),
        PublishedFigure.ATTAINMENT: msg("its attainment"),
    }
    for figure, name in names.items():
        if figure is not entry.figure:
            yield name, _read_as(entry, figure)
    for stage, name in (
        (Stage.MODIFIED, msg("its share of the plan's modified budget")),
        (Stage.EXECUTED, msg("its share of the plan's executed amount")),
    ):
        yield name, _read_as(entry, PublishedFigure.SHARE_OF_TOTAL, stage)


def _read_as(entry: Published, figure: PublishedFigure, stage: Stage | None = None) -> Published:
    year = entry.year or (entry.period.year if entry.period else None)
    changed = {"figure": figure, "stage": stage, "version": None, "year": year, "capped": False}
    return entry.model_copy(update=changed)


def _with_zeros(evidence: Evidence, item: Reconciled) -> Iterator[tuple[Message, Decimal]]:
    """The mean as it would be if what has no percentage counted as 0."""
    plan = evidence.results.plans[item.plan]
    rollup = rollup_of(evidence.results.catalog, plan, item.entry)
    if rollup.n > rollup.n_averaged > 0:
        raw = item.entry.figure is PublishedFigure.MEAN_RAW
        total = rollup.sum_raw if raw else rollup.sum_capped
        name = msg(
            "its mean if what has no percentage ({n}) counted as 0",
            n=rollup.n - rollup.n_averaged,
        )
        yield name, total / rollup.n


def _finding(evidence: Evidence, item: Reconciled, name: Message, computed: Decimal) -> Finding:
    entry = item.entry
    assert entry.figure is not None  # noqa: S101  # asked of figures only
    actual = at_precision(computed, entry.value)
    what = msg(
        "{value} is published as the {claimed} {of}, which is {actual}; {value} is {name}",
        value=Percent(entry.value),
        claimed=figure_name(entry.figure),
        of=of_entry(evidence, item.plan, entry),
        actual=Percent(actual),
        name=name,
    )
    return of_published(evidence, item, what, actual)


_OVER = re.compile(r"[0-9.]+ */ *[0-9.]+ *\* *100 *- *100")
_RATIO = re.compile(r"[0-9.]+ */ *[0-9.]+ *\* *100")


def _of_statement(evidence: Evidence, item: Reconciled, computed: Decimal) -> Finding | None:
    """``a / b * 100`` printed as what passes 100, and the reverse."""
    entry = item.entry
    text = entry.equals.text.strip() if entry.equals else ""
    actual = at_precision(computed, entry.value)
    values = {"value": Percent(entry.value), "actual": Percent(actual)}
    if _OVER.fullmatch(text) and fits(entry.value, computed + HUNDRED):
        what = msg(
            "{value} is published as what passes the target, which is {actual}; {value} is"
            " the attainment",
            **values,
        )
    elif _RATIO.fullmatch(text) and fits(entry.value, computed - HUNDRED):
        what = msg(
            "{value} is published as the attainment, which is {actual}; {value} is what"
            " passes the target",
            **values,
        )
    else:
        return None
    return of_published(evidence, item, what, actual)
