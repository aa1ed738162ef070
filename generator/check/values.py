"""Rules on values that are no number: ranges, ratios, words, changes, directions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator.check.common import reported, suggestion, uses
from generator.check.figures import beyond
from generator.model.breakdown import WHOLE
from generator.model.catalog import Catalog, MeasureUse
from generator.model.combine import accumulate, part_of
from generator.model.indicator import Across, Direction, Indicator, Kind, OverTime
from generator.model.measure import Measure
from generator.model.period import finest
from generator.model.scalars import WITHOUT_FIGURE, Milestone, State, slug
from generator.model.source import DisputedField
from generator.model.values import NO_NUMBERS, Change, Intent, Range, Ratio, Words, is_relative
from generator.model.written import WrittenFigure, figures_of, unusual, unusual_of
from generator.problems import Percent, Problem, error, msg, warning
from generator.reference import REGION

_WRITTEN = {str(word) for word in (*State, *Milestone, *Intent)} - {str(State.NOT_REPORTED)}


def check_other_values(catalog: Catalog) -> Iterator[Problem]:
    """unknown-state, not-a-number, value-of-other-kind: what is no number fits its kind."""
    for figure in unusual(catalog):
        for value in figure.values if figure.use.traits.kind is not Kind.TEXT else ():
            yield from _other_kind(figure, value)


def _other_kind(figure: WrittenFigure, value: Any) -> Iterator[Problem]:
    kind = figure.use.traits.kind
    if isinstance(value, Words):
        yield _meant(figure, value.text)
    elif kind is Kind.MILESTONE and isinstance(value, NO_NUMBERS):
        what = msg("«{measure}» is a milestone, not {value}", measure=figure.use.id, value=value)
        yield error("value-of-other-kind", figure.place(), what, msg("write done or not-done"))
    elif isinstance(value, Ratio) and kind is not Kind.RATIO:
        what = msg("«{text}» is not a number", text=str(value))
        hint = msg("write a number; a ratio as it is printed, in an indicator of «kind: ratio»")
        yield error("not-a-number", figure.place(), what, hint)


_CHANGE = re.compile(r"([0-9]+(?:[.,][0-9]+)?) ?% (más|menos)\b")
"""«50 % menos que en 2015», as a document says it."""


def _meant(figure: WrittenFigure, text: str) -> Problem:
    """Of a text where a number is expected: what it was meant to be."""
    is_result = figure.field is DisputedField.RESULT
    in_words = (
        msg("a result in words: {{text: …}}")
        if is_result
        else msg("a target in words: in an indicator of «kind: text»")
    )
    if re.match(r"\W*\d", text):
        what = msg("«{text}» is not a number", text=text)
        hint = msg("write only the number; {in_words}", in_words=in_words)
        if (change := _CHANGE.match(text.casefold())) and not is_result:
            sign = "-" if change[2] == "menos" else ""
            hint = msg("write {{change: {change}%}}", change=sign + change[1].replace(",", "."))
        return error("not-a-number", figure.place(), what, hint)
    what = msg("«{text}» is neither a number nor a state", text=text)
    near = suggestion(text, _WRITTEN if len(text.split()) == 1 or slug(text) in _WRITTEN else ())
    known = [State.NOT_APPLICABLE, *WITHOUT_FIGURE]
    states = msg(
        "write a number, or a state: {states}; {in_words}",
        states=", ".join(known if is_result else [State.NOT_PROGRAMMED, *known]),
        in_words=in_words,
    )
    has_near = near is not None and "suggestion" in near.values
    return error("unknown-state", figure.place(), what, near if has_near else states)


def check_only_targets(catalog: Catalog) -> Iterator[Problem]:
    """only-a-target: a result is one value, and a baseline is where a change starts from."""
    for figure in unusual(catalog):
        is_target = figure.field is DisputedField.TARGET
        for value in figure.values if not is_target else ():
            if isinstance(value, Range | Change | Intent) and figure.use.traits.kind != Kind.TEXT:
                what = msg("«{value}» can be a target, and this is none", value=str(value))
                yield error("only-a-target", figure.place(), what, msg("write the one value"))


def check_relative_targets(catalog: Catalog) -> Iterator[Problem]:
    """change-without-baseline: a target that is said by the baseline needs its number.

    value-of-other-kind: what it comes to is a value of its indicator; a count may be in parts.
    """
    for plan in catalog.plans:
        relative = [it for it in unusual_of(catalog, plan) if any(map(is_relative, it.values))]
        written = figures_of(catalog, plan) if relative else ()
        rounds = {it.use.id: it.value for it in written if it.period and it.field is None}
        for figure in relative:
            parts = figure.value if isinstance(figure.value, dict) else {WHOLE: figure.value}
            for part, value in parts.items():
                start = _start(figure, part, rounds) if is_relative(value) else State.WITHHELD
                if isinstance(start, Decimal) and isinstance(value, Change):
                    yield from _beyond(figure, part, value, start)
                elif not isinstance(start, Decimal) and start is not State.WITHHELD:
                    what = msg(
                        "the target of «{measure}» is said by its baseline («{value}»), "
                        "which has no number",
                        measure=figure.use.id,
                        value=value if isinstance(value, Change) else str(value),
                    )
                    hint = msg("add «baseline: {{period: 2023, value: 240}}», or write the number")
                    yield error("change-without-baseline", figure.place(part or None), what, hint)


def _beyond(figure: WrittenFigure, part: str, change: Change, start: Decimal) -> Iterator[Problem]:
    """Of a target that no result can reach: fewer than none, or beyond the whole in percent."""
    target, traits = change.of(start), figure.use.traits
    if beyond(traits, target):
        text = msg("{change} of the baseline, {start}, makes the target {target}, which cannot be")
        what = text.having(change=change, start=start, target=target)
        hint = msg("correct the change or the baseline")
        if traits.kind.traits.in_percent:
            hint = msg("correct the change or the baseline; if it may pass 100: over_100: allowed")
        yield error("value-of-other-kind", figure.place(part or None), what, hint)


def check_change_direction(catalog: Catalog) -> Iterator[Problem]:
    """change-against-direction: what is to fall is no better when it rises, or stays."""
    for figure in unusual(catalog):
        direction = figure.use.traits.direction
        for value in figure.values if not figure.use.measure.note else ():
            way = _way(value)
            if way and direction in _WAYS and way != direction:
                what = msg(
                    "the target of «{measure}» is {change}, and its direction, «{direction}»",
                    measure=figure.use.id,
                    change=value if isinstance(value, Change) else str(value),
                    direction=direction.value,
                )
                hint = msg(
                    "write «direction: {other}»; if the document says so, say it in «note»",
                    other=way.value,
                )
                yield warning("change-against-direction", figure.place(), what, hint)


_WAYS = {Direction.INCREASE, Direction.DECREASE, Direction.MAINTAIN}


def _way(value: Any) -> Direction | None:
    """Which way a target is said to go, where it says one."""
    if isinstance(value, Change):
        return Direction.INCREASE if value.amount > 0 else Direction.DECREASE
    return Direction(value.value) if isinstance(value, Intent) else None


def _start(figure: WrittenFigure, part: str, rounds: Mapping[str, Any]) -> Any:
    """The baseline, or that of the part: a number, or withheld, or it says nothing."""
    use, code = figure.use, figure.use.region_list.code
    written = use.measure.baseline or (use.indicator.baseline if use.indicator else None)
    start = use.region_list.by_code(written.value if written else rounds.get(use.id), figure.by)
    return part_of(start, code(part) if figure.by == REGION else part, use.traits.across)


def check_others_combined(catalog: Catalog) -> Iterator[Problem]:
    """parts-not-added: what is no number has no sum, neither of parts nor of periods."""
    yield from _maintained_sums(catalog)
    yield from _percentages_added(catalog)
    for figure in unusual(catalog):
        use, traits = figure.use, figure.use.traits
        others = [it for it in figure.values if isinstance(it, NO_NUMBERS)]
        is_of_its_kind = traits.kind is Kind.TEXT or not any(
            any(_other_kind(figure, value)) for value in others
        )
        if not others or not is_of_its_kind:
            continue  # a number, or no value of its kind: said already
        has_others = any(not is_relative(it) for it in others)
        if has_others and isinstance(figure.value, dict) and traits.across is not Across.NONE:
            what = msg("the parts of «{measure}» cannot be combined", measure=use.id)
            yield error("parts-not-added", figure.place(), what, msg("add «across: none»"))
        is_target = figure.field is DisputedField.TARGET and traits.kind is Kind.RATIO
        if is_target and traits.over_time is not OverTime.LAST and isinstance(figure.value, Ratio):
            what = msg("«{value}» cannot be added over time", value=str(figure.value))
            yield error("parts-not-added", figure.place(), what, msg("write «over_time: last»"))


def _maintained_sums(catalog: Catalog) -> Iterator[Problem]:
    """What is to be maintained every year, and would be added because nothing else is said."""
    for _, use in uses(catalog):
        written = use.measure.model_fields_set
        if use.measure.direction is Direction.MAINTAIN and "over_time" not in written:
            what = msg("the periods of «{measure}» would be added", measure=use.id)
            hint = msg("write «over_time: last»; «over_time: sum», if they do add up")
            yield error("parts-not-added", use.measure.place_of("direction"), what, hint)


def _percentages_added(catalog: Catalog) -> Iterator[Problem]:
    """Percentages that would be added beyond the whole because nothing else is said."""
    for _, use in uses(catalog):
        traits, written = use.traits, use.measure.model_fields_set
        if use.indicator or not traits.kind.traits.in_percent or "over_time" in written:
            continue
        targets = finest(use.measure.targets)
        for year in sorted({it.year for it in targets}):
            parts = [use.measure.targets[it] for it in targets if it.year == year]
            whole = accumulate(parts, traits.over_time)
            if len(parts) > 1 and isinstance(whole, Decimal) and beyond(traits, whole):
                what = msg(
                    "the targets of «{measure}» in {year} would add up to {whole}",
                    measure=use.id,
                    whole=Percent(whole),
                    year=year,
                )
                hint = msg("write «over_time: last», or «over_time: mean» for their mean")
                yield error("parts-not-added", use.measure.place_of("targets"), what, hint)
                break


def check_tolerance(catalog: Catalog) -> Iterator[Problem]:
    """bad-tolerance: only what is to be maintained has one, and it is not below zero."""
    holders: list[Indicator | Measure] = [*catalog.indicators.values()]
    holders += [use.measure for _, use in uses(catalog) if not use.indicator]
    for holder in holders:
        if holder.tolerance is None:
            continue
        place, given = holder.place_of("tolerance"), holder.tolerance
        if holder.direction is not Direction.MAINTAIN:
            what = msg("a tolerance is for what is to be maintained")
            yield error("bad-tolerance", place, what, msg("write «direction: maintain»"))
        elif given < 0:
            what = msg("a tolerance of {value} is below zero", value=given)
            hint = msg("write how far from the target a result may be: {value}", value=-given)
            yield error("bad-tolerance", place, what, hint)


def check_said_verdicts(catalog: Catalog) -> Iterator[Problem]:
    """met-out-of-place, met-without-ground: only targets in words are met by a report's word."""
    for use, file, entry in reported(catalog):
        if entry.met is None:
            continue
        place = file.place_of("results", use.id, "met")
        is_target = isinstance(use.measure.targets.get(file.period), Words)
        is_result = isinstance(entry.value, Words) or (entry.value is None and entry.text)
        if not is_target or not is_result or use.traits.kind is not Kind.TEXT:
            what = msg("«met» is for a result in words of a target in words of its period")
            hint = msg("remove it: numbers decide by themselves, and no target is not met")
            yield error("met-out-of-place", place, what, hint)
        elif not entry.note and entry.source is None:
            what = msg("nothing says who calls the target met or not met")
            hint = msg("add «note» with the reason, or «source» with where the report says so")
            yield error("met-without-ground", place, what, hint)


def check_number_beside_ratio(catalog: Catalog) -> Iterator[Problem]:
    """number-beside-ratio: 8 is not known to be 8:1 or 1:8, so it is not compared."""
    for use, file, entry in reported(catalog, _has_ratios):
        target = use.measure.targets.get(file.period)
        if isinstance(target, Ratio) and isinstance(entry.value, Decimal):
            text = msg("the target is {target}, and nobody knows which ratio {value} is")
            what = text.having(target=str(target), value=entry.value)
            hint = msg('write the result as the target: "1:{n}" or "{n}:1"', n=f"{entry.value:f}")
            yield warning("number-beside-ratio", file.place_of("results", use.id), what, hint)


def _has_ratios(use: MeasureUse) -> bool:
    return any(isinstance(it, Ratio) for it in use.measure.targets.values())
