"""Indicator reference sheets, and the codes that registers of others give to things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.compute.results import Results
from generator.export.plans import TAKING_PART
from generator.export.table import CITED, IN_PLAN, Row, Table, ident, note_of, number, several, text
from generator.export.traits import TOLERANCE, called, traits, unit_state
from generator.model.indicator import Criterion, Indicator, ResultsLevel
from generator.model.period import Granularity
from generator.model.schemes import Coded, Scheme
from generator.problems import Message, say
from generator.words.formatter import Formatter


class _Sheet(NamedTuple):
    indicator: str
    sheet: Indicator


def _sheets(results: Results, f: Formatter) -> Iterator[Row[_Sheet]]:
    for name, sheet in results.catalog.indicators.items():
        yield Row(results, f, _Sheet(name, sheet), sources=(sheet.source,))


_QUALITY = "sheet.data_quality"

INDICATORS = Table[_Sheet](
    "indicators",
    say("One row per reference sheet of an indicator."),
    ("indicator",),
    _sheets,
    (
        text("indicator", say("Indicator: the name of its file, as in the address of its page")),
        *traits("sheet"),
        text("frequency", say("How often it is measured"), "sheet.frequency", Granularity),
        text("results_level", say("Level of results"), "sheet.results_level", ResultsLevel),
        text("criterion", say("Performance criterion"), "sheet.criterion", Criterion),
        text("definition", say("What it measures"), "sheet.definition"),
        text("formula", say("How it is computed, as printed"), "sheet.formula"),
        several(
            "variables",
            say("Variables of the formula, each with its definition and the source of its data"),
            "sheet.variables",
        ),
        text("verification", say("Means of verification"), "sheet.verification"),
        several("assumptions", say("What must hold for it to be reached"), "sheet.assumptions"),
        text("responsible", say("Unit that answers for it (table units)"), "sheet.leading"),
        several("taking_part", TAKING_PART, "sheet.taking_part"),
        *CITED,
        number("tolerance", TOLERANCE, "sheet.tolerance"),
        text("data_validation", say("How the data are verified"), f"{_QUALITY}.validation"),
        text("data_sources", say("Sources of the data"), f"{_QUALITY}.sources"),
        text("data_accuracy", say("Accuracy that is needed"), f"{_QUALITY}.accuracy"),
        text("data_limitations", say("Limitations of the data"), f"{_QUALITY}.limitations"),
        text("data_compensation", say("What is done about them"), f"{_QUALITY}.compensation"),
        unit_state(lambda it: it.sheet),
        note_of("sheet.note"),
        *called(lambda it: it.sheet),
    ),
    is_key=True,
)


class _Code(NamedTuple):
    what: str
    of: str
    scheme: str
    code: str


def _codes(results: Results, f: Formatter) -> Iterator[Row[_Code]]:
    for name, plan in results.plans.items():
        holders: list[tuple[str, str, Coded]] = [
            *(("element", element.code, element.node) for element in plan.folder.elements),
            *(("measure", it.use.id, it.use.measure) for it in plan.measures.values()),
        ]
        yield from (Row(results, f, code, name) for it in holders for code in _of(*it))
    shared: Mapping[str, Mapping[str, Coded]] = {
        "indicator": results.catalog.indicators,
        "unit": results.catalog.units,
    }
    for what, register in shared.items():
        for name, one in register.items():
            yield from (Row(results, f, code) for code in _of(what, name, one))


def _of(what: str, of: str, holder: Coded) -> Iterator[_Code]:
    for scheme, codes in holder.codes.items():
        yield from (_Code(what, of, scheme, code) for code in codes)


def _scheme(row: Row[_Code]) -> Scheme:
    return row.results.catalog.schemes[row.item.scheme]


CODES = Table[_Code](
    "codes",
    say("One row per external code: what a register or classification of others calls something."),
    ("plan", "what", "of", "scheme", "code"),
    _codes,
    (
        IN_PLAN,
        text("what", say("What has the code"), words=("element", "measure", "indicator", "unit")),
        text(
            "of",
            say("Code of the part of the plan or the indicator, name of the sheet or of the unit"),
        ),
        text("scheme", say("Scheme of the code (a vocabulary, in IATI)")),
        text("code", say("Code as printed")),
        text(
            "scheme_name",
            say("Name of the scheme"),
            lambda row: row.f.template(Message(_scheme(row).name)),
        ),
        text("url", say("Address that explains it"), lambda r: _scheme(r).address(r.item.code)),
        ident(lambda row: (row.plan, *row.item)),
    ),
)
"""One row a code, as IATI and SDMX have it: each joins with a table of its scheme, which several
codes in one cell do not."""
