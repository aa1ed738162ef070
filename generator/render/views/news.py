"""News of the data in words: for the page and for the feed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import singledispatch

from markupsafe import Markup

from generator.compute.growth import BudgetStep, growths
from generator.compute.news import Moved, News, NewsKind, Published, Step, all_news
from generator.model.catalog import PlanFolder
from generator.model.plan import Approval, Version
from generator.problems import Message, msg
from generator.render import paths
from generator.render.inline import inline
from generator.render.views.common import Link, Page, RenderContext, joined

KINDS: dict[NewsKind, Message] = {
    NewsKind.REPORT: msg("Report"),
    NewsKind.APPROVAL: msg("Approval"),
    NewsKind.VERSION: msg("Version of the plan"),
    NewsKind.BUDGET: msg("Movement of the budget"),
    NewsKind.FOLLOW_UP: msg("Follow-up"),
}


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


@dataclass(frozen=True, slots=True)
class NewsRow:
    """A piece of news on the page and in the feed."""

    news: News
    anchor: str
    date: str
    kind: str
    plan: Link
    text: NewsText


@dataclass(frozen=True, slots=True)
class NewsView:
    """The page of news."""

    lead: str
    dated: tuple[NewsRow, ...]
    undated: tuple[NewsRow, ...]
    feed: str
    """Empty where nothing has a date: there is no feed then."""


def news_rows(ctx: RenderContext) -> tuple[NewsRow, ...]:
    """All news in words, the newest first."""
    return tuple(_row(ctx, news) for news in all_news(ctx.results))


def news_page(ctx: RenderContext) -> Page | None:
    """What happened in all plans; none where nothing did."""
    rows = news_rows(ctx)
    if not rows:
        return None
    dated = tuple(row for row in rows if row.news.day)
    undated = tuple(row for row in rows if not row.news.day)
    heading = ctx.plain("News")
    feed = paths.NEWS_FEED if dated else ""
    view = NewsView(_lead(ctx, len(dated), len(undated)), dated, undated, feed)
    crumbs = (Link(ctx.plain("Home"), paths.HOME),)
    return Page(paths.NEWS, heading, view.lead, "news", view, crumbs)


def _lead(ctx: RenderContext, n_dated: int, n_undated: int) -> str:
    opening = ctx.plain("Reports published, versions and budgets approved, follow-ups:")
    dated = ctx.f.n("{n} with its date", "{n} with their dates", n_dated)
    undated = ctx.f.n(
        "{n} whose date no document prints", "{n} whose date no document prints", n_undated
    )
    said = joined((dated if n_dated else "", undated if n_undated else ""), "; ")
    return f"{opening} {said}."


def _row(ctx: RenderContext, news: News) -> NewsRow:
    folder = ctx.catalog.plans[news.plan]
    return NewsRow(
        news=news,
        anchor=f"{news.plan}-{news.kind}-{news.key}",
        date=ctx.f.date(news.day) if news.day else "",
        kind=ctx.t(KINDS[news.kind]),
        plan=Link(folder.plan.name, paths.plan_path(folder.id)),
        text=news_text(news.subject, ctx, folder),
    )


@singledispatch
def news_text(subject: object, ctx: RenderContext, folder: PlanFolder) -> NewsText:
    """A piece of news in words, by what it is about."""
    raise TypeError(subject, ctx, folder)


@news_text.register
def _report(report: Published, ctx: RenderContext, folder: PlanFolder) -> NewsText:
    title = ctx.t(msg("Results {of_period}", of_period=ctx.f.of(report.period)))
    figures = ctx.f.n("{n} result", "{n} results", report.n_results)
    words = ctx.f.n("{n} told in words", "{n} told in words", report.n_reports)
    counts = joined((figures if report.n_results else "", words if report.n_reports else ""), "; ")
    status = ctx.t(msg("{status} result", status=report.status))
    cutoff = ctx.t(msg("data until {day}", day=ctx.f.date(report.cutoff))) if report.cutoff else ""
    line = Markup.escape(joined((status, counts, cutoff)))
    document = ctx.document_link(report.document)
    return NewsText(title, paths.plan_path(folder.id), lines=(line,), document=document)


@news_text.register
def _approval(approval: Approval, ctx: RenderContext, folder: PlanFolder) -> NewsText:
    href = f"{paths.plan_path(folder.id)}#identidad"
    document = ctx.document_link(approval.document)
    return NewsText(ctx.plain("The plan is approved"), href, document=document)


@news_text.register
def _version(version: Version, ctx: RenderContext, folder: PlanFolder) -> NewsText:
    step = _step_of(ctx, folder, version)
    currency = ctx.catalog.currency(folder.id)
    amount = step.amount if step else version.budget
    lines = []
    if version.n_activities is not None:
        n = ctx.f.n("{n} activity", "{n} activities", version.n_activities)
        lines.append(Markup.escape(n))
    return NewsText(
        title=version.label,
        href=f"{paths.BUDGET}#{folder.id}" if step else f"{paths.plan_path(folder.id)}#versiones",
        before=ctx.f.money(step.before, currency) if step and step.before is not None else "",
        after=ctx.f.money(amount, currency) if amount is not None else "",
        change=_change(ctx, step, currency) if step else "",
        lines=tuple(lines),
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


def _change(ctx: RenderContext, step: BudgetStep, currency: str | None) -> str:
    if step.change is None:
        return ""
    said = ctx.f.signed_money(step.change, currency)
    share = step.change_share
    return said if share is None else f"{said} ({ctx.f.signed_percent(share)})"


@news_text.register
def _moved(moved: Moved, ctx: RenderContext, folder: PlanFolder) -> NewsText:
    currency = ctx.catalog.currency(folder.id)
    names = {version.id: version.label for version in folder.plan.versions}
    total = sum((change.amount for change in moved.changes), Decimal(0))
    lines = [_concept(moved)]
    if len(moved.changes) > 1:
        units = joined(
            (
                f"{ctx.unit_name(change.executing_unit, short=True)} "
                f"{ctx.f.signed_money(change.amount, currency)}".strip()
                for change in moved.changes
            ),
            "; ",
        )
        lines.append(Markup.escape(units))
    version = names.get(moved.version, moved.version)
    lines.append(Markup.escape(ctx.t(msg("First seen in: {version}", version=version))))
    document = ctx.document_link(moved.document)
    title = document.text if document else moved.document
    # What goes from one unit to another leaves the whole as it was.
    change = ctx.f.signed_money(total, currency) if total else ""
    href = f"{paths.plan_path(folder.id)}#modificaciones"
    shown = tuple(line for line in lines if line)
    return NewsText(title, href, change=change, lines=shown, document=document)


def _concept(moved: Moved) -> Markup:
    """What the act says it is for; each text once."""
    texts = dict.fromkeys(change.concept for change in moved.changes if change.concept)
    return Markup("; ").join(inline(text) for text in texts)


@news_text.register
def _follow_up(step: Step, ctx: RenderContext, folder: PlanFolder) -> NewsText:
    code = step.recommendation.code
    title = ctx.t(msg("Follow-up of recommendation {code}", code=code))
    if step.follow_up.status is not None:
        status = ctx.f.label(step.follow_up.status)
        title = ctx.t(msg("Recommendation {code}: {status}", code=code, status=status))
    source = step.follow_up.source
    return NewsText(
        title=title,
        href=f"{paths.recommendations_path(folder.id)}#{code}",
        lines=(inline(step.follow_up.text),),
        document=ctx.document_link(source.document if source else None),
    )
