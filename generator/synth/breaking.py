"""What goes wrong with the files of an institution: slips of editors, and traps for programs."""

from __future__ import annotations

from collections.abc import Callable

from generator.synth.content import YEAR, Files

Way = Callable[[Files], Files]
"""Gives the same files with one thing wrong."""

_PLAN = f"plans/poi-{YEAR}"
_STRATEGY = f"{_PLAN}/strategies/AEI.01.01.yml"


def _with(path: str, old: str, new: str) -> Way:
    """A text in a file becomes another where it is first."""

    def broken(files: Files) -> Files:
        return {**files, path: files[path].replace(old.encode(), new.encode(), 1)}

    return broken


def _without(path: str) -> Way:
    return lambda files: {name: data for name, data in files.items() if name != path}


def _and(path: str, data: bytes) -> Way:
    return lambda files: {**files, path: files.get(path, b"") + data}


def _in_latin_1(files: Files) -> Files:
    return {**files, "units.yml": files["units.yml"].decode().encode("latin-1")}


BROKEN: dict[str, Way] = {
    "yaml-syntax": _with(_STRATEGY, "title: ", "title: «sin cerrar: "),
    "unknown-choice": _with(f"{_PLAN}/plan.yml", "state: in-force", "state: vigente"),
    "duplicate-key": _with(f"{_PLAN}/plan.yml", "grace_days: 20", "grace_days: 20\ngrace_days: 30"),
    "missing-plan": _without(f"{_PLAN}/plan.yml"),
    "unknown-unit": _with(_STRATEGY, "responsible: g", "responsible: gerencia-"),
    "unknown-objective": _with(_STRATEGY, "objective: OEI.01", "objective: OEI.99"),
    "not-utf8": _in_latin_1,
    "unknown-document": _with(f"{_PLAN}/plan.yml", "document: norma", "document: norma-2"),
    "unknown-key": _with(f"{_PLAN}/results/{YEAR}-01.yml", "status: ", "estado: "),
    "unexpected-file": _and(f"{_PLAN}/borrador.yml", b"a: 1\n"),
}
"""Slips of editors by the code of the problem that they give."""

HOSTILE: dict[str, Way] = {
    "aliases": _and(
        "documents.yml",
        b"- &a [x, x, x, x, x, x, x, x]\n- &b [*a, *a, *a, *a, *a, *a]\n- [*b, *b, *b, *b, *b]\n",
    ),
    "depth": _and("documents.yml", b"- " + b"[" * 50_000 + b"\n"),
    "size": _and(_STRATEGY, b"# " + b"x" * 30_000_000 + b"\n"),
    "many-files": lambda files: files | {f"indicators/a{n}.yml": b"" for n in range(5_000)},
    "other-vocabulary": lambda files: files | {"site.yml": b"version: 9\nplans: {url: //x}\n"},
}
"""Traps by what they try; the limits of whoever takes such files refuse them."""
