"""judge(proposal) -> findings: whether public commitments changed with their ground.

A plan that is approved, in force or closed in BASE is a public commitment; only a draft is free.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from generator.model.catalog import Catalog
from generator.model.site import PolicyRule, PolicySeverity
from generator.problems import Problem, Severity, in_order
from generator.review.policy.base import Finding, Move, Proposal
from generator.review.policy.results import check_results
from generator.review.policy.rules import (
    check_amended,
    check_plan_kept,
    check_state,
    not_compared,
    unamended,
)

__all__ = ["RULES", "Finding", "Move", "Proposal", "judge", "unamended", "uncompared"]

RULES: tuple[Callable[[Proposal], Iterator[Finding]], ...] = (
    check_plan_kept,
    check_state,
    check_amended,
    check_results,
)
_STRICT = (PolicySeverity.ERROR, PolicySeverity.WARNING, PolicySeverity.OFF)


def judge(proposal: Proposal) -> tuple[Finding, ...]:
    """Findings of all rules in the order of the files, as serious as the portal says."""
    found = [finding for rule in RULES for finding in rule(proposal)]
    weighed = {
        id(problem): replace(finding, problem=problem)
        for finding in found
        if (problem := _weighed(finding.problem, proposal)) is not None
    }
    problems = in_order(finding.problem for finding in weighed.values())
    return tuple(weighed[id(problem)] for problem in problems)


def uncompared(proposal: Proposal) -> list[Problem]:
    """Warnings of the files that the policy could not judge."""
    return [not_compared(path) for path in proposal.unread_in_base]


def _weighed(problem: Problem, proposal: Proposal) -> Problem | None:
    """A finding with the severity of its rule; None where the rule is off."""
    severity = severity_of(PolicyRule(problem.code), proposal.base, proposal.head)
    if severity is PolicySeverity.OFF:
        return None
    return replace(problem, severity=Severity(severity.value))


def severity_of(rule: PolicyRule, base: Catalog, head: Catalog) -> PolicySeverity:
    """The stricter of both sides: a proposal cannot loosen the rule that judges it."""
    sites = [site for site in (base.site, head.site) if site is not None]
    given = [site.policy.get(rule, PolicySeverity.ERROR) for site in sites]
    return min(given, key=_STRICT.index, default=PolicySeverity.ERROR)
