"""A measure as a page shows it: sentence, figure, periods, formula, baseline, source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.compute.attainment import Attainment, Status
from generator.compute.measured import BaselineFigure, MeasureResult
from generator.compute.series import WHOLE, YearSeries
from generator.model.catalog import PlanFolder, cite
from generator.model.indicator import Traits
from generator.model.period import Granularity, Period
from generator.problems import msg
from generator.render import paths
from generator.render.inline import inline
from generator.render.views.bullet import Bullet, bullet_view
from generator.render.views.common import Cited, Edit, Link, Mark, RenderContext, joined
from generator.render.views.formulas import Term, change_of, formula_of
from generator.render.views.past import Past, against_first, past_of
from generator.render.views.periods import PeriodRow, period_rows
from generator.render.views.progress import ProgressView, progress_view
from generator.render.views.sentences import is_silent, sentence
from generator.render.views.values import format_target, format_value


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
    bullet: Bullet | None
    progress: ProgressView
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
    change: tuple[Term, ...]
    """Avance tipo II; empty where the baseline allows none."""
    change_name: str
    method: str
    baseline: str
    baseline_note: Markup
    baseline_source: Cited | None
    source: Cited | None
    notes: tuple[Markup, ...]
    past: Past | None
    first: str
    """The attainment against the original target, where that was another."""
    """How its targets came to be; None where that is not known at all."""
    edit: Edit


def measure_view(ctx: RenderContext, folder: PlanFolder, result: MeasureResult) -> MeasureView:
    """Build the view of one measure of a plan."""
    use = result.use
    bands = ctx.catalog.bands(folder.id)
    series = result.current
    attainment = series.headline if series else Attainment(Status.NOT_PROGRAMMED)
    change = result.change_at(Period.of_year(series.year)) if series else None
    sheet = use.measure.indicator
    rows = period_rows(ctx, result, series) if series else ()
    return MeasureView(
        id=use.id,
        name=measure_name(ctx, result),
        sheet=Link(use.traits.name, paths.indicator_path(sheet)) if sheet else None,
        unit=use.traits.unit or "",
        year=str(series.year) if series else "",
        sentence=sentence(ctx, result, series),
        mark=measure_mark(ctx, result, attainment),
        label=_label(ctx, series),
        aside=_aside(ctx, series),
        bullet=bullet_view(ctx, f"{use.id}-b", attainment, use.traits, bands),
        progress=progress_view(ctx, result, rows),
        silent=is_silent(series),
        figure=ctx.f.percent(attainment.raw) if attainment.raw is not None else "",
        meaning=_meaning(ctx, attainment),
        target="" if result.is_by_part else format_target(ctx, attainment.target, use.traits),
        actual=format_value(ctx, attainment.actual, use.traits),
        rows=rows,
        reports=tuple(_reports(ctx, result, series)),
        formula=formula_of(ctx, attainment, use.traits),
        formula_name=attainment.formula.value,
        change=change_of(ctx, change, use.traits) if change else (),
        change_name=change.formula if change else "",
        method=folder.plan.method,
        baseline=_baseline(ctx, result.baseline, use.traits),
        baseline_note=inline(result.baseline.note if result.baseline else None),
        baseline_source=ctx.cited(result.baseline.source) if result.baseline else None,
        source=ctx.cited(use.source),
        notes=_notes(result, series),
        past=past_of(ctx, folder.id, result),
        first=against_first(ctx, folder.id, result),
        edit=ctx.edit(use.measure.place_of()),
    )


def measure_mark(ctx: RenderContext, result: MeasureResult, attainment: Attainment) -> Mark:
    """The status of a measure; one that is told only by part has none of its own."""
    return Mark("na", ctx.plain("By part")) if result.is_by_part else ctx.mark(attainment)


_FEW = 3


def measure_name(ctx: RenderContext, result: MeasureResult) -> str:
    """The indicator's name; with the regions it is told for, where those are few."""
    name, series = result.use.traits.name, result.current
    if not result.is_by_part or series is None:
        return name
    members = sorted({o.member for o in series.observations if o.member != WHOLE})
    shown = joined((ctx.region(member) for member in members), ", ")
    return f"{name}: {shown}" if len(members) <= _FEW else name


def _label(ctx: RenderContext, series: YearSeries | None) -> str:
    """What the main figure is: of the year, of the year so far, or the bare target."""
    if series is None:
        return ""
    if series.headline.raw is None:
        return ctx.t(msg("Target {period}", period=ctx.f.of(series.subject)))
    if series.headline is series.full_year or series.reported_until is None:
        if series.subject.granularity is not Granularity.YEAR:
            return ctx.t(msg("Attainment {period}", period=ctx.f.of(series.subject)))
        return ctx.t(msg("Attainment of {year} against the target of the year", year=series.year))
    until = ctx.f.period(series.reported_until)
    return ctx.t(msg("Attainment until {period}, against the target until then", period=until))


def _aside(ctx: RenderContext, series: YearSeries | None) -> str:
    """What stands beside the main figure: the other figure, and the periods without a report."""
    if series is None or series.headline.raw is None:
        return ""
    parts = []
    if series.headline is not series.full_year and series.full_year.raw is not None:
        percent = ctx.f.percent(series.full_year.raw)
        parts.append(ctx.t(msg("{percent} of the target of the whole year", percent=percent)))
    if series.headline is series.full_year and series.told_until is not None:
        until = ctx.f.period(series.told_until)
        parts.append(ctx.t(msg("reported until {period} only", period=until)))
    if series.n_missing:
        parts.append(
            ctx.f.n(
                "{n} period that is over has no report",
                "{n} periods that are over have no report",
                series.n_missing,
            )
        )
    return joined(parts)


def _meaning(ctx: RenderContext, attainment: Attainment) -> str:
    if attainment.raw is not None:
        return ""
    return {
        Status.NOT_REPORTED: ctx.plain("a result was due and none is published; it is not a zero"),
        Status.NOT_PROGRAMMED: ctx.plain("no target is set for the period"),
        Status.NOT_DUE: ctx.plain("the period is not over"),
    }.get(attainment.status, "")


def _baseline(ctx: RenderContext, baseline: BaselineFigure | None, traits: Traits) -> str:
    if baseline is None:
        return ""
    period = ctx.f.period(baseline.period)
    return ctx.t(
        msg("{value} in {period}", value=format_value(ctx, baseline.value, traits), period=period)
    )


def _reports(
    ctx: RenderContext, result: MeasureResult, series: YearSeries | None
) -> Iterator[ReportRow]:
    """The reports of a year, with the document each was printed in."""
    found = {o.report.period: o.report for o in series.observations if o.report} if series else {}
    for period, report in sorted(found.items()):
        file = report.file
        cutoff = ctx.t(msg("data as of {day}", day=ctx.f.date(file.cutoff))) if file.cutoff else ""
        source = cite(report.entry.source, file.source, *result.use.element.sources)
        yield ReportRow(
            period=ctx.f.period(period),
            status=joined((ctx.t(msg("{status} result", status=file.status)), cutoff)),
            cited=ctx.cited(source),
            evidence=report.entry.evidence,
            edit=ctx.edit(file.place_of("results", result.use.id, at_key=True)),
        )


def _notes(result: MeasureResult, series: YearSeries | None) -> tuple[Markup, ...]:
    notes = [result.use.measure.note]
    reports = {o.report.period: o.report for o in series.observations if o.report} if series else {}
    for report in reports.values():
        notes += [report.entry.text, report.entry.note, *report.entry.situation]
        notes += [*report.entry.factors, *report.entry.measures_taken]
        notes += report.entry.recommendation
    return tuple(inline(note) for note in notes if note)
