"""What each period left in a running year has to give, in a sentence."""

from __future__ import annotations

from markupsafe import Markup

from generator.compute.measured import MeasureResult
from generator.highlights.figures import pace_of
from generator.model.period import Granularity
from generator.problems import plural
from generator.render.views.common import RenderContext, bold
from generator.render.views.measure.values import format_value

_LEFT = {
    Granularity.QUARTER: plural(
        "{n} quarter is left: it has to give {needed} to reach the target of {year}; until now a"
        " quarter gave {so_far} on average.",
        "{n} quarters are left: each has to give {needed} on average to reach the target of"
        " {year}; until now a quarter gave {so_far} on average.",
    ),
    Granularity.MONTH: plural(
        "{n} month is left: it has to give {needed} to reach the target of {year}; until now a"
        " month gave {so_far} on average.",
        "{n} months are left: each has to give {needed} on average to reach the target of {year};"
        " until now a month gave {so_far} on average.",
    ),
}
_PERIODS = plural(
    "{n} period is left: it has to give {needed} to reach the target of {year}; until now a"
    " period gave {so_far} on average.",
    "{n} periods are left: each has to give {needed} on average to reach the target of {year};"
    " until now a period gave {so_far} on average.",
)


def pace_sentence(ctx: RenderContext, measure: MeasureResult) -> Markup:
    """«Faltan 3 trimestres: hay que lograr 41 por trimestre…»; "" where it cannot be said."""
    pace = pace_of(ctx.results, measure)
    if pace is None:
        return Markup()
    exact = measure.use.traits.model_copy(update={"decimals": None})
    forms = _LEFT.get(pace.until.granularity, _PERIODS)
    return ctx.html(
        forms.having(n=pace.n_left),
        needed=bold(format_value(ctx, pace.needed, exact)),
        so_far=bold(format_value(ctx, pace.so_far, exact)),
        year=str(pace.until.year),
    )
