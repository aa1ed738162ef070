"""Everything derived from a catalogue, computed once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar, cast

from generator.compute import explain
from generator.compute.by_method import by_method
from generator.compute.measured import MeasureResult, of_all
from generator.compute.money import (
    MoneyKey,
    Printed,
    Ranks,
    Spending,
    all_amounts,
    amounts_printed,
    in_currencies,
    is_whole,
    is_whole_of_unit,
    spending,
    unit_amounts,
    version_ranks,
)
from generator.compute.promised import in_words, with_numbers
from generator.compute.rollups import (
    NOTHING,
    OF_ELEMENTS,
    Counted,
    Levels,
    Rollup,
    Scope,
    ScopeKey,
    activity_result,
    by_level,
    lowest,
    roll_up,
    scope_of,
)
from generator.compute.scoping import counted_at, members, periods_of, taken_part_in
from generator.compute.series import Deadlines, Report
from generator.compute.term import term_of
from generator.compute.yearly import years_of
from generator.model.catalog import PLAN, Catalog, Element, Level, MeasureUse, PlanFolder, cite
from generator.model.combine import mean
from generator.model.history import History
from generator.model.indicator import Baseline
from generator.model.measure import main_first
from generator.model.method import Bands
from generator.model.period import Period
from generator.model.reports import ResultRole
from generator.model.rounding import HUNDRED
from generator.model.shares import has_shares

T = TypeVar("T")


@dataclass(frozen=True)
class PlanResult:
    """A plan with everything derived from it."""

    folder: PlanFolder
    year: int
    """The year the pages speak of: the latest reported one, else the first of the plan."""
    measures: dict[str, MeasureResult]
    counted: dict[Period, tuple[Counted, ...]] = field(default_factory=dict)
    """What entered the roll-ups: activities (or measures) with their result, by period."""
    activities: dict[str, Counted] = field(default_factory=dict)
    """Result of each activity in ``year``."""
    currency: str | None = None
    """Of the amounts that ``folder`` has: the plan's."""
    others: tuple[PlanResult, ...] = ()
    """The same plan with its amounts in each of its other currencies: they are never added."""

    _made: dict[object, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What is made of the plan the first time that it is asked for under a key."""
        if key not in self._made:
            self._made[key] = make()
        return cast(T, self._made[key])

    @property
    def by_currency(self) -> tuple[PlanResult, ...]:
        """The plan with its amounts in its own currency, then with those in each other."""
        return self, *self.others

    @cached_property
    def money(self) -> dict[str, dict[MoneyKey, Decimal]]:
        """Amounts by element code; ``plan`` is the plan as a whole."""
        return all_amounts(self.folder, self.printed)

    @cached_property
    def printed(self) -> Printed:
        """The amounts that stand at each element."""
        return amounts_printed(self.folder)

    @cached_property
    def unit_money(self) -> dict[str, dict[MoneyKey, Decimal]]:
        """Amounts by executing unit."""
        return unit_amounts(self.folder)

    @cached_property
    def taken_part_in(self) -> dict[str, dict[str, None]]:
        """What each unit takes part in without leading it, by code: no roll-up counts it."""
        return taken_part_in(self.folder, self.measures)

    @cached_property
    def by_level(self) -> dict[Period, dict[ScopeKey, Levels]]:
        """Roll-ups by period, and within it by plan, objective, strategy, unit and region."""
        return {period: roll_up(self.counted[period]) for period in sorted(self.counted)}

    @cached_property
    def scoped(self) -> dict[Period, dict[ScopeKey, Rollup]]:
        """The roll-up that speaks for each scope: of its lowest level with measures."""
        return {period: lowest(rolled) for period, rolled in self.by_level.items()}

    @cached_property
    def rollups(self) -> dict[str, Rollup]:
        """Roll-ups of ``year`` by element code; ``plan`` is the plan as a whole."""
        found = self.scoped.get(Period.of_year(self.year), {})
        return {code: rollup for (scope, code), rollup in found.items() if scope in OF_ELEMENTS}

    def levels(self, code: str = PLAN) -> Levels:
        """Roll-ups of an element (or of the plan) in ``year``, a level each, the lowest first."""
        scope = scope_of(self.folder.by_code[code].level)
        rolled = self.by_level.get(Period.of_year(self.year), {})
        return rolled.get((scope, code), ()) if scope else ()

    @property
    def counted_headline(self) -> tuple[Counted, ...]:
        """What the mean of the plan is of, in ``year``."""
        whole, level = (Scope.PLAN, PLAN), self.rollups.get(PLAN, NOTHING).level
        return tuple(r for r in self.counted_now if r.level == level and whole in r.scopes)

    def met_exactly(self, period: Period) -> tuple[int, int]:
        """How many reached exactly 100 %, of those with a percentage that the plan's mean is of.

        A milestone is done or not: its 100 % says nothing, and it counts in neither. Of a year it
        is the target of all of it, also while it runs.
        """
        whole = self.rollup(period, Scope.PLAN, PLAN)
        rows = [
            self._percentages(row, period)
            for row in self.counted.get(period, ())
            if row.level == whole.level and (Scope.PLAN, PLAN) in row.scopes
        ]
        n = sum(1 for row in rows if row and all(value == HUNDRED for value in row))
        return n, sum(map(bool, rows))

    def _percentages(self, row: Counted, period: Period) -> list[Decimal]:
        own = self.measures_of(row.code) if row.level.is_counted else [self.measures[row.code]]
        numeric = (it for it in own if not it.use.traits.kind.traits.is_done_or_not)
        found = (of_all(measure, period) for measure in numeric)
        return [it.raw for it in found if isinstance(it.target, Decimal) and it.raw is not None]

    @cached_property
    def term(self) -> Rollup:
        """Counts and mean of all years together, of the lowest level that has measures of several.

        The mean is of what accumulates, and of what has come to its end.
        """
        rows = []
        for member in members(self.folder, self.measures):
            parts = [it.term.attainment for it in member.measures if it.term]
            if parts:
                key = (member.code, member.level)
                rows.append(activity_result(key, member.scopes, parts, None))
        return next(iter(by_level(rows)), NOTHING)

    @property
    def counted_now(self) -> tuple[Counted, ...]:
        """What entered the roll-ups of ``year``."""
        return self.counted.get(Period.of_year(self.year), ())

    @cached_property
    def has_shares(self) -> bool:
        """Whether something of the plan has a printed share."""
        return has_shares(self.folder)

    @cached_property
    def version_ranks(self) -> Ranks:
        """Place of each version in the plan's list."""
        return version_ranks(self.folder)

    def rollup(self, period: Period, scope: Scope, code: str) -> Rollup:
        """The roll-up of one scope at one period; empty where nothing counts."""
        return self.scoped.get(period, {}).get((scope, code), NOTHING)

    def spending(self, period: Period, code: str = PLAN, scope: Scope | None = None) -> Spending:
        """The money of a scope (an element's, where none is named) in the year of a period.

        Money is printed by element and by executing unit, never by office or region. Where no
        budget speaks for all of an element, it has no execution either, and no gap.
        """
        element = self.folder.by_code.get(code) if scope in {None, *OF_ELEMENTS} else None
        scope = scope or (scope_of(element.level) if element else None)
        of_unit = self.unit_money if scope is Scope.EXECUTING_UNIT else {}
        amounts = (self.money if element else of_unit).get(code, {})
        found = spending(amounts, period.year, self.version_ranks)
        if found.spent and not self._speaks(element, code, found.spent):
            found = replace(found, spent=None, executed=None, execution=None)
        if element and found.key and not self._speaks(element, code, found.key):
            return replace(found, key=None, budget=None, execution=None)
        mean = self.rollup(period, scope, code).mean_attainment if scope else None
        gap = explain.of_gap(found.execution, mean, period)
        return replace(found, gap=gap.value if gap else None)

    def _speaks(self, element: Element | None, code: str, key: MoneyKey) -> bool:
        if element is None:
            return is_whole_of_unit(self.folder, code, key)
        return is_whole(self.folder, self.printed, code, key)

    def mean_of_strategies(self, period: Period, code: str = PLAN) -> Decimal | None:
        """Mean of the means of the strategies (of one objective, or of the plan)."""
        means = [
            rollup.mean_attainment
            for element in self.folder.of_level(Level.STRATEGY)
            if code in (PLAN, *element.parents)
            and (rollup := self.rollup(period, Scope.STRATEGY, element.code)).n_averaged
        ]
        return mean([value for value in means if value is not None])

    def measures_of(self, code: str) -> list[MeasureResult]:
        """Measures that hang on one element, in order."""
        return self._by_element.get(code, [])

    @cached_property
    def _by_element(self) -> dict[str, list[MeasureResult]]:
        found: dict[str, list[MeasureResult]] = {}
        for measure in self.measures.values():
            found.setdefault(measure.use.element.code, []).append(measure)
        return found


@dataclass(frozen=True)
class Results:
    """The computed content. ``as_of`` is the only date that entered."""

    catalog: Catalog
    as_of: date
    plans: dict[str, PlanResult]
    history: History = field(default_factory=History)
    """How the figures came to be what they are; empty where that is not asked for."""
    n_warnings: int = 0
    """Of the check of the content, which has no errors."""
    _derived: dict[Callable[[Results], object], object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def day_of(self, plan: str) -> date:
        """The day that a plan is shown as of: an earlier one where its files have errors."""
        held = (it.day for it in self.catalog.held if it.plan == plan)
        return min(self.as_of, next(held, None) or self.as_of)

    def derived(self, make: Callable[[Results], T]) -> T:
        """What ``make`` derives from these results, made the first time that it is asked for."""
        if make not in self._derived:
            self._derived[make] = make(self)
        return cast(T, self._derived[make])


def compute(catalog: Catalog, as_of: date, history: History | None = None) -> Results:
    """Compute a catalogue without errors. Missing results are owed as of ``as_of``."""
    plans = {name: plan_result(catalog, folder, as_of) for name, folder in catalog.plans.items()}
    return Results(catalog, as_of, plans, history or History())


def plan_result(catalog: Catalog, folder: PlanFolder, as_of: date) -> PlanResult:
    """Everything derived from one plan of a catalogue."""
    currency = catalog.currency(folder.id)
    (_, folder), *foreign = in_currencies(folder, currency)
    bands = catalog.bands(folder.id)
    deadlines = Deadlines(as_of, folder.plan.grace_days, folder.plan.frequency)
    found = (_measured(folder, use, bands, deadlines) for use in catalog.measures(folder.id))
    method = catalog.method(folder.id)
    measures = {it.use.id: by_method(it, method, bands) for it in found}
    year = _year_of(folder, measures)
    now = Period.of_year(year)
    counting = members(folder, measures)
    rows = {
        period: tuple(counted_at(counting, measures.values(), period, bands))
        for period in {now, *periods_of(measures)}
    }
    own = (row for row in rows[now] if row.level.is_counted and row.code in folder.by_code)
    result = PlanResult(
        folder=folder,
        year=year,
        measures=measures,
        counted=rows,
        activities={row.code: row for row in own},
        currency=currency,
    )
    others = (replace(result, folder=own, currency=code) for code, own in foreign)
    return replace(result, others=tuple(others))


def _measured(
    folder: PlanFolder, use: MeasureUse, bands: Bands | None, deadlines: Deadlines
) -> MeasureResult:
    """A measure with its years and its term, before the plan's method judges them."""
    reports, baseline = dict(_reports(folder, use, ResultRole.PROGRESS)), _baseline(folder, use)
    aimed, relative = with_numbers(use, baseline)
    years = years_of(aimed, reports, bands, deadlines)
    term = term_of(aimed, years, folder.plan.span, bands, deadlines)
    return MeasureResult(aimed, years, baseline, relative, term)


def _reports(
    folder: PlanFolder, use: MeasureUse, role: ResultRole
) -> Iterator[tuple[Period, Report]]:
    """By period; what others tell of it by other dimensions is beside the main one."""
    found: dict[Period, list[Report]] = {}
    for file in folder.results:
        entry = file.results.get(use.id)
        if entry is not None and file.role is role:
            report = Report(file.period, in_words(use, entry), file)
            found.setdefault(file.period, []).append(report)
    for period, reports in found.items():
        main, *others = main_first(reports, use.measure.by, lambda it: it.entry)
        yield period, replace(main, beside=tuple(others)) if others else main


def _baseline(folder: PlanFolder, use: MeasureUse) -> Baseline | None:
    """The measure's own baseline, else its sheet's, else the latest round before the plan."""
    written = use.measure.baseline or (use.indicator.baseline if use.indicator else None)
    if written is not None:
        return written.model_copy(update={"source": cite(written.source, use.source)})
    rounds = dict(_reports(folder, use, ResultRole.BASELINE))
    if not rounds:
        return None
    last = rounds[max(rounds, key=lambda period: period.order)]
    note, value = last.entry.note, cast(Any, last.entry.figure)
    return Baseline.model_construct(
        period=last.period, value=value, source=last.cited(use), note=note
    )


def _year_of(folder: PlanFolder, measures: dict[str, MeasureResult]) -> int:
    reported = [
        year for m in measures.values() for year, series in m.years.items() if series.n_reported
    ]
    return max(reported, default=folder.plan.span.first.year)
