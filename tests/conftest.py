"""What all tests share: generated examples are the same in every run; the content is read once."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page

from generator.check import check
from generator.compute import Results, compute
from generator.load import load
from generator.load.disk import read_tree
from generator.model.catalog import Catalog
from generator.render import render
from tests.browser import Search, browser, look_up, served
from tests.cases.runner import BASE
from tests.project import build_site, copy_project, once, run, with_history
from tests.repository import Repository

settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")
gc.set_threshold(50_000, 10, 10)  # what tests keep is large: looking at it again and again is slow


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


@pytest.fixture(scope="session")
def pages_of_all(results: Results) -> Mapping[str, bytes]:
    """Every page of the project's own content, as Markdown."""
    return render(results)


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """An empty repository in a folder whose name has a space and more than ASCII."""
    return Repository.make(tmp_path / "repositorio ñ")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, from a copy of the project in which one target was lowered.

    It is built once: the workers of pytest-xdist share the folder above their own.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    return once(shared / "whole", whole_site) / "site"


def whole_site(project: Path) -> None:
    """The whole site as ``make site`` builds it, in a process of its own."""
    done = run(with_history(copy_project(project)), "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small content of the cases, for what does not depend on the content."""
    project = copy_project(tmp_path_factory.mktemp("small") / "project", BASE / "content")
    return build_site(project)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where that site is served."""
    with served(site) as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    with browser() as found:
        yield found


@pytest.fixture(scope="session")
def search(address: str, chromium: Browser) -> Iterator[Search]:
    """Addresses that the search of that site finds; one page has read its index for all tests."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address)
    yield partial(look_up, page)
    context.close()


@pytest.fixture
def resting(chromium: Browser) -> Iterator[Page]:
    """A page where nothing moves, so that a new size or palette is there at once."""
    context = chromium.new_context(reduced_motion="reduce", bypass_csp=True)
    yield context.new_page()
    context.close()
