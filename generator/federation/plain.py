"""What goes between processes and is kept between runs: dataclasses as JSON, and back by type.

What is read may have been made to say anything: whatever its type cannot be made of is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

UNUSABLE = (
    *(OSError, ValueError, LookupError, TypeError, ArithmeticError, AttributeError),
    RecursionError,
)
"""What a text that somebody else has written can lead to."""
_MOST_DIGITS = 1_000


def as_plain(value: Any) -> Any:
    """For JSON: decimals and days are text; a mapping of tuples is a list of keys with amounts."""
    if is_dataclass(value):
        return {it.name: as_plain(getattr(value, it.name)) for it in fields(value)}
    if isinstance(value, Mapping):
        return [[*key, as_plain(it)] for key, it in sorted(value.items())]
    if isinstance(value, tuple):
        return [as_plain(it) for it in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


def from_plain(kind: Any, plain: Any) -> Any:
    """The value of a type of which ``as_plain`` gave that. Raises one of ``UNUSABLE``."""
    origin, (inside, *_) = get_origin(kind), get_args(kind) or (None,)
    if origin is UnionType:
        return None if plain is None else from_plain(inside, plain)
    if origin is tuple:
        return tuple(from_plain(inside, it) for it in plain)
    if origin is Mapping:
        return {tuple(map(str, key)): _number(n) for *key, n in plain}
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: from_plain(of, plain[name]) for name, of in _types(kind)})
    read = {date: date.fromisoformat, Decimal: _number}.get(kind, kind)
    return read(plain)


@cache
def _types(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple(get_type_hints(kind).items())


def _number(text: str) -> Decimal:
    found = Decimal(text)
    if not found.is_finite() or abs(found.adjusted()) > _MOST_DIGITS:
        raise ValueError(text)
    return found
