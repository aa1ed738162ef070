"""The words and figures of the pages of the plans, and of the pages written by hand beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.project import ROOT
from tests.test_words_es import (
    retired,
    test_figures_are_written_in_one_way,
    test_no_page_says_a_retired_word,
    written,
)


@pytest.fixture(scope="module")
def authors() -> str:
    return written(ROOT / "content")


PAGES = sorted((ROOT / "content/pages").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_no_page_of_ours_says_a_retired_word(page: Path, authors: str) -> None:
    assert retired(page, authors) == []
