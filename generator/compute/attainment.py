"""Attainment of one target by one result (docs: metodología).

All functions take and give ``Decimal``; attainments are percentages, uncapped and unrounded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from generator.model.indicator import Direction, Traits
from generator.model.measure import ResultStatus
from generator.model.method import Band, Bands, InMean
from generator.model.period import Period
from generator.model.rounding import HUNDRED
from generator.model.scalars import WITHOUT_FIGURE, Milestone, State
from generator.model.values import Change, Intent, Other, Range, Ratio, Words

ZERO = Decimal(0)

Figure = Decimal | State | Milestone | Intent | Other | None


class Status(StrEnum):
    """What can be said of a target: there is a value, or why there is none."""

    VALUE = "value"
    NOT_PROGRAMMED = "not-programmed"
    ON_THE_WAY = "on-the-way"
    """There is a result, and the next target is that of a later year."""
    OTHER_YEAR = "target-of-another-year"
    """The target is of another year, and nothing is said of it."""
    NOT_REPORTED = "not-reported"
    NOT_APPLICABLE = "not-applicable"
    WITHHELD = "withheld"
    """The report gives no figure, and says why."""
    NOT_AVAILABLE = "not-available"
    """There is no figure that could be given, and the report says why."""
    DISCONTINUED = "discontinued"
    """It is no longer measured: nothing is owed."""
    NOT_DUE = "not-due"
    COVERED = "covered"
    """The result of a longer period speaks for it."""

    @property
    def is_planned(self) -> bool:
        """Whether there is something that a report has to speak of."""
        return self not in _UNPLANNED

    @property
    def is_told(self) -> bool:
        """Whether a report speaks of it: with a figure, or with the reason why there is none."""
        return self in _TOLD


AIMLESS = {Status.NOT_PROGRAMMED, Status.ON_THE_WAY, Status.OTHER_YEAR}
"""The year has no target of its own."""
_UNPLANNED = {*AIMLESS, Status.NOT_APPLICABLE, Status.DISCONTINUED}
_TOLD = {Status.VALUE, Status.WITHHELD, Status.NOT_AVAILABLE}


class Formula(StrEnum):
    """Names of the formulas, as the methodology page explains them."""

    TYPE_I = "avance-tipo-1"
    TYPE_I_DECREASE = "avance-tipo-1-descendente"
    TYPE_II = "avance-tipo-2"
    MET = "cumple-o-no"
    LIMIT = "limite"
    MILESTONE = "hito"
    RANGE = "rango"
    RATIO = "razon"
    WORDS = "en-palabras"
    MAINTAIN = "mantener"
    NONE = "sin-porcentaje"


VERDICTS = {Formula.LIMIT, Formula.MET, Formula.RANGE, Formula.RATIO, Formula.MAINTAIN}
"""Which figures meet or do not meet, without a percentage."""
_OTHERS = {
    Range: Formula.RANGE,
    Ratio: Formula.RATIO,
    Words: Formula.WORDS,
    Intent: Formula.NONE,
    Change: Formula.NONE,
}
"""How a result is held against a target that is no number."""


@dataclass(frozen=True, slots=True)
class Attainment:
    """How far a result reached its target, with the inputs and the formula's name."""

    status: Status
    target: Figure = None
    actual: Figure = None
    formula: Formula = Formula.NONE
    raw: Decimal | None = None
    """Percent, uncapped; None where the formula gives no percentage."""
    met: bool | None = None
    band: Band | None = None
    firmness: ResultStatus = ResultStatus.FINAL
    """How firm the result is."""
    unplanned: bool = False
    """There is a result without any target (ejecución sin programación)."""
    baseline: Decimal | None = None
    """Where it started from, if that entered."""
    cap: Decimal = HUNDRED
    """The most that it counts in a mean, by its method. Units: percent."""
    in_mean: InMean = InMean.CAPPED
    of_year: Period | None = None
    """The year that the target was for, where a later one reached it, or not yet."""

    @property
    def capped(self) -> Decimal | None:
        """What of the raw attainment enters a mean: within 0 and the cap, unless as it is."""
        if self.raw is None or self.in_mean is InMean.UNCAPPED:
            return self.raw
        return min(self.cap, max(ZERO, self.raw))

    @property
    def so_far(self) -> Attainment:
        """A result of part of a year against the target of all of it: met already, or open."""
        is_done = self.actual is Milestone.DONE
        return self if is_done else replace(self, band=None, met=self.met or None)

    def unjudged(self) -> Attainment:
        """The figures alone, where what would decide is not told."""
        return replace(self, raw=None, met=None, band=None)


def attain(
    traits: Traits, target: Figure, actual: Figure, bands: Bands | None, *, due: bool = True
) -> Attainment:
    """Compare a result with its target by the indicator's direction and kind.

    ``due`` says whether a missing result is owed (not-reported) or not yet (not-due).
    """
    if State.NOT_APPLICABLE in (target, actual):
        return Attainment(Status.NOT_APPLICABLE, target, actual)
    if not is_programmed(traits, target):
        unplanned = actual is Milestone.DONE or (isinstance(actual, Decimal) and actual > 0)
        return Attainment(Status.NOT_PROGRAMMED, target, actual, unplanned=unplanned)
    if isinstance(actual, State) and actual in WITHOUT_FIGURE:
        return Attainment(Status(actual), target, actual)
    if actual is None:
        return Attainment(Status.NOT_REPORTED if due else Status.NOT_DUE, target)
    formula, raw, met = _judge(traits, target, actual)
    band = bands.of(raw) if bands is not None and raw is not None else None
    return Attainment(Status.VALUE, target, actual, formula, raw, met, band)


def is_programmed(traits: Traits, target: Figure) -> bool:
    """Whether there is something to reach: a rising indicator's 0 is no target unless said so."""
    if target is None or isinstance(target, State):
        return False
    return target != 0 or not traits.direction.rises or traits.zero_is_target


def _judge(
    traits: Traits, target: Figure, actual: Figure
) -> tuple[Formula, Decimal | None, bool | None]:
    if traits.kind.traits.is_done_or_not and not isinstance(target, Decimal):
        done = actual is Milestone.DONE
        return Formula.MILESTONE, HUNDRED if done else ZERO, done
    if (other := _OTHERS.get(type(target))) is not None:
        return other, None, _meets(traits, target, actual)
    is_measured = traits.kind.traits.is_measured or traits.kind.traits.is_done_or_not
    plain = not is_measured or traits.direction is Direction.NONE
    if plain or not isinstance(target, Decimal) or not isinstance(actual, Decimal):
        return Formula.NONE, None, None
    if traits.direction is Direction.MAINTAIN:
        return Formula.MAINTAIN, None, abs(actual - target) <= (traits.tolerance or ZERO)
    met = _met(traits, target, actual)
    if traits.direction is Direction.AT_MOST:
        return Formula.LIMIT, None, met
    if traits.direction is Direction.DECREASE:
        return Formula.TYPE_I_DECREASE, _falling(target, actual), met
    return Formula.TYPE_I, _rising(target, actual), met


def _meets(traits: Traits, target: object, actual: object) -> bool | None:
    """Whether a target that is no number is met; None where nothing in the content decides it.

    A number is met inside a range, its ends included. Two ratios are compared exactly, by the
    direction. Words are met, or not, only where the report says so. A mere direction is met by
    nothing: any step, however small, would do.
    """
    match target, actual:
        case Range(), Decimal():
            return actual in target
        case Words(), Words():
            return actual.met
        case Ratio(), Ratio() if traits.direction is Direction.MAINTAIN:
            return target.quotient == actual.quotient and not traits.strict
        case Ratio(), Ratio() if traits.direction is not Direction.NONE:
            return _met(traits, target.quotient, actual.quotient)
    return None


def _met(traits: Traits, target: Decimal | Fraction, actual: Decimal | Fraction) -> bool:
    if traits.strict and actual == target:
        return False
    return actual <= target if traits.direction.falls else actual >= target


def _rising(target: Decimal, actual: Decimal) -> Decimal | None:
    """A / T x 100; a target below zero allows no percentage."""
    if target == 0:
        return HUNDRED if actual >= 0 else ZERO
    return actual / target * HUNDRED if target > 0 else None


def _falling(target: Decimal, actual: Decimal) -> Decimal | None:
    """T / A x 100; 100 where A = 0 (or below) and the target is not below zero."""
    if target < 0:
        return None
    return target / actual * HUNDRED if actual > 0 else HUNDRED
