"""Pages of the plans stay light, and the search too."""

from __future__ import annotations

import re
import statistics
from pathlib import Path

from bench import weight
from tests.site import pages_of


def test_every_page_is_light(site: Path) -> None:
    assert [w for w in weight.pages(site) if w.sent > weight.PAGE] == []


def test_a_typical_activity_is_lighter_still(site: Path) -> None:
    found = [w for w in weight.pages(site) if re.search(r"/(AOI\w+|\d\.\d\.\d)/", w.name)]
    assert len(found) > 200
    assert statistics.median(w.sent for w in found) <= weight.ACTIVITY


def test_a_first_visit_loads_little_beside_its_page(site: Path) -> None:
    assert sum(w.sent for w in weight.shared(site)) <= weight.SHARED


def test_the_search_is_small(site: Path) -> None:
    index, script = weight.search(site)
    assert index.raw <= weight.INDEX_SIZE
    assert script.sent < 6_000


def test_the_navigation_is_not_repeated_on_every_page(site: Path) -> None:
    """Links outside the text of a page do not grow with the number of pages."""
    for path in pages_of(site):
        text = path.read_text("utf-8")
        around = re.sub(r"(?s)<article.*?</article>", "", text)
        around = re.sub(r'(?s)<nav class="md-nav md-nav--secondary".*?</nav>\s*</div>', "", around)
        assert around.count("<a ") - around.count('href="#') < 60, path
