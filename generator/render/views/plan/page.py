"""The page of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator import paths
from generator.compute.money import parts_agree
from generator.compute.reporting import latest_report
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup, Scope
from generator.history.acts import acts_of
from generator.model.catalog import PLAN, Level, PlanFolder
from generator.model.people import ResponsibleRole
from generator.model.plan import Agreement, BudgetChange, Plan, PlanState, Version
from generator.render.filters import printed_place
from generator.render.inline import inline, together
from generator.render.views.across.compare import compare_plan_page
from generator.render.views.across.news import alert_rows
from generator.render.views.across.subscribed import SubscribeLinks, feed_in_head, subscribe
from generator.render.views.changes.pages import means_sentence
from generator.render.views.common import (
    FIRST,
    CitedAt,
    Edit,
    Link,
    Mark,
    Page,
    RenderContext,
    Segment,
    joined,
    linked,
)
from generator.render.views.highlights import Sentence, sentences_of
from generator.render.views.in_charge import body_link
from generator.render.views.measure.list import list_link, none_done_link
from generator.render.views.measure.view import method_link
from generator.render.views.money.charts import FundingView, GapView, funding_view, gap_view
from generator.render.views.plan.acts import ActRow, act_row
from generator.render.views.plan.comparisons import StripView, strip_view
from generator.render.views.plan.element import ElementParts, element_parts
from generator.render.views.plan.lead import n_targets, plan_lead, targets_caption
from generator.render.views.plan.missing import missing_link, rounds_missing
from generator.render.views.plan.rollups import (
    ElementRow,
    ElementTable,
    bar_caption,
    element_table,
    lagging_first,
    mean_caption,
    mean_label,
    missing_mark,
    spent_of,
    term_mean,
    total_money,
    total_row,
)
from generator.render.views.plan.why import WhyGroup, why_groups
from generator.words.formatter import capital
from generator.words.labels import AMOUNTS


@dataclass(frozen=True, slots=True)
class PlanView:
    """The page of a plan."""

    title: str
    full: str
    """The title as printed, where it is long and the page calls it by a short one; else ""."""
    by: tuple[Link, ...]
    lead: Markup
    highlights: tuple[Sentence, ...]
    subscribe: SubscribeLinks
    alert: Link | None
    """How many alerts there are of it, with the latest."""
    why: tuple[WhyGroup, ...]
    summary: Markup
    mean: str
    """The mean attainment; "" where there is none."""
    mean_label: str
    mean_of: str
    mean_mark: Mark
    """Why there is none."""
    term: tuple[str, str, str] | None
    """The years together: what it is, its mean and what that is of."""
    n_targets: int
    targets_of: str
    budget: tuple[str, str, bool | None] | None
    """Its name, the amount, and whether the amounts printed for its parts add up to it."""
    bar: tuple[Segment, ...]
    n_bar: str
    top: ElementTable
    """The elements of the first level."""
    total: ElementRow
    strip: StripView | None
    funding: FundingView | None
    gap: GapView | None
    below: tuple[ElementTable, ...]
    """Those of the levels between the first and the last."""
    parts: ElementParts
    bodies: tuple[tuple[str, Link], ...]
    """The entity, the unit that answers for the plan, and those that take part."""
    identity: tuple[tuple[str, Markup], ...]
    pages: tuple[Link, ...]
    """The other pages of the plan."""
    means: str
    """The mean against the targets that the plan first had; "" where that is the same."""
    changes: Link
    lists: tuple[Link, ...]
    """All targets, and those without any execution."""
    versions: tuple[ActRow[Version], ...]
    budget_changes: tuple[tuple[ActRow[BudgetChange], str], ...]
    """Each with what its version is called."""
    agreements: tuple[ActRow[Agreement], ...]
    agreements_from: tuple[Link, ...]
    """The documents that print them."""
    cited: CitedAt | None
    edit: Edit


def plan_page(ctx: RenderContext, plan: str) -> Page:
    """The plan's own page."""
    folder = ctx.catalog.plans[plan]
    head = (*FIRST, *feed_in_head(ctx, paths.PLAN(plan)))
    title, summary, way = folder.plan.heading, folder.plan.summary, ctx.plan_crumbs(folder)
    return Page(title, summary or title, ctx.once(plan_view, plan), way[:-1], head=head)


def plan_view(ctx: RenderContext, name: str) -> PlanView:
    """Build the page of a plan, which its report prints too."""
    result = ctx.results.plans[name]
    folder, plan = result.folder, result.folder.plan
    rollup = result.rollups.get(PLAN, Rollup())
    n = rollup.n_averaged or rollup.n_verdicts
    why = why_groups(ctx, result, PLAN)
    agreements = tuple(_agreements(ctx, folder))
    return PlanView(
        title=plan.heading,
        full=plan.full,
        by=_by(ctx, folder),
        lead=plan_lead(ctx, result),
        highlights=sentences_of(ctx, result, Scope.PLAN, PLAN, why),
        subscribe=subscribe(ctx, paths.PLAN(name)),
        alert=_alert(ctx, name),
        why=why,
        summary=inline(plan.summary),
        mean=ctx.percent(rollup.mean_attainment),
        mean_label=mean_label(ctx, rollup),
        mean_of=mean_caption(ctx, result, rollup, n) if n else "",
        mean_mark=missing_mark(ctx, rollup),
        term=term_mean(ctx, result),
        n_targets=n_targets(result),
        targets_of=targets_caption(ctx, result),
        budget=_budget(ctx, result),
        bar=ctx.bar(rollup),
        n_bar=bar_caption(ctx, result, rollup),
        top=lagging_first(element_table(ctx, result, folder.levels[1], PLAN, "objetivos")),
        total=total_row(ctx, result),
        strip=strip_view(ctx, result),
        funding=funding_view(ctx, result, "presupuesto-tabla"),
        gap=gap_view(ctx, result),
        below=tuple(_below(ctx, result)),
        parts=element_parts(ctx, result, folder.by_code[PLAN]),
        bodies=tuple(_bodies(ctx, plan)),
        identity=tuple(_identity(ctx, plan)),
        pages=tuple(_pages(ctx, folder)),
        means=means_sentence(ctx, result),
        changes=_changes_link(ctx, folder),
        lists=tuple(it for it in (list_link(ctx, result), none_done_link(ctx, result)) if it),
        versions=tuple(_versions(ctx, folder)),
        budget_changes=tuple(_budget_changes(ctx, folder)),
        agreements=agreements,
        agreements_from=tuple(dict.fromkeys(r.cited.document for r in agreements if r.cited)),
        cited=ctx.cited(plan.source),
        edit=ctx.edit(plan.place_of()),
    )


def _below(ctx: RenderContext, result: PlanResult) -> Iterator[ElementTable]:
    """Of the last level, only what stands right under the plan: no other page leads there."""
    folder = result.folder
    if not folder.plan.own_levels:
        yield lagging_first(element_table(ctx, result, Level.STRATEGY, None, "estrategias"))
        return
    for level in folder.levels[2:]:
        parent = PLAN if level.is_counted else None
        table = element_table(ctx, result, level, parent, f"nivel-{level.code}")
        if table.rows:
            yield lagging_first(table)


def _alert(ctx: RenderContext, plan: str) -> Link | None:
    rows = alert_rows(ctx, plan)
    if not rows:
        return None
    last = rows[0].text.title
    n = len(rows)
    said = ctx.f.n("{last} It is the only alert.", "{last} The latest of {n} alerts.", n, last=last)
    return Link(said, f"{paths.NEWS}#{rows[0].anchor}")


def _by(ctx: RenderContext, folder: PlanFolder) -> tuple[Link, ...]:
    """Whose plan it is, of what kind, for when, how it stands; in force, its latest report too."""
    plan, last = folder.plan, latest_report(folder)
    is_open = plan.state is PlanState.IN_FORCE
    latest = ctx.t("latest report: {period}", period=last.period) if last and is_open else ""
    words = (ctx.f.heading(plan.kind), str(plan.span), ctx.f.label(plan.state), latest)
    return linked(ctx.unit_link(plan.entity), *map(Link, words))


def _pages(ctx: RenderContext, folder: PlanFolder) -> Iterator[Link]:
    plan = folder.id
    yield Link(ctx.t("What the document says"), paths.NARRATIVE(plan))
    if ctx.once(compare_plan_page, plan):
        yield Link(ctx.t("Compare its parts"), paths.PLAN_COMPARE(plan))
    if folder.calendar:
        yield Link(ctx.t("Calendar"), paths.PLAN_CALENDAR(plan))
    if folder.recommendations:
        yield Link(ctx.t("Recommendations"), paths.PLAN_RECOMMENDATIONS(plan))
    if ctx.once(rounds_missing, plan):
        yield missing_link(ctx, plan)
    if folder.published:
        yield Link(ctx.t("Check of figures"), paths.PLAN_CONTRAST(plan))
    if ctx.timeline(plan):
        yield _changes_link(ctx, folder)
    if acts := acts_of(ctx.catalog, folder):
        href = paths.PLAN_AS_OF(plan, acts[0].id)
        yield Link(ctx.t("What was promised, act by act"), href)
    yield Link(ctx.t("Report to print"), paths.REPORT(plan))


def _versions(ctx: RenderContext, folder: PlanFolder) -> Iterator[ActRow[Version]]:
    """Each with a link to the plan as of that version."""
    has_pages = bool(acts_of(ctx.catalog, folder))
    for act in folder.plan.versions:
        href = paths.PLAN_AS_OF(folder.id, act.id) if has_pages else ""
        yield act_row(ctx, folder, act, Link(act.label, href))


def _changes_link(ctx: RenderContext, folder: PlanFolder) -> Link:
    return Link(ctx.t("Changes of targets"), paths.PLAN_CHANGES(folder.id))


def _budget(ctx: RenderContext, result: PlanResult) -> tuple[str, str, bool | None] | None:
    key = spent_of(result, PLAN).key
    if key is None:
        return None
    name = capital(ctx.t(AMOUNTS[key[1]]))
    return name, total_money(ctx, result, PLAN), parts_agree(result.folder, key)


def _bodies(ctx: RenderContext, plan: Plan) -> Iterator[tuple[str, Link]]:
    yield ctx.t("Institution"), ctx.unit_link(plan.entity)
    for entry in sorted(plan.responsible, key=lambda it: it.role is not ResponsibleRole.LEADS):
        leads = entry.role is ResponsibleRole.LEADS
        yield ctx.t("Responsible") if leads else ctx.t("Takes part"), body_link(ctx, entry)


def _identity(ctx: RenderContext, plan: Plan) -> Iterator[tuple[str, Markup]]:
    yield ctx.t("Period"), Markup.escape(plan.span)
    if not plan.years.are_calendar:
        first, last = (ctx.f.month(day.month) for day in (plan.span.start, plan.span.end))
        yield ctx.t("Its years"), ctx.html("from {first} to {last}", first=first, last=last)
    yield ctx.t("Reports are due"), Markup.escape(ctx.f.label(plan.frequency))
    yield ctx.t("State"), Markup.escape(ctx.f.label(plan.state))
    if plan.profile:
        yield ctx.t("Profile"), Markup.escape(ctx.catalog.profiles[plan.profile].title)
    yield ctx.t("Calculation method"), Markup.escape(method_link(ctx, plan).text)
    if plan.approval is not None:
        act, document = plan.approval, ctx.document_link(plan.approval.document)
        name, day = document.text if document else "", ctx.date(act.date)
        said = joined((name, day, printed_place(ctx.f, act.source)))
        yield ctx.t("Approval"), together(said, inline(act.note))
    if plan.scope:
        yield ctx.t("Scope"), inline(plan.scope)
    if plan.note:
        yield ctx.t("Note"), inline(plan.note)


def _budget_changes(
    ctx: RenderContext, folder: PlanFolder
) -> Iterator[tuple[ActRow[BudgetChange], str]]:
    names = {version.id: version.label for version in folder.plan.versions}
    for act in folder.plan.budget_changes:
        row = act_row(ctx, folder, act, ctx.unit_link(act.executing_unit, short=True))
        yield row, names.get(act.version, act.version)


def _agreements(ctx: RenderContext, folder: PlanFolder) -> Iterator[ActRow[Agreement]]:
    for act in folder.plan.agreements:
        yield act_row(ctx, folder, act, ctx.region_link(act.region or ""))
