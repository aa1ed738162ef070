"""Warnings: figures that cite nothing, sheets nobody uses, plans that cite no approval."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.walk import uses
from generator.model.catalog import Catalog, cite
from generator.model.plan import PlanState
from generator.model.source import Source
from generator.problems import Place, Problem, msg, warning


def check_figure_source(catalog: Catalog) -> Iterator[Problem]:
    """figure-without-source: targets, results and amounts say where they are printed."""
    for _, use in uses(catalog):
        yield from _cited(use.source, use.measure.place_of(), use.id)
    for folder in catalog.plans.values():
        for results, key, entry in folder.reported:
            place = results.place_of("results", key, at_key=True)
            yield from _cited(cite(entry.source, results.source), place, key)
        for element, line in folder.budget():
            yield from _cited(cite(line.source, *element.sources), line.place_of(), element.code)


def _cited(source: Source | None, place: Place, name: str) -> Iterator[Problem]:
    if source is None or source.document is None or not (source.place or source.lines):
        yield warning(
            "figure-without-source",
            place,
            msg("the figures of «{name}» do not say where they are printed", name=name),
            msg("add «source: {{document: …, place: …}}» here or for the whole file"),
        )


def check_unused_indicator(catalog: Catalog) -> Iterator[Problem]:
    """unused-indicator: a sheet is there for the measures that use it."""
    if any(path.startswith("plans/") for path in catalog.broken):
        return
    used = {
        measure.indicator
        for folder in catalog.plans.values()
        for _, measure in folder.written_measures
    }
    if any(name and name not in catalog.indicators for name in used):
        return  # a misspelt name leaves a sheet unused: unknown-indicator says it
    for name, sheet in catalog.indicators.items():
        if name not in used:
            yield warning(
                "unused-indicator",
                sheet.place_of(),
                msg("no plan uses the sheet «{name}»", name=name),
                msg("cite it in a measure, or remove the file"),
            )


def check_approval(catalog: Catalog) -> Iterator[Problem]:
    """approval-missing: a plan that is no draft cites the act that approves it, or says why not."""
    for folder in catalog.plans.values():
        if folder.plan.state is not PlanState.DRAFT and folder.plan.approval is None:
            yield warning(
                "approval-missing",
                folder.plan.place_of("state"),
                msg("the plan is {state} and cites no approval", state=folder.plan.state.value),
                msg("add «approval: {{document: …, date: …}}», or a «note» that says why not"),
            )
