"""Open data: one set of tables, written in several formats (docs: datos).

The tables come from the same results as the pages. Each is defined once (name, columns, types,
descriptions, getters); the formats, the Data Package and the page of the data take that
definition.
"""

from __future__ import annotations

from typing import Any

from generator.compute.results import Results
from generator.export import (
    acts,
    alerts,
    audit,
    budgets,
    commitments,
    comparisons,
    doubts,
    findings,
    highlights,
    indicators,
    links,
    observations,
    plans,
    portal,
    registers,
    reports,
    rollups,
    schedules,
    terms,
)
from generator.export.definitions import definitions
from generator.export.filling import Filled, fill
from generator.export.formats import WRITERS, About, about, columns_in_words, rows_in_words
from generator.export.table import Table
from generator.paths import TABLE_PAGE
from generator.words.formatter import Formatter

__all__ = ["TABLES", "WRITERS", "About", "about", "parts_of_pages", "tables"]

_TABLES: tuple[Table[Any], ...] = (
    plans.PLANS,
    plans.ELEMENTS,
    plans.MEASURES,
    indicators.INDICATORS,
    indicators.CODES,
    observations.OBSERVATIONS,
    terms.TERMS,
    rollups.ROLLUPS,
    budgets.BUDGETS,
    audit.PUBLISHED,
    findings.FINDINGS,
    doubts.DISPUTES,
    doubts.NOTES,
    commitments.RECOMMENDATIONS,
    commitments.CALENDAR,
    audit.CHANGES,
    registers.UNITS,
    registers.DOCUMENTS,
    acts.VERSIONS,
    acts.AMENDMENTS,
    acts.BUDGET_CHANGES,
    acts.PAST_TARGETS,
    acts.AGREEMENTS,
    schedules.SCHEDULES,
    schedules.DATES,
    commitments.ACTIONS,
    commitments.FOLLOW_UPS,
    reports.REPORTS,
    reports.EVIDENCE,
    links.CONTRIBUTIONS,
    registers.REGIONS,
    highlights.HIGHLIGHTS,
    highlights.SHORTFALLS,
    alerts.ALERTS,
    portal.QUALITY,
    portal.CORRECTIONS,
    comparisons.COMPARISONS,
)
TABLES: tuple[Table[Any], ...] = (*_TABLES, links.sources(_TABLES), *definitions(lambda: TABLES))
"""Every table, in the order of the page that describes them."""


def parts_of_pages(lang: str) -> dict[str, dict[str, str]]:
    """What the page of each table says of it, by the marks that it stands for."""
    marks = {"rows": rows_in_words, "columns": columns_in_words}
    return {
        TABLE_PAGE(t.name): {mark: write(t, lang) for mark, write in marks.items()} for t in TABLES
    }


def tables(results: Results, lang: str) -> tuple[Filled, ...]:
    """Every table with its rows; sentences in the language ``lang``."""
    f = Formatter.for_portal(lang, results.catalog)
    return tuple(fill(table, results, f) for table in TABLES)
