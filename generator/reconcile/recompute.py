"""What a plan's own targets, results and money give for a published figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from generator.compute import explain
from generator.compute.attainment import Attainment, Status
from generator.compute.explain import Explanation
from generator.compute.measured import MeasureResult, at
from generator.compute.money import Key, latest, stage_key
from generator.compute.results import PlanResult
from generator.compute.rollups import Counted, Rollup, Scope, activity_result, roll_up
from generator.model.catalog import PLAN, Catalog, Element, Level
from generator.model.money import Stage
from generator.model.period import Period
from generator.model.published import CountedBand, CountedLevel, Published, PublishedFigure, Where
from generator.problems import Message, msg

_LEVELS = {
    CountedLevel.OBJECTIVE: Level.OBJECTIVE,
    CountedLevel.STRATEGY: Level.STRATEGY,
    CountedLevel.ACTIVITY: Level.ACTIVITY,
}


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


def _of(explanation: Explanation | None, why: Message) -> Recomputed:
    if explanation is None:
        return Recomputed(reason=why)
    return Recomputed(explanation.value, explanation)


@dataclass(frozen=True)
class _Question:
    """An entry with the plan it is asked of."""

    catalog: Catalog
    plan: PlanResult
    entry: Published

    @property
    def code(self) -> str:
        return self.entry.of or PLAN

    @property
    def period(self) -> Period:
        return self.entry.period or Period.of_year(self.entry.year or self.plan.year)

    @property
    def year(self) -> int:
        return self.entry.year or self.period.year

    @property
    def unit(self) -> str | None:
        return self.entry.where.executing_unit

    @property
    def element(self) -> Element | None:
        return self.plan.folder.by_code.get(self.code)

    def measure(self) -> MeasureResult | None:
        """The measure that ``of`` names, or the only one of the element it names."""
        if self.code in self.plan.measures:
            return self.plan.measures[self.code]
        own = self.plan.measures_of(self.code)
        return own[0] if len(own) == 1 else None

    def within(self, element: Element) -> bool:
        """Whether an element is what ``of`` names, or stands below it."""
        if self.code in (PLAN, element.code):
            return True
        by_code = self.plan.folder.by_code
        return any(self.within(by_code[code]) for code in element.parents)

    def kept(self, element: Element) -> bool:
        """Whether an element fits what ``where`` asks."""
        unit, level = self.entry.where.executing_unit, self.entry.where.level
        return (unit is None or element.executing_unit == unit) and (
            level is None or element.level.value == level.value
        )

    def counted(self) -> Iterator[Counted]:
        """Activities (or measures) in question, with their result at the period."""
        for row in self.plan.counted.get(self.period, ()):
            host = self.plan.measures.get(row.code)
            element = self.plan.folder.by_code.get(row.code) or (host.use.element if host else None)
            if element is not None and self.within(element) and self.kept(element):
                yield row

    def rollup(self) -> Rollup:
        """The roll-up of everything in question."""
        if self.entry.where == Where() and self.element is not None:
            scope = {Level.OBJECTIVE: Scope.OBJECTIVE, Level.STRATEGY: Scope.STRATEGY}.get(
                self.element.level, Scope.PLAN
            )
            found = self.plan.rollup(self.period, scope, self.code)
            if found.n:
                return found
        rows = [_moved(row) for row in self.counted()]
        return roll_up(rows).get((Scope.PLAN, PLAN), Rollup())


def _moved(row: Counted) -> Counted:
    """A row that counts under one scope only."""
    return Counted(
        row.code,
        ((Scope.PLAN, PLAN),),
        row.status,
        row.capped,
        row.raw,
        row.band,
        row.programmed,
        row.executed,
    )


NO_MEASURE = msg("no single measure has this name")
NOTHING = msg("there is nothing to count under that name in that period")
NO_VALUE = msg("the plan has no value for it in that period")


def _attained(asked: _Question) -> Attainment | None:
    measure = asked.measure()
    return at(measure, asked.period) if measure is not None else None


def _target(asked: _Question) -> Recomputed:
    found = _attained(asked)
    if found is None:
        return Recomputed(reason=NO_MEASURE)
    value = found.target
    return Recomputed(value) if isinstance(value, Decimal) else Recomputed(reason=NO_VALUE)


def _actual(asked: _Question) -> Recomputed:
    found = _attained(asked)
    if found is None:
        return Recomputed(reason=NO_MEASURE)
    value = found.actual
    return Recomputed(value) if isinstance(value, Decimal) else Recomputed(reason=NO_VALUE)


def _attainment(asked: _Question) -> Recomputed:
    found = _attained(asked)
    if found is None:
        return Recomputed(reason=NO_MEASURE)
    if found.raw is None or found.capped is None:
        return Recomputed(reason=NO_VALUE)
    value = found.capped if asked.entry.capped else found.raw
    return Recomputed(value, explain.of_attainment(found))


def _mean(asked: _Question) -> Recomputed:
    return _of(explain.of_mean(asked.rollup()), NO_VALUE)


def _mean_raw(asked: _Question) -> Recomputed:
    return _of(explain.of_mean(asked.rollup(), raw=True), NO_VALUE)


def _mean_of_strategies(asked: _Question) -> Recomputed:
    value = asked.plan.mean_of_strategies(asked.period, asked.code)
    return Recomputed(value) if value is not None else Recomputed(reason=NO_VALUE)


def _n_programmed(asked: _Question) -> Recomputed:
    rollup = asked.rollup()
    return Recomputed(Decimal(rollup.n_programmed)) if rollup.n else Recomputed(reason=NOTHING)


def _n_executed(asked: _Question) -> Recomputed:
    rollup = asked.rollup()
    return Recomputed(Decimal(rollup.n_executed)) if rollup.n else Recomputed(reason=NOTHING)


def _count(asked: _Question) -> Recomputed:
    level = asked.entry.level
    if level is None:
        return Recomputed(reason=NOTHING)
    rows = list(_measures(asked) if level is CountedLevel.MEASURE else _elements(asked, level))
    if asked.element is None:
        return Recomputed(reason=NOTHING)
    if asked.entry.band is None and asked.entry.range is None:
        return Recomputed(Decimal(len(rows)))
    if asked.period not in asked.plan.counted:
        return Recomputed(reason=NO_VALUE)
    return Recomputed(Decimal(sum(1 for row in rows if _fits_band(asked.entry, row))))


def _measures(asked: _Question) -> Iterator[Counted]:
    bands = asked.catalog.bands(asked.plan.folder.id)
    for measure in asked.plan.measures.values():
        element = measure.use.element
        if asked.within(element) and asked.kept(element):
            yield activity_result(measure.use.id, (), [at(measure, asked.period)], bands)


def _elements(asked: _Question, level: CountedLevel) -> Iterator[Counted]:
    """Elements of a level: activities with their result, others with their mean."""
    folder = asked.plan.folder
    rows = {row.code: row for row in asked.counted()} if level is CountedLevel.ACTIVITY else {}
    bands = asked.catalog.bands(folder.id)
    for element in folder.of_level(_LEVELS[level]):
        if not asked.within(element) or not asked.kept(element):
            continue
        if element.code in rows:
            yield rows[element.code]
            continue
        scope = Scope(element.level.value) if element.level is not Level.ACTIVITY else Scope.PLAN
        mean = asked.plan.rollup(asked.period, scope, element.code).mean_attainment
        status = Status.VALUE if mean is not None else Status.NOT_PROGRAMMED
        band = bands.of(mean) if bands and mean is not None else None
        yield Counted(element.code, (), status, mean, mean, band, mean is not None, False)


def _fits_band(entry: Published, row: Counted) -> bool:
    if entry.range is not None:
        return row.raw is not None and Fraction(row.raw) in entry.range
    if entry.band in {CountedBand.LOW, CountedBand.MEDIUM, CountedBand.HIGH}:
        return row.band is not None and row.band.value == entry.band.value
    return row.band is None and entry.band is not None and row.status.value == entry.band.value


NO_MONEY = msg("the plan has no such amount")


def _amounts(asked: _Question) -> dict[Key, Decimal]:
    if asked.unit is not None:
        return asked.plan.unit_money.get(asked.unit, {}) if asked.code == PLAN else {}
    return asked.plan.money.get(asked.code, {})


def _key(asked: _Question, amounts: Iterable[Key]) -> Key | None:
    stage = asked.entry.stage
    if stage is None or (stage is Stage.MODIFIED and asked.entry.version is None):
        return latest(amounts, asked.year, Stage.MODIFIED, asked.plan.version_ranks)
    return stage_key(asked.year, stage, asked.entry.version)


def _budget(asked: _Question) -> Recomputed:
    amounts = _amounts(asked)
    key = _key(asked, amounts)
    amount = amounts.get(key) if key else None
    return Recomputed(amount) if amount is not None else Recomputed(reason=NO_MONEY)


def _execution_of(asked: _Question) -> Explanation | None:
    amounts = _amounts(asked)
    version = asked.entry.version
    ranks = asked.plan.version_ranks
    spent = latest(amounts, asked.year, Stage.EXECUTED, ranks)
    key = stage_key(asked.year, Stage.MODIFIED, version) if version else None
    key = key or latest(amounts, asked.year, Stage.MODIFIED, ranks)
    executed = amounts.get(spent) if spent else None
    modified = amounts.get(key) if key else None
    if executed is None or modified is None:
        return None
    return explain.of_share("ejecucion", executed, modified, ("executed", "modified"))


def _execution(asked: _Question) -> Recomputed:
    return _of(_execution_of(asked), NO_MONEY)


def _share(asked: _Question) -> Recomputed:
    amounts = _amounts(asked)
    key = _key(asked, amounts)
    part = amounts.get(key) if key else None
    whole = asked.plan.money.get(PLAN, {}).get(key) if key else None
    if part is None or whole is None:
        return Recomputed(reason=NO_MONEY)
    return _of(explain.of_share("participacion", part, whole, ("part", "whole")), NO_MONEY)


def _change(asked: _Question) -> Recomputed:
    amounts = _amounts(asked)
    order = [version.id for version in asked.plan.folder.plan.versions]
    version = asked.entry.version
    if version not in order or order.index(version) == 0:
        return Recomputed(reason=msg("the entry does not name a version that follows another"))
    after = amounts.get(stage_key(asked.year, Stage.MODIFIED, version))
    name = order[order.index(version) - 1]
    before = amounts.get(stage_key(asked.year, Stage.MODIFIED, name))
    if before is None and order.index(version) == 1:
        before = amounts.get(stage_key(asked.year, Stage.OPENING))
    if before is None or after is None:
        return Recomputed(reason=NO_MONEY)
    return _of(explain.of_change(before, after), NO_MONEY)


def _gap(asked: _Question) -> Recomputed:
    execution = _execution_of(asked)
    mean = asked.rollup().mean_attainment
    return _of(explain.of_gap(execution.value if execution else None, mean, asked.period), NO_VALUE)


_WAYS: dict[PublishedFigure, Callable[[_Question], Recomputed]] = {
    PublishedFigure.TARGET: _target,
    PublishedFigure.ACTUAL: _actual,
    PublishedFigure.ATTAINMENT: _attainment,
    PublishedFigure.MEAN_ATTAINMENT: _mean,
    PublishedFigure.MEAN_RAW: _mean_raw,
    PublishedFigure.MEAN_OF_STRATEGIES: _mean_of_strategies,
    PublishedFigure.COUNT: _count,
    PublishedFigure.N_PROGRAMMED: _n_programmed,
    PublishedFigure.N_EXECUTED: _n_executed,
    PublishedFigure.BUDGET: _budget,
    PublishedFigure.BUDGET_EXECUTION: _execution,
    PublishedFigure.SHARE_OF_TOTAL: _share,
    PublishedFigure.CHANGE_BETWEEN_VERSIONS: _change,
    PublishedFigure.GAP: _gap,
}
