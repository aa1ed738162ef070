"""The budget page of all plans: from the opening through each version to what was spent."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from generator.compute.growth import BudgetStep, Growth, growths
from generator.compute.results import PlanResult
from generator.model.catalog import PLAN, cite
from generator.model.money import Stage
from generator.problems import msg
from generator.render import paths
from generator.render.inline import inline
from generator.render.views.budget import HEADS, BudgetView, budget_view
from generator.render.views.common import FIRST, Cited, Link, Page, RenderContext, joined
from generator.render.views.growth import budget_sentences


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act that moved the budget."""

    document: Link
    amount: str
    unit: str
    concept: Markup


@dataclass(frozen=True, slots=True)
class StepRow:
    """The budget at one stage, and how it moved since the one before."""

    name: str
    label: str
    """What its version is called."""
    date: str
    document: Link | None
    amount: str
    change: str
    share: str
    n_activities: str


@dataclass(frozen=True, slots=True)
class VersionActs:
    """The acts that are first seen in a version, and whether they explain its change."""

    version: str
    sentence: str
    rows: tuple[ActRow, ...]


@dataclass(frozen=True, slots=True)
class YearMoney:
    """The budget of a plan in one year."""

    title: str
    lead: tuple[str, ...]
    """Sentences: did it grow, by which act, how much was spent."""
    steps: tuple[StepRow, ...]
    executed: tuple[str, str, str] | None
    """Label, amount and share of the budget that was spent."""
    cited: tuple[Cited, ...]
    """Where the versions are printed, each place once."""
    acts: tuple[VersionActs, ...]


@dataclass(frozen=True, slots=True)
class PlanMoney:
    """The money of one plan."""

    anchor: str
    plan: Link
    chart: Link
    years: tuple[YearMoney, ...]
    money: BudgetView


@dataclass(frozen=True, slots=True)
class MoneyView:
    """The budget page."""

    lead: str
    plans: tuple[PlanMoney, ...]
    without: tuple[Link, ...]
    """Plans that print no amount."""


def money_page(ctx: RenderContext) -> Page | None:
    """The budget of all plans; none where no plan prints an amount."""
    results = ctx.results.plans.values()
    with_some = sorted(
        (result for result in results if result.money.get(PLAN)), key=_most_told_first
    )
    if not with_some:
        return None
    heading = ctx.plain("Budget")
    view = MoneyView(
        lead=_lead(ctx, with_some),
        plans=tuple(_plan(ctx, result) for result in with_some),
        without=tuple(_link(result) for result in results if not result.money.get(PLAN)),
    )
    crumbs = (Link(ctx.plain("Home"), paths.HOME),)
    return Page(paths.BUDGET, heading, view.lead, "money", view, crumbs, head=FIRST)


def _most_told_first(result: PlanResult) -> tuple[int, int, str]:
    """Budgets with more stages and versions first, then later plans."""
    return -len(result.money[PLAN]), -result.folder.plan.span.last.year, result.folder.id


def _link(result: PlanResult) -> Link:
    return Link(result.folder.plan.name, paths.plan_path(result.folder.id))


def _lead(ctx: RenderContext, results: list[PlanResult]) -> str:
    """How many plans have money, and what happened to those that moved."""
    plans = ctx.f.n(
        "{n} plan prints how much money it has",
        "{n} plans print how much money they have",
        len(results),
    )
    moved = sum(1 for result in results if any(g.change is not None for g in growths(result)))
    if not moved:
        return ctx.t(msg("{plans}; none of them tells how it moved.", plans=plans))
    said = ctx.f.n("{n} tells how it moved", "{n} tell how it moved", moved)
    return ctx.t(msg("{plans}; {moved} from one version to the next.", plans=plans, moved=said))


def _plan(ctx: RenderContext, result: PlanResult) -> PlanMoney:
    plan = paths.plan_path(result.folder.id)
    return PlanMoney(
        anchor=result.folder.id,
        plan=_link(result),
        chart=Link(ctx.plain("The budget on the page of the plan"), f"{plan}#presupuesto"),
        years=tuple(_year(ctx, result, growth) for growth in growths(result)),
        money=budget_view(ctx, result, PLAN),
    )


def _year(ctx: RenderContext, result: PlanResult, growth: Growth) -> YearMoney:
    currency = ctx.catalog.currency(result.folder.id)
    executed = None
    if growth.spending and growth.spending.executed is not None:
        share = growth.spending.execution
        executed = (
            ctx.plain("Executed"),
            ctx.f.number(growth.spending.executed, 2),
            ctx.f.percent(share) if share is not None else "",
        )
    title = ctx.t(msg("Budget of {year}, from version to version", year=growth.year))
    return YearMoney(
        title=joined((title, ctx.f.currency(currency)), ", "),
        lead=tuple(budget_sentences(ctx, growth, currency)),
        steps=tuple(_step(ctx, step) for step in growth.steps),
        executed=executed,
        cited=_citations(ctx, result, growth),
        acts=tuple(_acts(ctx, step, currency) for step in growth.steps if step.acts),
    )


def _step(ctx: RenderContext, step: BudgetStep) -> StepRow:
    version = step.version
    modified = step.stage is Stage.MODIFIED
    return StepRow(
        name=joined((ctx.t(HEADS[step.stage]), version.id if modified and version else ""), " "),
        label=version.label if version else "",
        date=ctx.f.date(version.date) if version and version.date else "",
        document=ctx.document_link(version.document) if version else None,
        amount=ctx.f.number(step.amount, 2),
        change=ctx.f.signed(step.change, 2) if step.change is not None else "",
        share=ctx.f.signed_percent(step.change_share) if step.change_share is not None else "",
        n_activities=ctx.f.number(version.n_activities)
        if version and version.n_activities is not None
        else "",
    )


def _citations(ctx: RenderContext, result: PlanResult, growth: Growth) -> tuple[Cited, ...]:
    versions = (step.version for step in growth.steps if step.version is not None)
    own = result.folder.plan.source
    found = (ctx.cited(cite(version.source, own)) for version in versions)
    places = {(c.document, c.place): replace(c, lines="") for c in found if c}
    return tuple(places.values())


def _acts(ctx: RenderContext, step: BudgetStep, currency: str | None) -> VersionActs:
    total = ctx.f.signed_money(step.acts_amount, currency)
    if step.change is None:
        said = ctx.t(msg("Together: {total}.", total=total))
    elif step.acts_amount == step.change:
        said = ctx.t(
            msg("Together {total}: exactly what the budget moved in this version.", total=total)
        )
    else:
        change = ctx.f.signed_money(step.change, currency)
        said = ctx.t(
            msg(
                "Together {total}; the budget moved {change} in this version.",
                total=total,
                change=change,
            )
        )
    rows = tuple(
        ActRow(
            document=ctx.document_link(act.document) or Link(act.document),
            amount=ctx.f.signed(act.amount, 2),
            unit=ctx.unit_name(act.executing_unit, short=True),
            concept=inline(act.concept),
        )
        for act in step.acts
    )
    return VersionActs(step.version.label if step.version else "", said, rows)
