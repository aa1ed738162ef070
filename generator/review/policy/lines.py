"""Lines of ``amendments.yml`` as an author writes them, and values that compare exactly."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from generator.model.history import TARGET, MovedFigure
from generator.model.method import Bands
from generator.model.scalars import plain_scalar

_SENTENCE, _LONGEST, _FEW = 200, 500, 3
"""Characters of a value in a sentence and of a line in a remedy, and lines in a remedy."""
_BARE = re.compile(r"[^\W_](?:[\w .()/+–-]*[\w.)])?")
"""Text that needs no quotes in a list or mapping on one line."""


def plain(value: object) -> object:
    """A value as a file has it: words as text, decimals as they are."""
    if isinstance(value, Bands):
        return {"medium": value.medium, "high": value.high}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return " ".join(value.split()) if isinstance(value, str) else value


def same(one: object, other: object) -> bool:
    """Whether two values are the same: 1409 is 1409.0; true is no number."""
    one, other = plain(one), plain(other)
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return one == other


def shown(value: object) -> str:
    """A value as YAML on one line."""
    value = plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal | int):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{text(str(k))}: {shown(v)}" for k, v in value.items()) + "}"
    return text(str(value))


def brief(value: object) -> object:
    """A value for a sentence: a number as it is; of a long text, its start."""
    if isinstance(value, Decimal):
        return value
    said = shown(value)
    return said if len(said) <= _SENTENCE else said[: _SENTENCE - 1] + "…"


def to_write(moves: Sequence[MovedFigure]) -> str:
    """The first lines that an amendment needs, side by side; long ones are for ``amend``."""
    said = [f"- {line(move)}" for move in moves[:_FEW]]
    kept = [it if len(it) <= _LONGEST else "- …" for it in said]
    return " ".join([*kept, *(["…"] if len(moves) > _FEW else [])])


def text(words: str) -> str:
    """A text, in quotes where YAML would take it for something else."""
    bare = _BARE.fullmatch(words) and isinstance(plain_scalar(words), str)
    if bare:
        return words
    # An HTML comment would stand in the comment of a proposal, where one is its mark.
    return json.dumps(words, ensure_ascii=False).replace("<!--", "\\u003c!--")


def line(move: MovedFigure) -> str:
    """The line that an amendment needs for a figure, without the hyphen."""
    parts = [f"measure: {text(move.measure)}"]
    if move.period is not None:
        parts.append(f"period: {move.period}")
    if move.member:
        parts.append(f"member: {text(move.member)}")
    if move.figure != TARGET:
        parts.append(f"figure: {text(move.figure)}")
    if move.before is not None:
        parts.append(f"from: {shown(move.before)}")
    if move.after is not None:
        parts.append(f"to: {shown(move.after)}")
    return "{" + ", ".join(parts) + "}"
