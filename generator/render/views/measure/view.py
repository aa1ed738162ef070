"""A measure as a page shows it: sentence, figure, periods, formula, baseline, source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator import paths
from generator.compute.attainment import Attainment, Formula, Status
from generator.compute.explain import Explanation
from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult
from generator.compute.series import Report, YearSeries
from generator.model.indicator import Traits
from generator.model.measure import Correction
from generator.model.period import Granularity, Period
from generator.model.plan import Plan
from generator.model.scalars import State
from generator.model.values import Intent, Words
from generator.problems import msg, plural
from generator.render.inline import together
from generator.render.views.changes.original_targets import OriginalTargets, original_targets
from generator.render.views.common import CitedAt, Edit, Link, RenderContext, joined
from generator.render.views.in_charge import Codes, in_charge, with_ranks
from generator.render.views.measure.bullet import Bullet, bullet_view
from generator.render.views.measure.citing import UseView, use_view
from generator.render.views.measure.crossed import CrossedView, crossed_views
from generator.render.views.measure.pace import pace_sentence
from generator.render.views.measure.parts import baseline_in_words
from generator.render.views.measure.periods import ProgressView, progress_view
from generator.render.views.measure.quotients import variables_of
from generator.render.views.measure.rows import MeasureRow, headline_of, measure_row
from generator.render.views.measure.sentences import current_sentence
from generator.render.views.measure.term import term_sentence
from generator.render.views.measure.unreported import is_silent
from generator.render.views.measure.values import format_value, in_digits
from generator.render.views.methods import is_way
from generator.render.views.mistakes import MistakeView, figure_mistake

Numbers = tuple[str, ...]
"""Numbers of a formula: target, result and percentage; the baseline last, where it has one."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """Where a reported result comes from."""

    period: str
    status: str
    """What it is: a final result, or why there is no figure."""
    cutoff: date | None
    cited: CitedAt | None
    evidence: tuple[str, ...]
    variables: str
    """«A = 27, B = 30», where the formula says which of its two is above."""
    correction: str
    """When and why it was restated, and what it said; empty where it was not."""
    edit: Edit


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure with everything a reader needs to trust its figure."""

    id: str
    row: MeasureRow
    full: str
    """Its name as printed, where it has a short one; else ""."""
    unit: str
    """«Unidad: Persona», or that there is none where things are counted; else ""."""
    sheet: Link | None
    in_charge: tuple[Link, ...]
    """Units that it names itself."""
    codes: Codes
    sentence: Markup
    term: Markup
    """What all years together reached, and what is needed to reach their target, or the year's."""
    label: str
    """What the main figure is."""
    target_alone: str
    """The target alone, where the label says its year."""
    aside: str
    """The other figure: of the whole year while the year runs; or why there is none."""
    bullet: Bullet | None
    progress: ProgressView
    crossed: tuple[CrossedView, ...]
    silent: bool
    """There is neither target nor result: nothing to show but the sentence."""
    reports: tuple[ReportRow, ...]
    formula: Numbers
    """Empty where it gives no percentage."""
    formula_name: Formula
    change: Numbers
    """Avance tipo II; empty where the baseline allows none."""
    change_name: str
    method: Link
    baseline: str
    baseline_note: str
    baseline_source: CitedAt | None
    source: CitedAt | None
    notes: tuple[str, ...]
    history: OriginalTargets | None
    """How its targets came to be; None where that is not known at all."""
    edit: Edit
    use: UseView | None
    mistake: MistakeView


def method_link(ctx: RenderContext, plan: Plan) -> Link:
    """The plan's method by its title, which leads to its entry in the methodology."""
    return Link(ctx.catalog.methods[plan.method].title, f"{paths.METHOD}#{plan.method}")


def measure_views(ctx: RenderContext, plan: PlanResult, code: str) -> tuple[MeasureView, ...]:
    """The measures of one element in full."""
    return tuple(_view(ctx, plan, item) for item in plan.measures_of(code))


def _view(ctx: RenderContext, plan: PlanResult, result: MeasureResult) -> MeasureView:
    use, series, it = result.use, result.current, headline_of(result)
    change = result.change_at(Period.of_year(series.year)) if series else None
    baseline, sheet = result.baseline, use.measure.indicator
    row = measure_row(ctx, plan, result)
    return MeasureView(
        id=use.id,
        row=row,
        full=use.traits.full,
        unit=_unit(ctx, use.traits),
        sheet=Link(use.traits.heading, paths.INDICATOR(sheet)) if sheet else None,
        in_charge=in_charge(ctx, use.measure),
        codes=with_ranks(ctx, use.measure),
        sentence=current_sentence(ctx, plan, result),
        term=together(term_sentence(ctx, result), pace_sentence(ctx, result)),
        label=figure_label(ctx, series),
        target_alone=row.target.text.removesuffix(f" ({series.year})" if series else ""),
        aside=joined((_aside(ctx, series, it), _of_the_way(ctx, plan, it))),
        bullet=bullet_view(ctx, f"{use.id}-b", it, use.traits, ctx.catalog.bands(plan.folder.id)),
        progress=progress_view(ctx, result),
        crossed=tuple(crossed_views(ctx, result)),
        silent=is_silent(series),
        reports=tuple(_reports(ctx, result, series)),
        formula=numbers_of(ctx, it, use.traits),
        formula_name=it.formula,
        change=_change_numbers(ctx, change, use.traits) if change else (),
        change_name=change.formula if change else "",
        method=method_link(ctx, plan.folder.plan),
        baseline=baseline_in_words(ctx, result),
        baseline_note=(baseline.note or "") if baseline else "",
        baseline_source=ctx.cited(baseline.source, use.element.code) if baseline else None,
        source=ctx.cited(use.source, use.element.code),
        notes=_notes(ctx, result, series),
        history=original_targets(ctx, plan.folder.id, result),
        edit=ctx.edit(use.measure.place_of()),
        use=use_view(ctx, plan, result),
        mistake=figure_mistake(ctx, plan.folder.id, result),
    )


def _unit(ctx: RenderContext, traits: Traits) -> str:
    if not traits.unit and not traits.kind.traits.is_counted:
        return ""
    return f"{ctx.t('Unit')}: {traits.unit or ctx.t('not in the document')}"


def figure_label(ctx: RenderContext, series: YearSeries | None) -> str:
    """What the main figure is: of the year, of the year so far, or the bare target."""
    if series is None or isinstance(series.headline.target, Words | Intent):
        return ""  # no figure: the words stand in the sentence
    if series.headline.status in {Status.ON_THE_WAY, Status.OTHER_YEAR}:
        return ctx.t("Target")
    if series.late and series.late.of_year:
        return ctx.t("Attainment of the target of {year}", year=ctx.f.period(series.late.of_year))
    if series.headline.raw is None:
        if series.is_so_far and series.reported_until and series.headline.met is not None:
            return ctx.t("Target until {period}", period=ctx.f.period(series.reported_until))
        return ctx.t("Target {period}", period=ctx.f.of(series.subject))
    if not series.is_so_far or series.reported_until is None:
        if series.subject.granularity is not Granularity.YEAR:
            return ctx.t("Attainment {period}", period=ctx.f.of(series.subject))
        return ctx.t("Attainment of {year} against the target of the year", year=series.year)
    until = ctx.f.period(series.reported_until)
    return ctx.t("Attainment until {period}, against the target until then", period=until)


def _aside(ctx: RenderContext, series: YearSeries | None, it: Attainment) -> str:
    """What stands beside the main figure: the other figure, and the periods without a report."""
    if series is None or it.raw is None:
        if series and it.status is Status.NOT_REPORTED and series.is_only_by_part:
            return ctx.t("by part only")
        is_owed = it.status is Status.NOT_REPORTED and series and series.is_in_words
        return ctx.t("in words only") if is_owed else _why_none(ctx, it)
    parts, whole = [], series.full_year
    is_cut = any(o.attainment.status is Status.DISCONTINUED for o in series.observations)
    if it is not whole and whole.raw is not None and not is_cut:
        percent = ctx.f.percent(whole.raw)
        text = msg("{percent} of the target of the whole year")
        if whole.formula is Formula.TYPE_II:
            text = msg("{percent} of the way to the target of the whole year")
        parts.append(ctx.t(text, percent=percent))
    if it is whole and series.told_until is not None:
        until = ctx.f.during(series.told_until)
        parts.append(ctx.t("reported until {period} only", period=until))
    if series.n_missing:
        missing = plural(
            "{n} period that is over has no report", "{n} periods that are over have no report"
        )
        parts.append(ctx.t(missing, n=series.n_missing))
    return joined(parts)


def _of_the_way(ctx: RenderContext, plan: PlanResult, it: Attainment) -> str:
    """What a plan that looks back to the baseline says of its main figure, or why it has none."""
    if it.formula is Formula.TYPE_II:
        return ctx.t("of the way from the baseline to the target")
    is_bare = it.raw is None and it.met is not None and it.formula is Formula.NONE
    if not is_way(ctx, plan) or not is_bare:
        return ""
    return ctx.t("without a percentage: no baseline from which the way to the target can be told")


def _why_none(ctx: RenderContext, it: Attainment) -> str:
    return {
        Status.NOT_REPORTED: ctx.t("the result is missing; it is not a zero"),
        Status.NOT_PROGRAMMED: ctx.t("no target is set for the period"),
        Status.NOT_DUE: ctx.t("the period is not over"),
        Status.WITHHELD: ctx.t("the result is not published; it is not a zero"),
        Status.NOT_AVAILABLE: ctx.t("there is no figure of the result; it is not a zero"),
        Status.DISCONTINUED: ctx.t("no longer measured"),
    }.get(it.status, "")


def _reports(
    ctx: RenderContext, result: MeasureResult, series: YearSeries | None
) -> Iterator[ReportRow]:
    """The reports of a year, with the document each was printed in."""
    for report in series.reports if series else ():
        file = report.file
        yield ReportRow(
            period=ctx.f.period(report.period),
            status=_status_words(ctx, report),
            cutoff=file.cutoff,
            cited=ctx.cited(report.cited(result.use), result.use.element.code),
            evidence=report.entry.evidence,
            variables=variables_of(ctx, report.entry.figure, result.use.traits),
            correction=_correction(ctx, report.entry.correction, result.use.traits),
            edit=ctx.edit(file.place_of("results", result.use.id, at_key=True)),
        )


def _status_words(ctx: RenderContext, report: Report) -> str:
    """«resultado final»; of what gives no figure, its state."""
    figure = report.entry.figure
    states = {*(figure.values() if isinstance(figure, dict) else [figure])}
    if all(isinstance(it, State) for it in states):
        return ctx.f.listed(map(ctx.f.label, sorted(states)))
    return ctx.t("{status} result", status=report.status)


def _correction(ctx: RenderContext, it: Correction | None, traits: Traits) -> str:
    if it is None:
        return ""
    text = msg("Corrected on {day}. Reason: {why}.")
    if it.was is not None and not isinstance(it.was, dict):
        text = msg("Corrected on {day}; it said {was}. Reason: {why}.")
    was = format_value(ctx, it.was, traits)
    document = ctx.document_link(it.document)
    why = it.reason.rstrip(".") + (f" ({document.text})" if document else "")
    return ctx.t(text, day=it.date, was=was, why=why)


def _notes(ctx: RenderContext, result: MeasureResult, series: YearSeries | None) -> tuple[str, ...]:
    """What is noted of it, and of each of its results: of which, where it is not the only one."""
    notes = [result.use.measure.note or ""]
    own = tuple(series.reports) if series else ()
    others = (it for year in result.years.values() if year is not series for it in year.reports)
    for report in (*own, *others):
        entry, when = report.entry, f"{ctx.f.period(report.period)}: "
        if own == (report,):
            when = ""
        told = entry.text if str(entry.value) != entry.text else None
        said = (told, entry.note, *entry.situation, *entry.factors, *entry.measures_taken)
        notes += [f"{when}{note}" for note in (*said, *entry.recommendation) if note]
    return tuple(note for note in notes if note)


# Formulas with their numbers filled in.


def numbers_of(ctx: RenderContext, it: Attainment, traits: Traits) -> Numbers:
    """The numbers of the formula; none where it gives no percentage."""
    rising = it.formula is Formula.TYPE_I
    if it.raw is None or it.formula not in {Formula.TYPE_I, Formula.TYPE_I_DECREASE}:
        return ()
    if (it.target if rising else it.actual) == 0:
        return ()  # a rule decided, not a division
    target = in_digits(ctx, it.target, traits)
    actual = in_digits(ctx, it.actual, traits, it.target)
    return target, actual, ctx.f.percent(it.raw, 2)


def _change_numbers(ctx: RenderContext, change: Explanation, traits: Traits) -> Numbers:
    """Of avance tipo II: (result - baseline) ÷ (target - baseline) × 100."""
    inputs = {name: in_digits(ctx, value, traits) for name, value in change.inputs}
    percent = ctx.f.percent(change.value, 2)
    return inputs["target"], inputs["actual"], percent, inputs["baseline"]
