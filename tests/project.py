"""A copy of the project in a temporary folder, and the site that is built from it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def copy_project(target: Path, content: Path | None = None) -> Path:
    """The project as a fresh clone has it: content, hand-written docs, generator, mkdocs.yml.

    ``content`` replaces the project's own content.
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
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "generator", target / "generator", ignore=ignore)
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


LOWERED = "content/plans/poi-mtpe-2024/strategies/AEI.02.01.yml"
"""A file whose target 2024 of AOI00099300006 is 2000 in the first commit, 1409 after it."""
_AT = "2026-10-01T00:00:00Z"


def with_history(project: Path) -> Path:
    """The project in a repository of its own: a first import, then a proposal that lowers a target.

    Today's content is that of the project, so every figure stays.
    """
    path = project / LOWERED
    now = path.read_text("utf-8")
    assert now.count("targets: {2024: 1409}") == 1
    path.write_text(now.replace("targets: {2024: 1409}", "targets: {2024: 2000}"), "utf-8")
    _git(project, "init", "-q", "-b", "main")
    _git(project, "add", "content")
    _git(project, "commit", "-q", "-m", "Primera carga")
    path.write_text(now, "utf-8")
    _git(project, "commit", "-q", "-a", "-m", "Merge pull request #41 from ana/lima")
    return project


def _git(project: Path, *arguments: str) -> None:
    who = {f"GIT_{role}_{k}": "x" for role in ("AUTHOR", "COMMITTER") for k in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": _AT, "GIT_COMMITTER_DATE": _AT}
    nothing = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    env = {**os.environ, **who, **dates, **nothing}
    subprocess.run(["git", "-C", str(project), *arguments], check=True, env=env)


def run(
    project: Path, *arguments: str, lang: str = "es", **environment: str
) -> subprocess.CompletedProcess[str]:
    """``python -m …`` in the project, with a fixed date so that results do not depend on today."""
    env = {
        **os.environ,
        "AVANCE_LANG": lang,
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": "1790812800",
        **environment,
    }
    env.pop("CI", None)
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        env=env,
    )


def build_site(project: Path, lang: str = "es") -> Path:
    """``mkdocs build --strict``; the folder of the site."""
    done = run(project, "mkdocs", "build", "--strict", lang=lang)
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"
