"""News of the data: what was published, approved, moved or followed up, and when.

``SOURCES`` is the one place where they are gathered: whoever adds a sort of news adds a
function there and its words in ``render/views/news.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from generator.compute.agenda import digest
from generator.compute.results import Results
from generator.model.catalog import PLAN, Catalog, PlanFolder
from generator.model.corrections import CorrectionRequest, requested
from generator.model.history import Step
from generator.model.measure import ResultStatus
from generator.model.period import Period
from generator.model.plan import Approval, BudgetChange, Version
from generator.model.reports import FollowUp, Recommendation, ResultRole


class NewsKind(StrEnum):
    """What sort of news it is; the values are parts of ids that outlive a change of words."""

    REPORT = "report"
    APPROVAL = "approval"
    VERSION = "version"
    BUDGET = "budget"
    FOLLOW_UP = "follow-up"
    CORRECTION = "correction"
    ALERT = "alert"


@dataclass(frozen=True, slots=True)
class ReportPublished:
    """Results of one period out of one document, in however many files they stand."""

    period: Period
    status: ResultStatus
    document: str | None
    cutoff: date | None
    n_results: int
    n_reports: int
    """Elements that it tells of in words."""


@dataclass(frozen=True, slots=True)
class BudgetMove:
    """What one act moved in the budget, first seen in a version."""

    document: str
    version: str
    changes: tuple[BudgetChange, ...]


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """A follow-up of a recommendation."""

    recommendation: Recommendation
    follow_up: FollowUp


class AlertRule(StrEnum):
    """By which rule something is an alert; the values are parts of ids."""

    REPORT = "report-overdue"
    RECOMMENDATION = "recommendation-overdue"
    LOWERED = "target-made-easier"
    SPENT = "spent-without-attainment"


@dataclass(frozen=True, slots=True)
class Alert:
    """What holds by a rule, with its figures; gathered where all of them are known."""

    rule: AlertRule
    n: int
    """What is missing, open, made easier or attained: of ``whole``."""
    whole: int | None = None
    period: Period | None = None
    due: date | None = None
    """The last day of what is overdue."""
    n_unknown: int | None = None
    """Targets of which nobody can say whether they were attained."""
    value: Decimal | None = None
    """What was spent of the modified budget, in percent."""
    about: str = PLAN
    """The part of the plan whose money it is."""
    steps: tuple[Step, ...] = ()
    """Changes of targets."""
    units: tuple[str, ...] = ()
    """Whose report or recommendation it is."""


Subject = ReportPublished | Approval | Version | BudgetMove | FollowedUp | CorrectionRequest | Alert


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news of a plan."""

    plan: str
    kind: NewsKind
    key: str
    """Names it within the plan and the kind, made from ids where there are any."""
    day: date | None
    """As printed: of the act, the cut-off or the document; None where none is printed."""
    subject: Subject


def all_news(results: Results) -> tuple[News, ...]:
    """Everything that happened, the newest first; what has no printed date last, by its kind."""
    found = [
        news
        for folder in results.catalog.plans.values()
        for source in SOURCES
        for news in source(results.catalog, folder)
    ]
    kinds = list(NewsKind)
    found.sort(key=lambda news: (kinds.index(news.kind), news.plan, news.key))
    return tuple(sorted(found, key=lambda news: news.day or date.min, reverse=True))


def _printed(catalog: Catalog, document: str | None) -> date | None:
    found = catalog.documents.get(document or "")
    return found.date if found else None


def _reports(catalog: Catalog, folder: PlanFolder) -> Iterator[News]:
    """Files of results; those of one document, period, status and cut-off are one report."""
    groups: dict[tuple[Period, ResultStatus, str, date | None], list[tuple[int, int]]] = {}
    for file in folder.results:
        if file.role is ResultRole.PROGRESS:
            cited = file.source.document if file.source else None
            document = cited or (folder.plan.source.document if folder.plan.source else None)
            group = (file.period, file.status, document or "", file.cutoff)
            given = sum(it.gives_result for it in file.results.values())
            groups.setdefault(group, []).append((given, len(file.elements)))
    for (period, status, document, cutoff), counts in groups.items():
        told = ReportPublished(
            period,
            status,
            document or None,
            cutoff,
            sum(n for n, _ in counts),
            sum(n for _, n in counts),
        )
        key = "-".join(part for part in (period.text, status, document, str(cutoff or "")) if part)
        day = _printed(catalog, document) or cutoff
        yield News(folder.id, NewsKind.REPORT, key, day, told)


def _approvals(catalog: Catalog, folder: PlanFolder) -> Iterator[News]:
    plan = folder.plan
    acts = set()
    for version in plan.versions:
        day = version.date or _printed(catalog, version.document)
        acts.add((version.document, day))
        yield News(folder.id, NewsKind.VERSION, version.id, day, version)
    if plan.approval and plan.approval.document:
        day = plan.approval.date or _printed(catalog, plan.approval.document)
        if (plan.approval.document, day) not in acts:
            yield News(folder.id, NewsKind.APPROVAL, "plan", day, plan.approval)


def _budget(catalog: Catalog, folder: PlanFolder) -> Iterator[News]:
    acts: dict[tuple[str, str], list[BudgetChange]] = {}
    for change in folder.plan.budget_changes:
        acts.setdefault((change.document, change.version), []).append(change)
    for (document, version), changes in acts.items():
        moved = BudgetMove(document, version, tuple(changes))
        day = _printed(catalog, document)
        yield News(folder.id, NewsKind.BUDGET, f"{document}-{version}", day, moved)


def _follow_ups(_: Catalog, folder: PlanFolder) -> Iterator[News]:
    for entry in folder.recommendations:
        for step in entry.follow_up:
            key = f"{entry.code}-{step.date.isoformat()}-{digest(step.text)}"
            yield News(folder.id, NewsKind.FOLLOW_UP, key, step.date, FollowedUp(entry, step))


def _corrections(catalog: Catalog, folder: PlanFolder) -> Iterator[News]:
    """What readers asked to correct of the plan, once it is answered."""
    for it in requested(catalog.registers):
        if it.plan == folder.id and it.answered:
            yield News(folder.id, NewsKind.CORRECTION, it.id, it.answered, it)


SOURCES: tuple[Callable[[Catalog, PlanFolder], Iterator[News]], ...] = (
    _reports,
    _approvals,
    _budget,
    _follow_ups,
    _corrections,
)
