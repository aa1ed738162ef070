"""figure-against-parts: a published figure that its parts do not give, where nothing else tells."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.model.base import Model
from generator.model.published import Published, PublishedFigure
from generator.model.rounding import fits
from generator.model.scalars import State
from generator.problems import msg
from generator.reconcile.findings import (
    Evidence,
    Finding,
    PlanEvidence,
    at_precision,
    figure_name,
    when_of,
    where_of,
)
from generator.reconcile.reconcile import Reconciled, Verdict
from generator.words.labels import label
from generator.words.text import shortened

_LONG_QUOTE = 140


def figure_against_parts(evidence: Evidence) -> Iterator[Finding]:
    """Published figures that differ from what was computed and that no other finding speaks of.

    The same figure is told once, however often it is printed with the same value.
    """
    known = {_mark(it.plan, entry) for it in evidence.before for entry in it.about}
    for item in evidence.reconciled:
        computed = item.recomputed
        if item.verdict is not Verdict.DIFFERS or computed is None:
            continue
        is_sum = item.entry.figure is PublishedFigure.STATEMENT
        mark = _mark(item.plan, item.entry)
        if mark not in known:
            known.add(mark)
            tell = _of_statement if is_sum else _of_figure
            yield tell(evidence.plans[item.plan], item, computed)


def _mark(plan: str, entry: Model) -> tuple[object, ...]:
    """What a figure is, with its value; a statement is like no other."""
    if not isinstance(entry, Published) or entry.figure in {None, PublishedFigure.STATEMENT}:
        return (id(entry),)
    how = entry.level, entry.band, str(entry.range), entry.stage, entry.version, entry.value
    return plan, entry.figure, entry.of, where_of(entry), *how, when_of(entry)


def _of_statement(plan: PlanEvidence, item: Reconciled, computed: Decimal) -> Finding:
    entry = item.entry
    actual = _shown(computed, entry.value)
    if not entry.quote:
        what = msg("the document says {value}, and the sum of its own figures gives {actual}")
    else:
        what = msg(
            "«{quote}»: the document says {value}, and the sum of its own figures gives {actual}"
        )
    quote = shortened(entry.quote or "", _LONG_QUOTE)
    return plan.about(item, what.having(quote=quote, value=entry.value, actual=actual), actual)


def _of_figure(plan: PlanEvidence, item: Reconciled, computed: Decimal) -> Finding:
    entry = item.entry
    assert entry.figure is not None  # noqa: S101  # a fact differs from its repetitions only
    actual = _shown(computed, entry.value)
    is_state = isinstance(entry.value, State)
    value = msg("«{text}»", text=label(entry.value)) if is_state else entry.value
    what = msg(
        "{value} is published as the {figure} {of} in {when}, and its parts give {actual}",
        value=plan.in_unit(entry, value),
        figure=figure_name(entry.figure),
        of=plan.of(entry),
        when=plan.when(entry),
        actual=plan.in_unit(entry, actual),
    )
    return plan.about(item, what, actual)


def _shown(computed: Decimal, printed: object) -> Decimal:
    """What was computed at the printed precision, unless it looks the same there."""
    if not isinstance(printed, Decimal):
        return computed
    at_same = at_precision(computed, printed)
    return computed if at_same == printed and not fits(printed, computed) else at_same
