"""What is told of a period by part: by the measure's own dimension, and by others beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from generator.compute.attainment import Figure, attain, is_programmed
from generator.compute.series import Observation, Report
from generator.model.breakdown import CROSS, TOTAL, WHOLE, finest, inside, key_of, margins_of
from generator.model.catalog import MeasureUse
from generator.model.combine import adds_up, part_of


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The parts of one dimension, or of two crossed, in one report; regions by their codes."""

    by: str
    parts: dict[str, Figure]
    """With the whole and the margins that are printed."""
    report: Report


def breakdowns(use: MeasureUse, report: Report) -> Iterator[Breakdown]:
    """Everything that is told by part of a period."""
    for it in (report, *report.beside):
        own = {it.entry.by or use.measure.by: it.entry.figure}
        for by, figure in (*own.items(), *it.entry.breakdowns.items()):
            if by and isinstance(figure, dict):
                yield Breakdown(by, use.region_list.by_code(figure, by), it)


def figure_of(use: MeasureUse, report: Report) -> Any:
    """The figure of a period: the parts by the measure's own dimension, and the whole as printed.

    Where there are no such parts it is the whole alone, which other parts may give, if all of
    them are told.
    """
    figure = report.entry.figure
    found = list(breakdowns(use, report))
    own = next((it.parts for it in found if it.by == use.measure.by), {})
    if not isinstance(figure, dict):
        return {**own, WHOLE: figure} if own else figure
    printed = next((it.parts[WHOLE] for it in found if WHOLE in it.parts), None)
    if own:
        return own if printed is None else {**own, WHOLE: printed}
    if printed is not None:
        return printed
    sheet, by = use.indicator, report.entry.by or use.measure.by or ""
    listed = sheet.dimensions.get(by, ()) if sheet else ()
    is_all = all(part in figure for part in listed)
    return part_of(figure, WHOLE, use.traits.across) if is_all else None


def told_by(use: MeasureUse, report: Report | None, part: str) -> Report | None:
    """The report that tells a part by the measure's own dimension; that of the whole."""
    own = (it.report for it in breakdowns(use, report) if part in it.parts) if report else iter(())
    return next(own, report) if part else report


def parts_in(use: MeasureUse, *figures: Any) -> list[str]:
    """The whole, the parts of figures, and the margins that are printed or that the parts give."""
    given = [figure for figure in figures if isinstance(figure, dict)]
    summed = [figure for figure in given if adds_up(finest(figure), use.traits.across)]
    margins = {margin for figure in summed for margin in margins_of(figure)}
    found = {WHOLE, *margins, *(part for figure in given for part in figure)}
    return sorted(found, key=lambda part: (part.startswith(TOTAL + CROSS), part))


def beside(use: MeasureUse, report: Report) -> Iterator[Observation]:
    """Parts by other dimensions than the targets': they have no target."""
    own = use.measure.by
    for it in breakdowns(use, report):
        for part in parts_in(use, it.parts) if it.by != own else ():
            if part != WHOLE:
                actual = part_of(it.parts, part, use.traits.across)
                key, by = key_of(part, it.by, own), dimension_of(part, it.by)
                outcome = attain(use.traits, None, actual, None)
                outcome = replace(outcome, unplanned=False)
                yield Observation(report.period, key, outcome, it.report, by)


def dimension_of(part: str, by: str | None) -> str:
    """By what a part is one: a margin, by one of the crossed dimensions alone."""
    first, _, second = (by or "").partition(CROSS)
    if not part or not second:
        return first if part else ""
    if part.startswith(TOTAL + CROSS):
        return second
    return by or "" if CROSS in part else first


def is_told_in_part(use: MeasureUse, target: Any, found: Any, part: str = WHOLE) -> bool:
    """Whether a part with a target has no result: of what they make up, no percentage is known."""
    if not isinstance(target, dict) or not isinstance(found, dict) or part in found:
        return False
    aimed = inside(target, part)
    return any(is_programmed(use.traits, aimed[it]) for it in aimed.keys() - found.keys())
