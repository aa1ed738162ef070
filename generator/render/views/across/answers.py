"""What the home page answers first: how it goes, what is overdue, what contradicts, what comes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from generator.compute.reasons import shortfalls
from generator.compute.results import PlanResult
from generator.compute.rollups import NOTHING, Counted, Scope
from generator.highlights.highlight import Rule
from generator.model.catalog import PLAN
from generator.problems import plural
from generator.reconcile.ranking import Sort, ranking
from generator.render.views.across.agenda import DatedRow, dated_rows
from generator.render.views.common import RenderContext, joined
from generator.render.views.highlights import Sentence, sentences_across
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
        worst=capital(ctx.t(worst.first.what)) if worst else "",
        coming=tuple((ctx.f.date(row.occasion.counts), row) for row in coming[:_N_COMING]),
    )


def going(ctx: RenderContext, plans: Collection[PlanResult]) -> str:
    """How many plans have a mean attainment, and the lowest; "" where there is no plan."""
    rollups = (plan.rollups.get(PLAN, NOTHING) for plan in plans)
    means = [it.mean_attainment for it in rollups if it.mean_attainment is not None]
    n = len(plans) - len(means)
    if not means:
        none = plural(
            "It has no mean attainment: the list says how it stands.",
            "None has a mean attainment: the list says how each stands.",
        )
        return ctx.t(none, n=n) if n else ""
    if len(plans) == 1:
        return ctx.t("Its mean attainment is {mean}.", mean=ctx.f.percent(means[0]))
    forms = plural(
        "{n} has a mean attainment: {low}.", "{n} have a mean attainment; the lowest is {low}."
    )
    said = ctx.t(forms, n=len(means), low=ctx.f.percent(min(means)))
    without = plural(
        "{n} has none: the list says how it stands.",
        "{n} have none: the list says how they stand.",
    )
    return joined((said, ctx.t(without, n=n) if n else ""), " ")


def why_short(ctx: RenderContext, result: PlanResult, row: Counted) -> WhyGroup | None:
    """What explains a result that fell short, or that nothing does."""
    found = (
        it for it in shortfalls(result) if (it.row.code, it.row.level) == (row.code, row.level)
    )
    first = next(found, None)
    return why_of(ctx, result, [first], 160) if first else None
