"""What a plan says in words: diagnosis, audiences, approaches, results expected, legal basis."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import model_validator

from generator.model.base import Model
from generator.model.scalars import Id, Plain, Quantity, Text
from generator.model.source import Source


class SectionKind(StrEnum):
    """What a section is about, so that it can be found and compared between plans."""

    BACKGROUND = "background"
    STRENGTHS = "strengths"
    OPPORTUNITIES = "opportunities"
    WEAKNESSES = "weaknesses"
    THREATS = "threats"
    ACHIEVEMENTS = "achievements"
    PRIORITIES = "priorities"
    THEMES = "themes"
    APPROACHES = "approaches"
    SCENARIOS = "scenarios"
    ALIGNMENT = "alignment"
    ALLIES = "allies"
    KEY_MESSAGES = "key-messages"
    EXPECTED_RESULTS = "expected-results"
    ROLES = "roles"
    IMPLEMENTATION = "implementation"
    MONITORING = "monitoring"
    FINANCING = "financing"
    DESCRIPTION = "description"
    OTHER = "other"


class NamedFigure(Model):
    """A figure that a text gives in passing, kept as a figure."""

    value: Quantity
    unit: Text | None = None
    of: Text
    """What is counted."""
    source: Source | None = None
    note: Text | None = None


class Item(Model):
    """One entry of a section: a text, or a title with a text, parts and figures.

    Plain text is short for ``{text: ...}``.
    """

    title: Text | None = None
    text: Text | None = None
    paragraphs: tuple[Text, ...] = ()
    figures: tuple[NamedFigure, ...] = ()
    items: tuple[Item, ...] = ()
    source: Source | None = None
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {"text": data} if isinstance(data, str | Plain) else data


class Section(Model):
    """A part of the document: its title as printed, its words and its list."""

    kind: SectionKind
    title: Text
    paragraphs: tuple[Text, ...] = ()
    items: tuple[Item, ...] = ()
    source: Source | None = None
    note: Text | None = None


class Audience(Model):
    """Who is addressed on one theme."""

    theme: Text
    primary: tuple[Text, ...] = ()
    secondary: tuple[Text, ...] = ()
    source: Source | None = None


class LegalBasis(Model):
    """A norm the plan rests on, with the words of the plan."""

    document: Id
    text: Text | None = None
    source: Source | None = None
