"""What all tests share: generated examples are the same in every run; the content is read once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from generator.check import check
from generator.compute import Results, compute
from generator.load import load
from generator.load.disk import read_tree
from generator.model.catalog import Catalog

settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def results() -> Results:
    """The project's own content, without a finding, computed."""
    files, unreadable = read_tree(Path(__file__).parent.parent / "content")
    catalog, problems = load(files)
    assert [*unreadable, *problems, *check(catalog)] == []
    return compute(catalog, date(2026, 10, 1))


@pytest.fixture(scope="session")
def catalog(results: Results) -> Catalog:
    """The project's own content."""
    return results.catalog
