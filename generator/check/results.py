"""Rules on reported results."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.common import suggestion_of_element
from generator.model.catalog import Catalog
from generator.model.reports import ResultRole
from generator.problems import Place, Problem, error, msg


def check_result_measure(catalog: Catalog) -> Iterator[Problem]:
    """unknown-measure: a result speaks of a measure that the plan has."""
    for folder in catalog.plans.values():
        known = folder.measure_names
        for results, key, _ in folder.reported:
            if key not in known and folder.complete:
                yield error(
                    "unknown-measure",
                    results.place_of("results", key, at_key=True),
                    msg("the plan has no measure «{name}»", name=key),
                    suggestion_of_element(key, known),
                )


def check_result_period(catalog: Catalog) -> Iterator[Problem]:
    """result-outside-plan: progress lies in the plan's years, a baseline before them."""
    for folder in catalog.plans.values():
        span = folder.plan.span
        for results in folder.results:
            if results.role is ResultRole.BASELINE:
                if results.period.end >= span.start:
                    yield error(
                        "result-outside-plan",
                        results.place_of("period"),
                        msg(
                            "{period} is not before the plan ({span})",
                            period=results.period.text,
                            span=span,
                        ),
                        msg("remove «role: baseline» if these are results of the plan"),
                    )
            elif results.period.start > span.end or results.period.end < span.start:
                yield error(
                    "result-outside-plan",
                    results.place_of("period"),
                    msg(
                        "{period} is outside of the plan ({span})",
                        period=results.period.text,
                        span=span,
                    ),
                    msg("correct the period; if it is where the plan starts from: role: baseline"),
                )


def check_result_twice(catalog: Catalog) -> Iterator[Problem]:
    """result-twice: one result per measure and period, whichever files they stand in."""
    for folder in catalog.plans.values():
        first: dict[tuple[str, str], Place] = {}
        for results, key, _ in folder.reported:
            place = results.place_of("results", key, at_key=True)
            before = first.setdefault((results.period.text, key), place)
            if before != place:
                yield error(
                    "result-twice",
                    place,
                    msg(
                        "«{name}» has two results for {period}; first at {first}",
                        name=key,
                        period=results.period.text,
                        first=before,
                    ),
                    msg("keep one; a corrected result goes with «correction:»"),
                )
