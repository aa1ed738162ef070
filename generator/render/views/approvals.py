"""How a plan came to be what it is: its versions, the acts that moved its budget, signatures."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.model.catalog import PlanFolder, cite
from generator.render.inline import inline
from generator.render.views.common import Cited, Link, RenderContext


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


def version_rows(ctx: RenderContext, folder: PlanFolder) -> tuple[VersionRow, ...]:
    """The versions of a plan, in the order written."""
    currency = ctx.catalog.currency(folder.id)
    return tuple(
        VersionRow(
            label=version.label,
            date=ctx.f.date(version.date) if version.date else "",
            document=ctx.document_link(version.document),
            n_activities=ctx.f.number(version.n_activities)
            if version.n_activities is not None
            else "",
            budget=ctx.f.money(version.budget, currency) if version.budget is not None else "",
            note=inline(version.note),
            cited=ctx.cited(cite(version.source, folder.plan.source)),
        )
        for version in folder.plan.versions
    )


def change_rows(ctx: RenderContext, folder: PlanFolder) -> tuple[ChangeRow, ...]:
    """The acts that moved the budget, in the order written."""
    currency = ctx.catalog.currency(folder.id)
    labels = {version.id: version.label for version in folder.plan.versions}
    return tuple(
        ChangeRow(
            document=ctx.document_link(change.document) or Link(change.document),
            unit=ctx.unit_link(change.executing_unit, short=True),
            version=labels.get(change.version, change.version),
            amount=ctx.f.money(change.amount, currency),
            concept=inline(change.concept),
            note=inline(change.note),
            cited=ctx.cited(cite(change.source, folder.plan.source)),
        )
        for change in folder.plan.budget_changes
    )


def agreement_rows(ctx: RenderContext, folder: PlanFolder) -> tuple[AgreementRow, ...]:
    """The signatures of an agreement, in the order written."""
    return tuple(
        AgreementRow(
            counterpart=entry.counterpart,
            region=ctx.region_link(entry.region or ""),
            date=ctx.f.date(entry.date) if entry.date else "",
            document=ctx.document_link(entry.document),
            note=inline(entry.note),
            cited=ctx.cited(cite(entry.source, folder.plan.source)),
        )
        for entry in folder.plan.agreements
    )
