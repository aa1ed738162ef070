"""What the name of a file must be: it becomes an address, and carries a code or a period."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.addresses import reserved_pages
from generator.load.explain import closest, refused
from generator.load.layout import KNOWN_NAMES, PAGE, SOURCE, Slot
from generator.model.catalog import RESERVED_CODES
from generator.model.period import Period
from generator.model.plan import OwnElement, Strategy
from generator.model.reports import ResultsFile
from generator.model.scalars import is_code, is_id, slug
from generator.model.years import Years
from generator.problems import Place, Problem, error, msg

_TAKEN = {"indicator": RESERVED_CODES, PAGE: reserved_pages()}
"""Names of pages that every portal has, by kind of file."""


def meant_names(path: str) -> set[str]:
    """What a file with a wrong name would have defined: rules stay silent about it."""
    folder, _, name = path.rpartition("/")
    if path.endswith((".yaml", ".YML", ".YAML")):
        return {path, f"{path.rpartition('.')[0]}.yml"}
    near = closest(name, list(KNOWN_NAMES))
    return {path, f"{folder}/{near}".removeprefix("/")} if near else set()


def misplaced(path: str, prefix: str) -> Problem:
    """A file that is none of those that a content has."""
    hint = msg("see «Where everything is» in the editors' guide")
    parts = path.split("/")
    if path.endswith(".yaml"):
        hint = msg("rename it to «{name}»", name=parts[-1][:-5] + ".yml")
    elif near := closest(parts[-1], list(KNOWN_NAMES)):
        hint = msg("did you mean «{suggestion}»?", suggestion=near)
    return error("unexpected-file", Place(prefix + path), msg("this file has no place here"), hint)


def bad_name(path: str, slot: Slot, prefix: str) -> Problem | None:
    """Names become addresses and files on any system, so they are checked first."""
    stem_is_code = slot.kind.name in {"strategy", "element", "results"}
    if stem_is_code and not is_code(slot.stem):
        return refused("bad-code", Place(prefix + path), {"text": slot.stem})
    names = [slot.plan] if slot.plan else []
    if slot.kind.name in {"indicator", PAGE, SOURCE}:
        names.append(slot.stem)
    if slot.stem in _TAKEN.get(slot.kind.name, ()):
        what = msg("«{code}» is the address of a page of the portal", code=slot.stem)
        return error("reserved-code", Place(prefix + path), what, msg("give the file another name"))
    for name in names:
        if not is_id(name):
            meant = slug(name) or "mi-nombre"
            meant = f"{name}-1" if meant == name else meant  # a word that Windows keeps for itself
            return refused("bad-id", Place(prefix + path), {"text": name, "suggestion": meant})
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


def stem_mismatch(path: str, slot: Slot, value: Any, files: Iterable[str]) -> list[Problem]:
    """The file of a part carries its code, a results file its period."""
    if isinstance(value, OwnElement) and path.split("/")[-2] not in {"elements", value.level}:
        return [_misfiled(path, value)]
    if isinstance(value, Strategy | OwnElement):
        expected, key = value.code, "code"
        fits = slot.stem == expected or slot.stem.startswith(f"{expected}-")
    elif isinstance(value, ResultsFile):
        expected, key = value.period.text, "period"
        fits = _leading_period(slot.stem, value.period.years) == expected
    else:
        return []
    name = f"{expected}.yml"
    if fits or (
        f"{path.rpartition('/')[0]}/{name}" in files and not isinstance(value, ResultsFile)
    ):
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


def _misfiled(path: str, value: OwnElement) -> Problem:
    what = msg(
        "the file stands in «{folder}/» and is of the level «{level}»",
        folder=path.split("/")[-2],
        level=value.level,
    )
    hint = msg(
        "write «level: {level}», or move it to «{name}/»",
        level=path.split("/")[-2],
        name=f"elements/{value.level}",
    )
    return error("file-name", value.place_of("level"), what, hint)
