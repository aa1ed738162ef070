"""What indicators give over all years of their plan."""

from __future__ import annotations

from generator.compute.attainment import Status
from generator.compute.measured import MeasureResult
from generator.export.table import (
    DISPUTED,
    IN_PLAN,
    Table,
    days_of,
    fields_of,
    flag,
    last_day,
    number,
    of_plans,
    percent,
    several,
    text,
    whole,
)
from generator.model.method import Band
from generator.problems import say
from generator.reconcile.disputes import of_measure

TERM_MEAN = say("Mean of the attainments of all years together (table terms)")
TERM_AVERAGED = say("Of how many that mean is")
_IT = "term.attainment"

TERMS = Table[MeasureResult](
    "terms",
    say("One row per indicator with targets or results of several years: all of them together."),
    ("plan", "measure"),
    of_plans(lambda plan: [(it, ()) for it in plan.measures.values() if it.term]),
    (
        IN_PLAN,
        text("measure", say("Indicator (table measures)"), "use.id"),
        text("period", say("Years of the plan: 2024-2027"), "term.span"),
        number("target", say("Target of the term, by the rule of the indicator"), f"{_IT}.target"),
        number(
            "actual", say("Result: accumulated or the latest, by the same rule"), f"{_IT}.actual"
        ),
        text("until", say("Last period with a result"), "term.until"),
        text(
            "state", say("Whether there is a value, or why there is none"), f"{_IT}.status", Status
        ),
        percent(
            "attainment",
            say("Attainment in percent, uncapped; of a level, only at the end of the term"),
            f"{_IT}.raw",
        ),
        text("band", say("Band of the attainment; empty while the term runs"), f"{_IT}.band", Band),
        flag("met", say("Whether the target was met"), f"{_IT}.met"),
        number(
            "target_to_date",
            say("Of what accumulates: targets until the last year told in full"),
            "term.to_date.target",
        ),
        number("actual_to_date", say("Results of the same years"), "term.to_date.actual"),
        percent("attainment_to_date", say("Attainment of those targets"), "term.to_date.raw"),
        number("left", say("What is missing at the end of the last year told"), "term.needed.left"),
        whole("years_left", say("Years after it until the target is due"), "term.needed.n"),
        number(
            "needed",
            say("What each of those years has to give on average; below zero, to come down"),
            "term.needed.per_year",
        ),
        *days_of("term.span"),
        last_day("term.span.end"),
        number(
            "to_go",
            say("What is left again, by a name that SQL does not keep for itself"),
            "term.needed.left",
        ),
        several("disputed", DISPUTED, lambda row: fields_of(of_measure(row.results, row.item))),
    ),
    is_key=True,
)
