"""What a measure gives over the whole term of its plan (docs: metodología, todo el periodo)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.compute.attainment import Attainment, Figure, Formula, Status, attain, is_programmed
from generator.compute.milestones import as_count
from generator.compute.series import WHOLE, Deadlines, YearSeries
from generator.model.catalog import MeasureUse
from generator.model.combine import accumulate, part_of
from generator.model.indicator import Direction, OverTime
from generator.model.method import Bands
from generator.model.period import Period, Span
from generator.model.scalars import Milestone


@dataclass(frozen=True, slots=True)
class Needed:
    """What is still to be done in each year of the term to reach its target."""

    since: int
    """The last year told in full."""
    left: Decimal
    n: int
    """Years after it, the last of the term included."""

    @property
    def per_year(self) -> Decimal:
        """On average; below zero where the value has to come down."""
        return self.left / self.n


@dataclass(frozen=True, slots=True)
class PlanTerm:
    """The years of a plan together: accumulated, or the latest, by the indicator's rule."""

    span: Span
    end: int
    """The year in which its target is due."""
    attainment: Attainment
    """Without a verdict while it runs; of a level, without a percentage then."""
    until: Period | None
    """The last period with a result."""
    to_date: Attainment | None
    """Of what accumulates: results of the years told in full against their targets."""
    to_date_until: int | None
    needed: Needed | None


@dataclass(frozen=True, slots=True)
class _Years:
    """The years of a measure, to be put together."""

    use: MeasureUse
    years: Mapping[int, YearSeries]
    bands: Bands | None

    @property
    def rule(self) -> OverTime:
        return self.use.traits.over_time

    @property
    def is_last_alone(self) -> bool:
        """Whether the end of the term is all that counts: of levels and of one milestone."""
        is_milestone = self.use.traits.kind.traits.is_done_or_not
        return self.rule is OverTime.LAST or (is_milestone and not self.n_milestones)

    @property
    def is_ended(self) -> bool:
        """Whether a year that had a target is measured no more."""
        return any(it.full_year.status is Status.DISCONTINUED for it in self.years.values())

    @property
    def n_milestones(self) -> int:
        """How many milestones add up over the years, each by itself; 0 where they are one."""
        if self.rule is not OverTime.SUM or not self.use.traits.kind.traits.is_done_or_not:
            return 0
        counts = map(as_count, self._targets())
        n = int(sum(it for it in counts if isinstance(it, Decimal)))
        return n if n > 1 else 0

    @property
    def planned(self) -> list[int]:
        """Years with a target, also where it is measured no more."""
        statuses = {year: it.full_year.status for year, it in self.years.items()}
        return [y for y, it in statuses.items() if it.is_planned or it is Status.DISCONTINUED]

    def _targets(self, until: int | None = None) -> list[Figure]:
        years = (year for year in self.planned if until is None or year <= until)
        return [self.years[year].full_year.target for year in years]

    def latest(self, end: int) -> Figure:
        """What the term is judged by: what came after its end counts where it is late."""
        last = self.years.get(end)
        in_time = last is not None and last.full_year.met is True
        return self.actual(end if in_time and self.is_last_alone else None)

    def aims(self, until: int | None = None) -> list[Figure]:
        """Targets of the years that have one."""
        found = self._targets(until)
        return [as_count(it) for it in found] if self.n_milestones else found

    def actual(self, until: int | None = None) -> Figure:
        """What was reported, accumulated; a withheld figure withholds what needs it."""
        years = (it for year, it in self.years.items() if until is None or year <= until)
        told = [it.full_year.actual for it in years]
        if not (n := self.n_milestones):
            return accumulate(told, self.rule)
        reached = accumulate(map(as_count, told), self.rule)
        return min(reached, Decimal(n)) if isinstance(reached, Decimal) else reached

    def in_part(self, year: int) -> bool:
        """Whether a part of it has no result, or a limit or a fall waits for its end."""
        it = self.years[year].full_year
        is_open = it.met is None and it.raw is None
        return it.status is Status.VALUE and it.formula is not Formula.NONE and is_open

    def is_told(self, year: int) -> bool:
        """Whether a year has a figure for all of it."""
        it = self.years[year]
        is_figure = isinstance(it.full_year.actual, Decimal | Milestone)
        cut = self.in_part(year) or it.is_running or it.missing or it.told_until
        return is_figure and not cut


def term_of(
    use: MeasureUse,
    years: Mapping[int, YearSeries],
    span: Span,
    bands: Bands | None,
    deadlines: Deadlines,
) -> PlanTerm | None:
    """The term of a measure; None where it is one year, or has no target."""
    found = _Years(use, years, bands)
    planned = found.planned
    given = accumulate(found.aims(), found.rule)
    by_code = use.region_list.by_code(use.measure.total, use.measure.by)
    printed = part_of(by_code, WHOLE, use.traits.across)
    target = given if printed is None else printed
    end = span.last.year if target != given or not planned else planned[-1]
    reported = [year for year, it in years.items() if it.n_reported]
    if len({*planned, *reported, end}) == 1 or not is_programmed(use.traits, target):
        return None
    if not isinstance(target, Decimal | Milestone):
        return None
    told = [year for year in years if found.is_told(year)]
    missing = any(it.full_year.status is Status.NOT_REPORTED for it in years.values())
    is_over = found.is_last_alone and bool(told) and told[-1] >= end
    is_over = is_over or (end in told and not missing and {*planned, *reported} <= {*told})
    due = deadlines.is_due(Period.of_year(end))
    judged = attain(use.traits, target, found.latest(end), bands, due=due)
    so_far = None if is_over else _to_date(found, planned, told)
    since = told[-1] if told and not (is_over or missing or due or found.is_ended) else None
    return PlanTerm(
        span=span,
        end=end,
        attainment=judged if is_over else _running(found, judged, due=due),
        until=max((p for it in years.values() for p in it.reported), default=None),
        to_date=so_far[1] if so_far else None,
        to_date_until=so_far[0] if so_far else None,
        needed=None if since is None else _needed(found, target, end, since),
    )


def _running(found: _Years, it: Attainment, *, due: bool) -> Attainment:
    """Before the end: no verdict, unless what only grows has reached its target already.

    What is measured no more owes nothing of the term, and has not reached it either.
    """
    if found.is_ended:
        return Attainment(Status.DISCONTINUED, it.target, it.actual)
    if it.status is not Status.VALUE:
        return it
    is_sum = found.rule is OverTime.SUM and isinstance(it.actual, Decimal)
    rises = is_sum and found.use.traits.direction.rises
    if it.met and (rises or it.actual is Milestone.DONE):
        return it
    if rises and not any(map(found.in_part, found.years)):
        return replace(it, band=None, met=None)
    if is_sum:
        return it.unjudged()
    if due:
        return Attainment(Status.NOT_REPORTED, it.target)
    return Attainment(Status.ON_THE_WAY, it.target, it.actual)


def _to_date(found: _Years, planned: list[int], told: list[int]) -> tuple[int, Attainment] | None:
    """Until the last year with a target that is told in full, as are all before it."""
    until = next((year for year in reversed(planned) if year in told), None)
    if until is None or found.is_last_alone:
        return None
    before = {y for y, it in found.years.items() if y <= until and (y in planned or it.n_reported)}
    aim, actual = accumulate(found.aims(until), found.rule), found.actual(until)
    if not before <= {*told} or not isinstance(actual, Decimal):
        return None
    return until, attain(found.use.traits, aim, actual, found.bands)


def _needed(found: _Years, target: Figure, end: int, since: int) -> Needed | None:
    """What is left, where it can be divided among the years: of a sum that rises, or a level."""
    actual, direction = found.actual(since), found.use.traits.direction
    if not isinstance(target, Decimal) or not isinstance(actual, Decimal) or since >= end:
        return None
    left = target - actual
    if found.rule is OverTime.LAST:
        is_open = left > 0 if direction.rises else direction is Direction.DECREASE and left < 0
    else:
        told = [year for year, it in found.years.items() if it.n_reported and year <= since]
        is_sum = found.rule is OverTime.SUM and direction.rises
        is_open = is_sum and left > 0 and all(map(found.is_told, told))
    return Needed(since, left, end - since) if is_open else None
