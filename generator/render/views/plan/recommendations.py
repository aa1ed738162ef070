"""Recommendations and commitments: who owes what by when, of a plan and of all plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from generator import paths
from generator.model.catalog import PlanFolder, cite
from generator.model.narrative import Paragraphs
from generator.model.period import Period
from generator.model.reports import Action, FollowUp, Recommendation, RecommendationStatus
from generator.problems import msg
from generator.render.filters import printed_deadline
from generator.render.looks import LOOKS, Look
from generator.render.views.common import (
    CitedAt,
    Edit,
    Group,
    Link,
    Mark,
    Page,
    RenderContext,
    Segment,
    plan_link,
    segments,
)
from generator.render.views.plan.schedule import ScheduleView, bars_of

FEW_OWNERS = 5
"""Who is named before the rest is folded."""
_CLOSED = {RecommendationStatus.DONE, RecommendationStatus.DROPPED}


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """One recommendation on one line."""

    entry: Recommendation
    link: Link
    """Where all that is told of it stands."""
    plan: Link
    mark: Mark
    deadline: str
    owner: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ActionView:
    """What will be done, with who does it, and the months set for each region."""

    action: Action
    owner: tuple[Link, ...]
    regions: ScheduleView


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """One recommendation with all that is told of it."""

    row: RecommendationRow
    concerns: tuple[Link, ...]
    actions: tuple[ActionView, ...]
    follow_up: tuple[tuple[FollowUp, Mark | None], ...]
    """From the oldest to the newest."""
    cited: CitedAt | None
    edit: Edit


@dataclass(frozen=True, slots=True)
class RecommendationsView:
    """The recommendations of a plan."""

    lead: str
    bar: tuple[Segment, ...]
    """How they stand."""
    rows: tuple[RecommendationView, ...]


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """Who has recommendations to carry out."""

    owner: Link
    n: int
    n_late: int
    oldest: str
    """The deadline that is furthest back; "" where none is told."""


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """What sheets of a report recommend in the same words."""

    text: Paragraphs
    about: tuple[Link, ...]
    period: str
    plan: Link


@dataclass(frozen=True, slots=True)
class StatusGroup:
    """Recommendations that stand alike."""

    title: str
    """With how many they are."""
    anchor: str
    mark: Mark | None
    """Of all of them, where it is the same."""
    rows: tuple[Group[RecommendationRow], ...]
    """Those of one deadline, plan and state together."""


@dataclass(frozen=True, slots=True)
class AllRecommendationsView:
    """The page of all recommendations."""

    groups: tuple[StatusGroup, ...]
    plans: tuple[Link, ...]
    owners: tuple[OwnerRow, ...]
    """Who has most past its deadline first."""
    more_owners: tuple[OwnerRow, ...]
    advice: tuple[tuple[AdviceRow, ...], ...]
    """What reports recommend in words, without deadline, by period and plan: the oldest first."""
    n_advice: int
    """In how many sheets."""


def recommendations_page(ctx: RenderContext, plan: str) -> Page | None:
    """The page of a plan's recommendations; None where it has none."""
    folder = ctx.catalog.plans[plan]
    if not folder.recommendations:
        return None
    as_of = ctx.results.as_of
    overdue = sum(1 for entry in folder.recommendations if entry.is_overdue(as_of))
    n = len(folder.recommendations)
    lead = ctx.f.n("{n} recommendation.", "{n} recommendations.", n)
    if overdue:
        lead += f" {_late(ctx, overdue)}"
    heading = ctx.t("Recommendations")
    rows = tuple(_view(ctx, folder, entry) for entry in folder.recommendations)
    stand = Counter(row.row.mark._replace(beside="") for row in rows)
    view = RecommendationsView(lead, segments(stand.items()), rows)
    return Page(f"{heading}: {folder.plan.name}", heading, view, ctx.plan_crumbs(folder))


def recommendation_row(
    ctx: RenderContext, folder: PlanFolder, entry: Recommendation
) -> RecommendationRow:
    """One recommendation of a plan on one line."""
    return RecommendationRow(
        entry=entry,
        link=Link(entry.code, f"{paths.PLAN_RECOMMENDATIONS(folder.id)}#{entry.code}"),
        plan=plan_link(folder),
        mark=recommendation_mark(ctx, entry),
        deadline=entry.printed_deadline or printed_deadline(ctx.f, entry.deadline),
        owner=tuple(ctx.unit_link(unit) for unit in entry.owner),
    )


def recommendation_mark(ctx: RenderContext, entry: Recommendation) -> Mark:
    """Where a recommendation stands, and whether its deadline has passed."""
    mark, due = _status_mark(ctx, entry.current), entry.due
    if due is None or not entry.is_overdue(ctx.results.as_of):
        return mark
    last = max((step.date for step in entry.follow_up), default=due)
    if last > due:
        return Mark(Look.LOW, ctx.t("{status}, overdue", status=mark.word))
    word = ctx.t("{status}, past its deadline", status=mark.word)
    unknown = ctx.t("No document in the portal says whether it was done.")
    return Mark(Look.NOT_REPORTED, word, unknown)


def _status_mark(ctx: RenderContext, status: RecommendationStatus) -> Mark:
    return Mark(LOOKS[status], ctx.f.label(status))


def _view(ctx: RenderContext, folder: PlanFolder, entry: Recommendation) -> RecommendationView:
    steps = sorted(entry.follow_up, key=lambda step: step.date)
    return RecommendationView(
        row=recommendation_row(ctx, folder, entry),
        concerns=tuple(_concerns(ctx, folder, entry)),
        actions=tuple(_action(ctx, action) for action in entry.actions),
        follow_up=tuple(
            (step, _status_mark(ctx, step.status) if step.status else None) for step in steps
        ),
        cited=ctx.cited(cite(entry.source, folder.plan.source)),
        edit=ctx.edit(entry.place_of()),
    )


def _concerns(ctx: RenderContext, folder: PlanFolder, entry: Recommendation) -> Iterator[Link]:
    hosts = {use.id: use.element for use in ctx.catalog.measures(folder.id)}
    for code in entry.concerns:
        element = folder.by_code.get(code) or hosts.get(code)
        if element is not None:
            yield ctx.element_link(folder, element)


def _action(ctx: RenderContext, action: Action) -> ActionView:
    months = [(ctx.region_link(r), times) for r, times in action.by_region.items()]
    return ActionView(
        action=action,
        owner=tuple(ctx.unit_link(unit) for unit in action.owner),
        regions=replace(bars_of(ctx, months), now="", due=())
        if any(own for _, own in months)
        else ScheduleView(),
    )


# Of all plans.


def all_recommendations_page(ctx: RenderContext) -> Page | None:
    """The recommendations of all plans, what is overdue first; None where there are none."""
    folders = [folder for folder in ctx.catalog.plans.values() if folder.recommendations]
    found = [(folder, entry) for folder in folders for entry in folder.recommendations]
    rows = tuple(_advice(ctx))
    advice = tuple(tuple(own) for _, own in groupby(rows, key=lambda row: (row.period, row.plan)))
    if not found and not advice:
        return None
    entries = [entry for _, entry in found]
    owners = tuple(_owners(ctx, [entry for entry in entries if entry.is_open]))
    view = AllRecommendationsView(
        groups=tuple(_groups(ctx, found)),
        plans=tuple(Link(f.plan.heading, paths.PLAN_RECOMMENDATIONS(f.id)) for f in folders),
        owners=owners[:FEW_OWNERS],
        more_owners=owners[FEW_OWNERS:],
        advice=advice,
        n_advice=sum(len(row.about) for row in rows),
    )
    return Page(ctx.t("Recommendations"), _lead(ctx, entries, len(folders)), view, (ctx.home,))


def _owners(ctx: RenderContext, entries: list[Recommendation]) -> Iterator[OwnerRow]:
    owed: dict[Link, list[Recommendation]] = {}
    for entry in entries:
        links = [ctx.unit_link(unit) for unit in entry.owners]
        for link in dict.fromkeys(
            links or [Link(entry.printed_owner or ctx.t("The document does not say who"))]
        ):
            owed.setdefault(link, []).append(entry)
    rows = []
    for owner, own in owed.items():
        due = min((it.due for it in own if it.due), default=None)
        n_late = sum(it.is_overdue(ctx.results.as_of) for it in own)
        key = (-n_late, due or date.max, -len(own))
        rows.append((key, OwnerRow(owner, len(own), n_late, ctx.date(due))))
    yield from (row for _, row in sorted(rows, key=lambda pair: pair[0]))


def _advice(ctx: RenderContext) -> Iterator[AdviceRow]:
    """What the sheets of reports recommend; what several say in the same words stands once."""
    found: dict[tuple[str, Period, Paragraphs], list[Link]] = {}
    for folder in ctx.catalog.plans.values():
        for file in folder.results:
            for code, report in file.elements.items():
                if report.recommendation:
                    key = folder.id, file.period, report.recommendation
                    link = ctx.element_link(folder, folder.by_code[code])
                    found.setdefault(key, []).append(link)
    for key, about in sorted(found.items(), key=lambda it: (it[0][1], it[0][0], -len(it[1]))):
        plan, period, text = key
        link = plan_link(ctx.catalog.plans[plan])
        yield AdviceRow(text, tuple(about), ctx.period(period), link)


def _lead(ctx: RenderContext, found: list[Recommendation], n_plans: int) -> str:
    opening = ctx.t(
        "{recommendations} of {plans}.",
        recommendations=ctx.f.n("{n} recommendation", "{n} recommendations", len(found)),
        plans=ctx.f.n("{n} plan", "{n} plans", n_plans),
    )
    if not found:
        return ctx.t("No plan lists recommendations with who carries them out.")
    late = sum(1 for entry in found if entry.is_overdue(ctx.results.as_of))
    if late:
        return f"{opening} {_late(ctx, late)}"
    none = ctx.t("None is past its deadline as of {day}.", day=ctx.results.as_of)
    return f"{opening} {none}"


def _late(ctx: RenderContext, n: int) -> str:
    """How many have passed their deadline without a word that they were carried out."""
    return ctx.f.n(
        "As of {day}, {n} is past its deadline, and no document of the portal says that it was "
        "carried out.",
        "As of {day}, {n} are past their deadline, and no document of the portal says that they "
        "were carried out.",
        n,
        day=ctx.results.as_of,
    )


_STANDINGS = {
    "vencidas": (msg("Past their deadline"), msg("Due on {day}")),
    "en-plazo": (msg("Open, within their deadline"), msg("Due by {day}")),
    "sin-plazo": (msg("Open, without a deadline"), msg("Deadline: {day}")),
    "cerradas": (msg("Closed"), msg("Deadline: {day}")),
}


def _groups(
    ctx: RenderContext, found: list[tuple[PlanFolder, Recommendation]]
) -> Iterator[StatusGroup]:
    """By how they stand; in a group by deadline, those of one deadline as their plan lists them."""
    found = sorted(found, key=lambda pair: (pair[1].due or date.max, pair[0].id))
    for anchor, (title, deadline) in _STANDINGS.items():
        alike: dict[tuple[date | None, Link, Mark], list[RecommendationRow]] = {}
        for pair in found:
            if _standing(ctx, pair[1]) == anchor:
                row = recommendation_row(ctx, *pair)
                alike.setdefault((row.entry.due, row.plan, row.mark), []).append(row)
        if alike:
            n, marks = sum(map(len, alike.values())), {mark for *_, mark in alike}
            groups = (
                Group(ctx.t(deadline, day=due) if due else "", "", tuple(own))
                for (due, *_), own in alike.items()
            )
            mark = marks.pop() if len(marks) == 1 else None
            yield StatusGroup(f"{ctx.t(title)} ({ctx.f.number(n)})", anchor, mark, tuple(groups))


def _standing(ctx: RenderContext, entry: Recommendation) -> str:
    if entry.is_overdue(ctx.results.as_of):
        return "vencidas"
    if entry.current in _CLOSED:
        return "cerradas"
    return "en-plazo" if entry.due else "sin-plazo"
