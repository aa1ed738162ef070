"""Figures that can hardly be meant: slips of the scale, of the period, of the word for no value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator.model.catalog import Catalog, MeasureUse
from generator.model.combine import accumulate
from generator.model.indicator import Kind
from generator.model.measure import ResultEntry, ResultStatus
from generator.model.period import Granularity, Period
from generator.model.reports import ResultRole, ResultsFile
from generator.model.rounding import fits
from generator.model.scalars import State, slug
from generator.problems import Place, Problem, in_line, msg, warning

_SLIP = 100
"""How many times a value is its neighbours where the scale has slipped."""
_FACTORS = (100, 1000, 10_000, 100_000, 1_000_000)
Entries = dict[Period, tuple[ResultsFile, ResultEntry]]
"""The result of a measure in each period, with the file that reports it."""


_NOTED = msg("look it up; if the document says so, say it in «note»")
"""A finding of this room is gone where the author notes that it is meant."""


def _reported(catalog: Catalog) -> Iterator[tuple[MeasureUse, Entries]]:
    """Every measure with the results of its progress, in the order of the periods."""
    for name, folder in catalog.plans.items():
        files: dict[str, list[ResultsFile]] = {}
        for file in folder.results:
            if file.role is ResultRole.PROGRESS:
                for key in file.results:
                    files.setdefault(key, []).append(file)
        for use in catalog.measures(name):
            if use.id in files:
                yield use, {it.period: (it, it.results[use.id]) for it in files[use.id]}


def _place(use: MeasureUse, file: ResultsFile) -> Place:
    return file.place_of("results", use.id)


def _members(figure: Any) -> Mapping[str, Any]:
    return figure if isinstance(figure, dict) else {"": figure}


def check_results(catalog: Catalog) -> Iterator[Problem]:
    """scale-slip, year-against-parts, programmed-all-the-same: a result is as others say."""
    for use, entries in _reported(catalog):
        yield from _of_other_size(use, entries)
        yield from _of_other_year(use, entries)
        yield from _programmed(use, entries)


def _of_other_size(use: MeasureUse, entries: Entries) -> Iterator[Problem]:
    """A result is of the size of its target and of the other results."""
    for period, (file, entry) in entries.items():
        for member, value in _members(entry.value).items() if not entry.note else ():
            if not isinstance(value, Decimal) or value <= 0:
                continue
            target = _members(use.measure.targets.get(period)).get(member)
            if _is_of_its_size(use, value, target):
                continue
            others = [
                other
                for when, (_, it) in entries.items()
                if when != period and when.granularity is period.granularity
                if isinstance(other := _members(it.value).get(member), Decimal)
            ]
            if meant := _meant(use, value, target, others):
                yield _slip(use, _place(use, file), value, target, meant)


def _is_of_its_size(use: MeasureUse, value: Decimal, target: Any) -> bool:
    """Whether the target alone says that a result is no slip, whatever the other results are."""
    may_be_share = use.traits.kind is Kind.PERCENTAGE and value <= 1
    return isinstance(target, Decimal) and value < _SLIP * target and not may_be_share


def _meant(use: MeasureUse, value: Decimal, target: Any, others: list[Decimal]) -> Decimal | None:
    """What was probably meant: a percentage written as a share, or a number without its point."""
    known = [number for number in (target, *others) if isinstance(number, Decimal) and number > 0]
    if not known:
        return None
    if use.traits.kind is Kind.PERCENTAGE and value <= 1 and min(known) > 2 * value:
        hundredfold = value * _SLIP
        return hundredfold if min(known) / 2 <= hundredfold <= max(known) * 2 else None
    if value < _SLIP * max(known):
        return None
    return min((value / n for n in _FACTORS), key=lambda meant: abs((meant / max(known)).ln()))


def _slip(use: MeasureUse, place: Place, value: Decimal, target: Any, meant: Decimal) -> Problem:
    values = {"measure": use.id, "value": value, "target": target}
    what = (
        msg("the result of «{measure}» is {value}, and its target {target}", **values)
        if isinstance(target, Decimal)
        else msg("the result of «{measure}» is {value}, far from its other results", **values)
    )
    hint = msg(
        "was {meant} meant? If the document prints it so, say it in «note»", meant=f"{meant:f}"
    )
    if use.traits.kind.traits.is_counted and meant != meant.to_integral_value():
        hint = msg("correct it; if the document prints it so, say it in «note»")
    return warning("scale-slip", place, what, hint)


def _of_other_year(use: MeasureUse, entries: Entries) -> Iterator[Problem]:
    """A year says what its quarters, or months, give by the rule over time."""
    for year, (file, entry) in entries.items():
        figure = entry.value
        if year.granularity is not Granularity.YEAR or not isinstance(figure, Decimal):
            continue
        if entry.note:
            continue
        parts = _parts_of(year, entries)
        computed = accumulate(parts, use.traits.over_time) if parts else None
        if isinstance(computed, Decimal) and not fits(figure, computed):
            what = msg(
                "«{measure}» has {value} in {year}, and its parts give {computed}",
                measure=use.id,
                value=figure,
                year=year,
                computed=round(computed, 2) if computed % 1 else computed,
            )
            yield warning("year-against-parts", _place(use, file), what, _NOTED)


def _parts_of(year: Period, entries: Entries) -> list[Decimal]:
    """Values of the periods that make up a year; none where one of them is missing."""
    for length, n in _LENGTHS.items():
        found = [
            entry.value
            for period, (_, entry) in sorted(entries.items())
            if period.granularity is length and period.within(year)
            if isinstance(entry.value, Decimal)
        ]
        if len(found) == n:
            return found
    return []


_LENGTHS = {
    Granularity.SEMESTER: 2,
    Granularity.QUARTER: 4,
    Granularity.BIMESTER: 6,
    Granularity.MONTH: 12,
}


def _programmed(use: MeasureUse, entries: Entries) -> Iterator[Problem]:
    """Where there is a target, a result is not «not-programmed»."""
    for period, (file, entry) in entries.items():
        if entry.value is not State.NOT_PROGRAMMED or entry.note:
            continue
        given = use.measure.targets.get(period)
        parts = given.values() if isinstance(given, dict) else [given]
        target = next((it for it in parts if it is not None and it not in set(State)), None)
        if target is not None:
            what = msg(
                "the period ({period}) has a target ({target}), so it is programmed",
                period=period,
                target=target,
            )
            hint = msg("write the result; 0 if nothing was done; leave it out if nothing is known")
            yield warning("programmed-all-the-same", _place(use, file), what, hint)


def check_early_result(catalog: Catalog) -> Iterator[Problem]:
    """early-result: a final result is of a period that had ended when it was printed."""
    for folder in catalog.plans.values():
        for file in folder.results:
            cited = catalog.documents.get((file.source and file.source.document) or "")
            day = file.cutoff or (cited.date if cited else None)
            is_final = file.status is ResultStatus.FINAL and not file.note
            if is_final and day is not None and day < file.period.end:
                what = msg(
                    "the period ({period}) had not ended on {day}", period=file.period, day=day
                )
                hint = msg("write «status: provisional», or correct the period or the date")
                yield warning("early-result", file.place_of("status"), what, hint)


def check_shares_as_ranks(catalog: Catalog) -> Iterator[Problem]:
    """shares-as-ranks: relevances that add up to 100 are shares, and the heaviest counts least."""
    for name in catalog.plans:
        groups: dict[tuple[str, ...], list[MeasureUse]] = {}
        for use in catalog.measures(name):
            if use.measure.relevance is not None:
                for key in ((use.element.code,), (*use.element.parents, use.element.level.code)):
                    groups.setdefault(key, []).append(use)
        alike = {frozenset(use.id for use in group): group for group in groups.values()}
        for group in alike.values():
            heaviest = max(group, key=_rank)
            if sum(map(_rank, group)) == _SLIP and len(group) > 1 and not heaviest.measure.note:
                what = msg(
                    "the relevances ({ranks}) add up to 100, like shares; as ranks, the one of"
                    " {most} counts least",
                    ranks=in_line(map(_rank, group), ", "),
                    most=_rank(heaviest),
                )
                hint = msg(
                    "write shares as «weight», or ranks, 1 for the most relevant; "
                    "if the document prints these ranks, say it in «note»"
                )
                yield warning("shares-as-ranks", heaviest.measure.place_of("relevance"), what, hint)


def _rank(use: MeasureUse) -> Decimal:
    return use.measure.relevance or Decimal(0)


def check_similar_units(catalog: Catalog) -> Iterator[Problem]:
    """units-alike: one unit of measurement is written in one way within a plan."""
    for name in catalog.plans:
        first: dict[str, str] = {}
        for use in catalog.measures(name):
            unit = use.traits.unit
            before = first.setdefault(_folded(unit), unit) if unit else unit
            holder = use.indicator or use.measure
            if unit and before and before != unit and not holder.note:
                what = msg("«{unit}» and «{before}» are one unit", unit=unit, before=before)
                hint = msg("write them alike; if the document prints it so, say it in «note»")
                yield warning("units-alike", holder.place_of("unit"), what, hint)


def _folded(text: str) -> str:
    words = slug(text).split("-")
    return "-".join(word.removesuffix("s").removesuffix("e") for word in words)
