"""What is said of two things side by side: the difference in points, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from generator.compute.attainment import Attainment
from generator.compute.compare import Axis, Basis, Comparison, Metric, Pair, Peer, Refusal, apart
from generator.compute.rollups import Rollup
from generator.model.rounding import shown
from generator.problems import Message, msg, plural
from generator.render.views.common import RenderContext
from generator.render.views.plan.rollups import counted
from generator.words.labels import WHY_APART

MARK = "|"
"""Stands between what a row has to say of each row below it; the script takes it apart."""
WHOLE_SENTENCE = "!"
"""Begins a sentence that the script is to show as it stands."""
SENTENCE = msg("{first} ({a}) has {difference} {second} ({b}).")
Names = Mapping[str, str]
"""What a sentence calls each of what is compared, by its code."""

_DIFFERENCE: dict[int, Message] = {
    1: plural("{n} point more than", "{n} points more than"),
    0: msg("the same as"),
    -1: plural("{n} point less than", "{n} points less than"),
}


def label_of(ctx: RenderContext, group: Comparison, metric: Metric) -> str:
    """What a figure is called."""
    if metric is Metric.EXECUTION:
        return ctx.t("Execution of the budget")
    is_one = isinstance(group.peers[0].of, Attainment)
    return ctx.t("Attainment") if is_one else ctx.t("Mean attainment")


def first_pairs(group: Comparison, metric: Metric) -> Iterable[Pair]:
    """What is said unasked: the two that are furthest apart, the last two years, all plans."""
    pairs = group.pairs(metric)
    if group.axis is Axis.PLANS:
        return [it for it in pairs if it.refusal is not Refusal.NO_FIGURE]
    told = [it for it in pairs if it.difference is not None]
    return told[:1] if group.axis is Axis.YEARS else sorted(told, key=_distance)[-1:]


def _distance(pair: Pair) -> Decimal:
    return abs(pair.difference or Decimal(0))


def pair_sentence(ctx: RenderContext, pair: Pair, names: Names) -> str:
    """Two things with their figures and the difference; or why they are not compared."""
    first, second = names[pair.first.code], names[pair.second.code]
    if pair.difference is None:
        why = _why(ctx, pair, names)
        text = msg("{first} and {second} are not compared: {why}.")
        return ctx.t(text, first=first, second=second, why=why)
    a, b = (ctx.percent(it.value) for it in pair.figures)
    difference = _words(ctx, pair)
    return ctx.t(SENTENCE, first=first, a=a, difference=difference, second=second, b=b)


def distance_words(ctx: RenderContext, pair: Pair) -> str:
    """«44.7 puntos», as `_words` tells it; "" where the two are not compared."""
    a, b = _as_shown(ctx, pair)
    return "" if pair.difference is None else ctx.f.n("{n} point", "{n} points", abs(a - b))


def _as_shown(ctx: RenderContext, pair: Pair) -> list[Decimal]:
    return [shown(it.value or Decimal(0), 1, ctx.f.edges) for it in pair.figures]


def _words(ctx: RenderContext, pair: Pair) -> str:
    """«44.7 puntos menos que»: of the figures as shown; the table has the exact difference."""
    a, b = _as_shown(ctx, pair)
    sign = (a > b) - (a < b)
    return ctx.t(_DIFFERENCE[sign].having(n=abs(a - b)))


def difference_words(ctx: RenderContext, pairs: Iterable[Pair], names: Names) -> dict[str, str]:
    """What each row has to say of each row below it, by the code of the first."""
    found: dict[str, list[str]] = {}
    for pair in pairs:
        if pair.difference is None:
            text = WHOLE_SENTENCE + pair_sentence(ctx, pair, names).replace(MARK, "¦")
        else:
            text = _words(ctx, pair)
        found.setdefault(pair.first.code, []).append(text)
    return {code: MARK.join(texts) for code, texts in found.items()}


def _why(ctx: RenderContext, pair: Pair, names: Names) -> str:
    refusal = pair.refusal
    if refusal is Refusal.DISPUTED:
        peers = zip((pair.first, pair.second), pair.figures, strict=True)
        denied = [names[peer.code] for peer, figure in peers if figure.disputed]
        return ctx.t("the figure of {names} is in dispute", names=denied)
    if refusal is None or refusal is Refusal.NO_FIGURE:
        peers = zip((pair.first, pair.second), pair.figures, strict=True)
        missing = [names[peer.code] for peer, figure in peers if figure.value is None]
        return ctx.t("there is no figure of {names}", names=missing)
    return _differ(ctx, refusal, pair.first, pair.second, pair.metric)


def _differ(ctx: RenderContext, refusal: Refusal, first: Peer, second: Peer, metric: Metric) -> str:
    a, b = (_basis(ctx, refusal, it, it.figures[metric].basis) for it in (first, second))
    return ctx.t(WHY_APART[refusal], a=a, b=b)


def _basis(ctx: RenderContext, refusal: Refusal, peer: Peer, basis: Basis) -> str:
    """What a figure is of, in the regard in which another is of something else."""
    plan = ctx.results.plans[peer.plan]
    match refusal:
        case Refusal.METHOD:
            return ctx.catalog.method(peer.plan).title
        case Refusal.LEVEL if isinstance(peer.of, Rollup):
            return counted(ctx, plan, peer.of.n, basis.level)
        case Refusal.PERIOD:
            return ctx.period(basis.period)
        case Refusal.UNIT:
            return basis.unit or ctx.t("none")
        case Refusal.CURRENCY:
            return ctx.f.currency(basis.currency)
        case Refusal.STAGE:
            return ctx.f.heading(basis.stage) if basis.stage else ctx.t("none")
    return ""


def apart_words(ctx: RenderContext, group: Comparison, other: Comparison) -> str:
    """Why what stands in two tables is not compared; "" where nothing but the table says it."""
    first, second = (_example(it) for it in (group, other))
    if first is None or second is None:
        return ""
    if type(first.of) is not type(second.of):
        why = ctx.t("one is a mean, the other the attainment of one indicator")
    else:
        refusal = apart(*(it.figures[Metric.ATTAINMENT].basis for it in (first, second)))
        why = _differ(ctx, refusal, first, second, Metric.ATTAINMENT) if refusal else ""
    if not why:
        return ""
    return ctx.t("They are not in one table, and their figures are not compared: {why}.", why=why)


def _example(group: Comparison) -> Peer | None:
    told = (it for it in group.peers if it.figures[Metric.ATTAINMENT].value is not None)
    return next(told, None)
