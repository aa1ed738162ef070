"""What goes between processes and is kept between runs: dataclasses as JSON, and back by type.

What is read may have been made to say anything: whatever its type cannot be made of is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

_MOST_DIGITS = 1_000


def as_json(value: Any) -> str:
    """Decimals and days are text; a mapping of tuples is a list of keys with their amounts."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def from_json(kind: Any, text: str | bytes) -> Any:
    """The value of a type of which ``as_json`` gave that. Raises one of ``UNUSABLE``."""
    return _read(kind, json.loads(text))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {it.name: _plain(getattr(value, it.name)) for it in fields(value)}
    if isinstance(value, Mapping):
        return [[*key, _plain(it)] for key, it in sorted(value.items())]
    if isinstance(value, tuple):
        return [_plain(it) for it in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


def _read(kind: Any, plain: Any) -> Any:
    origin, (inside, *_) = get_origin(kind), get_args(kind) or (None,)
    if origin is UnionType:
        return None if plain is None else _read(inside, plain)
    if origin is tuple:
        return tuple(_read(inside, it) for it in plain)
    if origin is Mapping:
        return {tuple(map(_words, key)): _number(n) for *key, n in plain}
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: _read(of, plain[name]) for name, of in _types(kind)})
    read = {date: date.fromisoformat, Decimal: _number, str: _words}.get(kind, kind)
    return read(plain)


@cache
def _types(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple(get_type_hints(kind).items())


def _words(text: object) -> str:
    found = str(text)
    found.encode()  # half a sign cannot be written
    return found


def _number(text: str) -> Decimal:
    found = Decimal(text)
    if not found.is_finite() or abs(found.adjusted()) > _MOST_DIGITS:
        raise ValueError(text)
    return found
