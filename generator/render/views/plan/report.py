"""A plan as one report to print: what it promised, how it goes, and where that is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import paths
from generator.addresses import in_language
from generator.compute.results import PlanResult
from generator.model.base import parts
from generator.model.catalog import PLAN, Element, PlanFolder
from generator.model.source import Source
from generator.render.views.across.contrast import ContrastView, contrast_view
from generator.render.views.common import Link, Page, RenderContext
from generator.render.views.measure.rows import MeasureRow, own_rows
from generator.render.views.measure.view import method_link
from generator.render.views.methods import in_words, is_met_or_not, rules_of
from generator.render.views.plan.page import PlanView, plan_view
from generator.render.views.plan.recommendations import RecommendationRow, recommendation_row
from generator.render.views.plan.rollups import ElementRow, element_row


@dataclass(frozen=True, slots=True)
class ReportPart:
    """An element with its own measures and those of its activities."""

    head: ElementRow
    full: str
    """Its whole title, where it is called by a short one."""
    rows: tuple[MeasureRow, ...]
    parts: tuple[ReportPart, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportView:
    """The report of a plan."""

    plan: PlanView
    groups: tuple[ReportPart, ...]
    rows: tuple[MeasureRow, ...]
    """Measures of the plan as a whole."""
    recommendations: tuple[RecommendationRow, ...]
    contrast: ContrastView | None
    documents: tuple[Link, ...]
    method: Link
    rules: str
    """What attainments and means are, by its method."""
    bands: str
    has_shares: bool
    as_of: str
    address: str
    """Where the page stands, if the portal says its address."""


def report_page(ctx: RenderContext, plan: str) -> Page:
    """The page that prints a plan as one report."""
    result = ctx.results.plans[plan]
    folder, site = result.folder, ctx.catalog.site
    url = (site.url or "").rstrip("/") if site else ""
    view = ReportView(
        plan=ctx.once(plan_view, plan),
        groups=tuple(_groups(ctx, result)),
        rows=own_rows(ctx, result, PLAN),
        recommendations=tuple(recommendation_row(ctx, folder, e) for e in folder.recommendations),
        contrast=ctx.once(contrast_view, plan) if folder.published else None,
        documents=tuple(_documents(ctx, folder)),
        method=method_link(ctx, folder.plan),
        rules=rules_of(ctx, ctx.catalog.method(plan)),
        bands=in_words(ctx, None if is_met_or_not(ctx, result) else ctx.catalog.bands(plan)),
        has_shares=result.has_shares,
        as_of=ctx.f.date(ctx.results.as_of),
        address=f"{url}/{paths.address(in_language(paths.REPORT(plan), ctx.lang))}" if url else "",
    )
    heading = f"{ctx.t('Report to print')}: {folder.plan.heading}"
    sheet = in_language(paths.REPORT_SHEET(plan), ctx.lang)
    head = (("sheet", sheet), ("search", {"exclude": True}))
    return Page(heading, heading, view, ctx.plan_crumbs(folder), head=head)


def _groups(ctx: RenderContext, result: PlanResult) -> Iterator[ReportPart]:
    """What stands between the first level and the last stands once, under its first parent."""
    for element in result.folder.children(PLAN):
        yield _part(ctx, result, element, tuple(_parts(ctx, result, element)))


def _parts(ctx: RenderContext, result: PlanResult, above: Element) -> Iterator[ReportPart]:
    for element in result.folder.children(above.code):
        if not element.level.is_counted and element.parents[0] == above.code:
            yield _part(ctx, result, element)
            yield from _parts(ctx, result, element)


def _part(
    ctx: RenderContext, result: PlanResult, element: Element, below: tuple[ReportPart, ...] = ()
) -> ReportPart:
    counted = (it for it in result.folder.children(element.code) if it.level.is_counted)
    rows = (row for it in (element, *counted) for row in own_rows(ctx, result, it.code))
    row = ctx.once(element_row, result.folder.id, element.code)
    return ReportPart(row, element.node.full, tuple(rows), below)


def _documents(ctx: RenderContext, folder: PlanFolder) -> Iterator[Link]:
    """The documents that the plan's files cite, each once, in the order of the files."""
    cited = (part.document for part in parts(folder.written) if isinstance(part, Source))
    for name in dict.fromkeys(cited):
        document = ctx.catalog.documents.get(name or "")
        if document is not None:
            yield Link(document.number_and_title, f"{paths.DOCUMENTS}#{document.id}")


def report_sheet(ctx: RenderContext, result: PlanResult) -> bytes:
    """The running header and foot of the printed report, as a stylesheet.

    Browsers take no text of a page for its margins, and the portal's own security policy allows
    no style inside a page: a file of its own is what remains.
    """
    site = ctx.catalog.site
    words = {
        "top-left": result.folder.plan.title,
        "top-right": site.name if site else "",
        "bottom-left": ctx.t("As of {day}", day=ctx.results.as_of),
    }
    boxes = "".join(f"@{box}{{content:{css_string(text)}}}" for box, text in words.items() if text)
    return f"@page{{{boxes}}}\n".encode()


def css_string(text: str) -> str:
    """A text as a string of CSS: every sign becomes its number, so that none is syntax."""
    plain = (c if (c.isascii() and c.isalnum()) or c == " " else f"\\{ord(c):x} " for c in text)
    return f'"{"".join(plain)}"'
