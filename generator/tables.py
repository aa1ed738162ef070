"""The tables of a content in a folder: files, load, check, compute, export, publish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.build import Project, computed, examine
from generator.problems import Problem, has_errors, msg
from generator.progress import SILENT, Progress
from generator.words.formatter import Formatter

TABLE_FORMATS = ("csv", "json", "parquet", "xlsx")
"""Formats of the tables, known before the room that writes them is opened."""
TABLES_MANIFEST = ".avance-tablas.json"
"""Lists the files of tables in a folder, so that those of others are never overwritten."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export did; nothing was written where ``problems`` has errors."""

    problems: list[Problem]
    f: Formatter
    n_rows: Mapping[str, int] = field(default_factory=dict)
    """Rows by the name of the table."""
    files: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


class NoPlanError(LookupError):
    """There is no such plan."""

    def __init__(self, plans: Iterable[str]) -> None:
        super().__init__()
        self.plans = tuple(plans)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tables, and how they are written."""

    form: str = "csv"
    plan: str = ""
    """The only plan whose rows are wanted; empty for all."""
    as_of: date | None = None
    lang: str = "es"


def export_tables(
    project: Project, out: Path, wanted: Wanted, progress: Progress = SILENT
) -> Exported:
    """Write all tables, or the rows of one plan, into the folder ``out``.

    Raises OSError, publish.ForeignFileError, or NoPlanError.
    """
    from generator.export import WRITERS, about, tables  # noqa: PLC0415
    from generator.export.bundle import of_one  # noqa: PLC0415
    from generator.publish import publish  # noqa: PLC0415

    progress.step(msg("Reading and checking content/"))
    checked = examine(project)
    f = checked.formatter(wanted.lang)
    if has_errors(checked.problems):
        return Exported(checked.problems, f)
    plan = wanted.plan
    if plan and plan not in checked.catalog.plans:
        raise NoPlanError(checked.catalog.plans)
    progress.step(msg("Computing"))
    results = computed(checked, project, wanted.as_of)
    progress.step(msg("Making the tables"))
    filled = tables(results, wanted.lang)
    filled = of_one(filled, plan) if plan else filled
    files = WRITERS[wanted.form](filled, replace(about(results, wanted.lang), plan=plan))
    written = publish(files, out, manifest=TABLES_MANIFEST, keep=True)
    n_rows = {item.table.name: len(item.rows) for item in filled}
    return Exported(checked.problems, f, n_rows, tuple(files), written.changed)
