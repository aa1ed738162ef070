"""Every figure of the measures as it is written, with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from generator.model.breakdown import keys_of
from generator.model.catalog import Catalog, MeasureUse, cite
from generator.model.measure import ResultEntry
from generator.model.period import Period
from generator.model.reports import ResultRole, ResultsFile
from generator.model.scalars import Milestone, State
from generator.model.source import DisputedField, Source
from generator.problems import Place


@dataclass(frozen=True, slots=True)
class WrittenFigure:
    """A target, total, baseline or result: one value, or one per part."""

    use: MeasureUse
    value: Any
    by: str | None
    """The dimension of its parts."""
    keyed: Callable[..., Place]
    """Where it stands, and what is under keys of it."""
    sources: tuple[Source | None, ...]
    note: str | None
    """What is noted beside it."""
    is_disputed: bool = False
    """Whether an editor says that something of it is in dispute."""
    period: Period | None = None
    """That of a target or of a result."""
    field: DisputedField | None = None
    """Of a target or of a result of the plan, which of the two."""

    @property
    def source(self) -> Source | None:
        """Where it is printed."""
        return cite(*self.sources)

    @property
    def values(self) -> Iterable[Any]:
        """The one value, or all that are written."""
        return self.value.values() if isinstance(self.value, dict) else (self.value,)

    def place(self, part: str | None = None, *, at_key: bool = False) -> Place:
        """Where it stands; with a part, where that stands."""
        return self.keyed(*(() if part is None else keys_of(part)), at_key=at_key)


Wanted = Callable[[MeasureUse, Any], bool]
"""Whether a figure is asked for, by its measure and what is written."""


def is_plain(value: object) -> bool:
    """Whether a figure is one number, one state or done or not: most of a large plan are."""
    return type(value) in _PLAIN


_PLAIN = {Decimal, State, Milestone}


def figures_of(
    catalog: Catalog,
    plan: str,
    wanted: Wanted = lambda *_: True,
    asked: Callable[[MeasureUse], bool] = lambda _: True,
) -> Iterator[WrittenFigure]:
    """The figures of the measures of a plan that are asked for, those of the results last."""
    for use in filter(asked, catalog.measures(plan)):
        yield from _promised(use, wanted)
    for use, file, entry in catalog.reported(plan, asked):
        if entry.breakdowns or (entry.value is not None and wanted(use, entry.value)):
            yield from (it for it in _reported(use, file, entry) if wanted(use, it.value))


def _reported(use: MeasureUse, file: ResultsFile, entry: ResultEntry) -> Iterator[WrittenFigure]:
    """The value of a result, and the breakdowns beside it."""
    sources = (entry.source, file.source, *use.element.sources)
    is_progress = file.role is ResultRole.PROGRESS
    told = sources, entry.note, bool(entry.disputed), file.period
    of = DisputedField.RESULT if is_progress else None
    if entry.value is not None:
        place = partial(file.place_of, "results", use.id, "value")
        yield WrittenFigure(use, entry.value, entry.by or use.measure.by, place, *told, of)
    for by, parts in entry.breakdowns.items():
        place = partial(file.place_of, "results", use.id, "breakdowns", by)
        yield WrittenFigure(use, parts, by, place, *told, of)


def _promised(use: MeasureUse, wanted: Wanted) -> Iterator[WrittenFigure]:
    measure, by = use.measure, use.measure.by
    sources = (measure.source, *use.element.sources)
    told = sources, measure.note, bool(measure.disputed)
    for period, value in measure.targets.items():
        if wanted(use, value):
            place = partial(measure.place_of, "targets", period.text)
            yield WrittenFigure(use, value, by, place, *told, period, DisputedField.TARGET)
    if measure.total is not None and wanted(use, measure.total):
        yield WrittenFigure(use, measure.total, by, partial(measure.place_of, "total"), *told)
    for holder in (measure, use.indicator):
        if holder and (it := holder.baseline) is not None and wanted(use, it.value):
            place = partial(it.place_of, "value")
            yield WrittenFigure(use, it.value, by, place, (it.source, *sources), it.note)


def unusual_of(catalog: Catalog, plan: str) -> tuple[WrittenFigure, ...]:
    """The figures of a plan that are more than a number or a state: they are few, and kept."""
    if ("unusual", plan) not in catalog.derived:
        found = figures_of(catalog, plan, lambda _, value: not is_plain(value))
        catalog.derived["unusual", plan] = tuple(found)
    kept: tuple[WrittenFigure, ...] = catalog.derived["unusual", plan]
    return kept


def unusual(catalog: Catalog) -> Iterator[WrittenFigure]:
    """Those of every plan."""
    return (figure for plan in catalog.plans for figure in unusual_of(catalog, plan))
