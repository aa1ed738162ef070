"""The list of units, and one page of each: its plans, what is low or late, what it owes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.compute.attainment import Status
from generator.compute.money import execution, in_stage_order, latest
from generator.compute.results import PlanResult
from generator.compute.units import Part, Role, n_low, owed, parts
from generator.model.method import Band
from generator.model.money import Stage
from generator.model.reports import Recommendation
from generator.model.scalars import slug
from generator.model.source import Unit
from generator.problems import Message, msg
from generator.render import paths
from generator.render.css import CSS
from generator.render.inline import inline
from generator.render.views.common import (
    Cited,
    Edit,
    Link,
    Mark,
    Page,
    RenderContext,
    Segment,
    joined,
)
from generator.render.views.recommendations import deadline_of, recommendation_mark
from generator.render.views.rows import ActivityResultRow, activity_result_rows
from generator.render.views.tables import bar_caption, mean_caption, missing_status
from generator.words.formatter import capital
from generator.words.labels import AMOUNTS, UNIT_KINDS

_HIGH = CSS[Band.HIGH]
_MANY = 30
"""Rows up to which a table is shown in one piece."""
_AMOUNTS: dict[Stage, Message] = {**AMOUNTS, Stage.EXECUTED: msg("executed budget")}
_ROLES: dict[Role, Message] = {
    Role.ENTITY: msg("The plan is its own"),
    Role.ANSWERS: msg("Answers for the plan as a whole"),
    Role.EXECUTES: msg("Executing unit of its activities"),
    Role.RESPONSIBLE: msg("Responsible for a part of the plan"),
}


@dataclass(frozen=True, slots=True)
class PartView:
    """A role of the unit in a plan."""

    anchor: str
    plan: Link
    role: str
    lead: Markup
    bar: tuple[Segment, ...]
    caption: str
    money: tuple[tuple[str, str], ...]
    rows: tuple[ActivityResultRow, ...]
    folded: tuple[ActivityResultRow, ...]
    """Rows in the high band, where a table of all of them would be a wall."""
    fold: str
    """What is folded."""


@dataclass(frozen=True, slots=True)
class OwedRow:
    """A recommendation that the unit owes."""

    code: Link
    text: Markup
    deadline: str
    mark: Mark
    plan: Link


@dataclass(frozen=True, slots=True)
class UnitView:
    """The page of a unit."""

    name: str
    kind: str
    parent: Link | None
    lead: Markup
    parts: tuple[PartView, ...]
    owed: tuple[OwedRow, ...]
    sheets: tuple[Link, ...]
    children: tuple[Link, ...]
    identity: tuple[tuple[str, str], ...]
    note: Markup
    cited: Cited | None
    edit: Edit


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the list of all."""

    link: Link
    parent: str
    n_plans: str
    n_parts: str
    low: str
    late: str
    owed: str
    overdue: str


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """The units of one kind."""

    anchor: str
    name: str
    rows: tuple[UnitRow, ...]


@dataclass(frozen=True, slots=True)
class UnitsView:
    """The list of units."""

    lead: str
    groups: tuple[UnitGroup, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """What the plans say of a unit."""

    parts: tuple[tuple[PlanResult, Part], ...]
    owed: tuple[tuple[PlanResult, OwedRow, bool], ...]


def unit_pages(ctx: RenderContext) -> Iterator[Page]:
    """The list of units and the page of each; none where the content has no units."""
    units = ctx.catalog.units
    if not units:
        return
    home, index = Link(ctx.plain("Home"), paths.HOME), Link(ctx.plain("Units"), paths.UNITS)
    found = {name: _found(ctx, name) for name in units}
    lead = ctx.f.n("{n} unit of the plans.", "{n} units of the plans.", len(units))
    groups = tuple(_groups(ctx, found))
    yield Page(paths.UNITS, index.text, lead, "units", UnitsView(lead, groups), (home,))
    for name, unit in units.items():
        title = ctx.unit_name(name)
        about = joined((title, ctx.f.heading(unit.kind)))
        view = _view(ctx, unit, found[name])
        yield Page(paths.unit_path(name), title, about, "unit", view, (home, index))


def _found(ctx: RenderContext, unit: str) -> _Found:
    plans = ctx.results.plans.values()
    return _Found(
        tuple(
            sorted(
                ((plan, part) for plan in plans for part in parts(plan, unit)),
                key=lambda pair: list(Role).index(pair[1].role),
            )
        ),
        tuple(
            sorted(
                (
                    (plan, _owed_row(ctx, plan, entry), late)
                    for plan in plans
                    for entry, late in owed(plan, unit, ctx.results.as_of)
                ),
                key=lambda found: not found[2],
            )
        ),
    )


def _groups(ctx: RenderContext, found: dict[str, _Found]) -> Iterator[UnitGroup]:
    for kind, heads in UNIT_KINDS.items():
        units = [unit for unit in ctx.catalog.units.values() if unit.kind is kind]
        if units:
            ordered = sorted(units, key=lambda unit: slug(unit.name))
            rows = tuple(_unit_row(ctx, unit, found[unit.id]) for unit in ordered)
            yield UnitGroup(f"tipo-{kind.value}", ctx.t(heads), rows)


def _unit_row(ctx: RenderContext, unit: Unit, found: _Found) -> UnitRow:
    own = [part for _, part in found.parts if part.role is not Role.ENTITY]
    late = sum(part.rollup.statuses.get(Status.NOT_REPORTED, 0) for part in own)

    def number(count: int) -> str:
        return ctx.f.number(count) if count else ""

    return UnitRow(
        link=ctx.unit_link(unit.id),
        parent=ctx.unit_name(unit.parent, short=True),
        n_plans=number(len({plan.folder.id for plan, _ in found.parts})),
        n_parts=number(sum(part.rollup.n for part in own)),
        low=number(sum(n_low(part.rollup) for part in own)),
        late=number(late),
        owed=number(len(found.owed)),
        overdue=number(sum(1 for _, _, is_late in found.owed if is_late)),
    )


def _view(ctx: RenderContext, unit: Unit, found: _Found) -> UnitView:
    sheets = [
        Link(sheet.name, paths.indicator_path(name))
        for name, sheet in ctx.catalog.indicators.items()
        if sheet.responsible == unit.id
    ]
    children = [u.id for u in ctx.catalog.units.values() if u.parent == unit.id]
    parent = ctx.unit_link(unit.parent) if unit.parent else None
    return UnitView(
        name=ctx.unit_name(unit.id),
        kind=ctx.f.heading(unit.kind),
        parent=parent,
        lead=_lead(ctx, found, bool(sheets)),
        parts=tuple(_part(ctx, plan, part, unit.id) for plan, part in found.parts),
        owed=tuple(row for _, row, _ in found.owed),
        sheets=tuple(sorted(sheets, key=lambda link: slug(link.text))),
        children=tuple(ctx.unit_link(child) for child in children),
        identity=((ctx.plain("Number in the State's registers"), unit.code),) if unit.code else (),
        note=inline(unit.note),
        cited=ctx.cited(unit.source),
        edit=ctx.edit(unit.place_of()),
    )


def _lead(ctx: RenderContext, found: _Found, has_sheets: bool) -> Markup:
    """In how many plans the unit stands and what it owes, in sentences."""
    n_plans = len({plan.folder.id for plan, _ in found.parts})
    said = ctx.f.n("It stands in {n} plan.", "It stands in {n} plans.", n_plans)
    sentences = [Markup.escape(said)] if n_plans else []
    if found.owed:
        n_late = sum(1 for _, _, late in found.owed if late)
        count = ctx.f.n(
            "It owes {n} recommendation", "It owes {n} recommendations", len(found.owed)
        )
        late = ctx.f.n("{n} past its deadline", "{n} past their deadline", n_late)
        text = ctx.plain("{count}, {late}.") if n_late else ctx.plain("{count}.")
        sentences.append(Markup.escape(text).format(count=count, late=late))
    if not sentences and not has_sheets:
        text = ctx.plain("No plan of this portal gives this unit targets or recommendations.")
        return Markup.escape(text)
    return Markup(" ").join(sentences)


def _part_sentence(ctx: RenderContext, plan: PlanResult, part: Part) -> Markup:
    rollup = part.rollup
    mean = rollup.mean_attainment
    caption = bar_caption if mean is None else mean_caption
    values = {
        "caption": caption(ctx, plan, rollup),
        "status": ctx.status_mark(missing_status(rollup)).word.lower(),
        "mean": Markup("<b>{}</b>").format(ctx.f.percent(mean)) if mean is not None else "",
        "low": ctx.f.number(n_low(rollup)),
    }
    text = (
        ctx.plain("{caption}: {status}.")
        if mean is None
        else ctx.plain("Mean attainment: {mean} ({caption}); low: {low}.")
    )
    return Markup.escape(text).format_map(values)


def _part(ctx: RenderContext, plan: PlanResult, part: Part, unit: str) -> PartView:
    folder = plan.folder
    rows = activity_result_rows(ctx, plan, part.codes)
    folded = tuple(row for row in rows if row.mark.css == _HIGH) if len(rows) > _MANY else ()
    shown = tuple(row for row in rows if row not in folded)
    return PartView(
        anchor=f"{folder.id}-{part.role.value}",
        plan=Link(folder.plan.name, paths.plan_path(folder.id)),
        role=ctx.t(_ROLES[part.role]),
        lead=_part_sentence(ctx, plan, part),
        bar=ctx.bar(part.rollup),
        caption=bar_caption(ctx, plan, part.rollup),
        money=tuple(_money(ctx, plan, unit)) if part.role is Role.EXECUTES else (),
        rows=shown,
        folded=folded,
        fold=ctx.f.n("{n} more, which reached it", "{n} more, which reached it", len(folded)),
    )


def _money(ctx: RenderContext, plan: PlanResult, unit: str) -> Iterator[tuple[str, str]]:
    """Amounts of an executing unit in the plan's year: the last of each stage, and execution."""
    amounts = plan.unit_money.get(unit, {})
    currency = ctx.catalog.currency(plan.folder.id)
    last = {latest(amounts, plan.year, stage, plan.version_ranks) for stage in Stage}
    for key in in_stage_order((key for key in last if key), plan.version_ranks):
        yield (
            joined((capital(ctx.t(_AMOUNTS[key[1]])), key[2]), ", "),
            ctx.f.money(amounts[key], currency),
        )
    done = execution(amounts, plan.year, plan.version_ranks)
    if done is not None:
        yield ctx.plain("Executed of the modified budget"), ctx.f.percent(done)


def _owed_row(ctx: RenderContext, plan: PlanResult, entry: Recommendation) -> OwedRow:
    path = paths.recommendations_path(plan.folder.id)
    return OwedRow(
        code=Link(entry.code, f"{path}#{entry.code}"),
        text=inline(entry.text),
        deadline=deadline_of(ctx, entry),
        mark=recommendation_mark(ctx, entry),
        plan=Link(plan.folder.plan.name, paths.plan_path(plan.folder.id)),
    )
