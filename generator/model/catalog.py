"""Everything that was read, with the questions that checks and computation ask of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from functools import cached_property
from typing import Any, cast
from zoneinfo import ZoneInfo

from generator.addresses import reserved_codes
from generator.model.base import Model, parts
from generator.model.element import PLAN, Element, Level, elements_of, levels_of
from generator.model.held import Held
from generator.model.history import MovedFigure
from generator.model.indicator import Indicator, Traits
from generator.model.measure import Measure, ResultEntry
from generator.model.method import Bands, Method
from generator.model.money import BudgetLine
from generator.model.own_page import OwnPage
from generator.model.plan import LevelName, OwnElement, Plan, Strategy
from generator.model.profile import Profile
from generator.model.published import Published
from generator.model.region import RegionList
from generator.model.reports import Amendment, CalendarEntry, Recommendation, ResultsFile
from generator.model.schemes import SCHEMES, Scheme
from generator.model.site import DEFAULT_LANGUAGE, Site
from generator.model.source import Document, Source, Term, Unit, cite
from generator.model.source_file import SourceFile
from generator.reference import REGION, time_zone, time_zones

__all__ = ["PLAN", "Catalog", "Element", "Level", "MeasureUse", "PlanFolder", "cite"]

_UNKNOWN = Method(id="unknown", title="unknown")
"""What stands for a method that is not there, under the name that was written."""

RESERVED_CODES = frozenset({PLAN, "index.html", "readme", "presupuesto"}) | reserved_codes()
"""Names that a plan's address uses for pages of its own, so no element can have them."""


@dataclass(frozen=True, slots=True)
class MeasureUse:
    """A measure with its identity, its element and how its values are read."""

    id: str
    element: Element
    measure: Measure
    traits: Traits
    indicator: Indicator | None
    region_list: RegionList = field(repr=False, compare=False)

    @property
    def source(self) -> Source | None:
        """The citation of the measure's targets."""
        return cite(self.measure.source, *self.element.sources)


def measure_id(measure: Measure, element_code: str) -> str:
    """The name results use: ``id``, else the indicator, else the element's code."""
    return measure.id or measure.indicator or element_code


@dataclass(frozen=True)
class PlanFolder:
    """A folder of ``content/plans/``: the plan and the files beside it."""

    id: str
    plan: Plan
    strategies: tuple[Strategy, ...] = ()
    own_elements: tuple[OwnElement, ...] = ()
    """Its parts, where it declares levels of its own."""
    results: tuple[ResultsFile, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    published: tuple[Published, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    calendar: tuple[CalendarEntry, ...] = ()
    region_list: RegionList = field(default_factory=RegionList, repr=False, compare=False)
    complete: bool = True
    """False where a file of the folder could not be read."""

    @property
    def written(self) -> tuple[object, ...]:
        """Everything that stands in the folder's files."""
        beside = (self.amendments, self.published, self.recommendations, self.calendar)
        return (self.plan, self.strategies, self.own_elements, self.results, *beside)

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """Its levels from the top, the plan itself among them."""
        return levels_of(self.plan)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """The plan and its parts, as the plan orders them."""
        return elements_of(self.plan, self.strategies, self.own_elements)

    def level(self, code: str) -> Level | None:
        """The level that files call so."""
        return next((level for level in self.levels if level.code == code), None)

    def name_of(self, level: Level) -> LevelName:
        """How the plan calls a level below it."""
        names = self.plan.levels
        if isinstance(names, tuple):
            return names[max(level.depth, 1) - 1]
        if level == Level.OBJECTIVE:
            return names.objective
        return names.strategy if level == Level.STRATEGY else names.activity or names.strategy

    @cached_property
    def _alike(self) -> dict[str, tuple[str, ...]]:
        """Full names by the code alone, where the plan declares levels of its own."""
        found: dict[str, tuple[str, ...]] = {}
        for element in self.elements[1:] if self.plan.own_levels else ():
            names = (*found.get(element.printed, ()), element.code)
            found[element.printed] = tuple(dict.fromkeys(names))
        return found

    def meant_by(self, name: str) -> tuple[str, ...]:
        """Full names of the elements that a code alone may mean; none where a measure has it."""
        return () if name in self.measure_names else self._alike.get(name, ())

    def full_name(self, name: str) -> str:
        """The full name of the only element that has a code; else the name itself."""
        found = self.meant_by(name)
        return found[0] if len(found) == 1 else name

    @cached_property
    def names(self) -> frozenset[str]:
        """What files may call an element, a code that several have among them."""
        return frozenset({*self.by_code, *self._alike})

    @cached_property
    def by_code(self) -> dict[str, Element]:
        """Elements by code (the first, where a code stands twice)."""
        found: dict[str, Element] = {}
        for element in self.elements:
            found.setdefault(element.code, element)
        return found

    def of_level(self, level: Level) -> Iterator[Element]:
        """The elements of one level, in order."""
        return (element for element in self.elements if element.level == level)

    @property
    def counted(self) -> Iterator[Element]:
        """The elements of the last level, which count once each, in order."""
        return (element for element in self.elements if element.level.is_counted)

    def children(self, code: str) -> Iterator[Element]:
        """The elements one level below ``code``, in order."""
        return iter(self._by_parent.get(code, ()))

    def above(self, element: Element) -> tuple[Element, ...]:
        """Everything above an element, each once, nearest first; the plan last."""
        found: dict[str, Element] = {}
        waiting = list(element.parents)
        while waiting:
            parent = self.by_code.get(waiting.pop(0))
            if parent is not None and parent.code not in found:
                found[parent.code] = parent
                waiting += parent.parents
        return tuple(found.values())

    def below(self, code: str) -> tuple[str, ...]:
        """Codes of everything below an element, each once."""
        if code not in self._below:
            found: dict[str, None] = {}
            for child in self.children(code):
                found |= dict.fromkeys([child.code, *self.below(child.code)])
            self._below[code] = tuple(found)
        return self._below[code]

    @cached_property
    def _below(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def _by_parent(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            for parent in dict.fromkeys(element.parents):
                found.setdefault(parent, []).append(element)
        order = {it.name: n for n, it in enumerate(self.own_elements)}
        for children in found.values() if order else ():  # one of two parents stands at the first
            children.sort(key=lambda it: (it.level.depth, order.get(it.code, 0)))
        return found

    @cached_property
    def written_measures(self) -> tuple[tuple[Element, Measure], ...]:
        """Every measure with its element, whether or not its sheet could be read."""
        return tuple((e, measure) for e in self.elements for measure in e.node.measures)

    @cached_property
    def measures_at(self) -> dict[str, tuple[tuple[str, Measure], ...]]:
        """Measures by the code of their element, each with its id."""
        found: dict[str, list[tuple[str, Measure]]] = {}
        for element, measure in self.written_measures:
            own = measure_id(measure, element.code), measure
            found.setdefault(element.code, []).append(own)
        return {code: tuple(measures) for code, measures in found.items()}

    @cached_property
    def measure_names(self) -> frozenset[str]:
        """The names that results and amendments may use."""
        return frozenset(measure_id(m, element.code) for element, m in self.written_measures)

    @property
    def reported(self) -> Iterator[tuple[ResultsFile, str, ResultEntry]]:
        """Every result with its file and the measure that it names."""
        return ((it, name, entry) for it in self.results for name, entry in it.results.items())

    def moved_figures(self, amendment: Amendment) -> Iterator[MovedFigure]:
        """The figures that an amendment says it moved; regions by their codes."""
        for moved in amendment.moved_figures():
            is_region = self.dimensions.get(moved.measure, REGION) == REGION
            member = self.region_list.code(moved.member) if is_region and moved.member else ""
            yield replace(moved, member=member or moved.member)

    @cached_property
    def dimensions(self) -> dict[str, str | None]:
        """The dimension of each measure."""
        return {measure_id(m, element.code): m.by for element, m in self.written_measures}

    def budget(self) -> Iterator[tuple[Element, BudgetLine]]:
        """Every amount with the element it stands at."""
        return ((element, line) for element in self.elements for line in element.node.budget)


@dataclass(frozen=True)
class Catalog:
    """The whole content. ``broken`` names the files that could not be read."""

    site: Site | None = None
    units: dict[str, Unit] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    glossary: tuple[Term, ...] = ()
    indicators: dict[str, Indicator] = field(default_factory=dict)
    plans: dict[str, PlanFolder] = field(default_factory=dict)
    methods: dict[str, Method] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    registers: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    """Entries of the lists that all plans share, as written, doubles included."""
    region_list: RegionList = field(default_factory=RegionList)
    pages: tuple[OwnPage, ...] = ()
    """What the portal tells in words of its own."""
    sources: tuple[SourceFile, ...] = ()
    broken: frozenset[str] = frozenset()
    held: tuple[Held, ...] = ()

    @cached_property
    def models(self) -> dict[type[Model], list[Model]]:
        """Every model of the content by its type: one walk serves all rules."""
        registers = tuple(self.registers.values())
        folders = tuple(folder.written for folder in self.plans.values())
        alone = (self.site, self.region_list.file, registers, self.glossary, self.indicators)
        found: dict[type[Model], list[Model]] = {}
        for model in parts((*alone, folders)):
            found.setdefault(type(model), []).append(model)
        return found

    def measures(self, plan: str) -> tuple[MeasureUse, ...]:
        """Measures of a plan whose sheet could be read, in the order of its elements."""
        if ("measures", plan) not in self.derived:
            self.derived["measures", plan] = tuple(self._uses(self.plans[plan]))
        return cast("tuple[MeasureUse, ...]", self.derived["measures", plan])

    def reported(
        self, plan: str, asked: Callable[[MeasureUse], bool] | None = None
    ) -> Iterator[tuple[MeasureUse, ResultsFile, ResultEntry]]:
        """Every result of a plan (of some measures) with its measure; one of none is a finding."""
        known = {use.id: use for use in self.measures(plan) if asked is None or asked(use)}
        for file in self.plans[plan].results if known else ():
            for name, entry in file.results.items():
                if use := known.get(name):
                    yield use, file, entry

    @cached_property
    def derived(self) -> dict[tuple[str, str], Any]:
        """What was asked for of plans and made once, by what it is and the plan."""
        return {}

    def _uses(self, folder: PlanFolder) -> Iterator[MeasureUse]:
        for element in folder.elements:
            for measure in element.node.measures:
                sheet = self.indicators.get(measure.indicator or "")
                traits: Traits | None = sheet
                if sheet is None:
                    node = element.node
                    traits = measure.own_traits(node.title, getattr(node, "short", None))
                if traits is not None:
                    traits = traits.in_language(folder.plan.language)
                    name = measure_id(measure, element.code)
                    yield MeasureUse(name, element, measure, traits, sheet, folder.region_list)

    @property
    def language(self) -> str:
        """In which the portal speaks to its readers."""
        return self.site.language if self.site else DEFAULT_LANGUAGE

    def method(self, plan: str) -> Method:
        """The method that a plan names; the rules of avance tipo I where there is none."""
        name = self.plans[plan].plan.method
        return self.methods.get(name) or _UNKNOWN.model_copy(update={"id": name, "title": name})

    def bands(self, plan: str) -> Bands | None:
        """Thresholds that hold for a plan: its own, else its method's, else the portal's."""
        own = self.plans[plan].plan.bands or self.method(plan).bands
        return own or (self.site.bands if self.site else None)

    @cached_property
    def schemes(self) -> dict[str, Scheme]:
        """Schemes of external codes: those that every portal knows, and its own."""
        return {**SCHEMES, **(self.site.schemes if self.site else {})}

    @property
    def zone(self) -> tzinfo:
        """Where the days of the portal begin: ``timezone:``, else at its country's capital."""
        site = self.site
        name = site.timezone or time_zone(site.region or "") if site else ""
        return ZoneInfo(name) if name in time_zones() else UTC

    @property
    def regions(self) -> dict[str, str]:
        """Regions of the portal, code to name, in the order of their list."""
        return self.region_list.names

    @cached_property
    def contributors(self) -> dict[tuple[str, str], tuple[tuple[str, Element], ...]]:
        """What contributes to an element: plan and element, by the plan and code they name."""
        found: dict[tuple[str, str], list[tuple[str, Element]]] = {}
        for name, folder in self.plans.items():
            for element in folder.elements:
                for link in element.node.contributes_to:
                    if link.plan is not None:
                        other = self.plans.get(link.plan)
                        code = link.code or PLAN
                        key = link.plan, other.full_name(code) if other else code
                        found.setdefault(key, []).append((name, element))
        return {key: tuple(elements) for key, elements in found.items()}

    def currency(self, plan: str) -> str | None:
        """Currency of a plan's amounts that name none (ISO 4217); else that of its first."""
        own = self.plans[plan].plan.currency or (self.site.currency if self.site else None)
        printed = (it.currency for _, it in self.plans[plan].budget() if it.currency)
        return own or next(printed, None)
