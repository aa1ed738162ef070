"""How a plan matrix is read: a file beside the content, read as strictly as the content is."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError

from generator.load.explain import explain
from generator.load.yaml_text import read_yaml
from generator.model.base import Model
from generator.model.origin import Origin
from generator.model.period import Granularity
from generator.model.period_field import MonthField
from generator.model.plan import OwnLevel, PlanKind, SpanField
from generator.model.quantities import Whole
from generator.model.scalars import Code, Id, Title, listed
from generator.model.years import Years
from generator.problems import Problem, has_errors


class CodesOf(StrEnum):
    """Where the codes of a level come from."""

    GIVEN = "given"
    """From its column."""
    MADE = "made"
    """The matrix has none: below the code above, in the order of the rows."""
    JOINED = "joined"
    """They repeat under another parent, so that its code stands before them."""


class Decimals(StrEnum):
    """The sign before the decimals of numbers that are text."""

    COMMA = ","
    POINT = "."


class Fractions(StrEnum):
    """What 0.85 is where a percentage goes and nothing says %."""

    PERCENT = "percent"
    """85 %."""
    NUMBER = "number"
    """0.85 %."""


class MatrixLevel(OwnLevel):
    """A level of the plan."""

    codes: CodesOf = CodesOf.GIVEN


class MatrixColumn(Model):
    """A column with what stands over it, and what it holds: ``target 2026-T1``."""

    column: Title
    heading: Title | None = None
    meaning: Annotated[Title, Field(alias="is")]


class MatrixPlan(Model):
    """What a matrix does not say of its plan."""

    id: Id
    title: Title
    entity: Id | None = None
    """None: who publishes the portal."""
    kind: PlanKind
    period: SpanField
    frequency: Granularity
    year_starts: MonthField | None = None
    profile: Id | None = None
    currency: Code | None = None
    """Of amounts; None: that of the portal."""
    document: Id | None = None
    """Where its figures are printed: of documents.yml, or the workbook itself."""


class MatrixMapping(Model):
    """How one sheet of a workbook becomes a plan."""

    sheet: Title
    header: Annotated[tuple[Whole, ...], BeforeValidator(listed)]
    """First and last row of the headings."""
    rows: tuple[Whole, Whole]
    """First and last row of what is read."""
    skip: Annotated[tuple[Whole, ...], BeforeValidator(listed)] = ()
    """Rows among them that are no part of the plan: subtotals."""
    plan: MatrixPlan
    levels: tuple[MatrixLevel, ...]
    columns: tuple[MatrixColumn, ...]
    decimals: Decimals | None = None
    fractions: Fractions | None = None
    units: dict[Title, Annotated[tuple[Id, ...], BeforeValidator(listed)]] = {}  # noqa: RUF012
    """Units in charge as the matrix prints them, and their ids in units.yml."""
    cells: dict[Title, Any] = {}  # noqa: RUF012
    """What cells should say."""


def read_mapping_file(
    path: str, data: bytes, years: Callable[[Origin], Years]
) -> tuple[MatrixMapping | None, list[Problem]]:
    """What a file says, and what is wrong with it; None where it cannot be used."""
    tree, problems = read_yaml(path, data)
    if tree is None:
        return None, problems
    try:
        value = MatrixMapping.model_validate(tree, context=years(tree))
    except ValidationError as failure:
        return None, [*problems, *explain(tree, failure)]
    return (None if has_errors(problems) else value), problems
