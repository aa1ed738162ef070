"""What indicators give over all years of their plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.compute.attainment import Attainment, Status
from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult
from generator.compute.term import Term
from generator.export.table import (
    DAYS,
    IN_PLAN,
    Table,
    flag,
    number,
    of_plans,
    percent,
    text,
    whole,
)
from generator.model.method import Band
from generator.model.period import Span
from generator.problems import say

TERM_MEAN = say("Mean of the attainments of all years together (table terms)")
TERM_AVERAGED = say("Of how many that mean is")


@dataclass(frozen=True, slots=True)
class _OfTerm:
    """A measure with its term."""

    measure: MeasureResult
    term: Term

    @property
    def period(self) -> Span:
        return self.term.span

    @property
    def it(self) -> Attainment:
        return self.term.attainment


def _terms(plan: PlanResult) -> Iterator[tuple[_OfTerm, tuple[()]]]:
    for measure in plan.measures.values():
        if measure.term is not None:
            yield _OfTerm(measure, measure.term), ()


TERMS = Table[_OfTerm](
    "terms",
    say("One row per indicator with targets or results of several years: all of them together."),
    ("plan", "measure"),
    of_plans(_terms),
    (
        IN_PLAN,
        text("measure", say("Indicator (table measures)"), "measure.use.id"),
        text("period", say("Years of the plan: 2024-2027")),
        number("target", say("Target of the term, by the rule of the indicator"), "it.target"),
        number("actual", say("Result: accumulated or the latest, by the same rule"), "it.actual"),
        text("until", say("Last period with a result"), "term.until"),
        text("state", say("Whether there is a value, or why there is none"), "it.status", Status),
        percent(
            "attainment",
            say("Attainment in percent, uncapped; of a level, only at the end of the term"),
            "it.raw",
        ),
        text("band", say("Band of the attainment; empty while the term runs"), "it.band", Band),
        flag("met", say("Whether the target was met"), "it.met"),
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
        *DAYS,
    ),
    is_key=True,
)
