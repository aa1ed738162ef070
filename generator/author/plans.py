"""A new plan: what it is, how it calls its levels, and its first objectives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.author.draft import Content, field, in_file, offered, remark, typed
from generator.load import shipped
from generator.load.yaml_write import as_read, entry
from generator.model.period import Granularity
from generator.model.plan import PlanKind
from generator.model.profile import Profile
from generator.problems import msg
from generator.words.formatter import Formatter

METHOD = "simple-2026"
"""Of a plan without a profile."""
_USUAL = ("objective", "strategy", "activity")


@dataclass(frozen=True, slots=True)
class PlanSketch:
    """A plan that is to be written."""

    id: str
    title: str
    entity: str
    period: object
    """As a file has it."""
    year_starts: str = ""
    """Number of the month; "" where that of the profile or the portal holds."""
    kind: PlanKind = PlanKind.OPERATIONAL
    frequency: Granularity = Granularity.QUARTER
    profile: str = ""
    document: str = ""
    objectives: tuple[str, ...] = ()


def profiles_of(content: Content) -> dict[str, Profile]:
    """Profiles that a plan may name: those that the program brings, and the portal's own."""
    return {**shipped.profiles(content.f.lang), **content.catalog.profiles}


def top_of(content: Content, profile: str) -> str:
    """The highest level of a plan of a profile that has levels of its own; "" of the others."""
    found = profiles_of(content).get(profile)
    levels = [it.code for it in found.levels] if found else []
    return levels[0] if levels and not set(levels) <= set(_USUAL) else ""


def plan_file(content: Content, sketch: PlanSketch) -> bytes:
    """plan.yml."""
    f = content.f
    lines = [*remark(f.t(_HEAD)), *field("title", sketch.title)]
    lines += field("entity", sketch.entity, f.t("who answers for it, of units.yml"))
    lines += field("kind", sketch.kind, " ".join(PlanKind))
    if content.catalog.language != "es":
        lines += field("language", content.catalog.language)
    lines += field("period", sketch.period, f.t("a year, or {form}", form="{from: 2026, to: 2030}"))
    if sketch.year_starts:
        lines += field("year_starts", typed(sketch.year_starts))
    lines += _rules(sketch, f)
    lines += field("state", "draft", f.t("once it is approved: in-force, with «approval»"))
    document = sketch.document or next(reversed(content.catalog.documents), f.t("my-plan"))
    lines.append(offered("approval", {"document": document}, f.t("what approves it")))
    return in_file([*lines, *content.source(sketch.document), *_objectives(content, sketch)])


_HEAD = msg("The plan: what it is, of which years, and who answers for it.")


def _rules(sketch: PlanSketch, f: Formatter) -> Iterator[str]:
    """Profile, or method, frequency and names of the levels."""
    if sketch.profile:
        yield from field("profile", sketch.profile, f.t("gives levels, method and frequency"))
    else:
        yield from field("method", METHOD, f.t("how attainment is computed"))
    yield from field("frequency", sketch.frequency, f.t("how often results are reported"))
    if sketch.profile and (f.lang == "es" or sketch.profile != "simple"):
        return
    yield f"levels:  # {f.t('what the plan calls its parts, from the top')}"
    for code, (one, many) in zip(_USUAL, _NAMES, strict=True):
        names: Mapping[str, object] = {"singular": f.t(one), "plural": f.t(many)}
        yield from (f"  {it}" for it in entry(f"{code}:", as_read(names)))


_NAMES = (
    (msg("Objective"), msg("Objectives")),
    (msg("Line of action"), msg("Lines of action")),
    (msg("Activity"), msg("Activities")),
)


def plan_files(content: Content, sketch: PlanSketch) -> dict[str, bytes]:
    """plan.yml, and its first parts where it has levels of its own: it must have one."""
    base, top = f"plans/{sketch.id}", top_of(content, sketch.profile)
    files = {f"{base}/plan.yml": plan_file(content, sketch)}
    levels = profiles_of(content)[sketch.profile].levels if top else ()
    titles = sketch.objectives or tuple(f"{it.singular} 1" for it in levels[:1])
    for n, title in enumerate(titles if top else (), 1):
        said = remark(f"{title}: {sketch.title}.")
        lines = [*said, *field("level", top), *field("code", str(n)), *field("title", title)]
        files[f"{base}/elements/{top}/{n}.yml"] = in_file(lines)
    return files


def _objectives(content: Content, sketch: PlanSketch) -> Iterator[str]:
    f = content.f
    if top_of(content, sketch.profile):
        command = f"avance new strategy {sketch.id}"
        yield from remark(f.t("Its parts stand in elements/: {command}", command=command))
        return
    named = profiles_of(content)[sketch.profile].levels if sketch.profile else ()
    first = next((f"{it.singular} 1" for it in named if it.code == "objective"), None)
    titles = sketch.objectives or (first or f.t("First objective"),)
    yield "objectives:"
    for n, title in enumerate(titles, 1):
        code, *rest = entry("-", as_read({"code": str(n), "title": title}), spread=True)
        yield from (f"  {it}" for it in (code, *rest))


def read_span(text: str) -> tuple[str, str]:
    """First and last year of ``2026`` or ``2026-2030``. Raises ValueError."""
    found = _SPAN.fullmatch(text.replace(" ", ""))
    if found is None:
        raise ValueError(text)
    return found[1], found[2] or found[1]


def span_field(first: str, last: str) -> object:
    """The years of a plan as a file has them."""
    return typed(first) if first == last else {"from": typed(first), "to": typed(last)}


_YEAR = r"FY[0-9]{4}|[0-9]{4}(?:-[0-9]{2})?"
_SPAN = re.compile(rf"({_YEAR})(?:[-–]({_YEAR}))?")
