"""Copies of the project to measure in; nothing is written where the program itself stands."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench import content
from bench.measure import Cost, cost
from tests.git import git, new_repository

ROOT = Path(__file__).resolve().parent.parent
TIMES = 10
"""How many times the plans of the real content stand in the large one."""
_EVERYTHING = """
from pathlib import Path
from generator.build import Project, build
assert build(Project(Path.cwd()), complete=True).n_pages
"""
_TITLE = re.compile(r"(?m)^title:.*\n(?:  .*\n)*")


@dataclass(frozen=True, slots=True)
class Project:
    """A copy with its own content, docs/ and caches, and the program of this working tree."""

    root: Path
    edited: str
    """A strategy whose title is changed, as ``<plan>/<code>``."""

    def avance(self, *arguments: str, good: tuple[int, ...] = (0,)) -> Cost:
        """Run ``avance``; what it costs."""
        return cost([sys.executable, "-m", "generator", *arguments], self.root, good=good)

    def everything(self) -> Cost:
        """Write pages, tables, workbooks, archives and pictures, as ``make site`` has them."""
        return cost([sys.executable, "-c", _EVERYTHING], self.root)

    def make_site(self) -> Cost:
        """Run ``make site`` with the environment that is there."""
        environment = f"VENV={sys.prefix}"
        return cost(["make", "-s", "-o", "setup", "site", environment], self.root)

    def bare_mkdocs(self) -> Cost:
        """MkDocs alone on the pages as they are: no hook, so neither checks nor mended links."""
        config = self.root / "bare.yml"
        text = (self.root / "mkdocs.yml").read_text("utf-8")
        text = re.sub(r"(?m)^hooks:\n(?:  .*\n)+", "", text).replace("strict: true", "")
        config.write_text(text, "utf-8")
        return cost([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)], self.root)

    def forget(self) -> None:
        """Remove pages, site and all caches, as ``make clean``."""
        git(self.root, "clean", "-fdXq")

    def rename(self, title: str) -> None:
        """Give the strategy another title."""
        plan, _, code = self.edited.partition("/")
        path = self.root / "content/plans" / plan / f"strategies/{code}.yml"
        text, n = _TITLE.subn(f"title: {title}\n", path.read_text("utf-8"), count=1)
        assert n == 1, f"{path} has no title"
        path.write_text(text, "utf-8")

    @contextmanager
    def restored(self) -> Iterator[None]:
        """Put the content back in the end."""
        try:
            yield
        finally:
            git(self.root, "checkout", "-q", "--", "content")


class Copies:
    """Makes each copy when it is first asked for, in a folder that someone else removes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def real(self) -> Project:
        """The real content with its history."""
        root = self._folder / "real"
        git(self._folder, "clone", "-q", str(ROOT), str(root))
        _copy_program(root)
        return Project(root, _edited())

    @cached_property
    def large(self) -> Project:
        """The real content with every plan ten times."""
        root = self._folder / "large"
        _copy_program(root)
        shutil.copytree(ROOT / "content", root / "content")
        for plan in sorted((ROOT / "content/plans").iterdir()):
            for n in range(2, TIMES + 1):
                shutil.copytree(plan, root / "content/plans" / f"{plan.name}-{n}")
        return _committed(Project(root, _edited()))

    @cached_property
    def thousand(self) -> Project:
        """A thousand indicators with ten years of targets and results, made from a seed."""
        root = self._folder / "thousand"
        _copy_program(root)
        for name, data in content.files().items():
            path = root / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return _committed(Project(root, "p01/E1"))

    def clean_clone(self) -> Path:
        """A clone of what is committed, as CI has it."""
        root = self._folder / "clone"
        git(self._folder, "clone", "-q", str(ROOT), str(root))
        return root


def _edited() -> str:
    """The largest strategy of the content that is here."""
    found = (ROOT / "content/plans").glob("*/strategies/*.yml")
    path = max(sorted(found), key=lambda it: it.stat().st_size)
    return f"{path.parent.parent.name}/{path.stem}"


def _copy_program(root: Path) -> None:
    """Copy what a project has beside its content, with the program of this working tree."""
    tracked = git(ROOT, "ls-files", "docs", ".gitignore", "mkdocs.yml", "Makefile", "*.lock")
    for name in (*tracked.splitlines(), "pyproject.toml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, root / name)
    for name in ("bench", "generator", "tests"):
        shutil.rmtree(root / name, ignore_errors=True)
        (root / name).symlink_to(ROOT / name)


def _committed(project: Project) -> Project:
    new_repository(project.root)
    git(project.root, "add", "content")
    git(project.root, "commit", "-q", "-m", "content")
    return project
