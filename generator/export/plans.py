"""Plans, their elements, measures, amounts and commitments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from generator.compute.measured import MeasureResult
from generator.compute.scoping import responsible_of
from generator.export.table import (
    CITED,
    DISPUTED,
    IN_PLAN,
    NOTE,
    Column,
    Row,
    Table,
    day,
    fields_of,
    flag,
    last_day,
    note_of,
    number,
    of_plans,
    percent,
    several,
    text,
    whole,
)
from generator.export.terms import TERM_AVERAGED, TERM_MEAN
from generator.export.traits import TOLERANCE, baseline_text, called, traits, unit_state
from generator.model.catalog import PLAN, Element, Level, cite
from generator.model.indicator import Across
from generator.model.period import Granularity
from generator.model.plan import Plan, PlanKind, PlanState
from generator.problems import say
from generator.reconcile.disputes import of_measure

T = TypeVar("T")
LEVEL = say("Level of the plan: objective, strategy, activity, or one that the plan declares")
CALLED = say("The year as the plan calls it: 2024, 2023-24, FY2024")
CURRENCY: Column[Any] = text(
    "currency",
    say("Currency of its amounts (ISO 4217)"),
    lambda row: row.results.catalog.currency(row.plan),
)
TAKING_PART = say("Other units that take part, without answering for it (table units)")


def parents_of(element: Callable[[Row[T]], Element]) -> Column[T]:
    """What the element of a row stands under."""
    above = say("Codes of what its part of the plan stands under")
    return several(
        "parent_code", above, lambda row: [code for code in element(row).parents if code != PLAN]
    )


def _n(level: Level) -> Callable[[Row[Plan]], int]:
    return lambda row: sum(1 for _ in row.result.folder.of_level(level))


PLANS = Table[Plan](
    "plans",
    say("One row per plan."),
    ("plan",),
    of_plans(lambda plan: [(plan.folder.plan, ())]),
    (
        IN_PLAN,
        text("title", say("Title as printed")),
        text("entity", say("Institution whose plan it is (table units)")),
        text("kind", say("Kind of plan"), words=PlanKind),
        day("start", say("First day of the plan"), "span.start"),
        day("end", say("Last day of the plan"), "span.end"),
        text("state", say("State of the plan"), words=PlanState),
        whole("n_objectives", say("Number of objectives"), _n(Level.OBJECTIVE)),
        whole("n_strategies", say("Number of strategies"), _n(Level.STRATEGY)),
        whole(
            "n_activities",
            say("Number of activities, or of parts on the last level that the plan declares"),
            lambda row: sum(1 for _ in row.result.folder.counted),
        ),
        whole("n_measures", say("Number of indicators"), lambda row: len(row.result.measures)),
        text("frequency", say("How often the plan reports"), words=Granularity),
        text("method", say("Method of calculation")),
        CURRENCY,
        whole(
            "year",
            say("Year that its pages speak of: the last one with results"),
            lambda row: int(row.result.year),
        ),
        text("period", CALLED, lambda row: str(row.result.year)),
        percent("term_attainment", TERM_MEAN, lambda row: row.result.term.mean_attainment),
        whole("term_averaged", TERM_AVERAGED, lambda row: row.result.term.n_averaged),
        text("profile", say("Profile that it follows")),
        several(
            "levels",
            say("Levels that the plan declares, from the top; empty where it has the usual ones"),
            lambda row: [level.code for level in row.item.own_levels],
        ),
        last_day("span.end"),
        NOTE,
        day(
            "shown_as_of",
            say("Day that it is shown as of, where its files have had errors since; else empty"),
            lambda row: _held(row, "day"),
        ),
        whole(
            "n_errors",
            say("Number of errors in its files, or in others that hold it, while it is shown so"),
            lambda row: len(_held(row, "errors") or ()) or None,
        ),
        day(
            "errors_since",
            say("Day from which on every version has had errors; empty where it is not known"),
            lambda row: _held(row, "since"),
        ),
    ),
    is_key=True,
)


def _held(row: Row[Plan], name: str) -> Any:
    """What is said of a plan that is not shown as its files are today; else None."""
    held = (it for it in row.results.catalog.held if it.plan == row.plan)
    return getattr(next(held, None), name, None)


def _of_part(row: Row[Element], name: str) -> Any:
    """What parts of a plan have and the plan itself has not."""
    return getattr(row.item.node, name, None)


ELEMENTS = Table[Element](
    "elements",
    say(
        "One row per part of a plan: objective, strategy, activity, or on a level of its own; and"
        " one of each plan as a whole, with the code «plan»."
    ),
    ("plan", "code"),
    of_plans(lambda plan: [(it, (cite(*it.sources),)) for it in plan.folder.elements]),
    (
        IN_PLAN,
        text(
            "code",
            say("Code as printed; after its level where the plan declares levels of its own"),
        ),
        text("level", LEVEL, "level.code"),
        several(
            "parent",
            say("Codes of the level above that it contributes to; empty for an objective"),
            lambda row: [code for code in row.item.parents if code != PLAN],
        ),
        text("title", say("Title as printed"), "node.title"),
        text("executing_unit", say("Unit that carries it out (table units)")),
        text("responsible", say("Unit named as responsible (table units)"), "node.leading"),
        text(
            "region",
            say("Region where it takes place, if it is one, by code"),
            lambda row: row.results.catalog.region_list.code(row.item.region or "") or None,
        ),
        text(
            "description", say("Description as printed"), lambda row: _of_part(row, "description")
        ),
        several("taking_part", TAKING_PART, "node.taking_part"),
        number("weight", say("Printed share in what is above it, in percent")),
        number(
            "priority",
            say("Printed priority among its siblings: 1 comes first"),
            lambda row: getattr(_of_part(row, "priority"), "rank", None),
        ),
        text("printed_code", say("Code as printed, without its level"), "printed"),
        note_of("node.note"),
        *called(lambda it: it.node),
    ),
    is_key=True,
)

MEASURES = Table[MeasureResult](
    "measures",
    say("One row per indicator of a plan; several can share a reference sheet."),
    ("plan", "measure"),
    of_plans(lambda plan: [(it, (it.use.source,)) for it in plan.measures.values()]),
    (
        IN_PLAN,
        text("measure", say("Indicator: its name in the plan's results"), "use.id"),
        text(
            "element",
            say(
                "Code of the objective, strategy or activity it belongs to; «plan» is the plan"
                " as a whole"
            ),
            "use.element.code",
        ),
        text(
            "indicator",
            say("Reference sheet it uses; empty where it has none"),
            "use.measure.indicator",
        ),
        *traits("use.traits"),
        text("baseline_period", say("Period of the baseline"), "baseline.period"),
        number("baseline_value", say("Value of the baseline"), lambda row: row.item.start()),
        text(
            "dimension",
            say("Dimension by which its targets are split into parts"),
            "use.measure.by",
        ),
        text(
            "across", say("How the parts combine (regions, sexes …)"), "use.traits.across", Across
        ),
        flag("strict", say("Whether a limit must be passed, not only met"), "use.traits.strict"),
        flag(
            "zero_is_target", say("Whether a target of 0 is a target"), "use.traits.zero_is_target"
        ),
        text(
            "responsible",
            say("Unit that answers for it (table units)"),
            lambda row: responsible_of(row.result.folder, row.item.use).leading,
        ),
        *CITED,
        several("disputed", DISPUTED, lambda row: fields_of(of_measure(row.results, row.item))),
        several(
            "taking_part",
            TAKING_PART,
            lambda row: responsible_of(row.result.folder, row.item.use).taking_part,
        ),
        number("weight", say("Printed share in its element, in percent"), "use.measure.weight"),
        text(
            "discontinued_from",
            say("Period from which on it is no longer measured"),
            "use.measure.discontinued.first",
        ),
        text("discontinued_why", say("Why"), "use.measure.discontinued.reason"),
        number("tolerance", TOLERANCE, "use.traits.tolerance"),
        text("baseline_text", say("Baseline that is no number"), baseline_text),
        text("level", LEVEL, "use.element.level.code"),
        parents_of(lambda row: row.item.use.element),
        unit_state(lambda it: it.use.traits),
        note_of("use.measure.note"),
        text("baseline_note", say("What its editors note on the baseline"), "baseline.note"),
        *called(lambda it: it.use.traits),
    ),
    is_key=True,
)
