"""Lines of ``amendments.yml`` as an author writes them, and values that compare exactly."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from generator.load.yaml_write import as_read, on_one_line
from generator.model.history import TARGET, MovedFigure, plain_value
from generator.model.measure import Discontinued
from generator.model.method import Bands
from generator.model.period import Period, Span
from generator.model.quotients import Quotient
from generator.model.scalars import plain_scalar
from generator.model.values import Other, as_written

_SENTENCE, _LONGEST, _FEW = 200, 500, 3
"""Characters of a value in a sentence and of a line in a remedy, and lines in a remedy."""


def plain(value: object) -> object:
    """A value as a file has it: words as text, decimals as they are."""
    if isinstance(value, Bands):
        return {"medium": value.medium, "high": value.high}
    if isinstance(value, Span):
        first, last = (_year(year) for year in (value.first, value.last))
        return first if first == last else {"from": first, "to": last}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Other | Quotient):
        return as_written(value)
    if isinstance(value, Discontinued):
        return str(value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return plain_value(value)
    return " ".join(value.split()) if isinstance(value, str) else value


def _year(year: Period) -> Decimal | str:
    return Decimal(year.year) if year.years.are_calendar else year.text


def same(one: object, other: object) -> bool:
    """Whether two values are the same: 1409 is 1409.0; true is no number."""
    one, other = plain(one), plain(other)
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return one == other


def shown(value: object) -> str:
    """A value as YAML on one line."""
    # An HTML comment would stand in the comment of a proposal, where one is its mark.
    return on_one_line(as_read(plain(value))).replace("<!--", "\\u003c!--")


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


def line(move: MovedFigure) -> str:
    """The line that an amendment needs for a figure, without the hyphen."""
    return shown(figures(move))


def figures(move: MovedFigure) -> dict[str, object]:
    """A line of an amendment: the figure and its values."""
    said = {
        "measure": move.measure,
        "period": plain_scalar(str(move.period)) if move.period is not None else None,
        "member": move.member or None,
        "figure": move.figure if move.figure != TARGET else None,
        "from": plain(move.before),
        "to": plain(move.after),
    }
    return {key: value for key, value in said.items() if value is not None}
