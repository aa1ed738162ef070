"""What each kind of change and each rule of the policy is about, and where the manual has it."""

from __future__ import annotations

from generator.model.catalog import Catalog
from generator.model.site import PolicyRule
from generator.problems import Message, msg

KINDS: dict[str, Message] = {
    "target-changed": msg("A target has another value."),
    "targets-rescheduled": msg("The targets of a year are told by other periods."),
    "target-added": msg("A period has a target that it had not."),
    "target-removed": msg("A period has no target any more."),
    "total-changed": msg("The printed total of the targets has another value."),
    "result-restated": msg("A value that had been reported is another."),
    "result-removed": msg("A value that had been reported is gone."),
    "result-reported": msg("A period has a result that it had not."),
    "result-status-changed": msg("The results of a period became final, or provisional again."),
    "baseline-changed": msg("Where a measure starts from is another."),
    "method-changed": msg("How values are read, combined or judged."),
    "budget-changed": msg("An amount is another, appears or disappears."),
    "budget-act-changed": msg("An act that moved the budget between versions."),
    "plan-added": msg("A plan that was not there, with everything in it."),
    "plan-removed": msg("A plan is gone, with everything in it."),
    "objective-added": msg("An objective that was not there."),
    "objective-removed": msg("An objective is gone."),
    "strategy-added": msg("A strategy that was not there."),
    "strategy-removed": msg("A strategy is gone."),
    "strategy-moved": msg("A strategy serves other objectives."),
    "activity-added": msg("An activity that was not there, with its measures and targets."),
    "activity-removed": msg("An activity is gone, with its measures and targets."),
    "activity-moved": msg("An activity stands under another strategy."),
    "measure-added": msg("An element that was there is measured by something more."),
    "measure-removed": msg("An element that stays is no longer measured by something."),
    "measure-moved": msg("A measure hangs on another element."),
    "code-changed": msg("The same element, measure or sheet under another code."),
    "indicator-added": msg("A sheet that was not there."),
    "indicator-removed": msg("A sheet is gone."),
    "contribution-changed": msg("The elements of other plans that something contributes to."),
    "state-changed": msg("The state of a plan."),
    "approval-changed": msg("The act that approves a plan, or one of its versions."),
    "amendment-changed": msg("An entry of amendments.yml."),
    "responsible-changed": msg("Who answers for something, or carries it out."),
    "deadline-changed": msg("When something is due, takes place or was closed."),
    "recommendation-changed": msg("A recommendation or commitment is another."),
    "published-changed": msg("A figure as the institution printed it."),
    "register-changed": msg("An entry of the units, documents, glossary or signatures."),
    "portal-changed": msg("The portal itself: publisher, licence, rules on commitments."),
    "source-changed": msg("Where a figure or a text comes from."),
    "text-changed": msg("Words: titles, notes, descriptions, sections."),
}
"""What a change of each kind is, in one sentence."""

POLICY: dict[str, Message] = {
    PolicyRule.UNAMENDED_CHANGE: msg("A public commitment changed without an amendment."),
    PolicyRule.AMENDMENT_MISMATCH: msg("An amendment does not say what the files did."),
    PolicyRule.RESTATED_RESULT: msg("A final result changed without a correction."),
    PolicyRule.REMOVED_COMMITMENT: msg("A public commitment is gone."),
    PolicyRule.BACK_TO_DRAFT: msg("A published plan is a draft again."),
}
"""What each rule refuses, in one sentence."""


def about(code: str) -> Message:
    """The sentence of a kind of change or of a rule."""
    return POLICY[code] if code in POLICY else KINDS[code]


def page(code: str) -> str:
    """The page of the manual that has a kind or a rule, from the folder of the manual."""
    return f"editores/{'reglas' if code in POLICY else 'cambios'}"


def manual(code: str) -> str:
    """Where the manual explains it, as a file of the project."""
    return f"docs/{page(code)}.md#{code}"


def address(code: str, catalog: Catalog) -> str | None:
    """Where the portal explains it, if the portal says where it stands."""
    url = catalog.site.url if catalog.site else None
    return f"{url.rstrip('/')}/{page(code)}/#{code}" if url else None
