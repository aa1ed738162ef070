"""What is held against what: published figures, and every figure that changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from generator.compute.results import Results
from generator.export.table import (
    CITED,
    IN_PLAN,
    LINES,
    Row,
    Table,
    as_text,
    day,
    derived,
    flag,
    ident,
    note_of,
    number,
    percent,
    printed,
    several,
    text,
)
from generator.export.traits import PERCENT_SIGN, shown_unit
from generator.history.anchors import anchor
from generator.history.timeline import every_step
from generator.model.catalog import cite
from generator.model.history import Origin, Step
from generator.model.money import Stage
from generator.model.published import IN_PERCENT, CountedBand, Published, PublishedFigure
from generator.problems import say
from generator.reconcile.contrast import contrast
from generator.reconcile.findings import Finding
from generator.reconcile.reconcile import Reconciled, Verdict
from generator.reconcile.subjects import TableKey, finding_name, of_published
from generator.words.formatter import Formatter
from generator.words.problems import plainly


class _Printed(NamedTuple):
    it: Reconciled
    entry: Published
    of: TableKey


def _published(results: Results, f: Formatter) -> Iterator[Row[_Printed]]:
    for item in results.derived(contrast).reconciled:
        source = cite(item.entry.source, results.plans[item.plan].folder.plan.source)
        told = _Printed(item, item.entry, of_published(results.plans[item.plan], item.entry))
        yield Row(results, f, told, item.plan, (source,))


def _others(row: Row[_Printed]) -> list[str]:
    """Values of the other printings that are not the value of this one."""
    own = as_text(row.item.entry.value)
    values = sorted(as_text(other.value) for _, other in row.item.it.others)
    return [value for value in values if value != own]


def _restrictions(row: Row[_Printed]) -> Iterator[str]:
    entry = row.item.entry
    if entry.where.executing_unit:
        yield f"executing_unit={entry.where.executing_unit}"
    if entry.where.level:
        yield f"of_level={entry.where.level}"
    for name in ("level", "band", "range", "stage", "version"):
        value = getattr(entry, name)
        if value is not None:
            yield f"{name}={value}"
    if entry.capped:
        yield "capped=true"


_FACT = "fact"


def _unit(row: Row[_Printed]) -> str | None:
    figure = row.item.entry.figure
    if figure in IN_PERCENT or figure is PublishedFigure.GAP:
        return PERCENT_SIGN
    if figure is PublishedFigure.BUDGET:
        return row.results.catalog.currency(row.plan)
    found = row.result.measures.get(row.item.of.measure)
    return shown_unit(found.use.traits) if found and figure in _DATA else None


_DATA = {PublishedFigure.TARGET, PublishedFigure.ACTUAL}


def _share(item: Reconciled) -> Decimal | None:
    if item.difference is None or not item.recomputed:
        return None
    return item.difference / abs(item.recomputed) * 100


def _published_id(row: Row[_Printed]) -> tuple[object, ...]:
    entry = row.item.entry
    about = entry.figure or f"fact:{entry.fact}", entry.of, entry.period or entry.year
    return row.plan, *about, *_restrictions(row), entry.source and entry.source.place


def _tellers(results: Results) -> Mapping[int, Finding]:
    """The first finding about each published figure."""
    found = results.derived(contrast).findings
    return {id(entry): finding for finding in reversed(found) for entry in finding.about}


def _told_by(row: Row[_Printed]) -> str | None:
    found = row.results.derived(_tellers).get(id(row.item.entry))
    return finding_name(row.results, found) if found else None


PUBLISHED = Table[_Printed](
    "published",
    say(
        "One row per place where a figure is published, compared with what the data of its plan"
        " give; pages count a fact that is printed again (fact) once."
    ),
    ("plan", "figure", "of", "period", "where"),
    _published,
    (
        IN_PLAN,
        text(
            "figure",
            say("What figure it is, or «fact:» and the name of the repeated figure"),
            lambda row: row.item.entry.figure or f"fact:{row.item.entry.fact}",
        ),
        text("of", say("Code of the part of the plan or the indicator it is about"), "entry.of"),
        text(
            "period",
            say("Period or year"),
            lambda row: row.item.entry.period or str(row.item.entry.year or ""),
        ),
        printed("published", say("Value as printed: a number, a date or a text"), "entry.value"),
        number("recomputed", say("Recomputed value"), lambda row: derived(row.item.it.recomputed)),
        text("verdict", say("What comes of the comparison"), words=Verdict, get="it.verdict"),
        number(
            "difference",
            say("Published less recomputed; 0 where they agree as printed"),
            lambda row: derived(row.item.it.difference),
        ),
        *CITED,
        text(
            "quote",
            say("Words of the document"),
            lambda row: (
                row.item.entry.quote or (row.item.entry.source and row.item.entry.source.quote)
            ),
        ),
        several(
            "where",
            say("What it is restricted to: unit, band, level, stage, version"),
            _restrictions,
        ),
        text("explanation", say("The sum written out"), "it.explanation.text"),
        text(
            "reason",
            say("Why it cannot be recomputed"),
            lambda row: plainly(row.item.it.reason, row.f),
        ),
        LINES,
        several("others", say("Other values published for the same figure"), _others),
        text(
            "kind",
            say("What figure it is; «fact» for one that is only compared with its repetitions"),
            lambda row: row.item.entry.figure or _FACT,
            (*PublishedFigure, _FACT),
        ),
        text("fact", say("Name of the repeated figure"), "entry.fact"),
        text(
            "element",
            say("Code of the part of the plan it is about (table elements)"),
            "of.element",
        ),
        text("measure", say("Indicator it is about (table measures)"), "of.measure"),
        text(
            "printed",
            say("The same value as text, with the digits that are printed"),
            lambda row: as_text(row.item.entry.value),
        ),
        text(
            "unit",
            say("Unit of the value: «%» (differences are in points), currency, or as printed"),
            _unit,
        ),
        percent(
            "difference_share",
            say("Difference in percent of the recomputed value"),
            lambda row: _share(row.item.it),
        ),
        text(
            "executing_unit",
            say("Restricted to this executing unit (table units)"),
            "entry.where.executing_unit",
        ),
        text("of_level", say("Restricted to indicators of this level"), "entry.where.level"),
        text("counted", say("Level of what is counted; «measure» for indicators"), "entry.level"),
        text("band", say("Restricted to this band or state"), "entry.band", CountedBand),
        text("attainment_range", say("Restricted to this range of attainment"), "entry.range"),
        text("stage", say("Stage of the amount"), "entry.stage", Stage),
        text("version", say("Version of the plan"), "entry.version"),
        flag("is_capped", say("Whether the document cuts the attainment at 100"), "entry.capped"),
        note_of("entry.note"),
        ident(_published_id),
        text("finding", say("Finding that tells of it (table findings)"), _told_by),
    ),
)


CHANGES = Table[Step](
    "changes",
    say("One row per figure that became another."),
    ("plan", "date", "element", "measure", "figure", "period", "member"),
    lambda results, f: (Row(results, f, step, step.plan) for step in every_step(results)),
    (
        IN_PLAN,
        text(
            "element",
            say("Code of the objective, strategy or activity; «plan» is the plan itself"),
            "code",
        ),
        text("measure", say("Indicator (table measures)")),
        text("title", say("Title of the objective, strategy or activity")),
        text("figure", say("What changed: target, result, budget, state or a field")),
        text("period", say("Period of the figure")),
        text("member", say("Part")),
        printed("before", say("Value before; empty where there was none")),
        printed("after", say("Value after; empty where there is none left")),
        number("change", say("After less before; in points where the values are percentages")),
        percent("change_share", say("Change in percent of the value before")),
        text("unit", say("Unit of measurement, or currency")),
        text("unit_before", say("Unit of the value before, where it is another")),
        text("ease", say("Whether it became easier or harder"), words=("easier", "harder")),
        day("date", say("Day of the record (UTC), or of the act"), "day"),
        text("origin", say("How it is known"), words=Origin),
        text("commit", say("Record (commit) of the repository")),
        text("proposal", say("Number of the proposal that brought it"), "request"),
        text("amendment", say("Amendment that names it")),
        text("version", say("Version of the plan in which it is first seen")),
        text(
            "document", say("Document that approves it, or that it is taken from (table documents)")
        ),
        text("reason", say("Reason given")),
        text("stage", say("Stage of an amount of money"), words=Stage),
        text("executing_unit", say("Executing unit of an amount (table units)")),
        flag("committed", say("Whether the plan was no draft"), "is_committed"),
        flag("partial", say("Whether another row counts the whole year"), "is_part"),
        text("funding", say("Funding source of an amount")),
        ident(lambda row: (anchor(row.item),)),
        text(
            "record",
            say("The revision again, by a name that SQL does not keep for itself"),
            "commit",
        ),
    ),
)
