"""Profiles: how plans of a country or an institution are made, as defaults and requirements."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from generator.model.money import Stage
from generator.model.period import Granularity
from generator.model.period_field import MonthField
from generator.model.plan import OwnLevel
from generator.model.scalars import Code, Id, Text, Title, Url
from generator.model.source import Cited


class RequiredOf(StrEnum):
    """What a profile asks fields of."""

    PLAN = "plan"
    ELEMENT = "element"
    """Every part of a plan."""
    INDICATOR = "indicator"
    """The sheets that its measures use."""
    MEASURE = "measure"


class Profile(Cited):
    """Defaults that a plan may write otherwise, and what it is asked for."""

    id: Id
    title: Title
    levels: tuple[OwnLevel, ...] = ()
    """Those of its plans; ``objective``, ``strategy`` and ``activity`` are the usual ones."""
    stages: tuple[Stage, ...] = ()
    """Stages of money that there are; all, where it names none."""
    method: Title | None = None
    frequency: Granularity | None = None
    year_starts: MonthField | None = None
    requires: dict[RequiredOf, tuple[Code, ...]] = Field(default_factory=dict)
    """Fields that have to be filled in."""
    origin: Text | None = None
    """What it is taken from, in words."""
    url: Url | None = None
