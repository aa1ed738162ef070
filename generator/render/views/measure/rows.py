"""A target with its result on one line, in whatever table it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.compute.attainment import Attainment, Status
from generator.compute.measured import MeasureResult, at, owed_at
from generator.compute.results import PlanResult
from generator.compute.rollups import Counted
from generator.compute.series import WHOLE, YearSeries
from generator.model.catalog import Element, Level
from generator.model.indicator import Traits
from generator.model.measure import ResultStatus
from generator.model.method import Band
from generator.model.period import Period
from generator.model.rounding import HUNDRED
from generator.model.scalars import slug
from generator.model.source import DisputedField
from generator.problems import msg, plural
from generator.render.looks import LOOKS, Look
from generator.render.views.common import Datum, Link, Mark, RenderContext, joined
from generator.render.views.measure.other_years import after
from generator.render.views.measure.term import term_words
from generator.render.views.measure.values import format_actual, format_target, machine
from generator.words.labels import MET

_FEW = 3
_CLOSE = Decimal("0.01")
"""As much as writing an attainment in digits may change it, in percent."""


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One target with its result."""

    name: Link
    """What the line is called, and where more of it stands."""
    mark: Mark
    attainment: Datum
    target: Datum
    actual: Datum
    unit: str = ""
    element: Link = Link("")  # noqa: RUF009  # frozen
    """The element it stands at, by its code."""
    title: str = ""
    """Title of that element."""
    full: str = ""
    """The printed name of what is called by a short one here; a list is filtered by it too."""
    first: str = ""
    """The attainment against the target that it first had; "" where it is the same."""
    term: str = ""
    """What the years of its plan together reached; "" where that says nothing new."""
    disputed: tuple[str, str] = ("", "")
    """What is in dispute, of its target («unidad en disputa») and of its result; else ""."""
    n_measures: int = 1
    """Of an activity with several measures there are neither target nor result."""

    @property
    def is_quotient(self) -> bool:
        """Whether «15 of 125» says it: two counts, whose quotient the attainment is."""
        cells = (self.attainment, self.actual, self.target)
        if not all(c.key for c in cells) or "%" in self.target.text + self.actual.text:
            return False
        attainment, actual, target = (Decimal(c.key) for c in cells)
        text = self.target.text
        is_plain = text[:1].isdigit() and text[-1:].isdigit()
        return is_plain and target > 0 and abs(actual * HUNDRED / target - attainment) < _CLOSE


def row_of(ctx: RenderContext, name: Link, it: Attainment, traits: Traits | None) -> MeasureRow:
    """An attainment on one line; without traits there is no target and no result to write."""
    return MeasureRow(
        name=name,
        mark=ctx.mark(it)._replace(beside=firmness(ctx, it.firmness)),
        attainment=Datum(ctx.percent(it.raw), machine(it.raw)),
        target=Datum(format_target(ctx, it.target, traits) if traits else "", machine(it.target)),
        actual=Datum(format_actual(ctx, it, traits) if traits else "", machine(it.actual)),
        unit=(traits.unit or "") if traits else "",
    )


def headline_of(measure: MeasureResult) -> Attainment:
    """What a measure attained in the year that is shown."""
    series = measure.current
    return series.headline if series else Attainment(Status.NOT_PROGRAMMED)


def measure_row(ctx: RenderContext, plan: PlanResult, measure: MeasureResult) -> MeasureRow:
    """One measure in the year that is shown."""
    return ctx.once(_measure_row, plan.folder.id, measure.use.id)


def _measure_row(ctx: RenderContext, plan_id: str, measure_id: str) -> MeasureRow:
    plan = ctx.results.plans[plan_id]
    measure = plan.measures[measure_id]
    use, it = measure.use, headline_of(measure)
    shown = replace(it, target=None) if measure.is_by_part else it
    year = measure.current.year if measure.current else plan.year
    href = ctx.element_link(plan.folder, use.element).href
    name = Link(measure_name(ctx, measure), f"{href}#{use.id}")
    row = in_year(ctx, row_of(ctx, name, shown, use.traits), measure, it, year)
    if year != plan.year:  # the list is of another year, for which there is nothing yet
        target = row.target if measure.aim_of(it, year) else _of_year(row.target, year)
        row = replace(row, target=target, actual=_of_year(row.actual, year))
    return replace(
        row,
        element=Link(use.element.called, href),
        title=use.element.node.heading,
        full=joined(dict.fromkeys((use.element.node.full, use.traits.full))),
        first=against_first(ctx, plan.folder.id, measure),
        term=term_words(ctx, measure),
        disputed=disputed_marks(ctx, measure, measure.current),
    )


def _of_year(cell: Datum, year: int) -> Datum:
    return cell._replace(text=f"{cell.text} ({year})") if cell.text else cell


def disputed_marks(
    ctx: RenderContext, measure: MeasureResult, series: YearSeries | None
) -> tuple[str, str]:
    """What is in dispute in a year, in the words of a list: of its target, and of its result."""
    found = dict.fromkeys(entry.field for entry in ctx.disputes(measure, series))
    words = {field: ctx.t(IN_DISPUTE, what=field) for field in found}
    result = words.pop(DisputedField.RESULT, "")
    return joined(words.values(), ", "), result


IN_DISPUTE = msg("{what} in dispute")


def measure_rows(ctx: RenderContext, plan: PlanResult, element: Element) -> Iterator[MeasureRow]:
    """Measures below an element, each once, in the order of the plan."""
    for code in plan.folder.below(element.code):
        if plan.folder.by_code[code].level is not Level.STRATEGY:
            yield from own_rows(ctx, plan, code)


def own_rows(ctx: RenderContext, plan: PlanResult, code: str) -> tuple[MeasureRow, ...]:
    """Measures of an element itself, one line each."""
    return tuple(measure_row(ctx, plan, item) for item in plan.measures_of(code))


def in_year(
    ctx: RenderContext, row: MeasureRow, measure: MeasureResult, it: Attainment, year: int
) -> MeasureRow:
    """The row with the status of the year, and the target of another where it has none."""
    target = target_beside(ctx, measure, it, year)
    cell = Datum(target, row.target.key) if target else row.target
    return replace(row, mark=measure_mark(ctx, measure, it, year), target=cell)


def target_beside(ctx: RenderContext, measure: MeasureResult, it: Attainment, year: int) -> str:
    """«7.25 % (2030)», where the year has no target and another one has; else ""."""
    aim = measure.aim_of(it, year)
    return f"{format_target(ctx, aim[1], measure.use.traits)} ({aim[0]})" if aim else ""


def measure_mark(ctx: RenderContext, measure: MeasureResult, it: Attainment, year: int) -> Mark:
    """The status of a measure; one that is told only by part has none of its own."""
    if measure.is_by_part:
        return Mark(Look.NOT_APPLICABLE, ctx.t("By part"))
    mark, aim = ctx.mark(it), measure.aim_of(it, year)
    if it.of_year is not None:
        return late_mark(ctx, measure, it, year)
    if it.status is Status.ON_THE_WAY:
        return mark._replace(beside=way_words(ctx, measure, year))
    if aim is not None:
        return mark._replace(word=ctx.t("Target for {year}", year=aim[0]))
    series = measure.years.get(year)
    if it.status is Status.NOT_REPORTED and series and series.is_in_words:
        return mark._replace(beside=ctx.t("in words only"))
    if it.status is Status.NOT_REPORTED and series and series.is_only_by_part:
        return mark._replace(beside=ctx.t("by part only"))
    if it.status is Status.VALUE:
        owed = periods_owed(ctx, owed_at(measure, Period.of_year(year)))
        beside = (firmness(ctx, it.firmness), _so_far(ctx, series, it), owed)
        return mark._replace(beside=joined(beside, "; "))
    return mark


def _so_far(ctx: RenderContext, series: YearSeries | None, it: Attainment) -> str:
    """Until when a year that runs is told, where what was reported stands beside all of it."""
    if series is None or it is not series.full_year or not series.is_running:
        return ""
    told = series.told_until
    return ctx.t("reported until {period} only", period=ctx.f.during(told)) if told else ""


def firmness(ctx: RenderContext, status: ResultStatus) -> str:
    """«estimado», beside a mark; "" where the result is final."""
    return "" if status is ResultStatus.FINAL else ctx.f.label(status)


def late_mark(ctx: RenderContext, measure: MeasureResult, it: Attainment, year: int) -> Mark:
    """What was reached of a target that an earlier year missed, and how much later."""
    words = _LATE if it.met and measure.is_known_late(it, year) else _AFTER
    mark = Mark(LOOKS[Band.HIGH], ctx.t(MET[True])) if it.met else ctx.mark(it)
    return mark._replace(beside=after(ctx, measure, it, year, words))


_LATE = (
    plural("{n} year late", "{n} years late"),
    plural("less than {n} year late", "less than {n} years late"),
)
_AFTER = (
    plural("{n} year after its target", "{n} years after its target"),
    plural("less than {n} year after its target", "less than {n} years after its target"),
)


def way_words(ctx: RenderContext, measure: MeasureResult, year: int) -> str:
    """«59.3 % del camino hacia la meta de 2030», or only which target is the next."""
    aimed, gone = measure.aimed_beside(year), measure.change_at(Period.of_year(year))
    if gone is None or not 0 < gone.value < HUNDRED:
        return ctx.t("next target: {year}", year=aimed)
    percent = ctx.f.percent(gone.value)
    return ctx.t("{percent} of the way to the target of {year}", percent=percent, year=aimed)


def periods_owed(ctx: RenderContext, n: int) -> str:
    """How many periods are owed, beside a mark; "" where none is."""
    return (
        ctx.f.n("{n} period that is due is missing", "{n} periods that are due are missing", n)
        if n
        else ""
    )


def measure_name(ctx: RenderContext, measure: MeasureResult) -> str:
    """The indicator's name; with the regions it is told for, where those are few."""
    name, series = measure.use.traits.heading, measure.current
    if not measure.is_by_part or series is None:
        return name
    members = sorted({o.member for o in series.observations if o.member != WHOLE})
    shown = joined((ctx.region(member) for member in members), ", ")
    return f"{name}: {shown}" if len(members) <= _FEW else name


def had_another_target(
    now: MeasureResult, first: MeasureResult, period: Period, member: str = WHOLE
) -> bool:
    """Whether a target was another one at first, where there is one on both sides."""
    targets = at(now, period, member).target, at(first, period, member).target
    return None not in targets and targets[0] != targets[1]


def against_first(ctx: RenderContext, plan: str, measure: MeasureResult) -> str:
    """«59.2 % con la meta original, 1,409», for the year that is shown; "" where it is the same."""
    original = ctx.originals.get(plan)
    first = original.measures.get(measure.use.id) if original else None
    if measure.current is None or first is None:
        return ""
    year = Period.of_year(measure.current.year)
    if not had_another_target(measure, first, year):
        return ""
    then = at(first, year)
    target = format_target(ctx, then.target, first.use.traits)
    if then.raw is None:
        return ctx.t("original target {target}", target=target)
    percent = ctx.f.percent(then.raw)
    return ctx.t("{percent} with the original target, {target}", percent=percent, target=target)


# What counts in a roll-up.


def counted_rows(
    ctx: RenderContext, plan: PlanResult, codes: Iterable[str]
) -> tuple[MeasureRow, ...]:
    """Rows by code of activity or name of measure: the lowest first, then those without figure."""
    counted = {row.code: row for row in plan.counted_now}
    rows = [(counted.get(code), counted_row(ctx, plan, code, counted.get(code))) for code in codes]
    return tuple(row for _, row in sorted(rows, key=_lowest_first))


def _lowest_first(pair: tuple[Counted | None, MeasureRow]) -> tuple[bool, Decimal, str]:
    counted, row = pair
    value = counted.raw if counted else None
    return value is None, value or Decimal(0), slug(row.name.text)


def counted_measure(plan: PlanResult, code: str) -> MeasureResult | None:
    """The measure that counts under a code; None where it is an activity that counts."""
    found = plan.folder.by_code.get(code)
    return None if found and found.level.is_counted else plan.measures[code]


def only_measure(plan: PlanResult, code: str) -> MeasureResult | None:
    """The measure that speaks for what counts under a code; None where none or several do."""
    measure = counted_measure(plan, code)
    own = [measure] if measure else plan.measures_of(code)
    return own[0] if len(own) == 1 else None


def counted_row(
    ctx: RenderContext, plan: PlanResult, code: str, counted: Counted | None
) -> MeasureRow:
    """An activity, or a measure that counts by itself, in its plan's year."""
    measure, only = counted_measure(plan, code), only_measure(plan, code)
    element = measure.use.element if measure else plan.folder.by_code[code]
    href = ctx.element_link(plan.folder, element).href
    title = measure.use.traits.heading if measure else element.node.heading
    name = Link(title, f"{href}#{measure.use.id}" if measure else href)
    year = Period.of_year(plan.year)
    it = at(only, year) if only else Attainment(Status.NOT_PROGRAMMED)
    average = counted.capped if counted and only is None else it.raw
    row = row_of(ctx, name, it, only.use.traits if only else None)
    if only:
        row = in_year(ctx, row, only, it, plan.year)
    return replace(
        row,
        mark=row.mark if only else counted_mark(ctx, counted),
        attainment=Datum(ctx.percent(average), machine(average)),
        element=Link(element.called, href),
        first=against_first(ctx, plan.folder.id, only) if only else "",
        disputed=disputed_marks(ctx, only, only.years.get(plan.year)) if only else ("", ""),
        n_measures=1 if measure else len(plan.measures_of(code)),
    )


def counted_mark(ctx: RenderContext, counted: Counted | None) -> Mark:
    """The status of an activity with several measures, or without any."""
    if counted is None:
        return Mark(Look.NOT_PROGRAMMED, ctx.t("No indicator"))
    n = counted.n_owed if counted.status.is_told else 0
    beside = joined((firmness(ctx, counted.firmness), periods_owed(ctx, n)), "; ")
    return ctx.mark_of(counted.band, counted.status)._replace(beside=beside)
