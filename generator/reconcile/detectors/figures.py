"""Published counts and percentages that the plan refutes.

count-against-table: a published count that the plan's own tables do not give.
mislabelled-percentage: a percentage that is another figure of the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from generator.model.catalog import PLAN, Level
from generator.model.money import SPENT, Stage
from generator.model.published import IN_PERCENT, MEASURE, Published, PublishedFigure
from generator.model.rounding import HUNDRED, fits, half_unit
from generator.problems import Message, Percent, msg
from generator.reconcile.findings import (
    BANDS,
    Evidence,
    Finding,
    PlanEvidence,
    at_precision,
    figure_name,
    interval_words,
    when_of,
    where_of,
)
from generator.reconcile.recompute import recompute, rollup_of
from generator.reconcile.reconcile import Reconciled, Verdict
from generator.words.labels import AMOUNTS

_COUNTS = {PublishedFigure.COUNT, PublishedFigure.N_PROGRAMMED, PublishedFigure.N_EXECUTED}


def count_against_table(evidence: Evidence) -> Iterator[Finding]:
    """Published numbers of objectives, strategies, activities or measures that the plan refutes.

    One finding for each count (a number repeated with the same meaning is told once), and what
    else the number is, where it is the count of another level.
    """
    told: set[tuple[object, ...]] = set()
    for item in evidence.reconciled:
        entry = item.entry
        if (
            is_wrong_count(item)
            and (key := (item.plan, *_counted_as(entry), entry.value)) not in told
        ):
            told.add(key)
            yield _of_count(evidence.plans[item.plan], item)


def is_wrong_count(item: Reconciled) -> bool:
    """Whether a published count is not what the plan gives."""
    return item.entry.figure in _COUNTS and item.verdict is Verdict.DIFFERS


def _counted_as(entry: Published) -> tuple[object, ...]:
    where = where_of(entry)
    return entry.figure, entry.of, where, entry.level, entry.band, str(entry.range), when_of(entry)


def _of_count(plan: PlanEvidence, item: Reconciled) -> Finding:
    entry, actual = item.entry, item.recomputed or Decimal(0)
    what = msg(
        "{value} {what} are published, and the plan has {actual}",
        value=entry.value,
        what=_counted(plan, entry),
        actual=actual,
    )
    if other := _other_level(plan, entry):
        more = msg("{value} is the number of {other}", value=entry.value, other=other)
        what = msg("{what}; {more}", what=what, more=more)
    return plan.about(item, what, actual)


def _counted(plan: PlanEvidence, entry: Published) -> Message | str:
    """What is counted: ``activities with less than 75 % in 2024``."""
    found = _level(plan, entry.level or Level.ACTIVITY.code)
    for part in _conditions(plan, entry):
        found = msg("{counted} {condition}", counted=found, condition=part)
    return found


def _conditions(plan: PlanEvidence, entry: Published) -> Iterator[Message]:
    unit, level = entry.where.executing_unit, entry.where.level
    if level is not None:
        yield msg("of {name}", name=_level(plan, level))
    if entry.of not in {None, PLAN} or unit is not None:
        yield plan.of(entry)
    if entry.figure is PublishedFigure.N_PROGRAMMED:
        yield msg("with a target")
    if entry.figure is PublishedFigure.N_EXECUTED:
        yield msg("with a result")
    if entry.range is not None:
        yield interval_words(entry.range)
    if entry.band is not None:
        yield BANDS[entry.band]
    if entry.period or entry.year:
        yield msg("in {when}", when=plan.when(entry))


def _level(plan: PlanEvidence, level: str) -> Message | str:
    """What the plan calls a level, in the plural."""
    if level == MEASURE:
        return msg("indicators")
    known = plan.folder.level(level)
    named = plan.level_name(known) if known else None
    if named is None:
        return msg("activities")
    words = named.plural.split()
    return " ".join(word.lower() if word.istitle() else word for word in words)


def _other_level(plan: PlanEvidence, entry: Published) -> Message | str | None:
    """What else, in the same range or band, has the printed number."""
    if entry.figure is not PublishedFigure.COUNT or (entry.range is None and entry.band is None):
        return None
    for level in (*(it.code for it in plan.folder.levels[1:]), MEASURE):
        within = {"level": entry.level} if level == MEASURE else {}
        where = entry.where.model_copy(update=within)
        asked = entry.model_copy(update={"level": level, "where": where})
        found = recompute(plan.results.catalog, plan.result, asked).value
        if level != entry.level and found == entry.value:
            other = _level(plan, level)
            if not within or entry.level is None:
                return other
            elements = _level(plan, entry.level)
            return msg("{measures} of {elements}", measures=other, elements=elements)
    return None


_PERCENTAGES = IN_PERCENT - {PublishedFigure.CHANGE_BETWEEN_VERSIONS}
_MEANS = {PublishedFigure.MEAN_ATTAINMENT, PublishedFigure.MEAN_RAW}


def mislabelled_percentage(evidence: Evidence) -> Iterator[Finding]:
    """Percentages that differ from what they claim to be and equal another figure of it.

    Both at the printed precision. Silent where the value is within one unit of its last digit of
    what it claims to be (a matter of rounding), and at a bare 0 or 100, which equal too much.
    """
    found = (mislabelled(evidence, item) for item in evidence.reconciled)
    return (finding for finding in found if finding is not None)


def mislabelled(evidence: Evidence, item: Reconciled) -> Finding | None:
    """The finding about one published percentage, if it is another figure."""
    plan, value, computed = evidence.plans[item.plan], item.entry.value, item.recomputed
    if item.verdict is not Verdict.DIFFERS or computed is None or not isinstance(value, Decimal):
        return None
    if abs(Fraction(value) - Fraction(computed)) <= 2 * half_unit(value):
        return None
    if item.entry.figure is PublishedFigure.STATEMENT:
        return _of_statement(plan, item, computed)
    if item.entry.figure not in _PERCENTAGES:
        return None
    for name, other in _others(plan, item, computed):
        plain = value in {0, HUNDRED} and value.as_tuple().exponent == 0
        if fits(value, other) and not (plain and name is not CAPPED):
            return _of_percentage(plan, item, name, computed)
    return None


CAPPED = msg("its attainment cut at 100")


def _others(
    plan: PlanEvidence, item: Reconciled, computed: Decimal
) -> Iterator[tuple[Message, Decimal]]:
    """Other figures of the same thing, the likeliest first."""
    entry = item.entry
    if entry.figure is PublishedFigure.ATTAINMENT:
        yield CAPPED, min(HUNDRED, max(Decimal(0), computed))
        yield msg("what passes its target"), computed - HUNDRED
    if entry.figure in _MEANS:
        yield from _with_zeros(plan, item.entry)
    for name, asked in _readings(entry):
        found = recompute(plan.results.catalog, plan.result, asked)
        if found.value is not None:
            yield name, found.value


def _readings(entry: Published) -> Iterator[tuple[Message, Published]]:
    """The same entry read as other figures."""
    names = {
        PublishedFigure.BUDGET_EXECUTION: msg("its financial execution"),
        PublishedFigure.MEAN_ATTAINMENT: msg("its mean attainment"),
        PublishedFigure.MEAN_RAW: msg("its mean attainment without cap"),
        PublishedFigure.MEAN_OF_STRATEGIES: msg("its mean of means"),
        PublishedFigure.ATTAINMENT: msg("its attainment"),
    }
    for figure, name in names.items():
        if figure is not entry.figure:
            yield name, _read_as(entry, figure)
    for stage in (Stage.MODIFIED, *SPENT):
        name = msg("its share of the plan's {amount}", amount=AMOUNTS[stage])
        yield name, _read_as(entry, PublishedFigure.SHARE_OF_TOTAL, stage)


def _read_as(entry: Published, figure: PublishedFigure, stage: Stage | None = None) -> Published:
    year = entry.year or (entry.period.year if entry.period else None)
    changed = {"figure": figure, "stage": stage, "version": None, "year": year, "capped": False}
    return entry.model_copy(update=changed)


def _with_zeros(plan: PlanEvidence, entry: Published) -> Iterator[tuple[Message, Decimal]]:
    """The mean as it would be if what has no percentage counted as 0."""
    rollup = rollup_of(plan.results.catalog, plan.result, entry)
    if rollup.n > rollup.n_averaged > 0:
        raw = entry.figure is PublishedFigure.MEAN_RAW
        total = rollup.sum_raw if raw else rollup.sum_capped
        name = msg(
            "its mean if what has no percentage ({n}) counted as 0", n=rollup.n - rollup.n_averaged
        )
        yield name, total / rollup.n


def _of_percentage(
    plan: PlanEvidence, item: Reconciled, name: Message, computed: Decimal
) -> Finding:
    entry = item.entry
    assert entry.figure is not None  # noqa: S101  # asked of figures only
    actual = at_precision(computed, entry.value)
    what = msg(
        "{value} is published as the {claimed} {of}, which is {actual}; {value} is {name}",
        value=Percent(entry.value),
        claimed=figure_name(entry.figure),
        of=plan.of(entry),
        actual=Percent(actual),
        name=name,
    )
    return plan.about(item, what, actual)


_RATIO = re.compile(r"[0-9.]+ */ *[0-9.]+ *\* *100( *- *100)?")


def _of_statement(plan: PlanEvidence, item: Reconciled, computed: Decimal) -> Finding | None:
    """``a / b * 100`` printed as what passes 100, and the reverse."""
    entry = item.entry
    ratio = _RATIO.fullmatch(entry.equals.text.strip() if entry.equals else "")
    if ratio is None or not fits(entry.value, computed + (HUNDRED if ratio[1] else -HUNDRED)):
        return None
    actual = at_precision(computed, entry.value)
    values = {"value": Percent(entry.value), "actual": Percent(actual)}
    what = msg(
        "{value} is published as the attainment, which is {actual}; {value} is what"
        " passes the target",
        **values,
    )
    if ratio[1]:
        what = msg(
            "{value} is published as what passes the target, which is {actual}; {value} is"
            " the attainment",
            **values,
        )
    return plan.finding(entry, "value", what, values["actual"], values["value"])
