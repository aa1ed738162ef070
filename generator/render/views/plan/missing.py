"""Who has not reported: the rounds of a plan that are over and lack results, unit by unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import paths
from generator.compute.reporting import Due, Round, overdue_rounds, round_of
from generator.model.element import Level
from generator.model.period import Period
from generator.problems import msg
from generator.render.views.common import Group, Link, Listing, Page, RenderContext, joined
from generator.words.formatter import capital


@dataclass(frozen=True, slots=True)
class UnitMissing:
    """A unit with the indicators whose results it has not reported."""

    unit: Link
    indicators: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RoundMissing:
    """A round, and how much of it is missing."""

    lead: str
    units: tuple[UnitMissing, ...]
    """Those that lack most first."""


def rounds_missing(ctx: RenderContext, plan: str) -> tuple[Round, ...]:
    """The rounds that are over and lack results, the latest first."""
    result, as_of = ctx.results.plans[plan], ctx.results.as_of
    over = sorted(overdue_rounds(result, as_of), key=_at_end, reverse=True)
    return tuple(round_of(result, it) for it in over)


def _at_end(period: Period) -> tuple[object, ...]:
    return period.end, period.order


def missing_page(ctx: RenderContext, plan: str) -> Page | None:
    """The page; None where nothing is missing."""
    folder, rounds = ctx.catalog.plans[plan], ctx.once(rounds_missing, plan)
    if not rounds:
        return None
    n = sum(len(it.missing) for it in rounds)
    told = ctx.f.n("{n} result is missing", "{n} results are missing", n)
    of = ctx.f.n("of {n} round", "of {n} rounds", len(rounds))
    lead = ctx.t(
        "As of {day}, {told} {of} in this portal.", day=ctx.results.as_of, told=told, of=of
    )
    title = ctx.t("Who has not reported: {plan}", plan=folder.plan.name)
    view = Listing(lead, tuple(_group(ctx, plan, it) for it in rounds))
    return Page(title, lead, view, ctx.plan_crumbs(folder))


def _group(ctx: RenderContext, plan: str, told: Round) -> Group[RoundMissing]:
    text = msg("The time to report was over on {day}; missing: {n}.")
    if told.deadline >= ctx.results.as_of:
        text = msg("To report until {day}; missing: {n}.")
    lead = ctx.t(text, day=told.deadline, n=len(told.missing))
    lacking = sorted((it for it in told.units if it.missing), key=lambda it: -len(it.missing))
    units = tuple(
        UnitMissing(ctx.unit_link(it.unit), tuple(_links(ctx, plan, it.missing))) for it in lacking
    )
    name = capital(ctx.f.period(told.period))
    return Group(name, told.period.text, (RoundMissing(lead, units),))


def _links(ctx: RenderContext, plan: str, dues: tuple[Due, ...]) -> Iterator[Link]:
    for it in dues:
        own = ctx.element_link(ctx.catalog.plans[plan], it.use.element)
        name = it.use.traits.heading
        named = "" if name == it.use.element.node.heading else name
        of = "" if named and it.use.element.level is Level.PLAN else own.text
        yield Link(joined((of, named)), own.href)


def missing_link(ctx: RenderContext, plan: str) -> Link:
    """The page from the plan's own."""
    return Link(ctx.t("Who has not reported"), paths.PLAN_MISSING(plan))
