"""Rules on values that say their numerator and their denominator."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.model.breakdown import WHOLE, finest
from generator.model.catalog import Catalog, MeasureUse
from generator.model.indicator import Across, OverTime
from generator.model.quotients import Quotient, are_quotients
from generator.model.rounding import HUNDRED
from generator.model.written import WrittenFigure, figures, figures_of
from generator.problems import Message, Place, Problem, msg, warning


def quotient_fault(use: MeasureUse, value: Quotient) -> tuple[Message, Message] | None:
    """What does not fit the kind of its indicator, and what to write."""
    kind, about = use.traits.kind, {"measure": use.id, "value": str(value)}
    if kind.traits.is_counted:
        what = msg("«{measure}» is a count, and {value} is a quotient")
        return what.having(**about), msg("write the one number, or correct the «kind»")
    if kind.traits.in_percent and value.per not in {None, HUNDRED}:
        what = msg("«{measure}» is a percentage, and {value} is said per {per}")
        return what.having(**about, per=value.per), msg("remove «per»: a percentage is per 100")
    if not kind.traits.in_percent and value.per is None:
        what = msg("«{measure}» is no percentage, and nothing says per how many {value} is")
        hint = msg("add «per: 1» for the quotient as it is, «per: 1000» for so many in a thousand")
        return what.having(**about), hint
    return None


def check_printed_quotient(catalog: Catalog) -> Iterator[Problem]:
    """value-against-quotient: a printed value is what the two numbers beside it give."""
    seen: set[Place] = set()
    for figure in figures(catalog):
        parts = figure.value if isinstance(figure.value, dict) else {None: figure.value}
        if figure.note or figure.is_disputed or figure.place() in seen:
            continue
        seen.add(figure.place())  # a sheet's baseline is that of all who use it
        for part, value in parts.items():
            if isinstance(value, Quotient) and not value.is_as_printed:
                what = msg("the value is {printed}, and {quotient} gives {given}")
                about = {"printed": value.printed, "quotient": str(value), "given": value.given}
                hint = msg("look it up; if the document says so, say it in «note»")
                yield warning(
                    "value-against-quotient", figure.place(part), what.having(**about), hint
                )


def check_mixed(catalog: Catalog) -> Iterator[Problem]:
    """mixed-quotients: what is put together says its two numbers everywhere, or nowhere."""
    for plan in catalog.plans:
        periods: dict[Any, dict[Any, WrittenFigure]] = {}
        for figure in figures_of(catalog, plan):
            is_combined = figure.use.traits.across is not Across.NONE
            if isinstance(figure.value, dict):
                is_told = is_combined and WHOLE not in figure.value
                odd = _odd(finest(figure.value)) if is_told else None
                yield from [_mixed(figure.place(odd), figure, _PARTS)] if odd is not None else ()
            elif figure.field and figure.use.traits.over_time is OverTime.SUM:
                length = figure.period.granularity if figure.period else None
                key = figure.use.id, figure.field, length
                periods.setdefault(key, {})[figure.period] = figure
        for told in periods.values():
            if (odd := _odd({period: it.value for period, it in told.items()})) is not None:
                yield _mixed(told[odd].place(), told[odd], _PERIODS)


_PARTS = msg(
    "of the parts of «{measure}» some say their numerator and denominator, and this one "
    "does not, or not per as many"
)
_PERIODS = msg(
    "of the periods of «{measure}» some say their numerator and denominator, and this one "
    "does not, or not per as many"
)


def _odd(values: dict[Any, Any]) -> Any:
    """Which does not say its two numbers, or not per as many, where another does."""
    first = next((it for it in values.values() if isinstance(it, Quotient)), None)
    for name, it in values.items() if first is not None else ():
        if isinstance(it, Decimal) and not are_quotients([first, it]):
            return name
    return None


def _mixed(place: Place, figure: WrittenFigure, what: Message) -> Problem:
    hint = msg(
        "write {{numerator: …, denominator: …}} in all of them, with the same «per»; else they "
        "are combined without it"
    )
    return warning("mixed-quotients", place, what.having(measure=figure.use.id), hint)
