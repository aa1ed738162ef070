"""What the detectors find in the content, and the words that they share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from generator.compute.measured import MeasureResult
from generator.compute.money import MoneyKey
from generator.compute.results import PlanResult, Results
from generator.model.arithmetic import Interval
from generator.model.base import Model
from generator.model.catalog import PLAN, Level, PlanFolder, cite
from generator.model.measure import Measure
from generator.model.period import Period
from generator.model.plan import LevelName
from generator.model.published import IN_PERCENT, CountedBand, Published, PublishedFigure
from generator.model.rounding import places, rounded
from generator.model.source import Cited, DisputedField, Source
from generator.problems import Message, Money, Percent, Place, msg
from generator.reconcile.recompute import measure_of
from generator.reconcile.reconcile import Reconciled
from generator.words.formatter import during
from generator.words.labels import AMOUNTS, label
from generator.words.text import shortened


class FindingSeverity(StrEnum):
    """How much a finding says."""

    CONTRADICTION = "contradiction"
    """The document contradicts itself."""
    DOUBT = "doubt"
    """Something that can be right and deserves a look."""


@dataclass(frozen=True, slots=True)
class Denied:
    """What a page would assert and a finding contradicts; said like an editor's ``disputed:``."""

    of: Place
    """Where the measure or the amount stands in the content."""
    field: DisputedField
    why: Message
    place: str | None = None
    """Where the contradiction is printed."""
    period: Period | None = None
    """That of a target or of a result."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``expected`` and ``found`` are short texts or values of messages."""

    plan: str
    what: Message
    """One sentence: what does not fit."""
    expected: object
    found: object
    source: Source | None
    """Where it is printed."""
    place: Place
    """Where it stands in the content."""
    severity: FindingSeverity = FindingSeverity.CONTRADICTION
    detector: str = ""
    """Code of the detector, under which it is listed: lower-case words with hyphens."""
    denies: tuple[Denied, ...] = ()
    """What of the plan cannot be asserted beside it."""
    about: tuple[Model, ...] = field(default=(), repr=False, compare=False)
    """What of the content it is about: published figures, measures, amounts."""

    @property
    def n_measures(self) -> int:
        """How many measures it puts in dispute, else is about."""
        denied = {it.of for it in self.denies}
        return len(denied) or sum(isinstance(it, Measure) for it in self.about)


@dataclass(frozen=True)
class PlanEvidence:
    """A plan as a detector sees it, with the words for what belongs to it."""

    results: Results
    result: PlanResult

    @property
    def folder(self) -> PlanFolder:
        """What the plan's files say."""
        return self.result.folder

    def finding(
        self, at: Cited, key: str, what: Message, expected: object, found: object
    ) -> Finding:
        """A finding about what stands under a key: what it should be, and what it is."""
        source = self.cited(at.source)
        place = at.place_of(key)
        return Finding(self.folder.id, what, expected, found, source, place, about=(at,))

    def about(self, item: Reconciled, what: Message, expected: object) -> Finding:
        """A finding about a published figure."""
        entry = item.entry
        told = (self.in_unit(entry, value) for value in (expected, entry.value))
        return self.finding(entry, "value", what, *told)

    def in_unit(self, entry: Published, value: object) -> object:
        """A published value, or one beside it, with its percent sign or its currency."""
        if not isinstance(value, Decimal):
            return value
        if entry.figure is PublishedFigure.BUDGET:
            return self.money(value)
        measure = measure_of(self.result, entry.of or PLAN) if entry.figure in OF_MEASURE else None
        in_percent = entry.figure in IN_PERCENT or (measure and measure.use.traits.in_percent)
        return Percent(value) if in_percent else value

    def money(self, amount: Decimal) -> Money:
        """An amount in the currency of the plan, or of the part of it that has another."""
        return Money(amount, self.result.currency)

    def cited(self, source: Source | None) -> Source | None:
        """A citation with the document that the plan's default names."""
        return cite(source, self.folder.plan.source)

    def level_name(self, level: Level) -> LevelName | None:
        """What the plan calls one of its levels."""
        names = self.folder.plan.levels
        return (
            names[level.depth - 1] if isinstance(names, tuple) else getattr(names, level.code, None)
        )

    def of_code(self, code: str) -> Message:
        """What a figure is of: ``of the plan``, ``of OEI.07``, ``of Línea 3``, ``of «Deaths»``."""
        if code == PLAN:
            return msg("of the plan")
        element = self.folder.by_code.get(code)
        if element is not None and element.level.is_own:
            return msg("of {name}", name=element.called)
        measure = self.result.measures.get(code) if element is None else None
        if measure is not None:
            return msg("of {name}", name=self._name_of(measure))
        named = self.level_name(element.level) if element else None
        if named is None or re.search(r"[^\W0-9_]", code):
            return msg("of {name}", name=code)
        return msg("of {name}", name=f"{named.singular} {code}")

    def _name_of(self, measure: MeasureResult) -> Message:
        """``«Deaths»``; with its element where the plan has another indicator of that name."""
        own, code = measure.use.traits.heading, measure.use.element.called
        name = msg("«{text}»", text=shortened(own))
        alike = (it for it in self.result.measures.values() if it.use.traits.heading == own)
        return msg("{name} ({code})", name=name, code=code) if len([*alike]) > 1 else name

    def of_unit(self, unit: str) -> Message:
        """``of «UE 001: …»``."""
        known = self.results.catalog.units.get(unit)
        return msg("of {name}", name=msg("«{text}»", text=known.name if known else unit))

    def of(self, entry: Published) -> Message:
        """What a published figure belongs to: an element, or an executing unit of the plan."""
        unit = entry.where.executing_unit
        return self.of_code(entry.of or PLAN) if unit is None else self.of_unit(unit)

    def when(self, entry: Published) -> Message | Period:
        """Period or year of a figure after a preposition; the plan's year where it says neither."""
        return during(entry.period or Period.of_year(entry.year or self.result.year))


@dataclass(frozen=True)
class Evidence:
    """What a detector looks at."""

    results: Results
    reconciled: tuple[Reconciled, ...]
    before: tuple[Finding, ...] = ()
    """What the detectors before found."""

    @cached_property
    def plans(self) -> dict[str, PlanEvidence]:
        """The plans by name."""
        found = self.results.plans.items()
        return {name: PlanEvidence(self.results, plan) for name, plan in found}


OF_MEASURE = {
    PublishedFigure.TARGET: DisputedField.TARGET,
    PublishedFigure.ACTUAL: DisputedField.RESULT,
}
"""Figures that a plan has itself, of an indicator."""

Detector = Callable[[Evidence], Iterator[Finding]]


_IN_SENTENCES = {
    PublishedFigure.N_PROGRAMMED: msg("number with a target"),
    PublishedFigure.N_EXECUTED: msg("number with a result"),
    PublishedFigure.SHARE_OF_TOTAL: msg("share (part of the plan's total)"),
}


def figure_name(figure: PublishedFigure) -> Message | str:
    """What a figure is called in a sentence."""
    return _IN_SENTENCES.get(figure) or label(figure)


def at_precision(value: Decimal, printed: Decimal) -> Decimal:
    """A computed value with as many decimals as the printed one."""
    return rounded(value, places(printed))


def money_name(key: MoneyKey) -> Message:
    """``modified budget (PIM) of 2024 (version V4)``."""
    year, stage, version = key
    name = msg("{stage} of {year}", stage=AMOUNTS[stage], year=year)
    return msg("{amount} (version {version})", amount=name, version=version) if version else name


def where_of(entry: Published) -> tuple[str | None, str | None]:
    """Conditions of a figure: executing unit and level."""
    return entry.where.executing_unit, entry.where.level


def when_of(entry: Published) -> str:
    """Period or year of a figure, as far as it says so."""
    return str(entry.period or entry.year or "")


def denied_value(
    measure: MeasureResult,
    period: Period,
    field: DisputedField,
    others: Sequence[Published],
    values: Sequence[object],
) -> Denied:
    """A target or a result that is printed with other values."""
    first = others[0].source
    why = msg("It is also published as {values}", values=values)
    place = first.place if first else None
    return Denied(measure.use.measure.place_of(), field, why, place, period)


BANDS = {
    CountedBand.LOW: msg("in the low band"),
    CountedBand.MEDIUM: msg("in the medium band"),
    CountedBand.HIGH: msg("in the high band"),
    CountedBand.NOT_PROGRAMMED: msg("without a target"),
    CountedBand.NOT_REPORTED: msg("without a report"),
    CountedBand.NOT_APPLICABLE: msg("that do not apply"),
}
"""Which of the things counted a count is of."""


def interval_words(interval: Interval) -> Message:
    """Half-open ranges in words; any other as it is written."""
    low, high = _percent(interval.low), _percent(interval.high)
    if interval.low_inside and low and high is None:
        return msg("with {low} or more", low=low)
    if high and not interval.high_inside:
        if not interval.low:
            return msg("with less than {high}", high=high)
        if interval.low_inside:
            return msg("with {low} to less than {high}", low=low, high=high)
    return msg("with an attainment in {interval}", interval=str(interval))


def _percent(value: Fraction | None) -> Percent | None:
    if value is None:
        return None
    return Percent(Decimal(value.numerator) / Decimal(value.denominator))
