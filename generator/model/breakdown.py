"""Figures by part, as they are written: the parts by name, and the printed whole beside them.

A figure by part is one mapping. What is written under ``total`` is the printed whole, and stands
under ``WHOLE``. Parts of two dimensions crossed are named by both, ``mujeres × 18-29``; what is
given for one of the two alone is a margin: ``mujeres``, ``total × 18-29``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator

from generator.model.base import fault
from generator.model.origin import OriginMap
from generator.model.quantities import read_keyed, read_value
from generator.model.scalars import listed, read_code, read_title
from generator.reference import REGION

WHOLE = ""
TOTAL = "total"
CROSS = " × "
_MOST_CROSSED = 2


def read_figure(value: Any) -> Any:
    """One value, or one per part and perhaps the printed whole."""
    is_one = not isinstance(value, dict) or read_keyed(value) is not None
    return read_value(value) if is_one else _read_parts(value)


def _read_by(value: Any) -> str:
    """A dimension, or two that are crossed: ``[sexo, edad]`` is ``sexo × edad``."""
    names = [read_code(name) for name in listed(value)]
    if not 1 <= len(names) <= _MOST_CROSSED or len({*names}) < len(names):
        raise fault("bad-crossing", text=", ".join(names))
    return CROSS.join(names)


def _read_breakdown(value: Any) -> Any:
    """Parts, for certain."""
    if not isinstance(value, dict):
        raise fault("parts-expected", text=str(getattr(value, "text", value)))
    return _read_parts(value)


By = Annotated[str, BeforeValidator(_read_by)]
FigureField = Annotated[Any, BeforeValidator(read_figure)]
BreakdownField = Annotated[Any, BeforeValidator(_read_breakdown)]


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
        part = WHOLE if part == TOTAL else part
        if isinstance(item, dict) and read_keyed(item) is not None:
            yield part, read_value(item)
        elif isinstance(item, dict) and not inside:
            yield from _read(item, part or TOTAL)
        elif isinstance(item, dict | list):
            raise fault("value-expected", key=name)
        else:
            yield part, read_value(item)


def keys_of(part: str) -> tuple[str, ...]:
    """Under which keys of its figure a part is written."""
    return tuple(part.split(CROSS)) if part else (TOTAL,)


def name_of(part: str) -> str:
    """What a part is called: of a margin by the second dimension, its name in that."""
    return part.removeprefix(TOTAL + CROSS)


def key_of(part: str, by: str | None, own: str | None) -> str:
    """What tells a part from those of other dimensions: ``edad: 18-29``, beside parts by sex.

    A region needs no such word, nor do parts of the dimension that is the measure's own.
    """
    return f"{by}: {part}" if part and by and by not in {own, REGION} else part


def finest(figure: Mapping[str, Any]) -> dict[str, Any]:
    """What is added up: the parts, without the whole and the margins."""
    above = {WHOLE, *(part.partition(CROSS)[0] for part in figure if CROSS in part)}
    return {
        part: value
        for part, value in figure.items()
        if part not in above and not part.startswith(TOTAL + CROSS)
    }


def inside(figure: Mapping[str, Any], margin: str) -> dict[str, Any]:
    """The parts that make up a margin; all of them make up the whole, and none a single part."""
    first, _, second = margin.partition(CROSS)
    found = finest(figure)
    if first == TOTAL:
        return {part: it for part, it in found.items() if part.endswith(CROSS + second)}
    start = margin and margin + CROSS
    return {part: it for part, it in found.items() if part.startswith(start)}


def margins_of(figure: Mapping[str, Any]) -> list[str]:
    """Names of what is between the parts of crossed dimensions and the whole."""
    pairs = [part.split(CROSS) for part in finest(figure) if CROSS in part]
    seconds = sorted({CROSS.join((TOTAL, second)) for _, second in pairs})
    return [*sorted({first for first, _ in pairs}), *seconds]


def with_total_inside(data: Any) -> Any:
    """``{value: {mujeres: 40, varones: 45}, total: 90}``: the whole goes among its parts."""
    if isinstance(data, OriginMap) and TOTAL in data:
        parts = data.get("value")
        if not isinstance(parts, OriginMap):
            text = getattr(data[TOTAL], "text", data[TOTAL])
            raise fault("whole-without-parts", text=str(text))
        if TOTAL in parts:
            raise fault("duplicate-key")
        parts[TOTAL] = data.pop(TOTAL)
        parts.positions.setdefault(TOTAL, data.positions[TOTAL])
    return data
