"""Generated pages go around Python-Markdown; what comes out is what it would have made of them."""

from __future__ import annotations

from collections.abc import Mapping

from tests.plans.kinds import KINDS
from tests.test_islands import differing, test_every_page_is_what_python_markdown_makes_of_it


def test_every_kind_of_page_is_what_python_markdown_makes_of_it(
    pages_of_all: Mapping[str, bytes],
) -> None:
    names = {name for url in KINDS.values() for name in (f"{url}index.md", f"{url[:-1]}.md")}
    pages = {path: text for path, text in pages_of_all.items() if path in names}
    assert differing(pages) == []
    assert len(pages) > 35
