"""«In one sentence» as pages have it: each sentence with the page that tells more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from generator import paths
from generator.compute.results import PlanResult
from generator.compute.rollups import Scope, ScopeKey
from generator.highlights.highlight import Highlight, Rule
from generator.highlights.sentences import MOST, highlights
from generator.highlights.subject import Subject
from generator.model.catalog import PLAN
from generator.problems import msg
from generator.render.views.common import Link, RenderContext
from generator.render.views.plan.why import Quote, WhyGroup

_MORE = {
    Rule.BEHIND: msg("the lowest"),
    Rule.OWED: msg("what is missing"),
    Rule.OVERDUE: msg("recommendations"),
    Rule.PACE: msg("its periods"),
    Rule.CONTRADICTION: msg("each figure"),
    Rule.MONEY: msg("the amounts"),
    Rule.CHANGED: msg("the changes"),
    Rule.BEYOND: msg("targets and results"),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and what leads on."""

    text: str
    more: Link
    plan: str = ""
    """The plan that it is of, where the page is of several."""
    quote: Quote | None = None
    """What explains the one that it names last."""


def sentences_of(
    ctx: RenderContext,
    result: PlanResult,
    scope: Scope | None,
    code: str,
    why: Sequence[WhyGroup],
    said: frozenset[Rule] = frozenset(),
) -> tuple[Sentence, ...]:
    """The sentences of a plan or of a part of it, without what its page ``said`` already."""
    told = highlights(Subject(ctx.results, result, scope, code), ctx.f) if scope else ()
    found = [it for it in told if it.rule not in said]
    page = paths.page_of(result.folder.id, code)
    return tuple(replace(_sentence(ctx, it, page), quote=_quote(it, why)) for it in found)


def _quote(it: Highlight, why: Iterable[WhyGroup]) -> Quote | None:
    """What explains the one that a sentence names last: the lowest; None where nothing does."""
    if it.rule is not Rule.BEHIND or not it.about:
        return None
    named = {it.href, f"{it.href}#{it.about}"}
    own = (group.quote for group in why if named & {row.name.href for row in group.rows})
    return next(own, None)


def _sentence(ctx: RenderContext, it: Highlight, page: str, plan: str = "") -> Sentence:
    return Sentence(it.text, Link(ctx.t(_MORE[it.rule]), "" if it.href == page else it.href), plan)


def sentences_across(
    ctx: RenderContext,
    plans: Iterable[PlanResult],
    scopes: Iterable[Scope],
    code: str,
    rules: Collection[Rule] = (),
) -> tuple[Sentence, ...]:
    """The same of several plans: by rule, then by plan; five, or all that some rules make.

    Of a unit that answers for a plan, those of the whole plan, as the figures of its page are.
    """
    found = [
        (list(Rule).index(it.rule), n, result, it)
        for n, result in enumerate(plans)
        for scope in scopes
        for it in highlights(Subject(ctx.results, result, *_key(result, scope, code)), ctx.f)
        if not rules or it.rule in rules
    ]
    found.sort(key=lambda row: row[:2])
    once = {(n, it.text): (result, it) for _, n, result, it in reversed(found)}
    rows = [*reversed(once.values())][: None if rules else MOST]
    return tuple(_sentence(ctx, it, "", result.folder.plan.name) for result, it in rows)


def _key(result: PlanResult, scope: Scope, code: str) -> ScopeKey:
    answers = scope is Scope.UNIT and result.folder.plan.leading == code
    return (Scope.PLAN, PLAN) if answers else (scope, code)
