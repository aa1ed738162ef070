"""Targets and results of one measure, period by period, and their accumulation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from generator.compute.attainment import Attainment, Status
from generator.model import breakdown
from generator.model.catalog import MeasureUse, cite
from generator.model.measure import ResultEntry, ResultStatus
from generator.model.period import Granularity, Period
from generator.model.reports import ResultsFile
from generator.model.scalars import WITHOUT_FIGURE
from generator.model.source import Source

_LONGEST_GRACE = 36_500
WHOLE = breakdown.WHOLE
"""The member that stands for the measure as a whole."""


@dataclass(frozen=True, slots=True)
class Report:
    """A result as it was reported: the entry and the file it stands in."""

    period: Period
    entry: ResultEntry
    file: ResultsFile
    beside: tuple[Report, ...] = ()
    """Of the same period, by other dimensions."""

    @property
    def lacks_figure(self) -> bool:
        """Whether it gives no figure at all, and says why."""
        return self.entry.figure in WITHOUT_FIGURE

    @property
    def cut_on(self) -> date | None:
        """The day until which it counts, where that is before the end of its period."""
        cutoff, is_final = self.file.cutoff, self.status is ResultStatus.FINAL
        return cutoff if cutoff and cutoff < self.period.end and not is_final else None

    @property
    def status(self) -> ResultStatus:
        """How firm it is."""
        return self.file.status_of(self.entry)

    def cited(self, use: MeasureUse) -> Source | None:
        """Where it is printed; where no report says it, it is not taken to be the plan."""
        own = cite(self.entry.source, self.file.source)
        return cite(own, *use.element.sources) if own else None


@dataclass(frozen=True, slots=True)
class Observation:
    """One period of a measure (of one member of a breakdown, or of the whole)."""

    period: Period
    member: str
    attainment: Attainment
    report: Report | None
    by: str = ""
    """The dimension of the member, or both that are crossed; "" of the whole."""

    @property
    def name(self) -> str:
        """What the member is called in its dimension; a region by its code."""
        return breakdown.name_of(self.member.removeprefix(f"{self.by}: "))


@dataclass(frozen=True)
class YearSeries:
    """One year of a measure: its periods, the full year, and the year so far."""

    year: int
    observations: tuple[Observation, ...]
    full_year: Attainment
    """Accumulated result against the target of the whole year; one that runs is not judged yet."""
    to_date: Attainment
    """Result of the periods told in full against their targets; where none is, the full year."""
    n_due: int
    n_reported: int
    reported_until: Period | None
    """The last period that the year so far speaks of."""
    is_running: bool
    """Periods of the year are still to be reported: a result so far is no result of the year."""
    cut_on: date | None = None
    """The day of closing of a report of a whole period that was made before its end."""
    progress: Mapping[Period, Attainment] = field(default_factory=dict)
    """Results until the end of a period that has no target of its own, against the year's."""
    rounds: Mapping[Period, Attainment] = field(default_factory=dict)
    """Periods with neither target nor result of their own, by their parts: a semester."""
    late: Attainment | None = None
    """What was reached by then of a target that an earlier year had missed."""

    @cached_property
    def by_period(self) -> dict[tuple[Period, str], Attainment]:
        """Attainment by period and member, to look up."""
        rounds = {(period, WHOLE): it for period, it in self.rounds.items()}
        return {**rounds, **{(o.period, o.member): o.attainment for o in self.observations}}

    @property
    def headline(self) -> Attainment:
        """What a page and a mean show: the year, or the year so far while it runs.

        Of a year without a target, what it reached of one that is late.
        """
        if self.late is not None:
            return self.late
        told = self.full_year.status.is_told
        return self.to_date if self.is_running and told else self.full_year

    @property
    def is_so_far(self) -> bool:
        """Whether what is shown is of the year so far, and not of all of it."""
        return self.late is None and self.headline is not self.full_year

    @property
    def subject(self) -> Period:
        """What the full year speaks of: the year, or the only part of it that has a target.

        A result of later counts for the year, and not for that part.
        """
        year = Period.of_year(self.year)
        planned = {o.period for o in self.observations if o.attainment.target is not None}
        only = planned.pop() if len(planned) == 1 else year
        return year if any(it.end > only.end for it in self.reported) else only

    @property
    def told_until(self) -> Period | None:
        """The last period with a result, where that is not the end of what is spoken of.

        Of a report that was made before the end of its period, the day until which it counts.
        """
        if self.cut_on is not None:
            return Period.parse(self.cut_on.isoformat())
        last = max(self.reported, key=lambda period: period.end, default=None)
        aimed = (o.period.end for o in self.observations if o.attainment.status.is_planned)
        end = max(aimed, default=self.subject.end)
        return last if last is not None and last.end < end else None

    @cached_property
    def reported(self) -> tuple[Period, ...]:
        """Periods with a result, in order."""
        known = (o for o in self.observations if o.attainment.actual not in WITHOUT_FIGURE)
        return tuple(sorted({o.period for o in known if o.member == WHOLE and o.report}))

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """Each report of the year once, in order of the periods."""
        found = {id(o.report): o.report for o in self.observations if o.report}
        return tuple(sorted(found.values(), key=lambda report: report.period))

    @property
    def without_figure(self) -> tuple[Observation, ...]:
        """Periods, or single members in them, whose report gives no figure and says why."""
        return tuple(
            o
            for o in self.observations
            if o.attainment.actual in WITHOUT_FIGURE
            and o.report is not None
            and o.report.lacks_figure is (o.member == WHOLE)
        )

    @property
    def is_in_words(self) -> bool:
        """Whether a result is told in words only, without a figure."""
        entries = (o.report.entry for o in self.observations if o.report)
        return any(entry.figure is None and entry.text for entry in entries)

    @property
    def is_only_by_part(self) -> bool:
        """Whether parts have results that are not combined, and no whole is reported."""
        told = {o.member != WHOLE for o in self.observations if o.attainment.actual is not None}
        return told == {True}

    @property
    def missing(self) -> tuple[Period, ...]:
        """Periods whose result is owed and missing, in order; or that of a part it is made of."""
        late = [o for o in self.observations if o.attainment.status is Status.NOT_REPORTED]
        seen = (o for o in self.observations if o.member == WHOLE and o.attainment.met is not None)
        judged = {o.period for o in seen}  # by a whole that does not wait for its parts
        return tuple(
            sorted({o.period for o in late if o.member == WHOLE or o.period not in judged})
        )

    @property
    def n_missing(self) -> int:
        """How many periods are owed and missing."""
        return len(self.missing)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """When a missing result counts as owed. ``as_of`` is given once, from outside."""

    as_of: date
    grace_days: int
    frequency: Granularity = Granularity.WEEK
    """How often the plan reports: a period is due with the round it ends in."""
    ended: Period | None = None
    """From when on nothing is measured and owed any more."""
    _known: dict[Period, bool] = field(default_factory=dict, compare=False, repr=False)

    def is_due(self, period: Period) -> bool:
        """Whether the reporting round of the period, and its days of grace, are over."""
        due = self._known.get(period)
        if due is None:
            due = self.as_of > self.deadline(period) and not self.is_over(period)
            self._known[period] = due
        return due

    def is_over(self, period: Period) -> bool:
        """Whether the period, or its end, is no longer measured."""
        return self.ended is not None and period.end >= self.ended.start

    def deadline(self, period: Period) -> date:
        """The last day on which the report of a period is on time."""
        grace = timedelta(days=min(self.grace_days, _LONGEST_GRACE))
        return period.round_of(self.frequency).end + grace
