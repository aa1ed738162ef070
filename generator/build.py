"""The pipeline on one screen: files, load, check, compute, render, publish."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator.check import check
from generator.load import load
from generator.load.disk import read_tree
from generator.model.catalog import Catalog
from generator.model.site import Site
from generator.problems import Problem, has_errors, in_order
from generator.review.snapshot import content_time

if TYPE_CHECKING:
    from generator.compute import Results
    from generator.compute.history import History
    from generator.load.loader import Memo
    from generator.render import Addition, Offer


@dataclass(frozen=True, slots=True)
class Project:
    """Where things are: ``content/`` is read, ``docs/`` is written."""

    root: Path

    @property
    def content(self) -> Path:
        """The editors' folder."""
        return self.root / "content"

    @property
    def docs(self) -> Path:
        """The folder MkDocs reads."""
        return self.root / "docs"

    @property
    def history(self) -> Path:
        """What was seen of each commit, kept between runs; anyone may delete it."""
        return self.root / "build" / "history.json"


@dataclass(frozen=True, slots=True)
class Checked:
    """The content as read, and everything that is wrong with it."""

    catalog: Catalog
    problems: list[Problem]
    n_files: int
    memo: Memo
    """The files as they were read: whoever reads another version parses only what differs."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did; nothing was written where ``problems`` has errors."""

    problems: list[Problem]
    changed: tuple[str, ...] = ()
    """Pages that were written; the files of data and the pictures beside them are not counted."""
    removed: tuple[str, ...] = ()
    n_pages: int = 0
    site: Site | None = None
    additions: Mapping[str, Addition] = field(default_factory=dict)
    """What is added to hand-written pages, by their path under ``docs/``."""
    words: tuple[tuple[str, ...], ...] = ()
    """What is said in several ways: a search for one way finds the others."""


def examine(project: Project) -> Checked:
    """Read and check the content. Raises FileNotFoundError where there is no content folder."""
    files, unreadable = read_tree(project.content)
    names = {problem.place.path.removeprefix("content/") for problem in unreadable}
    memo: Memo = {}
    catalog, problems = load(files, unreadable=names, memo=memo)
    found = in_order([*unreadable, *problems, *check(catalog)])
    return Checked(catalog, found, len(files), memo)


def computed(checked: Checked, project: Project, as_of: date | None = None) -> Results:
    """The computation of a content without errors, as of a day (its own date by default)."""
    from generator.compute import compute  # noqa: PLC0415  # pandas only when needed

    history = recorded(project, checked.memo)
    return compute(checked.catalog, as_of or content_date(project), history)


def recorded(project: Project, memo: Memo | None = None) -> History | None:
    """The history of the content; None where git cannot tell it (then the pages say so).

    ``memo`` has the files of the disk, most of which are those of the last commit.
    """
    from generator.review.git import GitError  # noqa: PLC0415
    from generator.review.history import record  # noqa: PLC0415

    try:
        return record(project.content, project.history, memo)
    except GitError:
        return None


def build(project: Project, *, as_of: date | None = None, lang: str = "es") -> Built:
    """Write the pages of the portal, its open data, calendar files, feed and pictures.

    With errors in the content, the old ones stay.
    """
    from generator.publish import publish  # noqa: PLC0415  # jinja2 only when needed
    from generator.render import additions, pictures, render, sheets  # noqa: PLC0415
    from generator.render.abbreviations import same_words  # noqa: PLC0415
    from generator.subscriptions import subscriptions  # noqa: PLC0415

    checked = examine(project)
    if has_errors(checked.problems):
        return Built(checked.problems)
    results = computed(checked, project, as_of)
    files, offers = downloads(results, lang)
    pages = render(results, lang, offers)
    others = {**files, **subscriptions(results, lang), **pictures(results, lang)}
    others |= sheets(results, lang)
    written = publish({**pages, **others}, project.docs)
    return Built(
        checked.problems,
        tuple(name for name in written.changed if name in pages),
        tuple(name for name in written.removed if name.endswith(".md")),
        len(pages),
        checked.catalog.site,
        additions(results, lang, offers),
        same_words(checked.catalog),
    )


def downloads(results: Results, lang: str) -> tuple[dict[str, bytes], tuple[Offer, ...]]:
    """The open data: files by their path under ``docs/``, and what each is offered as."""
    from generator.export import about, tables  # noqa: PLC0415
    from generator.export.bundle import bundle  # noqa: PLC0415
    from generator.render import Offer  # noqa: PLC0415
    from generator.render.paths import tables_path  # noqa: PLC0415

    found = {tables_path(f.name): f for f in bundle(tables(results, lang), about(results, lang))}
    offers = (
        Offer(path, f.label, f.form, f.media, len(f.data), f.about, f.n_rows, f.plan)
        for path, f in found.items()
    )
    return {path: f.data for path, f in found.items()}, tuple(offers)


TABLE_FORMATS = ("csv", "json", "parquet", "xlsx")
"""Formats of the tables, known before the room that writes them is opened."""
TABLES_MANIFEST = ".avance-tablas.json"
"""Lists the files of tables in a folder, so that those of others are never overwritten."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export did; nothing was written where ``problems`` has errors."""

    problems: list[Problem]
    n_rows: Mapping[str, int] = field(default_factory=dict)
    """Rows by the name of the table."""
    files: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def export_tables(
    project: Project, out: Path, form: str, *, as_of: date | None = None, lang: str = "es"
) -> Exported:
    """Write all tables into the folder ``out``. Raises OSError, or publish.ForeignFileError."""
    from generator.export import WRITERS, about, tables  # noqa: PLC0415
    from generator.publish import publish  # noqa: PLC0415

    checked = examine(project)
    if has_errors(checked.problems):
        return Exported(checked.problems)
    results = computed(checked, project, as_of)
    filled = tables(results, lang)
    files = WRITERS[form](filled, about(results, lang))
    written = publish(files, out, manifest=TABLES_MANIFEST, keep=True)
    n_rows = {item.table.name: len(item.rows) for item in filled}
    return Exported(checked.problems, n_rows, tuple(files), written.changed)


def content_date(project: Project, revision: str = "HEAD") -> date:
    """The day the content speaks of: its last commit, else SOURCE_DATE_EPOCH, else today.

    The computation itself never asks the clock.
    """
    time = content_time(project.content, revision)
    if time is None and (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")).isdigit():
        time = datetime.fromtimestamp(int(epoch), UTC)
    return (time or datetime.now(UTC)).date()
