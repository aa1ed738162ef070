"""The HTML of every page is valid: it parses without an error and things stand where they may.

One page of every kind was also given to the Nu HTML checker, which found nothing in our own
markup; it needs Java, so what matters of it is held here.
"""

from __future__ import annotations

from pathlib import Path

from tests.plans.kinds import KINDS
from tests.test_html import (
    errors,
    test_every_page_parses_without_an_error,
    test_things_stand_where_they_may,
)


def test_every_kind_of_page_parses_without_an_error(site: Path) -> None:
    assert errors(site / url / "index.html" for url in KINDS.values()) == {}
    assert errors([site / "404.html"]) == {}
