"""What reports say in words: of each result, and of the parts of a plan (implementation sheets)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.compute.results import PlanResult
from generator.export.table import (
    DAYS,
    IN_PLAN,
    PRINTED,
    Column,
    Row,
    Table,
    day,
    ident,
    last_day,
    note_of,
    of_plans,
    text,
    whole,
)
from generator.model.catalog import cite
from generator.model.measure import Correction, ResultEntry, ResultStatus
from generator.model.period import Period
from generator.model.reports import ElementReport, ResultRole, ResultsFile
from generator.model.source import Source
from generator.problems import say


@dataclass(frozen=True, slots=True)
class _Statement:
    """What one report says of an indicator or of a part of the plan."""

    id: str
    file: ResultsFile
    entry: ResultEntry | ElementReport
    element: str
    measure: str = ""

    @property
    def period(self) -> Period:
        return self.file.period

    @property
    def correction(self) -> Correction | None:
        return getattr(self.entry, "correction", None)

    @property
    def status(self) -> ResultStatus | None:
        """How firm a result is; None of what is said of a part of the plan."""
        return self.file.status_of(self.entry) if isinstance(self.entry, ResultEntry) else None


_Cited = tuple[_Statement, tuple[Source | None, ...]]


def _reports(plan: PlanResult) -> Iterator[_Cited]:
    """In the order of the files; that of a result has the id of its observation."""
    known: Counter[str] = Counter()

    def statement(file: ResultsFile, of: str, *about: Any, source: Source | None) -> _Cited:
        role = "" if file.role is ResultRole.PROGRESS else f"/{file.role}"
        name = f"{plan.folder.id}/{of}/{file.period}{role}"
        known[name] += 1
        n = f"#{known[name]}" if known[name] > 1 else ""
        return _Statement(f"{name}{n}", file, *about), (source,)

    for file in plan.folder.results:
        for name, entry in file.results.items():
            use = plan.measures[name].use
            source = cite(entry.source, file.source, use.source)
            yield statement(file, name, entry, use.element.code, name, source=source)
        for code, report in file.elements.items():
            yield statement(
                file, f"element={code}", report, code, source=cite(report.source, file.source)
            )


def _paragraphs(name: str, description: str) -> Column[_Statement]:
    """What a report says under a heading; its paragraphs have an empty line between them."""
    return text(name, description, lambda row: "\n\n".join(getattr(row.item.entry, name, ())))


def _of(name: str) -> Callable[[Row[_Statement]], Any]:
    return lambda row: getattr(row.item.entry, name, None)


REPORTS = Table[_Statement](
    "reports",
    say("One row per indicator or part of a plan that a report speaks of, with its words."),
    ("plan", "id"),
    of_plans(_reports),
    (
        IN_PLAN,
        ident(lambda row: (row.item.id,)),
        text("period", say("Period of the report, as in table observations")),
        text(
            "role",
            say("What it serves for: progress, or the baseline"),
            "file.role",
            words=ResultRole,
        ),
        text("element", say("Code of the part of the plan (table elements)")),
        text("measure", say("Indicator (table measures); empty in a sheet of a part of the plan")),
        text("report_status", say("How firm the result is"), "status", ResultStatus),
        day("cutoff", say("Day until which the report counts"), "file.cutoff"),
        text("reported_by", say("Unit that reports (table units)"), "file.reported_by"),
        text("title", say("Name as the report prints it, where it is another"), _of("title")),
        text("text", say("Result in words"), _of("text")),
        _paragraphs("scope", say("What it covers, as the report says")),
        _paragraphs("situation", say("Where it stands, as the report says")),
        _paragraphs("factors", say("What helped or hindered, as the report says")),
        _paragraphs("measures_taken", say("What was done about it, as the report says")),
        _paragraphs("recommendation", say("What the report recommends")),
        _paragraphs("assessment", say("What the report concludes")),
        note_of("entry.note"),
        text("correction", say("Why the result was restated"), "correction.reason"),
        day("correction_date", say("Day on which it was restated"), "correction.date"),
        *DAYS,
        last_day("period.end"),
        *PRINTED,
    ),
)


@dataclass(frozen=True, slots=True)
class _Evidence:
    of: _Statement
    n: int
    text: str


def _evidence(plan: PlanResult) -> Iterator[tuple[_Evidence, tuple[Source | None, ...]]]:
    for of, sources in _reports(plan):
        for n, text_ in enumerate(getattr(of.entry, "evidence", ()), 1):
            yield _Evidence(of, n, text_), sources


EVIDENCE = Table[_Evidence](
    "evidence",
    say("One row per piece of evidence that a report names for a result."),
    ("plan", "report", "n"),
    of_plans(_evidence),
    (
        IN_PLAN,
        text("report", say("Row of table reports"), "of.id"),
        whole("n", say("Its place in the list")),
        text("measure", say("Indicator (table measures)"), "of.measure"),
        text("period", say("Period of the result, as in table observations"), "of.period"),
        text("text", say("What it is, as printed")),
        *PRINTED,
    ),
    is_key=True,
)
