"""Every figure that became another: as recorded, and as the plans' own files list it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compute.results import Results
from generator.export.numbers import derived
from generator.export.shared import IN_PLAN
from generator.export.table import Record, Table, day, flag, number, percent, printed, text
from generator.history.timeline import every_step
from generator.model.history import Origin, Step
from generator.model.money import Stage
from generator.problems import say

CHANGES = Table(
    "changes",
    say("One row per figure that became another."),
    ("plan", "date", "element", "measure", "figure", "period", "member"),
    (
        IN_PLAN,
        text("element", say("Code of the element; «plan» is the plan itself")),
        text("measure", say("Measure (table measures)")),
        text("title", say("Title of the element")),
        text("figure", say("What changed: target, result, budget, state or a field")),
        text("period", say("Period of the figure")),
        text("member", say("Part of a breakdown")),
        printed("before", say("Value before; empty where there was none")),
        printed("after", say("Value after; empty where there is none left")),
        number("change", say("After less before; in points where the values are percentages")),
        percent("change_share", say("Change in percent of the value before")),
        text("unit", say("Unit of measurement, or currency")),
        text("unit_before", say("Unit of the value before, where it is another")),
        text("ease", say("Whether it became easier or harder"), ("easier", "harder")),
        day("date", say("Day of the commit (UTC), or of the act")),
        text("origin", say("How it is known"), Origin),
        text("commit", say("Commit of the repository")),
        text("proposal", say("Number of the proposal that brought it")),
        text("amendment", say("Amendment that names it")),
        text("version", say("Version of the plan in which it is first seen")),
        text("document", say("Document it rests on (table documents)")),
        text("reason", say("Reason given")),
        text("stage", say("Stage of an amount of money"), Stage),
        text("executing_unit", say("Executing unit of an amount (table units)")),
        flag("committed", say("Whether the plan was no draft")),
        flag("partial", say("Whether another row tells of the whole year")),
    ),
)


def change_rows(results: Results) -> Iterator[Record]:
    """Rows of CHANGES."""
    for step in every_step(results):
        yield _row(step)


def _row(step: Step) -> Record:
    named = {
        "plan": step.plan,
        "element": step.code,
        "measure": step.measure,
        "title": step.title,
        "figure": step.figure,
        "period": step.period,
        "member": step.member,
        "unit": step.unit,
        "unit_before": step.unit_before,
        "ease": step.ease,
        "origin": step.origin.value,
        "commit": step.commit,
        "proposal": step.request,
        "amendment": step.amendment,
        "version": step.version,
        "document": step.document,
        "reason": step.reason,
        "stage": step.stage,
        "executing_unit": step.executing_unit,
    }
    return {
        **{name: value or None for name, value in named.items()},
        "before": step.before,
        "after": step.after,
        "change": step.change,
        "change_share": derived(step.change_share),
        "date": step.day,
        "committed": step.is_committed,
        "partial": step.is_part,
    }
