"""The name of a change: part of an address on its page, and its key in the tables."""

from __future__ import annotations

import hashlib
import re

from generator.model.history import BUDGET, Step
from generator.model.scalars import slug

SHORT = 9
"""Signs of the id of a commit that are shown."""
_SAFE = re.compile(r"[A-Za-z0-9._]+(-[A-Za-z0-9._]+)*")
_MOST = 40
"""Signs of a text that are kept in an address."""


def anchor(step: Step) -> str:
    """Names a step for ever: by the commit or the act, and by what it moved, as called then."""
    seen = step.commit[:SHORT] or step.amendment or step.version or "pendiente"
    version = "" if seen == step.version else step.version
    what = step.called or step.measure or step.code
    member = step.member
    act = step.amendment if step.is_on_the_way else ""
    parts = (step.plan, seen, act, what, step.figure, step.period, member)
    concept = step.reason if step.figure == BUDGET else ""
    more = (step.stage, version, step.executing_unit, concept, step.funding)
    return "-".join(in_address(part) for part in (*parts, *more) if part)


def in_address(text: str) -> str:
    """A part of an address: signs that cannot stand there give way to a number of their own."""
    if _SAFE.fullmatch(text):
        return text
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return "-".join(part for part in (slug(text)[:_MOST], digest[:6]) if part)
