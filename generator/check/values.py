"""Rules on values that are no number: ranges, ratios, words, changes, directions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator.check.common import suggestion, uses
from generator.model.breakdown import WHOLE
from generator.model.catalog import Catalog, MeasureUse
from generator.model.combine import part_of
from generator.model.indicator import Across, Direction, Indicator, Kind, OverTime
from generator.model.measure import Measure, ResultEntry
from generator.model.reports import ResultsFile
from generator.model.scalars import Milestone, State
from generator.model.source import DisputedField
from generator.model.values import NO_NUMBERS, Change, Intent, Range, Ratio, Words, is_relative
from generator.model.written import WrittenFigure, figures, figures_of
from generator.problems import Problem, error, msg, warning
from generator.reference import REGION

_WRITTEN = {str(word) for word in (*State, *Milestone, *Intent)} - {str(State.NOT_REPORTED)}


def check_other_values(catalog: Catalog) -> Iterator[Problem]:
    """unknown-state, not-a-number, value-of-other-kind: what is no number fits its kind."""
    for figure in figures(catalog):
        for value in figure.values if figure.use.traits.kind is not Kind.TEXT else ():
            yield from _other_kind(figure, value)


def _other_kind(figure: WrittenFigure, value: Any) -> Iterator[Problem]:
    kind, place = figure.use.traits.kind, figure.place()
    if isinstance(value, Words):
        yield _meant(figure, value.text)
    elif kind is Kind.MILESTONE and isinstance(value, NO_NUMBERS):
        what = msg("«{measure}» is a milestone, not {value}", measure=figure.use.id, value=value)
        yield error("value-of-other-kind", place, what, msg("write done or not-done"))
    elif isinstance(value, Ratio) and kind is not Kind.RATIO:
        what = msg("«{text}» is not a number", text=str(value))
        hint = msg("write a number; a ratio as it is printed, in an indicator of «kind: ratio»")
        yield error("not-a-number", place, what, hint)


def _meant(figure: WrittenFigure, text: str) -> Problem:
    """Of a text where a number is expected: what it was meant to be."""
    in_words = msg("a target in words: in an indicator of «kind: text»")
    if re.match(r"\W*\d", text):
        what = msg("«{text}» is not a number", text=text)
        hint = msg("write only the number; {in_words}", in_words=in_words)
        return error("not-a-number", figure.place(), what, hint)
    what = msg("«{text}» is neither a number nor a state", text=text)
    near = suggestion(text, _WRITTEN if len(text.split()) == 1 else ())
    states = msg(
        "write a number, or a state: not-programmed, not-applicable, withheld, not-available; "
        "{in_words}",
        in_words=in_words,
    )
    has_near = near is not None and "suggestion" in near.values
    return error("unknown-state", figure.place(), what, near if has_near else states)


def check_only_targets(catalog: Catalog) -> Iterator[Problem]:
    """only-a-target: a result is one value, and a baseline is where a change starts from."""
    for figure in figures(catalog):
        is_target = figure.field is DisputedField.TARGET
        for value in figure.values if not is_target else ():
            if isinstance(value, Range | Change | Intent) and figure.use.traits.kind != Kind.TEXT:
                what = msg("«{value}» can be a target, and this is none", value=str(value))
                yield error("only-a-target", figure.place(), what, msg("write the one value"))


def check_relative_targets(catalog: Catalog) -> Iterator[Problem]:
    """change-without-baseline: a target that is said by the baseline needs its number."""
    for plan in catalog.plans:
        written = [*figures_of(catalog, plan)]
        rounds = {it.use.id: it.value for it in written if it.period and it.field is None}
        for figure in (it for it in written if any(map(is_relative, it.values))):
            parts = figure.value if isinstance(figure.value, dict) else {WHOLE: figure.value}
            for part, value in parts.items():
                if is_relative(value) and not _has_start(figure, part, rounds):
                    what = msg(
                        "the target of «{measure}» is said by its baseline («{value}»), "
                        "which has no number",
                        measure=figure.use.id,
                        value=str(value),
                    )
                    hint = msg("add «baseline: {{period: 2023, value: 240}}», or write the number")
                    yield error("change-without-baseline", figure.place(part or None), what, hint)


def check_change_direction(catalog: Catalog) -> Iterator[Problem]:
    """change-against-direction: what is to fall is no better when it rises."""
    falls = {Direction.INCREASE: True, Direction.DECREASE: False}
    for figure in figures(catalog):
        against = falls.get(figure.use.traits.direction)
        for value in figure.values if not figure.use.measure.note else ():
            if isinstance(value, Change) and value.amount and (value.amount < 0) is against:
                yield warning(
                    "change-against-direction",
                    figure.place(),
                    msg(
                        "the target of «{measure}» is {change}, and its direction, «{direction}»",
                        measure=figure.use.id,
                        change=str(value),
                        direction=figure.use.traits.direction.value,
                    ),
                    msg(
                        "write «direction: {other}»; if the document says so, say it in «note»",
                        other=(Direction.DECREASE if against else Direction.INCREASE).value,
                    ),
                )


def _has_start(figure: WrittenFigure, part: str, rounds: Mapping[str, Any]) -> bool:
    """Whether the baseline, or that of the part, is a number, or withheld."""
    use, code = figure.use, figure.use.region_list.code
    written = use.measure.baseline or (use.indicator.baseline if use.indicator else None)
    start = use.region_list.by_code(written.value if written else rounds.get(use.id), figure.by)
    value = part_of(start, code(part) if figure.by == REGION else part, use.traits.across)
    return isinstance(value, Decimal) or value is State.WITHHELD


def check_others_combined(catalog: Catalog) -> Iterator[Problem]:
    """parts-not-added: what is no number has no sum, neither of parts nor of periods."""
    for figure in figures(catalog):
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
    for use, file, entry in _reported(catalog):
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
    for use, file, entry in _reported(catalog):
        target = use.measure.targets.get(file.period)
        if isinstance(target, Ratio) and isinstance(entry.value, Decimal):
            text = msg("the target is {target}, and nobody knows which ratio {value} is")
            what = text.having(target=str(target), value=entry.value)
            hint = msg('write the result as the target: "1:{n}" or "{n}:1"', n=f"{entry.value:f}")
            yield warning("number-beside-ratio", file.place_of("results", use.id), what, hint)


def _reported(catalog: Catalog) -> Iterator[tuple[MeasureUse, ResultsFile, ResultEntry]]:
    for folder in catalog.plans.values():
        known = {use.id: use for use in catalog.measures(folder.id)}
        for file, name, entry in folder.reported:
            if name in known:
                yield known[name], file, entry
