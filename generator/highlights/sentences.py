"""The rules of «In one sentence», in their order; the first five that hold are told.

Each rule is a sentence with its figures. It is silent where it does not hold, and of a figure that
is in dispute. None says a reason: it counts what the reports explain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from generator import paths
from generator.compute.attainment import Status
from generator.compute.reporting import overdue_rounds
from generator.compute.results import Results
from generator.compute.rollups import Scope
from generator.highlights.behind import behind
from generator.highlights.figures import changed as budget_changed
from generator.highlights.figures import is_disputed, paced, spent
from generator.highlights.highlight import Highlight, Rule
from generator.highlights.subject import Subject
from generator.model.catalog import PLAN
from generator.model.method import MainFigure
from generator.model.money import Stage
from generator.model.published import Published
from generator.model.rounding import shown
from generator.problems import Message, Percent, msg, plural
from generator.reconcile.findings import Finding
from generator.reconcile.ranking import Sort, ranking
from generator.words.counted import counted
from generator.words.formatter import Formatter, capital
from generator.words.labels import AMOUNTS
from generator.words.text import shortened

MOST = 5
_FAR = Decimal(150)


def highlights(subject: Subject, f: Formatter) -> tuple[Highlight, ...]:
    """The first rules that hold of a scope, five at most."""
    known, key = subject.results.derived(_known), (subject.plan.folder.id, *subject.key, f)
    if key not in known:
        found = (it for rule in RULES for it in rule(subject, f))
        known[key] = tuple(it for it, _ in zip(found, range(MOST), strict=False))
    return known[key]


def _known(_: Results) -> dict[tuple[object, ...], tuple[Highlight, ...]]:
    return {}


def _not_reported(it: Subject, f: Formatter) -> Iterator[Highlight]:
    """What has no result though its report was due, and what lacks that of a period."""
    none, behind = it.rollup.statuses.get(Status.NOT_REPORTED, 0), it.rollup.n_behind
    n_aimed, otherwise = it.rollup.n_aimed, it.rollup.n_told_otherwise
    whole = counted(it.plan, n_aimed, it.rollup.level)
    parts: list[Message] = []
    if silent := it.rollup.n_silent:
        text = plural(
            "{n} of {whole} with a target has no result in the portal, and the time to report it is"
            " over.",
            "{n} of {whole} with a target have no result in the portal, and the time to report them"
            " is over.",
        )
        parts.append(text.having(n=silent, whole=whole))
    if otherwise:
        text = plural(
            "{n} of {whole} with a target was reported in words or by part, without a result"
            " of the whole.",
            "{n} of {whole} with a target were reported in words or by part, without a result"
            " of the whole.",
        )
        parts.append(text.having(n=otherwise, whole=whole))
    if behind:
        text = plural(
            "{n} has a result and lacks the report of a period that is due.",
            "{n} have a result and lack the report of a period that is due.",
        )
        parts.append(text.having(n=behind))
    if parts:
        is_listed = it.code == PLAN and overdue_rounds(it.plan, it.results.as_of)
        href = paths.PLAN_MISSING(it.plan.folder.id) if is_listed else it.page
        yield Highlight(Rule.OWED, " ".join(map(f.t, parts)), href, none + behind, n_aimed)


def _overdue(it: Subject, f: Formatter) -> Iterator[Highlight]:
    """Recommendations past their deadline of which nothing says that they were done."""
    if it.code != PLAN and it.scope is not Scope.UNIT:
        return
    own = [r for r in it.plan.folder.recommendations if it.code == PLAN or it.code in r.owners]
    late = [entry for entry in own if entry.is_overdue(it.results.as_of)]
    if late:
        text = plural(
            "{n} of {whole} is past its deadline, and no document of the portal says that it was"
            " carried out.",
            "{n} of {whole} are past their deadline, and no document of the portal says that they"
            " were carried out.",
        )
        whole = plural("{n} recommendation", "{n} recommendations").having(n=len(own))
        href = paths.PLAN_RECOMMENDATIONS(it.plan.folder.id)
        said = f.t(text, n=len(late), whole=whole)
        yield Highlight(Rule.OVERDUE, said, href, len(late), len(own))


def _pace(it: Subject, f: Formatter) -> Iterator[Highlight]:
    """What needs more in each period that is left than a period gave until now."""
    found = paced(it)
    if found:
        measure, pace = found[0]
        text = plural(
            "To reach the target of {year}, {n} indicator needs more in each period that is left"
            " than until now: «{name}», {needed} instead of {so_far}.",
            "To reach the target of {year}, {n} indicators need more in each period that is left"
            " than until now; most of all «{name}», {needed} instead of {so_far}.",
        )
        said = f.t(
            text,
            n=len(found),
            year=str(pace.until.year),
            name=shortened(measure.use.traits.heading),
            needed=pace.needed,
            so_far=pace.so_far,
        )
        code, id_ = measure.use.element.code, measure.use.id
        page = paths.PLAN if code == PLAN else lambda plan: paths.ELEMENT(plan, code)
        href = f"{page(it.plan.folder.id)}#{id_}"
        yield Highlight(Rule.PACE, said, href, len(found), about=id_)


def _contradiction(it: Subject, f: Formatter) -> Iterator[Highlight]:
    """Published figures that contradict each other or their parts, and the greatest of them."""
    plan = it.plan.folder
    if it.code not in plan.by_code:
        return
    codes = {it.code, *plan.below(it.code)}
    found = [
        one
        for one in it.results.derived(ranking)
        if one.sort is not Sort.DOUBT
        and any(
            fd.plan == plan.id and (it.code == PLAN or _is_of(fd, codes)) for fd in one.findings
        )
    ]
    if found:
        text = plural(
            "{n} contradiction in what is published: {what}.",
            "{n} contradictions in what is published; the one with the greatest effect: {what}.",
        )
        said = f.t(text, n=len(found), what=_within(f.t(found[0].first.what)))
        yield Highlight(Rule.CONTRADICTION, said, paths.PLAN_CONTRAST(plan.id), len(found))


def _within(sentence: str) -> str:
    """A sentence inside another."""
    first = sentence[:2].lower() if sentence[1:2].islower() else sentence[:2]
    return (first + sentence[2:]).rstrip(".")


def _is_of(finding: Finding, codes: set[str]) -> bool:
    """Whether a finding is about a published figure of some parts of the plan."""
    return any(isinstance(about, Published) and about.of in codes for about in finding.about)


def _money(it: Subject, f: Formatter) -> Iterator[Highlight]:
    """How much of the budget was spent, and how far that is from the mean attainment."""
    found = spent(it)
    if found is None or found.execution is None or found.spent is None or found.key is None:
        return
    text = msg("{amount}: {percent} of the {budget}, {executed} of {total}.")
    if found.spent[1] is Stage.EXECUTED:
        text = msg("{percent} of the {budget} was spent: {executed} of {total}.")
    said = f.t(
        text,
        amount=capital(f.t(AMOUNTS[found.spent[1]])),
        percent=f.percent(found.execution),
        budget=AMOUNTS[found.key[1]],
        executed=f.money(found.executed or Decimal(0), it.plan.currency),
        total=f.money(found.modified or Decimal(0), it.plan.currency),
    )
    if found.gap and not it.is_so_far:
        text = msg("That is {points} above the mean attainment.")
        if found.gap < 0:
            text = msg("That is {points} below the mean attainment.")
        said = f"{said} {f.t(text, points=f.points(abs(shown(found.gap, 1))).lstrip('+'))}"
    yield Highlight(Rule.MONEY, said, f"{it.page}#presupuesto", value=found.execution)


def _changed(it: Subject, f: Formatter) -> Iterator[Highlight]:
    """How the budget of the plan moved, and how many targets are others than at first."""
    change = budget_changed(it)
    parts: list[str] = []
    if change.share is not None:
        money = [f.money(amount, it.plan.currency) for amount in change.amounts]
        text = msg("The budget went from {first} to {last} ({share}).")
        if change.day:
            text = msg("The budget went from {first} to {last} ({share}), last on {day}.")
        said = {"first": money[0], "last": money[-1], "day": change.day}
        parts.append(f.t(text, share=f.signed_percent(change.share), **said))
    if change.n_targets:
        text = plural(
            "{n} indicator has another target than the first that is known.",
            "{n} indicators have another target than the first that is known.",
        )
        parts.append(f.t(text, n=change.n_targets))
    if parts:
        href = paths.PLAN_CHANGES(it.plan.folder.id)
        yield Highlight(Rule.CHANGED, " ".join(parts), href, change.n_targets, None, change.share)


def _beyond(it: Subject, f: Formatter) -> Iterator[Highlight]:
    """Targets passed by so much that they may be no good targets."""
    if it.results.catalog.method(it.plan.folder.id).formula is not MainFigure.TO_TARGET:
        return
    far = [row for row in it.rows if (row.raw or 0) > _FAR and not is_disputed(it, row)]
    if far:
        most = max(row.raw for row in far if row.raw is not None)
        text = plural(
            "{n} of {whole} passed {far} of its target, {most}: the target should be revised.",
            "{n} of {whole} passed {far} of their targets, one with {most}: the targets should be"
            " revised.",
        )
        whole = counted(it.plan, it.rollup.n_averaged, it.rollup.level)
        said = f.t(text, n=len(far), whole=whole, far=Percent(_FAR), most=f.percent(most))
        yield Highlight(Rule.BEYOND, said, it.page, len(far), it.rollup.n_averaged, most)


RULES: tuple[Callable[[Subject, Formatter], Iterator[Highlight]], ...] = (
    behind,
    _not_reported,
    _overdue,
    _pace,
    _contradiction,
    _money,
    _changed,
    _beyond,
)
"""In the order of ``Rule``."""
