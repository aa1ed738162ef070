"""A plan as of one of its acts: what was promised on that day beside what is today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator import paths
from generator.history.acts import (
    Act,
    PastAmount,
    PastTarget,
    acts_of,
    past_amounts,
    past_targets,
    steps_of,
)
from generator.model.catalog import PLAN, PlanFolder
from generator.model.history import Step
from generator.model.plan import BudgetChange
from generator.problems import plural
from generator.render.views.changes.steps import ChangeRow, change_row, value
from generator.render.views.common import Datum, Link, Page, RenderContext, joined
from generator.render.views.money.page import format_growth
from generator.render.views.plan.acts import ActRow, act_row


@dataclass(frozen=True, slots=True)
class PastTargetRow:
    """A target that was another on the day, from that of then to that of today."""

    change: ChangeRow
    first: str
    """What it was at first; "" where that is what it was on the day."""


@dataclass(frozen=True, slots=True)
class PastAmountRow:
    """An amount on the day, today, and by how much it changed."""

    of: Link
    year: str
    then: Datum
    today: Datum
    change: str


@dataclass(frozen=True, slots=True)
class PastPlanView:
    """The plan as of an act."""

    lead: str
    act: str
    """What the plan calls the version."""
    document: Link | None
    acts: tuple[Link, ...]
    """All acts of the plan, that of the page without an address."""
    targets: tuple[PastTargetRow, ...]
    others: str
    """How many indicators have the targets of that day, as far as is registered."""
    amounts: tuple[PastAmountRow, ...]
    has_years: bool
    """The amounts are of several years."""
    changes: tuple[ChangeRow, ...]
    """What the act itself changed."""
    moves: tuple[ActRow[BudgetChange], ...]
    """Acts that moved the budget and are first seen in the version."""
    currency: str | None


def past_plan_page(ctx: RenderContext, plan: str, name: str) -> Page:
    """The page of a plan as of an act."""
    folder = ctx.catalog.plans[plan]
    acts = acts_of(ctx.catalog, folder)
    act = next(it for it in acts if it.id == name)
    targets = [it for it in ctx.results.derived(past_targets)[plan] if it.act == act]
    amounts = sorted(past_amounts(ctx.results.plans[plan], act), key=_order)
    lead = joined(_lead(ctx, folder, act, targets, amounts), " ")
    steps = steps_of(ctx.results, folder, act)
    moves = (it for it in folder.plan.budget_changes if act.version and it.version == act.id)
    view = PastPlanView(
        lead=lead,
        act=act.version.label if act.version else "",
        document=ctx.document_link(act.document),
        acts=tuple(
            link._replace(href="") if it == act else link
            for it, link in zip(acts, act_links(ctx, folder), strict=True)
        ),
        targets=tuple(_target(ctx, it) for it in targets),
        others=_others(ctx, plan, targets),
        amounts=tuple(_amount(ctx, folder, it) for it in amounts),
        has_years=len({it.year for it in amounts}) > 1,
        changes=tuple(_change(ctx, act, step) for step in steps),
        moves=tuple(
            act_row(ctx, folder, it, ctx.unit_link(it.executing_unit, short=True)) for it in moves
        ),
        currency=ctx.catalog.currency(plan),
    )
    named = {"plan": folder.plan.name, "label": view.act or act.id, "day": act.day}
    title = ctx.t("{plan}: as promised on {day}", **named)
    if act.day is None:
        title = ctx.t("{plan}: as promised in {label}", **named)
    return Page(title, lead, view, ctx.plan_crumbs(folder))


def _change(ctx: RenderContext, act: Act, step: Step) -> ChangeRow:
    """A change of the act, which the head of the page names."""
    row, label = change_row(ctx, step), act.version.label if act.version else ""
    document = row.document if step.document != act.document else None
    return replace(row, document=document, notes=tuple(it for it in row.notes if it != label))


def act_links(ctx: RenderContext, folder: PlanFolder) -> tuple[Link, ...]:
    """The plan as of each act, by its day; else by its name."""
    return tuple(
        Link(
            ctx.date(act.day) or (act.version.label if act.version else act.id),
            paths.PLAN_AS_OF(folder.id, act.id),
        )
        for act in acts_of(ctx.catalog, folder)
    )


_OTHERS = plural("{n} target was not that of today.", "{n} targets were not those of today.")


def _lead(
    ctx: RenderContext,
    folder: PlanFolder,
    act: Act,
    targets: list[PastTarget],
    amounts: list[PastAmount],
) -> Iterator[str]:
    """What was another on the day, and what of it nobody says."""
    acts = acts_of(ctx.catalog, folder)
    later = acts[acts.index(act) + 1 :]
    if not later:
        yield ctx.t("It is the latest act that is registered.")
    if targets:
        yield ctx.t(_OTHERS, n=len(targets))
    elif all(it.amendments for it in later) and later:
        yield ctx.t("No change of a target is registered since then.")
    for it in amounts:
        if it.code == PLAN and not it.unit:
            then, today = (ctx.money(amount, folder.id) for amount in (it.then, it.today))
            said = {"year": it.year, "then": then, "today": today}
            yield ctx.t("Its budget of {year} was {then}; today it is {today}.", **said)
    yield _activities(ctx, folder, act)
    if any(not it.amendments for it in later):
        yield ctx.t(
            "Not every later version says which targets it changed, so those of that day are not"
            " all known here."
        )


def _activities(ctx: RenderContext, folder: PlanFolder, act: Act) -> str:
    """How many activities the version had, and the latest that says it; "" where the same."""
    told = [it.n_activities for it in folder.plan.versions if it.n_activities is not None]
    then = act.version.n_activities if act.version else None
    if then is None or then == told[-1]:
        return ""
    said = ctx.f.n("It had {n} activity", "It had {n} activities", then)
    return ctx.t("{said}; the latest version, {today}.", said=said, today=told[-1])


def _others(ctx: RenderContext, plan: str, targets: list[PastTarget]) -> str:
    n = len(ctx.results.plans[plan].measures.keys() - {it.step.measure for it in targets})
    if not targets or not n:
        return ""
    return ctx.f.n(
        "Of {n} other indicator no change of a target is registered since then.",
        "Of {n} other indicators no change of a target is registered since then.",
        n,
    )


def _target(ctx: RenderContext, it: PastTarget) -> PastTargetRow:
    first = value(ctx, it.step, it.first) if it.first != it.step.before else ""
    return PastTargetRow(change_row(ctx, it.step), first)


def _amount(ctx: RenderContext, folder: PlanFolder, it: PastAmount) -> PastAmountRow:
    currency = ctx.catalog.currency(folder.id)
    of = ctx.unit_link(it.unit) if it.unit else ctx.element_link(folder, folder.by_code[it.code])
    then, today = (Datum(ctx.f.money(a, currency), str(a)) for a in (it.then, it.today))
    change = format_growth(ctx, it.change, it.change_share, currency)
    return PastAmountRow(of, str(it.year), then, today, change)


def _order(it: PastAmount) -> tuple[object, ...]:
    """The plan, its units, then its parts: what changed most first."""
    return it.year, it.code != PLAN, bool(it.unit), -abs(it.change), it.code, it.unit
