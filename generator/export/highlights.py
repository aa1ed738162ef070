"""What the data say first, in sentences; and what fell short, with what reports say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.compute.reasons import Explained, Said, Shortfall, shortfalls
from generator.compute.results import PlanResult, Results
from generator.compute.rollups import Scope
from generator.export.scopes import keys_of_scope
from generator.export.table import CITED, IN_PLAN, LINES, Row, Table, of_plans, percent, text, whole
from generator.highlights.highlight import Highlight, Rule
from generator.highlights.sentences import highlights
from generator.highlights.subject import Subject, subjects
from generator.model.source import Source
from generator.problems import say
from generator.words.formatter import Formatter


@dataclass(frozen=True, slots=True)
class _Sentence:
    of: Subject
    n: int
    it: Highlight


def _rows(results: Results, f: Formatter) -> Iterator[Row[_Sentence]]:
    for subject in subjects(results):
        for n, it in enumerate(highlights(subject, f), 1):
            yield Row(results, f, _Sentence(subject, n, it), subject.plan.folder.id)


HIGHLIGHTS = Table[_Sentence](
    "highlights",
    say("One row per sentence of «In one sentence», with the figures that it says."),
    ("plan", "scope", "code", "n"),
    _rows,
    (
        IN_PLAN,
        text("scope", say("What it speaks of"), "of.scope", Scope),
        text("code", say("Code of the part, unit or region; «plan» for the whole plan"), "of.code"),
        whole("n", say("Its place among the sentences of the same page")),
        text("period", say("Period"), "of.period"),
        text("rule", say("Rule by which it was made"), "it.rule", Rule),
        text("text", say("The sentence"), "it.text"),
        whole("concerned", say("How many it is of"), "it.n"),
        whole("whole", say("Of how many"), "it.whole"),
        percent(
            "value",
            say(
                "Its main figure: the lowest or highest attainment, the execution or the change of"
                " the budget; a pace is in table observations"
            ),
            "it.value",
        ),
        text("about", say("Part of the plan or indicator that it names"), "it.about"),
        *keys_of_scope(lambda item: item.of.key),
    ),
    is_key=True,
)


def _shortfalls(plan: PlanResult) -> Iterator[tuple[Shortfall, Iterable[Source | None]]]:
    return ((it, (said.source for said in it.reports)) for it in shortfalls(plan))


def _first(row: Row[Shortfall]) -> Said | None:
    return next(iter(row.item.reports), None)


SHORTFALLS = Table[Shortfall](
    "shortfalls",
    say(
        "One row per activity (or indicator) in the low band, or with a target that it did not"
        " meet, in the plan's year, with what its reports say of the reasons."
    ),
    ("plan", "code"),
    of_plans(_shortfalls),
    (
        IN_PLAN,
        text("code", say("Code of the activity, else the indicator"), "row.code"),
        text("element", say("Code of the part of the plan (table elements)"), "element.code"),
        text("period", say("Year of the result"), lambda row: str(row.result.year)),
        percent("attainment", say("Attainment in percent, uncapped"), "row.raw"),
        text("explained", say("How far the reports explain it"), words=Explained),
        text(
            "explained_by",
            say("Code of the part of the plan whose reports explain it"),
            lambda row: it.of.code if (it := _first(row)) else None,
        ),
        text(
            "reported",
            say("Period of the latest report that does"),
            lambda row: it.file.period if (it := _first(row)) else None,
        ),
        text(
            "words",
            say("What that report says"),
            lambda row: "\n\n".join(it.words) if (it := _first(row)) else None,
        ),
        *CITED,
        LINES,
    ),
    is_key=True,
)
