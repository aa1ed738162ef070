"""Where a figure comes from, and the registers that citations point to."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BeforeValidator, model_validator

from generator.model.base import Model, fault
from generator.model.scalars import (
    Code,
    Date,
    Id,
    Plain,
    Reason,
    Text,
    Title,
    Url,
    listed,
    read_text,
)
from generator.model.schemes import Coded


def _read_lines(value: object) -> str:
    """Line numbers of the document's text: ``100`` or ``100-101``, quoted or not."""
    is_number = isinstance(value, Plain) and value.kind == "number"
    return str(value) if is_number else read_text(value)


Lines = Annotated[str, BeforeValidator(_read_lines)]


class Source(Model):
    """A citation: document, place in it, lines of its text edition."""

    document: Id | None = None
    place: Title | None = None
    lines: Lines | None = None
    quote: Text | None = None

    __slots__ = ("_inherited",)
    if TYPE_CHECKING:
        _inherited: Source

    def of(self, document: str | None) -> Source:
        """The same of a document that it leaves out: copied once, for it is asked for often."""
        if self.document == document:
            return self
        found = getattr(self, "_inherited", self)
        if found.document != document:
            found = self.model_copy(update={"document": document})
            object.__setattr__(self, "_inherited", found)
        return found


def cite(*sources: Source | None) -> Source | None:
    """The nearest citation; a document it leaves out is that of the next one."""
    given = [source for source in sources if source is not None]
    if not given:
        return None
    document = next((source.document for source in given if source.document), None)
    return given[0].of(document)


class SpellingCorrection(Model):
    """Why a name, a title or a definition is written otherwise and means the same."""

    reason: Reason
    date: Date


class Cited(Model):
    """What is printed somewhere: the citation of its figures, and what is to be said of them."""

    source: Source | None = None
    note: Text | None = None


class DisputedField(StrEnum):
    """Which of the figures of an entry is in dispute."""

    UNIT = "unit"
    TARGET = "target"
    RESULT = "result"
    AMOUNT = "amount"


class Disputed(Model):
    """A figure that stays as printed though something else contradicts it."""

    field: DisputedField
    why: Text
    place: Title | None = None
    """Where the contradiction stands."""


class DisputedMeasure(Disputed):
    """Of a measure; its results have their own."""

    field: Literal[DisputedField.UNIT, DisputedField.TARGET]


class DisputedResult(Disputed):
    """Of a reported result."""

    field: Literal[DisputedField.RESULT]


class DisputedAmount(Disputed):
    """Of an amount of money."""

    field: Literal[DisputedField.AMOUNT]


MeasureDisputes = Annotated[tuple[DisputedMeasure, ...], BeforeValidator(listed)]
ResultDisputes = Annotated[tuple[DisputedResult, ...], BeforeValidator(listed)]
AmountDisputes = Annotated[tuple[DisputedAmount, ...], BeforeValidator(listed)]


class DocumentKind(StrEnum):
    """What sort of document is cited."""

    LAW = "law"
    DECREE = "decree"
    RESOLUTION = "resolution"
    DIRECTIVE = "directive"
    PLAN = "plan"
    REPORT = "report"
    AGREEMENT = "agreement"
    REGULATION = "regulation"
    MEMORANDUM = "memorandum"
    OTHER = "other"


class Document(Model):
    """A resolution, law, report or plan that a figure or a text cites."""

    id: Id
    kind: DocumentKind
    number: Title | None = None
    title: Title | None = None
    """Absent where nothing prints it; the document is then known by its number."""
    issuer: Title | None = None
    date: Date | None = None
    url: Url | None = None
    approves: tuple[Id, ...] = ()
    """Documents that this one approves."""
    modifies: tuple[Id, ...] = ()
    """Documents that this one changes."""
    note: Text | None = None

    @model_validator(mode="after")
    def _has_a_name(self) -> Self:
        if self.number is None and self.title is None:
            raise fault("document-without-name")
        return self

    @property
    def name(self) -> str:
        """Its number, else its title."""
        return self.number or self.title or self.id

    @property
    def number_and_title(self) -> str:
        """Those of both that it has."""
        return ". ".join(filter(None, (self.number, self.title)))


class UnitKind(StrEnum):
    """What sort of body a unit is."""

    ENTITY = "entity"
    EXECUTING_UNIT = "executing-unit"
    OFFICE = "office"
    PROGRAMME = "programme"
    REGION_OFFICE = "region-office"
    BODY = "body"


class Unit(Cited, Coded):
    """An entity or an organisational unit."""

    id: Id
    name: Title
    acronym: Title | None = None
    kind: UnitKind
    parent: Id | None = None
    code: Code | None = None
    """Number in the State's registers, e.g. that of an executing unit."""


class Term(Cited):
    """An acronym or a term with its meaning in plain words."""

    term: Title
    name: Title
    """What the acronym stands for, or the term in full."""
    meaning: Text | None = None
    synonyms: tuple[Title, ...] = ()
