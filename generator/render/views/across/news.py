"""News of the data in words: for the page and for the feed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import singledispatch

from markupsafe import Markup

from generator import paths
from generator.compute.agenda import digest
from generator.compute.growth import BudgetStep, growths
from generator.compute.news import (
    Alert,
    BudgetMove,
    FollowedUp,
    News,
    NewsKind,
    ReportPublished,
    all_news,
)
from generator.highlights.alerts import alert_text, alerts
from generator.history.timeline import all_steps
from generator.model.catalog import PlanFolder
from generator.model.corrections import CorrectionRequest
from generator.model.plan import Approval, Version
from generator.problems import Message, msg
from generator.reconcile.ranking import Sort, ranking
from generator.render.inline import inline
from generator.render.views.common import Link, Page, RenderContext, joined, plan_link
from generator.render.views.money.page import format_growth

KINDS: dict[NewsKind, Message] = {
    NewsKind.REPORT: msg("Report"),
    NewsKind.APPROVAL: msg("Approval"),
    NewsKind.VERSION: msg("Version of the plan"),
    NewsKind.BUDGET: msg("Movement of the budget"),
    NewsKind.FOLLOW_UP: msg("Follow-up"),
    NewsKind.CORRECTION: msg("Correction"),
    NewsKind.ALERT: msg("Alert"),
}
_TOLD_ELSEWHERE = {NewsKind.VERSION, NewsKind.BUDGET}
"""What the pages of changes and of plans tell with its amounts."""


@dataclass(frozen=True, slots=True)
class NewsText:
    """A piece of news in words."""

    title: str
    href: str
    before: str = ""
    after: str = ""
    change: str = ""
    lines: tuple[Markup, ...] = ()
    document: Link | None = None
    check: Link | None = None
    """How many contradictions its document has about the plan."""


@dataclass(frozen=True, slots=True)
class NewsRow:
    """A piece of news on the page and in the feed."""

    news: News
    id: str
    """By which a browser remembers that it showed it."""
    anchor: str
    date: str
    kind: str
    plan: Link
    text: NewsText


@dataclass(frozen=True, slots=True)
class NewsView:
    """The page of news."""

    lead: str
    has_feed: bool
    """Whether anything has a date."""
    dated: tuple[NewsRow, ...]
    undated: tuple[NewsRow, ...]
    """The latest period first."""
    moves: tuple[NewsRow, ...]
    """Versions, and movements of the budget."""
    alerts: tuple[tuple[NewsRow, ...], ...]
    """What holds by a rule: of each plan the newest first, the plan of the newest first."""
    as_of: str
    changes: str
    """The page of what changed; "" where there is none."""


def news_rows(ctx: RenderContext) -> tuple[NewsRow, ...]:
    """All news in words, the newest first; alerts after what happened on the same day."""
    found = [*ctx.results.derived(all_news), *ctx.results.derived(alerts)]
    found.sort(key=lambda news: news.day or date.min, reverse=True)
    return tuple(_row(ctx, news) for news in found)


def alert_rows(ctx: RenderContext, plan: str = "") -> tuple[NewsRow, ...]:
    """The alerts, of all plans or of one."""
    rows = (row for row in ctx.once(news_rows) if row.news.kind is NewsKind.ALERT)
    return tuple(row for row in rows if plan in ("", row.news.plan))


def news_page(ctx: RenderContext) -> Page | None:
    """What happened in all plans; none where nothing did."""
    rows = ctx.once(news_rows)
    if not rows:
        return None
    alerted = alert_rows(ctx)
    plans = dict.fromkeys(row.news.plan for row in alerted)
    told = [row for row in rows if row.news.kind not in {*_TOLD_ELSEWHERE, NewsKind.ALERT}]
    moves = tuple(row for row in rows if row.news.kind in _TOLD_ELSEWHERE)
    view = NewsView(
        _latest(ctx, _dated((*alerted, *told)) or _dated(moves)),
        bool(_dated(rows)),
        _dated(told),
        tuple(sorted((row for row in told if not row.news.day), key=_age)),
        moves,
        tuple(tuple(row for row in alerted if row.news.plan == it) for it in plans),
        ctx.f.date(ctx.results.as_of),
        paths.CHANGES if ctx.results.derived(all_steps) else "",
    )
    return Page(ctx.t("News"), view.lead, view, (ctx.home,))


def _age(row: NewsRow) -> int:
    subject = row.news.subject
    return -subject.period.end.toordinal() if isinstance(subject, ReportPublished) else 0


def _dated(rows: Iterable[NewsRow]) -> tuple[NewsRow, ...]:
    return tuple(row for row in rows if row.news.day)


def _latest(ctx: RenderContext, dated: tuple[NewsRow, ...]) -> str:
    """The newest of what has a date."""
    if not dated:
        return ctx.t("No document gives the date of any news.")
    last = max(dated, key=lambda row: row.news.day or date.min)
    if last.news.kind is NewsKind.ALERT:
        return ctx.t("The latest is of “{plan}”. {news}", plan=last.plan.text, news=last.text.title)
    opening = msg("The latest with a date: {day}, {plan}, {news}.")
    told = last.text.title.rstrip(".")
    return ctx.t(opening, day=last.date, plan=last.plan.text, news=told)


def _row(ctx: RenderContext, news: News) -> NewsRow:
    folder = ctx.catalog.plans[news.plan]
    return NewsRow(
        news=news,
        id=digest(news.plan, news.kind, news.key)[:8],
        anchor=f"{news.plan}-{news.kind}-{news.key}",
        date=ctx.date(news.day),
        kind=ctx.t(KINDS[news.kind]),
        plan=plan_link(folder),
        text=news_text(news.subject, ctx, folder),
    )


@singledispatch
def news_text(subject: object, ctx: RenderContext, folder: PlanFolder) -> NewsText:
    """A piece of news in words, by what it is about."""
    raise TypeError(subject, ctx, folder)


@news_text.register
def _report(report: ReportPublished, ctx: RenderContext, folder: PlanFolder) -> NewsText:
    title = ctx.t("Results {of_period}", of_period=ctx.f.of(report.period))
    figures = ctx.f.n("{n} result", "{n} results", report.n_results)
    words = ctx.f.n("{n} report in words", "{n} report in words", report.n_reports)
    counts = joined((figures if report.n_results else "", words if report.n_reports else ""), "; ")
    status = ctx.t("{status} result", status=report.status) if report.n_results else ""
    cutoff = ctx.t("data until {day}", day=report.cutoff) if report.cutoff else ""
    line = Markup.escape(joined((status, counts, cutoff)))
    document = ctx.document_link(report.document)
    check = _contradictions(ctx, folder.id, report.document)
    return NewsText(title, paths.PLAN(folder.id), lines=(line,), document=document, check=check)


def _contradictions(ctx: RenderContext, plan: str, document: str | None) -> Link | None:
    """How many contradictions a document has about a plan; None without any."""
    if document is None:
        return None
    told = (it.findings for it in ctx.results.derived(ranking) if it.sort is not Sort.DOUBT)
    of = plan, document
    n = sum(any((f.plan, f.source and f.source.document) == of for f in its) for its in told)
    text = ctx.f.n("{n} contradiction in its document", "{n} contradictions in its document", n)
    return Link(text, paths.PLAN_CONTRAST(plan)) if n else None


@news_text.register
def _approval(approval: Approval, ctx: RenderContext, folder: PlanFolder) -> NewsText:
    href = f"{paths.PLAN(folder.id)}#identidad"
    document = ctx.document_link(approval.document)
    return NewsText(ctx.t("The plan is approved"), href, document=document)


@news_text.register
def _version(version: Version, ctx: RenderContext, folder: PlanFolder) -> NewsText:
    step, plan = _step_of(ctx, folder, version), folder.id
    n, currency = version.n_activities, ctx.catalog.currency(plan)
    activities = ctx.f.n("{n} activity", "{n} activities", n) if n is not None else ""
    return NewsText(
        title=version.label,
        href=f"{paths.BUDGET}#{plan}" if step else f"{paths.PLAN(plan)}#versiones",
        before=ctx.money(step.before, plan) if step else "",
        after=ctx.money(step.amount if step else version.budget, plan),
        change=format_growth(ctx, step.change, step.change_share, currency) if step else "",
        lines=(Markup.escape(activities),) if activities else (),
        document=ctx.document_link(version.document),
    )


def _step_of(ctx: RenderContext, folder: PlanFolder, version: Version) -> BudgetStep | None:
    """The step of the budget that a version made; None where its amounts span several years."""
    found = [
        step
        for growth in growths(ctx.results.plans[folder.id])
        for step in growth.steps
        if step.version is not None and step.version.id == version.id
    ]
    return found[0] if len(found) == 1 else None


@news_text.register
def _movement(moved: BudgetMove, ctx: RenderContext, folder: PlanFolder) -> NewsText:
    currency = ctx.catalog.currency(folder.id)
    names = {version.id: version.label for version in folder.plan.versions}
    total = sum((change.amount for change in moved.changes), Decimal(0))
    units = (
        f"{ctx.unit_name(change.executing_unit, short=True)} "
        f"{ctx.f.signed_money(change.amount, currency)}".strip()
        for change in moved.changes
    )
    version = names.get(moved.version, moved.version)
    document = ctx.document_link(moved.document)
    lines = (
        _concept(moved),
        Markup.escape(joined(units, "; ") if len(moved.changes) > 1 else ""),
        ctx.html("First seen in: {version}", version=version),
    )
    return NewsText(
        title=document.text if document else moved.document,
        href=f"{paths.PLAN(folder.id)}#modificaciones",
        # What goes from one unit to another leaves the whole as it was.
        change=ctx.f.signed_money(total, currency) if total else "",
        lines=tuple(line for line in lines if line),
        document=document,
    )


def _concept(moved: BudgetMove) -> Markup:
    """What the act says it is for; each text once."""
    texts = dict.fromkeys(change.concept for change in moved.changes if change.concept)
    return Markup("; ").join(inline(text) for text in texts)


@news_text.register
def _correction(asked: CorrectionRequest, ctx: RenderContext, _: PlanFolder) -> NewsText:
    title = ctx.t("Correction {state}: {request}", state=asked.state, request=asked.request)
    lines = (Markup.escape(asked.answer or ""),)
    document = ctx.document_link(asked.document)
    return NewsText(title, f"{paths.PORTAL}#correcciones", lines=lines, document=document)


@news_text.register
def _alert(alert: Alert, ctx: RenderContext, folder: PlanFolder) -> NewsText:
    return NewsText(*alert_text(ctx.results, folder.id, alert, ctx.f))


@news_text.register
def _follow_up(step: FollowedUp, ctx: RenderContext, folder: PlanFolder) -> NewsText:
    code = step.recommendation.code
    title = ctx.t("Follow-up of recommendation {code}", code=code)
    if step.follow_up.status is not None:
        status = ctx.f.label(step.follow_up.status)
        title = ctx.t("Recommendation {code}: {status}", code=code, status=status)
    source = step.follow_up.source
    return NewsText(
        title=title,
        href=f"{paths.PLAN_RECOMMENDATIONS(folder.id)}#{code}",
        lines=(inline(step.follow_up.text),),
        document=ctx.document_link(source.document if source else None),
    )
