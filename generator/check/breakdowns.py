"""Rules on breakdowns by region, place, sex or another dimension."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from generator.check.walk import suggestion
from generator.model.catalog import Catalog, MeasureUse
from generator.problems import Place, Problem, error, msg
from generator.reference import REGION, region_code


def check_breakdown(catalog: Catalog) -> Iterator[Problem]:
    """breakdown-undeclared, unknown-member, duplicate-key: members belong to what ``by`` names."""
    listed = catalog.regions
    for name, folder in catalog.plans.items():
        uses = {use.id: use for use in catalog.measures(name)}
        for use in uses.values():
            measure = use.measure
            for period, figure in measure.targets.items():
                spot = partial(measure.place_of, "targets", period.text)
                yield from _members(use, measure.by, figure, spot, listed)
            yield from _members(
                use, measure.by, measure.total, partial(measure.place_of, "total"), listed
            )
        for results in folder.results:
            for key, entry in results.results.items():
                if key in uses:
                    by = entry.by or uses[key].measure.by
                    spot = partial(results.place_of, "results", key, "value")
                    yield from _members(uses[key], by, entry.value, spot, listed)


def _members(
    use: MeasureUse,
    by: str | None,
    figure: Any,
    spot: Callable[..., Place],
    listed: Mapping[str, str],
) -> Iterator[Problem]:
    if not isinstance(figure, dict):
        return
    if by is None:
        yield error(
            "breakdown-undeclared",
            spot(),
            msg("«{measure}» has values by member and does not say by what", measure=use.id),
            msg("add «by: region», or another dimension of the indicator"),
        )
        return
    known = _known(use, by, listed)
    yield from _twice(figure, by, spot)
    for member in figure:
        if known is not None and member not in known:
            yield error(
                "unknown-member",
                spot(member, at_key=True),
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
