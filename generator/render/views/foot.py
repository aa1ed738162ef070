"""The foot of every generated page: where it comes from, as of when, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.catalog import PlanFolder
from generator.model.reports import ResultRole
from generator.model.reports import Results as Report
from generator.problems import Place, msg
from generator.render import paths
from generator.render.views.common import Cited, Edit, Page, RenderContext

_FILES = {
    paths.DOCUMENTS: "content/documents.yml",
    paths.GLOSSARY: "content/glossary.yml",
}
"""Pages that show one file of the content from its first line to its last."""


@dataclass(frozen=True, slots=True)
class FootView:
    """What stands under a page."""

    cited: Cited | None
    as_of: str
    report: str
    """The latest report of the plan with its cut-off day; empty on pages of no plan."""
    edit: Edit | None


def foot_view(ctx: RenderContext, page: Page) -> FootView:
    """The foot of a page; what the page does not say itself is taken from its plan."""
    folder = ctx.catalog.plans.get(paths.plan_of(page.path))
    cited = getattr(page.view, "cited", None)
    edit = getattr(page.view, "edit", None)
    if folder is not None:
        cited = cited or ctx.cited(folder.plan.source)
        edit = edit or ctx.edit(folder.plan.place_of())
    elif page.path in _FILES:
        edit = ctx.edit(Place(_FILES[page.path], 1, 1))
    return FootView(
        cited=cited,
        as_of=ctx.f.date(ctx.results.as_of),
        report=_latest(ctx, folder) if folder else "",
        edit=edit,
    )


def _latest(ctx: RenderContext, folder: PlanFolder) -> str:
    """The report that reaches furthest; of those, the one with the latest cut-off day."""
    told = [report for report in folder.results if report.role is ResultRole.PROGRESS]
    if not told:
        return ctx.plain("none has been published")
    latest = max(told, key=_reach)
    period = ctx.f.period(latest.period)
    if latest.cutoff is None:
        return period
    return ctx.t(msg("{period}, data as of {day}", period=period, day=ctx.f.date(latest.cutoff)))


def _reach(report: Report) -> tuple[object, ...]:
    period = report.period
    return period.end, period.end - period.start, report.cutoff or period.end
