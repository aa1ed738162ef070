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
from generator.render import labels, paths
from generator.render.views.common import Desk, Link, Page, joined

KINDS: dict[NewsKind, Message] = {
    NewsKind.REPORT: msg("Report"),
    NewsKind.APPROVAL: msg("Approval"),
    NewsKind.VERSION: msg("Version of the plan"),
    NewsKind.BUDGET: msg("Movement of the budget"),
    NewsKind.FOLLOW_UP: msg("Follow-up"),
}


@dataclass(frozen=True, slots=True)
class Told:
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
    told: Told


@dataclass(frozen=True, slots=True)
class NewsView:
    """The page of news."""

    lead: str
    dated: tuple[NewsRow, ...]
    undated: tuple[NewsRow, ...]
    feed: str
    """Empty where nothing has a date: there is no feed then."""


def news_rows(desk: Desk) -> tuple[NewsRow, ...]:
    """All news in words, the newest first."""
    return tuple(_row(desk, news) for news in all_news(desk.results))


def news_page(desk: Desk) -> Page | None:
    """What happened in all plans; none where nothing did."""
    rows = news_rows(desk)
    if not rows:
        return None
    dated = tuple(row for row in rows if row.news.day)
    undated = tuple(row for row in rows if not row.news.day)
    heading = desk.plain("News")
    feed = paths.NEWS_FEED if dated else ""
    view = NewsView(_lead(desk, len(dated), len(undated)), dated, undated, feed)
    crumbs = (Link(desk.plain("Home"), paths.HOME),)
    return Page(paths.NEWS, heading, view.lead, "news", view, crumbs)


def _lead(desk: Desk, n_dated: int, n_undated: int) -> str:
    opening = desk.plain("Reports published, versions and budgets approved, follow-ups:")
    dated = desk.f.n("{n} with its date", "{n} with their dates", n_dated)
    undated = desk.f.n(
        "{n} whose date no document prints", "{n} whose date no document prints", n_undated
    )
    said = joined((dated if n_dated else "", undated if n_undated else ""), "; ")
    return f"{opening} {said}."


def _row(desk: Desk, news: News) -> NewsRow:
    folder = desk.catalog.plans[news.plan]
    return NewsRow(
        news=news,
        anchor=f"{news.plan}-{news.kind}-{news.key}",
        date=desk.f.date(news.day) if news.day else "",
        kind=desk.t(KINDS[news.kind]),
        plan=Link(folder.plan.name, paths.plan_path(folder.id)),
        told=told(news.subject, desk, folder),
    )


@singledispatch
def told(subject: object, desk: Desk, folder: PlanFolder) -> Told:
    """A piece of news in words, by what it is about."""
    raise TypeError(subject, desk, folder)


@told.register
def _report(report: Published, desk: Desk, folder: PlanFolder) -> Told:
    title = desk.t(msg("Results {of_period}", of_period=desk.f.of(report.period)))
    figures = desk.f.n("{n} result", "{n} results", report.n_results)
    words = desk.f.n("{n} told in words", "{n} told in words", report.n_reports)
    counts = joined((figures if report.n_results else "", words if report.n_reports else ""), "; ")
    status = desk.t(labels.RESULT_STATUSES[report.status])
    cutoff = (
        desk.t(msg("data until {day}", day=desk.f.date(report.cutoff))) if report.cutoff else ""
    )
    line = Markup.escape(joined((status, counts, cutoff)))
    document = desk.document_link(report.document)
    return Told(title, paths.plan_path(folder.id), lines=(line,), document=document)


@told.register
def _approval(approval: Approval, desk: Desk, folder: PlanFolder) -> Told:
    href = f"{paths.plan_path(folder.id)}#identidad"
    document = desk.document_link(approval.document)
    return Told(desk.plain("The plan is approved"), href, document=document)


@told.register
def _version(version: Version, desk: Desk, folder: PlanFolder) -> Told:
    step = _step_of(desk, folder, version)
    currency = desk.catalog.currency(folder.id)
    amount = step.amount if step else version.budget
    lines = []
    if version.n_activities is not None:
        n = desk.f.n("{n} activity", "{n} activities", version.n_activities)
        lines.append(Markup.escape(n))
    return Told(
        title=version.label,
        href=f"{paths.BUDGET}#{folder.id}" if step else f"{paths.plan_path(folder.id)}#versiones",
        before=desk.f.money(step.before, currency) if step and step.before is not None else "",
        after=desk.f.money(amount, currency) if amount is not None else "",
        change=_change(desk, step, currency) if step else "",
        lines=tuple(lines),
        document=desk.document_link(version.document),
    )


def _step_of(desk: Desk, folder: PlanFolder, version: Version) -> BudgetStep | None:
    """The step of the budget that a version made; None where its amounts span several years."""
    found = [
        step
        for growth in growths(desk.results.plans[folder.id])
        for step in growth.steps
        if step.version is not None and step.version.id == version.id
    ]
    return found[0] if len(found) == 1 else None


def _change(desk: Desk, step: BudgetStep, currency: str | None) -> str:
    if step.change is None:
        return ""
    said = desk.f.signed_money(step.change, currency)
    share = step.change_share
    return said if share is None else f"{said} ({desk.f.signed_percent(share)})"


@told.register
def _moved(moved: Moved, desk: Desk, folder: PlanFolder) -> Told:
    currency = desk.catalog.currency(folder.id)
    names = {version.id: version.label for version in folder.plan.versions}
    total = sum((change.amount for change in moved.changes), Decimal(0))
    lines = [_concept(desk, moved)]
    if len(moved.changes) > 1:
        units = joined(
            (
                f"{desk.unit_name(change.executing_unit, short=True)} "
                f"{desk.f.signed_money(change.amount, currency)}".strip()
                for change in moved.changes
            ),
            "; ",
        )
        lines.append(Markup.escape(units))
    version = names.get(moved.version, moved.version)
    lines.append(Markup.escape(desk.t(msg("First seen in: {version}", version=version))))
    document = desk.document_link(moved.document)
    title = document.text if document else moved.document
    # What goes from one unit to another leaves the whole as it was.
    change = desk.f.signed_money(total, currency) if total else ""
    href = f"{paths.plan_path(folder.id)}#modificaciones"
    shown = tuple(line for line in lines if line)
    return Told(title, href, change=change, lines=shown, document=document)


def _concept(desk: Desk, moved: Moved) -> Markup:
    """What the act says it is for; each text once."""
    texts = dict.fromkeys(change.concept for change in moved.changes if change.concept)
    return Markup("; ").join(desk.f.inline(text) for text in texts)


@told.register
def _follow_up(step: Step, desk: Desk, folder: PlanFolder) -> Told:
    code = step.recommendation.code
    title = desk.t(msg("Follow-up of recommendation {code}", code=code))
    if step.follow_up.status is not None:
        status = desk.t(labels.RECOMMENDATION_STATUSES[step.follow_up.status])
        title = desk.t(msg("Recommendation {code}: {status}", code=code, status=status))
    source = step.follow_up.source
    return Told(
        title=title,
        href=f"{paths.recommendations_path(folder.id)}#{code}",
        lines=(desk.f.inline(step.follow_up.text),),
        document=desk.document_link(source.document if source else None),
    )
