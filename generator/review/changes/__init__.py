"""What a change does to a plan, without words: its kind, where it belongs, before and after.

Keyed by plan, code, measure, period and member, never by file or position. A change carries
its place in HEAD (in BASE for what was removed) and, where a value of it can be computed on
both sides, its effects. What is known of a kind stands in the table of :class:`ChangeKind`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from generator.compute.attainment import Attainment
from generator.history.ease import Ease
from generator.model.measure import Correction, Measure, ResultEntry
from generator.model.method import Band
from generator.model.money import Stage
from generator.model.period import Period
from generator.model.source import SpellingCorrection
from generator.problems import Place
from generator.review.changes.kinds import ChangeKind
from generator.review.changes.traits import Family, Reach, WarnWhen

__all__ = [
    "AmountChange",
    "Change",
    "ChangeKind",
    "CodeChange",
    "Ease",
    "Family",
    "FieldChange",
    "FigureChange",
    "MovedAttainment",
    "PeriodValue",
    "Reach",
    "WarnWhen",
    "WholeChange",
    "YearChange",
]


@dataclass(frozen=True, slots=True)
class MovedAttainment:
    """Attainment of one measure (or member) at one period, on both sides."""

    plan: str
    code: str
    measure: str
    period: Period
    member: str
    before: Attainment | None
    """None where the measure is not on that side."""
    after: Attainment | None

    @property
    def has_moved(self) -> bool:
        """Whether a reader would see another verdict."""
        return _verdict(self.before) != _verdict(self.after)


def _verdict(it: Attainment | None) -> tuple[Decimal | None, Band | None, bool | None] | None:
    return None if it is None else (it.raw, it.band, it.met)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What every change has. A target's total and what stands elsewhere have no more than that."""

    kind: ChangeKind
    plan: str = ""
    """Folder of the plan; ``""`` for what all plans share."""
    code: str = ""
    """Code of the element (``plan`` for the plan as a whole), id of a sheet or of an entry."""
    title: str = ""
    measure: str = ""
    """Id of the measure where the change is of one."""
    place: Place
    before: Any = None
    """What an author can write: a decimal, a state, a date, a text. None where nothing was; of
    what stands elsewhere, the codes of what it stood under (or at, for a measure)."""
    after: Any = None
    unit: str | None = None
    unit_before: str | None = None
    """Unit of the old value, where it is another: the two have no difference."""
    in_percent: bool = False
    """Values are percentages: their differences are points."""
    ease: Ease = Ease.NEITHER
    was_final: bool = False
    """It is of a result in a file of final ones: the period was closed."""
    effects: tuple[MovedAttainment, ...] = ()
    """What moved with it; of the whole proposal, where several changes move the same figure."""
    names: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """What pages call the elements whose code is no name for a reader: «Axis 1» for ``axis/1``."""

    def called(self, code: str) -> str:
        """An element of its plan, as pages say it."""
        return self.names.get(code, code)

    @property
    def family(self) -> Family:
        """The group of its kind."""
        return self.kind.value.family


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange(Change):
    """A field has another value; one of the two is None where it came or went."""

    field: str
    """Its key in the file."""
    entry: str = ""
    """Which entry of a list: the id of a document, the code of a recommendation, a period."""
    correction: SpellingCorrection | None = None
    """The reason for words that only are written otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange(Change):
    """A target, a result or the status of results, of one period."""

    period: Period
    member: str = ""
    is_baseline: bool = False
    """Of a period before the plan (``role: baseline``)."""
    entry_before: ResultEntry | None = None
    """What the files of results say of it, on either side."""
    entry_after: ResultEntry | None = None

    @property
    def correction(self) -> Correction | None:
        """The reason that HEAD gives for a result that is another."""
        return self.entry_after.correction if self.entry_after else None


@dataclass(frozen=True, slots=True)
class PeriodValue:
    """A value of a period, of one member of a breakdown or of the whole (``""``)."""

    period: Period
    member: str
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class YearChange(Change):
    """The targets of a year are told by other periods: ``before`` and ``after`` are figures."""

    year: int
    total_before: Any
    """What the periods give together, by the accumulation of the indicator."""
    total_after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountChange(Change):
    """An amount of money. Units: ``currency``."""

    year: int
    stage: Stage
    version: str | None
    executing_unit: str | None
    concept: str | None
    funding: str | None
    covers: tuple[str, ...]
    currency: str | None
    foreign: str | None
    """The currency, where it is not the plan's."""

    @property
    def member(self) -> str:
        """Which of the amounts of a year it is, as an amendment names it."""
        about = (self.executing_unit, self.concept, self.funding, self.foreign, *self.covers)
        parts = (self.stage.value, self.version, *about)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeChange(Change):
    """Something that came or went, with what it had."""

    targets: tuple[PeriodValue, ...] = ()
    n_measures: int = 0
    n_activities: int = 0
    n_results: int = 0
    n_budgets: int = 0
    own: tuple[str, Measure] | None = None
    """The measure that came or went by itself, with the id it has on its side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeChange(Change):
    """The same thing under another code."""

    what: str
    """``objective``, ``strategy``, ``activity``, ``element``, ``measure`` or ``indicator``."""
