"""Rules on targets: periods, granularity, totals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Any

from generator.check.common import uses
from generator.model.breakdown import WHOLE, keys_of
from generator.model.catalog import Catalog, MeasureUse
from generator.model.combine import accumulate, part_of
from generator.model.indicator import OverTime
from generator.model.period import Granularity, Period, Span, finest, longest
from generator.model.quotients import Quotient
from generator.model.rounding import fits, places
from generator.model.values import NO_NUMBERS
from generator.problems import Problem, error, in_line, msg


def check_target_period(catalog: Catalog) -> Iterator[Problem]:
    """period-outside-plan: targets, schedules and ends lie in the years of the plan."""
    for folder, use in uses(catalog):
        span, measure = folder.plan.span, use.measure
        targets = ((it, partial(measure.place_of, "targets", it.text)) for it in measure.targets)
        marks = (
            (it, partial(measure.place_of, "schedule", n)) for n, it in enumerate(measure.schedule)
        )
        ended = measure.discontinued
        ends = [(ended.first, partial(ended.place_of, "from"))] if ended else []
        for period, place in (*targets, *marks, *ends):
            if not _inside(period, span):
                yield error(
                    "period-outside-plan",
                    place(),
                    msg("{period} is outside of the plan ({span})", period=period.text, span=span),
                    msg("correct the period, or the «period» of plan.yml"),
                )


def _inside(period: Period, span: Span) -> bool:
    """An ISO week that crosses the new year belongs to the year of its Thursday."""
    if period.granularity is Granularity.WEEK:
        return span.first.year <= period.year <= span.last.year
    return period.within(span)


def check_granularity(catalog: Catalog) -> Iterator[Problem]:
    """mixed-granularity: targets of one measure have one length; years may stand beside them.

    Milestones may be of any, as long as none lies in another.
    """
    for _, use in uses(catalog):
        finer = sorted(p for p in use.measure.targets if p.granularity is not Granularity.YEAR)
        for period in finer[1:]:
            apart = use.traits.kind.traits.is_done_or_not and longest(finer) == finer
            if period.granularity is not finer[0].granularity and not apart:
                text = msg("{period} and {first} are not of the same length")
                what = text.having(period=period.text, first=finer[0].text)
                hint = msg("write all targets of the indicator by quarter, or all by month, …")
                place = use.measure.place_of("targets", period.text)
                yield error("mixed-granularity", place, what, hint)
                break


def _values(use: MeasureUse, member: str, within: Period | None) -> list[Decimal]:
    """The targets of a member, or of the whole, that make up a total."""
    found = (
        part_of(use.measure.targets[period], member, use.traits.across)
        for period in finest(use.measure.targets)
        if within is None or period.within(within)
    )
    return [value for value in found if isinstance(value, Decimal)]


def _silent_years(use: MeasureUse, span: Span) -> tuple[int, ...]:
    """Years of the plan of whose target nothing is said; none where others are told by part."""
    said = {period.year for period in use.measure.targets}
    if any(it.granularity is not Granularity.YEAR for it in use.measure.targets):
        return ()
    return tuple(year for year in range(span.first.year, span.last.year + 1) if year not in said)


def _leaves_room(
    use: MeasureUse, computed: Decimal, printed: Decimal, silent: tuple[int, ...]
) -> bool:
    """Whether years without a target can make up for what the others do not give."""
    rule, last = use.traits.over_time, max((p.year for p in use.measure.targets), default=0)
    if rule is OverTime.LAST:
        return any(year > last for year in silent)
    return bool(silent) and (rule is OverTime.MEAN or printed > computed)


def check_total(catalog: Catalog) -> Iterator[Problem]:
    """total-mismatch: the total is what the targets give by the indicator's rule over time.

    Of a plan of which a year has no target it is that of the whole term, and may be more.
    """
    for folder, use in uses(catalog):
        if use.measure.total is not None:
            silent = _silent_years(use, folder.plan.span)
            yield from _compare(use, use.measure.total, None, ("total",), silent)
        finer = {*finest(use.measure.targets)}
        for period, figure in use.measure.targets.items():
            if period not in finer:
                yield from _compare(use, figure, period, ("targets", period.text))


def _compare(
    use: MeasureUse,
    figure: Any,
    within: Period | None,
    keys: tuple[str, ...],
    silent: tuple[int, ...] = (),
) -> Iterator[Problem]:
    parts = figure if isinstance(figure, dict) else {WHOLE: figure}
    for member, printed in parts.items():
        values = _values(use, member, within)
        if any(isinstance(it, NO_NUMBERS) for it in use.measure.targets.values()):
            continue  # which has no sum, or is refused already
        computed = accumulate(values, use.traits.over_time)
        if not isinstance(computed, Decimal) or not isinstance(printed, Decimal):
            continue
        is_cut = computed == printed or computed != computed.to_integral_value()
        if (is_cut and fits(printed, computed)) or _leaves_room(use, computed, printed, silent):
            continue
        spot = use.measure.place_of(*keys, *keys_of(member))
        what = msg(
            "the total of «{measure}» is {printed}, and its targets give {computed} ({rule}: "
            "{values})",
            measure=use.id,
            printed=printed,
            computed=_short(computed, printed),
            rule=use.traits.over_time.value,
            values=in_line(values, _JOINTS.get(use.traits.over_time, "; ")),
        )
        hint = msg("check the source; if it prints both so, leave «total» out and say it in «note»")
        yield error("total-mismatch", spot, what, hint)


def _short(computed: Decimal, printed: Decimal) -> Decimal:
    """Enough decimals to see the difference, as a mean may have no end."""
    if isinstance(computed, Quotient):
        return computed
    n = places(printed) + 2
    return computed if computed == computed.to_integral_value() else round(computed, n)


_JOINTS = {OverTime.SUM: " + "}


def check_without_target(catalog: Catalog) -> Iterator[Problem]:
    """measure-without-target: a measure has targets, a schedule, or says not-programmed."""
    for _, use in uses(catalog):
        scheduled = use.measure.schedule or use.element.schedule
        if not use.measure.targets and not scheduled:
            what = msg("the indicator «{measure}» has neither targets nor schedule", measure=use.id)
            hint = msg(
                "add «targets»; where the document sets none: targets: {{2024: not-programmed}}"
            )
            yield error("measure-without-target", use.measure.place_of(), what, hint)
