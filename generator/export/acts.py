"""Acts on a plan: its versions, amendments, moves of its budget, agreements that were signed."""

from __future__ import annotations

from typing import Any

from generator.export.plans import CURRENCY
from generator.export.table import (
    IN_PLAN,
    NOTE,
    PRINTED,
    Column,
    Row,
    Table,
    amount,
    day,
    ident,
    number,
    of_plans,
    printed,
    text,
    whole,
    with_source,
)
from generator.history.acts import PastTarget, past_targets
from generator.model.plan import Agreement, BudgetChange, Version
from generator.model.reports import Amendment
from generator.problems import say

_ACT: Column[Any] = text("act", say("Document of the act (table documents)"), "document")


def region_of(row: Row[Any]) -> str | None:
    """The code of the region that an entry names."""
    return row.results.catalog.region_list.code(row.item.region or "") or None


VERSIONS = Table[Version](
    "versions",
    say("One row per version of a plan that its files list."),
    ("plan", "version"),
    of_plans(lambda plan: with_source(plan, plan.folder.plan.versions)),
    (
        IN_PLAN,
        text("version", say("Version: its name in the files of the plan"), "id"),
        text("label", say("What the plan calls it")),
        day("date", say("Day of the act")),
        _ACT,
        whole("n_activities", say("Number of activities, as printed")),
        amount("budget", say("Budget, as printed")),
        CURRENCY,
        NOTE,
        *PRINTED,
    ),
    is_key=True,
)

AMENDMENTS = Table[Amendment](
    "amendments",
    say("One row per approved change of commitments; table changes has what each one moved."),
    ("plan", "amendment"),
    of_plans(lambda plan: with_source(plan, plan.folder.amendments)),
    (
        IN_PLAN,
        text("amendment", say("Amendment: its name in the files of the plan"), "id"),
        day("date", say("Day of the act")),
        _ACT,
        text("reason", say("Reason given")),
        whole("n_changes", say("Number of changes it lists"), lambda row: len(row.item.changes)),
        NOTE,
        *PRINTED,
    ),
    is_key=True,
)

BUDGET_CHANGES = Table[BudgetChange](
    "budget_changes",
    say("One row per act that moved the budget between two versions."),
    ("plan", "version", "act", "executing_unit", "id"),
    of_plans(lambda plan: with_source(plan, plan.folder.plan.budget_changes)),
    (
        IN_PLAN,
        text("version", say("Version in which it is first seen (table versions)")),
        _ACT,
        text("executing_unit", say("Executing unit that is named (table units)")),
        amount("amount", say("Amount; below zero where the act takes away")),
        CURRENCY,
        text("concept", say("What the amount is for")),
        NOTE,
        *PRINTED,
        ident(lambda r: (r.plan, r.item.version, r.item.document, r.item.executing_unit)),
    ),
)

PAST_TARGETS = Table[PastTarget](
    "past_targets",
    say("One row per target that was another on the day of an act of the plan than it is today."),
    ("plan", "date", "as_of", "element", "measure", "period", "member"),
    lambda results, f: (
        Row(results, f, it, plan)
        for plan, found in results.derived(past_targets).items()
        for it in found
    ),
    (
        IN_PLAN,
        text("as_of", say("Name of the act: a version, an amendment or «original»"), "act.id"),
        day("date", say("Day of the act"), "act.day"),
        text("act", say("Document of the act (table documents)"), "act.document"),
        text("element", say("Code of the part of the plan (table elements)"), "step.code"),
        text("measure", say("Indicator (table measures)"), "step.measure"),
        text("period", say("Period of the target"), "step.period"),
        text("member", say("Part"), "step.member"),
        printed("target_then", say("Target that day; empty where there was none"), "step.before"),
        printed("target_today", say("Target today; empty where it was taken out"), "step.after"),
        printed("target_first", say("Target at first, as far as acts tell"), "first"),
        number("change", say("Today less then; empty where the unit is another"), "step.change"),
        text("unit", say("Unit of measurement today"), "step.unit"),
        ident(lambda row: (row.plan, row.item.act.id, *row.item.step.key)),
    ),
)

AGREEMENTS = Table[Agreement](
    "agreements",
    say("One row per signature of an agreement that many sign one by one."),
    ("plan", "region", "counterpart", "date", "id"),
    of_plans(lambda plan: with_source(plan, plan.folder.plan.agreements)),
    (
        IN_PLAN,
        text("counterpart", say("Who signs")),
        text("region", say("Region it is of (table regions)"), region_of),
        day("date", say("Day of the signature; empty where none is printed")),
        _ACT,
        NOTE,
        *PRINTED,
        ident(lambda row: (row.plan, row.item.counterpart, region_of(row), row.item.date)),
    ),
)
