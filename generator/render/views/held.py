"""What is said of plans that are not shown as their files are today; and the page of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator import paths
from generator.compute.rollups import Scope
from generator.compute.units import parts
from generator.model.held import Held
from generator.problems import Message, msg, plural
from generator.render.views.common import Edit, Link, Page, RenderContext
from generator.words.problems import sentences

HELD = "held"
"""The template of a plan that is not shown; it has no data beside it."""


class Notice(NamedTuple):
    """A sentence, and what it is about where the page is not that of the plan."""

    of: Link
    text: str


@dataclass(frozen=True, slots=True)
class HeldView:
    """A plan that cannot be shown: each error with its place, and what to write."""

    lead: str
    errors: tuple[tuple[Edit, str], ...]


def notices(ctx: RenderContext, path: str) -> tuple[Notice, ...]:
    """What a page says first: of its own plan, or of all that it lists."""
    plan, held = paths.plan_of(path), ctx.catalog.held
    whole: tuple[Notice, ...] = ()
    if plan:
        own = (it for it in held if it.plan == plan and it.day)
        return tuple(Notice(Link(""), ctx.t(_PAGE, **_about(it))) for it in own)
    if held and held[0].is_whole:
        days = [it.since for it in held if it.since]
        since = min(days) if len(days) == len(held) else None
        why = _why(_OWN, since, len(held[0].own + held[0].others))  # its files are all there are
        day = next((it.day for it in held if it.day), None)
        whole = (Notice(Link(""), ctx.t(_PORTAL, day=day, why=why)),)
        held = tuple(it for it in held if it.day is None)
    return (*whole, *_listed(ctx, (it for it in held if _tells_of(ctx, path, it))))


def _tells_of(ctx: RenderContext, path: str, held: Held) -> bool:
    """Whether a page tells of a plan: lists of all do, and pages of what is named in it."""
    if path in _LISTS or path == paths.UNIT(held.entity):
        return True
    plan = ctx.results.plans.get(held.plan)
    if plan is None:
        return False
    if names := paths.UNIT.names_in(path):
        return any(parts(plan, *names))
    if names := paths.INDICATOR.names_in(path):
        return any(use.measure.indicator in names for use in ctx.catalog.measures(held.plan))
    names = paths.REGION.names_in(path) or ("",)
    return any((Scope.REGION, *names) in told for told in plan.by_level.values())


_LISTS = {
    *(paths.HOME, paths.PLANS, paths.UNITS, paths.INDICATORS, paths.REGIONS, paths.BUDGET),
    *(paths.RECOMMENDATIONS, paths.CALENDAR, paths.NEWS, paths.CHANGES, paths.CONTRAST),
    *(paths.COMPARE, paths.COMPARE_REGIONS, paths.COMPARE_UNITS, paths.PORTAL),
}
"""Pages that tell of every plan."""


def _listed(ctx: RenderContext, held: Iterator[Held]) -> Iterator[Notice]:
    for it in held:
        yield Notice(Link(it.title, paths.PLAN(it.plan)), _line(ctx, it))


def _line(ctx: RenderContext, held: Held) -> str:
    text = ctx.t(_LINE if held.day else _NONE, **_about(held))
    return text[:1].upper() + text[1:]


def held_line(ctx: RenderContext, plan: str) -> str:
    """That a plan is shown as it was, where its files have errors; else ""."""
    return next((_line(ctx, it) for it in ctx.catalog.held if it.plan == plan), "")


def data_as_of(ctx: RenderContext, plan: str) -> str:
    """The day that a plan is shown as of, and that by which what is due is judged."""
    day, today = ctx.results.day_of(plan), ctx.results.as_of
    if day < today:
        return ctx.t("data as of {day}, what is due as of {today}", day=day, today=today)
    return ctx.t("data as of {day}", day=day)


def held_pages(ctx: RenderContext) -> Iterator[Page]:
    """A page for each plan that there is nothing to show of."""
    for it in ctx.catalog.held:
        if it.day is None:
            lead = ctx.t(_NONE, **_about(it))
            rows = ((ctx.edit(p.place), f"{p.place}", sentences(p, ctx.f)) for p in it.errors)
            errors = tuple((Edit(place, edit.href), text) for edit, place, text in rows)
            crumbs = ctx.home, Link(ctx.t("Plans"), paths.PLANS)
            view = HeldView(lead[:1].upper() + lead[1:], errors)
            path = paths.PLAN(it.plan)
            yield Page(it.title, view.lead, view, crumbs, path=path, template=HELD)


_PAGE = msg(
    "This page shows the plan as of {day}. What was changed or reported later is not seen yet:"
    " {why}."
)
_LINE = msg(
    "it is shown as of {day}, and what was changed or reported later is not seen yet: {why}."
)
_NONE = msg("nothing of this plan can be shown yet: {why}.")
_PORTAL = msg(
    "This portal shows its content as of {day}. What was changed or reported later is not seen"
    " yet: {why}."
)
_OWN = (
    msg("its files have had errors since {since}, and now have {n}"),
    plural(
        "its files have {n} error, and since which day is not on record",
        "its files have {n} errors, and since which day is not on record",
    ),
)
_OTHERS = (
    msg("other files that are published with it have had errors since {since}, and now have {n}"),
    plural(
        "other files that are published with it have {n} error, and since which day is not"
        " on record",
        "other files that are published with it have {n} errors, and since which day is not"
        " on record",
    ),
)


def _about(held: Held) -> dict[str, object]:
    told = _OWN if held.own else _OTHERS
    return {"day": held.day, "why": _why(told, held.since, len(held.errors))}


def _why(told: tuple[Message, Message], since: date | None, n: int) -> Message:
    return told[since is None].having(since=since, n=n)
