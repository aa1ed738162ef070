"""The budget page of all plans: from the opening through each version to what was spent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.compute.growth import BudgetStep, Growth, growths
from generator.compute.results import PlanResult
from generator.model.catalog import PLAN, cite
from generator.model.money import SPENT, Stage
from generator.model.plan import BudgetChange
from generator.model.scalars import slug
from generator.problems import msg, plural
from generator.reference import decimals_of
from generator.render.views.common import (
    FIRST,
    CitedAt,
    Link,
    Page,
    RenderContext,
    each_once,
    joined,
    plan_link,
)
from generator.render.views.measure.sentences import AS_PRINTED
from generator.render.views.money.budget import (
    BudgetView,
    amount_disputes,
    budget_view,
    spent_of_budget,
    stages_told,
)
from generator.render.views.money.charts import FundingView, funding_view
from generator.render.views.plan.lead import in_currency
from generator.words.formatter import capital
from generator.words.labels import AMOUNTS


@dataclass(frozen=True, slots=True)
class StepRow:
    """The budget at one stage, with the document that approved it."""

    name: str
    step: BudgetStep
    document: Link | None


BudgetAct = tuple[BudgetChange, Link, str]
"""An act that moved the budget, its document, and the unit whose money it moved."""


@dataclass(frozen=True, slots=True)
class YearMoney:
    """The budget of a plan in one year."""

    title: str
    currency: str
    decimals: int
    """Of the currency."""
    conclusion: str
    """How much of the modified budget was spent; "" where that is not known, or in dispute."""
    brief: str
    """How the budget changed, or the last, and what was spent of it; "" where it is in dispute."""
    funding: FundingView | None
    """The budget by version, of the year that the plan's page speaks of."""
    lead: tuple[str, ...]
    """Sentences: its largest change and the act; what is in dispute."""
    growth: Growth
    spent: str
    """What the document calls the amount that was spent."""
    steps: tuple[StepRow, ...]
    has_activities: bool
    """Whether a version tells how many activities it has."""
    cited: tuple[CitedAt, ...]
    """Where the versions are printed, each place once."""
    acts: tuple[tuple[BudgetStep, tuple[BudgetAct, ...]], ...]
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

    lead: str
    """What was spent where most is told of the budget, else how many plans have one."""
    plans: tuple[PlanMoney, ...]
    without: tuple[Link, ...]
    """Plans that print no amount."""
    stages: str


def money_page(ctx: RenderContext) -> Page | None:
    """The budget of all plans; None where no plan prints an amount."""
    results = ctx.results.plans.values()
    found = sorted(filter(_has_money, results), key=_most_told_first)
    if not found:
        return None
    plans = tuple(_plan(ctx, result) for result in found)
    told = (year.conclusion for it in plans for year in it.years if year.conclusion)
    view = MoneyView(
        lead=next(told, "") or _lead(ctx, found),
        plans=plans,
        without=tuple(plan_link(result.folder) for result in results if not _has_money(result)),
        stages=stages_told(ctx, (result.folder for result in found)),
    )
    return Page(ctx.t("Budget"), view.lead, view, (ctx.home,), head=FIRST)


def _has_money(result: PlanResult) -> bool:
    return any(part.money.get(PLAN) for part in result.by_currency)


def _most_told_first(result: PlanResult) -> tuple[int, int, str]:
    """Budgets with more stages and versions first, then later plans."""
    n_amounts = sum(len(part.money.get(PLAN, ())) for part in result.by_currency)
    return -n_amounts, -result.folder.plan.span.end.toordinal(), result.folder.id


def _lead(ctx: RenderContext, results: list[PlanResult]) -> str:
    """How many plans have money, and what happened to those that moved."""
    forms = plural("{n} plan gives amounts of money", "{n} plans give amounts of money")
    plans = ctx.t(forms, n=len(results))
    moved = sum(1 for result in results if any(g.change is not None for g in growths(result)))
    if not moved:
        return ctx.t("{plans}; none of them shows how it changed.", plans=plans)
    said = ctx.f.n("{n} shows how it changed", "{n} show how they changed", moved)
    return ctx.t("{plans}; {moved} from one version to the next.", plans=plans, moved=said)


def _plan(ctx: RenderContext, result: PlanResult) -> PlanMoney:
    name = result.folder.id
    return PlanMoney(
        anchor=name,
        plan=plan_link(result.folder),
        years=tuple(
            _year(ctx, part, growth) for part in result.by_currency for growth in growths(part)
        ),
        money=budget_view(ctx, result, PLAN),
    )


def _year(ctx: RenderContext, result: PlanResult, growth: Growth) -> YearMoney:
    title = ctx.t("Budget of {year}, from version to version", year=growth.year)
    disputes = _disputes(ctx, result, growth.year)
    return YearMoney(
        title=joined((title, ctx.f.currency(result.currency)), ", "),
        currency=result.currency or "",
        decimals=decimals_of(result.currency),
        conclusion="" if disputes else spent_of_budget(ctx, result, growth),
        brief=""
        if disputes
        else joined((_growth(ctx, result, growth), *_spent(ctx, result, growth)), " "),
        funding=_funding(ctx, result, growth),
        lead=tuple(_sentences(ctx, result, growth, disputes)),
        growth=growth,
        spent=ctx.f.heading(spent.spent[1]) if (spent := growth.spending) and spent.spent else "",
        steps=tuple(_step(ctx, step) for step in growth.steps),
        has_activities=any(
            step.version and step.version.n_activities is not None for step in growth.steps
        ),
        cited=_citations(ctx, result, growth),
        acts=tuple(
            (step, tuple(_act(ctx, act) for act in step.acts)) for step in growth.steps if step.acts
        ),
    )


def _funding(ctx: RenderContext, result: PlanResult, growth: Growth) -> FundingView | None:
    name = slug(f"{result.folder.id}-{growth.year}-{result.currency}")
    view = funding_view(ctx, result, f"{name}-tabla") if growth.year == result.year else None
    return view and replace(view, chart=replace(view.chart, name=f"{name}-g"))


def _disputes(ctx: RenderContext, result: PlanResult, year: int) -> tuple[str, ...]:
    lines = (line for line in result.folder.plan.budget if line.year == year)
    return tuple(said for line in lines for said in amount_disputes(ctx, line))


def _step(ctx: RenderContext, step: BudgetStep) -> StepRow:
    version = step.version
    number = version.id if version and step.stage is Stage.MODIFIED else ""
    document = ctx.document_link(version.document) if version else None
    return StepRow(joined((ctx.f.heading(step.stage), number), " "), step, document)


def _citations(ctx: RenderContext, result: PlanResult, growth: Growth) -> tuple[CitedAt, ...]:
    own = result.folder.plan.source
    versions = (step.version for step in growth.steps if step.version is not None)
    return each_once(ctx.cited(cite(version.source, own)) for version in versions)


def _act(ctx: RenderContext, act: BudgetChange) -> BudgetAct:
    document = ctx.document_link(act.document) or Link(act.document)
    return act, document, ctx.unit_name(act.executing_unit, short=True)


# How a budget moved, as one says it.


def _sentences(
    ctx: RenderContext, result: PlanResult, growth: Growth, disputes: tuple[str, ...]
) -> Iterator[str]:
    """By which act it changed most, as its ``brief`` stands above; what of both is in dispute."""
    currency = result.currency
    if disputes:
        yield ctx.t(AS_PRINTED)
        yield _growth(ctx, result, growth)
    if growth.largest is not None and len(growth.steps) > 2:  # noqa: PLR2004  # two have one change
        yield _largest(ctx, growth.largest, currency)
        yield from _main_act(ctx, growth.largest, currency)
    if disputes:
        yield from _spent(ctx, result, growth)
        yield from disputes


def _spent(ctx: RenderContext, result: PlanResult, growth: Growth) -> Iterator[str]:
    currency = result.currency
    spent = growth.spending
    if spent is None or spent.executed is None or spent.spent is None:
        amounts = ctx.catalog.plans[result.folder.id].budget()
        if not any(it.year == growth.year and it.stage in SPENT for _, it in amounts):
            yield ctx.t("No document of the portal says how much was spent.")
        return
    executed, share = ctx.f.money(spent.executed, currency), ctx.percent(spent.execution)
    if spent.spent[1] is Stage.EXECUTED:
        said = msg("{executed} were spent.")
        of_budget = msg("{executed} were spent: {share} of the modified budget.")
    else:
        said = msg("{amount}: {executed}.")
        of_budget = msg("{amount}: {executed}, {share} of the modified budget.")
    amount = capital(ctx.t(AMOUNTS[spent.spent[1]]))
    yield ctx.t(of_budget if share else said, executed=executed, share=share, amount=amount)


def _step_name(ctx: RenderContext, step: BudgetStep) -> str:
    """What a budget is called in a sentence: its version, else its stage."""
    if step.version is not None and step.stage is Stage.MODIFIED:
        return step.version.label
    return ctx.f.heading(step.stage)


def _budget(ctx: RenderContext, result: PlanResult, growth: Growth) -> str:
    """The last budget of the year."""
    last, year = growth.steps[-1], in_currency(ctx, result, str(growth.year))
    budget, amount = capital(ctx.t(AMOUNTS[last.stage])), ctx.f.money(last.amount, result.currency)
    return ctx.t("{budget} of {year}: {amount}.", budget=budget, amount=amount, year=year)


def _growth(ctx: RenderContext, result: PlanResult, growth: Growth) -> str:
    currency = result.currency
    first, last, change = growth.steps[0], growth.steps[-1], growth.change
    values = {
        "year": in_currency(ctx, result, str(growth.year)),
        "first": ctx.f.money(first.amount, currency),
        "last": ctx.f.money(last.amount, currency),
        "opening": _step_name(ctx, first),
        "version": _step_name(ctx, last),
        "change": format_growth(ctx, change, growth.change_share, currency),
    }
    if change is None:
        return _budget(ctx, result, growth)
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
    main = step.main_act
    if main is None or abs(main.amount) * 2 <= abs(step.change or Decimal(0)):
        return
    document = ctx.document_link(main.document)
    values = {
        "amount": ctx.f.signed_money(main.amount, currency),
        "document": document.text if document else main.document,
        "concept": (main.concept or "").rstrip("."),
    }
    if main.concept:
        yield ctx.t("Most of it, {amount}, is due to this act: {document}, “{concept}”.", **values)
    else:
        yield ctx.t("Most of it, {amount}, is due to this act: {document}.", **values)
