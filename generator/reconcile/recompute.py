"""What a plan's own targets, results and money give for a published figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from generator.compute import explain
from generator.compute.attainment import Attainment, Status
from generator.compute.explain import Explanation
from generator.compute.measured import MeasureResult, at
from generator.compute.money import MoneyKey, budget_key, latest
from generator.compute.results import PlanResult
from generator.compute.rollups import NOTHING as NO_ROWS
from generator.compute.rollups import Counted, Rollup, Scope, activity_result, by_level, scope_of
from generator.model.catalog import PLAN, Catalog, Element, Level
from generator.model.money import SPENT, Stage
from generator.model.period import Period
from generator.model.published import Published, PublishedFigure, Where
from generator.problems import Message, msg


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A figure from its parts, or why there is none."""

    value: Decimal | None = None
    explanation: Explanation | None = None
    reason: Message | None = None


def recompute(catalog: Catalog, plan: PlanResult, entry: Published) -> Recomputed:
    """The figure that an entry names, unrounded, from what the plan holds."""
    asked = _Question(catalog, plan, entry)
    return _WAYS[entry.figure](asked) if entry.figure else Recomputed()


def rollup_of(catalog: Catalog, plan: PlanResult, entry: Published) -> Rollup:
    """The roll-up of everything that an entry speaks of."""
    return _Question(catalog, plan, entry).rollup()


def measure_of(plan: PlanResult, code: str) -> MeasureResult | None:
    """The measure of a name, or the only one of the element that has it."""
    own = plan.measures_of(code)
    return plan.measures.get(code) or (own[0] if len(own) == 1 else None)


def _found(value: object, why: Message, explanation: Explanation | None = None) -> Recomputed:
    """A number with its sum, or why there is none."""
    if isinstance(value, Decimal):
        return Recomputed(value, explanation)
    return Recomputed(reason=why)


def _explained(explanation: Explanation | None, why: Message) -> Recomputed:
    return _found(explanation and explanation.value, why, explanation)


@dataclass(frozen=True)
class _Question:
    """An entry with the plan it is asked of."""

    catalog: Catalog
    plan: PlanResult
    entry: Published

    @cached_property
    def code(self) -> str:
        return self.entry.of or PLAN

    @cached_property
    def period(self) -> Period:
        return self.entry.period or Period.of_year(self.entry.year or self.plan.year)

    @property
    def year(self) -> int:
        return self.entry.year or self.period.year

    def concerns(self, element: Element) -> bool:
        """Whether an element is what ``of`` names or stands below it, and fits ``where``."""
        unit, level = self.entry.where.executing_unit, self.entry.where.level
        return (
            (self.code == PLAN or element.code in self.named)
            and (unit is None or element.executing_unit == unit)
            and (level is None or element.level.code == level)
        )

    @cached_property
    def named(self) -> frozenset[str]:
        """What ``of`` names, with everything below it."""
        return frozenset((self.code, *self.plan.folder.below(self.code)))

    def counted(self) -> Iterator[Counted]:
        """Activities (or measures) in question, with their result at the period."""
        for row in self.plan.counted.get(self.period, ()):
            host = self.plan.measures.get(row.code)
            element = self.plan.folder.by_code.get(row.code) or (host.use.element if host else None)
            if element is not None and self.concerns(element):
                yield row

    def rollup(self) -> Rollup:
        """The roll-up of what is in question: of its lowest level, or of the one it names."""
        element = self.plan.folder.by_code.get(self.code)
        if self.entry.where == Where() and element is not None:
            scope = scope_of(element.level) or Scope.PLAN
            found = self.plan.rollup(self.period, scope, self.code)
            if found.n:
                return found
        return next(iter(by_level(self.counted())), NO_ROWS)

    @property
    def amounts(self) -> dict[MoneyKey, Decimal]:
        """Amounts of what ``of`` names, or of the executing unit of a plan."""
        unit = self.entry.where.executing_unit
        if unit is not None:
            return self.plan.unit_money.get(unit, {}) if self.code == PLAN else {}
        return self.plan.money.get(self.code, {})

    def key(self, stage: Stage | None) -> MoneyKey | None:
        """The amount that is meant: of a modified budget the latest, where no version is named."""
        version = self.entry.version
        if stage is None or (stage is Stage.MODIFIED and version is None):
            return latest(self.amounts, self.year, Stage.MODIFIED, self.plan.version_ranks)
        return self.year, stage, version or ""


NO_MEASURE = msg("no indicator, or more than one, has this name")
NOTHING = msg("there is nothing to count under that name in that period")
NO_VALUE = msg("the plan has no value for it in that period")
NO_MONEY = msg("the plan has no such amount")
NO_VERSION = msg("the entry does not name a version that follows another")

_Way = Callable[[_Question], Recomputed]


def _of_measure(read: Callable[[Attainment, Published], Recomputed]) -> _Way:
    """A figure of a measure at the period."""

    def way(asked: _Question) -> Recomputed:
        measure = measure_of(asked.plan, asked.code)
        if measure is None:
            return Recomputed(reason=NO_MEASURE)
        return read(at(measure, asked.period), asked.entry)

    return way


def _attainment(found: Attainment, entry: Published) -> Recomputed:
    value = found.capped if entry.capped else found.raw
    return _found(value, NO_VALUE, explain.of_attainment(found))


def _number_of(n: Callable[[Rollup], int]) -> _Way:
    """A count that a roll-up keeps."""

    def way(asked: _Question) -> Recomputed:
        rollup = asked.rollup()
        return _found(Decimal(n(rollup)) if rollup.n else None, NOTHING)

    return way


def _count(asked: _Question) -> Recomputed:
    entry, folder = asked.entry, asked.plan.folder
    if entry.level is None or asked.code not in folder.by_code:
        return Recomputed(reason=NOTHING)
    is_all = entry.band is None and entry.range is None
    if not is_all and asked.period not in asked.plan.counted:
        return Recomputed(reason=NO_VALUE)
    level = folder.level(entry.level)
    key = asked.code, asked.period, level, entry.where.executing_unit, entry.where.level
    rows = asked.plan.once(key, lambda: [*(_elements(asked, level) if level else _measures(asked))])
    return Recomputed(Decimal(len(rows) if is_all else sum(_fits_band(entry, it) for it in rows)))


def _measures(asked: _Question) -> Iterator[Counted]:
    bands = asked.catalog.bands(asked.plan.folder.id)
    for measure in asked.plan.measures.values():
        if asked.concerns(measure.use.element):
            yield activity_result(
                (measure.use.id, measure.use.element.level), (), [at(measure, asked.period)], bands
            )


def _elements(asked: _Question, level: Level) -> Iterator[Counted]:
    """Elements of a level: activities with their result, others with their mean."""
    folder = asked.plan.folder
    results = asked.plan.counted.get(asked.period, ()) if level.is_counted else ()
    rows = {row.code: row for row in results}
    bands = asked.catalog.bands(folder.id)
    below = folder.elements if asked.code == PLAN else map(folder.by_code.__getitem__, asked.named)
    for element in (it for it in below if it.level == level and asked.concerns(it)):
        if element.code in rows:
            yield rows[element.code]
            continue
        scope = scope_of(level) or Scope.PLAN
        mean = asked.plan.rollup(asked.period, scope, element.code).mean_attainment
        status = Status.VALUE if mean is not None else Status.NOT_PROGRAMMED
        band = bands.of(mean) if bands and mean is not None else None
        yield Counted(element.code, level, (), status, mean, mean, band, mean is not None, False)


def _fits_band(entry: Published, row: Counted) -> bool:
    if entry.range is not None:
        return row.raw is not None and Fraction(row.raw) in entry.range
    return entry.band is not None and (row.band or row.status).value == entry.band.value


def _budget(asked: _Question) -> Recomputed:
    key = asked.key(asked.entry.stage)
    return _found(key and asked.amounts.get(key), NO_MONEY)


def _execution(asked: _Question) -> Explanation | None:
    spent = budget_key(asked.amounts, asked.year, asked.plan.version_ranks, SPENT)
    executed, modified = (
        asked.amounts.get(key) if key else None for key in (spent, asked.key(Stage.MODIFIED))
    )
    if executed is None or modified is None:
        return None
    return explain.of_share("ejecucion", executed=executed, modified=modified)


def _share(asked: _Question) -> Recomputed:
    key = asked.key(asked.entry.stage)
    part, whole = (
        amounts.get(key) if key else None
        for amounts in (asked.amounts, asked.plan.money.get(PLAN, {}))
    )
    if part is None or whole is None:
        return Recomputed(reason=NO_MONEY)
    return _explained(explain.of_share("participacion", part=part, whole=whole), NO_MONEY)


def _change(asked: _Question) -> Recomputed:
    ranks, year, amounts = asked.plan.version_ranks, asked.year, asked.amounts
    place = ranks.get(asked.entry.version or "", 0)
    if not place:
        return Recomputed(reason=NO_VERSION)
    names = {rank: name for name, rank in ranks.items()}
    after, before = (
        amounts.get((year, Stage.MODIFIED, names[rank])) for rank in (place, place - 1)
    )
    if before is None and place == 1:
        before = amounts.get((year, Stage.OPENING, ""))
    if before is None or after is None:
        return Recomputed(reason=NO_MONEY)
    return _explained(explain.of_change(before, after), NO_MONEY)


def _gap(asked: _Question) -> Recomputed:
    execution, mean = _execution(asked), asked.rollup().mean_attainment
    gap = explain.of_gap(execution.value if execution else None, mean, asked.period)
    return _explained(gap, NO_VALUE)


_WAYS: dict[PublishedFigure, _Way] = {
    PublishedFigure.TARGET: _of_measure(lambda it, _: _found(it.target, NO_VALUE)),
    PublishedFigure.ACTUAL: _of_measure(lambda it, _: _found(it.actual, NO_VALUE)),
    PublishedFigure.ATTAINMENT: _of_measure(_attainment),
    PublishedFigure.MEAN_ATTAINMENT: lambda it: _explained(explain.of_mean(it.rollup()), NO_VALUE),
    PublishedFigure.MEAN_RAW: lambda it: _explained(
        explain.of_mean(it.rollup(), raw=True), NO_VALUE
    ),
    PublishedFigure.MEAN_OF_STRATEGIES: lambda it: _found(
        it.plan.mean_of_strategies(it.period, it.code), NO_VALUE
    ),
    PublishedFigure.COUNT: _count,
    PublishedFigure.N_PROGRAMMED: _number_of(lambda rollup: rollup.n_programmed),
    PublishedFigure.N_EXECUTED: _number_of(lambda rollup: rollup.n_executed),
    PublishedFigure.BUDGET: _budget,
    PublishedFigure.BUDGET_EXECUTION: lambda it: _explained(_execution(it), NO_MONEY),
    PublishedFigure.SHARE_OF_TOTAL: _share,
    PublishedFigure.CHANGE_BETWEEN_VERSIONS: _change,
    PublishedFigure.GAP: _gap,
}
"""How each figure is recomputed; a statement has its arithmetic beside it."""
