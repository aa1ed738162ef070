"""Rules on values that say their numerator and their denominator."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.model.breakdown import WHOLE, finest
from generator.model.catalog import Catalog, MeasureUse
from generator.model.combine import part_of
from generator.model.indicator import Across, OverTime
from generator.model.quotients import Quotient
from generator.model.rounding import HUNDRED
from generator.model.written import WrittenFigure, figures_of, unusual, unusual_of
from generator.problems import Message, Problem, msg, warning


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
    for figure in unusual(catalog):
        parts = figure.value if isinstance(figure.value, dict) else {None: figure.value}
        if figure.note or figure.is_disputed:
            continue
        for part, value in parts.items():
            printed = value.printed if isinstance(value, Quotient) else None
            if printed is not None and not value.is_told_by(printed):
                what = msg("the value is {printed}, and {quotient} gives {given}")
                about = {"printed": printed, "quotient": str(value), "given": value.given}
                hint = msg("look it up; if the document says so, say it in «note»")
                yield warning(
                    "value-against-quotient", figure.place(part), what.having(**about), hint
                )


def check_mixed(catalog: Catalog) -> Iterator[Problem]:
    """mixed-quotients: what is put together or compared says its two numbers alike."""
    for plan in catalog.plans:
        measures: dict[str, list[WrittenFigure]] = {}
        some = {it.use.id for it in unusual_of(catalog, plan) if any(map(_is_quotient, it.values))}
        for figure in figures_of(catalog, plan, asked=lambda use: use.id in some):  # noqa: B023
            measures.setdefault(figure.use.id, []).append(figure)
        for told in measures.values():
            pairs = [(f, it) for f in told for it in f.values if isinstance(it, Quotient)]
            others = [(f, it) for f, it in pairs if it.factor != pairs[0][1].factor]
            if others:
                what = msg("«{measure}» is said per {other} here, and elsewhere per {per}")
                about = {"other": others[0][1].factor, "per": pairs[0][1].factor}
                yield _mixed(others[0][0], what.having(**about), _ONE_PER)
            elif pairs:
                yield from _parts(told)
                yield from _periods(told)


_IN_ALL = msg(
    "write {{numerator: …, denominator: …}} in all of them; else they are combined without it"
)
_IN_BOTH = msg(
    "write {{numerator: …, denominator: …}} in targets and results, or over_time: mean, or last"
)
_ONE_PER = msg("write the same «per» in all its figures, or the printed number alone")


def _mixed(figure: WrittenFigure, what: Message, hint: Message, part: str | None = None) -> Problem:
    about = what.having(measure=figure.use.id)
    return warning("mixed-quotients", figure.place(part), about, hint)


def _parts(told: list[WrittenFigure]) -> Iterator[Problem]:
    """Parts that are combined: all of them, or none."""
    what = msg("of the parts of «{measure}» some say their two numbers, and this one does not")
    for figure in told:
        if (part := _odd_part(figure)) is not None:
            yield _mixed(figure, what, _IN_ALL, part)


def _odd_part(figure: WrittenFigure) -> str | None:
    is_combined = figure.use.traits.across is not Across.NONE
    if not isinstance(figure.value, dict) or WHOLE in figure.value or not is_combined:
        return None
    part: str | None = _odd(finest(figure.value))
    return part


def _periods(told: list[WrittenFigure]) -> Iterator[Problem]:
    """Periods that add up: all of them, or none; targets as results, where several add up."""
    groups: dict[Any, dict[Any, tuple[WrittenFigure, Any]]] = {}
    for figure in told:
        is_added = figure.use.traits.over_time is OverTime.SUM and figure.field
        if is_added and figure.period and _odd_part(figure) is None:
            whole = part_of(figure.value, WHOLE, figure.use.traits.across)
            group = groups.setdefault((figure.field, figure.period.granularity), {})
            if isinstance(whole, Decimal):
                group.setdefault(figure.period, (figure, whole))
    said = {field for (field, _), of in groups.items() for _, it in of.values() if _is_quotient(it)}
    of_one = msg("of the periods of «{measure}» some say their two numbers, and this one does not")
    of_both = msg("«{measure}» adds up periods, and only its targets or results say two numbers")
    for (field, _), group in groups.items():
        if (odd := _odd({key: it for key, (_, it) in group.items()})) is not None:
            yield _mixed(group[odd][0], of_one, _IN_ALL)
        elif len(group) > 1 and said - {field} and field not in said:
            yield _mixed(next(iter(group.values()))[0], of_both, _IN_BOTH)


def _is_quotient(value: Any) -> bool:
    return isinstance(value, Quotient)


def _odd(values: dict[Any, Any]) -> Any:
    """Which does not say its two numbers, where another does."""
    plain = (key for key, it in values.items() if isinstance(it, Decimal) and not _is_quotient(it))
    return next(plain, None) if any(map(_is_quotient, values.values())) else None
