"""The pages of changes: a timeline and the same changes as a table, of a plan and of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from generator import paths
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup
from generator.history.timeline import all_steps
from generator.model.catalog import PLAN
from generator.model.history import (
    BUDGET,
    ELEMENT,
    MEASURE,
    RESULT,
    STATE,
    TARGET,
    VERSION,
    WHOLE_PLAN,
    Step,
)
from generator.problems import plural
from generator.render.views.changes.past_plan import act_links
from generator.render.views.changes.steps import ChangeRow, change_row, is_unsupported
from generator.render.views.common import Link, Page, RenderContext, joined
from generator.words.formatter import capital

MOST = 60
"""Changes in the timeline; the table has more."""
FEW = 3
"""Changes of one sort that are still told one by one."""
MOST_ROWS = 1000
"""Changes in the table, so that a page stays below 60 kB; the file of data has them all."""


@dataclass(frozen=True, slots=True)
class ChangesView:
    """A page of changes."""

    lead: str
    since: str
    """From when on changes are recorded, and what this copy cannot see."""
    means: str
    """What the targets that moved do to the mean of the plan; "" where nothing."""
    timeline: tuple[tuple[ChangeRow, ...], ...]
    """Each change, those of one sort that one record brought to a plan together."""
    n_more: int
    rows: tuple[ChangeRow, ...]
    n_left: int
    """Changes that stand only in the file of data."""
    is_of_one_plan: bool
    feed: str
    acts: tuple[Link, ...]
    """The plan as of each act."""
    plans: tuple[tuple[Link, str], ...]
    """Each plan with changes, and how many."""
    unread: tuple[str, ...]


_COUNTED = {
    "target": plural("{n} target has changed", "{n} targets have changed"),
    "new": plural("{n} target is new", "{n} targets are new"),
    "gone": plural("{n} target was taken out", "{n} targets were taken out"),
    "method": plural(
        "{n} change of a priority, a baseline or a way of measuring",
        "{n} changes of priorities, baselines or ways of measuring",
    ),
    "part": plural("{n} part of a plan came or went", "{n} parts of plans came or went"),
    "result": plural("{n} result was corrected", "{n} results were corrected"),
    "lost": plural("{n} result was taken out", "{n} results were taken out"),
    "version": plural("{n} version of the plan or its budget", "{n} versions of plans or budgets"),
    "state": plural("{n} change of state", "{n} changes of state"),
}
"""What steps are counted as, in the order in which they are told."""


def changes_page(ctx: RenderContext) -> Page | None:
    """The page of all changes; None where there are none."""
    steps = ctx.once(_steps)
    if not steps:
        return None
    view = _view(ctx, _without_uploads(ctx, steps))
    return Page(ctx.t("Changes of targets"), view.lead, view, (ctx.home,))


def plan_changes_page(ctx: RenderContext, plan: str) -> Page | None:
    """The changes of one plan; None where there are none."""
    steps = tuple(step for step in ctx.once(_steps) if step.plan == plan)
    if not steps:
        return None
    result = ctx.results.plans[plan]
    view = _view(ctx, steps, result)
    name = f"{ctx.t('Changes of targets')}: {result.folder.plan.heading}"
    return Page(name, name, view, ctx.plan_crumbs(result.folder))


def _steps(ctx: RenderContext) -> tuple[Step, ...]:
    return all_steps(ctx.results)


def _view(
    ctx: RenderContext, steps: tuple[Step, ...], result: PlanResult | None = None
) -> ChangesView:
    rows = tuple(change_row(ctx, step) for step in steps[:MOST_ROWS])
    has_feed = any(step.day for step in ctx.once(_steps))
    return ChangesView(
        lead=_lead(ctx, steps),
        since=recorded_since(ctx),
        means=means_sentence(ctx, result) if result else "",
        timeline=tuple(_told_together(rows[:MOST])),
        n_more=max(0, len(rows) - MOST),
        rows=rows,
        n_left=len(steps) - len(rows),
        is_of_one_plan=result is not None,
        feed=paths.CHANGES_FEED if has_feed else "",
        acts=act_links(ctx, result.folder) if result else (),
        plans=() if result else tuple(_plans(ctx, steps)),
        unread=ctx.results.history.unread,
    )


def _told_together(rows: tuple[ChangeRow, ...]) -> Iterator[tuple[ChangeRow, ...]]:
    """Changes in a row of one sort, day, record and ground; a target is told by itself."""
    for key, found in groupby(rows, key=_same):
        own = tuple(found)
        if key[0] == TARGET or len(own) <= FEW:
            yield from ((row,) for row in own)
        else:
            yield own


def _same(row: ChangeRow) -> tuple[str, ...]:
    it = row.step
    of = ("", "") if it.figure == WHOLE_PLAN else (it.plan, row.commit)
    return (
        it.figure,
        row.figure if it.figure == WHOLE_PLAN else "",
        *of,
        row.date,
        row.stamp,
        row.ground,
        it.origin,
    )


def _plans(ctx: RenderContext, steps: tuple[Step, ...]) -> Iterator[tuple[Link, str]]:
    for name, result in ctx.results.plans.items():
        n = sum(step.plan == name for step in steps)
        if n:
            link = Link(result.folder.plan.name, paths.PLAN_CHANGES(name))
            yield link, ctx.f.n("{n} change", "{n} changes", n)


def _lead(ctx: RenderContext, steps: tuple[Step, ...]) -> str:
    """How many targets became others, and what else changed."""
    counts = Counter(_group(step) for step in steps)
    found = [ctx.t(forms, n=counts[group]) for group, forms in _COUNTED.items() if counts[group]]
    if not counts["target"]:
        found = [ctx.t("no change of target is recorded"), *found]
    missing = sum(is_unsupported(step) for step in steps)
    if missing:
        found.append(
            ctx.f.n(
                "{n} change without a registered amendment",
                "{n} changes without a registered amendment",
                missing,
            )
        )
    return f"{capital(joined(found, '; '))}."


def _group(step: Step) -> str:
    """What a step is counted as."""
    if step.figure == TARGET and step.is_same:
        return "method"
    if step.figure == TARGET:
        return "new" if step.before is None else "gone" if step.after is None else "target"
    if step.figure == RESULT and step.after is None:
        return "lost"
    if step.figure in {ELEMENT, MEASURE}:
        return "part"
    known = {RESULT: "result", BUDGET: "version", VERSION: "version", STATE: "state"}
    return known.get(step.figure, "plan" if step.figure == WHOLE_PLAN else "method")


def _without_uploads(ctx: RenderContext, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Without the plans of the first upload: that day stands above the timeline."""
    day = ctx.results.history.since
    kept = (s for s in steps if not (s.figure == WHOLE_PLAN and s.is_first and s.day == day))
    return tuple(kept) or steps


def recorded_since(ctx: RenderContext) -> str:
    """From when on changes are recorded; never a part as if it were the whole."""
    history = ctx.results.history
    if history.is_unreadable:
        return ctx.t(
            "Git could not read the history of this copy: only what the plans list themselves is "
            "shown."
        )
    if history.since is None:
        return ctx.t("This copy has no history: only what the plans list themselves is shown.")
    day = ctx.f.date(history.since)
    if history.is_begun_later:
        return ctx.t(
            "The history of this portal begins on {day}; what its files said before is not told "
            "here.",
            day=day,
        )
    if history.is_partial:
        return ctx.t(
            "This copy of the repository lacks the older history: what changed before {day} "
            "is not seen here.",
            day=day,
        )
    return ctx.t(
        "Changes have been recorded since {day}, the day of the first upload. What stands here of "
        "earlier days was transcribed from the documents.",
        day=day,
    )


def means_sentence(ctx: RenderContext, result: PlanResult) -> str:
    """The mean of the plan beside the mean against the targets it first had; "" if the same."""
    original = ctx.originals.get(result.folder.id)
    if original is None or ctx.incomparable(result.folder.id):
        return ""
    now, then = (_mean(it) for it in (result, original))
    if now is None or then is None or now == then:
        return ""
    said = {"now": ctx.f.percent(now, 2), "then": ctx.f.percent(then, 2), "year": result.year}
    if ctx.results.history.is_partial:
        return ctx.t(
            "With the targets of today the mean attainment of {year} is {now}; with the oldest "
            "known here it would be {then}.",
            **said,
        )
    return ctx.t(
        "With the targets of today the mean attainment of {year} is {now}; with the targets "
        "that the plan first had it would be {then}.",
        **said,
    )


def _mean(result: PlanResult) -> Decimal | None:
    return result.rollups.get(PLAN, Rollup()).mean_attainment
