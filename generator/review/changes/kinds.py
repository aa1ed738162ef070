"""The table of kinds: one row for every kind of change.

A new kind is a row here and a section in the manual (``generator/manual/es/editores/cambios.md``).
"""

from __future__ import annotations

from enum import Enum

from generator.problems import Message, msg, plural
from generator.review.changes.traits import ChangeTraits, Family, Reach, WarnWhen

_TARGET = ("period", "member", "unit", "in_percent")
_RESULT = (*_TARGET, "is_baseline")
_WHOLE = ("targets", "n_measures", "n_activities", "n_results", "n_budgets", "unit")
_YEAR = (
    *("year", "before", "after", "total_before", "total_after"),
    *("unit", "in_percent", "ease", "unit_before"),
)
_AMOUNT = (
    *("year", "stage", "version", "executing_unit", "concept", "funding", "covers", "currency"),
    *("before", "after"),
)


def _came(counted: Message, about: Message, line: Message) -> ChangeTraits:
    """A part of a plan that was not there, told with what it has."""
    return ChangeTraits(Family.STRUCTURE, counted, about, line, _WHOLE)


def _went(counted: Message, about: Message, line: Message) -> ChangeTraits:
    """A part of a plan that is gone, told with what it had."""
    return ChangeTraits(Family.STRUCTURE, counted, about, line, _WHOLE, WarnWhen.ALWAYS)


def _relocated(counted: Message, about: Message, line: Message) -> ChangeTraits:
    """The same thing in another place of the plan."""
    return ChangeTraits(Family.STRUCTURE, counted, about, line, ("before", "after"))


class ChangeKind(Enum):
    """Every kind of change, in the order in which a reviewer reads them."""

    TARGET_CHANGED = ChangeTraits(
        Family.TARGETS,
        plural("{n} target changed", "{n} targets changed"),
        msg("A target has another value."),
        msg("target {when}: {figure}"),
        (*_TARGET, "before", "after", "ease", "unit_before"),
        reach=Reach.FIGURE,
    )
    TARGETS_RESCHEDULED = ChangeTraits(
        Family.TARGETS,
        plural(
            "{n} indicator with targets for other periods",
            "{n} indicators with targets for other periods",
        ),
        msg("The targets of a year are given by other periods."),
        msg("targets {year} in other periods: {before} → {after}, together {figure}"),
        _YEAR,
        reach=Reach.YEAR,
    )
    TARGET_ADDED = ChangeTraits(
        Family.TARGETS,
        plural("{n} target added", "{n} targets added"),
        msg("A period has a target that it had not."),
        msg("target {when} added: {figure}"),
        (*_TARGET, "after"),
        reach=Reach.FIGURE,
    )
    TARGET_REMOVED = ChangeTraits(
        Family.TARGETS,
        plural("{n} target removed", "{n} targets removed"),
        msg("A period has no target any more."),
        msg("target {when} removed: it was {figure}"),
        (*_TARGET, "before"),
        WarnWhen.ALWAYS,
        Reach.FIGURE,
    )
    TOTAL_CHANGED = ChangeTraits(
        Family.TARGETS,
        plural("{n} printed total", "{n} printed totals"),
        msg("The printed total of the targets has another value."),
        msg("printed total of the targets: {figure}"),
        ("before", "after", "unit", "in_percent"),
    )
    RESULT_RESTATED = ChangeTraits(
        Family.RESULTS,
        plural("{n} result corrected", "{n} results corrected"),
        msg("A reported result is another."),
        msg("result {when} corrected: {figure}"),
        (*_RESULT, "before", "after", "was_final", "correction"),
        reach=Reach.FIGURE,
    )
    RESULT_REMOVED = ChangeTraits(
        Family.RESULTS,
        plural("{n} result removed", "{n} results removed"),
        msg("A reported result is gone."),
        msg("result {when} removed: it was {figure}"),
        (*_RESULT, "before", "was_final"),
        WarnWhen.ALWAYS,
        Reach.FIGURE,
    )
    RESULT_REPORTED = ChangeTraits(
        Family.RESULTS,
        plural("{n} result reported", "{n} results reported"),
        msg("A period has a result that it had not."),
        msg("result {when} reported: {figure}"),
        (*_RESULT, "after"),
        reach=Reach.FIGURE,
    )
    RESULT_STATUS_CHANGED = ChangeTraits(
        Family.RESULTS,
        plural("{n} status of results", "{n} statuses of results"),
        msg("Results became final, or provisional or estimated again."),
        msg("results {when}: {before} → {after}"),
        ("period", "before", "after"),
    )
    BASELINE_CHANGED = ChangeTraits(
        Family.BASELINES,
        plural("{n} baseline", "{n} baselines"),
        msg("The starting point of an indicator is another."),
    )
    METHOD_CHANGED = ChangeTraits(
        Family.METHODS,
        plural("{n} way of measuring", "{n} ways of measuring"),
        msg("How values are read, combined or assessed."),
        alert=WarnWhen.WITH_EFFECT,
        reach=Reach.MEASURES,
    )
    BUDGET_CHANGED = ChangeTraits(
        Family.BUDGETS,
        plural("{n} amount", "{n} amounts"),
        msg("An amount is another, appears or disappears."),
        msg("budget {name}: {figure}"),
        _AMOUNT,
        WarnWhen.WHEN_GONE,
    )
    BUDGET_ACT_CHANGED = ChangeTraits(
        Family.BUDGETS,
        plural("{n} act on the budget", "{n} acts on the budget"),
        msg("An act that changed the budget between versions."),
        alert=WarnWhen.WHEN_GONE,
    )
    PLAN_ADDED = _came(
        plural("{n} plan added", "{n} plans added"),
        msg("A plan that was not there, with everything in it."),
        msg("plan added"),
    )
    PLAN_REMOVED = _went(
        plural("{n} plan removed", "{n} plans removed"),
        msg("A plan is gone, with everything in it."),
        msg("plan removed"),
    )
    OBJECTIVE_ADDED = _came(
        plural("{n} objective added", "{n} objectives added"),
        msg("An objective that was not there."),
        msg("objective added"),
    )
    OBJECTIVE_REMOVED = _went(
        plural("{n} objective removed", "{n} objectives removed"),
        msg("An objective is gone."),
        msg("objective removed"),
    )
    STRATEGY_ADDED = _came(
        plural("{n} strategy added", "{n} strategies added"),
        msg("A strategy that was not there."),
        msg("strategy added"),
    )
    STRATEGY_REMOVED = _went(
        plural("{n} strategy removed", "{n} strategies removed"),
        msg("A strategy is gone."),
        msg("strategy removed"),
    )
    STRATEGY_MOVED = _relocated(
        plural("{n} strategy moved", "{n} strategies moved"),
        msg("A strategy contributes to other objectives."),
        msg("strategy moved: {before} → {after}"),
    )
    ACTIVITY_ADDED = _came(
        plural("{n} activity added", "{n} activities added"),
        msg("An activity that was not there, with its indicators and targets."),
        msg("activity added"),
    )
    ACTIVITY_REMOVED = _went(
        plural("{n} activity removed", "{n} activities removed"),
        msg("An activity is gone, with its indicators and targets."),
        msg("activity removed"),
    )
    ACTIVITY_MOVED = _relocated(
        plural("{n} activity moved", "{n} activities moved"),
        msg("An activity stands under another strategy."),
        msg("activity moved: {before} → {after}"),
    )
    ELEMENT_ADDED = _came(
        plural("{n} part of a plan added", "{n} parts of a plan added"),
        msg("A part of a plan with levels of its own that was not there."),
        msg("part of the plan added"),
    )
    ELEMENT_REMOVED = _went(
        plural("{n} part of a plan removed", "{n} parts of a plan removed"),
        msg("A part of a plan with levels of its own is gone."),
        msg("part of the plan removed"),
    )
    ELEMENT_MOVED = _relocated(
        plural("{n} part of a plan moved", "{n} parts of a plan moved"),
        msg("A part of a plan with levels of its own stands under another one."),
        msg("part of the plan moved: {before} → {after}"),
    )
    MEASURE_ADDED = _came(
        plural("{n} indicator added", "{n} indicators added"),
        msg("An objective, strategy or activity that was there has one more indicator."),
        msg("indicator added"),
    )
    MEASURE_REMOVED = _went(
        plural("{n} indicator removed", "{n} indicators removed"),
        msg("An objective, strategy or activity that stays loses an indicator."),
        msg("indicator removed"),
    )
    MEASURE_MOVED = _relocated(
        plural("{n} indicator moved", "{n} indicators moved"),
        msg("An indicator moved to another place in the plan."),
        msg("indicator moved: {before} → {after}"),
    )
    CODE_CHANGED = ChangeTraits(
        Family.STRUCTURE,
        plural("{n} code changed", "{n} codes changed"),
        msg("The same part of the plan, indicator or sheet under another code."),
        details=("what", "before", "after"),
    )
    INDICATOR_ADDED = ChangeTraits(
        Family.STRUCTURE,
        plural("{n} sheet added", "{n} sheets added"),
        msg("A sheet that was not there."),
        msg("sheet added"),
        (),
    )
    INDICATOR_REMOVED = ChangeTraits(
        Family.STRUCTURE,
        plural("{n} sheet removed", "{n} sheets removed"),
        msg("A sheet is gone."),
        msg("sheet removed"),
        (),
    )
    CONTRIBUTION_CHANGED = ChangeTraits(
        Family.STRUCTURE,
        plural("{n} link between plans", "{n} links between plans"),
        msg("The objectives and strategies of other plans that something contributes to."),
    )
    STATE_CHANGED = ChangeTraits(
        Family.STATES,
        plural("{n} state of a plan", "{n} states of plans"),
        msg("The state of a plan."),
        alert=WarnWhen.ALWAYS,
    )
    APPROVAL_CHANGED = ChangeTraits(
        Family.APPROVALS,
        plural("{n} approval or version", "{n} approvals or versions"),
        msg("The act that approves a plan, or one of its versions."),
        alert=WarnWhen.WHEN_GONE,
    )
    AMENDMENT_CHANGED = ChangeTraits(
        Family.APPROVALS,
        plural("{n} amendment", "{n} amendments"),
        msg("An entry of amendments.yml."),
        alert=WarnWhen.WHEN_GONE,
    )
    RESPONSIBLE_CHANGED = ChangeTraits(
        Family.RESPONSIBLES,
        plural("{n} responsible unit", "{n} responsible units"),
        msg("Who answers for something, or carries it out."),
    )
    DEADLINE_CHANGED = ChangeTraits(
        Family.DEADLINES,
        plural("{n} date", "{n} dates"),
        msg("When something is due, takes place or was closed."),
    )
    RECOMMENDATION_CHANGED = ChangeTraits(
        Family.RECOMMENDATIONS,
        plural("{n} recommendation", "{n} recommendations"),
        msg("A recommendation or commitment is another."),
    )
    PUBLISHED_CHANGED = ChangeTraits(
        Family.PUBLISHED,
        plural("{n} published figure", "{n} published figures"),
        msg("A figure as the institution published it."),
    )
    DISPUTE_CHANGED = ChangeTraits(
        Family.PUBLISHED,
        plural("{n} figure in dispute", "{n} figures in dispute"),
        msg("What of an indicator, a result or an amount is said to be in dispute."),
    )
    REGISTER_CHANGED = ChangeTraits(
        Family.REGISTERS,
        plural("{n} entry of a register", "{n} entries of registers"),
        msg("An entry of the units, documents, glossary, corrections or signatures, or a code."),
    )
    PORTAL_CHANGED = ChangeTraits(
        Family.PORTAL,
        plural("{n} setting of the portal", "{n} settings of the portal"),
        msg("The portal itself: publisher, license, rules on commitments."),
    )
    SOURCE_CHANGED = ChangeTraits(
        Family.SOURCES,
        plural("{n} source", "{n} sources"),
        msg("Where a figure or a text comes from."),
    )
    TEXT_CHANGED = ChangeTraits(
        Family.TEXTS,
        plural("{n} change of text", "{n} changes of text"),
        msg("Words: titles, notes, descriptions, sections."),
    )

    @property
    def code(self) -> str:
        """Its written name: ``target-changed``."""
        return self.name.lower().replace("_", "-")

    @property
    def is_removal(self) -> bool:
        """Whether something is there no more."""
        return self.name.endswith("_REMOVED")

    @classmethod
    def of(cls, code: str) -> ChangeKind:
        """The kind of a written name. Raises KeyError where there is none."""
        return cls[code.upper().replace("-", "_")]
