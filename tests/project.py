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
