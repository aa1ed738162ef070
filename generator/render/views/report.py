"""A plan as one report to print: what it promised, how it goes, and where that is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.compute.results import PlanResult
from generator.model.base import parts
from generator.model.catalog import PLAN, Element, Level, PlanFolder
from generator.model.source import Source
from generator.reconcile.contrast import Contrast
from generator.render import paths
from generator.render.views.common import Link, Page, RenderContext
from generator.render.views.contrast import ContrastView, contrast_view
from generator.render.views.plan import PlanView, plan_view
from generator.render.views.recommendations import RecommendationRow, recommendation_rows
from generator.render.views.tables import (
    ElementRow,
    MeasureRow,
    element_row,
    measure_row,
    measure_rows,
)


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A strategy with the measures of its activities."""

    head: ElementRow
    rows: tuple[MeasureRow, ...]


@dataclass(frozen=True, slots=True)
class ReportGroup:
    """An objective with its own measures and its strategies."""

    head: ElementRow
    rows: tuple[MeasureRow, ...]
    parts: tuple[ReportPart, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """The report of a plan."""

    plan: PlanView
    groups: tuple[ReportGroup, ...]
    rows: tuple[MeasureRow, ...]
    """Measures of the plan as a whole."""
    recommendations: tuple[RecommendationRow, ...]
    contrast: ContrastView | None
    documents: tuple[Link, ...]
    method: str
    medium: str
    high: str
    """Bounds of the bands in percent ("" where the plan has none)."""
    as_of: str
    address: str
    """Where the page stands, if the portal says its address."""


def report_page(ctx: RenderContext, result: PlanResult, contrast: Contrast) -> Page:
    """The page that prints a plan as one report."""
    folder = result.folder
    heading = ctx.plain("Report to print")
    return Page(
        paths.report_path(folder.id),
        f"{heading}: {folder.plan.title}",
        f"{heading}: {folder.plan.title}",
        "report",
        report_view(ctx, result, contrast),
        ctx.plan_crumbs(folder),
        head=(("sheet", paths.report_sheet_path(folder.id)), ("search", {"exclude": True})),
    )


def report_view(ctx: RenderContext, result: PlanResult, contrast: Contrast) -> ReportView:
    """Build the report: each strategy stands once, under the first objective it serves."""
    folder = result.folder
    bands = ctx.catalog.bands(folder.id)
    site = ctx.catalog.site
    has_contrast = bool(folder.published)
    return ReportView(
        plan=plan_view(ctx, result),
        groups=tuple(_groups(ctx, result)),
        rows=_own(ctx, result, PLAN),
        recommendations=recommendation_rows(ctx, folder),
        contrast=contrast_view(ctx, contrast, result) if has_contrast else None,
        documents=tuple(_documents(ctx, folder)),
        method=folder.plan.method,
        medium=ctx.f.number(bands.medium) if bands else "",
        high=ctx.f.number(bands.high) if bands else "",
        as_of=ctx.f.date(ctx.results.as_of),
        address=_address(site.url if site else None, folder.id),
    )


def _address(url: str | None, plan: str) -> str:
    page = paths.report_path(plan).removesuffix(".md")
    return f"{url.rstrip('/')}/{page}/" if url else ""


def _groups(ctx: RenderContext, result: PlanResult) -> Iterator[ReportGroup]:
    folder = result.folder
    for objective in folder.of_level(Level.OBJECTIVE):
        strategies = [
            child
            for child in folder.children(objective.code)
            if child.level is Level.STRATEGY and child.parents[0] == objective.code
        ]
        yield ReportGroup(
            element_row(ctx, result, objective),
            _own(ctx, result, objective.code),
            tuple(_part(ctx, result, strategy) for strategy in strategies),
        )


def _part(ctx: RenderContext, result: PlanResult, strategy: Element) -> ReportPart:
    below = tuple(measure_rows(ctx, result, strategy))
    head = element_row(ctx, result, strategy)
    return ReportPart(head, (*_own(ctx, result, strategy.code), *below))


def _own(ctx: RenderContext, result: PlanResult, code: str) -> tuple[MeasureRow, ...]:
    return tuple(measure_row(ctx, result, item) for item in result.measures_of(code))


def _documents(ctx: RenderContext, folder: PlanFolder) -> Iterator[Link]:
    """The documents that the plan's files cite, each once, in the order of the files."""
    cited = (part.document for part in parts(folder.written) if isinstance(part, Source))
    for name in dict.fromkeys(cited):
        document = ctx.catalog.documents.get(name or "")
        if document is not None:
            said = (document.number or "", document.title or "")
            text = ". ".join(part for part in said if part)
            yield Link(text, f"{paths.DOCUMENTS}#{document.id}")


def report_sheet(ctx: RenderContext, result: PlanResult) -> bytes:
    """The running header and foot of the printed report, as a stylesheet.

    Browsers take no text of a page for its margins, and the portal's own security policy allows
    no style inside a page: a file of its own is what remains.
    """
    site = ctx.catalog.site
    words = {
        "top-left": result.folder.plan.title,
        "top-right": site.name if site else "",
        "bottom-left": ctx.plain("As of {day}").format(day=ctx.f.date(ctx.results.as_of)),
    }
    boxes = "".join(f"@{box}{{content:{css_string(text)}}}" for box, text in words.items() if text)
    return f"@page{{{boxes}}}\n".encode()


def css_string(text: str) -> str:
    """A text as a string of CSS: every sign becomes its number, so that none is syntax."""
    return (
        '"'
        + "".join(
            c if (c.isascii() and c.isalnum()) or c == " " else f"\\{ord(c):x} " for c in text
        )
        + '"'
    )
