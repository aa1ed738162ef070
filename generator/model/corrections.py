"""content/corrections.yml: what readers asked to correct, and what was answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator

from generator.model.base import Model, fault
from generator.model.period_field import read_label
from generator.model.scalars import Date, Id, Name, Plain, Reason, Title, read_text

_COMMIT = re.compile("[0-9a-f]{7,64}")


def _read_commit(value: object) -> str:
    """The name of a commit, whole or its first signs; one of digits alone is no number."""
    is_digits = isinstance(value, Plain) and value.kind in {"number", "date"}
    text = str(value) if is_digits else read_text(value)
    if not _COMMIT.fullmatch(text):
        raise fault("bad-commit", text=text)
    return text


class RequestState(StrEnum):
    """What became of what was asked."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class CorrectionRequest(Model):
    """A correction that somebody asked for; who asked is not told."""

    id: Id
    asked: Date
    plan: Id | None = None
    of: Name | None = None
    """A measure or a part of the plan; without one, the plan as a whole."""
    period: Annotated[str | None, BeforeValidator(read_label)] = None
    part: Title | None = None
    """A region or another part, as the portal calls it."""
    document: Id | None = None
    """A document, where what it says of it is wrong."""
    request: Reason
    state: RequestState
    answered: Date | None = None
    answer: Reason | None = None
    commit: Annotated[str | None, BeforeValidator(_read_commit)] = None
    """That with which the content was corrected."""

    @property
    def days(self) -> int | None:
        """How many days the answer took; None where there is none."""
        return (self.answered - self.asked).days if self.answered else None


def requested(registers: Mapping[str, tuple[Any, ...]]) -> tuple[CorrectionRequest, ...]:
    """What was asked, in the order of the file, from the registers of a content."""
    return registers.get("corrections", ())
