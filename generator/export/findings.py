"""What does not fit, with the place that each finding has among all by its effect."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from generator.compute.results import Results
from generator.export.table import (
    IN_PLAN,
    PRINTED,
    Row,
    Table,
    derived,
    ident,
    number,
    percent,
    several,
    text,
    whole,
)
from generator.model.period import Days, Period
from generator.problems import say
from generator.reconcile.contrast import DETECTORS, contrast
from generator.reconcile.findings import Finding, FindingSeverity
from generator.reconcile.ranking import Contradiction, EffectKind, Sort, number_of, ranking
from generator.reconcile.subjects import finding_name, names, subjects_of
from generator.words.formatter import Formatter
from generator.words.problems import plainly


def _findings(results: Results, f: Formatter) -> Iterator[Row[Finding]]:
    for item in results.derived(contrast).findings:
        yield Row(results, f, item, item.plan, (item.source,))


def _ranks(results: Results) -> Mapping[int, Contradiction]:
    """The contradiction that each finding tells."""
    found = results.derived(ranking)
    return {id(finding): it for it in found for finding in it.findings}


def _of_rank(get: str) -> Callable[[Row[Finding]], Any]:
    """Something of the contradiction that a finding tells."""
    find = attrgetter(get)

    def cell(row: Row[Finding]) -> Any:
        found = row.results.derived(_ranks).get(id(row.item))
        return find(found) if found else None

    return cell


def _text(value: object, f: Formatter) -> str:
    """What was expected or found: as a page says it, but days and periods as data."""
    if isinstance(value, tuple):
        return ", ".join(_text(item, f) for item in value)
    return str(value) if isinstance(value, date | Days | Period) else f.value(value)


def _names(name: str) -> Callable[[Row[Finding]], Iterator[str]]:
    return lambda row: names(subjects_of(row.results, row.item), name)


FINDINGS = Table[Finding](
    "findings",
    say("One row per finding: something that does not fit."),
    ("plan", "detector", "severity", "document", "place"),
    _findings,
    (
        text("detector", say("Name of the detector"), words=DETECTORS),
        text(
            "severity",
            say("Weight: a contradiction, or a case that may have an explanation"),
            words=FindingSeverity,
        ),
        IN_PLAN,
        text("what", say("What does not fit"), lambda row: plainly(row.item.what, row.f)),
        text("expected", say("What one part says"), lambda row: _text(row.item.expected, row.f)),
        text("found", say("What is printed"), lambda row: _text(row.item.found, row.f)),
        *PRINTED,
        several(
            "element",
            say("Codes of the parts of the plan that it is about (table elements)"),
            _names("element"),
        ),
        several("measure", say("Indicators that it is about (table measures)"), _names("measure")),
        several("period", say("Periods or years that it is about"), _names("period")),
        several(
            "executing_unit",
            say("Executing units that it is about (table units)"),
            _names("executing_unit"),
        ),
        number(
            "expected_number",
            say("What one part says, where it is a number"),
            lambda row: number_of(row.item.expected),
        ),
        number(
            "found_number",
            say("What is printed, where it is a number"),
            lambda row: number_of(row.item.found),
        ),
        ident(lambda row: (finding_name(row.results, row.item),)),
        whole(
            "rank",
            say("Its place on the page of checks; findings that tell the same share it"),
            _of_rank("rank"),
        ),
        text("sort", say("What sort of contradiction it is"), _of_rank("sort"), Sort),
        text("effect", say("What the difference is of"), _of_rank("effect.kind"), EffectKind),
        number(
            "effect_size",
            say("How much: of money, points, things in another band, or the number itself"),
            lambda row: derived(_of_rank("effect.size")(row)),
        ),
        percent(
            "effect_share",
            say("The same in percent: of the plan's budget, or of the larger of both values"),
            _of_rank("effect.share"),
        ),
        text(
            "currency",
            say("Currency of an effect of money (ISO 4217)"),
            _of_rank("effect.currency"),
        ),
    ),
)
