"""count-against-table: a published count that the plan's own tables do not give."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.model.catalog import PLAN, Level
from generator.model.published import CountedBand, CountedLevel, Published, PublishedFigure
from generator.problems import Message, msg
from generator.reconcile.detectors.words import (
    interval_words,
    level_name,
    of_entry,
    of_published,
    time_of,
    when_of,
    where_of,
)
from generator.reconcile.findings import Evidence, Finding
from generator.reconcile.recompute import recompute
from generator.reconcile.reconcile import Reconciled, Verdict

_COUNTS = {PublishedFigure.COUNT, PublishedFigure.N_PROGRAMMED, PublishedFigure.N_EXECUTED}
_BANDS = {
    CountedBand.LOW: msg("in the low band"),
    CountedBand.MEDIUM: msg("in the medium band"),
    CountedBand.HIGH: msg("in the high band"),
    CountedBand.NOT_PROGRAMMED: msg("without programming"),
    CountedBand.NOT_REPORTED: msg("without a report"),
    CountedBand.NOT_APPLICABLE: msg("that do not apply"),
}


def count_against_table(evidence: Evidence) -> Iterator[Finding]:
    """Published numbers of objectives, strategies, activities or measures that the plan refutes.

    One finding for each count (a number repeated with the same meaning is told once), and what
    else the number is, where it is the count of another level.
    """
    told: set[tuple[object, ...]] = set()
    for item in evidence.reconciled:
        entry = item.entry
        if is_wrong_count(item) and (key := (item.plan, *_meaning(entry), entry.value)) not in told:
            told.add(key)
            yield _finding(evidence, item)


def is_wrong_count(item: Reconciled) -> bool:
    """Whether a published count is not what the plan gives."""
    return item.entry.figure in _COUNTS and item.verdict is Verdict.DIFFERS


def _meaning(entry: Published) -> tuple[object, ...]:
    where = where_of(entry)
    return entry.figure, entry.of, where, entry.level, entry.band, str(entry.range), when_of(entry)


def _finding(evidence: Evidence, item: Reconciled) -> Finding:
    entry, actual = item.entry, item.recomputed or Decimal(0)
    counted = _counted(evidence, item.plan, entry)
    what = msg(
        "{value} {what} are published, and the plan has {actual}",
        value=entry.value,
        what=counted,
        actual=actual,
    )
    if other := _other_level(evidence, item):
        more = msg("{value} is the number of {other}", value=entry.value, other=other)
        what = msg("{what}; {more}", what=what, more=more)
    return of_published(evidence, item, what, actual)


def _counted(evidence: Evidence, plan: str, entry: Published) -> Message | str:
    """What is counted: ``activities with less than 75 % in 2024``."""
    found = _level(evidence, plan, entry.level or CountedLevel.ACTIVITY)
    for part in _conditions(evidence, plan, entry):
        found = msg("{counted} {condition}", counted=found, condition=part)
    return found


def _conditions(evidence: Evidence, plan: str, entry: Published) -> Iterator[Message]:
    unit, level = entry.where.executing_unit, entry.where.level
    if level is not None:
        yield msg("of {name}", name=_level(evidence, plan, level))
    if entry.of not in {None, PLAN} or unit is not None:
        yield of_entry(evidence, plan, entry)
    if entry.figure is PublishedFigure.N_PROGRAMMED:
        yield msg("with a target")
    if entry.figure is PublishedFigure.N_EXECUTED:
        yield msg("with a result")
    if entry.range is not None:
        yield interval_words(entry.range)
    if entry.band is not None:
        yield _BANDS[entry.band]
    if entry.period or entry.year:
        yield msg("in {when}", when=time_of(entry, 0))


def _level(evidence: Evidence, plan: str, level: CountedLevel) -> Message | str:
    """What the plan calls a level, in the plural."""
    if level is CountedLevel.MEASURE:
        return msg("measures")
    named = level_name(evidence.results.plans[plan].folder, Level(level.value))
    if named is None:
        return msg("activities")
    words = named.plural.split()
    return " ".join(word.lower() if word.istitle() else word for word in words)


def _other_level(evidence: Evidence, item: Reconciled) -> Message | str | None:
    """What else, in the same range or band, has the printed number."""
    entry = item.entry
    if entry.figure is not PublishedFigure.COUNT or (entry.range is None and entry.band is None):
        return None
    plan = evidence.results.plans[item.plan]
    for level in CountedLevel:
        within = {"level": entry.level} if level is CountedLevel.MEASURE else {}
        where = entry.where.model_copy(update=within)
        asked = entry.model_copy(update={"level": level, "where": where})
        found = recompute(evidence.results.catalog, plan, asked).value
        if level is not entry.level and found == entry.value:
            other = _level(evidence, item.plan, level)
            if not within or entry.level is None:
                return other
            return msg(
                "{measures} of {elements}",
                measures=other,
                elements=_level(evidence, item.plan, entry.level),
            )
    return None
