"""Recommendations of all plans: what is overdue first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.model.catalog import PlanFolder
from generator.model.reports import Recommendation, RecommendationStatus
from generator.problems import msg
from generator.render import labels, paths
from generator.render.views.common import Desk, Link, Mark, Page, joined
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


def owed_page(desk: Desk) -> Page | None:
    """The recommendations of all plans; none where there are none."""
    found = [(f, entry) for f in desk.catalog.plans.values() for entry in f.recommendations]
    if not found:
        return None
    with_some = [folder for folder in desk.catalog.plans.values() if folder.recommendations]
    heading = desk.plain("Recommendations")
    view = OwedView(
        lead=_lead(desk, found, len(with_some)),
        counts=_counts(desk, found),
        groups=tuple(_groups(desk, found)),
        plans=tuple(
            Link(folder.plan.title, paths.recommendations_path(folder.id)) for folder in with_some
        ),
    )
    crumbs = (Link(desk.plain("Home"), paths.HOME),)
    return Page(paths.RECOMMENDATIONS, heading, view.lead, "owed", view, crumbs)


def _lead(desk: Desk, found: list[Owed], n_plans: int) -> str:
    told = desk.f.n("{n} recommendation", "{n} recommendations", len(found))
    plans = desk.f.n("{n} plan", "{n} plans", n_plans)
    opening = desk.t(msg("{recommendations} of {plans}.", recommendations=told, plans=plans))
    late = sum(1 for _, entry in found if entry.is_overdue(desk.results.as_of))
    day = desk.f.date(desk.results.as_of)
    if not late:
        return f"{opening} " + desk.t(msg("None is past its deadline as of {day}.", day=day))
    said = desk.f.n("{n} is past its deadline", "{n} are past their deadline", late)
    return f"{opening} " + desk.t(
        msg("{late} as of {day}, and nothing tells that it was carried out.", late=said, day=day)
    )


def _counts(desk: Desk, found: list[Owed]) -> str:
    parts = []
    for status in RecommendationStatus:
        n = sum(1 for _, entry in found if entry.current is status)
        word = desk.t(labels.RECOMMENDATION_STATUSES[status])
        parts.append(f"{word}: {desk.f.number(n)}" if n else "")
    silent = sum(1 for _, entry in found if entry.due is None)
    if silent:
        parts.append(desk.f.n("{n} without a deadline", "{n} without a deadline", silent))
    said = joined(parts)
    return said[:1].upper() + said[1:]


def _groups(desk: Desk, found: list[Owed]) -> Iterable[OwedGroup]:
    as_of = desk.results.as_of
    done = {RecommendationStatus.DONE, RecommendationStatus.DROPPED}
    late = [o for o in found if o[1].is_overdue(as_of)]
    rest = [o for o in found if not o[1].is_overdue(as_of) and o[1].current not in done]
    parts = (
        ("vencidas", desk.plain("Past their deadline"), late),
        ("en-plazo", desk.plain("Open, within their deadline"), [o for o in rest if o[1].due]),
        ("sin-plazo", desk.plain("Open, without a deadline"), [o for o in rest if not o[1].due]),
        ("cerradas", desk.plain("Closed"), [o for o in found if o[1].current in done]),
    )
    for anchor, title, group in parts:
        if group:
            rows = tuple(_row(desk, *owed) for owed in sorted(group, key=_by_deadline))
            yield OwedGroup(anchor, f"{title} ({desk.f.number(len(rows))})", rows)


def _by_deadline(owed: Owed) -> tuple[date, str]:
    """By deadline; those of one deadline as their plan lists them."""
    return owed[1].due or date.max, owed[0].id


def _row(desk: Desk, folder: PlanFolder, entry: Recommendation) -> OwedRow:
    return OwedRow(
        what=Link(entry.code, f"{paths.recommendations_path(folder.id)}#{entry.code}"),
        text=desk.f.inline(entry.text),
        mark=recommendation_mark(desk, entry),
        deadline=deadline_of(desk, entry),
        owner=owners(desk, entry.owner),
        printed_owner=entry.printed_owner or "",
        plan=Link(folder.plan.name, paths.plan_path(folder.id)),
    )
