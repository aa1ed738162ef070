"""The budget page of all plans: from the opening through each version to what was spent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.compute.growth import BudgetStep, Growth, growths
from generator.compute.results import PlanResult
from generator.model.catalog import PLAN, cite
from generator.model.money import Stage
from generator.model.plan import BudgetChange
from generator.problems import plural
from generator.render.views.common import (
    FIRST,
    Cited,
    Link,
    Page,
    RenderContext,
    each_once,
    joined,
    plan_link,
)
from generator.render.views.measure.sentences import AS_PRINTED
from generator.render.views.money.budget import BudgetView, amount_disputes, budget_view
from generator.words.formatter import capital
from generator.words.labels import AMOUNTS, STAGES


@dataclass(frozen=True, slots=True)
class StepRow:
    """The budget at one stage, with the document that approved it."""

    name: str
    step: BudgetStep
    document: Link | None


ActRow = tuple[BudgetChange, Link, str]
"""An act that moved the budget, its document, and the unit whose money it moved."""


@dataclass(frozen=True, slots=True)
class YearMoney:
    """The budget of a plan in one year."""

    title: str
    lead: tuple[str, ...]
    """Sentences: did it grow, by which act, how much was spent."""
    growth: Growth
    steps: tuple[StepRow, ...]
    has_activities: bool
    """Whether a version tells how many activities it has."""
    cited: tuple[Cited, ...]
    """Where the versions are printed, each place once."""
    acts: tuple[tuple[BudgetStep, tuple[ActRow, ...]], ...]
    """Versions with the acts that are first seen in them."""


@dataclass(frozen=True, slots=True)
class PlanMoney:
    """The money of one plan."""

    anchor: str
    plan: Link
    years: tuple[YearMoney, ...]
    money: BudgetView


@dataclass(frozen=True, slots=True)
class MoneyView:
    """The budget page."""

    plans: tuple[PlanMoney, ...]
    without: tuple[Link, ...]
    """Plans that print no amount."""


def money_page(ctx: RenderContext) -> Page | None:
    """The budget of all plans; None where no plan prints an amount."""
    results = ctx.results.plans.values()
    found = sorted((result for result in results if result.money.get(PLAN)), key=_most_told_first)
    if not found:
        return None
    view = MoneyView(
        plans=tuple(_plan(ctx, result) for result in found),
        without=tuple(plan_link(result.folder) for result in results if not result.money.get(PLAN)),
    )
    return Page(ctx.t("Budget"), _lead(ctx, found), view, (ctx.home,), head=FIRST)


def _most_told_first(result: PlanResult) -> tuple[int, int, str]:
    """Budgets with more stages and versions first, then later plans."""
    return -len(result.money[PLAN]), -result.folder.plan.span.end.toordinal(), result.folder.id


def _lead(ctx: RenderContext, results: list[PlanResult]) -> str:
    """How many plans have money, and what happened to those that moved."""
    forms = plural(
        "{n} plan prints how much money it has", "{n} plans print how much money they have"
    )
    plans = ctx.t(forms, n=len(results))
    moved = sum(1 for result in results if any(g.change is not None for g in growths(result)))
    if not moved:
        return ctx.t("{plans}; none of them tells how it moved.", plans=plans)
    said = ctx.f.n("{n} tells how it moved", "{n} tell how it moved", moved)
    return ctx.t("{plans}; {moved} from one version to the next.", plans=plans, moved=said)


def _plan(ctx: RenderContext, result: PlanResult) -> PlanMoney:
    name = result.folder.id
    return PlanMoney(
        anchor=name,
        plan=plan_link(result.folder),
        years=tuple(_year(ctx, result, growth) for growth in growths(result)),
        money=budget_view(ctx, result, PLAN),
    )


def _year(ctx: RenderContext, result: PlanResult, growth: Growth) -> YearMoney:
    currency = ctx.catalog.currency(result.folder.id)
    title = ctx.t("Budget of {year}, from version to version", year=growth.year)
    return YearMoney(
        title=joined((title, ctx.f.currency(currency)), ", "),
        lead=tuple(_sentences(ctx, growth, currency, _disputes(ctx, result, growth.year))),
        growth=growth,
        steps=tuple(_step(ctx, step) for step in growth.steps),
        has_activities=any(
            step.version and step.version.n_activities is not None for step in growth.steps
        ),
        cited=_citations(ctx, result, growth),
        acts=tuple(
            (step, tuple(_act(ctx, act) for act in step.acts)) for step in growth.steps if step.acts
        ),
    )


def _disputes(ctx: RenderContext, result: PlanResult, year: int) -> tuple[str, ...]:
    lines = (line for line in result.folder.plan.budget if line.year == year)
    return tuple(said for line in lines for said in amount_disputes(ctx, line))


def _step(ctx: RenderContext, step: BudgetStep) -> StepRow:
    version = step.version
    number = version.id if version and step.stage is Stage.MODIFIED else ""
    document = ctx.document_link(version.document) if version else None
    return StepRow(joined((ctx.t(STAGES[step.stage]), number), " "), step, document)


def _citations(ctx: RenderContext, result: PlanResult, growth: Growth) -> tuple[Cited, ...]:
    own = result.folder.plan.source
    versions = (step.version for step in growth.steps if step.version is not None)
    return each_once(ctx.cited(cite(version.source, own)) for version in versions)


def _act(ctx: RenderContext, act: BudgetChange) -> ActRow:
    document = ctx.document_link(act.document) or Link(act.document)
    return act, document, ctx.unit_name(act.executing_unit, short=True)


# How a budget moved, as one says it.


def _sentences(
    ctx: RenderContext, growth: Growth, currency: str | None, disputes: tuple[str, ...]
) -> Iterator[str]:
    """Did it grow, by which act, and how much of it was spent; what of that is in dispute."""
    if disputes:
        yield ctx.t(AS_PRINTED)
    yield from _movement(ctx, growth, currency)
    yield from disputes


def _movement(ctx: RenderContext, growth: Growth, currency: str | None) -> Iterator[str]:
    yield _growth(ctx, growth, currency)
    if growth.largest is not None and len(growth.steps) > 2:  # noqa: PLR2004  # two have one change
        yield _largest(ctx, growth.largest, currency)
        yield from _main_act(ctx, growth.largest, currency)
    spent = growth.spending
    if spent is None or spent.executed is None:
        yield ctx.t("No document of the portal tells how much was spent.")
        return
    executed, share = ctx.f.money(spent.executed, currency), ctx.percent(spent.execution)
    if not share:
        yield ctx.t("{executed} were spent.", executed=executed)
    else:
        yield ctx.t(
            "{executed} were spent: {share} of the last budget.", executed=executed, share=share
        )


def _step_name(ctx: RenderContext, step: BudgetStep) -> str:
    """What a budget is called in a sentence: its version, else its stage."""
    if step.version is not None and step.stage is Stage.MODIFIED:
        return step.version.label
    return ctx.t(STAGES[step.stage])


def _growth(ctx: RenderContext, growth: Growth, currency: str | None) -> str:
    first, last, change = growth.steps[0], growth.steps[-1], growth.change
    values = {
        "year": growth.year,
        "first": ctx.f.money(first.amount, currency),
        "last": ctx.f.money(last.amount, currency),
        "opening": _step_name(ctx, first),
        "version": _step_name(ctx, last),
        "change": format_growth(ctx, change, growth.change_share, currency),
    }
    if change is None:
        budget = capital(ctx.t(AMOUNTS[last.stage]))
        return ctx.t(
            "{budget} of {year}: {amount}.", budget=budget, amount=values["last"], **values
        )
    if change > 0:
        return ctx.t(
            "The budget of {year} grew from {first} to {last}: {change}, "
            "from “{opening}” to “{version}”.",
            **values,
        )
    if change < 0:
        return ctx.t(
            "The budget of {year} fell from {first} to {last}: {change}, "
            "from “{opening}” to “{version}”.",
            **values,
        )
    return ctx.t(
        "The budget of {year} is {last}, the same as at the beginning (“{opening}”).", **values
    )


def format_growth(
    ctx: RenderContext, change: Decimal | None, share: Decimal | None, currency: str | None
) -> str:
    """A change of an amount, with its share of what was before; "" where there is none."""
    if change is None:
        return ""
    said = ctx.f.signed_money(change, currency)
    return said if share is None else f"{said} ({ctx.f.signed_percent(share)})"


def _largest(ctx: RenderContext, step: BudgetStep, currency: str | None) -> str:
    """The largest change with the act that approved it."""
    document = ctx.document_link(step.version.document) if step.version else None
    day = step.version.date if step.version else None
    values = {
        "version": _step_name(ctx, step),
        "change": format_growth(ctx, step.change or Decimal(0), step.change_share, currency),
        "document": document.text if document else "",
        "day": ctx.date(day),
    }
    if document and day:
        return ctx.t(
            "The largest change came with “{version}” (approved by {document}, {day}): {change}.",
            **values,
        )
    if document:
        return ctx.t(
            "The largest change came with “{version}” (approved by {document}): {change}.", **values
        )
    return ctx.t("The largest change came with “{version}”: {change}.", **values)


def _main_act(ctx: RenderContext, step: BudgetStep, currency: str | None) -> Iterator[str]:
    """The act that makes up more than half of a change, in the same direction."""
    change = step.change or Decimal(0)
    same = [act for act in step.acts if act.amount * change > 0]
    main = max(same, key=lambda act: abs(act.amount), default=None)
    if main is None or abs(main.amount) * 2 <= abs(change):
        return
    document = ctx.document_link(main.document)
    values = {
        "amount": ctx.f.signed_money(main.amount, currency),
        "document": document.text if document else main.document,
        "concept": (main.concept or "").rstrip("."),
    }
    if main.concept:
        yield ctx.t("Most of it, {amount}, comes from {document}: “{concept}”.", **values)
    else:
        yield ctx.t("Most of it, {amount}, comes from {document}.", **values)
