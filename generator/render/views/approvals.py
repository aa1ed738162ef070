"""How a plan came to be what it is: its versions, the acts that moved its budget, signatures."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.model.catalog import PlanFolder, cite
from generator.render.views.common import Cited, Desk, Link


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One approved version of a plan."""

    label: str
    date: str
    document: Link | None
    n_activities: str
    budget: str
    note: Markup
    cited: Cited | None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """An act that moved the budget."""

    document: Link
    unit: Link
    version: str
    amount: str
    concept: Markup
    note: Markup
    cited: Cited | None


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One signature."""

    counterpart: str
    region: Link
    date: str
    document: Link | None
    note: Markup
    cited: Cited | None


def version_rows(desk: Desk, folder: PlanFolder) -> tuple[VersionRow, ...]:
    """The versions of a plan, in the order written."""
    currency = desk.catalog.currency(folder.id)
    return tuple(
        VersionRow(
            label=version.label,
            date=desk.f.date(version.date) if version.date else "",
            document=desk.document_link(version.document),
            n_activities=desk.f.number(version.n_activities)
            if version.n_activities is not None
            else "",
            budget=desk.f.money(version.budget, currency) if version.budget is not None else "",
            note=desk.f.inline(version.note),
            cited=desk.cited(cite(version.source, folder.plan.source)),
        )
        for version in folder.plan.versions
    )


def change_rows(desk: Desk, folder: PlanFolder) -> tuple[ChangeRow, ...]:
    """The acts that moved the budget, in the order written."""
    currency = desk.catalog.currency(folder.id)
    labels = {version.id: version.label for version in folder.plan.versions}
    return tuple(
        ChangeRow(
            document=desk.document_link(change.document) or Link(change.document),
            unit=desk.unit_link(change.executing_unit, short=True),
            version=labels.get(change.version, change.version),
            amount=desk.f.money(change.amount, currency),
            concept=desk.f.inline(change.concept),
            note=desk.f.inline(change.note),
            cited=desk.cited(cite(change.source, folder.plan.source)),
        )
        for change in folder.plan.budget_changes
    )


def agreement_rows(desk: Desk, folder: PlanFolder) -> tuple[AgreementRow, ...]:
    """The signatures of an agreement, in the order written."""
    return tuple(
        AgreementRow(
            counterpart=entry.counterpart,
            region=desk.region_link(entry.region or ""),
            date=desk.f.date(entry.date) if entry.date else "",
            document=desk.document_link(entry.document),
            note=desk.f.inline(entry.note),
            cited=desk.cited(cite(entry.source, folder.plan.source)),
        )
        for entry in folder.plan.agreements
    )
