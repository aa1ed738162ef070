"""What a plan's document says in words, and what reports say of its elements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup

from generator.compute.results import PlanResult
from generator.model.catalog import PLAN, Element, cite
from generator.model.narrative import Audience, LegalBasis, Section
from generator.model.reports import ElementReport, ResultsFile
from generator.model.source import Source
from generator.render.inline import inline
from generator.render.views.common import CitedAt, Edit, Link, Page, RenderContext


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of the document."""

    anchor: str
    section: Section
    cited: CitedAt | None


@dataclass(frozen=True, slots=True)
class NarrativeView:
    """The page of what the document says."""

    purpose: Markup
    general_objective: Markup
    objectives: tuple[Link, ...]
    sections: tuple[SectionView, ...]
    audiences: tuple[Audience, ...]
    legal_basis: tuple[tuple[Link, LegalBasis], ...]
    cited: CitedAt | None


@dataclass(frozen=True, slots=True)
class ReportedView:
    """One report on one element."""

    anchor: str
    period: str
    place: str
    """Which sheet of the report, where there are several."""
    report: ElementReport
    notes: tuple[str, ...]
    cited: CitedAt | None
    edit: Edit


def narrative_page(ctx: RenderContext, plan: str) -> Page:
    """The page of what a plan's document says."""
    folder = ctx.catalog.plans[plan]
    told = folder.plan
    view = NarrativeView(
        purpose=inline(told.purpose),
        general_objective=inline(told.general_objective),
        objectives=tuple(ctx.element_link(folder, e) for e in folder.children(PLAN)),
        sections=section_views(ctx, told.sections, told.source),
        audiences=told.audiences,
        legal_basis=tuple(
            (ctx.document_link(basis.document) or Link(basis.document), basis)
            for basis in told.legal_basis
        ),
        cited=ctx.cited(told.source),
    )
    heading = ctx.t("What the document says")
    return Page(f"{heading}: {told.name}", heading, view, ctx.plan_crumbs(folder))


def section_views(
    ctx: RenderContext, sections: tuple[Section, ...], *sources: Source | None
) -> tuple[SectionView, ...]:
    """Sections with anchors made from their kind and place among those of their kind."""
    seen: dict[str, int] = {}
    views = []
    for section in sections:
        kind = section.kind.value
        seen[kind] = seen.get(kind, 0) + 1
        anchor = kind if seen[kind] == 1 else f"{kind}-{seen[kind]}"
        views.append(SectionView(anchor, section, ctx.cited(cite(section.source, *sources))))
    return tuple(views)


def reported_views(
    ctx: RenderContext, result: PlanResult, element: Element
) -> tuple[ReportedView, ...]:
    """Everything reports say of an element in words, the latest first."""
    found = list(_reports(result, element.code))
    return tuple(_reported(ctx, element, file, report) for file, report in reversed(found))


def _reports(result: PlanResult, code: str) -> Iterator[tuple[ResultsFile, ElementReport]]:
    for file in sorted(result.folder.results, key=lambda f: (f.period.end, f.period.start)):
        if report := file.elements.get(code):
            yield file, report


def report_anchor(file: ResultsFile) -> str:
    """Where the words of a report stand on the page of an element."""
    return f"informe-{PurePosixPath(file.place_of().path).stem}"


def _reported(
    ctx: RenderContext, element: Element, file: ResultsFile, report: ElementReport
) -> ReportedView:
    return ReportedView(
        anchor=report_anchor(file),
        period=ctx.t("Report {period}", period=ctx.f.of(file.period)),
        place=(file.source.place or "") if file.source else "",
        report=report,
        notes=tuple(note for note in (report.note, file.note) if note),
        cited=ctx.cited(cite(report.source, file.source, *element.sources)),
        edit=ctx.edit(file.place_of("elements", element.code, at_key=True)),
    )
