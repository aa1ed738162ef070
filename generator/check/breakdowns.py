"""Rules on breakdowns by region, place, sex or another dimension."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.check.walk import Figure, figures, suggestion
from generator.model.catalog import Catalog, MeasureUse
from generator.problems import Place, Problem, error, msg
from generator.reference import REGION, region_code


def check_breakdown(catalog: Catalog) -> Iterator[Problem]:
    """breakdown-undeclared, unknown-member, duplicate-key: members belong to what ``by`` names."""
    for figure in figures(catalog):
        if isinstance(figure.value, dict):
            yield from _members(figure, catalog.regions)


def _members(figure: Figure, listed: Mapping[str, str]) -> Iterator[Problem]:
    by, place = figure.by, figure.place
    if by is None:
        yield error(
            "breakdown-undeclared",
            place(),
            msg("«{measure}» has values by member and does not say by what", measure=figure.use.id),
            msg("add «by: region», or another dimension of the indicator"),
        )
        return
    known = _known(figure.use, by, listed)
    yield from _twice(figure.value, by, place)
    for member in figure.value:
        if known is not None and member not in known:
            yield error(
                "unknown-member",
                place(member, at_key=True),
                msg("«{member}» is not one of «{by}»", member=member, by=by),
                suggestion(member, known),
            )


def _known(use: MeasureUse, by: str, listed: Mapping[str, str]) -> set[str] | None:
    """The members there may be; None for regions of a country without a list: any name will do."""
    if by == REGION:
        return {*listed, *listed.values()} or None
    return set(use.indicator.dimensions.get(by, ())) if use.indicator else set()


def _twice(figure: dict[str, Any], by: str, spot: Callable[..., Place]) -> Iterator[Problem]:
    """A region named by its code and by its name is one region."""
    first: dict[str, str] = {}
    for member in figure if by == REGION else ():
        code = region_code(member)
        before = first.setdefault(code, member)
        if before != member:
            yield error(
                "duplicate-key",
                spot(member),
                msg("«{member}» and «{before}» are the same region", member=member, before=before),
                msg("keep one of them"),
            )
