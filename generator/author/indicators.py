"""A sheet of an indicator, with the fields that a profile or a reader may ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.author.draft import Content, beside, field, in_file, remark
from generator.author.entries import place_of
from generator.model.element import Element
from generator.model.indicator import Direction, Kind, OverTime
from generator.problems import Message, msg

_FIELDS: tuple[tuple[str, str, Message], ...] = (
    ("definition", "…", msg("what is counted, and what is not")),
    ("formula", "A / B * 100", msg("how it is computed")),
    ("results_level", "output", msg("input, activity, output, outcome or impact")),
    ("verification", "…", msg("with what it is verified: a register, a survey")),
    ("limitations", "…", msg("what the figure does not say")),
    ("baseline", "{period: 2025, value: 0}", msg("where it starts from")),
    ("responsible", "", msg("who answers for it, of units.yml")),
)


@dataclass(frozen=True, slots=True)
class SheetSketch:
    """A sheet that is to be written."""

    id: str
    name: str
    unit: str
    kind: Kind
    direction: Direction
    over_time: OverTime
    responsible: str = ""


def usual_over_time(kind: Kind) -> OverTime:
    """Counts add up; of what is measured the last value holds."""
    return OverTime.SUM if kind.traits.is_counted else OverTime.LAST


def sheet_file(content: Content, sketch: SheetSketch) -> bytes:
    """indicators/<id>.yml."""
    f = content.f
    lines = remark(f.t("Sheet of an indicator; plans use it as «indicator: {id}».", id=sketch.id))
    lines += [*field("name", sketch.name), *field("unit", sketch.unit)]
    for key, value, words in (
        ("kind", sketch.kind, Kind),
        ("direction", sketch.direction, Direction),
        ("over_time", sketch.over_time, OverTime),
    ):
        lines += field(key, value, " ".join(map(str, words)))
    if sketch.responsible:
        lines += field("responsible", sketch.responsible)
    return in_file([*lines, *beside(_still_empty(content, sketch))])


def _still_empty(content: Content, sketch: SheetSketch) -> Iterator[tuple[str, str]]:
    unit = next(iter(content.catalog.units), content.f.t("my-office"))
    for key, example, said in _FIELDS:
        if key != "responsible" or not sketch.responsible:
            yield f"# {key}: {example or unit}", content.f.t(said)


def put_to_use(
    content: Content, element: Element, indicator: str, targets: Mapping[object, object]
) -> dict[str, bytes]:
    """The file of an element that measures it, with its targets. Raises SpliceError."""
    path, keys, _ = place_of(content, element)
    value = {"indicator": indicator, "targets": dict(targets)}
    return {path: content.appended(path, (*keys, "measures"), value)}
