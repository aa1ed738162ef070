"""What reports say in words of an element: implementation sheets, round by round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup

from generator.compute.results import PlanResult
from generator.model.catalog import Element, cite
from generator.model.reports import ElementReport, Results
from generator.problems import Message, msg
from generator.render.views.common import Cited, Desk, Edit
from generator.render.views.told import TableView, table_views

_PARTS: tuple[tuple[str, Message], ...] = (
    ("scope", msg("How it contributes")),
    ("situation", msg("Situation")),
    ("factors", msg("What affected it")),
    ("measures_taken", msg("Measures taken")),
    ("recommendation", msg("Recommendations")),
    ("assessment", msg("Assessment")),
)


@dataclass(frozen=True, slots=True)
class ReportedView:
    """One report on one element: its parts, each with its heading and paragraphs."""

    anchor: str
    period: str
    place: str
    """Which sheet of the report, where there are several."""
    title: str
    parts: tuple[tuple[str, tuple[Markup, ...]], ...]
    tables: tuple[TableView, ...]
    notes: tuple[Markup, ...]
    cited: Cited | None
    edit: Edit


def reported(desk: Desk, result: PlanResult, element: Element) -> tuple[ReportedView, ...]:
    """Everything reports say of an element, the latest first."""
    found = list(_reports(result, element.code))
    return tuple(_view(desk, element, file, report) for file, report in reversed(found))


def _reports(result: PlanResult, code: str) -> Iterator[tuple[Results, ElementReport]]:
    for file in sorted(result.folder.results, key=lambda f: (f.period.end, f.period.start)):
        if report := file.elements.get(code):
            yield file, report


def _view(desk: Desk, element: Element, file: Results, report: ElementReport) -> ReportedView:
    source = cite(report.source, file.source, *element.sources)
    stem = PurePosixPath(file.spot().path).stem
    return ReportedView(
        anchor=f"informe-{stem}",
        period=desk.t(msg("Report {period}", period=desk.f.of(file.period))),
        place=(file.source.place or "") if file.source else "",
        title=report.title or "",
        parts=tuple(
            (desk.t(heading), tuple(desk.f.inline(text) for text in getattr(report, field)))
            for field, heading in _PARTS
            if getattr(report, field)
        ),
        tables=table_views(desk, report.tables),
        notes=tuple(desk.f.inline(note) for note in (report.note, file.note) if note),
        cited=desk.cited(source),
        edit=desk.edit(file.spot("elements", element.code, at_key=True)),
    )
