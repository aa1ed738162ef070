"""The history for a terminal and for programs: of all plans, of one, or of one measure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from generator.compute.history import RESULT, TARGET, Step, plain_value
from generator.compute.results import MeasureResult, Results
from generator.compute.timeline import every_step, timeline
from generator.model.catalog import PLAN
from generator.render.format import NBSP
from generator.render.views.changes import change_row, effect_text, figure_name, spoken, value
from generator.render.views.chronicle import since
from generator.render.views.common import Desk, joined
from generator.render.views.past import past_of

_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Asked:
    """What a history is asked of; both empty: of everything."""

    plan: str = ""
    measure: str = ""


def resolve(results: Results, name: str | None) -> Asked | None:
    """A plan, a measure, the code of an element with one measure, or ``plan/measure``.

    None where there is no such thing, or in several plans.
    """
    if not name:
        return Asked()
    if name in results.plans:
        return Asked(name)
    plan, mark, measure = name.partition("/")
    among = [plan] if mark and plan in results.plans else list(results.plans)
    wanted = measure if mark else name
    found = [(p, m) for p in among for m in _measures(results, p, wanted)]
    return Asked(*found[0]) if len(found) == 1 else None


def names(results: Results) -> Iterator[str]:
    """Everything that can be asked for."""
    yield from results.plans
    for plan in results.plans.values():
        yield from plan.measures


def _measures(results: Results, plan: str, wanted: str) -> list[str]:
    own = results.plans[plan]
    if wanted in own.measures:
        return [wanted]
    return [measure.use.id for measure in own.measures_of(wanted)] if wanted != PLAN else []


def history_text(results: Results, asked: Asked, lang: str) -> str:
    """The history in words, the newest first; of a measure, figure by figure."""
    desk = Desk(results, lang)
    if asked.measure:
        blocks = list(_of_measure(desk, asked))
    else:
        plans = [asked.plan] if asked.plan else list(results.plans)
        blocks = [since(desk), *(_of_plan(desk, plan) for plan in plans)]
    return "\n\n".join(block for block in blocks if block).replace(NBSP, " ") + "\n"


def _of_plan(desk: Desk, plan: str) -> str:
    steps = timeline(desk.results, plan)
    head = joined((plan, desk.catalog.plans[plan].plan.name))
    if not steps:
        none = desk.plain("No change is known.")
        return f"{head}\n{_INDENT}{none}"
    return "\n".join([head, *(line for step in steps for line in _lines(desk, step))])


def _lines(desk: Desk, step: Step) -> Iterator[str]:
    """Day, what and from what to what; below it the ground."""
    row = change_row(desk, step)
    day = step.day.isoformat() if step.day else "-" * 10
    code = "" if step.code == PLAN else step.code
    what = joined((code, "" if not code else row.what.text, row.figure))
    said = joined((spoken(row, desk), row.change, row.ease))
    yield f"{_INDENT}{day}  {what}{': ' if said else ''}{said}"
    below = joined((row.stamp, *row.notes, row.ground, row.commit))
    document = row.document.text if row.document else ""
    for line in (effect_text(row, desk), joined((below, document))):
        if line:
            yield f"{_INDENT * 7}{line}"


def _of_measure(desk: Desk, asked: Asked) -> Iterator[str]:
    result = desk.results.plans[asked.plan].measures[asked.measure]
    element = result.use.element
    yield joined(
        dict.fromkeys((asked.plan, element.code, element.node.title, result.use.traits.name))
    )
    past = past_of(desk, asked.plan, result)
    yield past.line if past else since(desk)
    own = (asked.plan, asked.measure)
    steps = [s for s in every_step(desk.results) if (s.plan, s.measure) == own]
    for now, known in _sequences(result, asked.plan, steps):
        yield "\n".join(_sequence(desk, now, known))


def _sequences(
    result: MeasureResult, plan: str, steps: Iterable[Step]
) -> Iterator[tuple[Step, list[Step]]]:
    """Each figure as it is today, with its steps, the oldest first."""
    found: dict[tuple[str, str, str, str], list[Step]] = {}
    for step in reversed(list(steps)):
        found.setdefault(step.key, []).append(step)
    today = {step.key: step for step in _today(result, plan)}
    for key in dict.fromkeys([*today, *found]):
        known = found.get(key, [])
        now = today.get(key) or replace(known[-1], before=known[-1].after)
        yield now, known


def _today(result: MeasureResult, plan: str) -> Iterator[Step]:
    """Targets and results as the files have them now."""
    use = result.use
    about: dict[str, Any] = {
        "day": None,
        "plan": plan,
        "code": use.element.code,
        "measure": use.id,
        "unit": use.traits.unit or "",
    }
    for period, member, figure in use.measure.values():
        yield Step(
            **about, figure=TARGET, period=period.text, member=member, after=plain_value(figure)
        )
    for year in result.years.values():
        for it in year.observations:
            if it.report is not None and it.attainment.actual is not None:
                actual = plain_value(it.attainment.actual)
                where: dict[str, Any] = {"period": it.period.text, "member": it.member}
                yield Step(**about, **where, figure=RESULT, after=actual)


def _sequence(desk: Desk, now: Step, known: list[Step]) -> Iterator[str]:
    yield figure_name(desk, now)
    if not known:
        unchanged = desk.plain("no change is known")
        yield f"{_INDENT}{joined((value(desk, now, now.after), now.unit), ' ')} · {unchanged}"
        return
    if known[0].before is not None:
        begun = desk.plain("at first")
        first = joined((value(desk, known[0], known[0].before), now.unit), " ")
        yield f"{_INDENT}{joined((first, begun))}"
    for step in known:
        row = change_row(desk, step)
        after = joined((row.after, now.unit if row.after else ""), " ") or desk.plain("taken out")
        day = row.date or desk.plain("no printed date")
        document = row.document.text if row.document else ""
        told = (after, day, row.change, row.ease, row.stamp, row.ground, document, row.commit)
        yield f"{_INDENT}{joined(told)}"


def history_json(results: Results, asked: Asked) -> str:
    """The history for programs: everything that is known, nothing folded."""
    history = results.history
    steps = [
        step
        for step in every_step(results)
        if (not asked.plan or step.plan == asked.plan)
        and (not asked.measure or step.measure == asked.measure)
    ]
    told = {
        "since": history.since,
        "is_partial": history.is_partial,
        "n_commits": history.n_commits,
        "unread": list(history.unread),
        "steps": [{f.name: getattr(step, f.name) for f in fields(step)} for step in steps],
    }
    return json.dumps(told, ensure_ascii=False, indent=2, default=_plain)


def _plain(it: object) -> object:
    if isinstance(it, Decimal):
        return int(it) if it == it.to_integral_value() else float(it)
    if isinstance(it, date):
        return it.isoformat()
    return it.value if isinstance(it, StrEnum) else str(it)
