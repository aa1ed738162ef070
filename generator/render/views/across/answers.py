"""What the home page answers first: how it goes, what is overdue, what contradicts, what comes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from generator.compute.reasons import shortfalls
from generator.compute.results import PlanResult
from generator.compute.rollups import NOTHING, Counted, Scope
from generator.highlights.highlight import Rule
from generator.model.catalog import PLAN
from generator.problems import msg, plural
from generator.reconcile.ranking import Sort, ranking
from generator.render.views.across.agenda import DatedRow, dated_rows
from generator.render.views.common import RenderContext
from generator.render.views.highlights import Sentence, sentences_across
from generator.render.views.plan.lead import card_lead
from generator.render.views.plan.why import WhyGroup, why_of
from generator.words.formatter import capital

_N_COMING = 3


@dataclass(frozen=True, slots=True)
class AnswersView:
    """The answers of the home page."""

    overdue: tuple[Sentence, ...]
    worst: str
    """The contradiction with the greatest effect; "" where there is none."""
    coming: tuple[tuple[str, DatedRow], ...]
    """The next dates."""


def answers_view(ctx: RenderContext, plans: Iterable[PlanResult]) -> AnswersView:
    """The answers, of all plans."""
    plans = [*plans]
    rules = {Rule.OWED, Rule.OVERDUE}
    found = ctx.results.derived(ranking)
    worst = next((it for it in found if it.sort is not Sort.DOUBT), None)
    as_of = ctx.results.as_of
    coming = [row for row in ctx.once(dated_rows) if row.occasion.last >= as_of]
    return AnswersView(
        overdue=sentences_across(ctx, plans, (Scope.PLAN,), PLAN, rules),
        worst=capital(ctx.t(worst.first.what)).rstrip(".") if worst else "",
        coming=tuple((ctx.f.date(row.occasion.counts), row) for row in coming[:_N_COMING]),
    )


def going(ctx: RenderContext, plans: Collection[PlanResult]) -> Markup:
    """How the one plan goes; of several, the lowest mean, and how many have none or no result.

    The mean of a year of which a part is still to be reported is not held against others.
    """
    rollups = [(plan.rollups.get(PLAN, NOTHING), plan.folder.plan.name) for plan in plans]
    whole = ((it.mean_attainment, name) for it, name in rollups if not it.n_early)
    found = [(mean, name) for mean, name in whole if mean is not None]
    if len(plans) == 1:
        its = msg("Its mean attainment is {mean}.")
        said = [ctx.html(its, mean=ctx.f.percent(mean)) for mean, _ in found]
        return Markup(" ").join(said or [card_lead(ctx, plan) for plan in plans])
    silent = sum(_is_silent(plan) for plan in plans)
    early = sum(it.n_early > 0 for it, _ in rollups)
    n = len(plans) - len(found) - silent - early
    without = (
        plural("{n} has no result in the portal.", "{n} have no result in the portal."),
        plural(
            "{n} has results, but no mean attainment.", "{n} have results, but no mean attainment."
        ),
        plural(
            "{n} still has a part of the year to report.",
            "{n} still have a part of the year to report.",
        ),
    )
    counts = silent, n, early
    said = [ctx.html(forms, n=k) for forms, k in zip(without, counts, strict=True) if k]
    if found:
        low, lowest = min(found)
        text = msg("The lowest mean attainment is that of {name}: {mean}.")
        if len(found) == 1:
            text = msg("The mean attainment of {name} is {mean}.")
        said.insert(0, ctx.html(text, name=lowest, mean=ctx.f.percent(low)))
    return Markup(" ").join(said)


def _is_silent(plan: PlanResult) -> bool:
    """Whether nothing is known of what was achieved in any year."""
    years = (series for measure in plan.measures.values() for series in measure.years.values())
    return not any(it.entry.gives_result for series in years for it in series.reports)


def why_short(ctx: RenderContext, result: PlanResult, row: Counted) -> WhyGroup | None:
    """What explains a result that fell short, or that nothing does."""
    found = (
        it for it in shortfalls(result) if (it.row.code, it.row.level) == (row.code, row.level)
    )
    first = next(found, None)
    return why_of(ctx, result, [first], 160) if first else None
