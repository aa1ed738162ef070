"""What git tells of a content: its history, and the day by which everything is judged."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cite.version import ContentVersion
from generator.load.disk import content_digest
from generator.model.catalog import Catalog
from generator.model.history import History
from generator.problems import Place, Problem, msg, warning
from generator.review.clock import Clock, content_time, in_future
from generator.review.git import GitError, NoHistoryError, moment, repository
from generator.review.snapshot import commit_with

if TYPE_CHECKING:
    from generator.load.loader import Memo


@dataclass(frozen=True, slots=True)
class Recorded:
    """What git knows of a content; pages say where it is nothing."""

    day: date
    history: History | None
    problems: tuple[Problem, ...] = ()


def recorded(content: Path, cache: Path, catalog: Catalog, memo: Memo) -> Recorded:
    """The history of a content and its day.

    ``memo`` has the files of the disk, most of which are those of the last commit.
    """
    from generator.review.record import record  # noqa: PLC0415  # only whoever computes needs it

    clock = clock_of(catalog)
    try:
        shown = {it.plan: it.commit for it in catalog.held}
        history = record(content, clock, cache, memo, begins(catalog), shown)
    except NoHistoryError:
        return Recorded(content_date(content, clock), None)
    except GitError as failure:
        day = content_date(content, clock)
        return Recorded(day, History(is_unreadable=True), (_unreadable(failure),))
    return Recorded(content_date(content, clock), history, tuple(in_future(content, clock)))


def _unreadable(failure: GitError) -> Problem:
    what = msg("the history was not read: {why}", why=failure.message)
    hint = msg("the pages say so; mend it, and build again")
    return warning("history-unreadable", Place("content/"), what, hint)


def unread(folder: Path) -> list[Problem]:
    """That there is a history around a folder, and it cannot be read."""
    try:
        repository(folder)
    except GitError as failure:
        return [] if isinstance(failure, NoHistoryError) else [_unreadable(failure)]
    return []


def begins(catalog: Catalog) -> date | None:
    """The day from which the portal tells its history; None for the whole."""
    told = catalog.site.history if catalog.site else None
    return told.since if told else None


def clock_of(catalog: Catalog) -> Clock:
    """What time it is, and in whose days it is told."""
    return Clock(datetime.now(UTC), catalog.zone)


def content_date(content: Path, clock: Clock, revision: str = "HEAD") -> date:
    """The day the content speaks of: that of its history, else SOURCE_DATE_EPOCH, else today.

    The computation itself never asks the clock.
    """
    return clock.day(content_time(content, clock, revision) or _chosen() or clock.now)


def version_of(
    content: Path, files: Mapping[str, bytes], clock: Clock, day: date
) -> ContentVersion:
    """In which version the figures of a content are cited, judged by a day."""
    commit = commit_with(content.parent, files)
    if commit is None:
        return ContentVersion(digest=content_digest(files), day=day)
    own = content_date(content, clock, commit)
    return ContentVersion(commit=commit, day=None if own == day else day)


def this_year() -> int:
    """The year in which a portal begins that has no content yet."""
    return (_chosen() or datetime.now(UTC)).year


def _chosen() -> datetime | None:
    """The moment that SOURCE_DATE_EPOCH says."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return moment(epoch) if epoch.isdigit() else None
