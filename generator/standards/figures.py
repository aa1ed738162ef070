"""What a measure promised and reached, figure by figure, as every standard takes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.compute.measured import MeasureResult
from generator.compute.promised import in_words
from generator.export.table import exact
from generator.model.breakdown import CROSS, TOTAL, WHOLE
from generator.model.catalog import MeasureUse
from generator.model.indicator import Kind
from generator.model.measure import ResultEntry
from generator.model.period import Period, Span
from generator.model.quotients import Quotient
from generator.model.reports import ResultsFile
from generator.model.source import Source
from generator.model.values import NO_NUMBERS
from generator.reference import REGION
from generator.standards.activities import Activities
from generator.words.formatter import Formatter

Pairs = tuple[tuple[str, str], ...]
"""Dimensions with what a figure is of in each; none of the whole."""


@dataclass(frozen=True, slots=True)
class PartValue:
    """One figure, of the whole or of a part."""

    pairs: Pairs
    value: Any
    written: Any
    """As a file has it: of a target that is said by the baseline, how it is said."""
    words: tuple[str | None, ...] = ()
    source: Source | None = None

    @property
    def number(self) -> str | None:
        """As in the tables: its digits, a milestone as 1 or 0; None of what is none."""
        found = exact(self.value)
        return None if found is None else f"{found:f}"

    @property
    def is_plain(self) -> bool:
        """Whether the number says all of it."""
        is_one = isinstance(self.value, Decimal | None) and not isinstance(self.value, Quotient)
        return is_one and not isinstance(self.written, NO_NUMBERS)

    def comment(self, f: Formatter) -> str:
        """In words what is no number, or more than one, and what is said of it."""
        said = None if self.is_plain else f.value(self.written)
        return "; ".join(filter(None, (said, *self.words)))


Round = tuple[Period | Span, list[PartValue], list[PartValue]]
"""A period with its targets and its results."""


def rounds(all_of: Activities, measure: MeasureResult) -> Iterator[Round]:
    """Period by period; last the whole term, where it has a target."""
    use, written = measure.use, all_of.written[measure.use.id].measure
    reports = all_of.reports.get(use.id, ())
    for period in sorted({*written.targets, *(file.period for file, _ in reports)}):
        aimed = _parts(use, use.measure.targets.get(period), use.measure.by)
        said = _parts(use, written.targets.get(period), use.measure.by)
        targets = [PartValue(pairs, aimed[pairs], it) for pairs, it in said.items()]
        own = ((file, entry) for file, entry in reports if file.period == period)
        yield period, targets, [it for file, entry in own for it in _actuals(use, file, entry)]
    if written.total is not None:
        total = _parts(use, written.total, use.measure.by).items()
        yield all_of.folder.plan.span, [PartValue(pairs, it, it) for pairs, it in total], []


def baselines(measure: MeasureResult) -> Iterator[PartValue]:
    """Where it starts from."""
    if it := measure.baseline:
        for pairs, value in _parts(measure.use, it.value, measure.use.measure.by).items():
            yield PartValue(pairs, value, value, (it.note,), it.source)


def _actuals(use: MeasureUse, file: ResultsFile, entry: ResultEntry) -> Iterator[PartValue]:
    """The results of one report, the whole and every part that it tells; its words stand once."""
    told: list[tuple[str | None, Any]] = [(entry.by or use.measure.by, in_words(use, entry).figure)]
    told += entry.breakdowns.items()
    rows = [pair for by, parts in told for pair in _parts(use, parts, by).items()]
    text = None if use.traits.kind is Kind.TEXT else entry.text
    source = entry.source or file.source
    for n, (pairs, value) in enumerate(rows or [((), None)]):
        yield PartValue(pairs, value, value, () if n else (text, entry.note), source)


def _parts(use: MeasureUse, figure: Any, by: str | None) -> dict[Pairs, Any]:
    """The whole and the parts of a figure, regions by their codes; nothing of none."""
    if figure is None:
        return {}
    parts = use.region_list.by_code(figure, by)
    found = {}
    for part, value in (parts if isinstance(parts, dict) else {WHOLE: parts}).items():
        names = zip((by or "").split(CROSS), part.split(CROSS), strict=False)
        found[tuple((of, it) for of, it in names if it not in {WHOLE, TOTAL})] = value
    return found


def places_of(all_of: Activities, code: str) -> Iterator[str]:
    """Codes or names of the regions that the figures of an element are of."""
    for measure in all_of.plan.measures_of(code):
        told = (it for _, aimed, actual in rounds(all_of, measure) for it in (*aimed, *actual))
        for it in (*told, *baselines(measure)):
            yield from (name for of, name in it.pairs if of == REGION)
