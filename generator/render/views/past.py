"""What became of the targets of one measure: its line of history, and today beside the first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.compute.attainment import Attainment
from generator.compute.measured import MeasureResult, at
from generator.compute.series import WHOLE
from generator.model.history import RESULT, TARGET, Origin, Step
from generator.model.period import Period
from generator.problems import msg
from generator.render import paths
from generator.render.views.changes import ChangeRow, change_row
from generator.render.views.common import Link, Mark, RenderContext, joined
from generator.render.views.values import format_target


@dataclass(frozen=True, slots=True)
class BothTargets:
    """A target as it first was and as it is today, each with the attainment against it."""

    period: str
    original: str
    original_mark: Mark
    original_attainment: str
    current: str
    current_mark: Mark
    current_attainment: str


@dataclass(frozen=True, slots=True)
class Past:
    """The history of one measure."""

    line: str
    rows: tuple[ChangeRow, ...]
    page: Link
    both: tuple[BothTargets, ...]
    both_title: str
    first_name: str
    """What the older target is: the original one, or the oldest that this copy knows."""


def past_of(ctx: RenderContext, plan: str, result: MeasureResult) -> Past | None:
    """The history of a measure; None where this copy has no history and nothing is listed."""
    own = [step for step in ctx.timeline(plan) if step.measure == result.use.id]
    if not own and ctx.results.history.since is None:
        return None
    return Past(
        line=joined((_line(ctx, plan, own), _otherwise(ctx, plan, result)), " "),
        rows=tuple(change_row(ctx, step) for step in own),
        page=Link(ctx.plain("All changes of the plan"), paths.changes_path(plan)),
        both=both_targets(ctx, plan, result),
        **_names(ctx),
    )


def _names(ctx: RenderContext) -> dict[str, str]:
    if ctx.results.history.is_partial:
        return {
            "both_title": ctx.plain("Oldest known target and target in force"),
            "first_name": ctx.plain("Oldest known target"),
        }
    return {
        "both_title": ctx.plain("Original target and target in force"),
        "first_name": ctx.plain("Original target"),
    }


def _line(ctx: RenderContext, plan: str, steps: list[Step]) -> str:
    """«La meta cambió 2 veces»; and how often a result was restated."""
    targets = _times(s for s in steps if s.figure == TARGET and not (s.is_first or s.is_same))
    restated = _times(step for step in steps if step.figure == RESULT)
    others = _times(s for s in steps if s.is_same or s.figure not in {TARGET, RESULT})
    parts = (
        ctx.f.n("the target changed once", "the target changed {n} times", targets)
        if targets
        else "",
        ctx.f.n("a result was restated", "{n} results were restated", restated) if restated else "",
        ctx.f.n(
            "the way of measuring changed once", "the way of measuring changed {n} times", others
        )
        if others
        else "",
    )
    said = _listed(ctx, [part for part in parts if part]) or ctx.plain("the target has not changed")
    said = said[:1].upper() + said[1:]
    history = ctx.results.history
    begun = history.first_seen.get(plan) or history.since
    if begun is None:
        return f"{said}."
    day, is_older = ctx.f.date(begun), any(_is_older(step, begun) for step in steps)
    if history.is_partial:
        form = (
            msg("{said}; not all that is older than {day} is seen.", said=said, day=day)
            if is_older
            else msg("{said} since {day}; what is older is not seen.", said=said, day=day)
        )
        return ctx.t(form)
    if is_older:
        return f"{said}."
    return ctx.t(msg("{said} since it is published here ({day}).", said=said, day=day))


def _otherwise(ctx: RenderContext, plan: str, result: MeasureResult) -> str:
    """Why the first targets are not shown beside those of today."""
    if result.use.id not in ctx.incomparable(plan):
        return ""
    return ctx.plain(
        "Its targets were measured otherwise at first, so they are not held against its results."
    )


def _listed(ctx: RenderContext, parts: list[str]) -> str:
    """Clauses as a sentence lists them."""
    word = ctx.plain("and")
    conjunction = f" {word} "
    last = joined(parts[-2:], conjunction)
    return joined((*parts[:-2], last), ", ")


def _is_older(step: Step, begun: date) -> bool:
    return step.origin is Origin.TRANSCRIBED and (step.day is None or step.day < begun)


def _times(steps: Iterable[Step]) -> int:
    """On how many occasions: what one act, or one commit, moves in several periods counts once."""
    return len({(step.commit, step.amendment or step.version, step.origin) for step in steps})


def both_targets(ctx: RenderContext, plan: str, result: MeasureResult) -> tuple[BothTargets, ...]:
    """Years and periods whose target was another at first."""
    original = ctx.originals.get(plan)
    first = original.measures.get(result.use.id) if original else None
    if first is None or result.use.measure.targets == first.use.measure.targets:
        return ()
    spots = [
        spot
        for year in sorted(result.years.keys() & first.years.keys())
        for spot in _spots(result, first, year)
    ]
    return tuple(_both(ctx, result, first, *spot) for spot in spots)


def _spots(result: MeasureResult, first: MeasureResult, year: int) -> list[tuple[Period, str]]:
    """The year as a whole, then each period or part that has a target on both sides."""
    told = {(o.period, o.member) for it in (result, first) for o in it.years[year].observations}
    spots = [(Period.of_year(year), WHOLE), *sorted(told)]
    return [spot for spot in dict.fromkeys(spots) if _differs(result, first, *spot)]


def _differs(result: MeasureResult, first: MeasureResult, period: Period, member: str) -> bool:
    now, then = at(result, period, member).target, at(first, period, member).target
    return now is not None and then is not None and now != then


def _both(
    ctx: RenderContext, result: MeasureResult, first: MeasureResult, period: Period, member: str
) -> BothTargets:
    now, then = at(result, period, member), at(first, period, member)
    name = joined((ctx.f.period(period), ctx.region(member) if member else ""), ", ")
    return BothTargets(
        period=name,
        original=format_target(ctx, then.target, first.use.traits),
        original_mark=ctx.mark(then),
        original_attainment=_percent(ctx, then),
        current=format_target(ctx, now.target, result.use.traits),
        current_mark=ctx.mark(now),
        current_attainment=_percent(ctx, now),
    )


def _percent(ctx: RenderContext, it: Attainment) -> str:
    return ctx.f.percent(it.raw) if it.raw is not None else ""


def against_first(ctx: RenderContext, plan: str, result: MeasureResult) -> str:
    """«59.2 % con la meta original, 1,409», for the year that is shown; "" where it is the same."""
    year = result.current.year if result.current else None
    original = ctx.originals.get(plan)
    first = original.measures.get(result.use.id) if original else None
    if year is None or first is None or not _differs(result, first, Period.of_year(year), WHOLE):
        return ""
    then = at(first, Period.of_year(year), WHOLE)
    target = format_target(ctx, then.target, first.use.traits)
    if then.raw is None:
        return ctx.t(msg("original target {target}", target=target))
    given = {"percent": ctx.f.percent(then.raw), "target": target}
    return ctx.t(msg("{percent} with the original target, {target}", **given))
