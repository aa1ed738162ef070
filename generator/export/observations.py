"""Observations: targets, results and attainments of every measure, period by period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.compute.attainment import Attainment, Status
from generator.compute.measured import MeasureResult
from generator.compute.results import Results
from generator.compute.series import WHOLE, Observation, YearSeries
from generator.compute.to_date import to_date
from generator.export.numbers import derived, exact
from generator.export.shared import CITED, IN_PLAN, LINES, citation
from generator.export.table import Record, Table, day, flag, listed, number, percent, text
from generator.model.catalog import cite
from generator.model.method import Band, Bands
from generator.model.period import Granularity, Period
from generator.model.reports import ResultStatus
from generator.model.source import Source
from generator.problems import say
from generator.reference import REGION

OBSERVATIONS = Table(
    "observations",
    say("One row per measure, period and member of a breakdown; years are always there."),
    ("plan", "measure", "period", "dimension", "member"),
    (
        IN_PLAN,
        text("measure", say("Measure (table measures)")),
        text("period", say("Period: 2024, 2024-S1, 2024-T1, 2024-B1, 2024-03, 2024-W16")),
        text("dimension", say("Dimension of the member; empty for the measure as a whole")),
        text("member", say("Member of the breakdown; regions by their ISO 3166-2 code")),
        number("target", say("Target; a milestone to be done is 1")),
        number("actual", say("Result; a milestone is 1 when done and 0 when not")),
        text("state", say("Whether there is a value, or why there is none"), Status),
        percent("attainment", say("Attainment in percent, uncapped")),
        percent("capped", say("Attainment between 0 and 100, as it enters the means")),
        text("band", say("Band of the attainment; empty while the year runs"), Band),
        number("target_to_date", say("Target accumulated until the end of the period")),
        number(
            "actual_to_date",
            say("Result accumulated until the end of the period; empty where a part is missing"),
        ),
        *CITED,
        percent(
            "attainment_of_year",
            say("Of a result without a target of its own: what it reached of the year's target"),
        ),
        percent(
            "attainment_to_date",
            say("Of a year: result against target of the periods reported in full"),
        ),
        flag("met", say("Whether the target was met")),
        flag("unplanned", say("Whether there is a result without any target")),
        text("report_status", say("How firm the result is"), ResultStatus),
        day("cutoff", say("Day until which the report counts")),
        text("text", say("Result in words")),
        text("member_name", say("Name of the member")),
        LINES,
    ),
)


@dataclass(frozen=True, slots=True)
class _Row:
    """One period of a measure with the series it belongs to."""

    measure: MeasureResult
    series: YearSeries
    observation: Observation
    bands: Bands | None
    regions: Mapping[str, str]

    @property
    def it(self) -> Attainment:
        return self.observation.attainment

    @property
    def period(self) -> Period:
        return self.observation.period

    @property
    def is_whole_year(self) -> bool:
        return self.observation.member == WHOLE and self.period.granularity is Granularity.YEAR


def observation_rows(results: Results) -> Iterator[Record]:
    """Rows of OBSERVATIONS."""
    for name, result in results.plans.items():
        bands = results.catalog.bands(name)
        for measure in result.measures.values():
            for series in measure.years.values():
                for observation in _observed(measure, series):
                    row = _Row(measure, series, observation, bands, results.catalog.regions)
                    yield {"plan": name, **_figures(row), **_told(row)}


def _observed(measure: MeasureResult, series: YearSeries) -> Iterator[Observation]:
    """What was observed in a year, and the year as a whole with its figures accumulated.

    A whole that its members do not make up says nothing and is left out.
    """
    year = Period.of_year(series.year)
    parts = {o.period for o in series.observations if o.member != WHOLE}
    found = {(o.period, o.member): o for o in series.observations}
    report = found[year, WHOLE].report if (year, WHOLE) in found else None
    if not measure.is_by_part:
        found[year, WHOLE] = Observation(year, WHOLE, _judged(series), report)
    for (period, member), observation in found.items():
        it = observation.attainment
        silent = it.target is None and it.actual is None
        if member != WHOLE or not silent or period not in parts:
            yield observation


def _judged(series: YearSeries) -> Attainment:
    """The full year; without a verdict while it runs, as on its page."""
    whole = series.full_year
    return replace(whole, band=None, met=None) if series.is_running else whole


def _figures(row: _Row) -> Record:
    it, period = row.it, row.period
    edges = (row.bands.medium, row.bands.high) if row.bands else ()
    rule = row.measure.use.traits.over_time
    so_far = to_date(row.series, period, rule, row.observation.member)
    towards = row.series.progress.get(period) if row.observation.member == WHOLE else None
    year_so_far = row.series.to_date.raw if row.is_whole_year else None
    return {
        "measure": row.measure.use.id,
        "period": period.text,
        "target": exact(it.target),
        "actual": exact(it.actual),
        "state": it.status.value,
        "attainment": derived(it.raw, edges),
        "capped": derived(it.capped, edges),
        "band": it.band.value if it.band else None,
        "target_to_date": exact(so_far.target),
        "actual_to_date": exact(so_far.actual),
        "attainment_of_year": derived(towards.raw, edges) if towards else None,
        "attainment_to_date": derived(year_so_far, edges),
        "met": it.met,
        "unplanned": it.unplanned,
    }


def _told(row: _Row) -> Record:
    """The member, where the figures are printed, and what the report says of them."""
    observation = row.observation
    report, member = observation.report, observation.member
    dimension = _dimension(row) if member != WHOLE else None
    sources = list(_sources(row))
    return {
        "dimension": dimension,
        "member": member or None,
        "member_name": row.regions.get(member, member) if dimension == REGION else member or None,
        **citation(sources),
        "lines": listed(source.lines for source in sources if source),
        "report_status": report.file.status.value if report else None,
        "cutoff": report.file.cutoff if report else None,
        "text": report.entry.text if report and member == WHOLE else None,
    }


def _dimension(row: _Row) -> str | None:
    """What the members are members of: named by the measure, else by the report."""
    if named := row.measure.use.measure.by:
        return named
    reports = (o.report for o in row.series.observations if o.report)
    return next((report.entry.by for report in reports if report.entry.by), None)


def _sources(row: _Row) -> Iterator[Source | None]:
    """The citation of the result (of its parts, where it adds them up), else of the target."""
    reports = [row.observation.report] if row.observation.report else []
    if not reports and row.it.actual is not None:
        inside = (o for o in row.series.observations if o.period.within(row.period))
        reports = [o.report for o in inside if o.report and o.member == WHOLE]
    use = row.measure.use
    for report in reports:
        yield cite(report.entry.source, report.file.source, *use.element.sources)
    if not reports:
        yield use.source
