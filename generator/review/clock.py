"""Which dates of commits are believed. Whoever makes a commit chooses its date.

A date before there was git, or later than the machine's clock, says nothing. Of the others the
latest counts: a commit stands on those before it, so it cannot be older than they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

from generator.problems import Message, Place, Problem, error, msg, warning
from generator.review.git import GitError, Repository, ask, moment
from generator.review.snapshot import CONTENT

_GIT_BEGAN = datetime(2005, 4, 7, tzinfo=UTC)
_SLACK = timedelta(days=1)
"""By how much the clock of whoever commits may be wrong before it is worth a word."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is, and where the days of the portal begin."""

    now: datetime
    zone: tzinfo = UTC

    def day(self, time: datetime) -> date:
        """The civil day of the portal."""
        return time.astimezone(self.zone).date()

    def believed(self, seconds: str) -> datetime | None:
        """The time of a commit (UTC) as git prints it; None where it cannot be."""
        time = moment(seconds)
        return time if time is not None and _GIT_BEGAN <= time <= self.now else None


def content_time(content: Path, clock: Clock, revision: str = "HEAD") -> datetime | None:
    """When the content last changed on the main line (UTC); None without a date to believe."""
    return _latest(clock, _written(content.parent, revision, CONTENT))


def time_of(repo: Repository, clock: Clock, commit: str) -> datetime | None:
    """The same of what a commit has, read from git alone: nothing is on the disk."""
    where = f":(top,literal){repo.prefix}{CONTENT}"
    return _latest(clock, _written(repo.folder, commit, where))


def _latest(clock: Clock, written: list[str]) -> datetime | None:
    return max(filter(None, map(clock.believed, written)), default=None)


def in_future(content: Path, clock: Clock) -> Iterator[Problem]:
    """commit-date: what will count one day, though nobody can mend it any more."""
    times = filter(None, map(moment, _written(content.parent, "HEAD", CONTENT)))
    later = [time for time in times if time > clock.now + _SLACK]
    if later:
        what = msg("the history has commits dated in the future ({day})", day=min(later).date())
        hint = msg("their dates do not count until then")
        yield warning("commit-date", Place("content/"), what, hint)


def _written(folder: Path, revision: str, where: str) -> list[str]:
    """The dates of the first-parent commits that touched the content, as git prints them."""
    command = ["log", "--first-parent", "--no-show-signature", "--format=%ct", revision]
    try:
        done = ask(folder, [*command, "--", where])
    except GitError:
        return []
    return done.out.decode("ascii", "replace").splitlines() if done.status == 0 else []


def check_dates(repo: Repository, base: str, clock: Clock, branch: str) -> Iterator[Problem]:
    """commit-date: the commits that HEAD has and ``base`` has not were made when they say so.

    Raises GitError where they cannot be read.
    """
    if not repo.has(["rev-parse", "--verify", "--quiet", "HEAD"]):
        return
    form = "--format=%m%x00%h%x00%H%x00%P%x00%ct"
    command = ["log", "--boundary", "--topo-order", "--reverse", "--no-show-signature", form]
    done = ask(repo.folder, [*command, f"{base}..HEAD", "--"])
    if done.status != 0:
        raise GitError(msg("the history cannot be read: {why}", why=done.complaint))
    times: dict[str, datetime | None] = {}
    renewal = f"git rebase --force-rebase {branch}"
    for line in done.out.decode("ascii", "replace").splitlines():
        mark, short, name, parents, seconds = line.split("\0")
        before = [time for it in parents.split(" ") if (time := times.get(it))]
        times[name] = clock.believed(seconds)
        if mark == ">" and (what := _wrong(moment(seconds), before, clock, short)):
            hint = msg("renew the dates of the proposal: {command}", command=renewal)
            yield error("commit-date", Place("content/"), what, hint)


def _wrong(
    time: datetime | None, before: list[datetime], clock: Clock, name: str
) -> Message | None:
    """What cannot be in the date of a commit, given those that it stands on."""
    if time is None or time < _GIT_BEGAN:
        return msg("the commit {name} is dated before there was git, or has no date", name=name)
    if time > clock.now + _SLACK:
        return msg("the commit {name} is dated in the future ({day})", name=name, day=time.date())
    if any(time < it - _SLACK for it in before):
        return msg(
            "the commit {name} is dated {day}, before the one it stands on ({other})",
            name=name,
            day=time.date(),
            other=max(before).date(),
        )
    return None
