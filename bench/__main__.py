"""``make bench``: how much Avance adds to bare YAML reading and to a bare MkDocs build.

Each figure is the median of several whole processes, so imports count. Ratios hold on a slow
and on a fast machine; absolute times do not, and are shown only as a hint.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import history, weight

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
BARE_YAML = """
import sys, pathlib, yaml
for path in sorted(pathlib.Path("content").rglob("*.yml")):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""


def main() -> None:
    """Time the commands; ``weight`` weighs the pages of site/, ``history`` reads 1,000 commits."""
    if sys.argv[1:] == ["weight"]:
        print("\n".join(weight.report(ROOT / "site")))
    elif sys.argv[1:] == ["history"]:
        with tempfile.TemporaryDirectory() as folder:
            print("\n".join(history.report(ROOT / "content", Path(folder))))
    else:
        time_commands()


def time_commands() -> None:
    """Copy the project aside, time each command and print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        project = _copy(Path(folder) / "project")
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE_YAML, "utf-8")
        python = sys.executable
        yaml_pass = _median([python, str(bare)], project)
        check = _median([python, "-m", "generator", "check"], project)
        _once([python, "-m", "generator", "build"], project)
        rebuild = _median_edit([python, "-m", "generator", "build"], project)
        _without_hook(project)
        mkdocs = _median([python, "-m", "mkdocs", "build", "-q"], project)
        n_files = len(list((project / "content").rglob("*.yml")))
        n_pages = len(list((project / "site").rglob("*.html")))
    print(f"{n_files} content files, {n_pages} pages, median of {RUNS} processes")
    _say("check (cold)          / bare CSafeLoader pass", check, yaml_pass)
    _say("rebuild after an edit / mkdocs build         ", rebuild, mkdocs)


def _say(what: str, ours: float, theirs: float) -> None:
    print(f"  {what}  {ours / theirs:6.2f}   ({ours:.2f} s)")


def _copy(project: Path) -> Path:
    for name in ("content", "docs", "generator"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", project)
    return project


def _without_hook(project: Path) -> None:
    """The same pages for a bare ``mkdocs build``."""
    config = project / "mkdocs.yml"
    text = re.sub(r"hooks:\n(  - .*\n)+", "", config.read_text("utf-8"))
    config.write_text(text.replace("strict: true", "strict: false"), "utf-8")


def _once(command: list[str], project: Path) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    return time.perf_counter() - start


def _median(command: list[str], project: Path) -> float:
    _once(command, project)
    return statistics.median(_once(command, project) for _ in range(RUNS))


def _median_edit(command: list[str], project: Path) -> float:
    """Time the build after changing one title back and forth."""
    path = next(path for path in sorted(project.rglob("strategies/*.yml")))
    text = path.read_text("utf-8")
    found = re.search(r"title: .*", text)
    assert found is not None
    edited = text.replace(found[0], f"{found[0]} (editado)", 1)
    times = []
    for turn in range(RUNS + 1):
        path.write_text(text if turn % 2 else edited, "utf-8")
        times.append(_once(command, project))
    path.write_text(text, "utf-8")
    return statistics.median(times[1:])


if __name__ == "__main__":
    main()
