"""A copy of the project in a temporary folder, and the site that is built from it."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from generator.check import check
from generator.compute import Results, compute
from generator.load import load
from generator.load.disk import read_tree
from generator.locks import lock, unlock
from tests import command
from tests.command import Done

ROOT = command.ROOT
EPOCH = "1790856000"
"""A fixed day, 1 October 2026: what a content without a history is computed as of."""
FIXED = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH}
"""The environment of every build: a fixed date, so that results do not depend on today."""


def copy_project(target: Path, content: Path | None = None) -> Path:
    """The project as a fresh clone has it: content, hand-written docs, generator, mkdocs.yml.

    ``content`` replaces the project's own content, and the page that quotes it.
    """
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "content", "docs"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in tracked.stdout.splitlines():
        if name.startswith("content/") and content is not None:
            continue
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target / name)
    if content is not None:
        shutil.copytree(content, target / "content")
    shutil.copytree(ROOT / "generator", target / "generator")  # as compiled: that takes seconds
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


def computed(content: Path) -> Results:
    """A content folder without a finding, computed as of that day."""
    files, unreadable = read_tree(content)
    catalog, problems = load(files)
    assert [*unreadable, *problems, *check(catalog)] == []
    return compute(catalog, date(2026, 10, 1))


def run(
    project: Path, *arguments: str, lang: str = "es", **environment: str
) -> subprocess.CompletedProcess[str]:
    """``python -m …`` in the project."""
    env = {**os.environ, "AVANCE_LANG": lang, **FIXED, **environment}
    env.pop("CI", None)
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        env=env,
        timeout=600,
    )


def avance(project: Path, *arguments: str) -> Done:
    """The command in the project, with the same fixed date."""
    ceiling = {"GIT_CEILING_DIRECTORIES": str(project.parent)}
    return command.run(*arguments, cwd=project, env={**ceiling, "SOURCE_DATE_EPOCH": EPOCH})


def build_site(project: Path, *, only: Collection[str] = ()) -> Path:
    """What ``mkdocs build --strict`` does, in this process; the folder of the site.

    ``only`` names the addresses that are written where a few pages of the content are enough;
    links to the others then lead nowhere.
    """
    names = [name for url in only for name in (f"{url}index.md", f"{url.rstrip('/')}.md")]
    few = {"exclude_docs": "\n".join(["*.md", *(f"!/{name}" for name in names)])} if only else {}
    with pytest.MonkeyPatch.context() as patch, _told() as told:
        for name, value in {"AVANCE_LANG": "es", **FIXED}.items():
            patch.setenv(name, value)
        loaded = load_config(str(project / "mkdocs.yml"), strict=not only, **few)
        loaded.plugins.on_startup(command="build", dirty=False)
        try:
            build.build(loaded)
        except MkDocsException as stopped:
            raise AssertionError("\n".join([*told, str(stopped)])) from stopped
        finally:
            loaded.plugins.on_shutdown()
    return Path(loaded.site_dir)


@contextmanager
def _told() -> Iterator[list[str]]:
    """What MkDocs warns of."""
    told: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: told.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield told
    finally:
        logger.removeHandler(handler)


def once(folder: Path, make: Callable[[Path], object]) -> Path:
    """The folder that ``make`` fills, filled by the first of several processes that ask for it."""
    file = folder.with_suffix(".lock")
    file.touch()
    handle = lock(file, 250)  # before a test that takes too long ends its process
    try:
        if not folder.exists():
            draft = folder.with_suffix(".draft")
            shutil.rmtree(draft, ignore_errors=True)
            make(draft)
            draft.rename(folder)
    finally:
        unlock(handle)
    return folder
