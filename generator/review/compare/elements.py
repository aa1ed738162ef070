"""The tree of a plan: what came, went, moved, or has another code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Any

from generator.model.catalog import Catalog, Element, Level, MeasureUse, PlanFolder, measure_id
from generator.model.indicator import Indicator, Traits
from generator.model.measure import Measure
from generator.model.plan import Part, Plan, Strategy
from generator.model.region import RegionList
from generator.problems import Place
from generator.review.changes import Change, ChangeKind, CodeChange, PeriodValue, WholeChange
from generator.review.compare.fields import Changed, field_changes, renamed

Node = Plan | Part


@dataclass(frozen=True)
class PlanPair:
    """A plan on both sides, with the codes that only changed their name."""

    id: str
    base: PlanFolder
    head: PlanFolder
    catalogs: tuple[Catalog, Catalog]
    sheets: Mapping[str, str] = field(default_factory=dict)
    """Sheets that have another id in HEAD."""

    @cached_property
    def codes(self) -> dict[str, str]:
        """Code in HEAD of every element of BASE whose code changed and nothing else."""
        found: dict[str, str] = {}
        for level in self.head.levels[1:]:
            sides = self.base.of_level(level), self.head.of_level(level)
            gone = {e.code: e for e in sides[0] if e.code not in self.head.by_code}
            fresh = {e.code: e for e in sides[1] if e.code not in self.base.by_code}
            title = attrgetter("node.title")
            found |= renamed(gone, fresh, title, _is_equal, _is_alike)
        return found

    @cached_property
    def names(self) -> dict[str, str]:
        """What pages call the elements on levels of its own, those that are gone among them."""
        both = (*self.base.elements, *self.head.elements)
        return {it.code: it.called for it in both if it.level.is_own}

    @cached_property
    def has_same_regions(self) -> bool:
        """Whether figures that nobody touched are of the same regions."""
        return self.base.region_list.means_the_same(self.head.region_list)

    @cached_property
    def base_elements(self) -> dict[str, Element]:
        """Elements of BASE by the code that they have, or would have, in HEAD."""
        return {self.code(element.code): element for element in self.base.elements}

    def code(self, code: str) -> str:
        """What an element of BASE is called in HEAD."""
        return self.codes.get(code, code)

    def subject(self, element: Element) -> Changed:
        """The element a change is of, named as in HEAD."""
        return Changed(self.id, self.code(element.code), element.node.title)

    @cached_property
    def measures(self) -> tuple[dict[str, Use], dict[str, Use]]:
        """Measures by id on both sides; those of BASE under the id they have in HEAD."""
        base = _uses(self.base, self.catalogs[0], self.codes, self.sheets)
        head = _uses(self.head, self.catalogs[1], {}, {})
        gone = {name: use for name, use in base.items() if name not in head}
        fresh = {name: use for name, use in head.items() if name not in base}
        for old, new in renamed(gone, fresh, attrgetter("at"), _are_alike).items():
            base[new] = base.pop(old)
        return base, head

    @cached_property
    def measure_ids(self) -> dict[str, str]:
        """Id in HEAD by id in BASE, of every measure of BASE."""
        return {use.id: name for name, use in self.measures[0].items()}


@dataclass(frozen=True, slots=True)
class Use:
    """A measure at its element; ``use`` is None where its sheet could not be read."""

    id: str
    element: Element
    measure: Measure
    use: MeasureUse | None
    at: str
    """Code of its element, as it is called in HEAD."""
    region_list: RegionList

    @property
    def traits(self) -> Traits | None:
        """How its values are read."""
        return self.use.traits if self.use else None

    @property
    def sheet(self) -> Indicator | None:
        """The sheet that it cites."""
        return self.use.indicator if self.use else None

    @property
    def unit(self) -> str | None:
        """The unit of its values."""
        return self.traits.unit if self.traits else self.measure.unit

    @property
    def reading(self) -> dict[str, Any]:
        """How its values are shown: their unit, and whether they are percentages."""
        percent = self.traits is not None and self.traits.kind.traits.in_percent
        return {"unit": self.unit, "in_percent": percent}

    def subject(self, plan: str, name: str) -> Changed:
        """The measure a change is of, named as in HEAD."""
        return Changed(plan, self.at, self.element.node.title, name)


def _uses(
    folder: PlanFolder, catalog: Catalog, codes: Mapping[str, str], sheets: Mapping[str, str]
) -> dict[str, Use]:
    read = {(use.element.code, id(use.measure)): use for use in catalog.measures(folder.id)}
    found: dict[str, Use] = {}
    for element, measure in folder.written_measures:
        at = codes.get(element.code, element.code)
        sheet = measure.indicator
        name = measure.id or (sheets.get(sheet, sheet) if sheet else None) or at
        own = measure_id(measure, element.code)
        use = read.get((element.code, id(measure)))
        found.setdefault(name, Use(own, element, measure, use, at, folder.region_list))
    return found


def _are_alike(old: Use, new: Use) -> bool:
    """Whether two measures of one element differ in their id only."""
    was, now = old.measure, new.measure
    return bool(now.targets) and (was.targets, was.unit) == (now.targets, now.unit)


def _is_equal(old: Element, new: Element) -> bool:
    """Whether everything but the code is the same."""
    one, other = ({**it.node.__dict__, "code": ""} for it in (old, new))
    return type(old.node) is type(new.node) and one == other


def _is_alike(old: Element, new: Element) -> bool:
    """Whether, under the same title, the targets or the activities are the same."""
    return _core(old.node) == _core(new.node) != ([], [])


def _core(node: Node) -> tuple[list[object], list[object]]:
    """Targets and the titles of activities, whose codes may change with that of their strategy."""
    activities = node.activities if isinstance(node, Strategy) else ()
    return [m.targets for m in node.measures], [activity.title for activity in activities]


def element_changes(pair: PlanPair) -> Iterator[Change]:
    """Elements that came, went, moved or have another code, and their fields."""
    for element in pair.head.elements:
        old = pair.base_elements.get(element.code)
        subject = pair.subject(element)
        if old is None:
            added = kind_of(element, "ADDED")
            yield _whole(added, subject, element.node, pair.head.region_list)
            continue
        if old.code != element.code:
            codes, place = (old.code, element.code), element.node.place_of("code")
            what = "element" if element.level.is_own else element.level.code
            yield recoded(subject, what, codes, place)
        yield from _relocation(pair, subject, old, element)
        if type(old.node) is type(element.node):
            yield from field_changes(subject, old.node, element.node)
    for code, element in pair.base_elements.items():
        if code not in pair.head.by_code:
            kind = kind_of(element, "REMOVED")
            yield _whole(kind, pair.subject(element), element.node, pair.base.region_list)


def kind_of(element: Element, what: str) -> ChangeKind:
    """What it is that an element of its level came, went or moved."""
    return ChangeKind[f"{'ELEMENT' if element.level.is_own else element.level.code.upper()}_{what}"]


def recoded(subject: Changed, what: str, codes: tuple[str, str], place: Place) -> Change:
    """The same thing under another code; ``what`` says which sort of thing it is."""
    about = {**subject.about, "before": codes[0], "after": codes[1]}
    return CodeChange(kind=ChangeKind.CODE_CHANGED, **about, what=what, place=place)


def _relocation(pair: PlanPair, subject: Changed, old: Element, new: Element) -> Iterator[Change]:
    before = tuple(pair.code(code) for code in old.parents)
    if set(before) == set(new.parents):
        return
    key = {Level.STRATEGY: "objective", Level.ACTIVITY: "code"}.get(new.level, "parent")
    place, kind = new.node.place_of(key), kind_of(new, "MOVED")
    yield Change(kind=kind, **subject.about, before=before, after=new.parents, place=place)


def _whole(kind: ChangeKind, subject: Changed, node: Node, regions: RegionList) -> Change:
    """An element with what it had, in counts; the targets of its own measures."""
    activities = node.activities if isinstance(node, Strategy) else ()
    return WholeChange(
        kind=kind,
        **subject.about,
        targets=tuple(it for measure in node.measures for it in figures_of(measure, regions)),
        n_measures=len(node.measures),
        n_activities=len(activities),
        n_budgets=len(node.budget),
        unit=node.measures[0].unit if len(node.measures) == 1 else None,
        place=node.place_of(),
    )


def figures_of(measure: Measure, regions: RegionList) -> list[PeriodValue]:
    """Targets in the order of periods."""
    return [PeriodValue(*values) for values in measure.values(regions)]
