"""Every plan of this repository as a matrix, and the matrix read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.author.draft import read_content
from tests.test_matrix_export import again, told

CONTENT = Path(__file__).parent.parent.parent / "content"


@pytest.mark.proof
@pytest.mark.parametrize("name", sorted(it.name for it in (CONTENT / "plans").iterdir()))
def test_a_plan_read_back_says_the_same(name: str) -> None:
    content, _ = read_content(CONTENT)
    done, catalog = again(content, content.catalog.plans[name])
    before, after = told(content.catalog, name), told(catalog, name)
    assert {key: after.get(key) for key in before} == before
    assert done.draft.files
