"""Words that findings share: what a figure speaks of, and when."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from generator.compute.money import Key
from generator.model.arithmetic import Interval
from generator.model.published import Published, PublishedFigure
from generator.model.rounding import places, rounded
from generator.problems import Message, Percent, msg
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


def where_of(entry: Published) -> tuple[str | None, str | None]:
    """Conditions of a figure: executing unit and level."""
    return entry.where.executing_unit, entry.where.level


def when_of(entry: Published) -> str:
    """Period or year of a figure, as far as it says so."""
    return str(entry.period or entry.year or "")


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
