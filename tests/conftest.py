"""What all tests share: generated examples are the same in every run; a content is read once.

The content is the small one of the cases. The tests in ``plans/`` have the plans of this
repository in its place, and are there only as long as those plans are.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page

from generator.compute import Results
from generator.model.catalog import Catalog
from generator.render import render
from tests.browser import browser
from tests.cases.runner import BASE
from tests.project import build_site, computed, copy_project
from tests.repository import Repository

sys.dont_write_bytecode = False  # what tests start is compiled once, as on a user's machine
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")
gc.set_threshold(50_000, 10, 10)  # what tests keep is large: looking at it again and again is slow


@pytest.fixture(scope="session")
def results() -> Results:
    """The content, without a finding, computed."""
    return computed(BASE / "content")


@pytest.fixture(scope="session")
def catalog(results: Results) -> Catalog:
    """The content."""
    return results.catalog


@pytest.fixture(scope="session")
def pages_of_all(results: Results) -> Mapping[str, bytes]:
    """Every page of the content, as Markdown."""
    return render(results)


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """An empty repository in a folder whose name has a space and more than ASCII."""
    return Repository.make(tmp_path / "repositorio ñ")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the content."""
    project = copy_project(tmp_path_factory.mktemp("small") / "project", BASE / "content")
    return build_site(project)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    with browser() as found:
        yield found


@pytest.fixture
def resting(chromium: Browser) -> Iterator[Page]:
    """A page where nothing moves, so that a new size or palette is there at once."""
    context = chromium.new_context(reduced_motion="reduce", bypass_csp=True)
    yield context.new_page()
    context.close()
