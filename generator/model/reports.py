"""The files beside a plan: results, amendments, recommendations, calendar."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from generator.model.base import Model, fault
from generator.model.breakdown import read_figure
from generator.model.history import WORDS, MovedFigure
from generator.model.measure import ResultEntry, ResultStatus, Schedule, filled_in
from generator.model.narrative import Paragraphs, PrintedTable
from generator.model.period import Granularity, Period
from generator.model.period_field import PeriodField, read_period, years_said
from generator.model.quantities import Whole, read_value
from generator.model.scalars import (
    Code,
    Date,
    Id,
    Name,
    Plain,
    Reason,
    Text,
    Title,
    read_date,
    read_flag,
    read_text,
)
from generator.model.source import Cited, Source


class ResultRole(StrEnum):
    """What the results of a file serve for."""

    PROGRESS = "progress"
    BASELINE = "baseline"


class ElementReport(Cited):
    """What a report says in words of an objective, a strategy or an activity in the period.

    The columns of the implementation sheets (fichas de implementación): how the activity
    contributes, where it stands, what affected it, what is recommended.
    """

    title: Title | None = None
    """Its name as the report prints it, where that differs from the plan's."""
    scope: Paragraphs = ()
    situation: Paragraphs = ()
    factors: Paragraphs = ()
    measures_taken: Paragraphs = ()
    recommendation: Paragraphs = ()
    assessment: Paragraphs = ()
    """What the report concludes of the element as a whole."""
    tables: tuple[PrintedTable, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        words = (self.scope, self.situation, self.factors, self.measures_taken)
        if not any((*words, self.recommendation, self.assessment, self.tables)):
            raise fault("report-without-words")
        return self


class ResultsFile(Cited):
    """What was achieved in one period: one file per reporting round."""

    period: PeriodField
    cutoff: Date | None = None
    status: ResultStatus
    role: ResultRole = ResultRole.PROGRESS
    """``baseline``: a period before the plan, whose values are where the plan starts from."""
    reported_by: Id | None = None
    results: Annotated[dict[Name, ResultEntry], BeforeValidator(filled_in)] = Field(
        default_factory=dict
    )
    elements: dict[Name, ElementReport] = Field(default_factory=dict)
    """What the report says in words, by the code of the element."""

    def status_of(self, entry: ResultEntry) -> ResultStatus:
        """How firm one of its results is: by itself, else as the file says."""
        return entry.status or self.status

    @property
    def until(self) -> dt.date:
        """The last day that it tells of: the end of its period, or the day of its data before."""
        return min(self.period.end, self.cutoff or self.period.end)

    @property
    def subjects(self) -> set[str]:
        """Ids of measures and codes of elements that the file speaks of."""
        return {*self.results, *self.elements}


_WORDS = WORDS | {
    *("belongs_to", "currency", "element", "executing_unit", "formula", "measure"),
    *("region", "unit"),
}
"""Figures that are words whatever they look like: a title may be «2025»."""


def _read_amended(value: Any, info: ValidationInfo) -> Any:
    """What was changed: a figure, a switch, or words such as a direction, a unit or a formula."""
    if info.data.get("figure") in _WORDS:
        return read_text(value)
    if info.data.get("figure") == "period":
        years = years_said(info)
        ends = value if isinstance(value, dict) else {"": value}
        labels = {
            str(end): read_value(year) if years.are_calendar else read_period(year, years).text
            for end, year in ends.items()
        }
        return labels if isinstance(value, dict) else labels[""]
    if isinstance(value, Plain) and value.kind == "bool":
        return read_flag(value)
    if isinstance(value, str) and not _LIKE_A_NUMBER.fullmatch(value.strip()):
        return read_text(value)
    return read_figure(value)


_LIKE_A_NUMBER = re.compile(r"(?:S/\.?|US\$|\$|€)?[\s0-9.,'+-]*[0-9][\s0-9.,'%]*|[-–—]|#.*")
"""Text that was meant as a figure; the reader of figures says how to write it."""


class AmendedChange(Model):
    """One figure that an amendment moved; without ``to`` it is gone, and may its measure be."""

    measure: Name
    period: PeriodField | None = None
    member: Title | None = None
    figure: Code = "target"
    before: Annotated[Any, BeforeValidator(_read_amended), Field(alias="from")] = None
    after: Annotated[Any, BeforeValidator(_read_amended), Field(alias="to")] = None

    def by_member(self) -> Iterator[tuple[str, Any, Any]]:
        """Member ("" for the whole), value before and after; a target may be given for several."""
        parts = [part for part in (self.before, self.after) if isinstance(part, dict)]
        if self.figure in {"bands", "period"} or not parts:
            yield self.member or "", self.before, self.after
            return
        for name in dict.fromkeys(name for part in parts for name in part):
            old, new = (
                part.get(name) if isinstance(part, dict) else part
                for part in (self.before, self.after)
            )
            yield name, old, new


class Amendment(Cited):
    """An approved change of commitments."""

    id: Id
    date: Date
    document: Id
    reason: Reason
    changes: tuple[AmendedChange, ...]

    @property
    def ground(self) -> dict[str, str]:
        """What a step of the history says of it."""
        return {"amendment": self.id, "document": self.document, "reason": self.reason}

    def moved_figures(self) -> Iterator[MovedFigure]:
        """The figures that it says it moved; a target may be given for several members."""
        for index, change in enumerate(self.changes):
            place = self.place_of("changes", index)
            for member, before, after in change.by_member():
                yield MovedFigure(
                    measure=change.measure,
                    period=change.period,
                    member=member,
                    figure=change.figure,
                    before=before,
                    after=after,
                    place=place,
                )


class RecommendationStatus(StrEnum):
    """Where a recommendation or commitment stands."""

    PENDING = "pending"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    DROPPED = "dropped"


def _read_deadline(value: Any, info: ValidationInfo) -> Any:
    """A date, or a period whose last day is meant."""
    text = str(value)
    if isinstance(value, Plain) and value.kind == "date":
        return read_date(value)
    return read_period(text, years_said(info))


class FollowUp(Model):
    """What was done about a recommendation, and when."""

    date: Date
    text: Text
    status: RecommendationStatus | None = None
    source: Source | None = None


class Action(Cited):
    """What will be done about a recommendation, by whom and in which months."""

    text: Text
    owner: tuple[Id, ...] = ()
    schedule: Schedule = ()
    by_region: dict[Title, Schedule] = Field(default_factory=dict)
    """Months for each region that the document names."""


class Recommendation(Cited):
    """A recommendation or a commitment with its owner and deadline."""

    code: Code
    text: Text
    kind: Code = "recommendation"
    owner: tuple[Id, ...] = ()
    deadline: Annotated[Any, BeforeValidator(_read_deadline)] = None
    printed_owner: Title | None = None
    printed_deadline: Title | None = None
    schedule: Schedule = ()
    status: RecommendationStatus = RecommendationStatus.PENDING
    concerns: tuple[Name, ...] = ()
    """Elements and measures of the plan it speaks of."""
    actions: tuple[Action, ...] = ()
    follow_up: tuple[FollowUp, ...] = ()

    @property
    def owners(self) -> tuple[str, ...]:
        """The units that have to carry it out, as a whole or one of its actions."""
        own = (*self.owner, *(unit for action in self.actions for unit in action.owner))
        return tuple(dict.fromkeys(own))

    @property
    def current(self) -> RecommendationStatus:
        """Where it stands after the last follow-up that says so."""
        told = [step for step in self.follow_up if step.status is not None]
        last = max(told, key=lambda step: step.date, default=None)
        return (last and last.status) or self.status

    @property
    def due(self) -> date | None:
        """The last day of the deadline; None where there is none."""
        deadline: date | Period | None = self.deadline
        return deadline.end if isinstance(deadline, Period) else deadline

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.current in {RecommendationStatus.PENDING, RecommendationStatus.IN_PROGRESS}

    def is_overdue(self, as_of: date) -> bool:
        """Whether the deadline has passed and the recommendation is still open."""
        return self.is_open and self.due is not None and self.due < as_of


class Weekday(StrEnum):
    """Days of the week in a calendar rule."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


_MOST_WEEKS = 5
"""A weekday comes at most five times in a month."""


class NthWeekday(Model):
    """A rule such as the second Sunday of May."""

    nth: Whole
    weekday: Weekday
    month: PeriodField

    @model_validator(mode="after")
    def _exists(self) -> Self:
        monthly = self.month.granularity is Granularity.MONTH
        if not monthly or not 1 <= self.nth <= _MOST_WEEKS or self.day > self.month.end:
            raise fault("bad-weekday-rule")
        return self

    @property
    def day(self) -> date:
        """The day that the rule names."""
        first = self.month.start
        wanted = list(Weekday).index(self.weekday)
        return first + timedelta(days=(wanted - first.weekday()) % 7 + 7 * (self.nth - 1))


class CalendarEntry(Cited):
    """Something the plan fixes a date for: one of ``date``, ``from``/``to``, ``week``, ``rule``."""

    title: Title
    kind: Code = "observance"
    date: Date | None = None
    first: Annotated[Date | None, Field(alias="from")] = None
    last: Annotated[Date | None, Field(alias="to")] = None
    week: PeriodField | None = None
    rule: NthWeekday | None = None
    printed: Title
    """Day as printed in the document."""
    marked: PeriodField | None = None
    """The period that a chart marks for it, beside the date."""
    coordination: tuple[Title, ...] = ()
    concerns: tuple[Name, ...] = ()

    @model_validator(mode="after")
    def _one_date(self) -> Self:
        ways = [self.date, self.week, self.rule, self.first or self.last]
        if sum(way is not None for way in ways) != 1 or (self.first is None) != (self.last is None):
            raise fault("calendar-date")
        if self.first and self.last and self.last < self.first:
            raise fault("span-reversed", first=str(self.first), last=str(self.last))
        if self.week and self.week.granularity not in {Granularity.WEEK, Granularity.MONTH_WEEK}:
            raise fault("calendar-date")
        return self

    @property
    def start(self) -> dt.date:
        """The day an entry falls on, or its first day."""
        if self.week is not None:
            return self.week.start
        found = self.date or self.first or (self.rule.day if self.rule else None)
        assert found is not None  # noqa: S101  # the model takes exactly one of the four
        return found

    @property
    def end(self) -> dt.date:
        """The last day of an entry (the same as the first for a single day)."""
        if self.week is not None:
            return self.week.end
        return self.last or self.start
