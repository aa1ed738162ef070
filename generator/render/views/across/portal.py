"""How the portal itself is doing, and what readers asked to correct."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import paths
from generator.model.corrections import CorrectionRequest, requested
from generator.model.period import Period
from generator.problems import msg
from generator.reconcile.quality import Aspect, QualityFigure, quality
from generator.render.views.common import Link, Page, RenderContext, plan_link
from generator.render.views.plan.missing import missing_link


@dataclass(frozen=True, slots=True)
class Fact:
    """What is counted, how much it is, and where each case is listed."""

    name: str
    text: str
    more: str
    """A page, or a part of one; "" where there is no list."""


@dataclass(frozen=True, slots=True)
class PlanQuality:
    """The same of a plan."""

    plan: Link
    placed: str
    reported: str
    missing: Link | None
    until: str
    """The day until which its latest report counts, and how long before the cut-off that is."""
    disputed: str


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction that somebody asked for, with what it is about."""

    request: CorrectionRequest
    state: str
    about: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PortalView:
    """The page of the portal itself."""

    lead: str
    facts: tuple[Fact, ...]
    plans: tuple[PlanQuality, ...]
    asked: tuple[CorrectionRow, ...]
    """The latest first."""


_ByAspect = dict[Aspect, QualityFigure]
_NAMES = {
    Aspect.SOURCED: msg("Figures that say their document"),
    Aspect.PLACED: msg("Figures that say their place in it"),
    Aspect.QUOTED: msg("Figures that quote its words"),
    Aspect.REPORTED: msg("Results reported, of those that were due"),
    Aspect.OVERDUE: msg("Results overdue"),
    Aspect.DISPUTED: msg("Figures in dispute"),
    Aspect.ASKED: msg("Corrections asked for"),
    Aspect.ACCEPTED: msg("Corrections accepted"),
    Aspect.REJECTED: msg("Corrections rejected"),
    Aspect.OPEN: msg("Corrections not answered yet"),
    Aspect.DAYS: msg("Days to answer (median)"),
    Aspect.WARNINGS: msg("Warnings of the check of the content"),
}
"""In their order on the page; the age of data is told plan by plan."""
_LISTED = {
    Aspect.SOURCED: paths.DOCUMENTS,
    Aspect.PLACED: paths.TABLE_PAGE("sources"),
    Aspect.OVERDUE: paths.CALENDAR,
    Aspect.DISPUTED: paths.TABLE_PAGE("disputes"),
    Aspect.ASKED: f"{paths.PORTAL}#correcciones",
}
_ALWAYS = {Aspect.SOURCED, Aspect.REPORTED}
"""Told where there is nothing to count too."""


def portal_page(ctx: RenderContext) -> Page:
    """The page of the portal itself."""
    found: dict[str, _ByAspect] = {}
    for it in ctx.results.derived(quality):
        found.setdefault(it.plan, {})[it.aspect] = it
    whole = found[""]
    asked = sorted(requested(ctx.catalog.registers), key=lambda it: (it.asked, it.id), reverse=True)
    view = PortalView(
        ctx.t("Where its figures come from, what is missing, and what readers asked to correct."),
        tuple(_fact(ctx, it, whole.get(it)) for it in _NAMES if it in whole or it in _ALWAYS),
        tuple(_plan(ctx, plan, found.get(plan, {})) for plan in ctx.catalog.plans),
        tuple(CorrectionRow(it, ctx.f.heading(it.state), tuple(_about(ctx, it))) for it in asked),
    )
    return Page(ctx.t("How this portal is doing"), view.lead, view, (ctx.home,))


def _fact(ctx: RenderContext, aspect: Aspect, it: QualityFigure | None) -> Fact:
    more = _LISTED.get(aspect, "") if it is not None and it.value else ""
    return Fact(ctx.t(_NAMES[aspect]), _amount(ctx, it), more)


def _amount(ctx: RenderContext, it: QualityFigure | None) -> str:
    """«332 of 465 (71.4 %)», «12»; of nothing, that."""
    if it is None:
        return ctx.t("nothing to count")
    n = ctx.f.number(it.value)
    if it.total is None or it.share is None:
        return n
    percent = ctx.f.percent(it.share)
    return ctx.t("{n} of {total} ({percent})", n=n, total=it.total, percent=percent)


def _plan(ctx: RenderContext, plan: str, found: _ByAspect) -> PlanQuality:
    age, overdue = found.get(Aspect.AGE), found.get(Aspect.OVERDUE)
    until = ctx.t("none has been published")
    if age is not None and age.until is not None:
        ago = ctx.f.n("{n} day before", "{n} days before", int(age.value))
        until = f"{ctx.f.date(age.until)} ({ago})"
    return PlanQuality(
        plan_link(ctx.catalog.plans[plan]),
        _amount(ctx, found.get(Aspect.PLACED)),
        _amount(ctx, found.get(Aspect.REPORTED)),
        missing_link(ctx, plan) if overdue is not None and overdue.value else None,
        until,
        _amount(ctx, found.get(Aspect.DISPUTED)),
    )


def _about(ctx: RenderContext, it: CorrectionRequest) -> Iterator[Link]:
    """The document, or the plan, its part or measure, the period and the part."""
    if document := ctx.document_link(it.document):
        yield document
    plan = ctx.results.plans.get(it.plan or "")
    if plan is None:
        return
    yield plan_link(plan.folder)
    if it.of in plan.measures:
        use = plan.measures[it.of].use
        page = paths.page_of(plan.folder.id, use.element.code, use.id)
        yield Link(use.traits.heading, page)
    elif it.of and (element := plan.folder.by_code.get(plan.folder.full_name(it.of))):
        yield ctx.element_link(plan.folder, element)
    if it.period:
        yield Link(ctx.f.period(Period.parse(it.period, plan.folder.plan.years)))
    if it.part:
        yield Link(ctx.region(it.part))
