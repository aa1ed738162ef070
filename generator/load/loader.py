"""load({path: bytes}) -> (Catalog, problems): all problems of all files in one run."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from generator.load import shipped
from generator.load.decoding import MAX_FILES, MAX_TOGETHER
from generator.load.explain import explain
from generator.load.file_names import bad_name, meant_names, misplaced, stem_mismatch
from generator.load.full_names import with_full_names
from generator.load.geojson import read_areas
from generator.load.layout import MAP, PAGE, SOURCE, Slot, slot_of
from generator.load.meant import meant_here
from generator.load.migrations import SITE, format_of, is_touched, update
from generator.load.own_pages import read_page
from generator.load.profiles import with_defaults
from generator.load.source_files import read_source
from generator.load.yaml_text import read_yaml, short
from generator.load.years import Around, around
from generator.model.catalog import Catalog, PlanFolder
from generator.model.origin import Origin, OriginMap, keep_only_places, locate
from generator.model.own_page import OwnPage
from generator.model.region import RegionList, RegionsFile
from generator.model.site import DEFAULT_LANGUAGE, FORMAT, Site
from generator.model.source_file import SourceFile
from generator.problems import Place, Problem, error, has_errors, in_order, msg, warning

_REGISTERS = ("units", "documents", "methods", "profiles", "corrections")
Entry = tuple[str, Slot, Any]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one file gave: its value (None where it cannot be read) and what is wrong with it."""

    slot: Slot | None
    value: Any
    problems: tuple[Problem, ...]


Memo = dict[tuple[str, bytes, int, Around], Parsed]
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
    if len(files) > MAX_FILES or sum(map(len, files.values())) > MAX_TOGETHER:
        return Catalog(broken=frozenset({SITE, *files, *unreadable})), [_too_large(prefix)]
    since, formats = format_of(files), formats or {}
    if since > FORMAT:
        return Catalog(broken=frozenset({*files, *unreadable})), [_newer(files, prefix, since)]
    reading = _Reading(broken=set(unreadable))
    for path in sorted(files):
        beside = around(files, path)
        parsed = _remembered(path, files[path], prefix, memo, formats.get(path, since), beside)
        _take(reading, path, parsed)
    for path, slot, value in reading.files:
        reading.problems += stem_mismatch(path, slot, value, files)
    reading.problems += _missing_plans(files, prefix)
    catalog = _catalog(reading)
    if catalog.site is not None and since < FORMAT:
        reading.problems.append(_older(catalog.site))
    return catalog, in_order(list(meant_here(catalog, reading.problems)))


def _too_large(prefix: str) -> Problem:
    what = msg(
        "there are more than {n} files here, or more than {most} MB together",
        n=MAX_FILES,
        most=MAX_TOGETHER // 10**6,
    )
    hint = msg("take out what is no content of the portal")
    return error("content-too-large", Place(prefix), what, hint)


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
    what = msg("content/ is written in format {since}", since=site.format)
    hint = msg("«avance migrate» writes it in format {known}", known=FORMAT)
    return warning("older-format", site.place_of("format"), what, hint)


def _take(reading: _Reading, path: str, parsed: Parsed) -> None:
    reading.problems += parsed.problems
    if parsed.slot is None:
        reading.broken |= meant_names(path)
        return
    if parsed.value is None:
        reading.broken.add(path)
    else:
        reading.files.append((path, parsed.slot, parsed.value))


def _remembered(
    path: str, data: bytes, prefix: str, memo: Memo | None, since: int, beside: Around
) -> Parsed:
    if not is_touched(data, since):
        since = FORMAT  # the same in both, and so the same model
    memo = {} if memo is None else memo
    found = memo.get((path, data, since, beside))
    if found is None:
        found = memo[path, data, since, beside] = _read(path, data, prefix, since, beside)
    return found


def _read(path: str, data: bytes, prefix: str, since: int, beside: Around) -> Parsed:
    """A file on which the program itself fails is one finding, and hides no other file."""
    try:
        return _parsed(path, data, prefix, since, beside)
    except Exception as failure:
        if os.environ.get("AVANCE_DEBUG"):
            raise
        what = short(f"{type(failure).__name__}: {failure}")
        problem = error(
            "not-accepted",
            Place(prefix + path),
            msg("the program failed at this file ({what})", what=what),
            msg("please report it to those who keep the program"),
        )
        return Parsed(slot_of(path), None, (problem,))


_NO_YAML: Mapping[str, Callable[[str, bytes], tuple[Any, list[Problem]]]] = {
    MAP: read_areas,
    PAGE: read_page,
    SOURCE: read_source,
}


def _parsed(path: str, data: bytes, prefix: str, since: int, beside: Around) -> Parsed:
    slot = slot_of(path)
    if slot is None:
        return Parsed(None, None, (misplaced(path, prefix),))
    if problem := bad_name(path, slot, prefix):
        return Parsed(slot, None, (problem,))
    if slot.kind.name in _NO_YAML:
        value, problems = _NO_YAML[slot.kind.name](prefix + path, data)
        return Parsed(slot, value, tuple(problems))
    tree, problems = read_yaml(prefix + path, data)
    if tree is None:
        return Parsed(slot, None, tuple(problems))
    prepared = _prepared(slot.kind.name, tree, since, beside)
    problems = [*problems, *(prepared or ())]
    if prepared is None:
        return Parsed(slot, None, tuple(problems))
    try:
        value = slot.kind.adapter.validate_python(tree, context=beside.years)
    except ValidationError as failure:
        return Parsed(slot, None, (*problems, *explain(tree, failure)))
    if has_errors(problems):
        return Parsed(slot, None, tuple(problems))
    keep_only_places(tree)
    return Parsed(slot, value, tuple(problems))


def _prepared(kind: str, tree: Origin, since: int, beside: Around) -> list[Problem] | None:
    """Bring a text to today's format and put in what its plan's profile gives; None without it."""
    problems = update(kind, tree, since) if since < FORMAT else []
    if kind != "plan" or not isinstance(tree, OriginMap):
        return problems
    found = with_defaults(tree, beside.profiles, beside.language)
    return None if found is None else [*problems, *found]


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


def _catalog(reading: _Reading) -> Catalog:
    single: dict[str, Any] = {}
    indicators: dict[str, Any] = {}
    plans: dict[str, dict[str, list[Any]]] = {}
    pages: list[OwnPage] = []
    sources: list[SourceFile] = []
    for _, slot, value in reading.files:
        if slot.plan:
            plans.setdefault(slot.plan, {}).setdefault(slot.kind.name, []).append(value)
        elif slot.kind.name == "indicator":
            indicators[slot.stem] = value
        elif slot.kind.name == PAGE:
            pages.append(value)
        elif slot.kind.name == SOURCE:
            sources.append(value)
        else:
            single[slot.kind.name] = value
    registers = {name: single.get(name, ()) for name in _REGISTERS}
    profiled = any(parts["plan"][0].profile for parts in plans.values() if "plan" in parts)
    site, known = single.get("site"), _regions(single)
    language = site.language if site else DEFAULT_LANGUAGE
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
        methods={**_by_id(registers["methods"]), **shipped.methods(language)},
        profiles={
            **_by_id(registers["profiles"]),
            **(shipped.profiles(language) if profiled else {}),
        },
        registers=registers,
        region_list=known,
        pages=tuple(pages),
        sources=tuple(sources),
        broken=frozenset(reading.broken),
    )


def _regions(single: Mapping[str, Any]) -> RegionList:
    """The regions of the portal's country, in its language, as its files have them."""
    site = single.get("site")
    return RegionList(
        country=(site.region if site else None) or "",
        language=site.languages[0] if site and site.languages else "",
        file=single.get("regions", RegionsFile()),
        areas=single.get(MAP, ()),
    )


def _by_id(entries: tuple[Any, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for entry in entries:
        found.setdefault(entry.id, entry)
    return found


def _folder(
    name: str, parts: dict[str, list[Any]], broken: set[str], regions: RegionList
) -> PlanFolder:
    def listed(kind: str) -> tuple[Any, ...]:
        return tuple(entry for file in parts.get(kind, ()) for entry in file)

    def by_code(kind: str) -> tuple[Any, ...]:
        return tuple(sorted(parts.get(kind, []), key=lambda item: natural(item.code)))

    plan, own = parts["plan"][0], by_code("element")
    known = {level.code for level in plan.own_levels}
    folder = PlanFolder(
        id=name,
        plan=plan,
        strategies=by_code("strategy"),
        own_elements=own,
        results=tuple(sorted(parts.get("results", []), key=lambda item: item.period)),
        amendments=listed("amendments"),
        published=listed("published"),
        recommendations=listed("recommendations"),
        calendar=listed("calendar"),
        region_list=regions,
        complete=not any(path.startswith(f"plans/{name}/") for path in broken)
        and all(element.level in known for element in own),
    )
    return with_full_names(folder)


def natural(code: str) -> tuple[tuple[int, int | str], ...]:
    """Sort key that reads numbers as numbers: ``1.2`` before ``1.10``."""
    return tuple(
        (0, int(part)) if part.isdecimal() else (1, part)
        for part in re.findall(r"[0-9]+|[^0-9]", code)
    )
