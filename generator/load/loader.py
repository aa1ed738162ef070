"""load({path: bytes}) -> (Catalog, problems): all problems of all files in one run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from generator.load.explain import closest, explain
from generator.load.geojson import read_areas
from generator.load.layout import KNOWN_NAMES, MAP, Slot, slot_of
from generator.load.migrations import SITE, format_of, is_touched, update
from generator.load.yaml_text import read_yaml
from generator.model.catalog import RESERVED_CODES, Catalog, PlanFolder
from generator.model.origin import keep_only_places, locate
from generator.model.period import Period
from generator.model.plan import Strategy
from generator.model.region import RegionList, RegionsFile
from generator.model.reports import ResultsFile
from generator.model.scalars import is_code, is_id, slug
from generator.model.site import FORMAT, Site
from generator.model.years import Years, years_of
from generator.problems import Place, Problem, error, has_errors, in_order, msg, warning

Entry = tuple[str, Slot, Any]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one file gave: its value (None where it cannot be read) and what is wrong with it."""

    slot: Slot | None
    value: Any
    problems: tuple[Problem, ...]


Memo = dict[tuple[str, bytes, int, Years], Parsed]
"""Files read before: a path with the same bytes in the same format, of a plan that counts its
years the same way, is the same model."""


@dataclass
class _Reading:
    """What has been read so far."""

    files: list[Entry] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def load(
    files: Mapping[str, bytes],
    prefix: str = "content/",
    unreadable: Iterable[str] = (),
    memo: Memo | None = None,
    formats: Mapping[str, int] | None = None,
) -> tuple[Catalog, list[Problem]]:
    """Read every file of a content tree.

    ``files`` maps paths relative to the content folder (``plans/x/plan.yml``) to their bytes;
    ``prefix`` stands before them in messages; ``unreadable`` names files that exist and could
    not be read. A file that cannot be read never hides another:
    what loads is in the catalogue, what does not is named in ``Catalog.broken``.
    With a ``memo``, several trees of the same ``prefix`` share the files they have in common.
    ``formats`` names the format of files that have another one than ``site.yml`` says.
    """
    since, formats = format_of(files), formats or {}
    if since > FORMAT:
        return Catalog(broken=frozenset({*files, *unreadable})), [_newer(files, prefix, since)]
    reading = _Reading(broken=set(unreadable))
    for path in sorted(files):
        years = _years(files, path)
        parsed = _remembered(path, files[path], prefix, memo, formats.get(path, since), years)
        _take(reading, path, parsed)
    for path, slot, value in reading.files:
        reading.problems += _stem_mismatch(path, slot, value, files)
    reading.problems += _missing_plans(files, prefix)
    catalog = _catalog(reading)
    if catalog.site is not None and since < FORMAT:
        reading.problems.append(_older(catalog.site))
    return catalog, in_order(reading.problems)


def _newer(files: Mapping[str, bytes], prefix: str, since: int) -> Problem:
    """Nothing of a format that is not known is read: its words may mean something else."""
    tree, _ = read_yaml(prefix + SITE, files[SITE])
    return error(
        "newer-format",
        locate(tree, ("format",)) if tree is not None else Place(prefix + SITE),
        msg(
            "content/ is written in format {since}, and this program knows {known}",
            since=since,
            known=FORMAT,
        ),
        msg("install a newer avance"),
    )


def _older(site: Site) -> Problem:
    return warning(
        "older-format",
        site.place_of("format"),
        msg("content/ is written in format {since}", since=site.format),
        msg("«avance migrate» writes it in format {known}", known=FORMAT),
    )


def _take(reading: _Reading, path: str, parsed: Parsed) -> None:
    reading.problems += parsed.problems
    if parsed.slot is None:
        reading.broken |= _meant_names(path)
        return
    if parsed.value is None:
        reading.broken.add(path)
    else:
        reading.files.append((path, parsed.slot, parsed.value))


def _years(files: Mapping[str, bytes], path: str) -> Years:
    """How the plan counts its years that a file belongs to."""
    plan = path.split("/")[1] if path.startswith("plans/") else ""
    return years_of(files.get(f"plans/{plan}/plan.yml", b""))


def _remembered(
    path: str, data: bytes, prefix: str, memo: Memo | None, since: int, years: Years
) -> Parsed:
    if not is_touched(data, since):
        since = FORMAT  # the same in both, and so the same model
    memo = {} if memo is None else memo
    found = memo.get((path, data, since, years))
    if found is None:
        found = memo[path, data, since, years] = _read(path, data, prefix, since, years)
    return found


def _read(path: str, data: bytes, prefix: str, since: int, years: Years) -> Parsed:
    slot = slot_of(path)
    if slot is None:
        return Parsed(None, None, (_misplaced(path, prefix),))
    if problem := _bad_name(path, slot, prefix):
        return Parsed(slot, None, (problem,))
    if slot.kind.name == MAP:
        areas, problems = read_areas(prefix + path, data)
        return Parsed(slot, areas, tuple(problems))
    tree, problems = read_yaml(prefix + path, data)
    if tree is None:
        return Parsed(slot, None, tuple(problems))
    if since < FORMAT:
        update(slot.kind.name, tree, since)
    try:
        value = slot.kind.adapter.validate_python(tree, context=years)
    except ValidationError as failure:
        return Parsed(slot, None, (*problems, *explain(tree, failure)))
    if has_errors(problems):
        return Parsed(slot, None, tuple(problems))
    keep_only_places(tree)
    return Parsed(slot, value, tuple(problems))


def _missing_plans(files: Mapping[str, bytes], prefix: str) -> list[Problem]:
    """A folder of plans/ is a plan only with its plan.yml."""
    names = {slot.plan for path in files if (slot := slot_of(path)) and slot.plan}
    return [
        error(
            "missing-plan",
            Place(f"{prefix}plans/{name}/plan.yml"),
            msg("the folder has no plan.yml"),
            msg("add it, or move the files to the plan they belong to"),
        )
        for name in sorted(names)
        if f"plans/{name}/plan.yml" not in files
    ]


def _meant_names(path: str) -> set[str]:
    """What a file with a wrong name would have defined: rules stay silent about it."""
    folder, _, name = path.rpartition("/")
    if path.endswith((".yaml", ".YML", ".YAML")):
        return {path, f"{path.rpartition('.')[0]}.yml"}
    near = closest(name, list(KNOWN_NAMES))
    return {path, f"{folder}/{near}".removeprefix("/")} if near else set()


def _misplaced(path: str, prefix: str) -> Problem:
    hint = msg("see «Where everything is» in the editors' guide")
    parts = path.split("/")
    if path.endswith(".yaml"):
        hint = msg("rename it to «{name}»", name=parts[-1][:-5] + ".yml")
    elif near := closest(parts[-1], list(KNOWN_NAMES)):
        hint = msg("did you mean «{suggestion}»?", suggestion=near)
    return error("unexpected-file", Place(prefix + path), msg("this file has no place here"), hint)


def _bad_name(path: str, slot: Slot, prefix: str) -> Problem | None:
    """Names become addresses and files on any system, so they are checked first."""
    stem_is_code = slot.kind.name in {"strategy", "results"}
    if stem_is_code and not is_code(slot.stem):
        what = msg("«{text}» is not a code", text=slot.stem)
        hint = msg("use letters without accents, digits, and single . - _ between them")
        return error("bad-code", Place(prefix + path), what, hint)
    names = [slot.plan] if slot.plan else []
    if slot.kind.name == "indicator":
        names.append(slot.stem)
    if slot.kind.name == "indicator" and slot.stem in RESERVED_CODES:
        what = msg("«{code}» is the address of a page of the portal", code=slot.stem)
        return error("reserved-code", Place(prefix + path), what, msg("give the file another name"))
    for name in names:
        if not is_id(name):
            return error(
                "bad-id",
                Place(prefix + path),
                msg("«{text}» is not a valid id", text=name),
                msg(
                    "use lower-case letters without accents, digits and hyphens: «{suggestion}»",
                    suggestion=slug(name) or "mi-nombre",
                ),
            )
    return None


def _leading_period(stem: str, years: Years) -> str | None:
    """The longest period that a file name starts with: ``2024-T1`` of ``2024-T1-prensa``."""
    parts = stem.split("-")
    for n in range(len(parts), 0, -1):
        text = "-".join(parts[:n])
        try:
            return Period.parse(text, years).text
        except ValueError:
            continue
    return None


def _stem_mismatch(path: str, slot: Slot, value: Any, files: Iterable[str]) -> list[Problem]:
    """A strategy's file carries its code, a results file its period."""
    if isinstance(value, Strategy):
        expected, key = value.code, "code"
        fits = slot.stem == expected or slot.stem.startswith(f"{expected}-")
    elif isinstance(value, ResultsFile):
        expected, key = value.period.text, "period"
        fits = _leading_period(slot.stem, value.period.years) == expected
    else:
        return []
    name = f"{expected}.yml"
    if fits or (f"{path.rpartition('/')[0]}/{name}" in files and isinstance(value, Strategy)):
        return []  # two strategies with one code: duplicate-code says so
    return [
        error(
            "file-name",
            value.place_of(key),
            msg(
                "the file is called «{stem}.yml» and holds «{code}»", stem=slot.stem, code=expected
            ),
            msg("rename it to «{name}»", name=name),
        )
    ]


def _catalog(reading: _Reading) -> Catalog:
    single: dict[str, Any] = {}
    indicators: dict[str, Any] = {}
    plans: dict[str, dict[str, list[Any]]] = {}
    for _, slot, value in reading.files:
        if slot.plan:
            plans.setdefault(slot.plan, {}).setdefault(slot.kind.name, []).append(value)
        elif slot.kind.name == "indicator":
            indicators[slot.stem] = value
        else:
            single[slot.kind.name] = value
    registers = {name: single.get(name, ()) for name in ("units", "documents")}
    site, file = single.get("site"), single.get("regions", RegionsFile())
    known = RegionList(
        country=(site.region if site else None) or "",
        language=site.languages[0] if site and site.languages else "",
        file=file,
        areas=single.get(MAP, ()),
    )
    return Catalog(
        site=site,
        units=_by_id(registers["units"]),
        documents=_by_id(registers["documents"]),
        glossary=single.get("glossary", ()),
        indicators=indicators,
        plans={
            name: _folder(name, parts, reading.broken, known)
            for name, parts in sorted(plans.items())
            if "plan" in parts
        },
        registers=registers,
        region_list=known,
        broken=frozenset(reading.broken),
    )


def _by_id(entries: tuple[Any, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for entry in entries:
        found.setdefault(entry.id, entry)
    return found


def _folder(
    name: str, parts: dict[str, list[Any]], broken: set[str], known: RegionList
) -> PlanFolder:
    def listed(kind: str) -> tuple[Any, ...]:
        return tuple(entry for file in parts.get(kind, ()) for entry in file)

    strategies = sorted(parts.get("strategy", []), key=lambda item: natural(item.code))
    return PlanFolder(
        id=name,
        plan=parts["plan"][0],
        strategies=tuple(strategies),
        results=tuple(sorted(parts.get("results", []), key=lambda item: item.period)),
        amendments=listed("amendments"),
        published=listed("published"),
        recommendations=listed("recommendations"),
        calendar=listed("calendar"),
        region_list=known,
        complete=not any(path.startswith(f"plans/{name}/") for path in broken),
    )


def natural(code: str) -> tuple[tuple[int, int | str], ...]:
    """Sort key that reads numbers as numbers: ``1.2`` before ``1.10``."""
    return tuple(
        (0, int(part)) if part.isdecimal() else (1, part)
        for part in re.findall(r"[0-9]+|[^0-9]", code)
    )
