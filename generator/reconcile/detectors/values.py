"""two-values: the same thing printed with two values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from generator.compute.measured import at
from generator.model.catalog import PLAN
from generator.model.period_field import may_be_year
from generator.model.published import Published, PublishedFigure
from generator.model.source import Cited, DisputedField
from generator.problems import Percent, msg
from generator.reconcile.detectors.announced import misfits
from generator.reconcile.detectors.figures import is_wrong_count, mislabelled
from generator.reconcile.detectors.money import is_wrong_budget
from generator.reconcile.findings import (
    OF_MEASURE,
    Denied,
    Evidence,
    Finding,
    FindingSeverity,
    PlanEvidence,
    denied_value,
    figure_name,
    where_of,
)
from generator.reconcile.recompute import measure_of
from generator.reconcile.reconcile import Reconciled, Verdict, name_of, same_value

_WITHOUT_NAME = {None, PublishedFigure.STATEMENT}


def two_values(evidence: Evidence) -> Iterator[Finding]:
    """Facts and figures whose printings do not agree: one finding each, at the first printing.

    Numbers are compared at the coarser precision. Texts that differ in words only are a doubt;
    those that differ in case, accents, punctuation or leading zeros are the same. Silent where
    another detector tells the same difference.
    """
    yield from _facts(evidence)
    yield from _figures(evidence)
    yield from _data(evidence)


def _facts(evidence: Evidence) -> Iterator[Finding]:
    told: set[str] = set()
    marked = {_lines(evidence.plans[plan], entry) for plan, entry in misfits(evidence)}
    for item in evidence.reconciled:
        fact = item.entry.fact
        if item.verdict is not Verdict.CONFLICTING or fact is None or fact in told:
            continue
        told.add(fact)
        printings = [(item.plan, item.entry), *item.others]
        values = _distinct(entry.value for _, entry in printings)
        if len(values) > 1 and not all(
            _lines(evidence.plans[plan], entry) in marked for plan, entry in printings
        ):
            yield _of_fact(evidence, printings, values)


def _lines(plan: PlanEvidence, entry: Cited) -> object:
    """Document and lines; what has no lines is like nothing else."""
    source = plan.cited(entry.source)
    return (source.document, source.lines) if source and source.lines else object()


def _distinct(values: Iterable[object]) -> list[object]:
    """Values that say something different, in the order of their first printing."""
    found: list[object] = []
    for value in values:
        if not any(_same(value, other) for other in found):
            found.append(value)
    return found


def _same(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return _bare(one) == _bare(other)
    return same_value(one, other)


@lru_cache(maxsize=4_096)
def _bare(text: str) -> list[str]:
    """Words and numbers of a text: without case, accents, punctuation and leading zeros."""
    letters = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    return [word.lstrip("0") or "0" for word in re.findall(r"[0-9]+|[^\W0-9_]+|-$", plain)]


def _of_fact(
    evidence: Evidence, printings: list[tuple[str, Published]], values: list[object]
) -> Finding:
    """Found is what the fewest printings say; of two as often printed, the later."""
    times = [sum(_same(entry.value, value) for _, entry in printings) for value in values]
    usual = values[times.index(max(times))]
    odd = min(reversed(range(len(values))), key=lambda index: times[index])
    plan, entry = next(p for p in printings if _same(p[1].value, values[odd]))
    told = [
        msg("{value} ({n} times)", value=_excerpt(value, values), n=n)
        if n > 1
        else _excerpt(value, values)
        for value, n in zip(values, times, strict=True)
    ]
    name = name_of(entry for _, entry in printings)
    what = msg("«{name}» appears with more than one value: {values}", name=name, values=told)
    usual, rare = _excerpt(usual, values), _excerpt(values[odd], values)
    found = evidence.plans[plan].finding(entry, "value", what, usual, rare)
    own = tuple(entry for name, entry in printings if name == plan)
    denies = tuple(_denied(evidence, printings))
    return replace(found, severity=_weight(values), denies=denies, about=own)


def _denied(evidence: Evidence, printings: list[tuple[str, Published]]) -> Iterator[Denied]:
    """The target or the result that a fact tells: a printing names its measure and its period.

    One of the two, and not both, is among the values that are printed.
    """
    told = [entry for _, entry in printings if isinstance(entry.value, Decimal)]
    seen: set[object] = set()
    for name, entry in printings:
        measure = measure_of(evidence.plans[name].result, entry.of) if entry.of else None
        if measure is None or entry.period is None or (measure.use.id, entry.period) in seen:
            continue
        seen.add((measure.use.id, entry.period))
        it = at(measure, entry.period)
        own = {DisputedField.TARGET: it.target, DisputedField.RESULT: it.actual}
        meant = [f for f, v in own.items() if any(same_value(v, other.value) for other in told)]
        if len(meant) == 1:
            others = [other for other in told if not same_value(own[meant[0]], other.value)]
            sign = Percent if measure.use.traits.in_percent else Decimal
            values = [sign(other.value) for other in others]
            yield denied_value(measure, entry.period, meant[0], others, values)


def _excerpt(value: object, values: list[object]) -> object:
    """A value as printed; of a long text, the words around the first that differs."""
    if isinstance(value, Decimal) and may_be_year(value):
        return str(value)
    if not isinstance(value, str):
        return value
    own = value.split()
    words = [[_bare(word) for word in str(other).split()] for other in values]
    rows = enumerate(zip(*words, strict=False))
    same = next((i for i, row in rows if any(word != row[0] for word in row)), 0)
    first = max(0, same - BEFORE)
    if len(own) <= SHORT:
        return msg("«{text}»", text=value)
    shown = " ".join(own[first : first + SHORT])
    cut = f"{'…' if first else ''}{shown}{'…' if first + SHORT < len(own) else ''}"
    return msg("«{text}»", text=cut)


SHORT = 12
"""Words of a text that are shown."""
BEFORE = 3


def _weight(values: list[object]) -> FindingSeverity:
    """Numbers and dates contradict each other; texts only where each has a number of its own."""
    if not any(isinstance(value, str) for value in values):
        return FindingSeverity.CONTRADICTION
    numbers = [set(map(int, re.findall(r"[0-9]+", str(value)))) for value in values]
    apart = any(one - other and other - one for one in numbers for other in numbers)
    return FindingSeverity.CONTRADICTION if apart else FindingSeverity.DOUBT


def _figures(evidence: Evidence) -> Iterator[Finding]:
    """Published figures of the same thing that do not agree with each other."""
    groups: dict[tuple[object, ...], list[Reconciled]] = {}
    for item in evidence.reconciled:
        if item.entry.figure not in _WITHOUT_NAME and not _is_told(evidence, item):
            groups.setdefault(_meaning(item), []).append(item)
    for items in groups.values():
        values = _distinct(item.entry.value for item in items)
        if len(values) > 1:
            yield _of_figure(evidence.plans[items[0].plan], items, values)


def _is_told(evidence: Evidence, item: Reconciled) -> bool:
    """Whether another finding says that this figure is wrong."""
    wrong_datum = item.verdict is Verdict.DIFFERS and item.entry.figure in OF_MEASURE
    told = wrong_datum or is_wrong_count(item) or is_wrong_budget(item)
    return told or mislabelled(evidence, item) is not None


def _meaning(item: Reconciled) -> tuple[object, ...]:
    """All that two figures must have in common to be the same."""
    entry = item.entry
    how = (entry.level, entry.band, str(entry.range), entry.stage, entry.version, entry.capped)
    return item.plan, entry.figure, entry.of, where_of(entry), *how, str(entry.period), entry.year


def _of_figure(plan: PlanEvidence, items: list[Reconciled], values: list[object]) -> Finding:
    """Found is the printing that the plan refutes, else the one that is printed least."""
    times = [sum(_same(item.entry.value, value) for item in items) for value in values]
    wrong = [item for item in items if item.verdict is Verdict.DIFFERS]
    rare = values[times.index(min(times))]
    odd = wrong[0] if wrong else next(i for i in items if _same(i.entry.value, rare))
    usual = next(value for value in values if not _same(value, odd.entry.value))
    figure = odd.entry.figure
    assert figure is not None  # noqa: S101  # groups are of figures
    what = msg(
        "The {figure} {of} in {when} appears with more than one value: {values}",
        figure=figure_name(figure),
        of=plan.of(odd.entry),
        when=plan.when(odd.entry),
        values=[plan.in_unit(odd.entry, value) for value in values],
    )
    about = tuple(item.entry for item in (odd, *(it for it in items if it is not odd)))
    return replace(plan.about(odd, what, usual), about=about)


def _data(evidence: Evidence) -> Iterator[Finding]:
    """Targets and results printed elsewhere than in the table the plan has them from."""
    for item in evidence.reconciled:
        plan, entry, computed = evidence.plans[item.plan], item.entry, item.recomputed
        if entry.figure in OF_MEASURE and item.verdict is Verdict.DIFFERS and computed is not None:
            what = msg(
                "The {figure} {of} in {when} is printed as {found}, and as {expected} in the table"
                " that the plan takes it from",
                figure=figure_name(entry.figure),
                of=plan.of(entry),
                when=plan.when(entry),
                found=plan.in_unit(entry, entry.value),
                expected=plan.in_unit(entry, computed),
            )
            denies = tuple(_denied_datum(plan, entry))
            yield replace(plan.about(item, what, computed), denies=denies)


def _denied_datum(plan: PlanEvidence, entry: Published) -> Iterator[Denied]:
    measure = measure_of(plan.result, entry.of or PLAN)
    if measure is not None and entry.period is not None and entry.figure is not None:
        values = [plan.in_unit(entry, entry.value)]
        yield denied_value(measure, entry.period, OF_MEASURE[entry.figure], [entry], values)
