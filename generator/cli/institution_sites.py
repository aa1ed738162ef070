"""The site of each institution of an edition, built apart as its own portal would build it."""

from __future__ import annotations

import os
import shutil
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.build import Project
from generator.cli.site import MARK, build_site, logged, refuse_foreign
from generator.federation.edition import Edition, EditionEntry
from generator.federation.engine import Stopped
from generator.federation.federate import why_stopped
from generator.federation.places import EditionOptions
from generator.federation.status import Sites, last_sites
from generator.hold.versions import keep
from generator.output import digest
from generator.problems import Message, msg
from generator.progress import Progress
from generator.review.fetch import borrow
from generator.review.git import Repository
from generator.review.snapshot import from_revision
from generator.words.formatter import Formatter
from generator.words.problems import why_refused

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
    sound: tuple[str, date] | None = None
    """A commit of which something is shown, and its day, where the newest has errors."""


def build_sites(edition: Edition, asked: EditionOptions, out: Path, progress: Progress) -> Sites:
    """Build the sites that are not as they should be; remove those of whom nothing is shown.

    A site is as of the first day as of which it gives what the edition shows: a new day on which
    no report falls due builds none again.
    """
    shown = {it.of.id: it for it in edition.entries if it.shown}
    wanted = {name: _task(it, edition, asked, out) for name, it in shown.items() if it.repo}
    marks = asked.state / "sites"
    marks.mkdir(parents=True, exist_ok=True)
    gone = ({it.name for it in marks.iterdir()} | last_sites(out)) - shown.keys()
    failed = {it: _NOT_OURS for it in sorted(gone) if not _is_removed(out / it, marks / it)}
    lacking = [name for name, task in wanted.items() if not _is_current(marks / name, task)]
    if lacking:
        progress.step(msg("Building the sites of the institutions"), len(lacking))
    tasks = [wanted[name] for name in lacking]
    for number, said in asked.run(make_site, tasks):
        name, task = lacking[number], tasks[number]
        progress.advance()
        if isinstance(said, Stopped) or said:
            failed[name] = why_stopped(said, asked) if isinstance(said, Stopped) else Message(said)
        else:
            (marks / name).write_text(" ".join((digest(task), *_named(out / name))))
    there = (it for it in shown if (out / it / MARK).is_file())
    return Sites({it: int(_mark(marks / it)[1]) for it in there}, failed)


_NOT_OURS = msg(
    "its folder has files that this command did not write, and stays: delete it by hand"
)


def _is_removed(site: Path, mark: Path) -> bool:
    """Remove a site; one with files of others stays."""
    if (site / MARK).is_file():
        if _mark(mark)[2] != _named(site)[1]:
            return False
        shutil.rmtree(site)
    mark.unlink(missing_ok=True)
    return True


def _named(site: Path) -> tuple[str, str]:
    """How many files a site has, and what changes with their names."""
    names = sorted(str(it.relative_to(site)) for it in site.rglob("*") if it.is_file())
    return str(len(names)), digest(names)


def _mark(place: Path) -> tuple[str, str, str]:
    """What a site was made from, and what ``_named`` said of it; nothing where that is unknown."""
    with suppress(OSError, ValueError):
        made_from, n_files, names = place.read_text("ascii").split()
        return made_from, str(int(n_files)), names
    return "", "0", ""


def _task(it: EditionEntry, edition: Edition, asked: EditionOptions, out: Path) -> SiteTask:
    repo, shown = it.repo, it.shown
    if repo is None or shown is None:
        raise ValueError(it.of.id)
    return SiteTask(
        repository=str(repo.folder),
        prefix=repo.prefix,
        commit=shown.commit,
        as_of=shown.examined.settled(shown.day or edition.as_of, edition.as_of),
        lang=asked.lang,
        out=str((out / it.of.id).absolute()),
        made_with=shown.made_with,
        sound=(it.commit, it.shown_as_of) if it.shown_as_of else None,
    )


def _is_current(mark: Path, task: SiteTask) -> bool:
    return (Path(task.out) / "index.html").is_file() and _mark(mark)[0] == digest(task)


def make_site(task: SiteTask) -> str:
    """Build one site from the files of a commit, with its history beside them.

    Gives why it cannot be built, which names no folder of this machine; "" where it was.
    """
    os.environ["AVANCE_LANG"] = task.lang
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    said = StringIO()
    try:
        with TemporaryDirectory() as folder, redirect_stdout(said), redirect_stderr(said):
            return _make_site(task, Path(folder), said)
    except OSError as failure:
        return Formatter(task.lang).t(why_refused(failure))


def _make_site(task: SiteTask, folder: Path, said: StringIO) -> str:
    repo, out = Repository(Path(task.repository), task.prefix), Path(task.out)
    project = Project(folder / task.prefix)
    borrow(folder, repo, task.commit)
    project.content.mkdir(parents=True)
    for path, data in from_revision(repo, task.commit).files.items():
        place = project.content / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    project.docs.mkdir()
    (project.root / "mkdocs.yml").write_text(_SETTINGS)
    if task.sound:
        commit, day = task.sound
        keep(project.sound, from_revision(repo, commit).files, day)
    try:
        refuse_foreign(out, out.name, project, task.lang)
        with logged(quiet=True):
            chosen = {"as_of": task.as_of, "hold": True}
            build_site(project.root / "mkdocs.yml", out, task.lang, chosen, offline=False)
    except SystemExit:
        return _first_line(said.getvalue(), str(folder), str(out.parent)) or "?"
    return ""


def _first_line(said: str, *folders: str) -> str:
    """What was said, without folders of this machine: everybody reads it."""
    line = said.strip().partition("\n")[0].removeprefix("avance: ")
    for folder in folders:
        line = line.replace(f"{folder}/", "")
    return line
