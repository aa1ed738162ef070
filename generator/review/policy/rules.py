"""judge(proposal) -> findings: whether public commitments changed with their ground.

A plan that is approved, in force or closed in BASE is a public commitment; only a draft is free.
Each rule yields findings, and its words live with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from generator.model.catalog import PLAN
from generator.model.plan import PlanState
from generator.model.site import PolicyRule, PolicySeverity
from generator.problems import Message, Place, Problem, Severity, error, in_order, msg, warning
from generator.review.changes import ChangeKind
from generator.review.policy.amended import Named, accounts
from generator.review.policy.amendment_lines import brief, line, shown, to_write
from generator.review.policy.base import Breach, Move, Proposal, amendments_path
from generator.review.policy.moves import moves
from generator.review.policy.results import check_results
from generator.words.labels import FIGURES


def check_amended(proposal: Proposal) -> Iterator[Breach]:
    """unamended-change, removed-commitment, amendment-mismatch: what moved and what is said of it.

    1. A figure of a commitment that is another is named by a new amendment.
    2. So is every target of an element or a measure that is gone.
    3. What a new amendment says is what the files did, and its document is known.
    4. An amendment that was registered stays as it is.
    """
    for plan in proposal.committed:
        if not proposal.reads_amendments(plan):
            continue
        found = moves(proposal, plan)
        named, problems = accounts(proposal, plan, found)
        yield from (Breach(plan, problem) for problem in problems)
        yield from _missing(plan, found, named, proposal.revision)


def unamended(proposal: Proposal) -> dict[str, list[Move]]:
    """What moved and no new amendment names by plan, of the plans in which something did."""
    found = {plan: _unnamed(proposal, plan) for plan in proposal.committed}
    return {plan: moved for plan, moved in found.items() if moved}


def _unnamed(proposal: Proposal, plan: str) -> list[Move]:
    found = moves(proposal, plan)
    named, _ = accounts(proposal, plan, found)
    return [move for move in found if move.is_required and move.key not in named]


def _missing(plan: str, moved: list[Move], named: Named, base: str) -> Iterator[Breach]:
    lost: dict[Place, list[Move]] = {}
    for move in moved:
        if not move.is_required or move.key in named:
            continue
        if move.is_lost:
            lost.setdefault(move.place, []).append(move)
        else:
            told = move.place, _what_moved(move), _add(plan, [move], base)
            is_amount = move.rule is PolicyRule.UNAMENDED_AMOUNT
            problem = error("unamended-change", *told)
            if is_amount:
                problem = error("unamended-amount", *told)
            yield Breach(plan, problem, (line(move),))
    for place, found in lost.items():
        how = _add(plan, found, base)
        hint = msg("put it back; or, where a document approved it, {how}", how=how)
        problem = error("removed-commitment", place, _gone(found[0]), hint)
        yield Breach(plan, problem, tuple(line(move) for move in found))


def _what_moved(move: Move) -> Message:
    values = {"figure": figure_name(move), "plan": move.plan}
    values |= {"before": brief(move.before), "after": brief(move.after)}
    if move.before is None:
        what = msg("{figure} of the approved plan {plan} is new ({after}) without an amendment")
    elif move.after is None:
        what = msg(
            "{figure} of the approved plan {plan} is gone (it was {before}) without an amendment"
        )
    else:
        what = msg(
            "{figure} of the approved plan {plan} went from {before} to {after} "
            "without an amendment"
        )
    return Message(what.template, values)


def figure_name(move: Move) -> Message:
    """What moved, in words: ``target 2024 of «visitas», PE-LIM``."""
    when = f" {move.period}" if move.period else ""
    member = f", {move.member}" if move.member else ""
    name = FIGURES.get(move.figure, Message(move.figure))
    if move.measure == PLAN:
        return name
    return msg(
        "{name}{when} of «{measure}»{member}",
        name=name,
        when=when,
        measure=move.measure,
        member=member,
    )


def _add(plan: str, lines: list[Move], base: str) -> Message:
    return msg(
        "write in {path}, in a new amendment with its document and reason: {lines} "
        "(«avance amend {base}» writes it)",
        path=f"content/{amendments_path(plan)}",
        lines=to_write(lines),
        base=base,
    )


def _gone(move: Move) -> Message:
    change = move.change
    return msg(
        "«{name}» of the approved plan {plan} is gone without an amendment",
        name=change and (change.measure or change.code),
        plan=move.plan,
    )


def check_plan_kept(proposal: Proposal) -> Iterator[Breach]:
    """removed-commitment: a published plan stays."""
    back = msg("put its folder back under the same name; a plan that ended has «state: closed»")
    for change in proposal.changes:
        if change.kind is ChangeKind.PLAN_REMOVED and proposal.binds(change.plan):
            gone = msg("the approved plan {plan} is gone", plan=change.plan)
            yield Breach(change.plan, error("removed-commitment", change.place, gone, back))


def check_state(proposal: Proposal) -> Iterator[Breach]:
    """back-to-draft: what was published as a commitment is no draft again."""
    for change in proposal.changes:
        if change.kind is not ChangeKind.STATE_CHANGED or change.after is not PlanState.DRAFT:
            continue
        plan, before = change.plan, shown(change.before)
        what = msg("the plan {plan} was «{before}» and is a draft again", plan=plan, before=before)
        hint = msg(
            "write «state: {before}»; what a document changed goes to {path}",
            before=before,
            path=f"content/{amendments_path(plan)}",
        )
        yield Breach(plan, error("back-to-draft", change.place, what, hint))


RULES: tuple[Callable[[Proposal], Iterator[Breach]], ...] = (
    check_plan_kept,
    check_state,
    check_amended,
    check_results,
)
_STRICT = (PolicySeverity.ERROR, PolicySeverity.WARNING, PolicySeverity.OFF)


def judge(proposal: Proposal) -> tuple[Breach, ...]:
    """Findings of all rules in the order of the files, as serious as the portal says."""
    weighed = {}
    for finding in (found for rule in RULES for found in rule(proposal)):
        if (problem := _weighed(finding.problem, proposal)) is not None:
            weighed[id(problem)] = replace(finding, problem=problem)
    problems = in_order(finding.problem for finding in weighed.values())
    return tuple(weighed[id(problem)] for problem in problems)


def uncompared(proposal: Proposal) -> list[Problem]:
    """not-compared: warnings of the files that BASE has and cannot be read there."""
    what = msg("in the earlier version this file cannot be read: its commitments were not compared")
    hint = msg("compare with a version in which it can be read")
    return [warning("not-compared", Place(path), what, hint) for path in proposal.unread_in_base]


def _weighed(problem: Problem, proposal: Proposal) -> Problem | None:
    """A finding with the severity of its rule, None where that is off.

    The stricter of both sides decides: a proposal cannot loosen the rule that judges it.
    """
    sites = [site for site in (proposal.base.site, proposal.head.site) if site is not None]
    rule = PolicyRule(problem.code)
    given = [site.severity_of(rule) for site in sites]
    severity = min(given, key=_STRICT.index, default=PolicySeverity.ERROR)
    if severity is PolicySeverity.OFF:
        return None
    return replace(problem, severity=Severity(severity.value))
