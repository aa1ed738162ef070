"""What a plan lists beside its tree: money, versions, amendments, recommendations, dates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.model.catalog import PLAN, PlanFolder
from generator.model.money import BudgetLine
from generator.model.published import Published
from generator.review.changes import (
    AmendmentChanged,
    ApprovalChanged,
    BudgetActChanged,
    BudgetChanged,
    Change,
    DeadlineChanged,
    FieldChange,
    PublishedChanged,
    RecommendationChanged,
    RegisterChanged,
)
from generator.review.compare.elements import PlanPair
from generator.review.compare.fields import Subject, entry_changes, field_changes, latest, paired


def budget_changes(pair: PlanPair) -> Iterator[Change]:
    """Amounts of the elements that are on both sides."""
    currencies = [catalog.currency(pair.id) for catalog in pair.catalogs]
    for element in pair.head.elements:
        old = pair.kept.get(element.code)
        if old is None or old.node is element.node:
            continue
        subject = pair.subject(element)
        for _, before, after in paired(old.node.budget, element.node.budget, _line_key):
            if before is None or after is None or before.amount != after.amount:
                currency = latest(before, after).currency or currencies[1 if after else 0]
                yield _amount(subject, before, after, currency)
            else:
                entry = subject.of_entry(f"{after.year} {after.stage}")
                yield from field_changes(entry, before, after)


def _line_key(line: BudgetLine) -> tuple[object, ...]:
    place = (line.year, line.stage, line.version, line.executing_unit)
    return (*place, line.concept, line.covers, line.currency)


def _amount(
    subject: Subject, before: BudgetLine | None, after: BudgetLine | None, currency: str | None
) -> Change:
    line = latest(before, after)
    return BudgetChanged(
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


Entries = Callable[[PlanFolder], tuple[Any, ...]]
_LISTS: tuple[tuple[type[FieldChange], str, Entries, Callable[[Any], object]], ...] = (
    (ApprovalChanged, "versions", lambda it: it.plan.versions, lambda version: version.id),
    (
        BudgetActChanged,
        "budget_changes",
        lambda it: it.plan.budget_changes,
        lambda act: (act.document, act.version, act.executing_unit, act.concept),
    ),
    (
        RegisterChanged,
        "agreements",
        lambda it: it.plan.agreements,
        lambda signed: (signed.counterpart, signed.region),
    ),
    (AmendmentChanged, "amendments", lambda it: it.amendments, lambda amendment: amendment.id),
    (
        RecommendationChanged,
        "recommendations",
        lambda it: it.recommendations,
        lambda entry: entry.code,
    ),
    (DeadlineChanged, "calendar", lambda it: it.calendar, lambda entry: entry.title),
)
"""Kind of change, name, entries of a plan, and what an entry is known by."""


def list_changes(pair: PlanPair) -> Iterator[Change]:
    """Versions, acts, signatures, amendments, recommendations, dates and published figures."""
    subject = Subject(pair.id, PLAN, pair.head.plan.title)
    for kind, name, entries, key in _LISTS:
        pairs = paired(entries(pair.base), entries(pair.head), key)
        yield from entry_changes(subject, (kind, name), pairs)
    yield from _published(pair, subject)


def _published(pair: PlanPair, subject: Subject) -> Iterator[Change]:
    names = {**pair.codes, **pair.measure_ids}
    before = tuple(_as_named_now(figure, names) for figure in pair.base.published)
    pairs = paired(before, pair.head.published, _printed_key)
    for _, old, new in pairs:
        shown = latest(old, new)
        own = subject.of_entry(_printed_name(shown))
        if old and new:
            yield from field_changes(own, old, new)
            continue
        yield PublishedChanged(
            **own.about,
            field="published",
            entry=own.entry,
            before=old.value if old else None,
            after=new.value if new else None,
            place=shown.place_of(),
        )


def _as_named_now(figure: Published, names: Mapping[str, str]) -> Published:
    """A printed figure of what it was of, under the code or the id that has in HEAD."""
    name = names.get(figure.of, figure.of) if figure.of else figure.of
    return figure if name == figure.of else figure.model_copy(update={"of": name})


def _printed_key(figure: Published) -> tuple[object, ...]:
    where = (figure.where.executing_unit, figure.where.level)
    what = (figure.figure, figure.fact, figure.of, *where, figure.level, figure.band)
    when = (figure.period, figure.year, figure.stage, figure.version)
    return (*what, figure.range.text if figure.range else None, *when)


def _printed_name(figure: Published) -> str:
    parts = (figure.fact or figure.figure, figure.of, figure.level, figure.band)
    when = (figure.period, figure.year, figure.stage, figure.version)
    return " ".join(str(part) for part in (*parts, *when) if part is not None)
