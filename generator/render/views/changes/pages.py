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
    TOTAL,
    VERSION,
    WHOLE_PLAN,
    Origin,
    Step,
)
from generator.problems import msg, plural
from generator.render.views.across.news import news_rows
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
class ChangesTogether:
    """A change, or those of one sort that one record brought to a plan together."""

    rows: tuple[ChangeRow, ...]
    name: str
    """What those together are; "" of one alone."""
    plan: Link | None
    """Of those together, the plan that they are all of, where the page does not say it."""
    are_named: bool
    """Each says which figure it is of."""


@dataclass(frozen=True, slots=True)
class ChangesView:
    """A page of changes."""

    lead: str
    since: str
    """From when on changes are recorded, and what this copy cannot see."""
    means: str
    """What the targets that moved do to the mean of the plan; "" where nothing."""
    timeline: tuple[ChangesTogether, ...]
    """What changed in the plans."""
    n_more: int
    records: tuple[ChangesTogether, ...]
    """What was written of them in the portal alone."""
    n_records: int
    rows: tuple[ChangeRow, ...]
    n_left: int
    """Changes that stand only in the file of data."""
    is_of_one_plan: bool
    feed: str
    acts: tuple[Link, ...]
    """The plan as of each act."""
    plans: tuple[tuple[Link, str], ...]
    """Each plan with changes, and how many."""
    news: str
    """The page of news, beside all changes; "" where there is none."""
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
_EASED = {
    "easier": plural("{n} easier to reach", "{n} easier to reach"),
    "harder": plural("{n} harder to reach", "{n} harder to reach"),
}


def changes_page(ctx: RenderContext) -> Page | None:
    """The page of all changes; None where there are none."""
    steps = ctx.once(_steps)
    if not steps:
        return None
    view = _view(ctx, _without_uploads(ctx, steps))
    return Page(ctx.t("What changed"), view.lead, view, (ctx.home,))


def plan_changes_page(ctx: RenderContext, plan: str) -> Page | None:
    """The changes of one plan; None where there are none."""
    steps = tuple(step for step in ctx.once(_steps) if step.plan == plan)
    if not steps:
        return None
    result = ctx.results.plans[plan]
    view = _view(ctx, steps, result)
    name = f"{ctx.t('What changed')}: {result.folder.plan.name}"
    return Page(name, name, view, ctx.plan_crumbs(result.folder))


def _steps(ctx: RenderContext) -> tuple[Step, ...]:
    return all_steps(ctx.results)


def _view(
    ctx: RenderContext, steps: tuple[Step, ...], result: PlanResult | None = None
) -> ChangesView:
    rows = tuple(change_row(ctx, step) for step in steps[:MOST_ROWS])
    moved = tuple(row for row in rows if not is_record(row.step))
    records = tuple(row for row in rows if is_record(row.step))
    is_of_one = result is not None
    has_feed = any(step.day for step in ctx.once(_steps))
    return ChangesView(
        lead=_lead(ctx, steps, moved, is_of_one=is_of_one),
        since=recorded_since(ctx),
        means=means_sentence(ctx, result) if result else "",
        timeline=tuple(_told_together(moved[:MOST], is_of_one=is_of_one)),
        n_more=max(0, len(moved) - MOST),
        records=tuple(_told_together(records[:MOST], is_of_one=is_of_one)),
        n_records=len(records),
        rows=rows,
        n_left=len(steps) - len(rows),
        is_of_one_plan=is_of_one,
        feed=paths.CHANGES_FEED if has_feed else "",
        acts=act_links(ctx, result.folder) if result else (),
        plans=() if result else tuple(_plans(ctx, steps)),
        news=paths.NEWS if not is_of_one and ctx.once(news_rows) else "",
        unread=ctx.results.history.unread,
    )


def _told_together(rows: tuple[ChangeRow, ...], *, is_of_one: bool) -> Iterator[ChangesTogether]:
    """Changes in a row of one sort, day, record and ground; a target is told by itself."""
    for key, found in groupby(rows, key=_same):
        own = tuple(found)
        if key[0] == TARGET or len(own) <= FEW:
            yield from (ChangesTogether((row,), "", None, are_named=True) for row in own)
            continue
        names, plans = ({getattr(row, of) for row in own} for of in ("figure", "plan"))
        name = capital(own[0].sort if len(names) > 1 else own[0].figure)
        plan = own[0].plan if len(plans) == 1 and not is_of_one else None
        yield ChangesTogether(own, name, plan, are_named=len(names) > 1)


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


def _lead(
    ctx: RenderContext, steps: tuple[Step, ...], moved: tuple[ChangeRow, ...], *, is_of_one: bool
) -> str:
    """How many targets became others, what else changed, and the largest change of a budget.

    That comes first where no target changed.
    """
    steps = tuple(step for step in steps if not is_record(step))
    counts = Counter(_group(step) for step in steps)
    found = [ctx.t(forms, n=counts[group]) for group, forms in _COUNTED.items() if counts[group]]
    eases = Counter(step.ease for step in steps if _group(step) == "target")
    if told := joined(
        (ctx.t(it, n=eases[ease]) for ease, it in _EASED.items() if eases[ease]), ", "
    ):
        found[0] += f" ({told})"
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
    largest = max((row for row in moved if _share(row)), key=_share, default=None)
    parts = [f"{capital(joined(found, '; '))}."]
    if largest is not None:
        of = joined(("" if is_of_one else largest.plan.text, largest.date), ", ")
        text = msg("The largest change of a budget: {change}, {of}.")
        said = ctx.t(text, change=largest.change, of=of)
        parts.insert(1 if counts["target"] else 0, said)
    return joined(parts, " ")


def _share(row: ChangeRow) -> Decimal:
    """How much of a budget its change is; 0 where it is no budget, or not known."""
    return abs(row.step.change_share or Decimal(0)) if row.step.figure == BUDGET else Decimal(0)


def is_record(step: Step) -> bool:
    """Whether it is told of the portal's files alone: no act says it, nor does a figure move."""
    if step.origin is Origin.TRANSCRIBED or step.amendment or is_unsupported(step):
        return False
    came = step.figure == WHOLE_PLAN and step.is_first
    return came or step.figure not in _OF_THE_PLAN


_OF_THE_PLAN = frozenset({TARGET, TOTAL, RESULT, BUDGET, VERSION, ELEMENT, MEASURE, WHOLE_PLAN})
"""Figures that are of what a plan promises and gives, even where no act is named."""


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
