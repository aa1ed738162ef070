"""The pipeline on one screen: files, load, check, compute, render, publish."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.clock import clock_of, content_date, recorded, unread, version_of
from generator.hold.tree import PastTree, Tree
from generator.load.disk import content_digest, read_plain, read_tree
from generator.load.migrations import SITE
from generator.model.catalog import Catalog
from generator.model.held import Held
from generator.model.site import DEFAULT_LANGUAGE, LANGUAGES, Site
from generator.output import Addition, digest
from generator.problems import Problem, has_errors, in_order, msg
from generator.progress import SILENT, Progress, counted
from generator.words.formatter import Formatter

if TYPE_CHECKING:
    from generator.compute import Results
    from generator.load.loader import Memo
    from generator.model.history import History
    from generator.portal import Portal
    from generator.publish import Written
    from generator.publish.record import BuildRecord


@dataclass(frozen=True, slots=True)
class Project:
    """Where things are: ``content/`` is read, ``docs/`` is written."""

    root: Path
    hold: bool = False
    """What has errors is taken as it was before them, where anything of it is sound."""

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

    @property
    def record(self) -> Path:
        """What the last build made each file from; anyone may delete it."""
        return self.root / "build" / "record.json"

    @property
    def sound(self) -> Path:
        """The last content without errors that was published; anyone may delete it."""
        return self.root / "build" / "sound.json"


@dataclass(frozen=True, slots=True)
class Checked:
    """The content as read, and everything that is wrong with it."""

    catalog: Catalog
    problems: list[Problem]
    files: Mapping[str, bytes]
    digest: str
    """Changes with every byte of the content."""
    n_warnings: int
    """Of the content alone, whatever its history says."""
    memo: Memo
    """The files as they were read: whoever reads another version parses only what differs."""
    day: date | None = None
    """The day that it is of, where that is an earlier version; else None."""

    def formatter(self, lang: str) -> Formatter:
        """How the portal of this content writes."""
        return Formatter.for_portal(lang, self.catalog)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did; nothing was written where ``problems`` has errors."""

    problems: list[Problem]
    f: Formatter
    """How the portal writes what is said of it."""
    changed: tuple[str, ...] = ()
    """Pages that were written."""
    removed: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    """Files beside the pages that were written."""
    n_pages: int = 0
    site: Site | None = None
    additions: Mapping[str, Addition] = field(default_factory=dict)
    """What is added to hand-written pages, by their path under ``docs/``."""
    words: tuple[tuple[str, ...], ...] = ()
    """What is said in several ways: a search for one way finds the others."""
    own_pages: tuple[tuple[str, str, str], ...] = ()
    """Name, title and place in the menu of each page of the portal's own."""
    day: date | None = None
    """The day that the pages speak of."""
    version: str = ""
    """In which version figures are cited; "" where only pages were made."""
    held: tuple[Held, ...] = ()
    """What is not shown as its files are today."""


def examine(project: Project, memo: Memo | None = None) -> Checked:
    """Read and check the content. Raises FileNotFoundError where there is no content folder.

    ``memo`` has the files as they were read before: only those that differ are parsed.
    """
    files, unreadable = read_tree(project.content)
    tree = Tree(files, {} if memo is None else memo, tuple(unreadable))
    if project.hold:
        return _held(tree, project)
    return _checked(tree, tree.catalog, content_digest(files))


def _held(now: Tree, project: Project) -> Checked:
    """The content to publish, whose catalogue names what is not shown as it is today."""
    from generator.hold.choose import Choice, choose  # noqa: PLC0415  # few ask for it
    from generator.hold.versions import keep  # noqa: PLC0415

    chosen: Choice | None = Choice(now, ())
    if now.errors:
        chosen = choose(now, _earlier(project, now))
    else:
        day = content_date(project.content, clock_of(now.catalog))
        keep(project.sound, now.files, day)
    tree, held, day_of_all = (chosen.tree, chosen.held, chosen.day) if chosen else (now, (), None)
    catalog = replace(tree.catalog, held=held)
    told = content_digest(tree.files)
    told = digest((told, held)) if held else told
    return replace(_checked(tree, catalog, told), day=day_of_all)


def _checked(tree: Tree, catalog: Catalog, told: str) -> Checked:
    warned = len(tree.problems) - len(tree.errors)
    return Checked(catalog, tree.problems, tree.files, told, warned, tree.memo)


def _earlier(project: Project, now: Tree) -> Iterator[PastTree]:
    from generator.hold.versions import earlier  # noqa: PLC0415

    return earlier(project.content, clock_of(now.catalog), project.sound, now.memo)


def site_of(project: Project) -> Site | None:
    """The portal's own file, before anything else of its content is read."""
    files: dict[str, bytes] = {}
    with suppress(OSError):
        files[SITE] = read_plain(project.content / SITE)
    now = Tree(files, {})
    if now.catalog.site or not project.hold:
        return now.catalog.site
    return next((it.catalog.site for it in _earlier(project, now) if it.catalog.site), None)


def language_of(project: Project) -> str:
    """In which the portal speaks, by that file."""
    site = site_of(project)
    return site.language if site and site.language in LANGUAGES else DEFAULT_LANGUAGE


def computed(checked: Checked, project: Project, as_of: date | None = None) -> Results:
    """The computation of a content without errors, as of a day (its own date by default)."""
    known = recorded(project.content, project.history, checked.catalog, checked.memo)
    return _results(checked, as_of or known.day, known.history)


def _results(checked: Checked, day: date, history: History | None) -> Results:
    from generator.compute import compute  # noqa: PLC0415  # a check needs none of it
    from generator.history.amended import grounded  # noqa: PLC0415

    known = grounded(history, checked.catalog) if history else None
    return replace(compute(checked.catalog, day, known), n_warnings=checked.n_warnings)


@contextmanager
def without_pauses() -> Iterator[None]:
    """No garbage collection: a build makes many objects and few circles of them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@without_pauses()
def build(
    project: Project,
    *,
    as_of: date | None = None,
    lang: str = "es",
    complete: bool = False,
    progress: Progress = SILENT,
    memo: Memo | None = None,
) -> Built:
    """Write the pages of the portal, its calendar files and feeds, in its language.

    What is wrong is told in ``lang``.

    ``complete`` adds what only readers of the site need: tables, what is for programs, pictures.
    With errors in the content, the old files stay. What has not changed is not made again;
    ``memo`` has the files of the content as they were read before.
    """
    from generator.publish import publish  # noqa: PLC0415  # only whoever writes needs it

    progress.step(msg("Reading and checking content/"))
    checked = examine(project, memo)
    if has_errors(checked.problems):
        why = unread(project.root) if project.hold else []
        return Built(in_order([*checked.problems, *why]), checked.formatter(lang))
    progress.step(msg("Reading the history"))
    known = recorded(project.content, project.history, checked.catalog, checked.memo)
    checked = replace(checked, problems=in_order([*checked.problems, *known.problems]))
    day = as_of or checked.day or known.day
    clock = clock_of(checked.catalog)
    version = version_of(project.content, checked.files, clock, day).text if complete else ""
    inputs = _Inputs(day, known.history, lang, version)
    last = _last_build(project)
    if last and _is_current(last, inputs, checked, project):
        # No file is made, but what a run left behind that was cut off is mended all the same.
        written = publish({}, project.docs, unchanged=last.files.keys())
        return _built(checked, inputs, last.facts, written, last.files)
    return _renewed(project, checked, inputs, progress, last)


@dataclass(frozen=True)
class _Inputs:
    """What the files are made from beside the content."""

    day: date
    history: History | None
    lang: str
    version: str = ""

    @cached_property
    def made_with(self) -> str:
        """Changes with the program."""
        from generator.program import program  # noqa: PLC0415  # only whoever writes

        return program()

    def made_from(self, checked: Checked) -> str:
        """Changes with everything that any file is made from."""
        return digest((self.made_with, self.day, checked.digest, self.history))


def _last_build(project: Project) -> BuildRecord | None:
    """What is known of the last build; None where git tracks it, and anyone may have written it."""
    from generator.publish.record import read_record  # noqa: PLC0415
    from generator.review.git import GitError, repository  # noqa: PLC0415

    try:
        is_committed = repository(project.root).has_committed(project.record)
    except GitError:
        is_committed = False
    return None if is_committed else read_record(project.record)


def _is_current(last: BuildRecord, inputs: _Inputs, checked: Checked, project: Project) -> bool:
    """Whether a build would make the files that are there: same inputs, and none is damaged."""
    has_all = inputs.version in {"", last.facts.get("version")}
    is_same = last.made_from == inputs.made_from(checked)
    return is_same and has_all and last.is_whole(project.docs)


def _renewed(
    project: Project,
    checked: Checked,
    inputs: _Inputs,
    progress: Progress,
    last: BuildRecord | None,
) -> Built:
    """Make what has changed, and keep what it was made from."""
    from generator.publish.record import BuildRecord, publish_changed, write_record  # noqa: PLC0415

    progress.step(msg("Computing"))
    portal = _portal(checked, inputs)
    progress.step(msg("Writing what has changed"))
    outputs = counted(portal.outputs(), progress)
    written, files = publish_changed(outputs, project.docs, inputs.made_with, last or BuildRecord())
    version = {"version": inputs.version} if inputs.version else {}
    facts = portal.site_facts(project.docs) | version
    if last is not None:
        write_record(project.record, BuildRecord(inputs.made_from(checked), files, facts))
    return _built(checked, inputs, facts, written, files)


def _portal(checked: Checked, inputs: _Inputs) -> Portal:
    from generator.portal import Portal  # noqa: PLC0415  # jinja2 only when needed

    return Portal(_results(checked, inputs.day, inputs.history), inputs.version)


def build_pages(project: Project, checked: Checked, paths: Iterable[str]) -> tuple[str, ...]:
    """Write a few pages before all others; those that changed. The content has no errors."""
    from generator.portal import Portal  # noqa: PLC0415
    from generator.publish import publish  # noqa: PLC0415

    portal = Portal(computed(checked, project))
    found = (portal.page(path) for path in paths)
    made = {output.path: output.make() for output in found if output is not None}
    return publish(made, project.docs, keep=True).changed


def _built(
    checked: Checked,
    inputs: _Inputs,
    facts: Mapping[str, Any],
    written: Written,
    files: Iterable[str],
) -> Built:
    added = facts.get("additions", {})
    return Built(
        checked.problems,
        checked.formatter(inputs.lang),
        tuple(name for name in written.changed if name.endswith(".md")),
        tuple(name for name in written.removed if name.endswith(".md")),
        tuple(name for name in written.changed if not name.endswith(".md")),
        sum(name.endswith(".md") for name in files),
        checked.catalog.site,
        {path: Addition(parts, dataset) for path, (parts, dataset) in added.items()},
        tuple(tuple(words) for words in facts.get("words", ())),
        tuple((name, title, menu) for name, title, menu in facts.get("own_pages", ())),
        inputs.day,
        inputs.version,
        checked.catalog.held,
    )
