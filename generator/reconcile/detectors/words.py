"""Words that findings share: what a figure speaks of, and when."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from generator.compute.money import Key
from generator.model.arithmetic import Interval
from generator.model.catalog import PLAN, Level, PlanFolder, cite
from generator.model.period import Period
from generator.model.plan import LevelName
from generator.model.published import Published, PublishedFigure
from generator.model.rounding import places, rounded
from generator.model.source import Source
from generator.problems import Message, Percent, Place, msg
from generator.reconcile.findings import Evidence, Finding
from generator.reconcile.reconcile import Reconciled
from generator.words.formatter import during
from generator.words.labels import AMOUNTS, label

_IN_SENTENCES = {
    PublishedFigure.N_PROGRAMMED: msg("number with a target"),
    PublishedFigure.N_EXECUTED: msg("number with a result"),
    PublishedFigure.SHARE_OF_TOTAL: msg("share (part of the plan's total)"),
}


def figure_name(figure: PublishedFigure) -> Message | str:
    """What a figure is called in a sentence."""
    return _IN_SENTENCES.get(figure) or label(figure)


def at_precision(value: Decimal, printed: Decimal) -> Decimal:
    """A computed value with as many decimals as the printed one."""
    return rounded(value, places(printed))


def half_unit(value: Decimal) -> Fraction:
    """Half a unit of the last printed digit: what rounding may have moved."""
    return Fraction(1, 2 * 10 ** places(value))


def money_name(key: Key) -> Message:
    """``modified budget (PIM) of 2024 (version V4)``."""
    year, stage, version = key
    name = msg("{stage} of {year}", stage=AMOUNTS[stage], year=year)
    return msg("{amount} (version {version})", amount=name, version=version) if version else name


def of_code(folder: PlanFolder, code: str) -> Message:
    """What a figure belongs to, after its name: ``of the plan``, ``of OEI.07``, ``of Línea 3``."""
    if code == PLAN:
        return msg("of the plan")
    element = folder.by_code.get(code)
    named = None if element is None else level_name(folder, element.level)
    if named is None or re.search(r"[^\W0-9_]", code):
        return msg("of {name}", name=code)
    return msg("of {name}", name=f"{named.singular} {code}")


def level_name(folder: PlanFolder, level: Level) -> LevelName | None:
    """What a plan calls one of its levels."""
    levels = folder.plan.levels
    named = {
        Level.OBJECTIVE: levels.objective,
        Level.STRATEGY: levels.strategy,
        Level.ACTIVITY: levels.activity,
    }
    return named.get(level)


def of_unit(evidence: Evidence, unit: str) -> Message:
    """``of «UE 001: …»``."""
    known = evidence.results.catalog.units.get(unit)
    return msg("of {name}", name=f"«{known.name if known else unit}»")


def of_entry(evidence: Evidence, plan: str, entry: Published) -> Message:
    """What a published figure belongs to: an element, or an executing unit of the plan."""
    unit = entry.where.executing_unit
    if unit is not None:
        return of_unit(evidence, unit)
    return of_code(evidence.results.plans[plan].folder, entry.of or PLAN)


def where_of(entry: Published) -> tuple[str | None, str | None]:
    """Conditions of a figure: executing unit and level."""
    return entry.where.executing_unit, entry.where.level


def when_of(entry: Published) -> str:
    """Period or year of a figure, as far as it says so."""
    return str(entry.period or entry.year or "")


def time_of(entry: Published, year: int) -> Message | Period:
    """Period or year of a figure after a preposition; ``year`` where it says neither."""
    return during(entry.period or Period.of_year(entry.year or year))


def cited(evidence: Evidence, plan: str, source: Source | None) -> Source | None:
    """A citation with the document that the plan's default names."""
    return cite(source, evidence.results.plans[plan].folder.plan.source)


class Cited(Protocol):
    """A part of the content that says where it is printed."""

    @property
    def source(self) -> Source | None: ...  # noqa: D102

    def place_of(self, *keys: str | int) -> Place: ...  # noqa: D102


def finding(
    folder: PlanFolder, where: Cited, key: str, what: Message, expected: object, found: object
) -> Finding:
    """What does not fit in a part of a plan: at one of its keys, or as a whole (``""``)."""
    source = cite(where.source, folder.plan.source)
    place = where.place_of(key) if key else where.place_of()
    return Finding(folder.id, what, expected, found, source, place)


def of_published(evidence: Evidence, item: Reconciled, what: Message, expected: object) -> Finding:
    """What does not fit in one published figure: what it should say, and what it says."""
    folder = evidence.results.plans[item.plan].folder
    return finding(folder, item.entry, "value", what, expected, item.entry.value)


def interval_words(interval: Interval) -> Message:
    """Half-open ranges in words; any other as it is written."""
    low, high = _percent(interval.low), _percent(interval.high)
    if interval.low_inside and low and high is None:
        return msg("with {low} or more", low=low)
    if high and not interval.high_inside:
        if not interval.low:
            return msg("with less than {high}", high=high)
        if interval.low_inside:
            return msg("with {low} to less than {high}", low=low, high=high)
    return msg("with an attainment in {interval}", interval=str(interval))


def _percent(value: Fraction | None) -> Percent | None:
    if value is None:
        return None
    return Percent(Decimal(value.numerator) / Decimal(value.denominator))
