"""The page of a unit: its plans, what is low or late, what it owes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator import paths
from generator.compute.attainment import Status
from generator.compute.money import in_stage_order, latest
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup, Scope
from generator.compute.units import (
    Role,
    UnitPart,
    counted_once,
    judged_low,
    n_low,
    open_recommendations,
    parts,
)
from generator.model.money import Stage
from generator.model.period import Period
from generator.model.scalars import LONGEST_SHORT, slug
from generator.model.source import Unit
from generator.problems import Message, msg, plural
from generator.render.inline import together
from generator.render.looks import Look
from generator.render.views.across.subscribed import SubscribeLinks, feed_in_head, subscribe
from generator.render.views.common import (
    CitedAt,
    Edit,
    Group,
    Link,
    Mark,
    Page,
    RenderContext,
    Segment,
    bold,
    joined,
    plan_link,
)
from generator.render.views.highlights import Sentence, sentences_across
from generator.render.views.in_charge import Codes, external_codes
from generator.render.views.measure.list import MANY, by_mark, how_many
from generator.render.views.measure.rows import MeasureRow, counted_rows
from generator.render.views.plan.recommendations import RecommendationRow, recommendation_row
from generator.render.views.plan.rollups import (
    bar_caption,
    counted,
    mean_caption,
    means_of_levels,
    why_no_mean,
)
from generator.words.formatter import capital
from generator.words.labels import AMOUNTS

ROLES = {
    Role.ENTITY: msg("The plan is its own"),
    Role.ANSWERS: msg("Answers for the plan as a whole"),
    Role.EXECUTES: msg("Executing unit of a part of the plan"),
    Role.RESPONSIBLE: msg("Responsible for a part of the plan"),
    Role.TAKES_PART: msg("Takes part"),
}
_SCOPES = (Scope.UNIT, Scope.EXECUTING_UNIT)
_AMOUNTS: dict[Stage, Message] = {**AMOUNTS, Stage.EXECUTED: msg("executed budget")}


@dataclass(frozen=True, slots=True)
class UnitPartView:
    """A role of the unit in a plan."""

    anchor: str
    plan: Link
    role: str
    lead: Markup
    bar: tuple[Segment, ...]
    caption: str
    money: tuple[tuple[str, str], ...]
    rows: tuple[MeasureRow, ...]
    folded: tuple[MeasureRow, ...]
    """Rows in the high band, where a table of all of them would be a wall."""


@dataclass(frozen=True, slots=True)
class UnitView:
    """The page of a unit."""

    full: str
    """Its name, where the heading is its acronym."""
    kind: str
    parent: Link | None
    lead: Markup
    bar: tuple[Segment, ...]
    highlights: tuple[Sentence, ...]
    parts: tuple[UnitPartView, ...]
    recommendations: tuple[RecommendationRow, ...]
    sheets: tuple[Group[Link], ...]
    """Those it leads, and those it takes part in."""
    children: tuple[Link, ...]
    code: str
    """Number in the State's registers."""
    codes: Codes
    note: str
    cited: CitedAt | None
    edit: Edit
    subscribe: SubscribeLinks


@dataclass(frozen=True, slots=True)
class UnitInPlans:
    """What the plans say of a unit."""

    parts: tuple[tuple[PlanResult, UnitPart], ...]
    recommendations: tuple[RecommendationRow, ...]
    """What is past its deadline first."""
    n_late: int

    @property
    def n_plans(self) -> int:
        """Plans in which the unit has a role, or a recommendation to carry out."""
        asked = {row.plan for row in self.recommendations}
        return len(asked | {plan_link(plan.folder) for plan, _ in self.parts})


def unit_page(ctx: RenderContext, name: str) -> Page:
    """The page of a unit."""
    view = _view(ctx, ctx.catalog.units[name])
    way = (ctx.home, Link(ctx.t("Units"), paths.UNITS))
    about = joined((ctx.unit_name(name), view.kind))
    return Page(_title(ctx, name), about, view, way, head=feed_in_head(ctx, paths.UNIT(name)))


def _title(ctx: RenderContext, name: str) -> str:
    """The name of a unit with its acronym; the acronym alone where that is long."""
    return ctx.unit_name(name, short=len(ctx.unit_name(name)) > LONGEST_SHORT)


def found_of(ctx: RenderContext, unit: str) -> UnitInPlans:
    """What the plans say of a unit: its roles, and what it has to carry out."""
    plans, as_of = ctx.results.plans.values(), ctx.results.as_of
    roles = [(plan, part) for plan in plans for part in parts(plan, unit)]
    debts = [(it, *own) for it in plans for own in open_recommendations(it, unit, as_of)]
    debts.sort(key=lambda debt: not debt[2])
    return UnitInPlans(
        parts=tuple(sorted(roles, key=lambda pair: list(Role).index(pair[1].role))),
        recommendations=tuple(recommendation_row(ctx, it.folder, own) for it, own, _ in debts),
        n_late=sum(late for _, _, late in debts),
    )


def counts_of(ctx: RenderContext, unit: str) -> list[Rollup]:
    """What the unit answers for or carries out, plan by plan and level by level."""
    plans = ctx.results.plans.values()
    return [rollup for plan in plans for rollup in _levels(plan, unit)]


def _levels(plan: PlanResult, unit: str) -> Iterable[Rollup]:
    return plan.levels() if plan.folder.plan.entity == unit else counted_once(plan, unit)


def bar_of(ctx: RenderContext, unit: str) -> tuple[Segment, ...]:
    """Of what the unit answers for or carries out, over all plans."""
    own = counts_of(ctx, unit)
    return by_mark((Mark(it.look, it.word), it.n) for rollup in own for it in ctx.bar(rollup))


def low_of(ctx: RenderContext, own: list[Rollup]) -> str:
    """How many are in the low band or did not meet their target; "" where none is."""
    low, n = judged_low(own)
    forms = plural("{low} of {n} target low or not met", "{low} of {n} targets low or not met")
    return ctx.t(forms, low=low, n=n) if low else ""


def others_of(ctx: RenderContext, unit: str) -> list[str]:
    """How many of what the unit answers for stand otherwise, and how."""
    bar = (it for it in bar_of(ctx, unit) if it.look is not Look.LOW)
    return [how_many(ctx, it) for it in bar]


def _view(ctx: RenderContext, unit: Unit) -> UnitView:
    found = ctx.once(found_of, unit.id)
    sheets = tuple(_sheets(ctx, unit.id))
    children = [u.id for u in ctx.catalog.units.values() if u.parent == unit.id]
    return UnitView(
        full="" if unit.name in _title(ctx, unit.id) else unit.name,
        kind=ctx.f.heading(unit.kind),
        parent=ctx.unit_link(unit.parent, short=True) if unit.parent else None,
        lead=_lead(ctx, unit, found, bool(sheets)),
        bar=bar_of(ctx, unit.id),
        highlights=sentences_across(ctx, ctx.results.plans.values(), _SCOPES, unit.id),
        parts=tuple(_part(ctx, plan, part, unit.id) for plan, part in found.parts),
        recommendations=found.recommendations,
        sheets=sheets,
        children=tuple(ctx.unit_link(child) for child in children),
        code=unit.code or "",
        codes=external_codes(ctx, unit),
        note=unit.note or "",
        cited=ctx.cited(unit.source),
        edit=ctx.edit(unit.place_of()),
        subscribe=subscribe(ctx, paths.UNIT(unit.id)),
    )


def _sheets(ctx: RenderContext, unit: str) -> Iterator[Group[Link]]:
    sheets = sorted(ctx.catalog.indicators.items(), key=lambda pair: slug(pair[1].name))
    leads = [name for name, sheet in sheets if sheet.leading == unit]
    others = [name for name, sheet in sheets if unit in sheet.taking_part]
    for title, anchor, names in (
        (ctx.t("Reference sheets it is responsible for"), "fichas", leads),
        (ctx.t("Reference sheets it takes part in"), "fichas-participa", others),
    ):
        if names:
            links = (Link(ctx.catalog.indicators[it].name, paths.INDICATOR(it)) for it in names)
            yield Group(title, anchor, tuple(links))


def _lead(ctx: RenderContext, unit: Unit, found: UnitInPlans, has_sheets: bool) -> Markup:
    """What is low or not reported, what the unit owes, and in how many plans it stands."""
    sentences, own = [], counts_of(ctx, unit.id)
    _, n_judged = judged_low(own)
    if low := low_of(ctx, own):
        sentences.append(Markup("{}.").format(low))
    elif n_judged:
        sentences.append(ctx.html("None of its results is low or not met."))
    if missing := [*_not_reported(ctx, unit.id)]:
        text = msg("{what} not reported")
        sentences.append(Markup("{}.").format(ctx.t(text, what=ctx.f.listed(missing))))
    if found.recommendations:
        n = len(found.recommendations)
        count = ctx.f.n("{n} recommendation to carry out", "{n} recommendations to carry out", n)
        late = ctx.f.n("{n} past its deadline", "{n} past their deadline", found.n_late)
        text = msg("{count}, {late}.") if found.n_late else msg("{count}.")
        sentences.append(ctx.html(text, count=count, late=late))
    if found.n_plans:
        said = ctx.f.n("It appears in {n} plan.", "It appears in {n} plans.", found.n_plans)
        sentences.append(Markup.escape(said))
    if not sentences and not has_sheets:
        return ctx.html("No plan of this portal gives this unit targets or recommendations.")
    return together(*sentences)


def _not_reported(ctx: RenderContext, unit: str) -> Iterator[str]:
    """How many of each level and plan lack the result that is due."""
    for plan in ctx.results.plans.values():
        for rollup in _levels(plan, unit):
            if n := rollup.statuses.get(Status.NOT_REPORTED, 0):
                yield counted(ctx, plan, n, rollup.level)


def _part_sentence(ctx: RenderContext, plan: PlanResult, part: UnitPart) -> Markup:
    rollup, mean = part.rollup, part.rollup.mean_attainment
    if part.role is Role.TAKES_PART:
        if not part.codes:
            return ctx.html("It takes part in the plan as a whole, for which another unit answers.")
        return ctx.html("Another unit leads what stands here, so it is listed without a mean.")
    if mean is None:
        status = why_no_mean(ctx, rollup)
        caption = bar_caption(ctx, plan, rollup)
        return ctx.html("{caption}: {status}.", caption=caption, status=status)
    text = ctx.html(
        "Mean attainment: {mean} ({caption}); low: {low}.",
        mean=bold(ctx.f.percent(mean)),
        caption=mean_caption(ctx, plan, rollup),
        low=n_low(rollup),
    )
    return together(text, means_of_levels(ctx, plan, part.levels))


def _part(ctx: RenderContext, plan: PlanResult, part: UnitPart, unit: str) -> UnitPartView:
    rows = counted_rows(ctx, plan, part.codes)
    is_long = len(rows) > MANY
    folded = tuple(row for row in rows if is_long and row.mark.look is Look.HIGH)
    return UnitPartView(
        anchor=f"{plan.folder.id}-{part.role.value}",
        plan=plan_link(plan.folder),
        role=ctx.t(ROLES[part.role]),
        lead=_part_sentence(ctx, plan, part),
        bar=ctx.bar(part.rollup),
        caption=bar_caption(ctx, plan, part.rollup) if part.levels else ctx.t("Takes part"),
        money=tuple(_money(ctx, plan, unit)) if part.role is Role.EXECUTES else (),
        rows=tuple(row for row in rows if row not in folded),
        folded=folded,
    )


def _money(ctx: RenderContext, plan: PlanResult, unit: str) -> Iterator[tuple[str, str]]:
    """Amounts of an executing unit in the plan's year: the last of each stage, and execution."""
    for part in plan.by_currency:
        yield from _of_currency(ctx, part, unit)


def _of_currency(ctx: RenderContext, plan: PlanResult, unit: str) -> Iterator[tuple[str, str]]:
    amounts, ranks = plan.unit_money.get(unit, {}), plan.version_ranks
    last = {latest(amounts, plan.year, stage, ranks) for stage in Stage}
    for key in in_stage_order((key for key in last if key), ranks):
        label = joined((capital(ctx.t(_AMOUNTS[key[1]])), key[2]), ", ")
        yield label, ctx.f.money(amounts[key], plan.currency)
    done = plan.spending(Period.of_year(plan.year), unit, Scope.EXECUTING_UNIT)
    if done.spent and done.execution is not None:
        label = ctx.t("{stage} of the modified budget", stage=ctx.f.heading(done.spent[1]))
        yield label, ctx.f.percent(done.execution)
