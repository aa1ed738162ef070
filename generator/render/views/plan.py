"""The page of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.compute.money import budget_key, parts_agree
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup
from generator.model.catalog import PLAN, Element, Level, PlanFolder
from generator.problems import msg
from generator.render import paths
from generator.render.inline import inline
from generator.render.views.approvals import (
    AgreementRow,
    ChangeRow,
    VersionRow,
    agreement_rows,
    change_rows,
    version_rows,
)
from generator.render.views.budget import BudgetView, budget_view
from generator.render.views.change_pages import means
from generator.render.views.common import (
    Cited,
    Edit,
    Link,
    Mark,
    Page,
    RenderContext,
    Segment,
    joined,
    linked,
)
from generator.render.views.element import element_view
from generator.render.views.funding import FundingView, funding_view
from generator.render.views.gap import GapView, gap_view
from generator.render.views.leads import n_targets, plan_lead
from generator.render.views.measure import MeasureView
from generator.render.views.measures import list_link, none_done_link
from generator.render.views.related import ContributorView, contributors
from generator.render.views.reported import ReportedView, reported
from generator.render.views.strip import StripView, strip_view
from generator.render.views.tables import (
    ContributionView,
    ElementRow,
    bar_caption,
    budget_label,
    contributions,
    mean_caption,
    measures_of,
    missing_status,
    rows_of,
    total_money,
    total_row,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with its label, meaning and link."""

    label: str
    value: str
    meaning: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class PlanView:
    """The page of a plan."""

    title: str
    by: tuple[Link, ...]
    lead: Markup
    summary: Markup
    facts: tuple[Fact, ...]
    bar: tuple[Segment, ...]
    n_bar: str
    objectives_name: str
    objective_name: str
    strategies_name: str
    strategy_name: str
    objectives: tuple[ElementRow, ...]
    total: ElementRow
    strip: StripView | None
    funding: FundingView | None
    gap: GapView | None
    strategies: tuple[ElementRow, ...]
    measures: tuple[MeasureView, ...]
    money: BudgetView
    bodies: tuple[tuple[str, Link], ...]
    """The entity and the unit that answers for the plan."""
    identity: tuple[tuple[str, Markup], ...]
    contributes: tuple[ContributionView, ...]
    contributors: tuple[ContributorView, ...]
    reported: tuple[ReportedView, ...]
    narrative: Link
    calendar: Link | None
    recommendations: Link | None
    contrast: Link | None
    changes: Link | None
    means: str
    """The mean against the targets that the plan first had; "" where that is the same."""
    report: Link | None
    list: Link | None
    none_done: Link | None
    """The targets without any execution."""
    versions: tuple[VersionRow, ...]
    budget_changes: tuple[ChangeRow, ...]
    agreements: tuple[AgreementRow, ...]
    agreements_from: tuple[Link, ...]
    """The documents that print them."""
    cited: Cited | None
    edit: Edit


_BOOSTS = {Level.OBJECTIVE: 3, Level.STRATEGY: 2}
"""What stands higher in the plan is found before its parts."""


def plan_pages(ctx: RenderContext, result: PlanResult) -> Iterator[Page]:
    """The plan's own page and those of its elements."""
    yield plan_page(ctx, result)
    for element in result.folder.elements[1:]:
        yield element_page(ctx, result, element)


def plan_page(ctx: RenderContext, result: PlanResult) -> Page:
    """The plan's own page."""
    folder = result.folder
    return Page(
        paths.plan_path(folder.id),
        folder.plan.title,
        folder.plan.summary or folder.plan.title,
        "plan",
        plan_view(ctx, result),
        ctx.plan_crumbs(folder)[:-1],
        head=(("search", {"boost": 4}),),
    )


def element_page(ctx: RenderContext, result: PlanResult, element: Element) -> Page:
    """The page of an objective, a strategy or an activity."""
    folder = result.folder
    view = element_view(ctx, result, element)
    return Page(
        paths.element_path(folder.id, element.code),
        _title(folder, element),
        joined((element.node.title, folder.plan.title)),
        "activity" if element.level is Level.ACTIVITY else "element",
        view,
        ctx.crumbs(folder, element),
        view.note,
        head=(("search", {"boost": _BOOSTS[element.level]}),) if element.level in _BOOSTS else (),
    )


def _title(folder: PlanFolder, element: Element) -> str:
    """Objectives of two plans may be called alike, so theirs is named; activities are not."""
    title = f"{element.code} {element.node.title}"
    return title if element.level is Level.ACTIVITY else f"{title} · {folder.plan.name}"


def plan_view(ctx: RenderContext, result: PlanResult) -> PlanView:
    """Build the page of a plan, which its report prints too."""
    return ctx.once("plan", result.folder.id, lambda: _plan_view(ctx, result))


def _plan_view(ctx: RenderContext, result: PlanResult) -> PlanView:
    folder = result.folder
    plan = folder.plan
    rollup = result.rollups.get(PLAN, Rollup())
    agreements = agreement_rows(ctx, folder)
    return PlanView(
        title=plan.title,
        by=linked(
            ctx.unit_link(plan.entity),
            Link(ctx.f.heading(plan.kind)),
            Link(str(plan.span)),
            Link(ctx.f.label(plan.state)),
        ),
        lead=plan_lead(ctx, result),
        summary=inline(plan.summary),
        facts=_facts(ctx, result, rollup),
        bar=ctx.bar(rollup),
        n_bar=bar_caption(ctx, result, rollup),
        objectives_name=plan.levels.objective.plural,
        objective_name=plan.levels.objective.singular,
        strategies_name=plan.levels.strategy.plural,
        strategy_name=plan.levels.strategy.singular,
        objectives=rows_of(ctx, result, Level.OBJECTIVE, PLAN),
        total=total_row(ctx, result),
        strip=strip_view(ctx, result),
        funding=funding_view(ctx, result, "presupuesto-tabla"),
        gap=gap_view(ctx, result, "objetivos-tabla"),
        strategies=rows_of(ctx, result, Level.STRATEGY, None),
        measures=measures_of(ctx, result, PLAN),
        money=budget_view(ctx, result, PLAN),
        bodies=tuple(_bodies(ctx, result)),
        identity=tuple(_identity(ctx, result)),
        contributes=contributions(ctx, plan.contributes_to),
        contributors=contributors(ctx, folder, PLAN),
        reported=reported(ctx, result, folder.elements[0]),
        narrative=Link(ctx.plain("What the document says"), paths.narrative_path(folder.id)),
        calendar=Link(ctx.plain("Calendar"), paths.calendar_path(folder.id))
        if folder.calendar
        else None,
        recommendations=Link(ctx.plain("Recommendations"), paths.recommendations_path(folder.id))
        if folder.recommendations
        else None,
        contrast=Link(ctx.plain("Contrast"), paths.contrast_path(folder.id))
        if folder.published
        else None,
        changes=Link(ctx.plain("Changes of targets"), paths.changes_path(folder.id))
        if ctx.timeline(folder.id)
        else None,
        means=means(ctx, result),
        report=Link(ctx.plain("Report to print"), paths.report_path(folder.id)),
        list=list_link(ctx, result),
        none_done=none_done_link(ctx, result),
        versions=version_rows(ctx, folder),
        budget_changes=change_rows(ctx, folder),
        agreements=agreements,
        agreements_from=tuple(dict.fromkeys(r.cited.document for r in agreements if r.cited)),
        cited=ctx.cited(plan.source),
        edit=ctx.edit(plan.place_of()),
    )


def _facts(ctx: RenderContext, result: PlanResult, rollup: Rollup) -> tuple[Fact, ...]:
    mean = rollup.mean_attainment
    silent = ctx.status_mark(missing_status(rollup))
    total = total_money(ctx, result, PLAN)
    found = [
        Fact(
            ctx.plain("Mean attainment"),
            ctx.f.percent(mean) if mean is not None else "",
            mean_caption(ctx, result, rollup)
            if mean is not None
            else ctx.plain("there is nothing to average"),
            None if mean is not None else silent,
        ),
        Fact(
            ctx.plain("Targets"),
            ctx.f.number(n_targets(result)),
            ctx.t(msg("for {year}, of the whole or of a part", year=result.year)),
        ),
    ]
    if total:
        found.append(Fact(budget_label(ctx, result), total, money_meaning(ctx, result)))
    return tuple(found)


def money_meaning(ctx: RenderContext, result: PlanResult) -> str:
    """Whether the printed parts give the printed total."""
    key = budget_key(result.money.get(PLAN, {}), result.year, result.version_ranks)
    agree = parts_agree(result.folder, key) if key else None
    if agree is None:
        return ""
    if agree:
        return ctx.plain("the amounts printed for its parts add up to it")
    return ctx.plain("the amounts printed for its parts do not add up to it")


def _bodies(ctx: RenderContext, result: PlanResult) -> Iterator[tuple[str, Link]]:
    plan = result.folder.plan
    yield ctx.plain("Entity"), ctx.unit_link(plan.entity)
    if plan.responsible:
        yield ctx.plain("Responsible"), ctx.unit_link(plan.responsible)


def _identity(ctx: RenderContext, result: PlanResult) -> Iterator[tuple[str, Markup]]:
    plan = result.folder.plan
    rows = (
        (ctx.plain("Period"), str(plan.span)),
        (ctx.plain("Reports are due"), ctx.f.label(plan.frequency)),
        (ctx.plain("State"), ctx.f.label(plan.state)),
        (ctx.plain("Calculation method"), plan.method),
    )
    for label, value in rows:
        if value:
            yield label, Markup.escape(value)
    if plan.approval is not None:
        document = ctx.document_link(plan.approval.document)
        said = joined(
            (
                document.text if document else "",
                ctx.f.date(plan.approval.date) if plan.approval.date else "",
                ctx.place(plan.approval.source),
            )
        )
        note = inline(plan.approval.note)
        yield ctx.plain("Approval"), Markup(" ").join(p for p in (Markup.escape(said), note) if p)
    if plan.scope:
        yield ctx.plain("Scope"), inline(plan.scope)
    if plan.note:
        yield ctx.plain("Note"), inline(plan.note)
