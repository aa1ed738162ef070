"""Who has to report what in a round, and until when; and what was reported last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.compute.attainment import Status
from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult
from generator.compute.scoping import responsible_of
from generator.compute.series import Deadlines, Observation
from generator.model.catalog import MeasureUse, PlanFolder
from generator.model.period import Period
from generator.model.reports import ResultRole, ResultsFile


@dataclass(frozen=True, slots=True)
class Due:
    """A measure that a round has to report, with what it was to reach."""

    use: MeasureUse
    observations: tuple[Observation, ...]
    """Of the period, or of the shorter ones that are reported with it."""
    is_reported: bool = False
    """A file of the period names it."""

    @property
    def id(self) -> str:
        """The name of its result."""
        return self.use.id

    @property
    def is_told(self) -> bool:
        """Whether there is a result of all of it, or the reason why there is no figure."""
        return not any(map(_is_open, self.observations))

    @property
    def is_open(self) -> bool:
        """Whether something of it is still to be told."""
        return not self.is_reported and not self.is_told


@dataclass(frozen=True, slots=True)
class UnitRound:
    """What one unit has to report in a round."""

    unit: str
    dues: tuple[Due, ...]

    @property
    def missing(self) -> tuple[Due, ...]:
        """What it has not reported yet."""
        return tuple(it for it in self.dues if it.is_open)


@dataclass(frozen=True, slots=True)
class Round:
    """A period in which the units of a plan report."""

    period: Period
    deadline: date
    """The last day on which a report is on time."""
    units: tuple[UnitRound, ...]
    """In the order in which the plan comes to what they report."""
    n: int
    """Measures with a target in it, those told in another period among them."""

    @property
    def missing(self) -> tuple[Due, ...]:
        """What nobody has reported yet."""
        return tuple(due for unit in self.units for due in unit.missing)


def round_of(plan: PlanResult, period: Period) -> Round:
    """The round of a period: each measure once, under the unit that reports it."""
    found: dict[str, list[Due]] = {}
    for it in in_round(plan, period):
        found.setdefault(reporting_unit(plan.folder, it.use), []).append(it)
    units = (UnitRound(unit, tuple(dues)) for unit, dues in found.items())
    return Round(period, deadline_of(plan, period), tuple(units), len(aimed(plan).get(period, ())))


def deadline_of(plan: PlanResult, period: Period) -> date:
    """The last day on which the report of a period is on time."""
    own = plan.folder.plan
    return Deadlines(date.min, own.grace_days, own.frequency).deadline(period)


def of_unit(plan: PlanResult, told: Round, unit: str) -> UnitRound:
    """What a unit reports in a round; one that reports nothing, what it is in charge of."""
    own = next((it for it in told.units if it.unit == unit), None)
    dues = (due for it in told.units for due in it.dues)
    led = (it for it in dues if responsible_of(plan.folder, it.use).leading == unit)
    return own or UnitRound(unit, tuple(led))


def reporting_unit(folder: PlanFolder, use: MeasureUse) -> str:
    """Who carries it out, else who is in charge of it, else whose plan it is."""
    named = use.element.executing_unit or responsible_of(folder, use).leading
    return named or folder.plan.entity


def in_round(plan: PlanResult, period: Period) -> Iterator[Due]:
    """The measures with a target in a period, in order; those told otherwise are left out."""
    return (it for it in aimed(plan).get(period, ()) if it.is_reported or it.is_open)


def aimed(plan: PlanResult) -> dict[Period, list[Due]]:
    """The measures with a target in each period, and in each round that it ends in."""
    return plan.once(aimed, lambda: _aimed(plan))


def _aimed(plan: PlanResult) -> dict[Period, list[Due]]:
    told = {(file.period, name) for file, name, _ in plan.folder.reported}
    frequency = plan.folder.plan.frequency
    found: dict[Period, list[Due]] = {}
    for name, measure in plan.measures.items():
        near: dict[Period, list[Observation]] = {}
        for seen in _planned(measure):
            for period in {seen.period: None, seen.period.round_of(frequency): None}:
                near.setdefault(period, []).append(seen)
        for period, observations in near.items():
            it = Due(measure.use, tuple(observations), (period, name) in told)
            found.setdefault(period, []).append(it)
    return found


def due(plan: PlanResult, period: Period) -> list[Due]:
    """The measures that have a target in a period and are not told yet, in order."""
    return [it for it in in_round(plan, period) if it.is_open]


def open_rounds(plan: PlanResult) -> list[Period]:
    """Reporting rounds in which something is still to be told, in order."""
    return sorted(it for it, dues in rounds(plan) if any(due.is_open for due in dues))


def overdue_rounds(plan: PlanResult, as_of: date) -> list[Period]:
    """Those of them that ended before a day."""
    return [it for it in open_rounds(plan) if it.end < as_of]


def rounds(plan: PlanResult) -> Iterator[tuple[Period, list[Due]]]:
    """Reporting rounds with what has a target in each."""
    frequency = plan.folder.plan.frequency
    return ((it, dues) for it, dues in aimed(plan).items() if it == it.round_of(frequency))


def _planned(measure: MeasureResult) -> Iterator[Observation]:
    for series in measure.years.values():
        yield from (seen for seen in series.observations if seen.attainment.status.is_planned)


def _is_open(seen: Observation) -> bool:
    status = seen.attainment.status
    return not status.is_told and status is not Status.COVERED


def latest_report(folder: PlanFolder) -> ResultsFile | None:
    """The report that tells of the latest day; of those, the one of the longest period."""
    told = [report for report in folder.results if report.role is ResultRole.PROGRESS]
    return max(told, key=lambda it: (it.until, it.period.end - it.period.start), default=None)
