"""Words that findings share: what a figure speaks of, how a number is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from generator.compute.money import Key
from generator.model.arithmetic import Interval
from generator.model.catalog import PLAN, Level, PlanFolder, cite
from generator.model.money import Stage
from generator.model.period import Granularity, Period
from generator.model.plan import LevelName
from generator.model.published import Published, PublishedFigure
from generator.model.source import Source
from generator.problems import Message, msg
from generator.reconcile.findings import Evidence, Finding, FindingSeverity
from generator.reconcile.reconcile import Reconciled

_DIGITS = Context(prec=10_000)

FIGURES = {
    PublishedFigure.TARGET: msg("target"),
    PublishedFigure.ACTUAL: msg("result"),
    PublishedFigure.ATTAINMENT: msg("attainment"),
    PublishedFigure.MEAN_ATTAINMENT: msg("mean attainment"),
    PublishedFigure.MEAN_RAW: msg("mean attainment, uncapped"),
    PublishedFigure.MEAN_OF_STRATEGIES: msg("mean of the means"),
    PublishedFigure.COUNT: msg("count"),
    PublishedFigure.N_PROGRAMMED: msg("number with a target"),
    PublishedFigure.N_EXECUTED: msg("number with a result"),
    PublishedFigure.BUDGET: msg("amount"),
    PublishedFigure.BUDGET_EXECUTION: msg("financial execution"),
    PublishedFigure.SHARE_OF_TOTAL: msg("share (part of the plan's total)"),
    PublishedFigure.CHANGE_BETWEEN_VERSIONS: msg("change between versions"),
    PublishedFigure.GAP: msg("gap between financial and physical"),
}
"""What each figure is called in a sentence."""

MONEY = {
    Stage.PROGRAMMED: msg("programmed budget"),
    Stage.OPENING: msg("opening budget (PIA)"),
    Stage.MODIFIED: msg("modified budget (PIM)"),
    Stage.EXECUTED: msg("executed amount"),
}


def number(value: Decimal) -> str:
    """Digits as published, with thousands apart: ``728,706,272.00``."""
    return f"{value:,f}"


def percent(text: str) -> str:
    """``98.5 %``: the sign goes with the value, for in a template it would ask for one."""
    return f"{text} %"


def at_precision(value: Decimal, printed: Decimal) -> str:
    """A computed value with as many decimals as the printed one."""
    decimals = max(0, -int(printed.as_tuple().exponent))
    # As many digits as an author may write, not the 28 of the common context.
    return number(value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _DIGITS))


def half_unit(value: Decimal) -> Fraction:
    """Half a unit of the last printed digit: what rounding may have moved."""
    return Fraction(1, 2 * 10 ** max(0, -int(value.as_tuple().exponent)))


def money_name(key: Key) -> Message:
    """``modified budget (PIM) of 2024 (version V4)``."""
    year, stage, version = key
    if version:
        return msg(
            "{stage} of {year} (version {version})", stage=MONEY[stage], year=year, version=version
        )
    return msg("{stage} of {year}", stage=MONEY[stage], year=year)


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


_MONTHS = (
    msg("January"),
    msg("February"),
    msg("March"),
    msg("April"),
    msg("May"),
    msg("June"),
    msg("July"),
    msg("August"),
    msg("September"),
    msg("October"),
    msg("November"),
    msg("December"),
)


def day_in_words(day: date) -> Message:
    """``29 de mayo de 2024``."""
    return msg("{month} {day}, {year}", day=day.day, month=_MONTHS[day.month - 1], year=day.year)


def period_in_words(period: Period) -> Message | str:
    """A month or a week of it in words; any other period as it is written."""
    month = _MONTHS[period.start.month - 1]
    if period.granularity is Granularity.MONTH:
        return msg("{month} {year}", month=month, year=period.year)
    if period.granularity is Granularity.MONTH_WEEK:
        n = int(period.text[-1])
        return msg("week {n} of {month} {year}", n=n, month=month, year=period.year)
    return period.text


def in_a_row(parts: Sequence[Message | str]) -> Message | str:
    """``a, b and c``."""
    found = parts[0]
    for part in parts[1:-1]:
        found = msg("{some}, {more}", some=found, more=part)
    return msg("{some} and {last}", some=found, last=parts[-1]) if len(parts) > 1 else found


def where_of(entry: Published) -> tuple[str | None, str | None]:
    """Conditions of a figure: executing unit and level."""
    return entry.where.executing_unit, entry.where.level


def when_of(entry: Published) -> str:
    """Period or year of a figure, as far as it says so."""
    return str(entry.period or entry.year or "")


def cited(evidence: Evidence, plan: str, source: Source | None) -> Source | None:
    """A citation with the document that the plan's default names."""
    return cite(source, evidence.results.plans[plan].folder.plan.source)


def of_published(
    evidence: Evidence,
    detector: str,
    item: Reconciled,
    what: Message,
    expected: str,
    severity: FindingSeverity = FindingSeverity.CONTRADICTION,
) -> Finding:
    """A finding about one published figure: what it should say, and what it says."""
    value = item.entry.value
    return Finding(
        detector=detector,
        severity=severity,
        plan=item.plan,
        what=what,
        expected=expected,
        found=number(value) if isinstance(value, Decimal) else str(value),
        source=cited(evidence, item.plan, item.entry.source),
        place=item.entry.place_of("value"),
    )


def interval_words(interval: Interval) -> Message:
    """Half-open ranges in words; any other as it is written."""
    low, high = interval.low, interval.high
    if interval.low_inside and low is not None and high is None:
        return msg("with {low} or more", low=_percent(low))
    if high is not None and not interval.high_inside:
        if low in {None, 0}:
            return msg("with less than {high}", high=_percent(high))
        if interval.low_inside and low is not None:
            return msg("with {low} to less than {high}", low=_percent(low), high=_percent(high))
    return msg("with an attainment in {interval}", interval=str(interval))


def _percent(value: Fraction) -> str:
    return percent(f"{float(value):g}")
