"""The plans of this repository as the content; without them there is nothing to collect here."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from generator.compute import Results
from generator.model.catalog import Catalog
from generator.render import render
from tests.browser import served
from tests.helpers import lay
from tests.plans.history import with_history
from tests.project import ROOT, computed, copy_project, once, run

collect_ignore_glob = [] if (ROOT / "content/plans/poi-mtpe-2024").is_dir() else ["test_*.py"]


@pytest.fixture(scope="session")
def results() -> Results:
    """The project's own content, without a finding, computed."""
    return computed(ROOT / "content")


@pytest.fixture(scope="session")
def catalog(results: Results) -> Catalog:
    """The project's own content."""
    return results.catalog


@pytest.fixture(scope="session")
def pages_of_all(results: Results, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Every page of the project's own content, as Markdown."""
    pages = once(_shared(tmp_path_factory) / "pages", lambda it: lay(it, render(results)))
    root = pages / "content"
    return {it.relative_to(root).as_posix(): it.read_bytes() for it in root.rglob("*.md")}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, from a copy of the project in which one target was lowered."""
    return once(_shared(tmp_path_factory) / "whole", whole_site) / "site"


def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the workers of pytest-xdist find what is made once: the folder above their own."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def whole_site(project: Path) -> None:
    """The whole site as ``make site`` builds it, in a process of its own."""
    done = run(with_history(copy_project(project)), "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where that site is served."""
    with served(site) as url:
        yield url
