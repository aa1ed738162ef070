"""Rules on targets: periods, granularity, totals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.model.catalog import Catalog, MeasureUse
from generator.model.combine import accumulate, combine
from generator.model.indicator import Across, OverTime
from generator.model.period import Granularity, Period, Span
from generator.model.rounding import places
from generator.problems import Problem, error, in_line, msg


def _uses(catalog: Catalog) -> Iterator[tuple[str, MeasureUse]]:
    for plan in catalog.plans:
        for use in catalog.measures(plan):
            yield plan, use


def check_target_period(catalog: Catalog) -> Iterator[Problem]:
    """period-outside-plan: targets and schedules lie in the years of the plan."""
    for plan, use in _uses(catalog):
        span = catalog.plans[plan].plan.span
        measure = use.measure
        spots = [(period, measure.place_of("targets", period.text)) for period in measure.targets]
        spots += [
            (period, measure.place_of("schedule", i)) for i, period in enumerate(measure.schedule)
        ]
        for period, place in spots:
            if not _inside(period, span):
                yield error(
                    "period-outside-plan",
                    place,
                    msg("{period} is outside of the plan ({span})", period=period.text, span=span),
                    msg("correct the period, or the «period» of plan.yml"),
                )


def _inside(period: Period, span: Span) -> bool:
    """An ISO week that crosses the new year belongs to the year of its Thursday."""
    if period.granularity is Granularity.WEEK:
        return span.first.year <= period.year <= span.last.year
    return period.within(span)


def check_granularity(catalog: Catalog) -> Iterator[Problem]:
    """mixed-granularity: targets of one measure have one length; years may stand beside them."""
    for _, use in _uses(catalog):
        finer = [p for p in sorted(use.measure.targets) if p.granularity is not Granularity.YEAR]
        for period in finer[1:]:
            if period.granularity is not finer[0].granularity:
                yield error(
                    "mixed-granularity",
                    use.measure.place_of("targets", period.text),
                    msg(
                        "{period} and {first} are not of the same length",
                        period=period.text,
                        first=finer[0].text,
                    ),
                    msg("write all targets of the measure by quarter, or all by month, …"),
                )
                break


def _part(figure: Any, member: str, across: Across) -> Decimal | None:
    if not member:
        value = combine(figure, across)
        return value if isinstance(value, Decimal) else None
    value = figure.get(member) if isinstance(figure, dict) else None
    return value if isinstance(value, Decimal) else None


def _series(use: MeasureUse, member: str, *, within: Period | None = None) -> list[Decimal]:
    targets = use.measure.targets
    finer = [p for p in sorted(targets) if p.granularity is not Granularity.YEAR]
    periods = finer or sorted(targets)
    found = [
        _part(targets[period], member, use.traits.across)
        for period in periods
        if within is None or period.within(within)
    ]
    return [value for value in found if value is not None]


def _agrees(computed: Decimal, printed: Decimal) -> bool:
    """Equal at the precision of the printed figure."""
    return abs(computed - printed) * 2 <= Decimal(1).scaleb(-places(printed)) and (
        computed == printed or computed != computed.to_integral_value()
    )


def check_total(catalog: Catalog) -> Iterator[Problem]:
    """total-mismatch: the total is what the targets give by the indicator's rule over time."""
    for _, use in _uses(catalog):
        totals: list[tuple[Any, Period | None, tuple[str, ...]]] = []
        if use.measure.total is not None:
            totals.append((use.measure.total, None, ("total",)))
        if any(p.granularity is not Granularity.YEAR for p in use.measure.targets):
            totals += [
                (figure, period, ("targets", period.text))
                for period, figure in use.measure.targets.items()
                if period.granularity is Granularity.YEAR
            ]
        for figure, within, keys in totals:
            yield from _compare(use, figure, within, keys)


def _compare(
    use: MeasureUse, figure: Any, within: Period | None, keys: tuple[str, ...]
) -> Iterator[Problem]:
    parts = figure if isinstance(figure, dict) else {"": figure}
    for member, printed in parts.items():
        values = _series(use, member, within=within)
        computed = accumulate(values, use.traits.over_time)
        if not isinstance(computed, Decimal) or not isinstance(printed, Decimal):
            continue
        if _agrees(computed, printed):
            continue
        spot = use.measure.place_of(*keys, *([member] if member else []))
        yield error(
            "total-mismatch",
            spot,
            msg(
                "the total of «{measure}» is {printed}, and its targets give {computed} ({rule}: "
                "{values})",
                measure=use.id,
                printed=printed,
                computed=_short(computed, printed),
                rule=use.traits.over_time.value,
                values=in_line(values, _JOINTS.get(use.traits.over_time, "; ")),
            ),
            msg("check the source; if it prints both so, leave «total» out and say it in «note»"),
        )


def _short(computed: Decimal, printed: Decimal) -> Decimal:
    """Enough decimals to see the difference, as a mean may have no end."""
    n = places(printed) + 2
    return computed if computed == computed.to_integral_value() else round(computed, n)


_JOINTS = {OverTime.SUM: " + "}


def check_without_target(catalog: Catalog) -> Iterator[Problem]:
    """measure-without-target: a measure has targets, a schedule, or says not-programmed."""
    for _, use in _uses(catalog):
        scheduled = use.measure.schedule or getattr(use.element.node, "schedule", ())
        if not use.measure.targets and not scheduled:
            yield error(
                "measure-without-target",
                use.measure.place_of(),
                msg("the measure «{measure}» has neither targets nor schedule", measure=use.id),
                msg(
                    "add «targets»; where the document sets none: targets: {{2024: not-programmed}}"
                ),
            )
