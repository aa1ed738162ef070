"""The plan of the next period: structure and indicators of the one before, without its figures."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.addresses import in_language
from generator.author.codes import free_name
from generator.author.draft import Content, field, in_file, remark, typed
from generator.author.elements import rounds_of
from generator.load.splice import Put
from generator.load.yaml_write import as_read, entry, key_text
from generator.model.catalog import PlanFolder
from generator.model.period import Period, Span
from generator.model.scalars import State
from generator.paths import ELEMENT, address
from generator.problems import msg

_OF_PLAN = (
    *("entity", "kind", "profile", "year_starts", "frequency", "grace_days", "levels"),
    *("responsible", "method", "bands", "currency", "funding_sources", "language"),
)
_OF_PART = (
    *("level", "code", "parent", "objective", "title", "short", "purpose", "description"),
    *("responsible", "executing_unit", "region", "contributes_to"),
)
_OF_MEASURE = (
    *(
        "id",
        "indicator",
        "name",
        "short",
        "purpose",
        "unit",
        "kind",
        "direction",
        "strict",
        "over_time",
        "across",
    ),
    *("decimals", "zero_is_target", "over_100", "tolerance", "by", "responsible", "codes"),
)
_OF_LINK = ("plan", "document", "code", "label", "title")
"""What is carried over; all else is of the old period or of its document."""


@dataclass(frozen=True, slots=True)
class NextPlan:
    """A plan that goes on with another."""

    id: str
    title: str
    period: object
    span: Span
    document: str = ""


def next_span(span: Span) -> Span:
    """As many years as before, right after them."""
    years, first, last = span.first.years, span.first.start.year, span.last.start.year
    n = last - first + 1
    ends = (years.label(it + n) for it in (first, last))
    return Span(*(Period.parse(it, years) for it in ends))


def renamed(text: str, old: Span, new: Span) -> str:
    """A name with the years of the new period: ``poi-2025`` of ``poi-2024`` or of ``FY2024``."""
    years = {old.last.text: new.last.text, old.first.text: new.first.text}
    forms = {form(it): form(to) for it, to in years.items() for form in (_bare, str, str.lower)}
    found = re.compile("|".join(map(re.escape, sorted(forms, key=len, reverse=True))))
    return found.sub(lambda it: forms[it[0]], text)


def _bare(label: str) -> str:
    return label.removeprefix("FY")


def name_of_next(folder: PlanFolder, new: Span, taken: Container[str]) -> str:
    """The name of its folder: that of the old one with the new years in it, or behind it."""
    name = renamed(folder.id, folder.plan.span, new)
    years = "-".join(dict.fromkeys((new.first.text.lower(), new.last.text.lower())))
    return free_name(name if name != folder.id else f"{name}-{years}", taken)


def years_later(period: Period, later: int) -> Period:
    """The period as many years later. Raises ValueError where there is none: a 29th of February."""
    years, label = period.years, Period.of_year(period.year).text
    if period.text.startswith(label) and not years.are_calendar:
        first = years.first_of(label) or period.start.year
        return Period.parse(years.label(first + later) + period.text[len(label) :], years)
    return Period.parse(f"{int(period.text[:4]) + later:04}{period.text[4:]}", years)


def next_plan(content: Content, folder: PlanFolder, new: NextPlan) -> dict[str, bytes]:
    """The files of the new plan, and site.yml where it has to name the old codes.

    Raises SpliceError.
    """
    drafts = _Drafts(content, folder, new)
    own = content.file_of(folder.plan)
    files = {f"plans/{new.id}/plan.yml": in_file(drafts.plan(content.tree(own)))}
    for part in (*folder.strategies, *folder.own_elements):
        path = content.file_of(part)
        place = f"plans/{new.id}/{path.split('/', 2)[2]}"
        files[place] = in_file(drafts.part_file(content.tree(path)))
    if drafts.has_codes and folder.id not in content.catalog.schemes:
        files["site.yml"] = content.spliced("site.yml", _scheme(content, folder))
    return files


def _scheme(content: Content, folder: PlanFolder) -> Put:
    """What the old codes are of, with the address of their pages."""
    scheme = {"name": content.f.t("Code in «{plan}»", plan=folder.plan.name)}
    url = content.catalog.site.url if content.catalog.site else None
    if url and not folder.plan.own_levels:
        page = address(in_language(ELEMENT(folder.id, "CODE"), content.catalog.language))
        scheme["url"] = f"{url.rstrip('/')}/{page}".replace("/CODE/", "/{code}/")
    return Put(("schemes", folder.id), scheme)


@dataclass
class _Drafts:
    content: Content
    folder: PlanFolder
    new: NextPlan
    has_codes: bool = False

    def plan(self, old: Mapping[str, Any]) -> Iterator[str]:
        f, plan = self.content.f, self.folder.plan
        yield from remark(f.t(_HEAD, plan=plan.name))
        yield from field("title", self.new.title)
        if plan.short_title:
            short = renamed(plan.short_title, plan.span, self.new.span)
            yield from field("short_title", short)
        yield from field("period", self.new.period)
        yield from _fields(old, _OF_PLAN)
        yield from field("state", "draft", f.t("once it is approved: in-force, with «approval»"))
        yield from self.content.source(self.new.document)
        yield from self.measures(old)
        if objectives := old.get("objectives"):
            yield "objectives:"
            yield from self.items(objectives)

    def part_file(self, old: Mapping[str, Any]) -> Iterator[str]:
        said = "{code} {title}: {plan}."
        values = {"code": old["code"], "title": old["title"], "plan": self.new.title}
        yield from remark(said.format_map({k: " ".join(str(v).split()) for k, v in values.items()}))
        yield from self.part(old)

    def items(self, parts: Iterable[Any]) -> Iterator[str]:
        for part in parts:
            first, *others = self.part(part)
            yield f"  - {first}"
            yield from (f"    {line}" for line in others)

    def part(self, old: Mapping[str, Any]) -> Iterator[str]:
        yield from _fields(old, _OF_PART)
        self.has_codes = True
        codes = {**(old.get("codes") or {}), self.folder.id: str(old["code"])}
        yield from entry("codes:", as_read(codes))
        yield from self.measures(old)
        if activities := old.get("activities"):
            yield "activities:"
            yield from self.items(activities)

    def measures(self, old: Mapping[str, Any]) -> Iterator[str]:
        f = self.content.f
        kept = [it for it in old.get("measures") or () if "discontinued" not in it]
        if not kept:
            return
        yield "measures:"
        for measure in kept:
            empty = dict.fromkeys(self.periods(measure), State.NOT_PROGRAMMED)
            targets = field("targets", empty, f.t("to fill in"))
            first, *others = (*_fields(measure, _OF_MEASURE), *targets)
            yield f"  - {first}"
            yield from (f"    {line}" for line in others)

    def periods(self, measure: Mapping[str, Any]) -> list[object]:
        """Those of the old targets, as many years later; the first round where none fits."""
        years, span = self.folder.plan.years, self.new.span
        later = span.first.start.year - self.folder.plan.span.first.start.year
        found = []
        for key in measure.get("targets") or ():
            try:
                period = years_later(Period.parse(str(key), years), later)
            except ValueError:
                continue
            found += [typed(period.text)] if period.within(span) else []
        return found or [typed(rounds_of(self.folder, span.first)[0].text)]


_HEAD = msg(
    "It goes on with «{plan}»: its parts and indicators, with their old codes under «codes». "
    "Targets are to be filled in; amounts, sources and what the old document tells are left out."
)


def _fields(old: Mapping[str, Any], names: Iterable[str]) -> Iterator[str]:
    """What is carried over of something, in the order of its fields."""
    for name in names:
        value = old.get(name)
        if name == "contributes_to" and value:
            value = [{key: it[key] for key in _OF_LINK if key in it} for it in value]
        if value is not None:
            yield from entry(f"{key_text(name)}:", as_read(value))
