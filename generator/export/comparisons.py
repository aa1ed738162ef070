"""Two things side by side: the exact difference, or why there is none.

Pages say that of the two percentages as they show them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.compute.compare import Axis, Comparison, Metric, Pair, Refusal
from generator.compute.results import Results
from generator.export.table import IN_PLAN, Row, Table, ident, percent, text
from generator.problems import say
from generator.reconcile.compared import compared
from generator.words.formatter import Formatter


class _Compared(NamedTuple):
    group: Comparison
    pair: Pair


def _rows(results: Results, f: Formatter) -> Iterator[Row[_Compared]]:
    for group in results.derived(compared):
        for metric in group.metrics:
            for pair in group.pairs(metric):
                yield Row(results, f, _Compared(group, pair), group.plan)


def _id(row: Row[_Compared]) -> tuple[object, ...]:
    group, pair = row.item
    about = (group.axis, group.plan, group.of, group.by, pair.metric)
    return *about, pair.first.code, pair.second.code


COMPARISONS = Table[_Compared](
    "comparisons",
    say(
        "One row per two regions, units, parts of a plan, years, places or plans that the pages of"
        " comparisons hold against each other, and figure: the difference, or why there is none."
    ),
    ("kind", "plan", "of", "figure", "id"),
    _rows,
    (
        ident(_id),
        text("kind", say("What is compared"), "group.axis", Axis),
        IN_PLAN,
        text(
            "of",
            say("Level, indicator, sort of unit or part of the plan that both are told by"),
            "group.of",
        ),
        text(
            "by",
            say("Dimension of the parts of an indicator, or the service of several places"),
            "group.by",
        ),
        text("figure", say("Which figure"), "pair.metric", Metric),
        text("first", say("Code of the first"), "pair.first.code"),
        text("second", say("Code of the second"), "pair.second.code"),
        text("first_period", say("Period of the first"), "pair.first.period"),
        text("second_period", say("Period of the second"), "pair.second.period"),
        percent(
            "first_value",
            say("Figure of the first, in percent"),
            lambda row: row.item.pair.figures[0].value,
        ),
        percent(
            "second_value",
            say("Figure of the second, in percent"),
            lambda row: row.item.pair.figures[1].value,
        ),
        percent(
            "difference", say("The first less the second, in percentage points"), "pair.difference"
        ),
        text("refusal", say("Why there is no difference"), "pair.refusal", Refusal),
    ),
)
