"""The history for a terminal: of all plans, of one, or of one measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from generator.compute.measured import MeasureResult
from generator.compute.results import Results
from generator.history.lookup import HistoryScope, gone_plans
from generator.history.timeline import every_step, timeline
from generator.model.catalog import PLAN
from generator.model.history import BUDGET, RESULT, TARGET, Key, Origin, Step, plain_value
from generator.render.views.changes.original_targets import original_targets
from generator.render.views.changes.pages import recorded_since
from generator.render.views.changes.steps import (
    change_row,
    effect_text,
    figure_name,
    format_change,
    value,
)
from generator.render.views.common import RenderContext, joined
from generator.words.formatter import common_blanks

_INDENT = "  "


def history_text(results: Results, asked: HistoryScope, lang: str) -> str:
    """The history in words, the newest first; of a measure, figure by figure."""
    ctx = RenderContext(results, lang)
    if asked.measure:
        blocks = list(_of_measure(ctx, asked))
    else:
        plans = [asked.plan] if asked.plan else [*results.plans, *gone_plans(results)]
        blocks = [_begun(ctx), *(_of_plan(ctx, plan) for plan in plans)]
    return common_blanks("\n\n".join(block for block in blocks if block)) + "\n"


def _begun(ctx: RenderContext) -> str:
    """From when on the history goes; of a copy that is cut off, how to bring the rest."""
    history = ctx.results.history
    if not history.is_partial or history.is_begun_later:
        return recorded_since(ctx)
    remedy = ctx.t("Bring it with: git fetch --unshallow")
    return f"{recorded_since(ctx)} {remedy}"


def _of_plan(ctx: RenderContext, plan: str) -> str:
    steps = timeline(ctx.results, plan)
    folder = ctx.catalog.plans.get(plan)
    head = joined((plan, folder.plan.name if folder else ctx.t("removed from the portal")))
    if not steps:
        none = ctx.t("No change is known.")
        return f"{head}\n{_INDENT}{none}"
    return "\n".join([head, *(line for step in steps for line in _lines(ctx, step))])


def _lines(ctx: RenderContext, step: Step) -> Iterator[str]:
    """Day, what and from what to what; below it the ground."""
    row = change_row(ctx, step)
    day = row.date or "-" * 10
    code = "" if step.code == PLAN else row.code
    what = joined((code, "" if not code else row.what.text, row.figure))
    said = joined((format_change(row, ctx), row.change, row.ease))
    yield f"{_INDENT}{day}  {what}{': ' if said else ''}{said}"
    document = row.document.text if row.document else ""
    below = joined((row.stamp, *row.notes, row.ground, document, row.commit))
    for line in (effect_text(row, ctx), below):
        if line:
            yield f"{_INDENT * 7}{line}"


def _of_measure(ctx: RenderContext, asked: HistoryScope) -> Iterator[str]:
    result = ctx.results.plans[asked.plan].measures[asked.measure]
    element = result.use.element
    yield joined(
        dict.fromkeys((asked.plan, element.called, element.node.title, result.use.traits.name))
    )
    past = original_targets(ctx, asked.plan, result)
    yield past.line if past else recorded_since(ctx)
    own = (asked.plan, asked.measure)
    steps = [s for s in every_step(ctx.results) if (s.plan, s.measure) == own]
    for now, known in _sequences(result, asked.plan, steps):
        yield "\n".join(_sequence(ctx, now, known))


def _sequences(
    result: MeasureResult, plan: str, steps: Iterable[Step]
) -> Iterator[tuple[Step, list[Step]]]:
    """Each figure as it is today, with its steps, the oldest first."""
    found: dict[Key, list[Step]] = {}
    for step in reversed(list(steps)):
        found.setdefault(step.key, []).append(step)
    today = {step.key: step for step in _today(result, plan)}
    for key in dict.fromkeys([*today, *found]):
        known = found.get(key, [])
        yield today.get(key) or replace(known[-1], before=known[-1].after), known


def _today(result: MeasureResult, plan: str) -> Iterator[Step]:
    """Targets and results as the files have them now."""
    use = result.use
    about: dict[str, Any] = {"day": None, "plan": plan, "code": use.element.code}
    about |= {"measure": use.id, "unit": use.traits.unit or ""}
    rows = [(TARGET, *row) for row in use.measure.values(use.region_list)]
    for year in result.years.values():
        reported = (it for it in year.observations if it.report is not None)
        rows += [(RESULT, it.period, it.member, it.attainment.actual) for it in reported]
    for figure, period, member, it in rows:
        if it is not None:
            where = {**about, "period": period.text, "member": member}
            yield Step(**where, figure=figure, after=plain_value(it))


def _sequence(ctx: RenderContext, now: Step, known: list[Step]) -> Iterator[str]:
    yield figure_name(ctx, now)
    if not known:
        unchanged = ctx.t("no change is known")
        yield f"{_INDENT}{_with_unit(value(ctx, now, now.after), now)} · {unchanged}"
        return
    if known[0].before is not None:
        cut = ctx.results.history.is_partial
        begun = ctx.t("the oldest known") if cut else ctx.t("at first")
        first = value(ctx, known[0], known[0].before)  # in the unit it had then
        first = first if known[0].unit_before else _with_unit(first, known[0])
        yield f"{_INDENT}{joined((first, begun))}"
    for step in known:
        row = change_row(ctx, step)
        after = _with_unit(value(ctx, step, step.after), step) or ctx.t("taken out")
        undated = "" if step.origin is Origin.PENDING else ctx.t("no printed date")
        document = row.document.text if row.document else ""
        ground = (*row.notes, row.ground, document, row.commit)
        told = (after, row.date or undated, row.change, row.ease, row.stamp, *ground)
        yield f"{_INDENT}{joined(told)}"


def _with_unit(said: str, step: Step) -> str:
    """A number with its unit; words have none."""
    is_number = isinstance(step.before, Decimal) or isinstance(step.after, Decimal)
    has_one = step.figure == BUDGET or said.endswith(step.unit)  # «90 %», of percentages
    return joined((said, step.unit), " ") if said and is_number and not has_one else said
