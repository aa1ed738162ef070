"""Pages stay light, the search too, and a portal with more plans grows by their pages only."""

from __future__ import annotations

import shutil
import statistics
from pathlib import Path

import pytest

from bench import weight
from tests.cases.runner import BASE
from tests.project import build_site, copy_project

PLAN = "salud-2025"


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Sites of the same plan, one, two and five times."""
    return {n: copies(tmp_path_factory.mktemp(f"copies-{n}"), n) for n in (1, 2, 5)}


def copies(folder: Path, n: int) -> Path:
    """The site of a portal that has one plan ``n`` times, under other names."""
    content = folder / "content"
    ours = shutil.ignore_patterns("plans")
    shutil.copytree(BASE / "content", content, ignore=ours)
    for number in range(n):
        shutil.copytree(BASE / "content/plans" / PLAN, content / f"plans/{PLAN}-{number}")
    return build_site(copy_project(folder / "project", content))


@pytest.mark.proof
def test_a_portal_grows_with_its_plans_and_no_faster(grown: dict[int, Path]) -> None:
    size = {n: weight.total(site) for n, site in grown.items()}
    one_more = size[2] - size[1]
    assert size[5] - size[1] == pytest.approx(4 * one_more, rel=0.15)


@pytest.mark.proof
def test_a_page_weighs_the_same_beside_more_plans(grown: dict[int, Path]) -> None:
    mean = {n: mean_page(site / f"planes/{PLAN}-0") for n, site in grown.items()}
    assert mean[5] == pytest.approx(mean[1], rel=0.15)


def mean_page(folder: Path) -> float:
    """Mean bytes of the pages in a folder."""
    return statistics.mean(path.stat().st_size for path in folder.rglob("*.html"))
