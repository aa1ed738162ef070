"""A measure as a page shows it: sentence, figure, periods, formula, baseline, source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from generator.compute.attainment import Attainment, Formula, Status
from generator.compute.results import BaselineFigure, MeasureResult
from generator.compute.series import WHOLE, Observation, YearSeries
from generator.model.catalog import cite
from generator.model.scalars import Milestone, State
from generator.problems import msg
from generator.reference import regions
from generator.render import labels, paths
from generator.render.views.common import Cited, Desk, Edit, Link, Mark, joined


@dataclass(frozen=True, slots=True)
class Term:
    """One number of a formula with its meaning, or an operator between two."""

    text: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One period in the table of targets and results."""

    period: str
    mark: Mark
    attainment: str
    target: str
    actual: str
    total: bool = False


@dataclass(frozen=True, slots=True)
class ReportRow:
    """Where a reported result comes from."""

    period: str
    status: str
    cited: Cited | None
    evidence: tuple[str, ...]
    edit: Edit


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure with everything a reader needs to trust its figure."""

    id: str
    name: str
    sheet: Link | None
    unit: str
    year: str
    sentence: Markup
    mark: Mark
    label: str
    """What the main figure is."""
    aside: str
    """The other figure: of the whole year while the year runs."""
    silent: bool
    """There is neither target nor result: nothing to show but the sentence."""
    figure: str
    meaning: str
    target: str
    actual: str
    rows: tuple[PeriodRow, ...]
    reports: tuple[ReportRow, ...]
    formula: tuple[Term, ...]
    formula_name: str
    method: str
    baseline: str
    baseline_note: Markup
    baseline_source: Cited | None
    source: Cited | None
    notes: tuple[Markup, ...]
    edit: Edit


def measure_view(desk: Desk, result: MeasureResult, method: str) -> MeasureView:
    """Build the view of one measure."""
    use = result.use
    series = result.current
    attainment = series.headline if series else Attainment(Status.NOT_PROGRAMMED)
    sheet = use.measure.indicator
    return MeasureView(
        id=use.id,
        name=use.traits.name,
        sheet=Link(use.traits.name, paths.indicator_path(sheet)) if sheet else None,
        unit=use.traits.unit or "",
        year=str(series.year) if series else "",
        sentence=sentence(desk, result, series),
        mark=desk.mark(attainment),
        label=_label(desk, series),
        aside=_aside(desk, series),
        silent=_is_silent(series),
        figure=desk.f.percent(attainment.raw) if attainment.raw is not None else "",
        meaning=_meaning(desk, attainment),
        target=said(desk, attainment.target, use.traits.decimals),
        actual=said(desk, attainment.actual, use.traits.decimals),
        rows=_rows(desk, series) if series else (),
        reports=tuple(_reports(desk, result, series)),
        formula=_formula(desk, attainment),
        formula_name=attainment.formula.value,
        method=method,
        baseline=_baseline(desk, result.baseline),
        baseline_note=desk.f.inline(result.baseline.note if result.baseline else None),
        baseline_source=desk.cited(result.baseline.source) if result.baseline else None,
        source=desk.cited(use.source),
        notes=_notes(desk, result, series),
        edit=desk.edit(use.measure.spot()),
    )


_WRITTEN_DIGITS = 6
_MEAN_DIGITS = 2


def said(desk: Desk, value: Any, decimals: int | None = None) -> str:
    """A target or a result in words or digits; "" where there is none.

    ``decimals`` are those of the indicator; without them, a number keeps the digits it was
    written with, and one that a mean made has two.
    """
    if isinstance(value, Decimal):
        derived = -int(value.as_tuple().exponent) > _WRITTEN_DIGITS
        return desk.f.number(
            value, decimals if decimals is not None else _MEAN_DIGITS if derived else None
        )
    if isinstance(value, Milestone):
        return desk.plain("done") if value is Milestone.DONE else desk.plain("not done")
    if isinstance(value, State):
        return desk.t(labels.STATUSES[Status(value.value)]).lower()
    return ""


def sentence(desk: Desk, result: MeasureResult, series: YearSeries | None) -> Markup:
    """The plain sentence that opens a measure, from its data."""
    if series is None or series.full_year.status is Status.NOT_PROGRAMMED:
        return _no_target(desk, series)
    whole = series.headline
    values = {
        "year": series.year,
        "target": Markup("<b>{}</b>").format(said(desk, whole.target)),
        "actual": Markup("<b>{}</b>").format(said(desk, whole.actual)),
        "unit": (result.use.traits.unit or "").lower() or desk.plain("no unit printed"),
    }
    if whole.status is Status.NOT_REPORTED:
        text = desk.plain("The target for {year} is {target} ({unit}). No result is reported.")
    elif whole.status is Status.NOT_DUE:
        text = desk.plain("The target for {year} is {target} ({unit}). No report is due yet.")
    elif whole.status is Status.NOT_APPLICABLE:
        text = desk.plain("The measure does not apply in {year}.")
    elif whole.raw is not None:
        values["percent"] = Markup("<b>{}</b>").format(desk.f.percent(whole.raw))
        text = desk.plain("{actual} of {target} planned for {year} ({percent}). Unit: {unit}.")
        if whole is not series.full_year and series.reported_until is not None:
            values["until"] = desk.f.period(series.reported_until)
            text = desk.plain(
                "Until {until}: {actual} of {target} planned until then ({percent}). Unit: {unit}."
            )
    else:
        text = desk.plain("Target for {year}: {target}. Result: {actual}. Unit: {unit}.")
    return Markup.escape(text).format_map(values)


def _no_target(desk: Desk, series: YearSeries | None) -> Markup:
    if series is not None and series.full_year.unplanned:
        text = desk.plain("{actual} reported in {year} without any target (not programmed).")
        number = Markup("<b>{}</b>").format(said(desk, series.full_year.actual))
        return Markup.escape(text).format(actual=number, year=series.year)
    if not _is_silent(series):
        said_by_part = desk.plain("Targets and results stand by part and are not added up.")
        return Markup.escape(said_by_part)
    return Markup.escape(desk.plain("The document sets no target for this indicator."))


def _is_silent(series: YearSeries | None) -> bool:
    """Whether there is neither a target nor a result to show, not even of one member."""
    if series is None:
        return True
    outcomes = (o.attainment for o in series.observations)
    return all(o.status is Status.NOT_PROGRAMMED and o.actual is None for o in outcomes)


def _label(desk: Desk, series: YearSeries | None) -> str:
    """What the main figure is: of the year, of the year so far, or the bare target."""
    if series is None:
        return ""
    if series.headline.raw is None:
        return desk.t(msg("Target of {year}", year=series.year))
    if series.headline is series.full_year or series.reported_until is None:
        return desk.t(msg("Attainment of {year} against the target of the year", year=series.year))
    until = desk.f.period(series.reported_until)
    return desk.t(msg("Attainment until {period}, against the target until then", period=until))


def _aside(desk: Desk, series: YearSeries | None) -> str:
    """What stands beside the main figure: the other figure, and the periods without a report."""
    if series is None or series.headline.raw is None:
        return ""
    parts = []
    if series.headline is not series.full_year and series.full_year.raw is not None:
        percent = desk.f.percent(series.full_year.raw)
        parts.append(desk.t(msg("{percent} of the target of the whole year", percent=percent)))
    if series.n_missing:
        parts.append(
            desk.f.n(
                "{n} period that is over has no report",
                "{n} periods that are over have no report",
                series.n_missing,
            )
        )
    return joined(parts)


def _meaning(desk: Desk, attainment: Attainment) -> str:
    if attainment.raw is not None:
        return ""
    return {
        Status.NOT_REPORTED: desk.plain("a result was due and none is published; it is not a zero"),
        Status.NOT_PROGRAMMED: desk.plain("no target is set for the period"),
        Status.NOT_DUE: desk.plain("the period is not over"),
    }.get(attainment.status, "")


def _rows(desk: Desk, series: YearSeries) -> tuple[PeriodRow, ...]:
    rows = [_row(desk, observation) for observation in series.observations]
    if len(series.observations) > 1:
        whole = series.full_year
        label = desk.t(msg("{year}, whole year", year=series.year))
        if series.is_running:
            whole = replace(whole, band=None, met=None)  # a year that runs is not judged yet
        rows.append(_period_row(desk, label, whole, total=True))
    return tuple(rows)


def _row(desk: Desk, observation: Observation) -> PeriodRow:
    label = desk.f.period(observation.period)
    if observation.member != WHOLE:
        label = regions().get(observation.member, observation.member)
    return _period_row(desk, label, observation.attainment)


def _period_row(desk: Desk, label: str, it: Attainment, *, total: bool = False) -> PeriodRow:
    return PeriodRow(
        period=label,
        mark=desk.mark(it),
        attainment=desk.f.percent(it.raw) if it.raw is not None else "",
        target=said(desk, it.target),
        actual=said(desk, it.actual),
        total=total,
    )


def _formula(desk: Desk, it: Attainment) -> tuple[Term, ...]:
    """The formula with its inputs filled in; empty where it gives no percentage."""
    rising = it.formula is Formula.TYPE_I
    if it.raw is None or it.formula not in {Formula.TYPE_I, Formula.TYPE_I_DECREASE}:
        return ()
    target = Term(said(desk, it.target), desk.plain("target"))
    actual = Term(said(desk, it.actual), desk.plain("result"))
    first, second = (actual, target) if rising else (target, actual)
    if (it.target if rising else it.actual) == 0:
        return ()  # a rule decided, not a division
    return (
        first,
        Term("÷"),
        second,
        Term("× 100 ="),
        Term(desk.f.percent(it.raw, 2), desk.plain("attainment")),
    )


def _baseline(desk: Desk, baseline: BaselineFigure | None) -> str:
    if baseline is None:
        return ""
    period = desk.f.period(baseline.period)
    return desk.t(msg("{value} in {period}", value=said(desk, baseline.value), period=period))


def _reports(desk: Desk, result: MeasureResult, series: YearSeries | None) -> Iterator[ReportRow]:
    """The reports of a year, with the document each was printed in."""
    found = {o.report.period: o.report for o in series.observations if o.report} if series else {}
    for period, report in sorted(found.items()):
        file = report.file
        cutoff = (
            desk.t(msg("data as of {day}", day=desk.f.date(file.cutoff))) if file.cutoff else ""
        )
        source = cite(report.entry.source, file.source, *result.use.element.sources)
        yield ReportRow(
            period=desk.f.period(period),
            status=joined((desk.t(labels.RESULT_STATUSES[file.status]), cutoff)),
            cited=desk.cited(source),
            evidence=report.entry.evidence,
            edit=desk.edit(file.spot("results", result.use.id, at_key=True)),
        )


def _notes(desk: Desk, result: MeasureResult, series: YearSeries | None) -> tuple[Markup, ...]:
    notes = [result.use.measure.note]
    reports = {o.report.period: o.report for o in series.observations if o.report} if series else {}
    for report in reports.values():
        notes += [report.entry.text, report.entry.note, *report.entry.situation]
        notes += [*report.entry.factors, *report.entry.measures_taken]
        notes += report.entry.recommendation
    return tuple(desk.f.inline(note) for note in notes if note)
