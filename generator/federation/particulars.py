"""What an institution tells the national level beside its sums: in words, each with its place.

Contradictions, targets that an act changed, rounds whose results are owed; its figures of shared
indicators; the names that it is found by. Few of each, the most important first: sums have all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import islice

from generator import paths
from generator.addresses import in_language
from generator.compute.agenda import Happening, ReportDue, occasions
from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult, Results
from generator.federation.registers import method_key
from generator.load import shipped
from generator.model.history import TARGET, MovedFigure
from generator.model.indicator import Direction, Kind, Traits
from generator.model.period import Period
from generator.model.schemes import SHARED
from generator.problems import Percent
from generator.reconcile.disputes import of_measure
from generator.reconcile.ranking import Contradiction, EffectKind, Sort, ranking
from generator.words.formatter import Formatter, capital

MOST = 200
"""Of each kind, of one institution."""
_EFFECTS = [*EffectKind]


class Topic(StrEnum):
    """What is told of an institution, each with a page of the country."""

    CONTRADICTION = "contradiction"
    TARGET_CHANGED = "target-changed"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Remark:
    """One contradiction, changed target or round that is owed; texts are the reader's."""

    kind: Topic
    plan: str
    what: str
    page: str
    """Its page in the institution's site, from the top of that."""
    period: str = ""
    before: str = ""
    """The target that was, or the first of two values that contradict each other."""
    after: str = ""
    n: int = 1
    """Results that a round lacks."""
    day: str = ""
    """ISO: of the act, or the last day of the round."""
    place: str = ""
    """Where it stands in its files."""
    order: int = 0
    """The kind of effect of a contradiction: the least comes first."""
    weight: Decimal = Decimal(0)
    """How great that effect is: the greatest comes first."""


@dataclass(frozen=True, slots=True)
class SharedFigure:
    """An indicator of an institution that it says is a shared one, in its latest year."""

    indicator: str
    """The code of the shared one."""
    plan: str
    name: str
    page: str
    period: str
    start: date
    end: date
    is_running: bool
    is_disputed: bool
    kind: Kind
    unit: str
    direction: Direction
    method: str
    """By ``method_key``."""
    method_title: str
    over_time: str
    """How the values of its periods combine."""
    value: Decimal | None
    target: Decimal | None
    attainment: Decimal | None
    """Percent, uncapped and unrounded."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """All that is told of an institution."""

    remarks: tuple[Remark, ...] = ()
    shared: tuple[SharedFigure, ...] = ()
    names: tuple[str, ...] = ()
    """Of its portal and its plans."""
    home: str = ""
    """Where its own portal is; "" where it does not say."""

    def of(self, kind: Topic) -> tuple[Remark, ...]:
        """What is told of one kind."""
        return tuple(it for it in self.remarks if it.kind is kind)


def particulars_of(results: Results, f: Formatter) -> Particulars:
    """What a computed content tells."""
    site = results.catalog.site
    to = _Teller(results, f, site.language if site else f.lang)
    told = (islice(it, MOST) for it in (to.contradictions(), to.changes(), to.overdue()))
    names = (it.plan.name for it in results.catalog.plans.values())
    return Particulars(
        tuple(it for some in told for it in some),
        tuple(islice(to.shared(), MOST)),
        tuple(dict.fromkeys((*([site.name] if site else ()), *names))),
        (site.url if site else None) or "",
    )


@dataclass(frozen=True, slots=True)
class _Teller:
    results: Results
    f: Formatter
    lang: str
    """Of the addresses of its site."""

    def _page(self, path: str) -> str:
        return paths.address(in_language(path, self.lang))

    def _plan(self, plan: PlanResult) -> str:
        return plan.folder.plan.name

    def contradictions(self) -> Iterator[Remark]:
        """Those of the greatest effect first; what may have an explanation is not among them."""
        sure = (it for it in self.results.derived(ranking) if it.sort is not Sort.DOUBT)
        yield from map(self._contradiction, sure)

    def _contradiction(self, it: Contradiction) -> Remark:
        first, effect = it.first, it.effect
        return Remark(
            Topic.CONTRADICTION,
            self._plan(self.results.plans[first.plan]),
            capital(self.f.t(first.what)),
            self._page(paths.PLAN_CONTRAST(first.plan)),
            before=self._value(first.expected),
            after=self._value(first.found),
            place=str(first.place),
            order=_EFFECTS.index(EffectKind.NUMBER if effect.is_slight else effect.kind),
            weight=round(effect.weight, 6),
        )

    def changes(self) -> Iterator[Remark]:
        """Targets that an act changed, the latest act first."""
        acts = [(it, plan) for plan in self.results.plans.values() for it in plan.folder.amendments]
        for act, plan in sorted(acts, key=lambda pair: str(pair[0].date or ""), reverse=True):
            for moved in act.moved_figures():
                if moved.figure == TARGET:
                    yield self._change(plan, moved, str(act.date or ""))

    def _change(self, plan: PlanResult, moved: MovedFigure, day: str) -> Remark:
        measure = plan.measures.get(moved.measure)
        traits = measure.use.traits if measure else None
        name = traits.heading if traits else moved.measure
        return Remark(
            Topic.TARGET_CHANGED,
            self._plan(plan),
            f"{name} ({moved.member})" if moved.member else name,
            self._page(paths.PLAN_CHANGES(plan.folder.id)),
            period=self.f.period(moved.period) if moved.period else "",
            before=self._value(moved.before, traits),
            after=self._value(moved.after, traits),
            day=day,
            place=str(moved.place),
        )

    def overdue(self) -> Iterator[Remark]:
        """Rounds that are over and lack results, the longest overdue first."""
        for it in self.results.derived(occasions):
            due = it.subject
            if it.kind is not Happening.REPORT or not isinstance(due, ReportDue):
                continue
            if n := (due.n - due.n_told) * due.is_over:
                page, name = self._page(paths.PLAN_MISSING(it.plan)), self.f.period(due.period)
                said = self.f.t("{k} of {n}", k=n, n=due.n)
                plan = self._plan(self.results.plans[it.plan])
                day = it.last.isoformat()
                yield Remark(Topic.OVERDUE, plan, said, page, period=name, n=n, day=day)

    def _value(self, value: object, traits: Traits | None = None) -> str:
        if isinstance(value, Decimal) and traits and traits.kind.traits.in_percent:
            value = Percent(value)
        return "" if value is None else self.f.value(value)

    def shared(self) -> Iterator[SharedFigure]:
        """Every indicator that says which shared one it is."""
        for plan in self.results.plans.values():
            for it in plan.measures.values():
                sheet = it.use.indicator.codes if it.use.indicator else {}
                for code in it.use.measure.codes.get(SHARED) or sheet.get(SHARED, ()):
                    yield self._shared(plan, it, code)

    def _shared(self, plan: PlanResult, it: MeasureResult, code: str) -> SharedFigure:
        series, traits = it.current, it.use.traits
        year = series.year if series else plan.year
        found, period = series and series.headline, Period.of_year(year)
        method = self.results.catalog.method(plan.folder.id)
        return SharedFigure(
            indicator=code,
            plan=self._plan(plan),
            name=traits.heading,
            page=self._page(paths.page_of(plan.folder.id, it.use.element.code, it.use.id)),
            period=self.f.period(period),
            start=period.start,
            end=period.end,
            is_running=bool(series and series.is_running),
            is_disputed=bool(of_measure(self.results, it, period)),
            kind=traits.kind,
            unit=traits.unit or "",
            direction=traits.direction,
            method=method_key(method),
            method_title=shipped.methods(self.f.lang).get(method.id, method).title,
            over_time=traits.over_time.value,
            value=_number(found and found.actual),
            target=_number(found and found.target),
            attainment=found.raw if found else None,
        )


def _number(value: object) -> Decimal | None:
    return Decimal(value) if isinstance(value, Decimal) else None
