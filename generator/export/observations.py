"""What was planned and achieved: by measure, period and member."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from generator.compute.attainment import Attainment, Figure, Status
from generator.compute.explain import Explanation
from generator.compute.measured import MeasureResult, ToDate, to_date
from generator.compute.results import PlanResult
from generator.compute.series import WHOLE, Observation, Report, YearSeries
from generator.export.paces import PACE
from generator.export.table import (
    CITED,
    DAYS,
    DISPUTED,
    IN_PLAN,
    LINES,
    Row,
    Table,
    day,
    fields_of,
    flag,
    ident,
    last_day,
    number,
    of_plans,
    percent,
    several,
    text,
)
from generator.model.breakdown import CROSS
from generator.model.measure import ResultStatus
from generator.model.method import Band
from generator.model.period import Granularity, Period
from generator.model.source import Source
from generator.model.values import NO_NUMBERS
from generator.problems import say
from generator.reconcile.disputes import of_measure
from generator.reference import REGION


@dataclass(frozen=True)
class _Observed:
    """One period of a measure, of one member or of the whole, in its series."""

    measure: MeasureResult
    series: YearSeries
    seen: Observation

    @property
    def it(self) -> Attainment:
        return self.seen.attainment

    @property
    def period(self) -> Period:
        return self.seen.period

    @property
    def is_whole(self) -> bool:
        return self.seen.member == WHOLE

    @cached_property
    def so_far(self) -> ToDate:
        """Accumulated until the end of the period."""
        return to_date(
            self.series, self.period, self.measure.use.traits.over_time, self.seen.member
        )

    @property
    def of_year(self) -> Attainment | None:
        """What a result without a target of its own reached of the year's."""
        return self.series.progress.get(self.period) if self.is_whole else None

    @property
    def _is_year(self) -> bool:
        return self.is_whole and self.period.granularity is Granularity.YEAR

    @property
    def year_so_far(self) -> Attainment | None:
        """Of a whole year: what was told in full against its targets."""
        return self.series.to_date if self._is_year else None

    @cached_property
    def _aim(self) -> tuple[int, Figure] | None:
        late = self.late or self.it
        return self.measure.aim_of(late, self.series.year) if self._is_year else None

    @property
    def target_year(self) -> str | None:
        return str(self._aim[0]) if self._aim else None

    @property
    def other_target(self) -> Figure:
        return self._aim[1] if self._aim else None

    @property
    def gone(self) -> Explanation | None:
        is_before = self._aim and self.it.status is Status.ON_THE_WAY
        return self.measure.change_at(self.period) if is_before else None

    @property
    def late(self) -> Attainment | None:
        """Of a year as a whole."""
        return self.series.late if self._is_year else None

    @property
    def change(self) -> Decimal | None:
        """Avance tipo II of the figures of the row."""
        found = self.measure.change_of(self.it, self.period, self.seen.member)
        return found.value if found and self.it.status is Status.VALUE else None

    @property
    def report(self) -> Report | None:
        return self.seen.report

    @property
    def reason(self) -> str | None:
        ended = self.measure.use.measure.discontinued
        if self.it.status is Status.DISCONTINUED and ended is not None:
            return ended.reason
        if self.report is None:
            return None
        lacks = self.it.status.is_told and self.it.status is not Status.VALUE
        return self.report.entry.note if lacks or self.report.entry.status else None

    @property
    def text(self) -> str | None:
        return self.report.entry.text if self.report and self.is_whole else None


def _part(it: _Observed) -> str:
    return "" if it.is_whole else f"{it.seen.by}={it.seen.name}"


def _observations(plan: PlanResult) -> Iterator[tuple[_Observed, Iterator[Source | None]]]:
    for measure in plan.measures.values():
        for series in measure.years.values():
            for seen in _seen(measure, series):
                observed = _Observed(measure, series, seen)
                yield observed, _sources(observed)


def _seen(measure: MeasureResult, series: YearSeries) -> Iterator[Observation]:
    """What was observed in a year, and the year as a whole with its figures accumulated.

    A whole that its members do not make up says nothing and is left out.
    """
    year = Period.of_year(series.year)
    parts = {o.period for o in series.observations if o.member != WHOLE}
    found = {(o.period, o.member): o for o in series.observations}
    report = found[year, WHOLE].report if (year, WHOLE) in found else None
    if not measure.is_by_part:
        found[year, WHOLE] = Observation(year, WHOLE, series.full_year, report)
    for (period, member), observation in found.items():
        it = observation.attainment
        silent = it.target is None and it.actual is None
        if member != WHOLE or not silent or period not in parts:
            yield observation


def _reports(row: _Observed) -> list[Report]:
    """That of the result; those of its parts, where it adds them up."""
    reports = [row.seen.report] if row.seen.report else []
    if not reports and row.it.actual is not None:
        inside = (o for o in row.series.observations if o.period.within(row.period))
        reports = [o.report for o in inside if o.report and o.member == WHOLE]
    return reports


def _reported(row: _Observed) -> Iterator[Source | None]:
    """The citations of the result."""
    return (report.cited(row.measure.use) for report in _reports(row))


def _notes(row: Row[_Observed]) -> Iterator[str | None]:
    for report in _reports(row.item):
        yield from (report.entry.note, report.file.note)


def _sources(row: _Observed) -> Iterator[Source | None]:
    """The citation of the result, else of the target."""
    return iter([*_reported(row)] or [row.measure.use.source])


def _target_place(row: Row[_Observed]) -> str | None:
    source = row.item.measure.use.source
    return source.place if source and row.item.it.target is not None else None


def _disputed(row: Row[_Observed]) -> Iterator[str]:
    """Of the measure, and of the results of this period."""
    return fields_of(
        of_measure(row.results, row.item.measure, row.item.period, row.item.seen.member)
    )


def _member_name(row: Row[_Observed]) -> str | None:
    seen = row.item.seen
    is_region = REGION in seen.by.split(CROSS)
    return row.results.catalog.region_list.name(seen.name) if is_region else seen.name


def _target_text(row: Row[_Observed]) -> str | None:
    """A range, a ratio, words; of a number that was computed of the baseline, how it was said."""
    said = row.item.measure.relative.get(row.item.period) if row.item.is_whole else None
    found = said or row.item.it.target
    return str(found) if isinstance(found, NO_NUMBERS) else None


def _end(name: str) -> Callable[[Row[_Observed]], Decimal | None]:
    return lambda row: getattr(row.item.it.target, name, None)


def _actual_text(row: Row[_Observed]) -> str | None:
    actual = row.item.it.actual
    return str(actual) if isinstance(actual, NO_NUMBERS) else None


OBSERVATIONS = Table[_Observed](
    "observations",
    say("One row per indicator, period and part (region, sex …); years are always there."),
    ("plan", "measure", "period", "dimension", "member"),
    of_plans(_observations),
    (
        IN_PLAN,
        text("measure", say("Indicator (table measures)"), "measure.use.id"),
        text(
            "period",
            say("Period: 2024, 2024-S1, 2024-T1, 2024-B1, 2024-03, 2024-W16, 2024-03-31; 2023-24"),
        ),
        text(
            "dimension",
            say("Kind of part (region, sex …), or two that are crossed; empty for the whole"),
            "seen.by",
        ),
        text("member", say("Part; regions by code"), "seen.name"),
        number(
            "target",
            say("Target; a milestone to be done is 1, of several their number"),
            "it.target",
        ),
        number("actual", say("Result; a milestone is 1 when done and 0 when not"), "it.actual"),
        text("state", say("Whether there is a value, or why there is none"), "it.status", Status),
        percent("attainment", say("Attainment in percent, uncapped"), "it.raw"),
        percent(
            "capped",
            say(
                "Attainment as it enters the means: between 0 and 100 unless its method says other"
            ),
            "it.capped",
        ),
        text("band", say("Band of the attainment; empty while the year runs"), "it.band", Band),
        number(
            "target_to_date", say("Target accumulated until the end of the period"), "so_far.target"
        ),
        number(
            "actual_to_date",
            say("Result accumulated until the end of the period; empty where a period is missing"),
            "so_far.actual",
        ),
        *CITED,
        percent(
            "attainment_of_year",
            say("Of a result without a target of its own: what it reached of the year's target"),
            "of_year.raw",
        ),
        percent(
            "attainment_to_date",
            say("Of a year: result against target of the periods reported in full"),
            "year_so_far.raw",
        ),
        flag("met", say("Whether the target was met"), "it.met"),
        flag("unplanned", say("Whether there is a result without any target"), "it.unplanned"),
        text("report_status", say("How firm the result is"), "report.status", ResultStatus),
        day("cutoff", say("Day until which the report counts"), "report.file.cutoff"),
        text("text", say("Result in words")),
        text("member_name", say("Name of the part"), _member_name),
        LINES,
        several("disputed", DISPUTED, _disputed),
        text(
            "target_place", say("Place in its document where the target is printed"), _target_place
        ),
        several(
            "actual_place",
            say("Places in their documents where the result is printed"),
            lambda row: (it.place for it in _reported(row.item) if it),
        ),
        text("reason", say("Why there is no figure, or one that is not final")),
        *DAYS,
        number(
            "baseline",
            say("Baseline, of the whole indicator or of the part"),
            lambda row: row.item.measure.start(row.item.seen.member),
        ),
        text(
            "target_year",
            say("Of a year without a target: the next year that has one, else the last before"),
        ),
        number("other_target", say("Target of that year")),
        percent(
            "way",
            say("With a later target: percent of the way from the baseline to that target"),
            "gone.value",
        ),
        percent(
            "late_attainment",
            say("Attainment of the target of an earlier year that missed it"),
            "late.raw",
        ),
        percent(
            "attainment_from_baseline",
            say("Attainment type II in percent: the way from the baseline to the target"),
            "change",
        ),
        text("target_text", say("Target that is no number, as it is written"), _target_text),
        number("target_from", say("Lower end of a target that is a range"), _end("low")),
        number("target_to", say("Upper end of a target that is a range"), _end("high")),
        text("actual_text", say("Result that is no number: a ratio, or words"), _actual_text),
        number(
            "numerator",
            say("Numerator of the result, as reported or the sum of its parts or periods"),
            lambda row: getattr(row.item.it.actual, "numerator", None),
        ),
        number(
            "denominator",
            say("Denominator of the result, as reported or the sum of its parts or periods"),
            lambda row: getattr(row.item.it.actual, "denominator", None),
        ),
        ident(lambda row: (row.plan, row.item.measure.use.id, row.item.period, _part(row.item))),
        text("element", say("Part of the plan (table elements)"), "measure.use.element.code"),
        several("notes", say("What editors note on the result and on its report"), _notes),
        last_day("period.end"),
        *PACE,
    ),
)
