"""Budgets: every amount as it is printed, at the level where it is printed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compute.results import Results
from generator.export.shared import CITED, IN_PLAN, LINES, citation
from generator.export.table import Record, Table, amount, listed, several, text, whole
from generator.model.catalog import PLAN, Element, cite
from generator.model.money import BudgetLine, Stage
from generator.problems import say

BUDGETS = Table(
    "budgets",
    say("One row per printed amount. They do not add up: totals stand beside their parts."),
    ("plan", "code", "year", "stage", "version"),
    (
        IN_PLAN,
        text(
            "code",
            say("«plan», code of the element, or «ue:» and the executing unit of a plan's amount"),
        ),
        whole("year", say("Year")),
        text("stage", say("Stage of the amount"), Stage),
        text("version", say("Version of the plan whose amount it is")),
        amount("amount", say("Amount")),
        text("currency", say("Currency (ISO 4217)")),
        *CITED,
        several("covers", say("Codes of the elements that share the amount")),
        text("concept", say("What the amount is for")),
        text("executing_unit", say("Executing unit that is named (table units)")),
        LINES,
    ),
)


def budget_rows(results: Results) -> Iterator[Record]:
    """Rows of BUDGETS."""
    for plan, result in results.plans.items():
        currency = results.catalog.currency(plan)
        for element, line in result.folder.budget():
            source = cite(line.source, *element.sources)
            yield {
                "plan": plan,
                "code": _code(element, line),
                "year": line.year,
                "stage": line.stage.value,
                "version": line.version,
                "amount": line.amount,
                "currency": line.currency or currency,
                **citation([source]),
                "covers": listed(line.covers),
                "concept": line.concept,
                "executing_unit": line.executing_unit,
                "lines": source.lines if source else None,
            }


def _code(element: Element, line: BudgetLine) -> str:
    of_unit = element.code == PLAN and line.executing_unit
    return f"ue:{line.executing_unit}" if of_unit else element.code
