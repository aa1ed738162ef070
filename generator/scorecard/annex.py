"""A scorecard as Markdown: the columns of CEPLAN's monitoring annex, one row per measure.

Texts of the content stay text: every sign that Markdown, HTML or a table could take for its own
is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from generator.compute.attainment import AIMLESS, Formula, Status
from generator.compute.rollups import Rollup
from generator.model.catalog import Level
from generator.model.indicator import Direction, Traits
from generator.model.rounding import shown
from generator.model.source import DisputedField, Source
from generator.problems import Message, msg
from generator.reconcile.disputes import of_measure
from generator.render.views.common import RenderContext, joined
from generator.render.views.measure.rows import firmness, target_beside
from generator.render.views.measure.sentences import dispute
from generator.render.views.measure.term import term_words
from generator.render.views.measure.values import format_actual, format_value
from generator.render.views.plan.lead import met_exactly
from generator.render.views.plan.rollups import indicators, mean_of, share_words, term_mean
from generator.scorecard.facts import TOWARDS_YEAR, ElementGroup, Judged, Scorecard
from generator.words.text import escaped

NOTHING = "–"
_LOWEST_HEADING = 6
_DIRECTIONS: dict[tuple[Direction, bool], Message] = {
    (Direction.INCREASE, False): msg("Ascending"),
    (Direction.DECREASE, False): msg("Descending"),
    (Direction.AT_LEAST, False): msg("Lower limit"),
    (Direction.AT_MOST, False): msg("Upper limit"),
    (Direction.MAINTAIN, False): msg("Maintained"),
    (Direction.AT_LEAST, True): msg("Lower limit, not included"),
    (Direction.AT_MOST, True): msg("Upper limit, not included"),
}
"""By whether the limit must be passed."""
_COLUMNS = (
    (msg("Code"), "---"),
    (msg("Denomination"), "---"),
    (msg("Unit"), "---"),
    (msg("Relevance"), "---:"),
    (msg("Direction"), "---"),
    (msg("Baseline: year"), "---:"),
    (msg("Baseline: value"), "---:"),
    (msg("Expected achievement"), "---:"),
    (msg("Value reached"), "---:"),
    (msg("Attainment type I (%)"), "---:"),
    (msg("Attainment type II (%)"), "---:"),
)
_TERM = (msg("Whole term"), "---")
"""Where an indicator has several years, which together say more than one."""


def annex(card: Scorecard, lang: str) -> str:
    """The whole document: head, a table for each element that has measures, the sources."""
    ctx = RenderContext(card.results, lang)
    notes = _Notes(ctx)
    body = [block for group in _groups(card.whole) for block in _group(ctx, notes, *group)]
    blocks = [*_head(ctx, card), *body, *notes.blocks()]
    return "\n\n".join(blocks) + "\n"


def _mean_of(ctx: RenderContext, card: Scorecard, rollup: Rollup) -> str:
    """The mean of one level, with how many it is of."""
    if rollup.mean_attainment is None:
        return ""
    return f"{ctx.f.percent(rollup.mean_attainment)}, {mean_of(ctx, card.plan, rollup)}"


def weighted_words(ctx: RenderContext, card: Scorecard) -> str:
    """The mean by relevance of a level, and of how many it is; "" where there is none."""
    level, found = card.whole.weighted
    if found.value is None:
        return ""
    of = ctx.f.n("{n} indicator with relevance", "{n} indicators with relevance", found.n)
    if len(card.whole.levels) > 1:
        what = indicators(ctx, card.plan, found.n, level)
        of = ctx.t("{indicators} with relevance", indicators=what)
    return joined((ctx.f.percent(found.value), of))


def _head(ctx: RenderContext, card: Scorecard) -> Iterator[str]:
    plan, whole = card.plan.folder.plan, card.whole
    yield f"# {escaped(plan.title)}"
    told = (_mean_of(ctx, card, rollup) for rollup in whole.levels)
    means = joined((*told, met_exactly(ctx, card.plan, card.period)), "; ")
    facts = [
        (ctx.t("Institution"), ctx.unit_name(plan.entity)),
        (ctx.t("Kind"), ctx.f.heading(plan.kind)),
        (ctx.t("Period of the plan"), str(plan.span)),
        (ctx.t("State"), ctx.f.label(plan.state)),
        (ctx.t("Period reported"), ctx.f.period(card.period)),
        (ctx.t("Data as of"), ctx.f.date(card.results.as_of)),
        (ctx.t("Mean attainment"), means),
    ]
    if term := term_mean(ctx, card.plan):
        facts.append((term[0], joined(term[1:], "; ")))
    if weighted := weighted_words(ctx, card):
        facts.append((ctx.t("Mean weighted by relevance"), weighted))
    if by_shares := joined(share_words(ctx, card.plan, card.period), ", "):
        facts.append((ctx.t("Mean weighted by shares"), by_shares))
    if any(judged.until for judged in card.measures):
        so_far = ctx.t("until the last period that each indicator reports")
        facts.append((ctx.t("Targets and results"), so_far))
    if card.is_towards_year:
        facts.append((ctx.t("Attainment"), ctx.t(TOWARDS_YEAR)))
    yield "\n".join(f"- **{label}:** {escaped(value or NOTHING)}" for label, value in facts)


def _groups(whole: ElementGroup) -> Iterator[tuple[ElementGroup, bool]]:
    """Groups in the order of the plan; whether one was shown already, under another objective."""
    seen: set[str] = set()
    waiting = [whole]
    while waiting:
        group = waiting.pop(0)
        if group.all_measures:
            yield group, group.element.code in seen
        seen.add(group.element.code)
        waiting = [*group.parts, *waiting]


def _group(ctx: RenderContext, notes: _Notes, group: ElementGroup, repeated: bool) -> Iterator[str]:
    element = group.element
    if element.level is not Level.PLAN:
        marks = "#" * min(element.level.depth + 1, _LOWEST_HEADING)
        yield f"{marks} {escaped(f'{element.called} {element.node.title}')}"
    if repeated:
        first = group.card.plan.folder.by_code[element.parents[0]]
        yield escaped(ctx.t("See it under {code}.", code=first.called))
    elif group.measures:
        yield "\n".join(_table(ctx, notes, group.measures))


def _table(ctx: RenderContext, notes: _Notes, measures: Sequence[Judged]) -> Iterator[str]:
    terms = [term_words(ctx, judged.result) for judged in measures]
    columns = (*_COLUMNS, _TERM) if any(terms) else _COLUMNS
    yield _row(ctx.t(head) for head, _ in columns)
    yield _row(rule for _, rule in columns)
    for judged, term in zip(measures, terms, strict=True):
        last = (escaped(term or NOTHING),) if any(terms) else ()
        yield _row((*_cells(ctx, notes, judged), *last))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(ctx: RenderContext, notes: _Notes, judged: Judged) -> Iterator[str]:
    """The cells of one measure, escaped; ``–`` where there is nothing to say."""
    use, it, baseline = judged.result.use, judged.attainment, judged.result.baseline
    traits, relevance = use.traits, use.measure.relevance
    yield escaped(use.element.called)
    yield escaped(_name(judged)) + notes.marks(judged.sources)
    marks = notes.disputed(judged)
    yield escaped(traits.unit or NOTHING) + marks[DisputedField.UNIT]
    yield ctx.f.number(relevance) if relevance is not None else NOTHING
    yield escaped(_direction(ctx, traits))
    yield escaped(ctx.f.period(baseline.period)) if baseline else NOTHING
    yield (
        escaped(format_value(ctx, judged.result.start(), traits) or NOTHING)
        if baseline
        else NOTHING
    )
    if judged.result.is_by_part:
        by_part = escaped(ctx.t("By part").lower())
        yield from (by_part, by_part, NOTHING, NOTHING)
        return
    other = target_beside(ctx, judged.result, it, judged.period.year)
    no_target = other or ctx.f.label(Status.NOT_PROGRAMMED)
    yield escaped(format_value(ctx, it.target, traits) or no_target) + marks[DisputedField.TARGET]
    result = format_actual(ctx, it, traits) or _missing_result(ctx, it.status)
    result = joined((result, firmness(ctx, it.firmness)), ", ")
    told = joined((result, *judged.lacking_for), ": ")
    yield escaped(told) + marks[DisputedField.RESULT]
    yield escaped(_attained(ctx, judged))
    yield _percent(ctx, judged.change.value if judged.change else None) or NOTHING


def _name(judged: Judged) -> str:
    """The indicator's name; of an activity that is called otherwise, its title first."""
    element, name = judged.result.use.element, judged.result.use.traits.name
    title = element.node.title
    return f"{title}: {name}" if element.level.is_counted and title != name else name


def _direction(ctx: RenderContext, traits: Traits) -> str:
    limits = {Direction.AT_LEAST, Direction.AT_MOST}
    strict = traits.strict and traits.direction in limits
    found = _DIRECTIONS.get((traits.direction, strict))
    if found is None or not traits.kind.traits.is_measured:
        return NOTHING
    return ctx.t(found)


def _missing_result(ctx: RenderContext, status: Status) -> str:
    """Why there is no result."""
    if status is Status.VALUE or status in AIMLESS:
        return NOTHING
    return ctx.f.label(status)


def _attained(ctx: RenderContext, judged: Judged) -> str:
    """Avance tipo I; for a limit, whether it is met."""
    it = judged.attainment
    if it.formula is Formula.TYPE_II:
        return NOTHING  # the last column has it
    if it.raw is not None:
        return _percent(ctx, it.raw)
    if it.status is Status.VALUE and it.met is not None:
        return ctx.mark(it).word.lower()
    return NOTHING


def _percent(ctx: RenderContext, value: Decimal | None) -> str:
    """A percentage without its sign, rounded as on the pages; "" where there is none."""
    return ctx.f.number(shown(value, 1, ctx.f.edges)) if value is not None else ""


class _Notes:
    """Footnotes: each place cited and each dispute has one number, as they come."""

    def __init__(self, ctx: RenderContext) -> None:
        self.ctx = ctx
        self.numbers: dict[str, int] = {}

    def marks(self, sources: Iterable[Source]) -> str:
        """References to the places where something is printed."""
        label = self.ctx.t("Source")
        return self._mark(f"{label}: {text}" for source in sources if (text := self._text(source)))

    def disputed(self, judged: Judged) -> dict[DisputedField, str]:
        """Of a measure at its period, what is in dispute and a reference to the reasons."""
        found = of_measure(self.ctx.results, judged.result, judged.period)
        unit, marks = judged.result.use.traits.unit or "", dict.fromkeys(DisputedField, "")
        for field in dict.fromkeys(it.field for it in found):
            words = escaped(self.ctx.t("in dispute"))
            said = (dispute(self.ctx, it, unit).unescape() for it in found if it.field is field)
            marks[field] = f" ({words}){self._mark(said)}"
        return marks

    def _mark(self, texts: Iterable[str]) -> str:
        found = [self.numbers.setdefault(text, len(self.numbers) + 1) for text in texts]
        return "".join(f"[^{number}]" for number in dict.fromkeys(found))

    def _text(self, source: Source) -> str:
        cited = self.ctx.cited(source)
        return cited.text if cited else ""

    def blocks(self) -> Iterator[str]:
        """The heading of the sources and a line for each."""
        if self.numbers:
            heading = self.ctx.t("Sources")
            yield f"## {heading}"
            yield "\n".join(f"[^{n}]: {escaped(text)}" for text, n in self.numbers.items())
