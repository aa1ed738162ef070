"""A plan from a file of IATI: checked in memory before a byte is written, what is lost named."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from generator.author.codes import free_name
from generator.author.draft import Content
from generator.author.plans import METHOD
from generator.author.sourced import Imported, already_there, without_errors
from generator.model.period import Granularity
from generator.model.scalars import is_code, is_id, plain_scalar, slug
from generator.model.years import DECEMBER, JANUARY, Years
from generator.problems import Problem, error, in_order, msg
from generator.standards.drafting import At, StandardsDraft, Tree, day_of, mapping_in, period_of
from generator.standards.import_activity import about, regions_in, responsible_in
from generator.standards.import_measures import Measures
from generator.standards.reading import XmlNode, read_xml

_PLAN_KEYS = {"id", "period", "year_starts", "kind", "frequency", "levels"}
_ACTIVITY, _RESULT = "activity", "result"
_LEVELS = (
    (_ACTIVITY, msg("Activity"), msg("Activities")),
    (_RESULT, msg("Result"), msg("Results")),
)
"""Of a file of others, which are written as levels of the plan."""
_TAKEN = ("iati-identifier", "activity-status", "activity-date", "reporting-org")
_ENDS = ("3", "4", "end")
"""Types of the last day, planned or actual; in words before IATI 2."""
_USUAL = ("objective", "strategy", "activity")
_MONTHS = {str(n): n for n in range(JANUARY, DECEMBER + 1)}
_YEAR = 364
"""Days from the first to the last of a year."""


def imported(
    content: Content, path: str, data: bytes, name: str
) -> Imported[StandardsDraft] | list[Problem]:
    """The plan of a file, without what the check refuses; only what is wrong where none can be."""
    top = read_xml(path, data)
    if isinstance(top, Problem):
        return [top]
    name = name or _id_of(_activities(top))
    if wrong := _refusal(content, top, name):
        return [wrong]

    def drafted(refused: frozenset[Any]) -> StandardsDraft:
        draft, top = StandardsDraft(content, name, refused), read_xml(path, data)
        assert isinstance(top, XmlNode)  # noqa: S101  # it was read above
        _Plan(draft, _activities(top)).write(path)
        draft.lost = Counter(top.lost())
        return draft

    draft, told, errors = without_errors(content, drafted, lambda place: place)
    if not any(draft.dates) and not draft.periods:
        what = msg("it has no dates, and a plan needs its years")
        return [error("iati-file", top.place, what, _WITH_DATES)]
    problems = in_order([*told, *draft.problems])
    left = [replace(it, place=draft.source_of(it.place) or it.place, fix=None) for it in errors]
    return Imported(draft, problems, left)


def _activities(top: XmlNode) -> list[XmlNode]:
    return [top] if top.name == "iati-activity" else top.all("iati-activity")


def _id_of(activities: list[XmlNode]) -> str:
    """The name that the file has for it, else made of its first title."""
    known = (mapping_in(it.get("avance:plan"), {"id"}).get("id") for it in activities)
    own = next((str(it) for it in known if it), "")
    titles = (n.text for it in activities for t in it.all("title") for n in (*t.children, t))
    return own if is_id(own) else slug(next(filter(None, titles), ""))[:40].strip("-")


def _refusal(content: Content, top: XmlNode, name: str) -> Problem | None:
    if not _activities(top):
        what = msg("it has no activity of IATI (iati-activity)")
        return error("iati-file", top.place, what, msg("give a file of activities of IATI 2"))
    if not is_id(name):
        what = msg("«{name}» cannot be an id", name=name)
        return error("iati-file", top.place, what, msg("write the id of the plan after the file"))
    if there := already_there(content, name):
        return error("iati-file", top.place, *there)
    return None


class _Plan:
    """The elements of a plan, from the activities of a file."""

    def __init__(self, draft: StandardsDraft, activities: list[XmlNode]) -> None:
        self.draft, self.activities = draft, activities
        self.ids = {_identifier(it): it for it in activities}
        above = {id(it): self._above(it) for it in activities}
        roots = [it for it in activities if not above[id(it)]]
        self.top = roots[0] if len(roots) == 1 else None
        self.above = above
        self.head = mapping_in((self.top or activities[0]).get("avance:plan"), _PLAN_KEYS)
        levels = self.head.get("levels")
        self.is_usual = isinstance(levels, dict)
        self.draft.is_own = self.is_usual or isinstance(levels, list)
        if self.top and not self.draft.is_own and len(activities) > 1 and self.top.has("result"):
            self.top = None  # its results stand beside those of the others
        own = [it for it in levels if isinstance(it, dict)] if levels and not self.is_usual else []
        codes = [str(it.get("code", "")) for it in own]
        self.levels = list(_USUAL) if self.is_usual else [*filter(is_id, codes)] or [_ACTIVITY]
        draft.dates = self._dates()
        draft.currency = (self.top or activities[0]).get("default-currency")
        draft.years = self._years()
        self.codes: dict[int, tuple[str, str]] = {}
        self.trees: dict[tuple[str, str], Tree] = {}

    def _above(self, node: XmlNode) -> list[XmlNode]:
        told = [it for it in node.children if it.name == "related-activity"]
        known = [self.ids.get(it.get("ref"), node) for it in told if it.get("type") == "1"]
        return [it for it in known if it is not node]

    def _dates(self) -> tuple[Any, Any]:
        """First and last day, planned or actual."""
        found: list[list[Any]] = [[], []]
        for node in [self.top] if self.top else self.activities:
            for it in node.all("activity-date"):
                if day := day_of(it):
                    found[it.get("type").startswith(_ENDS)].append(day)
        return min(found[0], default=None), max(found[1], default=None)

    def _years(self) -> Years:
        """As the file of ours says, else as most of its periods of twelve months begin."""
        if self.draft.is_own:
            starts = str(getattr(it := self.head.get("year_starts", 1), "text", it))
            first = str(self.head.get("period", {}))
            return Years(_MONTHS.get(starts, JANUARY), "FY" in first)
        seen: Counter[int] = Counter()
        for activity in self.activities:
            for period in _within(activity, "period"):
                ends = {it.name: day_of(it) for it in period.children}
                start, end = ends.get("period-start"), ends.get("period-end")
                if start and end and period_of(start, end, Years(start.month)):
                    seen[start.month] += (end - start).days >= _YEAR
        return Years(seen.most_common(1)[0][0] if seen.total() else 1)

    def write(self, path: str) -> None:
        """All files of the plan."""
        draft = self.draft
        for n, node in enumerate(self.activities, 1):
            if node is not self.top:
                self._code(node, n)
        top = self._element(self.top) if self.top else {}
        for node in self.activities:
            if node is not self.top:
                self.trees[self.codes[id(node)]] |= self._element(node)
        base = f"plans/{draft.plan}"
        plan = self._head(top, path)
        if self.is_usual:
            plan["objectives"] = self._usual(base)
        else:
            for (level, code), tree in self.trees.items():
                draft.put(f"{base}/elements/{level}/{code}.yml", tree, str(code))
        draft.put_plan(draft.plan, plan, path)

    def _code(self, node: XmlNode, n: int) -> None:
        """A code of its own: as ours said it, or as the publisher calls it, else a number."""
        level = node.get("avance:level") if self.draft.is_own else _ACTIVITY
        level = level if level in self.levels else self.levels[-1]
        known = [it.get("ref") for it in node.matching("other-identifier", "type", "A1")]
        code = next(filter(is_code, (node.get("avance:code"), *known)), f"A{n}")
        taken = {own for of, own in self.trees if of == level or self.is_usual}
        self.codes[id(node)] = key = (level, free_name(code, taken))
        self.trees[key] = {} if self.is_usual else {"level": level}
        self.trees[key]["code"] = At(key[1], node.place)

    def _element(self, node: XmlNode) -> Tree:
        """What is said of an activity; in a file of others its results are parts of their own."""
        draft = self.draft
        tree: Tree = {}
        names = [self.codes[id(it)] for it in self.above[id(node)] if it is not self.top]
        if names and self.draft.is_own:
            key = "objective" if self.is_usual else "parent"
            tree[key] = [code if self.is_usual else f"{level}/{code}" for level, code in names]
        title = draft.text(node, "title")
        if title or node is not self.top:
            tree["title"] = title or self.codes[id(node)][1]
        said = draft.text(node, "description")
        if said and (not title or said.value != title.value):
            tree["description" if node is not self.top else "summary"] = said
        for it in node.all(*_TAKEN, *(["related-activity"] if self.draft.is_own else [])):
            it.take()
        tree |= {**responsible_in(draft, node), **about(draft, node, is_top=node is self.top)}
        measures = Measures(draft, regions_in(draft, node))
        usual = "/".join(self.codes.get(id(node), ("plan",))[-1 if self.is_usual else 0 :])
        own: list[Tree] = []
        for result in node.all("result"):
            headed = draft.text(result, "title")
            made = own
            if not self.draft.is_own:
                made = self._part(node, result, headed)
            for indicator in result.all("indicator"):
                named = draft.text(indicator, "title") or headed or At(usual, indicator.place)
                made.append(measures.measure(indicator, result, named, usual))
        return tree | ({"measures": own} if own else {})

    def _part(self, node: XmlNode, result: XmlNode, title: At | None) -> list[Tree]:
        n = sum(level == _RESULT for level, _ in self.trees) + 1
        tree: Tree = {"level": _RESULT, "code": f"R{n}"}
        if node is not self.top:
            tree["parent"] = "/".join(self.codes[id(node)])
        tree["title"] = title or f"R{n}"
        if said := self.draft.text(result, "description"):
            tree["description"] = said
        made: list[Tree] = []
        tree["measures"] = made
        self.trees[_RESULT, f"R{n}"] = tree
        return made

    def _head(self, top: Tree, path: str) -> Tree:
        draft, site = self.draft, self.draft.content.catalog.site
        title = top.pop("title", None) or path.rpartition("/")[2].rpartition(".")[0]
        found: Tree = {"title": title, "entity": site.publisher if site else ""}
        lang = draft.content.catalog.language
        found |= {"kind": "strategic"} | ({"language": lang} if lang != "es" else {})
        years = {it.year for it in draft.periods}
        years |= {draft.years.number_at(day) for day in draft.dates if day}
        ends = (min(years), max(years)) if years else ()
        said = [plain_scalar(draft.years.label(it - draft.years.is_fy)) for it in ends]
        found["period"] = dict(zip(("from", "to"), said, strict=False))
        if not draft.years.are_calendar:
            found["year_starts"] = draft.years.starts
        lengths = {it.granularity for it in draft.periods} or {Granularity.YEAR}
        finest = max(lengths, key=list(Granularity).index)
        found |= {"method": METHOD, "frequency": str(finest)}
        t, known = draft.content.f.t, {_RESULT, *(level for level, _ in self.trees)}
        found["levels"] = [
            {"code": level, "singular": t(one), "plural": t(many)}
            for level, one, many in _LEVELS
            if level in known
        ]
        found |= {key: it for key, it in self.head.items() if key != "id"}
        return {**found, "state": "draft", **top}

    def _usual(self, base: str) -> list[Tree]:
        """The objectives; activities go into the tree of their strategy."""
        for (level, _), tree in self.trees.items():
            if level == "activity":
                above = next(iter(tree.pop("objective", [])), "")
                holder = self.trees.get(("strategy", above))
                if holder is not None:
                    holder.setdefault("activities", []).append(tree)
        first = next((code for level, code in self.trees if level == "objective"), "")
        for (level, code), tree in self.trees.items():
            if level == "strategy":
                known = [it for it in tree.get("objective", ()) if ("objective", it) in self.trees]
                self.draft.put(
                    f"{base}/strategies/{code}.yml", {**tree, "objective": known or [first]}, code
                )
            elif level == "objective":
                tree.pop("objective", None)
        return [tree for (level, _), tree in self.trees.items() if level == "objective"]


_WITH_DATES = msg("write activity-date in it, with the day on which it begins")


def _identifier(node: XmlNode) -> str:
    return next((it.text for it in node.children if it.name == "iati-identifier"), "")


def _within(node: XmlNode, name: str) -> list[XmlNode]:
    found = [node] if node.name == name else []
    return found + [it for child in node.children for it in _within(child, name)]
