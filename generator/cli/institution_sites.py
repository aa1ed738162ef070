"""The site of each institution of an edition, built apart as its own portal would build it."""

from __future__ import annotations

import os
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.build import Project
from generator.cli.site import build_site, logged, refuse_foreign
from generator.federation.edition import Asked, Edition
from generator.federation.engine import Stopped, run
from generator.output import digest
from generator.problems import msg
from generator.progress import Progress
from generator.review.fetch import borrow
from generator.review.git import Repository
from generator.review.snapshot import CONTENT, from_revision

_SETTINGS = "site_name: Planes\nstrict: true\ntheme:\n  name: avance\nplugins:\n  - avance\n"
"""Never theirs, which may name programs."""


@dataclass(frozen=True, slots=True)
class SiteTask:
    """Which content gets a site, and where."""

    repository: str
    prefix: str
    commit: str
    as_of: date
    lang: str
    out: str
    made_with: str


def build_sites(edition: Edition, asked: Asked, out: Path, progress: Progress) -> set[str]:
    """The ids of the institutions that have a site; one that is as it was is not built again."""
    wanted = {
        it.of.id: SiteTask(
            *(str(it.repo.folder), it.repo.prefix, it.shown.commit, edition.as_of, asked.lang),
            *(str((out / it.of.id).absolute()), it.shown.made_with),
        )
        for it in edition.entries
        if it.shown and it.repo
    }
    marks = asked.state / "sites"
    marks.mkdir(parents=True, exist_ok=True)
    known = {name for name, task in wanted.items() if _is_current(marks / name, task)}
    lacking = [(name, task) for name, task in wanted.items() if name not in known]
    if lacking:
        progress.step(msg("Building the sites of the institutions"), len(lacking))
    tasks = [task for _, task in lacking]
    for number, said in run(make_site, tasks, asked.workers, asked.bounds):
        name, task = lacking[number]
        progress.advance()
        if not isinstance(said, Stopped):
            (marks / name).write_text(digest(task))
            known.add(name)
    return known


def _is_current(mark: Path, task: SiteTask) -> bool:
    is_there = mark.is_file() and (Path(task.out) / "index.html").is_file()
    return is_there and mark.read_text() == digest(task)


def make_site(task: SiteTask) -> str:
    """Build one site from the files of a commit, with its history beside them."""
    repo, out = Repository(Path(task.repository), task.prefix), Path(task.out)
    os.environ["AVANCE_LANG"] = task.lang
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    with TemporaryDirectory() as folder, redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        root = Path(folder, task.prefix)
        borrow(Path(folder), repo, task.commit)
        for path, data in from_revision(repo, task.commit).files.items():
            place = root / CONTENT / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        (root / "docs").mkdir()
        (root / "mkdocs.yml").write_text(_SETTINGS)
        refuse_foreign(out, task.out, Project(root), task.lang)
        with logged(quiet=True):
            chosen = {"as_of": task.as_of, "hold": False}
            build_site(root / "mkdocs.yml", out, task.lang, chosen, offline=False)
    return ""
