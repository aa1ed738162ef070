"""What became of the targets of one measure: its line of history, and today beside the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator import paths
from generator.compute.attainment import Status
from generator.compute.measured import MeasureResult, at
from generator.compute.series import WHOLE
from generator.model.history import MEASURE, RESULT, TARGET, Origin, Step
from generator.model.period import Granularity, Period
from generator.problems import plural
from generator.render.views.changes.steps import ChangeRow, change_row
from generator.render.views.common import Link, RenderContext, joined
from generator.render.views.measure.rows import MeasureRow, had_another_target, row_of
from generator.words.formatter import capital


@dataclass(frozen=True, slots=True)
class OriginalTargets:
    """The history of one measure."""

    line: str
    rows: tuple[ChangeRow, ...]
    page: str
    """Where all changes of the plan stand."""
    both: tuple[tuple[MeasureRow, MeasureRow], ...]
    """The result against each target as it first was, and as it is today."""
    is_partial: bool
    """The older targets are the oldest that this copy knows, not the original ones."""


def original_targets(
    ctx: RenderContext, plan: str, result: MeasureResult
) -> OriginalTargets | None:
    """The history of a measure; None where this copy has no history and nothing is listed."""
    own = [step for step in ctx.timeline(plan) if step.measure == result.use.id]
    if not own and ctx.results.history.since is None:
        return None
    return OriginalTargets(
        line=joined((_line(ctx, plan, result, own), _measured_otherwise(ctx, plan, result)), " "),
        rows=tuple(change_row(ctx, step) for step in own),
        page=paths.PLAN_CHANGES(plan),
        both=tuple(_both(ctx, plan, result)),
        is_partial=ctx.results.history.is_partial,
    )


def _line(ctx: RenderContext, plan: str, result: MeasureResult, steps: list[Step]) -> str:
    """«La meta cambió 2 veces»; and how often a result was restated."""
    found = _counts(ctx, steps)
    history = ctx.results.history
    begun = history.first_seen.get(plan) or history.since
    if not found and not (begun and _can_be_said_unchanged(ctx, plan, result, steps)):
        return ""
    said = capital(found or ctx.t("the target has not changed"))
    if begun is None:
        return f"{said}."
    day, is_older = ctx.f.date(begun), any(_is_older(step, begun) for step in steps)
    if history.is_partial and is_older:
        return ctx.t("{said}; not all that is older than {day} is seen.", said=said, day=day)
    if history.is_partial:
        return ctx.t("{said} since {day}; what is older is not seen.", said=said, day=day)
    if is_older:
        return f"{said}."
    return ctx.t("{said} since it was first published here ({day}).", said=said, day=day)


def _can_be_said_unchanged(
    ctx: RenderContext, plan: str, result: MeasureResult, steps: list[Step]
) -> bool:
    """Whether there is a target, none came later, and no earlier version may have had another."""
    if any(step.figure in {TARGET, MEASURE} for step in steps):
        return False
    has_target = any(
        o.attainment.target is not None and o.attainment.status is not Status.NOT_PROGRAMMED
        for series in result.years.values()
        for o in series.observations
    )
    return has_target and len(ctx.catalog.plans[plan].plan.versions) <= 1


def _counts(ctx: RenderContext, steps: list[Step]) -> str:
    """What changed how often, as a sentence lists it."""
    targets = _times(s for s in steps if s.figure == TARGET and not (s.is_first or s.is_same))
    restated = _times(step for step in steps if step.figure == RESULT)
    others = _times(s for s in steps if s.is_same or s.figure not in {TARGET, RESULT})
    parts = []
    if targets:
        parts.append(ctx.f.n("the target changed once", "the target changed {n} times", targets))
    if restated:
        parts.append(ctx.f.n("a result was corrected", "{n} results were corrected", restated))
    if others:
        forms = plural(
            "the way of measuring changed once", "the way of measuring changed {n} times"
        )
        parts.append(ctx.t(forms, n=others))
    last = joined(parts[-2:], f" {ctx.t('and')} ")
    return joined((*parts[:-2], last), ", ")


def _measured_otherwise(ctx: RenderContext, plan: str, result: MeasureResult) -> str:
    """Why the first targets are not shown beside those of today."""
    if result.use.id not in ctx.incomparable(plan):
        return ""
    return ctx.t(
        "Its targets were measured otherwise at first, so they are not held against its results."
    )


def _is_older(step: Step, begun: date) -> bool:
    return step.origin is Origin.TRANSCRIBED and (step.day is None or step.day < begun)


def _times(steps: Iterable[Step]) -> int:
    """On how many occasions: what one act, or one commit, moves in several periods counts once."""
    return len({(step.commit, step.amendment or step.version, step.origin) for step in steps})


def _both(
    ctx: RenderContext, plan: str, now: MeasureResult
) -> Iterator[tuple[MeasureRow, MeasureRow]]:
    """Years and periods whose target was another at first."""
    original = ctx.originals.get(plan)
    first = original.measures.get(now.use.id) if original else None
    if first is None or now.use.measure.targets == first.use.measure.targets:
        return
    for year in sorted(now.years.keys() & first.years.keys()):
        for period, member in _places(now, first, year):
            if had_another_target(now, first, period, member):
                is_so_far = period.granularity is Granularity.YEAR and now.years[year].is_so_far
                called = ctx.t("{year}, so far", year=period) if is_so_far else ctx.f.period(period)
                name = (called, ctx.region(member) if member else "")
                link = Link(joined(name, ", "))
                yield (
                    row_of(ctx, link, at(first, period, member), first.use.traits),
                    row_of(ctx, link, at(now, period, member), now.use.traits),
                )


def _places(now: MeasureResult, first: MeasureResult, year: int) -> Iterable[tuple[Period, str]]:
    """The year as a whole, then each period or part that is told on either side."""
    told = {(o.period, o.member) for it in (now, first) for o in it.years[year].observations}
    return dict.fromkeys([(Period.of_year(year), WHOLE), *sorted(told)])
