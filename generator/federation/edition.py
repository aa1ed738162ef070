"""An edition: all institutions of a list as of one day, whatever is wrong with some."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from generator.federation.institution import Fault, HeldPlan
from generator.federation.particulars import Particulars
from generator.federation.state import Kept
from generator.federation.sums import PartialSums, total
from generator.load.institutions import Institution
from generator.problems import Message, msg, plural
from generator.review.git import Repository


class EntryStatus(StrEnum):
    """How an institution is in an edition."""

    SOUND = "sound"
    HELD = "held"
    """Its newest content has errors or cannot be read: what was before stands for it, or a part."""
    FAILED = "failed"
    """The program could not read it, or not in the bounds that it has."""
    NOT_PUBLISHED = "not-published"
    """Its content has errors, and there is no earlier one."""


LABELS = {
    EntryStatus.SOUND: msg("published"),
    EntryStatus.HELD: msg("as it was before"),
    EntryStatus.FAILED: msg("could not be read"),
    EntryStatus.NOT_PUBLISHED: msg("not published"),
}


@dataclass(frozen=True, slots=True)
class EditionEntry:
    """An institution in an edition."""

    of: Institution
    status: EntryStatus
    shown: Kept | None = None
    """What is shown of it."""
    newest: str = ""
    """The commit that its repository has; "" where nobody could say."""
    faults: tuple[Fault, ...] = ()
    n_errors: int = 0
    repo: Repository | None = None
    """Where its commits are; None where its newest content could not be read."""

    @property
    def sums(self) -> PartialSums:
        """What it gives to the national level."""
        return (self.shown and self.shown.examined.sums) or PartialSums()

    @property
    def particulars(self) -> Particulars:
        """What else it tells."""
        return self.shown.examined.particulars if self.shown else Particulars()

    @property
    def held(self) -> tuple[HeldPlan, ...]:
        """Its plans that are not shown as its newest files are; those of none where it has none."""
        return self.shown.examined.held if self.shown else ()

    @property
    def shown_as_of(self) -> date | None:
        """The earliest day of what is held; None where nothing is."""
        if not self.is_held or not self.shown:
            return None
        days = [it.day for it in self.held if it.day]
        return min(days, default=None if self.held else self.shown.day)

    @property
    def day(self) -> date | None:
        """The day of what is shown."""
        return self.shown_as_of or (self.shown.day if self.shown else None)

    @property
    def errors_since(self) -> date | None:
        """The day from which on every version had errors; None where that is not known."""
        days = [it.since for it in self.held if it.since]
        return min(days) if self.is_held and days and len(days) == len(self.held) else None

    @property
    def is_held(self) -> bool:
        """Whether anything of it is not shown as it is now."""
        return self.status is EntryStatus.HELD

    @property
    def commit(self) -> str:
        """The commit that is shown; of several, the earliest; "" where none is."""
        own = self.shown.commit if self.shown else ""
        days = (it for it in self.held if it.day and it.day == self.shown_as_of)
        return next((it.commit for it in days), own)

    @property
    def is_published(self) -> bool:
        """Whether a plan of it is shown."""
        return self.sums["plans"] > 0

    @property
    def is_up_to_date(self) -> bool:
        """Whether it owes no report."""
        return self.is_published and not self.sums["results_overdue"]

    @property
    def state(self) -> Message:
        """How it is, in words."""
        if self.status is EntryStatus.SOUND and not self.is_published:
            return _NO_PLAN
        day, since = self.shown_as_of, self.errors_since
        if day is None:
            return _SOME if self.held else LABELS[self.status]
        is_part = self.held and len(self.held) < self.sums["plans"]
        forms = _IN_PART if is_part else _WHOLE
        return forms[since is not None].having(day=day, since=since)


_NO_PLAN = msg("without a plan yet")
_SOME = msg("not all of its plans are shown")
_WHOLE = (
    msg("shown as of {day}"),
    msg("shown as of {day}; its files have had errors since {since}"),
)
_IN_PART = (
    msg("in part as of {day}"),
    msg("in part as of {day}; its files have had errors since {since}"),
)


@dataclass(frozen=True)
class EntryGroup:
    """Several institutions together."""

    scope: str
    """``country``, ``sector``, ``level`` or ``region``."""
    name: str
    entries: tuple[EditionEntry, ...]

    @cached_property
    def sums(self) -> PartialSums:
        """What all give: sums of exact sums."""
        return total(it.sums for it in self.entries)

    def n(self, *statuses: EntryStatus) -> int:
        """How many are in one of some states."""
        return sum(it.status in statuses for it in self.entries)

    @property
    def n_published(self) -> int:
        """Of how many a plan is shown."""
        return sum(it.is_published for it in self.entries)

    @property
    def n_up_to_date(self) -> int:
        """How many owe no report."""
        return sum(it.is_up_to_date for it in self.entries)


LATER = plural("{n} has data of after that day.", "{n} have data of after that day.")


@dataclass(frozen=True)
class Edition:
    """All institutions of a list, in the order of their ids, as of one day."""

    as_of: date
    entries: tuple[EditionEntry, ...]
    n_computed: int = 0
    """Of how many a content was computed; the others had not changed."""

    @property
    def n_later(self) -> int:
        """Of how many the content is of after the day by which they are judged."""
        return sum(bool(it.day and it.day > self.as_of) for it in self.entries)

    @property
    def whole(self) -> EntryGroup:
        """All of them."""
        return EntryGroup("country", "", self.entries)

    def groups(self, scope: str) -> tuple[EntryGroup, ...]:
        """By sector, level or region, in the order of their names."""
        found: dict[str, list[EditionEntry]] = {}
        for it in self.entries:
            found.setdefault(getattr(it.of, scope) or "", []).append(it)
        return tuple(EntryGroup(scope, name, tuple(found[name])) for name in sorted(found))
