"""Recommendations of all plans: what is overdue first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.model.catalog import PlanFolder
from generator.model.reports import Recommendation, RecommendationStatus
from generator.problems import msg
from generator.render import paths
from generator.render.inline import inline
from generator.render.views.common import Link, Mark, Page, RenderContext, joined
from generator.render.views.recommendations import deadline_of, owners, recommendation_mark

Owed = tuple[PlanFolder, Recommendation]


@dataclass(frozen=True, slots=True)
class OwedRow:
    """One recommendation with a link to all that is told of it."""

    what: Link
    text: Markup
    mark: Mark
    deadline: str
    owner: tuple[Link, ...]
    printed_owner: str
    plan: Link


@dataclass(frozen=True, slots=True)
class OwedGroup:
    """Recommendations that stand alike."""

    anchor: str
    title: str
    rows: tuple[OwedRow, ...]


@dataclass(frozen=True, slots=True)
class OwedView:
    """The page of all recommendations."""

    lead: str
    counts: str
    """How many stand where."""
    groups: tuple[OwedGroup, ...]
    plans: tuple[Link, ...]


def owed_page(ctx: RenderContext) -> Page | None:
    """The recommendations of all plans; none where there are none."""
    found = [(f, entry) for f in ctx.catalog.plans.values() for entry in f.recommendations]
    if not found:
        return None
    with_some = [folder for folder in ctx.catalog.plans.values() if folder.recommendations]
    heading = ctx.plain("Recommendations")
    view = OwedView(
        lead=_lead(ctx, found, len(with_some)),
        counts=_counts(ctx, found),
        groups=tuple(_groups(ctx, found)),
        plans=tuple(
            Link(folder.plan.title, paths.recommendations_path(folder.id)) for folder in with_some
        ),
    )
    crumbs = (Link(ctx.plain("Home"), paths.HOME),)
    return Page(paths.RECOMMENDATIONS, heading, view.lead, "owed", view, crumbs)


def _lead(ctx: RenderContext, found: list[Owed], n_plans: int) -> str:
    told = ctx.f.n("{n} recommendation", "{n} recommendations", len(found))
    plans = ctx.f.n("{n} plan", "{n} plans", n_plans)
    opening = ctx.t(msg("{recommendations} of {plans}.", recommendations=told, plans=plans))
    late = sum(1 for _, entry in found if entry.is_overdue(ctx.results.as_of))
    day = ctx.f.date(ctx.results.as_of)
    if not late:
        return f"{opening} " + ctx.t(msg("None is past its deadline as of {day}.", day=day))
    said = ctx.f.n("{n} is past its deadline", "{n} are past their deadline", late)
    return f"{opening} " + ctx.t(
        msg("{late} as of {day}, and nothing tells that it was carried out.", late=said, day=day)
    )


def _counts(ctx: RenderContext, found: list[Owed]) -> str:
    parts = []
    for status in RecommendationStatus:
        n = sum(1 for _, entry in found if entry.current is status)
        word = ctx.f.label(status)
        parts.append(f"{word}: {ctx.f.number(n)}" if n else "")
    silent = sum(1 for _, entry in found if entry.due is None)
    if silent:
        parts.append(ctx.f.n("{n} without a deadline", "{n} without a deadline", silent))
    said = joined(parts)
    return said[:1].upper() + said[1:]


def _groups(ctx: RenderContext, found: list[Owed]) -> Iterable[OwedGroup]:
    as_of = ctx.results.as_of
    done = {RecommendationStatus.DONE, RecommendationStatus.DROPPED}
    late = [o for o in found if o[1].is_overdue(as_of)]
    rest = [o for o in found if not o[1].is_overdue(as_of) and o[1].current not in done]
    parts = (
        ("vencidas", ctx.plain("Past their deadline"), late),
        ("en-plazo", ctx.plain("Open, within their deadline"), [o for o in rest if o[1].due]),
        ("sin-plazo", ctx.plain("Open, without a deadline"), [o for o in rest if not o[1].due]),
        ("cerradas", ctx.plain("Closed"), [o for o in found if o[1].current in done]),
    )
    for anchor, title, group in parts:
        if group:
            rows = tuple(_row(ctx, *owed) for owed in sorted(group, key=_by_deadline))
            yield OwedGroup(anchor, f"{title} ({ctx.f.number(len(rows))})", rows)


def _by_deadline(owed: Owed) -> tuple[date, str]:
    """By deadline; those of one deadline as their plan lists them."""
    return owed[1].due or date.max, owed[0].id


def _row(ctx: RenderContext, folder: PlanFolder, entry: Recommendation) -> OwedRow:
    return OwedRow(
        what=Link(entry.code, f"{paths.recommendations_path(folder.id)}#{entry.code}"),
        text=inline(entry.text),
        mark=recommendation_mark(ctx, entry),
        deadline=deadline_of(ctx, entry),
        owner=owners(ctx, entry.owner),
        printed_owner=entry.printed_owner or "",
        plan=Link(folder.plan.name, paths.plan_path(folder.id)),
    )
