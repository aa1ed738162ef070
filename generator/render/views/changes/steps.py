"""A step of the history in words: what changed, from what to what, its effect and its ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from generator.compute.attainment import Attainment
from generator.history.amended import founding_acts
from generator.history.anchors import SHORT, anchor
from generator.history.originals import judged
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
    WORDS,
    Origin,
    Step,
    Value,
    typed_value,
)
from generator.model.indicator import Criterion, Direction, Kind, OverTime, ResultsLevel
from generator.model.money import Stage
from generator.model.plan import PlanState
from generator.model.scalars import Milestone, State
from generator.model.values import Intent
from generator.model.years import CALENDAR
from generator.problems import Message, msg, plural
from generator.render.views.common import Link, Mark, RenderContext, joined, plan_link
from generator.words.formatter import capital
from generator.words.labels import EASES, FIGURES

_NAMES: dict[str, Message] = {
    **FIGURES,
    RESULT: msg("result"),
    BUDGET: msg("budget"),
    STATE: msg("state of the plan"),
    WHOLE_PLAN: msg("plan"),
    VERSION: msg("version of the plan"),
    MEASURE: msg("indicator"),
    ELEMENT: msg("part of the plan"),
}
_VOCABULARIES: Mapping[str, type[StrEnum]] = {
    "results_level": ResultsLevel,
    "criterion": Criterion,
    STATE: PlanState,
    "kind": Kind,
    "direction": Direction,
    "over_time": OverTime,
}
_NAMED = frozenset({ELEMENT, WHOLE_PLAN})
"""Figures whose value is the title that the row has already."""
_FREE = frozenset({RESULT, BUDGET, STATE, WHOLE_PLAN, VERSION, "total"})
"""Figures that need no amendment."""


@dataclass(frozen=True, slots=True)
class EffectSide:
    """One side of the effect: the mark, and the percentage or the word that goes with it."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One step as a page, a feed or a terminal shows it."""

    step: Step
    anchor: str
    date: str
    stamp: str
    """Where it was seen: the proposal, the version, the amendment."""
    origin: str
    plan: Link
    what: Link
    """The element, its measure where it has several, or the plan."""
    code: str
    """The element's code, as pages say it."""
    figure: str
    """What of it: ``target of 2024``."""
    sort: str
    """The sort of figure: a word to filter by."""
    before: str
    after: str
    unit: str
    change: str
    ease: str
    effect: tuple[EffectSide, EffectSide] | None
    ground: str
    document: Link | None
    is_unsupported: bool
    """A commitment moved and no amendment says why."""
    notes: tuple[str, ...]
    commit: str


def change_row(ctx: RenderContext, step: Step) -> ChangeRow:
    """Build the row of one step."""
    folder = ctx.catalog.plans.get(step.plan)
    element = folder.by_code.get(step.code) if folder else None
    return ChangeRow(
        step=step,
        anchor=anchor(step),
        date=ctx.f.date(step.day) if step.day else "",
        stamp=_stamp(ctx, step),
        origin=origin(ctx, step),
        plan=_plan(ctx, step),
        what=_what(ctx, step),
        code=element.called if element else step.code,
        figure=figure_name(ctx, step),
        sort=capital(sort_of(ctx, step)),
        before="" if step.figure in _NAMED else value(ctx, step, step.before),
        after="" if step.figure in _NAMED else value(ctx, step, step.after),
        unit=step.unit if step.figure != BUDGET and _is_number(step) else "",
        change=_change(ctx, step),
        ease=ctx.t(EASES[step.ease]) if step.ease else "",
        effect=_effect(ctx, step),
        ground=_ground(ctx, step),
        document=ctx.document_link(step.document or None),
        is_unsupported=is_unsupported(step),
        notes=tuple(_notes(ctx, step)),
        commit=step.commit[:SHORT],
    )


def is_unsupported(step: Step) -> bool:
    """Whether a figure of a public commitment became another and no amendment names it."""
    if step.origin is Origin.TRANSCRIBED or step.amendment or not step.is_committed:
        return False
    if step.figure in WORDS and step.reason:  # only its spelling was corrected
        return False
    if step.is_part:  # the step that tells of the whole year is judged
        return False
    return not (step.figure in _FREE or step.is_first or step.is_same)


def _stamp(ctx: RenderContext, step: Step) -> str:
    if step.request:
        return ctx.t("proposal {number}", number=step.request)
    if step.version and step.origin is Origin.TRANSCRIBED:
        return ctx.t("version {id}", id=step.version)
    if step.amendment and step.origin is Origin.TRANSCRIBED:
        return ctx.t("amendment")
    return ctx.t("not committed yet") if step.origin is Origin.PENDING else ""


def origin(ctx: RenderContext, step: Step) -> str:
    """How the step is known, in a word."""
    return {
        Origin.RECORDED: ctx.t("recorded"),
        Origin.TRANSCRIBED: ctx.t("transcribed"),
        Origin.PENDING: ctx.t("not committed yet"),
    }[step.origin]


def _what(ctx: RenderContext, step: Step) -> Link:
    folder = ctx.catalog.plans.get(step.plan)
    if step.code == PLAN:
        return _plan(ctx, step)
    element = folder.by_code.get(step.code) if folder else None
    if folder is None or element is None or _is_of_another(step):
        return Link(step.title or step.code)
    href = ctx.element_link(folder, element).href
    plan = ctx.results.plans[step.plan]
    measure = plan.measures.get(step.measure)
    if measure is None:
        return Link(element.node.heading, href)
    is_one = len(plan.measures_of(element.code)) == 1
    name = element.node.heading if is_one else measure.use.traits.heading
    return Link(name, f"{href}#{step.measure}" if href else href)


def _plan(ctx: RenderContext, step: Step) -> Link:
    """The plan of a step; one that is gone has no page."""
    folder = ctx.catalog.plans.get(step.plan)
    if folder is not None:
        return plan_link(folder)
    return Link(step.title if step.code == PLAN and step.title else step.plan)


def _is_of_another(step: Step) -> bool:
    """Whether the measure is gone and another thing has its name today."""
    return bool(step.called) and not step.measure and step.called == step.code


def sort_of(ctx: RenderContext, step: Step) -> str:
    """The sort of figure: ``meta``."""
    known = _NAMES.get(step.figure)
    return ctx.t(known) if known else step.figure


def figure_name(ctx: RenderContext, step: Step) -> str:
    """What changed of the element: ``meta de 2024, Puno``."""
    if step.figure == WHOLE_PLAN:
        came = ctx.t("entry into the portal"), ctx.t("removal from the portal")
        return came[step.before is not None]
    if step.figure == ELEMENT and (step.before is None or step.after is None):
        came = ctx.t("added to the plan"), ctx.t("taken out of the plan")
        return came[step.after is None]
    name = sort_of(ctx, step)
    folder = ctx.results.catalog.plans.get(step.plan)
    when = step.when(folder.plan.years if folder else CALENDAR)
    of_period = f"{name} {ctx.f.of(when)}" if when else name
    member = ctx.region(step.member) if step.member else ""
    unit = ctx.unit_name(step.executing_unit, short=True) if step.executing_unit else ""
    stage = ""
    if step.figure == BUDGET and step.origin is not Origin.TRANSCRIBED:
        stage = joined((step.stage and ctx.f.label(Stage(step.stage)), step.version), " ")
    return joined((of_period, member, unit, stage, step.funding), ", ")


def _is_number(step: Step) -> bool:
    return isinstance(step.before, Decimal) or isinstance(step.after, Decimal)


def value(ctx: RenderContext, step: Step, it: Value) -> str:
    """One side of a step in words or digits; "" where there is nothing."""
    if isinstance(it, Decimal):
        if step.figure == BUDGET:
            return ctx.f.money(it, step.unit)
        if step.unit_before and it is step.before:
            return f"{ctx.f.with_numbers(it)} {step.unit_before}"
        return ctx.f.with_numbers(it, in_percent=step.in_percent or step.unit == "%")
    if it is None:
        return ""
    if step.figure == "bands":
        return " / ".join(ctx.f.number(Decimal(bound)) for bound in it.split(" / "))
    word = typed_value(it)
    if isinstance(word, State | Milestone) or (isinstance(word, Intent) and step.figure == TARGET):
        return ctx.f.label(word)
    known = (word for word in _VOCABULARIES.get(step.figure, ()) if word == it)
    return ctx.f.value(next(known, it))


def _change(ctx: RenderContext, step: Step) -> str:
    if step.change is None or step.change == 0:
        return ctx.t("same total") if step.is_rescheduled and step.change == 0 else ""
    if step.figure == BUDGET:
        said = ctx.f.signed_money(step.change, step.unit)
    elif step.in_percent or step.unit == "%":
        points = plural("{n} point", "{n} points", n=step.change)
        return ctx.f.template(points).format(n=ctx.f.signed(step.change))
    else:
        said = ctx.f.signed(step.change)
    share = step.change_share
    return said if share is None else f"{said} ({ctx.f.signed_percent(share)})"


def _effect(ctx: RenderContext, step: Step) -> tuple[EffectSide, EffectSide] | None:
    both = judged(ctx.results, step)
    if both is None or len({(it.raw, it.band, it.met) for it in both}) == 1:
        return None
    return _judged(ctx, both[0]), _judged(ctx, both[1])


def _judged(ctx: RenderContext, attainment: Attainment) -> EffectSide:
    mark = ctx.mark(attainment)
    return EffectSide(mark, ctx.percent(attainment.raw) or mark.word.lower())


def _ground(ctx: RenderContext, step: Step) -> str:
    if step.amendment:
        given = {"id": step.amendment, "reason": step.reason.rstrip(".")}
        return ctx.t("Amendment {id}: «{reason}»", **given)
    if step.reason and step.figure in {RESULT, *WORDS}:
        return ctx.t("Correction: «{reason}»", reason=step.reason.rstrip("."))
    if step.reason:
        return step.reason
    return ctx.t("No amendment is registered") if is_unsupported(step) else ""


def _notes(ctx: RenderContext, step: Step) -> list[str]:
    """What a reader must know not to misread the step."""
    found = []
    folder = ctx.catalog.plans.get(step.plan)
    if folder and step.amendment and step.document in founding_acts(folder):
        found.append(ctx.t("It corrects the transcription: so says the act approving the plan."))
    if not step.is_committed:
        found.append(ctx.t("The plan was a draft."))
    if step.is_rescheduled and not step.is_part:
        found.append(ctx.t("The year is counted by other periods than before."))
    versions = folder.plan.versions if folder else ()
    version = next((v for v in versions if v.id == step.version), None)
    if version and step.origin is Origin.TRANSCRIBED:
        if step.figure != VERSION:
            found.append(version.label)
        if version.n_activities is not None:
            found.append(ctx.f.n("{n} activity", "{n} activities", version.n_activities))
    return found


def format_change(row: ChangeRow, ctx: RenderContext) -> str:
    """From what to what, in one line of plain text."""
    if not (row.before or row.after):
        return ""
    if not row.before:
        after = joined((row.after, row.unit), " ")
        if row.step.figure in {TARGET, RESULT, "baseline"}:
            return ctx.t("new: {value}", value=after)
        return after
    if not row.after:
        return ctx.t("{value} → taken out", value=joined((row.before, row.unit), " "))
    return joined((f"{row.before} → {row.after}", row.unit), " ")


def effect_text(row: ChangeRow, ctx: RenderContext) -> str:
    """What it does to the attainment, in one line of plain text; "" where nothing."""
    if row.effect is None:
        return ""
    before, after = (joined(dict.fromkeys((it.text, it.mark.word.lower()))) for it in row.effect)
    label = ctx.t("Attainment with the result published today:")
    return f"{label} {before} → {after}"
