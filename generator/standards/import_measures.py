"""Indicators of IATI as measures of a plan: targets, baselines and results by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.author.codes import free_name
from generator.load.words import WORDS
from generator.model.breakdown import TOTAL
from generator.model.catalog import RESERVED_CODES
from generator.model.indicator import Across, Direction, Kind, OverTime
from generator.model.period import Period
from generator.model.quantities import read_value
from generator.model.scalars import State, is_code, plain_scalar, slug
from generator.model.values import Words
from generator.output import given
from generator.problems import msg
from generator.reference import REGION
from generator.standards.drafting import (
    At,
    StandardsDraft,
    Tree,
    day_of,
    mapping_in,
    period_of,
    typed_or_text,
)
from generator.standards.iati_results import (
    LEVELS,
    MEASURES,
    OWN,
    SDG_INDICATOR,
    SDG_VOCABULARY,
    TRAITS,
    UNIT_OF,
)
from generator.standards.reading import XmlNode

_LEVELS = {code: level for level, code in LEVELS.items()}
_KINDS = {code: kind for kind, code in MEASURES.items()} | {"3": Kind.INDEX, "4": Kind.INDEX}
_MOST_CROSSED = 2
_LONGEST = 50


@dataclass(frozen=True, slots=True)
class _Row:
    """A baseline, a target or a result; without a period, of the whole term."""

    what: str
    period: Period | None
    parts: dict[str, At]
    """What it is of, by dimension."""
    node: XmlNode
    value: At | None
    comment: At | None


@dataclass
class Measures:
    """The measures of a plan, one indicator after the other."""

    draft: StandardsDraft
    regions: dict[str, str]
    """The region that a location is, by its reference."""

    def measure(self, node: XmlNode, result: XmlNode, title: At, usual: str) -> Tree:
        """An indicator put to use; its results go to the files of their periods."""
        own = mapping_in(node.get("avance:traits"), {*TRAITS, "by"})
        rows = list(self._rows(node))
        by = self._by(rows, own.pop("by", [] if own else None))
        name = self._name(node, title, usual)
        sdg = node.matching("reference", "vocabulary", SDG_VOCABULARY)
        codes = {SDG_INDICATOR: [At(it.get("code"), it.place) for it in sdg]}
        told = {it: self._figure(of, by) for it, of in _by_period(rows, "target").items()}
        total = told.pop(None, None)
        targets = {plain_scalar(it.text): value for it, value in told.items() if it and value}
        if not targets and (first := self._first(rows)):
            targets = {plain_scalar(first.text): State.NOT_PROGRAMMED}
        more = {
            "id": name if name != usual else "",
            "codes": codes if sdg else None,
            "by": by[0] if len(by) == 1 else by,
            "baseline": self._baseline([it for it in rows if it.what == "baseline"], by),
            "targets": targets,
            "total": total,
        }
        for period, of in _by_period(rows, "actual").items():
            self._result(period, of, by, name)
        return self._headed(node, result, title, own or self._traits(node, rows), rows) | given(
            more
        )

    def _rows(self, node: XmlNode) -> Iterator[_Row]:
        for it in node.all("baseline"):
            yield self._row(it, node, self._year(it))
        for period in node.all("period"):
            start, end = (day_of(period.one(name)) for name in ("period-start", "period-end"))
            text = period.get("avance:period")
            found = None
            if start and end and text != TOTAL:
                found = period_of(start, end, self.draft.years, text)
            is_whole = text == TOTAL or (not found and (start, end) == self.draft.dates)
            days = {"start": str(start or "?"), "end": str(end or "?")}
            for it in period.all("target", "actual"):
                if found or (is_whole and it.name == "target"):
                    yield self._row(it, node, found)
                else:
                    self.draft.leave(it, msg("no period has the days {start} to {end}", **days))

    def _first(self, rows: list[_Row]) -> Period | None:
        """A period of the plan, in which it is said that there is no target."""
        told = [it.period for it in rows if it.period and it.what == "actual"]
        years, day = self.draft.years, next(filter(None, self.draft.dates), None)
        if day and not told:
            return Period.parse(years.label(years.number_at(day) - years.is_fy), years)
        return min(told, default=None)

    def _year(self, node: XmlNode) -> Period | None:
        day, years = day_of(node), self.draft.years
        text = node.get("avance:period") or (
            years.label(int(y)) if (y := node.get("year")[:4]).isdecimal() else ""
        )
        try:
            return Period.parse(text or str(day), years)
        except ValueError:
            return None

    def _row(self, it: XmlNode, node: XmlNode, period: Period | None) -> _Row:
        """A figure as a file has it: percentages without their sign, text where there is none."""
        written, words = it.one("avance:value"), None
        parts = {
            _dimension(d.get("name")): At(d.get("value"), d.place) for d in it.all("dimension")
        }
        for place in it.all("location"):
            of = REGION if place.get("ref") in self.regions else "location"
            parts[of] = At(self.regions.get(place.get("ref"), place.get("ref")), place.place)
        parts = {of: at for of, at in parts.items() if str(at.value).casefold() != TOTAL}
        is_clear = all(at.value and at.source not in self.draft.refused for at in parts.values())
        if not is_clear:
            self.draft.leave(it, msg("it does not say of which part it is"))
        if it.name != "target" or written or not it.get("value"):
            words = self.draft.text(it, "comment")
        value: object = None
        if written is not None:
            value = typed_or_text(written.text)
        elif text := it.get("value"):
            value = self._read(it, text, node.get("measure"))
        elif words and node.get("measure") == MEASURES[Kind.TEXT]:
            value, words = words.value, None
        if period and it.name != "baseline":
            self.draft.periods.add(period)
        is_taken = value is not None and is_clear and it.place not in self.draft.refused
        at = At(value, it.place) if is_taken else None
        return _Row(it.name, period, parts, it, at, words)

    def _read(self, node: XmlNode, text: str, kind: str) -> object:
        """A value as it is written in a file; one that none can hold is named, with its remedy."""
        plain = plain_scalar(text.rstrip("% ") if kind == MEASURES[Kind.PERCENTAGE] else text)
        try:
            if isinstance(read_value(plain), Words) and kind != MEASURES[Kind.TEXT]:
                raise ValueError(text)  # noqa: TRY301
        except ValueError as failure:
            what, hint = WORDS.get(getattr(failure, "type", ""), (None, None))
            given = {"text": text, **(getattr(failure, "context", None) or {})}
            told = what.having(**given) if what else msg("«{text}» is no value", text=text)
            self.draft.leave(node, told, hint.having(**given) if hint else None)
            return None
        return plain

    def _by(self, rows: list[_Row], own: Any) -> list[str]:
        """The dimension, or the two, by which targets are told; else those that tell most."""
        if own is not None:
            return [str(it) for it in (own if isinstance(own, list) else [own])]
        seen = Counter(
            (it.what == "target", tuple(it.parts)) for it in rows if it.parts and it.value
        )
        fit = [it for it in seen if len(it[1]) <= _MOST_CROSSED]
        return list(max(fit, key=lambda it: (it[0], len(it[1]), seen[it]))[1]) if fit else []

    def _traits(self, node: XmlNode, rows: list[_Row]) -> Tree:
        """What can be told of values by what they are; IATI does not say how periods add up."""
        texts = [getattr(it.value.value, "text", "") for it in rows if it.value]
        usual = Kind.RATE if any("." in text or "-" in text for text in texts) else Kind.COUNT
        kind = _KINDS.get(node.get("measure"), usual)
        falls = node.get("ascending").lower() in {"0", "false"}
        direction = Direction.DECREASE if falls else Direction.INCREASE
        adds_up = node.get("aggregation-status").lower() in {"1", "true"}
        found: Tree = {
            "kind": str(kind),
            "direction": str(Direction.NONE if kind is Kind.TEXT else direction),
            "over_time": str(OverTime.LAST),
            "across": str(Across.SUM if adds_up else Across.NONE),
        }
        return found | ({"over_100": "allowed"} if kind is Kind.PERCENTAGE else {})

    def _name(self, node: XmlNode, title: At, usual: str) -> str:
        """What results call it: as the one who reports does, else by its title."""
        codes = [it.get("code") for it in node.matching("reference", "vocabulary", OWN)]
        tried = (it for it in codes if (is_code(it) or it == usual) and it not in self.draft.names)
        name = next(tried, "") or free_name(_short(str(title.value)), self.draft.names)
        self.draft.names.add(name)
        return name

    def _headed(
        self, node: XmlNode, result: XmlNode, title: At, traits: Tree, rows: list[_Row]
    ) -> Tree:
        """Its name and traits here or, where it has what only a sheet has, in a sheet."""
        level, about = _LEVELS.get(result.get("type")), self.draft.text(node, "description")
        unit = getattr(traits.get("unit"), "text", traits.get("unit"))
        if about and unit:  # what the export added
            said = self.draft.content.f.t(UNIT_OF, unit=unit)
            text = str(about.value).removesuffix(said).strip()
            about = At(text, about.source) if text else None
        if level is None and about is None:
            return {"name": title, **traits}
        taken = {*self.draft.content.catalog.indicators, *self.draft.sheets, *RESERVED_CODES}
        name = free_name(_short(str(title.value)), taken)
        sheet = {"name": title, "kind": "count", "direction": "increase", "over_time": "sum"}
        members: dict[str, list[str]] = {}
        for of, at in (pair for it in rows if it.value for pair in it.parts.items()):
            if of != REGION and str(at.value) not in members.setdefault(of, []):
                members[of].append(str(at.value))
        more = {"definition": about, "results_level": level, "dimensions": members or None}
        self.draft.sheets[name] = sheet | traits | given(more)
        return {"indicator": name}

    def _baseline(self, rows: list[_Row], by: list[str]) -> Tree | None:
        """The latest one; a measure has one alone."""
        dated = [it for it in rows if it.period]
        latest = max((it.period for it in dated if it.period), default=None)
        for it in rows:
            if it.period is None or it.period != latest:
                what = msg("an indicator has one baseline, and a later one is taken")
                self.draft.leave(it.node, what)
        kept = [it for it in dated if it.period == latest]
        told = self._figure(kept, by)
        if latest is None or told is None:
            return None
        note = next((it.comment for it in kept if it.comment), None)
        return given({"period": plain_scalar(latest.text), "value": told, "note": note})

    def _figure(self, rows: list[_Row], by: list[str]) -> Any:
        """The whole, or what each part is; None of nothing. What does not fit is named."""
        found: Tree = {}
        for it in rows:
            if it.value is None:
                if (
                    not it.node.get("value")
                    and all(p.value for p in it.parts.values())
                    and it.node.place not in self.draft.refused
                ):
                    self.draft.leave(it.node, msg("it has no value"))
                continue
            keys = [str(it.parts[of].value) if of in it.parts else TOTAL for of in by] or [TOTAL]
            inside = found
            for key in keys[:-1]:
                inside = inside.setdefault(key, {})
            if not set(it.parts) <= set(by):
                names = ", ".join(it.parts)
                what = msg("values of this indicator cannot be told by {names} too", names=names)
                self.draft.leave(it.node, what)
            elif keys[-1] in inside:
                self.draft.leave(it.node, msg("the same is told twice; the first is taken"))
            else:
                inside[keys[-1]] = it.value
        found = {key: it for key, it in found.items() if it}
        if isinstance(top := found.get(TOTAL), dict) and set(top) == {TOTAL}:
            found[TOTAL] = top[TOTAL]
        while isinstance(found, dict) and set(found) == {TOTAL}:
            found = found[TOTAL]
        return found or None

    def _result(self, period: Period | None, rows: list[_Row], by: list[str], name: str) -> None:
        """One report: the value by the dimensions of the targets, others beside it."""
        beside = [it for it in rows if len(it.parts) == 1 and not set(it.parts) <= set(by)]
        main = [it for it in rows if it not in beside]
        told = {str(it.comment.value): it.comment for it in rows if it.comment}
        words = At("; ".join(told), next(iter(told.values())).source) if told else None
        silent = [it for it in main if it.value is None and not it.parts and it.comment]
        value = self._figure([it for it in main if it not in silent], by)
        parts = {
            of: self._figure(own, [of])
            for of in {next(iter(it.parts)): None for it in beside}
            if (own := [it for it in beside if of in it.parts])
        }
        about = "note" if value is not None else "text"
        told_parts = parts if any(parts.values()) else None
        entry = given({"value": value, "breakdowns": told_parts, about: words})
        if period and entry.keys() - {"breakdowns"}:
            self.draft.results.setdefault(period.text, {})[name] = entry


def _dimension(name: str) -> str:
    return name if is_code(name) else slug(name) or "dimension"


def _by_period(rows: list[_Row], what: str) -> dict[Period | None, list[_Row]]:
    found: dict[Period | None, list[_Row]] = {}
    for it in rows:
        if it.what == what:
            found.setdefault(it.period, []).append(it)
    return found


def _short(text: str) -> str:
    return slug(text)[:_LONGEST].strip("-") or "indicator"
