"""Problems in words, for people and for machines."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable, Iterable, Sequence

from generator.load.yaml_text import short
from generator.model.held import Held
from generator.problems import Fix, Message, Problem, Severity, errors_of, in_order, msg
from generator.words.annotations import (
    Annotation,
    AnnotationLevel,
    fingerprints,
    github_command,
    gitlab_report,
    quiet,
)
from generator.words.formatter import Formatter, common_blanks

STOPPED = msg("content/ has errors: the pages stay as they were")


def as_text(problems: Sequence[Problem], f: Formatter) -> str:
    """One problem per line: ``path:line:col: severity[code] message. Remedy``."""
    return "\n".join(
        quiet(f"{it.place}: {f.t(SEVERITIES[it.severity])}[{it.code}] {sentences(it, f)}")
        for it in problems
    )


SEVERITIES = {Severity.ERROR: msg("error"), Severity.WARNING: msg("warning")}


def why_stopped(problems: Iterable[Problem], f: Formatter) -> list[str]:
    """Lines that say why a preview goes on with the old pages."""
    return [f.t(STOPPED), *as_text(errors_of(problems), f).splitlines()]


def held_lines(held: Sequence[Held], f: Formatter) -> list[str]:
    """The errors that hold something, and what is shown in its place, a line each."""
    found = in_order(problem for it in held for problem in (*it.own, *it.others))
    errors = as_text(found, f).splitlines()
    shown = (f.t(_SHOWN if it.day else _NOT_SHOWN, plan=it.plan, day=it.day) for it in held)
    return [*errors, *map(common_blanks, shown)]


_SHOWN = msg("{plan}: shown as of {day}, because of these errors")
_NOT_SHOWN = msg("{plan}: not shown, for no version of it without errors was found")


def in_the_way(paths: Iterable[str]) -> Message:
    """Files under ``docs/`` that were written by hand where pages go."""
    names = ", ".join(f"docs/{path}" for path in paths)
    return msg("{names}: written by hand, and a page goes there; rename it", names=names)


def not_written(place: object, failure: OSError) -> Message:
    """A file or a folder could not be written, and why."""
    return msg("cannot write in {place}: {why}", place=place, why=why_refused(failure))


def why_refused(failure: OSError) -> Message:
    """Why the system did not do what was asked."""
    return _WHY.get(failure.errno or 0, Message(str(failure.strerror or failure)))


_NOT_A_FOLDER = msg("it is not a folder")
_WHY = {
    errno.EACCES: msg("permission is missing"),
    errno.EPERM: msg("permission is missing"),
    errno.EROFS: msg("the disk is read-only"),
    errno.ENOSPC: msg("the disk is full"),
    errno.EDQUOT: msg("the disk is full"),
    errno.EFBIG: msg("a file would be too large"),
    errno.ENOENT: msg("it cannot be made there"),
    errno.ENOTDIR: _NOT_A_FOLDER,
    errno.EEXIST: _NOT_A_FOLDER,
    errno.ESTALE: msg("somebody has changed it meanwhile; give the command again"),
    errno.ENAMETOOLONG: msg("its name is too long"),
    errno.EBUSY: msg("another build has been at work there for too long; end it and try again"),
}
UNWRITABLE = _WHY.keys() - {errno.ENOENT, errno.ENOTDIR, errno.EEXIST}
"""Of the disk and who may use it, not of the program."""


def sentences(problem: Problem, f: Formatter) -> str:
    """What is wrong and the remedy, as sentences on one line with common blanks."""
    what, hint = plainly(problem.message, f), plainly(problem.hint, f).lstrip()
    if not hint:
        return what
    first = 1 if hint.startswith(("¿", "¡")) else 0
    return f"{what}. {hint[:first]}{hint[first : first + 1].upper()}{hint[first + 1 :]}"


def plainly(message: Message | None, f: Formatter) -> str:
    """A message with common blanks; "" where there is none."""
    return common_blanks(f.t(message)) if message else ""


def as_json(problems: Sequence[Problem], f: Formatter) -> str:
    """A list of objects: code, severity, path, line, column, message, hint, fix."""
    rows = [
        {
            "code": problem.code,
            "severity": problem.severity.value,
            "path": problem.place.path,
            "line": problem.place.line,
            "column": problem.place.column,
            **({"sheet": problem.place.sheet} if problem.place.sheet else {}),
            "message": plainly(problem.message, f),
            "hint": plainly(problem.hint, f) or None,
            "fix": _fix(problem.fix),
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _fix(fix: Fix | None) -> dict[str, object] | None:
    """What to write from the place of the problem to another; None without one that was tried."""
    if fix is None or fix.end == (0, 0):
        return None
    return {"end_line": fix.end[0], "end_column": fix.end[1], "text": fix.written}


def annotation(problem: Problem, f: Formatter) -> Annotation:
    """A problem as other programs take it."""
    return Annotation(
        problem.code, AnnotationLevel(problem.severity.value), problem.place, sentences(problem, f)
    )


def as_github(problems: Sequence[Problem], f: Formatter) -> str:
    """GitHub workflow commands, which show a problem on its line of a pull request."""
    return "\n".join(github_command(annotation(problem, f)) for problem in problems)


def as_gitlab(problems: Sequence[Problem], f: Formatter) -> str:
    """A code quality report of GitLab; a problem keeps its name while lines move."""
    rows = [annotation(problem, f) for problem in problems]
    names = fingerprints("\0".join((row.code, row.place.path, row.text)) for row in rows)
    return gitlab_report(zip(rows, names, strict=True))


def summary(problems: Sequence[Problem], n_files: int, f: Formatter) -> str:
    """The last line: how much was read and what was found."""
    n_errors = len(errors_of(problems))
    parts = (
        f.n("{n} file", "{n} files", n_files),
        f.n("{n} error", "{n} errors", n_errors),
        f.n("{n} warning", "{n} warnings", len(problems) - n_errors),
    )
    return ", ".join(parts) + "."


def failed(failure: Exception) -> Message:
    """That the program itself failed, and at which page."""
    what = short(f"{type(failure).__name__}: {failure}")
    if notes := getattr(failure, "__notes__", None):
        said = msg("the program failed at {place} ({what}); please report it")
        return said.having(place=notes[0], what=what)
    return msg("the program failed ({what}); please report it", what=what)


FORMATS: dict[str, Callable[[Sequence[Problem], Formatter], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
}
