"""A file of the portal: where it goes, what it is made from, and how it is made when needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Output:
    """A file under ``docs/`` that need not be made again while its data stay the same."""

    path: str
    made_from: object
    """All data that decide its bytes, beside the program and the language. What tells two of
    them apart stands in their ``repr``: dataclasses, numbers, texts, tuples of these."""
    make: Callable[[], bytes]
    title: str = ""
    """Of a generated page."""

    @cached_property
    def digest(self) -> str:
        """Changes whenever the data do."""
        return digest(self.made_from)


@dataclass(frozen=True)
class Late(Generic[T]):
    """A value that is made when somebody asks for it, or for its ``repr``."""

    make: Callable[[], T] = field(compare=False)

    @cached_property
    def _value(self) -> T:
        return self.make()

    def __call__(self) -> T:
        """The value, made once."""
        return self._value

    def __repr__(self) -> str:
        return repr(self._value)


@dataclass(frozen=True, slots=True)
class Addition:
    """What a build adds to a hand-written page, and the data that the page offers."""

    parts: Mapping[str, str]
    """HTML or Markdown by the mark that it replaces: ``<!-- downloads -->``."""
    dataset: Mapping[str, Any]
    """A schema.org Dataset; empty where it offers none."""


@contextmanager
def making(path: str) -> Iterator[None]:
    """Whatever fails inside says which file under ``docs/`` it stopped."""
    try:
        yield
    except Exception as failure:
        failure.add_note(f"docs/{path}")
        raise


def given(values: Mapping[str, Any], needed: Iterable[str] = ()) -> dict[str, Any]:
    """The values that say something, and those that are needed."""
    keep = set(needed)
    return {k: v for k, v in values.items() if k in keep or (v is not None and v not in ("", []))}


def digest(value: object) -> str:
    """SHA-256 of bytes, or of everything that the ``repr`` of a value tells, in hexadecimal."""
    value = value() if isinstance(value, Late) else value
    data = value if isinstance(value, bytes) else repr(value).encode("utf-8", "surrogatepass")
    return sha256(data).hexdigest()
