"""Longer periods that have neither target nor report: what their parts give together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.compute.attainment import Attainment, Figure, Status, attain, is_programmed
from generator.compute.firmness import with_firmness
from generator.compute.milestones import milestones_of, n_reached
from generator.compute.series import Deadlines, Report
from generator.model.catalog import MeasureUse
from generator.model.combine import accumulate
from generator.model.indicator import OverTime
from generator.model.method import Bands
from generator.model.period import Granularity, Period, is_covered_by

_ROUNDS = (Granularity.SEMESTER, Granularity.QUARTER, Granularity.BIMESTER, Granularity.MONTH)


@dataclass(frozen=True, slots=True)
class YearParts:
    """Targets and results of the parts of a year, of the measure as a whole."""

    use: MeasureUse
    targets: Mapping[Period, Figure]
    actuals: Mapping[Period, Figure]
    """Those that speak for the year, in order."""
    reports: Mapping[Period, Report]
    cut: Collection[Period]
    """Reported before their end."""
    in_part: Collection[Period]
    """Reported without some region or other part that has a target."""


def made_of_parts(
    parts: YearParts, known: Collection[Period], bands: Bands | None, deadlines: Deadlines
) -> dict[Period, Attainment]:
    """A semester by its quarters, by the rule of the indicator; those ``known`` are left out."""
    found = {p.round_of(longer) for p in parts.targets for longer in _ROUNDS}.difference(known)
    whole = {period: _inside(parts.targets, period) for period in sorted(found)}
    return {p: _of(parts, p, aimed, bands, deadlines) for p, aimed in whole.items() if aimed}


def _inside(targets: Iterable[Period], period: Period) -> list[Period]:
    """The periods with targets that it is made of; none where one of them lies across its end."""
    near = [p for p in targets if p.start <= period.end and period.start <= p.end]
    return near if all(p.within(period) for p in near) else []


def _of(
    parts: YearParts, period: Period, aimed: list[Period], bands: Bands | None, deadlines: Deadlines
) -> Attainment:
    """Without a result while a part that counts has none: it would look like less."""
    traits, rule = parts.use.traits, parts.use.traits.over_time
    told = {p: figure for p, figure in parts.actuals.items() if p.within(period)}
    counting = [p for p in aimed if is_programmed(traits, parts.targets[p])]
    counting = counting[-1:] if rule is OverTime.LAST else counting
    owed = [p for p in counting if p in parts.cut or not is_covered_by(p, [*told])]
    several = milestones_of(traits, parts.targets, aimed)
    aim: Figure = Decimal(len(several))
    actual = n_reached(several, told)
    if not several:
        aim = accumulate([parts.targets[p] for p in aimed], rule)
        actual = accumulate(told.values(), rule)
    due = any(map(deadlines.is_due, owed))
    it = attain(traits, aim, None if owed else actual, bands, due=due)
    if owed and it.status in {Status.NOT_REPORTED, Status.NOT_DUE}:
        return replace(it, status=_why_none(parts, owed, it.status, deadlines))
    if any(p in parts.in_part for p in told):
        it = it.unjudged()
    return with_firmness(it, parts.reports, [*told], rule)


def _why_none(parts: YearParts, owed: list[Period], status: Status, deadlines: Deadlines) -> Status:
    """A report of a longer period speaks for all that is owed, or it is measured no more."""
    if all(p not in parts.cut and is_covered_by(p, [*parts.actuals]) for p in owed):
        return Status.COVERED
    is_over = status is Status.NOT_DUE and all(map(deadlines.is_over, owed))
    return Status.DISCONTINUED if is_over else status
