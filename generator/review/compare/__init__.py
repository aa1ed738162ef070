"""compare(base, head) -> changes: two catalogues held against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter, eq

from generator.model.catalog import PLAN, Catalog, PlanFolder
from generator.model.indicator import Indicator
from generator.model.money import BudgetLine
from generator.model.published import Published
from generator.model.region import RegionList
from generator.review.changes import AmountChange, Change, ChangeKind, WholeChange
from generator.review.compare.elements import PlanPair, element_changes, recoded
from generator.review.compare.fields import (
    Changed,
    changed,
    entry_changes,
    field_changes,
    is_read_once,
    latest,
    paired,
    renamed,
)
from generator.review.compare.measures import baseline_changes, measure_changes
from generator.review.compare.results import result_changes

__all__ = ["Differences", "compare"]

_RANK = {kind: rank for rank, kind in enumerate(ChangeKind)}


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs, and which measures only have another id."""

    changes: list[Change]
    measure_ids: dict[tuple[str, str], str]
    """Id in BASE by plan and id in HEAD, where they differ."""


def compare(base: Catalog, head: Catalog) -> Differences:
    """Every change of content from ``base`` to ``head``, by plan, kind and element.

    Both must have loaded; neither needs to be free of errors. Moved files, the order of lists
    and the way things are written are no changes.
    """
    gone = {name: it for name, it in base.indicators.items() if name not in head.indicators}
    fresh = {name: it for name, it in head.indicators.items() if name not in base.indicators}
    sheets = renamed(gone, fresh, attrgetter("name"), eq)
    found = [*_portal(base, head, sheets)]
    measures: dict[tuple[str, str], str] = {}
    for name in sorted({*base.plans, *head.plans}):
        old, new = base.plans.get(name), head.plans.get(name)
        if old is not None and new is not None:
            if _is_same(old, new) and not sheets:
                continue
            pair = PlanPair(name, old, new, (base, head), sheets)
            found += (replace(it, names=pair.names) if pair.names else it for it in _plan(pair))
            ids = pair.measure_ids.items()
            measures |= {(name, later): earlier for earlier, later in ids if later != earlier}
        elif old is not None:
            found.append(_whole(ChangeKind.PLAN_REMOVED, name, old))
        elif new is not None:
            found.append(_whole(ChangeKind.PLAN_ADDED, name, new))
    found.sort(key=lambda change: (change.plan == "", change.plan, _RANK[change.kind]))
    return Differences(found, measures)


def _plan(pair: PlanPair) -> Iterator[Change]:
    yield from element_changes(pair)
    yield from measure_changes(pair)
    yield from result_changes(pair)
    yield from list_changes(pair)


def _is_same(base: PlanFolder, head: PlanFolder) -> bool:
    """Whether the files of a plan were read once for both sides, and mean the same."""
    if not base.region_list.means_the_same(head.region_list):
        return False
    parts = ("strategies", "own_elements")
    lists = (*parts, "results", "amendments", "published", "recommendations", "calendar")
    return base.plan is head.plan and all(
        is_read_once(getattr(base, name), getattr(head, name)) for name in lists
    )


def _whole(kind: ChangeKind, name: str, folder: PlanFolder) -> Change:
    """A plan in one line, however much it holds."""
    return WholeChange(
        kind=kind,
        plan=name,
        code=PLAN,
        title=folder.plan.title,
        place=folder.plan.place_of(),
        n_measures=len(folder.written_measures),
        n_activities=sum(1 for _ in folder.counted),
        n_results=sum(len(file.results) for file in folder.results),
        n_budgets=sum(1 for _ in folder.budget()),
    )


def _portal(base: Catalog, head: Catalog, sheets: Mapping[str, str]) -> Iterator[Change]:
    """What all plans share: the portal, its registers and the sheets."""
    kind, subject = ChangeKind.PORTAL_CHANGED, Changed(code="site")
    if base.site is not None and head.site is not None:
        yield from field_changes(subject, base.site, head.site)
    elif (site := base.site or head.site) is not None:
        yield changed(kind, subject, "site", (base.site, head.site), site.place_of())
    kind = ChangeKind.REGISTER_CHANGED
    for name in ("units", "documents", "methods", "profiles", "corrections"):
        old, new = (side.registers.get(name, ()) for side in (base, head))
        yield from entry_changes(Changed(code=name), kind, name, old, new)
    yield from _regions(base.region_list, head.region_list)
    own = Changed(code="glossary")
    yield from entry_changes(own, kind, "glossary", base.glossary, head.glossary)
    yield from _sheets(base.indicators, head.indicators, sheets)


def _regions(base: RegionList, head: RegionList) -> Iterator[Change]:
    """The portal's own list, and its map by the digest of its borders."""
    subject, kind = Changed(code="regions"), ChangeKind.REGISTER_CHANGED
    yield from entry_changes(subject, kind, "regions", base.own, head.own)
    yield from field_changes(subject, base.file, head.file)
    digests = base.digest, head.digest
    if digests[0] != digests[1]:
        place = (*head.areas, *base.areas)[0].place
        yield changed(ChangeKind.PORTAL_CHANGED, subject, "map", digests, place)


def _sheets(
    base: Mapping[str, Indicator], head: Mapping[str, Indicator], renamed: Mapping[str, str]
) -> Iterator[Change]:
    before = {renamed.get(name, name): sheet for name, sheet in base.items()}
    codes = {new: old for old, new in renamed.items()}
    for name in sorted({*before, *head}):
        old, new = before.get(name), head.get(name)
        subject = Changed(code=name, title=latest(old, new).name)
        place = latest(old, new).place_of()
        if old is None or new is None:
            kind = ChangeKind.INDICATOR_REMOVED if new is None else ChangeKind.INDICATOR_ADDED
            yield Change(kind=kind, **subject.about, place=place)
        elif old is not new:
            if name in codes:
                yield recoded(subject, "indicator", (codes[name], name), place)
            yield from field_changes(subject, old, new)
            yield from baseline_changes(subject, old, new)


# What a plan lists beside its tree: money, versions, acts, recommendations, dates, figures.

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
    subject = Changed(pair.id, PLAN, pair.head.plan.title)
    for kind, path in _LISTS:
        entries = attrgetter(path)
        name = path.rpartition(".")[2]
        yield from entry_changes(subject, kind, name, entries(pair.base), entries(pair.head))
    yield from _published(pair, subject)


def _amounts(pair: PlanPair) -> Iterator[Change]:
    """Amounts of the elements that are on both sides."""
    currencies = [catalog.currency(pair.id) for catalog in pair.catalogs]
    for element in pair.head.elements:
        old = pair.base_elements.get(element.code)
        if old is None or old.node is element.node:
            continue
        subject = pair.subject(element)
        for _, before, after in paired(old.node.budget, element.node.budget):
            if before and after and before.amount == after.amount:
                entry = subject.of_entry(f"{after.year} {after.stage}")
                yield from field_changes(entry, before, after)
            else:
                yield _amount(subject, before, after, currencies[1 if after else 0])


def _amount(
    subject: Changed, before: BudgetLine | None, after: BudgetLine | None, own: str | None
) -> Change:
    line = latest(before, after)
    currency = line.currency or own
    return AmountChange(
        kind=ChangeKind.BUDGET_CHANGED,
        **subject.about,
        year=line.year,
        stage=line.stage,
        version=line.version,
        executing_unit=line.executing_unit,
        concept=line.concept,
        funding=line.funding,
        covers=line.covers,
        currency=currency,
        foreign=currency if currency != own else None,
        before=before.amount if before else None,
        after=after.amount if after else None,
        place=line.place_of("amount"),
    )


def _published(pair: PlanPair, subject: Changed) -> Iterator[Change]:
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
