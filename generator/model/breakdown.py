"""Figures by part, as they are written: the parts by name, and the printed whole beside them.

A figure by part is one mapping. What is written under ``total`` is the printed whole, and stands
under ``WHOLE``. Parts of two dimensions crossed are named by both, ``mujeres × 18-29``; what is
printed for one of the two alone is a margin, and has its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator

from generator.model.base import fault
from generator.model.origin import OriginMap
from generator.model.quantities import read_value
from generator.model.scalars import listed, read_code, read_title
from generator.model.values import read_mapping

WHOLE = ""
TOTAL = "total"
CROSS = " × "
_MOST_CROSSED = 2


def read_figure(value: Any) -> Any:
    """One value, or one per part and perhaps the printed whole."""
    is_one = not isinstance(value, dict) or read_mapping(value)
    return read_value(value) if is_one else _read_parts(value)


def _read_by(value: Any) -> str:
    """A dimension, or two that are crossed: ``[sexo, edad]`` is ``sexo × edad``."""
    names = [read_code(name) for name in listed(value)]
    if not 1 <= len(names) <= _MOST_CROSSED or len({*names}) < len(names):
        raise fault("bad-crossing", text=", ".join(names))
    return CROSS.join(names)


By = Annotated[str, BeforeValidator(_read_by)]
FigureField = Annotated[Any, BeforeValidator(read_figure)]


def _read_parts(value: Mapping[Any, Any]) -> dict[str, Any]:
    """The parts of a figure, those inside others under the names of both."""
    found = dict(_read(value, ""))
    if set(found) == {WHOLE}:
        raise fault("whole-without-parts", text=str(getattr(found[WHOLE], "value", found[WHOLE])))
    return found


def _read(value: Mapping[Any, Any], inside: str) -> Iterator[tuple[str, Any]]:
    for key, item in value.items():
        name = str(getattr(key, "text", key))
        is_total = name.casefold() == TOTAL
        part = inside if is_total else CROSS.join(filter(None, (inside, read_title(name))))
        if isinstance(item, dict) and read_mapping(item):
            yield part, read_value(item)
        elif isinstance(item, dict) and not inside and not is_total:
            yield from _read(item, part)
        elif isinstance(item, dict | list):
            raise fault("value-expected", key=name)
        else:
            yield part, read_value(item)


def keys_of(part: str) -> tuple[str, ...]:
    """Under which keys of its figure a part is written."""
    return tuple(part.split(CROSS)) if part else (TOTAL,)


def finest(figure: Mapping[str, Any]) -> dict[str, Any]:
    """What is added up: the parts, without the whole and the margins."""
    crossed = {part.partition(CROSS)[0] for part in figure if CROSS in part}
    return {
        part: value
        for part, value in figure.items()
        if part != WHOLE and (part not in crossed or CROSS in part)
    }


def with_total_inside(data: Any) -> Any:
    """``{value: {mujeres: 40, varones: 45}, total: 90}``: the whole goes among its parts."""
    if isinstance(data, OriginMap) and TOTAL in data:
        parts = data.get("value")
        if not isinstance(parts, OriginMap):
            text = getattr(data[TOTAL], "text", data[TOTAL])
            raise fault("whole-without-parts", text=str(text))
        parts.setdefault(TOTAL, data.pop(TOTAL))
        parts.value_positions.setdefault(TOTAL, data.value_positions[TOTAL])
    return data
