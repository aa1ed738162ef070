"""What the home page answers first: how it goes, what is overdue, what contradicts, what comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.compute.reasons import shortfalls
from generator.compute.results import PlanResult
from generator.compute.rollups import Counted, Rollup, Scope
from generator.highlights.highlight import Rule
from generator.model.catalog import PLAN
from generator.reconcile.ranking import Sort, ranking
from generator.render.views.across.agenda import DatedRow, dated_rows
from generator.render.views.common import Link, RenderContext, joined, plan_link
from generator.render.views.highlights import Sentence, sentences_across
from generator.render.views.plan.rollups import mean_or_status
from generator.render.views.plan.why import WhyGroup, why_of
from generator.words.formatter import capital

_N_COMING = 3


@dataclass(frozen=True, slots=True)
class InstitutionYear:
    """How the plans of one institution went in one year: a sentence."""

    name: str
    plans: tuple[tuple[Link, str], ...]
    """Each with its mean attainment, else why there is none."""


@dataclass(frozen=True, slots=True)
class AnswersView:
    """The answers of the home page."""

    years: tuple[InstitutionYear, ...]
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
        years=tuple(_years(ctx, plans)),
        overdue=sentences_across(ctx, plans, (Scope.PLAN,), PLAN, rules),
        worst=capital(ctx.t(worst.first.what)) if worst else "",
        coming=tuple((ctx.f.date(row.occasion.counts), row) for row in coming[:_N_COMING]),
    )


def _years(ctx: RenderContext, plans: Iterable[PlanResult]) -> Iterator[InstitutionYear]:
    groups: dict[tuple[int, str, str], list[PlanResult]] = {}
    for result in plans:
        name = ctx.unit_name(result.folder.plan.entity, short=True)
        groups.setdefault((-int(result.year), name, str(result.year)), []).append(result)
    for (_, name, year), own in sorted(groups.items(), key=lambda pair: pair[0]):
        rows = tuple((plan_link(it.folder), _clause(ctx, it)) for it in own)
        yield InstitutionYear(joined((name, year), ", "), rows)


def _clause(ctx: RenderContext, result: PlanResult) -> str:
    figure, meaning = mean_or_status(ctx, result, result.rollups.get(PLAN, Rollup()))
    return ctx.t("{figure} ({meaning})", figure=figure, meaning=meaning)


def why_short(ctx: RenderContext, result: PlanResult, row: Counted) -> WhyGroup | None:
    """What explains a result that fell short, or that nothing does."""
    found = (
        it for it in shortfalls(result) if (it.row.code, it.row.level) == (row.code, row.level)
    )
    first = next(found, None)
    return why_of(ctx, result, [first], 160) if first else None
