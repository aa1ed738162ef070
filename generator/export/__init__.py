"""Open data: one set of tables, written in several formats (docs: datos).

The tables come from the same results as the pages. Each is defined once (name, columns, types,
descriptions); the formats, the Data Package and the page of the data take that definition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.compute.results import Results
from generator.export import (
    budgets,
    changes,
    commitments,
    contrasted,
    observations,
    plans,
    rollups,
)
from generator.export.about import About, about
from generator.export.table import Filled, Table, fill
from generator.reconcile.contrast import contrast
from generator.words.formatter import Formatter

__all__ = ["TABLES", "WRITERS", "About", "about", "tables"]

TABLES: tuple[Table, ...] = (
    plans.PLANS,
    plans.ELEMENTS,
    plans.MEASURES,
    observations.OBSERVATIONS,
    rollups.ROLLUPS,
    budgets.BUDGETS,
    contrasted.PUBLISHED,
    contrasted.FINDINGS,
    commitments.RECOMMENDATIONS,
    commitments.CALENDAR,
    changes.CHANGES,
    plans.UNITS,
    plans.DOCUMENTS,
)
"""Every table, in the order of the page that describes them."""


def tables(results: Results, lang: str) -> tuple[Filled, ...]:
    """Every table with its rows; sentences in the language ``lang``."""
    held, f = results.derived(contrast), Formatter.for_portal(lang, results.catalog)
    rows = (
        plans.plan_rows(results),
        plans.element_rows(results),
        plans.measure_rows(results),
        observations.observation_rows(results),
        rollups.rollup_rows(results),
        budgets.budget_rows(results),
        contrasted.published_rows(results, held, f),
        contrasted.finding_rows(held, f),
        commitments.recommendation_rows(results),
        commitments.calendar_rows(results),
        changes.change_rows(results),
        plans.unit_rows(results),
        plans.document_rows(results),
    )
    return tuple(fill(table, found) for table, found in zip(TABLES, rows, strict=True))


def _csv(filled: tuple[Filled, ...], about: About) -> Mapping[str, bytes]:
    from generator.export.as_csv import as_csv  # noqa: PLC0415
    from generator.export.package import PACKAGE, as_package  # noqa: PLC0415

    files = {f"{item.table.name}.csv": as_csv(item) for item in filled}
    return {**files, PACKAGE: as_package(filled, files, about)}


def _json(filled: tuple[Filled, ...], _about: About) -> Mapping[str, bytes]:
    from generator.export.as_json import as_json  # noqa: PLC0415

    return {f"{item.table.name}.json": as_json(item) for item in filled}


def _parquet(filled: tuple[Filled, ...], about: About) -> Mapping[str, bytes]:
    from generator.export.as_parquet import as_parquet  # noqa: PLC0415

    return {f"{item.table.name}.parquet": as_parquet(item, about) for item in filled}


def _xlsx(filled: tuple[Filled, ...], about: About) -> Mapping[str, bytes]:
    from generator.export.bundle import WORKBOOK, as_xlsx  # noqa: PLC0415

    return {WORKBOOK: as_xlsx(filled, about)}


Writer = Callable[[tuple[Filled, ...], About], Mapping[str, bytes]]
WRITERS: dict[str, Writer] = {"csv": _csv, "json": _json, "parquet": _parquet, "xlsx": _xlsx}
"""Formats by name: each gives the files of all tables. Libraries load when one is asked for."""
