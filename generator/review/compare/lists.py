"""What is listed: money, versions, acts, recommendations, dates, and printed figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter

from generator.model.catalog import PLAN
from generator.model.money import BudgetLine
from generator.model.published import Published
from generator.review.changes import AmountChange, Change, ChangeKind
from generator.review.compare.elements import PlanPair
from generator.review.compare.fields import (
    Subject,
    changed,
    entry_changes,
    field_changes,
    latest,
    paired,
)

_LISTS = (
    (ChangeKind.APPROVAL_CHANGED, "plan.versions"),
    (ChangeKind.BUDGET_ACT_CHANGED, "plan.budget_changes"),
    (ChangeKind.REGISTER_CHANGED, "plan.agreements"),
    (ChangeKind.AMENDMENT_CHANGED, "amendments"),
    (ChangeKind.RECOMMENDATION_CHANGED, "recommendations"),
    (ChangeKind.DEADLINE_CHANGED, "calendar"),
)
"""What the coming or going of an entry is, and where a plan has the list."""


def list_changes(pair: PlanPair) -> Iterator[Change]:
    """Entries of every list of a plan that came, went or differ."""
    yield from _amounts(pair)
    subject = Subject(pair.id, PLAN, pair.head.plan.title)
    for kind, path in _LISTS:
        entries = attrgetter(path)
        name = path.rpartition(".")[2]
        yield from entry_changes(subject, kind, name, entries(pair.base), entries(pair.head))
    yield from _published(pair, subject)


def _amounts(pair: PlanPair) -> Iterator[Change]:
    """Amounts of the elements that are on both sides."""
    currencies = [catalog.currency(pair.id) for catalog in pair.catalogs]
    for element in pair.head.elements:
        old = pair.kept.get(element.code)
        if old is None or old.node is element.node:
            continue
        subject = pair.subject(element)
        for _, before, after in paired(old.node.budget, element.node.budget):
            if before and after and before.amount == after.amount:
                entry = subject.of_entry(f"{after.year} {after.stage}")
                yield from field_changes(entry, before, after)
            else:
                currency = latest(before, after).currency or currencies[1 if after else 0]
                yield _amount(subject, before, after, currency)


def _amount(
    subject: Subject, before: BudgetLine | None, after: BudgetLine | None, currency: str | None
) -> Change:
    line = latest(before, after)
    return AmountChange(
        kind=ChangeKind.BUDGET_CHANGED,
        **subject.about,
        year=line.year,
        stage=line.stage,
        version=line.version,
        executing_unit=line.executing_unit,
        concept=line.concept,
        currency=currency,
        before=before.amount if before else None,
        after=after.amount if after else None,
        place=line.place_of("amount"),
    )


def _published(pair: PlanPair, subject: Subject) -> Iterator[Change]:
    names = {**pair.codes, **pair.measure_ids}
    before = (_as_named_now(figure, names) for figure in pair.base.published)
    for _, old, new in paired(before, pair.head.published):
        shown = latest(old, new)
        own = subject.of_entry(_printed_name(shown))
        if old and new:
            yield from field_changes(own, old, new)
        else:
            values = old.value if old else None, new.value if new else None
            yield changed(ChangeKind.PUBLISHED_CHANGED, own, "published", values, shown.place_of())


def _as_named_now(figure: Published, names: Mapping[str, str]) -> Published:
    """A printed figure of what it was of, under the code or the id that has in HEAD."""
    name = names.get(figure.of, figure.of) if figure.of else figure.of
    return figure if name == figure.of else figure.model_copy(update={"of": name})


def _printed_name(figure: Published) -> str:
    parts = (figure.fact or figure.figure, figure.of, figure.level, figure.band)
    when = (figure.period, figure.year, figure.stage, figure.version)
    return " ".join(str(part) for part in (*parts, *when) if part is not None)
