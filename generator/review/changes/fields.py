"""Changes of a field: one value before, one after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.review.changes.base import Change, Family, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange(Change):
    """A field has another value; one of the two is None where it came or went."""

    field: str
    """Its key in the file."""
    entry: str = ""
    """Which entry of a list: the id of a document, the code of a recommendation, a period."""
    before: Value
    after: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineChanged(FieldChange):
    """Where a measure starts from."""

    kind: ClassVar[str] = "baseline-changed"
    family: ClassVar[Family] = Family.BASELINES


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodChanged(FieldChange):
    """How values are read, combined or judged: unit, direction, bands, formula, and the like."""

    kind: ClassVar[str] = "method-changed"
    family: ClassVar[Family] = Family.METHODS


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetActChanged(FieldChange):
    """An act that moved the budget between versions."""

    kind: ClassVar[str] = "budget-act-changed"
    family: ClassVar[Family] = Family.BUDGETS


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibleChanged(FieldChange):
    """Who answers for something, or carries it out."""

    kind: ClassVar[str] = "responsible-changed"
    family: ClassVar[Family] = Family.RESPONSIBLES


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChanged(FieldChange):
    """The state of a plan."""

    kind: ClassVar[str] = "state-changed"
    family: ClassVar[Family] = Family.STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalChanged(FieldChange):
    """The act that approves a plan, or one of its versions."""

    kind: ClassVar[str] = "approval-changed"
    family: ClassVar[Family] = Family.APPROVALS


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentChanged(FieldChange):
    """An entry of ``amendments.yml``."""

    kind: ClassVar[str] = "amendment-changed"
    family: ClassVar[Family] = Family.APPROVALS


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineChanged(FieldChange):
    """When something is due, takes place or was closed."""

    kind: ClassVar[str] = "deadline-changed"
    family: ClassVar[Family] = Family.DEADLINES


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationChanged(FieldChange):
    """A recommendation or commitment: came, went, was followed up, has another status or owner."""

    kind: ClassVar[str] = "recommendation-changed"
    family: ClassVar[Family] = Family.RECOMMENDATIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionChanged(FieldChange):
    """The elements of other plans that something contributes to."""

    kind: ClassVar[str] = "contribution-changed"
    family: ClassVar[Family] = Family.STRUCTURE


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedChanged(FieldChange):
    """A figure as the institution printed it."""

    kind: ClassVar[str] = "published-changed"
    family: ClassVar[Family] = Family.PUBLISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterChanged(FieldChange):
    """An entry of the registers: units, documents, glossary, signatures of an agreement."""

    kind: ClassVar[str] = "register-changed"
    family: ClassVar[Family] = Family.REGISTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalChanged(FieldChange):
    """The portal itself: publisher, licence, languages, rules on commitments."""

    kind: ClassVar[str] = "portal-changed"
    family: ClassVar[Family] = Family.PORTAL


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChanged(FieldChange):
    """Where a figure or a text comes from."""

    kind: ClassVar[str] = "source-changed"
    family: ClassVar[Family] = Family.SOURCES


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChanged(FieldChange):
    """Words: titles, notes, descriptions, sections."""

    kind: ClassVar[str] = "text-changed"
    family: ClassVar[Family] = Family.TEXTS
