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
from generator.render.inline import inline
from generator.render.views.common import Cited, Edit, RenderContext
from generator.render.views.narrative import TableView, table_views

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


def reported(ctx: RenderContext, result: PlanResult, element: Element) -> tuple[ReportedView, ...]:
    """Everything reports say of an element, the latest first."""
    found = list(_reports(result, element.code))
    return tuple(_view(ctx, element, file, report) for file, report in reversed(found))


def _reports(result: PlanResult, code: str) -> Iterator[tuple[Results, ElementReport]]:
    for file in sorted(result.folder.results, key=lambda f: (f.period.end, f.period.start)):
        if report := file.elements.get(code):
            yield file, report


def _view(
    ctx: RenderContext, element: Element, file: Results, report: ElementReport
) -> ReportedView:
    source = cite(report.source, file.source, *element.sources)
    stem = PurePosixPath(file.place_of().path).stem
    return ReportedView(
        anchor=f"informe-{stem}",
        period=ctx.t(msg("Report {period}", period=ctx.f.of(file.period))),
        place=(file.source.place or "") if file.source else "",
        title=report.title or "",
        parts=tuple(
            (ctx.t(heading), tuple(inline(text) for text in getattr(report, field)))
            for field, heading in _PARTS
            if getattr(report, field)
        ),
        tables=table_views(ctx, report.tables),
        notes=tuple(inline(note) for note in (report.note, file.note) if note),
        cited=ctx.cited(source),
        edit=ctx.edit(file.place_of("elements", element.code, at_key=True)),
    )
