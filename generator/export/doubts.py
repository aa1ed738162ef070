"""Doubt that travels with the figures: what is in dispute and why, and what the editors note."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.compute.results import Results
from generator.export.table import IN_PLAN, PRINTED, Row, Table, ident, note_of, text
from generator.model.base import Model, parts
from generator.model.catalog import PLAN, Catalog, PlanFolder, cite
from generator.model.published import Published
from generator.model.source import DisputedField
from generator.problems import Message, say
from generator.reconcile.disputes import DisputedFigure, disputed_figures
from generator.words.formatter import Formatter
from generator.words.problems import plainly

_ELEMENT = say("Code of the part of the plan it is about (table elements)")
_MEASURE = say("Indicator it is about (table measures)")


def _disputes(results: Results, f: Formatter) -> Iterator[Row[DisputedFigure]]:
    return (Row(results, f, it, it.plan) for it in results.derived(disputed_figures))


def _in_words(why: str | Message, f: Formatter) -> str:
    return why if isinstance(why, str) else plainly(why, f)


DISPUTES = Table[DisputedFigure](
    "disputes",
    say("One row per figure that is in dispute though it stays as printed."),
    ("plan", "element", "measure", "period", "field"),
    _disputes,
    (
        IN_PLAN,
        text("element", _ELEMENT, "of.element"),
        text("measure", _MEASURE, "of.measure"),
        text("period", say("Period or year; empty for all")),
        text(
            "executing_unit", say("Executing unit of an amount (table units)"), "of.executing_unit"
        ),
        text("field", say("What is in dispute"), words=DisputedField),
        text("why", say("What contradicts it"), lambda row: _in_words(row.item.why, row.f)),
        text("place", say("Where that is printed")),
        text("finding", say("Finding that contradicts it (table findings); else an editor does")),
        ident(lambda row: (row.plan, *row.item.names, row.item.field)),
    ),
)


_WHAT = (
    *("element", "measure", "budget", "report", "published", "recommendation", "date"),
    *("amendment", "version", "text", "indicator", "unit", "document", "term", "method", "profile"),
)


class _Note(NamedTuple):
    what: str
    of: str
    period: str
    entry: Model


Held = tuple[str, str, str, object]
"""What something is, what it is of, its period, and it with all inside it."""


def _held(folder: PlanFolder) -> Iterator[Held]:
    """What can have notes in a plan; what holds another thing comes after it."""
    for element in folder.elements:
        for name, measure in folder.measures_at.get(element.code, ()):
            yield "measure", name, "", measure
        for line in element.node.budget:
            yield "budget", element.code, str(line.year), line
    for file in folder.results:
        yield from (("report", it, file.period.text, file.results[it]) for it in file.results)
        yield from (("report", it, file.period.text, file.elements[it]) for it in file.elements)
        yield "report", PLAN, file.period.text, file
    for figure in folder.published:
        period = str(figure.period or figure.year or "")
        yield "published", figure.of or figure.fact or PLAN, period, figure
    yield from (("recommendation", it.code, "", it) for it in folder.recommendations)
    yield from (("date", it.title, "", it) for it in folder.calendar)
    yield from (("amendment", it.id, "", it) for it in folder.amendments)
    yield from (("version", it.id, "", it) for it in folder.plan.versions)
    for element in reversed(folder.elements):  # the plan, which holds all, is the first
        yield from (("text", element.code, "", it) for it in getattr(element.node, "sections", ()))
        yield "element", element.code, "", element.node


def _shared(catalog: Catalog) -> Iterator[Held]:
    yield from (("indicator", name, "", it) for name, it in catalog.indicators.items())
    yield from (("unit", name, "", it) for name, it in catalog.units.items())
    yield from (("document", name, "", it) for name, it in catalog.documents.items())
    yield from (("term", it.term, "", it) for it in catalog.glossary)
    for name in ("method", "profile"):
        yield from ((name, it.id, "", it) for it in catalog.registers.get(f"{name}s", ()))


def _notes(results: Results, f: Formatter) -> Iterator[Row[_Note]]:
    folders = results.catalog.plans.items()
    held = [(name, _held(it), it.plan.source) for name, it in folders]
    seen: set[int] = set()
    for plan, things, of_plan in [*held, ("", _shared(results.catalog), None)]:
        for what, of, period, thing in things:
            for entry in (thing,) if isinstance(thing, Published) else parts(thing):
                if getattr(entry, "note", None) and id(entry) not in seen:
                    seen.add(id(entry))
                    source = cite(getattr(entry, "source", None), of_plan)
                    yield Row(results, f, _Note(what, of, period, entry), plan, (source,))


NOTES = Table[_Note](
    "notes",
    say("One row per note of the editors: what a document prints oddly, or does not say."),
    ("plan", "what", "of", "period", "note"),
    _notes,
    (
        IN_PLAN,
        text("what", say("What it is noted on"), words=_WHAT),
        text("of", say("Code, indicator or name of what it is noted on; «plan» for the plan")),
        text("period", say("Period or year")),
        note_of("entry.note"),
        *PRINTED,
        ident(lambda row: (row.plan, row.item.what, row.item.of, row.item.period)),
    ),
)
