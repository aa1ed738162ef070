"""Rules on single figures: each kind of indicator takes its own; members belong to a dimension."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from generator.check.common import WrittenFigure, figures, hides_regions, region_hint, suggestion
from generator.model.catalog import Catalog, MeasureUse
from generator.model.indicator import Over100
from generator.model.region import RegionList
from generator.model.scalars import Milestone, State
from generator.model.values import NO_NUMBERS
from generator.problems import Message, Place, Problem, error, msg
from generator.reference import REGION

_NUMBERS = msg("write a number, or not-programmed / not-applicable")


def check_value_kind(catalog: Catalog) -> Iterator[Problem]:
    """value-of-other-kind: counts are whole, percentages 0-100, milestones done or not-done."""
    for figure in figures(catalog):
        for value in figure.values:
            is_other = isinstance(value, State | NO_NUMBERS)
            wrong = None if is_other else _fault(figure.use, value)
            if wrong:
                yield error("value-of-other-kind", figure.place(), *wrong)


def _fault(use: MeasureUse, value: Any) -> tuple[Message, Message] | None:
    is_milestone = use.traits.kind.traits.is_done_or_not
    if is_milestone and not isinstance(value, Milestone):
        return (
            msg(
                "«{measure}» is a milestone, and {value} is a number",
                measure=use.id,
                value=str(value),
            ),
            msg("write done or not-done"),
        )
    if not is_milestone and not isinstance(value, Decimal):
        return msg(
            "«{measure}» takes numbers, not {value}", measure=use.id, value=str(value)
        ), _NUMBERS
    if isinstance(value, Decimal):
        return _number_fault(use, value)
    return None


def _number_fault(use: MeasureUse, value: Decimal) -> tuple[Message, Message] | None:
    kind = use.traits.kind.traits
    if kind.is_counted and (value < 0 or value != value.to_integral_value()):
        return (
            msg(
                "«{measure}» is a count, and {value} is not a whole number of 0 or more",
                measure=use.id,
                value=str(value),
            ),
            msg("correct the value, or the «kind» of the indicator"),
        )
    limited = kind.in_percent and use.traits.over_100 is not Over100.ALLOWED
    if limited and not 0 <= value <= 100:  # noqa: PLR2004
        return (
            msg(
                "«{measure}» is a percentage, and {value} is not in 0-100",
                measure=use.id,
                value=str(value),
            ),
            msg("correct the value; if it may pass 100: over_100: allowed"),
        )
    return None


def check_breakdown(catalog: Catalog) -> Iterator[Problem]:
    """breakdown-undeclared, unknown-member, duplicate-key, whole-as-part: members fit ``by``."""
    for figure in figures(catalog):
        if isinstance(figure.value, dict):
            yield from _members(figure, catalog)


def _members(figure: WrittenFigure, catalog: Catalog) -> Iterator[Problem]:
    by, place = figure.by, figure.place
    if by is None:
        yield error(
            "breakdown-undeclared",
            place(),
            msg(
                "«{measure}» has values by part and does not say by what (by region, by sex …)",
                measure=figure.use.id,
            ),
            msg("add «by: region», or another dimension of the indicator"),
        )
        return
    regions = catalog.region_list
    if by == REGION and (hides_regions(catalog) or not regions.names):
        return  # the list is wrong or there is none: that is said where it is
    own = set(figure.use.indicator.dimensions.get(by, ())) if figure.use.indicator else set()
    yield from _twice(figure.value, by, regions, place)
    yield from _whole(figure.use, figure.value, place)
    for member in figure.value:
        if member not in (regions if by == REGION else own):
            yield error(
                "unknown-member",
                place(member, at_key=True),
                msg("«{member}» is not one of the parts by «{by}»", member=member, by=by),
                region_hint(regions, member) if by == REGION else suggestion(member, own),
            )


_WHOLE = frozenset(
    {
        "total",
        "totales",
        "total general",
        "general",
        "todos",
        "todas",
        "ambos",
        "ambos sexos",
        "all",
    }
)


def _whole(
    use: MeasureUse, figure: dict[str, Any], spot: Callable[..., Place]
) -> Iterator[Problem]:
    """The whole beside its parts would be counted twice."""
    for member in figure if len(figure) > 1 else ():
        if member.casefold() in _WHOLE:
            yield error(
                "whole-as-part",
                spot(member, at_key=True),
                msg(
                    "«{member}» is the whole of «{measure}», not a part",
                    member=member,
                    measure=use.id,
                ),
                msg("remove it: the parts give the whole; if it is printed, say so in «note»"),
            )


def _twice(
    figure: dict[str, Any], by: str, regions: RegionList, spot: Callable[..., Place]
) -> Iterator[Problem]:
    """A region named by its code and by its name is one region."""
    first: dict[str, str] = {}
    for member in figure if by == REGION else ():
        code = regions.code(member)
        before = first.setdefault(code, member)
        if before != member:
            yield error(
                "duplicate-key",
                spot(member),
                msg("«{member}» and «{before}» are the same region", member=member, before=before),
                msg("keep one of them"),
            )
