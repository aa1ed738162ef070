"""A part of a plan: a file of its own, or an entry in the file of what is above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.author.draft import Content, field, in_file, offered, remark
from generator.load.yaml_write import as_read, in_lines
from generator.model.catalog import PlanFolder
from generator.model.element import Level
from generator.model.period import Granularity, Period
from generator.problems import msg
from generator.words.formatter import Formatter


@dataclass(frozen=True, slots=True)
class ElementSketch:
    """A part of a plan that is to be written."""

    level: Level
    parents: tuple[str, ...]
    """Codes, as its file names them; none right below the plan."""
    code: str
    title: str
    responsible: str = ""
    measure: Mapping[str, object] | None = None
    subject: str = ""
    """What will be measured, where no target is set yet: ``unit: visits``."""


@dataclass(frozen=True, slots=True)
class DraftedFile:
    """A file as it would be; ``is_new`` where there is none yet."""

    path: str
    data: bytes
    is_new: bool


def levels_to_draft(folder: PlanFolder) -> tuple[Level, ...]:
    """The levels below the plan of which parts can be written, from the top."""
    levels = folder.plan.levels
    has_all = isinstance(levels, tuple) or levels.activity is not None
    return folder.levels[1:] if has_all else folder.levels[1:-1]


def drafted(content: Content, folder: PlanFolder, sketch: ElementSketch) -> DraftedFile:
    """The file of a part, or that of what is above it with the part. Raises SpliceError."""
    base = f"plans/{folder.id}"
    if sketch.level.is_own:
        path = f"{base}/elements/{sketch.level}/{sketch.code}.yml"
        return DraftedFile(path, _file(content, folder, sketch), is_new=True)
    if sketch.level == Level.STRATEGY:
        path = f"{base}/strategies/{sketch.code}.yml"
        return DraftedFile(path, _file(content, folder, sketch), is_new=True)
    if sketch.level == Level.OBJECTIVE:
        path, key = content.file_of(folder.plan), "objectives"
    else:
        path, key = content.file_of(folder.by_code[sketch.parents[0]].node), "activities"
    remarks = () if sketch.measure else _measures_to_come(content.f, folder, sketch)
    return DraftedFile(path, content.appended(path, (key,), _value(sketch), *remarks), is_new=False)


def _value(sketch: ElementSketch) -> dict[str, object]:
    found: dict[str, object] = {"code": sketch.code, "title": sketch.title}
    if sketch.responsible:
        found["responsible"] = sketch.responsible
    if sketch.measure:
        found["measures"] = [sketch.measure]
    return found


def _file(content: Content, folder: PlanFolder, sketch: ElementSketch) -> bytes:
    """A file of its own: a strategy, or a part of a plan that declares its levels."""
    f, level = content.f, sketch.level
    name = folder.name_of(level)
    values = {"level": name.singular, "code": sketch.code, "plan": folder.plan.name}
    lines = remark(f.t(msg("{level} {code}: {plan}.", **values)))
    if level != levels_to_draft(folder)[-1]:
        command = f"avance new activity {folder.id} --under {sketch.code}"
        lines += remark(f.t("Its parts: {command}", command=command))
    if level.is_own:
        lines += field("level", level.code, name.singular)
    lines += field("code", sketch.code)
    parents = sketch.parents[0] if len(sketch.parents) == 1 else list(sketch.parents)
    if parents:
        lines += field(
            "parent" if level.is_own else "objective", parents, f.t("what it is part of")
        )
    lines += field("title", sketch.title)
    if sketch.responsible:
        lines += field("responsible", sketch.responsible)
    elif content.catalog.units:
        unit = next(reversed(content.catalog.units))
        lines.append(offered("responsible", unit, f.t("who answers for it, of units.yml")))
    if sketch.measure:
        lines += in_lines(as_read({"measures": [sketch.measure]}))
    else:
        lines += _measures_to_come(f, folder, sketch)
    return in_file(lines)


def _measures_to_come(f: Formatter, folder: PlanFolder, sketch: ElementSketch) -> Iterator[str]:
    """What may be measured, as a comment."""
    known = (m.indicator for _, m in folder.written_measures if m.indicator)
    indicator = next(known, None)
    usual = f"indicator: {indicator}" if indicator else f"unit: {f.t('visits')}"
    subject = sketch.subject or usual
    period = rounds_of(folder)[0].text
    yield f"# measures:  # {f.t(_MEASURES)}"
    yield f"#   - {{{subject}, targets: {{{period}: 10}}}}"


_MEASURES = msg("what is counted, and how much is promised")


def rounds_of(folder: PlanFolder, year: Period | None = None) -> list[Period]:
    """The reporting rounds of a year (the plan's first)."""
    return rounds_in(year or folder.plan.span.first, folder.plan.frequency)


def rounds_in(year: Period, frequency: Granularity) -> list[Period]:
    """The reporting rounds of a year; by month where they are shorter."""
    first = year.start
    months = ((first.year + n // 12, n % 12 + 1) for n in range(first.month - 1, first.month + 11))
    rounds = (
        Period.parse(f"{y}-{month:02}", year.years).round_of(frequency) for y, month in months
    )
    return list(dict.fromkeys(rounds))


def measure_of(
    folder: PlanFolder, indicator: str, unit: str, targets: Mapping[object, object], code: str
) -> dict[str, object] | None:
    """The entry of ``measures``; None where nothing is promised yet."""
    if not targets:
        return None
    found: dict[str, object] = {"indicator": indicator} if indicator else {"unit": unit}
    name = indicator or code
    if name in folder.measure_names:  # the same sheet at another part goes by a name of its own
        found = {"id": f"{name}-{code}", **found}
    return {**found, "targets": dict(targets)}
