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
from generator.render import labels, paths
from generator.render.views.common import Cited, Desk, Edit, Link, Mark, Page, joined


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


def recommendations_page(desk: Desk, result: PlanResult) -> Page:
    """The page of a plan's recommendations."""
    folder = result.folder
    rows = recommendation_rows(desk, folder)
    overdue = sum(1 for entry in folder.recommendations if entry.is_overdue(desk.results.as_of))
    lead = desk.f.n("{n} recommendation.", "{n} recommendations.", len(rows))
    if overdue:
        late = desk.f.n("{n} past its deadline", "{n} past their deadline", overdue)
        lead = desk.t(
            msg(
                "{recommendations} {late}, as of {day}, and not told as carried out.",
                recommendations=lead,
                late=late,
                day=desk.f.date(desk.results.as_of),
            )
        )
    heading = desk.plain("Recommendations")
    return Page(
        paths.recommendations_path(folder.id),
        f"{heading}: {folder.plan.name}",
        heading,
        "recommendations",
        RecommendationsView(lead, rows),
        desk.plan_crumbs(folder),
    )


def recommendation_rows(desk: Desk, folder: PlanFolder) -> tuple[RecommendationRow, ...]:
    """The recommendations of a plan, in their order."""
    return tuple(_row(desk, folder, entry) for entry in folder.recommendations)


def recommendation_mark(desk: Desk, entry: Recommendation) -> Mark:
    """Where a recommendation stands, and whether its deadline has passed."""
    late = entry.is_overdue(desk.results.as_of)
    status = desk.t(labels.RECOMMENDATION_STATUSES[entry.current])
    word = desk.t(msg("{status}, overdue", status=status)) if late else status
    return Mark("bajo" if late else labels.RECOMMENDATION_CSS[entry.current], word)


def deadline_of(desk: Desk, entry: Recommendation) -> str:
    """The deadline as printed, else as a day or a period in words."""
    deadline = entry.deadline
    said = desk.f.period(deadline) if isinstance(deadline, Period) else ""
    if isinstance(deadline, date):
        said = desk.f.date(deadline)
    return entry.printed_deadline or said


def owners(desk: Desk, units: tuple[str, ...]) -> tuple[Link, ...]:
    """The units that owe something, linked to their pages."""
    return tuple(desk.unit_link(unit) for unit in units)


def _row(desk: Desk, folder: PlanFolder, entry: Recommendation) -> RecommendationRow:
    return RecommendationRow(
        code=entry.code,
        text=desk.f.inline(entry.text),
        owner=owners(desk, entry.owner),
        printed_owner=entry.printed_owner or "",
        deadline=deadline_of(desk, entry),
        when=_times(desk, entry.schedule),
        mark=recommendation_mark(desk, entry),
        concerns=tuple(_concerns(desk, folder, entry)),
        actions=tuple(_action(desk, action) for action in entry.actions),
        follow_up=tuple(
            _step(desk, step) for step in sorted(entry.follow_up, key=lambda step: step.date)
        ),
        note=desk.f.inline(entry.note),
        cited=desk.cited(cite(entry.source, folder.plan.source)),
        edit=desk.edit(entry.spot()),
    )


def _concerns(desk: Desk, folder: PlanFolder, entry: Recommendation) -> Iterator[Link]:
    hosts = {use.id: use.element for use in desk.catalog.measures(folder.id)}
    for code in entry.concerns:
        element = folder.by_code.get(code) or hosts.get(code)
        if element is not None:
            yield desk.element_link(folder, element)


def _action(desk: Desk, action: Action) -> ActionRow:
    return ActionRow(
        text=desk.f.inline(action.text),
        owner=owners(desk, action.owner),
        when=_times(desk, action.schedule),
        regions=tuple(
            (desk.region_link(region), _times(desk, times))
            for region, times in action.by_region.items()
        ),
        note=desk.f.inline(action.note),
        place=desk.place(action.source),
    )


def _step(desk: Desk, step: FollowUp) -> FollowUpRow:
    mark = None
    if step.status is not None:
        word = desk.t(labels.RECOMMENDATION_STATUSES[step.status])
        mark = Mark(labels.RECOMMENDATION_CSS[step.status], word)
    return FollowUpRow(
        desk.f.date(step.date), desk.f.inline(step.text), mark, desk.place(step.source)
    )


def _times(desk: Desk, times: tuple[Period, ...]) -> str:
    return joined((desk.f.period(period) for period in times), ", ")
