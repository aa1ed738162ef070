"""Rules on reported results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.check.common import names_of_measures, reported, suggestion, suggestion_of_element
from generator.model.catalog import Catalog, PlanFolder, measure_id
from generator.model.reports import ResultRole
from generator.model.scalars import slug
from generator.problems import Message, Place, Problem, error, msg


def check_result_measure(catalog: Catalog) -> Iterator[Problem]:
    """unknown-measure: a result speaks of a measure that the plan has."""
    for folder in catalog.plans.values():
        known = names_of_measures(catalog, folder)
        others: dict[str, set[str]] = {}
        for results, key, _ in folder.reported:
            if key not in known and folder.complete:
                others = others or _other_names(folder)
                meant = _meant(others.get(slug(key), set()))
                yield error(
                    "unknown-measure",
                    results.place_of("results", key, at_key=True),
                    msg("the plan has no indicator «{name}»", name=key),
                    meant or suggestion_of_element(key, folder.measure_names),
                )


def _other_names(folder: PlanFolder) -> dict[str, set[str]]:
    """Ids of measures by what else an editor may call them: the sheet, the title, the code."""
    found: dict[str, set[str]] = {}
    for element, measure in folder.written_measures:
        name = measure_id(measure, element.code)
        for other in (measure.indicator, measure.name, element.node.title, element.code):
            if other:
                found.setdefault(slug(other), set()).add(name)
    return found


def _meant(names: set[str]) -> Message | None:
    if len(names) == 1:
        return msg("results go by the name of the indicator: «{name}»", name=min(names))
    return suggestion("", names) if names else None


def check_result_period(catalog: Catalog) -> Iterator[Problem]:
    """result-outside-plan: progress lies in the plan's years, a baseline before them."""
    for folder in catalog.plans.values():
        span = folder.plan.span
        for results in folder.results:
            period = results.period
            is_wrong = period.start > span.end or period.end < span.start
            what = msg("{period} is outside of the plan ({span})")
            hint = msg("correct the period; if it is where the plan starts from: role: baseline")
            if results.role is ResultRole.BASELINE:
                is_wrong = period.end >= span.start
                what = msg("{period} is not before the plan ({span})")
                hint = msg("remove «role: baseline» if these are results of the plan")
            if is_wrong:
                told = what.having(period=period.text, span=span)
                yield error("result-outside-plan", results.place_of("period"), told, hint)


def check_discontinued(catalog: Catalog) -> Iterator[Problem]:
    """result-of-discontinued: nothing is reported from when on a measure is not measured."""
    for use, results, entry in reported(catalog, lambda it: it.measure.discontinued is not None):
        end, period = use.measure.discontinued, results.period
        if end and period.start >= end.first.start and entry.value is not None:
            what = msg("«{name}» has a result for {period}, and is not measured from {first} on")
            told = what.having(name=use.id, period=period.text, first=end.first.text)
            place = results.place_of("results", use.id, at_key=True)
            hint = msg("remove the result, or correct «discontinued» of the indicator")
            yield error("result-of-discontinued", place, told, hint)


def check_result_twice(catalog: Catalog) -> Iterator[Problem]:
    """result-twice: one result per measure, period and dimension, whichever files it stands in."""
    for folder in catalog.plans.values():
        first: dict[tuple[str, str, str], Place] = {}
        n_files = Counter(it.period.text for it in folder.results)
        for results, key, entry in folder.reported:
            if n_files[results.period.text] == 1:
                continue  # a file says each once: a doubled key is told where it is read
            place = results.place_of("results", key, at_key=True)
            told = (
                (results.period.text, key, by)
                for by in entry.dimensions(folder.dimensions.get(key))
            )
            before = [first.setdefault(it, place) for it in told]
            if before != [place] * len(before):
                what = msg(
                    "«{name}» has two results for {period}; first at {first}",
                    name=key,
                    period=results.period.text,
                    first=min(before),
                )
                hint = msg("keep one; a corrected result goes with «correction:»")
                yield error("result-twice", place, what, hint)
