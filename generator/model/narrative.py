"""What a plan says in words: diagnosis, audiences, approaches, results expected, legal basis."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, model_validator

from generator.model.base import Model, fault
from generator.model.quantities import Quantity, read_quantity
from generator.model.scalars import Id, Plain, Text, Title, listed, read_text
from generator.model.source import Cited, Source

Paragraphs = Annotated[tuple[Text, ...], BeforeValidator(listed)]


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
    OBJECTIVES = "objectives"
    TARGET_GROUP = "target-group"
    ORGANISATION = "organisation"
    CONTENTS = "contents"
    SESSIONS = "sessions"
    RESOURCES = "resources"
    CONCLUSIONS = "conclusions"
    RECOMMENDATIONS = "recommendations"
    REFERENCES = "references"
    DESCRIPTION = "description"
    OTHER = "other"


class NamedFigure(Cited):
    """A figure that a text gives in passing, kept as a figure."""

    value: Quantity
    unit: Title | None = None
    of: Title
    """What is counted."""


def _read_cell(value: Any) -> Any:
    """A cell of a table: a number with its digits, or a text."""
    if value == "":
        return value
    number = isinstance(value, Plain) and value.kind == "number"
    return read_quantity(value) if number else read_text(value)


PrintedCell = Annotated[Any, BeforeValidator(_read_cell)]


class PrintedTable(Cited):
    """A table of the document that is no plan of its own: sessions, results by place."""

    title: Title | None = None
    columns: tuple[Title, ...]
    rows: tuple[tuple[PrintedCell, ...], ...]
    """Cells in the order of the columns; ``""`` where the document leaves one empty."""

    @model_validator(mode="after")
    def _as_wide_as_columns(self) -> Self:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise fault("row-width", row=number, cells=len(row), columns=len(self.columns))
        return self


class Item(Cited):
    """One entry of a section: a text, or a title with a text, parts and figures.

    Plain text is short for ``{text: ...}``.
    """

    title: Title | None = None
    text: Text | None = None
    paragraphs: Paragraphs = ()
    figures: tuple[NamedFigure, ...] = ()
    items: tuple[Item, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {"text": data} if isinstance(data, str | Plain) else data


class Section(Cited):
    """A part of the document: its title as printed, its words and its list."""

    kind: SectionKind
    title: Title
    paragraphs: Paragraphs = ()
    items: tuple[Item, ...] = ()
    tables: tuple[PrintedTable, ...] = ()


class Audience(Model):
    """Who is addressed on one theme."""

    theme: Title
    primary: tuple[Text, ...] = ()
    secondary: tuple[Text, ...] = ()
    source: Source | None = None


class LegalBasis(Model):
    """A norm the plan rests on, with the words of the plan."""

    document: Id
    text: Text | None = None
    source: Source | None = None
