"""ranking(results) -> contradictions: each told once, the one with the greatest effect first.

The rule (docs: contraste, orden): contradictions come before what may have an explanation. Then
counts what the difference is of: money of the plan, points of attainment or of spending, things
counted in another band, targets, results and units in dispute, any other number, words. Within
each the greatest comes first: money by its part of the plan's budget, so that currencies are
never compared. What is less than one percent of the budget, or less than one point, comes after
the other numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from generator.compute.attainment import attain
from generator.compute.by_method import judge_by
from generator.compute.measured import MeasureResult, at
from generator.compute.money import budget_key
from generator.compute.results import PlanResult, Results
from generator.compute.series import WHOLE
from generator.model.catalog import PLAN, cite
from generator.model.money import BudgetLine
from generator.model.plan import Version
from generator.model.published import IN_PERCENT, Published, PublishedFigure
from generator.model.source import DisputedField
from generator.problems import Money, Percent
from generator.reconcile.contrast import contrast
from generator.reconcile.findings import Denied, Finding, FindingSeverity


class Sort(StrEnum):
    """What sort of contradiction it is."""

    DIFFERS = "differs"
    """A figure is not what its parts give."""
    TWO_VALUES = "two-values"
    """The same thing is told in two ways."""
    DOUBT = "doubt"
    """It may have an explanation."""


class EffectKind(StrEnum):
    """What a difference is of, in the order of the list."""

    MONEY = "money"
    POINTS = "points"
    BANDS = "bands"
    COMMITMENT = "commitment"
    """What stays in dispute of targets, results and units, with no attainment to compute."""
    NUMBER = "number"
    WORDS = "words"
    """Dates and texts: nothing to subtract."""


@dataclass(frozen=True, slots=True)
class Effect:
    """How far apart the two values of a contradiction are."""

    kind: EffectKind
    size: Decimal | None = None
    """In units of currency, points, things in another band, or units of the figure."""
    share: Decimal | None = None
    """Percent: of the plan's budget for money, of the larger value for a number."""
    currency: str | None = None

    @property
    def weight(self) -> Decimal:
        """By what the differences of one kind are put in order."""
        by_share = self.kind in {EffectKind.MONEY, EffectKind.COMMITMENT, EffectKind.NUMBER}
        return (self.share if by_share else self.size) or Decimal(0)

    @property
    def is_slight(self) -> bool:
        """Whether it is below one percent of the budget, or one point."""
        return self.kind in {EffectKind.MONEY, EffectKind.POINTS} and self.weight < 1


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One contradiction, told by its first finding; others say the same."""

    rank: int
    findings: tuple[Finding, ...]
    sort: Sort
    effect: Effect

    @property
    def first(self) -> Finding:
        """The finding that tells it."""
        return self.findings[0]


_OF_COMMITMENT = {DisputedField.TARGET, DisputedField.RESULT}
_TWO_VALUES = {"two-values", "marks-against-dates", "named-against-listed"}
_KINDS = [*EffectKind]


def sort_of(finding: Finding) -> Sort:
    """Its sort, by the detector that found it."""
    if finding.severity is FindingSeverity.DOUBT:
        return Sort.DOUBT
    return Sort.TWO_VALUES if finding.detector in _TWO_VALUES else Sort.DIFFERS


def ranking(results: Results) -> tuple[Contradiction, ...]:
    """All contradictions of all plans, each once, the greatest effect first."""
    found = ((effect_of(results, it), it) for it in results.derived(contrast).findings)
    groups: list[tuple[Effect, list[Finding]]] = []
    known: dict[object, list[Finding]] = {}
    for effect, finding in sorted(found, key=lambda pair: _order(*pair)):
        marks = [*_marks(results, finding)]
        group = next((known[mark] for mark in marks if mark in known), None)
        if group is None:
            group = []
            groups.append((effect, group))
        group.append(finding)
        known |= dict.fromkeys(marks, group)
    return tuple(
        Contradiction(rank, tuple(group), sort_of(group[0]), effect)
        for rank, (effect, group) in enumerate(groups, 1)
    )


def _order(effect: Effect, finding: Finding) -> tuple[object, ...]:
    kind = _KINDS.index(EffectKind.NUMBER) if effect.is_slight else _KINDS.index(effect.kind)
    place = finding.place
    return (
        *(finding.severity is FindingSeverity.DOUBT, kind, effect.is_slight),
        *(-finding.n_measures if effect.kind is EffectKind.COMMITMENT else 0, -effect.weight),
        *(finding.plan, finding.detector, place.path, place.line, place.column),
    )


def _marks(results: Results, finding: Finding) -> Iterator[object]:
    """What two findings have in common if they tell the same: their words, or the printing."""
    yield repr(finding.what)
    default = results.plans[finding.plan].folder.plan.source
    for entry in finding.about:
        if isinstance(entry, Published) and entry.value == plain(finding.found):
            source = cite(entry.source, default)
            if source and source.lines:
                yield source.document, source.lines, str(entry.value)


def effect_of(results: Results, finding: Finding) -> Effect:
    """What a finding puts in doubt, and by how much."""
    one, other = (number_of(value) for value in (finding.expected, finding.found))
    plan, about = results.plans[finding.plan], next(iter(finding.about), None)
    if one is None or other is None:
        return Effect(EffectKind.COMMITMENT if finding.n_measures else EffectKind.WORDS)
    size = abs(other - one)
    if isinstance(about, BudgetLine):
        return _of_money(plan, size, about.year, about.currency or plan.currency)
    if isinstance(about, Version) and about.budget == other:
        return _of_money(plan, size, None, plan.currency)
    if isinstance(about, Published):
        if about.figure is PublishedFigure.BUDGET:
            return _of_money(plan, size, about.year, plan.currency)
        if about.figure in IN_PERCENT or about.figure is PublishedFigure.GAP:
            return Effect(EffectKind.POINTS, size)
        if about.figure is PublishedFigure.COUNT and (about.band or about.range):
            return Effect(EffectKind.BANDS, size)
    share = size / max(abs(one), abs(other)) * 100 if size else None
    return _of_commitment(results, finding, size, share) or Effect(EffectKind.NUMBER, size, share)


def number_of(value: object) -> Decimal | None:
    """One of the two values of a finding, where it is a number."""
    value = plain(value)
    return Decimal(value) if isinstance(value, Decimal | int) else None


def plain(value: object) -> object:
    """A value without its sign of percent or its currency."""
    return value.value if isinstance(value, Percent | Money) else value


def _of_money(plan: PlanResult, size: Decimal, year: int | None, currency: str | None) -> Effect:
    own = next((it for it in plan.by_currency if it.currency == currency), plan)
    amounts = own.money.get(PLAN, {})
    key = budget_key(amounts, plan.year if year is None else year, plan.version_ranks)
    whole = amounts[key] if key else None
    return Effect(EffectKind.MONEY, size, size / whole * 100 if whole else None, currency)


def _of_commitment(
    results: Results, finding: Finding, size: Decimal, share: Decimal | None
) -> Effect | None:
    """The points of attainment that a target or a result with the other value would move."""
    denied = next((it for it in finding.denies if it.field in _OF_COMMITMENT), None)
    own = results.plans[finding.plan].measures.values() if denied else ()
    measure = next((it for it in own if denied and it.use.measure.place_of() == denied.of), None)
    if denied is None or measure is None:
        return None
    points = _points(results, finding, measure, denied)
    if points is None:
        return Effect(EffectKind.COMMITMENT, size, share)
    return Effect(EffectKind.POINTS, points)


def _points(
    results: Results, finding: Finding, measure: MeasureResult, denied: Denied
) -> Decimal | None:
    """The attainment with one value less that with the other; None where there is none."""
    if denied.period is None:
        return None
    now, bands = at(measure, denied.period), results.catalog.bands(finding.plan)
    judge = judge_by(measure, results.catalog.method(finding.plan), bands)
    raws = []
    for value in (number_of(finding.expected), number_of(finding.found)):
        is_target = denied.field is DisputedField.TARGET
        target, actual = (value, now.actual) if is_target else (now.target, value)
        it = attain(measure.use.traits, target, actual, bands)
        raws.append(judge(it, denied.period, WHOLE).raw)
    one, other = raws
    return None if one is None or other is None else abs(one - other)
