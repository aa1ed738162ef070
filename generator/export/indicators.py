"""Indicator reference sheets, and the codes that registers of others give to things."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.compute.results import Results
from generator.export.plans import TAKING_PART
from generator.export.table import CITED, IN_PLAN, Row, Table, flag, number, several, text
from generator.model.indicator import (
    Across,
    Criterion,
    Direction,
    Indicator,
    Kind,
    OverTime,
    ResultsLevel,
)
from generator.model.period import Granularity
from generator.model.schemes import Coded
from generator.problems import Message, say
from generator.words.formatter import Formatter


class _Sheet(NamedTuple):
    indicator: str
    sheet: Indicator


def _sheets(results: Results, f: Formatter) -> Iterator[Row[_Sheet]]:
    for name, sheet in results.catalog.indicators.items():
        yield Row(results, f, _Sheet(name, sheet), sources=(sheet.source,))


INDICATORS = Table[_Sheet](
    "indicators",
    say("One row per technical sheet of an indicator."),
    ("indicator",),
    _sheets,
    (
        text("indicator", say("Indicator: the name of its file, as in the address of its page")),
        text("name", say("Name of the indicator"), "sheet.name"),
        text("unit", say("Unit of measurement as printed"), "sheet.unit"),
        text("kind", say("Kind of value"), "sheet.kind", Kind),
        text("direction", say("Which way is better"), "sheet.direction", Direction),
        flag("strict", say("Whether a limit must be passed, not only met"), "sheet.strict"),
        text(
            "over_time",
            say("How the values of consecutive periods combine"),
            "sheet.over_time",
            OverTime,
        ),
        text("across", say("How the members of a breakdown combine"), "sheet.across", Across),
        text("frequency", say("How often it is measured"), "sheet.frequency", Granularity),
        text(
            "results_level", say("Level of the results chain"), "sheet.results_level", ResultsLevel
        ),
        text("criterion", say("Performance criterion"), "sheet.criterion", Criterion),
        text("definition", say("What it measures"), "sheet.definition"),
        text("formula", say("How it is computed, as printed"), "sheet.formula"),
        several(
            "variables",
            say("Variables of the formula, each with its definition and the source of its data"),
            "sheet.variables",
        ),
        text("verification", say("Means of verification"), "sheet.verification"),
        several(
            "assumptions",
            say("What must hold for it to be reached, as printed"),
            "sheet.assumptions",
        ),
        text("justification", say("Why it was chosen"), "sheet.justification"),
        text("limitations", say("What it does not say"), "sheet.limitations"),
        text("baseline_period", say("Period of the baseline"), "sheet.baseline.period"),
        number("baseline_value", say("Value of the baseline"), "sheet.baseline.value"),
        text("responsible", say("Unit that answers for it (table units)"), "sheet.leading"),
        several("taking_part", TAKING_PART, "sheet.taking_part"),
        several("related", say("What it is related to, as printed"), "sheet.related"),
        *CITED,
    ),
    is_key=True,
)


class _Code(NamedTuple):
    what: str
    of: str
    scheme: str
    code: str


def _codes(results: Results, f: Formatter) -> Iterator[Row[_Code]]:
    for name, plan in results.plans.items():
        holders: list[tuple[str, str, Coded]] = [
            *(("element", element.code, element.node) for element in plan.folder.elements),
            *(("measure", it.use.id, it.use.measure) for it in plan.measures.values()),
        ]
        yield from (Row(results, f, code, name) for it in holders for code in _of(*it))
    for sheet, holder in results.catalog.indicators.items():
        yield from (Row(results, f, code) for code in _of("indicator", sheet, holder))


def _of(what: str, of: str, holder: Coded) -> Iterator[_Code]:
    for scheme, codes in holder.codes.items():
        yield from (_Code(what, of, scheme, code) for code in codes)


CODES = Table[_Code](
    "codes",
    say("One row per external code: what a register or classification of others calls something."),
    ("plan", "what", "of", "scheme", "code"),
    _codes,
    (
        IN_PLAN,
        text("what", say("What has the code"), words=("element", "measure", "indicator")),
        text(
            "of",
            say(
                "Code of the element («plan» is the plan as a whole), the measure or the indicator"
            ),
        ),
        text("scheme", say("Scheme of the code (a vocabulary, in IATI)")),
        text("code", say("Code as printed")),
        text(
            "scheme_name",
            say("Name of the scheme"),
            lambda row: row.f.template(Message(row.results.catalog.schemes[row.item.scheme].name)),
        ),
        text(
            "url",
            say("Address where the code is explained"),
            lambda row: row.results.catalog.schemes[row.item.scheme].address(row.item.code),
        ),
    ),
)
"""One row a code, as IATI and SDMX have it: each joins with a table of its scheme, which several
codes in one cell do not."""
