"""Which content a figure is of: a commit, or a day and a digest where no commit has its files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

_SHORT = 12
_COMMIT = re.compile(r"([0-9a-f]{7,64})(?:@([0-9]{4}-[0-9]{2}-[0-9]{2}))?")
_UNRECORDED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.sha256-([0-9a-f]{12,64})")

SLOT = "\ue0c1"
"""Stands on a page for the version until the site is made: a page that says nothing else than
before is not written again for every commit."""


@dataclass(frozen=True, slots=True)
class ContentVersion:
    """The content that figures are computed from."""

    commit: str = ""
    """The last commit that touched the content; "" where the files are not those of a commit."""
    digest: str = ""
    """SHA-256 of the files, in hexadecimal, where no commit has them."""
    day: date | None = None
    """The day by which everything is judged; None where it is that of the commit."""

    @property
    def text(self) -> str:
        """``1a2b3c4d5e6f``; by another day than its own ``1a2b3c4d5e6f@2026-12-31``.

        Of files that no commit has it is ``2026-11-29.sha256-ab12cd34ef56``.
        """
        if not self.commit:
            return f"{self.day}.sha256-{self.digest[:_SHORT]}"
        return self.commit[:_SHORT] + (f"@{self.day}" if self.day else "")

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """What ``text`` gave; None where it is none."""
        try:
            if found := _COMMIT.fullmatch(text):
                return cls(commit=found[1], day=date.fromisoformat(found[2]) if found[2] else None)
            if found := _UNRECORDED.fullmatch(text):
                return cls(digest=found[2], day=date.fromisoformat(found[1]))
        except ValueError:  # no such day
            pass
        return None
