"""The plain sentence that opens a measure, from its data.

No word in it agrees in gender with the unit, which an author writes; verbs agree in number with
the figures. The figure stands whole in every sentence: it can be read alone.
"""

from __future__ import annotations

from markupsafe import Markup

from generator.compute.attainment import AIMLESS, Status
from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult
from generator.compute.series import WHOLE, YearSeries
from generator.model.indicator import Traits
from generator.model.measure import ResultStatus
from generator.model.scalars import State
from generator.model.source import DisputedField
from generator.problems import msg
from generator.reconcile.disputes import Dispute
from generator.render.inline import together
from generator.render.views.common import RenderContext
from generator.render.views.measure.aims import beside_target
from generator.render.views.measure.milestones import are_several
from generator.render.views.measure.other_years import late_sentence
from generator.render.views.measure.phrases import far_beyond, part_sentence, unit_apart
from generator.render.views.measure.reached import opening, with_result
from generator.render.views.measure.unreported import no_target, without_result


def sentence(ctx: RenderContext, result: MeasureResult, series: YearSeries | None) -> Markup:
    """What was promised, what came of it, and how much of it that is.

    What is in dispute is not asserted: a unit leaves the sentence, a figure is the document's.
    """
    found = ctx.disputes(result, series)
    disputed = {entry.field for entry in found}
    traits, told = result.use.traits, []
    if DisputedField.UNIT in disputed:
        traits = traits.model_copy(update={"unit": "", "unit_forms": None})
    if is_denied := bool(disputed - {DisputedField.UNIT}):
        told.append(ctx.html(AS_PRINTED))
    told.append(_plain_sentence(ctx, result, series, traits, is_denied=is_denied))
    told += [_not_final(ctx, series), _discontinued(ctx, result)] if series else []
    told += [dispute(ctx, entry, result.use.traits.unit or "") for entry in found]
    return together(*told)


def current_sentence(ctx: RenderContext, plan: PlanResult, result: MeasureResult) -> Markup:
    """That of the year which the pages of a measure speak of; several of them say it."""
    of = (current_sentence, ctx.f, result.use.id)
    return plan.once(of, lambda: sentence(ctx, result, result.current))


AS_PRINTED = msg("What follows is said by the document, and is in dispute.")
_DISPUTES = {
    DisputedField.UNIT: msg("Unit according to the document, in dispute: «{unit}». {why}."),
    DisputedField.TARGET: msg("Target in dispute. {why}."),
    DisputedField.RESULT: msg("Result in dispute. {why}."),
    DisputedField.AMOUNT: msg("Amount in dispute. {why}."),
}


def dispute(ctx: RenderContext, entry: Dispute, unit: str = "") -> Markup:
    """What is in dispute, why, and where that stands."""
    why = ctx.f.value(entry.why).rstrip(".") + (f" ({entry.place})" if entry.place else "")
    return ctx.html(_DISPUTES[entry.field], unit=unit, why=why)


def _plain_sentence(
    ctx: RenderContext,
    result: MeasureResult,
    series: YearSeries | None,
    traits: Traits,
    *,
    is_denied: bool,
) -> Markup:
    """The sentence as the document has it; nothing is concluded from a figure in dispute."""
    parts = [o for o in series.observations if o.member != WHOLE] if series else []
    if result.is_by_part and len(parts) == 1:
        part = parts[0]
        whose = f"{ctx.region(part.member)}, {ctx.f.period(part.period)}"
        told = part_sentence(ctx, whose, part, traits, is_denied=is_denied)
        is_told = part.attainment.status is not Status.NOT_APPLICABLE
        return told + unit_apart(ctx, traits, part.attainment.target if is_told else None)
    if series and series.late:
        told = late_sentence(ctx, result, series, series.late)
        told += Markup() if is_denied else far_beyond(ctx, series.late)
        return told + _without_figure(ctx, series)
    if series is None or series.full_year.status in AIMLESS:
        return no_target(ctx, result, series)
    whole = series.headline
    if whole.status is Status.NOT_APPLICABLE:
        return ctx.html("The indicator does not apply in {year}.", year=str(series.year))
    if whole.status is not Status.VALUE:
        told = without_result(ctx, series, traits) + beside_target(ctx, result, series)
        told += _without_figure(ctx, series)
        return told + _missing(ctx, series) if whole.status.is_told else told
    told = with_result(ctx, result, series, traits)
    if not are_several(series, traits):
        told = opening(ctx, series) + told
    told += Markup() if is_denied else far_beyond(ctx, whole)
    beside = _missing(ctx, series) + _without_figure(ctx, series)
    return told + beside_target(ctx, result, series) + beside


def _missing(ctx: RenderContext, series: YearSeries) -> Markup:
    """What is due of the year and has no report."""
    if not series.missing:
        return Markup()
    return Markup(" ") + ctx.html("Due and not reported: {periods}.", periods=series.missing)


def _discontinued(ctx: RenderContext, result: MeasureResult) -> Markup:
    """From when on the indicator is not measured; the year shown may be the last before it."""
    ended = result.use.measure.discontinued
    if ended is None:
        return Markup()
    text = msg("It stops being measured from {when} on. Reason: {why}.")
    return ctx.html(text, when=ctx.f.during(ended.first), why=ended.reason.rstrip("."))


def _not_final(ctx: RenderContext, series: YearSeries) -> Markup:
    """Results that are estimated or may be revised, each with what is noted of it."""
    found: dict[tuple[ResultStatus, str], list[str]] = {}
    for o in series.observations:
        firmness, report = o.attainment.firmness, o.report
        if firmness is not ResultStatus.FINAL and o.member == WHOLE and report is not None:
            note = (report.entry.status and report.entry.note) or ""
            found.setdefault((firmness, note), []).append(ctx.f.of(o.period))
    text = msg("The result {of} is {status}.")
    parts: list[Markup | str] = []
    for (status, note), of in found.items():
        parts += [ctx.html(text, of=ctx.f.listed(of), status=status), note]
    return together(*parts)


_NO_FIGURE = {
    True: msg("The result {of} is not published. Reason: {why}."),
    False: msg("There is no result {of}. Reason: {why}."),
}
"""By whether it is withheld, or not available."""


def _without_figure(ctx: RenderContext, series: YearSeries) -> Markup:
    """What is reported without a figure, with the reasons."""
    found: dict[tuple[object, str], list[str]] = {}
    for o in series.without_figure:
        whose = ctx.f.of(o.period)
        if o.member != WHOLE:
            whose = ctx.t("of {part}, {period}", part=ctx.region(o.member), period=o.period)
        why = (o.report and o.report.entry.note) or ""
        found.setdefault((o.attainment.actual, why.rstrip(".")), []).append(whose)
    parts = (
        ctx.html(_NO_FIGURE[state is State.WITHHELD], of=ctx.f.listed(of), why=why)
        for (state, why), of in found.items()
    )
    return Markup("").join(Markup(" ") + part for part in parts)
