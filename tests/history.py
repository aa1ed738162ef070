"""Commits as an author makes them, and the public history as a reader sees it."""

from __future__ import annotations

import csv
import io
import re

from tests.helpers import MINIMAL, PLAN, results, targets
from tests.proposal import amendment, laid
from tests.repository import Repository

LOWEST = targets("2024: 70")
TOLD = results("2024", "visitas: 60")
NONE = "No consta ninguna modificación aprobada"
DRAFT = {
    "plan.yml": MINIMAL[PLAN + "plan.yml"].replace(
        "state: approved\napproval: {note: sin resolución}", "state: draft"
    )
}


CUT = amendment("{measure: visitas, period: 2024, from: 100, to: 80}")


def text(repo: Repository, *asked: str) -> str:
    """What ``avance history`` prints, with the ids of commits as ``#1``, the oldest first."""
    done = repo.avance("history", *asked)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr + done.stdout
    ids = repo.git("log", "--reverse", "--format=%H").splitlines()
    printed = done.stdout
    for number, name in enumerate(ids, 1):
        printed = printed.replace(name[:9], f"#{number}")
    return printed


def sequence(repo: Repository, measure: str, figure: str) -> list[str]:
    """The lines below one figure of a measure."""
    blocks = text(repo, measure).split("\n\n")
    (found,) = [block for block in blocks if block.splitlines()[0] == figure]
    return [line.strip() for line in found.splitlines()[1:]]


def says(repo: Repository, measure: str = "visitas") -> str:
    """The sentence of a measure: how often its target changed."""
    return text(repo, measure).split("\n\n")[1]


def values(lines: list[str]) -> list[str]:
    return [line.partition(" · ")[0] for line in lines]


def built(repo: Repository, page: str) -> str:
    """A page as it is built; ``""`` where there is none."""
    done = repo.avance("build", "--quiet")
    assert (done.returncode, done.stderr) == (0, ""), done.stderr + done.stdout
    path = repo.folder / "docs" / page
    return path.read_text("utf-8").replace("\xa0", " ") if path.exists() else ""


def rows(repo: Repository) -> list[dict[str, str]]:
    """The exported table of changes."""
    folder = repo.folder.parent / "datos"
    done = repo.avance("export", "tables", "--out", str(folder))
    assert done.returncode == 0, done.stderr + done.stdout
    text = (folder / "changes.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def original(page: str) -> list[str]:
    """The cells of «meta original / meta vigente» of a page; [] where there is no such block."""
    _, mark, rest = page.partition("<caption><span>Meta original y meta vigente")
    body = rest.partition("<tbody>")[2].partition("</tbody>")[0] if mark else ""
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", body)
    return [re.sub(r"<[^>]*>", "", cell).rpartition(": ")[2].strip() for cell in cells]


ACTIVITY = "planes/plan-2024/1.1.1.md"


SECOND = {"plans/otro/plan.yml": MINIMAL[PLAN + "plan.yml"]}


def without_plan() -> dict[str, bytes]:
    return {path: data for path, data in laid(SECOND).items() if not path.startswith(PLAN)}
