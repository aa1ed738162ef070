"""Recommendations and commitments of a plan: who owes what by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.compute.results import PlanResult
from generator.model.catalog import PlanFolder, cite
from generator.model.period import Period
from generator.model.reports import Action, FollowUp, Recommendation
from generator.problems import msg
from generator.render import paths
from generator.render.css import RECOMMENDATION_CSS
from generator.render.inline import inline
from generator.render.views.common import Cited, Edit, Link, Mark, Page, RenderContext, joined


@dataclass(frozen=True, slots=True)
class ActionRow:
    """What will be done, by whom, when, and in which regions."""

    text: Markup
    owner: tuple[Link, ...]
    when: str
    regions: tuple[tuple[Link, str], ...]
    note: Markup
    place: str


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """What was done about it, on which day, and where it stood then."""

    day: str
    text: Markup
    mark: Mark | None
    place: str


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """One recommendation with its owner, deadline and state."""

    code: str
    text: Markup
    owner: tuple[Link, ...]
    printed_owner: str
    """The owner as printed, where that says something else."""
    deadline: str
    when: str
    """Its schedule."""
    mark: Mark
    concerns: tuple[Link, ...]
    actions: tuple[ActionRow, ...]
    follow_up: tuple[FollowUpRow, ...]
    """From the oldest to the newest."""
    note: Markup
    cited: Cited | None
    edit: Edit


@dataclass(frozen=True, slots=True)
class RecommendationsView:
    """The page of a plan's recommendations."""

    lead: str
    rows: tuple[RecommendationRow, ...]


def recommendations_page(ctx: RenderContext, result: PlanResult) -> Page:
    """The page of a plan's recommendations."""
    folder = result.folder
    rows = recommendation_rows(ctx, folder)
    overdue = sum(1 for entry in folder.recommendations if entry.is_overdue(ctx.results.as_of))
    lead = ctx.f.n("{n} recommendation.", "{n} recommendations.", len(rows))
    if overdue:
        late = ctx.f.n("{n} past its deadline", "{n} past their deadline", overdue)
        lead = ctx.t(
            msg(
                "{recommendations} {late}, as of {day}, and not told as carried out.",
                recommendations=lead,
                late=late,
                day=ctx.f.date(ctx.results.as_of),
            )
        )
    heading = ctx.plain("Recommendations")
    return Page(
        paths.recommendations_path(folder.id),
        f"{heading}: {folder.plan.name}",
        heading,
        "recommendations",
        RecommendationsView(lead, rows),
        ctx.plan_crumbs(folder),
    )


def recommendation_rows(ctx: RenderContext, folder: PlanFolder) -> tuple[RecommendationRow, ...]:
    """The recommendations of a plan, in their order."""
    return tuple(_row(ctx, folder, entry) for entry in folder.recommendations)


def recommendation_mark(ctx: RenderContext, entry: Recommendation) -> Mark:
    """Where a recommendation stands, and whether its deadline has passed."""
    late = entry.is_overdue(ctx.results.as_of)
    status = ctx.f.label(entry.current)
    word = ctx.t(msg("{status}, overdue", status=status)) if late else status
    return Mark("bajo" if late else RECOMMENDATION_CSS[entry.current], word)


def deadline_of(ctx: RenderContext, entry: Recommendation) -> str:
    """The deadline as printed, else as a day or a period in words."""
    deadline = entry.deadline
    said = ctx.f.period(deadline) if isinstance(deadline, Period) else ""
    if isinstance(deadline, date):
        said = ctx.f.date(deadline)
    return entry.printed_deadline or said


def owners(ctx: RenderContext, units: tuple[str, ...]) -> tuple[Link, ...]:
    """The units that owe something, linked to their pages."""
    return tuple(ctx.unit_link(unit) for unit in units)


def _row(ctx: RenderContext, folder: PlanFolder, entry: Recommendation) -> RecommendationRow:
    return RecommendationRow(
        code=entry.code,
        text=inline(entry.text),
        owner=owners(ctx, entry.owner),
        printed_owner=entry.printed_owner or "",
        deadline=deadline_of(ctx, entry),
        when=_times(ctx, entry.schedule),
        mark=recommendation_mark(ctx, entry),
        concerns=tuple(_concerns(ctx, folder, entry)),
        actions=tuple(_action(ctx, action) for action in entry.actions),
        follow_up=tuple(
            _step(ctx, step) for step in sorted(entry.follow_up, key=lambda step: step.date)
        ),
        note=inline(entry.note),
        cited=ctx.cited(cite(entry.source, folder.plan.source)),
        edit=ctx.edit(entry.place_of()),
    )


def _concerns(ctx: RenderContext, folder: PlanFolder, entry: Recommendation) -> Iterator[Link]:
    hosts = {use.id: use.element for use in ctx.catalog.measures(folder.id)}
    for code in entry.concerns:
        element = folder.by_code.get(code) or hosts.get(code)
        if element is not None:
            yield ctx.element_link(folder, element)


def _action(ctx: RenderContext, action: Action) -> ActionRow:
    return ActionRow(
        text=inline(action.text),
        owner=owners(ctx, action.owner),
        when=_times(ctx, action.schedule),
        regions=tuple(
            (ctx.region_link(region), _times(ctx, times))
            for region, times in action.by_region.items()
        ),
        note=inline(action.note),
        place=ctx.place(action.source),
    )


def _step(ctx: RenderContext, step: FollowUp) -> FollowUpRow:
    mark = None
    if step.status is not None:
        word = ctx.f.label(step.status)
        mark = Mark(RECOMMENDATION_CSS[step.status], word)
    return FollowUpRow(ctx.f.date(step.date), inline(step.text), mark, ctx.place(step.source))


def _times(ctx: RenderContext, times: tuple[Period, ...]) -> str:
    return joined((ctx.f.period(period) for period in times), ", ")
