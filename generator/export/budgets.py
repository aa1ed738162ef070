"""Amounts of money as they are printed, and that of each plan as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.compute.money import MoneyKey, is_whole, own_lines
from generator.compute.results import PlanResult
from generator.export.plans import CALLED, LEVEL, parents_of
from generator.export.table import (
    CITED,
    DAYS,
    DISPUTED,
    IN_PLAN,
    LINES,
    Table,
    amount,
    fields_of,
    flag,
    ident,
    last_day,
    note_of,
    of_plans,
    several,
    text,
    whole,
)
from generator.model.catalog import PLAN, Element, cite
from generator.model.money import BudgetLine, Stage
from generator.model.period import Period
from generator.model.source import Source
from generator.problems import say
from generator.reconcile.disputes import of_amount


class _Amount(NamedTuple):
    element: Element
    line: BudgetLine
    is_part: bool = True
    """Of less than the whole plan."""
    is_computed: bool = False
    """The whole as its parts give it, printed nowhere."""

    @property
    def code(self) -> str:
        """The code of the element; of an executing unit's part of a plan, its name."""
        unit = self.line.executing_unit if self.element.code == PLAN else None
        return f"ue:{unit}" if unit else self.element.code

    @property
    def names(self) -> tuple[object, ...]:
        """What tells amounts of an element apart."""
        line = self.line
        return line.year, line.stage, line.version, line.funding, line.currency

    @property
    def period(self) -> Period:
        """The whole year."""
        return Period.of_year(self.line.year)


def _amounts(plan: PlanResult) -> Iterator[tuple[_Amount, tuple[Source | None, ...]]]:
    """Every printed amount, and the whole of a plan where only its parts are printed."""
    for part in plan.by_currency:
        found = {key: _printed_whole(part, key) for key in part.money.get(PLAN, ())}
        wholes = [line for line in found.values() if line]
        for element, line in part.folder.budget():
            is_part = not any(line is it for it in wholes)
            yield _Amount(element, line, is_part), (cite(line.source, *element.sources),)
        for key, printed in found.items():
            if printed is None and is_whole(part.folder, part.printed, PLAN, key):
                yield _Amount(part.folder.elements[0], _sum(part, key), False, True), ()


def _printed_whole(plan: PlanResult, key: MoneyKey) -> BudgetLine | None:
    """The amount that is printed for all of the plan."""
    lines = [line for line in plan.printed.get(PLAN, {}).get(key, ()) if not line.covers]
    kept = own_lines(lines)
    is_split = len(kept) != 1 or kept[0].executing_unit or kept[0].funding
    return None if is_split else kept[0]


def _sum(plan: PlanResult, key: MoneyKey) -> BudgetLine:
    year, stage, version = key
    amount = plan.money[PLAN][key]
    return BudgetLine.model_construct(
        year=year, stage=stage, version=version or None, amount=amount, currency=plan.currency
    )


BUDGETS = Table[_Amount](
    "budgets",
    say(
        "One row per printed amount, and one for the whole of each plan. They do not add up: totals"
        " stand beside their parts (is_part)."
    ),
    ("plan", "code", "year", "stage", "version"),
    of_plans(_amounts),
    (
        IN_PLAN,
        text(
            "code",
            say(
                "«plan», code of the objective, strategy or activity, or «ue:» and the"
                " executing unit of a plan's amount"
            ),
        ),
        whole("year", say("Year"), lambda row: int(row.item.line.year)),
        text("stage", say("Stage of the amount"), "line.stage", Stage),
        text("version", say("Version of the plan whose amount it is"), "line.version"),
        amount("amount", say("Amount"), "line.amount"),
        text(
            "currency",
            say("Currency (ISO 4217)"),
            lambda row: row.item.line.currency or row.results.catalog.currency(row.plan),
        ),
        *CITED,
        several(
            "covers",
            say("Codes of the objectives, strategies or activities that share the amount"),
            "line.covers",
        ),
        text("concept", say("What the amount is for"), "line.concept"),
        text(
            "executing_unit",
            say("Executing unit that is named (table units)"),
            "line.executing_unit",
        ),
        LINES,
        several("disputed", DISPUTED, lambda row: fields_of(of_amount(row.results, row.item.line))),
        text("funding", say("Funding source: where the money comes from"), "line.funding"),
        text(
            "funding_name",
            say("Name of the funding source, where the plan lists it"),
            lambda row: row.result.folder.plan.funding_sources.get(row.item.line.funding or ""),
        ),
        text("period", CALLED),
        *DAYS,
        text("level", LEVEL, "element.level.code"),
        parents_of(lambda row: row.item.element),
        ident(lambda row: (row.plan, row.item.code, *row.item.names)),
        text(
            "code_kind",
            say("What the code is of: a part of the plan (or all of it), or an executing unit"),
            lambda row: "element" if row.item.code == row.item.element.code else "executing-unit",
            ("element", "executing-unit"),
        ),
        text("element", say("Part of the plan it is printed at (table elements)"), "element.code"),
        flag("is_part", say("Whether it is of less than the whole plan")),
        flag("is_computed", say("Whether it is the sum of its parts, which nothing prints")),
        last_day("period.end"),
        note_of("line.note"),
    ),
)
