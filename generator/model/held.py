"""A plan that is shown as it was before its files had errors, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What of a plan stands in the place of its files of today, and why."""

    plan: str
    title: str
    """Its own; its id where no version of it says one."""
    entity: str
    """Whose it is; "" where no version says so."""
    day: date | None
    """The day of the version that is shown; None where there is none to show."""
    commit: str = ""
    """Of that version; "" where it is the copy that a build kept."""
    since: date | None = None
    """The day from which on every version had errors; None where that is not known."""
    own: tuple[Problem, ...] = ()
    """The errors in its own files."""
    others: tuple[Problem, ...] = ()
    """Those in other files that hold it too."""
    is_whole: bool = False
    """All of the content is shown as of that day, not this plan alone."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What has to be mended before it is shown as it is: its own first, if it has any."""
        return self.own or self.others
