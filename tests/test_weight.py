"""Pages stay light, the search too, and a portal with more plans grows by their pages only."""

from __future__ import annotations

import json
import re
import shutil
import statistics
from pathlib import Path

import pytest

from bench import weight
from tests.cases.runner import BASE
from tests.project import build_site, copy_project
from tests.site import pages_of

PLAN = "salud-2025"


def test_every_page_is_light(site: Path) -> None:
    assert [w for w in weight.pages(site) if w.sent > weight.PAGE] == []


def test_a_typical_activity_is_lighter_still(site: Path) -> None:
    found = [w for w in weight.pages(site) if re.search(r"/(AOI\w+|\d\.\d\.\d)/", w.name)]
    assert len(found) > 200
    assert statistics.median(w.sent for w in found) <= weight.ACTIVITY


def test_a_first_visit_loads_little_beside_its_page(site: Path) -> None:
    assert sum(w.sent for w in weight.shared(site)) <= weight.SHARED


def test_the_search_index_is_small_and_knows_codes_names_units_and_acronyms(site: Path) -> None:
    index, worker = weight.search(site)
    assert index.raw <= weight.INDEX
    assert worker.sent < 15_000
    text = json.dumps(
        json.loads((site / "search/search_index.json").read_text("utf-8"))["docs"],
        ensure_ascii=False,
    )
    for said in ("AOI00015400049", "IdG.03", "MT-OGA", "CEPLAN", "Flickr", "Ayacucho"):
        assert said in text, said
    codes = {path.parent.name for path in site.glob("planes/*/*/index.html")}
    coded = {code for code in codes if re.search(r"\d", code)}
    assert len(coded) > 350
    assert {code for code in coded if f"/{code}/" not in text} == set()


def test_the_navigation_is_not_repeated_on_every_page(site: Path) -> None:
    """Links outside the text of a page do not grow with the number of pages."""
    for path in pages_of(site):
        text = path.read_text("utf-8")
        around = re.sub(r"(?s)<article.*?</article>", "", text)
        around = re.sub(r'(?s)<nav class="md-nav md-nav--secondary".*?</nav>\s*</div>', "", around)
        assert around.count("<a ") - around.count('href="#') < 60, path


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


def test_a_portal_grows_with_its_plans_and_no_faster(grown: dict[int, Path]) -> None:
    size = {n: weight.total(site) for n, site in grown.items()}
    one_more = size[2] - size[1]
    assert size[5] - size[1] == pytest.approx(4 * one_more, rel=0.15)


def test_a_page_weighs_the_same_beside_more_plans(grown: dict[int, Path]) -> None:
    mean = {n: mean_page(site / f"planes/{PLAN}-0") for n, site in grown.items()}
    assert mean[5] == pytest.approx(mean[1], rel=0.15)


def mean_page(folder: Path) -> float:
    """Mean bytes of the pages in a folder."""
    return statistics.mean(path.stat().st_size for path in folder.rglob("*.html"))
