"""What is said of several milestones of one measure in a year: how many, and how many reached."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from generator.compute.series import YearSeries
from generator.model.indicator import Traits
from generator.problems import plural
from generator.render.views.common import RenderContext
from generator.words.formatter import capital


def are_several(series: YearSeries, traits: Traits) -> bool:
    """Whether the year counts milestones, and is not one that is done or not."""
    return traits.kind.traits.is_done_or_not and isinstance(series.full_year.target, Decimal)


def milestones_reached(ctx: RenderContext, series: YearSeries) -> Markup:
    """«Se alcanzaron 2 de los 3 hitos previstos para 2024»; of a part of a year, until when."""
    whole, until = series.full_year, series.told_until
    n = whole.actual if isinstance(whole.actual, Decimal) else series.headline.actual
    assert isinstance(n, Decimal)  # noqa: S101
    forms = plural(
        "{n} of the {of} milestones planned for {year} was reached",
        "{n} of the {of} milestones planned for {year} were reached",
    )
    told = ctx.t(forms, n=n, of=whole.target, year=ctx.f.during(series.subject))
    if until is not None:
        return ctx.html("Until {until}, {told}.", until=ctx.f.during(until), told=told)
    if series.missing:
        return ctx.html("By what was reported, {told}.", told=told)
    return ctx.html("{told}.", told=capital(told))
